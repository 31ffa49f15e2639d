import { afterEach, beforeEach, expect, test } from "vitest";
import { readersInWords } from "#app/models/core/handling.ts";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { closeSession, endSession } from "#app/models/meetings/closed.server.ts";
import { closeMinutes, reopenMinutes } from "#app/models/meetings/freeze.server.ts";
import { inviteGuest } from "#app/models/meetings/guest.server.ts";
import { liveOf } from "#app/models/meetings/live.server.ts";
import { minutesPaper } from "#app/models/meetings/minutes-paper.server.ts";
import { beginRestricted, rehandleRestricted, type RestrictedForm, restrictedMinutesOf, takeBackRestricted, toBeginRestricted, whyNotBegin } from "#app/models/meetings/restricted.server.ts";
import { readChosen } from "#app/models/meetings/passage.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { appendEdits } from "#app/models/meetings/rewrite.server.ts";
import { searchMeetings } from "#app/models/meetings/search.server.ts";
import { signStatement } from "#app/models/meetings/visit.server.ts";
import { withdraw } from "#app/models/meetings/withdraw.server.ts";
import { passageToWithdraw, withdrawalsOf } from "#app/models/meetings/withdrawals.server.ts";
import { commit } from "#app/models/core/ask.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { readersOf } from "#app/models/subjects/readers.server.ts";
import { now, opening, type Person, refused, type Stage, stage } from "../cast.ts";
import { endInSpite } from "../ending.ts";
import { outcome } from "../followup/forms.ts";
import { addMeetings } from "../meeting.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  await addMeetings(s.db, now);
});
afterEach(() => s.close());

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const form: RestrictedForm = { handling: "health", agencyIds: [], hidden: false, contact: "Chloe, 01632 960001" };
let begun = 0;
const begin = async (more: Partial<RestrictedForm> = {}, by: Person = "chloe", itemId = "m1-a1") => beginRestricted(await s.as(by, new Date(now.getTime() + begun++)), itemId, { ...form, ...more });
const opens = (person: Person, id: string) => opening(s, person, id);
const all = async <T>(people: readonly Person[], of: (person: Person) => Promise<T>): Promise<Record<string, T>> => Object.fromEntries(await Promise.all(people.map(async (person) => [person, await of(person)])));
const found = async (person: Person, id: string, at = now) => restrictedMinutesOf(await s.as(person, at), id).then(() => true, (error) => (error instanceof NotFound ? false : Promise.reject(error)));
/** What stands of them under the item's minutes. */
const under = async (person: Person) => (await liveOf(await s.as(person), "m1", "m1-a1")).item!.around.restricted;
const write = async (person: Person, id: string, insert: string) => {
  const ask = await s.as(person);
  await commit(ask, async (ask) => appendEdits(ask, id, [{ at: 0, remove: 0, insert }]));
};

test.each([
  [{ name: "Seaholme Health", kind: "health" }, "health", [], "health agencies only"],
  [{ name: "Seaholme Health", kind: "health" }, "police", [], "Seaholme Health and the police only"],
  [{ name: "Northmoor Constabulary", kind: "police" }, "police", [], "the police only"],
  [{ name: "Seaholme Health", kind: "health" }, "chair", [], "Seaholme Health and the chair and the deputy of MACSE only"],
  [{ name: "Seaholme Health", kind: "health" }, "named agencies", ["Youth Justice", "Schools"], "Seaholme Health, Youth Justice and Schools only"],
  [{ name: "Seaholme Health", kind: "health" }, "shared", [], null],
] as const)("Above the editor stands who reads them: %j, %s", (owner, handling, agencies, words) => {
  expect(readersInWords(owner, handling, agencies, "MACSE")).toBe(words);
});

const live = { meeting_status: "live", withdrawn_at: null, frozen: false, closed: false };
test.each([
  [{}, null], [{ closed: true }, /closed session/], [{ frozen: true }, /are closed/], [{ meeting_status: "published" }, /not started/], [{ meeting_status: "ended" }, /has ended/], [{ meeting_status: "ending" }, /being closed/], [{ withdrawn_at: "x" }, /withdrawn/],
] as const)("They are begun while the item's minutes are written: %j", (more, why) => {
  const answer = whyNotBegin({ ...live, ...more });
  if (why) expect(answer).toMatch(why);
  else expect(answer).toBeNull();
});

