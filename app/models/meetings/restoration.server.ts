import { type Ask, commit, look } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { NotAgreed, NotFound, agree, allow } from "../core/refuse.ts";
import { editsBackTo } from "./back.ts";
import { partsOf } from "./difference.ts";
import { itemAndDocument } from "./history.server.ts";
import type { ItemHead } from "./item-head.server.ts";
import { noteOpened } from "../core/opened.server.ts";
import { appendEdits } from "./rewrite.server.ts";
import { storyOf } from "./story.server.ts";
import { peopleOf } from "./telling.server.ts";

const notYours = "The chair or the deputy restores an earlier text";

/** What restoring the text after row `at` would change now. Throws NotFound, NotAllowed, NotAgreed (the minutes are closed, or cannot be read whole). */
export const restorationOf = (ask: Ask, itemId: string, at: number | null) =>
  look(ask, async (ask, happened) => {
    const { item, document, closed, head, about } = await itemAndDocument(ask, itemId);
    allow(may.restoreMinutes(ask.who, item), notYours);
    agree(closed);
    const story = document && (await storyOf(ask.db, document.id));
    const row = story?.rows.find((one) => one.seq === at);
    if (!story || (at !== 0 && !row)) throw new NotFound();
    await noteOpened(ask, happened, "history opened", about);
    const now = story.textAt(story.seq);
    const parts = partsOf(now, editsBackTo(story, at!));
    const count = (kind: string) => parts.reduce((sum, part) => sum + (part.kind === kind ? part.text.length : 0), 0);
    return { item: head, at: at!, over: story.seq, row: row ? { at: row.at, name: (await peopleOf(ask, [row]))[0]!.name } : null, parts, gone: count("gone"), fresh: count("new") };
  });

/**
 * The chair makes the text what it was after row `at`: one change more, and nothing taken out of the log. `over` is the row that the
 * chair saw as the last. Throws NotFound, NotAllowed, NotAgreed (closed; not readable; the same already; the text has changed since `over`).
 */
export const restoreMinutes = (ask: Ask, itemId: string, { at, over }: { at: number; over: number }): Promise<ItemHead> =>
  commit(ask, async (ask, happened) => {
    const { item, head, document, closed, about } = await itemAndDocument(ask, itemId);
    allow(may.restoreMinutes(ask.who, item), notYours);
    agree(closed);
    const story = document && (await storyOf(ask.db, document.id));
    if (!document || !story || (at !== 0 && !story.rows.some((row) => row.seq === at))) throw new NotFound();
    const now = story.textAt(story.seq);
    if (over > story.seq || now !== story.textAt(over)) throw new NotAgreed("The minutes have changed since you looked. See below what would change now, and restore again if that is right");
    const edits = editsBackTo(story, at);
    if (!edits.length) throw new NotAgreed("The minutes read like this already");
    await appendEdits(ask, document.id, edits);
    happened({ what: "document written", ...about, detail: document.id });
    happened({ what: "minutes restored", ...about, detail: `${document.id} ${at}` });
    return head;
  });
