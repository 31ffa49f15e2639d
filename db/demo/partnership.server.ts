import type { Rules, Section, Level, UsualBasis } from "#app/models/people/panel.ts";
import { hashPassword } from "#app/models/people/session.server.ts";
import { addDays, dayOf } from "#app/models/core/days.ts";
import type { Db } from "../connect.server.ts";
import { demoPassword, demoSecret } from "./keys.ts";

export { demoPassword, demoSecret };

const agencies: [id: string, name: string, kind: string][] = [
  ["police", "Northmoor Constabulary", "police"],
  ["csc", "Seaholme Children's Social Care", "children's social care"],
  ["health", "Seaholme Health", "health"],
  ["schools", "Seaholme Schools", "education"],
  ["yjs", "Seaholme Youth Justice", "youth justice"],
  ["probation", "Northmoor Probation", "probation"],
  ["housing", "Seaholme Homes", "housing"],
  ["licensing", "Seaholme Licensing", "licensing"],
  ["safety", "Seaholme Community Safety", "community safety"],
  ["harbour", "The Harbour Project", "charity"],
];

type Flags = { lead?: boolean; administrator?: boolean; auditor?: boolean; privacy?: boolean; duty?: boolean };
const people: [id: string, agency: string, name: string, email: string, title: string, flags?: Flags][] = [
  ["amira", "police", "Amira Haddad", "amira.haddad@northmoor.example", "Detective Inspector"],
  ["gareth", "csc", "Gareth Pugh", "gareth.pugh@seaholme.example", "Head of Safeguarding", { lead: true }],
  ["ruth", "csc", "Ruth Okafor", "ruth.okafor@seaholme.example", "Panel Coordinator"],
  ["dan", "police", "Dan Kowalczyk", "dan.kowalczyk@northmoor.example", "Detective Sergeant", { lead: true }],
  ["chloe", "health", "Chloe Adeyemi", "chloe.adeyemi@seaholmehealth.example", "Named Nurse", { lead: true }],
  ["priya", "schools", "Priya Nair", "priya.nair@seaholmeschools.example", "Education Welfare Manager", { lead: true }],
  ["owen", "yjs", "Owen Thackray", "owen.thackray@seaholmeyjs.example", "Team Manager", { lead: true }],
  ["mairead", "probation", "Mairéad Ní Bhriain", "mairead.nibhriain@northmoorprobation.example", "Senior Probation Officer", { lead: true }],
  ["helen", "housing", "Helen Marsh", "helen.marsh@seaholmehomes.example", "Housing Manager", { lead: true }],
  ["tomasz", "housing", "Tomasz Lis", "tomasz.lis@seaholmehomes.example", "Tenancy Officer"],
  ["beth", "licensing", "Beth Cardwell", "beth.cardwell@seaholmelicensing.example", "Licensing Enforcement Officer", { lead: true }],
  ["iqbal", "safety", "Iqbal Rahman-Whitfield", "iqbal.rahman@seaholmesafety.example", "Community Safety Manager", { lead: true }],
  ["josie", "harbour", "Josie Featherstonehaugh", "josie.featherstonehaugh@harbourproject.example", "Project Lead", { lead: true }],
  ["admin", "csc", "Nadia Brandt", "admin@seaholme.example", "Systems Administrator", { administrator: true }],
  ["audit", "csc", "Colin Ashworth", "audit@seaholme.example", "Internal Audit", { auditor: true }],
  ["wilma", "csc", "Wilma Castell-Reid", "wilma.castellreid@seaholme.example", "Data Protection Officer", { privacy: true }],
  ["ewan", "csc", "Ewan Prosser", "ewan.prosser@seaholme.example", "Emergency Duty Team", { duty: true }],
];

const usualBasis = JSON.stringify({
  purpose: "To carry out and check the panel's plan for the child's safety", lawfulBasis: "public task", specialCondition: "9(2)(g) with DPA 2018 Sch 1 para 18, safeguarding", gateway: "Children Act 2004 ss.10–11",
  consent: "not sought", consentReason: "child at risk, not needed", conditions: "For this plan only; not to be passed on", how: "secure e-mail",
} satisfies UsualBasis);

