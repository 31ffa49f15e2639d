import { join } from "node:path";
import type { FaultLine, Ground } from "./line.ts";
import { Progress } from "./progress.ts";
import type { Figure } from "../figure.ts";
import { add, notRun } from "./tally.ts";

export interface RunOptions {
  long: boolean;
  goOn?: boolean;
  program?: string;
  /** Where histories and progress are kept. */
  folder?: string;
  say?: (text: string) => void;
  /** Other than the line's own figure. */
  units?: number;
}

/** Runs one line to its figure, batch after batch, from where an earlier run stopped when asked to. */
export async function runLine(line: FaultLine, { long, goOn = false, program = "build/index.js", folder = "test-results/faults", say = () => undefined, units }: RunOptions): Promise<Figure[]> {
  const tool = line.tool?.() ?? { ran: "" };
  if ("missing" in tool) return [notRun(line.name, tool.missing)];
  const wanted = units ?? (long ? line.full : line.short);
  const progress = new Progress(join(folder, `${line.name}-${long ? "long" : "short"}.progress.json`), goOn);
  const done = progress.of(line.name);
  if (done.units) say(`  ${line.name}: goes on after ${done.units} ${line.of}`);
  const ground: Ground = { long, program, say, record: (name) => join(folder, line.name, `${name}.jsonl`) };
  while (done.units < wanted) {
    const from = performance.now();
    const next = Math.min(line.batch, wanted - done.units);
    add(done.tally, await line.run(ground, next, done.units));
    done.units += next;
    done.seconds += (performance.now() - from) / 1000;
    progress.keep();
    say(`  ${line.name}: ${done.units} of ${wanted} ${line.of}, ${Math.round(done.seconds)} s`);
  }
  const figures = line.figures(done.tally, wanted);
  const took: Figure = { name: `${line.name}: took`, figure: Math.round(done.seconds), unit: "s", limit: "none", ok: true };
  return [...(tool.ran ? figures.map((figure) => ({ ...figure, name: `${figure.name} (${tool.ran})` })) : figures), took];
}
