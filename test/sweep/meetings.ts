import * as Y from "yjs";
import type { Compartment } from "./expected.ts";
import type { Filling } from "./partnership.ts";

// The meetings: a draft, one published, one that runs with people invited, one with an item in closed session, one that is over and one that
// is agreed; and one of each of the other panels.

/** The bytes of a document that holds these words, the same each time. */
export function writing(words: string, client = 7): Buffer {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText("minutes").insert(0, words);
  return Buffer.from(Y.encodeStateAsUpdate(doc));
}

type Item = [id: string, meeting: string, number: string | null, position: number, subject: string | null, reasons: Compartment | null];
export const items: Item[] = [
  ["t-item", "m-live", "1", 1, null, null], ["v-item", "m-live", "A1", 2, "v-child", "reasons on today's agenda"], ["o-item", "m-live", "B1", 3, "o-offender", "reasons on today's agenda"], ["k-item", "m-live", "A2", 9, "k-child", "reasons of the child of the conflict"],
  ["w-item", "m-side", "A1", 1, "w-child", "reasons of the item in closed session"], ["s-item", "m-pub", "A1", 1, "s-child", "reasons on the published agenda"], ["d-item", "m-draft", null, 1, "v-child", "reasons on a draft agenda"],
  ["y-item", "m-live", "4", 10, null, null],
  ["e-item", "m-ended", "A1", 1, "e-child", "minutes of a meeting that is over"], ["q-item", "m-ended", "2", 2, null, null], ["a-item", "m-agreed", "A1", 1, "e-child", "agreed minutes"], ["k-old-item", "m-agreed", "A2", 2, "k-child", "agreed minutes of the child of the conflict"],
  ["f-item", "f-live", "A1", 1, "f-child", "reasons on an agenda of Missing From Home"], ["fs-item", "f-live", "A2", 2, "s-child", "reasons on an agenda of Missing From Home"], ["n-item", "n-live", "A1", 1, "n-child", "reasons on an agenda of another MACSE"], ["nd-item", "n-draft", null, 1, "n-child", "reasons on an agenda of another MACSE"],
];

