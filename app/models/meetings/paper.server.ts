import { createHash } from "node:crypto";
import { type Ask, newId } from "../core/ask.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { found } from "../core/refuse.ts";
import { panelSettings } from "../people/panel.server.ts";
import { type ExtractText, outcomeLine, type Said } from "./extract.server.ts";
import { closing, opening } from "./meeting.ts";
import type { Paper } from "./paper.ts";

/** The minutes as they stand when the meeting ends. */
export async function paperOf(ask: Ask, meetingId: string, said: Said[]): Promise<Paper> {
  const meeting = await meetingInReach(ask, meetingId);
  const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
  const { sections } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const chair = meeting.chair_id ? await ask.db.selectFrom("person").select("name").where("id", "=", meeting.chair_id).executeTakeFirst() : undefined;
  const attendance = await ask.db.selectFrom("attendance").innerJoin("person", "person.id", "attendance.person_id").innerJoin("agency", "agency.id", "attendance.agency_id").leftJoin("person as other", "other.id", "attendance.deputy_for_id")
    .select(["person.name", "agency.name as agency", "attendance.status", "attendance.information_sent", "other.name as deputy_for"]).where("attendance.meeting_id", "=", meeting.id).orderBy("agency.name").orderBy("person.name").execute();
  return {
    panel: panel.name, code: panel.code, number: meeting.number, onDay: meeting.on_day, startsAt: meeting.starts_at, place: meeting.place, chair: chair?.name ?? null,
    attendance: attendance.map((a) => ({ name: a.name, agency: a.agency, status: a.status, informationSent: a.information_sent, deputyFor: a.deputy_for })),
    items: said.map((item) => ({
      id: item.id, kind: item.kind, number: item.number, section: sections.find((s) => s.key === item.section)?.name ?? (item.section === opening ? "Opening" : item.section === closing ? "Close" : "Meeting"), subjectId: item.subjectId, ref: item.ref, name: item.name, text: item.text, outcome: item.outcome, noPart: item.noPart, guests: item.guests, closed: item.closed,
      entries: item.entries.map(({ kind, id, ref, title, facts }) => ({ kind, id, ref, title, facts })),
    })),
    addenda: [],
  };
}

/** The newest version of a meeting's minutes and its number. Throws NotFound before the meeting ended. */
export async function lastPaper(ask: Ask, meetingId: string): Promise<{ version: number; paper: Paper }> {
  const row = found(await ask.db.selectFrom("minutes_version").select(["version", "content"]).where("meeting_id", "=", meetingId).orderBy("version", "desc").executeTakeFirst());
  return { version: row.version, paper: JSON.parse(row.content) as Paper };
}

/** The addenda to a meeting's minutes, oldest first. */
export async function addendaOf(ask: Ask, meetingId: string): Promise<Paper["addenda"]> {
  const rows = await ask.db.selectFrom("addendum").innerJoin("person", "person.id", "addendum.by_id").leftJoin("item", "item.id", "addendum.item_id")
    .select(["addendum.at", "person.name as by", "addendum.item_id as itemId", "item.number", "addendum.text", "addendum.reason", "addendum.version"]).where("addendum.meeting_id", "=", meetingId).orderBy("addendum.at").execute();
  return rows.map((row) => ({ ...row, version: row.version ?? 0 }));
}

/** Keeps a version of the minutes with the hash of its content. A version that is there already is left as it is. Inside a commit. */
export async function keepPaper(ask: Ask, meetingId: string, paper: Paper, version: { version: number; state: "draft" | "agreed"; reason?: string | null }): Promise<void> {
  const content = JSON.stringify(paper);
  await ask.db.insertInto("minutes_version").values({ id: newId(), meeting_id: meetingId, ...version, reason: version.reason ?? null, content, hash: createHash("sha256").update(content).digest("hex"), at: ask.now.toISOString(), by_id: ask.who.id })
    .onConflict((on) => on.columns(["meeting_id", "version"]).doNothing()).execute();
}

/** Keeps a version of an extract on its subject's record. A version that is there already is left as it is. Inside a commit. */
export async function keepExtract(ask: Ask, meetingId: string, extract: ExtractText, version: { version: number; state: "draft" | "agreed"; reason?: string | null }): Promise<void> {
  await ask.db.insertInto("extract").values({
    id: newId(), item_id: extract.itemId, subject_id: extract.subjectId, meeting_id: meetingId, ...version, reason: version.reason ?? null, text: extract.text, outcome: outcomeLine(extract.outcome), entries: JSON.stringify(extract.entries), written_at: ask.now.toISOString(), written_by_id: ask.who.id,
  }).onConflict((on) => on.columns(["item_id", "version"]).doNothing()).execute();
}

