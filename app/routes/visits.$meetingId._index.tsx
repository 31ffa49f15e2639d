import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { Minutes, plainCookie } from "../live/minutes.tsx";
import { useVisit } from "../live/visit.ts";
import { fullDay, shortDay, timeOf } from "../models/core/days.ts";
import { isHandUp } from "../models/meetings/hand.server.ts";
import { confidentiality } from "../models/meetings/meeting.ts";
import { signStatement, type VisitPage, visitOf } from "../models/meetings/visit.server.ts";
import { lockMinutes } from "../models/people/lock.server.ts";
import { ticked, z } from "../shapes.server.ts";
import { Form, PostButton, Tick } from "../ui/form.tsx";
import { NoPartLink } from "../ui/no-part.tsx";
import { Empty, PageTop, Tag } from "../ui/page.tsx";
import { AnswerBox } from "../ui/reply.tsx";

export const meta = () => [{ title: "Your item – Panelroom" }];

export const loader = async ({ request, params, context: { ask, settings } }: LoaderFunctionArgs) =>
  json({ ...(await visitOf(ask, params.meetingId!)), handUp: await isHandUp(ask, params.meetingId!), lockMinutes: await lockMinutes(ask, ask.who.id, settings.limits), plain: new RegExp(`(^|; )${plainCookie}=yes`).test(request.headers.get("Cookie") ?? "") });

/** Agrees to the confidentiality statement. */
export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ agrees: ticked() }), async ({ agrees }) => {
    await signStatement(ask, params.meetingId!, agrees);
    return redirect(`/visits/${params.meetingId}`);
  });

export default function Visit() {
  const { meeting, signed, reply, capacities, items, plain, handUp } = useLoaderData<typeof loader>();
  const inside = items.find((item) => item.step === "in");
  useVisit(signed ? meeting.id : null);
  return (
    <div className={inside ? undefined : "narrow"}>
      <PageTop title={signed ? (items.length === 1 ? "Your item" : "Your items") : "Before you take part"} caption={`${meeting.panel}, ${fullDay(meeting.onDay)}`} />
      {!signed ? (
        <>
          <p className="govuk-body">You are invited to this meeting as {capacities.map((one) => `an ${one}`).join(" and ")}. Read this first.</p>
          <aside className="confidentiality" aria-labelledby="confidentiality">
            <h2 className="govuk-heading-s" id="confidentiality">Confidentiality statement</h2>
            {confidentiality.map((line) => <p key={line}>{line}</p>)}
          </aside>
          <Form submit="Go on"><Tick name="agrees" label="I have read this and agree" /></Form>
        </>
      ) : items.length === 0 ? <Empty>There is nothing here for you now.</Empty> : (
        <>
          {meeting.place && meeting.status !== "ended" && meeting.status !== "agreed" && <p className="govuk-body">{meeting.place}</p>}
          {reply && <AnswerBox action={`/visits/${meeting.id}/reply`} calendar={items.length ? `/visits/${meeting.id}/calendar.ics` : null} answering={{ reply: reply.given, member: false, deputies: [] }} />}
          <p className="govuk-body noprint"><a className="govuk-link" href={`/visits/${meeting.id}/paper`}>As a paper, to print or to keep</a></p>
          {inside && <div className="visit__hand"><PostButton small action={`/visits/${meeting.id}/hand`} fields={{ raised: handUp ? "no" : "yes" }} label={handUp ? "Lower your hand" : "Raise your hand"} /> {handUp && <span role="status">Your hand is up.</span>}</div>}
          {items.map((item) => <One key={item.id} item={item} onDay={meeting.onDay} plain={plain} />)}
          {meeting.status === "ended" && items.some((item) => item.stays.length > 0) && <p className="govuk-body">Was something of your item said differently? <Link className="govuk-link" to={`/visits/${meeting.id}/correction`}>Propose a correction of the minutes</Link></p>}
          {items.some((item) => item.ref) && <NoPartLink to={`/visits/${meeting.id}/conflict`} />}
        </>
      )}
    </div>
  );
}

const tags = { "to come": "grey", waiting: "blue", in: "green", out: "grey", over: "grey" } as const;
const states: Record<VisitPage["items"][number]["step"], string> = { "to come": "To come", waiting: "Waiting", in: "You are in", out: "You have left", over: "Over" };

function One({ item, onDay, plain }: { item: VisitPage["items"][number]; onDay: string; plain: boolean }) {
  return (
    <section className="visit" aria-labelledby={`item-${item.id}`}>
      <h2 className="govuk-heading-m" id={`item-${item.id}`}>{item.title}{item.ref && <span className="paper__ref"> {item.kind} {item.ref}</span>} <Tag colour={tags[item.step]}>{states[item.step]}</Tag></h2>
      <div role="status">
        {item.step === "to come" && <p className="govuk-body">{shortDay(onDay)}, planned for about {item.about}. This page shows when you can come in: keep it open.</p>}
        {item.step === "waiting" && <p className="govuk-body">Planned for about {item.about}. The chair lets you in when it is time: this page changes by itself.</p>}
        {item.step === "out" && <p className="govuk-body">{item.stays.length ? `You left at ${timeOf(item.stays.at(-1)!.to!)}.` : "The meeting has been at this item without you."} What was agreed stands here once the chair has agreed it.</p>}
        {item.step === "over" && <p className="govuk-body">{item.stays.length ? `You took part: ${item.stays.map((stay) => `${timeOf(stay.from)} to ${stay.to ? timeOf(stay.to) : "the end"}`).join(", ")}.` : "This meeting is over. You did not take part."}</p>}
      </div>
      {item.minutes && (
        <Minutes key={item.minutes.documentId} level={2} itemId={item.id} documentId={item.minutes.documentId} label={item.title} mayWrite={item.minutes.closed === null} closed={item.minutes.closed} blocks={item.minutes.blocks} plain={plain} visiting />
      )}
      {item.agreed && <Agreed agreed={item.agreed} />}
    </section>
  );
}

const Agreed = ({ agreed: { outcome, actions, sharing } }: { agreed: NonNullable<VisitPage["items"][number]["agreed"]> }) => (
  <div className="extract">
    <h3 className="govuk-heading-s">What was agreed</h3>
    {outcome.length > 0 && <p className="extract__outcome">{outcome.map(([name, words]) => <span key={name}><strong>{name}:</strong> {words}</span>)}</p>}
    {actions.length === 0 && sharing.length === 0 && <p className="extract__none">No action and no decision to share was recorded.</p>}
    <ul className="extract__entries">
      {actions.map((action) => <li key={action.id}><strong>{action.what}</strong><span className="extract__facts">{action.owner}{action.due && `, by ${shortDay(action.due)}`}</span></li>)}
      {sharing.map((one) => <li key={one.id}><strong>{one.decision}</strong><span className="extract__facts">{one.what}</span></li>)}
    </ul>
  </div>
);
