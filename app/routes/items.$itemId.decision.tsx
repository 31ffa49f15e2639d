import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { decisionShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf, refOf } from "../models/followup/amend.server.ts";
import { recordDecision } from "../models/followup/decision.server.ts";
import { DecisionFields } from "../ui/entry-forms-other.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Record a decision – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  return json({ desk, back });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, decisionShape, async ({ stay, itemId: _, ...form }) => {
    const id = await recordDecision(ask, params.itemId!, form);
    return done(request, { stay }, `/items/${params.itemId}/read-back`, id, await refOf(ask, "decision", id));
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Record a decision">
      <Form submit="Record the decision" cancel={back}>
        <DecisionFields choices={desk.choices} />
      </Form>
    </EntryPage>
  );
}
