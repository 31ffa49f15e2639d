import type { Role } from "./who.ts";

// Who may do what, once something is in reach: one table that a chair could read. docs/access.md is printed from it. Deny by default: an act
// that has no row here is refused by the compiler. What is in reach at all is said in reach.server.ts; a conflict of interest takes it away.

/** In what capacity somebody may do something. The first four are roles in the panel that the thing belongs to. */
export type Capacity = AtMeeting | "invited attendee" | "observer" | "the agency whose words they are" | "who was in the closed session" | "owner" | "lead of the owning agency" | "administrator" | "auditor" | "privacy officer" | "on duty out of hours" | "inspector" | "everybody signed in";

/** Who takes part in meetings: those with a role in the panel, and who comes in place of a member, for that meeting alone. */
export type AtMeeting = Role | "deputy for a member";

export const capacities: Capacity[] = ["chair", "deputy chair", "coordinator", "member", "deputy for a member", "invited attendee", "observer", "the agency whose words they are", "who was in the closed session", "owner", "lead of the owning agency", "administrator", "auditor", "privacy officer", "on duty out of hours", "inspector", "everybody signed in"];

interface Row<C extends Capacity> {
  /** What it is done to. */
  object: string;
  /** What is done, in the words of those who do it. */
  act: string;
  who: readonly C[];
}

// The coordinator prepares and does not decide (practice.md §4.1).
const preparing = ["chair", "deputy chair", "coordinator"] as const;
const deciding = ["chair", "deputy chair"] as const;
const everyone = ["chair", "deputy chair", "coordinator", "member"] as const;
const present = [...everyone, "deputy for a member"] as const;
const invited = ["invited attendee", "observer"] as const;

