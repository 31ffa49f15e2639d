import type { Ask } from "#app/models/core/ask.server.ts";
import { addDays, dayOf, timeOf } from "#app/models/core/days.ts";
import { NotAgreed } from "#app/models/core/refuse.ts";
import { publishAgenda } from "#app/models/meetings/agenda.server.ts";
import { openMeeting } from "#app/models/meetings/meeting.server.ts";
import { deferProposal, listProposal, pendingOf, proposeAgenda } from "#app/models/meetings/proposal.server.ts";
import { addMembership } from "#app/models/people/membership.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import type { Db } from "#db/connect.server.ts";
import { leftFor } from "#db/demo/words/rehearsal.ts";
import { administrator, joining, keeper, panelId } from "./people.ts";

/** How many of each kind of subject are listed, by the letter of their references: as many as a chair can practise with. */
const listed: Record<string, number> = { C: 6, O: 2, L: 1 };
const minutesLong = 120;
const deferredDays = 28;

/** The meeting of a rehearsal; `live` when it runs already. */
export interface Meeting {
  id: string;
  live: boolean;
}

/**
 * The panel's meeting that runs, else today's: opened, its agenda proposed, shortened and published by the coordinator, as on any day. Nothing is
 * written but by what people do. Throws, in a sentence, when today's is over: a panel meets once a day.
 */
export async function readyMeeting(db: Db, clock: () => Date): Promise<Meeting> {
  const as = async (id: string): Promise<Ask> => ({ db, now: clock(), who: (await whoIs({ db, now: clock() }, id))! });
  const today = dayOf(clock());
  await letJoin(await as(administrator), today);
  const ask = await as(keeper);
  const meetings = await db.selectFrom("meeting").select(["id", "status", "on_day"]).where("panel_id", "=", panelId).where("cancelled_at", "is", null).where((eb) => eb.or([eb("status", "=", "live"), eb("on_day", "=", today)])).execute();
  const running = meetings.find((one) => one.status === "live");
  if (running) return { id: running.id, live: true };
  const known = meetings[0];
  if (known && known.status !== "draft" && known.status !== "published") throw new Error("Today’s rehearsal is over: start another with npm run demo -- --rehearse --fresh");
  const id = known?.id ?? (await openMeeting(ask, { panelId, onDay: today, time: timeOf(clock().toISOString()), minutesLong, place: "Civic Centre, room 1, and online" }));
  if (known?.status !== "published") await prepare(ask, id);
  return { id, live: false };
}

/** Those agencies' people that have nobody in the panel belong to it today. */
async function letJoin(ask: Ask, today: string): Promise<void> {
  const members = await ask.db.selectFrom("membership").select("person_id").where("panel_id", "=", panelId).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", today)])).execute();
  for (const personId of joining) if (!members.some((one) => one.person_id === personId)) await addMembership(ask, panelId, { personId, role: "member", fromOn: today, toOn: today });
}

async function prepare(ask: Ask, meetingId: string): Promise<void> {
  await proposeAgenda(ask, meetingId);
  const left = { ...listed };
  const until = addDays(dayOf(ask.now), deferredDays);
  for (const { id, ref } of await pendingOf(ask, meetingId)) {
    const isTaken = (left[ref[0]!] ?? 0) > 0 && (await takes(ask, id));
    if (isTaken) left[ref[0]!]!--;
    else await deferProposal(ask, id, { until, reason: leftFor });
  }
  await publishAgenda(ask, meetingId);
}

/** Whether the subject could be listed: one that stands on another agenda already is not. */
const takes = (ask: Ask, proposalId: string): Promise<boolean> =>
  listProposal(ask, proposalId).then(() => true, (error: unknown) => {
    if (error instanceof NotAgreed) return false;
    throw error;
  });
