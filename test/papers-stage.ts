import type { Ask } from "#app/models/core/ask.server.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { recordRisk } from "#app/models/followup/risk-decision.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { addAddendum, approveMinutes } from "#app/models/meetings/approval.server.ts";
import { closeSession, endSession } from "#app/models/meetings/closed.server.ts";
import { documentOf } from "#app/models/meetings/document.server.ts";
import { endInSpite } from "./ending.ts";
import { admitGuest, inviteGuest } from "#app/models/meetings/guest.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { beginRestricted } from "#app/models/meetings/restricted.server.ts";
import { signStatement } from "#app/models/meetings/visit.server.ts";
import { action, outcome, risk, sharing } from "./followup/forms.ts";
import { now, type Person, type Stage, stage } from "./cast.ts";
import { addMeetings, documentId } from "./meeting.ts";
import { write } from "./writer.ts";

// A meeting that is over and agreed, and the next one published, with names planted wherever people write: in minutes shared, closed and the
// chair's, in actions, levels, decisions, outcomes, addenda and notes.

/** All that somebody is called, by whom: what a paper for who may not know them must not hold. */
export const called = {
  jordan: ["Jordan Ellis", "Jord"],
  sian: ["Siân Llewellyn-Featherstonehaugh", "Llewellyn-Featherstonehaugh", "Shanny"],
  razz: ["Razz", "Rashid Quennell"],
  zoe: ["Zoë Ní Dhomhnaill", "Zoe Ni Dhomhnaill"],
  kasia: ["Kasia Wróblewska", "Wróblewska Kasia"],
} as const;
export type Called = keyof typeof called;
/** Words that are for few: of the closed session, of the chair's minutes, of restricted minutes for health, of a note for the police, of a return for health, of notes for oneself. */
export const secrets = { closed: "Lanternfold", chair: "Thistledown", police: "Copperhatch", health: "Wrenhollow", restricted: "Ferncleft", own: "Marrowstile" } as const;

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** The stage with both meetings on it: m1 agreed, m2 published. */
export async function papersStage(): Promise<Stage> {
  const s = await stage();
  await addMeetings(s.db, now);
  const at = now.toISOString();
  const as = (person: Person, minutes = 0): Promise<Ask> => s.as(person, later(minutes));
  await s.db.updateTable("child").set({ given_names: "Jordan", family_name: "Ellis" }).where("subject_id", "=", "c1").execute();
  await s.db.updateTable("child").set({ given_names: "Siân", family_name: "Llewellyn-Featherstonehaugh" }).where("subject_id", "=", "c2").execute();
  await s.db.insertInto("subject").values([{ id: "c9", kind: "child", ref: "C-0009", display_name: "Zoë Ní Dhomhnaill", created_at: at }, { id: "c8", kind: "child", ref: "C-0008", display_name: "Kasia Wróblewska", created_at: at }]).execute();
  await s.db.insertInto("child").values([{ subject_id: "c9", given_names: "Zoë", family_name: "Ní Dhomhnaill" }, { subject_id: "c8", given_names: "Kasia", family_name: "Wróblewska" }]).execute();
  const alias = (id: string, subject_id: string, name: string) => ({ id, subject_id, name, kind: "nickname", recorded_at: at });
  await s.db.insertInto("alias").values([alias("1", "o1", "Razz"), alias("2", "c2", "Shanny"), alias("3", "c1", "Jord"), alias("4", "o1", "Rashid Quennell")]).execute();
  for (const [id, panel_id] of [["c1", "macse"], ["c2", "macse"], ["o1", "macse"], ["c8", "mfh"], ["c9", "mfh"]] as const) {
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id, subject_id: id, opened_on: "2026-01-05", opened_at: at, why: "Referred", review_on: "2026-11-24" }).execute();
    await s.db.insertInto("case_next").values({ id: `next-${id}`, case_id: `case-${id}`, kind: "review", on_day: "2026-11-24", owner_id: "ruth", set_at: at }).execute();
  }
  await s.db.insertInto("conflict").values({ id: "x1", person_id: "mairead", subject_id: "c2", declared_at: at, declared_by_id: "mairead" }).execute();
  await s.db.insertInto("conflict_reason").values({ conflict_id: "x1", reason: "A neighbour" }).execute();
  await guests(s, as);
  await minutes(s, as);
  await nextMeeting(s);
  return s;
}

