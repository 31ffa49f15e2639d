import { mayOpenMinutes } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { found, NotFound } from "../core/refuse.ts";
import { readersOf, withdrawnTimes } from "./around.server.ts";
import { whyNotWrite } from "./document.ts";
import { blocksOf } from "./document.server.ts";
import { itemHead } from "./item-head.server.ts";

/** The chair's minutes of an item: for chair and deputy; to everybody else they do not exist. Noted as opened. Throws NotFound. */
export const chairMinutesOf = (ask: Ask, itemId: string) =>
  look(ask, async (ask, happened) => {
    const { item, head } = await itemHead(ask, itemId);
    if (!mayOpenMinutes(ask.who, { panel_id: item.panel_id, handling: "chair" })) throw new NotFound();
    const document = found(await ask.db.selectFrom("document").selectAll().where("item_id", "=", item.id).where("handling", "=", "chair").executeTakeFirst());
    happened({ what: "chair minutes opened", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    const closed = whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: document.quarantined_at });
    return { head, documentId: document.id, closed, mayWrite: closed === null, blocks: await blocksOf(ask.db, document), readers: await readersOf(ask, { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id }, "chair"), withdrawn: await withdrawnTimes(ask, document.id) };
  });
