import type { Ask } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import { entriesOf } from "../followup/entries.server.ts";
import type { Entry } from "../followup/entry.ts";
import { apartFrom } from "../subjects/conflict.server.ts";
import { type Absence, absenceFrom } from "../subjects/conflict.ts";
import { bookFor } from "../subjects/references.server.ts";
import { textOf } from "./document.server.ts";
import { isDiscussed, outcomeFacts } from "./outcome.ts";
import type { Visit } from "./guest.ts";
import type { ClosedSession } from "./closed.ts";
import { closedSessionsOf } from "./closed.server.ts";
import { visitsTo } from "./guest.server.ts";
import type { PaperEntry, PaperItem } from "./paper.ts";

/** One item of a meeting with all that was said and recorded under it. */
export interface Said extends Pick<PaperItem, "id" | "kind" | "number" | "section" | "subjectId" | "ref" | "name" | "text" | "outcome"> {
  agreedAt: string | null;
  noPart: Absence[];
  guests: Visit[];
  closed: ClosedSession[];
  entries: Entry[];
}

export interface ExtractText {
  itemId: string;
  subjectId: string;
  number: string | null;
  ref: string;
  text: string;
  outcome: [string, string][];
  entries: PaperEntry[];
}

/** Every item of a meeting that was not withdrawn, in order, with text, entries and outcome. The meeting must be in reach. */
export async function saidAt(ask: Ask, meeting: { id: string; panel_id: string }): Promise<Said[]> {
  const rows = await ask.db.selectFrom("item").leftJoin("subject", "subject.id", "item.subject_id").leftJoin("panel", "panel.id", "item.outcome_panel_id")
    .selectAll("item").select(["subject.ref", "subject.display_name", "panel.name as panel_name"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  const entries = await entriesOf(ask, rows.map((row) => row.id));
  const apart = await apartFrom(ask, meeting.panel_id, rows.flatMap((row) => row.subject_id ?? []));
  const visits = await visitsTo(ask, meeting.id);
  const closed = await closedSessionsOf(ask, rows.map((row) => row.id));
  const said: Said[] = [];
  for (const row of rows)
    said.push({
      id: row.id, kind: row.kind, number: row.number, section: row.section, subjectId: row.subject_id, ref: row.ref, name: row.display_name ?? row.title, text: await textOf(ask, row.id), noPart: (apart.get(row.subject_id ?? "") ?? []).flatMap((one) => absenceFrom(row, one) ?? []), guests: visits.get(row.id) ?? [], closed: closed.get(row.id) ?? [], agreedAt: row.agreed_at,
      outcome: row.outcome ? { outcome: row.outcome, note: row.outcome_note, untilOn: row.outcome_until_on, panel: row.panel_name, cover: row.cover, closedReason: row.closed_reason, supportContinues: row.support_continues, wouldBringBack: row.would_bring_back } : null,
      entries: entries.filter((entry) => entry.itemId === row.id),
    });
  return said;
}

/** The extract of each subject that was discussed: its own item only, everybody else by reference. */
export async function extractsOf(ask: Ask, said: Pick<PaperItem, "id" | "number" | "subjectId" | "ref" | "text" | "outcome" | "entries">[]): Promise<ExtractText[]> {
  const discussed = said.filter((item) => item.subjectId && item.ref && isDiscussed(item.outcome?.outcome ?? null));
  const listed = said.flatMap((item) => item.subjectId ?? []);
  const facts = (item: Pick<PaperItem, "outcome">) => (item.outcome ? outcomeFacts(item.outcome, shortDay) : []);
  const texts = discussed.flatMap((item) => [item.text, ...facts(item).map((f) => f[1]), ...item.entries.flatMap((entry) => [entry.title, ...entry.facts.map((f) => f[1])])]);
  const rewrite = await bookFor(ask, listed, texts);
  return discussed.map((item) => {
    const own = (text: string) => rewrite(text, item.subjectId!);
    const told = (rows: [string, string][]): [string, string][] => rows.map(([name, value]) => [name, own(value)]);
    return {
      itemId: item.id, subjectId: item.subjectId!, number: item.number, ref: item.ref!, text: own(item.text), outcome: told(facts(item)),
      entries: item.entries.map((entry) => ({ kind: entry.kind, id: entry.id, ref: entry.ref, title: own(entry.title), facts: told(entry.facts) })),
    };
  });
}

/** An extract's outcome as one line: "Outcome: Risk agreed. Next review: 3 Mar 2026." */
export const outcomeLine = (rows: [string, string][]): string => rows.map(([name, value]) => `${name}: ${value}.`).join(" ");
