import { Link } from "@remix-run/react";
import { dayAndTime, dayOf, shortDay } from "../models/core/days.ts";

interface Standing {
  meeting: { id: string; status: string };
  circulated: { at: string; by: string | null; until: string } | null;
  agreement: { at: string; by: string; atMeetingId: string; atNumber: number; code: string; addendumId: string | null } | null;
  undecided: number;
  mayCirculate: boolean;
}

/** How far a meeting's minutes have come: sent out, corrected, approved, agreed. */
export function MinutesStanding({ meeting, circulated, agreement, undecided, mayCirculate }: Standing) {
  const over = meeting.status === "agreed";
  const receipts = <Link className="govuk-link" to={`/meetings/${meeting.id}/circulation`}>Who has opened them</Link>;
  const lines = [
    circulated ? <>Sent out {dayAndTime(circulated.at)}{circulated.by && `, ${circulated.by}`}{!over && <>; corrections until {shortDay(circulated.until)}</>}.{mayCirculate && <> {receipts}.</>}</> : over ? null : <>Not sent out yet.{mayCirculate && <> <Link className="govuk-link" to={`/meetings/${meeting.id}/circulation`}>Send them out</Link>.</>}</>,
    !over && undecided > 0 ? <>{undecided} proposed {undecided === 1 ? "correction waits" : "corrections wait"} for the chair.</> : null,
    agreement ? <>Agreed as a true record{agreement.addendumId && ", with a correction"} at <Link className="govuk-link" to={`/meetings/${agreement.atMeetingId}`}>{agreement.code} {agreement.atNumber}</Link>, {shortDay(dayOf(agreement.at))}, {agreement.by}.</> : over ? <>Not yet agreed at the next meeting.</> : null,
  ].filter((line) => line !== null);
  return <ul className="standing noprint">{lines.map((line, i) => <li key={i}>{line}</li>)}</ul>;
}

/** Whether these words are those that were approved: number, hash and signature. */
export const Seal = ({ version, seal }: { version: { number: string | null; hash: string }; seal: { whole: boolean; signed: boolean | null } }) => (
  <div className="seal">
    {version.number && <p className="govuk-body-s">Number: <strong>{version.number}</strong></p>}
    <p className="govuk-body-s">Fingerprint of this version (SHA-256): <span className="paper__hash">{version.hash}</span></p>
    <p className={seal.whole && seal.signed !== false ? "govuk-body-s" : "govuk-body-s overdue"}>
      {!seal.whole ? "These minutes are not what was kept: their words and their fingerprint differ. Tell the administrator." : seal.signed === false ? "The signature is not by this house’s key. Tell the administrator." : seal.signed ? "Signed when they were approved; words, fingerprint and signature fit." : version.number ? "Words and fingerprint fit; not signed." : "Words and fingerprint fit. Minutes are signed when they are approved."}
    </p>
  </div>
);
