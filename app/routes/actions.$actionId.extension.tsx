import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { shortDay } from "../models/core/days.ts";
import { openStep } from "../models/followup/step.server.ts";
import { decideOnTime } from "../models/followup/tracking.server.ts";
import { maybeText, oneOf, z } from "../shapes.server.ts";
import { Form, Radios, TextArea } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Decide on more time – Panelroom" }];

const shape = () => z.object({ decision: oneOf(["granted", "refused"], "Choose whether it is granted"), note: maybeText(1000) });

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await openStep(ask, params.actionId!, "decide on more time"));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await decideOnTime(ask, params.actionId!, { granted: form.decision === "granted", note: form.note });
    return redirect(`/actions/${params.actionId}`);
  });

export default function Page() {
  const step = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Decide on more time">
      <Form submit="Decide" cancel={`/actions/${step.action.id}`}>
        {step.asked && <p className="govuk-body">Due {shortDay(step.action.dueOn)}; asked for: <strong>{shortDay(step.asked.dueOn)}</strong>. {step.asked.note}</p>}
        <Radios name="decision" label="More time is" choices={["granted", "refused"]} inline />
        <TextArea name="note" label="Note" rows={3} hint="Needed when it is refused" />
      </Form>
    </StepPage>
  );
}