async function guests(s: Stage, as: (person: Person, minutes?: number) => Promise<Ask>): Promise<void> {
  await inviteGuest(await as("ruth"), "m1", { personId: "helen", capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "Landlord of the family" });
  await s.db.insertInto("guest").values({ id: "g-tomasz", meeting_id: "m1", person_id: "tomasz", capacity: "deputy", for_id: "owen", why: "On leave", invited_at: now.toISOString(), invited_by_id: "ruth" }).execute();
  await signStatement(await as("helen"), "m1", true);
  await admitGuest(await as("ruth", 1), (await s.db.selectFrom("guest").select("id").where("person_id", "=", "helen").executeTakeFirstOrThrow()).id);
}

async function minutes(s: Stage, as: (person: Person, minutes?: number) => Promise<Ask>): Promise<void> {
  const all = "Jordan Ellis (**Jord**) was seen with RAZZ and Siân Llewellyn-Featherstonehaugh; Shanny’s phone. Zoe Ni Dhomhnaill and Kasia Wróblewska were named.";
  await write(s.file, "ruth", documentId("m1-welcome"), `Introductions. ${all}`);
  await write(s.file, "ruth", documentId("m1-a1"), `# Why now\n\n${all}\n\n- School says less\n- Razz waits at the gate\n\n1. First\n2. Second\n\n> “I would talk to somebody”\n\n| When | Who |\n|---|---|\n| Monday | Shanny |\n\n\`ref\` ~~gone~~ _quiet_`);
  await write(s.file, "ruth", documentId("m1-a2"), "Siân is settled. Ellis, Jordan rang her; Wróblewska, Kasia too. محمد علي was with Żaneta and Siôn.");
  await write(s.file, "ruth", documentId("m1-b1"), "Known as “Razz”: Rashid Quennell. Seen near Jordan Ellis and Shanny.");
  await closeSession(await as("amira", 2), "m1-a1", { agencyIds: ["police"], minuterId: "dan" });
  const closed = await s.db.selectFrom("closed_session").select("document_id").executeTakeFirstOrThrow();
  await write(s.file, "dan", closed.document_id, `${secrets.closed}: Jordan Ellis and Shanny.`);
  await endSession(await as("amira", 4), "m1-a1");
  const chairs = await documentOf(await as("amira"), "m1-a1", "chair");
  await write(s.file, "amira", chairs.id, `${secrets.chair} for the chair.`);
  const restricted = await beginRestricted(await as("chloe", 4), "m1-a1", { handling: "health", agencyIds: [], hidden: false, contact: "The nurse" });
  await write(s.file, "chloe", restricted, `${secrets.restricted}: Jordan Ellis, and Kasia Wróblewska’s friend Shanny.`);
  const amira = await as("amira", 5);
  await recordAction(amira, "m1-a1", action({ what: "Visit Jordan Ellis with Zoë Ní Dhomhnaill, not with Shanny", agencyId: "schools" }));
  await recordAction(amira, "m1-a1", action({ what: "Offer Jordan Ellis’s family a move; Razz must not know", agencyId: "housing" }));
  await recordAction(amira, "m1-a2", action({ what: "See Siân Llewellyn-Featherstonehaugh about Kasia Wróblewska", agencyId: "health", due: "2026-11-30" }));
  await recordRisk(amira, "m1-a1", risk({ rationale: "Razz again, and Zoë Ní Dhomhnaill" }));
  await recordSharing(amira, "m1-a1", sharing({ what: "Where Rashid Quennell was seen with Shanny" }));
  await setOutcome(amira, "m1-a1", outcome("risk agreed", { note: "Shanny and Kasia Wróblewska too", untilOn: "2026-12-22" }));
  await setOutcome(amira, "m1-a2", outcome("discussed, no change", { untilOn: "2026-12-22", note: "Jordan Ellis was not there" }));
  await setOutcome(amira, "m1-b1", outcome("not reached", { cover: "Dan until Friday" }));
  for (const item of ["m1-a1", "m1-a2"]) await agreeReadBack(amira, item);
  await endInSpite(await as("amira", 6), "m1");
  await approveMinutes(await as("amira", 7), "m1");
  await addAddendum(await as("amira", 8), "m1", { itemId: "m1-a2", text: "Siân was seen by Razz, with Jordan Ellis", reason: "Noticed by Kasia Wróblewska’s nurse" });
}

