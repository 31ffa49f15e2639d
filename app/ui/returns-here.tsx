import { Link } from "@remix-run/react";
import { IntoMinutes } from "../live/into-minutes.tsx";
import type { ReturnShown } from "../models/meetings/return.server.ts";
import { returnStateName, wordsForMinutes } from "../models/meetings/return.ts";
import { ReturnWords } from "./returns.tsx";

/** The returns of agencies about the item in hand, beside its subject's card; with `documentId` what is safe goes into the minutes with one press. */
export function ReturnsHere({ returns, documentId }: { returns: ReturnShown[]; documentId: string | null }) {
  if (!returns.length) return null;
  const sent = returns.filter((one) => one.state === "submitted");
  const rest = (["declined", "nothing held", "not sent"] as const).map((state) => ({ state, of: returns.filter((one) => one.state === state) })).filter(({ of }) => of.length > 0);
  return (
    <section className="card subjectcard" aria-labelledby="returns-head">
      <h2 className="govuk-heading-s" id="returns-head">Returns of agencies</h2>
      {sent.length > 0 && <ul className="returns">{sent.map((one) => <li key={one.id}><ReturnWords shown={one}><Into shown={one} documentId={documentId} /></ReturnWords></li>)}</ul>}
      {rest.map(({ state, of }) => (
        <p className="returns__rest" key={state}><strong>{returnStateName[state]}:</strong> {of.map((one, i) => <span key={one.id}>{i > 0 && "; "}{one.agency}{one.sent?.declinedReason && <>, because: {one.sent.declinedReason}</>}{one.own && state === "not sent" && <> (<Link className="govuk-link" to={`/returns/${one.id}/writing`}>write it</Link>)</>}</span>)}</p>
      ))}
    </section>
  );
}

/** What of it is safe for the minutes, with one press: where the minutes may be written. */
function Into({ shown, documentId }: { shown: ReturnShown; documentId: string | null }) {
  const words = shown.sent && documentId ? wordsForMinutes(shown.agency, shown.sent.blocks.filter((block) => block.safe)) : "";
  return words && documentId ? <IntoMinutes documentId={documentId} words={words} agency={shown.agency} /> : null;
}
