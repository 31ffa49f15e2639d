import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { actionShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { amendAction } from "../models/followup/action.server.ts";
import { amendmentOf } from "../models/followup/amend.server.ts";
import { ActionFields } from "../ui/entry-forms.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Amend an action – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const amendment = await amendmentOf(ask, "action", params.actionId!);
  return json({ ...amendment, back: safePath(new URL(request.url).searchParams.get("to"), liveOf(amendment.desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, actionShape, async ({ itemId, ...form }) => {
    const at = await amendAction(ask, params.actionId!, form, itemId);
    return done(request, form, `/items/${at}/read-back`);
  });

export default function Page() {
  const { desk, initial, items, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Amend an action">
      <Form submit="Keep the changes" cancel={back} initial={initial}>
        <ActionFields choices={desk.choices} items={items} />
      </Form>
    </EntryPage>
  );
}
