import type { Ask } from "../core/ask.server.ts";
import { dayOf, type Day, type Instant } from "../core/days.ts";
import { actionsInReach, meetingsInReach } from "../core/reach.server.ts";
import { panelSettings } from "../people/panel.server.ts";
import { type ActionOut, actionsOut, type ActionsOut, minutesOut, type MinutesOut } from "./clocks.ts";

/** How a meeting did by its two clocks. */
export interface Clocks {
  meetingId: string;
  number: number;
  onDay: Day;
  actions: ActionsOut;
  minutes: MinutesOut;
}

const shown = 6;

/** Of each meeting the actions in reach that went out from it, and when their owners were told: a letter that reached the mail server, or by hand. Where no owner is named, the agency's lead counts. */
async function outOf(ask: Ask, meetingIds: string[]): Promise<Map<string, ActionOut[]>> {
  const rows = await actionsInReach(ask).select(["action.id", "action.meeting_id", "action.issued_at", "action.agreed_at", "action.person_id", "action.person_name"]).where("action.meeting_id", "in", meetingIds).where("action.issued_at", "is not", null).execute();
  const tellings = rows.length ? await ask.db.selectFrom("telling").innerJoin("action", "action.id", "telling.action_id").leftJoin("letter", "letter.id", "telling.letter_id")
    .select(["telling.action_id", "telling.role", "telling.told_at", "letter.sent_at"]).where("action.meeting_id", "in", meetingIds).where("telling.kind", "=", "issued").execute() : [];
  const told = new Map<string, { owner: Instant | null; lead: Instant | null }>();
  for (const { action_id, role, told_at, sent_at } of tellings) {
    const one = told.get(action_id) ?? { owner: null, lead: null };
    const at = [told_at, sent_at].filter((time): time is string => time !== null).sort()[0] ?? null;
    if (at && (!one[role] || at < one[role]!)) one[role] = at;
    told.set(action_id, one);
  }
  const out = new Map<string, ActionOut[]>();
  for (const row of rows) {
    const receipts = told.get(row.id);
    const toldAt = (row.person_id || row.person_name ? receipts?.owner : receipts?.lead) ?? null;
    out.set(row.meeting_id!, [...(out.get(row.meeting_id!) ?? []), { issuedAt: row.issued_at!, agreedAt: row.agreed_at, toldAt }]);
  }
  return out;
}

type Ended = { id: string; panel_id: string; number: number; on_day: Day; ended_at: Instant | null; approved_at: Instant | null; circulated_at: Instant | null };

async function clocksFor(ask: Ask, meetings: Ended[]): Promise<Clocks[]> {
  if (!meetings.length) return [];
  const out = await outOf(ask, meetings.map((one) => one.id));
  const today = dayOf(ask.now);
  const clocks: Clocks[] = [];
  for (const one of meetings) {
    const { minutesOutDays } = await panelSettings(ask, one.panel_id, one.on_day);
    clocks.push({ meetingId: one.id, number: one.number, onDay: one.on_day, actions: actionsOut(out.get(one.id) ?? [], one.ended_at, ask.now), minutes: minutesOut(one.on_day, minutesOutDays, one.circulated_at ?? one.approved_at, today) });
  }
  return clocks;
}

const ended = (ask: Ask) =>
  meetingsInReach(ask).leftJoin("circulation", "circulation.meeting_id", "meeting.id").select(["meeting.id", "meeting.panel_id", "meeting.number", "meeting.on_day", "meeting.ended_at", "meeting.approved_at", "circulation.at as circulated_at"]).where("meeting.status", "in", ["ended", "agreed"]);

/** The clocks of a panel's last six meetings, newest first. The panel must be in reach. */
export const clocksOfPanel = async (ask: Ask, panelId: string): Promise<Clocks[]> => clocksFor(ask, await ended(ask).where("meeting.panel_id", "=", panelId).orderBy("meeting.on_day", "desc").limit(shown).execute());

/** The clocks of one meeting; null before it ended. */
export const clocksOfMeeting = async (ask: Ask, meetingId: string): Promise<Clocks | null> => (await clocksFor(ask, await ended(ask).where("meeting.id", "=", meetingId).execute()))[0] ?? null;
