import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { issueAction } from "../models/followup/action.server.ts";
import { amendmentOf } from "../models/followup/amend.server.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Issue an action now – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const { desk } = await amendmentOf(ask, "action", params.actionId!);
  const entry = desk.entries.find((e) => e.id === params.actionId);
  return json({ desk, title: entry?.title ?? "", back: safePath(new URL(request.url).searchParams.get("to"), liveOf(desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async (form) => done(request, form, `/items/${await issueAction(ask, params.actionId!)}/read-back`));

export default function Page() {
  const { desk, title, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Issue an action now">
      <p className="lead">{title}</p>
      <p className="govuk-body">It goes to its owner at once, marked as not agreed yet.</p>
      <Form submit="Issue the action now" cancel={back}>{null}</Form>
    </EntryPage>
  );
}