/** The next meeting of the panel, published; one item came late. */
async function nextMeeting(s: Stage): Promise<void> {
  const at = now.toISOString();
  await s.db.insertInto("meeting").values({ id: "m2", panel_id: "macse", number: 28, on_day: "2026-12-08", starts_at: "10:00", minutes_long: 120, status: "published", published_at: at, chair_id: "amira" }).execute();
  const item = { meeting_id: "m2", kind: "subject" as const, section: "children", minutes: 12, added_at: at, added_by_id: "ruth" };
  const why = (text: string) => JSON.stringify([{ rule: "byHand", text, weight: 1 }]);
  await s.db.insertInto("item").values([
    { ...item, id: "m2-1", kind: "standing" as const, section: "opening", title: "Welcome", number: "1", position: 1, reasons: "[]" },
    { ...item, id: "m2-a1", number: "A1", position: 2, subject_id: "c1", reasons: why("Added by Ruth Okafor: Kasia Wróblewska’s friend") },
    { ...item, id: "m2-a2", number: "A2", position: 3, subject_id: "c2", reasons: why("Same address as C-0001"), late_at: at },
  ]).execute();
  await s.db.insertInto("note").values([
    { id: "n1", subject_id: "c1", panel_id: "macse", agency_id: "police", handling: "police", text: `${secrets.police}: seen with Kasia Wróblewska`, contact: "The online team", recorded_at: "2026-12-01T10:00:00.000Z", recorded_by_id: "dan" },
    { id: "n2", subject_id: "c1", panel_id: "macse", agency_id: "health", handling: "shared", text: "Missed two appointments; Kasia Wróblewska said so", contact: "The nurse", recorded_at: "2026-12-01T10:00:00.000Z", recorded_by_id: "chloe" },
  ]).execute();
  await s.db.insertInto("agency_return").values([{ id: "r1", item_id: "m2-a1", agency_id: "health", state: "submitted", version: 1, asked_at: at, sent_at: at }, { id: "r2", item_id: "m2-a2", agency_id: "police", state: "declined", version: 1, asked_at: at, sent_at: at }, { id: "r3", item_id: "m2-a1", agency_id: "csc", state: "asked", version: 0, asked_at: at }]).execute();
  await s.db.insertInto("return_version").values([{ return_id: "r1", version: 1, state: "submitted", contact: "The nurse", written_at: at, written_by_id: "chloe" }, { return_id: "r2", version: 1, state: "declined", declined_reason: "An enquiry about Kasia Wróblewska goes on", written_at: at, written_by_id: "dan" }]).execute();
  const block = { return_id: "r1", version: 1, safe_for_minutes: 0 };
  await s.db.insertInto("return_block").values([{ ...block, id: "b1", position: 1, heading: "contact", text: "Jordan Ellis came with Kasia Wróblewska and Shanny", handling: "shared" }, { ...block, id: "b2", position: 2, heading: "health", text: `${secrets.health} is held`, handling: "health" }]).execute();
  await s.db.insertInto("own_note").values([
    { id: "own-1", person_id: "amira", item_id: "m2-a1", text: secrets.own, at }, { id: "own-2", person_id: "owen", subject_id: "c1", text: secrets.own, at }, { id: "own-3", person_id: "mairead", item_id: "m2-a2", text: secrets.own, at },
  ]).execute();
}
