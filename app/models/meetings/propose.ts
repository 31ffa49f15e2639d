import type { Rules, Section } from "../people/panel.ts";
import type { Reason } from "./agenda.ts";
import type { AsOf, SubjectFacts } from "./facts.ts";
import * as rule from "./rules.ts";

export interface Proposed {
  subjectId: string;
  ref: string;
  section: string;
  minutes: number;
  reasons: Reason[];
  risk: { level: string; rank: number; since: string } | null;
}

export interface Proposal {
  proposed: Proposed[];
  /** Children who are 18 by the meeting and for whom a rule would have fired, or whose case is open: never proposed. */
  turned18: { subjectId: string; ref: string; bornOn: string }[];
}

/**
 * The proposals for a meeting: each subject once, with every reason, in the order of the agenda.
 * Pure: from a panel's rules and sections, and the facts as of a day. Subjects of a kind that the panel has no section for are left out.
 */
export function propose(rules: Rules, sections: Section[], facts: SubjectFacts[], when: AsOf): Proposal {
  const section = new Map(sections.map((s) => [s.kind, s.key]));
  const mine = facts.filter((of) => section.has(of.kind));
  const turned18 = mine.filter((of) => rule.isAdultBy(of, when.meetingOn)).map((of) => ({ subjectId: of.id, ref: of.ref, bornOn: of.bornOn! })).sort((a, b) => (a.bornOn < b.bornOn ? -1 : 1));
  const asked = mine.filter((of) => !rule.isAdultBy(of, when.meetingOn));
  const own = new Map(asked.map((of) => [of.id, ownReasons(rules, of, when)]));
  const beside = new Set(asked.filter((of) => of.listed || own.get(of.id)!.length > 0).map((of) => of.id));
  const proposed: (Proposed & { of: SubjectFacts })[] = [];
  for (const of of asked) {
    const newly = rules.newlyLinkedToListedChild ? rule.newlyLinkedToListedChild(rules.newlyLinkedToListedChild, of, beside, when) : [];
    const linked = rules.linkedToListed ? rule.linkedToListed(of, beside, new Set(newly.flatMap((r) => r.refs ?? []))) : [];
    const reasons = [...own.get(of.id)!, ...newly, ...linked].sort((a, b) => b.weight - a.weight);
    if (reasons.length) proposed.push({ of, subjectId: of.id, ref: of.ref, section: section.get(of.kind)!, minutes: of.discussed ? rules.minutes.carried : rules.minutes.fresh, reasons, risk: of.risk ?? null });
  }
  return { proposed: inOrder(proposed, sections.map((s) => s.key)).map(({ of: _, ...rest }) => rest), turned18 };
}

function ownReasons(rules: Rules, of: SubjectFacts, when: AsOf): Reason[] {
  const ask = <K extends keyof Rules>(key: K, one: rule.Rule<K>): Reason[] => {
    const set = rules[key];
    return set ? one(set as NonNullable<Rules[K]>, of, when) : [];
  };
  return [
    ...ask("riskAtOrAbove", rule.riskAtOrAbove), ...ask("newSinceLastMeeting", rule.newSinceLastMeeting), ...ask("reviewDue", rule.reviewDue), ...ask("missing", rule.missing),
    ...ask("interviewOverdue", rule.interviewOverdue), ...ask("deferredToThis", rule.deferredToThis), ...ask("openActions", rule.openActions), ...ask("repeatWithin", rule.repeatWithin),
    ...ask("sharingNotSent", rule.sharingNotSent), ...ask("referred", rule.referred), ...ask("measure", rule.measure), ...ask("dateDue", rule.dateDue), ...ask("locationHotspot", rule.locationHotspot),
  ];
}

const weightOf = (p: Proposed) => p.reasons.reduce((sum, reason) => sum + reason.weight, 0);

/**
 * Section by section: those not reached last time first, then by risk, then by the weight and number of their reasons.
 * Linked subjects stand side by side, yet never ahead of a higher risk.
 */
function inOrder<T extends Proposed & { of: SubjectFacts }>(proposed: T[], keys: string[]): T[] {
  const band = (p: T) => (p.of.notReached ? 1000 : 0) + (p.risk?.rank ?? 0);
  const sorted = [...proposed].sort(
    (a, b) => keys.indexOf(a.section) - keys.indexOf(b.section) || band(b) - band(a) || weightOf(b) - weightOf(a) || b.reasons.length - a.reasons.length || (a.ref < b.ref ? -1 : 1),
  );
  const order: T[] = [];
  const done = new Set<string>();
  for (const one of sorted) {
    if (done.has(one.subjectId)) continue;
    const beside = new Set((one.of.links ?? []).map((link) => link.otherId));
    const group = [one, ...(beside.size ? sorted.filter((p) => p !== one && !done.has(p.subjectId) && p.section === one.section && band(p) === band(one) && beside.has(p.subjectId)) : [])];
    for (const p of group) {
      done.add(p.subjectId);
      order.push(p);
    }
  }
  return order;
}
