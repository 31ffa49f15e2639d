import type { Generated, Insertable, Selectable } from "kysely";

// Days are YYYY-MM-DD in Europe/London; instants are UTC ISO-8601; flags are 0 or 1. The DDL is in db/migrations.

export interface AgencyTable {
  id: string;
  name: string;
  kind: string;
  phone: string | null;
  ended_at: string | null;
  /** Which second factors its people may use: one at least. */
  allows_app: Generated<number>;
  allows_passkey: Generated<number>;
  /** 0 where its people sign in through its provider alone. */
  allows_password: Generated<number>;
}

export interface PersonTable {
  id: string;
  agency_id: string;
  name: string;
  email: string;
  job_title: string | null;
  phone: string | null;
  password_hash: string;
  /** 1 while the password is one that an administrator set: nothing else opens until the person has chosen their own. */
  must_change_password: Generated<number>;
  is_lead: Generated<number>;
  is_administrator: Generated<number>;
  is_auditor: Generated<number>;
  is_privacy_officer: Generated<number>;
  is_duty_officer: Generated<number>;
  /** Kept for one thing: to notice that they read a record at their own address. */
  home_postcode: string | null;
  created_at: string;
  ended_at: string | null;
}

export interface SessionTable {
  token_hash: string;
  person_id: string;
  created_at: string;
  seen_at: string;
  ended_at: string | null;
  /** When the second factor was given: before that the session is nobody's. */
  second_at: string | null;
  /** When it was last proved who acts. */
  proved_at: string | null;
  /** The browser and system, in words, for whoever looks at their own sessions. */
  agent: string | null;
  /** Since when it opens nothing until the password is given again. */
  locked_at: string | null;
  /** What a passkey must sign next, good once. */
  challenge: string | null;
  challenge_at: string | null;
  /** By what the second factor was given: app, recovery, passkey, provider. */
  second_by: string | null;
  passkey_id: string | null;
  /** When a second factor was given that the agency allows no more: another may be connected. */
  may_connect_at: string | null;
}

/** A person's authenticator app. */
export interface TotpTable {
  person_id: string;
  /** Base32, sealed (app/models/people/seal.server.ts). */
  secret: string;
  made_at: string;
  confirmed_at: string | null;
  /** The last thirty seconds whose code was used. */
  last_step: Generated<number>;
}

export interface RecoveryCodeTable {
  code_hash: string;
  person_id: string;
  made_at: string;
  used_at: string | null;
}

/** A passkey of a person: the public half of a key that never leaves their device or key ring. */
export interface PasskeyTable {
  id: string;
  person_id: string;
  credential_id: string;
  /** COSE, base64url. */
  public_key: string;
  /** How often the device says that it signed; 0 where it does not count. */
  counter: number;
  /** How a browser may reach it, as words with commas. */
  transports: string;
  /** The person's own name for it. */
  name: string;
  made_at: string;
  used_at: string | null;
}

/** The OpenID provider with which an agency's people sign in. */
export interface ProviderTable {
  agency_id: string;
  issuer: string;
  client_id: string;
  /** Sealed. */
  client_secret: string;
  email_claim: string;
  /** 1 where a second factor that the provider says it took is taken as ours. */
  trusts_second: Generated<number>;
  set_at: string;
  set_by_id: string;
}

export interface ProviderPersonTable {
  issuer: string;
  sub: string;
  person_id: string;
  made_at: string;
}

/** A sign-in on its way to a provider and back: good once, for some minutes. */
export interface ProviderFlowTable {
  state_hash: string;
  agency_id: string;
  sealed: string;
  made_at: string;
}

/** A link by which a person sets their own password, once. */
export interface PasswordLinkTable {
  token_hash: string;
  person_id: string;
  made_at: string;
  made_by_id: string;
  until_at: string;
  used_at: string | null;
  /** When another took its place, or the person left. */
  ended_at: string | null;
}

export interface PanelTable {
  id: string;
  name: string;
  code: string;
  created_at: string;
}

export interface PanelVersionTable {
  id: string;
  panel_id: string;
  from_on: string;
  remit: string;
  frequency: string;
  meeting_minutes: number;
  sections: string;
  scale: string;
  rules: string;
  reach_after_closing_days: number;
  /** Days from approval until keystrokes fold into versions. */
  fold_days: Generated<number>;
  /** Working days after a meeting for which those invited to it still reach what was theirs. */
  guest_days: Generated<number>;
  /** Minutes without use after which a page locks while its meeting runs. */
  lock_minutes: Generated<number>;
  /** The panel's usual basis for sharing, as JSON (followup/sharing.ts, UsualBasis). */
  usual_basis: Generated<string>;
  /** Working days before a meeting by which referrals come in, the agenda goes out and returns are due. */
  referrals_close_days: Generated<number>;
  agenda_out_days: Generated<number>;
  returns_due_days: Generated<number>;
  /** Working days after a meeting by which its minutes go out. */
  minutes_out_days: Generated<number>;
  /** `{ agencies, kinds }`: how many agencies, and which kinds of agency, make a quorum. */
  quorum: Generated<string>;
  /** Who reads a sent return before the meeting. */
  returns_read: Generated<"everyone" | "preparing">;
  /** The headings of a discussion, by kind of subject, as JSON; null where they are the program's own. */
  template: string | null;
  /** Working days after circulation within which corrections of the minutes may be proposed. */
  correction_days: Generated<number>;
  set_at: string;
  set_by_id: string | null;
}

export interface PanelAgencyTable {
  panel_id: string;
  agency_id: string;
  from_on: string;
  to_on: string | null;
}

export interface MembershipTable {
  id: string;
  panel_id: string;
  person_id: string;
  role: "chair" | "deputy chair" | "coordinator" | "member";
  from_on: string;
  to_on: string | null;
}

/** Somebody who may know nothing of a subject, because they know them otherwise. The reasons stand apart. */
export interface ConflictTable {
  id: string;
  person_id: string;
  subject_id: string;
  declared_at: string;
  declared_by_id: string;
  ended_at: string | null;
  ended_by_id: string | null;
}

