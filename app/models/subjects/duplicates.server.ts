import type { Ask } from "../core/ask.server.ts";
import { subjectsInReach } from "../core/reach.server.ts";
import type { Values } from "./fields.ts";
import { type Finding, findSubjects } from "./search.server.ts";
import type { Kind } from "./subject.ts";

export type Duplicate = Finding & { because: string };

/** Records in reach that may be the same: same number, same date of birth with a name near it, or nearly the same name. */
export async function duplicatesOf(ask: Ask, kind: Kind, values: Values, aliases: string[]): Promise<Duplicate[]> {
  const likely = new Map<string, Duplicate>();
  const add = (finding: Finding, because: string) => likely.has(finding.id) || likely.set(finding.id, { ...finding, because });
  const columns = ["subject.id", "subject.kind", "subject.ref", "subject.display_name as name", "subject.born_on as bornOn"] as const;
  if (kind === "child" && values.authority_number) {
    const rows = await subjectsInReach(ask).innerJoin("child", "child.subject_id", "subject.id").select(columns).where("child.authority_number", "=", values.authority_number).limit(5).execute();
    for (const row of rows) add({ ...row, alias: null, likeness: 1 }, "same authority's number");
  }
  const names = [[values.given_names, values.family_name].filter(Boolean).join(" "), values.name, ...aliases, values.user_name, values.vehicle, values.phone].filter((name): name is string => Boolean(name));
  for (const name of names) {
    for (const finding of await findSubjects(ask, name, { kind, limit: 8 })) {
      const sameDay = Boolean(values.born_on && finding.bornOn === values.born_on);
      const otherDay = Boolean(values.born_on && finding.bornOn && finding.bornOn !== values.born_on);
      if (sameDay && finding.likeness >= 0.5) add(finding, "same date of birth and a name near it");
      else if (finding.likeness >= (otherDay ? 0.9 : 0.75)) add(finding, finding.likeness >= 0.99 ? "same name" : "name near it");
    }
  }
  if (kind === "location" && values.postcode) {
    const rows = await subjectsInReach(ask).innerJoin("location", "location.subject_id", "subject.id").select(columns).where("location.postcode", "=", values.postcode).limit(5).execute();
    for (const row of rows) add({ ...row, alias: null, likeness: 1 }, "same postcode");
  }
  return [...likely.values()].slice(0, 6);
}
