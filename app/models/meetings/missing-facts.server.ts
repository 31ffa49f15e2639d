import { sql } from "kysely";
import { type Day, addDays } from "../core/days.ts";
import type { Rules } from "../people/panel.ts";
import { type Asked, type Facts, type Reading, factsOf, rowsOf } from "./asked.server.ts";
import type { EpisodeFact } from "./facts.ts";
import { isGraded, longerThan } from "./rules.ts";

/**
 * The children with enough missing episodes, and the episodes that are long or graded high.
 * An episode counts when it began in the last `days` (today is the last of them), both kinds of the statutory return alike. A long or high
 * one also counts when it began earlier and ended in those days, or had not ended. What ended after the day had not ended yet.
 */
export async function missingFacts(ask: Reading, asked: Asked, set: NonNullable<Rules["missing"]>, facts: Facts): Promise<void> {
  const { asOf } = asked.when;
  const since = addDays(asOf, -set.days);
  const nights = Math.floor(set.hours / 24);
  // One row for each day on which an episode may have begun: from when on it is long, by days alone or by the clock. Days are text, so the
  // database is handed the days instead of counting them.
  const first = addDays(since, -nights);
  const days: { day: Day; long: Day; timed: Day }[] = [];
  for (let day = first; day <= asOf; day = addDays(day, 1)) days.push({ day, long: addDays(day, nights + 1), timed: addDays(day, nights) });
  const table = sql.join(days.map((d) => sql`(${d.day}, ${d.long}, ${d.timed})`));
  const grades = sql.join(set.graded.length ? set.graded.map((grade) => grade.toLowerCase()) : [""]);
  const ended = sql`(case when m.to_on is null or m.to_on > ${asOf} then ${asOf} else m.to_on end)`;
  const grave = sql`(lower(m.police_grade) in (${grades}) or ${ended} >= d.long or (m.from_at is not null and ${ended} >= d.timed))`;
  const counts = sql`sum(case when m.from_on > ${since} then 1 else 0 end)`;
  const rows = await rowsOf(ask, sql<{ child_id: string; n: number; away: number; last: Day; grave: number }>`
    with d (day, long, timed) as (values ${table})
    select m.child_id, ${counts} as n, sum(case when m.from_on > ${since} and m.kind = 'away from placement' then 1 else 0 end) as away, max(m.from_on) as last, sum(case when ${grave} then 1 else 0 end) as grave
    from d join missing_episode m on m.from_on = d.day
    where m.superseded_at is null and (m.from_on > ${since} or m.to_on is null or m.to_on > ${since})
    group by m.child_id having ${counts} >= ${set.episodes} or sum(case when ${grave} then 1 else 0 end) > 0`);
  // Those that began before even that are long whenever they reach into the days. (Not union, which would walk the children in order.)
  const older = await rowsOf(ask, sql<{ child_id: string }>`
    select child_id from missing_episode where to_on > ${since} and from_on < ${first} and superseded_at is null
    union all select child_id from missing_episode where to_on is null and from_on < ${first} and superseded_at is null`);
  for (const row of rows) if (Number(row.n) >= set.episodes) factsOf(facts, row.child_id).episodes = { count: Number(row.n), away: Number(row.away), last: row.last };
  const children = [...new Set([...rows.filter((row) => Number(row.grave) > 0), ...older].map((row) => row.child_id))];
  for (let i = 0; i < children.length; i += 1000) {
    const episodes = await rowsOf(ask, sql<{ child_id: string; kind: string; from_on: Day; from_at: string | null; to_on: Day | null; to_at: string | null; police_grade: string | null }>`
      select child_id, kind, from_on, from_at, to_on, to_at, police_grade from missing_episode
      where child_id in (${sql.join(children.slice(i, i + 1000))}) and from_on <= ${asOf} and (to_on is null or to_on > ${since} or from_on > ${since}) and superseded_at is null order by from_on desc`);
    for (const row of episodes) {
      const back = row.to_on !== null && row.to_on <= asOf;
      const until = back ? row.to_at : asked.until;
      const episode: EpisodeFact = {
        fromOn: row.from_on, toOn: back ? row.to_on : null, away: row.kind === "away from placement", grade: row.police_grade,
        hours: row.from_at && until ? (Date.parse(until) - Date.parse(row.from_at)) / 3_600_000 : null,
      };
      if (longerThan(episode, set.hours, asOf) || isGraded(episode, set.graded)) (factsOf(facts, row.child_id).grave ??= []).push(episode);
    }
  }
}
