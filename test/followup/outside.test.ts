import { afterAll, beforeAll, expect, test } from "vitest";
import { recordAction } from "#app/models/followup/action.server.ts";
import { listActions, openAction } from "#app/models/followup/list.server.ts";
import { markSent, openSharing } from "#app/models/followup/sending.server.ts";
import { recordSharing } from "#app/models/followup/sharing.server.ts";
import { openStep } from "#app/models/followup/step.server.ts";
import { chaseActions } from "#app/models/followup/telling.server.ts";
import { completeAction, queryAction } from "#app/models/followup/tracking.server.ts";
import { ownActions } from "#app/models/meetings/action-sheet.server.ts";
import { inviteGuest } from "#app/models/meetings/guest.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { signStatement, visitOf } from "#app/models/meetings/visit.server.ts";
import { startOf } from "#app/models/meetings/start.server.ts";
import { addAlias, changeRecord, removeAlias } from "#app/models/subjects/change.server.ts";
import { createSubject } from "#app/models/subjects/subject.server.ts";
import type { Kind } from "#app/models/subjects/subject.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";
import { addMeetings } from "../meeting.ts";
import { action, list, outcome, sharing } from "./forms.ts";

// Whoever stands outside the panel reads what it typed for them: of a child who is on record, and listed nowhere, the reference.

let s: Stage;
const ref: Record<string, string> = {};
const ids: Record<string, string> = {};
const record = async (values: Record<string, string>, { kind = "child" as Kind, panel = "mfh", by = "priya" as Person, aliases = [] as string[] } = {}) => {
  const id = await createSubject(await s.as(by), { kind, values, aliases, panelId: panel, why: "Missing three times", reviewOn: "2026-12-22", somebodyElse: true });
  ids[values.family_name ?? aliases[0]!] = id;
  ref[values.family_name ?? aliases[0]!] = (await s.db.selectFrom("subject").select("ref").where("id", "=", id).executeTakeFirstOrThrow()).ref;
};
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  await s.db.insertInto("counter").values(["child", "offender"].map((kind) => ({ name: `subject ${kind}`, value: 50 }))).execute();
  await s.db.updateTable("child").set({ given_names: "Jordan", family_name: "Ellis" }).where("subject_id", "=", "c1").execute();
  await record({ given_names: "Zoë Grace", family_name: "Ní Dhomhnaill" });
  await record({ given_names: "Łukasz", family_name: "Wróblewski" });
  await record({ given_names: "Ellie-Mae", family_name: "Featherstone-Haugh" });
  await record({ given_names: "Elizabeth", family_name: "O'Brien" });
  await record({ given_names: "Siôn", family_name: "ap Rhys" });
  await record({ given_names: "Nur", family_name: "al-Khatib" }, { aliases: ["نور الخطيب", "Nunu99"] });
  await record({ user_name: "kai_99x" }, { kind: "offender", panel: "macse", by: "dan", aliases: ["Big Mac"] });
});
afterAll(() => s.close());

const issued = async (what: string, more: Parameters<typeof action>[0] = {}) => recordAction(await s.as("ruth"), "m1-a1", action({ what, issueNow: true, ...more }));

