import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { openStep } from "../models/followup/step.server.ts";
import { reassign } from "../models/followup/tracking.server.ts";
import { maybeId, maybeLine, maybeText, z } from "../shapes.server.ts";
import { Form, Select, TextArea, TextInput } from "../ui/form.tsx";
import { StepPage } from "../ui/step-page.tsx";

export const meta = () => [{ title: "Give it a new owner – Panelroom" }];

const shape = () => z.object({ agencyId: maybeId(), personId: maybeId(), personName: maybeLine(), note: maybeText(1000) });

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) =>
  json({ ...(await openStep(ask, params.actionId!, "reassign")), back: safePath(new URL(request.url).searchParams.get("to"), `/actions/${params.actionId}`) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, shape, async (form) => {
    await reassign(ask, params.actionId!, form);
    return done(request, {}, `/actions/${params.actionId}`);
  });

export default function Page() {
  const { back, ...step } = useLoaderData<typeof loader>();
  return (
    <StepPage step={step} title="Give it a new owner">
      <Form submit="Give it over" cancel={back}>
        <div className="pair">
          <Select name="personId" label="Owner" choices={step.people} empty="Nobody named yet" />
          <Select name="agencyId" label="Owning agency" choices={step.agencies} empty="The owner's own" />
        </div>
        <TextInput name="personName" label="Owner without an account" width="20" />
        <TextArea name="note" label="Note" rows={3} />
      </Form>
    </StepPage>
  );
}
