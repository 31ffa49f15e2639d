import { mayOpenMinutes } from "../core/access.ts";
import type { Ask, Happened } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import { holds } from "../core/finding.ts";
import { noteOpened } from "../core/opened.server.ts";
import { closedSessionsInReach, itemsInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import { restrictedOver } from "../subjects/restricted-known.server.ts";
import { documentText } from "./document.server.ts";
import type { Said } from "./search-decisions.server.ts";

/** They are read one by one from their logs: so many of the newest are looked at. */
const mostRead = 300;

/** The chair's minutes, to whom these exist, those of closed sessions in which the person was, and restricted ones that they read, of meetings that are over. What is found is noted as opened. */
export async function restrictedSaying(ask: Ask, happened: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  // Only what they read takes a place among those that are looked at: how many others there are must not tell.
  const restrictedReads = await restrictedOver(ask);
  let query = itemsInReach(ask).innerJoin("document", "document.item_id", "item.id").innerJoin("panel", "panel.id", "meeting.panel_id")
    .select(["document.id", "document.folded_at", "document.handling", "item.id as item_id", "item.number", "item.title", "item.subject_id", "meeting.id as meeting_id", "meeting.panel_id", "meeting.number as meeting_number", "meeting.on_day", "panel.code"])
    .where("meeting.status", "in", ["ended", "agreed"]).where("item.withdrawn_at", "is", null).where("document.quarantined_at", "is", null)
    .where((eb) => eb.or([
      eb.and([eb("document.handling", "=", "chair"), eb("meeting.panel_id", "in", [...panelIdsOf(ask.who, "chair", "deputy chair"), ""])]),
      eb("document.id", "in", closedSessionsInReach(ask).select("closed_session.document_id")),
      eb("document.id", "in", ["", ...restrictedReads.map((one) => one.id)]),
    ])).orderBy("meeting.on_day", "desc").limit(mostRead);
  if (panelId) query = query.where("meeting.panel_id", "=", panelId);
  const said: Said[] = [];
  for (const row of await query.execute()) {
    const chairs = row.handling === "chair";
    if (chairs && !mayOpenMinutes(ask.who, row)) continue;
    const restricted = restrictedReads.find((one) => one.id === row.id);
    const text = await documentText(ask.db, row).catch(noneUnreadable);
    if (!holds(text, words)) continue;
    const subject = row.subject_id ? await subjectsInReach(ask).select(["subject.ref", "subject.display_name as name"]).where("subject.id", "=", row.subject_id).executeTakeFirst() : undefined;
    const of = { panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id };
    if (restricted) await noteOpened(ask, happened, "restricted minutes opened", { ...of, detail: restricted.id });
    else await noteOpened(ask, happened, chairs ? "chair minutes opened" : "closed minutes opened", of);
    said.push({
      id: row.id, to: restricted ? `/restricted-minutes/${restricted.id}` : `/items/${row.item_id}/${chairs ? "chair-minutes" : "closed-minutes"}`,
      title: [row.number, subject?.name ?? row.title ?? "Not shared with you", subject && subject.ref !== subject.name && subject.ref].filter(Boolean).join(" "),
      caption: `${row.code} ${row.meeting_number}, ${shortDay(row.on_day)}. ${restricted ? `Restricted minutes of ${restricted.agency}` : chairs ? "The chair’s minutes" : "Closed session"}`, on: row.on_day, words: text, ref: subject?.ref ?? null,
    });
    if (said.length === most) break;
  }
  return said;
}

/** A log that cannot be read whole is found by nothing in it. */
const noneUnreadable = (error: unknown): string => {
  if (error instanceof NotAgreed) return "";
  throw error;
};
