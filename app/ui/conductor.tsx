import { Link, useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Person } from "../live/room.ts";
import { useServerClock } from "../live/pace.tsx";
import { goneMs } from "../models/meetings/chairing.ts";
import type { Frame } from "../models/meetings/conducting.server.ts";
import type { Hand, Place } from "../models/meetings/hand.ts";
import { Stay } from "./desk.tsx";
import { FaultOf, StayingForm } from "./form.tsx";

type Read = Pick<Frame, "chair" | "mayTake" | "runs" | "back"> & { meeting: { id: string; status: string }; now: string };

/** Who is in the chair; when their connection is gone for long, the way for another to take over. */
export function InChair({ read: { chair, mayTake, meeting, now: at }, people }: { read: Read; people: Person[] }) {
  const now = useServerClock(at);
  const { revalidate } = useRevalidator();
  // Said by the line before the page is read again: whoever came back is not called gone.
  const isHere = chair !== null && people.some((person) => person.id === chair.id);
  // Since when they are gone, the page says that is read after the server has written it down; only who may take over needs to know.
  const isMissed = mayTake && chair !== null && people.length > 0 && !isHere && chair.goneSince === null;
  useEffect(() => {
    if (!isMissed) return;
    const timer = setTimeout(revalidate, 2000);
    return () => clearTimeout(timer);
  }, [isMissed, revalidate]);
  if (!chair) return null;
  const goneFor = chair.goneSince && !isHere && !chair.mine ? now - Date.parse(chair.goneSince) : 0;
  return (
    <>
      <p className="inchair">In the chair: <strong>{chair.mine ? "you" : chair.name}</strong> <Link className="govuk-link inchair__more" to={`/meetings/${meeting.id}/chair`}>{chair.mine ? "Hand over" : "Chair"}<span className="govuk-visually-hidden">{chair.mine ? " the chair" : ": who is in it, and who was"}</span></Link></p>
      {mayTake && goneFor >= goneMs && (
        <p className="follow inchair__gone" role="alert">
          <span>The chair’s connection dropped <span aria-hidden="true">{goneInWords(goneFor)} ago</span>.</span> <Link className="govuk-link" id="take-chair" to={`/meetings/${meeting.id}/chair/taking`}>Take over</Link>
        </p>
      )}
    </>
  );
}

/** "40 s", "3 min": how long ago. */
export const goneInWords = (ms: number): string => (ms < 90_000 ? `${Math.floor(ms / 1000)} s` : `${Math.floor(ms / 60_000)} min`);

/** For a minute after moving on: the way back, when it was a slip of the hand. */
export function Back({ read: { back, meeting, now: at } }: { read: Read }) {
  const now = useServerClock(at);
  if (!back || now >= Date.parse(back.until)) return null;
  return (
    <StayingForm action={`/meetings/${meeting.id}/current`}>
      <input type="hidden" name="itemId" value={back.itemId} />
      <button type="submit" className="govuk-button govuk-button--secondary live__back" id="back-item" data-at-once aria-keyshortcuts="Alt+Shift+B" title="Alt+Shift+B">Back to {back.number ?? "the item before"}</button>
    </StayingForm>
  );
}

/** Whose hand is up, in order, and one's own. */
export function Hands({ read: { runs, meeting }, hands, me }: { read: Read; hands: Hand[]; me: string | null }) {
  const fetcher = useFetcher();
  const own = hands.some((hand) => hand.personId === me);
  const [said, setSaid] = useState("");
  const before = useRef(hands);
  useEffect(() => {
    const fresh = hands.filter((hand) => !before.current.some((one) => one.id === hand.id) && hand.personId !== me);
    if (fresh.length) setSaid(`Hand up: ${fresh.map((hand) => `${hand.name}, ${hand.agency}`).join("; ")}`);
    before.current = hands;
  }, [hands, me]);
  return (
    <section className="hands" aria-labelledby="hands-title">
      <h2 className="hands__title" id="hands-title">Hands{hands.length > 0 && <span className="hands__count"> {hands.length}</span>}</h2>
      <fetcher.Form method="post" action={`/meetings/${meeting.id}/hands`} className="inline-form">
        <Stay />
        <input type="hidden" name="raised" value={own ? "no" : "yes"} />
        <button type="submit" className={`govuk-button govuk-button--secondary button-small hands__own${own ? " hands__own--up" : ""}`} id="hand" data-at-once aria-keyshortcuts="Alt+Shift+U" title="Alt+Shift+U">{own ? "Lower your hand" : "Raise your hand"}</button>
        <FaultOf data={fetcher.data} />
      </fetcher.Form>
      <p className="govuk-visually-hidden" role="status">{said}</p>
      {hands.length > 0 && (
        <ol className="hands__list">
          {hands.map((hand) => (
            <li className={hand.speaking ? "hands__one hands__one--speaking" : "hands__one"} key={hand.id}>
              <span className="hands__who"><strong>{hand.agency}</strong> {hand.name}{hand.capacity && `, ${hand.capacity}`}{hand.speaking && <span className="hands__word"> has the word</span>}</span>
              {runs && <HandActs hand={hand} others={hands.length > 1} />}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What the chair does with a hand: one press each. */
function HandActs({ hand, others }: { hand: Hand; others: boolean }) {
  const fetcher = useFetcher();
  const acts: { place: Place; label: string }[] = hand.speaking ? [{ place: "down", label: "Done" }] : [{ place: "word", label: "Give the word" }, ...(others ? [{ place: "end" as const, label: "Later" }] : []), { place: "down", label: "Lower" }];
  return (
    <fetcher.Form method="post" action={`/hands/${hand.id}`} className="hands__acts">
      <Stay />
      {acts.map(({ place, label }) => <button type="submit" name="place" value={place} key={place} className="govuk-button govuk-button--secondary button-small">{label}<span className="govuk-visually-hidden"> {hand.name}</span></button>)}
      <FaultOf data={fetcher.data} />
    </fetcher.Form>
  );
}