/** What was said in confidence when a conflict of interest was declared or ended. */
export interface ConflictReasonTable {
  conflict_id: string;
  reason: string;
  ended_reason: string | null;
}

/** Somebody invited to a meeting who does not belong to its panel: in place of a member (a deputy, to all items), or to one item. */
export interface GuestTable {
  id: string;
  meeting_id: string;
  item_id: string | null;
  person_id: string;
  capacity: "invited attendee" | "observer" | "deputy";
  /** The member in whose place a deputy comes. */
  for_id: string | null;
  why: string;
  may_write: Generated<number>;
  invited_at: string;
  invited_by_id: string;
  /** When they agreed to the confidentiality statement. */
  signed_at: string | null;
  ended_at: string | null;
  ended_by_id: string | null;
  calendar_sequence: Generated<number>;
  /** For when they were last told that their item is planned: an instant. */
  told_for: string | null;
}

/** A time in which somebody invited was let in to their item. */
export interface GuestStayTable {
  id: string;
  guest_id: string;
  from_at: string;
  from_by_id: string;
  to_at: string | null;
  to_by_id: string | null;
}

/** What an agency knows of a subject, given to a panel, and for whom there. */
export interface NoteTable {
  id: string;
  subject_id: string;
  panel_id: string;
  agency_id: string;
  handling: "shared" | "named agencies" | "police" | "health" | "chair";
  /** 1 when nobody for whom it is not may know that there is one. */
  hidden: Generated<number>;
  text: string;
  /** Whom of the agency to ask. */
  contact: string;
  source_grade: string | null;
  information_grade: string | null;
  handling_code: string | null;
  conditions: string | null;
  sanitised: string | null;
  recorded_at: string;
  recorded_by_id: string;
  ended_at: string | null;
  ended_by_id: string | null;
  ended_reason: string | null;
}

export interface NoteAgencyTable {
  note_id: string;
  agency_id: string;
}

/** That an agency's words were made for more people, or for fewer. */
interface HandlingChange {
  id: string;
  at: string;
  by_id: string;
  was: string;
  became: string;
  /** 1 when somebody reads them since who did not: then it has a lawful basis. */
  wider: number;
  reason: string;
  lawful_basis: string | null;
}

/** That a note was made for more people, or fewer. `was` and `became` are what it was in words. */
export interface NoteChangeTable extends HandlingChange {
  note_id: string;
}

/** What an agency is asked, and tells, of the subject of an item: one for each item and agency. `version` is the last that was sent, 0 before; `sent_at` when the first was, or was received. */
export interface AgencyReturnTable {
  id: string;
  item_id: string;
  agency_id: string;
  /** *draft* is known to its own agency alone: to everybody else it is not sent yet. */
  state: "asked" | "draft" | "submitted" | "nothing held" | "declined";
  version: Generated<number>;
  asked_at: string;
  asked_by_id: string | null;
  sent_at: string | null;
}

/** What was written at one time. Version 0 is the draft, written over until it is sent; any other stands for good. */
export interface ReturnVersionTable {
  return_id: string;
  version: number;
  state: "submitted" | "nothing held" | "declined";
  declined_reason: string | null;
  /** Why it corrects the one before. */
  reason: string | null;
  /** Whom of the agency to ask about what is not read. */
  contact: string | null;
  /** When its agency took it back as sent in error: it alone reads it since. */
  withdrawn_at: string | null;
  /** How and when the agency told it to whoever entered it for them. */
  received_how: string | null;
  received_at: string | null;
  written_at: string;
  written_by_id: string;
}

export interface ReturnBlockTable {
  id: string;
  return_id: string;
  version: number;
  position: number;
  /** A key of app/models/meetings/return.ts. */
  heading: string;
  text: string;
  handling: "shared" | "named agencies" | "police" | "health" | "chair";
  /** 1 when nobody for whom it is not may know that there is one. */
  hidden: Generated<number>;
  safe_for_minutes: Generated<number>;
}

export interface ReturnBlockAgencyTable {
  block_id: string;
  agency_id: string;
}

/** That somebody was written to about what their agency still owes a meeting, and for which due day. */
export interface ReturnReminderTable {
  meeting_id: string;
  person_id: string;
  kind: "due" | "late" | "chased";
  due_on: string;
  at: string;
}

/** A time in which an item is closed to all but some agencies; what is written then has a document of its own. */
export interface ClosedSessionTable {
  id: string;
  item_id: string;
  document_id: string;
  from_at: string;
  by_id: string;
  /** Who alone writes. */
  minuter_id: string;
  to_at: string | null;
  to_by_id: string | null;
}

export interface ClosedSessionAgencyTable {
  session_id: string;
  agency_id: string;
}

/** Minutes of an item that are an agency's own, for those whom their handling names: `id` is their document's. */
export interface RestrictedMinutesTable {
  id: string;
  item_id: string;
  panel_id: string;
  agency_id: string;
  handling: "shared" | "named agencies" | "police" | "health" | "chair";
  /** 1 when nobody for whom they are not may know that there are any. */
  hidden: Generated<number>;
  contact: string;
  begun_at: string;
  begun_by_id: string;
  /** When they were taken back, with nothing in them: they are nowhere any more. */
  ended_at: string | null;
  ended_by_id: string | null;
}

export interface RestrictedMinutesAgencyTable {
  restricted_id: string;
  agency_id: string;
}

/** That they were made for more people, or fewer. */
export interface RestrictedMinutesChangeTable extends HandlingChange {
  restricted_id: string;
}

/** The audit as a chain: see app/models/core/chain.server.ts. */
export interface AuditTable {
  seq: number;
  news_id: string;
  at: string;
  what: string;
  payload_hash: string;
  hash: string;
}

export interface AuditSaltTable {
  news_id: string;
  salt: string;
}

export interface AuditCheckpointTable {
  seq: number;
  hash: string;
  at: string;
  signature: string;
}