test.each([
  ["Take Jordan Ellis to see Zoë Ní Dhomhnaill", "Take C-0001 to see {Ní Dhomhnaill}"],
  ["Ring ZOE GRACE NI DHOMHNAILL’s mother", "Ring {Ní Dhomhnaill}’s mother"],
  ["Ask Ní Dhomhnaill, Zoë", "Ask {Ní Dhomhnaill}"],
  ["Ask zoe nidhomhnaill, and write to ZoeNiDhomhnaill", "Ask {Ní Dhomhnaill}, and write to {Ní Dhomhnaill}"],
  ["Ask Zoë Dhomhnaill, or Zoe Dhomnaill", "Ask {Ní Dhomhnaill}, or {Ní Dhomhnaill}"],
  ["Meet Lukasz Wroblewski and Łukasz Wróblewsky", "Meet {Wróblewski} and {Wróblewski}"],
  ["Ellie Mae Featherstone Haugh, Ellie-Mae Featherstone-Haugh's friend", "{Featherstone-Haugh}, {Featherstone-Haugh}'s friend"],
  ["See Elizabeth O’Brien. Elizabeth OBrien and Lizzie OBrien", "See {O'Brien}. {O'Brien} and {O'Brien}"],
  ["Visit Siôn ap Rhys; Sion Ap-Rhys was out", "Visit {ap Rhys}; {ap Rhys} was out"],
  ["نور الخطيب and Nur Al Khatib; @nunu99 wrote", "{al-Khatib} and {al-Khatib}; @{al-Khatib} wrote"],
  ["Look for Kai_99x, whom they call big mac", "Look for {Big Mac}, whom they call {Big Mac}"],
  // One name alone of somebody who is not near stays: it may be anybody's.
  ["Zoë from the school, a Wróblewski, and Elizabeth", "Zoë from the school, a Wróblewski, and Elizabeth"],
])("“%s” reaches its owner outside the panel as “%s”", async (typed, told) => {
  const id = await issued(typed);
  expect((await openAction(await s.as("helen"), id)).action.what).toBe(told.replace(/\{([^}]+)\}/g, (_, name) => ref[name]!));
  expect((await openAction(await s.as("ruth"), id)).action.what).toBe(typed);
});

const anyName = /Dhomhnaill|Zo[eë]/i;

test("Not on the owner's page, whoever wrote it; nor in a list, on the start page, in a form, on a sheet, in a letter", async () => {
  const id = await issued("Ask Zoë Ní Dhomhnaill", { briefingNote: "Zoë Ní Dhomhnaill rang", due: "tomorrow" });
  const helen = await s.as("helen");
  await queryAction(helen, id, "Is it Zoë Ní Dhomhnaill of Tern Street?");
  const pages = { page: await openAction(helen, id), form: await openStep(helen, id, "complete"), list: await listActions(helen, list({ state: "all" })), start: await startOf(helen), sheet: await ownActions(helen, { format: "page", mark: null } as never) };
  await completeAction(helen, id, "Spoke to Zoë Ní Dhomhnaill");
  Object.assign(pages, { done: await openAction(helen, id) });
  await chaseActions({ db: s.db, now: new Date(now.getTime() + 86_400_000) });
  Object.assign(pages, { letters: await s.db.selectFrom("letter").selectAll().execute() });
  for (const [name, page] of Object.entries(pages)) expect(JSON.stringify(page), name).not.toMatch(/Dhomhnaill/);
  expect(JSON.stringify(pages.page)).toContain(`Ask ${ref["Ní Dhomhnaill"]}`);
  expect(JSON.stringify(pages.page)).toContain(`${ref["Ní Dhomhnaill"]} rang`);
  expect(pages.list.actions.find((one) => one.id === id)!.what).toBe(`Ask ${ref["Ní Dhomhnaill"]}`);
  expect(pages.start.actions.first.find((one) => one.id === id)!.what).toBe(`Ask ${ref["Ní Dhomhnaill"]}`);
});

test("Nor in a sharing decision, as its sender outside the panel reads it before it went and after", async () => {
  const named = "with Zoë Ní Dhomhnaill";
  const id = await recordSharing(await s.as("ruth"), "m1-a2", sharing({ what: `Where she was ${named}`, purpose: `A plan ${named}`, conditions: `Not ${named}`, redactions: `What was ${named}`, how: `by telephone, not ${named}`, senderAgencyId: "housing", toAgencyId: "health" }));
  await agreeReadBack(await s.as("amira"), "m1-a2");
  const helen = await s.as("helen");
  const before = await openSharing(helen, id);
  await markSent(helen, id, { sentOn: today, how: "secure portal", note: `I spoke ${named}` });
  for (const opened of [before, await openSharing(helen, id)]) expect(JSON.stringify(opened)).not.toMatch(anyName);
  expect(JSON.stringify(await openSharing(helen, id)).split(ref["Ní Dhomhnaill"]!)).toHaveLength(7);
  expect(JSON.stringify(await openSharing(await s.as("ruth"), id))).toContain(named);
});

