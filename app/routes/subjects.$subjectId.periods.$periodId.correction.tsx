import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { correctPeriod, periodOf } from "../models/subjects/period.server.ts";
import { periodKind } from "../models/subjects/period.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { datingShape } from "../models/subjects/shape.server.ts";
import { DatingFields } from "../ui/dating-fields.tsx";
import { Form } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Correct a dated fact – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const period = await periodOf(ask, head.id, params.periodId!);
  return json({ head, kind: found(periodKind(period.kind)), period: { value: period.value, detail: period.detail, fromOn: period.from_on, toOn: period.to_on } });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, datingShape, async (form) => {
    await correctPeriod(ask, params.subjectId!, params.periodId!, form);
    return redirect(`/subjects/${params.subjectId}/periods`);
  });

export default function CorrectPeriod() {
  const { head, kind, period } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title={`Correct: ${kind.label.toLowerCase()}`} />
      <p className="govuk-body">Use this when what was recorded is wrong. When it was right and has changed since, record a new one instead.</p>
      <Form submit="Correct" cancel={`/subjects/${head.id}/periods`} initial={period}>
        <DatingFields kind={kind} />
      </Form>
    </div>
  );
}