/** A record out of somebody's reach that they opened in an emergency; without a subject, a try that named nobody. */
export interface EmergencyAccessTable {
  id: string;
  person_id: string;
  subject_id: string | null;
  code: string;
  reason: string;
  from_at: string;
  until_at: string;
  ended_at: string | null;
  finding: "justified" | "not justified" | null;
  finding_note: string | null;
  reviewed_at: string | null;
  reviewed_by_id: string | null;
}

/** Records that an inspector reads for some days. `drawn` says how the sample was made. */
export interface InspectionTable {
  id: string;
  person_id: string;
  why: string;
  drawn: string;
  from_on: string;
  until_on: string;
  set_at: string;
  set_by_id: string;
  ended_at: string | null;
  ended_by_id: string | null;
}

export interface InspectionSubjectTable {
  inspection_id: string;
  subject_id: string;
  position: number;
}

/** That a privacy officer looked into somebody's reading of one kind, up to an instant. */
export interface ReadsFollowedUpTable {
  id: string;
  kind: string;
  person_id: string;
  up_to: string;
  note: string;
  at: string;
  by_id: string;
}

export interface SubjectTable {
  id: string;
  kind: "child" | "offender" | "location";
  ref: string;
  created_at: string;
  created_by_id: string | null;
  display_name: string;
  born_on: string | null;
}

export interface ChildTable {
  subject_id: string;
  family_name: string | null;
  given_names: string | null;
  born_on: string | null;
  born_estimated: Generated<number>;
  sex: string | null;
  gender_identity: string | null;
  ethnicity: string | null;
  nationality: string | null;
  language: string | null;
  interpreter: string | null;
  disability: string | null;
  address: string | null;
  authority: string | null;
  authority_number: string | null;
  nhs_number: string | null;
  upn: string | null;
  police_number: string | null;
  parents: string | null;
  parents_informed: string | null;
  childs_view: string | null;
  criminal_process: string | null;
}

export interface OffenderTable {
  subject_id: string;
  family_name: string | null;
  given_names: string | null;
  description: string | null;
  born_on: string | null;
  born_estimated: Generated<number>;
  age_estimate: string | null;
  sex: string | null;
  ethnicity: string | null;
  nationality: string | null;
  address: string | null;
  vehicle: string | null;
  phone: string | null;
  user_name: string | null;
  occupation: string | null;
  police_number: string | null;
  basis_of_concern: string | null;
  method: string | null;
}

export interface LocationTable {
  subject_id: string;
  name: string;
  place_type: string;
  address: string | null;
  postcode: string | null;
  online_address: string | null;
  owner_operator: string | null;
  licence: string | null;
  concern: string | null;
  concern_detail: string | null;
  times_of_day: string | null;
  guardianship: string | null;
}

/** What a plain fact held before it was changed: nothing is overwritten without a trace. */
export interface RecordChangeTable {
  id: string;
  subject_id: string;
  thing: string;
  thing_id: string | null;
  field: string;
  was: string | null;
  became: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
}

export interface AliasTable {
  id: string;
  subject_id: string;
  name: string;
  kind: string;
  recorded_at: string;
  recorded_by_id: string | null;
}

export interface NameGramTable {
  gram: string;
  subject_id: string;
}

export interface NameWordTable {
  word: string;
  part: "whole" | "given" | "family";
  rest: string;
  subject_id: string;
}

export interface NameChangedTable {
  subject_id: string;
}

export interface PeriodTable {
  id: string;
  subject_id: string;
  kind: string;
  value: string;
  detail: string | null;
  from_on: string | null;
  to_on: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  superseded_at: string | null;
}

export interface ImportRunTable {
  id: string;
  panel_id: string;
  by_id: string;
  authority: string;
  kind: "ssda903" | "names";
  state: "columns" | "checking" | "ready" | "confirmed" | "discarded" | "failed";
  started_at: string;
  beat_at: string;
  staged_at: string | null;
  ended_at: string | null;
  failed: string | null;
  summary: string;
  progress: string | null;
}

export interface ImportFaultTable {
  import_id: string;
  number: number;
  kind: string;
  file: string;
  line: number;
  column_name: string | null;
  child_number: string | null;
  reason: string;
}

export interface ImportChildTable {
  import_id: string;
  child_number: string;
  number: number;
  subject_id: string;
  state: "new" | "changed" | "unchanged";
  is_there: number;
  known: number;
  missing_lately: number;
  take: Generated<number>;
  updates: number;
  born_on: string | null;
  sex: string | null;
  ethnicity: string | null;
  upn: string | null;
  family_name: string | null;
  given_names: string | null;
  what: string;
  counts: string;
  care_new: number;
  care_changed: number;
  care_same: number;
  care_withdrawn: number;
  missing_new: number;
  missing_changed: number;
  missing_same: number;
  missing_withdrawn: number;
  kept: number;
}

export interface ImportCareTable {
  import_id: string;
  number: number;
  child_number: string;
  id: string | null;
  replaces_id: string | null;
  from_on: string | null;
  to_on: string | null;
  legal_status: string | null;
  placement: string | null;
  placement_provider: string | null;
  placement_address: string | null;
  need: string | null;
  reason_started: string | null;
  reason_ended: string | null;
  urn: string | null;
  home_postcode: string | null;
}

export interface ImportMissingTable {
  import_id: string;
  number: number;
  child_number: string;
  id: string | null;
  replaces_id: string | null;
  kind: "missing" | "away from placement" | null;
  from_on: string | null;
  to_on: string | null;
}

export interface ImportGramTable {
  import_id: string;
  subject_id: string;
  gram: string;
}

export interface ImportChangeTable {
  import_id: string;
  subject_id: string;
  what: string;
  counts: string;
}

export interface ImportCandidateTable {
  panel_id: string;
  subject_id: string;
  import_id: string;
}

export interface CareEpisodeTable {
  id: string;
  child_id: string;
  from_on: string;
  to_on: string | null;
  legal_status: string | null;
  placement: string | null;
  placement_provider: string | null;
  placement_address: string | null;
  responsible_authority: string | null;
  need: string | null;
  reason_started: string | null;
  reason_ended: string | null;
  urn: string | null;
  home_postcode: string | null;
  import_id: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  superseded_at: string | null;
}

