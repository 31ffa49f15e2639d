import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { openStep } from "../models/followup/step.server.ts";
import { askForMoreTime } from "../models/followup/tracking.server.ts";
import { line, text, z } from "../shapes.server.ts";
import { DueInput } from "../ui/due-input.tsx";
import { Form, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Ask for more time – Panelroom" }];

const shape = () => z.object({ due: line("Enter the day that you ask for", 60), note: text("Say why more time is needed", 3000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "ask for more time"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await askForMoreTime(ask, params.actionId!, form);
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Ask for more time">
      <Form submit="Ask for it" cancel={`/actions/${step.action.id}`}>
        <p className="govuk-body">Due {shortDay(step.action.dueOn)}. The first date is kept.</p>
        <DueInput name="due" label="Until when" today={step.today} />
        <TextArea name="note" label="Why" rows={3} />
      </Form>
    </StepPage>
  );
}
