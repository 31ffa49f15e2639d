import { Form, Link } from "@remix-run/react";
import { timeOf } from "../models/core/days.ts";
import type { Around, Readers } from "../models/meetings/around.server.ts";
import { NotInMinutes } from "./late.tsx";
import { RestrictedHere } from "./restricted.tsx";

const people = (count: number): string => `${count} ${count === 1 ? "person" : "people"}`;

/** Who can read what is being typed: said above the editor always, by name on demand. */
export const ReadBy = ({ readers }: { readers: Readers }) => (
  <details className="readby">
    <summary className="readby__summary">{readers.only ? `Read by ${readers.only}` : `Read by members of ${readers.panel}${readers.invited ? ` and ${people(readers.invited)} invited` : ""}`}: {people(readers.count)}</summary>
    <dl className="readby__list">
      {readers.agencies.map((agency) => (
        <div key={agency.name}><dt>{agency.name}</dt><dd>{agency.people.join(", ")}</dd></div>
      ))}
    </dl>
  </details>
);

/** Who takes no part in an item because of a conflict of interest, and the way to declare one. */
export const NoPart = ({ subjectId, meetingId, people }: { subjectId: string; meetingId: string; people: Around["noPart"] }) => (
  <p className="nopart noprint">
    {people.length > 0 && <><strong>Taking no part:</strong> {people.map((one) => `${one.name} (${one.agency})`).join(", ")}. <Link className="govuk-link" to={`/subjects/${subjectId}/conflicts`}>Conflicts of interest</Link>. </>}
    <Link className="govuk-link" to={`/subjects/${subjectId}/conflicts/new?meeting=${meetingId}`}>Declare a conflict of interest</Link>
  </p>
);

/** Under an item's minutes: what was withdrawn (when, nothing else), what came too late, and closing them. */
export const UnderMinutes = ({ itemId, around }: { itemId: string; around: Around }) => (
  <div className="under">
    {around.closed && <p className="under__line">Closed{around.closed.by && ` by ${around.closed.by}`} at {timeOf(around.closed.at)}.</p>}
    {around.withdrawn.length > 0 && (
      <p className="under__line">
        {around.withdrawn.length === 1 ? "A passage was" : `${around.withdrawn.length} passages were`} withdrawn at {around.withdrawn.map(timeOf).join(", ")}. <Link className="govuk-link" to={`/items/${itemId}/withdrawals`}>Withdrawals</Link>
      </p>
    )}
    <p className="under__line"><Link className="govuk-link" to={`/items/${itemId}/history`}>History of these minutes</Link></p>
    {around.chairMinutes && <p className="under__line"><Link className="govuk-link" to={`/items/${itemId}/chair-minutes`}>The chair’s minutes of this item</Link></p>}
    {around.closedMinutes && <p className="under__line"><Link className="govuk-link" to={`/items/${itemId}/closed-minutes`}>Minutes of the closed session</Link></p>}
    <RestrictedHere itemId={itemId} restricted={around.restricted} />
    {around.mayCloseSession && <p className="under__line"><Link className="govuk-link" to={`/items/${itemId}/closed-session`}>Close this item to some agencies</Link></p>}
    <NotInMinutes late={around.late} />
    {around.may.close && (
      <Form method="post" action={`/items/${itemId}/minutes-closing`} className="inline-form" preventScrollReset><button type="submit" className="govuk-button govuk-button--secondary button-small">Close these minutes</button></Form>
    )}
    {around.may.reopen && (
      <Form method="post" action={`/items/${itemId}/minutes-reopening`} className="inline-form" preventScrollReset><button type="submit" className="govuk-button govuk-button--secondary button-small">Open them again</button></Form>
    )}
  </div>
);