export interface PanelCaseTable {
  id: string;
  panel_id: string;
  subject_id: string;
  opened_on: string;
  opened_at: string;
  opened_by_id: string | null;
  why: string;
  review_on: string;
  closed_on: string | null;
  closed_at: string | null;
  closed_by_id: string | null;
  closed_reason: string | null;
  support_continues: string | null;
  would_bring_back: string | null;
  closed_detail: string | null;
}

export interface RiskTable {
  id: string;
  subject_id: string;
  panel_id: string;
  level: string;
  rank: number;
  rationale: string;
  dissent: string | null;
  scale_from_on: string;
  decided_on: string;
  ended_on: string | null;
  next_review_on: string | null;
  item_id: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  agreed_at: string | null;
  agreed_by_id: string | null;
  superseded_at: string | null;
  /** Of one that was recorded under an item. */
  ref: string | null;
  /** What a step-down must say besides why. */
  sustained: string | null;
  support_continues: string | null;
  marker_decision: string | null;
  would_bring_back: string | null;
}

export interface LinkTable {
  id: string;
  a_id: string;
  b_id: string;
  kind: string;
  confidence: string;
  source: string | null;
  from_on: string | null;
  to_on: string | null;
  note: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  superseded_at: string | null;
  /** Whose words it is; null for links of before there was a handling, which are shared. */
  agency_id: string | null;
  /** The panel to which it was given. */
  panel_id: string | null;
  handling: Generated<"shared" | "named agencies" | "police" | "health" | "chair">;
  /** 1 when nobody for whom it is not may know that there is one. */
  hidden: Generated<number>;
  contact: string | null;
}

export interface LinkAgencyTable {
  link_id: string;
  agency_id: string;
}

/** That a link was made for more people, or fewer. */
export interface LinkChangeTable extends HandlingChange {
  link_id: string;
}

export interface MissingEpisodeTable {
  id: string;
  child_id: string;
  kind: "missing" | "away from placement";
  from_on: string;
  from_at: string | null;
  to_on: string | null;
  to_at: string | null;
  police_grade: string | null;
  police_number: string | null;
  reported_by: string | null;
  missing_from: string | null;
  how_found: string | null;
  where_found: string | null;
  found_at_id: string | null;
  harm: string | null;
  note: string | null;
  import_id: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  superseded_at: string | null;
}

export interface ReturnInterviewTable {
  id: string;
  episode_id: string;
  offered: "yes" | "no" | "not known";
  offered_at: string | null;
  offered_on: string | null;
  result: "not known" | "arranged" | "completed" | "declined" | "not completed";
  completed_on: string | null;
  completed_at: string | null;
  reason: string | null;
  interviewer: string | null;
  independent: string | null;
  childs_account: string | null;
  shared_with_police_on: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
}

export interface MeasureTable {
  id: string;
  kind: string;
  against_id: string;
  authority: string | null;
  terms: string | null;
  issued_by: string | null;
  issued_on: string | null;
  expires_on: string | null;
  status: string;
  status_reason: string | null;
  became_id: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
}

export interface MeasureProtectsTable {
  measure_id: string;
  child_id: string;
}

export interface MeasureBreachTable {
  id: string;
  measure_id: string;
  breached_on: string;
  response: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
}

export interface MeetingTable {
  id: string;
  panel_id: string;
  number: number;
  on_day: string;
  starts_at: string;
  minutes_long: number;
  place: string | null;
  chair_id: string | null;
  status: "draft" | "published" | "live" | "ended" | "agreed";
  current_item_id: string | null;
  proposed_at: string | null;
  published_at: string | null;
  published_by_id: string | null;
  started_at: string | null;
  started_by_id: string | null;
  ended_at: string | null;
  ended_by_id: string | null;
  approved_at: string | null;
  approved_by_id: string | null;
  /** The rule that made it. */
  series_id: string | null;
  /** When its day, time or place was changed by a person: its series leaves it alone from then on. */
  set_by_hand_at: string | null;
  /** How often its calendar entry was sent anew: rises with each. */
  calendar_sequence: Generated<number>;
  /** A meeting that will not be held is a draft, with when, by whom and why. */
  /** Set while it is being closed: live still, and nothing of it changes any more but its closing. */
  closing_at: string | null;
  closing_by_id: string | null;
  cancelled_at: string | null;
  cancelled_by_id: string | null;
  cancelled_reason: string | null;
}

/** A rule by which a panel's meetings are made ahead. Changed, it ends, and another takes its place. */
export interface SeriesTable {
  id: string;
  panel_id: string;
  /** JSON: app/models/meetings/series.ts. */
  pattern: string;
  /** London clock time. */
  starts_at: string;
  minutes_long: number;
  place: string | null;
  on_holiday: "next" | "previous" | "skip";
  from_on: string;
  to_on: string | null;
  /** Up to which day its meetings are made. */
  made_until_on: string;
  made_at: string;
  made_by_id: string;
  replaces_id: string | null;
  ended_at: string | null;
  ended_by_id: string | null;
}

/** That a meeting was put off to another day, or broken off to go on then: `item_id` is where it stood. */
export interface MeetingMoveTable {
  id: string;
  meeting_id: string;
  kind: "postponed" | "adjourned";
  from_on: string;
  from_time: string;
  to_on: string;
  to_time: string;
  reason: string;
  item_id: string | null;
  at: string;
  by_id: string;
  resumed_at: string | null;
  resumed_by_id: string | null;
}

/** Whether somebody comes to a meeting, or whom they would send. The one without an end holds. */
export interface ReplyTable {
  id: string;
  meeting_id: string;
  person_id: string;
  answer: "accepted" | "declined" | "deputy";
  deputy_id: string | null;
  at: string;
  ended_at: string | null;
}

/** That the suggested order of an agenda was taken: how it was before, and became, as JSON of items' ids. */
export interface AgendaOrderTable {
  id: string;
  meeting_id: string;
  before: string;
  after: string;
  at: string;
  by_id: string;
  undone_at: string | null;
  /** Set while it is being closed: live still, and nothing of it changes any more but its closing. */
  closing_at: string | null;
  closing_by_id: string | null;
}

