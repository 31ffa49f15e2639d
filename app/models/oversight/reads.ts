import { dayOf, type Instant, timeOf } from "../core/days.ts";
import { isWorkday } from "../core/workdays.ts";
import { fold } from "../subjects/names.ts";

// Readings of records that a privacy officer may want to ask about. None is a wrong by itself: each is said with what was seen, by reference alone.

export const readKinds = ["without work", "same surname or address", "unusual hours", "many at once"] as const;
export type ReadKind = (typeof readKinds)[number];

/** What each is, as it is said on the page. */
export const readKindWords: Record<ReadKind, string> = {
  "without work": "Read a record with no work behind it: not listed at a meeting of theirs, no action, nothing recorded about it, no part in preparing its panel",
  "same surname or address": "Read a record of somebody with their own surname, or at their home postcode",
  "unusual hours": "Read before 7:00, after 20:00, at a weekend or on a bank holiday",
  "many at once": "Read more records within one hour than work usually needs",
};

/** Of how many records within an hour (by the clock) it is said. */
export const manyAtOnce = 20;
const dayBegins = "07:00";
const dayEnds = "20:00";

/** Somebody's readings of one subject within one hour. */
export interface Read {
  personId: string;
  subjectId: string;
  first: Instant;
  last: Instant;
  times: number;
}

export interface ReaderFacts {
  name: string;
  postcode: string | null;
}

export interface SubjectFacts {
  ref: string;
  /** Family names, and the names they are also known by. */
  names: readonly string[];
  addresses: readonly string[];
}

export interface Finding {
  kind: ReadKind;
  personId: string;
  /** References of the records, each once. */
  refs: string[];
  times: number;
  first: Instant;
  last: Instant;
}

export interface Known {
  readers: ReadonlyMap<string, ReaderFacts>;
  subjects: ReadonlyMap<string, SubjectFacts>;
  /** Whether there is work of the person behind their reading of the subject. */
  worked: (personId: string, subjectId: string) => boolean;
}

const lastWord = (name: string): string => fold(name).split(/[\s]+/).pop() ?? "";
const closeUp = (text: string): string => text.replace(/\s/g, "").toUpperCase();

/** Whether the reader bears the surname of the subject, or lives at an address of theirs. */
export function isNear(reader: ReaderFacts, subject: SubjectFacts): boolean {
  const surname = lastWord(reader.name);
  if (surname && subject.names.some((name) => lastWord(name) === surname)) return true;
  const postcode = reader.postcode && closeUp(reader.postcode);
  return Boolean(postcode) && subject.addresses.some((address) => closeUp(address).includes(postcode!));
}

/** Whether an instant is outside the hours in which panels work, in London. */
export function isUnusual(at: Instant): boolean {
  const time = timeOf(at);
  return time < dayBegins || time >= dayEnds || !isWorkday(dayOf(at));
}

/** The findings of some days' readings, one for each person and kind, the latest first. */
export function findingsOf(reads: readonly Read[], { readers, subjects, worked }: Known): Finding[] {
  const perHour = new Map<string, Set<string>>();
  for (const read of reads) {
    const hour = `${read.personId} ${read.first.slice(0, 13)}`;
    perHour.set(hour, (perHour.get(hour) ?? new Set()).add(read.subjectId));
  }
  const is: Record<ReadKind, (read: Read) => boolean> = {
    "without work": (read) => !worked(read.personId, read.subjectId),
    "same surname or address": (read) => isNear(readers.get(read.personId)!, subjects.get(read.subjectId)!),
    "unusual hours": (read) => isUnusual(read.first),
    "many at once": (read) => perHour.get(`${read.personId} ${read.first.slice(0, 13)}`)!.size > manyAtOnce,
  };
  const found = new Map<string, Finding>();
  for (const read of reads) {
    if (!readers.has(read.personId) || !subjects.has(read.subjectId)) continue;
    for (const kind of readKinds) {
      if (!is[kind](read)) continue;
      const key = `${kind} ${read.personId}`;
      const one = found.get(key) ?? { kind, personId: read.personId, refs: [], times: 0, first: read.first, last: read.last };
      const ref = subjects.get(read.subjectId)!.ref;
      if (!one.refs.includes(ref)) one.refs.push(ref);
      one.times += read.times;
      if (read.first < one.first) one.first = read.first;
      if (read.last > one.last) one.last = read.last;
      found.set(key, one);
    }
  }
  return [...found.values()].sort((a, b) => b.last.localeCompare(a.last));
}

/** Over how many days readings are looked at. */
export const daysLookedAt = [7, 30, 90] as const;
export type DaysLookedAt = (typeof daysLookedAt)[number];
