import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { itemsInReach, meetingInReach, subjectsInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed, NotFound } from "../core/refuse.ts";
import { hashOf, isOurs } from "../core/signing.server.ts";
import { agreementOf } from "./agreed.server.ts";
import { circulationOf, keepReceipt } from "./circulation.server.ts";
import { applyCorrections, correctionsOf, undecidedAt, whyNotCorrectNow } from "./correction.server.ts";
import { namesUnsure } from "./books.server.ts";
import { extractsOf } from "./extract.server.ts";
import { extractAsRead } from "./extract-words.server.ts";
import { lateOf } from "./late.server.ts";
import { liveReferences } from "../followup/live-reference.server.ts";
import { reasonsOf } from "../subjects/extracts.server.ts";
import { whyNotWhole } from "./whole.server.ts";
import { addendaOf, keepExtract, keepPaper, lastPaper } from "./paper.server.ts";
import { type Paper, paperFor } from "./paper.ts";

/** A version of the minutes, the newest when none is asked for. Noted as opened. Throws NotFound when there is none. */
export async function openMinutes(ask: Ask, meetingId: string, version: number | null): Promise<Awaited<ReturnType<typeof minutesRead>>> {
  const read = await minutesRead(ask, meetingId, version);
  await keepReceipt(ask, meetingId);
  return read;
}

const minutesRead = (ask: Ask, meetingId: string, version: number | null) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if (meeting.status !== "ended" && meeting.status !== "agreed") throw new NotFound();
    const versions = await ask.db.selectFrom("minutes_version").leftJoin("person", "person.id", "minutes_version.by_id").select(["minutes_version.version", "minutes_version.state", "minutes_version.at", "minutes_version.reason", "minutes_version.hash", "minutes_version.number", "person.name as by"])
      .where("meeting_id", "=", meeting.id).orderBy("version", "desc").execute();
    const chosen = found(version === null ? versions[0] : versions.find((v) => v.version === version));
    const row = await ask.db.selectFrom("minutes_version").select(["content", "signature"]).where("meeting_id", "=", meeting.id).where("version", "=", chosen.version).executeTakeFirstOrThrow();
    const paper = paperFor(ask.who, JSON.parse(row.content) as Paper);
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs([String(chosen.version), ...paper.items.flatMap((item) => item.ref ?? [])]) });
    const references = await liveReferences(ask, happened, { panelId: meeting.panel_id }, paper.items.map((item) => item.text).join("\n"));
    return { meeting: { id: meeting.id, status: meeting.status }, versions, version: chosen, newest: versions[0]!.version, paper, references, late: await lateOf(ask, meeting), seal: sealOf(chosen, row),
      corrections: chosen.version === versions[0]!.version ? await correctionsOf(ask, meeting.id) : [], circulated: await circulationOf(ask, meeting.id), agreement: await agreementOf(ask, meeting.id),
      may: { approve: may.approveMinutes(ask.who, meeting) && meeting.status === "ended", add: may.addAddendum(ask.who, meeting) && meeting.status === "agreed", circulate: may.circulateMinutes(ask.who, meeting), decide: may.approveMinutes(ask.who, meeting) && meeting.status === "ended", correct: chosen.version === versions[0]!.version && (await whyNotCorrectNow(ask, meeting)) === null },
    };
  });

/** Whether agreed minutes still are what was approved: the hash of what they say, and the signature of its number, hash and instant. */
function sealOf({ number, hash, at }: { number: string | null; hash: string; at: string }, { content, signature }: { content: string; signature: string | null }): Seal {
  return { whole: hashOf(content) === hash, signed: number && signature ? isOurs({ number, hash, at }, signature) : null };
}
interface Seal {
  whole: boolean;
  /** Null where there is no signature, or no key to try it with. */
  signed: boolean | null;
}

/** Why the minutes cannot be approved now; null when they can. `undecided`: corrections on which the chair has not decided. */
export const whyNotApprove = (meeting: { status: string }, undecided = 0): string | null =>
  meeting.status === "ended" ? (undecided ? `${undecided} proposed ${undecided === 1 ? "correction waits" : "corrections wait"} for your decision: accept or decline each one first` : null) : meeting.status === "agreed" ? "The minutes were approved already: corrections are addenda" : "The meeting has not ended";

/** The next version of the minutes, from what was kept when the meeting ended and the addenda since; and of the extracts of these items (null: all). */
async function nextVersion(ask: Ask, happened: Happened, meeting: { id: string; panel_id: string }, { itemIds, reason }: { itemIds: string[] | null; reason: string }): Promise<number> {
  const last = await lastPaper(ask, meeting.id);
  const version = last.version + 1;
  const paper = { ...(await applyCorrections(ask, meeting.id, last.paper, version)), addenda: await addendaOf(ask, meeting.id) };
  const corrected = paper.items.map((item) => ({ ...item, text: withAddenda(item.text, paper.addenda.filter((a) => a.itemId === item.id)) }));
  for (const extract of await extractsOf(ask, corrected)) {
    if (itemIds && !itemIds.includes(extract.itemId)) continue;
    const before = await ask.db.selectFrom("extract").select("version").where("item_id", "=", extract.itemId).orderBy("version", "desc").executeTakeFirst();
    await keepExtract(ask, meeting.id, extract, { version: (before?.version ?? 0) + 1, state: "agreed", reason });
    happened({ what: "extract written", panelId: meeting.panel_id, meetingId: meeting.id, itemId: extract.itemId, subjectId: extract.subjectId });
  }
  await keepPaper(ask, meeting.id, paper, { version, state: "agreed", reason });
  return version;
}

