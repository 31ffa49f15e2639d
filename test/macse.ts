import { addDays, dayOf } from "#app/models/core/days.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";

/** A word that stands in every text of MACSE's that these rows hold: whoever is outside must never be sent it. */
export const canary = "Quillfeather";

/** One of everything that belongs to MACSE alone, by the name of the parameter that carries its id in an address. */
export const sample = {
  panelId: ["macse"],
  subjectId: ["x-child", "x-offender", "x-location"],
  caseId: ["x-case"],
  meetingId: ["x-live", "x-draft", "x-ended"],
  itemId: ["x-item", "x-draft-item", "x-ended-item"],
  actionId: ["x-action"],
  sharingId: ["x-sharing"],
  riskId: ["x-risk"],
  importId: ["x-import"],
  aliasId: ["x-alias"],
  periodId: ["x-period"],
  linkId: ["x-link"],
  conflictId: ["x-conflict"],
  measureId: ["x-measure"],
  episodeId: ["x-missing", "x-care"],
  kind: ["child"],
  documentId: ["x-document"],
  noticeId: ["x-notice"],
  guestId: ["x-guest"],
  noteId: ["x-note"],
  emergencyId: ["x-emergency"],
  inspectionId: ["x-inspection"],
  passkeyId: ["x-passkey"],
} as const;

