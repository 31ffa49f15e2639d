import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { guestCapacities } from "../models/meetings/guest.ts";
import { inviteGuest, toInvite } from "../models/meetings/guest.server.ts";
import { id, maybeId, oneOf, several, text, z } from "../shapes.server.ts";
import { ProofField } from "../ui/factor.tsx";
import { Checkboxes, Form, Radios, Select, TextArea } from "../ui/form.tsx";
import { Notice, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Invite to a meeting – Panelroom" }];

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await toInvite(ask, params.meetingId!, new URL(request.url).searchParams.get("again"))), ...askedFor(new URL(request.url).searchParams) });

/** What a link to this page has filled in: that it is a deputy, in whose place, and who. */
const askedFor = (query: URLSearchParams) => ({ deputy: query.get("as") === "deputy", forId: query.get("for") ?? "", personId: query.get("person") ?? "" });

const inviting = () =>
  z.object({ personId: id("Choose a person"), capacity: oneOf(guestCapacities.map((one) => one.value), "Choose in what capacity they come"), itemIds: several(), forId: maybeId(), why: text("Say why they are invited", 1000) });

export const action = ({ request, params, context }: ActionFunctionArgs) =>
  submit(request, inviting, async (form) => {
    await inviteGuest(context.ask, params.meetingId!, form);
    return redirect(`/meetings/${params.meetingId}/guests`);
  }, context);

export default function Invite() {
  const { again, meeting, people, members, items, deputy, forId, personId } = useLoaderData<typeof loader>();
  const back = `/meetings/${meeting.id}/guests`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: back, text: "Invited people" }]} caption={`${meeting.panel} ${meeting.number}, ${shortDay(meeting.onDay)}`} title={deputy ? "Name a deputy" : "Invite to an item"} />
      <Form submit={deputy ? "Name as deputy" : "Invite"} cancel={back} initial={again ? { personId: again.personId, capacity: again.capacity, itemIds: [again.itemId], why: again.why } : { personId, forId, capacity: deputy ? "deputy" : "", itemIds: [] }}>
        {deputy ? (
          <>
            <Notice>A deputy takes a member's place at this meeting: they read and write the minutes of all its items and open the records listed there, and nothing else of the panel.</Notice>
            <input type="hidden" name="capacity" value="deputy" />
            <Select name="forId" label="In whose place?" choices={members.map((one) => ({ value: one.id, label: one.name, group: one.agency }))} />
          </>
        ) : (
          <>
            <Notice>They learn nothing of any other item. They read its minutes while you let them in, and afterwards what was agreed.</Notice>
            <Radios name="capacity" label="How do they take part?" choices={guestCapacities.filter((one) => one.value !== "deputy")} />
          </>
        )}
        <Select name="personId" label="Who?" hint="Members of the panel are not in this list. An administrator makes an account for whom you miss." choices={people.map((one) => ({ value: one.id, label: one.name, group: one.agency }))} />
        {!deputy && <Checkboxes name="itemIds" label="To which items?" choices={items.map((item) => ({ value: item.id, label: item.name }))} />}
        <TextArea name="why" label="Why?" hint={deputy ? "For instance: on leave" : "For instance: her head of year, who made the referral"} rows={2} />
        <ProofField />
      </Form>
    </div>
  );
}
