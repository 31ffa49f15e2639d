import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { sharingShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { openDeskOf, refOf, sharingFrom } from "../models/followup/amend.server.ts";
import { recordSharing } from "../models/followup/sharing.server.ts";
import { SharingFields } from "../ui/entry-forms.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Record a sharing decision – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  const from = new URL(request.url).searchParams.get("from");
  return json({ desk, back, filled: from ? await sharingFrom(ask, params.itemId!, from) : desk.choices.usual });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, sharingShape, async (form) => {
    const id = await recordSharing(ask, params.itemId!, form);
    return done(request, form, `/items/${params.itemId}/read-back`, id, await refOf(ask, "sharing", id));
  });

export default function Page() {
  const { desk, back, filled } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Record a sharing decision">
      <Form submit="Record the decision" cancel={back} initial={filled}>
        <SharingFields choices={desk.choices} standing={desk.item.kind === "standing"} />
      </Form>
    </EntryPage>
  );
}
