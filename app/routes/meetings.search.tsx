import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { Excerpt } from "../models/core/finding.ts";
import { searchMeetings } from "../models/meetings/search.server.ts";
import { findable, findableName } from "../models/meetings/search.ts";
import { sealed, unsealed } from "../sealed.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Search meetings – Panelroom" }];

/** What was looked for stands sealed in the address: kind, panel, and last the words, which may hold anything. */
export async function loader({ request, context: { ask } }: LoaderFunctionArgs) {
  const [kind = "", panelId = "", ...text] = unsealed(ask.who.id, new URL(request.url).searchParams.get("of")).split("\n");
  const sought = { text: text.join(" "), kind: findable.find((one) => one === kind) ?? null, panelId: panelId || null };
  return json({ ...(await searchMeetings(ask, sought)), sought });
}

/** Posted, and led on from. A reading: not refused when the disk is full, as forms are. */
export async function action({ request, context: { ask } }: ActionFunctionArgs) {
  const form = await request.formData();
  const [q, kind, panel] = ["q", "kind", "panel"].map((name) => String(form.get(name) ?? "").replace(/\s+/g, " ").slice(0, 100)) as [string, string, string];
  return redirect(q.trim() ? `/meetings/search?of=${sealed(ask.who.id, [kind, panel, q].join("\n"))}` : "/meetings/search");
}

export default function SearchMeetings() {
  const { groups, panels, sought, words } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }]} title="Search meetings" />
      <form action="/meetings/search" method="post" className="saidsearch" aria-label="Search meetings">
        <div className="saidsearch__words">
          <label className="govuk-label govuk-label--s" htmlFor="q">Words in minutes, actions, decisions, returns and notes</label>
          <input className="govuk-input" id="q" name="q" type="search" defaultValue={sought.text} key={sought.text} spellCheck={false} autoComplete="off" />
        </div>
        <div>
          <label className="govuk-label" htmlFor="kind">In</label>
          <select className="govuk-select" id="kind" name="kind" defaultValue={sought.kind ?? ""} key={sought.kind}>
            <option value="">Everything</option>
            {findable.map((kind) => <option key={kind} value={kind}>{findableName(kind)}</option>)}
          </select>
        </div>
        {panels.length > 1 && (
          <div>
            <label className="govuk-label" htmlFor="panel">Panel</label>
            <select className="govuk-select" id="panel" name="panel" defaultValue={sought.panelId ?? ""} key={sought.panelId}>
              <option value="">All of mine</option>
              {panels.map((panel) => <option key={panel.value} value={panel.value}>{panel.label}</option>)}
            </select>
          </div>
        )}
        <button type="submit" className="govuk-button">Search</button>
      </form>
      {words.length === 0 ? (
        <p className="govuk-body">All the words must stand in the same text. Capitals and accents do not matter. What is found is what you may read: minutes once the meeting has ended, what agencies sent before it as far as it is for you, and what was recorded at any time. To find a person or a place, <Link className="govuk-link" to="/search">find a record</Link>.</p>
      ) : groups.length === 0 ? (
        <Empty>Nothing that you may read holds {words.length === 1 ? "this word" : "all of these words"}. Try fewer words, or the beginning of one.</Empty>
      ) : (
        groups.map((group) => (
          <section key={group.kind} aria-labelledby={`found-${group.kind.replace(/ /g, "-")}`}>
            <h2 className="govuk-heading-m" id={`found-${group.kind.replace(/ /g, "-")}`}>{findableName(group.kind)}</h2>
            <ul className="findings">
              {group.found.map((one) => (
                <li className="findings__one" key={one.id}>
                  <Link className="govuk-link findings__name" to={one.to}>{one.title}</Link>
                  <span className="findings__more">{one.caption}</span>
                  <Shortened excerpt={one.excerpt} />
                </li>
              ))}
            </ul>
            {group.more && <p className="govuk-body-s">There are more than these {group.found.length}, the newest. Add a word{sought.kind ? "" : ", or choose where to look"}.</p>}
          </section>
        ))
      )}
    </>
  );
}

const Shortened = ({ excerpt: { runs, before, after } }: { excerpt: Excerpt }) => (
  <p className="findings__text">{before && "… "}{runs.map((run, i) => (run.found ? <mark key={i}>{run.text}</mark> : <span key={i}>{run.text}</span>))}{after && " …"}</p>
);
