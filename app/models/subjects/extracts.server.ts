import type { Ask } from "../core/ask.server.ts";
import { type Day, dayOf, type Instant } from "../core/days.ts";
import { panelIdsOf, withoutConflicts } from "../core/who.ts";
import { bookFor, choosingIn } from "./references.server.ts";

/** An extract of the minutes on a record: the newest version of each item, and where agencies keep it. */
export interface ExtractListed {
  id: string;
  panel: string;
  meeting: number;
  onDay: Day;
  version: number;
  state: string;
  writtenAt: Instant;
  filings: { agency: string; kind: "filed" | "not kept"; reference: string | null; filedOn: Day | null; note: string | null }[];
}

/** The extracts of a subject up to a day, newest first, of this person's panels. The subject must be in reach. */
export async function extractsOn(ask: Ask, subjectId: string, asOf: Day): Promise<ExtractListed[]> {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("extract").innerJoin("meeting", "meeting.id", "extract.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id")
    .select(["extract.id", "extract.item_id", "panel.name as panel", "meeting.number as meeting", "meeting.on_day as onDay", "extract.version", "extract.state", "extract.written_at as writtenAt"])
    .where("extract.subject_id", "=", subjectId).where("meeting.panel_id", "in", panels).orderBy("meeting.on_day", "desc").orderBy("extract.version", "desc").execute();
  const known = rows.filter((row) => dayOf(row.writtenAt) <= asOf);
  const newest = known.filter((row, i) => known.findIndex((one) => one.item_id === row.item_id) === i);
  const filings = newest.length ? await ask.db.selectFrom("extract_filing").innerJoin("agency", "agency.id", "extract_filing.agency_id").select(["extract_id", "agency.name as agency", "extract_filing.kind", "reference", "filed_on as filedOn", "note", "at"]).where("extract_id", "in", newest.map((row) => row.id)).where("extract_filing.ended_at", "is", null).orderBy("agency.name").execute() : [];
  return newest.map(({ item_id: _, ...row }) => ({ ...row, filings: filings.filter((one) => one.extract_id === row.id && dayOf(one.at) <= asOf).map(({ extract_id: __, at: ___, ...one }) => one) }));
}

interface Reasoned {
  item_id: string;
  subject_id: string;
  reason: string | null;
}

/** Why there are these versions of extracts, for this person: that was written for the minutes, not for a record, so everybody else stands in it by reference here. The extracts must be in reach. */
export async function reasonsOf(ask: Ask, rows: readonly Reasoned[]): Promise<(row: Reasoned) => string | null> {
  const given = rows.flatMap((row) => row.reason ?? []);
  if (!given.length) return () => null;
  const books = await choosingIn(ask, await bookFor(ask, [...new Set(rows.map((row) => row.subject_id))], given), rows.map((row) => row.item_id));
  return (row) => row.reason && withoutConflicts(ask.who, books(row.item_id)(row.reason, row.subject_id));
}
