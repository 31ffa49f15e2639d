import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { type ClientLoaderFunctionArgs, Link, useLoaderData } from "@remix-run/react";
import { readOrKeep } from "../live/keep.ts";
import { lateInWords, useServerClock } from "../live/pace.tsx";
import { useWatch } from "../live/room.ts";
import { timeOf } from "../models/core/days.ts";
import { paceAt } from "../models/meetings/pace.ts";
import { lockMinutes } from "../models/people/lock.server.ts";
import { type RoomView, roomView } from "../models/meetings/shared.server.ts";

export const meta = () => [{ title: "Room – Panelroom" }];

export const loader = async ({ params, context: { ask, settings } }: LoaderFunctionArgs) => json({ ...(await roomView(ask, params.meetingId!)), lockMinutes: await lockMinutes(ask, ask.who.id, settings.limits) });

export const clientLoader = ({ request, serverLoader }: ClientLoaderFunctionArgs) => readOrKeep(new URL(request.url).pathname, () => serverLoader<typeof loader>());

/** For the wall: large, and without anybody's name or reference. */
export default function Room() {
  const { meeting, current, next, done, of, pace, hands } = useLoaderData<typeof loader>();
  useWatch(meeting.id);
  return (
    <div className="wall">
      <h1 className="wall__title">{meeting.name}</h1>
      <section className="wall__now" aria-label="Now">
        {current ? <p className="wall__number" role="status"><span className="govuk-visually-hidden">Now: item </span>{current.number ?? "–"}</p> : <p className="wall__none" role="status">{meeting.status === "live" ? "In conference" : meeting.status === "published" ? "Not started" : "Not in session"}</p>}
        {current && <p className="wall__section">{current.section}</p>}
      </section>
      {pace && <Time pace={pace} />}
      <p className="wall__next">{next ? <>Next: <strong>{next.number ?? "–"}</strong> {next.section}</> : meeting.status === "live" ? "Last item" : ""}</p>
      <section className="wall__hands" aria-label="Hands">
        {hands.length > 0 && <ol>{hands.map((hand) => <li key={hand.id} className={hand.speaking ? "wall__speaking" : undefined}>{hand.agency}{hand.speaking && <span className="govuk-visually-hidden"> has the word</span>}</li>)}</ol>}
      </section>
      <p className="wall__foot">{done} of {of} items done <Link className="govuk-link noprint" to={`/meetings/${meeting.id}/live`}>Back to the meeting</Link></p>
    </div>
  );
}

function Time({ pace }: { pace: NonNullable<RoomView["pace"]> }) {
  const now = useServerClock(pace.now);
  const { spent, warning, endsAt, late } = paceAt(pace, now);
  return (
    <div className="wall__time">
      <p className={`wall__minutes${warning ? ` wall__minutes--${warning}` : ""}`}>{pace.item ? <><strong>{spent}</strong> of {pace.item.minutes} min<span className="wall__warning">{warning === "all" ? "Time is up" : warning === "most" ? "70 % used" : ""}</span></> : ""}</p>
      <p className="wall__end">Ends about <strong>{timeOf(new Date(endsAt))}</strong><span className="wall__late">{lateInWords(late)}</span></p>
    </div>
  );
}
