import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { careOf, correctCare } from "../models/subjects/care.server.ts";
import { headOf } from "../models/subjects/reached.server.ts";
import { careShape } from "../models/subjects/shape.server.ts";
import { CareFields } from "../ui/care-fields.tsx";
import { Form } from "../ui/form.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Care episode – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const head = await headOf(ask, params.subjectId!);
  const { legalStatus, placement, provider, address, authority, fromOn, toOn, imported } = await careOf(ask, head.id, params.episodeId!);
  return json({ head, imported, initial: { legalStatus, placement, provider, address, authority, fromOn, toOn } });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, careShape, async (form) => {
    await correctCare(ask, params.subjectId!, params.episodeId!, form);
    return redirect(`/subjects/${params.subjectId}#care`);
  });

export default function Care() {
  const { head, imported, initial } = useLoaderData<typeof loader>();
  return (
    <>
      <FormTop head={head} title="End or correct a care episode" />
      <p className="govuk-body">What stood here before is kept.{imported && " This episode came with the authority's return; a later return may change it again."}</p>
      <Form submit="Keep" cancel={`/subjects/${head.id}`} initial={initial}>
        <CareFields />
      </Form>
    </>
  );
}
