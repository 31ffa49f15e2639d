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

/** That a note was made for more people, or fewer. `was` and `became` are what it was in words. */
export interface NoteChangeTable {
  id: string;
  note_id: string;
  at: string;
  by_id: string;
  was: string;
  became: string;
  wider: number;
  reason: string;
  lawful_basis: string | null;
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
export interface LinkChangeTable {
  id: string;
  link_id: string;
  at: string;
  by_id: string;
  was: string;
  became: string;
  wider: number;
  reason: string;
  lawful_basis: string | null;
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
  outcome_at: string | null;
  outcome_by_id: string | null;
  agreed_at: string | null;
  agreed_by_id: string | null;
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
  deputy_for_id: string | null;
  recorded_at: string;
  recorded_by_id: string | null;
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

/** One row: how often anything was written on which people's standing rests (db/migrations/003-standing.ts). */
export interface StandingTable {
  id: number;
  version: number;
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
  link_change: LinkChangeTable;
  missing_episode: MissingEpisodeTable;
  return_interview: ReturnInterviewTable;
  measure: MeasureTable;
  measure_protects: MeasureProtectsTable;
  measure_breach: MeasureBreachTable;
  meeting: MeetingTable;
  proposal: ProposalTable;
  item: ItemTable;
  case_next: CaseNextTable;
  referral: ReferralTable;
  attendance: AttendanceTable;
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
  addendum: AddendumTable;
  extract: ExtractTable;
  minutes_version: MinutesVersionTable;
  counter: CounterTable;
  news: NewsTable;
  standing: StandingTable;
}

/** A row as it is read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
/** A row as it is written. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
