import { dayAndTime, dayOf, type Instant, timeOf } from "../core/days.ts";

// Who was in the room, and for which item. Presence stamps arrivals and departures, people correct them by hand; the rest is computed.

/** A stretch of time; `to` null while it lasts. */
export interface Span {
  from: Instant;
  to: Instant | null;
}
interface Ended {
  from: Instant;
  to: Instant;
}

const later = (one: Instant, other: Instant): Instant => [one, other].sort()[1]!;
const earlier = (one: Instant, other: Instant): Instant => [one, other].sort()[0]!;

/** The stretches in order, those that touch joined, each ended at `until` at the latest. */
export function joined(spans: readonly Span[], until: Instant): Ended[] {
  const all: Ended[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from.localeCompare(b.from))) {
    const end = to !== null && to < until ? to : until;
    if (end <= from) continue;
    const last = all.at(-1);
    if (last && from <= last.to) last.to = later(end, last.to);
    else all.push({ from, to: end });
  }
  return all;
}

/** What lies in both. Both in order, as `joined` makes them. */
export function inBoth(one: readonly Ended[], other: readonly Ended[]): Ended[] {
  return one.flatMap((a) => other.flatMap((b): Ended[] => {
    const [from, to] = [later(a.from, b.from), earlier(a.to, b.to)];
    return from < to ? [{ from, to }] : [];
  }));
}

/** What is left of `one` outside `other`. */
export function without(one: readonly Ended[], other: readonly Ended[]): Ended[] {
  return other.reduce<Ended[]>((left, cut) => left.flatMap(({ from, to }) => [
    ...(from < cut.from ? [{ from, to: earlier(to, cut.from) }] : []),
    ...(to > cut.to ? [{ from: later(from, cut.to), to }] : []),
  ]), [...one]);
}

/** Who is missed for less than that (ms) is not missed: coming back from the door is no departure. */
const shortestMs = 60_000;

export type There = "all" | "part" | "none";

/** Whether somebody was there for an item, and when, as far as not for all of it. */
export interface Presence {
  there: There;
  /** When they were there. */
  spans: Ended[];
  /** They are there at `until`. */
  now: boolean;
}

interface Facts {
  /** When the meeting was at the item. */
  turns: readonly Span[];
  /** When it was adjourned. */
  breaks?: readonly Span[];
  /** When they were in the room. */
  stays: readonly Span[];
  /** When they had left it for this item: a conflict of interest, a closed session without their agency. */
  away?: readonly Span[];
  /** The meeting's end, or now. */
  until: Instant;
}

/** Whether somebody was there for an item: overlap of their time in the room with the item's, without what kept them out and without adjournments. */
export function presenceAt({ turns, breaks = [], stays, away = [], until }: Facts): Presence {
  const item = without(joined(turns, until), joined(breaks, until));
  const spans = without(inBoth(item, joined(stays, until)), joined(away, until));
  const missed = without(item, spans).some(({ from, to }) => Date.parse(to) - Date.parse(from) >= shortestMs);
  return { there: spans.length === 0 ? "none" : missed ? "part" : "all", spans, now: spans.at(-1)?.to === until };
}

/** Whether stretches lie on more than one day. */
export const onSeveralDays = (spans: readonly Span[]): boolean => new Set(spans.map(({ from }) => dayOf(from))).size > 1;

/** How an agency took part in an item besides being there. */
export type Contribution = "update" | "nothing held" | "declined" | "in the room";

/** An agency at one item, as the minutes say it. */
export interface AgencyAt {
  agency: string;
  there: There;
  /** When, where it was not for all of it. */
  spans: Ended[];
  /** It is there now, while the item goes on. */
  here?: boolean;
  /** The meeting sat on several days. */
  dated?: boolean;
  /** What it gave before the meeting, and whether it wrote in the minutes or recorded something while it was there. */
  contributed: Contribution[];
}

/** Which agencies were there for an item, and why the panel's rule says that they were too few; null when they were enough. */
export interface ItemRoom {
  agencies: AgencyAt[];
  quorum: string | null;
}

/** The times of one agency: those of its people together. */
export function ofAgency(presences: readonly Presence[], item: { turns: readonly Span[]; breaks?: readonly Span[]; until: Instant }): Presence {
  return presenceAt({ ...item, stays: presences.flatMap((one) => one.spans) });
}

const contributions: Record<Contribution, string> = { update: "update", "nothing held": "nothing held", declined: "declined to disclose", "in the room": "contributed in the room" };

/** "10:42 to 10:50 and 11:05 to 11:10"; `dated` with the days: of a meeting that was adjourned to another one. */
export function spansInWords(spans: readonly Span[], dated = false): string {
  const began = (at: Instant) => (dated ? dayAndTime(at) : timeOf(at));
  return spans.map(({ from, to }) => (to === null ? `from ${began(from)}` : `${began(from)} to ${timeOf(to)}`)).join(" and ");
}

/** "Seaholme Health (10:42 to 10:50): update, contributed in the room" */
export function agencyInWords({ agency, there, spans, here, dated, contributed }: AgencyAt): string {
  const until: Span[] = spans.map((span, i) => (here && i === spans.length - 1 ? { from: span.from, to: null } : span));
  const when = there === "part" ? ` (${spansInWords(until, dated)})` : there === "none" ? " (not there)" : "";
  return `${agency}${when}${contributed.length ? `: ${contributed.map((one) => contributions[one]).join(", ")}` : ""}`;
}

/** The agencies of an item in two sentences: those that were there, and those that were not, as far as they were asked or gave something. */
export function roomInWords({ agencies }: ItemRoom): string {
  const there = agencies.filter((one) => one.there !== "none").map(agencyInWords);
  const gave = agencies.filter((one) => one.there === "none" && one.contributed.length).map(agencyInWords);
  const missing = agencies.filter((one) => one.there === "none" && !one.contributed.length).map((one) => one.agency);
  return [there.length ? `There: ${there.join("; ")}.` : "Nobody is recorded as there.", gave.length && `${gave.join("; ")}.`, missing.length && `Not there: ${missing.join(", ")}.`].filter(Boolean).join(" ");
}

/** Why times of somebody in the room cannot stand, in the user's words, with the row they belong to; null when they can. `spans` as they were given. */
export function whyNotStays(spans: readonly Span[], now: Instant): { row: number; end: "from" | "to"; reason: string } | null {
  for (const [row, { from, to }] of spans.entries()) {
    if (from > now) return { row, end: "from", reason: "This time is still to come" };
    if (to !== null && to > now) return { row, end: "to", reason: "This time is still to come" };
    if (to !== null && to <= from) return { row, end: "to", reason: "They left after they came" };
    if (to === null && spans.some((other, i) => i !== row && other.from > from)) return { row, end: "to", reason: "Say when they left, before they came again" };
    if (spans.some((other, i) => i < row && other.from < (to ?? now) && from < (other.to ?? now))) return { row, end: "from", reason: "They were in the room already" };
  }
  return null;
}
