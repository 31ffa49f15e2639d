import { may, ofMeeting } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { meetingInReach, visitInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { attendanceOf, deputiesFor } from "./attendance.server.ts";
import { repliesOf } from "./replies.server.ts";
import { type Answer, type Reply, whyNotReply } from "./reply.ts";

async function keep(ask: Ask, meeting: { id: string; panel_id: string }, answer: Answer, deputyId: string | null): Promise<boolean> {
  const before = await ask.db.selectFrom("reply").select(["answer", "deputy_id"]).where("meeting_id", "=", meeting.id).where("person_id", "=", ask.who.id).where("ended_at", "is", null).executeTakeFirst();
  if (before?.answer === answer && before.deputy_id === deputyId) return false;
  const at = ask.now.toISOString();
  await ask.db.updateTable("reply").set({ ended_at: at }).where("meeting_id", "=", meeting.id).where("person_id", "=", ask.who.id).where("ended_at", "is", null).execute();
  await ask.db.insertInto("reply").values({ id: newId(), meeting_id: meeting.id, person_id: ask.who.id, answer, deputy_id: deputyId, at }).execute();
  return true;
}

/**
 * A member says whether they come, or whom of their own agency they would send: that person reaches nothing before somebody who prepares the panel has named
 * them. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const replyTo = (ask: Ask, meetingId: string, answer: Answer, deputyId: string | null): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.replyToMeeting(ask.who, ofMeeting(meeting)), "Members say whether they come");
    agree(whyNotReply(meeting), "answer");
    if (answer === "deputy") {
      const own = (await attendanceOf(ask, meeting.id)).filter((one) => one.personId === ask.who.id);
      if (!own.length) throw new NotAgreed("A member sends a deputy", "answer");
      if (!(await deputiesFor(ask, await attendanceOf(ask, meeting.id))).some((one) => one.id === deputyId && one.agencyId === ask.who.agencyId)) throw new NotAgreed("Choose somebody of your own agency", "deputyId");
    }
    if (await keep(ask, meeting, answer, answer === "deputy" ? deputyId : null)) happened({ what: "meeting answered", panelId: meeting.panel_id, meetingId: meeting.id, detail: ask.who.id });
  });

/** Somebody invited to items of a meeting says whether they come. Throws NotFound, NotAgreed beside the field. */
export const replyToVisit = (ask: Ask, meetingId: string, answer: "accepted" | "declined"): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const guests = await visitInReach(ask, meetingId);
    const meeting = await ask.db.selectFrom("meeting").select(["id", "panel_id", "status", "cancelled_at"]).where("id", "=", meetingId).executeTakeFirstOrThrow();
    agree(whyNotReply(meeting), "answer");
    // Who invited them hears of it under the item, as far as that is in their reach.
    if (await keep(ask, meeting, answer, null)) for (const { itemId } of guests) happened({ what: "meeting answered", panelId: meeting.panel_id, meetingId, itemId, detail: ask.who.id });
  });

/** Somebody's own answer. The meeting, or the visit, must be in reach. */
export const ownReply = async (ask: Ask, meetingId: string): Promise<Reply | null> => (await repliesOf(ask, meetingId)).get(ask.who.id) ?? null;

/** How a member answers a meeting: what they said, and whom they could send; null for who is not asked. */
export async function replyForm(ask: Ask, meeting: { id: string; panel_id: string; status: string; cancelled_at: string | null }) {
  if (whyNotReply(meeting) || !may.replyToMeeting(ask.who, ofMeeting(meeting))) return null;
  const attendees = await attendanceOf(ask, meeting.id);
  const member = attendees.some((one) => one.personId === ask.who.id);
  return { reply: await ownReply(ask, meeting.id), member, deputies: member ? (await deputiesFor(ask, attendees)).filter((one) => one.agencyId === ask.who.agencyId).map(({ id, name }) => ({ id, name })) : [] };
}
