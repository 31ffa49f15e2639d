import { cpus, totalmem } from "node:os";
import type { Figure } from "../figure.ts";

export const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? "not known"}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}, ${process.platform}`;

/** The figures as a table in plain text. */
export function table(figures: Figure[]): string {
  const rows = [["", "fault", "figure", "unit", "limit"], ...figures.map((f) => [f.limit === "none" ? "" : f.ok ? "ok" : "FAILED", f.name, f.figure.toLocaleString("en-GB"), f.unit, f.limit === "none" ? "" : f.limit])];
  const wide = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return `\n${machine}\n${rows.map((row) => row.map((cell, i) => (i === 2 ? cell.padStart(wide[i]!) : cell.padEnd(wide[i]!))).join("  ").trimEnd()).join("\n")}`;
}
