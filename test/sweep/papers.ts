import type { Compartment } from "./expected.ts";
import type { Filling } from "./partnership.ts";
import { typedName } from "./records.ts";

// What comes of meetings: levels, actions, sharing decisions, minutes as papers, extracts; and what agencies told the panels.

export async function fillPapers(filling: Filling): Promise<void> {
  const { at, today, day, put, words } = filling;
  const recorded = { recorded_at: at, recorded_by_id: "owen" };
  const risk = (id: string, subject_id: string, panel_id: string, item_id: string | null, compartment: Compartment) => put("risk", { id, subject_id, panel_id, level: "High", rank: 3, rationale: words(compartment, `risk.rationale of ${id}`), dissent: words(compartment, `risk.dissent of ${id}`), scale_from_on: day(-800), decided_on: today, next_review_on: day(40), item_id, ...(item_id && { ref: `${id.toUpperCase()}/R1`, ...Object.fromEntries(["sustained", "support_continues", "marker_decision", "would_bring_back"].map((name) => [name, words(compartment, `risk.${name} of ${id}`)])) }), ...recorded, agreed_at: at, agreed_by_id: "amira" });
  await risk("v-risk", "v-child", "macse", "v-item", "a level, and why");
  await risk("k-risk", "k-child", "macse", "k-item", "a level of the child of the conflict");
  await risk("s-risk", "s-child", "macse", null, "a level decided outside a meeting, and why");
  await risk("fs-risk", "s-child", "mfh", "fs-item", "a level of Missing From Home");
  await risk("n-risk", "n-child", "north", "n-item", "a level of another MACSE");
  await fillActions(filling);
  await fillMatters(filling);
  await fillSharing(filling);
  await fillDecided(filling);
  await fillNotes(filling);
  await fillFiles(filling);
  await fillMinutes(filling);
}

/** Decisions, markers and measures under items. */
async function fillDecided({ at, day, put, words }: Filling): Promise<void> {
  const under = { panel_id: "macse", meeting_id: "m-live", item_id: "v-item", recorded_at: at, recorded_by_id: "owen", agreed_at: at, agreed_by_id: "amira" };
  const lines = <N extends string>(table: string, id: string, compartment: Compartment, names: readonly N[]) => Object.fromEntries(names.map((name) => [name, words(compartment, `${table}.${name} of ${id}`)])) as Record<N, string>;
  const decision = (id: string, compartment: Compartment, subject_id: string, more: object = {}) => put("decision", { ...under, id, ref: `${id.toUpperCase()}/D1`, subject_id, ...lines("decision", id, compartment, ["text", "reason", "dissent"]), ...more });
  await decision("v-decision", "a decision of the panel", "v-child");
  await decision("r-decision", "a decision not agreed", "v-child", { agreed_at: null, agreed_by_id: null });
  await decision("k-decision", "a decision of the child of the conflict", "k-child", { item_id: "k-item" });
  await decision("x-decision", "a decision taken back", "v-child", { removed_at: at });
  await decision("f-decision", "a decision of Missing From Home", "f-child", { panel_id: "mfh", meeting_id: "f-live", item_id: "f-item" });
  await decision("n-decision", "a decision of another MACSE", "n-child", { panel_id: "north", meeting_id: "n-live", item_id: "n-item" });
  const marker = (id: string, compartment: Compartment, subject_id: string, more: object = {}) => put("marker", { ...under, id, ref: `${id.toUpperCase()}/F1`, subject_id, system: "police CSE marker", want: "place", agency_id: "police", ask_by_on: day(5), ...lines("marker", id, compartment, ["why", "dissent"]), ...more });
  const answered = (id: string, compartment: Compartment) => ({ answer: "refused", answered_on: day(0), answered_at: at, answered_by_id: "dan", ...lines("marker", id, compartment, ["answer_ref", "answer_note"]) });
  await marker("v-marker", "a marker that the panel asks for", "v-child");
  await marker("v-marker-done", "a marker that the panel asks for", "v-child", answered("v-marker-done", "a marker that the panel asks for"));
  await marker("v-marker-held", "a marker that the panel asks for", "v-child", { ...answered("v-marker-held", "the answer to a marker, for the police"), answer_handling: "police", answer_contact: words("whom to ask about the answer to a marker", "marker.answer_contact of v-marker-held") });
  await marker("r-marker", "a marker that the panel asks for", "v-child", { agreed_at: null, agreed_by_id: null });
  await marker("k-marker", "a marker of the child of the conflict", "k-child", { item_id: "k-item", ...answered("k-marker", "a marker of the child of the conflict") });
  await marker("f-marker", "a marker of Missing From Home", "f-child", { panel_id: "mfh", meeting_id: "f-live", item_id: "f-item" });
  const chosen = (id: string, compartment: Compartment, against_id: string, more: object = {}) => put("chosen_measure", { ...under, id, ref: `${id.toUpperCase()}/M1`, against_id, kind: "letter to person of concern", status: "proposed", agency_id: "police", ...lines("chosen_measure", id, compartment, ["why", "terms", "dissent"]), ...more });
  await chosen("v-chosen", "a measure that the panel chose", "o-offender");
  await chosen("r-chosen", "a measure that the panel chose", "o-offender", { agreed_at: null, agreed_by_id: null });
  await chosen("k-chosen", "a measure to protect the child of the conflict", "o-offender");
  await put("chosen_measure_protects", { chosen_id: "k-chosen", child_id: "k-child" });
  await chosen("n-chosen", "a measure of another MACSE", "n-child", { panel_id: "north", meeting_id: "n-live", item_id: "n-item" });
}

