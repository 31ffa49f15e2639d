/** The most that one file may hold, in bytes. */
export const largestFile = 10 * 1024 * 1024;
/** The most that one record, item or action may hold. */
export const mostFiles = 60;

/** The kinds of file that are taken: each told by its content, never by what its name says alone. */
export const fileKinds = [
  { kind: "pdf", name: "PDF", endings: ["pdf"] },
  { kind: "docx", name: "Word document", endings: ["docx"] },
  { kind: "xlsx", name: "Excel workbook", endings: ["xlsx"] },
  { kind: "pptx", name: "PowerPoint presentation", endings: ["pptx"] },
  { kind: "odt", name: "OpenDocument text", endings: ["odt"] },
  { kind: "ods", name: "OpenDocument spreadsheet", endings: ["ods"] },
  { kind: "png", name: "PNG picture", endings: ["png"] },
  { kind: "jpg", name: "JPEG picture", endings: ["jpg", "jpeg"] },
  { kind: "txt", name: "Text", endings: ["txt", "csv", "md"] },
] as const;
export type FileKind = (typeof fileKinds)[number]["kind"];

export const fileKindName = (kind: string): string => fileKinds.find((one) => one.kind === kind)?.name ?? "File";

/** "1.4 MB" */
export function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} kB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** What it is kept as on somebody's disk: nothing of what it is called, which may be a child's name. */
export const savedAs = (id: string, kind: string): string => `panelroom-${id.slice(0, 8)}.${kind}`;

const takenKinds = "PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG or plain text";

/** Why a file is not taken, in the user's words; null when it is. `found` is what its content is, null when that is none of ours. */
export function whyNotTake(file: { name: string; size: number; found: FileKind | null; hasMacros: boolean }): string | null {
  if (file.size === 0) return "This file is empty";
  if (file.size > largestFile) return `This file is larger than ${sizeInWords(largestFile)}`;
  if (!file.found) return `This is not a file that is taken: choose ${takenKinds}`;
  if (file.hasMacros) return "This file holds macros. Save it without them and choose it again";
  const ending = /\.([A-Za-z0-9]+)$/.exec(file.name)?.[1]?.toLowerCase();
  const kind = fileKinds.find((one) => one.kind === file.found)!;
  if (ending && !(kind.endings as readonly string[]).includes(ending)) return `The name ends in .${ending}, but its content is ${kind.name}. Check that it is the right file`;
  return null;
}
