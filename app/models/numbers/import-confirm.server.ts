import { sql } from "kysely";
import type { Db } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { importInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { nextRefs } from "../subjects/ref.server.ts";
import { whyNotConfirm, type Summary } from "./import.ts";
import { tallyOf } from "./import.server.ts";
import { finishImport } from "./import-finish.server.ts";

/**
 * Writes what was prepared for the children taken, and forgets the rest: one transaction of a few statements, all rows being ready in the
 * staging tables, so that it holds the write lock for well under a second. One news row; a line for each child that changed.
 * Throws NotAgreed when it is not ready, nobody is taken, or the records have changed since the check.
 */
export async function confirmImport(ask: Ask, importId: string): Promise<void> {
  await writeTaken(ask, importId);
  await finishImport(ask.db, importId);
}

const writeTaken = (ask: Ask, importId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const run = await importInReach(ask, importId);
    allow(may.importChildren(ask.who, run));
    const counts = await tallyOf(ask, run.id, true);
    agree(whyNotConfirm(run.state, counts.children.fresh + counts.children.changed + counts.children.same));
    if (await outOfDate(ask.db, run)) throw new NotAgreed("The records have changed since the files were checked. Discard this import and check the files again");
    const { db } = ask;
    const at = ask.now.toISOString();
    const by = ask.who.id;
    const taken = sql`select child_number from import_child where import_id = ${run.id} and take = 1`;

    if (run.kind === "ssda903") {
      await writeChildren(ask, run);
      for (const [table, staged] of [["care_episode", "import_care"], ["missing_episode", "import_missing"]] as const)
        await sql`update ${sql.table(table)} set superseded_at = ${at} where id in (select replaces_id from ${sql.table(staged)} where import_id = ${run.id} and replaces_id is not null and child_number in (${taken}))`.execute(db);
      await sql`insert into care_episode (id, child_id, from_on, to_on, legal_status, placement, placement_provider, placement_address, responsible_authority, need, reason_started, reason_ended, urn, home_postcode, import_id, recorded_at, recorded_by_id)
        select c.id, k.subject_id, c.from_on, c.to_on, c.legal_status, c.placement, c.placement_provider, c.placement_address, ${run.authority}, c.need, c.reason_started, c.reason_ended, c.urn, c.home_postcode, c.import_id, ${at}, ${by}
        from import_care as c join import_child as k on k.import_id = c.import_id and k.child_number = c.child_number
        where c.import_id = ${run.id} and c.id is not null and k.take = 1`.execute(db);
      // What people added by hand to an imported episode goes on with the row that replaces it; a time of return only while its day stands.
      await sql`insert into missing_episode (id, child_id, kind, from_on, to_on, from_at, to_at, police_grade, police_number, reported_by, missing_from, how_found, where_found, found_at_id, harm, note, import_id, recorded_at, recorded_by_id)
        select m.id, k.subject_id, m.kind, m.from_on, m.to_on, o.from_at, case when o.to_on = m.to_on then o.to_at end, o.police_grade, o.police_number, o.reported_by, o.missing_from, o.how_found, o.where_found, o.found_at_id, o.harm, o.note, m.import_id, ${at}, ${by}
        from import_missing as m join import_child as k on k.import_id = m.import_id and k.child_number = m.child_number left join missing_episode as o on o.id = m.replaces_id
        where m.import_id = ${run.id} and m.id is not null and k.take = 1`.execute(db);
      await sql`update return_interview set episode_id = (select m.id from import_missing as m where m.import_id = ${run.id} and m.replaces_id = return_interview.episode_id)
        where episode_id in (select replaces_id from import_missing where import_id = ${run.id} and id is not null and replaces_id is not null and child_number in (${taken}))`.execute(db);
      await sql`insert into import_candidate (panel_id, subject_id, import_id) select ${run.panel_id}, k.subject_id, k.import_id from import_child as k
        where k.import_id = ${run.id} and k.take = 1 on conflict do nothing`.execute(db);
    }
    await writeFacts(ask, run.id);
    await sql`insert into import_change (import_id, subject_id, what, counts) select import_id, subject_id, what, counts from import_child
      where import_id = ${run.id} and take = 1 and (is_there = 0 or updates = 1 or care_new + care_changed + care_withdrawn + missing_new + missing_changed + missing_withdrawn > 0)`.execute(db);
    // The rest is gone with this; the threes of those taken wait for their turn.
    await sql`delete from import_gram where import_id = ${run.id} and subject_id not in (select subject_id from import_child where import_id = ${run.id} and take = 1)`.execute(db);
    const summary: Summary = { ...(JSON.parse(run.summary) as Summary), written: counts };
    await db.updateTable("import_run").set({ state: "confirmed", ended_at: at, summary: JSON.stringify(summary) }).where("id", "=", run.id).execute();
    happened({ what: "import confirmed", panelId: run.panel_id, detail: run.id });
  });

