import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { handBack } from "../models/followup/tracking.server.ts";
import { text, z } from "../shapes.server.ts";
import { Form, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Hand back as not ours – Panelroom" }];

const shape = () => z.object({ note: text("Say why it is not yours", 3000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "hand back"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async ({ note }) => {
    await handBack(ask, params.actionId!, note);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Hand back as not ours">
      <Form submit="Hand it back" warning cancel={`/actions/${step.action.id}`}>
        <TextArea name="note" label="Why it is not yours" rows={3} hint="The panel gives it a new owner; until then it stays in your list as handed back" />
      </Form>
    </StepPage>
  );
}
