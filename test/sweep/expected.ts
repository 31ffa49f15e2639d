// Who sees what: written by hand from docs/access.md and from how panels work, never from what the program answers, and it imports nothing of
// it. Whoever is not named in a row sees nothing of it. A chair should be able to read this page and say where it is wrong.

/** How somebody stands to the MACSE panel, to its meetings and to its records. Each has one person in test/sweep/people.ts. */
export const relations = [
  "chair", "deputy chair", "coordinator", "member", "police member", "health member", "member of a named agency", "member with a conflict",
  "deputy for a member, this meeting", "deputy for a member, another meeting",
  "invited, statement not signed", "invited, waiting outside", "invited, let in", "observer, let in", "invited, shown out", "invited, invitation taken back", "invited, time run out", "invited, afterwards",
  "removed member", "person who left",
  "member of Missing From Home", "chair of Missing From Home", "chair of another MACSE",
  "lead of the owning agency", "owner of an action", "former owner", "sender", "police officer in no panel",
  "administrator", "auditor", "privacy officer", "on duty, a record opened", "inspector",
  "nobody signed in", "locked session", "ended session", "password alone given", "password set by somebody else",
] as const;
export type Relation = (typeof relations)[number];

const preparing: Relation[] = ["chair", "deputy chair", "coordinator"];
const deciding: Relation[] = ["chair", "deputy chair"];
const macse: Relation[] = [...preparing, "member", "police member", "health member", "member of a named agency", "member with a conflict"];
/** The panel about a child of whom one member knows otherwise: it does not exist for that member. */
const withoutTheConflicted = macse.filter((one) => one !== "member with a conflict");
const here: Relation = "deputy for a member, this meeting";
const elsewhere: Relation = "deputy for a member, another meeting";
/** Those invited to the item who have signed, wherever they wait. */
const signed: Relation[] = ["invited, waiting outside", "invited, let in", "observer, let in", "invited, shown out"];
const letIn: Relation[] = ["invited, let in", "observer, let in"];
/** The panel and who stands in, but those who read the words themselves and need not ask. */
const others = (...readers: Relation[]): Relation[] => [...macse, here].filter((one) => !readers.includes(one));
const mfh: Relation[] = ["member of Missing From Home", "chair of Missing From Home"];
const north: Relation[] = ["chair of another MACSE"];
/** Who reads one record through no panel: whoever opened it in an emergency, and whoever inspects it. */
const alone: Relation[] = ["on duty, a record opened", "inspector"];
/** They find it on pages of their own alone: no record, list or search is theirs. */
export const readsAlone = (relation: Relation): boolean => alone.includes(relation);

