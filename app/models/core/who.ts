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
  /** The password was set by somebody else: until it is changed the person reaches nothing and may do nothing. */
  mustChangePassword: boolean;
  memberships: Membership[];
  /** The subjects about whom the person has a conflict of interest: for them they do not exist, whatever else gives reach. */
  conflicts: { subjectId: string; ref: string }[];
  /** The items that are in closed session now without them: while it lasts they are out of reach. */
  outside: string[];
  /** The meetings, or single items, to which they are invited now, from publication until some working days after the meeting. */
  guests: Guest[];
}

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
  role: Role;
  /** Which kinds of subject the panel discusses. */
  kinds: string[];
  /** A case closed before this day no longer gives reach (panel setting, days after closing). */
  closedSince: string;
}

/** The roles the person has in the panel today. */
export const rolesIn = (who: Who, panelId: string): Role[] => who.memberships.filter((m) => m.panelId === panelId).map((m) => m.role);

/** The meetings in which the person stands in for a member: there they reach what that member does. */
export const deputisingIn = (who: Pick<Who, "guests">): string[] => who.guests.filter((guest) => guest.capacity === "deputy").map((guest) => guest.meetingId);

export const hasConflict = (who: Pick<Who, "conflicts">, subjectId: string): boolean => who.conflicts.some((one) => one.subjectId === subjectId);

/** Words of the program that name other subjects by reference, without those about whom this person has a conflict of interest. */
export const withoutConflicts = (who: Pick<Who, "conflicts">, text: string): string => who.conflicts.reduce((words, { ref }) => words.replace(new RegExp(`\\b${ref}(?!\\d)`, "g"), "another subject"), text);

/** The panels the person belongs to today, or those where they have one of `roles`. */
export const panelIdsOf = (who: Who, ...wanted: Role[]): string[] => [
  ...new Set(who.memberships.filter((m) => wanted.length === 0 || wanted.includes(m.role)).map((m) => m.panelId)),
];