test("Health's own of an item: health writes them, everybody else finds who holds them and no door", async () => {
  const id = await begin();
  const people = ["chloe", "amira", "gareth", "ruth", "dan", "owen", "priya", "admin", "audit"] as const;
  expect(await all(people, (person) => opens(person, id))).toEqual({ chloe: "writes", amira: null, gareth: null, ruth: null, dan: null, owen: null, priya: null, admin: null, audit: null });
  expect(await all(people, (person) => found(person, id))).toEqual({ chloe: true, amira: false, gareth: false, ruth: false, dan: false, owen: false, priya: false, admin: false, audit: false });
  expect(await under("chloe")).toEqual({ mayBegin: true, minutes: [{ id, agency: "Seaholme Health", forWhom: "Health only", hidden: false }] });
  expect(await under("dan")).toEqual({ mayBegin: true, minutes: [{ id, agency: "Seaholme Health", forWhom: { by: "Seaholme Health", contact: form.contact }, hidden: false }] });
  await write("chloe", id, "Marigold was seen");
  expect(JSON.stringify(await liveOf(await s.as("amira"), "m1", "m1-a1"))).not.toMatch(/Marigold/);
  expect(await restrictedMinutesOf(await s.as("chloe"), id)).toMatchObject({ own: true, closed: null, blocks: [{ t: "p", c: ["Marigold was seen"] }], readers: { only: "health agencies only", count: 1 } });
});

test("For named agencies, the police and the chair: who is named reads, the agency writes; hidden ones are not there for anybody else", async () => {
  const named = await begin({ handling: "named agencies", agencyIds: ["yjs"] });
  const police = await begin({ handling: "police", hidden: true });
  const chair = await begin({ handling: "chair" });
  const people = ["chloe", "amira", "gareth", "ruth", "dan", "owen"] as const;
  expect(await all(people, (person) => opens(person, named))).toEqual({ chloe: "writes", amira: null, gareth: null, ruth: null, dan: null, owen: "reads" });
  // The chair here is of the police too.
  expect(await all(people, (person) => opens(person, police))).toEqual({ chloe: "writes", amira: "reads", gareth: null, ruth: null, dan: "reads", owen: null });
  expect([await opens("gareth", chair), await opens("ruth", chair), await opens("dan", chair)]).toEqual(["reads", null, null]);
  expect((await under("owen")).minutes.map((one) => [one.id, typeof one.forWhom])).toEqual([[named, "string"], [chair, "object"]]);
  expect((await under("dan")).minutes.map((one) => [one.id, typeof one.forWhom])).toEqual([[named, "object"], [police, "string"], [chair, "object"]]);
  expect(JSON.stringify(await liveOf(await s.as("owen"), "m1", "m1-a1"))).not.toContain(police);
  expect((await restrictedMinutesOf(await s.as("owen"), named)).readers.agencies.map((one) => one.name).sort()).toEqual(["Seaholme Health", "Seaholme Youth Justice"]);
});

test("What cannot be: shared, for nobody named, hidden from nobody, by somebody outside, while the item is closed", async () => {
  expect(await refused(begin({ handling: "shared" }))).toBe("handling");
  expect(await refused(begin({ handling: "named agencies" }))).toBe("agencyIds");
  expect(await refused(begin({ handling: "named agencies", agencyIds: ["housing"] }))).toBe("agencyIds");
  expect(await refused(begin({}, "priya"))).toBe("NotFound");
  expect(await refused(begin({}, "admin"))).toBe("NotFound");
  await closeMinutes(await s.as("ruth"), "m1-a1");
  expect(await refused(begin())).toMatch(/are closed/);
  await expect(toBeginRestricted(await s.as("chloe"), "m1-a1")).rejects.toBeInstanceOf(NotAgreed);
  expect((await under("chloe")).mayBegin).toBe(false);
});

