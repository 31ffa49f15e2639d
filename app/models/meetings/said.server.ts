import type { Db } from "#db/connect.server.ts";
import type { NewRow } from "#db/tables.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { folded } from "../core/finding.ts";
import { nobody } from "../core/who.ts";
import type { Paper, PaperItem } from "./paper.ts";

// The minutes as they are searched: of each item its newest text with the letters folded, so that no capital and no accent keeps it from being found.

/** What of an item is searched: its minutes, what came of it, and its addenda. What was recorded under it is found as itself. */
export const saidIn = (paper: Paper, item: Pick<PaperItem, "id" | "text" | "outcome">): string =>
  [item.text, item.outcome?.note, item.outcome?.cover, item.outcome?.supportContinues, item.outcome?.wouldBringBack, ...paper.addenda.filter((one) => one.itemId === item.id).map((one) => one.text)].filter(Boolean).join("\n\n");

/** What is said of the meeting as a whole, under no item. */
export const saidBeside = (paper: Paper): string => paper.addenda.filter((one) => one.itemId === null).map((one) => one.text).join("\n\n");

/** The rows that a version of the minutes is searched by. */
export function saidRows(meetingId: string, paper: Paper, version: number): NewRow<"said">[] {
  const row = (item_id: string, subject_id: string | null, words: string) => ({ meeting_id: meetingId, item_id, version, subject_id, on_day: paper.onDay, words: folded(words.normalize("NFC")) });
  return [...paper.items.map((item) => row(item.id, item.subjectId, saidIn(paper, item))), row("", null, saidBeside(paper))].filter((one) => one.words || one.item_id === "");
}

/** Keeps what these minutes say in place of what those before said. Inside a commit. */
export async function keepSaid(ask: Pick<Ask, "db">, meetingId: string, paper: Paper, version: number): Promise<void> {
  const rows = saidRows(meetingId, paper, version);
  await ask.db.deleteFrom("said").where("meeting_id", "=", meetingId).execute();
  for (let i = 0; i < rows.length; i += 100) await ask.db.insertInto("said").values(rows.slice(i, i + 100)).execute();
}

/** Makes what is searched from minutes of before there was a search, or whose newest version is not in it: a job. Returns of how many meetings. */
export async function keepAllSaid({ db, now }: { db: Db; now: Date }): Promise<number> {
  const newest = await db.selectFrom("minutes_version").leftJoin("said", (join) => join.onRef("said.meeting_id", "=", "minutes_version.meeting_id").on("said.item_id", "=", "")).select(["minutes_version.meeting_id", "said.version as kept"])
    .select((eb) => eb.fn.max("minutes_version.version").as("version")).groupBy(["minutes_version.meeting_id", "said.version"]).execute();
  const stale = newest.filter((one) => one.kept !== one.version);
  for (const { meeting_id, version } of stale) {
    const { content } = await db.selectFrom("minutes_version").select("content").where("meeting_id", "=", meeting_id).where("version", "=", version).executeTakeFirstOrThrow();
    await commit({ db, now, who: nobody }, (ask) => keepSaid(ask, meeting_id, JSON.parse(content) as Paper, version));
    // Pages have their turn between two of them.
    await new Promise(setImmediate);
  }
  return stale.length;
}
