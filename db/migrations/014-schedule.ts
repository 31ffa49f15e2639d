import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
const tables = [
  `create table series (
  id text primary key, panel_id text not null references panel (id), pattern text not null, starts_at text not null, minutes_long integer not null, place text,
  on_holiday text not null check (on_holiday in ('next', 'previous', 'skip')), from_on text not null, to_on text, made_until_on text not null,
  made_at text not null, made_by_id text not null references person (id), replaces_id text references series (id),
  ended_at text, ended_by_id text references person (id)
)`,
  "create index series_panel on series (panel_id)",
  "alter table meeting add column series_id text references series (id)",
  "alter table meeting add column set_by_hand_at text",
  "alter table meeting add column calendar_sequence integer not null default 0",
  "alter table meeting add column cancelled_at text",
  "alter table meeting add column cancelled_by_id text references person (id)",
  "alter table meeting add column cancelled_reason text",
  "create index meeting_series on meeting (series_id)",
  `create table meeting_move (
  id text primary key, meeting_id text not null references meeting (id), kind text not null check (kind in ('postponed', 'adjourned')),
  from_on text not null, from_time text not null, to_on text not null, to_time text not null, reason text not null,
  item_id text references item (id), at text not null, by_id text not null references person (id), resumed_at text, resumed_by_id text references person (id)
)`,
  "create index meeting_move_of on meeting_move (meeting_id)",
  `create table reply (
  id text primary key, meeting_id text not null references meeting (id), person_id text not null references person (id),
  answer text not null check (answer in ('accepted', 'declined', 'deputy')), deputy_id text references person (id), at text not null, ended_at text,
  check ((answer = 'deputy') = (deputy_id is not null))
)`,
  "create unique index reply_one on reply (meeting_id, person_id) where ended_at is null",
  "alter table guest add column calendar_sequence integer not null default 0",
  "alter table guest add column told_for text",
  "alter table item add column is_break integer not null default 0",
  "alter table item add column is_urgent integer not null default 0",
  "alter table item add column withdrawn_as text check (withdrawn_as in ('withdrawn', 'deferred', 'cancelled'))",
  "alter table item add column deferred_to text",
  `create table agenda_order (
  id text primary key, meeting_id text not null references meeting (id), before text not null, after text not null, at text not null, by_id text not null references person (id), undone_at text
)`,
  "create index agenda_order_of on agenda_order (meeting_id)",
];

/** When a panel's meetings are, who comes, and what becomes of one that is put off. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
}
