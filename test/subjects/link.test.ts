import { afterEach, beforeEach, expect, test } from "vitest";
import type { Handling } from "#app/models/core/handling.ts";
import { changeLink, changeLinkHandling, linkHandling, linkOf, linksKnown, linkSubjects, linksUpTo } from "#app/models/subjects/link.server.ts";
import { readersOf } from "#app/models/subjects/readers.server.ts";
import { recordOf, timelinePage } from "#app/models/subjects/record.server.ts";
import { aboutChoices } from "#app/models/followup/entries.server.ts";
import type { Asked } from "#app/models/meetings/asked.server.ts";
import { linksFrom } from "#app/models/meetings/triggers.server.ts";
import { now, type Person, type Stage, stage, today } from "../cast.ts";

// C-0001 and O-0001 are MACSE's, and every member reaches both; what links them is what somebody's agency says.

let s: Stage;
beforeEach(async () => {
  s = await stage();
  const at = now.toISOString();
  for (const [id, kind, ref] of [["c1", "child", "C-0001"], ["o1", "offender", "O-0001"]] as const) {
    await s.db.insertInto("subject").values({ id, kind, ref, display_name: `Somebody ${ref}`, created_at: at }).execute();
    if (kind === "child") await s.db.insertInto("child").values({ subject_id: id }).execute();
    else await s.db.insertInto("offender").values({ subject_id: id }).execute();
    await s.db.insertInto("panel_case").values({ id: `case-${id}`, panel_id: "macse", subject_id: id, opened_on: today, opened_at: at, why: "x", review_on: today }).execute();
  }
});
afterEach(() => s.close());

const form = (over: object = {}) => ({ otherId: "o1", kind: "associate", confidence: "suspected", source: "Police log", fromOn: null, toOn: null, note: "Seen in one car", handling: "police" as Handling, agencyIds: [] as string[], hidden: false, panelId: "macse", contact: "Dan Kowalczyk, 01632 960010", ...over });
const link = async (person: Person, over: object = {}) => linkSubjects(await s.as(person), "c1", form(over));
const status = (work: Promise<unknown>): Promise<number | string> => work.then(() => "done", (error) => (error instanceof Response ? error.status : Promise.reject(error)));
/** What each finds: the link, who holds it, or nothing. */
const finds = async (person: Person, of = "c1"): Promise<string> => {
  const { links, held } = await linksKnown(await s.as(person), of, today);
  return links.length ? "link" : held.length ? `held by ${held[0]!.by}` : "nothing";
};
const all = (of?: string) => Promise.all((["dan", "chloe", "beth", "ruth", "amira"] as const).map(async (person) => `${person}: ${await finds(person, of)}`));

const held = "held by Northmoor Constabulary";
// Amira, the chair, is of the police too.
test.each([
  ["shared", [], false, ["link", "link", "link", "link", "link"]],
  ["police", [], false, ["link", held, held, held, "link"]],
  ["police", [], true, ["link", "nothing", "nothing", "nothing", "link"]],
  ["health", [], false, ["link", "link", held, held, "link"]],
  ["named agencies", ["licensing"], false, ["link", held, "link", held, "link"]],
  ["named agencies", ["licensing"], true, ["link", "nothing", "link", "nothing", "link"]],
  ["chair", [], false, ["link", held, held, held, "link"]],
] as const)("The police's link for %s %o (hidden %s) is found from both ends as its handling says", async (handling, agencyIds, hidden, expected) => {
  await link("dan", { handling, agencyIds: [...agencyIds], hidden });
  const wanted = ["dan", "chloe", "beth", "ruth", "amira"].map((person, i) => `${person}: ${expected[i]}`);
  expect(await all()).toEqual(wanted);
  expect(await all("o1")).toEqual(wanted);
});

test("For the chair means the chair of that panel, not of another", async () => {
  await s.db.updateTable("person").set({ agency_id: "harbour" }).where("id", "=", "amira").execute();
  await s.db.insertInto("panel_case").values(["c1", "o1"].map((subject_id) => ({ id: `mfh-${subject_id}`, panel_id: "mfh", subject_id, opened_on: today, opened_at: now.toISOString(), why: "x", review_on: today }))).execute();
  await link("dan", { handling: "chair" });
  // Gareth is deputy of MACSE; Josie sits in both.
  expect([await finds("amira"), await finds("gareth"), await finds("josie")]).toEqual(["link", "link", held]);
  await s.db.deleteFrom("membership").where("id", "=", "macse-gareth").execute();
  expect(await finds("gareth")).toBe(held);
});

