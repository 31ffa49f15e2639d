import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, toIn } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { ownNotesOnSubject, writeOwnNote } from "../models/subjects/own-note.server.ts";
import { ownNoteShape } from "../own-note-shape.server.ts";
import { OwnNotePage } from "../ui/own-notes.tsx";

export const meta = () => [{ title: "My notes – Panelroom" }];

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await ownNotesOnSubject(ask, params.subjectId!)), to: toIn(request) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, ownNoteShape, async ({ ownNote, stay }) => {
    await writeOwnNote(ask, { subjectId: params.subjectId! }, ownNote);
    return done(request, { stay }, `/subjects/${params.subjectId}/own-notes`);
  });

export default function OnSubject() {
  const { notes, back, title, to } = useLoaderData<typeof loader>();
  return <OwnNotePage notes={notes} title={title} back={back} to={to} />;
}
