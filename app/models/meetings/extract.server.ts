import type { Ask } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import { entriesOf } from "../followup/entries.server.ts";
import type { Entry } from "../followup/entry.ts";
import { apartFrom } from "../subjects/conflict.server.ts";
import { type Absence, absenceFrom } from "../subjects/conflict.ts";
import { booksFor } from "./books.server.ts";
import type { Book } from "../subjects/references.ts";
import type { ShownCard } from "./card.ts";
import { cardsShown } from "./card.server.ts";
import { textOf } from "./document.server.ts";
import { isDiscussed, outcomeFacts } from "./outcome.ts";
import type { Visit } from "./guest.ts";
import type { ClosedSession } from "./closed.ts";
import { closedSessionsOf } from "./closed.server.ts";
import { visitsTo } from "./guest.server.ts";
import { mattersSaid } from "./matters.server.ts";
import type { Matter } from "./matters.ts";
import { roomsAt, type RoomMeeting } from "./room.server.ts";
import type { ItemRoom } from "./room.ts";
import type { PaperEntry, PaperItem } from "./paper.ts";
import { returnsSaid } from "./return-paper.server.ts";
import type { PaperReturn } from "./return.ts";

/** One item of a meeting with all that was said and recorded under it. */
export interface Said extends Pick<PaperItem, "id" | "kind" | "number" | "section" | "subjectId" | "ref" | "name" | "text" | "outcome"> {
  agreedAt: string | null;
  noPart: Absence[];
  guests: Visit[];
  closed: readonly ClosedSession[];
  returns: PaperReturn[];
  entries: Entry[];
  /** The levels that agencies proposed, when their cards were shown. */
  cards: ShownCard[];
  room?: ItemRoom | undefined;
  matters?: Matter[] | undefined;
}

export interface ExtractText {
  itemId: string;
  subjectId: string;
  number: string | null;
  ref: string;
  text: string;
  outcome: [string, string][];
  entries: PaperEntry[];
  returns: PaperReturn[];
  /** Which agencies were there, and what each contributed: agencies are named, nobody else. */
  room?: ItemRoom | undefined;
}

/** Every item of a meeting that was not withdrawn, in order, with text, entries and outcome. The meeting must be in reach. */
export async function saidAt(ask: Ask, meeting: { id: string; panel_id: string }): Promise<Said[]> {
  const rows = await ask.db.selectFrom("item").leftJoin("subject", "subject.id", "item.subject_id").leftJoin("panel", "panel.id", "item.outcome_panel_id")
    .selectAll("item").select(["subject.ref", "subject.display_name", "panel.name as panel_name"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  const entries = await entriesOf(ask, rows.map((row) => row.id));
  const apart = await apartFrom(ask, meeting, rows.flatMap((row) => row.subject_id ?? []));
  const visits = await visitsTo(ask, meeting.id);
  const closed = await closedSessionsOf(ask, rows.map((row) => row.id));
  const returns = await returnsSaid(ask, rows.map((row) => row.id));
  const cards = await cardsShown(ask, rows.map((row) => row.id));
  const rooms = await roomsAt(ask, await asRoom(ask, meeting.id), rows);
  const matters = await mattersSaid(ask, meeting.id);
  const said: Said[] = [];
  for (const row of rows)
    said.push({
      id: row.id, kind: row.kind, number: row.number, section: row.section, subjectId: row.subject_id, ref: row.ref, name: row.display_name ?? row.title, text: await textOf(ask, row.id), noPart: (apart.get(row.subject_id ?? "") ?? []).flatMap((one) => absenceFrom(row, one) ?? []), guests: visits.get(row.id) ?? [], closed: closed.get(row.id) ?? [], returns: returns.get(row.id) ?? [], cards: cards.get(row.id) ?? [], agreedAt: row.agreed_at,
      outcome: row.outcome ? { outcome: row.outcome, note: row.outcome_note, untilOn: row.outcome_until_on, panel: row.panel_name, cover: row.cover, closedReason: row.closed_reason, closedDetail: row.closed_detail, supportContinues: row.support_continues, wouldBringBack: row.would_bring_back, dissent: row.outcome_dissent } : null,
      entries: entries.filter((entry) => entry.itemId === row.id), room: rooms.get(row.id), matters: matters.get(row.id),
    });
  return said;
}

/** A meeting as its room is asked for: as if it ended now, where it has not. */
async function asRoom(ask: Ask, meetingId: string): Promise<RoomMeeting> {
  const meeting = await ask.db.selectFrom("meeting").select(["id", "panel_id", "on_day", "started_at", "ended_at", "current_item_id"]).where("id", "=", meetingId).executeTakeFirstOrThrow();
  return { ...meeting, status: "ended", ended_at: meeting.ended_at ?? ask.now.toISOString() };
}

type Extracted = Pick<PaperItem, "id" | "number" | "subjectId" | "ref" | "text" | "outcome" | "entries" | "returns" | "room">;

/** The items that go on a record: about a subject, and discussed. */
export const discussedOf = <T extends Pick<PaperItem, "subjectId" | "ref" | "outcome">>(said: readonly T[]): T[] => said.filter((item) => item.subjectId && item.ref && isDiscussed(item.outcome?.outcome ?? null));

/** The extract of each subject that was discussed: its own item only, everybody else by reference. `books` are read when they are not given. */
export async function extractsOf(ask: Ask, said: Extracted[], books?: (itemId: string) => Book): Promise<ExtractText[]> {
  const of = books ?? (await booksFor(ask, said));
  return discussedOf(said).map((item) => {
    const own = (text: string) => of(item.id)(text, item.subjectId!);
    return extractOf(item, own);
  });
}

/** One item as an extract, each of its texts told by `own`. */
export function extractOf(item: Extracted, own: (text: string) => string): ExtractText {
  const told = (rows: [string, string][]): [string, string][] => rows.map(([name, value]) => [name, own(value)]);
  return {
    itemId: item.id, subjectId: item.subjectId!, number: item.number, ref: item.ref!, text: own(item.text), outcome: told(item.outcome ? outcomeFacts(item.outcome, shortDay) : []),
    entries: item.entries.map((entry) => ({ kind: entry.kind, id: entry.id, ref: entry.ref, title: own(entry.title), facts: told(entry.facts) })),
    returns: (item.returns ?? []).map((one) => ({ ...one, declinedReason: one.declinedReason && own(one.declinedReason), parts: one.parts.map((part) => ({ ...part, text: own(part.text) })) })),
    ...(item.room && { room: item.room }),
  };
}

/** An extract's outcome as one line: "Outcome: Risk agreed. Next review: 3 Mar 2026." */
export const outcomeLine = (rows: [string, string][]): string => rows.map(([name, value]) => `${name}: ${value}.`).join(" ");
