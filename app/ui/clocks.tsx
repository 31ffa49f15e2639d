import { Link } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { actionsOutInWords, minutesOutInWords } from "../models/meetings/clocks.ts";
import type { Clocks } from "../models/meetings/clocks.server.ts";

const bad = ({ actions, minutes }: Clocks) => ({ actions: actions.late > 0, minutes: minutes.lateBy > 0 });

/** How a panel's last meetings did by its two clocks: actions out within 24 hours, minutes within the panel's working days. */
export const ClocksOfPanel = ({ clocks, code }: { clocks: Clocks[]; code: string }) =>
  clocks.length === 0 ? <p className="govuk-body">No meeting has been held yet.</p> : (
    <table className="govuk-table clocks">
      <caption className="govuk-visually-hidden">Actions and minutes of the last {clocks.length} meetings, and when they went out</caption>
      <thead className="govuk-table__head"><tr className="govuk-table__row"><th scope="col" className="govuk-table__header">Meeting</th><th scope="col" className="govuk-table__header">Actions out</th><th scope="col" className="govuk-table__header">Minutes out</th></tr></thead>
      <tbody className="govuk-table__body">
        {clocks.map((one) => (
          <tr className="govuk-table__row" key={one.meetingId}>
            <th scope="row" className="govuk-table__header"><Link className="govuk-link" to={`/meetings/${one.meetingId}`}>{code} {one.number}</Link><span className="subline">{shortDay(one.onDay)}</span></th>
            <td className={`govuk-table__cell${bad(one).actions ? " clocks__late" : ""}`}>{one.actions.all === 0 ? "None" : `${one.actions.inTime} of ${one.actions.all}`}{one.actions.running > 0 && <span className="subline">{one.actions.running} to be told</span>}{one.actions.late > 0 && <span className="subline overdue">{one.actions.late} late</span>}</td>
            <td className={`govuk-table__cell${bad(one).minutes ? " clocks__late" : ""}`}>{one.minutes.on ? shortDay(one.minutes.on) : "Not yet"}<span className={bad(one).minutes ? "subline overdue" : "subline"}>{one.minutes.lateBy ? `${one.minutes.lateBy} working ${one.minutes.lateBy === 1 ? "day" : "days"} late` : one.minutes.on ? "in time" : `due ${shortDay(one.minutes.due)}`}</span></td>
          </tr>
        ))}
      </tbody>
    </table>
  );

/** The same of one meeting, in two facts. */
export const ClocksOfMeeting = ({ clocks }: { clocks: Clocks }) => (
  <>
    <div><dt>Actions out</dt><dd className={bad(clocks).actions ? "overdue" : undefined}>{actionsOutInWords(clocks.actions)}</dd></div>
    <div><dt>Minutes out</dt><dd className={bad(clocks).minutes ? "overdue" : undefined}>{clocks.minutes.on ? shortDay(clocks.minutes.on) : `due ${shortDay(clocks.minutes.due)}`}, {minutesOutInWords(clocks.minutes)}</dd></div>
  </>
);
