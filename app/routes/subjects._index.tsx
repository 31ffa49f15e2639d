import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { mayAnywhere } from "../models/core/access.ts";
import { ageOn, dayOf, shortDay } from "../models/core/days.ts";
import { panelsInReach } from "../models/core/reach.server.ts";
import { found } from "../models/core/refuse.ts";
import { levelsOf, subjectList } from "../models/subjects/list.server.ts";
import { countUpTo, type Listing, listSorts } from "../models/subjects/list.ts";
import { isKind, kindName, kindPlural, kinds } from "../models/subjects/subject.ts";
import { sealed, unsealed } from "../sealed.server.ts";
import { ButtonLink, Empty, PageTop, Paging, SortHead } from "../ui/page.tsx";
import { RiskTag } from "../ui/subject-card.tsx";
import { FindBox } from "../ui/subject-picker.tsx";

export const meta = () => [{ title: "Records – Panelroom" }];

export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  // Somebody in no panel has no records: the page does not exist for them.
  found(ask.who.memberships.length || null);
  const { searchParams: q } = new URL(request.url);
  const panels = await panelsInReach(ask).select(["panel.id", "panel.name"]).orderBy("panel.name").execute();
  const levels = await levelsOf(ask);
  const kind = q.get("kind") ?? undefined;
  const sort = listSorts.find((s) => s === q.get("sort")) ?? "name";
  const open = q.get("open");
  const listing: Listing = {
    kind: isKind(kind) ? kind : null, panelId: panels.find((p) => p.id === q.get("panel"))?.id ?? null, open: open === "yes" || open === "no" ? open : null, level: levels.find((l) => l === q.get("level")) ?? null,
    text: (q.get("text") ?? unsealed(ask.who.id, q.get("of"))).trim(), sort, down: q.get("down") === "1", page: Number(q.get("page")) || 1,
  };
  return json({ listing, of: listing.text && (q.get("of") ?? sealed(ask.who.id, listing.text)), panels, levels, list: await subjectList(ask, listing), today: dayOf(ask.now), mayCreate: mayAnywhere(ask.who, "createSubject"), mayImport: mayAnywhere(ask.who, "importChildren") });
}

/** Posted, and led on from: the name that is looked for stands in no address. A reading: not refused when the disk is full, as forms are. */
export async function action({ request, context: { ask } }: ActionFunctionArgs) {
  found(ask.who.memberships.length || null);
  const { text = "", ...rest } = Object.fromEntries([...(await request.formData())].map(([name, value]) => [name, String(value).trim()]));
  const wanted = Object.entries({ ...rest, of: text && sealed(ask.who.id, text) }).filter(([name, value]) => value && /^(kind|panel|open|level|sort|down|of)$/.test(name));
  return redirect(`/subjects?${new URLSearchParams(wanted)}`);
}

/** The address of this list narrowed, sorted or turned otherwise; `of`: the text in it, sealed. */
const query = (l: Listing, of: string, change: Partial<Listing> = {}) => {
  const { kind, panelId, open, level, sort, down, page } = { ...l, page: 1, ...change };
  const entries = Object.entries({ kind, panel: panelId, open, level, of, sort: sort === "name" ? null : sort, down: down ? "1" : null, page: page > 1 ? String(page) : null }).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `/subjects?${new URLSearchParams(entries)}`;
};

