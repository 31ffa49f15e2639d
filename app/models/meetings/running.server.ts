import { type Ask, commit } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { itemInReach, meetingInReach } from "../core/reach.server.ts";
import { NotFound, agree, allow } from "../core/refuse.ts";
import { endSessions } from "./closed.server.ts";
import { showOthersOut } from "./guest.server.ts";
import { whyNotMove, whyNotStart } from "./running.ts";

/** Starts a published meeting at its first item. Throws NotAgreed when it cannot be started. */
export const startMeeting = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.runMeeting(ask.who, meeting));
    const items = await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).orderBy("position").execute();
    agree(whyNotStart(meeting, items.length));
    const at = ask.now.toISOString();
    const first = items[0]!.id;
    await ask.db.updateTable("meeting").set({ status: "live", started_at: at, started_by_id: ask.who.id, current_item_id: first }).where("id", "=", meeting.id).execute();
    await ask.db.updateTable("item").set({ started_at: at }).where("id", "=", first).execute();
    happened({ what: "meeting started", panelId: meeting.panel_id, meetingId: meeting.id });
    happened({ what: "item current", panelId: meeting.panel_id, meetingId: meeting.id, itemId: first });
  });

/**
 * Makes an item the one that is spoken about; the one before is finished. Going back to an item reopens it.
 * Moving to the current item changes nothing (a second press of the same button). Throws NotAgreed when the meeting is not running.
 */
export const moveTo = (ask: Ask, meetingId: string, itemId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.runMeeting(ask.who, meeting));
    const item = await itemInReach(ask, itemId);
    if (item.meeting_id !== meeting.id) throw new NotFound();
    agree(whyNotMove(meeting, item), "itemId");
    agree(meeting.current_item_id && ask.who.outside.includes(meeting.current_item_id) ? "The meeting is in closed session: who is in it moves on" : null, "itemId");
    if (meeting.current_item_id === item.id) return;
    const at = ask.now.toISOString();
    if (meeting.current_item_id) await ask.db.updateTable("item").set({ finished_at: at }).where("id", "=", meeting.current_item_id).execute();
    await ask.db.updateTable("item").set({ finished_at: null, started_at: item.started_at ?? at }).where("id", "=", item.id).execute();
    await ask.db.updateTable("meeting").set({ current_item_id: item.id }).where("id", "=", meeting.id).execute();
    await showOthersOut(ask, happened, meeting, item.id);
    await endSessions(ask, happened, meeting, item.id);
    happened({ what: "item current", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id });
  });
