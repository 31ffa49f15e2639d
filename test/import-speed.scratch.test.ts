import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stage } from "./cast.ts";
import { checked } from "./support/importing.ts";
import { inventReturn, writeReturn } from "./support/ssda903.ts";
import { chooseWhom, tallyOf } from "#app/models/numbers/import.server.ts";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { previewOf, importOf } from "#app/models/numbers/import-preview.server.ts";

test("scratch", async () => {
  const s = await stage();
  const inv = inventReturn({ children: 5000, episodes: 10000, yearEnd: "2026-10-31" });
  console.log(inv.header.length, inv.episodes.length, inv.missing.length, inv.missing.slice(0, 3));
  const p = writeReturn(mkdtempSync(join(tmpdir(), "x-")), inv);
  for (let i = 0; i < 2; i++) {
  let t = Date.now();
  const id = await checked(s, [p.header, p.episodes, p.missing]);
  console.log("check", Date.now() - t);
  const ask = await s.as("ruth");
  const v = await previewOf(ask, id, { page: 1, faultPage: 1, only: "" });
  console.log(JSON.stringify(await importOf(ask, id)), v.groups, v.all, v.taken, v.faults.slice(0, 9), v.faultCount);
  await chooseWhom(ask, id, { all: true, known: false, missingLately: false });
  t = Date.now();
  await confirmImport(ask, id);
  console.log("confirm", Date.now() - t);
  console.log(await s.db.selectFrom("subject").selectAll().limit(2).execute(), await s.db.selectFrom("import_change").selectAll().limit(2).execute());
  }
  await s.close();
});
