import { type Day, shortDay } from "../core/days.ts";
import type { Role } from "../core/who.ts";

export interface PersonForm {
  name: string;
  email: string;
  agencyId: string;
  jobTitle: string | null;
  phone: string | null;
  isLead: boolean;
  isAdministrator: boolean;
  isAuditor: boolean;
  isPrivacyOfficer: boolean;
  isDutyOfficer: boolean;
  homePostcode: string | null;
}

type Duties = Pick<PersonForm, "isAdministrator" | "isAuditor" | "isPrivacyOfficer" | "isDutyOfficer">;

/**
 * Why the person may not be given these duties, or null. Who administers or audits sees no case, so belongs to no panel and opens no record in an
 * emergency; nobody audits their own administration; who watches over reading is not among those who read.
 */
export function whyNotDuties({ isAdministrator, isAuditor, isPrivacyOfficer, isDutyOfficer }: Duties, panels: number): string | null {
  if (isAdministrator && isAuditor) return "One person cannot be both administrator and auditor";
  if (isAdministrator && (isPrivacyOfficer || isDutyOfficer)) return "An administrator sees no case, so cannot open one in an emergency";
  if (isPrivacyOfficer && isDutyOfficer) return "Who reviews what was opened in an emergency is not also on duty for it";
  if (isPrivacyOfficer && panels > 0) return "A privacy officer watches over who reads, so cannot belong to a panel. End their memberships first";
  if (isAuditor && isDutyOfficer) return "An auditor sees no case, so cannot open one in an emergency";
  if ((isAdministrator || isAuditor) && panels > 0) return "An administrator or auditor sees no case, so cannot belong to a panel. End their memberships first";
  return null;
}

export interface Sitting {
  id: string;
  personId: string;
  role: Role;
  fromOn: Day;
  toOn: Day | null;
}

/**
 * Why these memberships of a panel may not end after `lastDay`, or null. A panel keeps a chair and somebody to prepare it:
 * an open case whose owner left would be nobody's (product.md, first law).
 */
export function whyNotLeave(sittings: Sitting[], leaving: string[], lastDay: Day): string | null {
  const ends = sittings.filter((s) => leaving.includes(s.id));
  const stays = sittings.filter((s) => !leaving.includes(s.id) && s.fromOn <= lastDay && (s.toOn === null || s.toOn > lastDay));
  if (ends.some((s) => s.role === "chair") && !stays.some((s) => s.role === "chair")) return "The panel would have no chair. Name another chair first";
  if (ends.some((s) => s.role === "coordinator") && !stays.some((s) => s.role === "coordinator")) return "The panel would have no coordinator. Name another coordinator first";
  for (const one of ends) if (lastDay < one.fromOn) return `This membership begins on ${shortDay(one.fromOn)}: it cannot end before`;
  return null;
}
