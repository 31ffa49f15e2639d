import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { noteProgress } from "../models/followup/tracking.server.ts";
import { text, ticked, z } from "../shapes.server.ts";
import { Form, TextArea, Tick } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Note progress – Panelroom" }];

const shape = () => z.object({ note: text("Say what was done", 3000), blocked: ticked() });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "note progress"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await noteProgress(ask, params.actionId!, form);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Note progress">
      <Form submit="Note it" cancel={`/actions/${step.action.id}`}>
        <TextArea name="note" label="What was done, what comes next" rows={3} />
        <Tick name="blocked" label="It is blocked" hint="Say above by what" />
      </Form>
    </StepPage>
  );
}
