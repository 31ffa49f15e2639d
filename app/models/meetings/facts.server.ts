import { sql } from "kysely";
import type { Ask } from "../core/ask.server.ts";
import { type Day, addDays, dayOf, instantOf } from "../core/days.ts";
import type { PanelSettings } from "../people/panel.ts";
import type { Kind } from "../subjects/subject.ts";
import { type Asked, type Facts, type Reading, factsOf, isOpen, rowsOf } from "./asked.server.ts";
import type { AsOf, SubjectFacts } from "./facts.ts";
import { levels, linksFrom, triggersOf } from "./triggers.server.ts";

/**
 * The facts that may make a rule of the panel fire, as of a day, for those the panel may propose: an open case with it, a child taken at its
 * import, a referral to it, or a record on no list at all. Never who is known to other panels only.
 * Set-based: what fires nothing is not loaded.
 */
export async function loadFacts(ask: Pick<Ask, "db" | "now">, meeting: { id: string; panel_id: string }, settings: PanelSettings, when: AsOf, lastMeetingId: string | null): Promise<SubjectFacts[]> {
  const today = dayOf(ask.now);
  const end = instantOf(addDays(when.asOf, 1), "00:00");
  const asked: Asked = { panelId: meeting.panel_id, meetingId: meeting.id, lastMeetingId, settings, when, past: when.asOf < today, end, until: when.asOf === today ? ask.now.toISOString() : end };
  const facts: Facts = new Map();
  await triggersOf(ask, asked, facts);
  for (const { of, link } of await linksFrom(ask, asked, [...facts.keys()])) (factsOf(facts, of).links ??= []).push(link);
  await levels(ask, asked, facts);
  return candidatesAmong(ask, asked, facts);
}

/** Whom of those with a fact the panel may propose, each with who they are. */
async function candidatesAmong(ask: Reading, asked: Asked, facts: Facts): Promise<SubjectFacts[]> {
  const { panelId, meetingId, when } = asked;
  const ids = [...facts.keys()];
  const kinds = sql.join(asked.settings.sections.map((s) => s.kind));
  const result: SubjectFacts[] = [];
  for (let i = 0; i < ids.length; i += 1000) {
    const rows = await rowsOf(ask, sql<{ id: string; ref: string; kind: Kind; born_on: Day | null; opened_on: Day | null; closed_on: Day | null; listed: number; elsewhere: number; discussed: number; taken: number; listless: number }>`
      select s.id, s.ref, s.kind, s.born_on, c.opened_on,
        (select max(k.closed_on) from panel_case k where k.subject_id = s.id and k.panel_id = ${panelId} and k.closed_on <= ${when.asOf}) as closed_on,
        (select count(*) from item i where i.subject_id = s.id and i.meeting_id = ${meetingId} and i.withdrawn_at is null) as listed,
        (select count(*) from item i join meeting m on m.id = i.meeting_id where i.subject_id = s.id and m.panel_id = ${panelId} and m.status in ('draft', 'published', 'live') and i.meeting_id <> ${meetingId} and i.withdrawn_at is null) as elsewhere,
        (select count(*) from item i join meeting m on m.id = i.meeting_id where i.subject_id = s.id and m.panel_id = ${panelId} and m.status in ('ended', 'agreed') and m.on_day <= ${when.asOf}
          and i.withdrawn_at is null and i.outcome not in ('not reached', 'deferred')) as discussed,
        (select count(*) from import_candidate ic join import_run ir on ir.id = ic.import_id where ic.subject_id = s.id and ic.panel_id = ${panelId}
          and not exists (select 1 from panel_case k where k.subject_id = s.id and k.panel_id = ${panelId} and k.closed_at > coalesce(ir.ended_at, ir.started_at))) as taken,
        (case when c.id is null and not exists (select 1 from panel_case k where k.subject_id = s.id) and not exists (select 1 from item k where k.subject_id = s.id)
          and not exists (select 1 from import_candidate k where k.subject_id = s.id) then 1 else 0 end) as listless
      from subject s left join panel_case c on c.subject_id = s.id and c.panel_id = ${panelId} and ${isOpen("c", asked)}
      where s.id in (${sql.join(ids.slice(i, i + 1000))}) and s.kind in (${kinds})`);
    for (const row of rows) {
      const of = facts.get(row.id)!;
      const known = row.opened_on !== null || row.taken > 0 || row.listless > 0 || row.listed > 0 || of.referrals !== undefined || of.deferral !== undefined || of.notReached !== undefined || of.cancelled !== undefined;
      // Who is listed for another meeting to come is taken there.
      if (!known || (row.elsewhere > 0 && !asked.past)) continue;
      const { recordedOn, openedOn: _, ...rest } = of;
      result.push({
        ...rest, id: row.id, ref: row.ref, kind: row.kind, bornOn: row.born_on, listed: row.listed > 0, discussed: row.discussed,
        ...(row.opened_on ? { openedOn: row.opened_on } : {}), ...(row.closed_on ? { closedOn: row.closed_on } : {}), ...(recordedOn && row.listless ? { recordedOn } : {}),
      });
    }
  }
  return result;
}
