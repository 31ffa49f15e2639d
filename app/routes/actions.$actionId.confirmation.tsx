import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { confirmAction } from "../models/followup/tracking.server.ts";
import { maybeText, oneOf, z } from "../shapes.server.ts";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Confirm or send back – Panelroom" }];

const shape = () => z.object({ decision: oneOf(["accepted", "sent back"], "Choose whether the evidence is accepted"), note: maybeText(2000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "confirm"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await confirmAction(ask, params.actionId!, { accepted: form.decision === "accepted", note: form.note });
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Confirm or send back">
      <Form submit="Keep the decision" cancel={`/actions/${step.action.id}`}>
        <h2 className="govuk-heading-s">Evidence</h2>
        <p className="govuk-inset-text evidence">{step.evidence}</p>
        <Radios name="decision" label="The evidence is" choices={["accepted", "sent back"]} />
        <TextArea name="note" label="Note" rows={3} hint="Needed when it is sent back: what is missing" />
      </Form>
    </StepPage>
  );
}
