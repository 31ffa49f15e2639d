import { Link } from "@remix-run/react";
import { dayOf, shortDay } from "../models/core/days.ts";
import type { LastMinutes } from "../models/meetings/agreement.server.ts";

/** Under the standing item of the last meeting's minutes: how they stand, and where the chair records that they were agreed. */
export function LastMinutesShown({ last, meetingId, running }: { last: LastMinutes | null; meetingId: string; running: boolean }) {
  if (!last) return null;
  const corrections = last.accepted + last.undecided;
  return (
    <div className="lastminutes">
      <p>
        <Link className="govuk-link" to={`/meetings/${last.meetingId}/minutes`}>Minutes of {last.name}</Link>, {shortDay(last.onDay)}: {last.agreement ? `agreed as a true record${last.agreement.addendumId ? ", with a correction" : ""}, ${shortDay(dayOf(last.agreement.at))}` : last.approved ? `approved${last.number ? ` (${last.number})` : ""}, to be agreed here` : last.circulatedOn ? `sent out ${shortDay(last.circulatedOn)}, not approved yet` : "not sent out yet"}
        {corrections > 0 && `; ${corrections} ${corrections === 1 ? "correction" : "corrections"} proposed, ${last.accepted} accepted${last.undecided ? `, ${last.undecided} to be decided` : ""}`}.
      </p>
      {running && !last.agreement && <p><Link className="govuk-link" to={`/meetings/${meetingId}/agreement`}>Agree them as a true record</Link></p>}
    </div>
  );
}
