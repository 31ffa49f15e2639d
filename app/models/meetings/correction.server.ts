import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { itemsInReach, meetingInReach, meetingsInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed } from "../core/refuse.ts";
import { namesUnsure } from "./books.server.ts";
import { circulationOf } from "./circulation.server.ts";
import { type Correction, corrected, type Proposed, whyNotCorrect, whyNotPropose } from "./correction.ts";
import { lastPaper } from "./paper.server.ts";
import type { Paper } from "./paper.ts";

interface Meeting {
  id: string;
  panel_id: string;
  status: string;
}

/** Whether the person attended: they were there or stood in for somebody. Whoever was let in to one item attended that (visitInReach). */
export const attended = async (ask: Ask, meetingId: string): Promise<boolean> =>
  (await ask.db.selectFrom("attendance").select("person_id").where("meeting_id", "=", meetingId).where("person_id", "=", ask.who.id).where("status", "in", ["present", "deputy"]).executeTakeFirst()) !== undefined;

/** Why this person proposes no correction of these minutes; null when they may. */
export const whyNotCorrectNow = async (ask: Ask, meeting: Meeting): Promise<string | null> =>
  whyNotCorrect(meeting, await attended(ask, meeting.id), (await circulationOf(ask, meeting.id))?.until ?? null, dayOf(ask.now));

/** The corrections to a meeting's minutes that are about items in reach, or about none, oldest first. The meeting must be in reach. */
export async function correctionsOf(ask: Ask, meetingId: string): Promise<Correction[]> {
  const rows = await correctionsInReach(ask).leftJoin("item", "item.id", "correction.item_id").innerJoin("person", "person.id", "correction.by_id").leftJoin("person as decider", "decider.id", "correction.decided_by_id")
    .selectAll("correction").select(["item.number", "person.name as by", "decider.name as decider"]).where("correction.meeting_id", "=", meetingId).orderBy("correction.at").orderBy("correction.id").execute();
  return rows.map((row) => ({
    id: row.id, itemId: row.item_id, number: row.number, passage: row.passage, replacement: row.replacement, remark: row.remark, at: row.at, by: row.by,
    accepted: row.accepted === null ? null : row.accepted === 1, decidedAt: row.decided_at, decidedBy: row.decider, why: row.why, appliedIn: row.applied_version,
  }));
}

/** Corrections of meetings in reach, but those about items out of it: of a conflict of interest nobody learns that something was wrong. */
const correctionsInReach = (ask: Ask) =>
  ask.db.selectFrom("correction").where("correction.meeting_id", "in", meetingsInReach(ask).select("meeting.id"))
    .where((eb) => eb.or([eb("correction.item_id", "is", null), eb("correction.item_id", "in", itemsInReach(ask).select("item.id"))]));

const textIn = (paper: Paper, itemId: string | null): string | null => (itemId === null ? null : (paper.items.find((item) => item.id === itemId)?.text ?? null));

/** The items of these minutes as the newest version has them, with what was accepted since already in place. */
async function asCorrected(ask: Ask, meetingId: string): Promise<{ version: number; paper: Paper }> {
  const { version, paper } = await lastPaper(ask, meetingId);
  return { version, paper: applied(paper, await acceptedOf(ask, meetingId)) };
}

const acceptedOf = (ask: Ask, meetingId: string) =>
  ask.db.selectFrom("correction").select(["id", "item_id", "passage", "replacement"]).where("meeting_id", "=", meetingId).where("accepted", "=", 1).where("applied_version", "is", null).orderBy("decided_at").orderBy("id").execute();

const applied = (paper: Paper, accepted: { item_id: string | null; passage: string | null; replacement: string | null }[]): Paper =>
  ({ ...paper, items: paper.items.map((item) => ({ ...item, text: accepted.filter((one) => one.item_id === item.id).reduce((text, one) => corrected(text, one) ?? text, item.text) })) });

/** Puts what the chair has accepted into the text of the next version, and marks it so. Inside a commit. */
export async function applyCorrections(ask: Ask, meetingId: string, paper: Paper, version: number): Promise<Paper> {
  const accepted = await acceptedOf(ask, meetingId);
  if (accepted.length) await ask.db.updateTable("correction").set({ applied_version: version }).where("id", "in", accepted.map((one) => one.id)).execute();
  const marked = await ask.db.selectFrom("correction").innerJoin("person", "person.id", "correction.by_id").leftJoin("person as decider", "decider.id", "correction.decided_by_id").select(["correction.item_id as itemId", "correction.passage", "correction.replacement", "correction.remark", "correction.at", "person.name as by", "decider.name as decidedBy", "correction.why", "correction.applied_version as version"])
    .where("correction.meeting_id", "=", meetingId).where("correction.accepted", "=", 1).orderBy("correction.decided_at").orderBy("correction.id").execute();
  return { ...applied(paper, accepted), corrections: marked.map((one) => ({ ...one, version: one.version ?? version })) };
}

/** How many corrections wait for the chair's word: those of every item, also of what this person may not know of. */
export const undecidedAt = async (ask: Ask, meetingId: string): Promise<number> =>
  Number((await ask.db.selectFrom("correction").select((eb) => eb.fn.countAll<number>().as("n")).where("meeting_id", "=", meetingId).where("accepted", "is", null).executeTakeFirstOrThrow()).n);