/** For whom each compartment is. Nobody else may be sent a word of it, whole or in part, in any form. */
export const compartments = {
  // Records.
  "the record of the child on today's agenda": [...macse, here],
  "the name of the child on today's agenda": [...macse, here, ...signed],
  "the record of the child of the conflict": [...withoutTheConflicted, here],
  "the record of the person posing risk on today's agenda": [...macse, here],
  "the record of the child whose item is closed": macse,
  // Of a missing episode the most stands where it is corrected: a deputy reads that it was.
  "a missing episode of the child on today's agenda, in full": macse,
  "a missing episode of the child of the conflict, in full": withoutTheConflicted,
  "the record of a location of the panel, not listed today": macse,
  "the record of a child listed at another meeting, and at both panels": [...macse, elsewhere, ...mfh],
  "the record of a child whose minutes are done": [...macse],
  "the name of a child whose minutes are done": [...macse, "invited, afterwards"],
  "the record of a child whose case closed lately": macse,
  "the record of a child whose case closed long ago": [],
  "the record of a child referred from Missing From Home": [...preparing, ...mfh],
  "the record of a child on no list at all": [...preparing, "chair of Missing From Home", ...north],
  "the record of a candidate of an import": preparing,
  "the record of a child of Missing From Home": mfh,
  "the record of a child of another MACSE": north,
  // Of another MACSE: opened in an emergency, and given to an inspector.
  "a record opened in an emergency, and inspected": [...north, ...alone],
  "a link of that record": north,
  "why a record was opened in an emergency": ["privacy officer"],
  "what was found of an emergency": ["privacy officer"],
  "what was found of somebody's readings": ["privacy officer"],
  "what an inspection is for": ["privacy officer", "inspector"],
  "a link for the police": ["police member"],
  "whom to ask about a link for the police": others("police member").filter((one) => one !== here),
  "a hidden link": ["police member"],
  "how somebody calls their passkey": ["chair"],
  "a link of the child on today's agenda": [...macse, here],
  "a link between that child and the child of the conflict": [...withoutTheConflicted, here],
  "a link to a child of another panel": [],
  "a measure that protects two children": [...macse, here],
  // What a panel says of them.
  "the panel's case of a child": macse,
  "the panel's case of the child of the conflict": withoutTheConflicted,
  "the case of Missing From Home": mfh,
  "the case of another MACSE": north,
  "a case closed long ago": [],
  "why Missing From Home refers a child": [...preparing, ...mfh],
  "a level, and why": [...macse, here],
  "a level of the child of the conflict": [...withoutTheConflicted, here],
  // Decided outside that meeting: who stands in there reads on the card how high it is.
  "a level decided outside a meeting, and why": macse,
  "a level of Missing From Home": mfh,
  "a level of another MACSE": north,
  // Meetings and their items.
  "where today's meeting is": [...macse, here, ...signed],
  "where another meeting of the panel is": macse,
  "where the meeting is that is over": [...macse, "invited, afterwards"],
  "where the published meeting is": [...macse, elsewhere],
  "where Missing From Home meets": mfh,
  "where another MACSE meets": north,
  "reasons on a draft agenda": preparing,
  "reasons on today's agenda": [...macse, here],
  "reasons of the child of the conflict": [...withoutTheConflicted, here],
  "why the child of the conflict was put off at another meeting": withoutTheConflicted,
  "reasons of the item in closed session": ["chair", "police member"],
  "reasons on the published agenda": [...macse, elsewhere],
  "reasons on an agenda of Missing From Home": mfh,
  "reasons on an agenda of another MACSE": north,
  "a standing item": [...macse, here],
  "why somebody is invited": [...macse, here],
  "what an agency sent to a meeting that is over": macse,
  // Minutes.
  "minutes of today's item": [...macse, here, ...letIn],
  "minutes of the child of the conflict": [...withoutTheConflicted, here],
  "minutes of a standing item": [...macse, here],
  "minutes of the item, from before it was closed": ["chair", "police member"],
  "minutes of the closed session that runs": ["chair", "police member"],
  "minutes of a closed session that is over": ["chair", "police member", "health member"],
  "the chair's minutes": deciding,
  "minutes of a meeting that is over": macse,
  "agreed minutes": macse,
  "agreed minutes of the child of the conflict": withoutTheConflicted,
  "words that came too late": ["chair", "deputy chair", "member"],
  "minutes that cannot be read whole": macse,
  "why a passage was withdrawn": deciding,
  "why a passage of the chair's minutes was withdrawn": deciding,
  "minutes of Missing From Home": mfh,
  "minutes of another MACSE": north,
  "what was agreed of an item, for who was invited too": [...macse, "invited, afterwards"],
  "an action of a meeting that is over": macse,
  "what was recorded in a closed session": macse,
  "an extract": macse,
  "an extract of the child of the conflict": withoutTheConflicted,
  "an addendum": macse,
  "an addendum about the child of the conflict": withoutTheConflicted,
  // Actions and sharing decisions.
  "an action that has gone to its owner": [...macse, here, "owner of an action"],
  "an action of an agency": [...macse, here, "lead of the owning agency"],
  "an action that was passed on": [...macse, here, "owner of an action"],
  "an action about two children, one of the conflict": [...withoutTheConflicted, here, "owner of an action"],
  "an action recorded, not agreed": [...macse, here],
  "an action of the child of the conflict": [...withoutTheConflicted, here],
  "an action taken back": [],
  "an action of Missing From Home": mfh,
  "an action of another MACSE": north,
  "a sharing decision to be sent": [...macse, here, "sender"],
  "what was weighed before sharing": [...macse, here],
  "a decision not to share": [...macse, here],
  "a sharing decision not agreed": [...macse, here],
  "a sharing decision of the child of the conflict": [...withoutTheConflicted, here],
  "a sharing decision taken back": [],
  "a sharing decision of Missing From Home": mfh,
  // Notes.
  "a note shared with the panel": [...macse, here],
  "a note for named agencies": ["member of a named agency"],
  "a note for the police": ["police member"],
  "a note for health": ["health member"],
  "a note for the chair": [...deciding, "member of a named agency"],
  "a hidden note": ["police member"],
  "a hidden note for the chair": [...deciding, "health member"],
  "whom to ask about a note for named agencies": others("member of a named agency"),
  "whom to ask about a note for the police": others("police member"),
  "whom to ask about a note for health": others("health member"),
  "whom to ask about a note for the chair": others("chair", "deputy chair", "member of a named agency"),
  "whom to ask about a hidden note": [],
  "sanitised words, and their conditions": [...macse, here],
  "a note withdrawn": ["deputy chair", "coordinator"],
  "why a note was made for fewer": ["deputy chair", "coordinator"],
  "a note on the child of the conflict": [...withoutTheConflicted, here],
  "a note given to Missing From Home": mfh,
  "a note given to another MACSE": north,
  // In confidence, and the house itself.
  "why somebody has a conflict of interest": deciding,
  "why somebody had one, in their own words": [...deciding, "member of a named agency"],
  "why a conflict of interest ended": deciding,
  "an import, and what in it was refused": preparing,
  "an import of another MACSE": north,
  "what MACSE is for": [...macse, "administrator"],
  "what Missing From Home is for": [...mfh, "administrator"],
  "what another MACSE is for": [...north, "administrator"],
  "how the administrator reaches an agency or a person": ["administrator"],
  "what a member of the panel does": [...macse, here, elsewhere, "administrator"],
  "the key of somebody's second factor": [],
  "what is kept and shown to nobody": [],
} satisfies Record<string, readonly Relation[]>;
export type Compartment = keyof typeof compartments;

