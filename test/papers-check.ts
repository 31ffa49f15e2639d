import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ownActions } from "#app/models/meetings/action-sheet.server.ts";
import { linesOf, type PaperDocument, type Part, printable } from "#app/models/meetings/paper-document.ts";
import { meetingPaper, paperFile } from "#app/models/meetings/papers.server.ts";
import { extractPaper, visitPaper } from "#app/models/meetings/single-papers.server.ts";
import { now } from "./cast.ts";
import type { Figure } from "./figure.ts";
import { papersStage } from "./papers-stage.ts";

// Each kind of paper as others' programs read it: poppler, qpdf and LibreOffice, which must be installed. `npm run papers:check -- --json OUT`.

const figures: Figure[] = [];
const note = (name: string, figure: number, unit: string, limit: string, ok: boolean) => figures.push({ name, figure, unit, limit, ok });

/** What a program prints, its complaints too; and whether it ended well. */
function run(program: string, ...words: string[]): { out: string; complaints: string; well: boolean } {
  try {
    const out = execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"], maxBuffer: 64_000_000 });
    return { out, complaints: "", well: true };
  } catch (error) {
    const failed = error as { stdout?: string; stderr?: string; code?: string };
    if (failed.code === "ENOENT") throw new Error(`${program} is not installed: apt-get install poppler-utils qpdf libreoffice-writer`);
    return { out: failed.stdout ?? "", complaints: failed.stderr ?? String(error), well: false };
  }
}
/** The same with what it prints as complaints although it ends well. */
const said = (program: string, ...words: string[]) => run("sh", "-c", `${[program, ...words].map((word) => `'${word}'`).join(" ")} 2>&1`);

// Without spaces, soft hyphens, and the marks of direction with which poppler tells letters from right to left.
const squeezed = (text: string): string => text.replace(/[\s\u00AD\u200E\u200F\u202A-\u202E\u2066-\u2069]+/g, "");
/** The texts of a paper's parts in reading order, each with its element. */
const inOrder = (parts: readonly Part[]): string[] => linesOf(parts).map((line) => squeezed(printable(line))).filter(Boolean);

const seen = (line: string): string => line.replace(/[\u0590-\u08FF]+/g, (letters) => [...letters].reverse().join(""));

function checkPdf(name: string, file: string, paper: PaperDocument): void {
  const info = run("pdfinfo", file).out;
  const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1] ?? 0);
  note(`${name}.pdf: tagged`, Number(/Tagged:\s+yes/.test(info)), "yes", "1", /Tagged:\s+yes/.test(info));
  note(`${name}.pdf: author`, Number(/^Author:/m.test(info)), "named", "0", !/^Author:/m.test(info));
  const structure = said("pdfinfo", "-struct-text", file);
  const warnings = structure.out.split("\n").filter((line) => /error|warning/i.test(line) && /^(Syntax|Internal|Command)/.test(line)).length;
  note(`${name}.pdf: warnings of its structure`, warnings, "lines", "0", warnings === 0 && structure.well);
  const roots = structure.out.split("\n").filter((line) => /^\S/.test(line) && !/^(Syntax|Internal)/.test(line));
  note(`${name}.pdf: roots of the structure`, roots.length, `(${roots.join(", ")})`, "1 Document", roots.length === 1 && /^Document/.test(roots[0]!));
  // Every text in the order in which it is read: what is in quotation marks, one after the other.
  const read = squeezed([...structure.out.matchAll(/^\s*"([\s\S]*?)"$/gm)].map((match) => match[1]).join(" "));
  let [from, lost] = [0, 0];
  for (const line of inOrder(paper.parts)) {
    // Letters from right to left stand as they are seen, which is the other way round from how they are read.
    const found = Math.max(read.indexOf(line, from), read.indexOf(seen(line), from));
    if (found < 0) lost++;
    else from = found + line.length;
  }
  note(`${name}.pdf: texts out of reading order, or lost`, lost, `of ${inOrder(paper.parts).length}`, "0", lost === 0);
  for (const [type, wanted] of Object.entries(wantedOf(paper.parts))) {
    const count = structure.out.split("\n").filter((line) => new RegExp(`^\\s+${type}\\b`).test(line)).length;
    if (count !== wanted) note(`${name}.pdf: ${type}`, count, "elements", String(wanted), false);
  }
  const checked = said("qpdf", "--check", file);
  note(`${name}.pdf: qpdf --check`, Number(!checked.well || /WARNING|error/i.test(checked.out.replace(/No syntax or stream encoding errors found[\s\S]*/, ""))), "complaints", "0", checked.well && /No syntax or stream encoding errors/.test(checked.out));
  const drawn = run("pdftotext", "-layout", file, "-").out;
  const marks = drawn.match(/OFFICIAL-SENSITIVE/g)?.length ?? 0;
  note(`${name}.pdf: marked`, marks, `on ${pages} pages`, `${pages * 2}`, marks === pages * 2);
}

