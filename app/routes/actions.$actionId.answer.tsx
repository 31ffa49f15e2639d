import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { answerQuery } from "../models/followup/tracking.server.ts";
import { text, z } from "../shapes.server.ts";
import { Form, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Write to the owner – Panelroom" }];

const shape = () => z.object({ note: text("Say what the owner should know", 3000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "answer"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async ({ note }) => {
    await answerQuery(ask, params.actionId!, note);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Write to the owner">
      <Form submit="Send" cancel={`/actions/${step.action.id}`}>
        <TextArea name="note" label="What the owner should know" rows={3} hint="Write no more than the briefing gives them: its owner may be outside the panel" />
      </Form>
    </StepPage>
  );
}
