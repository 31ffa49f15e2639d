import { median } from "./driver/samples.ts";
import { type RowName, rowNames } from "./plan.ts";
import type { TargetName } from "./targets/target.ts";
import type { Figure } from "../../figure.ts";

export interface Run {
  row: RowName;
  target: TargetName;
  figures: Record<string, number>;
}
/** The middle of all runs of a row on a target; NaN when there was none. */
export const middle = (runs: Run[], row: RowName, target: TargetName, figure: string): number => median(runs.filter((run) => run.row === row && run.target === target).map((run) => run.figures[figure] ?? Number.NaN));

interface Asked {
  row: RowName;
  name: string;
  unit: string;
  most?: number;
  least?: number;
  /** Another than ours, without whom there is no figure. */
  beside?: TargetName;
  work: (ours: (figure: string) => number, peer: (figure: string) => number) => number;
}

const named: Record<TargetName, string> = { ours: "ours", hocuspocus: "Hocuspocus as it comes", "hocuspocus-each": "Hocuspocus storing every change", "y-websocket": "y-websocket", "socketio-msgpack": "bare Socket.IO" };
const ratio = (figure: string): Asked["work"] => (ours, peer) => ours(figure) / peer(figure);
const of = (row: RowName, what: string, figure: string, beside: TargetName, most: number): Asked => ({ row, name: `${row}: ${what}, of ${named[beside]}`, unit: "×", most, beside, work: ratio(figure) });
const more = (row: RowName): Asked => ({ row, name: `${row}: delay p95, more than ${named["socketio-msgpack"]}`, unit: "ms", most: 2, beside: "socketio-msgpack", work: (ours, peer) => ours("p95") - peer("p95") });

/** What must hold. */
const asked: Asked[] = [
  more("1x35"),
  of("1x35", "bytes per delivered change", "bytesPerDelivered", "hocuspocus", 1),
  ...(["10x20", "50x10"] as const).flatMap((row) => [
    of(row, "processor time per delivered change", "usPerDelivered", "hocuspocus-each", 0.6),
    of(row, "processor time per delivered change", "usPerDelivered", "hocuspocus", 1.2),
    of(row, "processor time per delivered change", "usPerDelivered", "socketio-msgpack", 1.8),
    more(row),
  ]),
  of("300x12", "processor time per delivered change", "usPerDelivered", "hocuspocus", 1),
  of("300x12", "processor time per delivered change", "usPerDelivered", "socketio-msgpack", 1.2),
  of("300x12", "delay p95", "p95", "hocuspocus", 0.25),
  { row: "pages", name: "pages: delay p95 beside 50 list pages a second, of that without", unit: "×", most: 1.5, work: (ours) => ours("beside") / ours("alone") },
  { row: "rising", name: "rising: delivered changes a second at p95 ≤ 100 ms, of bare Socket.IO (limit to typing lifted)", unit: "×", least: 1, beside: "socketio-msgpack", work: ratio("deliveredPerSecond") },
  of("join", "time to join warm", "warmMs", "hocuspocus", 1),
  of("join", "time to join cold, after a restart", "coldMs", "hocuspocus", 0.4),
  of("50x10", "memory per connected person", "kbPerPerson", "hocuspocus", 1),
  of("50x10", "bytes per delivered change", "bytesPerDelivered", "hocuspocus", 1),
  { row: "again", name: "again: 100 people, from the start of the process until all are saved", unit: "s", most: 5, work: (ours) => ours("seconds") },
];

/** The verdicts on rows that ran. Where no run was valid, the figure is missing and the verdict is no. */
export function verdicts(runs: Run[], ran: RowName[], targets: TargetName[]): Figure[] {
  return asked.filter(({ row, beside }) => ran.includes(row) && targets.includes("ours") && (!beside || targets.includes(beside))).map(({ row, name, unit, most, least, beside, work }) => {
    const figure = work((figure) => middle(runs, row, "ours", figure), (figure) => middle(runs, row, beside ?? "ours", figure));
    return { name, figure: round(figure, 3), unit, limit: most === undefined ? `at least ${least} ${unit}` : `at most ${most} ${unit}`, ok: most === undefined ? figure >= least! : figure <= most };
  });
}

const units: Record<string, string> = { usPerDelivered: "µs", p50: "ms", p95: "ms", p99: "ms", bytesPerDelivered: "bytes", kbPerPerson: "KiB", connectMs: "ms", deliveredPerSecond: "a second", warmMs: "ms", coldMs: "ms", alone: "ms", beside: "ms", seconds: "s" };

/** The figures behind the verdicts, of ours and of the peers: told, not judged. */
export function told(runs: Run[]): Figure[] {
  const pairs = rowNames.flatMap((row) => [...new Set(runs.filter((run) => run.row === row).map((run) => run.target))].map((target) => [row, target] as const));
  return pairs.flatMap(([row, target]) => Object.entries(units).flatMap(([name, unit]) => {
    const figure = middle(runs, row, target, name);
    return Number.isNaN(figure) ? [] : [{ name: `${row}: ${name}, ${target}`, figure: round(figure, 2), unit, limit: "none", ok: true }];
  }));
}

export const round = (figure: number, places: number): number => (Number.isFinite(figure) ? Number(figure.toFixed(places)) : Number.NaN);
