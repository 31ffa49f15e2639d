import { sql } from "kysely";
import { type Day, addDays, dayOf, instantOf } from "../core/days.ts";
import { openStates } from "../followup/action.ts";
import { interviewDue } from "../subjects/missing.ts";
import type { Kind } from "../subjects/subject.ts";
import { type Asked, type Facts, type Reading, factsOf, isCurrent, isOpen, rowsOf } from "./asked.server.ts";
import type { InterviewFact, LinkFact } from "./facts.ts";
import { missingFacts } from "./missing-facts.server.ts";
import { bornBy } from "./proposal.ts";

/** Looks for every subject that a rule of the panel, switched on, may fire for, and what for. */
export async function triggersOf(ask: Reading, asked: Asked, facts: Facts): Promise<void> {
  const { rules } = asked.settings;
  await risks(ask, asked, facts);
  if (rules.newSinceLastMeeting || rules.repeatWithin) await fresh(ask, asked, facts);
  if (rules.reviewDue) await reviews(ask, asked, facts);
  if (rules.missing) await missingFacts(ask, asked, rules.missing, facts);
  if (rules.interviewOverdue) await interviews(ask, asked, facts);
  if (rules.deferredToThis) await deferrals(ask, asked, facts);
  if (rules.openActions) await actions(ask, asked, facts);
  if (rules.sharingNotSent) await unsent(ask, asked, facts);
  if (rules.referred) await referrals(ask, asked, facts);
  if (rules.measure) await measures(ask, asked, rules.measure, facts);
  if (rules.dateDue) await dates(ask, asked, rules.dateDue, facts);
  if (rules.locationHotspot) await hotspots(ask, asked, rules.locationHotspot, facts);
  await adults(ask, asked, facts);
  await alreadyListed(ask, asked, facts);
}

async function risks(ask: Reading, asked: Asked, facts: Facts) {
  const rank = asked.settings.rules.riskAtOrAbove?.rank;
  if (rank === undefined) return;
  const rows = await rowsOf(ask, sql<{ subject_id: string }>`select distinct r.subject_id from risk r where r.panel_id = ${asked.panelId} and r.rank >= ${rank} and ${isCurrent("r", asked)}`);
  for (const row of rows) factsOf(facts, row.subject_id);
}

/** The level of everybody who has a fact: by it the agenda is ordered, also where no rule asks for it. */
export async function levels(ask: Reading, asked: Asked, facts: Facts) {
  const ids = [...facts.keys()];
  for (let i = 0; i < ids.length; i += 1000) {
    const rows = await rowsOf(ask, sql<{ subject_id: string; level: string; rank: number; decided_on: Day }>`
      select r.subject_id, r.level, r.rank, r.decided_on from risk r where r.subject_id in (${sql.join(ids.slice(i, i + 1000))}) and r.panel_id = ${asked.panelId} and ${isCurrent("r", asked)} order by r.decided_on, r.recorded_at`);
    for (const row of rows) factsOf(facts, row.subject_id).risk = { level: row.level, rank: row.rank, since: row.decided_on };
  }
}

async function fresh(ask: Reading, asked: Asked, facts: Facts) {
  const { asOf, lastMeetingOn } = asked.when;
  const since = lastMeetingOn ?? "0000-01-01";
  const opened = await rowsOf(ask, sql<{ subject_id: string }>`select c.subject_id from panel_case c where c.panel_id = ${asked.panelId} and c.opened_on > ${since} and c.opened_on <= ${asOf} and ${isOpen("c", asked)}`);
  for (const row of opened) factsOf(facts, row.subject_id);
  const from = lastMeetingOn ? instantOf(addDays(lastMeetingOn, 1), "00:00") : "";
  const recorded = await rowsOf(ask, sql<{ id: string; created_at: string }>`
    select s.id, s.created_at from subject s where s.created_at >= ${from} and s.created_at < ${asked.end} and s.kind in (${sql.join(asked.settings.sections.map((x) => x.kind))})
      and not exists (select 1 from panel_case k where k.subject_id = s.id) and not exists (select 1 from item k where k.subject_id = s.id) and not exists (select 1 from import_candidate k where k.subject_id = s.id)`);
  for (const row of recorded) factsOf(facts, row.id).recordedOn = dayOf(row.created_at);
}

