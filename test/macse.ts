import { addDays, dayOf } from "#app/models/core/days.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { sealApps } from "#app/models/people/authenticator.server.ts";
import { now, type Stage, stage } from "./cast.ts";

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
  decisionId: ["x-decision"],
  markerId: ["x-marker"],
  chosenId: ["x-chosen"],
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
  restrictedId: ["x-restricted"],
  returnId: ["x-return"],
  fileId: ["x-file"],
  emergencyId: ["x-emergency"],
  inspectionId: ["x-inspection"],
  correctionId: ["x-correction"],
  passkeyId: ["x-passkey"],
  extractId: ["x-extract"],
  ownNoteId: ["x-own-note"],
  paper: ["minutes", "pack"],
  format: ["pdf"],
  handId: ["x-hand"],
  seriesId: ["x-series"],
} as const;

/** Its owner was reminded of that action already. */
export const remindedOf = async (db: Db, actionId: string, now: Date): Promise<void> =>
  void (await db.insertInto("telling").values({ id: `${actionId}-reminder`, action_id: actionId, kind: "reminder", role: "owner", agency_id: "police", to_name: canary, due_on: dayOf(now), at: now.toISOString(), told_at: now.toISOString(), told_how: "in person", told_by_id: "ruth" }).execute());

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
    // Planned for the whole day: at no hour does it count as left running, which a letter would tell of.
    { ...meeting, id: "x-live", minutes_long: 14 * 60, number: 2, status: "live", published_at: at, started_at: at, current_item_id: "x-item" },
    { ...meeting, id: "x-draft", number: 3, on_day: addDays(today, 28), status: "draft", proposed_at: at },
  ]).execute();
  await db.insertInto("series").values({ id: "x-series", panel_id: "macse", pattern: JSON.stringify({ kind: "weekday", nth: 2, weekday: 2 }), starts_at: "10:00", minutes_long: 120, place: canary, on_holiday: "next", from_on: addDays(today, 1), made_until_on: addDays(today, 30), made_at: at, made_by_id: "ruth" }).execute();
  await db.insertInto("meeting_move").values({ id: "x-move", meeting_id: "x-live", kind: "postponed", from_on: addDays(today, -7), from_time: "10:00", to_on: today, to_time: "10:00", reason: canary, at, by_id: "ruth" }).execute();
  const item = { kind: "subject" as const, section: "children", position: 1, minutes: 10, reasons: JSON.stringify([{ rule: "byHand", text: canary, weight: 1 }]), added_at: at };
  await db.insertInto("item").values([
    { ...item, id: "x-item", meeting_id: "x-live", number: "A1", subject_id: "x-child" },
    { ...item, id: "x-draft-item", meeting_id: "x-draft", subject_id: "x-child" },
    { ...item, id: "x-ended-item", meeting_id: "x-ended", number: "A1", subject_id: "x-ended-child", outcome: "discussed, no change", outcome_at: at, agreed_at: at },
  ]).execute();
  await db.insertInto("item").values({ ...item, id: "x-matters", meeting_id: "x-live", kind: "standing", number: "4", section: "opening", position: 90, title: "Matters arising", reasons: "[]" }).execute();
  await db.insertInto("room_stay").values({ id: "x-stay", meeting_id: "x-live", person_id: "dan", agency_id: "police", from_at: at, how: "by hand", by_id: "ruth" }).execute();
  await db.insertInto("proposal").values({ id: "x-proposal", meeting_id: "x-draft", subject_id: "x-location", section: "locations", position: 1, minutes: 10, reasons: JSON.stringify([{ rule: "byHand", text: canary, weight: 1 }]), proposed_at: at }).execute();
  await db.insertInto("document").values(["x-item", "x-draft-item", "x-ended-item", "x-matters"].map((item_id) => ({ id: item_id === "x-item" ? "x-document" : `${item_id}-document`, item_id }))).execute();
  await db.insertInto("document_notice").values({ id: "x-notice", document_id: "x-document", kind: "mass deletion", seq: 1, by_id: "dan", ranges: "[]", at }).execute();
  await db.insertInto("guest").values({ id: "x-guest", meeting_id: "x-live", item_id: "x-item", person_id: "helen", capacity: "invited attendee", why: canary, invited_at: at, invited_by_id: "ruth", signed_at: at }).execute();
  await db.insertInto("note").values({ id: "x-note", subject_id: "x-child", panel_id: "macse", agency_id: "police", handling: "shared", text: canary, contact: canary, ...recorded }).execute();
  await db.insertInto("agency_return").values([["x-return", "police", "submitted", 1], ["x-return-health", "health", "asked", 0]].map(([id, agency_id, state, version]) => ({ id: String(id), item_id: "x-item", agency_id: String(agency_id), state: state as "asked", version: Number(version), asked_at: at, sent_at: version ? at : null }))).execute();
  await db.insertInto("return_version").values({ return_id: "x-return", version: 1, state: "submitted", contact: canary, written_at: at, written_by_id: "dan" }).execute();
  await db.insertInto("return_block").values({ id: "x-return-block", return_id: "x-return", version: 1, position: 1, heading: "contact", text: canary, handling: "shared", safe_for_minutes: 1 }).execute();
  await db.insertInto("item_turn").values({ id: "x-turn", meeting_id: "x-live", item_id: "x-item", from_at: at }).execute();
  await db.insertInto("chairing").values({ id: "x-chairing", meeting_id: "x-live", person_id: "gareth", how: "started", from_at: new Date(now.getTime() - 60_000).toISOString() }).execute();
  await db.insertInto("hand").values({ id: "x-hand", meeting_id: "x-live", item_id: "x-item", person_id: "dan", raised_at: at, turn_at: at }).execute();
  await db.insertInto("card").values({ item_id: "x-item", agency_id: "police", level: "High", at, by_id: "dan" }).execute();
  await db.insertInto("file").values({ id: "x-file", panel_id: "macse", subject_id: "x-child", agency_id: "police", handling: "shared", contact: canary, title: canary, kind: "txt", size: canary.length, hash: "0", added_at: at, added_by_id: "dan" }).execute();
  await db.insertInto("file_bytes").values({ file_id: "x-file", bytes: Buffer.from(canary) }).execute();
  const soon = new Date(now.getTime() + 3_600_000).toISOString();
  await db.insertInto("emergency_access").values({ id: "x-emergency", person_id: "ewan", subject_id: "x-child", code: "a child is missing now", reason: "The night team asked", from_at: at, until_at: soon }).execute();
  await db.insertInto("emergency_access").values({ id: "x-known-emergency", person_id: "ewan", subject_id: "x-offender", code: "a child is missing now", reason: "The night team asked", from_at: at, until_at: soon }).execute();
  await db.insertInto("inspection").values({ id: "x-inspection", person_id: "ewan", why: "Quality of decisions", drawn: "named by reference", from_on: today, until_on: addDays(today, 7), set_at: at, set_by_id: "wilma" }).execute();
  await db.insertInto("inspection_subject").values(["x-child", "x-ended-child"].map((subject_id, i) => ({ inspection_id: "x-inspection", subject_id, position: i + 1 }))).execute();
  await db.insertInto("passkey").values({ id: "x-passkey", person_id: "amira", credential_id: "x-credential", public_key: "", counter: 0, transports: "", name: "Work laptop", made_at: at }).execute();
  await db.insertInto("document").values({ id: "x-closed-document", item_id: "x-ended-item", handling: "closed 1", frozen_at: at }).execute();
  await db.insertInto("closed_session").values({ id: "x-closed", item_id: "x-ended-item", document_id: "x-closed-document", from_at: at, by_id: "amira", minuter_id: "amira", to_at: at, to_by_id: "amira" }).execute();
  await db.insertInto("closed_session_agency").values({ session_id: "x-closed", agency_id: "police" }).execute();
  await db.insertInto("document").values({ id: "x-quarantined", item_id: "x-draft-item", handling: "another", quarantined_at: at, quarantined_why: "row 1 is missing" }).execute();
  await db.insertInto("document").values({ id: "x-chair-document", item_id: "x-item", handling: "chair" }).execute();
  await db.insertInto("document").values({ id: "x-restricted", item_id: "x-item", handling: "restricted x-restricted" }).execute();
  await db.insertInto("restricted_minutes").values({ id: "x-restricted", item_id: "x-item", panel_id: "macse", agency_id: "police", handling: "police", contact: canary, begun_at: at, begun_by_id: "dan" }).execute();
  await db.insertInto("withdrawal").values({ id: "x-withdrawal", document_id: "x-document", epoch: 1, seq: 1, by_id: "amira", at, reason: canary, chars: 9, since: at }).execute();
  await db.insertInto("withdrawal_seen").values({ withdrawal_id: "x-withdrawal", person_id: "dan", how: "typed it", at }).execute();
  await db.insertInto("risk").values({ id: "x-risk", subject_id: "x-child", panel_id: "macse", level: "High", rank: 3, rationale: canary, scale_from_on: today, decided_on: today, item_id: "x-item", ...recorded }).execute();
  await db.insertInto("action").values({ id: "x-action", ref: "MACSE-2/A1/1", panel_id: "macse", meeting_id: "x-live", item_id: "x-item", what: canary, agency_id: "police", person_id: "dan", due_on: today, first_due_on: today, state: "not started", briefing: "[]", issued_at: at, ...recorded }).execute();
  await db.insertInto("action_subject").values({ action_id: "x-action", subject_id: "x-child" }).execute();
  await db.insertInto("action").values({ id: "x-before", ref: "MACSE-1/A1/1", panel_id: "macse", meeting_id: "x-ended", item_id: "x-ended-item", what: canary, agency_id: "police", person_id: "dan", due_on: today, first_due_on: today, state: "not started", briefing: "[]", issued_at: at, ...recorded }).execute();
  await db.insertInto("matter").values({ id: "x-matter", meeting_id: "x-live", item_id: "x-matters", action_id: "x-before", how: "carried", said_by: canary, note: canary, carried: 0, at, by_id: "ruth" }).execute();
  await db.insertInto("sharing").values({ id: "x-sharing", ref: "MACSE-2/A1/S1", panel_id: "macse", meeting_id: "x-live", item_id: "x-item", subject_id: "x-child", decision: "share", what: canary, owner_agency_id: "police", sender_agency_id: "police", send_by_on: today, ...recorded }).execute();
  const under = { panel_id: "macse", meeting_id: "x-live", item_id: "x-item", ...recorded };
  await db.insertInto("decision").values({ ...under, id: "x-decision", ref: "MACSE-2/A1/D1", subject_id: "x-child", text: canary, reason: canary }).execute();
  await db.insertInto("marker").values({ ...under, id: "x-marker", ref: "MACSE-2/A1/F1", subject_id: "x-child", system: "police CSE marker", want: "place", why: canary, agency_id: "police", ask_by_on: today }).execute();
  await db.insertInto("marker").values({ ...under, id: "x-answered-marker", ref: "MACSE-2/A1/F2", subject_id: "x-child", system: "police missing marker", want: "place", why: canary, agency_id: "police", ask_by_on: today, agreed_at: at, agreed_by_id: "amira", answer: "confirmed", answered_on: today, answered_at: at, answered_by_id: "dan", answer_ref: canary, answer_note: canary }).execute();
  await db.insertInto("chosen_measure").values({ ...under, id: "x-chosen", ref: "MACSE-2/A1/M1", against_id: "x-offender", kind: "letter to person of concern", status: "proposed", agency_id: "police", why: canary }).execute();
  await db.insertInto("extract").values({ id: "x-extract", item_id: "x-ended-item", subject_id: "x-ended-child", meeting_id: "x-ended", version: 1, state: "draft", text: canary, outcome: "discussed, no change", entries: "[]", written_at: at }).execute();
  await db.insertInto("minutes_version").values({ id: "x-paper", meeting_id: "x-ended", version: 1, state: "draft", hash: "0", at, content: JSON.stringify({ panel: "MACSE", code: "MACSE", number: 1, onDay: addDays(today, -28), startsAt: "10:00", place: canary, chair: null, attendance: [], items: [{ id: "x-ended-item", kind: "subject", number: "A1", section: "Children", subjectId: "x-ended-child", ref: "C-7102", name: `${canary} C-7102`, text: canary, outcome: null, entries: [] }], addenda: [] }) }).execute();
  await db.insertInto("own_note").values({ id: "x-own-note", person_id: "amira", item_id: "x-item", text: canary, at }).execute();
  const said = { meeting_id: "x-ended", version: 1, on_day: addDays(today, -28) };
  await db.insertInto("said").values([{ ...said, item_id: "x-ended-item", subject_id: "x-ended-child", words: canary.toLowerCase() }, { ...said, item_id: "", words: "" }]).execute();
  await db.insertInto("correction").values({ id: "x-correction", meeting_id: "x-ended", item_id: "x-ended-item", version: 1, passage: canary, replacement: canary, remark: canary, at, by_id: "dan" }).execute();
  await db.insertInto("telling").values({ id: "x-telling", action_id: "x-action", kind: "issued", role: "owner", agency_id: "police", to_name: canary, due_on: today, at }).execute();
  await db.insertInto("extract_filing").values({ id: "x-filing", extract_id: "x-extract", agency_id: "health", kind: "filed", reference: canary, filed_on: today, note: canary, at, by_id: "chloe" }).execute();
  await db.insertInto("gate_override").values({ id: "x-override", meeting_id: "x-live", item_id: "x-item", what: "action without owner", about: "x-action", words: canary, reason: canary, at, by_id: "amira" }).execute();
  await db.insertInto("name_choice").values({ id: "x-choice", item_id: "x-item", written: canary, folded: canary.toLowerCase(), who: "nobody", at, by_id: "amira" }).execute();
  // Reminded already, so that no job of the house writes while others look.
  for (const id of ["x-action", "x-before"]) await remindedOf(db, id, now);
  await db.insertInto("import_run").values({ id: "x-import", panel_id: "macse", by_id: "ruth", authority: canary, kind: "ssda903", state: "ready", started_at: at, beat_at: at, staged_at: at, summary: JSON.stringify({ files: [], notes: [] }) }).execute();
}

/** A stage with MACSE's meetings on it, and the keys of everybody's app sealed. */
export async function macseStage(): Promise<Stage> {
  const s = await stage();
  for (const table of ["membership", "panel_agency", "panel_version", "panel", "totp", "person", "agency"] as const) await s.db.deleteFrom(table).execute();
  await fillMacse(s.db, now);
  await sealApps(s.db);
  return s;
}