/** Acts within a panel, for people with a role in it, and within a meeting, for who stands in for one of them there. */
export const inPanel = {
  seePanel: { object: "Panel", act: "see it, its members, its meetings and its open cases", who: everyone },
  readAgenda: { object: "Agenda", act: "read it once it is published, and the meeting's page", who: present },
  openMeeting: { object: "Meeting", act: "open one, and change its day, time and place; set the series by which they are made ahead", who: preparing },
  cancelMeeting: { object: "Meeting", act: "cancel it, put it off, adjourn it to another day", who: preparing },
  replyToMeeting: { object: "Meeting", act: "say whether they come, or whom they would send (who prepares it names the deputy)", who: present },
  seeDraftAgenda: { object: "Agenda", act: "see it before it is published, and what the rules would propose", who: preparing },
  buildAgenda: { object: "Agenda", act: "list, defer, decline, add, move and withdraw", who: preparing },
  publishAgenda: { object: "Agenda", act: "publish it", who: preparing },
  runMeeting: { object: "Meeting", act: "start it, move on, close an item's minutes and open them again", who: preparing },
  takeChair: { object: "Meeting", act: "be in its chair: hand it over, and take it over when the connection of who has it drops", who: deciding },
  raiseHand: { object: "Item", act: "raise one's hand", who: present },
  orderHands: { object: "Item", act: "give the word to who raised a hand, put it behind the others, lower it", who: preparing },
  setCard: { object: "Item", act: "set the level that one's agency proposes, hidden until the chair has all shown", who: present },
  showCards: { object: "Item", act: "have the levels that agencies propose shown, all at once", who: deciding },
  inviteGuests: { object: "Meeting", act: "invite somebody to an item, name a deputy for a member, take either back", who: preparing },
  admitGuests: { object: "Item", act: "let in who is invited to it, and show them out", who: preparing },
  letGuestsWrite: { object: "Item", act: "let who is invited to it write its minutes", who: deciding },
  closeSession: { object: "Item", act: "close it to named agencies, and say who writes its minutes meanwhile", who: deciding },
  takeAttendance: { object: "Meeting", act: "write down who attended", who: preparing },
  endMeeting: { object: "Meeting", act: "end it, say whom names mean and why it ends in spite of what the gate finds (not while a conflict of interest keeps an item from them)", who: deciding },
  circulateMinutes: { object: "Minutes", act: "send them out as a draft, and see who has opened them", who: preparing },
  agreeRecord: { object: "Minutes", act: "record at the next meeting that they were agreed as a true record", who: deciding },
  approveMinutes: { object: "Minutes", act: "approve them, decide on corrections, and see what came too late (not while a conflict of interest keeps an item from them)", who: deciding },
  fileExtract: { object: "Extract", act: "say where one's agency keeps it, or that it does not; see which it has not filed", who: everyone },
  addAddendum: { object: "Minutes", act: "correct approved ones by an addendum", who: deciding },
  writeMinutes: { object: "Minutes", act: "read and write those shared with the panel", who: present },
  readChairMinutes: { object: "Minutes", act: "read and write the chair's minutes of an item", who: deciding },
  writeRestricted: { object: "Restricted minutes", act: "begin their own agency's of an item, write them, say for whom they are, take back empty ones", who: present },
  withdrawPassage: { object: "Minutes", act: "withdraw a passage of somebody else's (one's own, whoever wrote it)", who: deciding },
  restoreMinutes: { object: "Minutes", act: "restore an earlier text", who: deciding },
  takePapers: { object: "Papers", act: "take the pack before a meeting, and after it the minutes and one’s agency’s actions, each made for oneself", who: present },
  makePapers: { object: "Papers", act: "take the minutes whole; make an agency’s minutes and actions", who: preparing },
  readBrief: { object: "Papers", act: "read the chair’s brief, and mark what one has read", who: preparing },
  recordEntry: { object: "Item", act: "record an action, a level, a sharing decision, a decision, a marker, a measure, an outcome", who: present },
  agreeReadBack: { object: "Item", act: "agree what was recorded", who: deciding },
  createSubject: { object: "Record", act: "make one", who: everyone },
  changeRecord: { object: "Record", act: "add to it and correct it", who: everyone },
  writeNote: { object: "Note", act: "write what one's agency knows, and say for whom it is", who: present },
  answerReturn: { object: "Return", act: "write and send their own agency's, say that nothing is held, or decline; see the search list", who: present },
  readReturn: { object: "Return", act: "read what agencies sent, each part as its handling says: from the meeting's start on, and before where the panel set so", who: present },
  followReturns: { object: "Return", act: "see which agency has answered, read what was sent before the meeting too, chase, enter one for an agency that told them otherwise", who: preparing },
  addFile: { object: "File", act: "add one to a record or to an item, and say for whom it is", who: present },
  proposeForNext: { object: "Record", act: "propose for the next meeting, and refer to another panel", who: everyone },
  decideRisk: { object: "Record", act: "decide a level outside a meeting", who: preparing },
  declareOwnConflict: { object: "Record", act: "declare a conflict of interest of one's own", who: present },
  declareConflictFor: { object: "Record", act: "declare one for somebody else, end one, read why", who: deciding },
  seeReaders: { object: "Record", act: "see who of their panels has read it, when, and as what", who: deciding },
  openCase: { object: "Case", act: "open one", who: everyone },
  reviewCase: { object: "Case", act: "set the next review", who: preparing },
  startClosing: { object: "Case", act: "start to close it", who: preparing },
  closeCase: { object: "Case", act: "close it", who: deciding },
  importChildren: { object: "Import", act: "read files in, choose, confirm", who: preparing },
  confirmAction: { object: "Action", act: "confirm that another agency's is done, or send it back", who: everyone },
  answerQuery: { object: "Action", act: "answer its owner's question", who: everyone },
  answerMarker: { object: "Marker", act: "confirm one that was asked of their own agency, or say why not", who: everyone },
  answerMarkerFor: { object: "Marker", act: "enter what another agency answered", who: preparing },
  tellByHand: { object: "Panel", act: "see who is still to be told something by hand, and say who was", who: preparing },
  decideOnActions: { object: "Action", act: "give more time, give it to somebody else, say in a meeting that it is done or carried, end it", who: preparing },
} satisfies Record<string, Row<AtMeeting>>;

