import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, type Instant, dayOf, instantOf } from "../core/days.ts";
import { subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { whyNotDays } from "./dates.ts";
import type { Interview, InterviewResult } from "./missing.ts";
import type { Named } from "./names.server.ts";
import { changeable, reachedOf, supersede } from "./reached.server.ts";

export interface Missing {
  kind: "missing" | "away from placement";
  fromOn: Day;
  /** London clock time, "22:40", when the hour is known. */
  fromTime: string | null;
  toOn: Day | null;
  toTime: string | null;
  grade: string | null;
  policeNumber: string | null;
  reportedBy: string | null;
  missingFrom: string | null;
  howFound: string | null;
  whereFound: string | null;
  foundAtId: string | null;
  harm: string | null;
  note: string | null;
}

export interface Interviewing {
  offered: Interview["offered"];
  offeredOn: Day | null;
  result: InterviewResult;
  completedOn: Day | null;
  completedTime: string | null;
  reason: string | null;
  interviewer: string | null;
  independent: string | null;
  childsAccount: string | null;
  sharedWithPoliceOn: Day | null;
}

/** Records a missing episode. */
export const recordMissing = (ask: Ask, childId: string, missing: Missing): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const child = await changeable(ask, childId, "child");
    await check(ask, child, missing, null);
    const id = newId();
    await ask.db.insertInto("missing_episode").values({ id, child_id: child.id, ...columns(ask, missing) }).execute();
    happened({ what: "missing episode recorded", subjectId: child.id, detail: id });
    return id;
  });

/** Puts a missing episode right, or records the return. What stood there is kept as superseded. */
export const changeMissing = (ask: Ask, childId: string, episodeId: string, missing: Missing): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const child = await changeable(ask, childId, "child");
    const { found_at_id: before } = await standing(ask, child.id, episodeId);
    await check(ask, child, missing, episodeId);
    await supersede(ask, "missing_episode", episodeId);
    // Whoever may not know of the place saw an empty field: leaving it so takes nothing away.
    const kept = before && !missing.foundAtId && !(await reachedOf(ask, [before])).has(before) ? before : missing.foundAtId;
    await ask.db.updateTable("missing_episode").set({ ...columns(ask, missing), found_at_id: kept }).where("id", "=", episodeId).execute();
    happened({ what: "missing episode changed", subjectId: child.id, detail: episodeId });
  });

/** Records what became of the return home interview of an episode; what was recorded before is kept as a change. */
export const recordInterview = (ask: Ask, childId: string, episodeId: string, interview: Interviewing): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const child = await changeable(ask, childId, "child");
    const episode = await standing(ask, child.id, episodeId);
    const fault = whyNotInterview(interview, episode.to_on, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const at = ask.now.toISOString();
    const row = {
      offered: interview.offered, offered_on: interview.offeredOn, result: interview.result, completed_on: interview.completedOn,
      completed_at: interview.completedOn && interview.completedTime ? instantOf(interview.completedOn, interview.completedTime) : null,
      reason: interview.reason, interviewer: interview.interviewer, independent: interview.independent, childs_account: interview.childsAccount, shared_with_police_on: interview.sharedWithPoliceOn,
    };
    const before = await ask.db.selectFrom("return_interview").selectAll().where("episode_id", "=", episodeId).executeTakeFirst();
    if (before) {
      for (const [field, became] of Object.entries(row)) {
        const was = before[field as keyof typeof row];
        if (was !== became) await ask.db.insertInto("record_change").values({ id: newId(), subject_id: child.id, thing: "return_interview", thing_id: before.id, field, was, became, recorded_at: at, recorded_by_id: ask.who.id || null }).execute();
      }
      await ask.db.updateTable("return_interview").set({ ...row, recorded_at: at, recorded_by_id: ask.who.id || null }).where("id", "=", before.id).execute();
    } else await ask.db.insertInto("return_interview").values({ id: newId(), episode_id: episodeId, ...row, recorded_at: at, recorded_by_id: ask.who.id || null }).execute();
    happened({ what: "return interview recorded", subjectId: child.id, detail: episodeId });
  });

/** Why an interview cannot be so; null when it can. */
export function whyNotInterview(i: Interviewing, returnedOn: Day | null, today: Day): { field: string; message: string } | null {
  if (!returnedOn) return { field: "result", message: "Record the return first" };
  if (i.offeredOn && i.offeredOn > today) return { field: "offeredOn", message: "The day of the offer must be today or earlier" };
  if (i.offered === "no" && i.offeredOn) return { field: "offeredOn", message: "It was not offered: leave the day empty" };
  if (i.result === "completed" && !i.completedOn) return { field: "completedOn", message: "Enter the day on which it was completed" };
  if (i.result !== "completed" && i.completedOn) return { field: "completedOn", message: "It was not completed: leave the day empty" };
  if (i.completedOn && i.completedOn > today) return { field: "completedOn", message: "The day must be today or earlier" };
  if (i.completedOn && i.completedOn < returnedOn) return { field: "completedOn", message: "The day is before the child returned" };
  if ((i.result === "declined" || i.result === "not completed") && !i.reason) return { field: "reason", message: "Say why" };
  if (i.sharedWithPoliceOn && i.sharedWithPoliceOn > today) return { field: "sharedWithPoliceOn", message: "The day must be today or earlier" };
  return null;
}