test("They close and open with the item's minutes, and end with the meeting; in closed session nobody writes them", async () => {
  const id = await begin();
  await closeMinutes(await s.as("ruth"), "m1-a1");
  expect(await opens("chloe", id)).toBe("frozen");
  await reopenMinutes(await s.as("ruth"), "m1-a1");
  expect(await opens("chloe", id)).toBe("writes");
  await closeSession(await s.as("amira"), "m1-a1", { agencyIds: ["health"], minuterId: "chloe" });
  expect(await opens("chloe", id)).toBe("reads");
  expect(await refused(begin())).toMatch(/closed session/);
  await endSession(await s.as("amira"), "m1-a1");
  expect(await opens("chloe", id)).toBe("writes");
  // To the police: the item, and what health wrote of it, is out of health's reach meanwhile.
  await closeSession(await s.as("amira", later(1)), "m1-a1", { agencyIds: ["police"], minuterId: "dan" });
  expect([await opens("chloe", id), await found("chloe", id)]).toEqual([null, false]);
});

test("A conflict of interest takes them away, from their writer too; a deputy of the agency reads them at that meeting, whoever is invited to the item does not", async () => {
  const id = await begin({ handling: "named agencies", agencyIds: ["csc"] });
  await inviteGuest(await s.as("ruth"), "m1", { personId: "helen", capacity: "invited attendee", itemIds: ["m1-a1"], forId: null, why: "x" });
  await signStatement(await s.as("helen"), "m1", true);
  expect(await opens("helen", id)).toBeNull();
  expect(await opens("ruth", id)).toBe("reads");
  await declareConflict(await s.as("chloe"), "c1", { personId: "chloe", reason: "A neighbour" });
  expect([await opens("chloe", id), await found("chloe", id)]).toEqual([null, false]);
});

test("Made for more people with a reason and a lawful basis, for fewer at once: who has read them stays on show, and nobody but the agency decides", async () => {
  const id = await begin();
  const change = { ...form, reason: "Youth Justice works with the family", lawfulBasis: null };
  expect(await refused(rehandleRestricted(await s.as("chloe"), id, { ...change, handling: "named agencies", agencyIds: ["yjs"] }).catch((error) => Promise.reject(error)))).toBe("lawfulBasis");
  await rehandleRestricted(await s.as("chloe"), id, { ...change, handling: "named agencies", agencyIds: ["yjs"], lawfulBasis: "public task" });
  expect(await found("owen", id, later(1))).toBe(true);
  await expect(rehandleRestricted(await s.as("owen"), id, { ...change, handling: "shared", lawfulBasis: "public task" })).rejects.toBeInstanceOf(NotAllowed);
  await expect(rehandleRestricted(await s.as("dan"), id, change)).rejects.toBeInstanceOf(NotFound);
  await rehandleRestricted(await s.as("chloe", later(2)), id, { ...change, handling: "health", hidden: true, reason: "No more than needed" });
  expect([await opens("owen", id), await found("owen", id)]).toEqual([null, false]);
  expect((await under("owen")).minutes).toEqual([]);
  const mine = await restrictedMinutesOf(await s.as("chloe", later(3)), id);
  expect(mine.seenBy).toMatchObject([{ name: "Owen Thackray" }]);
  expect(mine.changes.map(({ was, became, lawfulBasis }) => [was, became, lawfulBasis])).toEqual([["Health only", "Seaholme Youth Justice only", "public task"], ["Seaholme Youth Justice only", "Health only, hidden from others", null]]);
});

test("After the meeting they are found, and stand on paper, for those who read them; others read there who holds them, or nothing", async () => {
  const id = await begin();
  const hidden = await begin({ hidden: true });
  await begin();
  await write("chloe", id, "Marigold was seen");
  await write("chloe", hidden, "Foxglove was seen");
  for (const itemId of ["m1-a1", "m1-a2", "m1-b1"]) await setOutcome(await s.as("amira"), itemId, outcome("not reached", { cover: "Dan until Friday" }));
  await endInSpite(await s.as("amira"), "m1");
  expect([await opens("chloe", id), await found("chloe", id)]).toEqual(["frozen", true]);
  const finds = async (person: Person, text: string) => JSON.stringify(await searchMeetings(await s.as(person), { text, kind: null, panelId: null }));
  expect(await finds("chloe", "Marigold")).toContain(`/restricted-minutes/${id}`);
  expect(await finds("amira", "Marigold")).not.toContain(id);
  const paper = async (person: Person, agencyId: string | null = null) => JSON.stringify(await minutesPaper(await s.as(person), "m1", agencyId, "page"));
  expect(await paper("chloe")).toMatch(/Restricted minutes of Seaholme Health \(Health only\).*Marigold.*Foxglove/);
  const dans = await paper("dan");
  expect(dans).not.toMatch(/Marigold|Foxglove/);
  // Of two that others may know of one is empty, and is not there.
  expect(dans.match(/Restricted minutes are held by Seaholme Health: contact Chloe, 01632 960001/g)).toHaveLength(1);
  // The coordinator makes health's paper: what she may not read is not in it.
  expect(await paper("ruth", "health")).not.toMatch(/Marigold|Foxglove/);
});

