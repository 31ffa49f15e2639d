import { type Ask, look } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { whyNotWrite } from "./document.ts";
import { itemHead } from "./item-head.server.ts";
import { readMarkdown } from "./markdown.server.ts";
import { noteOpened } from "../core/opened.server.ts";
import { tellingOf } from "./telling.server.ts";

/** Which moment is asked for: after a row, or after a step; the present when neither is given. */
export interface Moment {
  at?: number | undefined;
  step?: number | undefined;
  /** Whether to tell who wrote what. */
  authors?: boolean;
}

/** An item in reach with its shared document, and why its minutes may not be written now. Throws NotFound. */
export async function itemAndDocument(ask: Ask, itemId: string) {
  const { item, head } = await itemHead(ask, itemId);
  const document = await ask.db.selectFrom("document").selectAll().where("item_id", "=", item.id).where("handling", "=", "shared").executeTakeFirst();
  const closed = whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document?.frozen_at ?? null, withdrawnAt: item.withdrawn_at, quarantinedAt: document?.quarantined_at });
  return { item, head, document, closed, about: { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id } };
}

/**
 * The text of an item at a moment, who wrote it, and the steps that led there, as the log holds them now. Opening it is news.
 * Throws NotFound when the item is out of reach, NotAgreed when the log cannot be read whole.
 */
export const historyOf = (ask: Ask, itemId: string, moment: Moment = {}) =>
  look(ask, async (ask, happened) => {
    const { item, head, document, closed, about } = await itemAndDocument(ask, itemId);
    await noteOpened(ask, happened, "history opened", about);
    const { last, steps, people, folded, ...telling } = await tellingOf(ask, document);
    const at = momentOf(moment, steps, last);
    const authorOf = (personId: string | null) => (personId === null ? null : people.findIndex((one) => one.personId === personId));
    const row = telling.row(at);
    const text = telling.textAt(at);
    return {
      item: head, at, last, people, folded,
      /** The step that the moment belongs to; -1 before the first. */
      step: at === 0 ? -1 : steps.findIndex((one) => one.seq >= at),
      steps: steps.map(({ seq, personId, from, to, changes }) => ({ seq, author: authorOf(personId), from, to, changes })),
      row: row && { author: authorOf(row.personId), at: row.at },
      blocks: moment.authors ? null : readMarkdown(text),
      runs: moment.authors ? telling.runsAt(at).map(({ personId, text }) => ({ author: authorOf(personId)!, text })) : null,
      isNow: text === telling.textAt(last), mayRestore: may.restoreMinutes(ask.who, item) && closed === null && !folded,
    };
  });
export type History = Awaited<ReturnType<typeof historyOf>>;

function momentOf({ at, step }: Moment, steps: { seq: number }[], last: number): number {
  if (at !== undefined) return Math.min(at, last);
  if (step === undefined) return last;
  return step < 1 ? 0 : (steps[Math.min(step, steps.length) - 1]?.seq ?? 0);
}
