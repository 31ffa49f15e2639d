import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { passOn } from "../models/followup/tracking.server.ts";
import { maybeId, maybeLine, maybeText, z } from "../shapes.server.ts";
import { Form, Select, TextArea, TextInput } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Pass on within your agency – Panelroom" }];

const shape = () => z.object({ personId: maybeId(), personName: maybeLine(), note: maybeText(1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "pass on"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await passOn(ask, params.actionId!, form);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Pass on within your agency">
      <Form submit="Pass it on" cancel={`/actions/${step.action.id}`}>
        <Select name="personId" label="Who takes it on" choices={step.people.map(({ value, label }) => ({ value, label }))} empty="Somebody without an account" />
        <TextInput name="personName" label="Or somebody without an account" width="20" />
        <TextArea name="note" label="Note" rows={3} />
      </Form>
    </StepPage>
  );
}