async function fillActions({ at, day, put, words, canaries }: Filling): Promise<void> {
  const action = async (id: string, compartment: Compartment, subjects: string[], more: { what?: string; panel_id?: string; meeting_id?: string; item_id?: string; agency_id: string; person_id?: string | null; issued_at?: string | null; [column: string]: unknown }) => {
    await put("action", {
      id, ref: `${id.toUpperCase()}/1`, panel_id: "macse", meeting_id: "m-live", item_id: "v-item", what: more.what ?? words(compartment, `action.what of ${id}`), due_on: day(10), first_due_on: day(10), state: "in progress", briefing: "[]", briefing_note: words(compartment, `action.briefing_note of ${id}`),
      issued_at: at, opened_at: at, recorded_at: at, recorded_by_id: "owen", agreed_at: at, ...more,
    });
    for (const subject_id of subjects) await put("action_subject", { action_id: id, subject_id });
    for (const kind of ["query", "answer", "progress"]) await put("action_event", { id: `${id}-${kind}`, action_id: id, kind, note: words(compartment, `action_event.note of ${id}, ${kind}`), at, by_id: "owen" });
  };
  const typed = `Zyq${canaries.all.find((one) => one.place === typedName)!.code}`;
  await action("p-action", "an action that has gone to its owner", ["v-child"], { what: `${words("an action that has gone to its owner", "action.what of p-action")} with ${typed}`, agency_id: "schools", person_id: "olga" });
  await action("g-action", "an action of an agency", ["v-child"], { agency_id: "housing" });
  await action("h-action", "an action that was passed on", ["v-child"], { agency_id: "schools", person_id: "olga" });
  await put("action_event", { id: "h-action-passed", action_id: "h-action", kind: "passed on", person_id: "olga", note: words("an action that was passed on", "action_event.note of h-action, passed on"), at, by_id: "fred" });
  await action("k-both", "an action about two children, one of the conflict", ["v-child", "k-child"], { agency_id: "schools", person_id: "olga" });
  await action("r-action", "an action recorded, not agreed", ["v-child"], { agency_id: "schools", person_id: "olga", issued_at: null, agreed_at: null });
  await action("k-action", "an action of the child of the conflict", ["k-child"], { agency_id: "yjs", person_id: "owen", item_id: "k-item" });
  await action("x-action", "an action taken back", ["v-child"], { agency_id: "schools", person_id: "olga", removed_at: at });
  await action("e-action", "an action of a meeting that is over", ["e-child"], { what: words("what was agreed of an item, for who was invited too", "action.what of e-action"), agency_id: "yjs", person_id: "owen", meeting_id: "m-ended", item_id: "e-item", recorded_at: `${day(-1)}T09:00:00.000Z` });
  await action("k-old-action", "an action from before about the child of the conflict", ["k-child"], { agency_id: "yjs", person_id: "owen", meeting_id: "m-agreed", item_id: "k-old-item" });
  await action("c-action", "what was recorded in a closed session", ["e-child"], { agency_id: "yjs", person_id: "owen", meeting_id: "m-ended", item_id: "e-item" });
  await action("f-action", "an action of Missing From Home", ["f-child"], { agency_id: "yjs", panel_id: "mfh", meeting_id: "f-live", item_id: "f-item" });
  await action("n-action", "an action of another MACSE", ["n-child"], { agency_id: "yjs", panel_id: "north", meeting_id: "n-live", item_id: "n-item" });
}

