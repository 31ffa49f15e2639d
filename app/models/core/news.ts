// What can happen. A news row is written in the act's own transaction: it is the audit and it rings the bell. Ids only, never text that people typed.

export type What =
  | "password accepted" | "provider accepted" | "signed in" | "sign-in refused" | "signed out" | "password changed" | "second factor connected" | "second factor reset" | "recovery codes made" | "passkey added" | "passkey removed" | "proved again" | "session ended" | "session locked" | "session unlocked" | "first administrator made"
  | "person added" | "person changed" | "person ended" | "password set" | "agency added" | "agency changed" | "agency sign-in changed" | "account at provider known" | "password link made" | "password link used" | "password link refused"
  | "panel added" | "panel changed" | "membership added" | "membership ended" | "guest invited" | "guest ended" | "guest admitted" | "guest shown out" | "guest writing changed" | "statement signed" | "visit opened"
  | "conflict declared" | "conflict ended" | "conflicts opened"
  | "record opened" | "record created" | "record changed" | "record searched" | "list opened" | "alias recorded" | "alias removed" | "period recorded" | "period corrected"
  | "care episode recorded" | "link recorded" | "link ended" | "link opened" | "link handling changed" | "missing episode recorded" | "missing episode changed" | "return interview recorded"
  | "session closed" | "session opened again" | "closed minutes opened"
  | "restricted minutes begun" | "restricted minutes opened" | "restricted minutes handling changed" | "restricted minutes taken back"
  | "readers opened"
  | "return asked" | "return saved" | "return sent" | "return entered" | "returns opened" | "returns chased" | "search list downloaded"
  | "file added" | "file shown" | "file opened" | "file handling changed" | "file withdrawn"
  | "note written" | "note opened" | "note handling changed" | "note withdrawn"
  | "measure recorded" | "measure changed" | "measure breached"
  | "case opened" | "case reviewed" | "case closing" | "case closing withdrawn" | "case closed" | "referral made"
  | "import started" | "import opened" | "import confirmed" | "import discarded"
  | "series made" | "series extended" | "series changed" | "series ended" | "meeting cancelled" | "meeting postponed" | "meeting adjourned" | "meeting answered" | "time told" | "agenda ordered"
  | "meeting opened" | "meeting changed" | "agenda opened" | "agenda proposed" | "item listed" | "item deferred" | "item declined" | "item changed" | "item moved" | "item withdrawn" | "agenda published"
  | "meeting started" | "item current" | "attendance recorded" | "arrival noted" | "departure noted" | "matter recorded" | "meeting ended" | "minutes approved" | "minutes opened" | "live meeting opened" | "item opened" | "document opened" | "document frozen" | "document reopened" | "document written" | "passage withdrawn" | "chair minutes opened" | "withdrawals opened" | "minutes folded" | "document quarantined" | "document released" | "connection ended"
  | "chair handed over" | "chair taken over" | "meeting left running" | "hand raised" | "hand moved" | "hand lowered" | "card set" | "cards shown" | "shared screen opened" | "room opened"
  | "history opened" | "minutes restored" | "notice ended"
  | "action recorded" | "action amended" | "action removed" | "action issued" | "action opened" | "action changed" | "action confirmed"
  | "risk recorded" | "risk amended" | "risk removed"
  | "sharing decision recorded" | "sharing decision amended" | "sharing decision removed" | "sharing sent" | "sharing opened"
  | "decision recorded" | "decision amended" | "decision removed" | "marker recorded" | "marker amended" | "marker removed" | "marker answered" | "marker opened" | "marker handling changed" | "measure chosen" | "measure choice amended" | "measure choice removed"
  | "letter sent" | "letter given up" | "owner told" | "told by hand" | "minutes circulated" | "correction proposed" | "correction decided" | "minutes agreed" | "outcome recorded" | "read-back agreed" | "read-back undone" | "addendum added" | "extract written"
  | "paper opened" | "paper taken" | "brief read" | "own note written" | "own note deleted" | "paper template set" | "paper template removed"
  | "closing begun" | "closing failed" | "closing stopped" | "check overridden" | "name resolved" | "extract opened" | "extract filed"
  | "emergency access opened" | "emergency access tried" | "record opened in emergency" | "emergency access ended" | "emergency access reviewed" | "reads opened" | "reads followed up"
  | "inspection set" | "inspection ended" | "inspected record opened"
  | "audit opened";

export interface Happening {
  what: What;
  panelId?: string | null;
  meetingId?: string | null;
  itemId?: string | null;
  subjectId?: string | null;
  actionId?: string | null;
  /** Further ids or code words, never text that people typed. */
  detail?: string | null;
}
