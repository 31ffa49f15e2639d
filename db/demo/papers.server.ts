import type { Ask } from "#app/models/core/ask.server.ts";
import { hashOf, signatureOf } from "#app/models/core/signing.server.ts";
import { addDays, dayOf, instantOf } from "#app/models/core/days.ts";
import { extractsOf, outcomeLine, saidAt } from "#app/models/meetings/extract.server.ts";
import { minutesNumber, paperOf } from "#app/models/meetings/paper.server.ts";
import { saidRows } from "#app/models/meetings/said.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import type { Db } from "../connect.server.ts";
import { correctLast, sendOut, tellAll } from "./after.ts";
import { type Book, put, writeBook } from "./book.server.ts";
import type { World } from "./world.ts";

/** Writes the minutes and extracts of each meeting held: the draft of its end and, once approved, the agreed version. They are what the acts themselves would have kept. */
export async function keepPapers(db: Db, world: World): Promise<void> {
  const papers: Book = {};
  for (const meeting of world.book.meeting ?? []) {
    if (!meeting.ended_at) continue;
    const who = await whoIs({ db, now: new Date(meeting.ended_at) }, String(meeting.chair_id));
    if (!who) throw new Error("A meeting of the demonstration has no chair");
    const ask: Ask = { db, now: new Date(meeting.ended_at), who };
    const said = await saidAt(ask, { id: String(meeting.id), panel_id: String(meeting.panel_id) });
    const extracts = await extractsOf(ask, said);
    const paper = await paperOf(ask, meeting.id, said);
    const content = JSON.stringify(paper);
    const hash = hashOf(content);
    const versions = [{ version: 1, state: "draft" as const, at: meeting.ended_at, by: who.id }, ...(meeting.approved_at ? [{ version: 2, state: "agreed" as const, at: meeting.approved_at, by: who.id }] : [])];
    for (const { version, state, at, by } of versions) {
      const number = state === "agreed" ? minutesNumber(paper, version) : null;
      put(papers, "minutes_version", { id: world.by.id(), meeting_id: meeting.id, version, state, content, hash, at, by_id: by, number, signature: number && signatureOf({ number, hash, at }) });
      for (const extract of extracts) {
        const id = world.by.id();
        put(papers, "extract", {
          id, item_id: extract.itemId, subject_id: extract.subjectId, meeting_id: meeting.id, version, state, text: extract.text, outcome: outcomeLine(extract.outcome), entries: JSON.stringify(extract.entries), returns: extract.returns.length ? JSON.stringify(extract.returns) : null, written_at: at, written_by_id: by,
        });
        if (version === 2) fileIn(papers, world, String(meeting.panel_id), id, extract.ref, at);
      }
    }
    papers.said = [...(papers.said ?? []), ...saidRows(meeting.id, paper, versions.length)];
    sendOut(world, papers, meeting);
    if (!meeting.approved_at) correctLast(world, papers, meeting, paper);
  }
  tellAll(world, papers);
  await writeBook(db, papers);
}

// Who keeps extracts in a system of their own, and how its references begin.
const keepers = { macse: [["csc", "ruth", "LCS"], ["police", "dan", "PR"], ["health", "chloe", "SYS"]], mfh: [["csc", "gareth", "LCS"], ["schools", "priya", "SIMS"]] } as const;

/** Where agencies filed an agreed extract, some days after; of every few of them not all have. */
function fileIn(papers: Book, world: World, panelId: string, extractId: string, ref: string, at: string): void {
  const { by, today } = world;
  for (const [agency_id, by_id, system] of keepers[panelId as keyof typeof keepers] ?? []) {
    const filed_on = addDays(dayOf(at), by.whole(1, 5));
    if (filed_on > today || by.of(0.15)) continue;
    const not = agency_id === "health" && !ref.startsWith("C");
    put(papers, "extract_filing", { id: by.id(), extract_id: extractId, agency_id, kind: not ? "not kept" : "filed", reference: not ? null : `${system}-${by.whole(10_000, 99_999)}`, filed_on: not ? null : filed_on, note: not ? "No patient's record" : null, at: instantOf(filed_on, "11:20"), by_id });
  }
}
