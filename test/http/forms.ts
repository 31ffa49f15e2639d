import type { Db } from "#db/connect.server.ts";
import type { Tables } from "#db/tables.ts";
import * as Y from "yjs";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { keepWord } from "#app/cookie.server.ts";
import { codeOf } from "#app/models/people/factor.server.ts";
import { tokenHash } from "#app/models/people/session.server.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import type { Person } from "../cast.ts";
import { emails } from "../house.ts";
import { fillMacse } from "../macse.ts";
import { cookieWith, sessionRow } from "../session.ts";
import type { Fields } from "../plain-page.ts";
import { wordTemplate } from "../word-template.ts";

/** One form, tried without scripts: found on its page, refused with what was typed kept, put right and accepted. */
export interface Line {
  /** Who fills it in: MACSE's chair when not given; null is somebody not signed in. */
  who?: Person | null;
  /** The token of somebody who has given their password alone, in place of `who`. */
  token?: string;
  /** What else the browser keeps: a Cookie header, in place of `who`. */
  cookie?: () => Promise<string>;
  /** The page that holds it. */
  page: string | ((db: Db) => Promise<string>);
  /** Where it leads, when that is not its own page's address. */
  to?: string | ((db: Db) => Promise<string>);
  /** What is typed, chosen and pressed for it to be accepted. */
  fields?: Fields;
  /** What is wrong instead, for each refusal. */
  wrong?: Wrong[];
  /** Why nothing of it can be refused. */
  nothingToRefuse?: string;
  /** What is ticked besides, in a field that only the refusal shows. */
  onceRefused?: Fields;
  /** What happens between the refusal and the second try, where no field was at fault. */
  between?: (db: Db) => Promise<unknown>;
  /** What is so afterwards and was not before. */
  effect: (db: Db) => Promise<boolean>;
  /** The page that answers in place of a way on to another. */
  answers?: RegExp;
}
interface Wrong {
  typed: Fields;
  /** The fields beside which the faults stand: those that were typed wrongly, when not given. None: a fault of the whole form. */
  at?: string[];
}

