import { once } from "#db/connect.server.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { dayOf } from "../core/days.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { deputiesNamed } from "./guest.server.ts";
import { repliesOf } from "./replies.server.ts";
import type { Reply } from "./reply.ts";
import { type Attendance, type Mark, whyNotAttend } from "./attendance.ts";

export interface Attendee extends Mark {
  name: string;
  jobTitle: string | null;
  agencyId: string;
  agency: string;
  role: string;
  deputyName: string | null;
  /** Who was named beforehand to come in their place. */
  named: string | null;
  /** Presence alone says so: nobody has written it down. */
  byPresence: boolean;
  /** Whether they said that they come; null before they said anything. */
  reply: Reply | null;
}

/** The panel's members on the day of the meeting, in the order of their agencies, and what is recorded of each. */
export async function attendanceOf(ask: Ask, meetingId: string): Promise<Attendee[]> {
  const meeting = await meetingInReach(ask, meetingId);
  const members = await once(ask.db, `members ${meeting.panel_id} ${meeting.on_day}`, () => ask.db
    .selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["person.id", "person.name", "person.job_title", "membership.role", "agency.id as agency_id", "agency.name as agency"])
    .where("membership.panel_id", "=", meeting.panel_id).where("membership.from_on", "<=", meeting.on_day)
    .where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", meeting.on_day)]))
    .orderBy("agency.name").orderBy("person.name").execute());
  const rows = await once(ask.db, `attendance ${meeting.id}`, () => ask.db
    .selectFrom("attendance").innerJoin("person", "person.id", "attendance.person_id")
    .select(["attendance.person_id", "attendance.status", "attendance.information_sent", "attendance.information_on", "attendance.deputy_for_id", "attendance.recorded_by_id", "person.name"]).where("attendance.meeting_id", "=", meeting.id).execute());
  const named = await deputiesNamed(ask, meeting.id);
  const replies = await repliesOf(ask, meeting.id);
  const seen = new Set<string>();
  return members.filter((m) => !seen.has(m.id) && seen.add(m.id)).map((m) => {
    const row = rows.find((r) => r.person_id === m.id && r.status !== "deputy");
    const deputy = rows.find((r) => r.status === "deputy" && r.deputy_for_id === m.id);
    return {
      personId: m.id, name: m.name, jobTitle: m.job_title, agencyId: m.agency_id, agency: m.agency, role: m.role,
      status: (row?.status as Attendance | undefined) ?? null, informationSent: (row?.information_sent as "yes" | "no" | null | undefined) ?? null, informationOn: row?.information_on ?? null, byPresence: row?.recorded_by_id === null,
      deputyId: deputy?.person_id ?? null, deputyName: deputy?.name ?? null, named: named.get(m.id) ?? null, reply: replies.get(m.id) ?? null,
    };
  });
}

/** Who may stand in for a member: people of the same agency who are not members themselves. */
export async function deputiesFor(ask: Ask, attendees: Attendee[]): Promise<{ id: string; name: string; agencyId: string }[]> {
  if (!attendees.length) return [];
  const rows = await ask.db.selectFrom("person").select(["id", "name", "agency_id"]).where("agency_id", "in", [...new Set(attendees.map((a) => a.agencyId))])
    .where("id", "not in", attendees.map((a) => a.personId)).where("ended_at", "is", null).where("is_administrator", "=", 0).where("is_auditor", "=", 0).orderBy("name").execute();
  return rows.map((row) => ({ id: row.id, name: row.name, agencyId: row.agency_id }));
}

/** Whether a mark is what presence says anyway: then it stays presence's. */
const leftAsIs = (attendees: Attendee[], mark: Mark): boolean => attendees.some((a) => a.personId === mark.personId && a.byPresence && a.status === mark.status && a.deputyId === mark.deputyId && !mark.informationSent);

/**
 * Writes who attended, sent apologies or stood in, in place of what was recorded before. People who are no members are passed over.
 * What presence says of somebody stands until something else is said of them: who has come while the form was filled in is not taken out. With `othersPresent` whoever has no mark was present. Throws NotAgreed beside the member's field when a mark cannot stand.
 */
export const recordAttendance = (ask: Ask, meetingId: string, given: Mark[], othersPresent = false): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.takeAttendance(ask.who, meeting));
    agree(meeting.status === "draft" ? "Publish the agenda first" : meeting.status === "ended" || meeting.status === "agreed" ? "The meeting has ended, and its minutes say who attended: an addendum corrects them" : null);
    const attendees = await attendanceOf(ask, meeting.id);
    const marks = attendees.map((a): Mark => {
      const told = given.find((m) => m.personId === a.personId) ?? { personId: a.personId, status: null, informationSent: null, deputyId: null };
      const mark = told.status === null && !told.deputyId && a.byPresence ? { ...told, status: a.status, informationSent: a.informationSent, deputyId: a.deputyId } : told;
      return othersPresent && mark.status === null && !mark.deputyId ? { ...mark, status: "present" } : mark;
    });
    const fault = whyNotAttend(marks, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.reason, `${fault.field ?? "deputy"}.${fault.personId}`);
    const deputies = await deputiesFor(ask, attendees);
    const row = { meeting_id: meeting.id, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id };
    await ask.db.deleteFrom("attendance").where("meeting_id", "=", meeting.id).execute();
    for (const mark of marks) {
      const member = attendees.find((a) => a.personId === mark.personId)!;
      if (mark.status) await ask.db.insertInto("attendance").values({ ...row, person_id: mark.personId, agency_id: member.agencyId, status: mark.status, information_sent: mark.status === "present" ? null : mark.informationSent, information_on: mark.status === "present" ? null : (mark.informationOn ?? null), deputy_for_id: null, ...(leftAsIs(attendees, mark) && { recorded_by_id: null }) }).execute();
      if (!mark.deputyId) continue;
      const deputy = deputies.find((d) => d.id === mark.deputyId && d.agencyId === member.agencyId);
      if (!deputy) throw new NotAgreed("Choose a deputy from the same agency", `deputy.${mark.personId}`);
      await ask.db.insertInto("attendance").values({ ...row, person_id: deputy.id, agency_id: deputy.agencyId, status: "deputy", information_sent: null, deputy_for_id: mark.personId }).execute();
    }
    happened({ what: "attendance recorded", panelId: meeting.panel_id, meetingId: meeting.id });
  });
