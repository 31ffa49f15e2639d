import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay, timeOf } from "../models/core/days.ts";
import { guestsOf } from "../models/meetings/guest.server.ts";
import { replyInWords } from "../models/meetings/reply.ts";
import { PostButton } from "../ui/form.tsx";
import { ButtonLink, Empty, Notice, PageTop, Tag } from "../ui/page.tsx";

export const meta = () => [{ title: "Invited people – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await guestsOf(ask, params.meetingId!));

type Invited = Awaited<ReturnType<typeof guestsOf>>["deputies"][number];

export default function Guests() {
  const { meeting, before, deputies, items, mayInvite, toldOtherwise } = useLoaderData<typeof loader>();
  const page = `/meetings/${meeting.id}/guests`;
  return (
    <>
      <PageTop title="Invited people" caption={`${meeting.panel} ${meeting.number}, ${shortDay(meeting.onDay)}`} crumbs={[{ to: `/meetings/${meeting.id}`, text: `Meeting ${meeting.number}` }]}>
        {mayInvite && <ButtonLink to={`${page}/new`}>Invite to an item</ButtonLink>}
        {mayInvite && <ButtonLink to={`${page}/new?as=deputy`}>Name a deputy</ButtonLink>}
      </PageTop>
      {meeting.status === "draft" && (deputies.length > 0 || items.length > 0) && <p className="govuk-body">They know of it as soon as the agenda is published.</p>}
      {toldOtherwise > 0 && (
        <Notice kind="warning" title={`${toldOtherwise} ${toldOtherwise === 1 ? "person does" : "people do"} not know the time that is planned now`}>
          <PostButton small action={`${page}/times`} label="Tell them their new time" />
        </Notice>
      )}
      <section aria-labelledby="deputies">
        <h2 className="govuk-heading-m" id="deputies">Deputies</h2>
        {deputies.length === 0 ? <Empty>Nobody is named to come in place of a member.</Empty> : (
          <ul className="invited">{deputies.map((guest) => <One key={guest.id} guest={guest} mayInvite={mayInvite} />)}</ul>
        )}
      </section>
      <section aria-labelledby="items">
        <h2 className="govuk-heading-m" id="items">By item</h2>
        {items.length === 0 ? <Empty>Nobody is invited to an item.</Empty> : items.map((item) => (
          <section key={item.id} aria-labelledby={`item-${item.id}`}>
            <h3 className="govuk-heading-s" id={`item-${item.id}`}>{item.name}</h3>
            <ul className="invited">{item.guests.map((guest) => <One key={guest.id} guest={guest} mayInvite={mayInvite} />)}</ul>
          </section>
        ))}
      </section>
      {before.length > 0 && (
        <section aria-labelledby="before">
          <h2 className="govuk-heading-m" id="before">Invited to a meeting that was cancelled</h2>
          <ul className="invited">
            {before.map((one) => (
              <li className="invited__one" key={`${one.id} ${one.item}`}>
                <div>
                  <strong>{one.name}</strong>, {one.agency} <Tag>{one.capacity}</Tag>
                  <span className="undertext">{one.item} · {one.why} · meeting {one.number}, {shortDay(one.onDay)}</span>
                </div>
                <Link className="govuk-link" to={`${page}/new?again=${one.id}`}>Invite again<span className="govuk-visually-hidden"> {one.name}</span></Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const One = ({ guest, mayInvite }: { guest: Invited; mayInvite: boolean }) => (
  <li className="invited__one">
    <div>
      <strong>{guest.name}</strong>{guest.jobTitle && `, ${guest.jobTitle}`}, {guest.agency} <Tag>{guest.capacity === "deputy" ? `Deputy for ${guest.forName}` : guest.capacity}</Tag>
      <span className="undertext">
        {guest.why}
        {guest.itemId && <> · {guest.signedAt ? `agreed to the confidentiality statement ${dayAndTime(guest.signedAt)}` : "has not yet agreed to the confidentiality statement"}</>}
        {guest.stays.length > 0 && <> · in {guest.stays.map((stay) => `${timeOf(stay.from)}${stay.to ? ` to ${timeOf(stay.to)}` : " until now"}`).join(", ")}</>}
        {guest.apart && " · takes no part: a conflict of interest was declared"}
        {guest.mayWrite && !guest.apart && " · may write"}
        {guest.reply && ` · ${replyInWords(guest.reply).toLowerCase()}`}
      </span>
    </div>
    {mayInvite && <Link className="govuk-link" to={`/guests/${guest.id}/ending`}>Take back<span className="govuk-visually-hidden"> the invitation of {guest.name}</span></Link>}
  </li>
);
