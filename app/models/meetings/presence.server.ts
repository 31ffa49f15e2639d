import type { Db } from "#db/connect.server.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import { nobody } from "../core/who.ts";
import { sittingSince } from "./sittings.server.ts";

/** Somebody who came into the room, or left it, and when. */
export interface Move {
  personId: string;
  at: Instant;
}

/** A gap so short is no departure (ms): a page that was read again, a network that changed, a process that started anew. */
const shortestGapMs = 90_000;

/**
 * Writes down who has come into the room of a running meeting and who has left it, as presence tells: in one commit, with a row of news for each.
 * Whoever comes is marked present, or as the deputy that they were named, unless somebody has written something else of them. Those who do not attend
 * (invited to items, not of the panel) are passed over, and so is everything while the meeting does not run. Asked for by nobody: nothing is given back.
 */
export const notePresence = ({ db, now }: { db: Db; now: Date }, meetingId: string, came: readonly Move[], left: readonly Move[]): Promise<void> =>
  commit({ db, now, who: nobody }, async (ask, happened) => {
    const meeting = await ask.db.selectFrom("meeting").select(["id", "panel_id", "on_day", "started_at"]).where("id", "=", meetingId).where("status", "=", "live").executeTakeFirst();
    if (!meeting) return;
    const attending = await attendingOf(ask, meeting);
    const since = await sittingSince(ask, meeting);
    const stays = await ask.db.selectFrom("room_stay").selectAll().where("meeting_id", "=", meeting.id).where("superseded_at", "is", null).orderBy("from_at").execute();
    const about = { panelId: meeting.panel_id, meetingId: meeting.id };
    let marks = came.length ? await marksOf(ask, meeting.id) : [];
    for (const { personId, at } of came) {
      const person = attending.get(personId);
      const own = stays.filter((stay) => stay.person_id === personId);
      if (!person || own.some((stay) => stay.to_at === null)) continue;
      // Whoever had the page open before it began, or while it was adjourned, came when it began or went on.
      const from = since && at < since ? since : at;
      const last = own.at(-1);
      if (last?.how === "presence" && !(since && last.to_at! < since) && Date.parse(from) - Date.parse(last.to_at!) < shortestGapMs) await ask.db.updateTable("room_stay").set({ to_at: null }).where("id", "=", last.id).execute();
      // What was corrected by hand reaches further than this.
      else if (last && from < last.to_at!) continue;
      else await ask.db.insertInto("room_stay").values({ id: newId(), meeting_id: meeting.id, person_id: personId, agency_id: person.agencyId, from_at: from, how: "presence" }).execute();
      marks = await markPresent(ask, meeting.id, marks, personId, person);
      happened({ what: "arrival noted", ...about, detail: personId });
    }
    for (const { personId, at } of left) {
      const open = stays.find((stay) => stay.person_id === personId && stay.to_at === null && stay.how === "presence");
      if (!open) continue;
      await ask.db.updateTable("room_stay").set({ to_at: [at, open.from_at].sort()[1]! }).where("id", "=", open.id).execute();
      happened({ what: "departure noted", ...about, detail: personId });
    }
  });

interface Attending {
  agencyId: string;
  /** The member in whose place they come. */
  forId: string | null;
}

/** Those who attend all of a meeting: the panel's members on its day, and their deputies. */
export async function attendingOf(ask: Pick<Ask, "db">, meeting: { id: string; panel_id: string; on_day: string }): Promise<Map<string, Attending>> {
  const deputies = await ask.db.selectFrom("guest").innerJoin("person", "person.id", "guest.person_id").select(["person.id", "person.agency_id", "guest.for_id"]).where("guest.meeting_id", "=", meeting.id).where("guest.capacity", "=", "deputy").where("guest.ended_at", "is", null).execute();
  const members = await ask.db.selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").select(["person.id", "person.agency_id"]).where("membership.panel_id", "=", meeting.panel_id)
    .where("membership.from_on", "<=", meeting.on_day).where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", meeting.on_day)])).execute();
  return new Map([...deputies.map((one) => [one.id, { agencyId: one.agency_id, forId: one.for_id }] as const), ...members.map((one) => [one.id, { agencyId: one.agency_id, forId: null }] as const)]);
}

const marksOf = (ask: Ask, meetingId: string) => ask.db.selectFrom("attendance").select(["person_id", "status", "recorded_by_id", "deputy_for_id"]).where("meeting_id", "=", meetingId).execute();
type Mark = Awaited<ReturnType<typeof marksOf>>[number];

/** Marks somebody present, or as a deputy whose member is not there. What somebody has written stands. Returns the marks of the meeting as they are then. */
async function markPresent(ask: Ask, meetingId: string, marks: Mark[], personId: string, { agencyId, forId }: Attending): Promise<Mark[]> {
  const own = marks.find((one) => one.person_id === personId);
  const write = async (mark: Pick<Mark, "person_id" | "status" | "deputy_for_id">): Promise<Mark> => {
    await ask.db.insertInto("attendance").values({ ...mark, meeting_id: meetingId, agency_id: agencyId, recorded_at: ask.now.toISOString(), recorded_by_id: null, information_sent: null }).execute();
    return { ...mark, recorded_by_id: null };
  };
  if (forId) {
    const member = marks.find((one) => one.person_id === forId);
    if (own || member?.status === "present" || marks.some((one) => one.deputy_for_id === forId)) return marks;
    const apologies = member ? [] : [await write({ person_id: forId, status: "apologies", deputy_for_id: null })];
    return [...marks, ...apologies, await write({ person_id: personId, status: "deputy", deputy_for_id: forId })];
  }
  if (own?.status === "present" || (own && own.recorded_by_id !== null)) return marks;
  // Their deputy was there first, and said by that that they would not come.
  const moot = marks.filter((one) => one.recorded_by_id === null && (one.person_id === personId || one.deputy_for_id === personId));
  if (moot.length) await ask.db.deleteFrom("attendance").where("meeting_id", "=", meetingId).where("person_id", "in", moot.map((one) => one.person_id)).execute();
  return [...marks.filter((one) => !moot.includes(one)), await write({ person_id: personId, status: "present", deputy_for_id: null })];
}

/** The running meetings in which presence has somebody in the room, and whom: what a process finds that was started anew. */
export async function inRoomNow(ask: Pick<Ask, "db">): Promise<{ meetingId: string; personId: string }[]> {
  const rows = await ask.db.selectFrom("room_stay").innerJoin("meeting", "meeting.id", "room_stay.meeting_id").select(["room_stay.meeting_id", "room_stay.person_id"])
    .where("meeting.status", "=", "live").where("room_stay.to_at", "is", null).where("room_stay.superseded_at", "is", null).where("room_stay.how", "=", "presence").execute();
  return rows.map((row) => ({ meetingId: row.meeting_id, personId: row.person_id }));
}
