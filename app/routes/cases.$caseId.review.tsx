import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { caseToChange, reviewCase } from "../models/subjects/closing.server.ts";
import { day, id, text, z } from "../shapes.server.ts";
import { DayInput, Form, Select, TextArea } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Change the review – Panelroom" }];

const review = () => z.object({ onDay: day("Enter the day of the next review"), ownerId: id("Choose who answers for it"), why: text("Say why", 1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await caseToChange(ask, params.caseId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, review, async (form) => {
    await reviewCase(ask, params.caseId!, form);
    return redirect(`/cases/${params.caseId}`);
  });

export default function Review() {
  const { id: caseId, ref, next, members } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/cases/${caseId}`, text: "Case" }]} title={`Change the review of ${ref}`} />
      <Form submit="Set the review" cancel={`/cases/${caseId}`} initial={{ onDay: next?.onDay, ownerId: next?.ownerId }}>
        <DayInput name="onDay" label="Next review" />
        <Select name="ownerId" label="Who answers for it" choices={members.map((m) => ({ value: m.id, label: `${m.name}, ${m.agency}` }))} />
        <TextArea name="why" label="Why" rows={3} />
      </Form>
    </div>
  );
}
