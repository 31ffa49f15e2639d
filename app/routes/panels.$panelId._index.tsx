import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { fullDay, shortDay } from "../models/core/days.ts";
import { type Status, duration, meetingName, notEnded, statusName } from "../models/meetings/meeting.ts";
import { type CaseFilter, readPanel } from "../models/meetings/panel-page.server.ts";
import { nextName } from "../models/subjects/case.ts";
import { kindName, kindPlural, kinds } from "../models/subjects/subject.ts";
import type { DateShown } from "../models/meetings/dates.ts";
import { Dates } from "../ui/dates.tsx";
import { ClocksOfPanel } from "../ui/clocks.tsx";
import { ButtonLink, Empty, PageTop, Paging, SortHead, Tag } from "../ui/page.tsx";
import { LeftRunning } from "../ui/left-running.tsx";
import { ToTell } from "../ui/to-tell.tsx";
import { SubjectName } from "../ui/subject-name.tsx";

export const meta = () => [{ title: "Panel – Panelroom" }];

const pick = <T extends string>(value: string | null, allowed: readonly T[]): T | null => allowed.find((a) => a === value) ?? null;

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const filter: CaseFilter = {
    next: pick(query.get("next"), ["listed", "review", "closing", "without"]),
    kind: pick(query.get("kind"), kinds),
    overdue: query.get("overdue") === "on",
    sort: pick(query.get("sort"), ["due", "name", "ref", "opened"]) ?? "due",
    down: query.get("down") === "on",
    page: Number(query.get("page")) || 1,
  };
  return json({ ...(await readPanel(ask, params.panelId!, filter)), filter });
}

/** So many meetings to come stand open; of a year made ahead the rest is folded away. */
const shownAhead = 3;
const tagOf = { draft: "grey", published: "blue", live: "green", ending: "grey", ended: "purple", agreed: "turquoise" } as const;

