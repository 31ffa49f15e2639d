import { meetingName } from "./meeting.ts";
import type { Db } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { dayOf, type Instant, shortDay } from "../core/days.ts";
import { post } from "../core/letter.server.ts";
import { meetingsInReach, peopleOfPanel } from "../core/reach.server.ts";
import { nobody } from "../core/who.ts";
import { sittingSince } from "./sittings.server.ts";
import { leftRunning } from "./chairing.ts";
import { plannedEndOf } from "./conducting.server.ts";
import { presenceAt } from "./here.server.ts";

// A meeting that was left running: nobody is there, or its end is long past.

type Live = { id: string; panel_id: string; status: string; on_day: string; starts_at: string; minutes_long: number; started_at: string | null };
const columns = ["meeting.id", "meeting.panel_id", "meeting.status", "meeting.on_day", "meeting.starts_at", "meeting.minutes_long", "meeting.started_at"] as const;

async function whyLeft(ask: Pick<Ask, "db" | "now">, meeting: Live) {
  const presence = await presenceAt(ask, meeting.id);
  const lastHere = presence.map((one) => one.goneAt).reduce<Instant | null>((last, at) => (at && (!last || at > last) ? at : last), null);
  return leftRunning({ status: meeting.status, startedAt: meeting.started_at, plannedEnd: plannedEndOf(meeting) }, lastHere, presence.some((one) => one.goneAt === null), ask.now);
}

/** The meetings left running of the panels that this person prepares, for their start page; of one panel for its page. */
export async function meetingsLeft(ask: Ask, panelId: string | null = null) {
  let query = meetingsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").select([...columns, "panel.name as panel"]).where("meeting.status", "=", "live").orderBy("meeting.on_day");
  if (panelId) query = query.where("meeting.panel_id", "=", panelId);
  const left = [];
  for (const meeting of await query.execute()) {
    const why = may.runMeeting(ask.who, meeting) ? await whyLeft(ask, meeting) : null;
    if (why) left.push({ id: meeting.id, panel: meeting.panel, ...why });
  }
  return left;
}

/** Tells chair, deputies and coordinators of meetings that were left running, by a letter: once for each time that it sits. By nobody's wish. Returns how many meetings. */
export async function tellOfMeetingsLeft({ db, now }: { db: Db; now: Date }): Promise<number> {
  let told = 0;
  const live = await db.selectFrom("meeting").innerJoin("panel", "panel.id", "meeting.panel_id").select([...columns, "panel.code", "meeting.number"]).where("meeting.status", "=", "live").execute();
  for (const meeting of live) {
    if (!(await whyLeft({ db, now }, meeting))) continue;
    told += await commit({ db, now, who: nobody }, async (ask, happened) => {
      const since = (await sittingSince(ask, meeting)) ?? "";
      if (await ask.db.selectFrom("news").select("id").where("meeting_id", "=", meeting.id).where("what", "=", "meeting left running").where("at", ">=", since).limit(1).executeTakeFirst()) return 0;
      const people = await peopleOfPanel(ask, meeting.panel_id, dayOf(now)).where("role", "in", ["chair", "deputy chair", "coordinator"]).execute();
      for (const { person_id } of people)
        await post(ask, {
          toId: person_id, kind: "meeting left running", panelId: meeting.panel_id, meetingId: meeting.id, title: `${meetingName(meeting, meeting)} is still running`,
          body: `The meeting ${meetingName(meeting, meeting)} of ${shortDay(meeting.on_day)} was started and has not been ended. Its minutes stay open until it is. Sign in to Panelroom to end it, or to go on.`,
        });
      happened({ what: "meeting left running", panelId: meeting.panel_id, meetingId: meeting.id });
      return 1;
    });
  }
  return told;
}
