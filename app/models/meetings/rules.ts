import { addDays, addMonths, ageOn, daysBetween, shortDay } from "../core/days.ts";
import type { Rules } from "../people/panel.ts";
import type { Reason } from "./agenda.ts";
import type { AsOf, EpisodeFact, SubjectFacts } from "./facts.ts";
import { cancelledInWords } from "./put-off.ts";

// One function for each rule: what the panel has set, one subject's facts, as of when; the reasons it gives, in words
// that name others by reference only. What is not known fires nothing.

export type Rule<K extends keyof Rules> = (set: NonNullable<Rules[K]>, of: SubjectFacts, when: AsOf) => Reason[];

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** Risk on the panel's own scale at or above the rank. */
export const riskAtOrAbove: Rule<"riskAtOrAbove"> = ({ rank }, { risk }) =>
  risk && risk.rank >= rank ? [{ rule: "riskAtOrAbove", text: `${risk.level} risk since ${shortDay(risk.since)}`, weight: 2 + risk.rank, on: risk.since }] : [];

/** The case was opened, or the record made and put on no list, after the last meeting. */
export const newSinceLastMeeting: Rule<"newSinceLastMeeting"> = (_, { openedOn, recordedOn }, { lastMeetingOn }) => {
  const since = (day: string) => lastMeetingOn === null || day > lastMeetingOn;
  if (openedOn && since(openedOn)) return [{ rule: "newSinceLastMeeting", text: `New: case opened ${shortDay(openedOn)}`, weight: 3, on: openedOn }];
  if (recordedOn && since(recordedOn)) return [{ rule: "newSinceLastMeeting", text: `New: recorded ${shortDay(recordedOn)}, on no list yet`, weight: 3, on: recordedOn }];
  return [];
};

/** The case's review, or its closing, falls due by the meeting. A review that was set by deferring, by not being reached, or because a meeting was cancelled, is given once, as that. */
export const reviewDue: Rule<"reviewDue"> = (_, { review, deferral, notReached, cancelled }, { asOf, meetingOn }) => {
  if (!review || review.on > meetingOn || deferral?.until === review.on || notReached || cancelled) return [];
  const overdue = review.on < asOf;
  if (review.kind === "closing") return [{ rule: "reviewDue", text: `To be closed by ${shortDay(review.on)}, not closed yet`, weight: overdue ? 3 : 2, on: review.on }];
  return [{ rule: "reviewDue", text: overdue ? `Review overdue since ${shortDay(review.on)}` : `Review due ${shortDay(review.on)}`, weight: overdue ? 3 : 2, on: review.on }];
};

/** `episodes` or more starting in the last `days`; or one in those days that was longer than `hours`, or graded high by the police. */
export const missing: Rule<"missing"> = (set, { episodes, grave = [] }, { asOf }) => {
  const reasons: Reason[] = [];
  if (episodes && episodes.count >= set.episodes) {
    const away = episodes.away ? ` (${episodes.away} away from placement)` : "";
    reasons.push({ rule: "missing", text: `${plural(episodes.count, "missing episode")} in ${set.days} days${away}, the last on ${shortDay(episodes.last)}`, weight: 3 + Math.min(3, episodes.count - set.episodes), on: episodes.last });
  }
  for (const episode of grave) {
    const long = longerThan(episode, set.hours, asOf);
    const high = isGraded(episode, set.graded);
    if (!long && !high) continue;
    reasons.push({ rule: "missing", text: [lengthInWords(episode, asOf), high && `graded ${episode.grade!.toLowerCase()}`].filter(Boolean).join(", "), weight: high ? 4 : 3, on: episode.fromOn });
  }
  return reasons;
};

/** Whole days count as nights, so that one known by its days only is longer than 72 hours from the fourth night. */
export const longerThan = (episode: EpisodeFact, hours: number, asOf: string): boolean => (episode.hours ?? daysBetween(episode.fromOn, episode.toOn ?? asOf) * 24) > hours;

export const isGraded = (episode: EpisodeFact, graded: string[]): boolean => episode.grade !== null && graded.some((grade) => grade.toLowerCase() === episode.grade!.toLowerCase());

