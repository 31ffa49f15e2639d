import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { amendmentOf } from "../models/followup/amend.server.ts";
import { removeChoice } from "../models/followup/measure-choice.server.ts";
import { EntryPage, liveOf } from "../ui/entry-page.tsx";
import { Form } from "../ui/form.tsx";

export const meta = () => [{ title: "Remove a measure – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const { desk } = await amendmentOf(ask, "measure", params.chosenId!);
  const entry = desk.entries.find((e) => e.id === params.chosenId);
  return json({ desk, title: entry?.title ?? "", back: safePath(new URL(request.url).searchParams.get("to"), liveOf(desk)) });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async (form) => done(request, form, `/items/${await removeChoice(ask, params.chosenId!)}/read-back`));

export default function Page() {
  const { desk, title, back } = useLoaderData<typeof loader>();
  return (
    <EntryPage desk={desk} back={back} title="Remove a measure">
      <p className="lead">{title}</p>
      <p className="govuk-body">It goes from the item and from the record. That it was recorded and removed stays in the audit.</p>
      <Form submit="Remove it" warning cancel={back}>{null}</Form>
    </EntryPage>
  );
}
