import { type ActionFunctionArgs, json, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { submit } from "../form.server.ts";
import { allow } from "../models/core/refuse.ts";
import { noteOf, withdrawNote } from "../models/subjects/note.server.ts";
import { text, z } from "../shapes.server.ts";
import { Form, TextArea } from "../ui/form.tsx";
import { NoteWords } from "../ui/notes.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Withdraw a note – Panelroom" }];

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const page = await noteOf(ask, params.noteId!);
  allow(page.note.own && !page.note.ended, "The agency whose words they are decides this");
  return json(page);
}

const withdrawing = () => z.object({ reason: text("Say why", 2000) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, withdrawing, async ({ reason }) => redirect(`/subjects/${await withdrawNote(ask, params.noteId!, reason)}#notes`));

export default function WithdrawNote() {
  const { head, note } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Withdraw this note" />
      <NoteWords note={note} alone />
      <p className="govuk-body">It leaves the record for everybody but {note.agency}. Who has read it stays known.</p>
      <Form submit="Withdraw the note" cancel={`/notes/${note.id}`} warning>
        <TextArea name="reason" label="Why?" rows={2} />
      </Form>
    </div>
  );
}
