import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { ageOn, dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import type { Reason } from "../models/meetings/agenda.ts";
import { closing, duration, opening } from "../models/meetings/meeting.ts";
import type { Section } from "../models/people/panel.ts";
import { PostButton } from "./form.tsx";
import { Empty, Tag } from "./page.tsx";
import { type Grip, useReorder } from "./reorder.ts";
import { Reasons } from "./reasons.tsx";
import { type NamedSubject, Risk, SubjectName } from "./subject-name.tsx";

interface MeetingHere {
  id: string;
  on_day: string;
  status: string;
}
interface Line {
  section: string;
  minutes: number;
  reasons: Reason[];
  subject: NamedSubject;
  risk: { level: string; rank: number } | null;
}

const bySection = <T extends { section: string }>(lines: T[], sections: Section[]) => sections.map((section) => ({ section, lines: lines.filter((line) => line.section === section.key) })).filter((part) => part.lines.length > 0);

/** Proposals still to decide: tick several to list them at once, or decide one by one. */
export function Pending({ pending, sections, meeting }: { pending: (Line & { id: string })[]; sections: Section[]; meeting: MeetingHere }) {
  const here = `/meetings/${meeting.id}/agenda`;
  if (!pending.length) return null;
  return (
    <Form method="post" action={`${here}/listing`} className="pending">
      <TickedActs here={here} words="all ticked" />
      {bySection(pending, sections).map(({ section, lines }) => (
        <section key={section.key} className="part">
          <h3 className="part__name"><span className="part__letter">{section.letter}</span> {section.name} <span className="part__sum">{lines.length} to decide</span></h3>
          <ol className="lines">
            {lines.map((line) => (
              <li className="line line--pending" key={line.id}>
                <span className="tick">
                  <input type="checkbox" name="proposals[]" value={short(line.id)} aria-label={`Tick ${line.subject.ref}`} />
                </span>
                <div className="line__what">
                  <SubjectName subject={line.subject} on={meeting.on_day} /> <Risk risk={line.risk} />
                  <Reasons reasons={line.reasons} />
                </div>
                <div className="line__acts">
                  <button type="submit" className="govuk-button govuk-button--secondary button-small" name="only" value={line.id}>List<span className="govuk-visually-hidden"> {line.subject.ref}</span></button>
                  <Link className="govuk-link" to={`${here}/deferral?proposals[]=${short(line.id)}`}>Defer<span className="govuk-visually-hidden"> {line.subject.ref}</span></Link>
                  <Link className="govuk-link" to={`${here}/declining?proposals[]=${short(line.id)}`}>Decline<span className="govuk-visually-hidden"> {line.subject.ref}</span></Link>
                </div>
                <span className="line__minutes">{line.minutes}′<span className="govuk-visually-hidden"> minutes</span></span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {pending.length > 6 && <TickedActs here={here} words="every ticked one" />}
    </Form>
  );
}

/** All that are proposed onto the agenda, with one press: those that this page shows. A form of its own, so that Enter among the ticks lists what is ticked. */
export const ListAll = ({ pending, meeting }: { pending: { id: string }[]; meeting: MeetingHere }) =>
  pending.length > 1 ? (
    <Form method="post" action={`/meetings/${meeting.id}/agenda/listing`} className="pending__all">
      {pending.map((line) => <input key={line.id} type="hidden" name="shown[]" value={short(line.id)} />)}
      <button type="submit" className="govuk-button button-small">List all {pending.length}</button>
    </Form>
  ) : null;

/** What can be done to all that are ticked: before the list, and again after a long one. */
const TickedActs = ({ here, words }: { here: string; words: string }) => (
  <div className="pending__acts">
    <button type="submit" className="govuk-button govuk-button--secondary button-small">List {words}</button>
    <button type="submit" className="govuk-button govuk-button--secondary button-small" formMethod="get" formAction={`${here}/deferral`}>Defer {words}…</button>
    <button type="submit" className="govuk-button govuk-button--secondary button-small" formMethod="get" formAction={`${here}/declining`}>Decline {words}…</button>
  </div>
);

/** Three hundred whole ids would not fit into an address: the beginning of each names it within its meeting. */
const short = (id: string) => id.slice(0, 13);

/** What the rules would propose as of a day. Nothing to decide, nothing stored. */
export function Preview({ preview, sections, meeting, bare }: { preview: { on: string; proposed: Line[]; turned18: { subjectId: string; ref: string; name: string; bornOn: string }[] }; sections: Section[]; meeting: MeetingHere; bare?: boolean }) {
  return (
    <section aria-label={bare ? "Preview" : undefined} aria-labelledby={bare ? undefined : "preview"}>
      {!bare && <h2 className="govuk-heading-m" id="preview">Preview as of {fullDay(preview.on)}: {preview.proposed.length} proposed</h2>}
      {preview.proposed.length === 0 && !bare && <Empty>No rule of this panel gave a reason on that day.</Empty>}
      {bySection(preview.proposed, sections).map(({ section, lines }) => (
        <section key={section.key} className="part">
          <h3 className="part__name"><span className="part__letter">{section.letter}</span> {section.name} <span className="part__sum">{lines.length} proposed, {duration(lines.reduce((sum, line) => sum + line.minutes, 0))}</span></h3>
          <ol className="lines">
            {lines.map((line) => (
              <li className="line" key={line.subject.id}>
                <div className="line__what"><SubjectName subject={line.subject} on={meeting.on_day} /> <Risk risk={line.risk} /><Reasons reasons={line.reasons} /></div>
                <span className="line__minutes">{line.minutes}′<span className="govuk-visually-hidden"> minutes</span></span>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {!bare && <Turned18 turned18={preview.turned18} on={meeting.on_day} />}
    </section>
  );
}

/** Children who are 18 by the meeting: never proposed, never forgotten. */
export const Turned18 = ({ turned18, on }: { turned18: { subjectId: string; ref: string; name: string; bornOn: string }[]; on: string }) =>
  turned18.length ? (
    <section>
      <h2 className="govuk-heading-m">Turned 18: name the adult pathway</h2>
      <ul className="plainlist">
        {turned18.map((one) => (
          <li key={one.subjectId}>
            <Link className="govuk-link" to={`/subjects/${one.subjectId}`}>{one.name}</Link>{one.name !== one.ref && <span className="ref"> {one.ref}</span>}
            <span className="subline">Born {shortDay(one.bornOn)}: {ageOn(one.bornOn, on)} at the meeting. Not proposed; close the case when the pathway is named.</span>
          </li>
        ))}
      </ul>
    </section>
  ) : null;

interface BuiltItem {
  id: string;
  standing: boolean;
  number: string | null;
  section: string;
  title: string | null;
  minutes: number;
  leadId: string | null;
  reasons: Reason[];
  lateAt: string | null;
  isBreak: boolean;
  urgent: boolean;
  subject: NamedSubject | null;
  risk: { level: string; rank: number } | null;
}

/** The agenda as it stands: order, minutes and lead of each item. */
export function Building({ items, sections, meeting, leaders, times, mayOrder, mayUndo }: { items: BuiltItem[]; sections: Section[]; meeting: MeetingHere; leaders: { id: string; name: string; agency: string }[]; times: Times; mayOrder: boolean; mayUndo: boolean }) {
  const parts = [{ key: opening, name: "Opening", letter: "" }, ...sections, { key: closing, name: "Close", letter: "" }];
  return (
    <section aria-labelledby="listed">
      <div className="headrow">
        <h2 className="govuk-heading-m" id="listed">On the agenda</h2>
        <OrderActs meeting={meeting} mayOrder={mayOrder} mayUndo={mayUndo} />
      </div>
      {parts.map((part) => {
        const here = items.filter((item) => item.section === part.key);
        if (!here.length) return null;
        return (
          <section key={part.key} className="part">
            <h3 className="part__name">{part.letter && <span className="part__letter">{part.letter}</span>} {part.name} <span className="part__sum">{here.length} {here.length === 1 ? "item" : "items"}, {duration(here.reduce((sum, item) => sum + item.minutes, 0))}</span></h3>
            <BuiltLines items={here} meeting={meeting} leaders={leaders} times={times} />
          </section>
        );
      })}
    </section>
  );
}

/** A better order, and the way back from it. */
const OrderActs = ({ meeting, mayOrder, mayUndo }: { meeting: MeetingHere; mayOrder: boolean; mayUndo: boolean }) => (
  <div className="orderacts">
    {mayUndo && <PostButton small action={`/meetings/${meeting.id}/agenda/order`} label="Undo the suggested order" fields={{ order: "before" }} />}
    {mayOrder && meeting.status !== "live" && <PostButton small action={`/meetings/${meeting.id}/agenda/order`} label="Take the suggested order" fields={{ order: "suggested" }} />}
    {mayOrder && meeting.status !== "live" && <span className="subline">Linked subjects together, and items with the same person invited.</span>}
  </div>
);

type Times = Record<string, string>;
type Leaders = { id: string; name: string; agency: string }[];

/** One section in its order: moved by button, or dragged by its grip once scripts have loaded. */
function BuiltLines({ items, meeting, leaders, times }: { items: BuiltItem[]; meeting: MeetingHere; leaders: Leaders; times: Times }) {
  const { order, held, grip } = useReorder(items.map((item) => item.id));
  const byId = new Map(items.map((item) => [item.id, item]));
  return (
    <ol className="lines">
      {order.map((id, i) => {
        const item = byId.get(id);
        return item ? <BuiltLine key={id} item={item} meeting={meeting} leaders={leaders} time={times[id] ?? ""} first={i === 0} last={i === order.length - 1} held={held === id} grip={grip(id)} /> : null;
      })}
    </ol>
  );
}

function BuiltLine({ item, meeting, leaders, time, first, last, held, grip }: { item: BuiltItem; meeting: MeetingHere; leaders: Leaders; time: string; first: boolean; last: boolean; held: boolean; grip: Grip | null }) {
  const name = item.subject?.ref ?? item.title ?? "";
  return (
    <li className={held ? "line line--built line--held" : "line line--built"} id={`item-${item.id}`} data-item={item.id}>
      <div className="line__move">
        {grip && <span className="grip" {...grip} aria-hidden="true" title="Drag to move">⠿</span>}
        <Form method="post" action={`/items/${item.id}/position`} preventScrollReset className="inline-form">
          <button type="submit" name="to" value="up" className="movebutton" disabled={first}><span aria-hidden="true">▲</span><span className="govuk-visually-hidden">Move {name} up</span></button>
          <button type="submit" name="to" value="down" className="movebutton" disabled={last}><span aria-hidden="true">▼</span><span className="govuk-visually-hidden">Move {name} down</span></button>
        </Form>
      </div>
      <span className="line__number">{item.number ?? ""}</span>
      <div className="line__what">
        <span className="clock">{time}</span>{" "}
        {item.subject ? <><SubjectName subject={item.subject} on={meeting.on_day} /> <Risk risk={item.risk} /></> : <span className={item.isBreak ? "line__break" : "line__title"}>{item.title}</span>} {item.urgent && <Tag colour="red">Urgent</Tag>} {item.lateAt && <Tag colour="orange">Late</Tag>}
        {item.reasons.length > 0 && <Reasons reasons={item.reasons} />}
      </div>
      <Form method="post" action={`/items/${item.id}/plan`} preventScrollReset className="line__plan">
        <span>
          <label className="govuk-visually-hidden" htmlFor={`m-${item.id}`}>Minutes for {name}</label>
          <input className="govuk-input line__minutesinput" id={`m-${item.id}`} name="minutes" inputMode="numeric" defaultValue={item.minutes} key={item.minutes} autoComplete="off" /> min
        </span>
        {!item.isBreak && <span>
          <label className="govuk-visually-hidden" htmlFor={`l-${item.id}`}>Lead for {name}</label>
          <select className="govuk-select line__lead" id={`l-${item.id}`} name="leadId" defaultValue={item.leadId ?? ""} key={item.leadId}>
            <option value="">No lead</option>
            {leaders.map((person) => <option key={person.id} value={person.id}>{person.name}, {person.agency}</option>)}
          </select>
        </span>}
        <button type="submit" className="govuk-button govuk-button--secondary button-small">Set<span className="govuk-visually-hidden"> for {name}</span></button>
        <Link className="govuk-link" to={`/items/${item.id}/withdrawal`}>Withdraw<span className="govuk-visually-hidden"> {name}</span></Link>
      </Form>
    </li>
  );
}

interface Considered {
  id: string;
  subject: { id: string; ref: string; name: string } | null;
  title: string | null;
  what: string;
  until: string | null;
  why: string;
  by: string | null;
  at: string;
}

/** What was considered and not taken: it stays on show. `act` is what can be done about one. */
export const NotTaken = <T extends Considered>({ considered, publishedAt, act }: { considered: T[]; publishedAt: string | null; act?: (one: T) => ReactNode }) =>
  considered.length > 0 ? (
    <section>
      <h2 className="govuk-heading-m">Considered, not taken</h2>
      <ul className="nottaken">
        {considered.map((one) => (
          <li key={one.id}>
            <strong>{one.subject ? <Link className="govuk-link" to={`/subjects/${one.subject.id}`}>{one.subject.name === one.subject.ref ? one.subject.ref : `${one.subject.name}, ${one.subject.ref}`}</Link> : one.title}</strong>{" "}
            {one.what}{one.until ? (one.what === "deferred" ? ` to ${shortDay(one.until)}` : `, review ${shortDay(one.until)}`) : ""}: {one.why}
            <span className="subline">{one.by ?? "Not known"}, {dayAndTime(one.at)}{publishedAt && one.at > publishedAt ? " (after publishing)" : ""}</span>
            {act?.(one)}
          </li>
        ))}
      </ul>
    </section>
  ) : null;
