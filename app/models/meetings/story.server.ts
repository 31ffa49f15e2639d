import type { Db } from "#db/connect.server.ts";
import { Story } from "./history.ts";
import { readWhole, rowsAfter } from "./log.server.ts";

interface Kept {
  story: Story;
  /** What the log was when it was told: it only grows, unless a withdrawal or a fold writes it anew. */
  written: string;
}
const kept = new Map<string, Kept>();
const mostKept = 12;

/**
 * The story of a document, as its log has it now. Told once and then on, row by row; told anew when something was taken out of the log.
 * Throws NotAgreed when the log cannot be read whole.
 */
export async function storyOf(db: Db, documentId: string): Promise<Story> {
  const head = await db.selectFrom("document").select(["epoch", "folded_at"]).where("id", "=", documentId).executeTakeFirst();
  const scrubbed = await db.selectFrom("document_update").select((eb) => [eb.fn.countAll<number>().as("rows"), eb.fn.max("scrubbed_at").as("at")]).where("document_id", "=", documentId).where("scrubbed_at", "is not", null).executeTakeFirst();
  const written = [head?.epoch, head?.folded_at, scrubbed?.rows, scrubbed?.at].join(" ");
  const known = kept.get(documentId);
  const story = known?.written === written && (await isOf(db, documentId, known.story)) ? known.story : new Story();
  const rows = await readWhole(rowsAfter(db, documentId, story.seq));
  kept.delete(documentId);
  story.add(rows);
  kept.set(documentId, { story, written });
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
  return story;
}

/** Whether the story's last row is one of the log: a commit that failed may have been told. */
async function isOf(db: Db, documentId: string, story: Story): Promise<boolean> {
  const last = story.rows.at(-1);
  if (!last) return true;
  const row = await db.selectFrom("document_update").select(["person_id", "at"]).where("document_id", "=", documentId).where("seq", "=", last.seq).executeTakeFirst();
  return row?.person_id === last.personId && row.at === last.at;
}
