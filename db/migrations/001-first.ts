import { type Kysely, sql } from "kysely";

// Frozen once merged: never edited, imports nothing of ours.
// The SQL is the part that SQLite and PostgreSQL share: text, integer, bytea; days are YYYY-MM-DD, instants UTC ISO-8601.
const statements = `
create table agency (
  id text primary key, name text not null unique, kind text not null, phone text, ended_at text
);

create table person (
  id text primary key, agency_id text not null references agency (id), name text not null, email text not null unique,
  job_title text, phone text, password_hash text not null, must_change_password integer not null default 0,
  is_lead integer not null default 0, is_administrator integer not null default 0, is_auditor integer not null default 0,
  created_at text not null, ended_at text
);
create index person_agency on person (agency_id);

create table session (
  token_hash text primary key, person_id text not null references person (id),
  created_at text not null, seen_at text not null, ended_at text
);
create index session_person on session (person_id);

create table panel (
  id text primary key, name text not null, code text not null unique, created_at text not null
);

create table panel_version (
  id text primary key, panel_id text not null references panel (id), from_on text not null,
  remit text not null, frequency text not null, meeting_minutes integer not null,
  sections text not null, scale text not null, rules text not null, reach_after_closing_days integer not null,
  set_at text not null, set_by_id text references person (id),
  unique (panel_id, from_on)
);

create table panel_agency (
  panel_id text not null references panel (id), agency_id text not null references agency (id),
  from_on text not null, to_on text, primary key (panel_id, agency_id, from_on)
);

create table membership (
  id text primary key, panel_id text not null references panel (id), person_id text not null references person (id),
  role text not null check (role in ('chair', 'deputy chair', 'coordinator', 'member')),
  from_on text not null, to_on text
);
create index membership_person on membership (person_id, panel_id);
create index membership_panel on membership (panel_id);

create table subject (
  id text primary key, kind text not null check (kind in ('child', 'offender', 'location')),
  ref text not null unique, created_at text not null, created_by_id text references person (id), display_name text not null,
  born_on text
);
create index subject_kind_name on subject (kind, display_name);
create index subject_name on subject (display_name, id);
create index subject_born on subject (born_on);
create index subject_created on subject (created_at);

create table child (
  subject_id text primary key references subject (id), family_name text, given_names text,
  born_on text, born_estimated integer not null default 0, sex text, gender_identity text, ethnicity text, nationality text,
  language text, interpreter text, disability text, address text,
  authority text, authority_number text, nhs_number text, upn text, police_number text,
  parents text, parents_informed text, childs_view text, criminal_process text,
  unique (authority, authority_number)
);

create table offender (
  subject_id text primary key references subject (id), family_name text, given_names text, description text,
  born_on text, born_estimated integer not null default 0, age_estimate text, sex text, ethnicity text, nationality text, address text,
  vehicle text, phone text, user_name text, occupation text, police_number text, basis_of_concern text, method text
);

create table location (
  subject_id text primary key references subject (id), name text not null, place_type text not null, address text, postcode text,
  online_address text, owner_operator text, licence text, concern text, concern_detail text, times_of_day text, guardianship text
);

create table record_change (
  id text primary key, subject_id text not null references subject (id), thing text not null, thing_id text, field text not null, was text, became text,
  recorded_at text not null, recorded_by_id text references person (id)
);
create index record_change_subject on record_change (subject_id, recorded_at);

create table alias (
  id text primary key, subject_id text not null references subject (id), name text not null, kind text not null,
  recorded_at text not null, recorded_by_id text references person (id)
);
create index alias_subject on alias (subject_id);

create table name_gram (
  gram text not null, subject_id text not null references subject (id), primary key (gram, subject_id)
);
create index name_gram_subject on name_gram (subject_id);

create table period (
  id text primary key, subject_id text not null references subject (id), kind text not null, value text not null, detail text,
  from_on text, to_on text, recorded_at text not null, recorded_by_id text references person (id), superseded_at text,
  check (to_on is null or from_on is null or to_on >= from_on)
);
create index period_subject on period (subject_id, kind);
create index period_kind_to on period (kind, to_on);

create table import_run (
  id text primary key, panel_id text not null references panel (id), by_id text not null references person (id), authority text not null,
  kind text not null check (kind in ('ssda903', 'names')),
  state text not null check (state in ('columns', 'checking', 'ready', 'confirmed', 'discarded', 'failed')),
  started_at text not null, beat_at text not null, staged_at text, ended_at text, failed text,
  summary text not null, progress text
);
create index import_run_panel on import_run (panel_id, started_at);
create index import_run_authority on import_run (authority, ended_at);

create table import_fault (
  import_id text not null references import_run (id), number integer not null, kind text not null, file text not null, line integer not null,
  column_name text, child_number text, reason text not null, primary key (import_id, number)
);

create table import_child (
  import_id text not null references import_run (id), child_number text not null, number integer not null, subject_id text not null,
  state text not null check (state in ('new', 'changed', 'unchanged')),
  is_there integer not null, known integer not null, missing_lately integer not null, take integer not null default 0, updates integer not null,
  born_on text, sex text, ethnicity text, upn text, family_name text, given_names text, what text not null, counts text not null,
  care_new integer not null, care_changed integer not null, care_same integer not null, care_withdrawn integer not null,
  missing_new integer not null, missing_changed integer not null, missing_same integer not null, missing_withdrawn integer not null, kept integer not null,
  primary key (import_id, child_number)
);
create index import_child_number on import_child (import_id, number);

create table import_care (
  import_id text not null references import_run (id), number integer not null, child_number text not null, id text, replaces_id text,
  from_on text, to_on text, legal_status text, placement text, placement_provider text, placement_address text, need text,
  reason_started text, reason_ended text, urn text, home_postcode text, primary key (import_id, number)
);

create table import_missing (
  import_id text not null references import_run (id), number integer not null, child_number text not null, id text, replaces_id text,
  kind text, from_on text, to_on text, primary key (import_id, number)
);

create table import_gram (
  import_id text not null references import_run (id), subject_id text not null, gram text not null, primary key (import_id, subject_id, gram)
);

create table import_change (
  import_id text not null references import_run (id), subject_id text not null references subject (id), what text not null,
  counts text not null, primary key (import_id, subject_id)
);
create index import_change_subject on import_change (subject_id);

create table import_candidate (
  panel_id text not null references panel (id), subject_id text not null references subject (id), import_id text not null references import_run (id),
  primary key (panel_id, subject_id)
);
create index import_candidate_subject on import_candidate (subject_id);

create table care_episode (
  id text primary key, child_id text not null references child (subject_id), from_on text not null, to_on text,
  legal_status text, placement text, placement_provider text, placement_address text, responsible_authority text,
  need text, reason_started text, reason_ended text, urn text, home_postcode text,
  import_id text references import_run (id), recorded_at text not null, recorded_by_id text references person (id), superseded_at text,
  check (to_on is null or to_on >= from_on)
);
create index care_episode_child on care_episode (child_id, from_on);

create table panel_case (
  id text primary key, panel_id text not null references panel (id), subject_id text not null references subject (id),
  opened_on text not null, opened_at text not null, opened_by_id text references person (id), why text not null,
  review_on text not null,
  closed_on text, closed_at text, closed_by_id text references person (id), closed_reason text, support_continues text, would_bring_back text
);
create unique index panel_case_open on panel_case (panel_id, subject_id) where closed_on is null;
create index panel_case_subject on panel_case (subject_id, panel_id);
create index panel_case_review on panel_case (panel_id, review_on);
create index panel_case_opened on panel_case (panel_id, opened_on);

create table risk (
  id text primary key, subject_id text not null references subject (id), panel_id text not null references panel (id),
  level text not null, rank integer not null, rationale text not null, dissent text, scale_from_on text not null,
  decided_on text not null, ended_on text, next_review_on text,
  item_id text, recorded_at text not null, recorded_by_id text references person (id), agreed_at text, agreed_by_id text references person (id),
  superseded_at text
);
create index risk_subject on risk (subject_id, panel_id, decided_on);
create index risk_current on risk (panel_id, rank) where ended_on is null and superseded_at is null;
create index risk_item on risk (item_id);

create table link (
  id text primary key, a_id text not null references subject (id), b_id text not null references subject (id),
  kind text not null, confidence text not null, source text, from_on text, to_on text, note text,
  recorded_at text not null, recorded_by_id text references person (id), superseded_at text, check (a_id <> b_id)
);
create index link_a on link (a_id);
create index link_b on link (b_id);
create index link_recorded on link (recorded_at);

create table missing_episode (
  id text primary key, child_id text not null references child (subject_id),
  kind text not null check (kind in ('missing', 'away from placement')),
  from_on text not null, from_at text, to_on text, to_at text, police_grade text, police_number text, reported_by text, missing_from text,
  how_found text, where_found text, found_at_id text references location (subject_id), harm text, note text,
  import_id text references import_run (id), recorded_at text not null, recorded_by_id text references person (id), superseded_at text,
  check (to_on is null or to_on >= from_on)
);
create index missing_episode_child on missing_episode (child_id, from_on);
create index missing_episode_from on missing_episode (from_on, child_id, kind, to_on, from_at, police_grade, superseded_at) where superseded_at is null;
create index missing_episode_to on missing_episode (to_on, from_on, child_id, superseded_at) where superseded_at is null;
create index missing_episode_found on missing_episode (found_at_id);

create table return_interview (
  id text primary key, episode_id text not null unique references missing_episode (id),
  offered text not null check (offered in ('yes', 'no', 'not known')), offered_at text, offered_on text,
  result text not null check (result in ('not known', 'arranged', 'completed', 'declined', 'not completed')),
  completed_on text, completed_at text, reason text, interviewer text, independent text, childs_account text, shared_with_police_on text,
  recorded_at text not null, recorded_by_id text references person (id)
);

create index return_interview_arranged on return_interview (episode_id) where result = 'arranged';
create index return_interview_not_offered on return_interview (episode_id) where result = 'not known' and offered = 'no';

create table measure (
  id text primary key, kind text not null, against_id text not null references subject (id),
  authority text, terms text, issued_by text, issued_on text, expires_on text, status text not null, status_reason text,
  became_id text references measure (id), recorded_at text not null, recorded_by_id text references person (id)
);
create index measure_against on measure (against_id);
create index measure_expires on measure (expires_on);

create table measure_protects (
  measure_id text not null references measure (id), child_id text not null references child (subject_id), primary key (measure_id, child_id)
);
create index measure_protects_child on measure_protects (child_id);

create table measure_breach (
  id text primary key, measure_id text not null references measure (id), breached_on text not null, response text,
  recorded_at text not null, recorded_by_id text references person (id)
);
create index measure_breach_measure on measure_breach (measure_id);

create table meeting (
  id text primary key, panel_id text not null references panel (id), number integer not null, on_day text not null, starts_at text not null,
  minutes_long integer not null, place text, chair_id text references person (id),
  status text not null check (status in ('draft', 'published', 'live', 'ended', 'agreed')),
  current_item_id text, proposed_at text, published_at text, published_by_id text references person (id), started_at text, started_by_id text references person (id),
  ended_at text, ended_by_id text references person (id), approved_at text, approved_by_id text references person (id),
  unique (panel_id, number)
);
create index meeting_panel on meeting (panel_id, on_day);

create table proposal (
  id text primary key, meeting_id text not null references meeting (id), subject_id text not null references subject (id),
  section text not null, position integer not null, minutes integer not null, reasons text not null, proposed_at text not null,
  decision text check (decision in ('listed', 'deferred', 'declined')), until_on text, decision_reason text,
  decided_at text, decided_by_id text references person (id), unique (meeting_id, subject_id)
);
create index proposal_subject on proposal (subject_id);

create table item (
  id text primary key, meeting_id text not null references meeting (id), kind text not null check (kind in ('subject', 'standing')),
  number text, section text not null, title text, subject_id text references subject (id), position integer not null, minutes integer not null,
  lead_id text references person (id), reasons text not null, added_by_id text references person (id), added_at text not null, late_at text,
  withdrawn_at text, withdrawn_by_id text references person (id), withdrawn_reason text,
  started_at text, finished_at text,
  outcome text, outcome_note text, outcome_until_on text, outcome_panel_id text references panel (id), cover text, closed_reason text, support_continues text, would_bring_back text, outcome_at text, outcome_by_id text references person (id),
  agreed_at text, agreed_by_id text references person (id)
);
create unique index item_subject_once on item (meeting_id, subject_id) where withdrawn_at is null;
create index item_meeting on item (meeting_id, position);
create index item_subject on item (subject_id);

create table case_next (
  id text primary key, case_id text not null references panel_case (id),
  kind text not null check (kind in ('listed', 'review', 'closing')), on_day text not null,
  owner_id text not null references person (id), item_id text references item (id), why text,
  set_at text not null, set_by_id text references person (id), ended_at text
);
create unique index case_next_one on case_next (case_id) where ended_at is null;
create index case_next_item on case_next (item_id);
create index case_next_due on case_next (kind, on_day) where ended_at is null;

create table referral (
  id text primary key, subject_id text not null references subject (id), to_panel_id text not null references panel (id),
  from_panel_id text references panel (id), item_id text references item (id), reason text not null,
  made_at text not null, made_on text not null, made_by_id text references person (id), meeting_id text references meeting (id)
);
create index referral_to on referral (to_panel_id, subject_id);
create index referral_subject on referral (subject_id);

create table attendance (
  meeting_id text not null references meeting (id), person_id text not null references person (id), agency_id text not null references agency (id),
  status text not null check (status in ('present', 'apologies', 'deputy', 'absent')),
  information_sent text, deputy_for_id text references person (id), recorded_at text not null, recorded_by_id text references person (id),
  primary key (meeting_id, person_id)
);

create table document (
  id text primary key, item_id text not null references item (id), handling text not null default 'shared',
  epoch integer not null default 1, frozen_at text, unique (item_id, handling)
);

create table document_update (
  document_id text not null references document (id), seq integer not null, epoch integer not null,
  person_id text not null references person (id), agency_id text not null references agency (id),
  instance text not null, instance_seq integer not null, bytes bytea not null, at text not null,
  primary key (document_id, seq), unique (document_id, instance, instance_seq)
);

create table document_snapshot (
  document_id text not null references document (id), upto_seq integer not null, bytes bytea not null, text_hash text not null, at text not null,
  primary key (document_id, upto_seq)
);

create table action (
  id text primary key, ref text not null unique, panel_id text not null references panel (id),
  meeting_id text references meeting (id), item_id text references item (id), what text not null,
  agency_id text not null references agency (id), person_id text references person (id), person_name text,
  due_on text not null, first_due_on text not null, state text not null, briefing text not null,
  briefing_note text, issued_at text, recorded_at text not null, recorded_by_id text references person (id),
  agreed_at text, agreed_by_id text references person (id), opened_at text, ended_at text, carried integer not null default 0, removed_at text
);
create index action_agency on action (agency_id, state, due_on);
create index action_person on action (person_id, state, due_on);
create index action_panel on action (panel_id, state, due_on);
create index action_item on action (item_id);

create table action_subject (
  action_id text not null references action (id), subject_id text not null references subject (id), primary key (action_id, subject_id)
);
create index action_subject_subject on action_subject (subject_id);

create table action_event (
  id text primary key, action_id text not null references action (id), kind text not null, note text, due_on text, state text,
  person_id text references person (id), agency_id text references agency (id), at text not null, by_id text references person (id)
);
create index action_event_action on action_event (action_id, at);

create table sharing (
  id text primary key, ref text not null unique, panel_id text not null references panel (id),
  meeting_id text references meeting (id), item_id text references item (id), subject_id text not null references subject (id),
  decision text not null check (decision in ('share', 'share in part', 'do not share', 'defer')),
  what text not null, owner_agency_id text not null references agency (id),
  to_agency_id text references agency (id), to_name text, disclosure integer not null default 0,
  purpose text, necessity text, proportionality text, lawful_basis text, special_condition text, gateway text,
  consent text, consent_reason text, told_whom text, conditions text, redactions text, advice text, dissent text, reason text,
  decided_by_id text references person (id), review_on text,
  sender_agency_id text references agency (id), sender_id text references person (id), send_by_on text, how text,
  sent_at text, sent_on text, sent_by_id text references person (id), sent_how text, sent_note text,
  recorded_at text not null, recorded_by_id text references person (id), agreed_at text, agreed_by_id text references person (id), removed_at text
);
create index sharing_subject on sharing (subject_id);
create index sharing_item on sharing (item_id);
create index sharing_sender on sharing (sender_agency_id, sent_at);
create index sharing_panel on sharing (panel_id, subject_id);
create index sharing_unsent on sharing (panel_id) where sent_at is null and removed_at is null;

create table addendum (
  id text primary key, meeting_id text not null references meeting (id), item_id text references item (id),
  entry_kind text, entry_id text, text text not null, reason text not null, version integer,
  at text not null, by_id text not null references person (id)
);
create index addendum_meeting on addendum (meeting_id);

create table extract (
  id text primary key, item_id text not null references item (id), subject_id text not null references subject (id), meeting_id text not null references meeting (id),
  version integer not null, state text not null check (state in ('draft', 'agreed')), text text not null, outcome text not null, entries text not null,
  written_at text not null, written_by_id text references person (id), reason text, unique (item_id, version)
);
create index extract_subject on extract (subject_id);

create table minutes_version (
  id text primary key, meeting_id text not null references meeting (id), version integer not null,
  state text not null check (state in ('draft', 'agreed')), content text not null, hash text not null, reason text,
  at text not null, by_id text references person (id), unique (meeting_id, version)
);

create table counter (
  name text primary key, value integer not null
);

create table news (
  id text primary key, at text not null, what text not null, person_id text references person (id), agency_id text,
  panel_id text, meeting_id text, item_id text, subject_id text, action_id text, detail text
);
create index news_subject on news (subject_id, at);
create index news_at on news (at);
create index news_person on news (person_id, at);
`;

/** Makes every table of the first release. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements.split(/;\s*\n/).filter((s) => s.trim())) await sql.raw(statement).execute(db);
}
