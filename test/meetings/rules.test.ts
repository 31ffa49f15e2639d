import { expect, test } from "vitest";
import type { Day } from "#app/models/core/days.ts";
import type { AsOf, EpisodeFact, LinkFact, SubjectFacts } from "#app/models/meetings/facts.ts";
import { propose } from "#app/models/meetings/propose.ts";
import * as rules from "#app/models/meetings/rules.ts";
import type { Rules, Section } from "#app/models/people/panel.ts";

const when: AsOf = { asOf: "2026-11-24", meetingOn: "2026-12-08", lastMeetingOn: "2026-11-10" };
const of = (facts: Partial<SubjectFacts> = {}): SubjectFacts => ({ id: facts.id ?? "kofi", ref: facts.ref ?? "C-0147", kind: "child", bornOn: "2012-05-05", listed: false, discussed: 1, ...facts });
const words = (reasons: { text: string }[]) => reasons.map((r) => r.text);
type Case = [title: string, facts: Partial<SubjectFacts>, words: string[], at?: Partial<AsOf>];

/** One table for each rule: what is known, and what the rule says; an empty list says that it does not fire. */
function table<K extends keyof Rules>(name: string, rule: rules.Rule<K>, set: NonNullable<Rules[K]>, cases: Case[]) {
  test.each(cases)(`${name}: %s`, (_, facts, expected, at = {}) => {
    expect(words(rule(set, of(facts), { ...when, ...at }))).toEqual(expected);
  });
}

table("risk", rules.riskAtOrAbove, { rank: 3 }, [
  ["a level below does not fire", { risk: { level: "Medium", rank: 2, since: "2026-03-03" } }, []],
  ["no level known does not fire", {}, []],
  ["at the level fires", { risk: { level: "High", rank: 3, since: "2026-03-03" } }, ["High risk since 3 Mar 2026"]],
]);

table("new", rules.newSinceLastMeeting, {}, [
  ["opened on the day of the last meeting is not new", { openedOn: "2026-11-10" }, []],
  ["opened the day after is", { openedOn: "2026-11-11" }, ["New: case opened 11 Nov 2026"]],
  ["before the first meeting everybody is new", { openedOn: "2024-01-01" }, ["New: case opened 1 Jan 2024"], { lastMeetingOn: null }],
  ["a record on no list is new from the day it was made", { recordedOn: "2026-11-12" }, ["New: recorded 12 Nov 2026, on no list yet"]],
]);

table("review", rules.reviewDue, {}, [
  ["due after the meeting does not fire", { review: { kind: "review", on: "2026-12-09" } }, []],
  ["due on the day of the meeting fires", { review: { kind: "review", on: "2026-12-08" } }, ["Review due 8 Dec 2026"]],
  ["overdue is said so", { review: { kind: "review", on: "2026-11-01" } }, ["Review overdue since 1 Nov 2026"]],
  ["a closing that is due fires", { review: { kind: "closing", on: "2026-12-01" } }, ["To be closed by 1 Dec 2026, not closed yet"]],
  ["a review that a cancelled meeting set is given once, as that", { review: { kind: "review", on: "2026-12-08" }, cancelled: { meetingOn: "2026-11-10" } }, []],
  ["a review that a deferral set is given once, as deferred", { review: { kind: "review", on: "2026-12-08" }, deferral: { until: "2026-12-08", decidedOn: "2026-11-03" } }, []],
]);