/** How many headings and table cells a paper has, by their element in a PDF. */
function wantedOf(parts: readonly Part[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (type: string, more = 1) => {
    counts[type] = (counts[type] ?? 0) + more;
  };
  const count = (all: readonly Part[]) => all.forEach((part) => {
    if (part.t === "heading") add(`H${part.level}`);
    if (part.t === "list") {
      add("L");
      add("LI", part.items.length);
      part.items.forEach(count);
    }
    if (part.t === "note") count(part.parts);
    if (part.t === "table") {
      add("Table");
      const columns = Math.max(part.heads.length, ...part.rows.map((row) => row.length));
      add("TH", columns);
      add("TD", columns * part.rows.length);
      add("TR", part.rows.length + 1);
    }
  });
  count(parts);
  return counts;
}

function checkWord(name: string, file: string, folder: string, paper: PaperDocument): void {
  const out = join(folder, "from-word");
  mkdirSync(out, { recursive: true });
  run("soffice", "--headless", "--norestore", `-env:UserInstallation=file://${join(folder, "profile")}`, "--convert-to", "pdf", "--outdir", out, file);
  const pdf = join(out, `${name}.pdf`);
  // A hyphen at the end of a line is taken for one that was put there.
  const plain = (words: string) => squeezed(words).replace(/-/g, "");
  const text = plain(run("pdftotext", "-raw", pdf, "-").out);
  note(`${name}.docx: opened by LibreOffice`, Number(text.length > 0), "yes", "1", text.length > 0);
  const lost = inOrder(paper.parts).filter((line) => !text.includes(plain(line).slice(0, 24))).length;
  note(`${name}.docx: texts lost on the way`, lost, `of ${inOrder(paper.parts).length}`, "0", lost === 0);
}

const s = await papersStage();
const folder = mkdtempSync(join(tmpdir(), "panelroom-papers-"));
try {
  const at = new Date(now.getTime() + 3_600_000);
  const before = new Date("2026-12-07T09:00:00.000Z");
  const extract = (await s.db.selectFrom("extract").select("id").where("subject_id", "=", "c1").executeTakeFirstOrThrow()).id;
  const papers: [string, PaperDocument][] = [
    ["minutes-whole", await meetingPaper(await s.as("amira", at), "m1", "minutes", "pdf")], ["minutes-own", await meetingPaper(await s.as("owen", at), "m1", "minutes", "pdf")], ["minutes-agency", await meetingPaper(await s.as("ruth", at), "m1", "minutes.health", "pdf")],
    ["actions", await meetingPaper(await s.as("chloe", at), "m1", "actions", "pdf")], ["own-actions", await ownActions(await s.as("priya", at), "pdf")], ["item", await visitPaper(await s.as("helen", at), "m1", "pdf")], ["extract", await extractPaper(await s.as("owen", at), extract, "pdf")],
    ["pack", await meetingPaper(await s.as("owen", before), "m2", "pack", "pdf")], ["brief", await meetingPaper(await s.as("amira", before), "m2", "brief", "pdf")],
  ];
  const [, whole] = papers[0]!;
  papers.push(["long", { ...whole, parts: Array.from({ length: 12 }, () => whole.parts).flat() }]);
  for (const [name, paper] of papers) {
    for (const format of ["pdf", "docx"] as const) {
      const from = performance.now();
      const { bytes } = await paperFile({ db: s.db }, paper, format);
      if (name === "long") note(`${name}.${format}: made in`, Math.round(performance.now() - from), "ms", "2000", performance.now() - from < 2000);
      writeFileSync(join(folder, `${name}.${format}`), bytes);
    }
    checkPdf(name, join(folder, `${name}.pdf`), paper);
    checkWord(name, join(folder, `${name}.docx`), folder, paper);
  }
} finally {
  await s.close();
  if (process.argv.includes("--keep")) console.log(folder);
  else rmSync(folder, { recursive: true, force: true });
}
const width = Math.max(...figures.map((one) => one.name.length));
for (const { name, figure, unit, limit, ok } of figures) console.log(`${name.padEnd(width)}  ${`${figure} ${unit}`.padEnd(28)} limit ${limit.padEnd(12)} ${ok ? "ok" : "NOT OK"}`);
const json = process.argv.indexOf("--json");
if (json > 0) writeFileSync(process.argv[json + 1]!, JSON.stringify(figures, null, 2));
process.exit(figures.every((one) => one.ok) ? 0 : 1);