/** An item's text followed by its addenda, each under its date. */
const withAddenda = (text: string, addenda: { at: string; text: string; reason: string }[]): string =>
  [text, ...addenda.map((a) => `**Addendum, ${shortDay(dayOf(a.at))}** (${a.reason})\n\n${a.text}`)].filter(Boolean).join("\n\n");

/** The chair approves the minutes: they are locked, and minutes and extracts are written as *agreed*. Throws NotFound, NotAllowed, NotAgreed. */
export const approveMinutes = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.approveMinutes(ask.who, meeting), "The chair or the deputy approves the minutes");
    agree(await whyNotWhole(ask, meeting.id));
    agree(whyNotApprove(meeting, await undecidedAt(ask, meeting.id)));
    await nextVersion(ask, happened, meeting, { itemIds: null, reason: "Approved" });
    await ask.db.updateTable("meeting").set({ status: "agreed", approved_at: ask.now.toISOString(), approved_by_id: ask.who.id }).where("id", "=", meeting.id).execute();
    happened({ what: "minutes approved", panelId: meeting.panel_id, meetingId: meeting.id });
  });

/**
 * Corrects approved minutes: what was agreed stays as it is, the addendum with its reason makes the next version of the minutes, and of the
 * item's extract. Returns the version. Throws NotFound, NotAllowed, NotAgreed.
 */
export const addAddendum = (ask: Ask, meetingId: string, form: { itemId: string | null; text: string; reason: string }): Promise<number> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.addAddendum(ask.who, meeting), "The chair or the deputy adds an addendum");
    if (meeting.status !== "agreed") throw new NotAgreed("The minutes are not approved yet");
    agree(await whyNotWhole(ask, meeting.id));
    if (form.itemId && !(await itemsInReach(ask).select("item.id").where("item.id", "=", form.itemId).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).executeTakeFirst())) throw new NotAgreed("Choose an item of this meeting", "itemId");
    const last = await lastPaper(ask, meeting.id);
    for (const field of ["text", "reason"] as const) {
      const names = await namesUnsure(ask, last.paper.items, form.itemId, form[field]);
      agree(names && `Say by reference, or by what they are, who is meant by ${names}: extracts and papers name nobody else`, field);
    }
    const id = newId();
    await ask.db.insertInto("addendum").values({ id, meeting_id: meeting.id, item_id: form.itemId, text: form.text, reason: form.reason, version: last.version + 1, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "addendum added", panelId: meeting.panel_id, meetingId: meeting.id, itemId: form.itemId, detail: id });
    return nextVersion(ask, happened, meeting, { itemIds: form.itemId ? [form.itemId] : [], reason: form.reason });
  });

/** The meeting and its items, for the forms of approval and addenda. Noted as opened. */
export const openApproval = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    // Of a draft agenda members know nothing, here neither.
    const items = await itemsInReach(ask).leftJoin("subject", "subject.id", "item.subject_id").select(["item.id", "item.number", "item.title", "subject.ref"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(items.flatMap((item) => item.ref ?? [])) });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name }, items: items.map((item) => ({ value: item.id, label: [item.number, item.ref ?? item.title].filter(Boolean).join(" ") })),
      whyNotApprove: may.approveMinutes(ask.who, meeting) ? whyNotApprove(meeting, (await correctionsOf(ask, meeting.id)).filter((one) => one.accepted === null).length) : "The chair or the deputy approves the minutes", circulated: await circulationOf(ask, meeting.id), accepted: (await correctionsOf(ask, meeting.id)).filter((one) => one.accepted && !one.appliedIn).length, today: dayOf(ask.now),
      whyNotAdd: !may.addAddendum(ask.who, meeting) ? "The chair or the deputy adds an addendum" : meeting.status === "agreed" ? null : "The minutes are not approved yet",
    };
  });

/** Every version of every extract of a meeting, newest first. Noted as opened for each subject. Extracts of subjects out of reach are left out. */
export const openExtracts = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const rows = await subjectsInReach(ask).innerJoin("extract", "extract.subject_id", "subject.id").innerJoin("item", "item.id", "extract.item_id")
      .selectAll("extract").select(["subject.ref", "subject.display_name", "item.number", "item.position"]).where("extract.meeting_id", "=", meeting.id).orderBy("item.position").orderBy("extract.version", "desc").execute();
    const reasonOf = await reasonsOf(ask, rows);
    for (const subjectId of new Set(rows.map((row) => row.subject_id))) happened({ what: "record opened", panelId: meeting.panel_id, meetingId: meeting.id, subjectId });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name },
      extracts: rows.map((row) => ({ id: row.id, itemId: row.item_id, subjectId: row.subject_id, number: row.number, ref: row.ref, name: row.display_name, version: row.version, state: row.state, writtenAt: row.written_at, reason: reasonOf(row), ...extractAsRead(ask.who, row) })),
    };
  });
