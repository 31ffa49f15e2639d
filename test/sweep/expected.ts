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
  "the record of a child of Missing From Home whose name was typed into an action": mfh,
  // The owner reads the reference in its place.
  "the name that was typed into an action": [...macse, here, ...mfh],
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
  "where a series of the panel's meetings is": preparing,
  "where a series of another MACSE's is": north,
  "why today's meeting was put off": [...macse, here],
  "why a meeting was cancelled": macse,
  "why a meeting of another MACSE was put off": north,
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
  // Of actions from other meetings a deputy for this one knows nothing.
  "what a meeting said of an action from before": macse,
  "what a meeting said of an action of the child of the conflict": withoutTheConflicted,
  "the headings of a discussion": [...macse, here, elsewhere, "administrator"],
  // Minutes.
  "minutes of today's item": [...macse, here, ...letIn],
  "minutes of the child of the conflict": [...withoutTheConflicted, here],
  "minutes of a standing item": [...macse, here],
  "minutes of the item, from before it was closed": ["chair", "police member"],
  "minutes of the closed session that runs": ["chair", "police member"],
  "minutes of a closed session that is over": ["chair", "police member", "health member"],
  "the chair's minutes": deciding,
  "restricted minutes for the police": ["police member"],
  "restricted minutes for named agencies": ["police member", "member of a named agency"],
  "hidden restricted minutes": ["police member"],
  "restricted minutes of the child of the conflict": ["police member"],
  "restricted minutes for health, of a meeting that is over": ["health member"],
  "restricted minutes for the chair, of a meeting that is over": [...deciding, "member of a named agency"],
  "whom to ask about restricted minutes for the police": others("police member"),
  "whom to ask about restricted minutes for named agencies": others("police member", "member of a named agency"),
  "whom to ask about hidden restricted minutes": [],
  // Who stands in at another meeting finds nothing of this one.
  "whom to ask about restricted minutes for health": others("health member").filter((one) => one !== here),
  // Chair and deputy, too, in the paper that they make for an agency.
  "whom to ask about restricted minutes for the chair": others("member of a named agency").filter((one) => one !== here),
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
  // Not for who was invited to the item.
  "who disagreed with an outcome": macse,
  "an action of a meeting that is over": macse,
  "what was recorded in a closed session": macse,
  "an extract": macse,
  "an extract of the child of the conflict": withoutTheConflicted,
  "levels that agencies proposed, once shown": macse,
  "a correction proposed, and why it is not made": macse,
  "a correction about the child of the conflict": withoutTheConflicted,
  // Of the draft they read nothing, and of what they said of it that it was heard.
  "what somebody invited says of their item's minutes": [...macse, "invited, afterwards"],
  "who is to be told by hand": preparing,
  "who is to be told by hand of the child of the conflict": preparing,
  "where an agency keeps an extract": macse,
  "where an agency keeps an extract of the child of the conflict": withoutTheConflicted,
  "why a meeting ends in spite of what is missing": deciding,
  "a name in today's minutes of which the chair said whom it means": deciding,
  "an addendum": macse,
  "an addendum about the child of the conflict": withoutTheConflicted,
  // Actions and sharing decisions.
  "an action that has gone to its owner": [...macse, here, "owner of an action"],
  "an action of an agency": [...macse, here, "lead of the owning agency"],
  "an action that was passed on": [...macse, here, "owner of an action"],
  "an action about two children, one of the conflict": [...withoutTheConflicted, here, "owner of an action"],
  "an action recorded, not agreed": [...macse, here],
  "an action of the child of the conflict": [...withoutTheConflicted, here],
  "an action from before about the child of the conflict": withoutTheConflicted,
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
  // What else is decided under an item.
  "a decision of the panel": [...macse, here],
  "a decision not agreed": [...macse, here],
  "a decision of the child of the conflict": [...withoutTheConflicted, here],
  "a decision taken back": [],
  "a decision of Missing From Home": mfh,
  "a decision of another MACSE": north,
  // Also a measure that only protects that child is about them.
  "a marker that the panel asks for": [...macse, here],
  "the answer to a marker, for the police": ["police member"],
  "whom to ask about the answer to a marker": others("police member"),
  "a marker of the child of the conflict": [...withoutTheConflicted, here],
  "a marker of Missing From Home": mfh,
  "a measure that the panel chose": [...macse, here],
  "a measure to protect the child of the conflict": [...withoutTheConflicted, here],
  "a measure of another MACSE": north,
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
  // Returns: what agencies tell a meeting before it.
  "a return shared with the panel": [...macse, here],
  "a return for the police": ["police member"],
  "a return for health": ["health member"],
  "a return for the chair": [...deciding, "health member"],
  "a return for named agencies": ["member", "member of a named agency"],
  "a hidden part of a return": ["police member"],
  // The agency that named them finds it where it corrects what it sent.
  "whom to ask about a return of the police": others(),
  "whom to ask about a return of health": others(),
  "whom to ask about a return for named agencies": others("member of a named agency"),
  "why an agency declines to say": [...macse, here],
  "a return before it was corrected, and why": [...macse, here],
  // Nobody but the agency that writes it: licensing has one member.
  "a draft of a return": ["member with a conflict"],
  "a return about the child of the conflict": [...withoutTheConflicted, here],
  // The panel has set that who prepares it reads before the meeting.
  "a return to a meeting to come": [...preparing, "health member"],
  "a return about the item in closed session": ["chair", "police member"],
  "a return to a meeting that is over": macse,
  "a return to Missing From Home": mfh,
  "a return to another MACSE": north,
  // Files: what they are called and what they hold.
  "a file shared with the panel": [...macse, here],
  "a file for the police": ["police member"],
  "whom to ask about a file for the police": others("police member"),
  "a hidden file": ["police member"],
  "whom to ask about a hidden file": [],
  "a paper of today's item": [...macse, here],
  "a paper of the item in closed session": ["chair", "police member"],
  "a file about the child of the conflict": [...withoutTheConflicted, here],
  "evidence of an action": [...macse, here, "owner of an action"],
  "a file given to another MACSE": north,
  // In confidence, and the house itself.
  "why somebody has a conflict of interest": deciding,
  "why somebody had one, in their own words": [...deciding, "member of a named agency"],
  "why a conflict of interest ended": deciding,
  "an import, and what in it was refused": preparing,
  "an import of another MACSE": north,
  "what MACSE is for": [...macse, "administrator"],
  "what Missing From Home is for": [...mfh, "administrator"],
  "what another MACSE is for": [...north, "administrator"],
  // Put into each sharing decision: whoever records there reads it.
  "on what MACSE usually shares": [...macse, here, elsewhere, "administrator"],
  "on what Missing From Home usually shares": [...mfh, "administrator"],
  "on what another MACSE usually shares": [...north, "administrator"],
  "how the administrator reaches an agency or a person": ["administrator"],
  "what a member of the panel does": [...macse, here, elsewhere, "administrator"],
  "a note for oneself": ["chair"],
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
  // On an action's own sheet everybody reads what its owner does.
  "the record of a child of Missing From Home whose name was typed into an action": [...macse, here, "owner of an action"],
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
  ...of(deciding, "/items/:itemId/cards/showing", "/meetings/:meetingId/chair", "/meetings/:meetingId/chair/taking"),
  ...of(preparing, "/hands/:handId"),
  ...of(deciding, "/items/:itemId/read-back", "/items/:itemId/closed-session", "/items/:itemId/history/restoration", "/meetings/:meetingId/end", "/meetings/:meetingId/overrides", "/meetings/:meetingId/names", "/meetings/:meetingId/reopening", "/meetings/:meetingId/approval", "/meetings/:meetingId/addenda", "/meetings/:meetingId/agreement", "/corrections/:correctionId/decision", "/cases/:caseId/closure", "/subjects/:subjectId/conflicts/:conflictId/ending", "/guests/:guestId/writing"),
  ...of(preparing, "/meetings/:meetingId/agenda", "/meetings/:meetingId/agenda/declining", "/meetings/:meetingId/agenda/deferral", "/meetings/:meetingId/agenda/listing", "/meetings/:meetingId/agenda/new", "/meetings/:meetingId/agenda/publication", "/meetings/:meetingId/agenda/standing", "/meetings/:meetingId/setting", "/meetings/:meetingId/attendance", "/meetings/:meetingId/times", "/meetings/:meetingId/matters", "/meetings/:meetingId/current", "/meetings/:meetingId/guests/new", "/meetings/:meetingId/returns/grid", "/returns/:returnId/receipt"),
  ...of(preparing, "/items/:itemId/brief-reading", "/meetings/:meetingId/guests/times", "/meetings/:meetingId/agenda/break", "/meetings/:meetingId/agenda/order", "/meetings/:meetingId/cancellation", "/meetings/:meetingId/postponement", "/panels/:panelId/series/new", "/series/:seriesId", "/series/:seriesId/change", "/series/:seriesId/ending", "/meetings/:meetingId/circulation", "/panels/:panelId/telling"),
  ...of(preparing, "/guests/:guestId/admission", "/guests/:guestId/ending", "/guests/:guestId/showing-out", "/items/:itemId/plan", "/items/:itemId/position", "/items/:itemId/withdrawal", "/items/:itemId/minutes-closing", "/items/:itemId/minutes-reopening", "/cases/:caseId/review", "/cases/:caseId/closing", "/cases/:caseId/closing-withdrawal", "/subjects/:subjectId/risks/new", "/panels/:panelId/meetings/new"),
  ...of(preparing, "/actions/:actionId/extension", "/actions/:actionId/reassignment", "/actions/:actionId/ending"),
  ...of(owners, "/actions/:actionId/acceptance", "/actions/:actionId/completion", "/actions/:actionId/hand-back", "/actions/:actionId/more-time", "/actions/:actionId/passing-on", "/actions/:actionId/progress", "/actions/:actionId/query", "/sharing/:sharingId/sending"),
};
function of(who: readonly Relation[], ...addresses: string[]): Record<string, readonly Relation[]> {
  return Object.fromEntries(addresses.map((one) => [one, who]));
}
