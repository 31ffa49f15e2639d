/** A panel's rule of who must be there: how many agencies at least, and agencies of which kinds. */
export interface QuorumRule {
  agencies: number;
  kinds: readonly string[];
}

/** Why those who are there are too few by the panel's rule, in the words of the warning; null when they are enough. It warns and stops nothing. */
export function whyNotQuorate(rule: QuorumRule, here: readonly { agencyId: string; kind: string }[]): string | null {
  const count = new Set(here.map((one) => one.agencyId)).size;
  const missing = rule.kinds.filter((kind) => !here.some((one) => one.kind === kind));
  const reasons = [
    count < rule.agencies && `${count === 0 ? "no agency" : count === 1 ? "1 agency" : `${count} agencies`} of the ${rule.agencies} that are needed`,
    missing.length > 0 && `nobody of ${missing.length > 1 ? `${missing.slice(0, -1).join(", ")} or ${missing.at(-1)}` : missing[0]}`,
  ].filter(Boolean);
  return reasons.length ? `Not quorate: ${reasons.join(", and ")}` : null;
}
