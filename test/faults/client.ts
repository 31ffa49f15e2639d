import type { Order, Report } from "./clients.ts";
import type { History } from "./history.ts";
import { until, Writer, type WriterOptions } from "./writers.ts";

// The pages of one process, started by clients.ts: types, and says what it tried.

const say = (report: Report) => void process.send!(report);
const history = { note: (op: Parameters<History["note"]>[0]) => say({ op }) } as History;
const pages = (JSON.parse(process.argv[2]!) as Omit<WriterOptions, "history">[]).map((of) => new Writer({ ...of, history }));

process.on("message", async ({ id, what, withinMs }: Order) => {
  let answer: unknown = null;
  if (what === "start") for (const p of pages) p.start(150);
  else if (what === "stop") for (const p of pages) p.stop();
  else if (what === "quiet") answer = await until(() => pages.every((p) => p.quiet && p.line.state.kind === "saved"), withinMs ?? 1000);
  else answer = pages.map((p) => p.line.text.toString());
  say({ id, answer });
});
process.on("disconnect", () => process.exit(0));
if (await until(() => pages.every((p) => p.line.ready), 15_000)) say({ ready: true });
