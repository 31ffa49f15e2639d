import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import type { ReturnShown, Sent } from "../models/meetings/return.server.ts";
import { type PaperReturn, returnStateName } from "../models/meetings/return.ts";
import { Tag } from "./page.tsx";

const colours = { submitted: "green", "nothing held": "grey", declined: "orange", "not sent": "yellow" } as const;
/** What an agency answered, and whether late. */
export const ReturnTag = ({ state, late }: { state: keyof typeof colours; late: boolean }) => <Tag colour={late && state === "not sent" ? "red" : colours[state]}>{`${returnStateName[state]}${late ? ", late" : ""}`}</Tag>;

/** One return: what this person reads of it, who holds the rest, and what can be done with it. */
export function ReturnWords({ shown, children }: { shown: ReturnShown; children?: ReactNode }) {
  return (
    <article className="return" aria-label={`Return of ${shown.agency}`}>
      <p className="return__top"><strong>{shown.agency}</strong> <ReturnTag state={shown.state} late={shown.late} /></p>
      {shown.sent && <SentWords sent={shown.sent} />}
      {children}
      <p className="return__foot">
        {shown.sent && sentInWords(shown.sent)}{shown.corrections > 0 && ", corrected"}
        {" · "}<Link className="govuk-link" to={`/returns/${shown.id}`}>Open<span className="govuk-visually-hidden">: return of {shown.agency}</span></Link>
      </p>
    </article>
  );
}

/** "Chloe Adeyemi, 3 Dec 2026, 14:10", or who entered it and how it came. */
export const sentInWords = (sent: Sent): string => (sent.received ? `${sent.received.how}, received ${dayAndTime(sent.received.at)}; entered by ${sent.by}` : `${sent.by}, ${dayAndTime(sent.at)}`);

/** What was sent at one time, as far as it is this person's to read. */
export const SentWords = ({ sent }: { sent: Sent }) => (
  <>
    {sent.withdrawn && <p className="return__held">Taken back by its agency, as sent in error.</p>}
    {sent.declinedReason && <p className="return__text">Declined, because: {sent.declinedReason}</p>}
    {sent.blocks.length > 0 && (
      <dl className="return__parts">
        {sent.blocks.map((block) => (
          <div key={block.id} className={block.handling === "shared" ? "return__part" : "return__part return__part--restricted"}>
            <dt>{block.heading}{(block.handling !== "shared" || block.hidden) && <span className="return__for">{block.inWords}{block.hidden && ", hidden from others"}</span>}{block.safe && <span className="return__for">safe for the minutes</span>}</dt>
            <dd>{block.text}</dd>
          </div>
        ))}
      </dl>
    )}
    {sent.withheld && <p className="return__held">{sent.blocks.length > 0 ? "More is held" : "Held"} by {sent.withheld.by}: contact {sent.withheld.contact}.</p>}
  </>
);

interface About {
  itemId: string;
  meetingId: string;
  panel: string;
  number: number;
  onDay: string;
  /** The meeting did not discuss it: it was cancelled, or the subject withdrawn or deferred. */
  withdrawn: boolean;
  returns: ReturnShown[];
}

/** What agencies told meetings of a subject, on its record: newest meeting first, the others folded up. */
export const ReturnsOfRecord = ({ about }: { about: About[] }) =>
  about.length === 0 ? <p className="not-known">None</p> : (
    <div>
      {about.map((one, i) => (
        <details className="returns__meeting" key={one.itemId} open={i === 0}>
          <summary>{one.panel} {one.number}, {shortDay(one.onDay)}: {one.returns.length} {one.returns.length === 1 ? "return" : "returns"}{one.withdrawn && ", not discussed there"}</summary>
          <ul className="returns">{one.returns.filter((shown) => shown.state === "submitted" || shown.state === "declined").map((shown) => <li key={shown.id}><ReturnWords shown={shown} /></li>)}</ul>
          {one.returns.some((shown) => shown.state === "nothing held") && <p className="returns__rest"><strong>Nothing held:</strong> {one.returns.filter((shown) => shown.state === "nothing held").map((shown) => shown.agency).join("; ")}</p>}
        </details>
      ))}
    </div>
  );

/** In minutes and extracts: which agency said what before the meeting. */
export function ReturnsOnPaper({ returns }: { returns: PaperReturn[] }) {
  const names = (state: PaperReturn["state"]) => returns.filter((one) => one.state === state && one.parts.length === 0).map((one) => `${one.agency}${one.late ? " (late)" : ""}`).join("; ");
  const lines: [string, string][] = [["Update, nothing for the minutes", names("submitted")], ["Nothing held", names("nothing held")], ["Not sent", names("not sent")]];
  return (
    <div className="extract__returns">
      <p className="extract__head">What agencies said before the meeting</p>
      <ul className="extract__entries">
        {returns.filter((one) => one.parts.length > 0).map((one) => (
          <li key={one.agency}><strong>{one.agency}{one.late && " (late)"}:</strong> {one.parts.map((part) => <span className="extract__part" key={part.heading}>{part.heading}: {part.text}</span>)}</li>
        ))}
        {returns.filter((one) => one.state === "declined").map((one) => <li key={one.agency}><strong>{one.agency}</strong> declined, because: {one.declinedReason ?? ""}</li>)}
        {lines.filter(([, value]) => value).map(([name, value]) => <li key={name}><strong>{name}:</strong> {value}</li>)}
      </ul>
    </div>
  );
}
