import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { look } from "#app/models/core/ask.server.ts";
import { hadListed } from "#app/models/core/opened.server.ts";
import { NotAgreed, NotAllowed, NotFound } from "#app/models/core/refuse.ts";
import { publishAgenda } from "#app/models/meetings/agenda.server.ts";
import { extractsOf, saidAt } from "#app/models/meetings/extract.server.ts";
import { addByHand } from "#app/models/meetings/item.server.ts";
import { cancelMeeting } from "#app/models/meetings/put-off.server.ts";
import { toWriteReturn } from "#app/models/meetings/return-forms.server.ts";
import { chaseReturns, gridOf } from "#app/models/meetings/return-grid.server.ts";
import { returnsLeft, returnsPageOf } from "#app/models/meetings/return-page.server.ts";
import { remindOfReturns } from "#app/models/meetings/return-reminders.server.ts";
import { searchListAsCsv, searchListOf } from "#app/models/meetings/return-search.server.ts";
import { answerShortly, discardDraft, enterFor, holdNothing, type ReturnForm, saveDraft, sendReturn, type WrittenPart } from "#app/models/meetings/return-writing.server.ts";
import { returnInReach, returnOf, returnsAbout, returnsAt } from "#app/models/meetings/return.server.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { now, type Person, refused, type Stage, today } from "../cast.ts";
import { askedStage, returnOwed } from "../asked.ts";
import { readsOfHealth } from "../support/reads-of-handling.ts";

// MACSE: Amira (chair) and Dan are the police, Gareth (deputy) and Ruth (coordinator) social care, Chloe health, Owen youth justice, Beth licensing. Priya is of the other panel.
let s: Stage;
beforeEach(async () => {
  s = await askedStage();
});
afterEach(() => s.close());

const words = "Attended the clinic twice in October";
const part = (more: Partial<WrittenPart> = {}): WrittenPart => ({ heading: "health", text: words, handling: "shared", agencyIds: [], hidden: false, safe: false, ...more });
const idOf = (agency: string, item?: string) => returnOwed(s, agency, item);
const stateOf = async (id: string) => (await s.db.selectFrom("agency_return").select("state").where("id", "=", id).executeTakeFirstOrThrow()).state;
const sinceAt = async (person: Person, id: string) => (await toWriteReturn(await s.as(person), id)).since;
const form = async (person: Person, id: string, parts: WrittenPart[], more: Partial<ReturnForm> = {}): Promise<ReturnForm> => ({ parts, contact: "Chloe Adeyemi, 01632 960012", reason: null, takeBack: false, since: await sinceAt(person, id), ...more });
const send = async (person: Person, id: string, parts: WrittenPart[], more: Partial<ReturnForm> = {}, at = now) => sendReturn(await s.as(person, at), id, await form(person, id, parts, more));
const start = () => s.db.updateTable("meeting").set({ status: "live", started_at: now.toISOString(), current_item_id: "m1-a1" }).where("id", "=", "m1").execute();
const readers = (everyone: boolean) => s.db.updateTable("panel_version").set({ returns_read: everyone ? "everyone" : "preparing" }).where("panel_id", "=", "macse").execute();
const at = async (person: Person, item = "m1-a1") => {
  const ask = await s.as(person);
  return look(ask, (ask, happened) => returnsAt(ask, happened, item));
};
/** What somebody finds of the return of health: its words, who holds them, that it was sent, that it was not, or nothing. */
const finds = async (person: Person): Promise<string> => {
  const one = (await at(person)).find(({ agency }) => agency === "Seaholme Health");
  return !one ? "nothing" : !one.sent ? one.state : one.sent.blocks.length ? "words" : one.sent.withheld ? `held by ${one.sent.withheld.by}` : "sent";
};
const all = async (people: readonly Person[]) => Object.fromEntries(await Promise.all(people.map(async (person) => [person, await finds(person)])));
const held = "held by Seaholme Health";

