import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { meetingInReach, meetingsInReach, panelInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import { panelSettings } from "../people/panel.server.ts";
import { setNext } from "../subjects/case.server.ts";
import { type Status, standingItems, whyNotChange, whyNotOpen } from "./meeting.ts";

export interface OpeningMeeting {
  panelId: string;
  onDay: Day;
  /** London clock time, "09:30". */
  time: string;
  minutesLong: number;
  place: string | null;
}

/** Opens the panel's next meeting, as a draft with its standing items. Returns its id. Throws NotAgreed for a day that is past or taken. */
export const openMeeting = (ask: Ask, { panelId, onDay, time, minutesLong, place }: OpeningMeeting): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    allow(may.openMeeting(ask.who, { panelId: panel.id }), "The chair, deputy or coordinator opens a meeting");
    const others = await ask.db.selectFrom("meeting").select(["number", "on_day"]).where("panel_id", "=", panel.id).execute();
    agree(whyNotOpen(onDay, dayOf(ask.now), others.map((m) => m.on_day)), "onDay");
    const chair = await ask.db.selectFrom("membership").select("person_id").where("panel_id", "=", panel.id).where("role", "=", "chair").where("from_on", "<=", onDay)
      .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", onDay)])).executeTakeFirst();
    const id = newId();
    const number = Math.max(0, ...others.map((m) => m.number)) + 1;
    await ask.db.insertInto("meeting").values({ id, panel_id: panel.id, number, on_day: onDay, starts_at: time, minutes_long: minutesLong, place, chair_id: chair?.person_id ?? null, status: "draft" }).execute();
    await ask.db.insertInto("item").values(standingItems.map((item, i) => ({
      id: newId(), meeting_id: id, kind: "standing" as const, section: item.section, title: item.title, position: i + 1, minutes: item.minutes, reasons: "[]", added_by_id: ask.who.id, added_at: ask.now.toISOString(),
    }))).execute();
    happened({ what: "meeting opened", panelId: panel.id, meetingId: id });
    return id;
  });

/** Changes when and where a meeting is. The next things of the cases listed there move with it. */
export const changeMeeting = (ask: Ask, meetingId: string, { onDay, time, minutesLong, place }: Omit<OpeningMeeting, "panelId">): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.openMeeting(ask.who, meeting), "The chair, deputy or coordinator changes a meeting");
    agree(meeting.status === "live" ? "This meeting has begun" : whyNotChange(meeting.status), "onDay");
    const others = await ask.db.selectFrom("meeting").select("on_day").where("panel_id", "=", meeting.panel_id).where("id", "<>", meeting.id).execute();
    if (onDay !== meeting.on_day) agree(whyNotOpen(onDay, dayOf(ask.now), others.map((m) => m.on_day)), "onDay");
    await ask.db.updateTable("meeting").set({ on_day: onDay, starts_at: time, minutes_long: minutesLong, place }).where("id", "=", meeting.id).execute();
    if (onDay !== meeting.on_day) {
      const listed = await ask.db.selectFrom("case_next").innerJoin("item", "item.id", "case_next.item_id").select(["case_next.case_id", "case_next.owner_id", "case_next.why", "item.id as item_id"])
        .where("item.meeting_id", "=", meeting.id).where("case_next.ended_at", "is", null).execute();
      for (const next of listed) await setNext(ask, next.case_id, { kind: "listed", onDay, ownerId: next.owner_id, itemId: next.item_id, why: next.why });
    }
    happened({ what: "meeting changed", panelId: meeting.panel_id, meetingId });
  });

/** A panel's meetings, newest first. */
export async function meetingsOf(ask: Ask, panelId: string) {
  const rows = await meetingsInReach(ask).selectAll("meeting").where("meeting.panel_id", "=", panelId).orderBy("meeting.on_day", "desc").orderBy("meeting.number", "desc").execute();
  return rows.map((row) => ({ id: row.id, number: row.number, onDay: row.on_day, time: row.starts_at, minutesLong: row.minutes_long, place: row.place, status: row.status as Status }));
}

/** The last meeting of the panel that was held before that day, or null: what is *new* is new since then. */
export async function lastMeetingBefore(ask: Pick<Ask, "db">, panelId: string, day: Day) {
  return (
    (await ask.db.selectFrom("meeting").select(["id", "number", "on_day"]).where("panel_id", "=", panelId).where("status", "in", ["ended", "agreed"]).where("on_day", "<", day)
      .orderBy("on_day", "desc").executeTakeFirst()) ?? null
  );
}

/** A meeting with its panel, the settings in force on its day, and the names of its people. Throws NotFound. */
export async function meetingWithPanel(ask: Ask, meetingId: string) {
  // Which item it is at may be out of reach.
  const { current_item_id: _, ...meeting } = await meetingInReach(ask, meetingId);
  // A deputy reaches the meeting alone.
  const panel = { ...(await ask.db.selectFrom("panel").selectAll().where("id", "=", meeting.panel_id).executeTakeFirstOrThrow()), inReach: panelIdsOf(ask.who).includes(meeting.panel_id) };
  const settings = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const chair = meeting.chair_id ? await ask.db.selectFrom("person").select(["name", "job_title"]).where("id", "=", meeting.chair_id).executeTakeFirst() : undefined;
  return { meeting: { ...meeting, status: meeting.status as Status }, panel, settings, chair: chair ?? null };
}
