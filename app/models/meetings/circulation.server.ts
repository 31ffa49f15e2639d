import { meetingName } from "./meeting.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { dayOf, longDay } from "../core/days.ts";
import { post } from "../core/letter.server.ts";
import { meetingInReach, peopleOfPanel } from "../core/reach.server.ts";
import { agree, allow, NotFound } from "../core/refuse.ts";
import { panelSettings } from "../people/panel.server.ts";
import { correctionsUntil } from "./clocks.ts";

type Meeting = { id: string; panel_id: string };

/** Who reads a meeting's minutes: the panel's members of today, and who stands in for one of them there. What each reads of them, the minutes say. */
async function readersOfMinutes(ask: Ask, meeting: Meeting) {
  const members = peopleOfPanel(ask, meeting.panel_id, dayOf(ask.now));
  const deputies = ask.db.selectFrom("guest").select("person_id").where("meeting_id", "=", meeting.id).where("capacity", "=", "deputy").where("ended_at", "is", null);
  return ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"])
    .where("person.ended_at", "is", null).where((eb) => eb.or([eb("person.id", "in", members), eb("person.id", "in", deputies)])).orderBy("agency.name").orderBy("person.name").execute();
}

/** Why the minutes cannot go out now; null when they can. */
export const whyNotCirculate = (meeting: { status: string }, circulated: boolean): string | null =>
  circulated ? "The minutes went out already" : meeting.status === "ended" ? null : meeting.status === "agreed" ? "The minutes were approved already" : "The meeting has not ended";

/** When a meeting's minutes went out and until when corrections are proposed; null when they did not. */
export const circulationOf = async (ask: Ask, meetingId: string) =>
  (await ask.db.selectFrom("circulation").leftJoin("person", "person.id", "circulation.by_id").select(["circulation.at", "circulation.version", "circulation.corrections_until_on as until", "person.name as by"]).where("circulation.meeting_id", "=", meetingId).executeTakeFirst()) ?? null;

/**
 * Sends the draft minutes out: to each who may read them a message that they are there (panel, number, and until when corrections are proposed),
 * and from then on it is kept who opened them when. Throws NotFound, NotAllowed, NotAgreed.
 */
export const circulateMinutes = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.circulateMinutes(ask.who, meeting), "The chair, deputy or coordinator sends the minutes out");
    agree(whyNotCirculate(meeting, (await circulationOf(ask, meeting.id)) !== null));
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const { correctionDays } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
    const until = correctionsUntil(dayOf(ask.now), correctionDays);
    const { version } = await ask.db.selectFrom("minutes_version").select("version").where("meeting_id", "=", meeting.id).orderBy("version", "desc").executeTakeFirstOrThrow();
    await ask.db.insertInto("circulation").values({ meeting_id: meeting.id, version, at: ask.now.toISOString(), by_id: ask.who.id, corrections_until_on: until }).execute();
    const title = `Draft minutes of ${meetingName(panel, meeting)}`;
    const body = [`The draft minutes of ${panel.name}, meeting ${meeting.number} of ${longDay(meeting.on_day)}, are there to read.`, "", `If you attended, you can propose corrections until ${longDay(until)}.`, "", "Sign in to read them. This message says nothing of what was discussed on purpose: please do not answer with details of a case."].join("\n");
    for (const { id } of await readersOfMinutes(ask, meeting)) {
      const letterId = id === ask.who.id ? null : await post(ask, { toId: id, kind: "minutes", title, body, panelId: meeting.panel_id, meetingId: meeting.id });
      await ask.db.insertInto("circulation_reader").values({ meeting_id: meeting.id, person_id: id, letter_id: letterId, opened_at: id === ask.who.id ? ask.now.toISOString() : null }).execute();
    }
    happened({ what: "minutes circulated", panelId: meeting.panel_id, meetingId: meeting.id, detail: String(version) });
  });

/** Keeps when somebody to whom the minutes went first opened them. */
export async function keepReceipt(ask: Ask, meetingId: string): Promise<void> {
  const waiting = await ask.db.selectFrom("circulation_reader").select("person_id").where("meeting_id", "=", meetingId).where("person_id", "=", ask.who.id).where("opened_at", "is", null).executeTakeFirst();
  if (waiting) await commit(ask, async (ask) => void (await ask.db.updateTable("circulation_reader").set({ opened_at: ask.now.toISOString() }).where("meeting_id", "=", meetingId).where("person_id", "=", ask.who.id).where("opened_at", "is", null).execute()));
}

/** To whom the minutes go, or went: when each was told, and first opened them. For those who prepare the panel. Throws NotFound. */
export const openCirculation = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if (!may.circulateMinutes(ask.who, meeting) || !["ended", "agreed"].includes(meeting.status)) throw new NotFound();
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const { correctionDays } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
    const circulated = await circulationOf(ask, meeting.id);
    const rows = circulated ? await ask.db.selectFrom("circulation_reader").innerJoin("person", "person.id", "circulation_reader.person_id").innerJoin("agency", "agency.id", "person.agency_id").leftJoin("letter", "letter.id", "circulation_reader.letter_id")
      .select(["person.id", "person.name", "agency.name as agency", "circulation_reader.opened_at", "letter.sent_at", "letter.told_at", "letter.failed_at"]).where("circulation_reader.meeting_id", "=", meeting.id).orderBy("agency.name").orderBy("person.name").execute() : [];
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id });
    return {
      meeting: { id: meeting.id, panelId: meeting.panel_id, number: meeting.number, onDay: meeting.on_day, panel: panel.name }, circulated, whyNot: whyNotCirculate(meeting, circulated !== null),
      until: circulated?.until ?? correctionsUntil(dayOf(ask.now), correctionDays),
      readers: circulated ? rows.map((row) => ({ id: row.id, name: row.name, agency: row.agency, openedAt: row.opened_at, toldAt: row.told_at ?? row.sent_at, byHand: row.failed_at !== null && row.told_at === null })) : (await readersOfMinutes(ask, meeting)).map((one) => ({ ...one, openedAt: null, toldAt: null, byHand: false })),
    };
  });
