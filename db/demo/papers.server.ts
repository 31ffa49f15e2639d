import { createHash } from "node:crypto";
import type { Ask } from "#app/models/core/ask.server.ts";
import { extractsOf, outcomeLine, saidAt } from "#app/models/meetings/extract.server.ts";
import { paperOf } from "#app/models/meetings/paper.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import type { Db } from "../connect.server.ts";
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
    const content = JSON.stringify(await paperOf(ask, meeting.id, said));
    const hash = createHash("sha256").update(content).digest("hex");
    const versions = [{ version: 1, state: "draft" as const, at: meeting.ended_at, by: who.id }, ...(meeting.approved_at ? [{ version: 2, state: "agreed" as const, at: meeting.approved_at, by: who.id }] : [])];
    for (const { version, state, at, by } of versions) {
      put(papers, "minutes_version", { id: world.by.id(), meeting_id: meeting.id, version, state, content, hash, at, by_id: by });
      for (const extract of extracts)
        put(papers, "extract", {
          id: world.by.id(), item_id: extract.itemId, subject_id: extract.subjectId, meeting_id: meeting.id, version, state, text: extract.text, outcome: outcomeLine(extract.outcome), entries: JSON.stringify(extract.entries), written_at: at, written_by_id: by,
        });
    }
  }
  await writeBook(db, papers);
}
