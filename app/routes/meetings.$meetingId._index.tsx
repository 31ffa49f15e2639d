import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { type AgendaItem, readAgenda } from "../models/meetings/agenda.server.ts";
import { closing, confidentiality, duration, endsAt, meetingName, opening, statusName } from "../models/meetings/meeting.ts";
import { Planned } from "../ui/planned.tsx";
import { ButtonLink, Empty, Notice, PageTop, Tag } from "../ui/page.tsx";
import { Reasons } from "../ui/reasons.tsx";
import { Risk, SubjectName } from "../ui/subject-name.tsx";

export const meta = () => [{ title: "Meeting – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await readAgenda(ask, params.meetingId!));

export default function Meeting() {
  const { meeting, panel, sections, chair, items, notTaken, planned, mayBuild } = useLoaderData<typeof loader>();
  const parts = [{ key: opening, name: "Opening", letter: "" }, ...sections, { key: closing, name: "Close", letter: "" }];
  const running = meeting.status === "live" || meeting.status === "published";
  return (
    <article className="agenda">
      <PageTop crumbs={panel.inReach ? [{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }] : [{ to: "/home", text: panel.name }]} title={meetingName(panel, meeting)} caption={`${fullDay(meeting.on_day)}, ${meeting.starts_at} to ${endsAt(meeting.starts_at, meeting.minutes_long)}`}>
        {running && <ButtonLink to={`/meetings/${meeting.id}/live`} secondary={false}>{meeting.status === "live" ? "Join the meeting" : "Meeting room"}</ButtonLink>}
        {(meeting.status === "ended" || meeting.status === "agreed") && <ButtonLink to={`/meetings/${meeting.id}/minutes`} secondary={false}>Minutes</ButtonLink>}
        {!(meeting.status === "ended" || meeting.status === "agreed") && mayBuild && <ButtonLink to={`/meetings/${meeting.id}/guests`}>Invited people</ButtonLink>}
        {mayBuild && <ButtonLink to={`/meetings/${meeting.id}/agenda`}>{meeting.status === "draft" ? "Build the agenda" : "Change the agenda"}</ButtonLink>}
      </PageTop>
      <dl className="agenda__facts">
        <div><dt>Place</dt><dd>{meeting.place ?? <span className="not-known">Not known</span>}</dd></div>
        <div><dt>Chair</dt><dd>{chair ? `${chair.name}${chair.job_title ? `, ${chair.job_title}` : ""}` : <span className="not-known">Not known</span>}</dd></div>
        <div><dt>State</dt><dd><Tag colour={meeting.status === "live" ? "green" : "blue"}>{statusName(meeting.status)}</Tag></dd></div>
        {meeting.published_at && <div><dt>Published</dt><dd>{dayAndTime(meeting.published_at)}</dd></div>}
      </dl>
      {items === null ? (
        <Empty>The agenda is being built. You can read it here as soon as it is published.</Empty>
      ) : (
        <>
          <Planned planned={planned} />
          <aside className="confidentiality" aria-labelledby="confidentiality">
            <h2 className="govuk-heading-s" id="confidentiality">Confidentiality statement</h2>
            {confidentiality.map((line) => <p key={line}>{line}</p>)}
          </aside>
          {parts.map((part) => {
            const here = items.filter((item) => item.section === part.key);
            return here.length ? <Part key={part.key} part={part} items={here} on={meeting.on_day} /> : null;
          })}
          {notTaken.length > 0 && (
            <section>
              <h2 className="govuk-heading-m">Considered, not taken</h2>
              <ul className="nottaken">
                {notTaken.map((one) => (
                  <li key={one.id}>
                    <strong>{one.subject ? <Link className="govuk-link" to={`/subjects/${one.subject.id}`}>{one.subject.name === one.subject.ref ? one.subject.ref : `${one.subject.name}, ${one.subject.ref}`}</Link> : one.title}</strong>{" "}
                    {one.what}{one.until ? (one.what === "deferred" ? ` to ${shortDay(one.until)}` : `, review ${shortDay(one.until)}`) : ""}: {one.why}
                    <span className="subline">{one.by ?? "Not known"}, {dayAndTime(one.at)}{meeting.published_at && one.at > meeting.published_at ? " (after publishing)" : ""}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {meeting.status === "published" && <p className="noprint govuk-body">To print this agenda, use your browser's Print. Keep paper copies as you keep OFFICIAL-SENSITIVE papers.</p>}
        </>
      )}
      {meeting.status === "draft" && mayBuild && <Notice title="Not published yet">Members see that the meeting is set, and nothing of its agenda.</Notice>}
    </article>
  );
}

const Part = ({ part, items, on }: { part: { key: string; name: string; letter: string }; items: AgendaItem[]; on: string }) => (
  <section className="part">
    <h2 className="part__name">
      {part.letter && <span className="part__letter">{part.letter}</span>} {part.name}
      <span className="part__sum">{items.length} {items.length === 1 ? "item" : "items"}, {duration(items.reduce((sum, item) => sum + item.minutes, 0))}</span>
    </h2>
    <ol className="lines">
      {items.map((item) => (
        <li className="line" key={item.id}>
          <span className="line__number">{item.number ?? ""}</span>
          <div className="line__what">
            {item.subject ? <SubjectName subject={item.subject} on={on} /> : <span className="line__title">{item.title}</span>} {item.lateAt && <Tag colour="orange">Late: changed after publishing</Tag>}
            {item.reasons.length > 0 && <Reasons reasons={item.reasons} />}
          </div>
          <div className="line__side">
            {item.subject && <Risk risk={item.risk} />}
            {item.lead && <span className="subline">{item.lead}{item.leadAgency ? `, ${item.leadAgency}` : ""}</span>}
          </div>
          <span className="line__minutes">{item.minutes}′<span className="govuk-visually-hidden"> minutes</span></span>
        </li>
      ))}
    </ol>
  </section>
);
