import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Ask } from "#app/models/core/ask.server.ts";
import { openAudit } from "#app/models/core/audit.server.ts";
import { NotFound } from "#app/models/core/refuse.ts";
import { addAgency, agenciesToAdminister, agencyToAdminister, changeAgency } from "#app/models/people/agency.server.ts";
import { addMembership, candidates, endMembership, membershipToAdminister } from "#app/models/people/membership.server.ts";
import { panelSettings } from "#app/models/people/panel.server.ts";
import { addPanel, panelsToAdminister, panelToAdminister, setCoreAgencies, setPanel } from "#app/models/people/panels.server.ts";
import { addPerson, changePerson, endPerson, peopleToAdminister, personToAdminister, setInitialPassword } from "#app/models/people/people.server.ts";
import { whyNotLeave } from "#app/models/people/person.ts";
import { siteOf } from "#app/models/people/site.ts";
import { rulesInWords } from "#app/models/people/rules.ts";
import { setNext, sumOf } from "#app/models/subjects/case.server.ts";
import { leaveAll, leavePanel } from "#app/models/subjects/handover.server.ts";
import { commit, newId } from "#app/models/core/ask.server.ts";
import { type Person, type Stage, stage, today } from "../cast.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
  return () => s.close();
});

const site = siteOf("https://panelroom.example", 443);
const person = (over = {}) => ({ name: "Siân Llewelyn-Bowen", email: "Sian@seaholme.example", agencyId: "csc", jobTitle: null, phone: null, isLead: false, isAdministrator: false, isAuditor: false, isPrivacyOfficer: false, isDutyOfficer: false, homePostcode: null, ...over });
const fault = (promise: Promise<unknown>) => promise.then(() => null, (error) => error.reason as string);

describe("Nobody but an administrator", () => {
  let settings: Awaited<ReturnType<typeof panelSettings>>;
  let house: Stage;
  beforeAll(async () => {
    house = await stage();
    settings = await panelSettings({ db: house.db }, "macse", today);
  });
  afterAll(() => house.close());
  const acts: [string, (ask: Ask) => Promise<unknown>][] = [
    ["lists agencies", (ask) => agenciesToAdminister(ask)],
    ["opens an agency", (ask) => agencyToAdminister(ask, "csc")],
    ["adds an agency", (ask) => addAgency(ask, { name: "New", kind: "other", phone: null })],
    ["changes an agency", (ask) => changeAgency(ask, "csc", { name: "New", kind: "other", phone: null })],
    ["lists people", (ask) => peopleToAdminister(ask, { text: "", agencyId: "", left: false, page: 1 })],
    ["opens a person", (ask) => personToAdminister(ask, "dan")],
    ["adds a person", (ask) => addPerson(ask, person(), "link", site)],
    ["changes a person", (ask) => changePerson(ask, "dan", person())],
    ["sets a password", (ask) => setInitialPassword(ask, "dan")],
    ["ends a person", (ask) => endPerson(ask, "dan")],
    ["lets a person leave", (ask) => leaveAll(ask, "dan")],
    ["lists panels", (ask) => panelsToAdminister(ask)],
    ["opens a panel's settings", (ask) => panelToAdminister(ask, "macse")],
    ["adds a panel", (ask) => addPanel(ask, { ...settings, name: "New", code: "NEW" })],
    ["sets a panel", (ask) => setPanel(ask, "macse", settings)],
    ["sets core agencies", (ask) => setCoreAgencies(ask, "macse", [])],
    ["lists candidates", (ask) => candidates(ask)],
    ["adds a membership", (ask) => addMembership(ask, "macse", { personId: "tomasz", role: "member", fromOn: today, toOn: null })],
    ["opens a membership", (ask) => membershipToAdminister(ask, "macse-dan")],
    ["ends a membership", (ask) => endMembership(ask, "macse-dan", today)],
    ["ends a membership with its cases", (ask) => leavePanel(ask, "macse-dan", today)],
  ];
  test.each(acts)("%s: not found", async (_, act) => {
    for (const who of ["amira", "tomasz", "audit"] satisfies Person[]) await expect(act(await house.as(who))).rejects.toBeInstanceOf(NotFound);
  });
});

