import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { type Day, dayOf, type Instant } from "../core/days.ts";
import { type Grading, type Handled, type Handling, handlingInWords, isWider, readsText, whyNotGraded, type Withheld } from "../core/handling.ts";
import { notesInReach, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, allow, found } from "../core/refuse.ts";
import { noteOpened } from "../core/opened.server.ts";
import { panelIdsOf } from "../core/who.ts";
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

const handledOf = (row: Row, agencies: { id: string }[]): Handled => ({ handling: row.handling, agencyId: row.agency_id, agencyIds: agencies.map((one) => one.id), panelId: row.panel_id });

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
  const rows = (await rowsOf(ask).where("note.subject_id", "=", subjectId).orderBy("note.recorded_at", "desc").execute()).filter((row) => dayOf(row.recorded_at) <= asOf && (!row.ended_at || dayOf(row.ended_at) > asOf));
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

export interface NoteForm {
  panelId: string;
  text: string;
  contact: string;
  handling: Handling;
  agencyIds: string[];
  hidden: boolean;
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
      id, subject_id: subject.id, panel_id: panel.id, agency_id: ask.who.agencyId, handling: form.handling, hidden: await agreeHidden(form), text: form.text, contact: form.contact,
      source_grade: grading.source, information_grade: grading.information, handling_code: grading.code, conditions: grading.conditions, sanitised: form.handling === "shared" ? null : grading.sanitised, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id,
    }).execute();
    await nameAgencies(ask, id, panel.id, form);
    // Of a hidden one nobody's page may so much as read itself again.
    happened({ what: "note written", panelId: form.hidden ? null : panel.id, subjectId: subject.id, detail: id });
    return id;
  });

async function agreeHidden({ hidden, handling }: Pick<NoteForm, "hidden" | "handling">): Promise<number> {
  if (hidden && handling === "shared") throw new NotAgreed("What is shared with the panel cannot be hidden from it", "hidden");
  return hidden ? 1 : 0;
}

async function nameAgencies(ask: Ask, noteId: string, panelId: string, { handling, agencyIds }: Pick<NoteForm, "handling" | "agencyIds">): Promise<void> {
  await ask.db.deleteFrom("note_agency").where("note_id", "=", noteId).execute();
  if (handling !== "named agencies") return;
  const known = new Set((await agenciesOf(ask, panelId)).map((one) => one.id));
  const chosen = [...new Set(agencyIds)].filter((id) => id !== ask.who.agencyId);
  if (!chosen.length || chosen.some((id) => !known.has(id))) throw new NotAgreed("Choose the agencies for which it is", "agencyIds");
  for (const agency_id of chosen) await ask.db.insertInto("note_agency").values({ note_id: noteId, agency_id }).execute();
}

/** The agencies whose people sit in a panel, by name: those that a handling may name. */
const agenciesOf = (ask: Ask, panelId: string) =>
  ask.db.selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id").select(["agency.id", "agency.name", "agency.kind"]).distinct().where("membership.panel_id", "=", panelId)
    .where("membership.from_on", "<=", dayOf(ask.now)).where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", dayOf(ask.now))])).orderBy("agency.name").execute();

/** The panels to which this person may give a note about the subject. */
async function panelsToTell(ask: Ask, subjectId: string) {
  const ids = [...new Set([...panelIdsOf(ask.who), ...ask.who.guests.map((guest) => guest.panelId)])].filter((panelId) => may.writeNote(ask.who, { panelId }) || ask.who.guests.some((guest) => guest.panelId === panelId && may.writeNote(ask.who, { panelId, meetingId: guest.meetingId })));
  const panels = ids.length ? await ask.db.selectFrom("panel").select(["id", "name"]).where("id", "in", ids).orderBy("name").execute() : [];
  const reaching = [];
  for (const panel of panels) if (await subjectInReach({ ...ask, who: { ...ask.who, memberships: ask.who.memberships.filter((m) => m.panelId === panel.id), guests: ask.who.guests.filter((g) => g.panelId === panel.id) } }, subjectId).then(() => true, () => false)) reaching.push(panel);
  return reaching;
}

