import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { dayAndTime } from "../models/core/days.ts";
import { ownNotes } from "../models/subjects/own-note.server.ts";
import { Empty, PageTop } from "../ui/page.tsx";

export const meta = () => [{ title: "My notes – Panelroom" }];

export const loader = async ({ context: { ask } }: LoaderFunctionArgs) => json({ notes: await ownNotes(ask) });

export default function All() {
  const { notes } = useLoaderData<typeof loader>();
  return (
    <div className="narrow">
      <PageTop title="My notes" />
      <p className="govuk-body">Nobody else reads these. What you no longer need, delete.</p>
      {notes.length === 0 && <Empty>You have written no notes for yourself.</Empty>}
      <ul className="ownnotes__list">
        {notes.map((note) => (
          <li key={note.id}>
            {note.on ? <p className="govuk-body-s"><Link className="govuk-link" to={note.on.to}>{note.on.words}</Link></p> : <p className="govuk-body-s not-known">On something that is no longer shared with you</p>}
            {note.text !== null && <p className="ownnotes__text">{note.text}</p>}
            <p className="ownnotes__when">{dayAndTime(note.at)} <Link className="govuk-link" to={`/own-notes/${note.id}/removal`}>Delete<span className="govuk-visually-hidden"> my note of {dayAndTime(note.at)}</span></Link></p>
          </li>
        ))}
      </ul>
    </div>
  );
}