export interface ProposalTable {
  id: string;
  meeting_id: string;
  subject_id: string;
  section: string;
  position: number;
  minutes: number;
  reasons: string;
  proposed_at: string;
  decision: "listed" | "deferred" | "declined" | null;
  until_on: string | null;
  decision_reason: string | null;
  decided_at: string | null;
  decided_by_id: string | null;
}

export interface ItemTable {
  id: string;
  meeting_id: string;
  kind: "subject" | "standing";
  number: string | null;
  section: string;
  title: string | null;
  subject_id: string | null;
  position: number;
  minutes: number;
  lead_id: string | null;
  reasons: string;
  added_by_id: string | null;
  added_at: string;
  late_at: string | null;
  withdrawn_at: string | null;
  withdrawn_by_id: string | null;
  withdrawn_reason: string | null;
  started_at: string | null;
  finished_at: string | null;
  outcome: string | null;
  outcome_note: string | null;
  outcome_until_on: string | null;
  outcome_panel_id: string | null;
  cover: string | null;
  closed_reason: string | null;
  support_continues: string | null;
  would_bring_back: string | null;
  outcome_dissent: string | null;
  closed_detail: string | null;
  outcome_at: string | null;
  outcome_by_id: string | null;
  agreed_at: string | null;
  agreed_by_id: string | null;
  /** A pause: it has no number and is about nothing. */
  is_break: Generated<number>;
  /** It could not wait for the next agenda. */
  is_urgent: Generated<number>;
  /** How it came off the agenda. Null stands for *withdrawn* in rows of before. */
  withdrawn_as: "withdrawn" | "deferred" | "cancelled" | null;
  deferred_to: string | null;
}

/** A time in which the meeting was at an item. */
export interface ItemTurnTable {
  id: string;
  meeting_id: string;
  item_id: string;
  from_at: string;
  to_at: string | null;
  by_id: string | null;
}

/** A time in which somebody was in the chair. */
export interface ChairingTable {
  id: string;
  meeting_id: string;
  person_id: string;
  how: "started" | "handed over" | "took over";
  from_at: string;
  to_at: string | null;
  by_id: string | null;
}

/** Who has a meeting's page open, as the live side knows it. */
export interface PresenceTable {
  meeting_id: string;
  person_id: string;
  from_at: string;
  gone_at: string | null;
  /** 1 when the line broke: they may be in the room all the same. */
  dropped: Generated<number>;
}

/** A hand that is up. */
export interface HandTable {
  id: string;
  meeting_id: string;
  item_id: string;
  person_id: string;
  raised_at: string;
  /** Their place in the order: when it was raised, or put behind the others. */
  turn_at: string;
  /** When they were given the word. */
  taken_at: string | null;
}

/** The level that an agency proposes, hidden until the chair has all shown. */
export interface CardTable {
  item_id: string;
  agency_id: string;
  level: string;
  at: string;
  by_id: string;
}

export interface CardShowingTable {
  item_id: string;
  at: string;
  by_id: string;
}

export interface CaseNextTable {
  id: string;
  case_id: string;
  kind: "listed" | "review" | "closing";
  on_day: string;
  owner_id: string;
  item_id: string | null;
  why: string | null;
  set_at: string;
  set_by_id: string | null;
  ended_at: string | null;
}

export interface ReferralTable {
  id: string;
  subject_id: string;
  to_panel_id: string;
  from_panel_id: string | null;
  item_id: string | null;
  reason: string;
  made_at: string;
  made_on: string;
  made_by_id: string | null;
  meeting_id: string | null;
}

export interface AttendanceTable {
  meeting_id: string;
  person_id: string;
  agency_id: string;
  status: "present" | "apologies" | "deputy" | "absent";
  information_sent: string | null;
  /** The day on which that information was received. */
  information_on: string | null;
  deputy_for_id: string | null;
  recorded_at: string;
  /** Null for what presence alone says. */
  recorded_by_id: string | null;
}

/** A time in which a member, or a member's deputy, was in the room; `to_at` null is: still, or to the end. A correction supersedes. */
export interface RoomStayTable {
  id: string;
  meeting_id: string;
  person_id: string;
  agency_id: string;
  from_at: string;
  to_at: string | null;
  how: "presence" | "by hand";
  by_id: string | null;
  superseded_at: string | null;
  superseded_by_id: string | null;
}

/** What a meeting said of an action from before, under its matters arising. */
export interface MatterTable {
  id: string;
  meeting_id: string;
  item_id: string;
  action_id: string;
  how: "done" | "said done" | "carried" | "not possible" | "not done";
  said_by_id: string | null;
  /** Who said so, in words: also somebody without an account. */
  said_by: string;
  note: string | null;
  /** How often it had been carried until then. */
  carried: number;
  at: string;
  by_id: string;
  superseded_at: string | null;
}

export interface DocumentTable {
  id: string;
  item_id: string;
  handling: Generated<string>;
  epoch: Generated<number>;
  frozen_at: string | null;
  /** Since when its log cannot be read whole: nobody joins. */
  quarantined_at: string | null;
  quarantined_why: string | null;
  /** Who closed it, while it is closed. */
  frozen_by_id: string | null;
  /** Since when its keystrokes are folded into versions. */
  folded_at: string | null;
}

export interface DocumentUpdateTable {
  document_id: string;
  seq: number;
  epoch: number;
  person_id: string;
  agency_id: string;
  instance: string;
  instance_seq: number;
  bytes: Uint8Array;
  at: string;
  /** CRC-32 of `bytes`; null in rows of before this was kept. */
  crc: number | null;
  /** The last row that its author's page had when it was typed. */
  seen_seq: Generated<number>;
  /** When something withdrawn was taken out of `bytes`. */
  scrubbed_at: string | null;
}

export interface DocumentSnapshotTable {
  document_id: string;
  upto_seq: number;
  bytes: Uint8Array;
  text_hash: string;
  bytes_hash: string | null;
  at: string;
}

