import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, safePath } from "../back.server.ts";
import { pressed } from "../entry-shapes.server.ts";
import { submit } from "../form.server.ts";
import { dayAndTime } from "../models/core/days.ts";
import { ownNoteInReach, removeOwnNote } from "../models/subjects/own-note.server.ts";
import { Form } from "../ui/form.tsx";
import { PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "Delete my note – Panelroom" }];

export async function loader({ request, params, context: { ask } }: LoaderFunctionArgs) {
  const { at } = await ownNoteInReach(ask, params.ownNoteId!);
  return json({ at, back: safePath(new URL(request.url).searchParams.get("to"), "/own-notes") });
}

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, pressed, async () => {
    await removeOwnNote(ask, params.ownNoteId!);
    return done(request, {}, "/own-notes");
  });

export default function Remove() {
  const { at, back } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop title="Delete my note" />
      <p className="govuk-body">Your note of {dayAndTime(at)} is deleted for good.</p>
      <Form submit="Delete" warning cancel={back}>{null}</Form>
    </div>
  );
}
