import { readFileSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import type { Figure } from "../../figure.ts";
import { middle, type Run, round } from "./figures.ts";
import { peer } from "./machine.ts";
import { type RowName, rowNames } from "./plan.ts";
import { targetNames } from "./targets/target.ts";

const versionOf = (name: string): string => `${name} ${(JSON.parse(readFileSync(peer(`node_modules/${name}/package.json`), "utf8")) as { version: string }).version}`;

/** The machine, what else it was doing, and who was measured. */
export const setting = (): string[] => [
  `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? "not known"}, ${Math.round(totalmem() / 1024 ** 3)} GB, Node ${process.versions.node}, ${process.platform}; load before it began ${loadavg()[0]!.toFixed(1)}; server and driver share the machine`,
  ["@hocuspocus/server", "@hocuspocus/extension-sqlite", "@y/websocket-server", "socket.io", "socket.io-msgpack-parser", "yjs", "better-sqlite3"].map(versionOf).join(", "),
];

type Column = [title: string, figure: string, places: number];
const load: Column[] = [["µs CPU/delivered", "usPerDelivered", 1], ["p50 ms", "p50", 2], ["p95 ms", "p95", 2], ["p99 ms", "p99", 1], ["max ms", "max", 0], ["bytes/delivered", "bytesPerDelivered", 1], ["KiB/person", "kbPerPerson", 1], ["connect ms CPU", "connectMs", 2], ["delivered/s", "deliveredPerSecond", 0], ["server %", "serverPercent", 0], ["driver %", "driverPercent", 0], ["others %", "othersPercent", 0]];
const columns: Record<RowName, Column[]> = {
  "1x35": load, "10x20": load, "50x10": load, "300x12": load,
  pages: [["p95 alone", "alone", 2], ["p95 beside pages", "beside", 2], ["p99 alone", "p99Alone", 1], ["p99 beside pages", "p99Beside", 1], ["page p95 ms", "pageP95", 1], ["server %", "serverPercent", 0], ["driver %", "driverPercent", 0]],
  rising: [["delivered/s", "deliveredPerSecond", 0], ["p95 there", "p95", 1], ["µs CPU/delivered", "usPerDelivered", 1], ["server %", "serverPercent", 0], ["driver %", "driverPercent", 0], ["failed at/s", "failedAt", 0], ["p95 there", "failedP95", 0], ["server %", "failedServerPercent", 0], ["driver %", "failedDriverPercent", 0], ["refused", "refused", 0]],
  join: [["warm ms", "warmMs", 1], ["CPU ms", "warmProcessorMs", 1], ["cold ms", "coldMs", 1], ["CPU ms", "coldProcessorMs", 1], ["KiB", "kb", 0]],
  again: [["port answers after s", "answers", 2], ["all connected", "back", 2], ["all saved", "seconds", 2]],
};

/** One table for each row that ran, the peers beside us. */
export function tables(runs: Run[]): string {
  const parts: string[] = [];
  for (const row of rowNames) {
    const there = targetNames.filter((target) => runs.some((run) => run.row === row && run.target === target));
    if (!there.length) continue;
    parts.push(`${row}\n${grid([["", "runs", ...columns[row].map(([title]) => title), ...(columns[row] === load ? ["CPU range"] : [])], ...there.map((target) => {
      const mine = runs.filter((run) => run.row === row && run.target === target);
      const cells = columns[row].map(([, figure, places]) => String(round(middle(runs, row, target, figure), places)));
      const spent = mine.map((run) => run.figures.usPerDelivered ?? Number.NaN);
      return [target, String(mine.length), ...cells, ...(columns[row] === load ? [`${Math.min(...spent).toFixed(1)}–${Math.max(...spent).toFixed(1)}`] : [])];
    })])}`);
    const threads = [...new Set(runs.filter((run) => run.row === row && run.target === "ours").flatMap((run) => Object.keys(run.figures)))].filter((name) => name.startsWith("us in "));
    if (threads.length) parts.push(`  ours by thread, µs CPU/delivered: ${threads.map((name) => `${name.slice(6)} ${round(middle(runs, row, "ours", name), 1)}`).join(", ")}`);
  }
  return parts.join("\n\n");
}

export const verdictTable = (figures: Figure[]): string =>
  grid([["", "figure", "", "limit", ""], ...figures.map((f) => [f.ok ? "ok" : "MISSED", String(f.figure), f.unit, f.limit, f.name])]);

function grid(rows: string[][]): string {
  const wide = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) => `  ${row.map((cell, i) => (i === 0 || i === row.length - 1 ? cell.padEnd(wide[i]!) : cell.padStart(wide[i]!))).join("  ").trimEnd()}`).join("\n");
}

