import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { sharingShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { amendmentOf } from "../models/followup/amend.server.ts";
import { amendSharing } from "../models/followup/sharing.server.ts";
import { SharingFields } from "../ui/entry-forms.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Amend a sharing decision – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const amendment = await amendmentOf(ask, "sharing", params.sharingId!);
  return json({ ...amendment, back: safePath(new URL(request.url).searchParams.get("to"), liveOf(amendment.desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, sharingShape, async ({ itemId, ...form }) => {
    const at = await amendSharing(ask, params.sharingId!, form, itemId);
    return done(request, form, `/items/${at}/read-back`);
  });

export default function Page() {
  const { desk, initial, items, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Amend a sharing decision">
      <Form submit="Keep the changes" cancel={back} initial={initial}>
        <SharingFields choices={desk.choices} items={items} />
      </Form>
    </EntryPage>
  );
}
