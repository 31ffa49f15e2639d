import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayAndTime, fullDay, } from "../models/core/days.ts";
import { type AgendaItem, readAgenda } from "../models/meetings/agenda.server.ts";
import { afterMeeting } from "../models/meetings/after.server.ts";
import { closing, confidentiality, duration, endsAt, isLastMinutes, meetingName, opening, statusName } from "../models/meetings/meeting.ts";
import { progressOfReturns } from "../models/meetings/return-grid.server.ts";
import { countsInWords } from "../models/meetings/return.ts";
import { ownNotesOf, type OwnNote } from "../models/subjects/own-note.ts";
import { OwnNotes } from "../ui/own-notes.tsx";
import { NotTaken } from "../ui/agenda-parts.tsx";
import { AnswerBox } from "../ui/reply.tsx";
import { Became } from "../ui/became.tsx";
import { Dates } from "../ui/dates.tsx";
import { Planned } from "../ui/planned.tsx";
import { ClocksOfMeeting } from "../ui/clocks.tsx";
import { LastMinutesShown } from "../ui/last-minutes.tsx";
import { ButtonLink, Empty, Notice, PageTop, Tag } from "../ui/page.tsx";
import { Reasons } from "../ui/reasons.tsx";
import { Risk, SubjectName } from "../ui/subject-name.tsx";

export const meta = () => [{ title: "Meeting – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const agenda = await readAgenda(ask, params.meetingId!);
  return json({ ...agenda, returns: await progressOfReturns(ask, agenda.meeting), ...(await afterMeeting(ask, params.meetingId!)) });
}

export default function Meeting() {
  const { meeting, panel, sections, chair, circulated, clocks, items, last, notTaken, planned, mayBuild, mayBrief, ownNotes, returns, times, dates, moves, cancelled, answering, mayPutOff } = useLoaderData<typeof loader>();
  const parts = [{ key: opening, name: "Opening", letter: "" }, ...sections, { key: closing, name: "Close", letter: "" }];
  const running = meeting.status === "live" || meeting.status === "published" || meeting.status === "ending";
  return (
    <article className="agenda">
      <PageTop crumbs={panel.inReach ? [{ to: "/panels", text: "Panels" }, { to: `/panels/${panel.id}`, text: panel.name }] : [{ to: "/home", text: panel.name }]} title={meetingName(panel, meeting)} caption={`${fullDay(meeting.on_day)}, ${meeting.starts_at} to ${endsAt(meeting.starts_at, meeting.minutes_long)}`}>
        {running && <ButtonLink to={`/meetings/${meeting.id}/live`} secondary={false}>{meeting.status === "live" || meeting.status === "ending" ? "Join the meeting" : "Meeting room"}</ButtonLink>}
        {(meeting.status === "ended" || meeting.status === "agreed") && <ButtonLink to={`/meetings/${meeting.id}/minutes`} secondary={false}>Minutes</ButtonLink>}
        {items !== null && <ButtonLink to={`/meetings/${meeting.id}/papers`}>Papers</ButtonLink>}
        {mayBrief && meeting.status === "published" && <ButtonLink to={`/meetings/${meeting.id}/brief`}>Brief</ButtonLink>}
        {!cancelled && !(meeting.status === "ended" || meeting.status === "agreed") && mayBuild && <ButtonLink to={`/meetings/${meeting.id}/guests`}>Invited people</ButtonLink>}
        {running && <ButtonLink to={`/meetings/${meeting.id}/returns`}>Returns</ButtonLink>}
        {mayBuild && !cancelled && (running || meeting.status === "draft") && <ButtonLink to={`/meetings/${meeting.id}/agenda`}>{meeting.status === "draft" ? "Build the agenda" : "Change the agenda"}</ButtonLink>}
      </PageTop>
      <dl className="agenda__facts">
        <div><dt>Place</dt><dd>{meeting.place ?? <span className="not-known">Not known</span>}</dd></div>
        <div><dt>Chair</dt><dd>{chair ? `${chair.name}${chair.job_title ? `, ${chair.job_title}` : ""}` : <span className="not-known">Not known</span>}</dd></div>
        <div><dt>State</dt><dd>{cancelled ? <Tag colour="red">cancelled</Tag> : <Tag colour={meeting.status === "live" ? "green" : "blue"}>{statusName(meeting.status, circulated)}</Tag>}</dd></div>
        {returns && <div><dt>Returns</dt><dd><Link className="govuk-link" to={`/meetings/${meeting.id}/returns/grid`}>{countsInWords(returns)}</Link></dd></div>}
        {clocks && <ClocksOfMeeting clocks={clocks} />}
        {meeting.published_at && <div><dt>Published</dt><dd>{dayAndTime(meeting.published_at)}</dd></div>}
      </dl>
      <Became cancelled={cancelled} moves={moves} waiting={meeting.status === "published"} />
      <Dates dates={dates} />
      {answering && <AnswerBox action={`/meetings/${meeting.id}/reply`} calendar={`/meetings/${meeting.id}/calendar.ics`} answering={answering} />}
      {mayPutOff && <p className="govuk-body noprint putoff"><Link className="govuk-link" to={`/meetings/${meeting.id}/postponement`}>{meeting.status === "live" ? "Adjourn this meeting" : "Put this meeting off"}</Link> <Link className="govuk-link" to={`/meetings/${meeting.id}/cancellation`}>Cancel it</Link></p>}
      {cancelled ? <NotTaken considered={notTaken} publishedAt={meeting.published_at} /> : items === null ? (
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
            return here.length ? <Part key={part.key} part={part} items={here} times={times} on={meeting.on_day} meetingId={meeting.id} notes={ownNotes} last={<LastMinutesShown last={last} meetingId={meeting.id} running={false} />} /> : null;
          })}
          <NotTaken considered={notTaken} publishedAt={meeting.published_at} />
          {meeting.status === "published" && <p className="noprint govuk-body">To take the agenda with you, with the open actions and the last extracts, use <Link className="govuk-link" to={`/meetings/${meeting.id}/papers/pack`}>the papers for the meeting</Link>. Keep paper copies as you keep OFFICIAL-SENSITIVE papers.</p>}
        </>
      )}
      {meeting.status === "draft" && mayBuild && !cancelled && <Notice title="Not published yet">Members see that the meeting is set, and nothing of its agenda.</Notice>}
    </article>
  );
}

const Part = ({ part, items, times, on, meetingId, notes, last }: { part: { key: string; name: string; letter: string }; items: AgendaItem[]; times: Record<string, string>; on: string; meetingId: string; notes: OwnNote[]; last: ReactNode }) => (
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
            <span className="clock">{times[item.id]}</span>{" "}
            {item.subject ? <SubjectName subject={item.subject} on={on} /> : <span className={item.isBreak ? "line__break" : "line__title"}>{item.title}</span>} {item.urgent && <Tag colour="red">Urgent</Tag>} {item.lateAt && <Tag colour="orange">Late: changed after publishing</Tag>}
            {item.reasons.length > 0 && <Reasons reasons={item.reasons} />}
            <OwnNotes notes={ownNotesOf(notes, item.id, item.subject?.id ?? null)} action={`/items/${item.id}/own-notes`} to={`/meetings/${meetingId}`} of={`on ${[item.number, item.subject?.ref ?? item.title].filter(Boolean).join(" ")}`} />
            {!item.subject && isLastMinutes(item.title) && last}
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
