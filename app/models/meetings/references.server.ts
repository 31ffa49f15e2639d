import { type Ask, look } from "../core/ask.server.ts";
import { itemInReach } from "../core/reach.server.ts";
import { liveReferences } from "../followup/live-reference.server.ts";
import { blocksOf } from "./document.server.ts";
import { wordsIn } from "./markdown.ts";

/** What the references in an item's shared minutes mean to this person: for a page of its own. Noted as opened. Throws NotFound. */
export const minutesReferences = (ask: Ask, itemId: string) =>
  look(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    happened({ what: "minutes opened", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    const known = await ask.db.selectFrom("document").select(["id", "folded_at", "quarantined_at"]).where("item_id", "=", item.id).where("handling", "=", "shared").executeTakeFirst();
    const blocks = known ? await blocksOf(ask.db, known) : null;
    return { item: { id: item.id, meetingId: item.meeting_id, number: item.number }, references: await liveReferences(ask, happened, { panelId: item.panel_id }, wordsIn(blocks ?? [])) };
  });