export default function Records() {
  const { listing, of, panels, levels, list, today, mayCreate, mayImport } = useLoaderData<typeof loader>();
  const { sort, down } = listing;
  const filtered = Boolean(listing.kind || listing.panelId || listing.open || listing.level || listing.text);
  const at = (by: string, turned: boolean) => query(listing, of, { sort: by as Listing["sort"], down: turned });
  const head = { sort: { by: sort, down }, at };
  return (
    <>
      <PageTop title="Records">
        {mayImport && <ButtonLink to="/imports">Imports</ButtonLink>}
        {mayCreate && <ButtonLink to="/subjects/new/child">New record</ButtonLink>}
      </PageTop>
      <FindBox large label="Find by reference, name, alias or date of birth" />
      <form method="post" action="/subjects" className="narrowing" aria-label="Narrow the list">
        <Filter name="kind" label="Kind" value={listing.kind} all="All kinds" choices={kinds.map((k) => [k, kindPlural(k)])} />
        {panels.length > 1 && <Filter name="panel" label="Panel" value={listing.panelId} all="All my panels" choices={panels.map((p) => [p.id, p.name])} />}
        <Filter name="open" label="Case" value={listing.open} all="Open or not" choices={[["yes", "Open case"], ["no", "No open case"]]} />
        <Filter name="level" label="Risk" value={listing.level} all="Any level" choices={levels.map((l) => [l, l])} />
        <div className="narrowing__field">
          <label className="govuk-label" htmlFor="filter-text">Name holds</label>
          <input className="govuk-input" id="filter-text" name="text" defaultValue={listing.text} key={listing.text} autoComplete="off" spellCheck={false} />
        </div>
        {sort !== "name" && <input type="hidden" name="sort" value={sort} />}
        {down && <input type="hidden" name="down" value="1" />}
        <button type="submit" className="govuk-button govuk-button--secondary">Narrow</button>
        {filtered && <Link className="govuk-link narrowing__clear" to="/subjects">Show all</Link>}
      </form>
      {list.rows.length === 0 ? (
        <Empty>{filtered ? <>No record fits. <Link className="govuk-link" to="/subjects">Show all</Link></> : <>There are no records that you may open yet. Make one with “New record”, or ask your coordinator to bring them in from the authority's return.</>}</Empty>
      ) : (
        <>
          <section className="tablewrap" tabIndex={0} aria-label="Records">
            <table className="govuk-table subjects">
              <caption className="govuk-visually-hidden">Records that you may open</caption>
              <thead className="govuk-table__head">
                <tr className="govuk-table__row">
                  <SortHead label="Reference" column="ref" {...head} />
                  <SortHead label="Name" column="name" {...head} />
                  <th scope="col" className="govuk-table__header">Kind</th>
                  <SortHead label="Born" column="born" {...head} />
                  <SortHead label="Risk" column="risk" {...head} />
                  <th scope="col" className="govuk-table__header">Open to</th>
                </tr>
              </thead>
              <tbody className="govuk-table__body">
                {list.rows.map((row) => (
                  <tr className="govuk-table__row" key={row.id}>
                    <td className="govuk-table__cell subjects__ref">{row.ref}</td>
                    <th scope="row" className="govuk-table__header subjects__name"><Link className="govuk-link" to={`/subjects/${row.id}`}>{row.name}</Link></th>
                    <td className="govuk-table__cell">{kindName(row.kind)}</td>
                    <td className="govuk-table__cell">{row.bornOn ? <>{shortDay(row.bornOn)} <span className="subjects__age">({ageOn(row.bornOn, today)})</span></> : row.kind === "location" ? "–" : <span className="not-known">Not known</span>}</td>
                    <td className="govuk-table__cell">{row.risks.length ? row.risks.map((r) => <span key={r.panel} className="subjects__risk"><RiskTag level={r.level} rank={r.rank} /> <span className="subjects__panel">{r.panel}</span></span>) : <span className="not-known">Not set</span>}</td>
                    <td className="govuk-table__cell">{row.panels.join(", ") || "–"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          <Paging page={list.page} pages={list.pages} total={list.total} noun={list.more ? `records and more: narrow the list to see past ${countUpTo.toLocaleString("en-GB")}` : "records"} at={(page) => query(listing, of, { page })} />
        </>
      )}
    </>
  );
}

const Filter = ({ name, label, value, all, choices }: { name: string; label: string; value: string | null; all: string; choices: [string, string][] }) => (
  <div className="narrowing__field">
    <label className="govuk-label" htmlFor={`filter-${name}`}>{label}</label>
    <select className="govuk-select" id={`filter-${name}`} name={name} defaultValue={value ?? ""} key={value}>
      <option value="">{all}</option>
      {choices.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
    </select>
  </div>
);
