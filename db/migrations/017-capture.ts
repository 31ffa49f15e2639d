import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const recorded = `recorded_at text not null, recorded_by_id text references person (id), agreed_at text, agreed_by_id text references person (id), removed_at text`;
const placed = `id text primary key, ref text not null unique, panel_id text not null references panel (id), meeting_id text references meeting (id), item_id text references item (id)`;
const tables = [
  "alter table action add column priority text not null default 'normal' check (priority in ('high', 'normal', 'low'))",
  "alter table risk add column ref text",
  "alter table risk add column sustained text",
  "alter table risk add column support_continues text",
  "alter table risk add column marker_decision text",
  "alter table risk add column would_bring_back text",
  "create unique index risk_ref on risk (ref) where ref is not null",
  "alter table item add column outcome_dissent text",
  "alter table item add column closed_detail text",
  "alter table panel_case add column closed_detail text",
  "alter table panel_version add column usual_basis text not null default '{}'",
  `create table decision (
  ${placed}, subject_id text references subject (id), text text not null, reason text not null, dissent text, ${recorded}
)`,
  "create index decision_item on decision (item_id)",
  "create index decision_subject on decision (subject_id)",
  `create table marker (
  ${placed}, subject_id text not null references subject (id), system text not null, want text not null check (want in ('place', 'remove')), why text not null,
  agency_id text not null references agency (id), ask_by_on text not null, review_on text, dissent text, ${recorded},
  answer text check (answer in ('confirmed', 'refused')), answered_on text, answered_at text, answered_by_id text references person (id), answer_ref text, answer_note text,
  check ((answer is null) = (answered_at is null)), check (answer is null or agreed_at is not null)
)`,
  "create index marker_item on marker (item_id)",
  "create index marker_subject on marker (subject_id)",
  "create index marker_waiting on marker (panel_id, ask_by_on) where answer is null and removed_at is null",
  "create index marker_agency on marker (agency_id) where answer is null and removed_at is null",
  `create table chosen_measure (
  ${placed}, against_id text not null references subject (id), kind text not null, status text not null check (status in ('proposed', 'requested')), agency_id text not null references agency (id), why text not null, terms text, decide_by_on text,
  dissent text, ${recorded}, measure_id text references measure (id)
)`,
  "create index chosen_measure_item on chosen_measure (item_id)",
  "create table chosen_measure_protects (chosen_id text not null references chosen_measure (id), child_id text not null references subject (id), primary key (chosen_id, child_id))",
];

/** Decisions, markers and measures under an item; an action's priority; what a step-down and a closing must say; a panel's usual basis for sharing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
