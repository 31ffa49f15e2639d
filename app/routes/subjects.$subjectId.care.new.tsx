import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { recordCare } from "../models/subjects/care.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { careShape } from "../models/subjects/shape.server.ts";
import { CareFields } from "../ui/care-fields.tsx";
import { Form } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Record a care episode – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  found(head.kind === "child" || null);
  return json({ head });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, careShape, async (form) => {
    await recordCare(ask, params.subjectId!, form);
    return redirect(`/subjects/${params.subjectId}#care`);
  });

export default function NewCare() {
  const { head } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Record a care episode" />
      <p className="govuk-body">A new episode begins with every change of legal status or placement; the one that is open ends on the day this one begins.</p>
      <Form submit="Record" cancel={`/subjects/${head.id}`}>
        <CareFields />
      </Form>
    </>
  );
}