/** A Yjs client id issued to one editor instance of one person: whoever else writes under it is refused. */
export interface DocumentClientTable {
  document_id: string;
  client: number;
  person_id: string;
  agency_id: string;
  instance: string;
  issued_at: string;
  left_at: string | null;
}

/** A change that came after the end: not in the minutes, kept for its author and the chair. */
export interface DocumentLateTable {
  id: string;
  document_id: string;
  epoch: number;
  person_id: string;
  agency_id: string;
  instance: string;
  instance_seq: number;
  bytes: Uint8Array;
  words: string;
  at: string;
}

/** Words removed that somebody may want back: `ranges` are [client, clock, length] of what went; the words are read from the log. */
export interface DocumentNoticeTable {
  id: string;
  document_id: string;
  kind: "mass deletion" | "merge";
  seq: number;
  by_id: string;
  to_id: string | null;
  ranges: string;
  at: string;
  ended_at: string | null;
  ended_by_id: string | null;
  ended_how: string | null;
}

export interface WithdrawalTable {
  id: string;
  document_id: string;
  epoch: number;
  seq: number;
  by_id: string;
  at: string;
  reason: string;
  chars: number;
  handling: string | null;
  since: string | null;
}

export interface WithdrawalSeenTable {
  withdrawal_id: string;
  person_id: string;
  how: string;
  at: string;
}

/** The text at a moment, after the keystrokes were folded; `authors` are runs [length, person id]. */
export interface DocumentVersionTable {
  document_id: string;
  number: number;
  at: string;
  text: string;
  authors: string;
}

export interface ActionTable {
  id: string;
  ref: string;
  panel_id: string;
  meeting_id: string | null;
  item_id: string | null;
  what: string;
  agency_id: string;
  person_id: string | null;
  person_name: string | null;
  due_on: string;
  first_due_on: string;
  state: string;
  briefing: string;
  briefing_note: string | null;
  issued_at: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  agreed_at: string | null;
  agreed_by_id: string | null;
  opened_at: string | null;
  ended_at: string | null;
  carried: Generated<number>;
  removed_at: string | null;
  priority: Generated<"high" | "normal" | "low">;
}

export interface ActionSubjectTable {
  action_id: string;
  subject_id: string;
}

export interface ActionEventTable {
  id: string;
  action_id: string;
  kind: string;
  note: string | null;
  due_on: string | null;
  state: string | null;
  person_id: string | null;
  agency_id: string | null;
  at: string;
  by_id: string | null;
}

export interface SharingTable {
  id: string;
  ref: string;
  panel_id: string;
  meeting_id: string | null;
  item_id: string | null;
  subject_id: string;
  decision: "share" | "share in part" | "do not share" | "defer";
  what: string;
  owner_agency_id: string;
  to_agency_id: string | null;
  to_name: string | null;
  disclosure: Generated<number>;
  purpose: string | null;
  necessity: string | null;
  proportionality: string | null;
  lawful_basis: string | null;
  special_condition: string | null;
  gateway: string | null;
  consent: string | null;
  consent_reason: string | null;
  told_whom: string | null;
  conditions: string | null;
  redactions: string | null;
  advice: string | null;
  dissent: string | null;
  reason: string | null;
  decided_by_id: string | null;
  review_on: string | null;
  sender_agency_id: string | null;
  sender_id: string | null;
  send_by_on: string | null;
  how: string | null;
  sent_at: string | null;
  sent_on: string | null;
  sent_by_id: string | null;
  sent_how: string | null;
  sent_note: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  agreed_at: string | null;
  agreed_by_id: string | null;
  removed_at: string | null;
}

interface UnderItem {
  id: string;
  ref: string;
  panel_id: string;
  meeting_id: string | null;
  item_id: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
  agreed_at: string | null;
  agreed_by_id: string | null;
  removed_at: string | null;
}

/** What the panel decided under an item, besides actions, levels and sharing. */
export interface DecisionTable extends UnderItem {
  subject_id: string | null;
  text: string;
  reason: string;
  dissent: string | null;
}

/** A flag that the panel asks of another system, and what its owner answered. */
export interface MarkerTable extends UnderItem {
  subject_id: string;
  system: string;
  want: "place" | "remove";
  why: string;
  agency_id: string;
  ask_by_on: string;
  review_on: string | null;
  dissent: string | null;
  answer: "confirmed" | "refused" | null;
  answered_on: string | null;
  answered_at: string | null;
  answered_by_id: string | null;
  answer_ref: string | null;
  answer_note: string | null;
  /** For whom the reference and the words of the answer are, besides the agency whose system it is. */
  answer_handling: Generated<"shared" | "named agencies" | "police" | "health" | "chair">;
  answer_contact: string | null;
}
export interface MarkerAnswerAgencyTable {
  marker_id: string;
  agency_id: string;
}

/** That the answer to a marker was made for more people, or fewer. */
export interface MarkerAnswerChangeTable extends HandlingChange {
  marker_id: string;
}

/** A disruption measure that the panel chose; it stands on the record once the read-back is agreed. */
export interface ChosenMeasureTable extends UnderItem {
  against_id: string;
  kind: string;
  status: "proposed" | "requested";
  agency_id: string;
  why: string;
  terms: string | null;
  decide_by_on: string | null;
  dissent: string | null;
  measure_id: string | null;
}
export interface ChosenMeasureProtectsTable {
  chosen_id: string;
  child_id: string;
}

export interface AddendumTable {
  id: string;
  meeting_id: string;
  item_id: string | null;
  entry_kind: string | null;
  entry_id: string | null;
  text: string;
  reason: string;
  version: number | null;
  at: string;
  by_id: string;
}

export interface ExtractTable {
  id: string;
  item_id: string;
  subject_id: string;
  meeting_id: string;
  version: number;
  state: "draft" | "agreed";
  text: string;
  outcome: string;
  entries: string;
  written_at: string;
  written_by_id: string | null;
  reason: string | null;
  /** What agencies said of the subject before the meeting, as JSON; null in extracts of before this was kept. */
  returns: string | null;
  /** Which agencies were there for it, and what each contributed, as JSON; null for those of before this was kept. */
  room: string | null;
}

