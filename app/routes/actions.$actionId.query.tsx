import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { queryAction } from "../models/followup/tracking.server.ts";
import { text, z } from "../shapes.server.ts";
import { Form, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Ask the panel – Panelroom" }];

const shape = () => z.object({ note: text("Say what you need to know", 3000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "query"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async ({ note }) => {
    await queryAction(ask, params.actionId!, note);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Ask the panel">
      <Form submit="Send the question" cancel={`/actions/${step.action.id}`}>
        <TextArea name="note" label="Your question" rows={3} hint="The chair, the coordinator and the members of the panel see it" />
      </Form>
    </StepPage>
  );
}
