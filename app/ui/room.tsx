import { Link } from "@remix-run/react";
import { dayAndTime, timeOf } from "../models/core/days.ts";
import type { AttendancePage } from "../models/meetings/attendance-page.server.ts";
import { agencyInWords, type ItemRoom, onSeveralDays, roomInWords } from "../models/meetings/room.ts";
import type { RoomShown } from "../models/meetings/room.server.ts";
import { PostButton } from "./form.tsx";
import { Tag } from "./page.tsx";

/** The panel's rule of who must be there is not met: a warning that stops nothing. */
export const QuorumWarning = ({ quorum }: { quorum: string | null }) => (quorum ? <p className="quorum" role="status"><span aria-hidden="true">! </span>{quorum}.</p> : null);

/** Which agencies are, or were, there for the item in hand. */
export function RoomHere({ room, meetingId, running }: { room: RoomShown | null; meetingId: string; running: boolean }) {
  if (!room?.item) return null;
  const agencies = room.item.agencies.filter((one) => one.there !== "none");
  return (
    <details className="readby noprint">
      <summary className="readby__summary">{running ? "There for this item" : "Were there for this item"}: {agencies.length === 0 ? "no agency recorded" : agencies.length === 1 ? "1 agency" : `${agencies.length} agencies`}</summary>
      <ul className="roomhere__list">
        {agencies.map((one) => <li key={one.agency}>{agencyInWords(one)}</li>)}
        {agencies.length < room.item.agencies.length && <li className="roomhere__none">Not there: {room.item.agencies.filter((one) => one.there === "none").map((one) => one.agency).join(", ")}</li>}
      </ul>
      <p className="roomhere__more"><Link className="govuk-link" to={`/meetings/${meetingId}/attendance`}>Attendance, arrivals and departures</Link></p>
    </details>
  );
}

/** What the minutes say of the room at one item. */
export const RoomInMinutes = ({ room }: { room: ItemRoom | undefined }) =>
  room && room.agencies.length > 0 ? <p className="govuk-body-s roomsaid">{roomInWords(room)}{room.quorum && <> <strong>{room.quorum}.</strong></>}</p> : null;

export interface TimesShown {
  how: "presence" | "by hand" | null;
  stays: { from: string; to: string | null }[];
}

/** "10:02 to 10:40, since 10:55", and how it is known. */
export function TimesInRoom({ times, ended }: { times: TimesShown | null; ended: boolean }) {
  if (!times?.stays.length || times.how === null) return null;
  const came = onSeveralDays(times.stays) ? dayAndTime : timeOf;
  return (
    <>
      In the room {times.stays.map(({ from, to }) => (to ? `${came(from)} to ${timeOf(to)}` : ended ? `${came(from)} to the end` : `since ${came(from)}`)).join(", ")}
      {times.how === "by hand" && " (corrected by hand)"}
    </>
  );
}

const states = { "not signed": { words: "Statement not signed", colour: "yellow" }, waiting: { words: "Waiting outside", colour: "blue" }, in: { words: "In", colour: "green" }, left: { words: "Left", colour: "grey" } } as const;

/** Those invited to single items: held in waiting, let in for their item, shown out after it. */
export function InvitedHere({ invited }: { invited: AttendancePage["invited"] }) {
  if (!invited.length) return null;
  return (
    <section aria-labelledby="invited-here">
      <h2 className="govuk-heading-m" id="invited-here">Invited to single items</h2>
      <ul className="invited">
        {invited.map((one) => (
          <li className="invited__one" key={one.id}>
            <div>
              <strong>{one.name}</strong>, {one.agency}, {one.capacity} {one.apart ? <Tag colour="grey">Takes no part</Tag> : <Tag colour={states[one.state].colour}>{states[one.state].words}</Tag>}
              <span className="undertext">
                {one.item} · {one.signedAt ? `confidentiality statement signed ${dayAndTime(one.signedAt)}` : "confidentiality statement not signed yet"}
                {one.stays.length > 0 && ` · ${one.stays.map((stay) => (stay.to ? `${timeOf(stay.from)} to ${timeOf(stay.to)}` : `in since ${timeOf(stay.from)}`)).join(", ")}`}
              </span>
            </div>
            <span className="invited__acts noprint">
              {one.mayAdmit && <PostButton small action={`/guests/${one.id}/admission`} label="Let in" describe={one.name} />}
              {one.mayShowOut && <PostButton small action={`/guests/${one.id}/showing-out`} label="Show out" describe={one.name} />}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Item by item which agencies were there, and where they were too few. */
export const RoomByItem = ({ rooms }: { rooms: AttendancePage["rooms"] }) =>
  rooms.length === 0 ? null : (
    <section aria-labelledby="by-item">
      <h2 className="govuk-heading-m" id="by-item">Item by item</h2>
      <dl className="byitem">
        {rooms.map(({ id, name, room }) => (
          <div className="byitem__one" key={id}>
            <dt>{name}</dt>
            <dd>{roomInWords(room)}{room.quorum && <> <strong className="byitem__quorum">{room.quorum}.</strong></>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