describe("Asking", () => {
  test("publishing asks each core agency for each subject; not one all of whose members take no part; what is listed late asks too", async () => {
    await s.db.deleteFrom("agency_return").execute();
    await s.db.updateTable("meeting").set({ status: "draft", published_at: null }).where("id", "=", "m1").execute();
    await declareConflict(await s.as("beth"), "c1", { personId: null, reason: "A cousin" });
    await declareConflict(await s.as("dan"), "c1", { personId: null, reason: "A neighbour" });
    await publishAgenda(await s.as("ruth"), "m1");
    const asked = await s.db.selectFrom("agency_return").select(["item_id", "agency_id"]).execute();
    expect(asked.length).toBe(29);
    expect(asked.filter((one) => one.item_id === "m1-a1").map((one) => one.agency_id).sort()).toEqual(["csc", "harbour", "health", "housing", "police", "probation", "safety", "schools", "yjs"]);
    await s.db.insertInto("subject").values({ id: "c9", kind: "child", ref: "C-0009", display_name: "Late Comer", created_at: now.toISOString(), created_by_id: "ruth" }).execute();
    await s.db.insertInto("child").values({ subject_id: "c9" }).execute();
    const item = await addByHand(await s.as("ruth"), "m1", { subjectId: "c9", minutes: 8, leadId: null, reason: "Found last night" });
    expect((await s.db.selectFrom("agency_return").select("id").where("item_id", "=", item).execute()).length).toBe(10);
    // Whose conflict of interest ends is asked when the jobs run.
    await s.db.updateTable("conflict").set({ ended_at: now.toISOString() }).execute();
    await remindOfReturns({ db: s.db, now });
    await remindOfReturns({ db: s.db, now });
    expect((await s.db.selectFrom("agency_return").select("id").where("item_id", "=", "m1-a1").execute()).length).toBe(10);
  });
});

