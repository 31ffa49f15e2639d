import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { completeAction } from "../models/followup/tracking.server.ts";
import { text, z } from "../shapes.server.ts";
import { Form, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Complete, with evidence – Panelroom" }];

const shape = () => z.object({ note: text("Enter the evidence: how anybody can see that it is done", 3000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "complete"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async ({ note }) => {
    await completeAction(ask, params.actionId!, note);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Complete, with evidence">
      <Form submit="Say that it is done" cancel={`/actions/${step.action.id}`}>
        <TextArea name="note" label="Evidence" rows={3} hint="What was done, when, and where it can be seen: a file reference, a letter, a system's number. Somebody outside your agency confirms it" />
      </Form>
    </StepPage>
  );
}
