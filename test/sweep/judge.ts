import type { Canaries, Canary } from "./canaries.ts";
import { type Compartment, meets, type Relation, relations, sees } from "./expected.ts";
import { children } from "./records.ts";

/** What stands somewhere where it should not, or does not stand where it should. */
export interface Fault {
  relation: Relation | "the log" | "the audit's export";
  /** Whose words, or what kind of comparison. */
  what: string;
  /** The request, message or file. */
  where: string;
}

const records: Record<string, Compartment> = { ...Object.fromEntries(children.map(([, ref, record]) => [ref, record])), "O-7101": "the record of the person posing risk on today's agenda", "L-7101": "the record of a location of the panel, not listed today" };
const reference = /\b[COL]-71\d\d\b/gi;

/** Counts what was looked at, and keeps what was wrong. */
export class Judge {
  readonly checks = new Map<string, number>();
  readonly outOfPlace: Fault[] = [];
  readonly refused: Fault[] = [];
  private readonly found = new Map<Relation, Set<Canary>>(relations.map((one) => [one, new Set()]));

  constructor(readonly canaries: Canaries) {}

  count(kind: string): void {
    this.checks.set(kind, (this.checks.get(kind) ?? 0) + 1);
  }

  /** Looks through what somebody was sent for words that are not for them. One check, however many places there are. */
  search(kind: string, relation: Relation, where: string, text: string): void {
    this.count(kind);
    for (const canary of this.canaries.in(text)) {
      this.found.get(relation)!.add(canary);
      if (!sees(relation, canary.compartment)) this.outOfPlace.push({ relation, what: `${canary.compartment} (${canary.place})`, where });
    }
    for (const [ref] of text.matchAll(reference)) {
      const record = records[ref.toUpperCase()];
      if (record && !meets(relation, record)) this.outOfPlace.push({ relation, what: `the reference of: ${record}`, where });
    }
  }

  /** The same of what is for nobody: a log, a file of the audit. */
  searchFile(kind: string, of: "the log" | "the audit's export", text: string): void {
    this.count(kind);
    for (const canary of this.canaries.in(text)) this.outOfPlace.push({ relation: of, what: `${canary.compartment} (${canary.place})`, where: of });
  }

  /** One judgement that two things are the same, or that something is so. */
  expect(kind: string, relation: Relation, right: boolean, what: string, where: string): void {
    this.count(kind);
    if (!right) this.outOfPlace.push({ relation, what, where });
  }

  allow(kind: string, relation: Relation, right: boolean, what: string, where: string): void {
    this.count(kind);
    if (!right) this.refused.push({ relation, what, where });
  }

  /** Whether everybody was shown somewhere every place that is theirs. */
  allFound(of: readonly Relation[]): void {
    for (const relation of of)
      for (const canary of this.canaries.all)
        if (sees(relation, canary.compartment)) this.allow("places that must be found", relation, this.found.get(relation)!.has(canary), `${canary.compartment} (${canary.place})`, "all that they were sent");
  }
}