describe("Who may not", () => {
  test("another panel, and who has a conflict of interest, find no return, no page, no list; other agencies write none, and members see no grid", async () => {
    const id = await idOf("health");
    await send("chloe", id, [part()]);
    for (const outsider of ["priya", "helen", "admin", "audit"] as const) {
      await expect(returnInReach(await s.as(outsider), id)).rejects.toBeInstanceOf(NotFound);
      await expect(returnsPageOf(await s.as(outsider), "m1")).rejects.toBeInstanceOf(NotFound);
      await expect(searchListOf(await s.as(outsider), "m1", null)).rejects.toBeInstanceOf(NotFound);
    }
    await declareConflict(await s.as("beth"), "c1", { personId: null, reason: "A cousin" });
    await start();
    expect((await returnsPageOf(await s.as("beth"), "m1")).returns.map((one) => one.subject.ref)).toEqual(["C-0002", "O-0001"]);
    expect(JSON.stringify([await returnsPageOf(await s.as("beth"), "m1"), await searchListAsCsv(await s.as("beth"), "m1", null)])).not.toMatch(/C-0001|Jordan/);
    for (const one of [id, await idOf("licensing")]) await expect(returnOf(await s.as("beth"), one)).rejects.toBeInstanceOf(NotFound);
    expect(await at("beth")).toEqual([]);
    // What is asked of an agency none of whose people take part is asked of nobody, for nobody.
    expect((await at("owen")).map((one) => one.agency)).not.toContain("Seaholme Licensing");
    expect((await searchListOf(await s.as("ruth"), "m1", "licensing")).people.map((one) => one.ref)).toEqual(["C-0002", "O-0001"]);
    await expect(saveDraft(await s.as("owen"), id, { parts: [part()], contact: "x", reason: null, takeBack: false, since: "" })).rejects.toBeInstanceOf(NotAllowed);
    await expect(gridOf(await s.as("owen"), "m1", { late: false })).rejects.toBeInstanceOf(NotAllowed);
    await expect(chaseReturns(await s.as("owen"), "m1", null)).rejects.toBeInstanceOf(NotAllowed);
    await expect(searchListOf(await s.as("owen"), "m1", "health")).rejects.toBeInstanceOf(NotFound);
  });

  test("a draft is its agency's alone: a colleague goes on with it, to everybody else nothing was sent, and no page is rung", async () => {
    const id = await idOf("police");
    await saveDraft(await s.as("dan"), id, await form("dan", id, [part({ heading: "police" })]));
    expect((await toWriteReturn(await s.as("amira"), id)).parts.map((one) => one.text)).toEqual([words]);
    for (const [person, how] of [["ruth", "NotAllowed"], ["gareth", "NotAllowed"], ["chloe", "NotFound"]] as const) {
      expect(await refused(toWriteReturn(await s.as(person), id))).toBe(how);
      expect(JSON.stringify(await at(person))).not.toContain(words);
    }
    const grid = await gridOf(await s.as("ruth"), "m1", { late: false });
    expect(JSON.stringify(grid)).not.toMatch(/draft|Attended/);
    expect(grid.counts.left).toBe(30);
    expect(await s.db.selectFrom("news").select(["panel_id", "meeting_id"]).where("what", "=", "return saved").execute()).toEqual([{ panel_id: null, meeting_id: null }]);
  });

  test("what a colleague saved meanwhile is not written over unseen: said once, with what was typed kept, then taken", async () => {
    const id = await idOf("police");
    const first = await form("dan", id, [part({ heading: "police", text: "One" })]);
    await saveDraft(await s.as("amira"), id, await form("amira", id, [part({ heading: "police", text: "Two" })]));
    const error = await saveDraft(await s.as("dan"), id, first).catch((error: unknown) => error as NotAgreed);
    expect((error as NotAgreed).reason).toMatch(/^Amira Haddad saved this draft at 10:00/);
    await saveDraft(await s.as("dan"), id, { ...first, since: ((error as NotAgreed).about as { since: string }).since });
    expect((await toWriteReturn(await s.as("amira"), id)).parts.map((one) => one.text)).toEqual(["One"]);
    await discardDraft(await s.as("dan"), id, await sinceAt("dan", id));
    expect([await stateOf(id), (await toWriteReturn(await s.as("dan"), id)).parts]).toEqual(["asked", []]);
  });

  test("nor is it thrown away unseen by who declines or throws away what they had read", async () => {
    const id = await idOf("police");
    const before = await sinceAt("dan", id);
    await saveDraft(await s.as("amira"), id, await form("amira", id, [part({ heading: "police", text: "Two" })]));
    const declined = { answer: "declined" as const, declinedReason: "Before the court", reason: null, takeBack: false };
    const error = await answerShortly(await s.as("dan"), id, { ...declined, since: before }).catch((error: unknown) => error as NotAgreed);
    expect((error as NotAgreed).reason).toMatch(/^Amira Haddad saved this draft/);
    expect(await refused(discardDraft(await s.as("dan"), id, before))).toMatch(/^Amira Haddad saved this draft/);
    expect((await toWriteReturn(await s.as("amira"), id)).parts.map((one) => one.text)).toEqual(["Two"]);
    await answerShortly(await s.as("dan"), id, { ...declined, since: ((error as NotAgreed).about as { since: string }).since });
    expect(await stateOf(id)).toBe("declined");
  });

  test("what one's own page kept by itself a moment before is no reason to stop; what it kept long before is", async () => {
    const id = await idOf("police");
    const first = await form("dan", id, [part({ heading: "police", text: "One" })]);
    expect(await saveDraft(await s.as("dan"), id, first)).toEqual({ since: `0 ${now.toISOString()}`, at: now.toISOString() });
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    await saveDraft(await s.as("dan", later(5)), id, { ...first, parts: [part({ heading: "police", text: "One and two" })] });
    const error = await saveDraft(await s.as("dan", later(60)), id, first).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NotAgreed);
    await discardDraft(await s.as("dan"), id, await sinceAt("dan", id));
  });

  test("nothing is sent empty, wholly hidden, safe but restricted, to agencies outside the panel, or after the meeting", async () => {
    const id = await idOf("health");
    expect(await refused(send("chloe", id, []))).toMatch(/at least one part/);
    expect(await refused(send("chloe", id, [part({ handling: "health", hidden: true })]))).toMatch(/All of it is hidden/);
    expect(await refused(send("chloe", id, [part({ handling: "health", safe: true })]))).toBe("healthSafe");
    expect(await refused(send("chloe", id, [part({ handling: "named agencies", agencyIds: ["housing"] })]))).toBe("healthAgencyIds");
    expect(await refused(send("chloe", id, [part()], { contact: null }))).toBe("contact");
    expect(await stateOf(id)).toBe("asked");
    const open = await form("chloe", id, [part()]);
    await s.db.updateTable("meeting").set({ status: "ended", started_at: now.toISOString() }).where("id", "=", "m1").execute();
    expect(await refused(sendReturn(await s.as("chloe"), id, open))).toMatch(/This meeting is over/);
    expect(await refused(holdNothing(await s.as("chloe"), "m1", [id]))).toBe("returns");
  });
});