/** For the form of writing one. Opening is kept in the audit. Throws NotFound, NotAllowed. */
export const toWriteNote = (ask: Ask, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const panels = await panelsToTell(ask, subject.id);
    allow(panels.length > 0, "Members of a panel write notes");
    happened({ what: "record opened", subjectId: subject.id });
    const agency = await ask.db.selectFrom("agency").select("phone").where("id", "=", ask.who.agencyId).executeTakeFirst();
    return { head: headFor(subject), panels, agencies: await choices(ask, panels.map((panel) => panel.id)), contact: [ask.who.name, agency?.phone].filter(Boolean).join(", "), police: ask.who.agencyKind === "police", agency: ask.who.agencyName };
  });

async function choices(ask: Ask, panelIds: string[]) {
  const all = new Map<string, string>();
  for (const id of panelIds) for (const agency of await agenciesOf(ask, id)) if (agency.id !== ask.who.agencyId) all.set(agency.id, agency.name);
  return [...all].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** Those who have read the words of a note, and when first; not who wrote it. */
async function readersOf(ask: Ask, noteId: string, writerId: string): Promise<{ name: string; agency: string; at: Instant }[]> {
  const rows = await ask.db.selectFrom("news").innerJoin("person", "person.id", "news.person_id").innerJoin("agency", "agency.id", "news.agency_id").select(["person.id", "person.name", "agency.name as agency"]).select((eb) => eb.fn.min("news.at").as("at"))
    .where("news.what", "=", "note opened").where("news.detail", "=", noteId).where("person.id", "<>", writerId).groupBy(["person.id", "person.name", "agency.name"]).orderBy("at").execute();
  return rows.map(({ name, agency, at }) => ({ name, agency, at: at! }));
}

/** One note: its words or who holds them; for its own agency also who has read it, and for whom it was before. Opening is kept in the audit. Throws NotFound. */
export const noteOf = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const { row, agencies, note } = await noteInReach(ask, id);
    const subject = await subjectInReach(ask, row.subject_id);
    if (typeof note.text === "string") await noteRead(ask, happened, row);
    const changes = note.own ? await ask.db.selectFrom("note_change").innerJoin("person", "person.id", "note_change.by_id").select(["note_change.at", "note_change.was", "note_change.became", "note_change.reason", "note_change.lawful_basis as lawfulBasis", "person.name as by"]).where("note_id", "=", row.id).orderBy("at").execute() : [];
    return { head: headFor(subject), note, changes, readers: note.own ? await readersOf(ask, row.id, row.recorded_by_id) : [], agencyIds: note.own ? agencies.map((one) => one.id) : [], agencies: note.own ? await choices(ask, [row.panel_id]) : [] };
  });

export interface Rehandling {
  handling: Handling;
  agencyIds: string[];
  hidden: boolean;
  reason: string;
  lawfulBasis: string | null;
}

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
    const from = { handling: row.handling, agencyIds: agencies.map((one) => one.id) };
    const to = { handling: form.handling, agencyIds: form.handling === "named agencies" ? form.agencyIds : [] };
    const wider = isWider(from, to, (await agenciesOf(ask, row.panel_id)).filter((one) => one.id !== row.agency_id));
    if (wider && !form.lawfulBasis) throw new NotAgreed("Choose the lawful basis: more people will read it", "lawfulBasis");
    const fault = whyNotGraded({ source: row.source_grade, information: row.information_grade, code: row.handling_code, conditions: row.conditions, sanitised: row.sanitised }, form.handling);
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const hidden = await agreeHidden(form);
    await nameAgencies(ask, row.id, row.panel_id, form);
    const now = (await namedBy(ask, [row.id]))(row.id);
    const words = (handling: Handling, names: string[], isHidden: boolean) => `${handlingInWords(handling, names, row.panel)}${isHidden ? ", hidden from others" : ""}`;
    await ask.db.updateTable("note").set({ handling: form.handling, hidden }).where("id", "=", row.id).execute();
    await ask.db.insertInto("note_change").values({ id: newId(), note_id: row.id, at: ask.now.toISOString(), by_id: ask.who.id, was: words(row.handling, agencies.map((one) => one.name), row.hidden === 1), became: words(form.handling, now.map((one) => one.name), hidden === 1), wider: wider ? 1 : 0, reason: form.reason, lawful_basis: wider ? form.lawfulBasis : null }).execute();
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