const episode = (e: Partial<EpisodeFact>): EpisodeFact => ({ fromOn: "2026-11-20", toOn: "2026-11-21", hours: null, grade: null, away: false, ...e });
table("missing", rules.missing, { episodes: 3, days: 90, hours: 24, graded: ["high"] }, [
  ["one fewer does not fire", { episodes: { count: 2, away: 0, last: "2026-11-20" } }, []],
  ["as many as the panel set fire", { episodes: { count: 3, away: 0, last: "2026-11-20" } }, ["3 missing episodes in 90 days, the last on 20 Nov 2026"]],
  ["those away from placement count, and are told apart", { episodes: { count: 4, away: 2, last: "2026-11-20" } }, ["4 missing episodes in 90 days (2 away from placement), the last on 20 Nov 2026"]],
  ["one night by its days alone is not longer than 24 hours", { grave: [episode({})] }, []],
  ["two nights by days alone are, and it says that hours are not known", { grave: [episode({ toOn: "2026-11-22" })] }, ["Missing 2 nights from 20 Nov 2026 to 22 Nov 2026 (whole days; hours not known)"]],
  ["exactly 24 hours are not longer", { grave: [episode({ hours: 24 })] }, []],
  ["25 hours are", { grave: [episode({ hours: 25 })] }, ["Missing 25 hours from 20 Nov 2026 to 21 Nov 2026"]],
  ["not yet returned counts up to the day", { grave: [episode({ fromOn: "2026-11-21", toOn: null })] }, ["Missing since 21 Nov 2026, 3 nights, no return recorded (whole days; hours not known)"]],
  ["graded high fires however short", { grave: [episode({ hours: 2, grade: "High" })] }, ["Missing 2 hours from 20 Nov 2026 to 21 Nov 2026, graded high"]],
  ["a grade that is not known does not", { grave: [episode({ hours: 2, grade: null })] }, []],
]);

table("interview", rules.interviewOverdue, {}, [
  ["none known fires nothing", {}, []],
  ["due today is not overdue", { interviews: [{ returnedOn: "2026-11-21", dueOn: "2026-11-24", state: "not offered" }] }, []],
  ["overdue the day after", { interviews: [{ returnedOn: "2026-11-20", dueOn: "2026-11-23", state: "not offered" }] }, ["Return interview overdue since 23 Nov 2026: returned 20 Nov 2026, not offered"]],
  ["several are one reason, the oldest first", { interviews: [{ returnedOn: "2026-11-15", dueOn: "2026-11-18", state: "arranged" }, { returnedOn: "2026-11-12", dueOn: "2026-11-15", state: "not offered" }] }, ["Return interview overdue since 15 Nov 2026: returned 12 Nov 2026, not offered, and 1 more"]],
]);

table("deferred", rules.deferredToThis, {}, [
  ["to a later day does not fire", { deferral: { until: "2026-12-09", decidedOn: "2026-11-03" } }, []],
  ["to this meeting fires", { deferral: { until: "2026-12-08", decidedOn: "2026-11-03" } }, ["Deferred to 8 Dec 2026, decided 3 Nov 2026"]],
  ["a meeting that was cancelled is a reason", { cancelled: { meetingOn: "2026-11-10" } }, ["Meeting of 10 Nov 2026 cancelled"]],
  ["not reached comes first", { notReached: { meetingOn: "2026-11-10" } }, ["Not reached on 10 Nov 2026: comes first"]],
]);

table("actions", rules.openActions, {}, [
  ["none open does not fire", { actions: { open: 0, overdue: 0, oldestDue: "2026-11-01" } }, []],
  ["open ones fire", { actions: { open: 2, overdue: 0, oldestDue: "2026-12-01" } }, ["2 actions open, first due 1 Dec 2026"]],
  ["overdue ones are said first", { actions: { open: 3, overdue: 1, oldestDue: "2026-11-01" } }, ["1 action overdue of 3 open, since 1 Nov 2026"]],
]);

table("repeat", rules.repeatWithin, { months: 12 }, [
  ["never closed does not fire", { openedOn: "2026-11-20" }, []],
  ["closed longer ago does not fire", { openedOn: "2026-11-20", closedOn: "2025-11-19" }, []],
  ["within the months fires", { openedOn: "2026-11-20", closedOn: "2025-11-20" }, ["Back within 12 months: closed 20 Nov 2025"]],
  ["discussed since is not said again", { openedOn: "2026-11-01", closedOn: "2026-06-01" }, []],
]);

