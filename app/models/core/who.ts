export type Role = "chair" | "deputy chair" | "coordinator" | "member";
export const roles: Role[] = ["chair", "deputy chair", "coordinator", "member"];

/** The person who asks, as of now. Read afresh for every request and every socket message, never remembered. */
export interface Who {
  id: string;
  name: string;
  email: string;
  agencyId: string;
  agencyName: string;
  /** What the agency is: some handlings name a kind. */
  agencyKind: string;
  isLead: boolean;
  isAdministrator: boolean;
  isAuditor: boolean;
  /** Sees what was opened in an emergency, and who reads what; sets inspections. */
  isPrivacyOfficer: boolean;
  /** May open records in an emergency out of hours. */
  isDutyOfficer: boolean;
  /** The password was set by somebody else: until it is changed the person reaches nothing and may do nothing. */
  mustChangePassword: boolean;
  memberships: Membership[];
  /** The subjects about whom the person has a conflict of interest: for them they do not exist, whatever else gives reach. */
  conflicts: { subjectId: string; ref: string }[];
  /** When they read through no panel of theirs (in an emergency, as an inspector): the only subjects that exist for them. Else null. */
  only: { subjectId: string; ref: string }[] | null;
  /** The items that are in closed session now without them: while it lasts they are out of reach. */
  outside: string[];
  /** The meetings, or single items, to which they are invited now, from publication until some working days after the meeting. */
  guests: Guest[];
}

/** Nobody: before sign-in. Reaches nothing and may do nothing. */
export const nobody: Who = { id: "", name: "", email: "", agencyId: "", agencyName: "", agencyKind: "", isLead: false, isAdministrator: false, isAuditor: false, isPrivacyOfficer: false, isDutyOfficer: false, mustChangePassword: false, memberships: [], conflicts: [], only: null, outside: [], guests: [] };

export type GuestCapacity = "invited attendee" | "observer" | "deputy";

/** An invitation to a meeting of a panel to which the person does not belong (practice.md §4.1): a deputy's to all its items, anybody else's to one. */
export interface Guest {
  id: string;
  meetingId: string;
  panelId: string;
  /** Null for a deputy. */
  itemId: string | null;
  capacity: GuestCapacity;
  /** They agreed to the confidentiality statement: before that nothing shows. */
  signed: boolean;
  /** They were let in, and have not been shown out. */
  admitted: boolean;
  mayWrite: boolean;
}

export interface Membership {
  panelId: string;
  /** A *reader* may do nothing: what an emergency or an inspection opens (core/reader.server.ts). Nobody holds it as a membership. */
  role: Role | "reader";
  /** Which kinds of subject the panel discusses. */
  kinds: string[];
  /** A case closed before this day no longer gives reach (panel setting, days after closing). */
  closedSince: string;
}

/** The roles the person has in the panel today. */
export const rolesIn = (who: Who, panelId: string): Membership["role"][] => who.memberships.filter((m) => m.panelId === panelId).map((m) => m.role);

/** The meetings in which the person stands in for a member: there they reach what that member does. */
export const deputisingIn = (who: Pick<Who, "guests">): string[] => who.guests.filter((guest) => guest.capacity === "deputy").map((guest) => guest.meetingId);

/** What takes reach away, whatever gives it. */
export type Apart = Pick<Who, "conflicts"> & Partial<Pick<Who, "only">>;

/** Whether the person may know nothing of this subject: they have a conflict of interest about it, or read others alone. */
export const hasConflict = (who: Apart, subjectId: string): boolean => who.conflicts.some((one) => one.subjectId === subjectId) || (Boolean(who.only) && !who.only!.some((one) => one.subjectId === subjectId));

/** What stands in place of a reference that somebody may not read. */
export const apartInWords = "another subject";

/** Words of the program that name other subjects by reference, without those of whom this person may know nothing. */
export const withoutConflicts = (who: Apart, text: string): string => text.replace(/\b[COL]-\d+/g, (ref) => (isApart(who, ref) ? apartInWords : ref));

/** The same of one reference. */
export const isApart = (who: Apart, ref: string): boolean => who.conflicts.some((one) => one.ref === ref) || (Boolean(who.only) && !who.only!.some((one) => one.ref === ref));

/** Whether any of these words has such a reference. */
export const tellsOfApart = (who: Apart, words: readonly string[]): boolean => words.some((text) => withoutConflicts(who, text) !== text);

/** The panels the person belongs to today, or those where they have one of `roles`. */
export const panelIdsOf = (who: Who, ...wanted: Role[]): string[] => [
  ...new Set(who.memberships.filter((m) => wanted.length === 0 || (wanted as string[]).includes(m.role)).map((m) => m.panelId)),
];

/** Whether this person sees an action or a sharing decision only with what its briefing allows: they are not of its panel, and stand in for nobody at its meeting. */
export const isOutside = (who: Who, one: { panel_id: string; meeting_id: string | null }): boolean => !panelIdsOf(who).includes(one.panel_id) && !(one.meeting_id && deputisingIn(who).includes(one.meeting_id));
