import { type Day, shortDay } from "../core/days.ts";

/** What was written to one record when a meeting was closed, as it is kept with the receipt: codes and ids, no words that people typed. */
export type Done =
  | { what: "extract"; version: number }
  | { what: "dated entry"; outcome: string }
  | { what: "next thing"; kind: string; on: Day }
  | { what: "case closed"; reason: string }
  | { what: "referred"; panel: string }
  | { what: "no open case" };

/** "Extract version 1 (draft)", "Next review 3 Mar 2026": one line of a receipt. */
export function doneInWords(done: Done): string {
  switch (done.what) {
    case "extract": return `Extract, version ${done.version} (draft until the minutes are approved)`;
    case "dated entry": return `A dated entry, no extract: ${done.outcome}`;
    case "next thing": return `The case's next thing: ${done.kind.toLowerCase()} ${shortDay(done.on)}`;
    case "case closed": return `The case was closed: ${done.reason}`;
    case "referred": return `Referred to ${done.panel}`;
    case "no open case": return "This panel has no open case of it: nothing is due";
  }
}

/** Why the writing of one subject failed, in the user's words: a rule's own reason, or what to do about it. */
export const failureInWords = ({ code, reason }: { code: string; reason: string | null }): string =>
  reason ?? (code.startsWith("SQLITE_BUSY") ? "The database was held by somebody else: try again" : code.startsWith("SQLITE_FULL") ? "The server has no room left: tell whoever runs Panelroom, then try again" : "It could not be written down, and nothing of it was. Try again; if it fails again, tell whoever runs Panelroom");
