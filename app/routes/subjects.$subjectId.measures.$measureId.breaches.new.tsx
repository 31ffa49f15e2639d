import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { daysInWords } from "../models/subjects/dates.ts";
import { sentence } from "../models/subjects/fields.ts";
import { measureOf, recordBreach } from "../models/subjects/measure.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { breachShape } from "../models/subjects/shape.server.ts";
import { DayInput, Form, TextArea } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Record a breach – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const m = await measureOf(ask, head.id, params.measureId!);
  return json({ head, words: `${sentence(m.kind)}, ${daysInWords(m.issuedOn, m.expiresOn)}` });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, breachShape, async (form) => {
    await recordBreach(ask, params.subjectId!, params.measureId!, form);
    return redirect(`/subjects/${params.subjectId}#measures`);
  });

export default function NewBreach() {
  const { head, words } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Record a breach" />
      <p className="govuk-body">{words}</p>
      <Form submit="Record" cancel={`/subjects/${head.id}`}>
        <DayInput name="breachedOn" label="Breached on" />
        <TextArea name="response" label="What happened, and what was done about it" rows={4} />
      </Form>
    </div>
  );
}
