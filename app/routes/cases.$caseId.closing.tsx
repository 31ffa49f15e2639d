import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { addDays } from "../models/core/days.ts";
import { closedReasons } from "../models/subjects/case.ts";
import { caseToChange, startClosing } from "../models/subjects/closing.server.ts";
import { day, id, maybeText, oneOf, text, z } from "../shapes.server.ts";
import { ClosingFields } from "../ui/closing-fields.tsx";
import { DayInput, Form, Select } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Start closing – Panelroom" }];

const closing = () => z.object({
  reason: oneOf(closedReasons, "Choose why it is closed"), detail: maybeText(500), supportContinues: text("Say what support goes on", 2000), wouldBringBack: text("Say what would bring it back", 2000),
  onDay: day("Enter the day by which it is closed"), ownerId: id("Choose who closes it"),
});

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await caseToChange(ask, params.caseId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, closing, async (form) => {
    await startClosing(ask, params.caseId!, form);
    return redirect(`/cases/${params.caseId}`);
  });

export default function StartClosing() {
  const { id: caseId, ref, next, members, today, ...kept } = useLoaderData<typeof loader>();
  const closingNow = next?.kind === "closing";
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/cases/${caseId}`, text: "Case" }]} title={`${closingNow ? "Change the closing of" : "Start closing"} ${ref}`} />
      <p className="govuk-body">The case stays open until the chair or the deputy closes it. Children have been taken off lists too early: say what goes on, and what would bring it back.</p>
      <Form submit={closingNow ? "Keep" : "Start closing"} cancel={`/cases/${caseId}`} initial={{ ...kept, onDay: closingNow ? next.onDay : addDays(today, 28), ownerId: next?.ownerId }}>
        <ClosingFields />
        <DayInput name="onDay" label="To be closed by" />
        <Select name="ownerId" label="Who sees to it" choices={members.map((m) => ({ value: m.id, label: `${m.name}, ${m.agency}` }))} />
      </Form>
    </div>
  );
}