test("An administrator reaches no case, meeting, action or record, and cannot open the audit", async () => {
  const admin = await s.as("admin");
  expect(admin.who.memberships).toEqual([]);
  await expect(openAudit(admin, { personId: "", what: "", from: "", to: "", before: "" })).rejects.toBeInstanceOf(NotFound);
});

test("Names, addresses and short names are given once", async () => {
  const admin = await s.as("admin");
  expect(await fault(addAgency(admin, { name: "northmoor constabulary", kind: "police", phone: null }))).toBe("There is already an agency with this name");
  expect(await fault(addPerson(admin, person({ email: "Dan.Kowalczyk@northmoor.example" }), "link", site))).toBe("Somebody has this e-mail address already");
  expect(await fault(addPanel(admin, { ...(await panelSettings(admin, "mfh", today)), name: "Another", code: "mfh" }))).toBe("There is already a panel with this short name");
});

test("Who administers or audits belongs to no panel, and nobody is both", async () => {
  const admin = await s.as("admin");
  expect(await fault(addPerson(admin, person({ isAdministrator: true, isAuditor: true }), "link", site))).toBe("One person cannot be both administrator and auditor");
  expect(await fault(changePerson(admin, "dan", person({ isAdministrator: true })))).toMatch(/cannot belong to a panel/);
  expect(await fault(addMembership(admin, "macse", { personId: "audit", role: "member", fromOn: today, toOn: null }))).toMatch(/cannot belong to a panel/);
  expect(await fault(changePerson(admin, "admin", person({ email: "admin@seaholme.example" })))).toBe("Another administrator must take this duty from you");
  expect(await fault(leaveAll(admin, "admin"))).toBe("Another administrator must do this for you");
});

test("A person is added with a password that must be changed, and the news names nobody", async () => {
  const { id } = await addPerson(await s.as("admin"), person(), "password", site);
  const row = await s.db.selectFrom("person").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ email: "sian@seaholme.example", must_change_password: 1 });
  expect(row.password_hash).toMatch(/^\$argon2id\$/);
  const news = await s.db.selectFrom("news").selectAll().where("what", "=", "person added").execute();
  expect(news).toMatchObject([{ person_id: "admin", detail: id }]);
});

test.each([
  ["the only chair", ["c"], "2026-11-24", /no chair/],
  ["the only coordinator", ["o"], "2026-11-24", /no coordinator/],
  ["a chair whose successor begins too late", ["c", "c3"], "2026-11-24", /no chair/],
  ["a membership before it begins", ["m"], "2026-01-01", /cannot end before/],
  ["a member", ["m"], "2026-11-24", null],
])("Ending the membership of %s", (_, leaving, lastDay, why) => {
  const sitting = (id: string, role: "chair" | "coordinator" | "member", fromOn = "2026-02-01", toOn: string | null = null) => ({ id, personId: id, role, fromOn, toOn });
  const sittings = [sitting("c", "chair"), sitting("c2", "chair", "2026-12-01"), sitting("c3", "chair", "2026-02-01"), sitting("o", "coordinator"), sitting("m", "member")];
  const answer = whyNotLeave(leaving.includes("c3") ? sittings : sittings.filter((x) => x.id !== "c3"), leaving, lastDay);
  if (why) expect(answer).toMatch(why);
  else expect(answer).toBeNull();
});

test("When Ruth leaves, her open cases pass to the new coordinator, and none is left without an owner", async () => {
  const [ruth, admin] = [await s.as("ruth"), await s.as("admin")];
  const subjectId = newId();
  const caseId = newId();
  await s.db.insertInto("subject").values({ id: subjectId, kind: "child", ref: "C-0001", display_name: "Example Child", created_at: "2026-11-24T10:00:00.000Z" }).execute();
  await s.db.insertInto("panel_case").values({ id: caseId, panel_id: "macse", subject_id: subjectId, opened_on: today, opened_at: "2026-11-24T10:00:00.000Z", why: "Referred", review_on: "2026-12-24" }).execute();
  await commit(ruth, (ask) => setNext(ask, caseId, { kind: "review", onDay: "2026-12-24", ownerId: "ruth" }));
  expect(await fault(leaveAll(admin, "ruth"))).toMatch(/no coordinator/);
  for (const panel of ["macse", "mfh"]) await addMembership(admin, panel, { personId: "helen", role: "coordinator", fromOn: today, toOn: null });
  await leaveAll(admin, "ruth");
  const next = await s.db.selectFrom("case_next").selectAll().where("case_id", "=", caseId).where("ended_at", "is", null).execute();
  expect(next).toMatchObject([{ owner_id: "helen", kind: "review", on_day: "2026-12-24" }]);
  expect(await sumOf(await s.as("amira"), "macse")).toMatchObject({ open: 1, review: 1, without: 0 });
  await expect(s.as("ruth")).rejects.toBeInstanceOf(NotFound);
});