async function reviews(ask: Reading, asked: Asked, facts: Facts) {
  const { end, past, panelId, meetingId, when } = asked;
  const standing = past ? sql`n.set_at < ${end} and (n.ended_at is null or n.ended_at >= ${end})` : sql`n.ended_at is null`;
  const rows = await rowsOf(ask, sql<{ subject_id: string; kind: "review" | "closing"; on_day: Day }>`
    select c.subject_id, n.kind, n.on_day from case_next n join panel_case c on c.id = n.case_id
    where n.kind in ('review', 'closing') and n.on_day <= ${when.meetingOn} and ${standing} and c.panel_id = ${panelId} and ${isOpen("c", asked)}
    union all
    select c.subject_id, n.kind, n.on_day from item i join case_next l on l.item_id = i.id and l.kind = 'listed' and l.ended_at is null join panel_case c on c.id = l.case_id
      join case_next n on n.case_id = c.id and n.kind in ('review', 'closing') and n.on_day <= ${when.meetingOn} and n.ended_at = l.set_at
    where i.meeting_id = ${meetingId} and i.withdrawn_at is null`);
  for (const row of rows) factsOf(facts, row.subject_id).review = { kind: row.kind, on: row.on_day };
}

async function interviews(ask: Reading, asked: Asked, facts: Facts) {
  const { asOf } = asked.when;
  type Row = { child_id: string; to_on: Day; to_at: string | null; state: InterviewFact["state"] };
  const columns = sql`m.child_id, m.to_on, m.to_at`;
  // Few interviews are owed and many episodes are over: the cross join says from which side to look.
  const returned = sql`m.superseded_at is null and m.to_on <= ${asOf}`;
  const rows = await rowsOf(ask, sql<Row>`
    select ${columns}, 'arranged' as state from return_interview i cross join missing_episode m where m.id = i.episode_id and i.result = 'arranged' and ${returned}
    union all select ${columns}, 'not offered' from return_interview i cross join missing_episode m where m.id = i.episode_id and i.result = 'not known' and i.offered = 'no' and ${returned}
    ${asked.past ? sql`union all select ${columns}, 'arranged' from return_interview i cross join missing_episode m where m.id = i.episode_id and i.result = 'completed' and i.completed_on > ${asOf} and ${returned}` : sql``}`);
  for (const row of rows) {
    const due = interviewDue({ toOn: row.to_on, toAt: row.to_at })!;
    if (due.on < asOf) (factsOf(facts, row.child_id).interviews ??= []).push({ returnedOn: row.to_on, dueOn: due.on, state: row.state });
  }
}