export async function fillMeetings(filling: Filling): Promise<void> {
  const { at, day, put, words } = filling;
  // Planned for the whole day: at no hour does it count as left running, which a letter would tell of.
  const live = { status: "live" as const, minutes_long: 14 * 60, published_at: at, started_at: at, started_by_id: "amira" };
  const over = { ...live, minutes_long: 120, ended_at: at };
  const meeting = (id: string, panel_id: string, number: number, on: number, place: Compartment, more: object) => put("meeting", { id, panel_id, number, on_day: day(on), starts_at: "10:00", minutes_long: 120, place: words(place, `meeting.place of ${id}`), status: "draft", ...more });
  await meeting("m-agreed", "macse", 1, -35, "where another meeting of the panel is", { ...over, status: "agreed", approved_at: at, approved_by_id: "amira" });
  await meeting("m-ended", "macse", 2, -1, "where the meeting is that is over", { ...over, status: "ended" });
  await meeting("m-live", "macse", 3, 0, "where today's meeting is", { ...live, current_item_id: "v-item" });
  await meeting("m-side", "macse", 4, 0, "where another meeting of the panel is", { ...live, current_item_id: "w-item" });
  await meeting("m-pub", "macse", 5, 14, "where the published meeting is", { status: "published", published_at: at });
  await meeting("m-draft", "macse", 6, 28, "where another meeting of the panel is", { proposed_at: at });
  await meeting("m-off", "macse", 7, 35, "where another meeting of the panel is", { cancelled_at: at, cancelled_by_id: "ruth", cancelled_reason: words("why a meeting was cancelled", "meeting.cancelled_reason of m-off") });
  await meeting("f-live", "mfh", 1, 0, "where Missing From Home meets", { ...live, current_item_id: "f-item" });
  await meeting("n-live", "north", 1, 0, "where another MACSE meets", { ...live, current_item_id: "n-item" });
  await meeting("n-draft", "north", 2, 28, "where another MACSE meets", { proposed_at: at });

  const series = { pattern: JSON.stringify({ kind: "weekday", nth: 2, weekday: 2 }), starts_at: "10:00", minutes_long: 120, on_holiday: "next" as const, from_on: day(1), made_until_on: day(60), made_at: at };
  await put("series", { ...series, id: "m-series", panel_id: "macse", place: words("where a series of the panel's meetings is", "series.place of m-series"), made_by_id: "ruth" }, { ...series, id: "n-series", panel_id: "north", place: words("where a series of another MACSE's is", "series.place of n-series"), made_by_id: "nils" });
  const move = { kind: "postponed" as const, from_on: day(-7), from_time: "10:00", to_on: day(0), to_time: "10:00", at };
  await put("meeting_move", { ...move, id: "m-move", meeting_id: "m-live", reason: words("why today's meeting was put off", "meeting_move.reason of m-live"), by_id: "ruth" }, { ...move, id: "n-move", meeting_id: "n-live", reason: words("why a meeting of another MACSE was put off", "meeting_move.reason of n-live"), by_id: "nils" });

  const reasonsOf = (place: string, compartment: Compartment) => JSON.stringify([{ rule: "byHand", text: words(compartment, place), weight: 1 }]);
  for (const [id, meeting_id, number, position, subject_id, compartment] of items)
    await put("item", {
      id, meeting_id, kind: subject_id ? "subject" : "standing", number, section: subject_id ? (subject_id === "o-offender" ? "offenders" : "children") : "opening", position, minutes: 10, subject_id, added_at: at,
      title: subject_id ? null : id === "t-item" ? words("a standing item", "item.title of t-item") : id === "y-item" ? "Matters arising" : "Other matters", reasons: compartment ? reasonsOf(`item.reasons of ${id}`, compartment) : "[]",
      ...(id === "e-item" && { finished_at: at, outcome: "discussed, no change", outcome_note: words("what was agreed of an item, for who was invited too", "item.outcome_note of e-item"), outcome_dissent: words("who disagreed with an outcome", "item.outcome_dissent of e-item"), closed_detail: words("who disagreed with an outcome", "item.closed_detail of e-item"), outcome_at: new Date(Date.parse(at) - 86_400_000).toISOString(), agreed_at: at, agreed_by_id: "amira" }),
    });
  const proposal = { section: "children", position: 1, minutes: 10, proposed_at: at };
  await put("proposal", { ...proposal, id: "l-proposal", meeting_id: "m-draft", subject_id: "l-location", section: "locations", reasons: reasonsOf("proposal.reasons of l-proposal", "reasons on a draft agenda") });
  await put("proposal", { ...proposal, id: "e-proposal", meeting_id: "m-draft", subject_id: "e-child", reasons: reasonsOf("proposal.reasons of e-proposal", "reasons on a draft agenda"), decision: "declined", decision_reason: words("reasons on a draft agenda", "proposal.decision_reason of e-proposal"), decided_at: at, decided_by_id: "ruth" });
  await put("proposal", { ...proposal, id: "k-proposal", meeting_id: "m-ended", subject_id: "k-child", reasons: "[]", decision: "deferred", until_on: day(60), decision_reason: words("why the child of the conflict was put off at another meeting", "proposal.decision_reason of k-proposal"), decided_at: at, decided_by_id: "ruth" });

  // Of somebody who is never on the line: a hand goes out of sight a while after whoever raised it has left.
  const hand = { raised_at: at, turn_at: at };
  await put("hand", { ...hand, id: "v-hand", meeting_id: "m-live", item_id: "v-item", person_id: "josie" }, { ...hand, id: "n-hand", meeting_id: "n-live", item_id: "n-item", person_id: "nils" });
  // A level that an agency proposes is nobody's to read before all are shown.
  await put("card", { item_id: "v-item", agency_id: "police", level: words("what is kept and shown to nobody", "card.level of v-item"), at, by_id: "dan" }, { item_id: "e-item", agency_id: "health", level: words("levels that agencies proposed, once shown", "card.level of e-item"), at, by_id: "chloe" });
  await put("card_showing", { item_id: "e-item", at, by_id: "amira" });
  await fillDocuments(filling);
  await fillGuests(filling);
  await put("attendance", { meeting_id: "m-ended", person_id: "owen", agency_id: "yjs", status: "apologies", information_sent: words("what an agency sent to a meeting that is over", "attendance.information_sent"), recorded_at: at, recorded_by_id: "ruth" });
  await put("room_stay", { id: "y-stay", meeting_id: "m-live", person_id: "owen", agency_id: "yjs", from_at: at, how: "by hand", by_id: "ruth" });
}

