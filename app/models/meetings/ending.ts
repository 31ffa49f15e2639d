/** What stands against ending a meeting: one item and why. */
export interface Obstacle {
  itemId: string;
  number: string | null;
  /** Reference of the subject, or the standing item's title. */
  label: string;
  reason: string;
  /** Where it is put right. */
  form: "outcome" | "read-back";
}

interface ItemFacts {
  id: string;
  number: string | null;
  label: string;
  kind: string;
  outcome: string | null;
  agreedAt: string | null;
  /** Entries that no read-back has agreed. */
  pending: number;
}

const toAgree = ["closed to this panel", "referred to another panel", "risk agreed"];

/**
 * What stands against ending: a subject's item without an outcome, or any item holding an entry whose read-back is not agreed.
 * Standing items need no outcome; closing a case and referring it to another panel are the chair's to agree, and a level that was agreed is one
 * that the chair agreed (it may have been taken back since the outcome was recorded).
 */
export function obstaclesOf(items: ItemFacts[]): Obstacle[] {
  return items.flatMap((item): Obstacle[] => {
    const obstacle = (reason: string, form: Obstacle["form"]) => [{ itemId: item.id, number: item.number, label: item.label, reason, form }];
    if (item.pending) return obstacle(`its read-back is not agreed: ${item.pending} ${item.pending === 1 ? "entry" : "entries"} recorded, not agreed`, "read-back");
    if (item.kind === "standing") return [];
    if (!item.outcome) return obstacle("it has no outcome", "outcome");
    if (!item.agreedAt && toAgree.includes(item.outcome)) return obstacle(`its read-back is not agreed: ${item.outcome}`, "read-back");
    return [];
  });
}

/** All obstacles in one sentence for each: "A1 C-0147: it has no outcome". */
export const obstacleInWords = (obstacle: Obstacle): string => `${[obstacle.number, obstacle.label].filter(Boolean).join(" ")}: ${obstacle.reason}`;