export default function Panel() {
  const { panel, settings, sum, meetings, left, members, cases, clocks, filter, today, toTell, mayOpenMeeting } = useLoaderData<typeof loader>();
  const at = (change: Partial<CaseFilter>) => {
    const next = { ...filter, page: 1, ...change };
    const query = new URLSearchParams();
    if (next.next) query.set("next", next.next);
    if (next.kind) query.set("kind", next.kind);
    if (next.overdue) query.set("overdue", "on");
    if (next.sort !== "due") query.set("sort", next.sort);
    if (next.down) query.set("down", "on");
    if (next.page > 1) query.set("page", String(next.page));
    return `?${query}#cases`;
  };
  const coming = meetings.filter((m) => (notEnded as Status[]).includes(m.status) && !m.cancelledAt).reverse();
  const held = meetings.filter((m) => !(notEnded as Status[]).includes(m.status) || m.cancelledAt);
  return (
    <>
      <PageTop crumbs={[{ to: "/panels", text: "Panels" }]} title={panel.name}>
        {mayOpenMeeting && <ButtonLink to={`/panels/${panel.id}/series`}>When it meets</ButtonLink>}
        <ButtonLink to="/meetings/search">Search meetings</ButtonLink>
        {mayOpenMeeting && <ButtonLink to={`/panels/${panel.id}/meetings/new`} secondary={false}>Open a meeting</ButtonLink>}
      </PageTop>
      <p className="lead">{settings.remit}</p>
      <LeftRunning left={left} />
      <p className="govuk-body noprint"><Link className="govuk-link" to={`/panels/${panel.id}/markers`}>Markers requested, not confirmed</Link></p>

      <nav className="sum" aria-label="The sum of open cases">
        <Count to={at({ next: null, overdue: false })} here={!filter.next} count={sum.open} word="open" />
        <span aria-hidden="true" className="sum__sign">=</span>
        <Count to={at({ next: "listed", overdue: false })} here={filter.next === "listed"} count={sum.listed} word="listed" />
        <span aria-hidden="true" className="sum__sign">+</span>
        <Count to={at({ next: "review", overdue: false })} here={filter.next === "review"} count={sum.review} word="review due" />
        <span aria-hidden="true" className="sum__sign">+</span>
        <Count to={at({ next: "closing", overdue: false })} here={filter.next === "closing"} count={sum.closing} word="closing" />
        <span aria-hidden="true" className="sum__sign">,</span>
        <Count to={at({ next: "without", overdue: false })} here={filter.next === "without"} count={sum.without} word="without" none />
      </nav>

      <div className="columns">
        <div>
          <h2 className="govuk-heading-m" id="cases">Open cases</h2>
          <Form method="get" action="#cases" className="filterbar">
            {filter.sort !== "due" && <input type="hidden" name="sort" value={filter.sort} />}
            <div>
              <label className="govuk-label" htmlFor="next">Next thing</label>
              <select className="govuk-select" id="next" name="next" defaultValue={filter.next ?? ""} key={filter.next}>
                <option value="">All</option>
                <option value="listed">Listed</option>
                <option value="review">Review due</option>
                <option value="closing">Closing</option>
                <option value="without">Without</option>
              </select>
            </div>
            {settings.sections.length > 1 && (
              <div>
                <label className="govuk-label" htmlFor="kind">Who or what</label>
                <select className="govuk-select" id="kind" name="kind" defaultValue={filter.kind ?? ""} key={filter.kind}>
                  <option value="">All</option>
                  {settings.sections.map((s) => <option key={s.kind} value={s.kind}>{kindPlural(s.kind)}</option>)}
                </select>
              </div>
            )}
            <div className="govuk-checkboxes govuk-checkboxes--small">
              <div className="govuk-checkboxes__item">
                <input className="govuk-checkboxes__input" id="overdue" name="overdue" type="checkbox" value="on" defaultChecked={filter.overdue} key={String(filter.overdue)} />
                <label className="govuk-label govuk-checkboxes__label" htmlFor="overdue">Overdue</label>
              </div>
            </div>
            <button type="submit" className="govuk-button govuk-button--secondary button-small">Show</button>
          </Form>
          {cases.rows.length === 0 ? (
            <Empty>{sum.open === 0 ? "No case is open yet. A case opens when a subject is listed for a meeting, or from its own record." : "No open case is like that. Choose All to see every one."}</Empty>
          ) : (
            <section className="tablewrap" tabIndex={0} aria-label="Open cases">
              <table className="govuk-table casetable">
                <caption className="govuk-visually-hidden">Open cases with their next thing</caption>
                <thead className="govuk-table__head">
                  <tr className="govuk-table__row">
                    <SortHead label="Name" column="name" sort={{ by: filter.sort, down: filter.down }} at={(by, down) => at({ sort: by as CaseFilter["sort"], down })} />
                    <SortHead label="Next thing" column="due" sort={{ by: filter.sort, down: filter.down }} at={(by, down) => at({ sort: by as CaseFilter["sort"], down })} />
                    <th scope="col" className="govuk-table__header">Owner</th>
                    <SortHead label="Opened" column="opened" sort={{ by: filter.sort, down: filter.down }} at={(by, down) => at({ sort: by as CaseFilter["sort"], down })} />
                    <th scope="col" className="govuk-table__header"><span className="govuk-visually-hidden">Case</span></th>
                  </tr>
                </thead>
                <tbody className="govuk-table__body">
                  {cases.rows.map((row) => (
                    <tr className="govuk-table__row" key={row.id}>
                      <th scope="row" className="govuk-table__header">
                        <SubjectName subject={row.subject} on={today} />
                        {row.subject.kind !== "child" && <span className="subline">{kindName(row.subject.kind)}</span>}
                      </th>
                      <td className="govuk-table__cell">
                        {row.next ? (
                          <>
                            {row.meetingId && row.next === "listed" ? <Link className="govuk-link" to={`/meetings/${row.meetingId}`}>{nextName(row.next)}</Link> : nextName(row.next)}
                            <span className={row.onDay! < today ? "subline overdue" : "subline"}>{shortDay(row.onDay!)}{row.onDay! < today ? ", overdue" : ""}</span>
                          </>
                        ) : (
                          <span className="overdue">None: tell the coordinator</span>
                        )}
                      </td>
                      <td className="govuk-table__cell">{row.owner ?? <span className="not-known">Not known</span>}</td>
                      <td className="govuk-table__cell">{shortDay(row.openedOn)}</td>
                      <td className="govuk-table__cell"><Link className="govuk-link" to={`/cases/${row.id}`}>Case<span className="govuk-visually-hidden"> of {row.subject.ref}</span></Link></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          )}
          <Paging page={cases.page} pages={cases.pages} total={cases.total} noun={cases.total === 1 ? "case" : "cases"} at={(page) => at({ page })} />
        </div>
        <div>
          <h2 className="govuk-heading-m">Meetings</h2>
          {coming.length === 0 && <p className="govuk-body">No meeting is open. {mayOpenMeeting ? "Open the next one to build its agenda." : "The coordinator opens the next one."}</p>}
          <ul className="plainlist">
            {coming.slice(0, shownAhead).map((m) => <MeetingLine key={m.id} panel={panel} meeting={m} />)}
          </ul>
          {coming.length > shownAhead && (
            <details className="govuk-details">
              <summary className="govuk-details__summary"><span className="govuk-details__summary-text">Further ahead ({coming.length - shownAhead})</span></summary>
              <div className="govuk-details__text"><ul className="plainlist">{coming.slice(shownAhead).map((m) => <MeetingLine key={m.id} panel={panel} meeting={m} />)}</ul></div>
            </details>
          )}
          {held.length > 0 && (
            <details className="govuk-details">
              <summary className="govuk-details__summary"><span className="govuk-details__summary-text">Earlier meetings ({held.length})</span></summary>
              <div className="govuk-details__text"><ul className="plainlist">{held.map((m) => <MeetingLine key={m.id} panel={panel} meeting={m} />)}</ul></div>
            </details>
          )}
          <h2 className="govuk-heading-m">Out in time</h2>
          <ClocksOfPanel clocks={clocks} code={panel.code} />
          {toTell && <ToTell panelId={panel.id} {...toTell} />}
          {held.length > 0 && <p className="govuk-body"><Link className="govuk-link" to={`/panels/${panel.id}/filing`}>Extracts to file in your own system</Link></p>}
          <h2 className="govuk-heading-m">Members</h2>
          <ul className="plainlist">
            {members.map((m) => (
              <li key={`${m.id}-${m.role}`}>
                {m.name} {m.role !== "member" && <span className="role">{m.role}</span>}
                <span className="subline">{[m.job_title, m.agency].filter(Boolean).join(", ")}</span>
              </li>
            ))}
          </ul>
          <p className="subline">Meets {settings.frequency}, {duration(settings.meetingMinutes)}</p>
        </div>
      </div>
    </>
  );
}

const Count = ({ to, here, count, word, none }: { to: string; here: boolean; count: number; word: string; none?: boolean }) => (
  <Link to={to} className={`sum__part${here ? " sum__part--here" : ""}${none && count > 0 ? " sum__part--bad" : ""}`} aria-current={here ? "true" : undefined}>
    <span className="sum__count">{none && count === 0 ? "none" : count}</span> <span className="sum__word">{word}</span>
  </Link>
);

const MeetingLine = ({ panel, meeting }: { panel: { code: string }; meeting: { id: string; number: number; onDay: string; time: string; status: Status; circulated: boolean; place: string | null; cancelledAt: string | null; dates: DateShown[] } }) => (
  <li>
    <Link className="govuk-link" to={`/meetings/${meeting.id}`}>{meetingName(panel, meeting)}</Link> {meeting.cancelledAt ? <Tag colour="red">cancelled</Tag> : <Tag colour={tagOf[meeting.status]}>{statusName(meeting.status, meeting.circulated)}</Tag>}
    <span className="subline">{fullDay(meeting.onDay)}, {meeting.time}{meeting.place ? `, ${meeting.place}` : ""}</span>
    <Dates dates={meeting.dates} small />
  </li>
);
