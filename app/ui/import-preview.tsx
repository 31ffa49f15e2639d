import { Form, Link } from "@remix-run/react";
import type { Counts, Tally } from "../models/numbers/import.ts";
import type { Preview, PreviewPage } from "../models/numbers/import-preview.server.ts";
import { Discard } from "./import-state.tsx";
import { Notice, Paging, Tag } from "./page.tsx";

interface At {
  page: number;
  faultPage: number;
  only: string;
}
const perPage = 50;
const number = (n: number): string => n.toLocaleString("en-GB");
const addressOf = (at: At, change: Partial<At>): string => {
  const { page, faultPage, only } = { ...at, ...change };
  const query = new URLSearchParams({ ...(page > 1 && { page: String(page) }), ...(faultPage > 1 && { refused: String(faultPage) }), ...(only !== "taken" && { only }) }).toString();
  return query ? `?${query}` : "";
};

/** What an import would write: counts, whom to take, the children one by one, the refused rows, and the confirmation. */
export function ImportPreview({ run, preview, at }: { run: Preview; preview: PreviewPage; at: At }) {
  const { taken, all, groups } = preview;
  const takes = sum(taken.children);
  const refused = run.summary.files.reduce((n, file) => n + file.refused, 0);
  const changes = takes - taken.children.same;
  return (
    <>
      {run.summary.notes.map((note) => <Notice key={note} kind="warning"><p>{note}</p></Notice>)}
      <p className="lead">
        {number(takes)} of {number(groups.all)} {groups.all === 1 ? "child" : "children"} would be taken: {number(taken.children.fresh)} new, {number(taken.children.changed)} changed, {number(taken.children.same)} unchanged.
        {refused > 0 ? <> <a className="govuk-link" href="#refused">{number(refused)} {refused === 1 ? "row is" : "rows are"} refused</a>.</> : " No row is refused."}
      </p>
      <CountTable run={run} taken={taken} />
      {taken.kept > 0 && <Notice><p>{number(taken.kept)} {taken.kept === 1 ? "row differs" : "rows differ"} from what was recorded here by hand. The record stays as it is.</p></Notice>}
      {run.kind === "ssda903" && <Whom run={run} preview={preview} />}
      <div className="import-confirm">
        <Form method="post" action={`/imports/${run.id}/confirmation`} className="inline-form">
          <button type="submit" className="govuk-button" disabled={takes === 0}>{takes === 0 ? "Nobody to take" : changes === 0 ? "Confirm: nothing changes" : `Confirm ${number(takes)} ${takes === 1 ? "child" : "children"}`}</button>
        </Form>
        <Discard id={run.id} />
        <p className="govuk-hint import-confirm__hint">Nothing is written until you confirm. Then {run.kind === "ssda903" ? `everything about the other ${number(groups.all - takes)} children is` : "the list is"} forgotten.</p>
      </div>
      <ChildList run={run} preview={preview} at={at} all={all} />
      <Refused run={run} preview={preview} at={at} refused={refused} />
    </>
  );
}

const sum = (tally: Tally): number => tally.fresh + tally.changed + tally.same;

