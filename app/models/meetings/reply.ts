/** Whether somebody comes: yes; no; or somebody of their own agency in their place, once who prepares the panel has agreed to it. */
export const answers = ["accepted", "declined", "deputy"] as const;
export type Answer = (typeof answers)[number];

export interface Reply {
  answer: Answer;
  /** Whom they would send. */
  deputyId: string | null;
  deputyName: string | null;
  /** The deputy is named to the meeting (a guest): from then on they reach it. */
  confirmed: boolean;
  at: string;
}

/** "Comes", "Sends Malachy Boyle: not confirmed yet": a reply as others read it. */
export const replyInWords = (reply: Reply | null): string =>
  !reply ? "No answer yet" : reply.answer === "accepted" ? "Comes" : reply.answer === "declined" ? "Does not come" : `Sends ${reply.deputyName}${reply.confirmed ? "" : ": not confirmed yet"}`;

/** "you come", "you would send Malachy Boyle: not confirmed yet": one's own answer. */
export const ownReplyInWords = (reply: Reply): string =>
  reply.answer === "accepted" ? "you come" : reply.answer === "declined" ? "you do not come" : reply.confirmed ? `${reply.deputyName} comes in your place` : `you would send ${reply.deputyName}: not confirmed yet`;

/** Why nobody can answer any more, or null. */
export const whyNotReply = (meeting: { status: string; cancelled_at: string | null }): string | null =>
  meeting.cancelled_at ? "This meeting was cancelled" : meeting.status === "draft" || meeting.status === "published" ? null : meeting.status === "live" ? "The meeting has begun" : "This meeting has ended";
