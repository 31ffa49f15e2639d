import type { Kind } from "./subject.ts";

/** A dated fact: one thing about a subject that holds from a day to a day. */
export interface PeriodKind {
  key: string;
  label: string;
  of: Kind;
  /** The values to choose from; without them it is a line of text. */
  values?: readonly string[];
  /** Several may hold at once (exploitation types); otherwise a new one ends the one before. */
  many?: boolean;
  /** What the detail is. */
  detail?: string;
  /** What its last day means, for the form and the record. */
  ends?: string;
}

/** What is kept as dated periods (practice.md §3.1 to §3.3). The last day of licence, custody and MAPPA is the date that falls due. */
export const periodKinds: PeriodKind[] = [
  {
    key: "care status", label: "Care status", of: "child",
    values: ["with family, no care experience", "with family, child in need", "with family, child protection plan", "extended family", "foster family", "residential unit", "secure accommodation", "care leaver", "unaccompanied asylum-seeking"],
    detail: "Category of plan, or anything that matters",
  },
  { key: "school", label: "School", of: "child" },
  { key: "education status", label: "Education status", of: "child", values: ["attending", "unexplained absence", "excluded", "suspended", "educated other than at school", "missing education", "home educated", "not in education, employment or training"], detail: "SEN, EHC plan, timetable" },
  { key: "key worker", label: "Key worker", of: "child", detail: "Agency and telephone" },
  { key: "social worker", label: "Allocated social worker", of: "child", detail: "Team and telephone" },
  { key: "exploitation", label: "Exploitation type", of: "child", many: true, values: ["sexual", "criminal, county lines", "criminal, other", "online", "modern slavery or trafficking", "harmful sexual behaviour", "financial", "radicalisation", "peer abuse", "missing only"], detail: "Model, such as boyfriend, peer, gang, familial, opportunistic" },
  { key: "plan", label: "Plan in place", of: "child", many: true, values: ["safety plan", "trigger plan", "care plan", "child protection plan", "child in need plan", "transition plan"], detail: "Reference" },
  { key: "referral mechanism", label: "National Referral Mechanism", of: "child", values: ["considered, not referred", "referred", "reasonable grounds", "conclusive grounds, positive", "conclusive grounds, negative"], detail: "Reason or reference" },
  { key: "status", label: "Status", of: "offender", values: ["person of concern only", "suspected", "alleged", "under investigation", "charged", "convicted", "cleared"], detail: "Offence, court, reference" },
  { key: "MAPPA", label: "MAPPA", of: "offender", values: ["category 1, level 1", "category 1, level 2", "category 1, level 3", "category 2, level 1", "category 2, level 2", "category 2, level 3", "category 3, level 2", "category 3, level 3", "category 4, level 1", "category 4, level 2", "category 4, level 3", "not managed under MAPPA"], ends: "Next review, or last day" },
  { key: "licence", label: "Licence conditions", of: "offender", detail: "Conditions", ends: "Licence ends" },
  { key: "custody", label: "Custody", of: "offender", values: ["remanded", "serving a sentence"], detail: "Establishment", ends: "Release date" },
  { key: "bail", label: "Bail", of: "offender", values: ["police bail", "court bail", "released under investigation"], detail: "Conditions", ends: "Bail date" },
  { key: "registered", label: "Registered sex offender", of: "offender", values: ["yes", "no"] },
  { key: "location status", label: "Status", of: "location", values: ["active", "monitored", "resolved"], detail: "Why" },
  { key: "assessment", label: "Assessment", of: "location", many: true, values: ["location assessment", "neighbourhood assessment", "peer mapping"], detail: "What it found, and safety goals" },
];

export const periodKindsOf = (kind: Kind): PeriodKind[] => periodKinds.filter((k) => k.of === kind);
export const periodKind = (key: string): PeriodKind | undefined => periodKinds.find((k) => k.key === key);
