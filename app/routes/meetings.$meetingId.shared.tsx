import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useWatch } from "../live/room.ts";
import { entryName } from "../models/followup/entry.ts";
import { type SharedScreen, sharedScreen } from "../models/meetings/shared.server.ts";
import { lockMinutes } from "../models/people/lock.server.ts";
import { MinutesText } from "../ui/markdown.tsx";
import { Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Shared screen – Panelroom" }];

export const loader = async ({ params, context: { ask, settings } }: LoaderFunctionArgs) => json({ ...(await sharedScreen(ask, params.meetingId!)), lockMinutes: await lockMinutes(ask, ask.who.id, settings.limits) });

/** How often the minutes on it are read again (ms): what others type rings no bell. */
const readAgainMs = 4000;

/** What everybody present may read, for a screen that they all see. Without a line nobody could say who comes in: then it shows nothing. */
export default function Shared() {
  const { now, meeting, item, part } = useLoaderData<typeof loader>();
  const isWatched = useWatch(meeting.id);
  const { revalidate } = useRevalidator();
  // What was read before the line stood may be of before somebody came: only what is read after that is shown.
  const [before, setBefore] = useState<string | null>(null);
  const isOpen = isWatched && before !== null && now !== before;
  const reads = isOpen && Boolean(item?.blocks);
  useEffect(() => {
    if (!reads) return;
    const timer = setInterval(revalidate, readAgainMs);
    return () => clearInterval(timer);
  }, [reads, revalidate]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as it was when the line came to stand
  useEffect(() => {
    setBefore(isWatched ? now : null);
    if (isWatched) revalidate();
  }, [isWatched]);
  return (
    <div className="shared">
      <p className="shared__top"><strong>{meeting.name}</strong> <span className="shared__for">As everybody present may read</span> <Link className="govuk-link" to={`/meetings/${meeting.id}/live`}>Back to the meeting</Link></p>
      <div className="shared__item" data-part={isOpen ? part : "waiting"}>
        {!(isOpen && item) && <h1 className="govuk-visually-hidden">Shared screen of {meeting.name}</h1>}
        {!isOpen ? (
          <>
            <p className="shared__none" role="status">Nothing is shown until the line to Panelroom stands.</p>
            <noscript><p className="shared__none">This view needs scripts: without them it could not change when somebody comes in.</p></noscript>
          </>
        ) : !item ? (
          <p className="shared__none" role="status">{meeting.status === "live" ? "Not everybody present may see the item that the meeting is at." : "The meeting is not running."}</p>
        ) : (
          <Item item={item} part={part} />
        )}
      </div>
    </div>
  );
}


const Item = ({ item, part }: { item: NonNullable<SharedScreen["item"]>; part: SharedScreen["part"] }) => (
  <article aria-labelledby="shared-title">
    <p className="shared__section">{item.section}</p>
    <h1 className="shared__title" id="shared-title">{item.number && <span className="shared__number">{item.number}</span>} {item.title ?? ""}{item.ref && item.ref !== item.title && <span className="shared__ref"> {item.ref}</span>}</h1>
    {part === "closed" && <p className="shared__none" role="status">The item is in closed session.</p>}
    {part === "some" && <p className="shared__some" role="status"><Tag colour="blue">Part of it</Tag> Somebody present does not read all of this item.</p>}
    {item.reasons.length > 0 && <ul className="shared__reasons">{item.reasons.map((reason) => <li key={reason}>{reason}</li>)}</ul>}
    {item.shows.minutes && <section aria-label="Minutes" className="shared__minutes">{item.blocks?.length ? <MinutesText blocks={item.blocks} /> : <p className="shared__empty">Nothing is written yet.</p>}</section>}
    {item.entries.length > 0 && (
      <section aria-labelledby="shared-entries">
        <h2 className="shared__head" id="shared-entries">Recorded</h2>
        <ul className="shared__entries">
          {item.entries.map((entry) => (
            <li key={entry.id}><strong>{entryName(entry.kind)}{entry.ref && ` ${entry.ref}`}</strong> {entry.title.replace(/^Risk: /, "")} <span className="shared__facts">{entry.facts.map(([name, value]) => `${name}: ${value}`).join(" · ")}</span></li>
          ))}
        </ul>
      </section>
    )}
  </article>
);
