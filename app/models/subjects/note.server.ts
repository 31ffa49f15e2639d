import { onceForReach } from "../core/alike.server.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { holds } from "../core/finding.ts";
import { type Grading, type Handling, handlingInWords, readsText, whyNotGraded, type Withheld } from "../core/handling.ts";
import { notesInReach, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, allow, found } from "../core/refuse.ts";
import { noteOpened } from "../core/opened.server.ts";
import { maySay } from "../core/saying.server.ts";
import { agenciesNamed, agencyChoices, handledOf, type HandlingForm, hiddenOf, ownContact, panelsToTell, readersOfWords, rehandled, type Rehandling } from "./handled.server.ts";
import { headFor } from "./reached.server.ts";

// What an agency knows of a subject, in its own words and under its own handling. Every way to a note goes through `shown`: who may not read it
// is given a value that says who holds it, or nothing.

/** A note as this person may have it. */
export interface NoteShown {
  id: string;
  agency: string;
  panel: string;
  on: Day;
  by: string;
  /** Null when the words are withheld: for whom they are is for those alone who read them. */
  handling: Handling | null;
  inWords: string;
  hidden: boolean;
  /** The words; or who holds them. */
  text: string | Withheld;
  /** What may be read by whoever reaches the subject, and on what conditions. */
  sanitised: string | null;
  conditions: string | null;
  /** For the police alone who read the words. */
  grade: string | null;
  /** The person's own agency's, so that they may make it for others or withdraw it. */
  own: boolean;
  ended: { on: Day; reason: string } | null;
}

