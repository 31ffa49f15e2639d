import { type Ask, commit } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { timeOf } from "../core/days.ts";
import { itemInReach } from "../core/reach.server.ts";
import { agree, allow, NotAgreed } from "../core/refuse.ts";
import { closedHandlings } from "./closed.ts";
import { documentOf } from "./document.server.ts";
import { whyNotWrite } from "./document.ts";

const whoMay = "The chair, deputy or coordinator closes the minutes of an item";

/** The item, when this person may close its minutes and open them again while the meeting runs. Throws NotFound, NotAllowed, NotAgreed. */
async function itemToClose(ask: Ask, itemId: string) {
  const item = await itemInReach(ask, itemId);
  allow(may.runMeeting(ask.who, item), whoMay);
  agree(whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: null, withdrawnAt: item.withdrawn_at }));
  return item;
}

/**
 * Closes the minutes of one item, shared, the chair's and restricted ones (a closed session ends with itself): what was acknowledged before is in, whatever comes after is refused as frozen
 * and kept as *not in the minutes*. Of two who close at once one does. Throws NotFound, NotAllowed, NotAgreed with who closed them and when.
 */
export const closeMinutes = (ask: Ask, itemId: string): Promise<{ meetingId: string }> =>
  commit(ask, async (ask, happened) => {
    const item = await itemToClose(ask, itemId);
    await documentOf(ask, item.id);
    const { numUpdatedRows } = await ask.db.updateTable("document").set((eb) => ({ frozen_at: ask.now.toISOString(), frozen_by_id: ask.who.id, epoch: eb("epoch", "+", 1) }))
      .where("item_id", "=", item.id).where("handling", "not like", closedHandlings).where("frozen_at", "is", null).executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new NotAgreed(await closedBefore(ask, item.id));
    happened({ what: "document frozen", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return { meetingId: item.meeting_id };
  });

/** Opens them again, under a new epoch: a page that still holds the old one reads afresh before it writes. Throws as `closeMinutes`. */
export const reopenMinutes = (ask: Ask, itemId: string): Promise<{ meetingId: string }> =>
  commit(ask, async (ask, happened) => {
    const item = await itemToClose(ask, itemId);
    const { numUpdatedRows } = await ask.db.updateTable("document").set((eb) => ({ frozen_at: null, frozen_by_id: null, epoch: eb("epoch", "+", 1) }))
      .where("item_id", "=", item.id).where("handling", "not like", closedHandlings).where("frozen_at", "is not", null).executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) throw new NotAgreed("The minutes of this item are open already");
    happened({ what: "document reopened", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return { meetingId: item.meeting_id };
  });

async function closedBefore(ask: Ask, itemId: string): Promise<string> {
  const row = await ask.db.selectFrom("document").leftJoin("person", "person.id", "document.frozen_by_id").select(["document.frozen_at", "person.name"]).where("document.item_id", "=", itemId).where("document.handling", "=", "shared").where("frozen_at", "is not", null).executeTakeFirst();
  return `The minutes of this item were already closed${row?.name ? ` by ${row.name}` : ""}${row?.frozen_at ? ` at ${timeOf(row.frozen_at)}` : ""}`;
}
