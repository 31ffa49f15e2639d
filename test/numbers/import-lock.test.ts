import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { chooseWhom } from "#app/models/numbers/import.server.ts";
import { fileOf } from "#db/connect.server.ts";
import { type Stage, stage } from "../cast.ts";
import { checked } from "../support/importing.ts";
import { inventReturn, writeReturn } from "../support/ssda903.ts";
import { typist } from "../support/typist.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

/** How many statements each transaction of this thread had, while `work` ran. */
async function transactionsOf(work: () => Promise<unknown>): Promise<number[]> {
  const sizes: number[] = [];
  let size: number | null = null;
  const statement = Object.getPrototypeOf(fileOf(s.db).prepare("select 1")) as Record<"run" | "all", (this: { source: string }, ...values: unknown[]) => unknown>;
  const { run, all } = statement;
  const counting = (of: typeof run) =>
    function (this: { source: string }, ...values: unknown[]) {
      if (/^begin/i.test(this.source)) size = 0;
      else if (/^(commit|rollback)/i.test(this.source)) {
        sizes.push(size ?? 0);
        size = null;
      } else if (size !== null) size += 1;
      return of.apply(this, values);
    };
  Object.assign(statement, { run: counting(run), all: counting(all) });
  try {
    await work();
  } finally {
    Object.assign(statement, { run, all });
  }
  return sizes;
}

// How long a line waits is measured by `npm run bench`, beside the same import.
test("While 5,000 children with 10,000 care episodes are checked and confirmed, no transaction has more than a few statements, and what somebody else types is saved", async () => {
  const typing = typist(s.file);
  const files = Object.values(writeReturn(mkdtempSync(join(tmpdir(), "panelroom-big-")), inventReturn({ children: 5000, episodes: 10_000, yearEnd: "2026-10-31" })));
  const sizes = await transactionsOf(async () => {
    const id = await checked(s, files);
    const ruth = await s.as("ruth");
    await chooseWhom(ruth, id, { all: true, known: false, missingLately: false });
    await confirmImport(ruth, id);
  });
  expect((await typing.enough()).lines).toBeGreaterThan(20);
  expect(sizes.length).toBeGreaterThan(20);
  expect(Math.max(...sizes)).toBeLessThan(40);
  expect(Number((await s.db.selectFrom("care_episode").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n)).toBe(10_000);
}, 120_000);
