import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { NotAgreed, NotAllowed, NotFound, agree, allow } from "../core/refuse.ts";
import { closedHandlings } from "./closed.ts";
import { carryOut, nextMeetingOn } from "./carry-out.server.ts";
import { whoEnds } from "./closing-words.ts";
import { endSessions } from "./closed.server.ts";
import { clearRoom } from "./conducting.server.ts";
import { freezeDocuments } from "./document.server.ts";
import { type ExtractText, extractsOf, type Said, saidAt } from "./extract.server.ts";
import { gateOf, overridesAt } from "./gate.server.ts";
import { whyNotPass } from "./gate.ts";
import { showOthersOut } from "./guest.server.ts";
import { isDiscussed } from "./outcome.ts";
import { keepExtract, keepPaper, paperOf } from "./paper.server.ts";
import type { Done } from "./receipts.ts";
import { whyNotWhole } from "./whole.server.ts";

// A meeting is closed in steps, each a transaction of its own: the gate is passed and the minutes are frozen; every subject gets its extract and
// its outcome is carried out, all of one subject or nothing of it, with a receipt; when every subject has its receipt the meeting ends. What
// fails leaves the others as they are, and the meeting *ending*: tried again, only what has no receipt is written.

/** Passes the gate and freezes the minutes. False when the meeting has ended before. Throws NotFound, NotAllowed, NotAgreed with what stands against it. */
const begin = (ask: Ask, meetingId: string): Promise<boolean> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), whoEnds);
    if (meeting.status === "ended" || meeting.status === "agreed") return false;
    agree(await whyNotWhole(ask, meeting.id));
    if (meeting.status === "ending") return true;
    if (meeting.status !== "live") throw new NotAgreed("The meeting has not started");
    await showOthersOut(ask, happened, meeting, null);
    await endSessions(ask, happened, meeting, null);
    await clearRoom(ask, meeting);
    const { obstacles, findings } = await gateOf(ask, meeting, await saidAt(ask, meeting));
    agree(whyNotPass(obstacles, findings));
    await freezeDocuments(ask, meeting.id);
    await ask.db.updateTable("meeting").set({ closing_at: ask.now.toISOString(), closing_by_id: ask.who.id }).where("id", "=", meeting.id).execute();
    happened({ what: "closing begun", panelId: meeting.panel_id, meetingId: meeting.id });
    return true;
  });

/** What is to be written for each subject, and for which that is done. Read once: nothing of it changes any more. */
const toWrite = (ask: Ask, meetingId: string): Promise<{ subjects: { item: Said; extract: ExtractText | null }[]; nextOn: Day }> =>
  look(ask, async (ask) => {
    const meeting = await meetingInReach(ask, meetingId);
    const said = await saidAt(ask, meeting);
    const extracts = new Map((await extractsOf(ask, said)).map((extract) => [extract.itemId, extract]));
    const done = new Set((await ask.db.selectFrom("closing_receipt").select("item_id").where("meeting_id", "=", meeting.id).execute()).map((row) => row.item_id));
    return { subjects: said.filter((item) => item.kind === "subject" && !done.has(item.id)).map((item) => ({ item, extract: extracts.get(item.id) ?? null })), nextOn: await nextMeetingOn(ask, meeting) };
  });

/** One subject, all or nothing: its extract (a draft), what its outcome does to the case, and the receipt. One that has its receipt is left as it is. */
const writeSubject = (ask: Ask, meetingId: string, item: Said, extract: ExtractText | null, nextOn: Day): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), whoEnds);
    if (await ask.db.selectFrom("closing_receipt").select("item_id").where("item_id", "=", item.id).executeTakeFirst()) return;
    agree(meeting.status === "ending" ? null : "The meeting is not being closed");
    agree(await whyNotWhole(ask, meeting.id));
    const done: Done[] = [];
    let extractId: string | null = null;
    if (extract) {
      extractId = await keepExtract(ask, meeting.id, extract, { version: 1, state: "draft" });
      done.push({ what: "extract", version: 1 });
      happened({ what: "extract written", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subjectId });
    } else if (!isDiscussed(item.outcome!.outcome)) done.push({ what: "dated entry", outcome: item.outcome!.outcome });
    done.push(...(await carryOut(ask, happened, meeting, item, nextOn)));
    await ask.db.insertInto("closing_receipt").values({ item_id: item.id, meeting_id: meeting.id, subject_id: item.subjectId!, extract_id: extractId, done: JSON.stringify(done), at: ask.now.toISOString(), by_id: ask.who.id }).execute();
  });