/** What today's meeting said of actions from before. */
async function fillMatters({ at, put, words }: Filling): Promise<void> {
  const matter = (id: string, action_id: string, compartment: Compartment) => put("matter", { id, meeting_id: "m-live", item_id: "y-item", action_id, how: "carried", said_by: words(compartment, `matter.said_by of ${id}`), note: words(compartment, `matter.note of ${id}`), carried: 1, at, by_id: "ruth" });
  await matter("e-matter", "e-action", "what a meeting said of an action from before");
  await matter("k-matter", "k-old-action", "what a meeting said of an action of the child of the conflict");
}

async function fillSharing({ at, day, put, words }: Filling): Promise<void> {
  const sharing = (id: string, subject_id: string, tells: Compartment, weighs: Compartment, more: object) => {
    const lines = (of: Compartment, names: string[]) => Object.fromEntries(names.map((name) => [name, words(of, `sharing.${name} of ${id}`)]));
    return put("sharing", {
      id, ref: `${id.toUpperCase()}/1`, panel_id: "macse", meeting_id: "m-live", item_id: "v-item", subject_id, decision: "share", what: words(tells, `sharing.what of ${id}`), owner_agency_id: "police", sender_agency_id: "schools", sender_id: "sana", send_by_on: day(5), lawful_basis: "public task", consent: "not sought",
      ...lines(tells, ["purpose", "conditions", "redactions", "how", "to_name"]), ...lines(weighs, ["necessity", "proportionality", "special_condition", "gateway", "consent_reason", "told_whom", "advice", "dissent", "reason"]), recorded_at: at, recorded_by_id: "owen", agreed_at: at, ...more,
    });
  };
  await sharing("s-send", "v-child", "a sharing decision to be sent", "what was weighed before sharing", {});
  await sharing("s-not", "v-child", "a decision not to share", "a decision not to share", { decision: "do not share" });
  await sharing("s-open", "v-child", "a sharing decision not agreed", "a sharing decision not agreed", { agreed_at: null });
  await sharing("k-sharing", "k-child", "a sharing decision of the child of the conflict", "a sharing decision of the child of the conflict", { item_id: "k-item", sender_id: "dan", sender_agency_id: "police" });
  await sharing("x-sharing", "v-child", "a sharing decision taken back", "a sharing decision taken back", { removed_at: at });
  await sharing("f-sharing", "f-child", "a sharing decision of Missing From Home", "a sharing decision of Missing From Home", { panel_id: "mfh", meeting_id: "f-live", item_id: "f-item", sender_id: "priya" });
}