test("Who does not read it finds nothing of it anywhere: by its address, on the card, the timeline, among suggestions, and may not change it", async () => {
  const id = await link("dan", { hidden: true });
  for (const person of ["chloe", "ruth"] as const) {
    const ask = await s.as(person);
    expect(await status(linkOf(ask, "c1", id))).toBe(404);
    expect(await status(linkHandling(ask, "c1", id))).toBe(404);
    expect(await status(changeLink(ask, "c1", id, { confidence: "confirmed", source: null, toOn: null, note: null }))).toBe(404);
    expect(await status(changeLinkHandling(ask, "c1", id, { handling: "shared", agencyIds: [], hidden: false, reason: "x", lawfulBasis: "public task" }))).toBe(404);
    const record = await recordOf(ask, "c1", today);
    expect([record.links, record.linksHeld, record.card.links]).toEqual([[], [], []]);
    const words = JSON.stringify([record, await timelinePage(ask, "c1", { kind: null, page: 1 }), await aboutChoices(ask, "c1")]);
    for (const word of ["O-0001", "one car", "Police log"]) expect(words).not.toContain(word);
    // To link the two oneself is not refused as done already.
    expect(await status(linkSubjects(ask, "c1", form({ handling: "shared", source: null, note: null })))).toBe("done");
    await s.db.deleteFrom("link").where("id", "<>", id).execute();
  }
});

test("Not even who reads it sees it on the card, which is on everybody's screen, or on the timeline", async () => {
  await link("dan");
  const record = await recordOf(await s.as("dan"), "c1", today);
  expect([record.links.length, record.links[0]!.restricted, record.card.links.length]).toEqual([1, "Police only", 0]);
  expect(JSON.stringify(record.timeline)).not.toContain("O-0001");
});

test("Its agency alone changes it, and for whom it is: with a reason, wider with a lawful basis; who has read it stays known", async () => {
  const id = await link("dan", { handling: "named agencies", agencyIds: ["health"] });
  await recordOf(await s.as("chloe"), "c1", today);
  expect(await status(changeLink(await s.as("chloe"), "c1", id, { confidence: "confirmed", source: null, toOn: null, note: null }))).toBe(403);
  expect(await status(changeLinkHandling(await s.as("chloe"), "c1", id, { handling: "shared", agencyIds: [], hidden: false, reason: "x", lawfulBasis: "public task" }))).toBe(403);
  const dan = await s.as("dan");
  const wider = { handling: "shared" as const, agencyIds: [], hidden: false, reason: "The strategy meeting", lawfulBasis: null };
  await expect(changeLinkHandling(dan, "c1", id, wider)).rejects.toMatchObject({ field: "lawfulBasis" });
  await changeLinkHandling(dan, "c1", id, { handling: "police", agencyIds: [], hidden: true, reason: "A source is at risk", lawfulBasis: null });
  expect(await all()).toEqual(["dan: link", "chloe: nothing", "beth: nothing", "ruth: nothing", "amira: link"]);
  await changeLinkHandling(dan, "c1", id, { ...wider, lawfulBasis: "public task" });
  expect(await finds("ruth")).toBe("link");
  const page = await linkHandling(dan, "c1", id);
  expect(page.readers.map((one) => one.name)).toEqual(["Chloe Adeyemi"]);
  expect(page.changes.map((one) => [one.was, one.became, one.lawfulBasis])).toEqual([["Seaholme Health only", "Police only, hidden from others", null], ["Police only, hidden from others", "Shared with MACSE", "public task"]]);
});

test("Who has seen the record does not say that a link was read of which the asker may not know", async () => {
  await link("dan", { handling: "named agencies", agencyIds: ["health"], hidden: true });
  await recordOf(await s.as("chloe"), "c1", today);
  const how = async (person: Person) => (await readersOf(await s.as(person), "c1")).readers.find((one) => one.name === "Chloe Adeyemi")!.how.map((one) => one.what).sort();
  expect(await how("gareth")).toEqual(["opened the record"]);
  expect(await how("amira")).toEqual(["opened the record", "read a link"]);
  // It is a reading of the other end, too.
  const other = async (person: Person) => (await readersOf(await s.as(person), "o1")).readers.find((one) => one.name === "Chloe Adeyemi")?.how.map((one) => one.what);
  expect([await other("gareth"), await other("amira")]).toEqual([undefined, ["read a link"]]);
});

test("No agenda rests on a link that is not shared: its reasons are for all", async () => {
  const asked = { panelId: "macse", meetingId: "m", when: { asOf: today, meetingOn: today }, end: "9999", past: false } as unknown as Asked;
  const id = await link("dan");
  expect(await linksFrom(await s.as("dan"), asked, ["c1"])).toEqual([]);
  await s.db.updateTable("link").set({ handling: "shared" }).where("id", "=", id).execute();
  expect((await linksFrom(await s.as("dan"), asked, ["c1"])).map((one) => one.link.otherRef)).toEqual(["O-0001", "C-0001"]);
});

test("A contact and an agency must be named", async () => {
  await expect(link("dan", { contact: null })).rejects.toMatchObject({ field: "contact" });
  await expect(link("dan", { handling: "named agencies" })).rejects.toMatchObject({ field: "agencyIds" });
  await expect(link("dan", { handling: "shared", hidden: true })).rejects.toMatchObject({ field: "hidden" });
  expect(await linksUpTo(await s.as("dan"), "c1", today)).toEqual([]);
});