/** The partnership, and one of everything of MACSE's. */
export async function fillMacse(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  const at = now.toISOString();
  const today = dayOf(now);
  const recorded = { recorded_at: at, recorded_by_id: "ruth" };
  const subjects = [["x-child", "child", "C-7101"], ["x-offender", "offender", "O-7101"], ["x-location", "location", "L-7101"], ["x-ended-child", "child", "C-7102"]] as const;
  await db.insertInto("subject").values(subjects.map(([id, kind, ref]) => ({ id, kind, ref, display_name: `${canary} ${ref}`, created_at: at, created_by_id: "ruth" }))).execute();
  await db.insertInto("child").values(["x-child", "x-ended-child"].map((subject_id) => ({ subject_id, family_name: canary }))).execute();
  await db.insertInto("offender").values({ subject_id: "x-offender", family_name: canary }).execute();
  await db.insertInto("location").values({ subject_id: "x-location", name: canary, place_type: "takeaway" }).execute();
  await db.insertInto("panel_case").values(subjects.map(([id], i) => ({ id: i === 0 ? "x-case" : `x-case-${i}`, panel_id: "macse", subject_id: id, opened_on: today, opened_at: at, why: canary, review_on: addDays(today, 30) }))).execute();
  await db.insertInto("case_next").values(subjects.map((_, i) => ({ id: `x-next-${i}`, case_id: i === 0 ? "x-case" : `x-case-${i}`, kind: "review" as const, on_day: addDays(today, 30), owner_id: "ruth", set_at: at }))).execute();
  await db.insertInto("alias").values({ id: "x-alias", subject_id: "x-child", name: canary, kind: "also known as", ...recorded }).execute();
  await db.insertInto("period").values({ id: "x-period", subject_id: "x-child", kind: "school", value: canary, from_on: addDays(today, -90), ...recorded }).execute();
  await db.insertInto("link").values({ id: "x-link", a_id: "x-child", b_id: "x-offender", kind: "associate", confidence: "suspected", note: canary, agency_id: "police", panel_id: "macse", contact: canary, ...recorded }).execute();
  await db.insertInto("conflict").values({ id: "x-conflict", person_id: "mairead", subject_id: "x-child", declared_at: at, declared_by_id: "amira" }).execute();
  await db.insertInto("conflict_reason").values({ conflict_id: "x-conflict", reason: canary }).execute();
  await db.insertInto("care_episode").values({ id: "x-care", child_id: "x-child", from_on: addDays(today, -90), ...recorded }).execute();
  await db.insertInto("missing_episode").values({ id: "x-missing", child_id: "x-child", kind: "missing", from_on: addDays(today, -9), to_on: addDays(today, -8), note: canary, ...recorded }).execute();
  await db.insertInto("return_interview").values({ id: "x-interview", episode_id: "x-missing", offered: "not known", result: "not known", ...recorded }).execute();
  await db.insertInto("measure").values({ id: "x-measure", kind: "Child abduction warning notice", against_id: "x-offender", status: "active", terms: canary, ...recorded }).execute();
  await db.insertInto("measure_protects").values({ measure_id: "x-measure", child_id: "x-child" }).execute();

  const meeting = { panel_id: "macse", on_day: today, starts_at: "10:00", minutes_long: 120, place: canary };
  await db.insertInto("meeting").values([
    { ...meeting, id: "x-ended", number: 1, on_day: addDays(today, -28), status: "ended", published_at: at, started_at: at, ended_at: at },
    { ...meeting, id: "x-live", number: 2, status: "live", published_at: at, started_at: at, current_item_id: "x-item" },
    { ...meeting, id: "x-draft", number: 3, on_day: addDays(today, 28), status: "draft", proposed_at: at },
  ]).execute();
  const item = { kind: "subject" as const, section: "children", position: 1, minutes: 10, reasons: JSON.stringify([{ rule: "byHand", text: canary, weight: 1 }]), added_at: at };
  await db.insertInto("item").values([
    { ...item, id: "x-item", meeting_id: "x-live", number: "A1", subject_id: "x-child" },
    { ...item, id: "x-draft-item", meeting_id: "x-draft", subject_id: "x-child" },
    { ...item, id: "x-ended-item", meeting_id: "x-ended", number: "A1", subject_id: "x-ended-child", outcome: "discussed, no change", outcome_at: at, agreed_at: at },
  ]).execute();
  await db.insertInto("proposal").values({ id: "x-proposal", meeting_id: "x-draft", subject_id: "x-location", section: "locations", position: 1, minutes: 10, reasons: JSON.stringify([{ rule: "byHand", text: canary, weight: 1 }]), proposed_at: at }).execute();
  await db.insertInto("document").values(["x-item", "x-draft-item", "x-ended-item"].map((item_id) => ({ id: item_id === "x-item" ? "x-document" : `${item_id}-document`, item_id }))).execute();
  await db.insertInto("document_notice").values({ id: "x-notice", document_id: "x-document", kind: "mass deletion", seq: 1, by_id: "dan", ranges: "[]", at }).execute();
  await db.insertInto("guest").values({ id: "x-guest", meeting_id: "x-live", item_id: "x-item", person_id: "helen", capacity: "invited attendee", why: canary, invited_at: at, invited_by_id: "ruth", signed_at: at }).execute();
  await db.insertInto("note").values({ id: "x-note", subject_id: "x-child", panel_id: "macse", agency_id: "police", handling: "shared", text: canary, contact: canary, ...recorded }).execute();
  const soon = new Date(now.getTime() + 3_600_000).toISOString();
  await db.insertInto("emergency_access").values({ id: "x-emergency", person_id: "ewan", subject_id: "x-child", code: "a child is missing now", reason: "The night team asked", from_at: at, until_at: soon }).execute();
  await db.insertInto("inspection").values({ id: "x-inspection", person_id: "ewan", why: "Quality of decisions", drawn: "named by reference", from_on: today, until_on: addDays(today, 7), set_at: at, set_by_id: "wilma" }).execute();
  await db.insertInto("inspection_subject").values(["x-child", "x-ended-child"].map((subject_id, i) => ({ inspection_id: "x-inspection", subject_id, position: i + 1 }))).execute();
  await db.insertInto("passkey").values({ id: "x-passkey", person_id: "amira", credential_id: "x-credential", public_key: "", counter: 0, transports: "", name: "Work laptop", made_at: at }).execute();
  await db.insertInto("document").values({ id: "x-closed-document", item_id: "x-ended-item", handling: "closed 1", frozen_at: at }).execute();
  await db.insertInto("closed_session").values({ id: "x-closed", item_id: "x-ended-item", document_id: "x-closed-document", from_at: at, by_id: "amira", minuter_id: "amira", to_at: at, to_by_id: "amira" }).execute();
  await db.insertInto("closed_session_agency").values({ session_id: "x-closed", agency_id: "police" }).execute();
  await db.insertInto("document").values({ id: "x-quarantined", item_id: "x-draft-item", handling: "another", quarantined_at: at, quarantined_why: "row 1 is missing" }).execute();
  await db.insertInto("document").values({ id: "x-chair-document", item_id: "x-item", handling: "chair" }).execute();
  await db.insertInto("withdrawal").values({ id: "x-withdrawal", document_id: "x-document", epoch: 1, seq: 1, by_id: "amira", at, reason: canary, chars: 9, since: at }).execute();
  await db.insertInto("withdrawal_seen").values({ withdrawal_id: "x-withdrawal", person_id: "dan", how: "typed it", at }).execute();
  await db.insertInto("risk").values({ id: "x-risk", subject_id: "x-child", panel_id: "macse", level: "High", rank: 3, rationale: canary, scale_from_on: today, decided_on: today, item_id: "x-item", ...recorded }).execute();
  await db.insertInto("action").values({ id: "x-action", ref: "MACSE-2/A1/1", panel_id: "macse", meeting_id: "x-live", item_id: "x-item", what: canary, agency_id: "police", person_id: "dan", due_on: today, first_due_on: today, state: "not started", briefing: "[]", issued_at: at, ...recorded }).execute();
  await db.insertInto("action_subject").values({ action_id: "x-action", subject_id: "x-child" }).execute();
  await db.insertInto("sharing").values({ id: "x-sharing", ref: "MACSE-2/A1/S1", panel_id: "macse", meeting_id: "x-live", item_id: "x-item", subject_id: "x-child", decision: "share", what: canary, owner_agency_id: "police", sender_agency_id: "police", send_by_on: today, ...recorded }).execute();
  await db.insertInto("extract").values({ id: "x-extract", item_id: "x-ended-item", subject_id: "x-ended-child", meeting_id: "x-ended", version: 1, state: "draft", text: canary, outcome: "discussed, no change", entries: "[]", written_at: at }).execute();
  await db.insertInto("import_run").values({ id: "x-import", panel_id: "macse", by_id: "ruth", authority: canary, kind: "ssda903", state: "ready", started_at: at, beat_at: at, staged_at: at, summary: JSON.stringify({ files: [], notes: [] }) }).execute();
}