export interface MinutesVersionTable {
  id: string;
  meeting_id: string;
  version: number;
  state: "draft" | "agreed";
  content: string;
  hash: string;
  reason: string | null;
  at: string;
  by_id: string | null;
  /** Of agreed minutes, "MACSE-27/M2". */
  number: string | null;
  /** Ed25519 over number, hash and instant, base64: by the key that signs the audit. */
  signature: string | null;
}

/** That somebody is told of an action: by its letter, or by hand. */
export interface TellingTable {
  id: string;
  action_id: string;
  kind: "issued" | "reminder" | "overdue" | "escalation";
  role: "owner" | "lead";
  agency_id: string;
  to_id: string | null;
  /** Of an owner who has no account. */
  to_name: string | null;
  /** The due day of which they were told. */
  due_on: string;
  letter_id: string | null;
  at: string;
  told_at: string | null;
  told_how: string | null;
  told_by_id: string | null;
}

/** That draft minutes went to those who may read them, and until when corrections are proposed. */
export interface CirculationTable {
  meeting_id: string;
  version: number;
  at: string;
  by_id: string;
  corrections_until_on: string;
}

export interface CirculationReaderTable {
  meeting_id: string;
  person_id: string;
  letter_id: string | null;
  /** When they first opened the minutes. */
  opened_at: string | null;
}

/** A correction of draft minutes, proposed by somebody who attended: a passage and its replacement, or a remark. */
export interface CorrectionTable {
  id: string;
  meeting_id: string;
  item_id: string | null;
  /** The version that its author had before them. */
  version: number;
  passage: string | null;
  replacement: string | null;
  remark: string | null;
  at: string;
  by_id: string;
  /** 1 or 0 once the chair has decided. */
  accepted: number | null;
  decided_at: string | null;
  decided_by_id: string | null;
  why: string | null;
  /** The version that holds it. */
  applied_version: number | null;
}

/** The minutes of one meeting, agreed at a later one as a true record; with an addendum where they were corrected there. */
export interface AgreementTable {
  meeting_id: string;
  at_meeting_id: string;
  item_id: string | null;
  version: number;
  addendum_id: string | null;
  at: string;
  by_id: string;
}

/** The newest minutes of an item with its letters folded, for searching. `item_id` is "" for what stands for no item. */
export interface SaidTable {
  meeting_id: string;
  item_id: string;
  version: number;
  subject_id: string | null;
  on_day: string;
  words: string;
}

/** What closing wrote for one subject: all of it in one transaction with this row. */
export interface ClosingReceiptTable {
  item_id: string;
  meeting_id: string;
  subject_id: string;
  extract_id: string | null;
  /** What was done, as codes (meetings/receipts.ts). */
  done: string;
  at: string;
  by_id: string;
}

export interface ClosingFailureTable {
  id: string;
  meeting_id: string;
  item_id: string | null;
  /** The code or name of what was thrown; never its message. */
  code: string;
  /** The reason of a rule, in the user's words. */
  reason: string | null;
  at: string;
  by_id: string;
}

/** What a meeting was ended in spite of, with the reason. */
export interface GateOverrideTable {
  id: string;
  meeting_id: string;
  item_id: string | null;
  /** The check, and what in particular it found. */
  what: string;
  about: string;
  words: string;
  reason: string;
  at: string;
  by_id: string;
  ended_at: string | null;
}

/** Whom a name in an item's minutes means, where the program is not sure. */
export interface NameChoiceTable {
  id: string;
  item_id: string;
  written: string;
  folded: string;
  who: "subject" | "somebody" | "nobody";
  subject_id: string | null;
  at: string;
  by_id: string;
  ended_at: string | null;
}

/** That an agency keeps an extract in its own system, or does not keep it. */
export interface ExtractFilingTable {
  id: string;
  extract_id: string;
  agency_id: string;
  kind: "filed" | "not kept";
  reference: string | null;
  filed_on: string | null;
  note: string | null;
  at: string;
  by_id: string;
  ended_at: string | null;
}

export interface CounterTable {
  name: string;
  value: number;
}

export interface NewsTable {
  id: string;
  at: string;
  what: string;
  person_id: string | null;
  agency_id: string | null;
  panel_id: string | null;
  meeting_id: string | null;
  item_id: string | null;
  subject_id: string | null;
  action_id: string | null;
  detail: string | null;
}

/** A file that an agency added to a record, to an item (a paper, part of its return) or to an action (evidence), and for whom it is. */
export interface FileTable {
  id: string;
  panel_id: string;
  subject_id: string | null;
  item_id: string | null;
  action_id: string | null;
  agency_id: string;
  handling: "shared" | "named agencies" | "police" | "health" | "chair";
  hidden: Generated<number>;
  contact: string;
  title: string;
  kind: string;
  size: number;
  /** SHA-256 of its bytes. */
  hash: string;
  added_at: string;
  added_by_id: string;
  ended_at: string | null;
  ended_by_id: string | null;
  ended_reason: string | null;
}

export interface FileBytesTable {
  file_id: string;
  bytes: Uint8Array;
}

export interface FileAgencyTable {
  file_id: string;
  agency_id: string;
}

/** That a file was made for more people, or fewer. */
export interface FileChangeTable extends HandlingChange {
  file_id: string;
}

/** What somebody is told outside of Panelroom, in neutral words: by mail, or by hand. */
export interface LetterTable {
  id: string;
  to_id: string;
  kind: string;
  title: string;
  body: string;
  /** An iCalendar file that goes with it. */
  calendar: string | null;
  panel_id: string | null;
  meeting_id: string | null;
  item_id: string | null;
  action_id: string | null;
  made_at: string;
  /** Not to be sent, or tried again, before. */
  next_at: string;
  tries: Generated<number>;
  /** When a mail server took it. */
  sent_at: string | null;
  /** When sending it was given up. */
  failed_at: string | null;
  /** In the program's words: never an address or a title. */
  failed_why: string | null;
  /** When it was no longer to be sent: what it was about changed. */
  ended_at: string | null;
  told_on: string | null;
  told_how: string | null;
  told_note: string | null;
  told_by_id: string | null;
  told_at: string | null;
}

