import type { Day } from "../core/days.ts";
import type { CareRow, ChildRow, MissingRow } from "./ssda903.ts";

// What a return changes in one child's record. What the return does not contradict stays; what people recorded by hand is left alone.

/** A care episode's facts, by the names of their columns. */
export interface CareFacts {
  from_on: string;
  to_on: string | null;
  legal_status: string | null;
  placement: string | null;
  placement_provider: string | null;
  placement_address: string | null;
  need: string | null;
  reason_started: string | null;
  reason_ended: string | null;
  urn: string | null;
  home_postcode: string | null;
}
export type KeptCare = CareFacts & { id: string; import_id: string | null };
export interface MissingFacts {
  kind: "missing" | "away from placement";
  from_on: string;
  to_on: string | null;
}
export type KeptMissing = MissingFacts & { id: string; import_id: string | null };

export interface Difference<T> {
  /** Rows to be written; `replaces` is the record's row that each supersedes, null for a new one. */
  write: { row: T; replaces: string | null }[];
  /** Rows of earlier imports that the return no longer has. */
  withdrawn: string[];
  same: number;
  /** Rows recorded by hand that differ from the return and are left as they are. */
  kept: number;
}

const factsOf = (row: CareRow): CareFacts => ({
  from_on: row.fromOn, to_on: row.toOn, legal_status: row.legalStatus, placement: row.placement, placement_provider: row.provider, placement_address: row.placementPostcode ?? null, need: row.need,
  reason_started: row.reasonStarted, reason_ended: row.reasonEnded, urn: row.urn ?? null, home_postcode: row.homePostcode ?? null,
});

// A return up to March shows as open what ended in May: it does not contradict the later end.
const endOf = (ours: Day | null, theirs: Day | null, horizon: Day): Day | null => (theirs === null && ours !== null && ours > horizon ? ours : theirs);

/** Care episodes of one child: at most one begins on a day. `horizon` is the latest day that the return speaks of. */
export function compareCare(rows: CareRow[], kept: KeptCare[], horizon: Day): Difference<CareFacts> {
  const difference: Difference<CareFacts> = { write: [], withdrawn: [], same: 0, kept: 0 };
  const met = new Set<string>();
  for (const row of rows) {
    const facts = factsOf(row);
    const ours = kept.find((k) => k.from_on === row.fromOn && !met.has(k.id));
    if (!ours) {
      difference.write.push({ row: facts, replaces: null });
      continue;
    }
    met.add(ours.id);
    // A column that the file does not have says nothing.
    if (row.placementPostcode === undefined) facts.placement_address = ours.placement_address;
    if (row.homePostcode === undefined) facts.home_postcode = ours.home_postcode;
    if (row.urn === undefined) facts.urn = ours.urn;
    const end = endOf(ours.to_on, facts.to_on, horizon);
    if (end !== facts.to_on) {
      facts.to_on = end;
      facts.reason_ended = ours.reason_ended;
    }
    if ((Object.keys(facts) as (keyof CareFacts)[]).every((name) => facts[name] === ours[name])) difference.same++;
    else if (ours.import_id === null) difference.kept++;
    else difference.write.push({ row: facts, replaces: ours.id });
  }
  difference.withdrawn = gone(rows, kept, met, horizon);
  return difference;
}

/** Missing episodes of one child: several may begin on a day, and are met in the order of their end. */
export function compareMissing(rows: MissingRow[], kept: KeptMissing[], horizon: Day): Difference<MissingFacts> {
  const difference: Difference<MissingFacts> = { write: [], withdrawn: [], same: 0, kept: 0 };
  const met = new Set<string>();
  const order = [...kept].sort((a, b) => ((a.to_on ?? "9999") < (b.to_on ?? "9999") ? -1 : 1));
  const rest: MissingRow[] = [];
  for (const row of rows) {
    const ours = order.find((k) => !met.has(k.id) && k.from_on === row.fromOn && k.kind === row.kind && k.to_on === endOf(k.to_on, row.toOn, horizon));
    if (ours) {
      met.add(ours.id);
      difference.same++;
    } else rest.push(row);
  }
  for (const row of rest) {
    const facts: MissingFacts = { kind: row.kind, from_on: row.fromOn, to_on: row.toOn };
    const ours = order.find((k) => !met.has(k.id) && k.from_on === row.fromOn);
    if (ours) met.add(ours.id);
    if (ours && ours.import_id === null) difference.kept++;
    else difference.write.push({ row: ours ? { ...facts, to_on: endOf(ours.to_on, row.toOn, horizon) } : facts, replaces: ours?.id ?? null });
  }
  difference.withdrawn = gone(rows, kept, met, horizon);
  return difference;
}

// From the first row that it gives of a child on, a return is complete for that child up to its horizon: what an earlier import had there and this one has not was taken back.
function gone(rows: { fromOn: Day }[], kept: { id: string; from_on: string; import_id: string | null }[], met: Set<string>, horizon: Day): string[] {
  const first = rows.map((row) => row.fromOn).sort()[0];
  return first === undefined ? [] : kept.filter((k) => k.import_id !== null && !met.has(k.id) && k.from_on >= first && k.from_on <= horizon).map((k) => k.id);
}

const plain = { born_on: "date of birth", sex: "sex", ethnicity: "ethnicity", upn: "unique pupil number", family_name: "family name", given_names: "given names" } as const;
export type PlainFacts = { [Name in keyof typeof plain]: string | null };

/** Which plain facts change, in words. What the file leaves empty stays. */
export const compareFacts = (theirs: Partial<PlainFacts>, ours: PlainFacts): string[] =>
  (Object.keys(plain) as (keyof PlainFacts)[]).filter((name) => theirs[name] !== null && theirs[name] !== undefined && theirs[name] !== ours[name]).map((name) => plain[name]);

export const factsOfChild = (row: ChildRow): Pick<PlainFacts, "born_on" | "sex" | "ethnicity" | "upn"> => ({ born_on: row.bornOn, sex: row.sex, ethnicity: row.ethnicity, upn: row.upn });
