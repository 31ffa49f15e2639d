import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { addDays, dayOf, type Day } from "../core/days.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { panelOwner, setNext } from "../subjects/case.server.ts";
import type { ClosedReason } from "../subjects/case.ts";
import { endCase } from "../subjects/closing.server.ts";
import { freezeDocuments } from "./document.server.ts";
import { obstacleInWords, obstaclesOf } from "./ending.ts";
import { extractsOf, type Said, saidAt } from "./extract.server.ts";
import { endSessions } from "./closed.server.ts";
import { showOthersOut } from "./guest.server.ts";
import { whyNotWhole } from "./whole.server.ts";
import { keepExtract, keepPaper, paperOf } from "./paper.server.ts";

type Meeting = Awaited<ReturnType<typeof meetingInReach>>;

const obstacles = (said: Said[]) =>
  obstaclesOf(said.map((item) => ({ id: item.id, number: item.number, label: item.ref ?? item.name ?? "", kind: item.kind, outcome: item.outcome?.outcome ?? null, agreedAt: item.agreedAt, pending: item.entries.filter((e) => !e.agreedAt).length })));

/** What stands against ending, and every extract as it would be written. For the chair. Noted as opened. Throws NotFound, NotAllowed, NotAgreed (a log cannot be read whole). */
export const previewEnding = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), "The chair or the deputy ends the meeting");
    agree(await whyNotWhole(ask, meeting.id));
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const said = await saidAt(ask, meeting);
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status, panel: panel.name },
      obstacles: obstacles(said), extracts: (await extractsOf(ask, said)).map((e) => ({ ...e, name: said.find((s) => s.id === e.itemId)?.name ?? e.ref })),
      noExtract: said.filter((s) => s.kind === "subject" && (s.outcome?.outcome === "not reached" || s.outcome?.outcome === "deferred")).map((s) => ({ id: s.id, number: s.number, ref: s.ref, outcome: s.outcome!.outcome })),
      counts: { actions: said.reduce((n, s) => n + s.entries.filter((e) => e.kind === "action").length, 0), sharing: said.reduce((n, s) => n + s.entries.filter((e) => e.kind === "sharing").length, 0), levels: said.reduce((n, s) => n + s.entries.filter((e) => e.kind === "risk").length, 0) },
    };
  });

/**
 * Ends a meeting in one transaction: the minutes are frozen, each subject discussed gets its extract (*draft*), each open case its next
 * thing, the minutes their first version. Retried, it changes nothing. Throws NotFound, NotAllowed, NotAgreed with what stands against it.
 */
export const endMeeting = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), "The chair or the deputy ends the meeting");
    if (meeting.status === "ended" || meeting.status === "agreed") return;
    if (meeting.status !== "live") throw new NotAgreed("The meeting has not started");
    agree(await whyNotWhole(ask, meeting.id));
    await showOthersOut(ask, happened, meeting, null);
    await endSessions(ask, happened, meeting, null);
    const said = await saidAt(ask, meeting);
    const against = obstacles(said);
    if (against.length) throw new NotAgreed(`The meeting cannot end yet. ${against.map(obstacleInWords).join("; ")}`);

    const at = ask.now.toISOString();
    await freezeDocuments(ask, meeting.id);
    for (const extract of await extractsOf(ask, said)) {
      await keepExtract(ask, meeting.id, extract, { version: 1, state: "draft" });
      happened({ what: "extract written", panelId: meeting.panel_id, meetingId: meeting.id, itemId: extract.itemId, subjectId: extract.subjectId });
    }
    const nextOn = await nextMeetingOn(ask, meeting);
    for (const item of said) if (item.kind === "subject") await carryOut(ask, happened, meeting, item, nextOn);
    await ask.db.updateTable("action").set((eb) => ({ carried: eb("carried", "+", 1) })).where("panel_id", "=", meeting.panel_id).where("ended_at", "is", null).where("removed_at", "is", null).where("issued_at", "is not", null)
      .where((eb) => eb.or([eb("meeting_id", "is", null), eb("meeting_id", "<>", meeting.id)])).execute();
    await ask.db.updateTable("meeting").set({ status: "ended", ended_at: at, ended_by_id: ask.who.id, current_item_id: null }).where("id", "=", meeting.id).execute();
    await keepPaper(ask, meeting.id, await paperOf(ask, meeting.id, said), { version: 1, state: "draft" });
    happened({ what: "meeting ended", panelId: meeting.panel_id, meetingId: meeting.id });
  });

/** The panel's next meeting that has a date, else four weeks on: the day on which what was not reached comes first. */
async function nextMeetingOn(ask: Ask, meeting: Meeting): Promise<Day> {
  const next = await ask.db.selectFrom("meeting").select("on_day").where("panel_id", "=", meeting.panel_id).where("on_day", ">", meeting.on_day).where("status", "in", ["draft", "published"]).orderBy("on_day").executeTakeFirst();
  return next?.on_day ?? addDays(meeting.on_day, 28);
}

/** Does to the case what the outcome says, so that it has its one next thing (product.md, first law). */
async function carryOut(ask: Ask, happened: Happened, meeting: Meeting, item: Said, nextOn: Day): Promise<void> {
  const outcome = item.outcome!;
  const about = { panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subjectId };
  if (outcome.outcome === "referred to another panel") {
    const row = await ask.db.selectFrom("item").select("outcome_panel_id").where("id", "=", item.id).executeTakeFirstOrThrow();
    await ask.db.insertInto("referral").values({ id: newId(), subject_id: item.subjectId!, to_panel_id: row.outcome_panel_id!, from_panel_id: meeting.panel_id, item_id: item.id, reason: outcome.note ?? "", made_at: ask.now.toISOString(), made_on: dayOf(ask.now), made_by_id: ask.who.id }).execute();
    happened({ what: "referral made", ...about, detail: row.outcome_panel_id });
    happened({ what: "referral made", panelId: row.outcome_panel_id, subjectId: item.subjectId });
  }
  const open = await ask.db.selectFrom("panel_case").selectAll().where("panel_id", "=", meeting.panel_id).where("subject_id", "=", item.subjectId!).where("closed_on", "is", null).executeTakeFirst();
  if (!open) return;
  if (outcome.outcome === "closed to this panel") {
    await endCase(ask, happened, open, { reason: outcome.closedReason as ClosedReason, supportContinues: outcome.supportContinues ?? "", wouldBringBack: outcome.wouldBringBack ?? "", on: dayOf(ask.now) });
    return;
  }
  const onDay = outcome.outcome === "not reached" ? nextOn : (outcome.untilOn ?? nextOn);
  const why = outcome.outcome === "not reached" ? "Not reached: comes first" : outcome.outcome === "deferred" ? "Deferred" : "Review";
  await setNext(ask, open.id, { kind: "review", onDay, ownerId: await panelOwner(ask, meeting.panel_id, open.subject_id), itemId: item.id, why });
  happened({ what: "case reviewed", ...about, detail: open.id });
}