async function deferrals(ask: Reading, asked: Asked, facts: Facts) {
  const { panelId, end, when, lastMeetingId, meetingId } = asked;
  // What was taken, or decided on again, since it was deferred is no longer deferred.
  const later = (subject: string, at: string) => sql`
    not exists (select 1 from item j join meeting jm on jm.id = j.meeting_id where j.subject_id = ${sql.ref(subject)} and jm.panel_id = ${panelId} and j.meeting_id <> ${meetingId} and j.added_at > ${sql.ref(at)} and j.added_at < ${end})
    and not exists (select 1 from proposal q join meeting qm on qm.id = q.meeting_id where q.subject_id = ${sql.ref(subject)} and qm.panel_id = ${panelId} and q.meeting_id <> ${meetingId} and q.decided_at > ${sql.ref(at)} and q.decided_at < ${end})`;
  const rows = await rowsOf(ask, sql<{ subject_id: string; until: Day; at: string }>`
    select p.subject_id, p.until_on as until, p.decided_at as at from proposal p join meeting m on m.id = p.meeting_id
      where p.decision = 'deferred' and p.until_on <= ${when.meetingOn} and m.panel_id = ${panelId} and p.meeting_id <> ${meetingId} and p.decided_at < ${end} and ${later("p.subject_id", "p.decided_at")}
    union all
    select i.subject_id, i.outcome_until_on, i.outcome_at from item i join meeting m on m.id = i.meeting_id
      where i.outcome = 'deferred' and i.outcome_until_on <= ${when.meetingOn} and m.panel_id = ${panelId} and m.status in ('ended', 'agreed') and i.outcome_at < ${end} and ${later("i.subject_id", "i.outcome_at")}
    union all
    select i.subject_id, i.deferred_to, i.withdrawn_at from item i join meeting m on m.id = i.meeting_id
      where i.withdrawn_as = 'deferred' and i.deferred_to <= ${when.meetingOn} and m.panel_id = ${panelId} and i.meeting_id <> ${meetingId} and i.withdrawn_at < ${end} and ${later("i.subject_id", "i.withdrawn_at")}`);
  const cancelled = await rowsOf(ask, sql<{ subject_id: string; on_day: Day }>`
    select i.subject_id, m.on_day from item i join meeting m on m.id = i.meeting_id
      where i.withdrawn_as = 'cancelled' and i.subject_id is not null and m.panel_id = ${panelId} and i.meeting_id <> ${meetingId} and i.withdrawn_at < ${end} and ${later("i.subject_id", "i.withdrawn_at")}
        and exists (select 1 from panel_case c where c.subject_id = i.subject_id and c.panel_id = ${panelId} and ${isOpen("c", asked)}) order by m.on_day`);
  for (const row of cancelled) factsOf(facts, row.subject_id).cancelled = { meetingOn: row.on_day };
  for (const row of rows) factsOf(facts, row.subject_id).deferral = { until: row.until, decidedOn: dayOf(row.at) };
  if (!lastMeetingId) return;
  const missed = await rowsOf(ask, sql<{ subject_id: string; on_day: Day }>`
    select i.subject_id, m.on_day from item i join meeting m on m.id = i.meeting_id where i.meeting_id = ${lastMeetingId} and i.outcome = 'not reached' and i.subject_id is not null and i.withdrawn_at is null`);
  for (const row of missed) factsOf(facts, row.subject_id).notReached = { meetingOn: row.on_day };
}

async function actions(ask: Reading, { panelId, meetingId, past, end, when }: Asked, facts: Facts) {
  const open = sql.join([...openStates]);
  const rows = await rowsOf(ask, sql<{ subject_id: string; n: number; overdue: number; oldest: Day; oldest_overdue: Day | null }>`
    select s.subject_id, count(*) as n, sum(case when a.due_on < ${when.asOf} and a.state <> 'awaiting confirmation' then 1 else 0 end) as overdue, min(a.due_on) as oldest,
      min(case when a.state <> 'awaiting confirmation' then a.due_on end) as oldest_overdue
    from action a join action_subject s on s.action_id = a.id
    where a.panel_id = ${panelId} and ${past ? sql`a.recorded_at < ${end} and (a.state in (${open}) or a.ended_at >= ${end})` : sql`a.state in (${open})`} and a.removed_at is null
      and (a.agreed_at is not null or a.issued_at is not null) and (a.meeting_id is null or a.meeting_id <> ${meetingId})
    group by s.subject_id`);
  for (const row of rows) factsOf(facts, row.subject_id).actions = { open: Number(row.n), overdue: Number(row.overdue), oldestDue: row.overdue ? row.oldest_overdue! : row.oldest };
}