test("A panel's new settings hold from their day on; the past keeps what it was told", async () => {
  const admin = await s.as("admin");
  const before = await panelSettings(admin, "macse", today);
  const change = (fromOn: string) => setPanel(admin, "macse", { ...before, fromOn, meetingMinutes: 90, rules: { ...before.rules, missing: undefined } });
  expect(await fault(change("2026-11-23"))).toMatch(/^Choose today or a later day/);
  await change("2026-12-01");
  expect(await fault(change("2026-12-01"))).toMatch(/^Choose a day after 1 Dec 2026/);
  expect((await panelSettings(admin, "macse", "2026-11-30")).meetingMinutes).toBe(180);
  const after = await panelSettings(admin, "macse", "2026-12-01");
  expect(after.meetingMinutes).toBe(90);
  expect(rulesInWords(after).some((words) => words.includes("missing episodes"))).toBe(false);
  expect(rulesInWords(before)).toContain("4 or more missing episodes in 30 days, or one longer than 72 hours, or one graded high");
});

test("Core agencies change from today; those of earlier days stay", async () => {
  const admin = await s.as("admin");
  await setCoreAgencies(admin, "macse", ["police", "csc", "health"]);
  expect((await panelToAdminister(admin, "macse")).agencies.map((a) => a.id).sort()).toEqual(["csc", "health", "police"]);
  await setCoreAgencies(admin, "macse", ["police", "csc", "health", "housing"]);
  expect((await panelToAdminister(admin, "macse")).agencies.length).toBe(4);
  const ended = await s.db.selectFrom("panel_agency").selectAll().where("panel_id", "=", "macse").where("to_on", "is not", null).execute();
  expect(ended.length).toBe(7);
});

test("The auditor reads who did what by reference and id; filters narrow it, and each opening is written", async () => {
  const [amira, audit] = [await s.as("amira"), await s.as("audit")];
  await s.db.insertInto("subject").values({ id: "s1", kind: "child", ref: "C-0001", display_name: "Example Child", created_at: "2026-11-24T10:00:00.000Z" }).execute();
  await commit(amira, async (_, happened) => happened({ what: "record opened", subjectId: "s1", panelId: "macse" }));
  const all = { personId: "", what: "", from: "", to: "", before: "" };
  const { rows } = await openAudit(audit, all);
  expect(rows[0]).toMatchObject({ what: "record opened", person: "Amira Haddad", subject: "C-0001", panel: "MACSE" });
  expect(JSON.stringify(rows)).not.toContain("Example Child");
  expect((await openAudit(audit, { ...all, what: "opened", personId: "amira" })).rows.length).toBe(1);
  expect((await openAudit(audit, { ...all, from: "2026-11-25" })).rows.length).toBe(0);
  expect((await openAudit(audit, { ...all, from: today, to: today, what: "audit opened" })).rows.length).toBe(3);
});

test("The audit is paged without losing or repeating a row", async () => {
  const [amira, audit] = [await s.as("amira"), await s.as("audit")];
  for (let i = 0; i < 230; i++) await commit(amira, async (_, happened) => happened({ what: "record searched", detail: String(i) }));
  const seen: string[] = [];
  let before: string | null = "";
  while (before !== null) {
    const page: Awaited<ReturnType<typeof openAudit>> = await openAudit(audit, { personId: "amira", what: "", from: "", to: "", before });
    seen.push(...page.rows.map((row) => row.detail!));
    before = page.next;
  }
  expect(seen).toEqual(Array.from({ length: 230 }, (_, i) => String(229 - i)));
});