const rowsOf = (ask: Ask) =>
  notesInReach(ask).innerJoin("agency", "agency.id", "note.agency_id").innerJoin("panel", "panel.id", "note.panel_id").innerJoin("person", "person.id", "note.recorded_by_id")
    .selectAll("note").select(["agency.name as agency", "panel.name as panel", "person.name as by"]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>["executeTakeFirstOrThrow"]>>;

async function namedBy(ask: Ask, noteIds: string[]) {
  const rows = noteIds.length ? await ask.db.selectFrom("note_agency").innerJoin("agency", "agency.id", "note_agency.agency_id").select(["note_id", "agency.id", "agency.name"]).where("note_id", "in", noteIds).orderBy("agency.name").execute() : [];
  return (noteId: string) => rows.filter((row) => row.note_id === noteId);
}

/** The note as this person may have it; null when they may not know of it. */
function shown(ask: Ask, row: Row, agencies: { id: string; name: string }[]): NoteShown | null {
  const reads = readsText(ask.who, handledOf(row, agencies));
  if (!reads && row.hidden === 1) return null;
  return {
    id: row.id, agency: row.agency, panel: row.panel, on: dayOf(row.recorded_at), by: row.by, handling: reads ? row.handling : null, own: row.agency_id === ask.who.agencyId, hidden: row.hidden === 1,
    inWords: reads ? handlingInWords(row.handling, agencies.map((one) => one.name), row.panel) : "Restricted",
    text: reads ? row.text : { by: row.agency, contact: row.contact },
    sanitised: row.sanitised, conditions: row.conditions,
    grade: reads && ask.who.agencyKind === "police" && row.source_grade ? `${row.source_grade}${row.information_grade}${row.handling_code}` : null,
    ended: row.ended_at ? { on: dayOf(row.ended_at), reason: reads ? (row.ended_reason ?? "") : "" } : null,
  };
}

const noteRead = (ask: Ask, happened: Happened, row: Pick<Row, "id" | "subject_id" | "panel_id">): Promise<void> =>
  noteOpened(ask, happened, "note opened", { panelId: row.panel_id, subjectId: row.subject_id, detail: row.id });

/** A subject's notes as of a day, newest first, withdrawn ones left out. What is read is noted. The subject must be in reach. Inside a look. */
export async function notesOf(ask: Ask, happened: Happened, subjectId: string, asOf: Day): Promise<NoteShown[]> {
  const all = await onceForReach(ask, `notes of ${subjectId}`, (ask) => rowsOf(ask).where("note.subject_id", "=", subjectId).orderBy("note.recorded_at", "desc").execute());
  const rows = all.filter((row) => dayOf(row.recorded_at) <= asOf && (!row.ended_at || dayOf(row.ended_at) > asOf));
  const agencies = await namedBy(ask, rows.map((row) => row.id));
  const notes: NoteShown[] = [];
  for (const row of rows) {
    const note = shown(ask, row, agencies(row.id));
    if (!note) continue;
    if (typeof note.text === "string") await noteRead(ask, happened, row);
    notes.push(note);
  }
  return notes;
}

/** Notes in reach whose words this person reads, and which hold all of `words`; of others what may be read by whoever reaches the subject. Newest first. What is read is noted, but for the last of `most`: of one more than is shown it is only told that there are more. Inside a look. */
export async function notesSaying(ask: Ask, happened: Happened, words: readonly string[], panelId: string | null, most: number): Promise<{ note: NoteShown; subjectId: string; words: string }[]> {
  let query = rowsOf(ask).where("note.ended_at", "is", null).where(maySay(["note.text", "note.sanitised", "note.conditions"], words)).orderBy("note.recorded_at", "desc").limit(mostLookedAt);
  if (panelId) query = query.where("note.panel_id", "=", panelId);
  const rows = await query.execute();
  const agencies = await namedBy(ask, rows.map((row) => row.id));
  const saying: { note: NoteShown; subjectId: string; words: string }[] = [];
  for (const row of rows) {
    const note = shown(ask, row, agencies(row.id));
    const text = note && [typeof note.text === "string" && note.text, note.sanitised, note.conditions].filter(Boolean).join("\n");
    if (!note || !text || !holds(text, words)) continue;
    if (typeof note.text === "string" && saying.length < most - 1) await noteRead(ask, happened, row);
    saying.push({ note, subjectId: row.subject_id, words: text });
    if (saying.length === most) break;
  }
  return saying;
}
const mostLookedAt = 2000;

/** The ids of a subject's notes, withdrawn ones too, of which this person may know; their words are not read. The subject must be in reach. */
export async function knownNotes(ask: Ask, subjectId: string): Promise<string[]> {
  const rows = await rowsOf(ask).where("note.subject_id", "=", subjectId).execute();
  const agencies = await namedBy(ask, rows.map((row) => row.id));
  return rows.filter((row) => shown(ask, row, agencies(row.id)) !== null).map((row) => row.id);
}

/** The note, when this person may know of it. Throws NotFound. */
export async function noteInReach(ask: Ask, id: string) {
  const row = found(await rowsOf(ask).where("note.id", "=", id).executeTakeFirst());
  const agencies = (await namedBy(ask, [row.id]))(row.id);
  const note = shown(ask, row, agencies);
  if (!note || (note.ended && !note.own)) throw new NotFound();
  return { row, agencies, note };
}

export interface NoteForm extends HandlingForm {
  panelId: string;
  text: string;
  contact: string;
  source: string | null;
  information: string | null;
  code: string | null;
  conditions: string | null;
  sanitised: string | null;
}

/** Writes a note on a subject's record, in the name of the person's agency. Returns its id. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const writeNote = (ask: Ask, subjectId: string, form: NoteForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const panel = (await panelsToTell(ask, subject.id)).find(({ id }) => id === form.panelId);
    if (!panel) throw new NotAgreed("Choose one of your panels", "panelId");
    const police = ask.who.agencyKind === "police";
    const grading: Grading = police ? form : { source: null, information: null, code: null, conditions: null, sanitised: null };
    const fault = whyNotGraded(grading, form.handling);
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const id = newId();
    await ask.db.insertInto("note").values({
      id, subject_id: subject.id, panel_id: panel.id, agency_id: ask.who.agencyId, handling: form.handling, hidden: hiddenOf(form), text: form.text, contact: form.contact,
      source_grade: grading.source, information_grade: grading.information, handling_code: grading.code, conditions: grading.conditions, sanitised: form.handling === "shared" ? null : grading.sanitised, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id,
    }).execute();
    await nameAgencies(ask, id, panel.id, form);
    // Of a hidden one nobody's page may so much as read itself again.
    happened({ what: "note written", panelId: form.hidden ? null : panel.id, subjectId: subject.id, detail: id });
    return id;
  });

async function nameAgencies(ask: Ask, noteId: string, panelId: string, form: HandlingForm): Promise<void> {
  await ask.db.deleteFrom("note_agency").where("note_id", "=", noteId).execute();
  for (const agency_id of await agenciesNamed(ask, panelId, form)) await ask.db.insertInto("note_agency").values({ note_id: noteId, agency_id }).execute();
}

/** For the form of writing one. Opening is kept in the audit. Throws NotFound, NotAllowed. */
export const toWriteNote = (ask: Ask, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const panels = await panelsToTell(ask, subject.id);
    allow(panels.length > 0, "Members of a panel write notes");
    happened({ what: "record opened", subjectId: subject.id });
    return { head: headFor(subject), panels, agencies: await agencyChoices(ask, panels.map((panel) => panel.id)), contact: await ownContact(ask), police: ask.who.agencyKind === "police", agency: ask.who.agencyName };
  });

