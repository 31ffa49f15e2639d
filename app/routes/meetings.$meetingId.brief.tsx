import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, fullDay, shortDay } from "../models/core/days.ts";
import { lastInWords } from "../models/meetings/brief.ts";
import { type BriefItem, readBrief } from "../models/meetings/brief.server.ts";
import { meetingName } from "../models/meetings/meeting.ts";
import { OwnNotes } from "../ui/own-notes.tsx";
import { Empty, PageTop, Tag } from "../ui/page.tsx";
import { PaperFiles } from "../ui/paper.tsx";

export const meta = () => [{ title: "Brief – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await readBrief(ask, params.meetingId!));

export default function Brief() {
  const { meeting, panel, items, read } = useLoaderData<typeof loader>();
  return (
    <article className="brief">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}`, text: "Meeting" }]} caption={`${meetingName(panel, meeting)}, ${fullDay(meeting.onDay)}`} title="The chair’s brief" />
      <p className="govuk-body">What is new of each subject since this panel last discussed it. {items.length > 0 && <strong>{read} of {items.length} read.</strong>}</p>
      <PaperFiles to={`/meetings/${meeting.id}/papers/brief`} of="the brief" />
      {items.length === 0 && <Empty>Nobody is listed yet.</Empty>}
      {items.map((item) => <One key={item.id} item={item} meetingId={meeting.id} />)}
    </article>
  );
}

function One({ item, meetingId }: { item: BriefItem; meetingId: string }) {
  const here = `/meetings/${meetingId}/brief#item-${item.id}`;
  return (
    <section className={item.readAt && !item.changed ? "brief__item brief__item--read" : "brief__item"} id={`item-${item.id}`} aria-labelledby={`name-${item.id}`}>
      <div className="brief__top">
        <h2 className="govuk-heading-s brief__name" id={`name-${item.id}`}>{item.number} <Link className="govuk-link" to={`/subjects/${item.subjectId}`}>{item.name}</Link>{item.ref !== item.name && <span className="paper__ref"> {item.ref}</span>} {item.late && <Tag colour="orange">Late</Tag>} {item.changed && <Tag colour="blue">Changed since you read it</Tag>}</h2>
        <Form method="post" action={`/items/${item.id}/brief-reading`} className="inline-form" preventScrollReset>
          {item.readAt && <span className="brief__read">Read {dayAndTime(item.readAt)}</span>}
          <button type="submit" className="govuk-button govuk-button--secondary button-small">{item.readAt ? "Read again" : "Mark as read"}<span className="govuk-visually-hidden"> {item.number} {item.ref}</span></button>
        </Form>
      </div>
      <p className="govuk-body-s brief__about">{[lastInWords(item.last), item.level && `level ${item.level}`, `${item.minutes} minutes`].filter(Boolean).join(" · ")}{item.reasons.length > 0 && <span className="subline">{item.reasons.join("; ")}</span>}</p>
      {item.groups.length === 0 && <p className="govuk-body-s not-known">Nothing new is recorded.</p>}
      <div className="brief__groups">
        {item.groups.map((group) => (
          <div key={group.name}>
            <h3 className="brief__kind">{group.name}</h3>
            <ul className="brief__lines">
              {group.lines.map((line, i) => <li key={i}><span className="brief__day">{shortDay(line.on)}</span> {line.text}</li>)}
              {group.more > 0 && <li>and {group.more} more on the record</li>}
            </ul>
          </div>
        ))}
      </div>
      <OwnNotes notes={item.own} action={`/items/${item.id}/own-notes`} to={here} of={`on ${item.number ?? ""} ${item.ref}`} />
    </section>
  );
}