/** Whether somebody who stands so sees this compartment. */
export const sees = (relation: Relation, compartment: Compartment): boolean => (compartments[compartment] as readonly Relation[]).includes(relation);

/**
 * Who may meet the bare reference of a record besides those who see the record: an owner, a lead or a sender knows whom theirs is about by
 * reference alone, whoever is invited knows of their item, and auditors and privacy officers read who read what.
 */
export const references: Partial<Record<Compartment, readonly Relation[]>> = {
  "the record of the child on today's agenda": [...signed, "owner of an action", "lead of the owning agency", "sender"],
  "the record of the child of the conflict": ["owner of an action"],
  "the record of a child whose minutes are done": ["invited, afterwards"],
};
export const meets = (relation: Relation, record: Compartment): boolean => relation === "auditor" || relation === "privacy officer" || sees(relation, record) || (references[record]?.includes(relation) ?? false);

/** Who finds the page of a visit: whoever is invited to an item of that meeting, signed or not, while the invitation holds. */
export const visits: Record<string, readonly Relation[]> = { "m-live": ["invited, statement not signed", ...signed], "m-ended": ["invited, afterwards"] };

const owners: Relation[] = ["owner of an action", "lead of the owning agency", "sender", "member", "police member"];
/**
 * Who may do what is done at an address that others find too. Whoever is not named and posts there is refused, and nothing is written. (Some
 * members own actions of their own, so that for them nothing is said here.)
 */
export const acts: Record<string, readonly Relation[]> = {
  ...of(deciding, "/items/:itemId/read-back", "/items/:itemId/closed-session", "/items/:itemId/history/restoration", "/meetings/:meetingId/end", "/meetings/:meetingId/approval", "/meetings/:meetingId/addenda", "/cases/:caseId/closure", "/subjects/:subjectId/conflicts/:conflictId/ending", "/guests/:guestId/writing"),
  ...of(preparing, "/meetings/:meetingId/agenda", "/meetings/:meetingId/agenda/declining", "/meetings/:meetingId/agenda/deferral", "/meetings/:meetingId/agenda/listing", "/meetings/:meetingId/agenda/new", "/meetings/:meetingId/agenda/publication", "/meetings/:meetingId/agenda/standing", "/meetings/:meetingId/setting", "/meetings/:meetingId/attendance", "/meetings/:meetingId/current", "/meetings/:meetingId/guests/new"),
  ...of(preparing, "/guests/:guestId/admission", "/guests/:guestId/ending", "/guests/:guestId/showing-out", "/items/:itemId/plan", "/items/:itemId/position", "/items/:itemId/withdrawal", "/items/:itemId/minutes-closing", "/items/:itemId/minutes-reopening", "/cases/:caseId/review", "/cases/:caseId/closing", "/cases/:caseId/closing-withdrawal", "/subjects/:subjectId/risks/new", "/panels/:panelId/meetings/new"),
  ...of(preparing, "/actions/:actionId/extension", "/actions/:actionId/reassignment", "/actions/:actionId/ending"),
  ...of(owners, "/actions/:actionId/acceptance", "/actions/:actionId/completion", "/actions/:actionId/hand-back", "/actions/:actionId/more-time", "/actions/:actionId/passing-on", "/actions/:actionId/progress", "/actions/:actionId/query", "/sharing/:sharingId/sending"),
};
function of(who: readonly Relation[], ...addresses: string[]): Record<string, readonly Relation[]> {
  return Object.fromEntries(addresses.map((one) => [one, who]));
}
