import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addMonths } from "../models/core/days.ts";
import { caseToChange, withdrawClosing } from "../models/subjects/closing.server.ts";
import { day, id, text, z } from "../shapes.server.ts";
import { DayInput, Form, Select, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Withdraw the closing – Panelroom" }];

const withdrawal = () => z.object({ onDay: day("Enter the day of the next review"), ownerId: id("Choose who answers for it"), why: text("Say why", 1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await caseToChange(ask, params.caseId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, withdrawal, async (form) => {
    await withdrawClosing(ask, params.caseId!, form);
    return redirect(`/cases/${params.caseId}`);
  });

export default function WithdrawClosing() {
  const { id: caseId, ref, next, members, today } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/cases/${caseId}`, text: "Case" }]} title={`Withdraw the closing of ${ref}`} />
      <p className="govuk-body">The case goes back to a review.</p>
      <Form submit="Withdraw the closing" cancel={`/cases/${caseId}`} initial={{ onDay: addMonths(today, 1), ownerId: next?.ownerId }}>
        <TextArea name="why" label="Why" rows={3} />
        <DayInput name="onDay" label="Next review" />
        <Select name="ownerId" label="Who answers for it" choices={members.map((m) => ({ value: m.id, label: `${m.name}, ${m.agency}` }))} />
      </Form>
    </div>
  );
}
