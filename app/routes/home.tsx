import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { stateName } from "../models/followup/action.ts";
import { mayOpenInEmergency } from "../models/core/access.ts";
import { invitationsOf } from "../models/meetings/visit.server.ts";
import { returnsLeft } from "../models/meetings/return-page.server.ts";
import { startOf } from "../models/meetings/start.server.ts";
import { emergenciesOfPanels, reviewsWaiting } from "../models/oversight/emergency.server.ts";
import { ownInspections } from "../models/oversight/inspection.server.ts";
import { sumInWords } from "../models/subjects/case.ts";
import { LeftRunning } from "../ui/left-running.tsx";
import { Empty, Notice, PageTop, Tag } from "../ui/page.tsx";
import { ToTell } from "../ui/to-tell.tsx";

export const meta = () => [{ title: "Start – Panelroom" }];

export async function loader({ context: { ask } }: LoaderFunctionArgs) {
  const { who } = ask;
  return json({ ...(await startOf(ask)), invitations: await invitationsOf(ask), returns: await returnsLeft(ask), name: who.name, lead: who.isLead ? who.agencyName : null, administrator: who.isAdministrator, auditor: who.isAuditor, reviews: await reviewsWaiting(ask), emergencies: await emergenciesOfPanels(ask), inspections: await ownInspections(ask), mayOpen: mayOpenInEmergency(who) });
}

