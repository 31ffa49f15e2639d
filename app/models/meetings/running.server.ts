import { type Ask, commit } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { itemInReach, meetingInReach } from "../core/reach.server.ts";
import { NotFound, agree, allow } from "../core/refuse.ts";
import { beginChairing } from "./chairing.server.ts";
import { endSessions } from "./closed.server.ts";
import { showOthersOut } from "./guest.server.ts";
import { lowerAll } from "./hand.server.ts";
import { whyNotMove, whyNotStart } from "./running.ts";
import { adjournmentOf, endDay } from "./sittings.server.ts";
import { beginTurn, endTurn, takeBackSlip } from "./turns.server.ts";

/** Starts a published meeting at its first item, or goes on with one that was adjourned. Throws NotAgreed when it cannot be started. */
export const startMeeting = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.runMeeting(ask.who, meeting));
    const items = await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).orderBy("position").execute();
    agree(whyNotStart(meeting, items.length));
    const at = ask.now.toISOString();
    // One that was broken off goes on where it stood.
    const adjourned = await adjournmentOf(ask, meeting.id);
    const first = items.find(({ id }) => id === adjourned?.item_id)?.id ?? items[0]!.id;
    if (adjourned) {
      await endDay(ask, meeting, adjourned.at);
      await ask.db.updateTable("meeting_move").set({ resumed_at: at, resumed_by_id: ask.who.id }).where("id", "=", adjourned.id).execute();
    }
    await ask.db.updateTable("meeting").set({ status: "live", started_at: meeting.started_at ?? at, started_by_id: meeting.started_by_id ?? ask.who.id, current_item_id: first }).where("id", "=", meeting.id).execute();
    await ask.db.updateTable("item").set((eb) => ({ started_at: eb.fn.coalesce("started_at", eb.val(at)), finished_at: null })).where("id", "=", first).execute();
    await beginTurn(ask, meeting.id, first);
    await beginChairing(ask, meeting);
    happened({ what: "meeting started", panelId: meeting.panel_id, meetingId: meeting.id });
    happened({ what: "item current", panelId: meeting.panel_id, meetingId: meeting.id, itemId: first });
  });

/**
 * Makes an item the one that is spoken about; the one before is finished. Going back to an item reopens it; going back within a minute takes
 * a slip of the hand back. Moving to the current item changes nothing (a second press of the same button), nor does moving on `from` an item at
 * which the meeting is no more (two pressed at once). Throws NotAgreed when the meeting is not running.
 */
export const moveTo = (ask: Ask, meetingId: string, itemId: string, from: string | null = null): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.runMeeting(ask.who, meeting));
    const item = await itemInReach(ask, itemId);
    if (item.meeting_id !== meeting.id) throw new NotFound();
    agree(whyNotMove(meeting, item), "itemId");
    agree(meeting.current_item_id && ask.who.outside.includes(meeting.current_item_id) ? "The meeting is in closed session: who is in it moves on" : null, "itemId");
    if (meeting.current_item_id === item.id || (from && meeting.current_item_id !== from)) return;
    const at = ask.now.toISOString();
    if (await takeBackSlip(ask, meeting, item.id)) await ask.db.updateTable("item").set({ finished_at: null }).where("id", "=", item.id).execute();
    else {
      await endTurn(ask, meeting);
      if (meeting.current_item_id) await ask.db.updateTable("item").set({ finished_at: at }).where("id", "=", meeting.current_item_id).execute();
      await ask.db.updateTable("item").set({ finished_at: null, started_at: item.started_at ?? at }).where("id", "=", item.id).execute();
      await beginTurn(ask, meeting.id, item.id);
    }
    await ask.db.updateTable("meeting").set({ current_item_id: item.id }).where("id", "=", meeting.id).execute();
    await lowerAll(ask, meeting.id);
    await showOthersOut(ask, happened, meeting, item.id);
    await endSessions(ask, happened, meeting, item.id);
    happened({ what: "item current", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id });
  });
