import { onceForReach } from "../core/alike.server.ts";
import { isOutside } from "../core/who.ts";
import { createHash } from "node:crypto";
import { may, mayWorkOn, ofMeeting } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import { type Handling, handlingInWords, readsText, type Withheld } from "../core/handling.ts";
import { isNewlyOpened, noteOpened } from "../core/opened.server.ts";
import { actionInReach, filesInReach, itemInReach, subjectInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed, NotFound } from "../core/refuse.ts";
import { type FileKind, fileKindName, mostFiles, savedAs, sizeInWords, whyNotTake } from "./file.ts";
import { hasMacros, kindOf } from "./file-content.server.ts";
import { agenciesNamed, agencyChoices, handledOf, type HandlingForm, hiddenOf, ownContact, panelsToTell, readersOfWords, rehandled, type Rehandling } from "./handled.server.ts";

// Files of agencies: what a note is, with bytes. Every way to one goes through `shown`: who may not open it is told who holds it, or nothing.

/** What a file is added to: a record, an item of a meeting (a paper), or an action (evidence). */
export type FilePlace = { subjectId: string } | { itemId: string } | { actionId: string };

/** A file as this person may have it. */
export interface FileShown {
  id: string;
  agency: string;
  by: string;
  at: Instant;
  /** What it is called; or who holds it. */
  title: string | Withheld;
  /** "PDF, 1.4 MB"; empty where it is withheld. */
  inWords: string;
  forWhom: string;
  hidden: boolean;
  own: boolean;
  /** Added to an item after its agenda went out. */
  late: boolean;
  ended: { at: Instant; reason: string } | null;
}

