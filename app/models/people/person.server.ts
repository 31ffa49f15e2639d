import { asked } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import { addDays, type Day, dayOf } from "../core/days.ts";
import { addWorkdays } from "../core/workdays.ts";
import { type Guest, type Membership, nobody, type Role, type Who } from "../core/who.ts";
import { panelSettings } from "./panel.server.ts";

const personBy = asked((db, { id }: { id: string }) =>
  db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").selectAll("person").select(["agency.name as agency_name", "agency.kind as agency_kind"]).where("person.id", "=", id).where("person.ended_at", "is", null));
const membershipsBy = asked((db, { personId, today }: { personId: string; today: Day }) =>
  db.selectFrom("membership").select(["panel_id", "role"]).where("person_id", "=", personId).where("from_on", "<=", today).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", today)])));
const conflictsBy = asked((db, { personId }: { personId: string }) =>
  db.selectFrom("conflict").innerJoin("subject", "subject.id", "conflict.subject_id").select(["subject.id as subjectId", "subject.ref"]).where("conflict.person_id", "=", personId).where("conflict.ended_at", "is", null));
/** Of items in closed session those in which the person is not: neither of an agency that stays, nor who closed it. */
const outsideBy = asked((db, { id, agencyId }: { id: string; agencyId: string }) =>
  db.selectFrom("closed_session").leftJoin("closed_session_agency", (join) => join.onRef("closed_session_agency.session_id", "=", "closed_session.id").on("closed_session_agency.agency_id", "=", agencyId))
    .select("closed_session.item_id").where("closed_session.to_at", "is", null).where("closed_session.by_id", "<>", id).where("closed_session_agency.session_id", "is", null));
const guestsBy = asked((db, { personId, since }: { personId: string; since: Day }) =>
  db.selectFrom("guest").innerJoin("meeting", "meeting.id", "guest.meeting_id").leftJoin("guest_stay", (join) => join.onRef("guest_stay.guest_id", "=", "guest.id").on("guest_stay.to_at", "is", null))
    .select(["guest.id", "guest.meeting_id", "guest.item_id", "guest.capacity", "guest.signed_at", "guest.may_write", "guest_stay.id as stay", "meeting.panel_id", "meeting.on_day"])
    .where("guest.person_id", "=", personId).where("guest.ended_at", "is", null).where("meeting.status", "<>", "draft").where("meeting.on_day", ">=", since));

/** The person as of now, with the panels they belong to today; null when there is none or they have left. */
export async function whoIs(ask: Pick<Ask, "db" | "now">, personId: string): Promise<Who | null> {
  const [person] = await personBy(ask.db, { id: personId });
  if (!person) return null;
  const who = { id: person.id, name: person.name, email: person.email, agencyId: person.agency_id, agencyName: person.agency_name, agencyKind: person.agency_kind };
  // Whoever set this password knows it: nothing opens to it but the page that changes it.
  if (person.must_change_password === 1) return { ...nobody, ...who, mustChangePassword: true };
  const today = dayOf(ask.now);
  const memberships: Membership[] = [];
  for (const row of await membershipsBy(ask.db, { personId, today })) {
    const settings = await panelSettings(ask, row.panel_id, today);
    memberships.push({ panelId: row.panel_id, role: row.role as Role, kinds: settings.sections.map((s) => s.kind), closedSince: addDays(today, -settings.reachAfterClosingDays) });
  }
  const conflicts = await conflictsBy(ask.db, { personId });
  const outside = (await outsideBy(ask.db, { id: personId, agencyId: person.agency_id })).map((row) => row.item_id);
  return { ...who, isLead: person.is_lead === 1, isAdministrator: person.is_administrator === 1, isAuditor: person.is_auditor === 1, isPrivacyOfficer: person.is_privacy_officer === 1, isDutyOfficer: person.is_duty_officer === 1, mustChangePassword: false, memberships, conflicts, only: null, outside, guests: await guestsOf(ask, personId, today) };
}

/** Whether an invitation to a meeting of that panel on that day holds today: until the panel's set working days after it. */
export const isInvitedStill = async (ask: Pick<Ask, "db">, meeting: { panel_id: string; on_day: Day }, today: Day): Promise<boolean> =>
  today <= addWorkdays(meeting.on_day, (await panelSettings(ask, meeting.panel_id, meeting.on_day)).guestDays);

/** No invitation outlasts its meeting longer (days): what is older need not be looked at. */
const longestStay = 120;

async function guestsOf(ask: Pick<Ask, "db">, personId: string, today: Day): Promise<Guest[]> {
  const guests: Guest[] = [];
  for (const row of await guestsBy(ask.db, { personId, since: addDays(today, -longestStay) })) {
    if (await isInvitedStill(ask, row, today)) guests.push({ id: row.id, meetingId: row.meeting_id, panelId: row.panel_id, itemId: row.item_id, capacity: row.capacity, signed: row.signed_at !== null, admitted: row.stay !== null, mayWrite: row.may_write === 1 });
  }
  return guests;
}
