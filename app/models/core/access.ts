import { NotFound } from "./refuse.ts";
import { type AtMeeting, inPanel, type PanelAct } from "./policy.ts";
import { deputisingIn, rolesIn, type Who } from "./who.ts";

// The questions that screens and acts ask of the policy.

/** What belongs to a panel, and perhaps to a meeting of it. */
type InPanel = { panel_id: string; meeting_id?: string | null } | { panelId: string; meetingId?: string | null };
const panelOf = (thing: InPanel): string => ("panel_id" in thing ? thing.panel_id : thing.panelId);
const meetingOf = (thing: InPanel): string | null | undefined => ("panel_id" in thing ? thing.meeting_id : thing.meetingId);

/** A meeting as `may` is asked about it where its deputies count. */
export const ofMeeting = (meeting: { id: string; panel_id: string }) => ({ panelId: meeting.panel_id, meetingId: meeting.id });

const capacitiesIn = (who: Who, thing: InPanel): (AtMeeting | "reader")[] => {
  const meetingId = meetingOf(thing);
  return [...rolesIn(who, panelOf(thing)), ...(meetingId && deputisingIn(who).includes(meetingId) ? (["deputy for a member"] as const) : [])];
};

/** `may.buildAgenda(who, meeting)`: whether one of the person's roles in that panel, or that they stand in for a member at that meeting, allows it. */
export const may = Object.fromEntries(
  Object.entries(inPanel).map(([act, row]) => [act, (who: Who, thing: InPanel) => capacitiesIn(who, thing).some((capacity) => (row.who as readonly string[]).includes(capacity))]),
) as Record<PanelAct, (who: Who, thing: InPanel) => boolean>;

/** Whether the act is open to the person in any panel of theirs, or where they stand in for a member. */
export const mayAnywhere = (who: Who, act: PanelAct): boolean => {
  const capacities: readonly string[] = inPanel[act].who;
  return who.memberships.some((m) => capacities.includes(m.role)) || (deputisingIn(who).length > 0 && capacities.includes("deputy for a member"));
};

/** Whether the minutes exist for the person: those behind another handling than *shared* do only for whom that handling names. */
export const mayOpenMinutes = (who: Who, document: InPanel & { handling: string }): boolean =>
  document.handling === "chair" ? may.readChairMinutes(who, document) : document.handling === "shared" && may.writeMinutes(who, document);

/** Acts outside panels. */
export const mayAdminister = (who: Who): boolean => who.isAdministrator;
export const mayAudit = (who: Who): boolean => who.isAuditor;

/** Throws NotFound unless the person is an administrator: to everybody else these pages do not exist. */
export function administering(who: Who): void {
  if (!mayAdminister(who)) throw new NotFound();
}

/** Throws NotFound unless the person is an auditor. */
export function auditing(who: Who): void {
  if (!mayAudit(who)) throw new NotFound();
}

/** Throws NotFound unless the person is a privacy officer. */
export function guardingPrivacy(who: Who): void {
  if (!who.isPrivacyOfficer) throw new NotFound();
}

/** Whether the person may open a record out of their reach in an emergency: chairs and deputies, privacy officers, who is on duty out of hours. */
export const mayOpenInEmergency = (who: Who): boolean =>
  who.isPrivacyOfficer || who.isDutyOfficer || who.memberships.some((m) => m.role === "chair" || m.role === "deputy chair");

interface Owned {
  agency_id: string;
  person_id: string | null;
}
/** The owner, or the lead of the owning agency, works on an action or sends a sharing decision. */
export const mayWorkOn = (who: Who, owned: Owned): boolean => owned.person_id === who.id || (owned.agency_id === who.agencyId && who.isLead);

/** Somebody outside the owner's agency confirms (product.md, chain 7). */
export const mayConfirm = (who: Who, action: Owned & { panel_id: string }): boolean =>
  action.agency_id !== who.agencyId && may.confirmAction(who, action);