const now = new Date();
const today = dayOf(now);
const british = (days: number): string => addDays(today, days).replace(/^(\d+)-(\d+)-(\d+)$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`);
const iso = (days: number): string => addDays(today, days);
/** The Saturday in so many days or soon after: no series of these forms puts a meeting there. */
const saturday = (days: number): number => days + ((6 - new Date(`${iso(days)}T12:00:00Z`).getUTCDay() + 7) % 7);

const plainFile = new File(["Seen and agreed"], "plan.txt", { type: "text/plain" });
const template = new File([new Uint8Array(await wordTemplate())], "board.docx");
const notTaken = new File(["<script>alert(1)</script>"], "plan.html", { type: "text/html" });

type Where = Record<string, string | number | null | { not: null }>;
async function count(db: Db, table: keyof Tables, where: Where): Promise<number> {
  let query = db.selectFrom(table as "person").select((eb) => eb.fn.countAll<number>().as("n"));
  for (const [column, value] of Object.entries(where)) {
    const name = column as "id";
    query = value === null ? query.where(name, "is", null) : typeof value === "object" ? query.where(name, "is not", null) : query.where(name, "=", value as string);
  }
  return Number((await query.executeTakeFirstOrThrow()).n);
}
const has = (table: keyof Tables, where: Where) => async (db: Db) => (await count(db, table, where)) > 0;
const gone = (table: keyof Tables, where: Where) => async (db: Db) => (await count(db, table, where)) === 0;

// Copies of the rows of fillMacse under other ids: each form works on its own.
async function copy(db: Db, table: keyof Tables, id: string, changes: Record<string, unknown>): Promise<void> {
  const row = await db.selectFrom(table as "action").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  await db.insertInto(table as "action").values({ ...row, ...changes } as typeof row).execute();
}
const at = now.toISOString();
const ownSteps = ["accept", "query", "pass", "back", "time", "progress", "complete"];
const panelSteps = ["answer", "extend", "confirm", "reassign", "end"];
const subjects = ["f-list", "f-defer", "f-decline", "f-withdraw", "f-move", "f-decide", "f-amend", "f-back", "f-pub", "f-open", "f-end", "f-clash", "f-away", "f-gate"] as const;
const subjectOf = (id: string) => `${id}-child`;
const refOf = (id: (typeof subjects)[number]) => `C-72${10 + subjects.indexOf(id)}`;

/** What stands in the minutes of the first item of the meeting that runs. */
export const minutesText = "Seen twice at the quay <after> dark";

const discussed = { outcome: "discussed, no change" as const, outcome_until_on: iso(30), outcome_at: at, agreed_at: at, agreed_by_id: "amira" };
const closed = (db: Db, itemId: string, frozen_at: string | null) => db.updateTable("document").set({ frozen_at, frozen_by_id: frozen_at && "gareth" }).where("item_id", "=", itemId).execute();

/** MACSE's rows, and one of everything that a form changes, ends or takes away. */
export async function fillForms(db: Db, moment: Date): Promise<void> {
  await fillMacse(db, moment);
  for (const [i, id] of subjects.entries()) {
    await copy(db, "subject", "x-child", { id: subjectOf(id), ref: refOf(id), display_name: `Rowan Ashgrove ${i + 1}` });
    await db.insertInto("child").values({ subject_id: subjectOf(id), family_name: "Ashgrove", given_names: "Rowan" }).execute();
    await copy(db, "panel_case", "x-case", { id: `${id}-case`, subject_id: subjectOf(id) });
    await db.insertInto("case_next").values({ id: `${id}-next`, case_id: `${id}-case`, kind: "review", on_day: iso(30), owner_id: "ruth", set_at: at }).execute();
  }
  await copy(db, "person", "dan", { id: "f-dora", name: "Dora Penhaligon", email: "dora@northmoor.example", is_lead: 0 });
  await copy(db, "person", "dan", { id: "f-stand-in", name: "Gwen Trevanion", email: "gwen@northmoor.example", is_lead: 0 });

  for (const id of ["f-fresh", "f-lost", "f-invited"]) await copy(db, "person", "dan", { id, name: `Wenna ${id}`, email: `${id}@northmoor.example`, is_lead: 0 });
  await db.insertInto("totp").values([{ person_id: "f-stand-in", secret: demoSecret, made_at: at, confirmed_at: at }, { person_id: "f-fresh", secret: demoSecret, made_at: at, confirmed_at: null }, { person_id: "f-lost", secret: demoSecret, made_at: at, confirmed_at: at }, { person_id: "f-dora", secret: demoSecret, made_at: at, confirmed_at: at }]).execute();
  for (const [token, person_id] of [["f-half", "f-stand-in"], ["f-new", "f-fresh"]] as const) await db.insertInto("session").values({ ...sessionRow(token, person_id, at), second_at: null, proved_at: null }).execute();
  await db.insertInto("password_link").values({ token_hash: tokenHash("f-link"), person_id: "f-invited", made_at: at, made_by_id: "admin", until_at: new Date(now.getTime() + 86_400_000).toISOString() }).execute();
  await db.insertInto("session").values(sessionRow("f-other", "beth", at)).execute();
  await db.insertInto("session").values({ ...sessionRow("f-locked", "f-dora", at), locked_at: at }).execute();
  await db.insertInto("session").values({ ...sessionRow("f-old-proof", "f-dora", at), proved_at: new Date(now.getTime() - 6 * 60_000).toISOString() }).execute();

  for (const id of ["f-list", "f-defer", "f-decline", "f-clash"]) await copy(db, "proposal", "x-proposal", { id: `${id}-proposal`, subject_id: subjectOf(id), section: "children" });
  await copy(db, "meeting", "x-draft", { id: "f-bare", number: 11, on_day: iso(56), proposed_at: null });
  await copy(db, "meeting", "x-draft", { id: "f-ready", number: 12, on_day: iso(63) });
  await copy(db, "meeting", "x-draft", { id: "f-published", number: 13, on_day: today, status: "published", published_at: at });
  await copy(db, "meeting", "x-live", { id: "f-ending", number: 14, current_item_id: "f-end-item" });
  const item = (id: string, meeting_id: string, number: string | null, position: number) => copy(db, "item", "x-item", { id: `${id}-item`, meeting_id, subject_id: subjectOf(id), number, position });
  await copy(db, "meeting", "x-draft", { id: "f-off", number: 15, on_day: iso(64) });
  await copy(db, "meeting", "x-draft", { id: "f-order", number: 16, on_day: iso(65) });
  await copy(db, "meeting", "x-draft", { id: "f-soon", number: 17, on_day: iso(66), status: "published", published_at: at });
  for (const [i, id] of ["f-pub", "f-open", "f-end"].entries()) await copy(db, "item", "x-item", { id: `f-order-${i + 1}`, meeting_id: "f-order", subject_id: subjectOf(id), number: null, position: i + 1 });
  await copy(db, "link", "x-link", { id: "f-order-link", a_id: subjectOf("f-pub"), b_id: subjectOf("f-end") });
  await copy(db, "item", "x-item", { id: "f-soon-item", meeting_id: "f-soon", subject_id: subjectOf("f-away"), number: "A1", position: 1 });
  await item("f-withdraw", "x-draft", null, 2);
  await item("f-move", "x-draft", null, 3);
  await item("f-clash", "f-ready", null, 1);
  await item("f-pub", "f-published", "A1", 1);
  await item("f-open", "f-published", "A2", 2);
  await item("f-decide", "x-live", "A2", 2);
  await item("f-amend", "x-live", "A3", 3);
  await item("f-back", "x-live", "A4", 4);
  await item("f-away", "x-live", "A5", 5);
  // A level under an item that was put off: the read-back is refused.
  await db.updateTable("item").set({ outcome: "deferred", outcome_note: "No time", outcome_until_on: iso(30), outcome_at: at }).where("id", "=", "f-back-item").execute();
  await item("f-end", "f-ending", "A1", 1);
  for (const id of ["f-pub", "f-open", "f-decide", "f-amend", "f-back", "f-away", "f-end"]) await db.insertInto("document").values({ id: `${id}-document`, item_id: `${id}-item` }).execute();
  await closed(db, "f-back-item", at);

  await db.insertInto("document").values({ id: "f-closed-document", item_id: "f-away-item", handling: "closed 1" }).execute();
  await copy(db, "closed_session", "x-closed", { id: "f-closed", item_id: "f-away-item", document_id: "f-closed-document", to_at: null });
  await db.insertInto("closed_session_agency").values([...["police", "csc", "health", "yjs", "probation", "licensing", "safety", "harbour"].map((agency_id) => ({ session_id: "f-closed", agency_id }))]).execute();
  await copy(db, "action", "x-before", { id: "f-before", ref: "MACSE-1/A1/9" });
  await copy(db, "document", "x-restricted", { id: "f-restricted", handling: "restricted f-restricted" });
  await copy(db, "restricted_minutes", "x-restricted", { id: "f-restricted" });
  await copy(db, "note", "x-note", { id: "f-note", handling: "police" });
  for (const [id, item_id, agency_id] of [["f-nothing", "f-pub-item", "police"], ["f-write", "f-open-item", "police"], ["f-answer", "f-decide-item", "police"], ["f-enter", "f-open-item", "health"]] as const) await db.insertInto("agency_return").values({ id: `${id}-return`, item_id, agency_id, state: "asked", asked_at: at }).execute();
  await copy(db, "guest", "x-guest", { id: "f-guest", person_id: "priya", item_id: "f-decide-item" });
  await copy(db, "guest", "x-guest", { id: "f-gone", person_id: "tomasz" });
  await copy(db, "meeting", "x-live", { id: "f-hand", number: 24, current_item_id: "f-hand-item" });
  await copy(db, "item", "x-item", { id: "f-hand-item", meeting_id: "f-hand" });
  await copy(db, "guest", "x-guest", { id: "f-hand-guest", meeting_id: "f-hand", item_id: "f-hand-item", person_id: "priya" });
  await db.insertInto("guest_stay").values({ id: "f-hand-stay", guest_id: "f-hand-guest", from_at: at, from_by_id: "ruth" }).execute();
  await copy(db, "guest", "x-guest", { id: "f-sign", meeting_id: "f-ending", item_id: "f-end-item", signed_at: null });
  await copy(db, "guest", "x-guest", { id: "f-soon-guest", meeting_id: "f-soon", item_id: "f-soon-item" });
  await db.insertInto("guest_stay").values({ id: "f-stay", guest_id: "f-guest", from_at: at, from_by_id: "ruth" }).execute();

  // The last meeting's minutes, approved, for the one that runs to agree; who attended the one that will end; somebody to be told by hand.
  await copy(db, "meeting", "x-ended", { id: "f-past", number: 21, on_day: iso(-1), status: "agreed", approved_at: at });
  await copy(db, "minutes_version", "x-paper", { id: "f-past-minutes", meeting_id: "f-past", state: "agreed" });
  await db.insertInto("attendance").values({ meeting_id: "f-ending", person_id: "amira", agency_id: "police", status: "present", recorded_at: at, recorded_by_id: "ruth" }).execute();
  await db.insertInto("guest_stay").values({ id: "f-sign-stay", guest_id: "f-sign", from_at: at, from_by_id: "ruth", to_at: at, to_by_id: "ruth" }).execute();
  await copy(db, "telling", "x-telling", { id: "f-telling", to_id: "dan", at: new Date(now.getTime() - 86_400_000).toISOString() });
  // A meeting that waits at its gate, with a name that nobody can resolve; and one that is being closed.
  await copy(db, "meeting", "x-live", { id: "f-gate", number: 22, current_item_id: "f-gate-item" });
  await item("f-gate", "f-gate", "A1", 1);
  await db.updateTable("item").set(discussed).where("id", "=", "f-gate-item").execute();
  await db.insertInto("document").values({ id: "f-gate-document", item_id: "f-gate-item" }).execute();
  const named = new Y.Doc();
  named.getText("minutes").insert(0, "A man called Shaz said that he would ring.");
  await db.insertInto("document_update").values({ document_id: "f-gate-document", seq: 1, epoch: 1, person_id: "dan", agency_id: "police", instance: "f-gate", instance_seq: 1, bytes: Buffer.from(Y.encodeStateAsUpdate(named)), at }).execute();
  await copy(db, "meeting", "x-live", { id: "f-closing", number: 23, current_item_id: null, closing_at: at, closing_by_id: "amira" });

  const minutes = new Y.Doc();
  minutes.getText("minutes").insert(0, minutesText);
  await db.insertInto("document_update").values({ document_id: "x-document", seq: 1, epoch: 1, person_id: "dan", agency_id: "police", instance: "f-instance", instance_seq: 1, bytes: Buffer.from(Y.encodeStateAsUpdate(minutes)), at }).execute();

  // Dan writes in two items, and Owen removes what he wrote.
  for (const id of ["f-decide", "f-amend"]) {
    const written = new Y.Doc();
    const rows: Uint8Array[] = [];
    written.on("update", (update: Uint8Array) => rows.push(update));
    written.getText("minutes").insert(0, "Met by a man in a grey car. ".repeat(8));
    written.getText("minutes").delete(0, 224);
    for (const [i, bytes] of rows.entries()) await db.insertInto("document_update").values({ document_id: `${id}-document`, seq: i + 1, epoch: 1, person_id: i ? "owen" : "dan", agency_id: i ? "yjs" : "police", instance: `f-${i}`, instance_seq: 1, bytes: Buffer.from(bytes), at }).execute();
    for (const end of ["put", "page", "let"]) await db.insertInto("document_notice").values({ id: `${id}-${end}`, document_id: `${id}-document`, kind: "mass deletion", seq: 2, by_id: "owen", ranges: JSON.stringify([[written.clientID, 0, 224]]), at }).execute();
  }
  const lines = new Y.Doc();
  lines.clientID = 72;
  lines.getText("minutes").insert(0, "First line\nSecond line");
  await db.insertInto("document_client").values({ document_id: "f-away-document", client: 72, person_id: "dan", agency_id: "police", instance: "f-instance", issued_at: at }).execute();
  await db.insertInto("document_update").values({ document_id: "f-away-document", seq: 1, epoch: 1, person_id: "dan", agency_id: "police", instance: "f-instance", instance_seq: 1, bytes: Buffer.from(Y.encodeStateAsUpdate(lines)), at }).execute();

  const action = (id: string, changes: Record<string, unknown>) => copy(db, "action", "x-action", { id: `f-${id}`, ref: `MACSE-2/A1/${id}`, ...changes });
  for (const id of [...ownSteps, ...panelSteps]) await action(id, { agreed_at: at, ...(id === "confirm" && { state: "awaiting confirmation" }) });
  await db.insertInto("action_event").values({ id: "f-asked", action_id: "f-extend", kind: "more time asked for", note: "The school is closed", due_on: iso(20), at, by_id: "dan" }).execute();
  await db.insertInto("action_event").values({ id: "f-evidence", action_id: "f-confirm", kind: "completed", note: "Letter of today", at, by_id: "dan" }).execute();
  for (const id of ["amend", "issue", "remove"]) await action(`${id}-action`, { item_id: "f-amend-item", issued_at: null, what: `Visit for ${id}` });
  await copy(db, "risk", "x-risk", { id: "f-amend-risk", subject_id: subjectOf("f-amend"), item_id: "f-amend-item" });
  await copy(db, "risk", "x-risk", { id: "f-back-risk", subject_id: subjectOf("f-back"), item_id: "f-back-item" });
  for (const id of ["amend", "remove", "send"]) await copy(db, "sharing", "x-sharing", { id: `f-${id}-sharing`, ref: `MACSE-2/A3/S-${id}`, item_id: id === "send" ? "x-item" : "f-amend-item", subject_id: subjectOf("f-amend"), agreed_at: id === "send" ? at : null, to_agency_id: "health", purpose: "To plan", necessity: "Nothing less will do", proportionality: "Weighed", lawful_basis: "public task" });
  await action("carry-action", { item_id: "x-item", agreed_at: at, what: "Offer the family a quiet room" });
  await db.insertInto("action_subject").values({ action_id: "f-carry-action", subject_id: subjectOf("f-decide") }).execute();
  await action("known-action", { what: "Ring both schools" });
  await db.insertInto("action_subject").values([subjectOf("f-decide"), "x-child"].map((subject_id) => ({ action_id: "f-known-action", subject_id }))).execute();
  for (const id of ["amend", "remove"]) {
    await copy(db, "decision", "x-decision", { id: `f-${id}-decision`, ref: `MACSE-2/A3/D-${id}`, item_id: "f-amend-item", subject_id: subjectOf("f-amend") });
    await copy(db, "chosen_measure", "x-chosen", { id: `f-${id}-chosen`, ref: `MACSE-2/A3/M-${id}`, item_id: "f-amend-item" });
  }
  for (const id of ["amend", "remove", "answer"]) await copy(db, "marker", "x-marker", { id: `f-${id}-marker`, ref: `MACSE-2/A3/F-${id}`, item_id: "f-amend-item", subject_id: subjectOf("f-amend"), agreed_at: id === "answer" ? at : null });
  await copy(db, "emergency_access", "x-emergency", { id: "f-emergency", subject_id: subjectOf("f-away") });
  await copy(db, "inspection", "x-inspection", { id: "f-inspection" });
  await db.insertInto("inspection_subject").values({ inspection_id: "f-inspection", subject_id: subjectOf("f-list"), position: 1 }).execute();
  await db.insertInto("referral").values({ id: "f-proposed", subject_id: "x-location", to_panel_id: "macse", from_panel_id: "macse", reason: "Noise at night", made_at: at, made_on: today, made_by_id: "owen" }).execute();
  await copy(db, "alias", "x-alias", { id: "f-alias", name: "Whom nobody calls so" });
  await copy(db, "period", "x-period", { id: "f-period", value: "Ended School", from_on: iso(-400), to_on: null, kind: "address" });
  await copy(db, "link", "x-link", { id: "f-link", kind: "family" });
  await copy(db, "measure", "x-measure", { id: "f-measure", kind: "child abduction warning notice", status: "issued", issued_on: iso(-30), terms: null });
  await copy(db, "measure", "x-measure", { id: "f-climb", kind: "child abduction warning notice", status: "issued", issued_on: iso(-30), terms: null });
}

const step = (id: string, noun: string, rest: Omit<Line, "page">): Line => ({ page: `/actions/f-${id}/${noun}`, ...rest });
const kept = "Kept as it was\nin two lines";
const note = (id: string, noun: string, who?: Person): Line => step(id, noun, { who, fields: { note: kept }, wrong: [{ typed: { note: "" } }], effect: has("action_event", { action_id: `f-${id}`, note: kept }) });
const press = "One button that asks for nothing";

const meeting: Fields = { onDay: british(saturday(90)), time: "09:45", minutesLong: "90", place: "The long room" };
const series: Fields = { kind: "weekday", nth: "2", weekday: "2", every: "2", onHoliday: "next", time: "09:45", minutesLong: "90", place: "The long room", fromOn: british(120), months: "6" };
/** Of a form that only shows: so from the time on that it was asked so often, before, after what is refused, and after what is accepted. */
const shown = () => {
  let asked = 0;
  return async () => ++asked > 2;
};
const newest = (table: "import_run" | "subject", column: string) => async (db: Db) => (await db.selectFrom(table as "import_run").select("id").orderBy(column as "started_at", "desc").executeTakeFirstOrThrow()).id;
const lastImport = newest("import_run", "started_at");
const ofImport = (noun: string) => async (db: Db) => `/imports/${await lastImport(db)}${noun}`;
const csv = (name: string, lines: string[]) => new File([`${lines.join("\n")}\n`], name, { type: "text/csv" });
const isState = (state: string) => async (db: Db) => (await db.selectFrom("import_run").select("state").where("id", "=", await lastImport(db)).executeTakeFirstOrThrow()).state === state;
const files = [
  csv("header.csv", ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", "900001,1,14/05/2012,WBRI,UN3,,"]),
  csv("episodes.csv", ["CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN", "900001,01/02/2026,S,V2,N1,U4,PR1,,,,AB1 2CD,AB1 2CD,SC123456"]),
  csv("missing.csv", ["CHILD,DOB,MISSING,MIS_START,MIS_END", `900001,14/05/2012,M,${british(-30).replace(/\b(\d)\b/g, "0$1")},${british(-29).replace(/\b(\d)\b/g, "0$1")}`]),
];
const person = { name: "Oonagh Vance", email: "oonagh.vance@seaholmehomes.example", agencyId: "housing", jobTitle: "Support Worker" };
const password = "three quiet umbrellas";

/** The forms of each route that has an action, by its path, in the order in which they are tried. */
export const lines: Record<string, Line | Line[]> = {
  "/second-factor": { token: "f-half", page: "/second-factor", get fields() { return { oneTimeCode: codeOf(demoSecret, new Date()) }; }, wrong: [{ typed: { oneTimeCode: "" } }, { typed: { oneTimeCode: "000000" } }], effect: has("session", { person_id: "f-stand-in", second_at: { not: null } }) },
  "/second-factor/new": { token: "f-new", page: "/second-factor/new", get fields() { return { oneTimeCode: codeOf(demoSecret, new Date()) }; }, wrong: [{ typed: { oneTimeCode: "" } }, { typed: { oneTimeCode: "000000" } }], effect: has("totp", { person_id: "f-fresh", confirmed_at: { not: null } }), answers: /Keep your recovery codes/ },
  "/search": { who: "owen", page: "/search", fields: { q: "C-7101" }, nothingToRefuse: "What fits nothing is said on its page", effect: has("news", { what: "record searched", person_id: "owen" }) },
  "/meetings/search": { who: "beth", page: "/meetings/search", fields: { q: "quillfeather", kind: "minutes" }, nothingToRefuse: "What fits nothing is said on its page", effect: has("news", { what: "record searched", person_id: "beth" }) },
  "/subjects": { who: "iqbal", page: "/subjects", fields: { text: "Quillfeather" }, nothingToRefuse: "What fits nothing is said on its page", effect: async (db) => (await count(db, "news", { what: "list opened", person_id: "iqbal" })) > 1 },
  "/password-link": { cookie: async () => (await keepWord("f-link", "panelroom-link", "/password-link", 60, false)).split(";")[0]!, page: "/password-link", fields: { password, passwordAgain: password }, wrong: [{ typed: { password: "short" } }, { typed: { passwordAgain: "another thing" } }], effect: has("password_link", { person_id: "f-invited", used_at: { not: null } }) },
  "/lock": { who: "chloe", page: "/home", to: "/lock", nothingToRefuse: press, effect: has("session", { person_id: "chloe", locked_at: { not: null } }) },
  "/proof": {
    cookie: () => cookieWith("f-old-proof"), page: "/proof?to=%2Factions%2Fsheet%2Fpdf", get fields() { return { proof: codeOf(demoSecret, new Date()) }; }, wrong: [{ typed: { proof: "" } }, { typed: { proof: "000000" } }],
    effect: has("news", { person_id: "f-dora", what: "proved again" }), answers: /It is being downloaded/,
  },
  "/unlock": { token: "f-locked", page: "/unlock?to=%2Factions", to: "/unlock", fields: { password: demoPassword }, wrong: [{ typed: { password: "" } }, { typed: { password: "not the one" } }], effect: gone("session", { token_hash: tokenHash("f-locked"), locked_at: { not: null } }) },
  "/account/sessions": { who: "beth", page: "/account/sessions", nothingToRefuse: press, effect: gone("session", { token_hash: tokenHash("f-other"), ended_at: null }) },
  "/account/passkeys/:passkeyId/removal": { page: "/account/passkeys/x-passkey/removal", nothingToRefuse: press, effect: gone("passkey", { id: "x-passkey" }) },
  "/account/recovery-codes": { who: "owen", page: "/account/recovery-codes", nothingToRefuse: press, effect: has("recovery_code", { person_id: "owen" }), answers: /Keep your recovery codes/ },
  "/sign-in": { who: null, page: "/sign-in", fields: { email: emails.tomasz, password: demoPassword }, wrong: [{ typed: { password: "" } }, { typed: { password: "not the one" } }], effect: has("session", { person_id: "tomasz", second_at: null }) },
  "/sign-out": { who: "josie", page: "/home", to: "/sign-out", nothingToRefuse: press, effect: has("session", { person_id: "josie", ended_at: { not: null } }) },
  "/account": { who: "iqbal", page: "/account", fields: { oldPassword: demoPassword, password, passwordAgain: password }, wrong: [{ typed: { oldPassword: "not the one" } }, { typed: { password: "short" } }, { typed: { passwordAgain: "another thing" } }], effect: has("news", { what: "password changed", person_id: "iqbal" }) },

  "/admin/agencies/new": { who: "admin", page: "/admin/agencies/new", fields: { name: "Seaholme Libraries", kind: "other", phone: "01632 960199" }, wrong: [{ typed: { kind: "" } }, { typed: { name: "Seaholme Homes" } }], effect: has("agency", { name: "Seaholme Libraries" }) },
  "/admin/agencies/:agencyId": { who: "admin", page: "/admin/agencies/harbour", fields: { name: "The Harbour Trust", phone: "01632 960111" }, wrong: [{ typed: { name: "" } }], effect: has("agency", { id: "harbour", name: "The Harbour Trust" }) },
  "/admin/agencies/:agencyId/sign-in": {
    who: "admin", page: "/admin/agencies/harbour/sign-in", fields: { "factors[]": ["app", "passkey"], issuer: "https://id.harbourproject.example", clientId: "panelroom", clientSecret: "five grey herons", emailClaim: "email" },
    wrong: [{ typed: { "factors[]": [] } }, { typed: { issuer: "http://id.harbourproject.example" } }, { typed: { clientId: "" } }, { typed: { clientSecret: "" } }], effect: has("provider", { agency_id: "harbour" }),
  },
  "/admin/people/new": { who: "admin", page: "/admin/people/new", fields: { ...person, isLead: "on" }, wrong: [{ typed: { email: "nowhere" } }, { typed: { email: emails.dan } }, { typed: { agencyId: "" } }], effect: has("person", { email: person.email }), answers: /Person added/ },
  "/admin/people/:personId": { who: "admin", page: "/admin/people/beth", fields: { jobTitle: "Licensing Manager" }, wrong: [{ typed: { email: emails.dan } }, { typed: { name: "" } }], effect: has("person", { id: "beth", job_title: "Licensing Manager" }) },
  "/admin/people/:personId/password": { who: "admin", page: "/admin/people/beth/password", fields: { beginning: "password" }, nothingToRefuse: "One of the two is always chosen", effect: has("person", { id: "beth", must_change_password: 1 }), answers: /New password set/ },
  "/admin/people/:personId/second-factor": { who: "admin", page: "/admin/people/f-lost/second-factor", nothingToRefuse: press, effect: gone("totp", { person_id: "f-lost" }) },
  "/admin/people/:personId/leaving": { who: "admin", page: "/admin/people/f-dora/leaving", nothingToRefuse: press, effect: has("person", { id: "f-dora", ended_at: { not: null } }) },
  "/admin/minutes/:documentId/folding": {
    who: "admin", page: "/admin/minutes/x-quarantined/folding", nothingToRefuse: press, effect: has("document", { id: "x-quarantined", quarantined_at: null }),
  },
  "/emergency/new": { who: "wilma", page: "/emergency/new", fields: { ref: "C-7101", code: "a child is missing now", reason: kept }, wrong: [{ typed: { ref: "" } }, { typed: { code: [] }, at: ["code"] }, { typed: { reason: "" } }], effect: has("emergency_access", { person_id: "wilma", subject_id: "x-child" }) },
  "/emergency/:emergencyId/closing": { who: "ewan", page: "/emergency/x-emergency/closing", nothingToRefuse: press, effect: has("emergency_access", { id: "x-emergency", ended_at: { not: null } }) },
  "/emergency/:emergencyId/conflict": { who: "ewan", page: "/emergency/f-emergency/conflict", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("conflict", { person_id: "ewan", subject_id: subjectOf("f-away") }) },
  "/inspections/:inspectionId/records/:subjectId/conflict": { who: "ewan", page: `/inspections/f-inspection/records/${subjectOf("f-list")}/conflict`, fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("conflict", { person_id: "ewan", subject_id: subjectOf("f-list") }) },
  "/privacy/emergencies/:emergencyId": { who: "wilma", page: "/privacy/emergencies/x-emergency", fields: { finding: "justified", note: kept }, wrong: [{ typed: { finding: [] }, at: ["finding"] }, { typed: { note: "" } }], effect: has("emergency_access", { id: "x-emergency", finding: "justified" }) },
  "/privacy/reads/:personId": { who: "wilma", page: "/privacy/reads/dan", fields: { kind: "unusual hours", note: kept }, wrong: [{ typed: { kind: [] }, at: ["kind"] }, { typed: { note: "" } }], effect: has("reads_followed_up", { person_id: "dan", kind: "unusual hours" }) },
  "/privacy/inspections/new": { who: "wilma", page: "/privacy/inspections/new", fields: { personId: "audit", why: kept, fromOn: british(0), untilOn: british(9), refs: "C-7101, C-7102" }, wrong: [{ typed: { personId: "" } }, { typed: { untilOn: british(-1) } }, { typed: { refs: "C-9999" } }, { typed: { personId: "chloe" } }, { typed: { refs: "" }, at: ["count"] }], effect: has("inspection", { person_id: "audit" }) },
  "/privacy/inspections/:inspectionId/ending": { who: "wilma", page: "/privacy/inspections/x-inspection/ending", nothingToRefuse: press, effect: has("inspection", { id: "x-inspection", ended_at: { not: null } }) },
  "/admin/panels/new": {
    who: "admin", page: "/admin/panels/new", fields: { name: "Harm Outside the Home", code: "HOH", remit: "Children harmed outside the home", frequency: "monthly", "definition-1": "Harm is happening", "definition-2": "Harm is likely", "definition-3": "Harm is possible", riskAtOrAbove: "on", "riskAtOrAbove-rank": "3" },
    wrong: [{ typed: { remit: "" } }, { typed: { code: "MACSE" } }, { typed: { meetingMinutes: "many" } }], effect: has("panel", { code: "HOH" }),
  },
  "/admin/panels/:panelId/settings": { who: "admin", page: "/admin/panels/mfh/settings", fields: { fromOn: british(1), frequency: "every second Thursday" }, wrong: [{ typed: { fromOn: british(-1) } }, { typed: { frequency: "" } }, { typed: { "missing-hours": "x" } }, { typed: { foldDays: "366" } }], effect: has("panel_version", { panel_id: "mfh", frequency: "every second Thursday" }) },
  "/admin/panels/:panelId/agencies": { who: "admin", page: "/admin/panels/mfh/agencies", fields: { "agencies[]": ["police", "csc", "health"] }, nothingToRefuse: "Any of the agencies shown may be ticked, or none", effect: has("panel_agency", { panel_id: "mfh", agency_id: "housing", to_on: { not: null } }) },
  "/admin/panels/:panelId/members/new": { who: "admin", page: "/admin/panels/mfh/members/new", fields: { personId: "helen", role: "member", fromOn: british(0), toOn: british(200) }, wrong: [{ typed: { personId: "" } }, { typed: { toOn: british(-3) } }], effect: has("membership", { panel_id: "mfh", person_id: "helen" }) },
  "/admin/memberships/:membershipId/ending": { who: "admin", page: "/admin/memberships/mfh-josie/ending", fields: { lastDay: british(0) }, wrong: [{ typed: { lastDay: british(-9) } }, { typed: { lastDay: "soon" } }], effect: has("membership", { id: "mfh-josie", to_on: { not: null } }) },

  "/subjects/new/:kind": [
    { page: "/subjects/new/child", fields: { family_name: "Pemberthy", given_names: "Alis", born_on: british(-5000), aliases: "Ali\nLissie", address: "4 Quay Street", panelId: "macse", why: kept, reviewOn: british(60) }, wrong: [{ typed: { why: "" } }, { typed: { born_on: british(5) } }], effect: has("subject", { display_name: "Alis Pemberthy" }) },
    { page: "/subjects/new/child", fields: { family_name: "Pemberthy", given_names: "Alys", panelId: "macse", why: kept, reviewOn: british(60) }, wrong: [{ typed: {}, at: ["somebodyElse"] }], onceRefused: { somebodyElse: "on" }, effect: has("subject", { display_name: "Alys Pemberthy" }) },
    { page: "/subjects/new/offender", fields: { family_name: "Harkaway", panelId: "macse", why: "Seen with children", reviewOn: british(60) }, wrong: [{ typed: { family_name: "" } }, { typed: { reviewOn: british(-1) } }], effect: has("offender", { family_name: "Harkaway" }) },
    { page: "/subjects/new/location", fields: { name: "The arcade", place_type: "shop or takeaway", panelId: "macse", why: "Children gather", reviewOn: british(60) }, wrong: [{ typed: { name: "" } }, { typed: { place_type: "" } }], effect: has("location", { name: "The arcade" }) },
  ],
  "/subjects/:subjectId/details": { page: "/subjects/x-child/details", fields: { given_names: "Idris", nationality: "Welsh", address: kept }, wrong: [{ typed: { born_on: "31/2/2012" } }, { typed: { born_on: british(4) } }], effect: has("child", { subject_id: "x-child", nationality: "Welsh" }) },
  "/subjects/:subjectId/aliases": { page: "/subjects/x-child/aliases", fields: { name: "Fern", kind: "known as" }, wrong: [{ typed: { name: "" } }, { typed: { name: "Quillfeather" } }], effect: has("alias", { subject_id: "x-child", name: "Fern" }) },
  "/subjects/:subjectId/aliases/:aliasId/removal": { page: "/subjects/x-child/aliases", to: "/subjects/x-child/aliases/f-alias/removal", nothingToRefuse: press, effect: gone("alias", { id: "f-alias" }) },
  "/meetings/:meetingId/guests/new": {
    page: "/meetings/x-live/guests/new", fields: { capacity: "observer", personId: "priya", "itemIds[]": ["x-item"], why: kept }, wrong: [{ typed: { why: "" } }, { typed: { personId: "" } }, { typed: { "itemIds[]": [] } }], effect: has("guest", { person_id: "priya", item_id: "x-item" }),
  },
  "/guests/:guestId/admission": { page: "/guests/x-guest/admission", nothingToRefuse: press, effect: has("guest_stay", { guest_id: "x-guest", to_at: null }) },
  "/guests/:guestId/writing": { page: "/guests/x-guest/writing", fields: { mayWrite: "yes" }, nothingToRefuse: "Either answer stands", effect: async (db) => (await count(db, "guest", { id: "x-guest" })) > 0 && (await db.selectFrom("guest").select("may_write").where("id", "=", "x-guest").executeTakeFirstOrThrow()).may_write === 1 },
  "/guests/:guestId/showing-out": { page: "/guests/f-guest/showing-out", nothingToRefuse: press, effect: has("guest_stay", { guest_id: "f-guest", to_at: { not: null } }) },
  "/guests/:guestId/ending": { page: "/guests/f-gone/ending", nothingToRefuse: press, effect: has("guest", { id: "f-gone", ended_at: { not: null } }) },
  "/visits/:meetingId": { who: "helen", page: "/visits/f-ending", fields: { agrees: "on" }, wrong: [{ typed: { agrees: [] } }], effect: has("guest", { id: "f-sign", signed_at: { not: null } }) },
  "/items/:itemId/closed-session": { page: "/items/f-end-item/closed-session", fields: { "agencyIds[]": ["police"], minuterId: "dan" }, wrong: [{ typed: { "agencyIds[]": [] } }, { typed: { minuterId: "chloe" } }], effect: has("closed_session", { item_id: "f-end-item", minuter_id: "dan" }) },
  "/items/:itemId/closed-session/ending": { page: "/items/f-away-item/closed-session/ending", nothingToRefuse: press, effect: has("closed_session", { id: "f-closed", to_at: { not: null } }) },
  "/items/:itemId/restricted-minutes/new": { who: "dan", page: "/items/x-item/restricted-minutes/new", fields: { handling: "health", contact: kept, hidden: ["on"] }, wrong: [{ typed: { contact: "" } }, { typed: { handling: [] } }, { typed: { handling: "named agencies", "agencyIds[]": [] }, at: ["agencyIds"] }], effect: has("restricted_minutes", { item_id: "x-item", handling: "health", hidden: 1 }) },
  "/restricted-minutes/:restrictedId/handling": { who: "dan", page: "/restricted-minutes/x-restricted/handling", fields: { handling: "named agencies", "agencyIds[]": ["health"], reason: kept, lawfulBasis: "public task" }, wrong: [{ typed: { reason: "" } }, { typed: { lawfulBasis: "" } }, { typed: { "agencyIds[]": [] } }], effect: has("restricted_minutes_agency", { restricted_id: "x-restricted", agency_id: "health" }) },
  "/restricted-minutes/:restrictedId/removal": { who: "dan", page: "/restricted-minutes/f-restricted/removal", nothingToRefuse: press, effect: has("restricted_minutes", { id: "f-restricted", ended_at: { not: null } }) },
  "/subjects/:subjectId/notes/new": {
    who: "dan", page: "/subjects/x-child/notes/new", fields: { text: kept, handling: "police", source: "2", information: "B", code: "C", conditions: "Not to the family", sanitised: "Seen with older men" },
    wrong: [{ typed: { text: "" } }, { typed: { handling: "named agencies" }, at: ["agencyIds"] }, { typed: { conditions: "" } }, { typed: { sanitised: "" } }, { typed: { handling: "shared" } }, { typed: { source: "" } }], effect: has("note", { agency_id: "police", source_grade: "2", handling: "police" }),
  },
  "/items/:itemId/own-notes": { who: "dan", page: "/items/x-item/own-notes", fields: { ownNote: kept }, wrong: [{ typed: { ownNote: "" } }], effect: has("own_note", { person_id: "dan", item_id: "x-item" }) },
  "/subjects/:subjectId/own-notes": { who: "dan", page: "/subjects/x-child/own-notes", fields: { ownNote: kept }, wrong: [{ typed: { ownNote: "" } }], effect: has("own_note", { person_id: "dan", subject_id: "x-child" }) },
  "/own-notes/:ownNoteId/removal": { page: "/own-notes/x-own-note/removal", nothingToRefuse: press, effect: gone("own_note", { id: "x-own-note" }) },
  "/items/:itemId/brief-reading": { who: "ruth", page: "/meetings/x-live/brief", to: "/items/x-item/brief-reading", nothingToRefuse: press, effect: has("brief_read", { item_id: "x-item", person_id: "ruth" }) },
  "/admin/panels/:panelId/template": { who: "admin", page: "/admin/panels/macse/template", fields: { file: [template] }, wrong: [{ typed: { file: [] } }, { typed: { file: [notTaken] } }], effect: has("paper_template", { panel_id: "macse", ended_at: null }) },
  "/admin/panels/:panelId/template/removal": { who: "admin", page: "/admin/panels/mfh/template/removal", nothingToRefuse: press, effect: async (db) => (await count(db, "news", { what: "paper template removed" })) > 0 },
  "/meetings/:meetingId/returns/grid": { who: "ruth", page: "/meetings/f-published/returns/grid", nothingToRefuse: press, effect: has("return_reminder", { meeting_id: "f-published", kind: "chased" }) },
  "/meetings/:meetingId/returns": { who: "dan", page: "/meetings/f-published/returns", fields: { "returns[]": ["f-nothing-return"] }, wrong: [{ typed: { "returns[]": [] } }], effect: has("agency_return", { id: "f-nothing-return", state: "nothing held" }) },
  "/returns/:returnId/writing": [
    { who: "dan", page: "/returns/f-write-return/writing", fields: { contactText: kept, way: "draft" }, wrong: [{ typed: { contactText: "" }, at: [] }], effect: has("agency_return", { id: "f-write-return", state: "draft" }) },
    { who: "dan", page: "/returns/f-write-return/writing", fields: { contactText: kept, worriesText: "A new phone", worriesHandling: "police", contact: "Dan Kowalczyk" }, wrong: [{ typed: { contact: "" } }, { typed: { worriesSafe: ["on"] } }, { typed: { worriesHandling: "shared", worriesHidden: ["on"] }, at: ["worriesHidden"] }, { typed: { worriesHandling: "named agencies" }, at: ["worriesAgencyIds"] }], effect: has("agency_return", { id: "f-write-return", state: "submitted" }) },
  ],
  "/returns/:returnId/answer": { who: "dan", page: "/returns/f-answer-return/answer", fields: { answer: "declined", declinedReason: kept }, wrong: [{ typed: { declinedReason: "" } }], effect: has("agency_return", { id: "f-answer-return", state: "declined" }) },
  "/returns/:returnId/receipt": { who: "ruth", page: "/returns/f-enter-return/receipt", fields: { how: "by telephone", summaryText: kept, contact: "Chloe Adeyemi" }, wrong: [{ typed: { receivedOn: british(1) } }, { typed: { receivedTime: "noon" } }, { typed: { contact: "" } }], effect: has("return_version", { return_id: "f-enter-return", received_how: "by telephone" }) },
  "/subjects/:subjectId/files/new": { who: "dan", page: "/subjects/x-child/files/new", fields: { title: kept, file: [plainFile] }, wrong: [{ typed: { title: "" } }, { typed: { file: [] } }, { typed: { file: [notTaken] } }, { typed: { handling: "named agencies", "agencyIds[]": [] }, at: ["agencyIds"] }], effect: has("file", { subject_id: "x-child", title: kept }) },
  "/items/:itemId/files/new": { who: "dan", page: "/items/x-item/files/new", fields: { title: "The plan", file: [plainFile] }, wrong: [{ typed: { title: "" } }, { typed: { file: [] } }], effect: has("file", { item_id: "x-item", title: "The plan" }) },
  "/actions/:actionId/files/new": { who: "dan", page: "/actions/x-action/files/new", fields: { title: "The receipt", file: [plainFile] }, wrong: [{ typed: { title: "" } }, { typed: { file: [] } }], effect: has("file", { action_id: "x-action", title: "The receipt" }) },
  "/files/:fileId/handling": { who: "dan", page: "/files/x-file/handling", fields: { handling: "police", reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { handling: "named agencies", "agencyIds[]": [] }, at: ["agencyIds"] }], effect: has("file", { id: "x-file", handling: "police" }) },
  "/files/:fileId/withdrawal": { who: "dan", page: "/files/x-file/withdrawal", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("file", { id: "x-file", ended_at: { not: null } }) },
  "/notes/:noteId/handling": { who: "dan", page: "/notes/f-note/handling", fields: { handling: "named agencies", "agencyIds[]": ["health"], reason: kept, lawfulBasis: "public task" }, wrong: [{ typed: { reason: "" } }, { typed: { lawfulBasis: "" } }, { typed: { "agencyIds[]": [] } }], effect: has("note_agency", { note_id: "f-note", agency_id: "health" }) },
  "/notes/:noteId/withdrawal": { who: "dan", page: "/notes/x-note/withdrawal", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("note", { id: "x-note", ended_at: { not: null } }) },
  "/subjects/:subjectId/conflicts/new": { page: "/subjects/x-location/conflicts/new", fields: { personId: "chloe", reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("conflict", { person_id: "chloe", subject_id: "x-location" }) },
  "/subjects/:subjectId/conflicts/:conflictId/ending": { page: "/subjects/x-child/conflicts/x-conflict/ending", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("conflict", { id: "x-conflict", ended_at: { not: null } }) },
  "/subjects/:subjectId/care/new": { page: "/subjects/x-child/care/new", fields: { legalStatus: "section 31, care order", placement: "foster care", provider: "Seaholme Fostering", address: kept, fromOn: british(-10) }, wrong: [{ typed: { fromOn: "" } }, { typed: { fromOn: british(9) } }, { typed: { legalStatus: "", placement: "" }, at: ["legalStatus"] }], effect: has("care_episode", { child_id: "x-child", placement_provider: "Seaholme Fostering" }) },
  "/subjects/:subjectId/care/:episodeId": { page: "/subjects/x-child/care/x-care", fields: { legalStatus: "section 38, interim care order", provider: "Corrected Provider", toOn: british(-20) }, wrong: [{ typed: { toOn: "someday" } }, { typed: { toOn: british(-200) } }], effect: has("care_episode", { child_id: "x-child", placement_provider: "Corrected Provider" }) },
  "/subjects/:subjectId/missing/new": { page: "/subjects/x-child/missing/new", fields: { kind: "missing", fromOn: british(-5), fromTime: "22:10", toOn: british(-4), toTime: "06:30", grade: "high", missingFrom: "The hostel", howFound: "police", foundAt: "L-7101", harm: "None known", note: kept }, wrong: [{ typed: { fromOn: "" } }, { typed: { toOn: british(-6) } }, { typed: { fromTime: "late" } }, { typed: { foundAt: "L-9999" } }], effect: has("missing_episode", { child_id: "x-child", missing_from: "The hostel" }) },
  "/subjects/:subjectId/missing/:episodeId": { page: "/subjects/x-child/missing/x-missing", fields: { toTime: "07:15", reportedBy: "The night staff" }, wrong: [{ typed: { toTime: "25:99" } }, { typed: { fromOn: british(3) } }], effect: has("missing_episode", { child_id: "x-child", reported_by: "The night staff" }) },
  "/subjects/:subjectId/missing/:episodeId/interview": { page: "/subjects/x-child/missing/x-missing/interview", fields: { offered: "yes", offeredOn: british(-7), result: "completed", completedOn: british(-6), interviewer: "Sunniva Holt", independent: "yes", childsAccount: kept }, wrong: [{ typed: { completedOn: "" } }, { typed: { completedOn: british(2) } }], effect: has("return_interview", { interviewer: "Sunniva Holt" }) },
  "/subjects/:subjectId/periods/new": { page: "/subjects/x-child/periods/new?kind=school", to: "/subjects/x-child/periods/new", fields: { value: "Quayside Academy", detail: kept, fromOn: british(-3) }, wrong: [{ typed: { value: "" } }, { typed: { fromOn: british(3) } }], effect: has("period", { subject_id: "x-child", value: "Quayside Academy" }) },
  "/subjects/:subjectId/periods/:periodId/correction": { page: "/subjects/x-child/periods/x-period/correction", fields: { value: "Harbour High" }, wrong: [{ typed: { value: "" } }, { typed: { toOn: british(-500) } }], effect: has("period", { subject_id: "x-child", value: "Harbour High" }) },
  "/subjects/:subjectId/periods/:periodId/end": { page: async (db) => `/subjects/x-child/periods/${(await db.selectFrom("period").select("id").where("value", "=", "Quayside Academy").executeTakeFirstOrThrow()).id}/end`, fields: { toOn: british(0) }, wrong: [{ typed: { toOn: "" } }, { typed: { toOn: british(-300) } }], effect: has("period", { value: "Quayside Academy", to_on: today }) },
  "/subjects/:subjectId/links/new": { page: "/subjects/x-child/links/new", fields: { other: "O-7101", kind: "alleged exploiter", confidence: "suspected", source: "Police log", fromOn: british(-8), note: kept }, wrong: [{ typed: { other: "" } }, { typed: { other: "C-7101" } }, { typed: { kind: "peer" } }, { typed: { kind: "associate" }, at: ["other"] }, { typed: { fromOn: british(8) } }], effect: has("link", { kind: "alleged exploiter", source: "Police log" }) },
  "/subjects/:subjectId/links/:linkId/handling": { who: "dan", page: "/subjects/x-child/links/x-link/handling", fields: { handling: "police", reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { handling: "named agencies" }, at: ["agencyIds"] }], effect: has("link", { id: "x-link", handling: "police" }) },
  "/subjects/:subjectId/links/:linkId": { page: "/subjects/x-child/links/f-link", fields: { confidence: "confirmed", source: "Birth certificate" }, wrong: [{ typed: { toOn: british(8) } }, { typed: { toOn: "once" } }], effect: has("link", { id: "f-link", confidence: "confirmed" }) },
  "/subjects/:subjectId/measures/new": { page: "/subjects/x-offender/measures/new", fields: { kind: "sexual risk order", status: "issued", issuedBy: "Seaholme Magistrates", issuedOn: british(-2), terms: kept, another: "C-7101" }, wrong: [{ typed: { kind: "" } }, { typed: { issuedOn: "" } }, { typed: { another: "C-9999" } }], effect: has("measure", { against_id: "x-offender", issued_by: "Seaholme Magistrates" }) },
  "/subjects/:subjectId/measures/:measureId": { page: "/subjects/x-offender/measures/f-measure", fields: { status: "withdrawn", statusReason: "Moved away" }, wrong: [{ typed: { statusReason: "" } }, { typed: { expiresOn: british(-90) } }], effect: has("measure", { id: "f-measure", status: "withdrawn" }) },
  "/subjects/:subjectId/measures/:measureId/breaches/new": { page: "/subjects/x-offender/measures/f-climb/breaches/new", fields: { breachedOn: british(-1), response: kept }, wrong: [{ typed: { breachedOn: "" } }, { typed: { breachedOn: british(1) } }], effect: has("measure_breach", { measure_id: "f-climb" }) },
  "/subjects/:subjectId/measures/:measureId/successor": { page: "/subjects/x-offender/measures/f-climb/successor", fields: { kind: "sexual risk order", issuedOn: british(0), issuedBy: "Northmoor Magistrates" }, wrong: [{ typed: { issuedOn: "" } }, { typed: { issuedOn: british(-60) } }], effect: has("measure", { issued_by: "Northmoor Magistrates" }) },
  "/subjects/:subjectId/cases/new": { who: "gareth", page: "/subjects/x-child/cases/new", fields: { panelId: "mfh", why: kept, reviewOn: british(40) }, wrong: [{ typed: { why: "" } }, { typed: { reviewOn: british(-1) } }, { typed: { panelId: "" } }], effect: has("panel_case", { subject_id: "x-child", panel_id: "mfh" }) },
  "/subjects/:subjectId/proposal": {
    page: "/subjects/x-location/proposal", fields: { panelId: "macse", reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: {}, at: ["panelId"] }], between: (db) => db.deleteFrom("referral").where("id", "=", "f-proposed").execute(),
    effect: has("referral", { subject_id: "x-location", reason: kept }),
  },
  "/subjects/:subjectId/referrals/new": { page: "/subjects/x-ended-child/referrals/new", fields: { fromPanelId: "macse", toPanelId: "mfh", reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("referral", { subject_id: "x-ended-child", to_panel_id: "mfh" }) },
  "/subjects/:subjectId/risks/new": { page: "/subjects/x-offender/risks/new", fields: { level: "Medium", rationale: kept, decidedOn: british(0), nextReviewOn: british(50) }, wrong: [{ typed: { rationale: "" } }, { typed: { decidedOn: british(2) } }, { typed: { nextReviewOn: british(-2) } }], effect: has("risk", { subject_id: "x-offender", level: "Medium" }) },

  "/cases/:caseId/review": { page: "/cases/x-case-3/review", fields: { onDay: british(45), ownerId: "owen", why: kept }, wrong: [{ typed: { why: "" } }, { typed: { onDay: british(-1) } }, { typed: { ownerId: "" } }], effect: has("case_next", { case_id: "x-case-3", kind: "review", owner_id: "owen", ended_at: null }) },
  "/cases/:caseId/closing": { page: "/cases/x-case-3/closing", fields: { reason: "managed under another plan", detail: "Child protection plan", supportContinues: kept, wouldBringBack: "A new episode", onDay: british(20), ownerId: "ruth" }, wrong: [{ typed: { reason: "" } }, { typed: { supportContinues: "" } }, { typed: { onDay: british(-2) } }], effect: has("case_next", { case_id: "x-case-3", kind: "closing", ended_at: null }) },
  "/cases/:caseId/closing-withdrawal": { page: "/cases/x-case-3/closing-withdrawal", fields: { why: kept, onDay: british(33), ownerId: "chloe" }, wrong: [{ typed: { why: "" } }, { typed: { onDay: "never" } }], effect: has("case_next", { case_id: "x-case-3", kind: "review", owner_id: "chloe", ended_at: null }) },
  "/cases/:caseId/closure": { page: "/cases/x-case-3/closure", fields: { reason: "in custody", detail: "Until May", supportContinues: kept, wouldBringBack: "Release" }, wrong: [{ typed: { reason: "" } }, { typed: { detail: "" } }, { typed: { wouldBringBack: "" } }], effect: has("panel_case", { id: "x-case-3", closed_on: { not: null } }) },

  "/imports/new": { who: "ruth", page: "/imports/new", fields: { panelId: "macse", authority: "Seaholme", files }, wrong: [{ typed: { authority: "" } }, { typed: { panelId: "" } }, { typed: { files: [] } }], effect: has("import_run", { kind: "ssda903", authority: "Seaholme" }) },
  "/imports/:importId/choice": [
    { who: "ruth", page: ofImport(""), to: ofImport("/choice"), fields: { "groups[]": [] }, nothingToRefuse: "Any of the groups shown may be ticked, or none", effect: has("import_child", { child_number: "900001", take: 0 }) },
    { who: "ruth", page: ofImport("?only=all"), to: ofImport("/choice"), fields: { "groups[]": ["missing"] }, nothingToRefuse: "Any of the groups shown may be ticked, or none", effect: has("import_child", { child_number: "900001", take: 1 }) },
  ],
  "/imports/:importId/confirmation": { who: "ruth", page: ofImport(""), to: ofImport("/confirmation"), nothingToRefuse: press, effect: has("child", { authority_number: "900001" }) },
  "/imports/names": { who: "ruth", page: "/imports/names", fields: { panelId: "macse", authority: "Seaholme", files: [csv("names.csv", ["Number,Surname,Forename", "900001,Lark,Bronwen"])] }, wrong: [{ typed: { authority: "" } }, { typed: { files: [] } }], effect: has("import_run", { kind: "names" }) },
  "/imports/:importId/columns": { who: "ruth", page: ofImport("/columns"), fields: { child: "Number", family: "Surname", given: "Forename" }, wrong: [{ typed: { child: "" } }, { typed: { family: "", given: "" }, at: ["family"] }], effect: async (db) => !(await isState("columns")(db)) },
  "/imports/:importId/withdrawal": { who: "ruth", page: ofImport(""), to: ofImport("/withdrawal"), nothingToRefuse: press, effect: isState("discarded") },

  "/panels/:panelId/meetings/new": { page: "/panels/macse/meetings/new", fields: meeting, wrong: [{ typed: { onDay: "" } }, { typed: { time: "noonish" } }, { typed: { minutesLong: "5" } }, { typed: { onDay: british(-5) } }], effect: has("meeting", { panel_id: "macse", on_day: iso(saturday(90)), place: "The long room" }) },
  // What is shown first writes nothing: it is tried once more with what it shows.
  "/panels/:panelId/series/new": { page: "/panels/macse/series/new", fields: series, wrong: [{ typed: { time: "noonish" } }, { typed: { fromOn: british(-5) } }, { typed: { months: "99" } }, { typed: { every: "40", kind: "weeks" }, at: ["every"] }, { typed: { nth: "9" } }], effect: shown(), answers: /This makes \d+ meetings/ },
  "/series/:seriesId": { page: "/series/x-series", fields: { months: "5" }, wrong: [{ typed: { months: "many" } }, { typed: { months: "0" } }], effect: has("meeting", { series_id: "x-series" }) },
  "/series/:seriesId/change": { page: "/series/x-series/change", fields: { kind: "weeks", every: "4", weekday: "3" }, wrong: [{ typed: { every: "none" } }, { typed: { fromOn: british(-5) } }], effect: shown(), answers: /Nothing is changed yet/ },
  "/series/:seriesId/ending": { page: "/series/x-series/ending", nothingToRefuse: press, effect: has("series", { id: "x-series", ended_at: { not: null } }) },
  "/meetings/:meetingId/cancellation": { page: "/meetings/f-off/cancellation", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("meeting", { id: "f-off", cancelled_reason: kept }) },
  "/meetings/:meetingId/postponement": { page: "/meetings/f-soon/postponement", fields: { onDay: british(saturday(71)), time: "14:30", reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { onDay: british(-1) } }, { typed: { time: "late" } }], effect: has("meeting_move", { meeting_id: "f-soon", reason: kept }) },
  "/meetings/:meetingId/reply": [
    { who: "dan", page: "/meetings/f-soon", to: "/meetings/f-soon/reply", nothingToRefuse: press, effect: has("reply", { person_id: "dan", answer: "accepted" }) },
    { who: "dan", page: "/meetings/f-soon/reply", fields: { deputyId: "f-stand-in" }, wrong: [{ typed: { deputyId: "" } }], effect: has("reply", { person_id: "dan", answer: "deputy", deputy_id: "f-stand-in" }) },
  ],
  "/visits/:meetingId/reply": { who: "helen", page: "/visits/f-soon", to: "/visits/f-soon/reply", nothingToRefuse: press, effect: has("reply", { person_id: "helen", answer: "accepted" }) },
  "/meetings/:meetingId/guests/times": { page: "/meetings/x-live/guests/times", nothingToRefuse: press, effect: has("guest", { id: "x-guest", told_for: { not: null } }) },
  "/meetings/:meetingId/agenda/break": { page: "/meetings/f-order/agenda/break", fields: { afterId: "f-order-1", minutes: "12" }, wrong: [{ typed: { afterId: "" } }, { typed: { minutes: "long" } }], effect: has("item", { meeting_id: "f-order", is_break: 1 }) },
  "/meetings/:meetingId/agenda/order": [
    { page: "/meetings/f-order/agenda", to: "/meetings/f-order/agenda/order", nothingToRefuse: press, effect: has("agenda_order", { meeting_id: "f-order" }) },
    { page: "/meetings/f-order/agenda", to: "/meetings/f-order/agenda/order", nothingToRefuse: press, effect: has("agenda_order", { meeting_id: "f-order", undone_at: { not: null } }) },
  ],
  "/meetings/:meetingId/setting": { page: "/meetings/x-draft/setting", fields: { onDay: british(saturday(29)), place: "The short room" }, wrong: [{ typed: { onDay: british(-5) } }, { typed: { time: "" } }], effect: has("meeting", { id: "x-draft", place: "The short room" }) },
  "/meetings/:meetingId/agenda": { page: "/meetings/f-bare/agenda", nothingToRefuse: press, effect: has("meeting", { id: "f-bare", proposed_at: { not: null } }) },
  "/meetings/:meetingId/agenda/new": { page: "/meetings/x-draft/agenda/new", fields: { subject: "O-7101", reason: kept, minutes: "15", leadId: "owen" }, wrong: [{ typed: { subject: "O-9999" } }, { typed: { subject: "" } }, { typed: { reason: "" } }, { typed: { minutes: "no" } }], effect: has("item", { meeting_id: "x-draft", subject_id: "x-offender" }) },
  "/meetings/:meetingId/agenda/standing": { page: "/meetings/x-draft/agenda/standing", fields: { title: "Themes of the month", minutes: "6", where: "before" }, wrong: [{ typed: { title: "" } }, { typed: { minutes: "none" } }], effect: has("item", { meeting_id: "x-draft", title: "Themes of the month" }) },
  "/meetings/:meetingId/agenda/listing": { page: "/meetings/x-draft/agenda", to: "/meetings/x-draft/agenda/listing", fields: { "proposals[]": ["f-list-propos"] }, wrong: [{ typed: { "proposals[]": [] } }, { typed: { "proposals[]": ["f-list-propos", "f-clash-propo"] } }], effect: has("item", { meeting_id: "x-draft", subject_id: subjectOf("f-list") }) },
  "/meetings/:meetingId/agenda/deferral": { page: "/meetings/x-draft/agenda/deferral?proposals[]=f-defer-propo", to: "/meetings/x-draft/agenda/deferral", fields: { until: british(80), reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { until: british(-1) } }, { typed: { until: "later" } }], effect: has("proposal", { id: "f-defer-proposal", decision: "deferred" }) },
  "/meetings/:meetingId/agenda/declining": { page: "/meetings/x-draft/agenda/declining?proposals[]=f-decline-pro", to: "/meetings/x-draft/agenda/declining", fields: { reviewOn: british(80), reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { reviewOn: british(-1) } }, { typed: { reviewOn: "" } }], effect: has("proposal", { id: "f-decline-proposal", decision: "declined" }) },
  "/notices/:noticeId/dismissal": [
    { page: "/notices/f-amend-page/dismissal", nothingToRefuse: press, effect: has("document_notice", { id: "f-amend-page", ended_how: "let go" }) },
    { page: "/meetings/x-live/live?item=f-amend-item", to: "/notices/f-amend-let/dismissal", nothingToRefuse: press, effect: has("document_notice", { id: "f-amend-let", ended_how: "let go" }) },
  ],
  "/notices/:noticeId/restoration": [
    { page: "/meetings/x-live/live?item=f-amend-item", to: "/notices/f-amend-put/restoration", nothingToRefuse: press, effect: has("document_notice", { id: "f-amend-put", ended_how: "put back" }) },
    { page: "/notices/f-decide-put/restoration", nothingToRefuse: press, effect: has("document_notice", { id: "f-decide-put", ended_how: "put back" }) },
  ],
  "/items/:itemId/history/restoration": { page: "/items/f-decide-item/history/restoration?at=2", to: "/items/f-decide-item/history/restoration", nothingToRefuse: press, effect: has("document_update", { document_id: "f-decide-document", seq: 4 }) },
  "/items/:itemId/plan": [
    { page: "/items/x-draft-item/plan", fields: { minutes: "25", leadId: "chloe" }, wrong: [{ typed: { minutes: "many" } }, { typed: { minutes: "0" } }], effect: has("item", { id: "x-draft-item", minutes: 25 }) },
    { page: "/meetings/x-draft/agenda", to: "/items/x-draft-item/plan", fields: { minutes: "26", leadId: "owen" }, wrong: [{ typed: { minutes: "" } }], effect: has("item", { id: "x-draft-item", minutes: 26 }) },
  ],
  "/items/:itemId/position": [
    { page: "/items/f-move-item/position", fields: { to: "up" }, wrong: [{ typed: { to: [] } }], effect: ahead("f-move-item", "f-withdraw-item") },
    { page: "/meetings/x-draft/agenda", to: "/items/f-move-item/position", fields: { to: "down" }, nothingToRefuse: "Two buttons, each with where it goes", effect: ahead("f-withdraw-item", "f-move-item") },
  ],
  "/items/:itemId/withdrawal": { page: "/items/f-withdraw-item/withdrawal", fields: { reason: kept, reviewOn: british(70) }, wrong: [{ typed: { reason: "" } }, { typed: { reviewOn: british(-1) } }], effect: has("item", { id: "f-withdraw-item", withdrawn_at: { not: null } }) },
  "/meetings/:meetingId/agenda/publication": { page: "/meetings/f-ready/agenda", to: "/meetings/f-ready/agenda/publication", nothingToRefuse: press, effect: has("meeting", { id: "f-ready", status: "published" }) },

  "/meetings/:meetingId/live": { page: "/meetings/f-published/live", nothingToRefuse: press, effect: has("meeting", { id: "f-published", status: "live" }) },
  "/meetings/:meetingId/current": [
    { page: "/meetings/f-published/current", fields: { itemId: "f-open-item" }, wrong: [{ typed: { itemId: "" } }], effect: has("meeting", { id: "f-published", current_item_id: "f-open-item" }) },
    { page: "/meetings/f-published/live?item=f-pub-item", to: "/meetings/f-published/current", nothingToRefuse: press, effect: has("meeting", { id: "f-published", current_item_id: "f-pub-item" }) },
  ],
  "/meetings/:meetingId/attendance": { page: "/meetings/x-live/attendance", fields: { "status.dan": "apologies", "sent.dan": "yes", "status.ruth": "present", "deputy.dan": "f-stand-in" }, wrong: [{ typed: { "status.dan": "present" }, at: ["deputy.dan"] }], effect: has("attendance", { meeting_id: "x-live", person_id: "f-stand-in", status: "deputy" }) },
  "/meetings/:meetingId/times": { page: "/meetings/x-live/times?person=ruth", to: "/meetings/x-live/times", fields: { "from.0": "00:00", "to.0": "" }, wrong: [{ typed: { "from.0": "noon" } }, { typed: { "from.0": "", "to.0": "00:00" }, at: ["from.0"] }, { typed: { "from.0": "23:59" }, at: ["from.0"] }], effect: has("room_stay", { meeting_id: "x-live", person_id: "ruth", how: "by hand" }) },
  "/meetings/:meetingId/hands": { who: "ruth", page: "/meetings/x-live/hands", nothingToRefuse: press, effect: has("hand", { person_id: "ruth" }) },
  "/hands/:handId": { who: "dan", page: "/hands/x-hand", fields: { place: "down" }, nothingToRefuse: "One of the choices is always taken", effect: gone("hand", { id: "x-hand" }) },
  "/items/:itemId/cards": { who: "owen", page: "/items/x-item/cards", fields: { place: "01" }, nothingToRefuse: "One of the choices is always taken", effect: has("card", { item_id: "x-item", agency_id: "yjs" }) },
  "/items/:itemId/cards/showing": { page: "/items/x-item/cards/showing", nothingToRefuse: press, effect: has("card_showing", { item_id: "x-item" }) },
  "/meetings/:meetingId/chair/taking": { page: "/meetings/x-live/chair/taking", nothingToRefuse: press, effect: has("chairing", { meeting_id: "x-live", person_id: "amira" }) },
  "/meetings/:meetingId/chair": { page: "/meetings/x-live/chair", fields: { toId: "gareth" }, nothingToRefuse: "Whoever may take it is chosen from the start", effect: async (db) => (await count(db, "chairing", { meeting_id: "x-live", person_id: "gareth" })) > 1 },
  "/visits/:meetingId/hand": { who: "priya", page: "/visits/f-hand/hand", nothingToRefuse: press, effect: has("hand", { person_id: "priya" }) },
  "/meetings/:meetingId/matters": { page: "/meetings/x-live/matters", fields: { "how.f-before": "not possible", "saidBy.f-before": "", "note.f-before": kept }, wrong: [{ typed: { "how.f-before": [] } }, { typed: { "note.f-before": "" } }], effect: has("matter", { action_id: "f-before", how: "not possible" }) },
  "/items/:itemId/action": { page: "/items/f-decide-item/action", fields: { what: kept, personId: "owen", due: "in 10 working days", "briefing[]": ["name"], briefingNote: "Ring first", alsoAbout: "O-7101" }, wrong: [{ typed: { what: "" } }, { typed: { due: "whenever" } }, { typed: { personId: "", agencyId: "" }, at: ["agencyId"] }, { typed: { alsoAbout: "C-9999" } }], effect: has("action", { item_id: "f-decide-item", what: kept }) },
  "/items/:itemId/risk": { page: "/items/f-decide-item/risk", fields: { level: "High", rationale: kept, nextReviewOn: british(30), dissent: "Nobody" }, wrong: [{ typed: { rationale: "" } }, { typed: { nextReviewOn: british(-1) } }], effect: has("risk", { item_id: "f-decide-item", level: "High" }) },
  "/items/:itemId/sharing": {
    page: "/items/f-decide-item/sharing", fields: { decision: "share", what: kept, ownerAgencyId: "police", toAgencyId: "health", purpose: "To plan", necessity: "Nothing less", proportionality: "Weighed", lawfulBasis: "public task", senderAgencyId: "police", sendBy: "in 5 working days", how: "secure e-mail" },
    wrong: [{ typed: { what: "" } }, { typed: { purpose: "" } }, { typed: { lawfulBasis: "" } }, { typed: { sendBy: "whenever" } }, { typed: { decision: "defer" }, at: ["reason"] }, { typed: { toAgencyId: "" } }], effect: has("sharing", { item_id: "f-decide-item", what: kept }),
  },
  "/items/:itemId/decision": { page: "/items/f-decide-item/decision", fields: { text: "Stay on the plan", reason: kept, dissent: "Nobody" }, wrong: [{ typed: { text: "" } }, { typed: { reason: "" } }], effect: has("decision", { item_id: "f-decide-item", reason: kept }) },
  "/items/:itemId/marker": { page: "/items/f-decide-item/marker", fields: { want: "place", system: "school alert", agencyId: "schools", askBy: "in 5 working days", why: kept }, wrong: [{ typed: { system: "" } }, { typed: { agencyId: "" } }, { typed: { askBy: "whenever" } }, { typed: { why: "" } }], effect: has("marker", { item_id: "f-decide-item", why: kept }) },
  "/items/:itemId/measure": { page: "/items/f-decide-item/measure", fields: { kind: "sexual risk order", against: "O-7101", status: "requested", agencyId: "police", why: kept, decideBy: "in 5 working days" }, wrong: [{ typed: { kind: "" } }, { typed: { against: "O-9999" } }, { typed: { agencyId: "" } }, { typed: { decideBy: "whenever" } }], effect: has("chosen_measure", { item_id: "f-decide-item", why: kept }) },
  "/items/:itemId/carrying-on": { page: "/items/f-decide-item/carrying-on", fields: { actionId: "f-carry-action" }, nothingToRefuse: "One of a list is chosen", effect: has("action_event", { action_id: "f-carry-action", kind: "carried on" }) },
  "/items/:itemId/references": { page: "/items/x-item/references", fields: { refs: "C-7101, O-9999" }, nothingToRefuse: "What means nothing is said on its page", answers: /C-7101<\/a><\/strong>.{0,20}Quillfeather|Idris Quillfeather/, effect: has("news", { what: "list opened", detail: "C-7101", person_id: "amira", panel_id: "macse" }) },
  "/items/:itemId/outcome": { page: "/items/f-decide-item/outcome", fields: { outcome: "risk agreed", untilOn: british(30), note: kept }, wrong: [{ typed: { outcome: "deferred", note: "" }, at: ["note"] }, { typed: { outcome: "closed to this panel" }, at: ["closedReason"] }, { typed: { outcome: "referred to another panel" }, at: ["panelId"] }, { typed: { untilOn: british(-3) } }], effect: has("item", { id: "f-decide-item", outcome: "risk agreed" }) },
  "/items/:itemId/withdrawals/new": { page: "/items/f-away-item/withdrawals/new", fields: { "passage[]": ["72.0.10~"], to: "out", reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { "passage[]": [] }, at: ["passage"] }, { typed: { to: [] }, at: ["to"] }], effect: has("withdrawal", { document_id: "f-away-document", reason: kept, chars: 10 }) },
  "/items/:itemId/minutes-closing": { page: "/items/f-back-item/minutes-closing", wrong: [{ typed: {}, at: [] }], between: (db) => closed(db, "f-back-item", null), effect: has("news", { what: "document frozen", item_id: "f-back-item" }) },
  "/items/:itemId/minutes-reopening": { page: "/items/f-amend-item/minutes-reopening", wrong: [{ typed: {}, at: [] }], between: (db) => closed(db, "f-amend-item", at), effect: has("news", { what: "document reopened", item_id: "f-amend-item" }) },
  "/items/:itemId/read-back": [
    { page: "/items/f-decide-item/read-back", nothingToRefuse: press, effect: has("item", { id: "f-decide-item", agreed_at: { not: null } }) },
    { page: "/items/f-back-item/read-back", wrong: [{ typed: {}, at: [] }], between: (db) => db.updateTable("item").set({ outcome: "risk agreed" }).where("id", "=", "f-back-item").execute(), effect: has("item", { id: "f-back-item", agreed_at: { not: null } }) },
  ],
  "/actions/:actionId/amendment": { page: "/actions/f-amend-action/amendment", fields: { what: "Visit, amended", due: british(9) }, wrong: [{ typed: { what: "" } }, { typed: { due: british(-9) } }], effect: has("action", { id: "f-amend-action", what: "Visit, amended" }) },
  "/actions/:actionId/issue": { page: "/items/f-amend-item/read-back", to: "/actions/f-issue-action/issue", nothingToRefuse: press, effect: has("action", { id: "f-issue-action", issued_at: { not: null } }) },
  "/actions/:actionId/removal": { page: "/items/f-amend-item/read-back", to: "/actions/f-remove-action/removal", nothingToRefuse: press, effect: has("action", { id: "f-remove-action", removed_at: { not: null } }) },
  "/risks/:riskId/amendment": { page: "/risks/f-amend-risk/amendment", fields: { level: "Low", rationale: kept, nextReviewOn: british(60) }, wrong: [{ typed: { rationale: "" } }, { typed: { nextReviewOn: "" } }], effect: has("risk", { item_id: "f-amend-item", level: "Low", superseded_at: null }) },
  "/risks/:riskId/removal": { page: "/risks/x-risk/removal", nothingToRefuse: press, effect: gone("risk", { id: "x-risk", superseded_at: null }) },
  "/decisions/:decisionId/amendment": { page: "/decisions/f-amend-decision/amendment", fields: { text: "Stay, amended", reason: kept }, wrong: [{ typed: { text: "" } }, { typed: { reason: "" } }], effect: has("decision", { id: "f-amend-decision", reason: kept }) },
  "/decisions/:decisionId/removal": { page: "/items/f-amend-item/read-back", to: "/decisions/f-remove-decision/removal", nothingToRefuse: press, effect: has("decision", { id: "f-remove-decision", removed_at: { not: null } }) },
  "/markers/:markerId/amendment": { page: "/markers/f-amend-marker/amendment", fields: { why: kept, askBy: british(9) }, wrong: [{ typed: { why: "" } }, { typed: { askBy: british(-9) } }], effect: has("marker", { id: "f-amend-marker", why: kept }) },
  "/markers/:markerId/removal": { page: "/items/f-amend-item/read-back", to: "/markers/f-remove-marker/removal", nothingToRefuse: press, effect: has("marker", { id: "f-remove-marker", removed_at: { not: null } }) },
  "/markers/:markerId/confirmation": { who: "dan", page: "/markers/f-answer-marker/confirmation", fields: { answer: "refused", answeredOn: british(0), note: kept, handling: "named agencies", "agencyIds[]": ["health"] }, wrong: [{ typed: { note: "" } }, { typed: { answeredOn: british(3) } }, { typed: { "agencyIds[]": [] }, at: ["agencyIds"] }, { typed: { contact: "" } }], effect: has("marker_answer_agency", { marker_id: "f-answer-marker", agency_id: "health" }) },
  "/markers/:markerId/handling": { who: "dan", page: "/markers/x-answered-marker/handling", fields: { handling: "police", reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { handling: "named agencies" }, at: ["agencyIds"] }], effect: has("marker", { id: "x-answered-marker", answer_handling: "police" }) },
  "/chosen-measures/:chosenId/amendment": { page: "/chosen-measures/f-amend-chosen/amendment", fields: { why: kept }, wrong: [{ typed: { why: "" } }, { typed: { against: "C-7101" } }], effect: has("chosen_measure", { id: "f-amend-chosen", why: kept }) },
  "/chosen-measures/:chosenId/removal": { page: "/items/f-amend-item/read-back", to: "/chosen-measures/f-remove-chosen/removal", nothingToRefuse: press, effect: has("chosen_measure", { id: "f-remove-chosen", removed_at: { not: null } }) },
  "/sharing/:sharingId/amendment": { page: "/sharing/f-amend-sharing/amendment", fields: { what: kept, sendBy: british(8), redactions: "The address" }, wrong: [{ typed: { what: "" } }, { typed: { necessity: "" } }], effect: has("sharing", { id: "f-amend-sharing", what: kept }) },
  "/sharing/:sharingId/removal": { page: "/sharing/f-remove-sharing/removal", nothingToRefuse: press, effect: has("sharing", { id: "f-remove-sharing", removed_at: { not: null } }) },
  "/sharing/:sharingId/sending": { who: "dan", page: "/sharing/f-send-sharing/sending", fields: { sentOn: british(0), how: "secure e-mail", note: kept }, wrong: [{ typed: { how: "" } }, { typed: { sentOn: british(2) } }], effect: has("sharing", { id: "f-send-sharing", sent_on: today }) },

  "/actions/:actionId/acceptance": { who: "dan", page: "/actions/f-accept", to: "/actions/f-accept/acceptance", nothingToRefuse: press, effect: has("action_event", { action_id: "f-accept", kind: "accepted" }) },
  "/actions/:actionId/progress": [note("progress", "progress", "dan"), { who: "dan", page: "/actions/f-progress", to: "/actions/f-progress/progress", fields: { note: "Waiting for the school", blocked: "on" }, wrong: [{ typed: { note: "" } }], effect: has("action", { id: "f-progress", state: "blocked" }) }],
  "/actions/:actionId/query": note("query", "query", "dan"),
  "/actions/:actionId/answer": note("answer", "answer"),
  "/actions/:actionId/hand-back": note("back", "hand-back", "dan"),
  "/actions/:actionId/completion": note("complete", "completion", "dan"),
  "/actions/:actionId/passing-on": step("pass", "passing-on", { who: "dan", fields: { personId: "amira", note: kept }, wrong: [{ typed: { personId: "" } }, { typed: { personName: "Somebody" } }], effect: has("action", { id: "f-pass", person_id: "amira" }) }),
  "/actions/:actionId/more-time": step("time", "more-time", { who: "dan", fields: { due: british(30), note: kept }, wrong: [{ typed: { note: "" } }, { typed: { due: "some time" } }, { typed: { due: "" } }], effect: has("action_event", { action_id: "f-time", kind: "more time asked for" }) }),
  "/actions/:actionId/extension": step("extend", "extension", { fields: { decision: "granted", note: kept }, wrong: [{ typed: { decision: "refused", note: "" }, at: ["note"] }, { typed: { decision: [] } }], effect: has("action", { id: "f-extend", due_on: iso(20) }) }),
  "/actions/:actionId/confirmation": step("confirm", "confirmation", { who: "ruth", fields: { decision: "accepted", note: kept }, wrong: [{ typed: { decision: "sent back", note: "" }, at: ["note"] }, { typed: { decision: [] } }], effect: has("action", { id: "f-confirm", state: "completed" }) }),
  "/actions/:actionId/reassignment": step("reassign", "reassignment", { fields: { personId: "owen", note: kept }, wrong: [{ typed: { personId: "" }, at: ["agencyId"] }, { typed: { agencyId: "health" }, at: ["personId"] }], effect: has("action", { id: "f-reassign", person_id: "owen" }) }),
  "/actions/:actionId/ending": step("end", "ending", { fields: { state: "not possible", note: kept }, wrong: [{ typed: { note: "" } }, { typed: { state: [] } }], effect: has("action", { id: "f-end", state: "not possible" }) }),

  "/meetings/:meetingId/end": {
    page: "/meetings/f-ending/end", wrong: [{ typed: {}, at: [] }],
    between: async (db) => {
      await db.updateTable("item").set(discussed).where("id", "=", "f-end-item").execute();
      await db.insertInto("gate_override").values({ id: "f-override", meeting_id: "f-ending", item_id: "f-end-item", what: "no child's voice", about: "f-end-item", words: "No voice", reason: "Asked for", at, by_id: "amira" }).execute();
    },
    effect: has("meeting", { id: "f-ending", status: "ended" }),
  },
  "/meetings/:meetingId/circulation": { who: "ruth", page: "/meetings/f-ending/circulation", nothingToRefuse: press, effect: has("circulation", { meeting_id: "f-ending" }) },
  "/meetings/:meetingId/corrections": { page: "/meetings/f-ending/corrections", fields: { remark: kept }, wrong: [{ typed: { remark: "" } }, { typed: { itemId: "f-end-item", passage: "never there", replacement: "there" }, at: ["passage"] }], effect: has("correction", { meeting_id: "f-ending", by_id: "amira" }) },
  "/visits/:meetingId/correction": { who: "helen", page: "/visits/f-ending/correction", fields: { remark: kept }, wrong: [{ typed: { remark: "" } }], effect: has("correction", { meeting_id: "f-ending", by_id: "helen" }) },
  "/corrections/:correctionId/decision": [
    { page: (db) => decisionOn(db, "amira"), fields: { accepted: "yes", why: kept }, wrong: [{ typed: { accepted: [] } }], effect: has("correction", { meeting_id: "f-ending", by_id: "amira", accepted: 1 }) },
    { page: (db) => decisionOn(db, "helen"), fields: { accepted: "no", why: kept }, wrong: [{ typed: { why: "" } }], effect: has("correction", { meeting_id: "f-ending", by_id: "helen", accepted: 0 }) },
  ],
  "/meetings/:meetingId/agreement": { page: "/meetings/x-live/agreement", fields: { corrections: kept }, nothingToRefuse: "There may be corrections, or none", effect: has("agreement", { meeting_id: "f-past" }) },
  "/panels/:panelId/telling": {
    who: "ruth", page: "/panels/macse/telling", fields: { "told[]": ["action f-telling"], how: "in person", on: british(0), at: "00:01" }, wrong: [{ typed: { "told[]": [] } }, { typed: { how: "" } }, { typed: { at: "late" } }, { typed: { on: british(2) }, at: ["at"] }], effect: has("telling", { id: "f-telling", told_how: "in person" }),
  },
  "/meetings/:meetingId/overrides": { page: "/meetings/f-gate/overrides", fields: { forAll: "The nurse will ask" }, wrong: [{ typed: { forAll: "" } }], effect: has("gate_override", { meeting_id: "f-gate", reason: "The nurse will ask" }) },
  "/meetings/:meetingId/names": { page: "/meetings/f-gate/names", fields: { "who.0": "somebody" }, wrong: [{ typed: { "who.0": "subject", "subject.0": "C-9999" }, at: ["subject.0"] }], effect: has("name_choice", { item_id: "f-gate-item", who: "somebody" }) },
  "/meetings/:meetingId/reopening": { page: "/meetings/f-closing/reopening", nothingToRefuse: press, effect: has("meeting", { id: "f-closing", closing_at: null }) },
  "/extracts/:extractId/filing": { page: "/extracts/x-extract/filing", fields: { kind: "filed", reference: "PNC-4471", filedOn: british(0) }, wrong: [{ typed: { reference: "" } }, { typed: { filedOn: "" } }, { typed: { filedOn: british(1) } }, { typed: { kind: "not kept", note: "" }, at: ["note"] }], effect: has("extract_filing", { extract_id: "x-extract", reference: "PNC-4471" }) },
  "/meetings/:meetingId/approval": { page: "/meetings/f-ending/approval", nothingToRefuse: press, effect: has("meeting", { id: "f-ending", status: "agreed" }) },
  "/meetings/:meetingId/addenda": { page: "/meetings/f-ending/addenda", fields: { itemId: "f-end-item", text: kept, reason: "Dan noticed" }, wrong: [{ typed: { reason: "" } }, { typed: { text: "" } }], effect: has("addendum", { meeting_id: "f-ending", reason: "Dan noticed" }) },
  "/actions/:actionId/conflict": { who: "mairead", page: "/actions/f-known-action/conflict", fields: { "about[]": [refOf("f-decide")], reason: kept }, wrong: [{ typed: { reason: "" } }, { typed: { "about[]": [] } }], effect: has("conflict", { person_id: "mairead", subject_id: subjectOf("f-decide") }) },
  "/sharing/:sharingId/conflict": { who: "owen", page: "/sharing/f-send-sharing/conflict", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("conflict", { person_id: "owen", subject_id: subjectOf("f-amend") }) },
  "/visits/:meetingId/conflict": { who: "helen", page: "/visits/f-soon/conflict", fields: { reason: kept }, wrong: [{ typed: { reason: "" } }], effect: has("conflict", { person_id: "helen", subject_id: subjectOf("f-away") }) },
};

const decisionOn = async (db: Db, by: string): Promise<string> => `/corrections/${(await db.selectFrom("correction").select("id").where("meeting_id", "=", "f-ending").where("by_id", "=", by).executeTakeFirstOrThrow()).id}/decision`;

function ahead(first: string, second: string) {
  return async (db: Db): Promise<boolean> => {
    const rows = await db.selectFrom("item").select(["id", "position"]).where("id", "in", [first, second]).execute();
    return rows.find((row) => row.id === first)!.position < rows.find((row) => row.id === second)!.position;
  };
}
