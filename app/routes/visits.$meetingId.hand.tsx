import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { visitInReach } from "../models/core/reach.server.ts";
import { isHandUp, raiseHandInvited } from "../models/meetings/hand.server.ts";
import { oneOf, z } from "../shapes.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Your hand – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  await visitInReach(ask, params.meetingId!);
  return json({ meetingId: params.meetingId!, up: await isHandUp(ask, params.meetingId!) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, z.object({ raised: oneOf(["yes", "no"], "Raise your hand, or lower it") }), async ({ raised }) => {
    await raiseHandInvited(ask, params.meetingId!, raised === "yes");
    return redirect(`/visits/${params.meetingId}`);
  });

export default function VisitHand() {
  const { meetingId, up } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop crumbs={[{ to: `/visits/${meetingId}`, text: "Your item" }]} title={up ? "Your hand is up" : "Raise your hand"} />
      <Form submit={up ? "Lower your hand" : "Raise your hand"} cancel={`/visits/${meetingId}`}><input type="hidden" name="raised" value={up ? "no" : "yes"} /></Form>
    </div>
  );
}
