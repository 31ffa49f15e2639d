import { Form, Link } from "@remix-run/react";
import { ageOn, fullDay, shortDay } from "../models/core/days.ts";
import type { Reason } from "../models/meetings/agenda.ts";
import { closing, duration, opening } from "../models/meetings/meeting.ts";
import type { Section } from "../models/people/panel.ts";
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

/** What can be done to all that are ticked: before the list, and again after a long one. */
const TickedActs = ({ here, words }: { here: string; words: string }) => (
  <div className="pending__acts">
    <button type="submit" className="govuk-button button-small">List {words}</button>
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
  subject: NamedSubject | null;
  risk: { level: string; rank: number } | null;
}

/** The agenda as it stands: order, minutes and lead of each item. */
export function Building({ items, sections, meeting, leaders }: { items: BuiltItem[]; sections: Section[]; meeting: MeetingHere; leaders: { id: string; name: string; agency: string }[] }) {
  const parts = [{ key: opening, name: "Opening", letter: "" }, ...sections, { key: closing, name: "Close", letter: "" }];
  return (
    <section aria-labelledby="listed">
      <h2 className="govuk-heading-m" id="listed">On the agenda</h2>
      {parts.map((part) => {
        const here = items.filter((item) => item.section === part.key);
        if (!here.length) return null;
        return (
          <section key={part.key} className="part">
            <h3 className="part__name">{part.letter && <span className="part__letter">{part.letter}</span>} {part.name} <span className="part__sum">{here.length} {here.length === 1 ? "item" : "items"}, {duration(here.reduce((sum, item) => sum + item.minutes, 0))}</span></h3>
            <BuiltLines items={here} meeting={meeting} leaders={leaders} />
          </section>
        );
      })}
    </section>
  );
}

type Leaders = { id: string; name: string; agency: string }[];

/** One section in its order: moved by button, or dragged by its grip once scripts have loaded. */
function BuiltLines({ items, meeting, leaders }: { items: BuiltItem[]; meeting: MeetingHere; leaders: Leaders }) {
  const { order, held, grip } = useReorder(items.map((item) => item.id));
  const byId = new Map(items.map((item) => [item.id, item]));
  return (
    <ol className="lines">
      {order.map((id, i) => {
        const item = byId.get(id);
        return item ? <BuiltLine key={id} item={item} meeting={meeting} leaders={leaders} first={i === 0} last={i === order.length - 1} held={held === id} grip={grip(id)} /> : null;
      })}
    </ol>
  );
}

function BuiltLine({ item, meeting, leaders, first, last, held, grip }: { item: BuiltItem; meeting: MeetingHere; leaders: Leaders; first: boolean; last: boolean; held: boolean; grip: Grip | null }) {
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
        {item.subject ? <><SubjectName subject={item.subject} on={meeting.on_day} /> <Risk risk={item.risk} /></> : <span className="line__title">{item.title}</span>} {item.lateAt && <Tag colour="orange">Late</Tag>}
        {item.reasons.length > 0 && <Reasons reasons={item.reasons} />}
      </div>
      <Form method="post" action={`/items/${item.id}/plan`} preventScrollReset className="line__plan">
        <span>
          <label className="govuk-visually-hidden" htmlFor={`m-${item.id}`}>Minutes for {name}</label>
          <input className="govuk-input line__minutesinput" id={`m-${item.id}`} name="minutes" inputMode="numeric" defaultValue={item.minutes} key={item.minutes} autoComplete="off" /> min
        </span>
        <span>
          <label className="govuk-visually-hidden" htmlFor={`l-${item.id}`}>Lead for {name}</label>
          <select className="govuk-select line__lead" id={`l-${item.id}`} name="leadId" defaultValue={item.leadId ?? ""} key={item.leadId}>
            <option value="">No lead</option>
            {leaders.map((person) => <option key={person.id} value={person.id}>{person.name}, {person.agency}</option>)}
          </select>
        </span>
        <button type="submit" className="govuk-button govuk-button--secondary button-small">Set<span className="govuk-visually-hidden"> for {name}</span></button>
        <Link className="govuk-link" to={`/items/${item.id}/withdrawal`}>Withdraw<span className="govuk-visually-hidden"> {name}</span></Link>
      </Form>
    </li>
  );
}
