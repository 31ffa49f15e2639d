import { limits } from "../models/meetings/document.ts";
import { hold, release } from "./lines.ts";

/**
 * Puts words at the end of minutes that this page has open, as what the person who pressed types: saved, undone and withdrawn like it.
 * Returns why not, in the user's words; null when they are there.
 */
export async function appendToMinutes(documentId: string, words: string): Promise<string | null> {
  const line = await hold(documentId);
  try {
    if (!line.ready) return "The minutes are still opening. Press again in a moment.";
    if (!line.mayWrite || line.isFull || line.state.kind === "ended") return "These minutes cannot be written now.";
    const { text, doc } = line;
    if (text.toString().includes(words)) return "These words are in the minutes already.";
    const ends = text.toString();
    const before = ends === "" || ends.endsWith("\n\n") ? "" : ends.endsWith("\n") ? "\n" : "\n\n";
    const whole = `${before}${words}\n`;
    // No change may be longer than what may be pasted at once.
    for (let from = 0; from < whole.length; from += limits.pasteLength) doc.transact(() => text.insert(text.length, whole.slice(from, from + limits.pasteLength)));
    return null;
  } finally {
    release(documentId);
  }
}