export default function Home() {
  const { name, today, meetings, left, invitations, returns, actions, toSend, sums, inPanel, lead, administrator, auditor, reviews, emergencies, inspections, mayOpen } = useLoaderData<typeof loader>();
  const onlyDuty = (administrator || auditor || reviews) && !inPanel && actions.open === 0;
  return (
    <>
      <PageTop caption={fullDay(today)} title={name} />
      {administrator && <p className="govuk-body"><Link className="govuk-link" to="/admin">Agencies, people and panels</Link> are kept under Administration. As an administrator you see no case.</p>}
      {auditor && <p className="govuk-body">Who read and did what is in the <Link className="govuk-link" to="/audit">audit</Link>, without content.</p>}
      {reviews && <p className="govuk-body">{reviews.count === 0 ? "Nothing that was opened in an emergency waits for review." : <>{reviews.count === 1 ? "One opening" : `${reviews.count} openings`} in an emergency {reviews.count === 1 ? "waits" : "wait"} for <Link className="govuk-link" to="/privacy">review</Link>{reviews.late > 0 && <>, <span className="overdue">{reviews.late} overdue</span></>}.</>}</p>}
      {inspections.map((one) => <p className="govuk-body" key={one.id}>You inspect <Link className="govuk-link" to={`/inspections/${one.id}`}>{one.records} {one.records === 1 ? "record" : "records"}</Link>, until {shortDay(one.untilOn)}.</p>)}
      {emergencies.length > 0 && (
        <Notice title="Opened in an emergency in the last two weeks">
          {emergencies.map((one) => <p key={one.id}><Link className="govuk-link" to={`/subjects/${one.subjectId}/readers`}>{one.ref}</Link> by {one.by}, {one.agency}, {dayAndTime(one.at)}. The privacy officers review it.</p>)}
        </Notice>
      )}
      <LeftRunning left={left} />
      {meetings.some((m) => m.status === "live") && (
        <Notice title="A meeting is running">
          {meetings.filter((m) => m.status === "live").map((m) => <p key={m.id}><Link className="govuk-link" to={`/meetings/${m.id}/live`}>Go into the {m.panel} meeting</Link></p>)}
        </Notice>
      )}
      {returns.length > 0 && (
        <section aria-labelledby="returns">
          <h2 className="govuk-heading-m" id="returns">Returns to send</h2>
          <ul className="todo">
            {returns.map((one) => (
              <li className="todo__one" key={one.meetingId}>
                <Link className="govuk-link todo__what" to={`/meetings/${one.meetingId}/returns`}>{one.panel}, meeting of {shortDay(one.onDay)}</Link> {one.late && <Tag colour="red">Late</Tag>}
                <span className="undertext">{one.left} still to send, due {fullDay(one.due)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {invitations.length > 0 && (
        <section aria-labelledby="invitations">
          <h2 className="govuk-heading-m" id="invitations">Meetings to which you are invited</h2>
          <ul className="todo">
            {invitations.map((one) => (
              <li className="todo__one" key={one.id}>
                <Link className="govuk-link todo__what" to={one.deputy ? `/meetings/${one.id}` : `/visits/${one.id}`}>{one.panel}</Link>{" "}
                {one.status === "live" ? <Tag colour="green">Running</Tag> : one.status === "published" ? <Tag colour="blue">To come</Tag> : <Tag>Over</Tag>}
                <span className="undertext">{fullDay(one.onDay)}{one.deputy && ", as a deputy"}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className={inPanel ? "columns" : undefined}>
        {!onlyDuty && (
          <section aria-labelledby="actions">
            <h2 className="govuk-heading-m" id="actions">{lead ? `Actions of ${lead}` : "My actions"}</h2>
            <ul className="counts">
              <li className="counts__one"><Link className="counts__link" to="/actions"><span className="counts__number">{actions.open}</span> open</Link></li>
              <li className={actions.overdue ? "counts__one counts__one--late" : "counts__one"}><Link className="counts__link" to="/actions"><span className="counts__number">{actions.overdue}</span> overdue</Link></li>
              <li className="counts__one"><Link className="counts__link" to="/actions"><span className="counts__number">{toSend}</span> to send</Link></li>
            </ul>
            {actions.first.length === 0 ? (
              <Empty>{lead ? `${lead} has nothing to do for a panel.` : "You have nothing to do for a panel."} An action stands here once a panel has agreed it.</Empty>
            ) : (
              <ul className="todo">
                {actions.first.map((a) => (
                  <li className="todo__one" key={a.id}>
                    <Link className="govuk-link todo__what" to={`/actions/${a.id}`}>{a.what}</Link>
                    <span className="undertext">
                      {a.ref} · <span className={a.overdue ? "overdue" : undefined}>{a.overdue ? `overdue since ${shortDay(a.due_on)}` : `due ${shortDay(a.due_on)}`}</span> · {stateName(a.state).toLowerCase()}
                      {lead && !a.person_id && " · nobody named yet"}
                    </span>
                  </li>
                ))}
              </ul>
            )}
            {actions.open > actions.first.length && <p className="govuk-body"><Link className="govuk-link" to="/actions">All {actions.open} open actions</Link></p>}
          </section>
        )}
        {inPanel && (
          <section aria-labelledby="meetings">
            <h2 className="govuk-heading-m" id="meetings">Next meetings</h2>
            {meetings.length === 0 ? (
              <Empty>{sums.length ? <>No meeting is planned. <Link className="govuk-link" to="/panels">Open one from the panel's page</Link>.</> : "No meeting is planned. Your panel's coordinator opens the next one."}</Empty>
            ) : (
              <ul className="todo">
                {meetings.map((m) => (
                  <li className="todo__one" key={m.id}>
                    <Link className="govuk-link todo__what" to={`/meetings/${m.id}`}>{m.panel}</Link>{" "}
                    {m.status === "draft" ? <Tag>Agenda not yet published</Tag> : m.status === "live" ? <Tag colour="green">Running</Tag> : <Tag colour="blue">Agenda published</Tag>}
                    <span className="undertext">{fullDay(m.on_day)}, {m.starts_at}{m.place ? `, ${m.place}` : ""}</span>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
      </div>
      {mayOpen && <p className="govuk-body">A child is at risk now and their record is not in your reach? <Link className="govuk-link" to="/emergency">Open it in an emergency</Link>.</p>}
      {sums.length > 0 && (
        <section aria-labelledby="panels">
          <h2 className="govuk-heading-m" id="panels">Panels that you prepare</h2>
          <ul className="panelsums">
            {sums.map((p) => (
              <li className="card" key={p.id}>
                <h3 className="govuk-heading-s"><Link className="govuk-link" to={`/panels/${p.id}`}>{p.name}</Link></h3>
                <p className="govuk-body">{p.sum.open === 0 ? "No case is open." : sumInWords(p.sum)}</p>
                <ToTell panelId={p.id} {...p.toTell} />
                {p.sum.without > 0 && <p className="overdue">{p.sum.without} without a next step: give each one on the panel's page.</p>}
                {p.sum.open > 0 && <p className="undertext">{p.reviews === 0 ? "No review is due in the next month." : `${p.reviews} ${p.reviews === 1 ? "review" : "reviews"} due in the next month${p.overdue ? `, of which ${p.overdue} overdue` : ""}.`}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
