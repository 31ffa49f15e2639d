import { Link } from "@remix-run/react";
import { returnStateName } from "../models/meetings/return.ts";
import type { Grid } from "../models/meetings/return-grid.server.ts";

type Cell = Grid["items"][number]["cells"][number];

const marks = { submitted: "✓", "nothing held": "0", declined: "✕", "not sent": "" } as const;
const short = { ...returnStateName, "nothing held": "Nil" };
const wordsOf = (cell: NonNullable<Cell>): string => [short[cell.state].toLowerCase(), cell.late && "late"].filter(Boolean).join(", ");
const notesOf = (cell: NonNullable<Cell>): string => [cell.received, cell.corrected && "corrected"].filter(Boolean).join(", ");

/** Subject by agency: each cell leads to the return. The words stand beside every mark, for who does not see colours, or the mark. */
export const ReturnGrid = ({ grid: { agencies, items } }: { grid: Pick<Grid, "agencies" | "items"> }) => (
  <section className="tablewrap returngrid" tabIndex={0} aria-label="Returns by subject and agency">
    <table className="govuk-table">
      <caption className="govuk-visually-hidden">Returns by subject and agency</caption>
      <thead className="govuk-table__head">
        <tr className="govuk-table__row">
          <th scope="col" className="govuk-table__header returngrid__subject">Subject</th>
          {agencies.map((one) => (
            <th scope="col" className="govuk-table__header returngrid__agency" key={one.id}>{one.name}<span className="returngrid__sum">{one.counts.asked - one.counts.left}/{one.counts.asked}<span className="govuk-visually-hidden"> answered</span></span></th>
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body">
        {items.map((item) => (
          <tr className="govuk-table__row" key={item.itemId}>
            <th scope="row" className="govuk-table__header returngrid__subject">
              {item.number} <Link className="govuk-link" to={`/subjects/${item.subject.id}`}>{item.subject.name}</Link>
              {item.subject.name !== item.subject.ref && <span className="rows__note">{item.subject.ref}{item.addedLate && ", listed late"}</span>}
            </th>
            {item.cells.map((cell, i) => (
              <td className="govuk-table__cell returngrid__cell" key={agencies[i]!.id}>
                {!cell ? <span className="not-known">not asked</span> : cell.apart ? <span className="returngrid__apart">takes no part</span> : (
                  <Link className={`returngrid__one returngrid__one--${cell.state.replace(" ", "-")}${cell.late ? " returngrid__one--late" : ""}`} to={`/returns/${cell.id}`}>
                    <span className="returngrid__mark" aria-hidden="true">{marks[cell.state]}</span>{wordsOf(cell)}{notesOf(cell) && <span className="returngrid__note">{notesOf(cell)}</span>}<span className="govuk-visually-hidden">: {agencies[i]!.name} about {item.subject.ref}</span>
                  </Link>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
