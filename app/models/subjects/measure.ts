import type { Day } from "../core/days.ts";
import type { Kind } from "./subject.ts";

/** One disruption measure that a panel can choose (practice.md §2.4). */
export interface MeasureKind {
  key: string;
  /** What it may be taken against. */
  against: Kind[];
  /** What a breach or failure may turn it into, the next rung first. */
  becomes?: string[];
  /** What whoever records it must know. */
  note?: string;
}

export const measureKinds: MeasureKind[] = [
  { key: "child abduction warning notice", against: ["offender"], becomes: ["sexual risk order"], note: "Child under 16, or under 18 in care or under police protection. A breach is not itself an offence." },
  { key: "letter to person of concern", against: ["offender"], becomes: ["child abduction warning notice"] },
  { key: "community protection warning", against: ["offender", "location"], becomes: ["community protection notice"], note: "In writing, before a notice, with time to comply. Age 16 or over, or a body." },
  { key: "community protection notice", against: ["offender", "location"], becomes: ["fixed penalty notice", "prosecution"], note: "A warning comes first. A breach is an offence." },
  { key: "fixed penalty notice", against: ["offender", "location"], becomes: ["prosecution"] },
  { key: "prosecution", against: ["offender", "location"] },
  { key: "sexual risk order", against: ["offender"], note: "Needs no conviction. A breach is an offence." },
  { key: "sexual harm prevention order", against: ["offender"], note: "After a conviction or caution. A breach is an offence." },
  { key: "slavery and trafficking risk order", against: ["offender"] },
  { key: "slavery and trafficking prevention order", against: ["offender"] },
  { key: "injunction", against: ["offender", "location"] },
  { key: "non-molestation order", against: ["offender"] },
  { key: "tenancy action", against: ["offender", "location"] },
  { key: "disclosure scheme", against: ["offender"], note: "Sarah's Law and Clare's Law have rules of their own." },
  { key: "referral to barring service", against: ["offender"] },
  { key: "taxi or private hire licensing action", against: ["offender", "location"], note: "Decided on the balance of probability." },
  { key: "premises licensing action", against: ["location", "offender"] },
  { key: "closure notice", against: ["location"], becomes: ["closure order"] },
  { key: "closure order", against: ["location"] },
  { key: "guest information notice", against: ["location"] },
  { key: "dispersal power", against: ["location", "offender"] },
  { key: "public spaces protection order", against: ["location"] },
  { key: "inspection (fire, food, housing, trading standards)", against: ["location"] },
  { key: "lighting, patrols or CCTV", against: ["location"] },
  { key: "recovery order", against: ["offender", "location"] },
];

export const measureStatuses = ["proposed", "requested", "issued", "served", "breached", "expired", "withdrawn", "refused", "became another"] as const;
export type MeasureStatus = (typeof measureStatuses)[number];
/** The states in which a measure binds. */
export const inForce = (status: string): boolean => status === "issued" || status === "served" || status === "breached";

export const measureKindsAgainst = (kind: Kind): MeasureKind[] => measureKinds.filter((m) => m.against.includes(kind));
export const measureKind = (key: string): MeasureKind | undefined => measureKinds.find((m) => m.key === key);

export interface MeasureFacts {
  kind: string;
  authority: string | null;
  terms: string | null;
  issuedBy: string | null;
  issuedOn: Day | null;
  expiresOn: Day | null;
  status: MeasureStatus;
  statusReason: string | null;
}

/** Why a measure cannot be so, and beside which field; null when it can. */
export function whyNotMeasure(m: MeasureFacts, against: Kind, today: Day): { field: string; message: string } | null {
  if (!measureKind(m.kind)?.against.includes(against)) return { field: "kind", message: "Choose a measure from the list" };
  if (m.issuedOn && m.issuedOn > today) return { field: "issuedOn", message: "The day of issue must be today or earlier" };
  if (inForce(m.status) && !m.issuedOn) return { field: "issuedOn", message: "Enter the day of issue" };
  if ((m.status === "proposed" || m.status === "requested") && m.issuedOn) return { field: "issuedOn", message: "It is not issued yet: leave the day empty, or choose issued" };
  if (m.expiresOn && m.issuedOn && m.expiresOn < m.issuedOn) return { field: "expiresOn", message: "The last day must be the day of issue or later" };
  if (m.status === "expired" && (!m.expiresOn || m.expiresOn > today)) return { field: "expiresOn", message: "Enter the day on which it expired, today or earlier" };
  if ((m.status === "withdrawn" || m.status === "refused") && !m.statusReason) return { field: "statusReason", message: "Say why" };
  return null;
}
