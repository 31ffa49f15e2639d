import { Link } from "@remix-run/react";

/** What may become of the meeting besides going on: an item that was not foreseen, or breaking off. */
export const RoomChanges = ({ meetingId, live }: { meetingId: string; live: boolean }) => (
  <span className="roomchanges">
    <Link className="govuk-link" to={`/meetings/${meetingId}/agenda/new`}>Add an item</Link>
    {live && <Link className="govuk-link" to={`/meetings/${meetingId}/postponement`}>Adjourn</Link>}
  </span>
);
