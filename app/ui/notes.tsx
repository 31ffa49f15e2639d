import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { dayAndTime, shortDay } from "../models/core/days.ts";
import { type Handling, handlings, lawfulBases } from "../models/core/handling.ts";
import type { NoteShown } from "../models/subjects/note.server.ts";
import { Checkboxes, Form, Radios, Select, TextArea, Tick } from "./form.tsx";
import { Notice } from "./page.tsx";
import { useAlone } from "./record/way.tsx";

/** Notes of a subject: the words of those that this person reads; of others, who holds them. */
export const Notes = ({ notes }: { notes: NoteShown[] }) =>
  notes.length === 0 ? <p className="not-known">None</p> : <ul className="notes">{notes.map((note) => <li key={note.id}><NoteWords note={note} /></li>)}</ul>;

/** One note, with the way to it. */
export function NoteWords({ note, alone = false }: { note: NoteShown; alone?: boolean }) {
  const noWay = useAlone() || alone;
  return (
    <div className={`note${note.handling === "shared" ? "" : " note--restricted"}`}>
      <p className="note__top">
        <strong>{note.agency}</strong>
        <span className="note__for">{note.inWords}{note.hidden && ", hidden from others"}</span>
        {note.grade && <span className="note__grade" title="Source, information, handling (3×5×2)">{note.grade}</span>}
      </p>
      {typeof note.text === "string" ? <p className="note__text">{note.text}</p> : !note.sanitised && <p className="note__held">Held by {note.text.by}: contact {note.text.contact}.</p>}
      {note.sanitised && <p className="note__text">{typeof note.text === "string" && <span className="note__label">For the panel: </span>}{note.sanitised}</p>}
      {note.conditions && <p className="note__held">Conditions: {note.conditions}</p>}
      <p className="note__foot">
        {note.by}, {shortDay(note.on)}, to {note.panel}{typeof note.text !== "string" && note.sanitised && `. More is held by ${note.text.by}: contact ${note.text.contact}`}
        {!noWay && <> · <Link className="govuk-link" to={`/notes/${note.id}`}>{note.own ? "Who has read it, for whom it is" : "Open"}<span className="govuk-visually-hidden">: note of {note.agency}, {shortDay(note.on)}</span></Link></>}
      </p>
    </div>
  );
}

const labels: Record<Handling, string> = {
  shared: "Everybody on the panel who reaches this record", "named agencies": "Agencies that I name", police: "Police only", health: "Health only", chair: "Chair and deputy only",
};

type Thing = "note" | "link" | "file" | "minutes" | null;

/** For whom a note, a link, a file or restricted minutes are. `thing` is null where that it is there is known to all who reach it. `apart`: what is for the whole panel has another place. */
export const HandlingFields = ({ agencies, own, thing = "note", label = thing === "minutes" ? "Who may read them?" : "Who may read it?", apart = false }: { agencies: { id: string; name: string }[]; own: string; thing?: Thing; label?: string; apart?: boolean }) => (
  <>
    <Radios name="handling" label={label} hint={`${own} always reads its own words`} choices={handlings.filter((value) => !apart || value !== "shared").map((value) => ({ value, label: value === "shared" && thing === "minutes" ? "Everybody on the panel who reaches this item" : labels[value] }))} />
    <Checkboxes name="agencyIds" label="If you name agencies: which?" choices={agencies.map((one) => ({ value: one.id, label: one.name }))} />
    {thing && <Tick name="hidden" label={thing === "minutes" ? "Others may not know that there are any" : `Others may not know that there is a ${thing}`} hint={`Without this they read who holds ${thing === "minutes" ? "them" : "it"} and whom to ask.${apart ? "" : " Not for what is shared with the panel."}`} />}
  </>
);

interface RehandlingProps {
  cancel: string;
  initial: { handling: string; agencyIds: string[]; hidden?: string };
  readers: { name: string; agency: string }[];
  changes?: { at: string; by: string; was: string; became: string; reason: string; lawfulBasis: string | null }[];
  agencies: { id: string; name: string }[];
  own: string;
  thing: Thing;
  /** What its readers did. */
  done?: "read" | "opened";
  /** The proof, which a route must show itself. */
  children: ReactNode;
}

/** Making a note, a link, a file, restricted minutes or an answer for more people, or for fewer: who has read it already, what was changed before, and the form. */
export const Rehandling = ({ cancel, initial, readers, changes = [], agencies, own, thing, done = "read", children }: RehandlingProps) => (
  <>
    {readers.length > 0 && <Notice title={`Already ${done} by`}>{readers.map((one) => `${one.name} (${one.agency})`).join(", ")}. They have {done} {thing === "minutes" ? "them" : "it"}, whatever you choose now.</Notice>}
    {changes.length > 0 && <ul className="govuk-list">{changes.map((one) => <li key={one.at}>{dayAndTime(one.at)}, {one.by}: from “{one.was}” to “{one.became}”, for {one.reason}{one.lawfulBasis && ` (${one.lawfulBasis})`}</li>)}</ul>}
    <Form submit="Change" cancel={cancel} initial={{ ...initial, lawfulBasis: "" }}>
      <HandlingFields agencies={agencies} own={own} thing={thing} />
      <TextArea name="reason" label="Why?" rows={2} />
      <Select name="lawfulBasis" label="Lawful basis, when more people will read it" choices={lawfulBases} empty="Fewer people, or the same" />
      {children}
    </Form>
  </>
);