const rowsOf = (ask: Ask) =>
  filesInReach(ask).innerJoin("agency", "agency.id", "file.agency_id").innerJoin("panel", "panel.id", "file.panel_id").innerJoin("person", "person.id", "file.added_by_id")
    .leftJoin("action", "action.id", "file.action_id").leftJoin("item", "item.id", "file.item_id").leftJoin("meeting", "meeting.id", "item.meeting_id")
    .selectAll("file").select(["agency.name as agency", "panel.name as panel", "person.name as by", "meeting.published_at", "action.meeting_id as action_meeting_id"]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>["executeTakeFirstOrThrow"]>>;

async function namedBy(ask: Ask, fileIds: string[]) {
  const rows = fileIds.length ? await ask.db.selectFrom("file_agency").innerJoin("agency", "agency.id", "file_agency.agency_id").select(["file_id", "agency.id", "agency.name"]).where("file_id", "in", fileIds).orderBy("agency.name").execute() : [];
  return (fileId: string) => rows.filter((row) => row.file_id === fileId);
}

function shown(ask: Ask, row: Row, agencies: { id: string; name: string }[]): FileShown | null {
  // What is shared is shared with the panel: an owner who sits in none reads what the briefing says, and their own agency's files.
  const outside = row.action_id !== null && row.agency_id !== ask.who.agencyId && row.handling === "shared" && isOutside(ask.who, { panel_id: row.panel_id, meeting_id: row.action_meeting_id });
  const reads = !outside && readsText(ask.who, handledOf(row, agencies));
  if (!reads && row.hidden === 1) return null;
  return {
    id: row.id, agency: row.agency, by: row.by, at: row.added_at, own: row.agency_id === ask.who.agencyId, hidden: row.hidden === 1,
    title: reads ? row.title : { by: row.agency, contact: row.contact }, inWords: reads ? `${fileKindName(row.kind)}, ${sizeInWords(row.size)}` : "",
    forWhom: reads ? handlingInWords(row.handling, agencies.map((one) => one.name), row.panel) : "Restricted",
    late: row.published_at !== null && row.added_at > row.published_at,
    ended: row.ended_at ? { at: row.ended_at, reason: reads ? (row.ended_reason ?? "") : "" } : null,
  };
}

/** The files of a record, an item or an action that this person may know of, newest first; withdrawn ones are left out. What it belongs to must be in reach. */
export async function filesOf(ask: Ask, place: FilePlace): Promise<FileShown[]> {
  const at = (ask: Ask) => rowsOf(ask).where("file.ended_at", "is", null).where((eb) =>
    "actionId" in place ? eb("file.action_id", "=", place.actionId) : "itemId" in place ? eb.and([eb("file.item_id", "=", place.itemId), eb("file.action_id", "is", null)]) : eb.and([eb("file.subject_id", "=", place.subjectId), eb("file.action_id", "is", null)])).orderBy("file.added_at", "desc").execute();
  // An action may be one's own, wherever else one reaches.
  const rows = "actionId" in place ? await at(ask) : await onceForReach(ask, `files at ${JSON.stringify(place)}`, at);
  const agencies = await namedBy(ask, rows.map((row) => row.id));
  return rows.flatMap((row) => shown(ask, row, agencies(row.id)) ?? []);
}

/** The ids of the files about a subject of which this person may know: the record's own, those of its items, and evidence of its actions. */
export async function knownFiles(ask: Ask, subjectId: string): Promise<string[]> {
  const rows = await rowsOf(ask).where((eb) => eb.or([eb("file.subject_id", "=", subjectId), eb("file.action_id", "in", eb.selectFrom("action_subject").select("action_subject.action_id").where("action_subject.subject_id", "=", subjectId))])).execute();
  const agencies = await namedBy(ask, rows.map((row) => row.id));
  return rows.filter((row) => shown(ask, row, agencies(row.id))).map((row) => row.id);
}

/** Whom a file is about: of evidence, those whom its action is about. */
async function aboutOf(ask: Ask, row: Row): Promise<(string | null)[]> {
  if (!row.action_id) return [row.subject_id];
  const about = await ask.db.selectFrom("action_subject").select("subject_id").where("action_id", "=", row.action_id).execute();
  return about.length ? about.map((one) => one.subject_id) : [null];
}

/** The file, when this person may know of it. Throws NotFound. */
export async function fileInReach(ask: Ask, id: string) {
  const row = found(await rowsOf(ask).where("file.id", "=", id).executeTakeFirst());
  const agencies = (await namedBy(ask, [row.id]))(row.id);
  const file = shown(ask, row, agencies);
  if (!file || (file.ended && !file.own)) throw new NotFound();
  return { row, agencies, file };
}

/** Where a file goes, when this person may add one there: its panels, and the page that it stands on. Throws NotFound, NotAllowed, NotAgreed. */
async function placeFor(ask: Ask, place: FilePlace) {
  const name = async (panelId: string) => ask.db.selectFrom("panel").select(["id", "name"]).where("id", "=", panelId).executeTakeFirstOrThrow();
  if ("subjectId" in place) {
    const subject = await subjectInReach(ask, place.subjectId);
    const panels = await panelsToTell(ask, subject.id);
    allow(panels.length > 0, "Members of a panel add files");
    return { panels, row: { subject_id: subject.id, item_id: null, action_id: null, meeting_id: null }, back: `/subjects/${subject.id}#files`, about: subject.ref };
  }
  if ("itemId" in place) {
    const item = await itemInReach(ask, place.itemId);
    allow(may.addFile(ask.who, ofMeeting({ id: item.meeting_id, panel_id: item.panel_id })), "Members of the panel add files");
    agree(item.withdrawn_at ? "This item was withdrawn" : item.meeting_status === "agreed" ? "The minutes of this meeting are agreed: add the file to the record" : null);
    const subject = item.subject_id ? await ask.db.selectFrom("subject").select("ref").where("id", "=", item.subject_id).executeTakeFirst() : null;
    return { panels: [await name(item.panel_id)], row: { subject_id: item.subject_id, item_id: item.id, action_id: null, meeting_id: item.meeting_id }, back: `/meetings/${item.meeting_id}/live?item=${item.id}`, about: [item.number, subject?.ref ?? item.title].filter(Boolean).join(" ") };
  }
  const action = await actionInReach(ask, place.actionId);
  allow(mayWorkOn(ask.who, action) || may.confirmAction(ask.who, action), "Its owner, or a member of the panel, adds evidence");
  agree(action.ended_at ? "This action has ended" : null);
  return { panels: [await name(action.panel_id)], row: { subject_id: null, item_id: null, action_id: action.id, meeting_id: null }, back: `/actions/${action.id}`, about: action.ref };
}

export interface FileForm extends HandlingForm {
  title: string;
  panelId: string | null;
  contact: string;
}

export interface GivenFile {
  name: string;
  bytes: Buffer;
  tooLarge: boolean;
}

/** The kind of a file that is taken. Throws NotAgreed, beside the field. Outside of any transaction: it reads the whole file. */
async function checked(given: GivenFile | null): Promise<{ kind: FileKind; hash: string }> {
  if (!given) throw new NotAgreed("Choose a file", "file");
  const kind = given.tooLarge ? null : await kindOf(given.bytes);
  const fault = whyNotTake({ name: given.name, size: given.tooLarge ? Number.POSITIVE_INFINITY : given.bytes.length, found: kind, hasMacros: kind !== null && hasMacros(given.bytes) });
  if (fault) throw new NotAgreed(fault, "file");
  return { kind: kind!, hash: createHash("sha256").update(given.bytes).digest("hex") };
}

/** Adds a file in the name of the person's agency. Returns where it stands. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export async function addFile(ask: Ask, place: FilePlace, form: FileForm, given: GivenFile | null): Promise<string> {
  await placeFor(ask, place);
  const { kind, hash } = await checked(given);
  return commit(ask, async (ask, happened) => {
    const { panels, row, back } = await placeFor(ask, place);
    const panel = form.panelId ? panels.find(({ id }) => id === form.panelId) : panels.length === 1 ? panels[0] : undefined;
    if (!panel) throw new NotAgreed("Choose one of your panels", "panelId");
    const here = ask.db.selectFrom("file").select((eb) => eb.fn.countAll().as("n")).where("ended_at", "is", null).where("agency_id", "=", ask.who.agencyId);
    const { n } = await (row.action_id ? here.where("action_id", "=", row.action_id) : row.item_id ? here.where("item_id", "=", row.item_id) : here.where("subject_id", "=", row.subject_id)).executeTakeFirstOrThrow();
    if (Number(n) >= mostFiles) throw new NotAgreed(`There are ${mostFiles} files of your agency here already`, "file");
    const id = newId();
    const { meeting_id, ...where } = row;
    await ask.db.insertInto("file").values({ id, panel_id: panel.id, ...where, agency_id: ask.who.agencyId, handling: form.handling, hidden: hiddenOf(form), contact: form.contact, title: form.title, kind, size: given!.bytes.length, hash, added_at: ask.now.toISOString(), added_by_id: ask.who.id }).execute();
    await ask.db.insertInto("file_bytes").values({ file_id: id, bytes: given!.bytes }).execute();
    await nameAgencies(ask, id, panel.id, form);
    // Of a hidden one nobody's page may so much as read itself again.
    happened({ what: "file added", panelId: form.hidden ? null : panel.id, meetingId: form.hidden ? null : meeting_id, itemId: row.item_id, subjectId: row.subject_id, actionId: row.action_id, detail: id });
    return back;
  });
}

async function nameAgencies(ask: Ask, fileId: string, panelId: string, form: HandlingForm): Promise<void> {
  await ask.db.deleteFrom("file_agency").where("file_id", "=", fileId).execute();
  for (const agency_id of await agenciesNamed(ask, panelId, form)) await ask.db.insertInto("file_agency").values({ file_id: fileId, agency_id }).execute();
}

/** For the form of adding one. Throws NotFound, NotAllowed, NotAgreed. */
export const toAddFile = (ask: Ask, place: FilePlace) =>
  look(ask, async (ask, happened) => {
    const { panels, back, about, row } = await placeFor(ask, place);
    if (row.subject_id && !row.item_id) happened({ what: "record opened", subjectId: row.subject_id });
    else if (row.item_id) await noteOpened(ask, happened, "item opened", { itemId: row.item_id, subjectId: row.subject_id });
    return { panels, back, about, agencies: await agencyChoices(ask, panels.map((panel) => panel.id)), contact: await ownContact(ask), agency: ask.who.agencyName };
  });

/** The page that a file stands on. */
const backOf = (row: Row): string => (row.action_id ? `/actions/${row.action_id}` : row.subject_id ? `/subjects/${row.subject_id}#files` : "/home");

/** One file: what it is or who holds it; for its own agency also who has opened it, and for whom it was before. Throws NotFound. */
export const fileOf = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const { row, agencies, file } = await fileInReach(ask, id);
    if (await isNewlyOpened(ask, "file shown", { detail: row.id }))
      for (const subjectId of await aboutOf(ask, row)) happened({ what: "file shown", panelId: row.panel_id, itemId: row.item_id, subjectId, actionId: row.action_id, detail: row.id });
    const changes = file.own ? await ask.db.selectFrom("file_change").innerJoin("person", "person.id", "file_change.by_id").select(["file_change.at", "file_change.was", "file_change.became", "file_change.reason", "file_change.lawful_basis as lawfulBasis", "person.name as by"]).where("file_id", "=", row.id).orderBy("at").execute() : [];
    const handling: Handling | null = typeof file.title === "string" ? row.handling : null;
    return { file, back: backOf(row), hash: typeof file.title === "string" ? row.hash : null, handling, changes, readers: file.own ? await readersOfWords(ask, "file opened", row.id, row.added_by_id) : [], agencyIds: file.own ? agencies.map((one) => one.id) : [], agencies: file.own ? await agencyChoices(ask, [row.panel_id]) : [] };
  });

