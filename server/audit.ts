import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { type ChainRow, type Checkpoint, exportChain, verifyChain } from "#app/models/core/chain.server.ts";
import { connect } from "#db/connect.server.ts";
import { checkpointsFileOf, keyFileOf } from "./checkpoints.ts";
import type { Settings } from "./settings.ts";

/** `audit-export`: the whole audit as lines of JSON, on standard output. */
export async function exportAudit(settings: Settings): Promise<void> {
  const db = connect(settings.DATABASE_FILE);
  for await (const rows of exportChain(db)) for (const row of rows) if (!process.stdout.write(`${JSON.stringify(row)}\n`)) await new Promise((go) => process.stdout.once("drain", go));
  await db.destroy();
}

const linesOf = <T>(file: string): T[] => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line) as T);

/** `audit-verify --export FILE [--checkpoints FILE] [--key FILE]`: needs these three, and no database. Returns whether all is whole. */
export function verifyAudit(settings: Settings, words: string[]): boolean {
  const given = (name: string): string | undefined => words[words.indexOf(`--${name}`) + 1 || words.length];
  const from = process.env.INIT_CWD ?? process.cwd();
  const path = (file: string) => (isAbsolute(file) ? file : resolve(from, file));
  const exported = given("export");
  if (!exported) throw new Error("Name the export: audit:verify -- --export FILE [--checkpoints FILE] [--key FILE]");
  const verdict = verifyChain(linesOf<ChainRow>(path(exported)), linesOf<Checkpoint>(path(given("checkpoints") ?? checkpointsFileOf(settings))), readFileSync(path(given("key") ?? `${keyFileOf(settings)}.pub`), "utf8"));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(`${verdict.rows} rows, ${verdict.erased} of them lawfully erased; ${verdict.checkpoints} checkpoints cover rows up to ${verdict.covered}`);
  say(`${verdict.uncovered} newer ${verdict.uncovered === 1 ? "row is" : "rows are"} not covered by a checkpoint yet`);
  for (const fault of verdict.faults) say(`NOT WHOLE: ${fault}`);
  if (!verdict.faults.length) say("Whole");
  return verdict.faults.length === 0;
}
