import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A change to the built program: `find` must be there exactly once. */
export interface Edit {
  find: RegExp;
  put: string;
}

/** A copy of the built program with these changes. Throws when one of them does not fit exactly once: the program has changed, and so must it. */
export function altered(program: string, name: string, edits: Edit[]): string {
  let text = readFileSync(program, "utf8");
  for (const { find, put } of edits) {
    const times = [...text.matchAll(new RegExp(find.source, `${find.flags.replace("g", "")}g`))].length;
    if (times !== 1) throw new Error(`${name}: ${find.source} is there ${times} times`);
    text = text.replace(find, put);
  }
  // Beside the original: it looks for its packages and its files from there.
  const folder = join("build", "altered");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.js`);
  writeFileSync(path, text);
  return path;
}

/** Where a freeze is under way: at each of them the program can be made to die, at once, as by kill -9. */
export const freezeSteps = ["asked", "epoch raised", "committed", "pages being told", "late change kept"] as const;
export type FreezeStep = (typeof freezeSteps)[number];

const die = (step: FreezeStep): string => `(process.env.KILL_FOLDER && process.getBuiltinModule("node:fs").existsSync(process.env.KILL_FOLDER + "/${step}") && process.kill(process.pid, "SIGKILL"))`;

/** The program, able to die inside each step: where `KILL_FOLDER` holds a file of the step's name. */
export const ableToDie = (program: string): string =>
  altered(program, `able-to-die-${process.pid}`, [
    { find: /(closeMinutes = [\s\S]{0,200}?await itemToClose\(\w+, item\w*\);)/, put: `$1 ${die("asked")};` },
    { find: /(closeMinutes = [\s\S]{0,900}?)(return happened\(\{ what: "document frozen")/, put: `$1${die("epoch raised")}; $2` },
    { find: /(function hear\((told\w*)\) \{)/, put: `$1 $2.some((t) => t.what === "document frozen") && ${die("committed")};` },
    { find: /(code\w* === "frozen" \? silence\w*\(member\w*\))/, put: `${die("pages being told")}, $1` },
    { find: /(this\.sql\.late\.run\(.*?\)), (\{ code: "frozen" \})/, put: `$1, ${die("late change kept")}, $2` },
  ]);
