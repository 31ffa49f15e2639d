import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { actionShape } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { recordAction } from "../models/followup/action.server.ts";
import { openDeskOf, refOf } from "../models/followup/amend.server.ts";
import { ActionFields } from "../ui/entry-forms.tsx";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Record an action – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const desk = await openDeskOf(ask, params.itemId!);
  const back = safePath(new URL(request.url).searchParams.get("to"), liveOf(desk));
  return json({ desk, back });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, actionShape, async (form) => {
    const id = await recordAction(ask, params.itemId!, form);
    return done(request, form, `/items/${params.itemId}/read-back`, id, await refOf(ask, "action", id));
  });

export default function Page() {
  const { desk, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Record an action">
      {desk.choices.doings.length > 0 && <p className="govuk-body"><Link className="govuk-link" to={`/items/${desk.item.id}/carrying-on?to=${encodeURIComponent(back)}`}>Carry on with an open action</Link> about {desk.item.subject?.ref} instead ({desk.choices.doings.length} open).</p>}
      <Form submit="Record the action" cancel={back} initial={{ subjects: desk.item.subject ? [desk.item.subject.id] : [] }}>
        <ActionFields choices={desk.choices} />
      </Form>
    </EntryPage>
  );
}