const CountTable = ({ run, taken }: { run: Preview; taken: Counts }) => {
  const refusedOf = (kind: string) => run.summary.files.find((file) => file.kind === kind)?.refused ?? 0;
  const rows: [string, Tally, number][] =
    run.kind === "names" ? [["Children", taken.children, refusedOf("names")]] : [["Children", taken.children, refusedOf("header")], ["Care episodes", taken.care, refusedOf("episodes")], ["Missing episodes", taken.missing, refusedOf("missing")]];
  return (
    <div className="tablewrap" tabIndex={0} role="region" aria-label="What would be written">
      <table className="govuk-table import-counts">
        <caption className="govuk-table__caption govuk-table__caption--s">What would be written of the children taken, and what is refused of all</caption>
        <thead className="govuk-table__head">
          <tr className="govuk-table__row">
            <th scope="col" className="govuk-table__header">Rows</th>
            {["New", "Changed", "Unchanged", "No longer in the return", "Refused"].map((head) => <th scope="col" className="govuk-table__header govuk-table__header--numeric" key={head}>{head}</th>)}
          </tr>
        </thead>
        <tbody className="govuk-table__body">
          {rows.map(([name, tally, refused]) => (
            <tr className="govuk-table__row" key={name}>
              <th scope="row" className="govuk-table__header">{name}</th>
              {[tally.fresh, tally.changed, tally.same, tally.withdrawn, refused].map((n, i) => <td className="govuk-table__cell govuk-table__cell--numeric" key={i}>{number(n)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** Whom to take, by groups: the rest of the authority's children are none of the panel's business. */
const Whom = ({ run, preview: { groups, children, taken } }: { run: Preview; preview: PreviewPage }) => {
  const box = (value: string, label: string, count: number, checked: boolean) => (
    <div className="govuk-checkboxes__item">
      <input className="govuk-checkboxes__input" type="checkbox" id={`groups-${value}`} name="groups[]" value={value} defaultChecked={checked} key={String(checked)} />
      <label className="govuk-label govuk-checkboxes__label" htmlFor={`groups-${value}`}>{label} ({number(count)})</label>
    </div>
  );
  const any = sum(taken.children) > 0 || children.length === 0;
  return (
    <Form method="post" action={`/imports/${run.id}/choice`} className="card">
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">Whom to take</legend>
        <div className="govuk-hint">Only children with a reason to be known here. Choosing again starts from these groups.</div>
        <div className="govuk-checkboxes govuk-checkboxes--small">
          {box("known", "Already known here", groups.known, any && groups.known > 0)}
          {box("missing", "Missing or away in the last 12 months", groups.missingLately, any)}
        </div>
      </fieldset>
      <button type="submit" className="govuk-button govuk-button--secondary button-small import-whom">Use these groups</button>
    </Form>
  );
};

const shown: [string, string][] = [["taken", "Taken"], ["left", "Left out"], ["all", "All"], ["new", "New"], ["changed", "Changed"], ["unchanged", "Unchanged"]];

function ChildList({ run, preview, at }: { run: Preview; preview: PreviewPage; at: At; all: Counts }) {
  const here = addressOf(at, {});
  return (
    <section id="children" aria-labelledby="children-title">
      <h2 className="govuk-heading-m" id="children-title">Children in the {run.kind === "names" ? "list" : "return"}</h2>
      <nav className="import-filter" aria-label="Show">
        {shown.map(([only, label]) => (at.only === only ? <strong key={only} aria-current="true">{label}</strong> : <Link className="govuk-link" key={only} to={`${addressOf(at, { only, page: 1 })}#children`} preventScrollReset>{label}</Link>))}
      </nav>
      {preview.children.length === 0 ? (
        <p className="empty">No child to show here.</p>
      ) : (
        <div className="tablewrap" tabIndex={0} role="region" aria-label="Children in the file">
          <table className="govuk-table">
            <caption className="govuk-visually-hidden">Children in the file, and what would change</caption>
            <thead className="govuk-table__head">
              <tr className="govuk-table__row">
                {["Child", "Taken", "State", "What would be written"].map((head) => <th scope="col" className="govuk-table__header" key={head}>{head}</th>)}
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {preview.children.map((child) => (
                <tr className="govuk-table__row" key={child.number}>
                  <td className="govuk-table__cell">{child.number}{child.ref && <span className="import-small">{child.ref}</span>}</td>
                  <td className="govuk-table__cell">
                    {run.kind === "names" ? "Yes" : (
                      <Form method="post" action={`/imports/${run.id}/choice`} preventScrollReset>
                        <input type="hidden" name="child" value={child.number} />
                        <input type="hidden" name="take" value={child.take ? "no" : "yes"} />
                        <input type="hidden" name="back" value={here} />
                        <span className="import-taken">{child.take ? "Yes" : "No"}</span>
                        <button type="submit" className="govuk-link import-link">{child.take ? "Leave out" : "Take"}<span className="govuk-visually-hidden"> child {child.number}</span></button>
                      </Form>
                    )}
                  </td>
                  <td className="govuk-table__cell"><Tag colour={child.state === "new" ? "blue" : child.state === "changed" ? "yellow" : "grey"}>{child.state}</Tag>{child.missingLately && <span className="import-small">missing or away lately</span>}</td>
                  <td className="govuk-table__cell">{child.what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Paging page={at.page} pages={Math.max(1, Math.ceil(preview.shown / perPage))} total={preview.shown} noun="children" at={(page) => `${addressOf(at, { page })}#children`} />
    </section>
  );
}

function Refused({ run, preview, at, refused }: { run: Preview; preview: PreviewPage; at: At; refused: number }) {
  if (!preview.faultCount) return null;
  return (
    <section id="refused" aria-labelledby="refused-title">
      <h2 className="govuk-heading-m" id="refused-title">Refused rows</h2>
      <p className="govuk-body">{number(refused)} {refused === 1 ? "row is" : "rows are"} not taken. Put them right in the council's system and import the return again, or go on without them. <a className="govuk-link" href={`/imports/${run.id}/refused.csv`}>Download the list (CSV)</a></p>
      <div className="tablewrap" tabIndex={0} role="region" aria-label="Refused rows">
        <table className="govuk-table">
          <caption className="govuk-visually-hidden">Refused rows with file, line, column and reason</caption>
          <thead className="govuk-table__head">
            <tr className="govuk-table__row">
              {["File", "Line", "Column", "Child", "Reason"].map((head) => <th scope="col" className="govuk-table__header" key={head}>{head}</th>)}
            </tr>
          </thead>
          <tbody className="govuk-table__body">
            {preview.faults.map((fault, i) => (
              <tr className="govuk-table__row" key={i}>
                <td className="govuk-table__cell">{fault.file}</td>
                <td className="govuk-table__cell">{fault.line}</td>
                <td className="govuk-table__cell">{fault.column ?? "whole row"}</td>
                <td className="govuk-table__cell">{fault.child ?? ""}</td>
                <td className="govuk-table__cell">{fault.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Paging page={at.faultPage} pages={Math.max(1, Math.ceil(preview.faultCount / perPage))} total={preview.faultCount} noun={preview.faultCount === 1 ? "reason" : "reasons"} at={(faultPage) => `${addressOf(at, { faultPage })}#refused`} />
    </section>
  );
}