table("sharing", rules.sharingNotSent, {}, [
  ["none does not fire", {}, []],
  ["one not sent fires", { unsent: { count: 1, due: "2026-11-20" } }, ["1 sharing decision not yet sent, due 20 Nov 2026"]],
]);

table("referred", rules.referred, {}, [
  ["nobody referred it", {}, []],
  ["each referral is a reason", { referrals: [{ by: "Referred by Missing From Home", on: "2026-11-12" }, { by: "Proposed by Dan Kowalczyk, Northmoor Constabulary", on: "2026-11-13" }] }, ["Referred by Missing From Home, 12 Nov 2026", "Proposed by Dan Kowalczyk, Northmoor Constabulary, 13 Nov 2026"]],
]);

table("measure", rules.measure, { expiresWithinDays: 31, breachedWithinDays: 31 }, [
  ["a breach of long ago does not fire", { measures: [{ kind: "Community protection warning", what: "breached", on: "2026-10-24" }] }, []],
  ["a breach in the days fires", { measures: [{ kind: "Community protection warning", what: "breached", on: "2026-10-25" }] }, ["Community protection warning breached 25 Oct 2026"]],
  ["an end after the days does not fire", { measures: [{ kind: "Sexual risk order", what: "expires", on: "2027-01-09" }] }, []],
  ["an end within the days after the meeting fires", { measures: [{ kind: "Sexual risk order", what: "expires", on: "2027-01-08" }] }, ["Sexual risk order expires 8 Jan 2027"]],
]);

table("date", rules.dateDue, { withinDays: 31 }, [
  ["past does not fire", { dates: [{ kind: "release", on: "2026-11-23" }] }, []],
  ["release, licence and MAPPA fire", { dates: [{ kind: "release", on: "2026-12-20" }, { kind: "licence", on: "2026-12-21" }, { kind: "MAPPA", on: "2026-12-22" }] }, ["Release from custody due 20 Dec 2026", "Licence ends 21 Dec 2026", "MAPPA date 22 Dec 2026"]],
]);

table("hotspot", rules.locationHotspot, { children: 3, days: 60, rank: 3 }, [
  ["two children do not fire", { kind: "location", hotspot: { refs: ["C-0001", "C-0002"], last: "2026-11-20" } }, []],
  ["three do", { kind: "location", hotspot: { refs: ["C-0003", "C-0001", "C-0002"], last: "2026-11-20" } }, ["3 high-risk children linked or found here in 60 days: C-0001, C-0002 and C-0003"]],
]);

const link = (otherId: string, otherRef: string, on: Day = "2026-11-20", otherKind: "child" | "offender" = "child"): LinkFact => ({ otherId, otherRef, otherKind, kind: "seen with", on });
test("linked: to nobody who is listed or proposed, it does not fire; else it names them by reference", () => {
  expect(rules.linkedToListed(of({ links: [link("ana", "C-0002")] }), new Set(["ben"]))).toEqual([]);
  expect(words(rules.linkedToListed(of({ links: [link("ana", "C-0002"), link("ben", "C-0003")] }), new Set(["ana", "ben"])))).toEqual(["Linked to C-0002 and C-0003 (seen with)"]);
});
test("newly linked: only a person, only to a child, only within the days", () => {
  const ask = (facts: Partial<SubjectFacts>) => words(rules.newlyLinkedToListedChild({ days: 31 }, of(facts), new Set(["ana"]), when));
  expect(ask({ kind: "child", links: [link("ana", "C-0002")] })).toEqual([]);
  expect(ask({ kind: "offender", links: [link("ana", "O-0002", "2026-11-20", "offender")] })).toEqual([]);
  expect(ask({ kind: "offender", links: [link("ana", "C-0002", "2026-10-24")] })).toEqual([]);
  expect(ask({ kind: "offender", links: [link("ana", "C-0002", "2026-10-25")] })).toEqual(["Newly linked to C-0002, 25 Oct 2026"]);
});

