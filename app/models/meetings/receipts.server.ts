import type { Ask } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import { doneInWords, type Done, failureInWords } from "./receipts.ts";

export interface Receipt {
  itemId: string;
  number: string | null;
  ref: string;
  name: string;
  subjectId: string;
  /** What was written to the record, line by line; null while nothing is. */
  done: string[] | null;
  extractId: string | null;
  at: Instant | null;
  by: string | null;
  /** Why it failed last, and when, while it is not written. */
  failed: { why: string; at: Instant } | null;
}

/**
 * What closing wrote for each subject of a meeting, or why it did not, and what failed of closing itself. Nothing before it was begun, and of
 * meetings that ended before receipts were kept. The meeting must be in reach, all of it.
 */
export async function receiptsAt(ask: Ask, meeting: { id: string; status: string; closing_at: Instant | null }): Promise<{ receipts: Receipt[]; failed: { why: string; at: Instant } | null; begun: Instant | null }> {
  const rows = await ask.db.selectFrom("item").innerJoin("subject", "subject.id", "item.subject_id").leftJoin("closing_receipt", "closing_receipt.item_id", "item.id").leftJoin("person", "person.id", "closing_receipt.by_id")
    .select(["item.id", "item.number", "subject.id as subject_id", "subject.ref", "subject.display_name", "closing_receipt.done", "closing_receipt.extract_id", "closing_receipt.at", "person.name as by"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  if (meeting.status !== "ending" && !rows.some((row) => row.done)) return { receipts: [], failed: null, begun: null };
  const failures = await ask.db.selectFrom("closing_failure").select(["item_id", "code", "reason", "at"]).where("meeting_id", "=", meeting.id).orderBy("at", "desc").execute();
  const last = (itemId: string | null) => {
    const found = failures.find((one) => one.item_id === itemId && (itemId !== null || meeting.status === "ending"));
    return found ? { why: failureInWords(found), at: found.at } : null;
  };
  return {
    begun: meeting.closing_at, failed: last(null),
    receipts: rows.map((row) => ({ itemId: row.id, number: row.number, ref: row.ref, name: row.display_name, subjectId: row.subject_id, done: row.done ? (JSON.parse(row.done) as Done[]).map(doneInWords) : null, extractId: row.extract_id, at: row.at, by: row.by, failed: row.done ? null : last(row.id) })),
  };
}