test("A name counts from when it is recorded until it is not: another name, a name that was changed", async () => {
  const id = await issued("Ask Wren Tallis, known as Pigeonpie");
  const helen = await s.as("helen");
  const told = async () => (await openAction(helen, id)).action.what;
  const [priya, zoe] = [await s.as("priya"), ids["Ní Dhomhnaill"]!];
  // What was written is looked up by its words; only what the test put there by itself is read whole.
  const unwritten = async () => (await s.db.selectFrom("name_changed").select("subject_id").orderBy("subject_id").execute()).map((row) => row.subject_id);
  expect(await unwritten()).toEqual(["c1", "c2", "o1"]);
  expect(await told()).toBe("Ask Wren Tallis, known as Pigeonpie");
  const alias = await addAlias(priya, zoe, { name: "Pigeonpie", kind: "nickname" });
  expect(await told()).toBe(`Ask Wren Tallis, known as ${ref["Ní Dhomhnaill"]}`);
  await removeAlias(priya, zoe, alias);
  await changeRecord(priya, zoe, { given_names: "Wren", family_name: "Tallis" });
  expect(await told()).toBe(`Ask ${ref["Ní Dhomhnaill"]}, known as Pigeonpie`);
  await changeRecord(priya, zoe, { given_names: "Zoë Grace", family_name: "Ní Dhomhnaill" });
  expect(await told()).toBe("Ask Wren Tallis, known as Pigeonpie");
  expect(await unwritten()).toEqual(["c1", "c2", "o1"]);
});

test("Of whom the owner has a conflict of interest about, not even the reference", async () => {
  const id = await issued("Ask Zoë Ní Dhomhnaill");
  await s.db.insertInto("conflict").values({ id: "x-helen", person_id: "helen", subject_id: ids["Ní Dhomhnaill"]!, declared_at: now.toISOString(), declared_by_id: "helen" }).execute();
  expect((await openAction(await s.as("helen"), id)).action.what).toBe("Ask another subject");
});

test("Whoever is invited to an item reads the reference in what was agreed, and in whom something is shared with", async () => {
  await inviteGuest(await s.as("ruth"), "m1", { personId: "tomasz", capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "Knows the park" });
  await signStatement(await s.as("tomasz"), "m1", true);
  await recordSharing(await s.as("ruth"), "m1-a1", sharing({ what: "Where Zoë Ní Dhomhnaill sleeps", toAgencyId: null, toName: "the aunt of Zoë Ní Dhomhnaill" }));
  await setOutcome(await s.as("amira"), "m1-a1", outcome("discussed, no change", { note: "Until Zoë Ní Dhomhnaill is home", untilOn: "2026-12-22" }));
  await agreeReadBack(await s.as("amira"), "m1-a1");
  await s.db.updateTable("meeting").set({ status: "ended" }).where("id", "=", "m1").execute();
  const [item] = (await visitOf(await s.as("tomasz"), "m1")).items;
  expect(JSON.stringify(item)).not.toMatch(/Dhomhnaill|Featherstone|Khatib/);
  expect(item!.agreed).toMatchObject({ sharing: [{ decision: `Share with the aunt of ${ref["Ní Dhomhnaill"]}`, what: `Where ${ref["Ní Dhomhnaill"]} sleeps` }] });
  expect(item!.agreed!.outcome).toContainEqual(["Note", `Until ${ref["Ní Dhomhnaill"]} is home`]);
  expect(item!.agreed!.actions.map((one) => one.what)).toContain(`Take Jordan Ellis to see ${ref["Ní Dhomhnaill"]}`);
});
