import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { riskShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf, refOf } from "../models/followup/amend.server.ts";
import { recordRisk } from "../models/followup/risk-decision.server.ts";
import { RiskFields } from "../ui/entry-forms.tsx";
import { initialRisk } from "../ui/entry-initial.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Record the level agreed – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  return json({ desk, back });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, riskShape, async (form) => {
    const id = await recordRisk(ask, params.itemId!, form);
    return done(request, form, `/items/${params.itemId}/read-back`, id, await refOf(ask, "risk", id));
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Record the level agreed">
      <Form submit="Record the level" cancel={back} initial={initialRisk(desk.choices)}>
        <RiskFields choices={desk.choices} />
      </Form>
    </EntryPage>
  );
}
