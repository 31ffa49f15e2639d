import type { Db } from "#db/connect.server.ts";
import { addDays } from "#app/models/core/days.ts";
import { hashPassword } from "#app/models/people/session.server.ts";
import type { Relation } from "./expected.ts";

/** Who stands in each relation, by their id. */
export const people: Record<Relation, string> = {
  chair: "amira", "deputy chair": "gareth", coordinator: "ruth", member: "owen", "police member": "dan", "health member": "chloe", "member of a named agency": "mairead", "member with a conflict": "beth",
  "deputy for a member, this meeting": "tomasz", "deputy for a member, another meeting": "edith",
  "invited, statement not signed": "una", "invited, waiting outside": "wanda", "invited, let in": "adil", "observer, let in": "oscar", "invited, shown out": "sian", "invited, invitation taken back": "ursula", "invited, time run out": "ezra", "invited, afterwards": "vera",
  "removed member": "iqbal", "person who left": "petra",
  "member of Missing From Home": "priya", "chair of Missing From Home": "fiona", "chair of another MACSE": "nils",
  "lead of the owning agency": "helen", "owner of an action": "olga", "former owner": "fred", sender: "sana", "police officer in no panel": "polly",
  administrator: "admin", auditor: "audit", "privacy officer": "wilma", "on duty, a record opened": "dora", inspector: "ines",
  "nobody signed in": "", "locked session": "amira", "ended session": "amira", "password alone given": "amira", "password set by somebody else": "mustafa",
};

const more: [id: string, agency: string, name: string][] = [
  ["edith", "housing", "Edith Pascoe"], ["dora", "housing", "Dora Penrose"], ["ines", "housing", "Ines Carlyon"], ["una", "schools", "Una Trewin"], ["wanda", "schools", "Wanda Polglase"], ["adil", "schools", "Adil Rashid"], ["oscar", "schools", "Oscar Venning"], ["sian", "schools", "Siân Hosking"], ["ursula", "schools", "Ursula Kitto"],
  ["ezra", "schools", "Ezra Nance"], ["vera", "schools", "Vera Chenoweth"], ["petra", "yjs", "Petra Rowse"], ["fiona", "csc", "Fiona Tregear"], ["nils", "police", "Nils Angwin"], ["olga", "schools", "Olga Bolitho"], ["fred", "schools", "Fred Curnow"],
  ["sana", "schools", "Sana Mirza"], ["polly", "police", "Polly Jago"], ["mustafa", "safety", "Mustafa Kemp"],
];
const memberships: [panel: string, person: string, role: string, lastDay?: number][] = [
  ["macse", "amira", "chair"], ["macse", "gareth", "deputy chair"], ["macse", "ruth", "coordinator"], ...["owen", "dan", "chloe", "mairead", "beth", "josie", "petra", "mustafa"].map((id): [string, string, string] => ["macse", id, "member"]), ["macse", "iqbal", "member", -1],
  ["mfh", "fiona", "chair"], ["mfh", "priya", "member"], ["north", "nils", "chair"],
];

/** The partnership's people with those besides whom the relations need, each in one agency: no handling is read but by whom the table names. */
export async function standPeople(db: Db, at: string, today: string): Promise<void> {
  const password_hash = await hashPassword("three quiet umbrellas");
  await db.insertInto("person").values(more.map(([id, agency_id, name]) => ({ id, agency_id, name, email: `${id}@seaholme.example`, job_title: null, password_hash, created_at: at }))).execute();
  await db.insertInto("totp").values(more.map(([person_id]) => ({ person_id, secret: "JBSWY3DPEHPK3PXP", made_at: at, confirmed_at: at }))).execute();
  await db.updateTable("person").set({ is_lead: 0 }).where("id", "<>", "helen").execute();
  await db.updateTable("person").set({ agency_id: "safety" }).where("id", "=", "amira").execute();
  await db.updateTable("person").set({ ended_at: at }).where("id", "=", "petra").execute();
  await db.updateTable("person").set({ is_duty_officer: 1 }).where("id", "=", "dora").execute();
  await db.updateTable("person").set({ must_change_password: 1 }).where("id", "=", "mustafa").execute();
  await db.deleteFrom("membership").execute();
  await db.insertInto("membership").values(memberships.map(([panel_id, person_id, role, lastDay]) => ({ id: `is-${panel_id}-${person_id}`, panel_id, person_id, role: role as "chair", from_on: addDays(today, -800), to_on: lastDay === undefined ? null : addDays(today, lastDay) }))).execute();
}
