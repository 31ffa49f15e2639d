import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { dayAndTime, dayOf, instantOf, timeOf } from "../core/days.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { agree, allow, found, NotAgreed } from "../core/refuse.ts";
import { sittingSince } from "./sittings.server.ts";
import { attendingOf } from "./presence.server.ts";
import { whyNotStays } from "./room.ts";

/** A time as the form gives it: London clock times on the day on which the meeting sits; `to` null is: still there, or to the end. */
export interface GivenStay {
  /** Its row in the form. */
  row: number;
  from: string;
  to: string | null;
}

/** Why nobody's times can be corrected now, in the user's words; null when they can. */
const whyNotCorrect = ({ status }: { status: string }): string | null =>
  status === "live" ? null : status === "ended" || status === "agreed" ? "The meeting has ended, and its minutes say who was there: an addendum corrects them" : "The meeting has not started";

const staysOf = (ask: Pick<Ask, "db">, meetingId: string, personId: string) =>
  ask.db.selectFrom("room_stay").leftJoin("person as by", "by.id", "room_stay.by_id").selectAll("room_stay").select("by.name as by_name").where("meeting_id", "=", meetingId).where("person_id", "=", personId).where("superseded_at", "is", null).orderBy("from_at").execute();

/** Somebody who attends a meeting with their times: `earlier` are those of a day before it was adjourned to this one, which stay as they are. */
async function attendee(ask: Ask, meetingId: string, personId: string) {
  const meeting = await meetingInReach(ask, meetingId);
  const attends = found((await attendingOf(ask, meeting)).get(personId));
  const since = await sittingSince(ask, meeting);
  const all = await staysOf(ask, meeting.id, personId);
  const day = since ? dayOf(since) : meeting.on_day;
  const isEarlier = (stay: (typeof all)[number]) => stay.to_at !== null && dayOf(stay.from_at) < day;
  return { meeting, attends, day, stays: all.filter((stay) => !isEarlier(stay)), earlier: all.filter(isEarlier) };
}

/**
 * Writes by hand when somebody was in the room, in place of what presence or somebody else said; what was said before is kept. With no times they were
 * not there. Of a meeting that runs. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const correctTimes = (ask: Ask, meetingId: string, personId: string, given: readonly GivenStay[]): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { meeting, attends, day, stays, earlier } = await attendee(ask, meetingId, personId);
    allow(may.takeAttendance(ask.who, meeting), "The chair, deputy or coordinator writes down who attended");
    agree(whyNotCorrect(meeting));
    const now = ask.now.toISOString();
    // Who came at 10:02:41 is shown as 10:02: a time that was left as it stood is the instant that it was.
    const exact = (time: string, known: (string | null)[]) => known.find((at) => at !== null && timeOf(at) === time) ?? instantOf(day, time);
    const spans = given.map(({ from, to }) => ({ from: exact(from, stays.map((stay) => stay.from_at)), to: to === null ? null : exact(to, stays.map((stay) => stay.to_at)) }));
    const fault = whyNotStays(spans, now);
    if (fault) throw new NotAgreed(fault.reason, `${fault.end}.${given[fault.row]!.row}`);
    if (stays.length) await ask.db.updateTable("room_stay").set({ superseded_at: now, superseded_by_id: ask.who.id }).where("id", "in", stays.map((stay) => stay.id)).execute();
    for (const span of spans) await ask.db.insertInto("room_stay").values({ id: newId(), meeting_id: meeting.id, person_id: personId, agency_id: attends.agencyId, from_at: span.from, to_at: span.to, how: "by hand", by_id: ask.who.id }).execute();
    const mark = await ask.db.selectFrom("attendance").select(["status", "recorded_by_id"]).where("meeting_id", "=", meeting.id).where("person_id", "=", personId).executeTakeFirst();
    if (!mark && spans.length && !attends.forId) await ask.db.insertInto("attendance").values({ meeting_id: meeting.id, person_id: personId, agency_id: attends.agencyId, status: "present", recorded_at: now, recorded_by_id: ask.who.id }).execute();
    // Presence alone had said that they were there.
    if (mark?.status === "present" && mark.recorded_by_id === null && !spans.length && !earlier.length) await ask.db.deleteFrom("attendance").where("meeting_id", "=", meeting.id).where("person_id", "=", personId).execute();
    happened({ what: "attendance recorded", panelId: meeting.panel_id, meetingId: meeting.id, detail: personId });
  });

/** Somebody's times in the room, for the form that corrects them, and whether it may be sent. Throws NotFound, NotAllowed. */
export const timesOf = (ask: Ask, meetingId: string, personId: string) =>
  look(ask, async (ask) => {
    const { meeting, stays, earlier } = await attendee(ask, meetingId, personId);
    allow(may.takeAttendance(ask.who, meeting), "The chair, deputy or coordinator writes down who attended");
    const person = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.name", "agency.name as agency"]).where("person.id", "=", personId).executeTakeFirstOrThrow();
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day }, ...person, whyNot: whyNotCorrect(meeting),
      stays: stays.map((stay) => ({ from: timeOf(stay.from_at), to: stay.to_at && timeOf(stay.to_at), how: stay.how, by: stay.by_name })),
      earlier: earlier.map((stay) => `${dayAndTime(stay.from_at)} to ${timeOf(stay.to_at!)}`),
    };
  });