async function fillNotes({ at, put, words }: Filling): Promise<void> {
  const note = async (id: string, agency_id: string, handling: "shared" | "named agencies" | "police" | "health" | "chair", compartment: Compartment, more: { subject_id?: string; panel_id?: string; hidden?: number; contact?: Compartment; by?: string; [column: string]: unknown } = {}) => {
    const { contact, by = "owen", ...rest } = more;
    await put("note", { id, subject_id: "v-child", panel_id: "macse", agency_id, handling, text: words(compartment, `note.text of ${id}`), contact: contact ? words(contact, `note.contact of ${id}`) : "The duty desk", recorded_at: at, recorded_by_id: by, ...rest });
  };
  const told: Compartment = "sanitised words, and their conditions";
  const graded = { source_grade: "1", information_grade: "B", handling_code: "C" };
  // Whom to ask stands where the words do not: who reads the words needs nobody to ask.
  // Whose agency holds a note reads it always: those for whom these are, are of another.
  await note("v-note-shared", "csc", "shared", "a note shared with the panel");
  await note("v-note-named", "schools", "named agencies", "a note for named agencies", { contact: "whom to ask about a note for named agencies" });
  await put("note_agency", { note_id: "v-note-named", agency_id: "probation" });
  await note("v-note-police", "schools", "police", "a note for the police", { ...graded, contact: "whom to ask about a note for the police", conditions: words(told, "note.conditions of v-note-police"), sanitised: words(told, "note.sanitised of v-note-police") });
  await note("v-note-health", "schools", "health", "a note for health", { contact: "whom to ask about a note for health" });
  await note("v-note-chair", "probation", "chair", "a note for the chair", { contact: "whom to ask about a note for the chair" });
  await note("hid-note", "police", "police", "a hidden note", { ...graded, hidden: 1, contact: "whom to ask about a hidden note", conditions: words("a hidden note", "note.conditions of hid-note"), sanitised: words("a hidden note", "note.sanitised of hid-note") });
  await note("hid-note-chair", "health", "chair", "a hidden note for the chair", { hidden: 1, contact: "whom to ask about a hidden note" });
  await note("v-note-gone", "csc", "shared", "a note withdrawn", { ended_at: at, ended_by_id: "ruth", ended_reason: words("a note withdrawn", "note.ended_reason of v-note-gone") });
  await put("note_change", { id: "v-change", note_id: "v-note-shared", at, by_id: "ruth", was: "Shared with MACSE", became: "Shared with MACSE", wider: 0, reason: words("why a note was made for fewer", "note_change.reason") });
  await note("k-note", "csc", "shared", "a note on the child of the conflict", { subject_id: "k-child" });
  await note("fs-note", "yjs", "shared", "a note given to Missing From Home", { subject_id: "s-child", panel_id: "mfh", by: "priya" });
  await note("n-note", "health", "shared", "a note given to another MACSE", { subject_id: "n-child", panel_id: "north" });
}

/** Each with what it is called and what it holds. Whose agency adds one opens it always: those for whom these are, are of another. */
async function fillFiles({ at, put, words }: Filling): Promise<void> {
  const file = async (id: string, agency_id: string, handling: "shared" | "police", compartment: Compartment, { contact, ...more }: { contact?: Compartment; [column: string]: unknown } = {}) => {
    const bytes = Buffer.from(words(compartment, `file_bytes.bytes of ${id}`));
    await put("file", { id, panel_id: "macse", subject_id: "v-child", agency_id, handling, contact: contact ? words(contact, `file.contact of ${id}`) : "The duty desk", title: words(compartment, `file.title of ${id}`), kind: "txt", size: bytes.length, hash: "0", added_at: at, added_by_id: "owen", ...more });
    await put("file_bytes", { file_id: id, bytes });
  };
  await file("v-file", "csc", "shared", "a file shared with the panel");
  await file("v-file-police", "schools", "police", "a file for the police", { contact: "whom to ask about a file for the police" });
  await file("hid-file", "police", "police", "a hidden file", { hidden: 1, contact: "whom to ask about a hidden file" });
  await file("v-paper", "csc", "shared", "a paper of today's item", { item_id: "v-item" });
  await file("k-file", "csc", "shared", "a file about the child of the conflict", { subject_id: "k-child" });
  await file("k-paper", "csc", "shared", "a file about the child of the conflict", { subject_id: "k-child", item_id: "k-item" });
  await file("w-paper", "csc", "shared", "a paper of the item in closed session", { subject_id: null, item_id: "w-item" });
  await file("p-evidence", "schools", "shared", "evidence of an action", { subject_id: null, action_id: "p-action", added_by_id: "olga" });
  await file("n-file", "health", "shared", "a file given to another MACSE", { subject_id: "n-child", panel_id: "north" });
}

