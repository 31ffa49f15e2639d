import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { itemsInReach, meetingInReach, subjectsInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed, NotFound } from "../core/refuse.ts";
import { extractsOf } from "./extract.server.ts";
import { lateOf } from "./late.server.ts";
import { whyNotWhole } from "./whole.server.ts";
import { addendaOf, keepExtract, keepPaper, lastPaper } from "./paper.server.ts";
import { type Paper, type PaperEntry, paperFor } from "./paper.ts";

/** A version of the minutes, the newest when none is asked for. Noted as opened. Throws NotFound when there is none. */
export const openMinutes = (ask: Ask, meetingId: string, version: number | null) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if (meeting.status !== "ended" && meeting.status !== "agreed") throw new NotFound();
    const versions = await ask.db.selectFrom("minutes_version").leftJoin("person", "person.id", "minutes_version.by_id").select(["minutes_version.version", "minutes_version.state", "minutes_version.at", "minutes_version.reason", "minutes_version.hash", "person.name as by"])
      .where("meeting_id", "=", meeting.id).orderBy("version", "desc").execute();
    const chosen = found(version === null ? versions[0] : versions.find((v) => v.version === version));
    const row = await ask.db.selectFrom("minutes_version").select("content").where("meeting_id", "=", meeting.id).where("version", "=", chosen.version).executeTakeFirstOrThrow();
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: String(chosen.version) });
    return { meeting: { id: meeting.id, status: meeting.status }, versions, version: chosen, newest: versions[0]!.version, paper: paperFor(ask.who, JSON.parse(row.content) as Paper), late: await lateOf(ask, meeting), may: { approve: may.approveMinutes(ask.who, meeting) && meeting.status === "ended", add: may.addAddendum(ask.who, meeting) && meeting.status === "agreed" } };
  });

/** Why the minutes cannot be approved now; null when they can. */
export const whyNotApprove = (meeting: { status: string }): string | null =>
  meeting.status === "ended" ? null : meeting.status === "agreed" ? "The minutes were approved already: corrections are addenda" : "The meeting has not ended";

/** The next version of the minutes, from what was kept when the meeting ended and the addenda since; and of the extracts of these items (null: all). */
async function nextVersion(ask: Ask, happened: Happened, meeting: { id: string; panel_id: string }, { itemIds, reason }: { itemIds: string[] | null; reason: string }): Promise<number> {
  const last = await lastPaper(ask, meeting.id);
  const paper = { ...last.paper, addenda: await addendaOf(ask, meeting.id) };
  const version = last.version + 1;
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
    agree(whyNotApprove(meeting));
    agree(await whyNotWhole(ask, meeting.id));
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
    const id = newId();
    const last = await lastPaper(ask, meeting.id);
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
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name }, items: items.map((item) => ({ value: item.id, label: [item.number, item.ref ?? item.title].filter(Boolean).join(" ") })),
      whyNotApprove: may.approveMinutes(ask.who, meeting) ? whyNotApprove(meeting) : "The chair or the deputy approves the minutes",
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
    for (const subjectId of new Set(rows.map((row) => row.subject_id))) happened({ what: "record opened", panelId: meeting.panel_id, meetingId: meeting.id, subjectId });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name },
      extracts: rows.map((row) => ({ id: row.id, itemId: row.item_id, subjectId: row.subject_id, number: row.number, ref: row.ref, name: row.display_name, version: row.version, state: row.state, text: row.text, outcome: row.outcome, entries: JSON.parse(row.entries) as PaperEntry[], writtenAt: row.written_at, reason: row.reason })),
    };
  });
