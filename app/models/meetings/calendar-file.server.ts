import type { Ask } from "../core/ask.server.ts";
import { meetingInReach, visitInReach } from "../core/reach.server.ts";
import { NotFound } from "../core/refuse.ts";
import { calendarOf } from "./calendar.server.ts";
import { codeOf, entryOf } from "./invitation.server.ts";
import { ownEntry } from "./own-time.server.ts";

/** A meeting as a calendar file, for its members and who stands in for one. Throws NotFound. */
export async function fileOfMeeting(ask: Ask, meetingId: string): Promise<string> {
  const meeting = await meetingInReach(ask, meetingId);
  return calendarOf("publish", [entryOf(meeting, await codeOf(ask, meeting.panel_id))], ask.now);
}

/** The own time of somebody invited to items of a meeting, once they have agreed to the confidentiality statement. Throws NotFound. */
export async function fileOfVisit(ask: Ask, meetingId: string): Promise<string> {
  await visitInReach(ask, meetingId);
  const entry = await ownEntry(ask, meetingId);
  if (!entry) throw new NotFound();
  return calendarOf("publish", [entry], ask.now);
}