/** Ends the meeting once every subject has its receipt: the first version of its minutes, and how often open actions were carried. False while one has none. */
const finish = (ask: Ask, meetingId: string): Promise<boolean> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), whoEnds);
    if (meeting.status === "ended" || meeting.status === "agreed") return true;
    agree(await whyNotWhole(ask, meeting.id));
    const left = await ask.db.selectFrom("item").leftJoin("closing_receipt", "closing_receipt.item_id", "item.id").select("item.id").where("item.meeting_id", "=", meeting.id).where("item.kind", "=", "subject").where("item.withdrawn_at", "is", null).where("closing_receipt.item_id", "is", null).limit(1).executeTakeFirst();
    if (meeting.status !== "ending" || left) return false;
    const said = await saidAt(ask, meeting);
    await ask.db.updateTable("action").set((eb) => ({ carried: eb("carried", "+", 1) })).where("panel_id", "=", meeting.panel_id).where("ended_at", "is", null).where("removed_at", "is", null).where("issued_at", "is not", null)
      .where((eb) => eb.or([eb("meeting_id", "is", null), eb("meeting_id", "<>", meeting.id)])).execute();
    await ask.db.updateTable("meeting").set({ status: "ended", ended_at: ask.now.toISOString(), ended_by_id: ask.who.id, current_item_id: null }).where("id", "=", meeting.id).execute();
    await keepPaper(ask, meeting.id, await paperOf(ask, meeting.id, said, await overridesAt(ask, meeting.id)), { version: 1, state: "draft" });
    happened({ what: "meeting ended", panelId: meeting.panel_id, meetingId: meeting.id });
    return true;
  });

/** Notes what failed, by code or by a rule's reason. That it cannot be noted either takes nothing away: what has no receipt is not written. */
async function noteFailure(ask: Ask, meetingId: string, itemId: string | null, error: unknown): Promise<void> {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown };
  const row = { id: newId(), meeting_id: meetingId, item_id: itemId, code: String(code ?? name ?? "unknown"), reason: error instanceof NotAgreed ? error.reason : null, at: ask.now.toISOString(), by_id: ask.who.id };
  await commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    await ask.db.insertInto("closing_failure").values(row).execute();
    happened({ what: "closing failed", panelId: meeting.panel_id, meetingId: meeting.id, itemId, detail: row.code });
  }).catch(() => undefined);
}

const isRefusal = (error: unknown): boolean => error instanceof NotFound || error instanceof NotAllowed;

/**
 * Closes a meeting, or goes on with closing it. Returns whether it has ended; when not, what failed stands in its receipts, and it is tried again by
 * calling this again. Called again when it has ended, it changes nothing. Throws NotFound, NotAllowed, NotAgreed with what stands against it.
 */
export async function endMeeting(ask: Ask, meetingId: string): Promise<{ ended: boolean }> {
  if (!(await begin(ask, meetingId))) return { ended: true };
  try {
    const { subjects, nextOn } = await toWrite(ask, meetingId);
    for (const { item, extract } of subjects)
      try {
        await writeSubject(ask, meetingId, item, extract, nextOn);
      } catch (error) {
        if (isRefusal(error)) throw error;
        await noteFailure(ask, meetingId, item.id, error);
      }
    return { ended: await finish(ask, meetingId) };
  } catch (error) {
    if (isRefusal(error)) throw error;
    await noteFailure(ask, meetingId, null, error);
    return { ended: false };
  }
}

/**
 * Goes back to the meeting from a closing that did not come to its end, so that what stands in its way can be mended: minutes may be written again.
 * What has its receipt stands. Throws NotFound, NotAllowed, NotAgreed.
 */
export const stopClosing = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), whoEnds);
    agree(meeting.status === "ending" ? null : "The meeting is not being closed");
    agree(await whyNotWhole(ask, meeting.id));
    const open = ask.db.selectFrom("item").select("item.id").where("item.meeting_id", "=", meeting.id).where("item.id", "not in", ask.db.selectFrom("closing_receipt").select("item_id").where("meeting_id", "=", meeting.id));
    await ask.db.updateTable("document").set((eb) => ({ frozen_at: null, frozen_by_id: null, epoch: eb("epoch", "+", 1) })).where("item_id", "in", open).where("handling", "not like", closedHandlings).where("frozen_at", "=", meeting.closing_at).execute();
    await ask.db.updateTable("meeting").set({ closing_at: null, closing_by_id: null }).where("id", "=", meeting.id).execute();
    happened({ what: "closing stopped", panelId: meeting.panel_id, meetingId: meeting.id });
    happened({ what: "document reopened", panelId: meeting.panel_id, meetingId: meeting.id });
  });
