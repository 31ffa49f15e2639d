import { sql } from "kysely";
import { type Ask, look } from "../core/ask.server.ts";
import { isDay } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { subjectsInReach } from "../core/reach.server.ts";
import { gramsOf, likeness } from "./names.ts";
import type { Kind } from "./subject.ts";

export interface Finding {
  id: string;
  kind: Kind;
  ref: string;
  name: string;
  bornOn: string | null;
  /** The other name by which it was found, when it is not the one shown. */
  alias: string | null;
  /** 0 to 1; 1 for a reference or a date of birth. */
  likeness: number;
}

export interface SearchOptions {
  kind?: Kind;
  limit?: number;
  /** The last word may still be growing: answers while typing. */
  typing?: boolean;
}

/** "12/3/2011", "12.3.2011" or "2011-03-12" as a day, else null. */
export function dayIn(text: string): string | null {
  const british = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})$/.exec(text.trim());
  const day = british ? `${british[3]}-${british[2]!.padStart(2, "0")}-${british[1]!.padStart(2, "0")}` : text.trim();
  return isDay(day) ? day : null;
}

/**
 * Subjects in reach by reference, name, alias, a spelling near it, or date of birth; the likeliest first.
 * The threes narrow first, so that reach is asked of a few only.
 */
export async function findSubjects(ask: Ask, text: string, { kind, limit = 20, typing = false }: SearchOptions = {}): Promise<Finding[]> {
  const wanted = text.trim().slice(0, 100);
  if (wanted.length < 2) return [];
  const columns = ["subject.id", "subject.kind", "subject.ref", "subject.display_name as name", "subject.born_on as bornOn"] as const;
  const base = () => (kind ? subjectsInReach(ask).where("subject.kind", "=", kind) : subjectsInReach(ask)).select(columns);
  const ref = /^([col])[\s-]?0*(\d{1,6})$/i.exec(wanted);
  if (ref) {
    const rows = await base().where("subject.ref", "=", `${ref[1]!.toUpperCase()}-${ref[2]!.padStart(4, "0")}`).execute();
    return rows.map((row) => ({ ...row, alias: null, likeness: 1 }));
  }
  const day = dayIn(wanted);
  if (day) {
    const rows = await base().where("subject.born_on", "=", day).orderBy("subject.display_name").limit(limit).execute();
    return rows.map((row) => ({ ...row, alias: null, likeness: 1 }));
  }
  const grams = gramsOf(wanted, { unfinished: typing }).slice(0, 60);
  if (!grams.length) return [];
  const least = Math.max(1, Math.ceil(grams.length * 0.45));
  const near = ask.db.selectFrom("name_gram").select(["name_gram.subject_id"]).select((eb) => eb.fn.countAll<number>().as("shared"))
    .where("name_gram.gram", "in", grams).groupBy("name_gram.subject_id").having(sql<number>`count(*)`, ">=", least).orderBy("shared", "desc").limit(400).as("near");
  const rows = await base().innerJoin(near, "near.subject_id", "subject.id").select("near.shared").orderBy("near.shared", "desc").limit(100).execute();
  const aliases = rows.length ? await ask.db.selectFrom("alias").select(["subject_id", "name"]).where("subject_id", "in", rows.map((r) => r.id)).execute() : [];
  return rows
    .map(({ shared, ...row }) => {
      const own = likeness(wanted, row.name, { unfinished: typing });
      const best = aliases.filter((a) => a.subject_id === row.id).map((a) => ({ name: a.name, like: likeness(wanted, a.name, { unfinished: typing }) })).sort((a, b) => b.like - a.like)[0];
      const byAlias = best && best.like > own;
      return { ...row, alias: byAlias && !row.name.includes(best.name) ? best.name : null, likeness: Math.max(own, best?.like ?? 0, (Number(shared) / grams.length) * 0.9) };
    })
    .sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name))
    .slice(0, limit);
}

/** The same, written in the audit: whose details were shown. */
export const searched = (ask: Ask, text: string, options: SearchOptions = {}): Promise<Finding[]> =>
  look(ask, async (ask, happened) => {
    const findings = await findSubjects(ask, text, options);
    if (findings.length) happened({ what: "record searched", detail: listedRefs(findings.map((finding) => finding.ref)) });
    return findings;
  });
