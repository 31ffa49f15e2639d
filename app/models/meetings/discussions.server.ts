import { withoutConflicts } from "../core/who.ts";
import type { Ask } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { itemsInReach } from "../core/reach.server.ts";
import { outcomeName } from "./outcome.ts";

/** How a subject was discussed before, at a glance. */
export interface Discussion {
  itemId: string;
  meetingId: string;
  number: number;
  onDay: Day;
  outcome: string;
  /** The level that was agreed, or stood. */
  level: string | null;
  rank: number | null;
  /** The first words of the extract that was agreed; null while the minutes are not. */
  words: string | null;
}

const most = 3;
const longest = 220;

/** The first words of minutes as plain text: marks and line ends go, a long one ends at a word. */
export function firstWords(text: string): string {
  const plain = text.replace(/^\s*(?:#{1,6}|[-*+>]|\d{1,3}[.)])\s+/gm, "").replace(/\*\*|__|[`~]/g, "").replace(/\s+/g, " ").trim();
  return plain.length <= longest ? plain : `${plain.slice(0, plain.lastIndexOf(" ", longest) > 0 ? plain.lastIndexOf(" ", longest) : longest)} …`;
}

/**
 * The last three discussions of a subject in this panel's meetings before a day, newest first: of items in this person's reach alone, and of their agreed
 * extracts the first words. The subject must be in reach, and who shows it notes that it was opened.
 */
export async function discussionsOf(ask: Ask, subjectId: string, panelId: string, before: Day): Promise<Discussion[]> {
  const rows = await itemsInReach(ask).select(["item.id as itemId", "item.meeting_id as meetingId", "item.outcome", "meeting.number", "meeting.on_day as onDay"]).where("item.subject_id", "=", subjectId).where("meeting.panel_id", "=", panelId)
    .where("item.withdrawn_at", "is", null).where("item.outcome", "is not", null).where("meeting.status", "in", ["ended", "agreed"]).where("meeting.on_day", "<", before).orderBy("meeting.on_day", "desc").limit(most).execute();
  if (!rows.length) return [];
  const ids = rows.map((row) => row.itemId);
  const extracts = await ask.db.selectFrom("extract").select(["item_id", "text"]).where("item_id", "in", ids).where("subject_id", "=", subjectId).where("state", "=", "agreed").orderBy("version", "desc").execute();
  const risks = await ask.db.selectFrom("risk").select(["level", "rank", "decided_on", "ended_on"]).where("subject_id", "=", subjectId).where("panel_id", "=", panelId).where("superseded_at", "is", null)
    .where((eb) => eb.or([eb("agreed_at", "is not", null), eb("item_id", "is", null)])).orderBy("decided_on", "desc").orderBy("recorded_at", "desc").execute();
  return rows.map((row) => {
    const level = risks.find((risk) => risk.decided_on <= row.onDay && (risk.ended_on === null || risk.ended_on > row.onDay));
    const extract = extracts.find((one) => one.item_id === row.itemId);
    return { ...row, outcome: outcomeName(row.outcome!), level: level?.level ?? null, rank: level?.rank ?? null, words: extract ? firstWords(withoutConflicts(ask.who, extract.text)) : null };
  });
}
