import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { handsPage, raiseHand } from "../models/meetings/hand.server.ts";
import { oneOf, z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Hands – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await handsPage(ask, params.meetingId!));

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ raised: oneOf(["yes", "no"], "Raise your hand, or lower it"), stay: z.string().optional() }), async (form) => {
    await raiseHand(ask, params.meetingId!, form.raised === "yes");
    return done(request, form, `/meetings/${params.meetingId}/live`);
  });

export default function HandsPage() {
  const { meeting, hands, up } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/meetings/${meeting.id}/live`, text: "Meeting" }]} caption={meeting.name} title="Hands" />
      {hands.length === 0 ? <Empty>No hand is up.</Empty> : <ol className="govuk-list govuk-list--number">{hands.map((hand) => <li key={hand.id}><strong>{hand.agency}</strong> {hand.name}{hand.speaking && " has the word"}</li>)}</ol>}
      <Form submit={up ? "Lower your hand" : "Raise your hand"} cancel={`/meetings/${meeting.id}/live`}><input type="hidden" name="raised" value={up ? "no" : "yes"} /></Form>
    </div>
  );
}