/** An episode that stands and its interview, for their forms. */
export async function missingOf(ask: Ask, childId: string, episodeId: string) {
  const child = await subjectInReach(ask, childId);
  const episode = await standing(ask, child.id, episodeId);
  const interview = (await ask.db.selectFrom("return_interview").selectAll().where("episode_id", "=", episodeId).executeTakeFirst()) ?? null;
  const place = episode.found_at_id ? ((await reachedOf(ask, [episode.found_at_id])).get(episode.found_at_id) ?? null) : null;
  return { episode, interview, place };
}

export interface EpisodeShown {
  id: string;
  kind: string;
  fromOn: Day;
  fromAt: Instant | null;
  toOn: Day | null;
  toAt: Instant | null;
  grade: string | null;
  whereFound: string | null;
  /** Where the child was found, when that place is in reach. */
  foundAt: Named | null;
  harm: string | null;
  imported: boolean;
  interview: (Interview & { reason: string | null }) | null;
}

/** The missing episodes of a child in reach already that began by a day, the newest first, at most `limit`. */
export async function missingUpTo(ask: Ask, childId: string, on: Day, limit: number): Promise<EpisodeShown[]> {
  const rows = await ask.db.selectFrom("missing_episode as m").leftJoin("return_interview as i", "i.episode_id", "m.id").selectAll("m")
    .select(["i.offered", "i.result", "i.completed_on", "i.completed_at", "i.reason"]).where("m.child_id", "=", childId).where("m.superseded_at", "is", null).where("m.from_on", "<=", on)
    .orderBy("m.from_on", "desc").orderBy("m.from_at", "desc").limit(limit).execute();
  const places = await reachedOf(ask, rows.map((row) => row.found_at_id));
  return rows.map((row) => ({
    id: row.id, kind: row.kind, fromOn: row.from_on, fromAt: row.from_at, toOn: row.to_on, toAt: row.to_at, grade: row.police_grade, whereFound: row.where_found, foundAt: row.found_at_id ? (places.get(row.found_at_id) ?? null) : null, harm: row.harm, imported: row.import_id !== null,
    interview: row.offered ? { offered: row.offered, result: row.result ?? "not known", completedOn: row.completed_on, completedAt: row.completed_at, reason: row.reason } : null,
  }));
}

const standing = async (ask: Ask, childId: string, episodeId: string) =>
  found(await ask.db.selectFrom("missing_episode").selectAll().where("id", "=", episodeId).where("child_id", "=", childId).where("superseded_at", "is", null).executeTakeFirst());

const columns = (ask: Ask, m: Missing) => ({
  kind: m.kind, from_on: m.fromOn, from_at: m.fromTime ? instantOf(m.fromOn, m.fromTime) : null, to_on: m.toOn, to_at: m.toOn && m.toTime ? instantOf(m.toOn, m.toTime) : null,
  police_grade: m.grade, police_number: m.policeNumber, reported_by: m.reportedBy, missing_from: m.missingFrom, how_found: m.howFound, where_found: m.whereFound, found_at_id: m.foundAtId, harm: m.harm, note: m.note,
  recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null,
});

async function check(ask: Ask, child: { id: string; born_on: Day | null }, m: Missing, exceptId: string | null): Promise<void> {
  const fault = whyNotDays(m, { today: dayOf(ask.now), bornOn: child.born_on });
  if (fault) throw new NotAgreed(fault.message, fault.field);
  if (m.toTime && !m.toOn) throw new NotAgreed("Enter the day of the return", "toOn");
  const from = m.fromTime && instantOf(m.fromOn, m.fromTime);
  const to = m.toOn && m.toTime && instantOf(m.toOn, m.toTime);
  if (from && from > ask.now.toISOString()) throw new NotAgreed("The time must be now or earlier", "fromTime");
  if (to && to > ask.now.toISOString()) throw new NotAgreed("The time must be now or earlier", "toTime");
  if (from && to && to < from) throw new NotAgreed("The return must be after the child went missing", "toTime");
  if (m.foundAtId) {
    const place = (await reachedOf(ask, [m.foundAtId])).get(m.foundAtId);
    if (place?.kind !== "location") throw new NotAgreed("Choose a location that is recorded", "foundAt");
  }
  if (m.toOn) return;
  const open = await ask.db.selectFrom("missing_episode").select("id").where("child_id", "=", child.id).where("superseded_at", "is", null).where("to_on", "is", null).execute();
  if (open.some((one) => one.id !== exceptId)) throw new NotAgreed("An episode without a return is recorded already. Record that return first", "toOn");
}