/** Restricted minutes: whose, for whom, and the words that others read of them. What is open is the police's to write. */
export const restricted: [id: string, item: string, agency: string, handling: "named agencies" | "police" | "health" | "chair", hidden: 0 | 1, Compartment, contact: Compartment | null][] = [
  ["v-police-doc", "v-item", "police", "police", 0, "restricted minutes for the police", "whom to ask about restricted minutes for the police"], ["v-named-doc", "v-item", "police", "named agencies", 0, "restricted minutes for named agencies", "whom to ask about restricted minutes for named agencies"],
  ["hid-v-doc", "v-item", "police", "police", 1, "hidden restricted minutes", "whom to ask about hidden restricted minutes"], ["e-health-doc", "e-item", "schools", "health", 0, "restricted minutes for health, of a meeting that is over", "whom to ask about restricted minutes for health"],
  ["e-chair-only-doc", "e-item", "probation", "chair", 0, "restricted minutes for the chair, of a meeting that is over", "whom to ask about restricted minutes for the chair"], ["k-police-doc", "k-item", "police", "police", 0, "restricted minutes of the child of the conflict", null],
];

/** Every document of minutes, with the words in it, and where it is frozen. */
export const documents: [id: string, item: string, handling: string, Compartment, "open" | "frozen" | "quarantined" | "folded"][] = [
  ["t-doc", "t-item", "shared", "minutes of a standing item", "open"], ["v-doc", "v-item", "shared", "minutes of today's item", "open"], ["v-chair-doc", "v-item", "chair", "the chair's minutes", "open"], ["o-doc", "o-item", "shared", "minutes of a standing item", "open"],
  ["k-doc", "k-item", "shared", "minutes of the child of the conflict", "open"], ["w-doc", "w-item", "shared", "minutes of the item, from before it was closed", "open"], ["w-closed-doc", "w-item", "closed 1", "minutes of the closed session that runs", "open"],
  ["e-doc", "e-item", "shared", "minutes of a meeting that is over", "frozen"], ["e-closed-doc", "e-item", "closed 1", "minutes of a closed session that is over", "frozen"], ["e-chair-doc", "e-item", "chair", "the chair's minutes", "frozen"], ["q-doc", "q-item", "shared", "minutes that cannot be read whole", "quarantined"],
  ["a-doc", "a-item", "shared", "agreed minutes", "folded"], ["f-doc", "f-item", "shared", "minutes of Missing From Home", "open"], ["n-doc", "n-item", "shared", "minutes of another MACSE", "open"],
  ...restricted.map(([id, item, , , , compartment]): [string, string, string, Compartment, "open" | "frozen"] => [id, item, `restricted ${id}`, compartment, item === "e-item" ? "frozen" : "open"]),
];

