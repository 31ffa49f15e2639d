import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { dayOf } from "../models/core/days.ts";
import { daysInWords } from "../models/subjects/dates.ts";
import { sentence } from "../models/subjects/fields.ts";
import { measureKind } from "../models/subjects/measure.ts";
import { escalate, measureOf } from "../models/subjects/measure.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { escalateShape } from "../models/subjects/shape.server.ts";
import { DayInput, Form, Select, TextArea, TextInput } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "A measure became another – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const m = await measureOf(ask, head.id, params.measureId!);
  return json({ head, words: `${sentence(m.kind)}, ${daysInWords(m.issuedOn, m.expiresOn)}`, becomes: measureKind(m.kind)?.becomes ?? [], today: dayOf(ask.now) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, escalateShape, async (form) => {
    await escalate(ask, params.subjectId!, params.measureId!, form);
    return redirect(`/subjects/${params.subjectId}#measures`);
  });

export default function Successor() {
  const { head, words, becomes, today } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="It became another measure" />
      <p className="govuk-body">{words}. The new one protects the same children.</p>
      <Form submit="Record" cancel={`/subjects/${head.id}`} initial={{ kind: becomes[0] ?? "", issuedOn: today }}>
        <Select name="kind" label="It became" choices={becomes} />
        <TextInput name="issuedBy" label="Issued by" />
        <div className="twofields">
          <DayInput name="issuedOn" label="Issued on" />
          <DayInput name="expiresOn" label="Expires on" hint="Leave empty when there is no end" />
        </div>
        <TextArea name="terms" label="Terms, if they changed" rows={3} />
      </Form>
    </div>
  );
}
