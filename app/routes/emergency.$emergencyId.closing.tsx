import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { closeEmergency, emergencyHead } from "../models/oversight/emergency.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Close a record – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await emergencyHead(ask, params.emergencyId!));

export async function action({ request, params, context: { ask } }: ActionFunctionArgs) {
  await emergencyHead(ask, params.emergencyId!);
  return submit(request, pressed, async () => {
    await closeEmergency(ask, params.emergencyId!);
    return redirect(`/emergency/${params.emergencyId}`);
  });
}

/** The record's own page posts here too. */
export default function CloseEmergency() {
  const { id, fromAt, open } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop title="Close the record" crumbs={[{ to: "/emergency", text: "Emergency access" }]} />
      <p className="govuk-body">{open ? `What you opened on ${dayAndTime(fromAt)} is out of your reach again from now on.` : `What you opened on ${dayAndTime(fromAt)} is closed already.`}</p>
      {open && <Form submit="I have what I need" cancel={`/emergency/${id}`}>{null}</Form>}
    </div>
  );
}