async function fillDocuments({ at, put, words }: Filling): Promise<void> {
  for (const [id, item_id, handling, compartment, state] of documents) {
    await put("document", { id, item_id, handling, frozen_at: state === "frozen" || state === "folded" ? at : null, folded_at: state === "folded" ? at : null, ...(state === "quarantined" && { quarantined_at: at, quarantined_why: "row 2 is missing" }) });
    const text = `${words(compartment, `minutes of ${id}`)}\n\n`;
    if (state === "folded") await put("document_version", { document_id: id, number: 1, at, text, authors: JSON.stringify([[text.length, "owen"]]) });
    else await put("document_update", { document_id: id, seq: 1, epoch: 1, person_id: "owen", agency_id: "yjs", instance: `${id}-1`.padEnd(32, "0"), instance_seq: 1, bytes: writing(text), at, crc: null });
  }
  for (const [id, item_id, agency_id, handling, hidden, , contact] of restricted) await put("restricted_minutes", { id, item_id, panel_id: "macse", agency_id, handling, hidden, contact: contact ? words(contact, `restricted_minutes.contact of ${id}`) : "The duty desk", begun_at: at, begun_by_id: "dan" });
  await put("restricted_minutes_agency", { restricted_id: "v-named-doc", agency_id: "probation" });
  await put("document_late", { id: "e-late", document_id: "e-doc", epoch: 1, person_id: "owen", agency_id: "yjs", instance: "e-late".padEnd(32, "0"), instance_seq: 1, bytes: writing("late", 8), words: words("words that came too late", "document_late.words"), at });
  const withdrawal = { epoch: 1, seq: 1, by_id: "amira", at, chars: 9, since: at };
  await put("withdrawal", { ...withdrawal, id: "v-withdrawal", document_id: "v-doc", reason: words("why a passage was withdrawn", "withdrawal.reason of v-doc") });
  await put("withdrawal", { ...withdrawal, id: "v-chair-withdrawal", document_id: "v-chair-doc", reason: words("why a passage of the chair's minutes was withdrawn", "withdrawal.reason of v-chair-doc") });
  await put("document_notice", { id: "v-notice", document_id: "v-doc", kind: "mass deletion", seq: 1, by_id: "owen", ranges: "[]", at }, { id: "k-notice", document_id: "k-doc", kind: "mass deletion", seq: 1, by_id: "owen", ranges: "[]", at }, { id: "n-notice", document_id: "n-doc", kind: "mass deletion", seq: 1, by_id: "nils", ranges: "[]", at });
  const session = { from_at: at, by_id: "amira", minuter_id: "dan" };
  await put("closed_session", { ...session, id: "w-session", item_id: "w-item", document_id: "w-closed-doc" }, { ...session, id: "e-session", item_id: "e-item", document_id: "e-closed-doc", to_at: at, to_by_id: "amira" });
  await put("closed_session_agency", { session_id: "w-session", agency_id: "police" }, { session_id: "e-session", agency_id: "police" }, { session_id: "e-session", agency_id: "health" });
}

async function fillGuests({ at, put, words }: Filling): Promise<void> {
  const why = (id: string) => words("why somebody is invited", `guest.why of ${id}`);
  const guest = { meeting_id: "m-live", item_id: "v-item", capacity: "invited attendee" as const, invited_at: at, invited_by_id: "ruth", signed_at: at };
  await put("guest", { ...guest, id: "g-una", person_id: "una", why: why("g-una"), signed_at: null }, { ...guest, id: "g-wanda", person_id: "wanda", why: why("g-wanda") }, { ...guest, id: "g-adil", person_id: "adil", why: why("g-adil") }, { ...guest, id: "g-oscar", person_id: "oscar", capacity: "observer", why: why("g-oscar") }, { ...guest, id: "g-sian", person_id: "sian", why: why("g-sian") });
  await put("guest", { ...guest, id: "g-ursula", person_id: "ursula", why: "Knows the family", ended_at: at, ended_by_id: "ruth" }, { ...guest, id: "g-ezra", person_id: "ezra", meeting_id: "m-agreed", item_id: "a-item", why: "Knows the family" }, { ...guest, id: "g-vera", person_id: "vera", meeting_id: "m-ended", item_id: "e-item", why: "Knows the family" });
  await put("guest", { ...guest, id: "g-tomasz", person_id: "tomasz", item_id: null, capacity: "deputy", for_id: "owen", why: why("g-tomasz") }, { ...guest, id: "g-edith", person_id: "edith", meeting_id: "m-pub", item_id: null, capacity: "deputy", for_id: "owen", why: "On leave" });
  const stay = { from_at: at, from_by_id: "ruth" };
  await put("guest_stay", { ...stay, id: "g-adil-stay", guest_id: "g-adil" }, { ...stay, id: "g-oscar-stay", guest_id: "g-oscar" }, { ...stay, id: "g-sian-stay", guest_id: "g-sian", to_at: at, to_by_id: "ruth" }, { ...stay, id: "g-vera-stay", guest_id: "g-vera", to_at: at, to_by_id: "ruth" });
}
