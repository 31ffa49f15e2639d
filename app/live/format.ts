/** A text with what is selected in it. */
export interface Selected {
  text: string;
  from: number;
  to: number;
}
export interface Change {
  from: number;
  to: number;
  insert: string;
}
/** What a key or button does to the text: changes against the text as it was, in order, and what is selected afterwards. */
export interface Edit {
  changes: Change[];
  from: number;
  to: number;
}
export type Format = "bold" | "italic" | "heading" | "list" | "quote";

export const formats: { format: Format; label: string; short: string; keys: string; combination: string }[] = [
  { format: "bold", label: "Bold", short: "B", keys: "Ctrl+B", combination: "Mod-b" },
  { format: "italic", label: "Italic", short: "I", keys: "Ctrl+I", combination: "Mod-i" },
  { format: "heading", label: "Heading", short: "Heading", keys: "Ctrl+Shift+1", combination: "Mod-Shift-1" },
  { format: "list", label: "List", short: "List", keys: "Ctrl+Shift+8", combination: "Mod-Shift-8" },
  { format: "quote", label: "Quote", short: "Quote", keys: "Ctrl+Shift+9", combination: "Mod-Shift-9" },
];

const marks = { bold: "**", italic: "_" } as const;
const starts = { heading: "## ", list: "- ", quote: "> " } as const;

/** Puts a format on what is selected, or takes it off when it is there already. */
export const edit = (selected: Selected, format: Format): Edit => (format === "bold" || format === "italic" ? wrap(selected, marks[format]) : prefix(selected, starts[format]));

function wrap({ text, from, to }: Selected, mark: string): Edit {
  const size = mark.length;
  if (text.slice(from - size, from) === mark && text.slice(to, to + size) === mark)
    return { changes: [{ from: from - size, to: from, insert: "" }, { from: to, to: to + size, insert: "" }], from: from - size, to: to - size };
  // Marks around spaces are not read as marks.
  const inner = text.slice(from, to);
  const start = from + (inner.length - inner.trimStart().length);
  const end = Math.max(start, to - (inner.length - inner.trimEnd().length));
  return { changes: [{ from: start, to: start, insert: mark }, { from: end, to: end, insert: mark }], from: start + size, to: end + size };
}

function prefix({ text, from, to }: Selected, start: string): Edit {
  const first = text.lastIndexOf("\n", from - 1) + 1;
  const lines: number[] = [first];
  for (let at = text.indexOf("\n", first); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  const on = lines.every((line) => text.startsWith(start, line));
  const changes = lines.filter((line) => on || !text.startsWith(start, line)).map((line) => (on ? { from: line, to: line + start.length, insert: "" } : { from: line, to: line, insert: start }));
  const shift = (place: number) => changes.reduce((sum, change) => (change.from <= place ? sum + change.insert.length - (Math.min(change.to, place) - change.from) : sum), place);
  return { changes, from: shift(from), to: shift(to) };
}

/** What Enter does in a list or quote: goes on with it, or ends it on an empty line; null where Enter is only Enter. */
export function enter({ text, from, to }: Selected): Edit | null {
  if (from !== to) return null;
  const first = text.lastIndexOf("\n", from - 1) + 1;
  const lineEnd = text.indexOf("\n", from);
  const line = text.slice(first, lineEnd === -1 ? text.length : lineEnd);
  const found = /^(\s*)([-*+]|(\d{1,3})[.)]|>)(\s+)/.exec(line);
  if (!found || from - first < found[0].length) return null;
  if (line.trim() === found[2]) return { changes: [{ from: first, to: first + line.length, insert: "" }], from: first, to: first };
  const sign = found[3] ? `${Number(found[3]) + 1}${found[2]!.slice(found[3].length)}` : found[2];
  const insert = `\n${found[1]}${sign}${found[4]}`;
  return { changes: [{ from, to: from, insert }], from: from + insert.length, to: from + insert.length };
}

const isHigh = (text: string, at: number): boolean => /[\ud800-\udbff]/.test(text.charAt(at));
const isLow = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text.charAt(at));

/** The one change that makes `after` of `before`: the shortest, ending no later than the caret where that is possible. No character that takes two places is cut: Yjs would put a � for each half. */
export function differenceOf(before: string, after: string, caret: number): Change | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let end = 0;
  while (end < most && end < after.length - caret && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  let start = 0;
  while (start < most - end && before[start] === after[start]) start++;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (start > 0 && isHigh(before, start - 1) && (isLow(before, start) || isLow(after, start))) start--;
  if (end > 0 && isLow(before, before.length - end)) end--;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