describe("An update that was sent, and then not discussed", () => {
  /** A meeting after it, at which the child is listed and health is asked again. */
  const next = async () => {
    const meeting = await s.db.selectFrom("meeting").selectAll().where("id", "=", "m1").executeTakeFirstOrThrow();
    await s.db.insertInto("meeting").values({ ...meeting, id: "m9", number: 99, on_day: "2027-01-12", status: "published", cancelled_at: null, cancelled_by_id: null, cancelled_reason: null }).execute();
    const item = await s.db.selectFrom("item").selectAll().where("id", "=", "m1-a1").executeTakeFirstOrThrow();
    await s.db.insertInto("item").values({ ...item, id: "m9-a1", meeting_id: "m9", withdrawn_at: null, withdrawn_by_id: null, withdrawn_reason: null, withdrawn_as: null }).execute();
    await s.db.insertInto("agency_return").values({ id: "r9", item_id: "m9-a1", agency_id: "health", state: "asked", version: 0, asked_at: now.toISOString() }).execute();
  };

  test.each([
    ["the meeting was cancelled", async () => cancelMeeting(await s.as("ruth"), "m1", "Snow")],
    ["the child was withdrawn", () => s.db.updateTable("item").set({ withdrawn_at: now.toISOString(), withdrawn_by_id: "ruth", withdrawn_reason: "Listed by mistake", withdrawn_as: "withdrawn" }).where("id", "=", "m1-a1").execute()],
  ])("because %s, stays with its agency and those who prepare, on the record too, and need not be written twice", async (_, act) => {
    const id = await idOf("health");
    await readers(true);
    await send("chloe", id, [part(), part({ heading: "worries", text: "Bruises", handling: "health" })]);
    await act();
    expect((await returnOf(await s.as("chloe"), id)).sent!.blocks.map((one) => one.text)).toEqual([words, "Bruises"]);
    expect((await returnsAbout(await s.as("chloe"), "c1", today)).map((one) => [one.withdrawn, one.returns.length])).toEqual([[true, 1]]);
    expect(JSON.stringify(await returnsAbout(await s.as("ruth"), "c1", today))).toMatch(new RegExp(words));
    expect(JSON.stringify(await returnsAbout(await s.as("ruth"), "c1", today))).not.toContain("Bruises");
    expect(await refused(returnOf(await s.as("owen"), id))).toBe("NotFound");
    expect(await returnsAbout(await s.as("owen"), "c1", today)).toEqual([]);
    await next();
    const page = await toWriteReturn(await s.as("chloe"), "r9");
    expect([page.carried, page.parts.map((one) => [one.text, one.handling]), page.contact, page.draft, page.last]).toEqual([{ number: 27, onDay: "2026-12-08", here: false }, [[words, "shared"], ["Bruises", "health"]], "Chloe Adeyemi, 01632 960012", null, {}]);
    expect(await stateOf("r9")).toBe("asked");
    await send("chloe", "r9", [part({ text: "Attended once more" })]);
    expect((await toWriteReturn(await s.as("chloe"), "r9")).carried).toBeNull();
  });

  test("is not offered again when it was taken back", async () => {
    const id = await idOf("health");
    await send("chloe", id, [part()]);
    await s.db.updateTable("return_version").set({ withdrawn_at: now.toISOString() }).where("return_id", "=", id).execute();
    await cancelMeeting(await s.as("ruth"), "m1", "Snow");
    await next();
    expect((await toWriteReturn(await s.as("chloe"), "r9")).parts).toEqual([]);
  });
});

