import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { shortDay } from "../models/core/days.ts";
import { noteOf } from "../models/subjects/note.server.ts";
import { HandlingHistory } from "../ui/handled.tsx";
import { NoteWords } from "../ui/notes.tsx";
import { ButtonLink, Notice } from "../ui/page.tsx";
import { FormTop } from "../ui/record-form.tsx";

export const meta = () => [{ title: "Note – Panelroom" }];

export const loader = async ({ params, context: { ask } }: LoaderFunctionArgs) => json(await noteOf(ask, params.noteId!));

export default function Note() {
  const { head, note, readers, changes } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <FormTop head={head} title="Note">
        {note.own && !note.ended && <ButtonLink to={`/notes/${note.id}/handling`}>Change who may read it</ButtonLink>}
        {note.own && !note.ended && <ButtonLink to={`/notes/${note.id}/withdrawal`}>Withdraw it</ButtonLink>}
      </FormTop>
      {note.ended && <Notice kind="warning" title={`Withdrawn ${shortDay(note.ended.on)}`}>{note.ended.reason}</Notice>}
      <NoteWords note={note} alone />
      {note.own && <HandlingHistory readers={readers} changes={changes} done="read" />}
    </div>
  );
}
