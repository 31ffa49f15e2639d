import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { meetingInReach, meetingsInReach, panelInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import { panelSettings } from "../people/panel.server.ts";
import { setNext } from "../subjects/case.server.ts";
import { tellMembers } from "./invitation.server.ts";
import { type Status, standingItems, whyNotChange, whyNotOpen } from "./meeting.ts";
import { tellGuests } from "./own-time.server.ts";
import { whyOver } from "./put-off.ts";

export interface OpeningMeeting {
  panelId: string;
  onDay: Day;
  /** London clock time, "09:30". */
  time: string;
  minutesLong: number;
  place: string | null;
  /** The rule that makes it: then its days are told together, by who makes them. */
  seriesId?: string;
}

/** Opens the panel's next meeting, as a draft with its standing items. Its members are told. Returns its id. Throws NotAgreed for a day that is past or taken. */
export const openMeeting = (ask: Ask, { panelId, onDay, time, minutesLong, place, seriesId }: OpeningMeeting): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    allow(may.openMeeting(ask.who, { panelId: panel.id }), "The chair, deputy or coordinator opens a meeting");
    const others = await ask.db.selectFrom("meeting").select(["number", "on_day", "cancelled_at"]).where("panel_id", "=", panel.id).execute();
    agree(whyNotOpen(onDay, dayOf(ask.now), others.filter((m) => !m.cancelled_at).map((m) => m.on_day)), "onDay");
    const chair = await ask.db.selectFrom("membership").select("person_id").where("panel_id", "=", panel.id).where("role", "=", "chair").where("from_on", "<=", onDay)
      .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", onDay)])).executeTakeFirst();
    const id = newId();
    const number = Math.max(0, ...others.map((m) => m.number)) + 1;
    await ask.db.insertInto("meeting").values({ id, panel_id: panel.id, number, on_day: onDay, starts_at: time, minutes_long: minutesLong, place, chair_id: chair?.person_id ?? null, status: "draft", series_id: seriesId ?? null }).execute();
    await ask.db.insertInto("item").values(standingItems.map((item, i) => ({
      id: newId(), meeting_id: id, kind: "standing" as const, section: item.section, title: item.title, position: i + 1, minutes: item.minutes, reasons: "[]", added_by_id: ask.who.id, added_at: ask.now.toISOString(),
    }))).execute();
    if (!seriesId) await tellMembers(ask, id, "opened");
    happened({ what: "meeting opened", panelId: panel.id, meetingId: id });
    return id;
  });

/** The days on which the panel meets otherwise. Cancelled meetings take none. */
export const takenDays = async (ask: Pick<Ask, "db">, { panel_id, id }: { panel_id: string; id: string }): Promise<Day[]> =>
  (await ask.db.selectFrom("meeting").select("on_day").where("panel_id", "=", panel_id).where("id", "<>", id).where("cancelled_at", "is", null).execute()).map((row) => row.on_day);

export interface When {
  onDay: Day;
  time: string;
  minutesLong: number;
  place: string | null;
}

/** Writes when and where a meeting is; the next things of the cases listed there move with it. Inside a commit. */
export async function setWhen(ask: Ask, meeting: { id: string; on_day: Day }, { onDay, time, minutesLong, place }: When): Promise<void> {
  await ask.db.updateTable("meeting").set({ on_day: onDay, starts_at: time, minutes_long: minutesLong, place }).where("id", "=", meeting.id).execute();
  if (onDay === meeting.on_day) return;
  const listed = await ask.db.selectFrom("case_next").innerJoin("item", "item.id", "case_next.item_id").select(["case_next.case_id", "case_next.owner_id", "case_next.why", "item.id as item_id"])
    .where("item.meeting_id", "=", meeting.id).where("case_next.ended_at", "is", null).where("case_next.kind", "=", "listed").execute();
  for (const next of listed) await setNext(ask, next.case_id, { kind: "listed", onDay, ownerId: next.owner_id, itemId: next.item_id, why: next.why });
}

/** Changes when and where a meeting is, and tells who comes. The next things of the cases listed there move with it. */
export const changeMeeting = (ask: Ask, meetingId: string, when: When): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.openMeeting(ask.who, meeting), "The chair, deputy or coordinator changes a meeting");
    agree(whyOver(meeting) ?? (meeting.status === "live" ? "This meeting has begun" : whyNotChange(meeting.status)), "onDay");
    if (when.onDay !== meeting.on_day) agree(whyNotOpen(when.onDay, dayOf(ask.now), await takenDays(ask, meeting)), "onDay");
    const same = when.onDay === meeting.on_day && when.time === meeting.starts_at && when.minutesLong === meeting.minutes_long && when.place === meeting.place;
    if (same) return;
    await setWhen(ask, meeting, when);
    await ask.db.updateTable("meeting").set({ set_by_hand_at: ask.now.toISOString() }).where("id", "=", meeting.id).execute();
    await tellMembers(ask, meeting.id, "changed", meeting.on_day);
    await tellGuests(ask, meeting.id);
    happened({ what: "meeting changed", panelId: meeting.panel_id, meetingId });
  });

/** A panel's meetings, newest first. */
export async function meetingsOf(ask: Ask, panelId: string) {
  const rows = await meetingsInReach(ask).leftJoin("circulation", "circulation.meeting_id", "meeting.id").selectAll("meeting").select("circulation.at as circulated_at").where("meeting.panel_id", "=", panelId).orderBy("meeting.on_day", "desc").orderBy("meeting.number", "desc").execute();
  return rows.map((row) => ({ id: row.id, number: row.number, onDay: row.on_day, time: row.starts_at, minutesLong: row.minutes_long, place: row.place, status: row.status as Status, cancelledAt: row.cancelled_at, publishedAt: row.published_at, circulatedAt: row.circulated_at, circulated: row.circulated_at !== null }));
}

/** The panel's next meeting that has a day after this one's, or null: where what does not come to its turn goes. */
export async function nextMeetingAfter(ask: Pick<Ask, "db">, { panel_id, id }: { panel_id: string; id: string }, day: Day): Promise<Day | null> {
  const next = await ask.db.selectFrom("meeting").select("on_day").where("panel_id", "=", panel_id).where("id", "<>", id).where("on_day", ">", day).where("status", "in", ["draft", "published"]).where("cancelled_at", "is", null).orderBy("on_day").executeTakeFirst();
  return next?.on_day ?? null;
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
