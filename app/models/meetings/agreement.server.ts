import { may } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { meetingInReach, meetingsInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { agreementOf } from "./agreed.server.ts";
import { addAddendum } from "./approval.server.ts";
import { correctionsOf } from "./correction.server.ts";
import { lastMeetingBefore } from "./meeting.server.ts";
import { isLastMinutes, meetingName } from "./meeting.ts";

type Meeting = { id: string; panel_id: string; status: string; on_day: string };

/** The minutes that this meeting's standing item is about: those of the panel's meeting before it; null where there is none, or it is out of reach. */
export async function lastMinutesOf(ask: Ask, meeting: Meeting) {
  const before = await lastMeetingBefore(ask, meeting.panel_id, meeting.on_day);
  const last = before && (await meetingsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").select(["meeting.id", "meeting.number", "meeting.on_day", "meeting.status", "panel.code"]).where("meeting.id", "=", before.id).executeTakeFirst());
  if (!last) return null;
  const newest = await ask.db.selectFrom("minutes_version").select(["version", "number"]).where("meeting_id", "=", last.id).orderBy("version", "desc").executeTakeFirst();
  const corrections = await correctionsOf(ask, last.id);
  const circulated = await ask.db.selectFrom("circulation").select("at").where("meeting_id", "=", last.id).executeTakeFirst();
  return {
    meetingId: last.id, name: meetingName(last, last), onDay: last.on_day, approved: last.status === "agreed", circulatedOn: circulated ? dayOf(circulated.at) : null, version: newest?.version ?? 0, number: newest?.number ?? null,
    accepted: corrections.filter((one) => one.accepted).length, undecided: corrections.filter((one) => one.accepted === null).length, agreement: await agreementOf(ask, last.id),
  };
}
export type LastMinutes = NonNullable<Awaited<ReturnType<typeof lastMinutesOf>>>;

/** Why the last meeting's minutes cannot be agreed at this one now; null when they can. */
export function whyNotAgree(meeting: { status: string }, last: Pick<LastMinutes, "approved" | "agreement" | "name"> | null): string | null {
  if (!last) return "There is no meeting before this one";
  if (last.agreement) return `The minutes of ${last.name} were agreed already, at ${last.agreement.code} ${last.agreement.atNumber}`;
  if (meeting.status !== "live") return "They are agreed while the meeting runs";
  return last.approved ? null : `The minutes of ${last.name} are not approved yet: approve them first`;
}

/** The form of agreeing, and what there is to agree. Noted as opened. Throws NotFound. */
export const openAgreement = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const last = await lastMinutesOf(ask, meeting);
    if (last) happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: last.meetingId });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, panel: panel.name, status: meeting.status }, last, corrections: last ? (await correctionsOf(ask, last.meetingId)).filter((one) => one.accepted !== null) : [],
      whyNot: may.agreeRecord(ask.who, meeting) ? whyNotAgree(meeting, last) : "The chair or the deputy records that the minutes were agreed",
    };
  });

/**
 * Records that the meeting agreed the last one's minutes as a true record; what was corrected there is an addendum to them. Throws NotFound,
 * NotAllowed, NotAgreed.
 */
export const agreeRecord = (ask: Ask, meetingId: string, { corrections }: { corrections: string | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.agreeRecord(ask.who, meeting), "The chair or the deputy records that the minutes were agreed");
    const last = await lastMinutesOf(ask, meeting);
    agree(whyNotAgree(meeting, last));
    const { code } = await ask.db.selectFrom("panel").select("code").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const version = corrections ? await addAddendum(ask, last!.meetingId, { itemId: null, text: corrections, reason: `Corrected when the minutes were agreed at ${code} ${meeting.number}` }) : last!.version;
    const addendum = corrections ? await ask.db.selectFrom("addendum").select("id").where("meeting_id", "=", last!.meetingId).where("version", "=", version).executeTakeFirstOrThrow() : null;
    const items = await ask.db.selectFrom("item").select(["id", "title"]).where("meeting_id", "=", meeting.id).where("kind", "=", "standing").where("withdrawn_at", "is", null).orderBy("position").execute();
    const item = items.find((one) => isLastMinutes(one.title));
    await ask.db.insertInto("agreement").values({ meeting_id: last!.meetingId, at_meeting_id: meeting.id, item_id: item?.id ?? null, version, addendum_id: addendum?.id ?? null, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "minutes agreed", panelId: meeting.panel_id, meetingId: last!.meetingId, itemId: null, detail: meeting.id });
  });
