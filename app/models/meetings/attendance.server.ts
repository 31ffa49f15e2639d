import { type Ask, commit } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { deputiesNamed } from "./guest.server.ts";
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
}

/** The panel's members on the day of the meeting, in the order of their agencies, and what is recorded of each. */
export async function attendanceOf(ask: Ask, meetingId: string): Promise<Attendee[]> {
  const meeting = await meetingInReach(ask, meetingId);
  const members = await ask.db
    .selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["person.id", "person.name", "person.job_title", "membership.role", "agency.id as agency_id", "agency.name as agency"])
    .where("membership.panel_id", "=", meeting.panel_id).where("membership.from_on", "<=", meeting.on_day)
    .where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", meeting.on_day)]))
    .orderBy("agency.name").orderBy("person.name").execute();
  const rows = await ask.db
    .selectFrom("attendance").innerJoin("person", "person.id", "attendance.person_id")
    .select(["attendance.person_id", "attendance.status", "attendance.information_sent", "attendance.deputy_for_id", "person.name"]).where("attendance.meeting_id", "=", meeting.id).execute();
  const named = await deputiesNamed(ask, meeting.id);
  const seen = new Set<string>();
  return members.filter((m) => !seen.has(m.id) && seen.add(m.id)).map((m) => {
    const row = rows.find((r) => r.person_id === m.id && r.status !== "deputy");
    const deputy = rows.find((r) => r.status === "deputy" && r.deputy_for_id === m.id);
    return {
      personId: m.id, name: m.name, jobTitle: m.job_title, agencyId: m.agency_id, agency: m.agency, role: m.role,
      status: (row?.status as Attendance | undefined) ?? null, informationSent: (row?.information_sent as "yes" | "no" | null | undefined) ?? null,
      deputyId: deputy?.person_id ?? null, deputyName: deputy?.name ?? null, named: named.get(m.id) ?? null,
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

/**
 * Writes who attended, sent apologies or stood in, in place of what was recorded before. People who are no members are passed over.
 * With `othersPresent` whoever has no mark was present. Throws NotAgreed beside the member's field when a mark cannot stand.
 */
export const recordAttendance = (ask: Ask, meetingId: string, given: Mark[], othersPresent = false): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.takeAttendance(ask.who, meeting));
    agree(meeting.status === "draft" ? "Publish the agenda first" : meeting.status === "ended" || meeting.status === "agreed" ? "The meeting has ended, and its minutes say who attended: an addendum corrects them" : null);
    const attendees = await attendanceOf(ask, meeting.id);
    const marks = attendees.map((a): Mark => {
      const mark = given.find((m) => m.personId === a.personId) ?? { personId: a.personId, status: null, informationSent: null, deputyId: null };
      return othersPresent && mark.status === null && !mark.deputyId ? { ...mark, status: "present" } : mark;
    });
    const fault = whyNotAttend(marks);
    if (fault) throw new NotAgreed(fault.reason, `deputy.${fault.personId}`);
    const deputies = await deputiesFor(ask, attendees);
    const row = { meeting_id: meeting.id, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id };
    await ask.db.deleteFrom("attendance").where("meeting_id", "=", meeting.id).execute();
    for (const mark of marks) {
      const member = attendees.find((a) => a.personId === mark.personId)!;
      if (mark.status) await ask.db.insertInto("attendance").values({ ...row, person_id: mark.personId, agency_id: member.agencyId, status: mark.status, information_sent: mark.status === "present" ? null : mark.informationSent, deputy_for_id: null }).execute();
      if (!mark.deputyId) continue;
      const deputy = deputies.find((d) => d.id === mark.deputyId && d.agencyId === member.agencyId);
      if (!deputy) throw new NotAgreed("Choose a deputy from the same agency", `deputy.${mark.personId}`);
      await ask.db.insertInto("attendance").values({ ...row, person_id: deputy.id, agency_id: deputy.agencyId, status: "deputy", information_sent: null, deputy_for_id: mark.personId }).execute();
    }
    happened({ what: "attendance recorded", panelId: meeting.panel_id, meetingId: meeting.id });
  });
