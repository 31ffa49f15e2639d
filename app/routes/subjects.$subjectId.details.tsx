import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { changeRecord } from "../models/subjects/change.server.ts";
import { changeable, headOf } from "../models/subjects/reached.server.ts";
import { valuesShape } from "../models/subjects/shape.server.ts";
import { valuesOf } from "../models/subjects/values.server.ts";
import { Form } from "../ui/form.tsx";
import { RecordFields } from "../ui/record-fields.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Change details – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  return json({ head, values: await valuesOf(ask, head.kind, head.id) });
}

export const action = async ({ request, params, context: { ask } }: ActionFunctionArgs) => {
  const { kind } = await changeable(ask, params.subjectId!);
  return submit(request, valuesShape(kind), async (values) => {
    await changeRecord(ask, params.subjectId!, values);
    return redirect(`/subjects/${params.subjectId}#details`);
  });
};

export default function Details() {
  const { head, values } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Change details" />
      <p className="govuk-body">What stood here before is kept, with who changed it and when. What changes with time (care status, school, a person's status) is kept as dated facts on the record instead.</p>
      <Form submit="Keep the changes" cancel={`/subjects/${head.id}`} initial={values}>
        <RecordFields kind={head.kind} />
      </Form>
    </>
  );
}
