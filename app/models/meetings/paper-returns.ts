import { dayAndTime } from "../core/days.ts";
import type { Inline } from "./markdown.ts";
import { list, type Part, strong, text } from "./paper-document.ts";
import { type PaperReturn, returnStateName } from "./return.ts";
import type { ReturnShown } from "./return.server.ts";

/** What agencies said before a meeting, as its minutes and extracts keep it. */
export function returnsOnPaper(returns: readonly PaperReturn[], words: (text: string) => string): Part[] {
  if (!returns.length) return [];
  const named = (state: PaperReturn["state"]) => returns.filter((one) => one.state === state && !one.parts.length).map((one) => `${one.agency}${one.late ? " (late)" : ""}`).join("; ");
  const lines: Inline[][] = [
    ...returns.filter((one) => one.parts.length > 0).map((one): Inline[] => [strong(`${one.agency}${one.late ? " (late)" : ""}: `), one.parts.map((part) => `${part.heading}: ${words(part.text)}`).join(" ")]),
    ...returns.filter((one) => one.state === "declined").map((one): Inline[] => [strong(one.agency), ` declined, because: ${words(one.declinedReason ?? "")}`]),
    ...([["Update, nothing for the minutes", named("submitted")], ["Nothing held", named("nothing held")], ["Not sent", named("not sent")]] as const).filter(([, agencies]) => agencies).map(([name, agencies]): Inline[] => [strong(`${name}: `), agencies]),
  ];
  return [text(strong("What agencies said before the meeting")), list(lines)];
}

/** What agencies have sent to a meeting that is to come, as far as its reader may have it: late ones marked, what is held by others said. */
export function returnsBefore(returns: readonly ReturnShown[], words: (text: string) => string): Part[] {
  if (!returns.length) return [];
  const sent = returns.flatMap(({ agency, late, state, sent }): Inline[][] => {
    if (!sent) return [];
    const held = sent.withheld ? `${sent.blocks.length ? "More is held" : "Held"} by ${sent.withheld.by}: contact ${sent.withheld.contact}.` : "";
    const lines = [sent.withdrawn ? "Taken back by its agency, as sent in error." : "", sent.declinedReason ? `Because: ${words(sent.declinedReason)}` : "", ...sent.blocks.map((block) => `${block.heading}${block.handling === "shared" ? "" : ` (${block.inWords})`}: ${words(block.text)}`), held].filter(Boolean);
    return [[strong(`${agency}: ${returnStateName[state]}${late ? ", late" : ""}`), ` (${dayAndTime(sent.received?.at ?? sent.at)})`, ...lines.flatMap((line): Inline[] => [{ t: "br" }, line])]];
  });
  const waiting = returns.filter((one) => !one.sent).map((one) => `${one.agency}${one.late ? " (late)" : ""}`).join("; ");
  return [list([...sent, ...(waiting ? [[strong("Not yet: "), waiting]] : [])])];
}

/** Every text of these returns, for a book of names. */
export const textsOfReturns = (returns: readonly ReturnShown[]): string[] => returns.flatMap(({ sent }) => (sent ? [sent.declinedReason ?? "", ...sent.blocks.map((block) => block.text)] : []));
export const textsOfPaperReturns = (returns: readonly PaperReturn[]): string[] => returns.flatMap((one) => [one.declinedReason ?? "", ...one.parts.map((part) => part.text)]);
