/** Why a change to the minutes was not taken: try again later · open again, something is missing · no longer open for writing · not (or no longer) yours · not understood · no room · its log cannot be read whole. */
export type RefusalCode = "busy" | "resync" | "frozen" | "revoked" | "invalid" | "full" | "quarantined";

/** What a page asks to open a document: as which editor instance, what it has of it already, and the epoch that it has seen (null when none). */
export interface Asked {
  documentId: string;
  instance: string;
  stateVector: Uint8Array;
  epoch: number | null;
}

/** The name of the text within the shared document. */
export const textName = "minutes";

/**
 * Bytes of one change; characters of one item's minutes; the characters that may be put in at once (so that a change stays under its limit);
 * the bytes that a page keeps while nothing can be saved (reliability.md §3.1): then it takes no more.
 */
export const limits = { updateBytes: 64 * 1024, textLength: 400_000, structs: 5000, pasteLength: 15_000, unsavedBytes: 64 * 1024 };

/** What is said of minutes whose log cannot be read whole; and once they are closed for it. */
export const unreadableWords = "These minutes cannot be opened: part of what was kept cannot be read";
export const quarantineWords = `${unreadableWords}. An administrator has been told`;

export interface WritingState {
  meetingStatus: string;
  frozenAt: string | null;
  withdrawnAt: string | null;
  quarantinedAt?: string | null;
}

/** Why the minutes of an item may not be written now, in the user's words; null when they may. */
export function whyNotWrite({ meetingStatus, frozenAt, withdrawnAt, quarantinedAt }: WritingState): string | null {
  if (quarantinedAt) return quarantineWords;
  if (withdrawnAt) return "This item was withdrawn from the agenda";
  if (meetingStatus === "draft" || meetingStatus === "published") return "The meeting has not started";
  if (meetingStatus === "ending") return "The meeting is being closed: its minutes can be read, not written";
  if (meetingStatus !== "live") return "The meeting has ended: its minutes can be read, not written";
  if (frozenAt) return "The minutes of this item are closed: they can be read, not written";
  return null;
}
