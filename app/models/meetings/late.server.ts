import { once } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { itemsInReach, subjectsInReach } from "../core/reach.server.ts";
import { opensMinutes } from "./document.server.ts";

/** What one page's changes brought after the end, as one text: its author's words, not in the minutes. */
export interface Late {
  id: string;
  itemId: string;
  /** The item's number and name. */
  item: string;
  by: string;
  mine: boolean;
  at: string;
  words: string;
}

/**
 * What came too late for a meeting's minutes, or for one item's: to its author their own, to chair and deputy all of it, until the minutes
 * are approved. Oldest first. The meeting must be in reach.
 */
export async function lateOf(ask: Ask, meeting: { id: string; panel_id: string; status: string }, itemId?: string): Promise<Late[]> {
  if (meeting.status === "agreed" || !(await once(ask.db, `any too late in ${meeting.id}`, () => anyLate(ask, meeting.id)))) return [];
  let query = itemsInReach(ask).innerJoin("document", "document.item_id", "item.id").innerJoin("document_late as late", "late.document_id", "document.id").innerJoin("person", "person.id", "late.person_id")
    .select(["late.id", "item.id as itemId", "item.number", "item.title", "item.subject_id", "document.id as document_id", "document.handling", "meeting.id as meeting_id", "meeting.panel_id", "person.name as by", "late.person_id", "late.at", "late.words", "late.instance", "late.epoch"]).where("item.meeting_id", "=", meeting.id).orderBy("late.at").orderBy("late.instance_seq");
  if (itemId) query = query.where("item.id", "=", itemId);
  const all = may.approveMinutes(ask.who, meeting);
  // What somebody went on typing after the end came in many changes, and is one text.
  const runs = new Map<string, Awaited<ReturnType<typeof query.execute>>[number]>();
  for (const row of await query.execute()) {
    const run = runs.get(`${row.instance} ${row.epoch}`);
    if (run) run.words += row.words;
    else if ((row.person_id === ask.who.id || all) && (await opensMinutes(ask, row, { id: row.document_id, handling: row.handling }))) runs.set(`${row.instance} ${row.epoch}`, row);
  }
  const rows = [...runs.values()].filter((row) => row.words.trim() !== "");
  const ids = rows.flatMap((row) => row.subject_id ?? []);
  const subjects = ids.length ? await subjectsInReach(ask).select(["subject.id", "subject.display_name"]).where("subject.id", "in", ids).execute() : [];
  return rows.map((row) => ({
    id: row.id, itemId: row.itemId, item: [row.number, subjects.find((s) => s.id === row.subject_id)?.display_name ?? row.title ?? "Not shared with you"].filter(Boolean).join(" "),
    by: row.by, mine: row.person_id === ask.who.id, at: row.at, words: row.words,
  }));
}

const anyLate = async (ask: Ask, meetingId: string): Promise<boolean> =>
  (await ask.db.selectFrom("item").innerJoin("document", "document.item_id", "item.id").innerJoin("document_late", "document_late.document_id", "document.id").select("document_late.id").where("item.meeting_id", "=", meetingId).executeTakeFirst()) !== undefined;