test("Who has read them is said to those who may know of them: opening, and writing, is in the audit by their id", async () => {
  const id = await begin({ handling: "police", hidden: true });
  await restrictedMinutesOf(await s.as("dan"), id);
  await restrictedMinutesOf(await s.as("dan"), id);
  expect(await s.db.selectFrom("news").select(["person_id", "panel_id", "subject_id"]).where("what", "=", "restricted minutes opened").where("detail", "=", id).execute()).toEqual([{ person_id: "dan", panel_id: "macse", subject_id: "c1" }]);
  const told = async (person: Person) => (await readersOf(await s.as(person), "c1")).readers.flatMap((one) => one.how.map((how) => `${one.name}: ${how.what}`)).filter((one) => /restricted/.test(one));
  expect(await told("gareth")).toEqual([]);
  await rehandleRestricted(await s.as("chloe"), id, { ...form, handling: "police", hidden: false, reason: "x", lawfulBasis: null });
  expect(await told("gareth")).toEqual(["Dan Kowalczyk: read restricted minutes of an agency"]);
});

test("A passage of them is withdrawn by whoever wrote it; others may not so much as know of it, and it does not become the chair's", async () => {
  const id = await begin();
  await write("chloe", id, "Marigold was seen");
  const page = await passageToWithdraw(await s.as("chloe"), "m1-a1", { documentId: id, from: null, to: null });
  expect(page).toMatchObject({ toChair: false, passages: [{ words: "Marigold was seen" }], readers: { only: "health agencies only" } });
  await expect(passageToWithdraw(await s.as("amira"), "m1-a1", { documentId: id, from: null, to: null })).rejects.toBeInstanceOf(NotFound);
  await withdraw(await s.as("chloe"), "m1-a1", { documentId: id, reason: "Too much", to: "chair", ...readChosen(page.passages[0]!.code)! });
  expect((await restrictedMinutesOf(await s.as("chloe"), id)).blocks).toEqual([]);
  expect(await s.db.selectFrom("document").select("id").where("item_id", "=", "m1-a1").where("handling", "=", "chair").execute()).toEqual([]);
  expect((await withdrawalsOf(await s.as("chloe"), "m1-a1")).withdrawals).toMatchObject([{ of: "restricted" }]);
  expect((await withdrawalsOf(await s.as("amira"), "m1-a1")).withdrawals).toEqual([]);
});

test("Begun by mistake they are taken back while nothing stands in them: nobody finds them any more, and that they were is in the audit", async () => {
  const id = await begin();
  const named = await begin({ handling: "named agencies", agencyIds: ["yjs"] });
  await expect(takeBackRestricted(await s.as("owen"), named)).rejects.toBeInstanceOf(NotAllowed);
  await expect(takeBackRestricted(await s.as("dan"), id)).rejects.toBeInstanceOf(NotFound);
  await write("chloe", named, "Marigold was seen");
  expect(await refused(takeBackRestricted(await s.as("chloe"), named))).toMatch(/Something is written/);
  await takeBackRestricted(await s.as("chloe"), id);
  expect([await opens("chloe", id), await found("chloe", id)]).toEqual([null, false]);
  expect((await under("dan")).minutes.map((one) => one.id)).toEqual([named]);
  expect(await s.db.selectFrom("news").select("what").where("detail", "=", id).execute()).toEqual([{ what: "restricted minutes begun" }, { what: "restricted minutes taken back" }]);
});