async function unsent(ask: Reading, { panelId, meetingId, past, end }: Asked, facts: Facts) {
  const rows = await rowsOf(ask, sql<{ subject_id: string; n: number; due: Day | null }>`
    select subject_id, count(*) as n, min(send_by_on) as due from sharing
    where panel_id = ${panelId} and decision in ('share', 'share in part') and removed_at is null and ${past ? sql`agreed_at < ${end} and (sent_at is null or sent_at >= ${end})` : sql`agreed_at is not null and sent_at is null`}
      and (meeting_id is null or meeting_id <> ${meetingId}) group by subject_id`);
  for (const row of rows) factsOf(facts, row.subject_id).unsent = { count: Number(row.n), due: row.due };
}

async function referrals(ask: Reading, { panelId, meetingId, when }: Asked, facts: Facts) {
  const rows = await rowsOf(ask, sql<{ subject_id: string; made_on: Day; panel: string | null; person: string | null; agency: string | null }>`
    select r.subject_id, r.made_on, case when r.from_panel_id = ${panelId} then null else p.name end as panel, w.name as person, a.name as agency from referral r left join panel p on p.id = r.from_panel_id left join person w on w.id = r.made_by_id left join agency a on a.id = w.agency_id
    where r.to_panel_id = ${panelId} and (r.meeting_id is null or r.meeting_id = ${meetingId}) and r.made_on <= ${when.asOf} order by r.made_at`);
  for (const row of rows) (factsOf(facts, row.subject_id).referrals ??= []).push({ by: row.panel ? `Referred by ${row.panel}` : row.person ? `Proposed by ${row.person}, ${row.agency}` : "Proposed", on: row.made_on });
}

async function measures(ask: Reading, { when }: Asked, set: { expiresWithinDays: number; breachedWithinDays: number }, facts: Facts) {
  const rows = await rowsOf(ask, sql<{ subject_id: string; kind: string; what: "breached" | "expires"; on_day: Day }>`
    select m.against_id as subject_id, m.kind, 'breached' as what, b.breached_on as on_day from measure_breach b join measure m on m.id = b.measure_id where b.breached_on > ${addDays(when.asOf, -set.breachedWithinDays)} and b.breached_on <= ${when.asOf}
    union all select m.against_id, m.kind, 'expires', m.expires_on from measure m where m.expires_on >= ${when.asOf} and m.expires_on <= ${addDays(when.meetingOn, set.expiresWithinDays)} and m.status in ('issued', 'served', 'breached')`);
  for (const row of rows) (factsOf(facts, row.subject_id).measures ??= []).push({ kind: row.kind.charAt(0).toUpperCase() + row.kind.slice(1), what: row.what, on: row.on_day });
}

async function dates(ask: Reading, { when }: Asked, { withinDays }: { withinDays: number }, facts: Facts) {
  const rows = await rowsOf(ask, sql<{ subject_id: string; kind: string; to_on: Day }>`
    select p.subject_id, p.kind, p.to_on from period p where p.kind in ('custody', 'release', 'licence', 'MAPPA') and p.to_on >= ${when.asOf} and p.to_on <= ${addDays(when.meetingOn, withinDays)} and p.superseded_at is null and p.value <> 'not managed under MAPPA'`);
  for (const row of rows) (factsOf(facts, row.subject_id).dates ??= []).push({ kind: row.kind === "licence" || row.kind === "MAPPA" ? row.kind : "release", on: row.to_on });
}

