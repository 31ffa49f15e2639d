import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addDays } from "#app/models/core/days.ts";
import { NotAllowed, type NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { addAlias, changeRecord, removeAlias } from "#app/models/subjects/change.server.ts";
import { linkSubjects, linksUpTo } from "#app/models/subjects/link.server.ts";
import { escalate, measuresOf, recordBreach, recordMeasure } from "#app/models/subjects/measure.server.ts";
import { correctPeriod, endPeriod, periodHistory, periodsOn, recordPeriod } from "#app/models/subjects/period.server.ts";
import { proposeForNext, refer } from "#app/models/subjects/referral.server.ts";
import { timelinePage } from "#app/models/subjects/record.server.ts";
import { setRisk } from "#app/models/subjects/risk.server.ts";
import { findSubjects } from "#app/models/subjects/search.server.ts";
import { subjectList } from "#app/models/subjects/list.server.ts";
import { createSubject, recordOf } from "#app/models/subjects/subject.server.ts";
import type { Kind } from "#app/models/subjects/subject.ts";
import { type Person, type Stage, stage, today } from "../cast.ts";

const shared = { handling: "shared" as const, agencyIds: [], hidden: false, panelId: null, contact: null };

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

const day = (days: number) => addDays(today, days);
const make = async (values: Record<string, string>, { kind = "child" as Kind, panel = "macse", by = "dan" as Person, aliases = [] as string[] } = {}) =>
  createSubject(await s.as(by), { kind, values, aliases, panelId: panel, why: "Worried about an older friend", reviewOn: day(60), somebodyElse: true });
const refused = (work: Promise<unknown>) => work.then(() => "nothing", (e: NotAgreed) => `${e.field}: ${e.reason}`);
const noStep = { sustained: null, supportContinues: null, markerDecision: null, wouldBringBack: null };

describe("Dated periods", () => {
  let child: string;
  beforeEach(async () => {
    child = await make({ given_names: "Ffion", family_name: "Llewellyn", born_on: "2011-04-04" });
  });
  const dating = (value: string, fromOn: string | null, toOn: string | null = null) => ({ value, detail: null, fromOn, toOn });

  test("Priya, who does not reach the child, records nothing; nor does anybody with a wrong kind, value or day", async () => {
    await expect(recordPeriod(await s.as("priya"), child, "school", dating("Harbour High", day(-10)))).rejects.toBeInstanceOf(NotFound);
    const ask = await s.as("dan");
    await expect(recordPeriod(ask, child, "MAPPA", dating("category 1, level 1", day(-10)))).rejects.toBeInstanceOf(NotFound);
    expect(await refused(recordPeriod(ask, child, "care status", dating("on the moon", day(-10))))).toBe("value: Choose one from the list");
    expect(await refused(recordPeriod(ask, child, "school", dating("Harbour High", day(1))))).toBe("fromOn: The first day must be today or earlier");
    expect(await refused(recordPeriod(ask, child, "school", dating("Harbour High", "2011-04-03")))).toBe("fromOn: The first day is before the birth on 4 Apr 2011");
    expect(await refused(recordPeriod(ask, child, "school", dating("Harbour High", day(-3), day(-4))))).toBe("toOn: The last day must be the first day or later");
  });

  test("A new one ends the one before, and any past day shows what held then", async () => {
    const ask = await s.as("dan");
    await recordPeriod(ask, child, "care status", dating("with family, child in need", day(-100)));
    await recordPeriod(ask, child, "care status", dating("foster family", day(-30)));
    const on = async (d: string) => (await periodsOn(ask, child, d)).map((p) => p.value);
    expect(await on(day(-101))).toEqual([]);
    expect(await on(day(-31))).toEqual(["with family, child in need"]);
    expect(await on(day(-30))).toEqual(["foster family"]);
    expect((await recordOf(ask, child, day(-31))).card.lookedAfter).toBe("no");
    expect((await recordOf(ask, child, today)).card.lookedAfter).toBe("yes");
    expect((await recordOf(ask, child, day(-200))).card.lookedAfter).toBeNull();
  });

  test("Several exploitation types hold at once", async () => {
    const ask = await s.as("dan");
    await recordPeriod(ask, child, "exploitation", dating("sexual", day(-20)));
    await recordPeriod(ask, child, "exploitation", dating("online", day(-10)));
    expect((await periodsOn(ask, child, today)).map((p) => p.value).sort()).toEqual(["online", "sexual"]);
  });

  test("A correction keeps what stood there, and an end is a last day", async () => {
    const ask = await s.as("dan");
    const id = await recordPeriod(ask, child, "school", dating("Harbor High", day(-50)));
    await correctPeriod(ask, child, id, dating("Harbour High", day(-50)));
    await endPeriod(ask, child, id, day(-1));
    expect(await periodsOn(ask, child, today)).toEqual([]);
    expect((await periodHistory(ask, child)).map((p) => [p.value, p.toOn, p.supersededOn])).toEqual(expect.arrayContaining([["Harbor High", null, today], ["Harbour High", null, today], ["Harbour High", day(-1), null]]));
  });

  test("A person is an offender only once convicted", async () => {
    const ask = await s.as("dan");
    const person = await make({ family_name: "Grice" }, { kind: "offender" });
    await recordPeriod(ask, person, "status", dating("charged", day(-30)));
    expect((await recordOf(ask, person, today)).card.kindName).toBe("Person posing risk");
    await recordPeriod(ask, person, "status", dating("convicted", day(-3)));
    expect((await recordOf(ask, person, today)).card.kindName).toBe("Offender");
    expect((await recordOf(ask, person, day(-4))).card.kindName).toBe("Person posing risk");
  });
});

test("A changed detail keeps what stood there, and a past day shows it", async () => {
  const before = await s.as("dan", new Date("2026-11-01T10:00:00Z"));
  const child = await createSubject(before, { kind: "child", values: { given_names: "Ana", family_name: "Popa", address: "1 Old Row" }, panelId: "macse", why: "x", reviewOn: day(60) });
  const ask = await s.as("dan");
  await changeRecord(ask, child, { given_names: "Ana", family_name: "Popa", address: "2 New Row" });
  expect((await recordOf(ask, child, today)).values.address).toBe("2 New Row");
  expect((await recordOf(ask, child, "2026-11-10")).values.address).toBe("1 Old Row");
  expect((await timelinePage(ask, child, { kind: "record", page: 1 })).timeline.entries[0]).toMatchObject({ title: "Address changed", text: expect.stringContaining("was “1 Old Row”, now “2 New Row”") });
});

describe("Finding", () => {
  test("Priya does not find a MACSE child; Owen does, by alias, near spelling without accents, birthday and reference", async () => {
    const id = await make({ given_names: "Bríd", family_name: "Ó Súilleabháin", born_on: "2010-09-08" }, { aliases: ["Breezy"] });
    const owen = await s.as("owen");
    const priya = await s.as("priya");
    const { ref } = await recordOf(owen, id, today);
    for (const text of ["brid o suilleabhain", "Suileabhain", "breezy", "Brezy", "8/9/2010", ref, ref.toLowerCase()]) {
      expect([text, (await findSubjects(owen, text)).map((f) => f.id)]).toEqual([text, [id]]);
      expect([text, await findSubjects(priya, text)]).toEqual([text, []]);
    }
    expect((await findSubjects(owen, "bree", { typing: true })).map((f) => f.alias)).toEqual(["Breezy"]);
  });

  test("A name that is added is found, one that is taken away is not", async () => {
    const id = await make({ given_names: "Lowri", family_name: "Hopkin" });
    const ask = await s.as("dan");
    const alias = await addAlias(ask, id, { name: "Jinx", kind: "nickname" });
    expect(await findSubjects(ask, "jinx")).toHaveLength(1);
    await removeAlias(ask, id, alias);
    expect(await findSubjects(ask, "jinx")).toHaveLength(0);
  });

  test("The list narrows and sorts, and holds nobody out of reach", async () => {
    const all = { kind: null, panelId: null, open: null, level: null, text: "", sort: "name" as const, down: false, page: 1 };
    const high = await make({ given_names: "Quentin", family_name: "Abara" });
    await setRisk(await s.as("amira"), high, { panelId: "macse", level: "High", rationale: "Seen in the car again", decidedOn: today, nextReviewOn: null, ...noStep });
    expect((await subjectList(await s.as("owen"), { ...all, level: "High" })).rows.map((r) => r.name)).toEqual(["Quentin Abara"]);
    expect((await subjectList(await s.as("owen"), { ...all, sort: "risk" })).rows[0]?.name).toBe("Quentin Abara");
    expect((await subjectList(await s.as("owen"), { ...all, text: "quen" })).rows).toHaveLength(1);
    expect((await subjectList(await s.as("priya"), all)).rows).toEqual([]);
  });
});

describe("Links and measures", () => {
  test("A link to a record out of reach can be neither made nor seen nor counted", async () => {
    const both = await make({ given_names: "Idris", family_name: "Vaughan" }, { panel: "mfh" });
    const person = await make({ family_name: "Stroud", given_names: "Gary" }, { kind: "offender" });
    const priya = await s.as("priya");
    expect(await refused(linkSubjects(priya, both, { otherId: person, kind: "seen with", confidence: "suspected", source: null, fromOn: null, toOn: null, note: null, ...shared }))).toBe("other: Choose a record from the list");
    await linkSubjects(await s.as("dan"), both, { otherId: person, kind: "alleged exploiter", confidence: "suspected", source: "Police", fromOn: day(-9), toOn: null, note: null, ...shared });
    expect((await linksUpTo(await s.as("dan"), both, today)).map((l) => l.other.id)).toEqual([person]);
    expect(await linksUpTo(priya, both, today)).toEqual([]);
    const record = await recordOf(priya, both, today);
    expect(record.links).toEqual([]);
    expect(record.card.links).toEqual([]);
    expect(JSON.stringify(record)).not.toContain("Stroud");
    expect(JSON.stringify(await timelinePage(priya, both, { kind: null, page: 1 }))).not.toContain("Stroud");
  });

  test("A warning becomes a notice that protects the same children, and its breach is on both records", async () => {
    const ask = await s.as("dan");
    const child = await make({ given_names: "Carys", family_name: "Mills" });
    const person = await make({ family_name: "Tench" }, { kind: "offender" });
    const facts = { kind: "community protection warning", authority: null, terms: null, issuedBy: "Police", issuedOn: day(-40), expiresOn: day(100), status: "served" as const, statusReason: null, protects: [child] };
    expect(await refused(recordMeasure(ask, person, { ...facts, expiresOn: day(-41) }))).toBe("expiresOn: The last day must be the day of issue or later");
    const id = await recordMeasure(ask, person, facts);
    expect(await refused(recordBreach(ask, person, id, { breachedOn: day(-41), response: null }))).toBe("breachedOn: The breach is before the day of issue");
    await recordBreach(ask, person, id, { breachedOn: day(-5), response: "Notice to follow" });
    expect(await refused(escalate(ask, person, id, { kind: "closure order", issuedOn: today, expiresOn: null, issuedBy: null, terms: null }))).toBe("kind: Choose what it became");
    await escalate(ask, person, id, { kind: "community protection notice", issuedOn: today, expiresOn: day(365), issuedBy: "Council", terms: null });
    expect((await measuresOf(ask, child)).map((m) => [m.kind, m.status, m.becameKind])).toEqual([["community protection notice", "issued", null], ["community protection warning", "became another", "community protection notice"]]);
    expect((await timelinePage(ask, child, { kind: "measures", page: 1 })).timeline.entries.map((e) => e.title)).toEqual(["Community protection notice issued", "Community protection warning breached", "Community protection warning issued"]);
  });
});

describe("Risk, cases and referrals", () => {
  test("A member sets no level, a panel that has no case sets none, and a new level ends the one before", async () => {
    const child = await make({ given_names: "Saoirse", family_name: "Quill" });
    const level = { panelId: "macse", level: "High", rationale: "New car, new phone", decidedOn: day(-10), nextReviewOn: null, ...noStep };
    await expect(setRisk(await s.as("dan"), child, level)).rejects.toBeInstanceOf(NotAllowed);
    expect(await refused(setRisk(await s.as("gareth"), child, { ...level, panelId: "mfh" }))).toMatch(/^undefined: C-\d+ is not open to Missing From Home/);
    const amira = await s.as("amira");
    expect(await refused(setRisk(amira, child, { ...level, level: "Extreme" }))).toBe("level: Choose a level of this panel's scale");
    await setRisk(amira, child, level);
    expect(await refused(setRisk(amira, child, { ...level, level: "Low", decidedOn: day(-11) }))).toMatch(/^decidedOn: The present level, High/);
    expect(await refused(setRisk(amira, child, { ...level, level: "Medium", decidedOn: day(-2) }))).toMatch(/^sustained: The level is lower than the last/);
    await setRisk(amira, child, { ...level, level: "Medium", decidedOn: day(-2), sustained: "The last two reviews", supportContinues: "Key worker weekly", markerDecision: "None stands", wouldBringBack: "Any night away" });
    const { risks, card } = await recordOf(amira, child, today);
    expect(risks.map((r) => [r.level, r.endedOn, r.change])).toEqual([["Medium", null, -1], ["High", day(-2), 0]]);
    expect(card.risks.map((r) => r.level)).toEqual(["Medium"]);
    expect((await recordOf(amira, child, day(-5))).card.risks.map((r) => r.level)).toEqual(["High"]);
  });

  test("A referral lets the other panel's chair in, not its members, and shows them nothing of the first panel's levels", async () => {
    const child = await make({ given_names: "Ezra", family_name: "Dunmore" }, { by: "amira" });
    await setRisk(await s.as("amira"), child, { panelId: "macse", level: "High", rationale: "Hidden from the other panel", decidedOn: today, nextReviewOn: null, ...noStep });
    await refer(await s.as("owen"), child, { fromPanelId: "macse", toPanelId: "mfh", reason: "Missing three times" });
    expect(await refused(refer(await s.as("owen"), child, { fromPanelId: "macse", toPanelId: "mfh", reason: "Again" }))).toMatch(/referred to Missing From Home already$/);
    await expect(recordOf(await s.as("priya"), child, today)).rejects.toBeInstanceOf(NotFound);
    const outsider = await s.as("gareth");
    const mfhOnly = { ...outsider, who: { ...outsider.who, memberships: outsider.who.memberships.filter((m) => m.panelId === "mfh") } };
    const record = await recordOf(mfhOnly, child, today);
    expect([record.risks, record.cases, record.card.risks]).toEqual([[], [], []]);
    expect(record.timeline.entries.map((e) => e.title).sort()).toEqual(["Record made", "Referred to Missing From Home by MACSE"]);
  });

  test("A proposal for the next meeting waits on the record, once", async () => {
    const child = await make({ given_names: "Wren", family_name: "Achebe" });
    await proposeForNext(await s.as("chloe"), child, { panelId: "macse", reason: "New bruises" });
    expect(await refused(proposeForNext(await s.as("dan"), child, { panelId: "macse", reason: "Same" }))).toMatch(/is proposed for the next meeting already$/);
    expect((await recordOf(await s.as("dan"), child, today)).waiting).toMatchObject([{ own: true, reason: "New bruises" }]);
  });
});

test("Sorted by risk, every record stands once over the pages, the highest level first", async () => {
  const all = { kind: null, panelId: null, open: null, level: null, text: "", sort: "risk" as const, down: false, page: 1 };
  const amira = await s.as("amira");
  for (let i = 0; i < 60; i++) {
    const id = await make({ given_names: "Page", family_name: `Turner ${String(i).padStart(2, "0")}` });
    if (i % 3) await setRisk(amira, id, { panelId: "macse", level: i % 3 === 1 ? "High" : "Low", rationale: "x", decidedOn: today, nextReviewOn: null, ...noStep });
  }
  for (const down of [false, true]) {
    const pages = [];
    for (let page = 1; page <= 4; page++) pages.push(...(await subjectList(amira, { ...all, text: "Page Turner", down, page })).rows);
    const ranks = pages.slice(0, 60).map((r) => r.risks[0]?.rank ?? 0);
    expect(new Set(pages.slice(0, 60).map((r) => r.id)).size).toBe(60);
    expect(ranks).toEqual([...ranks].sort((a, b) => (down ? a - b : b - a)));
  }
});
