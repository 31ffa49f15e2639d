import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { markerShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { amendmentOf } from "../models/followup/amend.server.ts";
import { amendMarker } from "../models/followup/marker-request.server.ts";
import { MarkerFields } from "../ui/entry-forms-other.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Amend a marker – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const amendment = await amendmentOf(ask, "marker", params.markerId!);
  return json({ ...amendment, back: safePath(new URL(request.url).searchParams.get("to"), liveOf(amendment.desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, markerShape, async ({ itemId, stay, ...form }) => {
    const at = await amendMarker(ask, params.markerId!, form, itemId);
    return done(request, { stay }, `/items/${at}/read-back`);
  });

export default function Page() {
  const { desk, initial, items, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Amend a marker">
      <Form submit="Keep the changes" cancel={back} initial={initial}>
        <MarkerFields choices={desk.choices} items={items} />
      </Form>
    </EntryPage>
  );
}