async function hotspots(ask: Reading, asked: Asked, { days, rank, children }: { days: number; rank: number; children: number }, facts: Facts) {
  const { asOf } = asked.when;
  const since = addDays(asOf, -days);
  const from = instantOf(addDays(since, 1), "00:00");
  const near = (place: "a_id" | "b_id", child: "a_id" | "b_id") => sql`
    select l.${sql.ref(place)} as place, l.${sql.ref(child)} as child, coalesce(l.from_on, substr(l.recorded_at, 1, 10)) as on_day from link l join location p on p.subject_id = l.${sql.ref(place)}
    where l.superseded_at is null and l.handling = 'shared' and (l.to_on is null or l.to_on >= ${asOf}) and ((l.from_on > ${since} and l.from_on <= ${asOf}) or (l.from_on is null and l.recorded_at >= ${from} and l.recorded_at < ${asked.end}))`;
  const rows = await rowsOf(ask, sql<{ place: string; ref: string; on_day: Day }>`
    select f.place, s.ref, max(f.on_day) as on_day from (
      select m.found_at_id as place, m.child_id as child, m.to_on as on_day from missing_episode m where m.found_at_id is not null and m.superseded_at is null and m.to_on > ${since} and m.to_on <= ${asOf}
      union all ${near("a_id", "b_id")} union all ${near("b_id", "a_id")}
    ) f join subject s on s.id = f.child and s.kind = 'child' join risk r on r.subject_id = f.child and r.panel_id = ${asked.panelId} and r.rank >= ${rank} and ${isCurrent("r", asked)}
    group by f.place, s.ref order by on_day`);
  const places = new Map<string, { refs: string[]; last: Day }>();
  for (const row of rows) {
    const spot = places.get(row.place) ?? { refs: [], last: row.on_day };
    places.set(row.place, { refs: [...spot.refs, row.ref], last: row.on_day });
  }
  for (const [id, spot] of places) if (spot.refs.length >= children) factsOf(facts, id).hotspot = spot;
}

/** Children with an open case who are 18 by the meeting: never proposed, always shown. */
async function adults(ask: Reading, asked: Asked, facts: Facts) {
  if (!asked.settings.sections.some((s) => s.kind === "child")) return;
  const rows = await rowsOf(ask, sql<{ id: string }>`
    select s.id from subject s join panel_case c on c.subject_id = s.id and c.panel_id = ${asked.panelId} and ${isOpen("c", asked)} where s.kind = 'child' and s.born_on <= ${bornBy(asked.when.meetingOn)}`);
  for (const row of rows) factsOf(facts, row.id);
}

async function alreadyListed(ask: Reading, { meetingId }: Asked, facts: Facts) {
  for (const row of await rowsOf(ask, sql<{ subject_id: string }>`select subject_id from item where meeting_id = ${meetingId} and subject_id is not null and withdrawn_at is null`)) factsOf(facts, row.subject_id);
}

/** The links, as they stood, between these subjects and others: from both ends. */
export async function linksFrom(ask: Reading, { when, end }: Asked, ids: string[]): Promise<{ of: string; link: LinkFact }[]> {
  const links: { of: string; link: LinkFact }[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < ids.length; i += 1000) {
    const some = sql.join(ids.slice(i, i + 1000));
    const rows = await rowsOf(ask, sql<{ id: string; a: string; a_ref: string; a_kind: Kind; b: string; b_ref: string; b_kind: Kind; kind: string; from_on: Day | null; recorded_at: string }>`
      select l.id, l.kind, l.from_on, l.recorded_at, a.id as a, a.ref as a_ref, a.kind as a_kind, b.id as b, b.ref as b_ref, b.kind as b_kind
      from link l join subject a on a.id = l.a_id join subject b on b.id = l.b_id
      where l.id in (select id from link where a_id in (${some}) union select id from link where b_id in (${some})) and l.superseded_at is null and l.handling = 'shared'
        and ((l.from_on is not null and l.from_on <= ${when.asOf}) or (l.from_on is null and l.recorded_at < ${end})) and (l.to_on is null or l.to_on >= ${when.asOf})`);
    for (const row of rows) {
      if (seen.has(row.id)) continue;
      seen.add(row.id);
      const on = row.from_on ?? dayOf(row.recorded_at);
      links.push({ of: row.a, link: { otherId: row.b, otherRef: row.b_ref, otherKind: row.b_kind, kind: row.kind, on } });
      links.push({ of: row.b, link: { otherId: row.a, otherRef: row.a_ref, otherKind: row.a_kind, kind: row.kind, on } });
    }
  }
  return links;
}
