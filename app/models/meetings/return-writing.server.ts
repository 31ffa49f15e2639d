import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { type Handling, isWider } from "../core/handling.ts";
import { may } from "../core/access.ts";
import { type Instant, timeOf } from "../core/days.ts";
import { agree, allow, NotAgreed } from "../core/refuse.ts";
import { agenciesIn } from "../subjects/handled.server.ts";
import { faultIn, headingLabel, type Part, type SentState, whyNotAnswer, whyNotNothing, whyNotSend } from "./return.ts";
import { returnInReach, type ReturnRow, returnsOwnAt } from "./return.server.ts";

// An agency writes its return: a draft that is its own alone, and what it sends, which is never changed but superseded.

export interface WrittenPart extends Part {
  handling: Handling;
  agencyIds: string[];
}
export interface ReturnForm {
  parts: WrittenPart[];
  contact: string | null;
  /** Why it corrects what was sent before. */
  reason: string | null;
  /** What was sent before was sent in error: nobody but the agency itself is to read it any more. */
  takeBack: boolean;
  /** What stood when the page was read: `sinceOf`. */
  since: string;
}
/** How and when somebody told whoever enters it. */
export interface Received {
  how: string;
  at: Instant;
}
interface Answer {
  state: SentState;
  parts: WrittenPart[];
  contact: string | null;
  declinedReason: string | null;
  reason: string | null;
  takeBack: boolean;
  received: Received | null;
}
export type Slot = Awaited<ReturnType<typeof returnInReach>>;

/** The return, for somebody who writes it for their own agency, while it may be answered. Throws NotFound, NotAllowed, NotAgreed. */
export async function ownReturn(ask: Ask, id: string): Promise<Slot> {
  const row = await returnInReach(ask, id);
  allow(row.own, "The agency that was asked writes its return");
  agree(whyNotAnswer({ meetingStatus: row.meeting_status, withdrawnAt: row.withdrawn_at }));
  return row;
}

export const draftOf = (ask: Ask, returnId: string) =>
  ask.db.selectFrom("return_version").innerJoin("person", "person.id", "return_version.written_by_id").selectAll("return_version").select("person.name as by").where("return_id", "=", returnId).where("version", "=", 0).executeTakeFirst();

/** Marks what somebody read: what they write may not silently take the place of what a colleague wrote since. */
export const sinceOf = (row: { version: number }, draft: { written_at: Instant } | undefined): string => `${row.version} ${draft?.written_at ?? ""}`;

/** A page keeps its draft by itself: what it kept just before somebody sends, they have not heard of yet (ms). */
const ownDraftMs = 30_000;

async function agreeSince(ask: Ask, row: Slot, since: string, then = "what stands here takes its place"): Promise<void> {
  const draft = await draftOf(ask, row.id);
  const now = sinceOf(row, draft);
  if (now === since) return;
  if (draft?.written_by_id === ask.who.id && since.startsWith(`${row.version} `) && ask.now.getTime() - Date.parse(draft.written_at) < ownDraftMs) return;
  const what = draft ? `${draft.by} saved this draft at ${timeOf(draft.written_at)}` : "This return was sent, or its draft thrown away, by a colleague";
  throw new NotAgreed(`${what}, after you had opened it. Look at it in another window and take over what you need: pressed again, ${then}`, undefined, { since: now });
}

/** What stands under each heading of a version (0: the draft), and for whom. */
export async function partsAt(ask: Ask, returnId: string, version: number): Promise<WrittenPart[]> {
  const rows = await ask.db.selectFrom("return_block").selectAll().where("return_id", "=", returnId).where("version", "=", version).orderBy("position").execute();
  const agencies = rows.length ? await ask.db.selectFrom("return_block_agency").selectAll().where("block_id", "in", rows.map((row) => row.id)).execute() : [];
  return rows.map((row) => ({ heading: row.heading, text: row.text, handling: row.handling, agencyIds: agencies.filter((one) => one.block_id === row.id).map((one) => one.agency_id), hidden: row.hidden === 1, safe: row.safe_for_minutes === 1 }));
}

async function dropDraft(ask: Ask, returnId: string): Promise<void> {
  const blocks = ask.db.selectFrom("return_block").select("id").where("return_id", "=", returnId).where("version", "=", 0);
  await ask.db.deleteFrom("return_block_agency").where("block_id", "in", blocks).execute();
  await ask.db.deleteFrom("return_block").where("return_id", "=", returnId).where("version", "=", 0).execute();
  await ask.db.deleteFrom("return_version").where("return_id", "=", returnId).where("version", "=", 0).execute();
}