/** The records of the children who have none yet. */
async function writeChildren(ask: Ask, run: { id: string; authority: string }): Promise<void> {
  const { db } = ask;
  const { many } = await db.selectFrom("import_child").select((eb) => eb.fn.countAll<number>().as("many")).where("import_id", "=", run.id).where("take", "=", 1).where("is_there", "=", 0).executeTakeFirstOrThrow();
  if (!Number(many)) return;
  const first = Number((await nextRefs(ask, "child", Number(many)))[0]!.slice(2));
  const fresh = sql`k.import_id = ${run.id} and k.take = 1 and k.is_there = 0`;
  await sql`insert into subject (id, kind, ref, created_at, created_by_id, display_name, born_on)
    select f.subject_id, 'child', 'C-' || case when f.n < 10 then '000' when f.n < 100 then '00' when f.n < 1000 then '0' else '' end || cast(f.n as text), ${ask.now.toISOString()}, ${ask.who.id}, 'Child ' || f.child_number || ' of ' || ${run.authority}, f.born_on
    from (select k.subject_id, k.child_number, k.born_on, ${sql.lit(first - 1)} + row_number() over (order by k.number) as n from import_child as k where ${fresh}) as f`.execute(db);
  await sql`insert into child (subject_id, born_on, sex, ethnicity, upn, authority, authority_number)
    select k.subject_id, k.born_on, k.sex, k.ethnicity, k.upn, ${run.authority}, k.child_number from import_child as k where ${fresh}`.execute(db);
}

const facts = ["born_on", "sex", "ethnicity", "upn", "family_name", "given_names"] as const;

/** Plain facts that changed of children who have a record, with what each held before. */
async function writeFacts(ask: Ask, importId: string): Promise<void> {
  const { db } = ask;
  const updating = sql`k.import_id = ${importId} and k.take = 1 and k.updates = 1`;
  const { some } = await db.selectFrom("import_child as k").select((eb) => eb.fn.countAll<number>().as("some")).where(sql<boolean>`${updating}`).executeTakeFirstOrThrow();
  if (!Number(some)) return;
  for (const fact of facts)
    await sql`insert into record_change (id, subject_id, thing, field, was, became, recorded_at, recorded_by_id)
      select k.import_id || ${`-${fact}-`} || k.subject_id, k.subject_id, 'child', ${fact}, c.${sql.ref(fact)}, k.${sql.ref(fact)}, ${ask.now.toISOString()}, ${ask.who.id}
      from import_child as k join child as c on c.subject_id = k.subject_id where ${updating} and k.${sql.ref(fact)} is not null and (c.${sql.ref(fact)} is null or c.${sql.ref(fact)} <> k.${sql.ref(fact)})`.execute(db);
  await sql`update child set ${sql.join(facts.map((fact) => sql`${sql.ref(fact)} = coalesce(k.${sql.ref(fact)}, child.${sql.ref(fact)})`))} from import_child as k where k.subject_id = child.subject_id and ${updating}`.execute(db);
  await sql`update subject set born_on = coalesce(k.born_on, subject.born_on) from import_child as k where k.subject_id = subject.id and ${updating}`.execute(db);
  const named = sql`${updating} and (k.family_name is not null or k.given_names is not null)`;
  await sql`update subject set display_name = trim(coalesce(c.given_names, '') || ' ' || coalesce(c.family_name, '')) from import_child as k join child as c on c.subject_id = k.subject_id where k.subject_id = subject.id and ${named}`.execute(db);
}

// Between the check and the confirmation another import or a person may have written to the same children.
async function outOfDate(db: Db, run: { id: string; authority: string }): Promise<boolean> {
  const { rows } = await sql<{ changed: number }>`select
    (select count(*) from import_child as k join child as c on c.authority = ${run.authority} and c.authority_number = k.child_number where k.import_id = ${run.id} and k.take = 1 and k.is_there = 0)
    + (select count(*) from import_care as s join care_episode as e on e.id = s.replaces_id where s.import_id = ${run.id} and e.superseded_at is not null)
    + (select count(*) from import_missing as s join missing_episode as e on e.id = s.replaces_id where s.import_id = ${run.id} and e.superseded_at is not null)
    + (select count(*) from import_child as k join import_run as r on r.id = k.import_id join care_episode as e on e.child_id = k.subject_id where k.import_id = ${run.id} and k.take = 1 and k.is_there = 1 and e.recorded_at > r.staged_at)
    + (select count(*) from import_child as k join import_run as r on r.id = k.import_id join missing_episode as e on e.child_id = k.subject_id where k.import_id = ${run.id} and k.take = 1 and k.is_there = 1 and e.recorded_at > r.staged_at) as changed`.execute(db);
  return Number(rows[0]?.changed ?? 0) > 0;
}
