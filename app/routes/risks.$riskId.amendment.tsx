import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { riskShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { amendmentOf } from "../models/followup/amend.server.ts";
import { amendRisk } from "../models/followup/risk-decision.server.ts";
import { RiskFields } from "../ui/entry-forms.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Amend a level – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const amendment = await amendmentOf(ask, "risk", params.riskId!);
  return json({ ...amendment, back: safePath(new URL(request.url).searchParams.get("to"), liveOf(amendment.desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, riskShape, async ({ itemId, ...form }) => {
    const at = await amendRisk(ask, params.riskId!, form, itemId);
    return done(request, form, `/items/${at}/read-back`);
  });

export default function Page() {
  const { desk, initial, items, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Amend a level">
      <Form submit="Keep the changes" cancel={back} initial={initial}>
        <RiskFields choices={desk.choices} items={items} />
      </Form>
    </EntryPage>
  );
}