/** One row: how often anything was written on which people's standing rests (db/migrations/003-standing.ts). */
export interface StandingTable {
  id: number;
  version: number;
}

/** What somebody noted for themselves on an item, or on a record: read by nobody else. */
export interface OwnNoteTable {
  id: string;
  person_id: string;
  item_id: string | null;
  subject_id: string | null;
  text: string;
  at: string;
}

/** That somebody read an item of the chair's brief. */
export interface BriefReadTable {
  item_id: string;
  person_id: string;
  at: string;
}

/** A panel's own Word template for its papers, checked. */
export interface PaperTemplateTable {
  id: string;
  panel_id: string;
  bytes: Uint8Array;
  size: number;
  hash: string;
  set_at: string;
  set_by_id: string;
  ended_at: string | null;
  ended_by_id: string | null;
}

export interface Tables {
  agency: AgencyTable;
  person: PersonTable;
  session: SessionTable;
  panel: PanelTable;
  panel_version: PanelVersionTable;
  panel_agency: PanelAgencyTable;
  membership: MembershipTable;
  conflict: ConflictTable;
  conflict_reason: ConflictReasonTable;
  closed_session: ClosedSessionTable;
  closed_session_agency: ClosedSessionAgencyTable;
  restricted_minutes: RestrictedMinutesTable;
  restricted_minutes_agency: RestrictedMinutesAgencyTable;
  restricted_minutes_change: RestrictedMinutesChangeTable;
  audit: AuditTable;
  audit_salt: AuditSaltTable;
  audit_checkpoint: AuditCheckpointTable;
  totp: TotpTable;
  recovery_code: RecoveryCodeTable;
  passkey: PasskeyTable;
  provider: ProviderTable;
  provider_person: ProviderPersonTable;
  provider_flow: ProviderFlowTable;
  password_link: PasswordLinkTable;
  note: NoteTable;
  note_agency: NoteAgencyTable;
  note_change: NoteChangeTable;
  guest: GuestTable;
  guest_stay: GuestStayTable;
  emergency_access: EmergencyAccessTable;
  inspection: InspectionTable;
  inspection_subject: InspectionSubjectTable;
  reads_followed_up: ReadsFollowedUpTable;
  subject: SubjectTable;
  child: ChildTable;
  offender: OffenderTable;
  location: LocationTable;
  record_change: RecordChangeTable;
  alias: AliasTable;
  name_gram: NameGramTable;
  name_word: NameWordTable;
  name_changed: NameChangedTable;
  period: PeriodTable;
  import_run: ImportRunTable;
  import_fault: ImportFaultTable;
  import_child: ImportChildTable;
  import_care: ImportCareTable;
  import_missing: ImportMissingTable;
  import_gram: ImportGramTable;
  import_change: ImportChangeTable;
  import_candidate: ImportCandidateTable;
  care_episode: CareEpisodeTable;
  panel_case: PanelCaseTable;
  risk: RiskTable;
  link: LinkTable;
  link_agency: LinkAgencyTable;
  marker_answer_agency: MarkerAnswerAgencyTable;
  marker_answer_change: MarkerAnswerChangeTable;
  link_change: LinkChangeTable;
  missing_episode: MissingEpisodeTable;
  return_interview: ReturnInterviewTable;
  measure: MeasureTable;
  measure_protects: MeasureProtectsTable;
  measure_breach: MeasureBreachTable;
  meeting: MeetingTable;
  series: SeriesTable;
  meeting_move: MeetingMoveTable;
  reply: ReplyTable;
  agenda_order: AgendaOrderTable;
  proposal: ProposalTable;
  item: ItemTable;
  case_next: CaseNextTable;
  referral: ReferralTable;
  attendance: AttendanceTable;
  room_stay: RoomStayTable;
  matter: MatterTable;
  document: DocumentTable;
  document_update: DocumentUpdateTable;
  document_snapshot: DocumentSnapshotTable;
  document_client: DocumentClientTable;
  document_late: DocumentLateTable;
  document_notice: DocumentNoticeTable;
  withdrawal: WithdrawalTable;
  withdrawal_seen: WithdrawalSeenTable;
  document_version: DocumentVersionTable;
  action: ActionTable;
  action_subject: ActionSubjectTable;
  action_event: ActionEventTable;
  sharing: SharingTable;
  decision: DecisionTable;
  marker: MarkerTable;
  chosen_measure: ChosenMeasureTable;
  chosen_measure_protects: ChosenMeasureProtectsTable;
  addendum: AddendumTable;
  extract: ExtractTable;
  agency_return: AgencyReturnTable;
  return_version: ReturnVersionTable;
  return_block: ReturnBlockTable;
  return_block_agency: ReturnBlockAgencyTable;
  return_reminder: ReturnReminderTable;
  minutes_version: MinutesVersionTable;
  item_turn: ItemTurnTable;
  chairing: ChairingTable;
  presence: PresenceTable;
  hand: HandTable;
  card: CardTable;
  card_showing: CardShowingTable;
  telling: TellingTable;
  circulation: CirculationTable;
  circulation_reader: CirculationReaderTable;
  correction: CorrectionTable;
  agreement: AgreementTable;
  said: SaidTable;
  closing_receipt: ClosingReceiptTable;
  closing_failure: ClosingFailureTable;
  gate_override: GateOverrideTable;
  name_choice: NameChoiceTable;
  extract_filing: ExtractFilingTable;
  counter: CounterTable;
  news: NewsTable;
  letter: LetterTable;
  file: FileTable;
  file_bytes: FileBytesTable;
  file_agency: FileAgencyTable;
  file_change: FileChangeTable;
  standing: StandingTable;
  own_note: OwnNoteTable;
  brief_read: BriefReadTable;
  paper_template: PaperTemplateTable;
}

/** A row as it is read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
/** A row as it is written. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