function lengthInWords(episode: EpisodeFact, asOf: string): string {
  const word = episode.away ? "Away from placement" : "Missing";
  const nights = daysBetween(episode.fromOn, episode.toOn ?? asOf);
  const whole = episode.hours === null ? " (whole days; hours not known)" : "";
  const long = episode.hours === null ? plural(nights, "night") : episode.hours >= 48 ? plural(Math.floor(episode.hours / 24), "day") : plural(Math.floor(episode.hours), "hour");
  if (!episode.toOn) return `${word} since ${shortDay(episode.fromOn)}, ${long}, no return recorded${whole}`;
  return `${word} ${long} from ${shortDay(episode.fromOn)} to ${shortDay(episode.toOn)}${whole}`;
}

/**
 * The 72 hours after a return are over, and the interview is known to be still owed: not offered, or arranged and not held. One that was
 * declined or given up is no longer owed; of one that may have taken place nothing is said.
 */
export const interviewOverdue: Rule<"interviewOverdue"> = (_, { interviews = [] }, { asOf }) => {
  const overdue = interviews.filter((i) => i.dueOn < asOf).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  if (!overdue.length) return [];
  const { dueOn, returnedOn, state } = overdue[0]!;
  const others = overdue.length > 1 ? `, and ${overdue.length - 1} more` : "";
  return [{ rule: "interviewOverdue", text: `Return interview overdue since ${shortDay(dueOn)}: returned ${shortDay(returnedOn)}, ${state}${others}`, weight: 3, on: dueOn }];
};

/** Deferred to this meeting or earlier and not taken since; listed for one that was cancelled; or listed last time and not reached, which comes first. */
export const deferredToThis: Rule<"deferredToThis"> = (_, { deferral, notReached, cancelled }, { meetingOn }) => {
  const reasons: Reason[] = [];
  if (notReached) reasons.push({ rule: "deferredToThis", text: `Not reached on ${shortDay(notReached.meetingOn)}: comes first`, weight: 6, on: notReached.meetingOn });
  if (cancelled) reasons.push({ rule: "deferredToThis", text: cancelledInWords(cancelled.meetingOn), weight: 5, on: cancelled.meetingOn });
  if (deferral && deferral.until <= meetingOn) reasons.push({ rule: "deferredToThis", text: `Deferred to ${shortDay(deferral.until)}, decided ${shortDay(deferral.decidedOn)}`, weight: 3, on: deferral.decidedOn });
  return reasons;
};

/** Actions of this panel, from an earlier meeting, that are not finished. */
export const openActions: Rule<"openActions"> = (_, { actions }) => {
  if (!actions?.open) return [];
  if (!actions.overdue) return [{ rule: "openActions", text: `${plural(actions.open, "action")} open, first due ${shortDay(actions.oldestDue)}`, weight: 1, on: actions.oldestDue }];
  const open = actions.open > actions.overdue ? ` of ${actions.open} open` : "";
  return [{ rule: "openActions", text: `${plural(actions.overdue, "action")} overdue${open}, since ${shortDay(actions.oldestDue)}`, weight: 3, on: actions.oldestDue }];
};

/** Linked to somebody who is listed, or proposed for a reason of their own: `beside` holds their ids. */
export function linkedToListed(of: SubjectFacts, beside: Set<string>, except: Set<string> = new Set()): Reason[] {
  const links = (of.links ?? []).filter((link) => beside.has(link.otherId) && !except.has(link.otherRef));
  if (!links.length) return [];
  const refs = [...new Set(links.map((link) => link.otherRef))].sort();
  const kinds = [...new Set(links.map((link) => link.kind))];
  return [{ rule: "linkedToListed", text: `Linked to ${inWords(refs)}${kinds.length === 1 ? ` (${kinds[0]})` : ""}`, weight: 1, on: links.map((l) => l.on).sort().at(-1), refs }];
}