describe("A nurse sends an update", () => {
  test.each(readsOfHealth(held))("for %s: before the meeting who prepares, or everybody, as the panel set; from its start on each as the handling says", async (handling, agencyIds, expected) => {
    const people = Object.keys(expected) as Person[];
    await send("chloe", await idOf("health"), [part({ handling, agencyIds: [...agencyIds] })]);
    await readers(false);
    const before = { ...expected, dan: "nothing", owen: "nothing" };
    expect(await all(people)).toEqual(before);
    await expect(returnOf(await s.as("owen"), await idOf("health"))).rejects.toBeInstanceOf(NotFound);
    expect(await returnsAbout(await s.as("owen"), "c1", today)).toEqual([]);
    await readers(true);
    expect(await all(people)).toEqual(expected);
    await readers(false);
    await start();
    expect(await all(people)).toEqual(expected);
    for (const person of people) {
      const everywhere = JSON.stringify([await at(person), await returnOf(await s.as(person), await idOf("health")), await returnsAbout(await s.as(person), "c1", today)]);
      expect([person, everywhere.includes(words)]).toEqual([person, expected[person as "amira"] === "words"]);
    }
  });

  test("what is hidden is nowhere for others, and what it is about neither; reading is kept in the audit", async () => {
    await send("chloe", await idOf("health"), [part({ heading: "contact", text: "Seen once" }), part({ handling: "health", hidden: true }), part({ heading: "worries", handling: "police", text: "Bruises" })]);
    await start();
    const found = (await at("ruth")).find((one) => one.agency === "Seaholme Health")!;
    expect(found.sent).toMatchObject({ withheld: { by: "Seaholme Health", contact: "Chloe Adeyemi, 01632 960012" } });
    expect(found.sent!.blocks.map((block) => block.heading)).toEqual(["Contact since the last meeting"]);
    expect(JSON.stringify(found)).not.toMatch(/Worries|Bruises|"Health"|police|hidden":true/);
    expect(await s.db.selectFrom("news").select("subject_id").where("what", "=", "returns opened").where("person_id", "=", "ruth").execute()).toEqual([{ subject_id: "c1" }]);
  });

  test("and corrects it: the new one stands, the old one stays to be read with when and why; declined and nothing held can be corrected too", async () => {
    const id = await idOf("health");
    await send("chloe", id, [part({ text: "Seen twice" })]);
    expect(await refused(send("chloe", id, [part({ text: "Seen once" })]))).toBe("reason");
    const later = new Date(now.getTime() + 3_600_000);
    await send("chloe", id, [part({ text: "Seen once" })], { reason: "One was a sister" }, later);
    await answerShortly(await s.as("chloe", new Date(later.getTime() + 60_000)), id, { answer: "declined", declinedReason: "Before the court", reason: "Told to wait", takeBack: false, since: await sinceAt("chloe", id) });
    const shown = await returnOf(await s.as("ruth", new Date(later.getTime() + 120_000)), id);
    expect([shown.state, shown.corrections, shown.sent!.declinedReason]).toEqual(["declined", 2, "Before the court"]);
    expect(shown.before.map((one) => [one.version, one.blocks[0]!.text, one.reason])).toEqual([[2, "Seen once", "One was a sister"], [1, "Seen twice", null]]);
  });

  test("and takes back what she sent in error: from then on her agency alone reads it, on no page anybody else", async () => {
    const id = await idOf("health");
    await send("chloe", id, [part({ text: "Of another child" })]);
    await send("chloe", id, [part({ text: "Of another child, corrected" })], { reason: "Another child's brother", takeBack: false }, new Date(now.getTime() + 500));
    await send("chloe", id, [part({ text: "Seen once" })], { reason: "The wrong child", takeBack: true }, new Date(now.getTime() + 1000));
    await start();
    for (const person of ["ruth", "amira", "owen"] as const) {
      const shown = await returnOf(await s.as(person), id);
      expect([shown.before[0]!.withdrawn, shown.before[0]!.blocks, shown.before[0]!.reason]).toEqual([true, [], null]);
      expect(JSON.stringify([shown, await at(person), await returnsAbout(await s.as(person), "c1", today)])).not.toMatch(/another child/i);
    }
    expect((await returnOf(await s.as("chloe"), id)).before[0]).toMatchObject({ reason: "Another child's brother", blocks: [{ text: "Of another child, corrected" }] });
  });

  test("the next one starts from what she sent, and says what is only repeated", async () => {
    await send("chloe", await idOf("health"), [part()]);
    await s.db.insertInto("meeting").values({ id: "m2", panel_id: "macse", number: 28, on_day: "2027-01-12", starts_at: "10:00", minutes_long: 120, status: "published", published_at: now.toISOString() }).execute();
    await s.db.insertInto("item").values({ id: "m2-a1", meeting_id: "m2", kind: "subject", number: "A1", section: "children", position: 1, minutes: 8, subject_id: "c1", reasons: "[]", added_at: now.toISOString() }).execute();
    await remindOfReturns({ db: s.db, now });
    expect((await toWriteReturn(await s.as("chloe"), await idOf("health", "m2-a1"))).last).toEqual({ health: words });
  });
});

describe("Nothing held", () => {
  test("is said of many at once, of one with one press, and of none when one of them has a draft; a deputy says it for their agency", async () => {
    const ids = [await idOf("health"), await idOf("health", "m1-a2"), await idOf("health", "m1-b1")];
    await saveDraft(await s.as("chloe"), ids[0]!, await form("chloe", ids[0]!, [part()]));
    await expect(holdNothing(await s.as("chloe"), "m1", ids)).rejects.toMatchObject({ reason: expect.stringContaining("C-0001 has a draft") });
    expect(await Promise.all(ids.map(stateOf))).toEqual(["draft", "asked", "asked"]);
    expect(await holdNothing(await s.as("chloe"), "m1", ids.slice(1))).toBe(2);
    expect(await refused(holdNothing(await s.as("chloe"), "m1", [await idOf("police")]))).toBe("returns");
    await s.db.insertInto("person").values({ id: "farah", agency_id: "health", name: "Farah Siddique", email: "farah@x.example", password_hash: "x", created_at: now.toISOString() }).execute();
    await s.db.insertInto("guest").values({ id: "g", meeting_id: "m1", person_id: "farah", capacity: "deputy", for_id: "chloe", why: "x", invited_at: now.toISOString(), invited_by_id: "ruth", signed_at: now.toISOString() }).execute();
    await answerShortly(await s.as("farah" as Person), ids[0]!, { answer: "nothing held", declinedReason: null, reason: null, takeBack: false, since: await sinceAt("farah" as Person, ids[0]!) });
    expect((await returnsPageOf(await s.as("farah" as Person), "m1")).counts).toMatchObject({ asked: 3, nothing: 3, left: 0 });
    expect(await returnsLeft(await s.as("farah" as Person))).toEqual([]);
    expect((await returnsLeft(await s.as("dan"))).map((one) => [one.meetingId, one.left, one.due])).toEqual([["f1", 1, "2026-11-20"], ["m1", 3, "2026-12-04"]]);
  });
});

test("The coordinator enters what an agency told her, with how and when: not her own agency's, not over what it sent itself, not of tomorrow; late is counted by when it came", async () => {
  const id = await idOf("schools");
  const told = { how: "by e-mail", at: "2026-12-03T14:10:00.000Z" };
  const entered = { answer: "submitted" as const, declinedReason: null, parts: [part({ heading: "education" })], contact: "Priya Nair", reason: null, takeBack: false, since: "", received: told };
  const then = new Date("2026-12-07T10:00:00.000Z");
  await expect(enterFor(await s.as("owen"), await idOf("health"), entered)).rejects.toBeInstanceOf(NotFound);
  expect(await refused(enterFor(await s.as("ruth"), await idOf("csc"), entered))).toMatch(/your own agency's/);
  expect(await refused(enterFor(await s.as("ruth"), id, entered))).toBe("receivedOn");
  await enterFor(await s.as("ruth", then), id, entered);
  expect((await returnOf(await s.as("ruth", then), id)).sent).toMatchObject({ received: told, by: "Ruth Okafor" });
  const late = await idOf("housing");
  await enterFor(await s.as("ruth", then), late, { ...entered, answer: "nothing held", parts: [], received: { how: "by telephone", at: "2026-12-07T09:00:00.000Z" } });
  expect([(await returnOf(await s.as("ruth", then), id)).late, (await returnOf(await s.as("ruth", then), late)).late]).toEqual([false, true]);
  await send("chloe", await idOf("health"), [part()]);
  expect(await refused(enterFor(await s.as("ruth", then), await idOf("health"), { ...entered, reason: "x" }))).toMatch(/sent its own/);
});

describe("The grid, and letters", () => {
  const letters = async () => (await s.db.selectFrom("letter").selectAll().execute()).filter((one) => one.meeting_id === "m1");
  const lateDay = new Date("2026-12-07T10:00:00.000Z");

  test("counts, says what is late and who takes no part; of the other panel nothing", async () => {
    await send("chloe", await idOf("health"), [part()]);
    await holdNothing(await s.as("dan"), "m1", [await idOf("police")]);
    await declareConflict(await s.as("beth"), "c1", { personId: null, reason: "A cousin" });
    const grid = await gridOf(await s.as("ruth", lateDay), "m1", { late: false });
    expect(grid.counts).toEqual({ asked: 29, submitted: 1, nothing: 1, declined: 0, late: 27, left: 27 });
    const cell = (agency: string, row = 0) => grid.items[row]!.cells[grid.agencies.findIndex((one) => one.id === agency)];
    expect([cell("health"), cell("police"), cell("licensing"), cell("yjs")]).toMatchObject([{ state: "submitted", late: false }, { state: "nothing held" }, { apart: true, late: false }, { state: "not sent", late: true }]);
    expect(grid.agencies.find((one) => one.id === "schools")!.nobody).toBe(true);
    // The chair who has a conflict of interest counts without that subject.
    await declareConflict(await s.as("amira"), "c1", { personId: null, reason: "x" });
    expect((await gridOf(await s.as("amira", lateDay), "m1", { late: true })).items.map((one) => one.subject.ref)).toEqual(["C-0002", "O-0001"]);
    await expect(gridOf(await s.as("priya"), "m1", { late: false })).rejects.toBeInstanceOf(NotFound);
  });

  test("chasing writes to who still owes something, once a day, and says of nobody who it is about", async () => {
    await holdNothing(await s.as("owen"), "m1", await Promise.all([idOf("yjs"), idOf("yjs", "m1-a2"), idOf("yjs", "m1-b1")]));
    for (const subject of ["c1", "c2", "o1"]) await declareConflict(await s.as("beth"), subject, { personId: null, reason: "x" });
    // Of whom the coordinator may know nothing, whether somebody owes a return neither.
    const ruth = await s.as("ruth");
    const apart = { ...ruth, who: { ...ruth.who, conflicts: [["c1", "C-0001"], ["c2", "C-0002"], ["o1", "O-0001"]].map(([subjectId, ref]) => ({ subjectId: subjectId!, ref: ref! })) } };
    expect(await refused(chaseReturns(apart, "m1", "health"))).toMatch(/ring them/);
    expect(await chaseReturns(ruth, "m1", "health")).toBe(1);
    expect(await refused(chaseReturns(await s.as("ruth"), "m1", "health"))).toMatch(/written to already today, 24 Nov 2026, 10:00/);
    expect(await refused(chaseReturns(await s.as("ruth"), "m1", "schools"))).toMatch(/ring them/);
    await chaseReturns(await s.as("ruth"), "m1", null);
    const sent = await letters();
    expect(sent.map((one) => one.to_id).sort()).toEqual(["amira", "chloe", "dan", "gareth", "iqbal", "josie", "mairead"]);
    expect(JSON.stringify(sent)).not.toMatch(/C-000|O-000|Jordan|Razz|Llewellyn/);
  });

  test("reminders go one working day before returns are due and on the day after, to each once; a meeting put off is reminded of anew", async () => {
    await s.db.updateTable("meeting").set({ status: "draft" }).where("id", "=", "f1").execute();
    const on = (moment: string) => remindOfReturns({ db: s.db, now: new Date(moment) });
    await holdNothing(await s.as("chloe"), "m1", await Promise.all([idOf("health"), idOf("health", "m1-a2"), idOf("health", "m1-b1")]));
    await s.db.deleteFrom("return_reminder").execute();
    expect(await on("2026-12-02T12:00:00.000Z")).toBe(0);
    expect(await on("2026-12-03T06:30:00.000Z")).toBe(0);
    expect(await on("2026-12-03T08:00:00.000Z")).toBe(9);
    expect(await on("2026-12-04T08:00:00.000Z")).toBe(0);
    expect(await on("2026-12-05T08:00:00.000Z")).toBe(0);
    expect(await on("2026-12-07T08:00:00.000Z")).toBe(9);
    expect(await on("2026-12-07T15:00:00.000Z")).toBe(0);
    expect((await letters()).some((one) => one.to_id === "chloe")).toBe(false);
    await s.db.updateTable("meeting").set({ on_day: "2026-12-15" }).where("id", "=", "m1").execute();
    expect(await on("2026-12-10T08:00:00.000Z")).toBe(9);
  });
});

test("The search list holds an agency's own number and no other's, and each opening and download is kept as a reading of each of them", async () => {
  await s.db.updateTable("child").set({ nhs_number: "999 000 0001", police_number: "NP/77", address: "=HYPERLINK(1), 2 Quay Street" }).where("subject_id", "=", "c1").execute();
  await s.db.insertInto("alias").values({ id: "a1", subject_id: "c1", name: "Jojo", kind: "known as", recorded_at: now.toISOString() }).execute();
  const list = await searchListOf(await s.as("chloe"), "m1", null);
  expect(list.people[0]).toMatchObject({ ref: "C-0001", name: "Jordan Ellis", aliases: ["Jojo"], ownNumber: "999 000 0001" });
  expect(JSON.stringify(list)).not.toContain("NP/77");
  expect((await searchListOf(await s.as("dan"), "m1", null)).people[0]!.ownNumber).toBe("NP/77");
  const { name, text } = await searchListAsCsv(await s.as("chloe"), "m1", null);
  expect(name).toBe("search-list-macse-27.csv");
  expect(text).toContain(`"'=HYPERLINK(1), 2 Quay Street"`);
  const kept = await s.db.selectFrom("news").select(["what", "person_id"]).where(hadListed("C-0001")).where("person_id", "=", "chloe").execute();
  expect(kept).toHaveLength(2);
  expect(await s.db.selectFrom("news").select("detail").where("what", "=", "search list downloaded").execute()).toEqual([{ detail: "health" }]);
});

test("Minutes and extracts say which agency sent what: safe words alone, the reason of who declined, other people by reference", async () => {
  await s.db.updateTable("child").set({ given_names: "Jordan", family_name: "Ellis" }).where("subject_id", "=", "c1").execute();
  await s.db.updateTable("child").set({ given_names: "Siân", family_name: "Llewellyn-Featherstonehaugh" }).where("subject_id", "=", "c2").execute();
  await send("chloe", await idOf("health"), [part({ heading: "contact", text: "Seen with Siân Llewellyn-Featherstonehaugh", safe: true }), part({ text: "Not for minutes" }), part({ heading: "worries", text: "For health", handling: "health" })]);
  await answerShortly(await s.as("dan"), await idOf("police"), { answer: "declined", declinedReason: "Before the court", reason: null, takeBack: false, since: await sinceAt("dan", await idOf("police")) });
  await holdNothing(await s.as("owen"), "m1", [await idOf("yjs")]);
  const said = (await saidAt(await s.as("amira"), { id: "m1", panel_id: "macse" })).map((one) => (one.id === "m1-a1" ? { ...one, outcome: { outcome: "discussed, no change", note: null, untilOn: null, panel: null, cover: null, closedReason: null, supportContinues: null, wouldBringBack: null } as const } : one));
  const [extract] = await extractsOf(await s.as("amira"), said as never);
  const of = (agency: string) => extract!.returns.find((one) => one.agency === agency);
  expect(of("Seaholme Health")).toEqual({ agency: "Seaholme Health", state: "submitted", late: false, declinedReason: null, parts: [{ heading: "Contact since the last meeting", text: "Seen with C-0002" }] });
  expect([of("Northmoor Constabulary"), of("Seaholme Youth Justice"), of("Seaholme Homes")]).toMatchObject([{ state: "declined", declinedReason: "Before the court" }, { state: "nothing held" }, { state: "not sent" }]);
  expect(JSON.stringify(said.map((one) => one.returns))).not.toMatch(/Not for minutes|For health/);
});