const macseScale: Level[] = [
  { name: "High", rank: 3, definition: "Is being exploited or exploitation is very likely; serious harm has happened or is likely" },
  { name: "Medium", rank: 2, definition: "Is targeted for exploitation, or several indicators are present" },
  { name: "Low", rank: 1, definition: "Is vulnerable to exploitation; early indicators are present" },
];
const macseSections: Section[] = [
  { key: "children", name: "Children", letter: "A", kind: "child" },
  { key: "offenders", name: "People posing risk", letter: "B", kind: "offender" },
  { key: "locations", name: "Locations", letter: "C", kind: "location" },
];
const macseRules: Rules = {
  riskAtOrAbove: { rank: 3 }, newSinceLastMeeting: {}, reviewDue: {}, missing: { episodes: 4, days: 30, hours: 72, graded: ["high"] }, interviewOverdue: {}, deferredToThis: {}, openActions: {},
  linkedToListed: {}, repeatWithin: { months: 12 }, sharingNotSent: {}, referred: {}, newlyLinkedToListedChild: { days: 31 }, measure: { expiresWithinDays: 31, breachedWithinDays: 31 },
  dateDue: { withinDays: 31 }, locationHotspot: { children: 3, days: 60, rank: 3 }, minutes: { fresh: 12, carried: 7 },
};
const mfhRules: Rules = {
  newSinceLastMeeting: {}, reviewDue: {}, missing: { episodes: 3, days: 90, hours: 24, graded: ["high"] }, interviewOverdue: {}, deferredToThis: {}, openActions: {},
  repeatWithin: { months: 12 }, sharingNotSent: {}, referred: {}, minutes: { fresh: 8, carried: 5 },
};
const mfhScale: Level[] = [
  { name: "High", rank: 3, definition: "Serious harm is very likely when this child is missing" },
  { name: "Medium", rank: 2, definition: "Harm is likely but not serious" },
  { name: "Low", rank: 1, definition: "Harm is possible but unlikely" },
];

const memberships: [panel: string, person: string, role: string][] = [
  ["macse", "amira", "chair"], ["macse", "gareth", "deputy chair"], ["macse", "ruth", "coordinator"], ["macse", "dan", "member"], ["macse", "chloe", "member"],
  ["macse", "owen", "member"], ["macse", "mairead", "member"], ["macse", "beth", "member"], ["macse", "iqbal", "member"], ["macse", "josie", "member"],
  ["mfh", "gareth", "chair"], ["mfh", "dan", "deputy chair"], ["mfh", "ruth", "coordinator"], ["mfh", "priya", "member"], ["mfh", "chloe", "member"], ["mfh", "josie", "member"],
];

/** Agencies, people, the two panels with their rules, and who belongs to them. Ids are words, so that tests can name people. */
export async function fillPartnership(db: Db, now: Date): Promise<void> {
  const at = now.toISOString();
  const since = addDays(dayOf(now), -800);
  const password_hash = await hashPassword(demoPassword);
  await db.insertInto("agency").values(agencies.map(([id, name, kind]) => ({ id, name, kind, phone: `01632 9600${String(agencies.findIndex((a) => a[0] === id) + 10)}` }))).execute();
  await db.insertInto("person").values(people.map(([id, agency_id, name, email, job_title, flags]) => ({
    id, agency_id, name, email, job_title, password_hash, created_at: at,
    is_lead: flags?.lead ? 1 : 0, is_administrator: flags?.administrator ? 1 : 0, is_auditor: flags?.auditor ? 1 : 0, is_privacy_officer: flags?.privacy ? 1 : 0, is_duty_officer: flags?.duty ? 1 : 0,
  }))).execute();
  await db.insertInto("totp").values(people.map(([id]) => ({ person_id: id, secret: demoSecret, made_at: at, confirmed_at: at }))).execute();
  await db.insertInto("panel").values([
    { id: "macse", name: "MACSE", code: "MACSE", created_at: at },
    { id: "mfh", name: "Missing From Home", code: "MFH", created_at: at },
  ]).execute();
  await db.insertInto("panel_version").values([
    { id: "macse-1", panel_id: "macse", from_on: since, remit: "Children at high risk of exploitation, people who pose a risk to them, and places where they are targeted", frequency: "monthly, second Tuesday", meeting_minutes: 180, sections: JSON.stringify(macseSections), scale: JSON.stringify(macseScale), rules: JSON.stringify(macseRules), reach_after_closing_days: 90, usual_basis: usualBasis, set_at: at },
    { id: "mfh-1", panel_id: "mfh", from_on: since, remit: "Children who go missing from home or care", frequency: "monthly, fourth Thursday", meeting_minutes: 120, sections: JSON.stringify(macseSections.slice(0, 1)), scale: JSON.stringify(mfhScale), rules: JSON.stringify(mfhRules), reach_after_closing_days: 90, usual_basis: usualBasis, set_at: at },
  ]).execute();
  await db.insertInto("panel_agency").values(["macse", "mfh"].flatMap((panel_id) => agencies.map(([agency_id]) => ({ panel_id, agency_id, from_on: since })))).execute();
  await db.insertInto("membership").values(memberships.map(([panel_id, person_id, role]) => ({ id: `${panel_id}-${person_id}`, panel_id, person_id, role: role as "chair", from_on: since }))).execute();
}
