import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { addDays, type Day, dayOf } from "../core/days.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { openCaseOf, panelOwner, setNext } from "../subjects/case.server.ts";
import { adjournmentOf } from "./sittings.server.ts";
import { endSessions } from "./closed.server.ts";
import { breakOff } from "./conducting.server.ts";
import { showOthersOut } from "./guest.server.ts";
import { tellMembers } from "./invitation.server.ts";
import { nextMeetingAfter, setWhen, takenDays } from "./meeting.server.ts";
import { tellGuests } from "./own-time.server.ts";
import { cancelledInWords, type Held, whyNotCancel, whyNotPostpone } from "./put-off.ts";

type Meeting = Awaited<ReturnType<typeof meetingInReach>>;

const held = async (ask: Ask, meeting: Meeting): Promise<Held> => ({ status: meeting.status, cancelledAt: meeting.cancelled_at, adjourned: (await adjournmentOf(ask, meeting.id)) !== undefined });

/**
 * Cancels a meeting that has not begun. Everybody invited is told. Whoever was listed goes back to the pool: each case gets a review on the panel's next
 * meeting (else in four weeks), and the rules propose them there again, because this one was cancelled. Throws NotFound, NotAllowed, NotAgreed.
 */
export const cancelMeeting = (ask: Ask, meetingId: string, reason: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.cancelMeeting(ask.who, meeting), "The chair, deputy or coordinator cancels a meeting");
    agree(whyNotCancel(await held(ask, meeting)));
    const at = ask.now.toISOString();
    const why = cancelledInWords(meeting.on_day);
    // Told while it stands: who may be told of a draft is told by being invited to it.
    await tellMembers(ask, meeting.id, "cancelled");
    await tellGuests(ask, meeting.id, false);
    const today = dayOf(ask.now);
    const from = [meeting.on_day, today].sort().at(-1)!;
    const reviewOn = (await nextMeetingAfter(ask, meeting, from)) ?? addDays(from, 28);
    const items = await ask.db.selectFrom("item").select(["id", "subject_id"]).where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).where("subject_id", "is not", null).execute();
    await ask.db.updateTable("item").set({ withdrawn_at: at, withdrawn_by_id: ask.who.id, withdrawn_reason: why, withdrawn_as: "cancelled" }).where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).where("subject_id", "is not", null).execute();
    for (const { id, subject_id } of items) {
      const open = await openCaseOf(ask, meeting.panel_id, subject_id!);
      if (open) await setNext(ask, open.id, { kind: "review", onDay: reviewOn, ownerId: await panelOwner(ask, meeting.panel_id, subject_id!), itemId: id, why });
    }
    await ask.db.updateTable("referral").set({ meeting_id: null }).where("meeting_id", "=", meeting.id).where("to_panel_id", "=", meeting.panel_id).execute();
    await ask.db.updateTable("guest").set({ ended_at: at, ended_by_id: ask.who.id }).where("meeting_id", "=", meeting.id).where("ended_at", "is", null).execute();
    await ask.db.updateTable("meeting").set({ status: "draft", cancelled_at: at, cancelled_by_id: ask.who.id, cancelled_reason: reason }).where("id", "=", meeting.id).execute();
    happened({ what: "meeting cancelled", panelId: meeting.panel_id, meetingId: meeting.id });
  });

export interface PuttingOff {
  onDay: Day;
  time: string;
  reason: string;
}

/**
 * Puts a meeting off to another day; one that runs is broken off and goes on then, at the item where it stood. Its items, what was proposed, what was asked of
 * agencies and who is invited go along, and everybody is told. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const putOff = (ask: Ask, meetingId: string, { onDay, time, reason }: PuttingOff): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.cancelMeeting(ask.who, meeting), "The chair, deputy or coordinator puts a meeting off");
    const running = meeting.status === "live";
    agree(whyNotPostpone(await held(ask, meeting), { onDay: meeting.on_day, time: meeting.starts_at }, { onDay, time }, dayOf(ask.now), await takenDays(ask, meeting)), "onDay");
    if (running) {
      agree(meeting.current_item_id && ask.who.outside.includes(meeting.current_item_id) ? "The meeting is in closed session: who is in it adjourns" : null);
      await showOthersOut(ask, happened, meeting, null);
      await endSessions(ask, happened, meeting, null);
      // Until it goes on, the time is nobody's.
      await breakOff(ask, meeting);
      // Whoever comes back is noted anew, as presence sees them. What somebody wrote by hand goes on with the meeting, if that is on the same day (sittings.server.ts).
      await ask.db.updateTable("room_stay").set({ to_at: ask.now.toISOString() }).where("meeting_id", "=", meeting.id).where("to_at", "is", null).where("superseded_at", "is", null).where("how", "=", "presence").execute();
      await ask.db.updateTable("meeting").set({ status: "published", current_item_id: null }).where("id", "=", meeting.id).execute();
    }
    await ask.db.insertInto("meeting_move").values({ id: newId(), meeting_id: meeting.id, kind: running ? "adjourned" : "postponed", from_on: meeting.on_day, from_time: meeting.starts_at, to_on: onDay, to_time: time, reason, item_id: meeting.current_item_id, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    await setWhen(ask, meeting, { onDay, time, minutesLong: meeting.minutes_long, place: meeting.place });
    await ask.db.updateTable("meeting").set({ set_by_hand_at: ask.now.toISOString() }).where("id", "=", meeting.id).execute();
    // Whoever said that they come said so of another day.
    await ask.db.updateTable("reply").set({ ended_at: ask.now.toISOString() }).where("meeting_id", "=", meeting.id).where("ended_at", "is", null).execute();
    await tellMembers(ask, meeting.id, running ? "adjourned" : "postponed", meeting.on_day);
    await tellGuests(ask, meeting.id);
    happened({ what: running ? "meeting adjourned" : "meeting postponed", panelId: meeting.panel_id, meetingId: meeting.id });
  });

/** That a meeting was put off or broken off, oldest first, with who did it and why. The meeting must be in reach. */
export const movesOf = (ask: Pick<Ask, "db">, meetingId: string) =>
  ask.db.selectFrom("meeting_move").innerJoin("person", "person.id", "meeting_move.by_id").select(["meeting_move.id", "meeting_move.kind", "meeting_move.from_on", "meeting_move.from_time", "meeting_move.to_on", "meeting_move.reason", "meeting_move.at", "meeting_move.resumed_at", "person.name as by"]).where("meeting_id", "=", meetingId).orderBy("meeting_move.at").execute();

/** A meeting for the forms that cancel it or put it off. Throws NotFound, NotAllowed. */
export async function meetingToPutOff(ask: Ask, meetingId: string) {
  const meeting = await meetingInReach(ask, meetingId);
  allow(may.cancelMeeting(ask.who, meeting), "The chair, deputy or coordinator cancels a meeting or puts it off");
  const { code } = await ask.db.selectFrom("panel").select("code").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
  const now = await held(ask, meeting);
  return { id: meeting.id, panelId: meeting.panel_id, code, number: meeting.number, onDay: meeting.on_day, time: meeting.starts_at, running: meeting.status === "live", adjourned: now.adjourned, whyNotCancel: whyNotCancel(now), nextOn: await nextMeetingAfter(ask, meeting, meeting.on_day) };
}