/** A person newly linked to a child who is listed, or proposed for a reason of their own. */
export function newlyLinkedToListedChild({ days }: { days: number }, of: SubjectFacts, beside: Set<string>, { asOf }: AsOf): Reason[] {
  if (of.kind !== "offender") return [];
  const links = (of.links ?? []).filter((link) => link.otherKind === "child" && beside.has(link.otherId) && link.on > addDays(asOf, -days) && link.on <= asOf);
  if (!links.length) return [];
  const refs = [...new Set(links.map((link) => link.otherRef))].sort();
  const on = links.map((l) => l.on).sort().at(-1)!;
  return [{ rule: "newlyLinkedToListedChild", text: `Newly linked to ${inWords(refs)}, ${shortDay(on)}`, weight: 3, on, refs }];
}

const inWords = (refs: string[]) => (refs.length > 4 ? `${refs.slice(0, 3).join(", ")} and ${refs.length - 3} more` : refs.length > 1 ? `${refs.slice(0, -1).join(", ")} and ${refs.at(-1)}` : (refs[0] ?? ""));

/** Back within so many months of being closed, and not yet discussed since. */
export const repeatWithin: Rule<"repeatWithin"> = ({ months }, { openedOn, closedOn, recordedOn }, { asOf, lastMeetingOn }) => {
  if (!closedOn || recordedOn) return [];
  if (openedOn && lastMeetingOn !== null && openedOn <= lastMeetingOn) return [];
  const back = openedOn ?? asOf;
  return closedOn <= back && back <= addMonths(closedOn, months) ? [{ rule: "repeatWithin", text: `Back within ${months} months: closed ${shortDay(closedOn)}`, weight: 3, on: closedOn }] : [];
};

/** An agreed sharing decision that the panel knows not to have been sent. */
export const sharingNotSent: Rule<"sharingNotSent"> = (_, { unsent }) =>
  unsent?.count ? [{ rule: "sharingNotSent", text: `${plural(unsent.count, "sharing decision")} not yet sent${unsent.due ? `, due ${shortDay(unsent.due)}` : ""}`, weight: 2, ...(unsent.due ? { on: unsent.due } : {}) }] : [];

/** Referred by another panel, or proposed by somebody of this one. */
export const referred: Rule<"referred"> = (_, { referrals = [] }) => referrals.map(({ by, on }) => ({ rule: "referred" as const, text: `${by}, ${shortDay(on)}`, weight: 3, on }));

/** A measure against the person was breached, or is about to end. */
export const measure: Rule<"measure"> = ({ expiresWithinDays, breachedWithinDays }, { measures = [] }, { asOf, meetingOn }) =>
  measures
    .filter((m) => (m.what === "breached" ? m.on > addDays(asOf, -breachedWithinDays) && m.on <= asOf : m.on >= asOf && m.on <= addDays(meetingOn, expiresWithinDays)))
    .map((m) => ({ rule: "measure" as const, text: m.what === "breached" ? `${m.kind} breached ${shortDay(m.on)}` : `${m.kind} expires ${shortDay(m.on)}`, weight: m.what === "breached" ? 4 : 2, on: m.on }));

const dateWords = { release: "Release from custody due", licence: "Licence ends", MAPPA: "MAPPA date" };

/** Release, the end of a licence, or a MAPPA date comes near. */
export const dateDue: Rule<"dateDue"> = ({ withinDays }, { dates = [] }, { asOf, meetingOn }) =>
  dates.filter((d) => d.on >= asOf && d.on <= addDays(meetingOn, withinDays)).map((d) => ({ rule: "dateDue" as const, text: `${dateWords[d.kind]} ${shortDay(d.on)}`, weight: d.kind === "release" ? 4 : 2, on: d.on }));

/** High-risk children linked to the place or found there in the last days: `hotspot` holds their references. */
export const locationHotspot: Rule<"locationHotspot"> = ({ children, days }, { hotspot }) =>
  hotspot && hotspot.refs.length >= children
    ? [{ rule: "locationHotspot", text: `${hotspot.refs.length} high-risk children linked or found here in ${days} days: ${inWords([...hotspot.refs].sort())}`, weight: 5, on: hotspot.last, refs: [...hotspot.refs].sort() }]
    : [];

/** Whether a child is 18 by the meeting. */
export const isAdultBy = (of: Pick<SubjectFacts, "kind" | "bornOn">, meetingOn: string): boolean => of.kind === "child" && of.bornOn !== null && ageOn(of.bornOn, meetingOn) >= 18;