/** One note: its words or who holds them; for its own agency also who has read it, and for whom it was before. Opening is kept in the audit. Throws NotFound. */
export const noteOf = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const { row, agencies, note } = await noteInReach(ask, id);
    const subject = await subjectInReach(ask, row.subject_id);
    if (typeof note.text === "string") await noteRead(ask, happened, row);
    const changes = note.own ? await ask.db.selectFrom("note_change").innerJoin("person", "person.id", "note_change.by_id").select(["note_change.at", "note_change.was", "note_change.became", "note_change.reason", "note_change.lawful_basis as lawfulBasis", "person.name as by"]).where("note_id", "=", row.id).orderBy("at").execute() : [];
    return { head: headFor(subject), note, changes, readers: note.own ? await readersOfWords(ask, "note opened", row.id, row.recorded_by_id) : [], agencyIds: note.own ? agencies.map((one) => one.id) : [], agencies: note.own ? await agencyChoices(ask, [row.panel_id]) : [] };
  });

async function ownNote(ask: Ask, id: string) {
  const one = await noteInReach(ask, id);
  allow(one.note.own, "The agency whose words they are decides this");
  if (one.row.ended_at) throw new NotAgreed("This note was withdrawn");
  return one;
}

/**
 * Makes a note for more people, or for fewer: always with a reason, and with a lawful basis where somebody will read it who did not. Who has
 * read it already stays on show. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const changeHandling = (ask: Ask, id: string, form: Rehandling): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { row, agencies } = await ownNote(ask, id);
    const { hidden, change } = await rehandled(ask, { handling: row.handling, hidden: row.hidden, agencies, agencyId: row.agency_id, panelId: row.panel_id }, form);
    const fault = whyNotGraded({ source: row.source_grade, information: row.information_grade, code: row.handling_code, conditions: row.conditions, sanitised: row.sanitised }, form.handling);
    if (fault) throw new NotAgreed(fault.message, fault.field);
    await nameAgencies(ask, row.id, row.panel_id, form);
    await ask.db.updateTable("note").set({ handling: form.handling, hidden }).where("id", "=", row.id).execute();
    await ask.db.insertInto("note_change").values({ ...change, note_id: row.id }).execute();
    happened({ what: "note handling changed", panelId: hidden && row.hidden === 1 ? null : row.panel_id, subjectId: row.subject_id, detail: row.id });
  });

/** Withdraws a note, with the reason: it is on no record any more; who read it stays known. Returns the subject's id. */
export const withdrawNote = (ask: Ask, id: string, reason: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { row } = await ownNote(ask, id);
    await ask.db.updateTable("note").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id, ended_reason: reason }).where("id", "=", row.id).execute();
    happened({ what: "note withdrawn", panelId: row.hidden === 1 ? null : row.panel_id, subjectId: row.subject_id, detail: row.id });
    return row.subject_id;
  });
