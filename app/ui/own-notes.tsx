import { Link, useFetcher } from "@remix-run/react";
import { useEffect, useState } from "react";
import { dayAndTime } from "../models/core/days.ts";
import type { OwnNote } from "../models/subjects/own-note.ts";
import { Stay } from "./desk.tsx";
import { Form, TextArea } from "./form.tsx";
import { PageTop } from "./page.tsx";

interface Props {
  notes: readonly OwnNote[];
  /** The page of one's notes on this item or record, where the form posts. */
  action: string;
  /** Where the form, and whoever deletes a note, is led back to. */
  to: string;
  heading?: 2 | 3 | 4;
  /** What they are on, for those who do not see where they stand. */
  of?: string;
}

const query = (to: string) => `?to=${encodeURIComponent(to)}`;

/** What the reader noted for themselves, with the way to write more. Nobody else is ever shown it, and it is not printed. */
export function OwnNotes({ notes, action, to, of = "" }: Props) {
  return (
    <div className="ownnotes noprint">
      <NoteList notes={notes} to={to} />
      <Link className="govuk-link ownnotes__more" to={action + query(to)}>Note for myself<span className="govuk-visually-hidden"> {of}</span></Link>
    </div>
  );
}

/** The same with a place to write, which stays on the page. One to a page. */
export function OwnNotesHere({ notes, action, to, heading = 2 }: Props) {
  const fetcher = useFetcher();
  const H = `h${heading}` as "h2" | "h3" | "h4";
  const [kept, setKept] = useState(0);
  // What was kept leaves the box empty.
  useEffect(() => {
    if ((fetcher.data as { done?: unknown } | undefined)?.done) setKept((n) => n + 1);
  }, [fetcher.data]);
  return (
    <section className="card ownnotes noprint" aria-labelledby="own-notes">
      <H className="govuk-heading-s ownnotes__head" id="own-notes">My notes</H>
      <NoteList notes={notes} to={to} />
      <Form key={kept} submit="Keep" action={action + query(to)} fetcher={fetcher} className="ownnotes__form">
        <Stay />
        <OwnNoteField rows={2} />
      </Form>
    </section>
  );
}

const OwnNoteField = ({ rows }: { rows: number }) => <TextArea name="ownNote" label="Note for yourself" hint="Only you read it: it is in no paper, and nobody else can open it" rows={rows} />;

const NoteList = ({ notes, to }: { notes: readonly OwnNote[]; to: string }) =>
  notes.length ? (
    <ul className="ownnotes__list" aria-label="My notes">
      {notes.map((note) => (
        <li key={note.id}>
          <p className="ownnotes__text">{note.text}</p>
          <p className="ownnotes__when">{dayAndTime(note.at)} <Link className="govuk-link" to={`/own-notes/${note.id}/removal${query(to)}`}>Delete<span className="govuk-visually-hidden"> my note of {dayAndTime(note.at)}</span></Link></p>
        </li>
      ))}
    </ul>
  ) : null;

/** The page of one's own notes on one thing. */
export const OwnNotePage = ({ notes, title, back, to }: { notes: readonly OwnNote[]; title: string; back: string; to: string }) => (
  <div className="narrow">
    <PageTop crumbs={[{ to: back, text: "Back" }, { to: "/own-notes", text: "My notes" }]} title={`My notes on ${title}`} />
    <NoteList notes={notes} to={back} />
    <Form submit="Keep" cancel={back} action={to || undefined}><OwnNoteField rows={4} /></Form>
  </div>
);
