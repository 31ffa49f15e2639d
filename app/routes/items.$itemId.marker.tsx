import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { markerShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf, refOf } from "../models/followup/amend.server.ts";
import { recordMarker } from "../models/followup/marker-request.server.ts";
import { MarkerFields } from "../ui/entry-forms-other.tsx";
import { initialMarker } from "../ui/entry-initial.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Ask for a marker – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  return json({ desk, back });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, markerShape, async ({ stay, itemId: _, ...form }) => {
    const id = await recordMarker(ask, params.itemId!, form);
    return done(request, { stay }, `/items/${params.itemId}/read-back`, id, await refOf(ask, "marker", id));
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Ask for a marker">
      <Form submit="Record the marker" cancel={back} initial={initialMarker(desk.choices)}>
        <MarkerFields choices={desk.choices} />
      </Form>
    </EntryPage>
  );
}