async function fillMinutes({ at, day, put, without, word, words }: Filling): Promise<void> {
  const said = (id: string, subjectId: string, ref: string, number: string, compartment: Compartment, entry = true) => ({ id, subjectId, ref, number, kind: "subject", section: "Children", name: words(compartment, `paper: name of ${id}`), text: words(compartment, `paper: text of ${id}`), outcome: null, entries: entry ? [{ kind: "action", id: `${id}-entry`, ref: `${ref}/1`, title: words(compartment, `paper: entry of ${id}`), facts: [] }] : [], overrides: [{ words: words(compartment, `paper: what was missing of ${id}`), reason: words(compartment, `paper: why it ended all the same, of ${id}`), by: "Amira Haddad", at }] });
  const added = (itemId: string, number: string, compartment: Compartment) => ({ at, by: "Amira Haddad", itemId, number, text: words(compartment, `paper: addendum to ${itemId}`), reason: words(compartment, `paper: why an addendum to ${itemId}`), version: 2 });
  // A partnership without the child of the conflict has papers without it too.
  const kept = <T extends { id?: string; itemId?: string }>(things: T[]) => things.filter((thing) => !without?.test(thing.id ?? thing.itemId ?? ""));
  const head = { panel: "MACSE", code: "MACSE", startsAt: "10:00", place: null, chair: null, attendance: [] };
  const became = (id: string, ref: string, compartment: Compartment) => ({ id, actionId: id, ref: `${id.toUpperCase()}/1`, what: words(compartment, `paper: what ${id} was`), owner: "Northmoor Constabulary", about: [ref], how: "carried", saidBy: "Dan Kowalczyk", note: words(compartment, `paper: what was said of ${id}`), carried: 1 });
  const arising = { ...said("y-old-item", "", "", "4", "agreed minutes", false), kind: "standing", section: "Opening", subjectId: null, ref: null, matters: kept([became("e-said", "C-7105", "agreed minutes"), became("k-said", "C-7102", "agreed minutes of the child of the conflict")]) };
  const agreed = { items: [arising, said("a-item", "e-child", "C-7105", "A1", "agreed minutes"), said("k-old-item", "k-child", "C-7102", "A2", "agreed minutes of the child of the conflict")], addenda: [added("a-item", "A1", "an addendum"), added("k-old-item", "A2", "an addendum about the child of the conflict")] };
  await put("minutes_version", { id: "m-ended-paper", meeting_id: "m-ended", version: 1, state: "draft", content: JSON.stringify({ ...head, number: 2, onDay: day(-1), items: [said("e-item", "e-child", "C-7105", "A1", "minutes of a meeting that is over")], addenda: [] }), hash: "0", at });
  await put("minutes_version", { id: "m-agreed-paper", meeting_id: "m-agreed", version: 1, state: "agreed", content: JSON.stringify({ ...head, number: 1, onDay: day(-35), items: kept(agreed.items), addenda: kept(agreed.addenda) }), hash: "0", at });
  for (const { itemId, text, reason } of agreed.addenda) await put("addendum", { id: `${itemId.slice(0, 2)}addendum`, meeting_id: "m-agreed", item_id: itemId, text, reason, version: 2, at, by_id: "amira" });
  await put("own_note", { id: "v-own-note", person_id: "amira", item_id: "v-item", text: words("a note for oneself", "own_note.text on v-item"), at }, { id: "v-own-record", person_id: "amira", subject_id: "v-child", text: words("a note for oneself", "own_note.text on v-child"), at });
  const correction = { version: 1, at, by_id: "owen", accepted: 0, decided_at: at, decided_by_id: "amira" };
  const proposed = (id: string, compartment: Compartment) => Object.fromEntries(["passage", "replacement", "remark", "why"].map((name) => [name, words(compartment, `correction.${name} of ${id}`)]));
  await put("correction", { ...correction, id: "e-correction", meeting_id: "m-ended", item_id: "e-item", ...proposed("e-correction", "a correction proposed, and why it is not made") });
  await put("correction", { ...correction, id: "k-correction", meeting_id: "m-agreed", item_id: "k-old-item", ...proposed("k-correction", "a correction about the child of the conflict") });
  await put("correction", { ...correction, id: "v-correction", meeting_id: "m-ended", item_id: "e-item", by_id: "vera", remark: words("what somebody invited says of their item's minutes", "correction.remark of v-correction"), why: words("what somebody invited says of their item's minutes", "correction.why of v-correction") });
  await put("telling", { id: "g-telling", action_id: "g-action", kind: "issued", role: "lead", agency_id: "housing", to_name: words("who is to be told by hand", "telling.to_name of g-telling"), due_on: day(10), at });
  await put("telling", { id: "k-telling", action_id: "k-action", kind: "issued", role: "lead", agency_id: "yjs", to_name: words("who is to be told by hand of the child of the conflict", "telling.to_name of k-telling"), due_on: day(10), at });
  const extract = { version: 1, outcome: "Outcome: discussed.", entries: "[]", written_at: at };
  await put("extract", { ...extract, id: "e-extract", item_id: "e-item", subject_id: "e-child", meeting_id: "m-ended", state: "draft", text: words("an extract", "extract.text of e-item") });
  await put("extract", { ...extract, id: "a-extract", item_id: "a-item", subject_id: "e-child", meeting_id: "m-agreed", state: "agreed", text: words("an extract", "extract.text of a-item"), reason: words("an extract", "extract.reason of a-item") });
  const filing = (id: string, extract_id: string, compartment: Compartment) => put("extract_filing", { id, extract_id, agency_id: "yjs", kind: "filed", reference: words(compartment, `extract_filing.reference of ${id}`), filed_on: day(0), at, by_id: "owen" });
  await filing("e-filing", "e-extract", "where an agency keeps an extract");
  await put("extract_filing", { id: "a-filing", extract_id: "a-extract", agency_id: "schools", kind: "not kept", note: words("where an agency keeps an extract", "extract_filing.note of a-filing"), at, by_id: "priya" });
  await put("gate_override", { id: "g-override", meeting_id: "m-live", item_id: "v-item", what: "action without owner", about: "g-action", words: "An action has no owner", reason: words("why a meeting ends in spite of what is missing", "gate_override.reason"), at, by_id: "amira" });
  const name = word("a name in today's minutes of which the chair said whom it means", "name_choice.written");
  await put("name_choice", { id: "v-choice", item_id: "v-item", written: name, folded: name.toLowerCase(), who: "somebody", at, by_id: "amira" });
  await put("extract", { ...extract, id: "k-extract", item_id: "k-old-item", subject_id: "k-child", meeting_id: "m-agreed", state: "agreed", text: words("an extract of the child of the conflict", "extract.text of k-old-item") });
  await filing("k-filing", "k-extract", "where an agency keeps an extract of the child of the conflict");
}
