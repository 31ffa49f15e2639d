import { type Ask, newId } from "../core/ask.server.ts";
import { hashOf, signatureOf } from "../core/signing.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { found } from "../core/refuse.ts";
import { panelSettings } from "../people/panel.server.ts";
import { chairingsOf } from "./chairing.server.ts";
import { type ExtractText, outcomeLine, type Said } from "./extract.server.ts";
import { closing, opening } from "./meeting.ts";
import { agreedUnder } from "./agreed.server.ts";
import type { Override } from "./gate.ts";
import type { Paper, PaperItem } from "./paper.ts";
import { adjournmentsOf } from "./sittings.server.ts";
import { partTimes, quorumOf, roomOf } from "./room.server.ts";
import { keepSaid } from "./said.server.ts";

/** The minutes as they stand when the meeting ends. */
export async function paperOf(ask: Ask, meetingId: string, said: Said[], overrides: Override[] = []): Promise<Paper> {
  const meeting = await meetingInReach(ask, meetingId);
  const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
  const { sections } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const chair = meeting.chair_id ? await ask.db.selectFrom("person").select("name").where("id", "=", meeting.chair_id).executeTakeFirst() : undefined;
  const attendance = await ask.db.selectFrom("attendance").innerJoin("person", "person.id", "attendance.person_id").innerJoin("agency", "agency.id", "attendance.agency_id").leftJoin("person as other", "other.id", "attendance.deputy_for_id")
    .select(["person.id", "person.name", "agency.name as agency", "attendance.status", "attendance.information_sent", "attendance.information_on", "other.name as deputy_for"]).where("attendance.meeting_id", "=", meeting.id).orderBy("agency.name").orderBy("person.name").execute();
  const ended = { ...meeting, status: "ended", ended_at: meeting.ended_at ?? ask.now.toISOString() };
  const people = await roomOf(ask, ended);
  const times = await partTimes(ask, ended, people);
  const agreed = await agreedUnder(ask, meeting.id);
  const adjourned = await adjournmentsOf(ask, meeting.id);
  return {
    panel: panel.name, code: panel.code, number: meeting.number, onDay: meeting.on_day, startsAt: meeting.starts_at, place: meeting.place, chair: chair?.name ?? null, chairing: (await chairingsOf(ask, meeting.id)).map((one) => ({ ...one, to: one.to ?? meeting.ended_at })), ...(adjourned.length > 0 && { adjourned }),
    attendance: attendance.map((a) => ({ name: a.name, agency: a.agency, status: a.status, informationSent: a.information_sent, deputyFor: a.deputy_for, ...(a.information_on && { informationOn: a.information_on }), ...(times.has(a.id) && { times: times.get(a.id)! }) })),
    quorum: await quorumOf(ask, ended, people),
    items: said.map((item) => ({
      id: item.id, kind: item.kind, number: item.number, section: sections.find((s) => s.key === item.section)?.name ?? (item.section === opening ? "Opening" : item.section === closing ? "Close" : "Meeting"), subjectId: item.subjectId, ref: item.ref, name: item.name, text: item.text, outcome: item.outcome, noPart: item.noPart, guests: item.guests, closed: item.closed, ...(item.cards.length > 0 && { cards: item.cards }), ...(item.room && { room: item.room }), ...(item.matters && { matters: item.matters }), ...overridden(overrides, item.id),
      entries: item.entries.map(({ kind, id, ref, title, facts }) => ({ kind, id, ref, title, facts })), ...(agreed.has(item.id) && { agreed: agreed.get(item.id)! }),
      ...(item.returns.length > 0 && { returns: item.returns }),
    })),
    addenda: [],
  };
}

/** What an item's minutes say of what the meeting was closed in spite of; nothing where there is nothing. */
const overridden = (overrides: Override[], itemId: string): Pick<PaperItem, "overrides"> => {
  const here = overrides.filter((one) => one.itemId === itemId).map(({ words, reason, by, at }) => ({ words, reason, by, at }));
  return here.length ? { overrides: here } : {};
};

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

/** "MACSE-27/M2": what agreed minutes are called, of which meeting and in which version. */
export const minutesNumber = (paper: Pick<Paper, "code" | "number">, version: number): string => `${paper.code}-${paper.number}/M${version}`;

/**
 * Keeps a version of the minutes with the hash of its content; agreed ones with their number, signed. A version that is there already is left as
 * it is. Inside a commit.
 */
export async function keepPaper(ask: Ask, meetingId: string, paper: Paper, version: { version: number; state: "draft" | "agreed"; reason?: string | null }): Promise<void> {
  const content = JSON.stringify(paper);
  const [hash, at] = [hashOf(content), ask.now.toISOString()];
  const number = version.state === "agreed" ? minutesNumber(paper, version.version) : null;
  await ask.db.insertInto("minutes_version").values({ id: newId(), meeting_id: meetingId, ...version, reason: version.reason ?? null, content, hash, number, signature: number && signatureOf({ number, hash, at }), at, by_id: ask.who.id })
    .onConflict((on) => on.columns(["meeting_id", "version"]).doNothing()).execute();
  await keepSaid(ask, meetingId, paper, version.version);
}

/** Keeps a version of an extract on its subject's record. A version that is there already is left as it is. Returns its id. Inside a commit. */
export async function keepExtract(ask: Ask, meetingId: string, extract: ExtractText, version: { version: number; state: "draft" | "agreed"; reason?: string | null }): Promise<string> {
  await ask.db.insertInto("extract").values({
    id: newId(), item_id: extract.itemId, subject_id: extract.subjectId, meeting_id: meetingId, ...version, reason: version.reason ?? null, text: extract.text, outcome: outcomeLine(extract.outcome), entries: JSON.stringify(extract.entries), returns: extract.returns.length ? JSON.stringify(extract.returns) : null, room: extract.room ? JSON.stringify(extract.room) : null, written_at: ask.now.toISOString(), written_by_id: ask.who.id,
  }).onConflict((on) => on.columns(["item_id", "version"]).doNothing()).execute();
  return (await ask.db.selectFrom("extract").select("id").where("item_id", "=", extract.itemId).where("version", "=", version.version).executeTakeFirstOrThrow()).id;
}