async function writeParts(ask: Ask, row: ReturnRow, version: number, parts: WrittenPart[]): Promise<void> {
  const known = new Set((await agenciesIn(ask, row.panel_id)).map((one) => one.id).filter((id) => id !== row.agency_id));
  for (const [i, part] of parts.entries()) {
    const id = newId();
    await ask.db.insertInto("return_block").values({ id, return_id: row.id, version, position: i + 1, heading: part.heading, text: part.text, handling: part.handling, hidden: part.hidden ? 1 : 0, safe_for_minutes: part.safe ? 1 : 0 }).execute();
    if (part.handling === "named agencies") for (const agency_id of new Set(part.agencyIds)) if (known.has(agency_id)) await ask.db.insertInto("return_block_agency").values({ block_id: id, agency_id }).execute();
  }
}

/** Keeps a draft, which nobody but the agency's own members may know of. Returns what it is to be compared with at the next saving. Throws NotFound, NotAllowed, NotAgreed (a colleague saved one meanwhile). */
export const saveDraft = (ask: Ask, id: string, form: ReturnForm): Promise<{ since: string; at: Instant }> =>
  commit(ask, async (ask, happened) => {
    const row = await ownReturn(ask, id);
    await agreeSince(ask, row, form.since);
    if (form.parts.length === 0) throw new NotAgreed("There is nothing to keep: write something first");
    await dropDraft(ask, row.id);
    const at = ask.now.toISOString();
    await ask.db.insertInto("return_version").values({ return_id: row.id, version: 0, state: "submitted", contact: form.contact, reason: form.reason, written_at: at, written_by_id: ask.who.id }).execute();
    await writeParts(ask, row, 0, form.parts);
    if (row.version === 0) await ask.db.updateTable("agency_return").set({ state: "draft" }).where("id", "=", row.id).execute();
    // Nobody else's page may so much as read itself again.
    happened({ what: "return saved", itemId: row.item_id, subjectId: row.subject_id, detail: row.id });
    return { since: sinceOf(row, { written_at: at }), at };
  });

/** Throws a draft away. What was sent stands. Throws NotFound, NotAllowed, NotAgreed (a colleague saved another one meanwhile). */
export const discardDraft = (ask: Ask, id: string, since: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const row = await ownReturn(ask, id);
    await agreeSince(ask, row, since, "it is thrown away");
    await dropDraft(ask, row.id);
    if (row.version === 0) await ask.db.updateTable("agency_return").set({ state: "asked" }).where("id", "=", row.id).execute();
    happened({ what: "return saved", itemId: row.item_id, subjectId: row.subject_id, detail: row.id });
  });

/** Agrees that these parts may be sent: each beside its field. */
async function agreeParts(ask: Ask, row: Slot, parts: WrittenPart[]): Promise<void> {
  agree(whyNotSend(parts));
  const known = new Set((await agenciesIn(ask, row.panel_id)).map((one) => one.id).filter((id) => id !== row.agency_id));
  for (const part of parts) {
    const fault = faultIn(part);
    if (fault) throw new NotAgreed(fault.message, `${part.heading}${fault.field}`);
    if (part.handling === "named agencies" && part.agencyIds.some((one) => !known.has(one))) throw new NotAgreed(`${headingLabel(part.heading)}: choose agencies of this panel`, `${part.heading}AgencyIds`);
  }
}

/** Puts an answer in the place of what was sent before, if anything was. Inside a commit. */
async function put(ask: Ask, happened: Happened, row: ReturnRow, answer: Answer): Promise<void> {
  const version = row.version + 1;
  const at = ask.now.toISOString();
  if (version > 1 && !answer.reason) throw new NotAgreed("Say what is corrected, and why: what was sent before stays to be read", "reason");
  await ask.db.insertInto("return_version").values({
    return_id: row.id, version, state: answer.state, declined_reason: answer.declinedReason, reason: version > 1 ? answer.reason : null, contact: answer.contact, received_how: answer.received?.how ?? null, received_at: answer.received?.at ?? null, written_at: at, written_by_id: ask.who.id,
  }).execute();
  await writeParts(ask, row, version, answer.parts);
  if (answer.takeBack) await ask.db.updateTable("return_version").set({ withdrawn_at: at }).where("return_id", "=", row.id).where("version", ">", 0).where("version", "<", version).where("withdrawn_at", "is", null).execute();
  await ask.db.updateTable("agency_return").set({ state: answer.state, version, sent_at: row.sent_at ?? answer.received?.at ?? at }).where("id", "=", row.id).execute();
  happened({ what: answer.received ? "return entered" : "return sent", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id, detail: row.id });
}

/** Whether one of these parts would be read by an agency that does not read what was sent under the same heading, where something was. Throws NotFound. */
export async function widensReturn(ask: Ask, id: string, parts: readonly WrittenPart[]): Promise<boolean> {
  const row = await returnInReach(ask, id);
  const before = row.version ? await partsAt(ask, row.id, row.version) : [];
  if (!before.length) return false;
  const others = (await agenciesIn(ask, row.panel_id)).filter((one) => one.id !== row.agency_id);
  return parts.some((part) => before.some((one) => one.heading === part.heading && isWider(one, part, others)));
}

