import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { endInspection, inspectionSet } from "../models/oversight/inspection.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "End an inspection – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await inspectionSet(ask, params.inspectionId!));

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  await inspectionSet(ask, params.inspectionId!);
  return submit(request, pressed, async () => {
    await endInspection(ask, params.inspectionId!);
    return redirect(`/privacy/inspections/${params.inspectionId}`);
  });
}

export default function EndInspection() {
  const { inspection } = useLoaderData<typeof loader>();
  const page = `/privacy/inspections/${inspection.id}`;
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: "/privacy", text: "Privacy" }, { to: page, text: "Inspection" }]} title="End this inspection" />
      <p className="govuk-body">From now on nothing of the sample opens to {inspection.inspector}. It cannot be opened again; another can be given.</p>
      <Form submit="End the inspection" cancel={page} warning>{null}</Form>
    </div>
  );
}