/** The form of a proposed correction: the items of the minutes with their text as it stands, and all that were proposed. Noted as opened. Throws NotFound. */
export const openCorrections = (ask: Ask, meetingId: string, itemId: string | null) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const { paper } = await lastPaper(ask, meeting.id);
    const reached = new Set((await itemsInReach(ask).select("item.id").where("item.meeting_id", "=", meeting.id).execute()).map((row) => row.id));
    const items = paper.items.filter((item) => reached.has(item.id));
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(items.flatMap((item) => item.ref ?? [])) });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name }, until: (await circulationOf(ask, meeting.id))?.until ?? null, whyNot: await whyNotCorrectNow(ask, meeting),
      items: items.map((item) => ({ value: item.id, label: [item.number, item.ref ?? item.name].filter(Boolean).join(" ") })), item: items.find((item) => item.id === itemId) ?? null,
      corrections: await correctionsOf(ask, meeting.id),
    };
  });

/** Proposes a correction of draft minutes: for an item a passage and its replacement, or a remark. Returns its id. Throws NotFound, NotAllowed, NotAgreed. */
export const proposeCorrection = (ask: Ask, meetingId: string, form: Proposed & { itemId: string | null }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    agree(await whyNotCorrectNow(ask, meeting));
    if (form.itemId && !(await itemsInReach(ask).select("item.id").where("item.id", "=", form.itemId).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).executeTakeFirst())) throw new NotAgreed("Choose an item of this meeting", "itemId");
    const { version, paper } = await asCorrected(ask, meeting.id);
    const fault = whyNotPropose(form, textIn(paper, form.itemId));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    return keepCorrection(ask, happened, meeting, version, form);
  });

/** Writes it down. Inside a commit, once it is known that it may be. */
export async function keepCorrection(ask: Ask, happened: Happened, meeting: Meeting, version: number, form: Proposed & { itemId: string | null }): Promise<string> {
  const id = newId();
  await ask.db.insertInto("correction").values({ id, meeting_id: meeting.id, item_id: form.itemId, version, passage: form.passage, replacement: form.replacement, remark: form.remark, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
  happened({ what: "correction proposed", panelId: meeting.panel_id, meetingId: meeting.id, itemId: form.itemId, detail: id });
  return id;
}

/** A correction with the meeting that it belongs to, for the chair's form. Noted as opened. Throws NotFound. */
export const openCorrection = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const row = await correctionInReach(ask, id);
    const one = found((await correctionsOf(ask, row.meeting_id)).find((correction) => correction.id === row.id));
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", row.panel_id).executeTakeFirstOrThrow();
    const { paper } = await asCorrected(ask, row.meeting_id);
    const item = row.item_id ? await ask.db.selectFrom("item").select("subject_id").where("id", "=", row.item_id).executeTakeFirst() : undefined;
    happened({ what: "minutes opened", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: item?.subject_id ?? null });
    return { correction: one, meeting: { id: row.meeting_id, number: row.number, onDay: row.on_day, panel: panel.name }, fits: corrected(textIn(paper, row.item_id) ?? "", row) !== null, whyNot: may.approveMinutes(ask.who, row) ? whyNotDecide(row) : "The chair or the deputy decides on corrections" };
  });

/** A correction of a meeting in reach, about an item in reach or about none. Throws NotFound. */
export const correctionInReach = async (ask: Ask, id: string) =>
  found(await correctionsInReach(ask).innerJoin("meeting", "meeting.id", "correction.meeting_id").selectAll("correction").select(["meeting.panel_id", "meeting.status", "meeting.number", "meeting.on_day"]).where("correction.id", "=", id).executeTakeFirst());

const whyNotDecide = (row: { status: string; accepted: number | null }): string | null => (row.accepted !== null ? "This correction was decided on already" : row.status === "ended" ? null : "The minutes were approved: what is wrong now is put right by an addendum");

/** The chair accepts a correction, for the next version of the minutes, or does not, with why. Returns the meeting's id. Throws NotFound, NotAllowed, NotAgreed. */
export const decideCorrection = (ask: Ask, id: string, form: { accepted: boolean; why: string | null }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const row = await correctionInReach(ask, id);
    allow(may.approveMinutes(ask.who, row), "The chair or the deputy decides on corrections");
    agree(whyNotDecide(row));
    if (!form.accepted && !form.why) throw new NotAgreed("Say why it is not accepted", "why");
    const { paper } = await asCorrected(ask, row.meeting_id);
    if (form.accepted && row.passage && corrected(textIn(paper, row.item_id) ?? "", row) === null) throw new NotAgreed("The passage no longer stands there as it was: another correction has changed it", "accepted");
    // Not asked of whoever proposes: the answer would tell them which names are known.
    const names = form.accepted && row.replacement ? await namesUnsure(ask, paper.items, row.item_id, row.replacement) : null;
    agree(names && `Nobody can say by now who is meant by ${names}: do not accept it, and say that it should stand by reference, or by what they are. Extracts and papers name nobody else`, "accepted");
    await ask.db.updateTable("correction").set({ accepted: form.accepted ? 1 : 0, why: form.why, decided_at: ask.now.toISOString(), decided_by_id: ask.who.id }).where("id", "=", row.id).execute();
    happened({ what: "correction decided", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, detail: row.id });
    return row.meeting_id;
  });