/** Sends an update, or corrects what was sent. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const sendReturn = (ask: Ask, id: string, form: ReturnForm): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const row = await ownReturn(ask, id);
    await agreeSince(ask, row, form.since);
    await agreeParts(ask, row, form.parts);
    if (!form.contact) throw new NotAgreed("Say whom to contact", "contact");
    await dropDraft(ask, row.id);
    await put(ask, happened, row, { state: "submitted", parts: form.parts, contact: form.contact, declinedReason: null, reason: form.reason, takeBack: form.takeBack, received: null });
  });

export interface ShortAnswer {
  answer: "nothing held" | "declined";
  declinedReason: string | null;
  reason: string | null;
  takeBack: boolean;
}

const shortly = ({ answer, declinedReason, reason, takeBack }: ShortAnswer): Omit<Answer, "received"> => {
  if (answer === "declined" && !declinedReason) throw new NotAgreed("Say why: the minutes say it", "declinedReason");
  return { state: answer, parts: [], contact: null, declinedReason: answer === "declined" ? declinedReason : null, reason, takeBack };
};

/** Says that nothing is held, or declines with the reason, also in place of what was sent. The draft that stood when the page was read is thrown away. Throws NotFound, NotAllowed, NotAgreed beside the field, or because a colleague saved another one meanwhile. */
export const answerShortly = (ask: Ask, id: string, { since, ...form }: ShortAnswer & { since: string }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const row = await ownReturn(ask, id);
    await agreeSince(ask, row, since, "this answer takes its place, and a draft is thrown away");
    const answer = shortly(form);
    await dropDraft(ask, row.id);
    await put(ask, happened, row, { ...answer, received: null });
  });

/** Says of several subjects at once that nothing is held. None is said when one of them may not be. Returns how many. Throws NotFound, NotAllowed, NotAgreed. */
export const holdNothing = (ask: Ask, meetingId: string, returnIds: readonly string[]): Promise<number> =>
  commit(ask, async (ask, happened) => {
    const ids = [...new Set(returnIds)];
    if (!ids.length) throw new NotAgreed("Tick the subjects of whom nothing is held", "returns");
    const own = await returnsOwnAt(ask, meetingId);
    const rows = ids.map((id) => own.find((row) => row.id === id));
    for (const row of rows) {
      if (!row) throw new NotAgreed("One of these is not asked any more: the list has been read again", "returns");
      agree(whyNotAnswer({ meetingStatus: row.meeting_status, withdrawnAt: row.withdrawn_at }), "returns");
      agree(whyNotNothing(row.state, row.ref), "returns");
    }
    for (const row of rows) await put(ask, happened, row!, { ...shortly({ answer: "nothing held", declinedReason: null, reason: null, takeBack: false }), received: null });
    return rows.length;
  });

export interface EnteredForm extends ReturnForm, Omit<ShortAnswer, "answer"> {
  answer: SentState;
  received: Received;
}

/** Enters what an agency told in another way, in its name. What it sent itself only it corrects. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const enterFor = (ask: Ask, id: string, form: EnteredForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const row = await returnInReach(ask, id);
    allow(may.followReturns(ask.who, row), "The chair, deputy or coordinator enters a return for an agency");
    agree(await whyNotEnter(ask, row));
    if (form.received.at > ask.now.toISOString()) throw new NotAgreed("Enter when it came: this is still to be", "receivedOn");
    if (form.answer === "submitted") {
      await agreeParts(ask, row, form.parts);
      if (!form.contact) throw new NotAgreed("Say whom of the agency to contact", "contact");
    }
    const answer = form.answer === "submitted" ? { state: form.answer, parts: form.parts, contact: form.contact, declinedReason: null, reason: form.reason, takeBack: form.takeBack } : shortly({ ...form, answer: form.answer });
    await put(ask, happened, row, { ...answer, received: form.received });
    return row.meeting_id;
  });

/** Why nobody enters this return for its agency, or null. */
export async function whyNotEnter(ask: Ask, row: Slot): Promise<string | null> {
  if (row.own) return "This is your own agency's: write it as such";
  const closed = whyNotAnswer({ meetingStatus: row.meeting_status, withdrawnAt: row.withdrawn_at });
  if (closed || row.version === 0) return closed;
  const last = await ask.db.selectFrom("return_version").select("received_how").where("return_id", "=", row.id).where("version", "=", row.version).executeTakeFirst();
  return last?.received_how ? null : "The agency sent its own return: it corrects it itself";
}