/** A file's bytes, and what they are kept as. Each time is a row in the audit, written before anything is answered. Throws NotFound, also for who may only know who holds it. */
export const downloadFile = (ask: Ask, id: string): Promise<{ bytes: Uint8Array; name: string }> =>
  look(ask, async (ask, happened) => {
    const { row, file } = await fileInReach(ask, id);
    if (typeof file.title !== "string") throw new NotFound();
    const { bytes } = await ask.db.selectFrom("file_bytes").select("bytes").where("file_id", "=", row.id).executeTakeFirstOrThrow();
    for (const subjectId of await aboutOf(ask, row)) happened({ what: "file opened", panelId: row.panel_id, itemId: row.item_id, subjectId, actionId: row.action_id, detail: row.id });
    return { bytes, name: savedAs(row.id, row.kind) };
  });

async function ownFile(ask: Ask, id: string) {
  const one = await fileInReach(ask, id);
  allow(one.file.own, "The agency whose file it is decides this");
  if (one.row.ended_at) throw new NotAgreed("This file was withdrawn");
  return one;
}

/** Makes a file for more people, or for fewer: with a reason, and a lawful basis where somebody may open it who might not. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const changeFileHandling = (ask: Ask, id: string, form: Rehandling): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { row, agencies } = await ownFile(ask, id);
    const { hidden, change } = await rehandled(ask, { handling: row.handling, hidden: row.hidden, agencies, agencyId: row.agency_id, panelId: row.panel_id }, form);
    await nameAgencies(ask, row.id, row.panel_id, form);
    await ask.db.updateTable("file").set({ handling: form.handling, hidden }).where("id", "=", row.id).execute();
    await ask.db.insertInto("file_change").values({ ...change, file_id: row.id }).execute();
    happened({ what: "file handling changed", panelId: hidden && row.hidden === 1 ? null : row.panel_id, itemId: row.item_id, subjectId: row.subject_id, actionId: row.action_id, detail: row.id });
  });

/** Withdraws a file, with the reason: its bytes are deleted, that it was there and who opened it stays known. Returns the page that it stood on. */
export const withdrawFile = (ask: Ask, id: string, reason: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { row } = await ownFile(ask, id);
    await ask.db.updateTable("file").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id, ended_reason: reason }).where("id", "=", row.id).execute();
    await ask.db.deleteFrom("file_bytes").where("file_id", "=", row.id).execute();
    happened({ what: "file withdrawn", panelId: row.hidden === 1 ? null : row.panel_id, itemId: row.item_id, subjectId: row.subject_id, actionId: row.action_id, detail: row.id });
    return backOf(row);
  });

