import type { Ask } from "../core/ask.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { lastMinutesOf } from "./agreement.server.ts";
import { circulationOf } from "./circulation.server.ts";
import { clocksOfMeeting } from "./clocks.server.ts";

/** What follows a meeting, for its page: its clocks, whether its minutes went out, and the minutes of the one before, which it agrees. Throws NotFound. */
export async function afterMeeting(ask: Ask, meetingId: string) {
  const meeting = await meetingInReach(ask, meetingId);
  return { clocks: await clocksOfMeeting(ask, meeting.id), circulated: (await circulationOf(ask, meeting.id)) !== null, last: await lastMinutesOf(ask, meeting) };
}