const sections: Section[] = [{ key: "children", name: "Children", letter: "A", kind: "child" }, { key: "offenders", name: "People posing risk", letter: "B", kind: "offender" }];
const all: Rules = { riskAtOrAbove: { rank: 3 }, reviewDue: {}, linkedToListed: {}, newlyLinkedToListedChild: { days: 31 }, deferredToThis: {}, minutes: { fresh: 12, carried: 7 } };
const high = { level: "High", rank: 3, since: "2026-03-03" };
const due = { kind: "review" as const, on: "2026-12-01" };

test("A rule that the panel switched off gives no reason", () => {
  expect(propose({ minutes: all.minutes }, sections, [of({ risk: high, review: due })], when).proposed).toEqual([]);
});

test("Each subject is proposed once, with every reason, in its section, with the minutes that the panel gives", () => {
  const { proposed } = propose(all, sections, [of({ risk: high, review: due, discussed: 0 }), of({ id: "omar", ref: "O-0031", kind: "offender", bornOn: null, links: [link("kofi", "C-0147")] })], when);
  expect(proposed.map((p) => [p.ref, p.section, p.minutes, words(p.reasons)])).toEqual([
    ["C-0147", "children", 12, ["High risk since 3 Mar 2026", "Review due 1 Dec 2026"]],
    ["O-0031", "offenders", 7, ["Newly linked to C-0147, 20 Nov 2026"]],
  ]);
});

test("Nobody who is 18 by the meeting is proposed; they show apart, born on 29 February too", () => {
  const adult = of({ id: "ada", ref: "C-0001", bornOn: "2008-12-08", risk: high });
  const nearly = of({ id: "bo", ref: "C-0002", bornOn: "2008-12-09", risk: high });
  const result = propose(all, sections, [adult, nearly], when);
  expect(result.proposed.map((p) => p.ref)).toEqual(["C-0002"]);
  expect(result.turned18.map((t) => t.ref)).toEqual(["C-0001"]);
  expect(rules.isAdultBy({ kind: "child", bornOn: "2008-02-29" }, "2026-02-28")).toBe(false);
  expect(rules.isAdultBy({ kind: "child", bornOn: "2008-02-29" }, "2026-03-01")).toBe(true);
  expect(rules.isAdultBy({ kind: "child", bornOn: null }, "2026-03-01")).toBe(false);
});

test("Order: not reached first, then risk, then the weight of the reasons; linked ones side by side, never ahead of a higher risk", () => {
  const facts = [
    of({ id: "low", ref: "C-0001", review: due }),
    of({ id: "high", ref: "C-0002", risk: high }),
    of({ id: "highest", ref: "C-0003", risk: high, review: due, links: [link("low", "C-0001"), link("twin", "C-0005")] }),
    of({ id: "missed", ref: "C-0004", notReached: { meetingOn: "2026-11-10" } }),
    of({ id: "twin", ref: "C-0005", risk: high, links: [link("highest", "C-0003")] }),
  ];
  const { proposed } = propose({ ...all, linkedToListed: undefined }, sections, facts, when);
  expect(proposed.map((p) => p.ref)).toEqual(["C-0004", "C-0003", "C-0005", "C-0002", "C-0001"]);
});

test("A link alone brings somebody in only beside one who has a reason of their own", () => {
  const chain = [of({ id: "a", ref: "C-0001", risk: high }), of({ id: "b", ref: "C-0002", links: [link("a", "C-0001"), link("c", "C-0003")] }), of({ id: "c", ref: "C-0003", links: [link("b", "C-0002")] })];
  expect(propose(all, sections, chain, when).proposed.map((p) => p.ref)).toEqual(["C-0001", "C-0002"]);
});
