import { dayAndTime } from "../models/core/days.ts";

interface Change {
  at: string;
  was: string;
  became: string;
  by: string;
  reason: string;
  lawfulBasis: string | null;
}

/** For the agency whose note, file or restricted minutes it is: who has read or opened it, and for whom it was before. */
export const HandlingHistory = ({ readers, changes, done, several = false }: { readers: { name: string; agency: string; at: string }[]; changes: Change[]; done: "read" | "opened"; several?: boolean }) => (
  <>
    <section aria-labelledby="readers">
      <h2 className="govuk-heading-s" id="readers">Who has {done} {several ? "them" : "it"}</h2>
      {readers.length === 0 ? <p className="govuk-body">Nobody else yet.</p> : <ul className="govuk-list govuk-list--bullet">{readers.map((one) => <li key={`${one.name} ${one.at}`}>{one.name}, {one.agency}, first {dayAndTime(one.at)}</li>)}</ul>}
    </section>
    {changes.length > 0 && (
      <section aria-labelledby="changes">
        <h2 className="govuk-heading-s" id="changes">For whom {several ? "they were" : "it was"}</h2>
        <ol className="govuk-list govuk-list--number">{changes.map((one) => <li key={one.at}>{one.was}, until {dayAndTime(one.at)}, when {one.by} made {several ? "them" : "it"} “{one.became}”: {one.reason}{one.lawfulBasis && ` (${one.lawfulBasis})`}</li>)}</ol>
      </section>
    )}
  </>
);
