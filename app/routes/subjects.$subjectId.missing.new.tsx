import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { found } from "../models/core/refuse.ts";
import { chooseSubject } from "../models/subjects/choose.server.ts";
import { recordMissing } from "../models/subjects/missing.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { missingShape } from "../models/subjects/shape.server.ts";
import { Form } from "../ui/form.tsx";
import { MissingFields } from "../ui/missing-fields.tsx";
import { Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Record a missing episode – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  found(head.kind === "child" || null);
  return json({ head });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, missingShape, async ({ foundAt, ...form }) => {
    const place = foundAt ? await chooseSubject(ask, foundAt, "foundAt", "location") : null;
    await recordMissing(ask, params.subjectId!, { ...form, foundAtId: place?.id ?? null });
    return redirect(`/subjects/${params.subjectId}#missing`);
  });

export default function NewMissing() {
  const { head } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="Record a missing episode" />
      <Notice>This reports nobody missing. Report to the police first: 999 in danger, otherwise 101.</Notice>
      <Form submit="Record" cancel={`/subjects/${head.id}`} initial={{ kind: "missing" }}>
        <MissingFields />
      </Form>
    </>
  );
}
