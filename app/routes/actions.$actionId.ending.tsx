import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { endAction } from "../models/followup/tracking.server.ts";
import { oneOf, text, z } from "../shapes.server.ts";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "End it undone – Panelroom" }];

const shape = () => z.object({ state: oneOf(["not possible", "not done", "superseded", "cancelled"], "Choose how it ended"), note: text("Say why", 3000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "end"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await endAction(ask, params.actionId!, form);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="End it undone">
      <Form submit="End it" warning cancel={`/actions/${step.action.id}`}>
        <Radios
          name="state" label="How it ended"
          choices={[
            { value: "not possible", label: "Not possible: circumstances changed", hint: "Nobody could have done it any more" },
            { value: "not done", label: "Not done by the agency", hint: "It could have been done and was not" },
            { value: "superseded", label: "Superseded", hint: "Another action takes its place: give its reference below" },
            { value: "cancelled", label: "Cancelled" },
          ]}
        />
        <TextArea name="note" label="Reason" rows={3} />
      </Form>
    </StepPage>
  );
}
