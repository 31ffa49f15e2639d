import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addMonths } from "../models/core/days.ts";
import { itemToPlan } from "../models/meetings/item.server.ts";
import { withdrawItem } from "../models/meetings/off-agenda.server.ts";
import { maybeDay, oneOf, text, z } from "../shapes.server.ts";
import { DayInput, Form, Radios, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Withdraw an item – Panelroom" }];

const withdrawal = () => z.object({ reason: text("Say why", 1000), reviewOn: maybeDay(), as: oneOf(["withdrawn", "deferred"] as const, "Say whether it comes back").default("withdrawn") }).transform(({ as, ...form }) => ({ ...form, deferred: as === "deferred" }));

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const item = await itemToPlan(ask, params.itemId!);
  return json({ ...item, next: addMonths(item.meetingOn, 1) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, withdrawal, async (form) => redirect(`/meetings/${await withdrawItem(ask, params.itemId!, form)}/agenda`));

export default function Withdraw() {
  const item = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${item.meetingId}/agenda`, text: "Build the agenda" }]} title={item.standing ? `Withdraw ${item.name}` : `Withdraw or defer ${item.name}`} />
      <p className="govuk-body">It stays on show as considered and not taken, with your reason.{item.standing ? "" : " The case keeps a review."}</p>
      <Form submit={item.standing ? "Withdraw" : "Take off the agenda"} warning cancel={`/meetings/${item.meetingId}/agenda`} initial={{ reviewOn: item.next, as: "withdrawn" }}>
        {!item.standing && <Radios name="as" label="Does it come back?" choices={[{ value: "withdrawn", label: "Withdraw it", hint: "It does not belong on this agenda. The case is reviewed on the day below" }, { value: "deferred", label: "Defer it", hint: "It is put off, and proposed again for the meeting on or after the day below" }]} />}
        <TextArea name="reason" label="Why" hint="The members read it. Name other people by their reference." rows={3} />
        {!item.standing && <DayInput name="reviewOn" label="Next review of the case, or deferred to" />}
      </Form>
    </div>
  );
}
