import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { done, toIn } from "../back.server.ts";
import { submit } from "../form.server.ts";
import { ownNotesOnItem, writeOwnNote } from "../models/subjects/own-note.server.ts";
import { ownNoteShape } from "../own-note-shape.server.ts";
import { OwnNotePage } from "../ui/own-notes.tsx";

export const meta = () => [{ title: "My notes – Panelroom" }];

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => json({ ...(await ownNotesOnItem(ask, params.itemId!)), to: toIn(request) });

export const action = ({ request, params, context: { ask } }: ActionFunctionArgs) =>
  submit(request, ownNoteShape, async ({ ownNote, stay }) => {
    await writeOwnNote(ask, { itemId: params.itemId! }, ownNote);
    return done(request, { stay }, `/items/${params.itemId}/own-notes`);
  });

export default function OnItem() {
  const { notes, back, title, to } = useLoaderData<typeof loader>();
  return <OwnNotePage notes={notes} title={title} back={back} to={to} />;
}
