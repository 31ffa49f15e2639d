import { addDays, dayOf } from "#app/models/core/days.ts";
import { hashPassword } from "#app/models/people/session.server.ts";
import type { Db } from "#db/connect.server.ts";
import { demoSecret } from "#db/demo/keys.ts";
import { documentId, fillMeeting } from "../../meeting.ts";

/** Somebody of the crowd: how they come to the meeting, and the item whose minutes they write. */
export interface Sitter {
  id: string;
  as: "member" | "deputy" | "guest";
  agency: string;
  item: string;
  document: string;
}

export const password = "copper lantern drifting otter";
export const passwordHash = hashPassword(password);
/** The item that is spoken about: guests are let in to it, and it is what goes into closed session. */
export const spoken = "m1-a1";
const beside = "m1-a2";
/** Whom each of the two items is about. */
export const subjectOf: Record<string, string> = { [spoken]: "c1", [beside]: "c2" };
const agencies = ["police", "csc", "health", "yjs"];

/** So many people of the running meeting: two in three are members, half of the rest deputies, half invited to the item that is spoken about. */
export function crowd(size: number): Sitter[] {
  return Array.from({ length: size }, (_, n) => {
    const as = n % 6 === 4 ? "deputy" : n % 6 === 5 ? "guest" : "member";
    const item = as === "guest" || n % 2 === 0 ? spoken : beside;
    return { id: `s${n}`, as, agency: as === "guest" ? "schools" : agencies[n % 4]!, item, document: documentId(item) };
  });
}

export const guestOf = (id: string): string => `guest-${id}`;
export const membershipId = (id: string): string => `macse-${id}`;

/** The running meeting and the crowd; and a table in which the database itself writes when each news row was written, just before its commit. */
export const fillCrowd = (people: Sitter[]) => async (db: Db, now: Date): Promise<void> => {
  await fillMeeting(db, now);
  const at = now.toISOString();
  const password_hash = await passwordHash;
  await db.insertInto("person").values(people.map(({ id, agency }, n) => ({ id, agency_id: agency, name: `Sitter ${n}`, email: `${id}@sitters.example`, job_title: "Sitter", password_hash, created_at: at, is_lead: 0, is_administrator: 0, is_auditor: 0 }))).execute();
  await db.insertInto("totp").values(people.map(({ id }) => ({ person_id: id, secret: demoSecret, made_at: at, confirmed_at: at }))).execute();
  const members = people.filter((one) => one.as === "member");
  await db.insertInto("membership").values(members.map(({ id }) => ({ id: membershipId(id), panel_id: "macse", person_id: id, role: "member" as const, from_on: addDays(dayOf(now), -10) }))).execute();
  const invited = { meeting_id: "m1", why: "x", invited_at: at, invited_by_id: "ruth", signed_at: at };
  for (const { id, as, item, agency } of people) {
    if (as === "guest") await db.insertInto("guest").values({ ...invited, id: guestOf(id), item_id: item, person_id: id, capacity: "invited attendee", may_write: 1 }).execute();
    if (as === "guest") await db.insertInto("guest_stay").values({ id: `stay-${id}`, guest_id: guestOf(id), from_at: at, from_by_id: "ruth" }).execute();
    if (as === "deputy") await db.insertInto("guest").values({ ...invited, id: guestOf(id), item_id: null, person_id: id, capacity: "deputy", for_id: members.find((one) => one.agency === agency)!.id }).execute();
  }
};

/** When a revocation was written, by the database's own clock: the last thing in its transaction but the chain of the audit. */
export interface Written {
  what: string;
  person_id: string | null;
  detail: string | null;
  ms: number;
}
export const watchNews = `
  create table written (what text, person_id text, detail text, ms integer);
  create trigger written_news after insert on news begin
    insert into written values (new.what, new.person_id, new.detail, cast(round((julianday('now') - 2440587.5) * 86400000) as integer));
  end`;
