import { sectionIn } from "../models/meetings/template.ts";
import type { Edit, Selected } from "./format.ts";

const same = (one: string, other: string): boolean => one.replace(/[’‘]/g, "'").toLowerCase() === other.replace(/[’‘]/g, "'").toLowerCase();

/**
 * Puts a heading into the text where the cursor is, on a line of its own, with the cursor under it; where it stands already nothing is put a second
 * time, and the cursor goes to the end of its words.
 */
export function putHeading({ text, from }: Selected, heading: string): Edit {
  const there = sectionIn(text, (one) => same(one, heading));
  if (there) return { changes: [], from: there.to, to: there.to };
  // Never in the middle of somebody's line: after it.
  const end = text.indexOf("\n", from);
  const at = end === -1 ? text.length : end;
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  const before = text.slice(0, at);
  const gap = line.trim() ? "\n\n" : before.trim() && !/\n[ \t]*\n[ \t]*$/.test(before) ? "\n" : "";
  const insert = `${gap}## ${heading}\n`;
  // What follows begins on a line of its own anyway: at `at` stands its line break, or the text's end.
  const caret = at + insert.length;
  return { changes: [{ from: at, to: at, insert }], from: caret, to: caret };
}