/** Acts that no role in a panel gives, or not alone. */
export const besidePanels = {
  readStatement: { object: "Item to which they are invited", act: "read the confidentiality statement and agree to it: before that nothing shows", who: invited },
  visit: { object: "Item to which they are invited", act: "read what it is about and when it is planned, from publication until some working days after the meeting; what was agreed, once it is", who: invited },
  replyToInvitation: { object: "Item to which they are invited", act: "say whether they come, and take their own time into a calendar", who: invited },
  attend: { object: "Item to which they are invited", act: "read its minutes while they are let in, and write them when the chair lets them", who: invited },
  raiseHandInvited: { object: "Item to which they are invited", act: "raise their hand while they are let in", who: invited },
  correctMinutes: { object: "Minutes", act: "propose corrections of the draft, within the panel's days: of any item, who attended; a remark on theirs, who was let in to it", who: ["chair", "deputy chair", "coordinator", "member", "deputy for a member", "invited attendee", "observer"] },
  declareFromThere: { object: "Item to which they are invited, action, sharing decision, record opened in an emergency or inspected", act: "declare a conflict of interest of one's own about whom they know it concerns, where the record is out of reach too", who: [...present, ...invited, "owner", "lead of the owning agency", "privacy officer", "on duty out of hours", "inspector"] },
  keepNote: { object: "Note, link, file, restricted minutes", act: "make it for more or fewer people, withdraw it (of minutes a passage), see who has read it", who: ["the agency whose words they are"] },
  keepAnswer: { object: "Answer to a marker", act: "make it for more or fewer people, see who has read it", who: ["the agency whose words they are"] },
  readNote: { object: "Note, link, file, restricted minutes, answer to a marker", act: "read it when it is shared with the panel, or its handling names them or their agency; else know that it is held, unless the agency hides that", who: ["chair", "deputy chair", "coordinator", "member", "deputy for a member", "the agency whose words they are"] },
  readClosed: { object: "Minutes", act: "read those of a closed session; write them, who was named to", who: ["who was in the closed session"] },
  seeOwnReaders: { object: "Record", act: "see who of one's own agency has read it", who: ["lead of the owning agency"] },
  workOn: { object: "Action", act: "accept it, ask, note progress, add files as evidence, complete it, hand it back; send what was decided to be shared", who: ["owner", "lead of the owning agency"] },
  administer: { object: "Agencies, people, panels", act: "keep them, and how an agency's people sign in (sees no case)", who: ["administrator"] },
  mendMinutes: { object: "Minutes", act: "have a log that cannot be read folded again, without reading it", who: ["administrator"] },
  audit: { object: "Audit", act: "read who did and read what, without content", who: ["auditor"] },
  openInEmergency: { object: "Record out of reach", act: "open it in an emergency, naming it and saying why: to read, for an hour, and with a review after (not one of a conflict of interest)", who: ["chair", "deputy chair", "privacy officer", "on duty out of hours"] },
  reviewEmergency: { object: "Record out of reach", act: "review that it was opened in an emergency (not one's own opening): by reference, without content", who: ["privacy officer"] },
  watchReads: { object: "Audit", act: "see which readings are worth a look, and who has read a record: by reference, without content", who: ["privacy officer"] },
  setInspection: { object: "Inspection", act: "give an inspector a sample of records for some days, and end it: by reference, without content", who: ["privacy officer"] },
  inspect: { object: "Inspection", act: "read the records of its sample, and the minutes of their items, until it ends", who: ["inspector"] },
  keepOwnNote: { object: "Note for oneself", act: "write one on an item or a record in reach, read it, delete it: nobody else ever reads it", who: present },
  ownAccount: { object: "Account", act: "see one's own, change the password, keep one's passkeys", who: ["everybody signed in"] },
} satisfies Record<string, Row<Capacity>>;

export type PanelAct = keyof typeof inPanel;
