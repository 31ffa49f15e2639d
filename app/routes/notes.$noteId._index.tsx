import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { noteOf } from "../models/subjects/note.server.ts";
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
      {note.own && (
        <>
          <section aria-labelledby="readers">
            <h2 className="govuk-heading-s" id="readers">Who has read it</h2>
            {readers.length === 0 ? <p className="govuk-body">Nobody else yet.</p> : <ul className="govuk-list govuk-list--bullet">{readers.map((one) => <li key={`${one.name} ${one.at}`}>{one.name}, {one.agency}, first {dayAndTime(one.at)}</li>)}</ul>}
          </section>
          {changes.length > 0 && (
            <section aria-labelledby="changes">
              <h2 className="govuk-heading-s" id="changes">For whom it was</h2>
              <ol className="govuk-list govuk-list--number">{changes.map((one) => <li key={one.at}>{one.was}, until {dayAndTime(one.at)}, when {one.by} made it “{one.became}”: {one.reason}{one.lawfulBasis && ` (${one.lawfulBasis})`}</li>)}</ol>
            </section>
          )}
        </>
      )}
    </div>
  );
}
