import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileOf } from "#db/connect.server.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse, visitor } from "../house.ts";
import { canary, fillMacse } from "../macse.ts";
import { program } from "../program.ts";
import { addresses, leaves, routesOfBuild, ruleOf } from "./knock.ts";

const run = promisify(execFile);
let house: House;
beforeAll(async () => {
  house = await openHouse({ fill: async (db, now) => {
    await fillMacse(db, now);
    // Where a meeting is and which authority sent a file say nothing of a subject.
    await db.updateTable("meeting").set({ place: "Town hall" }).execute();
    await db.updateTable("series").set({ place: "Town hall" }).execute();
    await db.updateTable("import_run").set({ authority: "Seaholme" }).execute();
  } });
});
afterAll(() => house.close());

test("While the audit cannot be written, no page that holds anything of a subject is served, in five hundred tries", async () => {
  const routes = (await routesOfBuild(house)).filter((route) => route.hasLoader && !leaves(route) && ["of the panel", "in a panel", "signed in", "invited"].includes(ruleOf(route)?.who ?? ""));
  // These hold something of MACSE's while all is well: without that the rest would say nothing.
  const people = ["amira", "gareth", "ruth", "dan", "chloe", "owen", "beth", "iqbal", "josie", "helen"] satisfies Person[];
  const cookies = new Map(await Promise.all(people.map(async (person) => [person, await cookieOf(house, person)] as const)));
  fileOf(house.db).exec("create trigger audit_broken before insert on audit begin select raise(abort, 'injected'); end");
  const served: string[] = [];
  let tries = 0;
  for (let i = 0; tries < 500; i++) {
    const person = people[i % people.length]!;
    for (const route of routes.filter((_, n) => n % people.length === i % people.length || i >= people.length * 2))
      for (const path of addresses(route, ruleOf(route)!)) {
        if (tries >= 500) break;
        tries++;
        const answer = await fetch(house.url + path, { redirect: "manual", headers: { Cookie: cookies.get(person)! } });
        if ((await answer.text()).includes(canary)) served.push(`${person}: ${path} ${answer.status}`);
      }
  }
  fileOf(house.db).exec("drop trigger audit_broken");
  expect(tries).toBe(500);
  expect([...new Set(served)]).toEqual([]);
  expect(await (await (await visitor(house, "amira")).get("/subjects/x-child")).text()).toContain(canary);
}, 120_000);

test("The audit leaves the house as lines, and is verified from them, the checkpoints and the public key alone; what was changed in the file shows", async () => {
  const amira = await visitor(house, "amira");
  for (const path of ["/subjects/x-child", "/meetings/x-live/live", "/meetings/x-ended/minutes", "/search?q=Quillfeather"]) await amira.get(path);
  // Ending writes the last checkpoint.
  await house.stop();
  const env = { ...process.env, NODE_ENV: "production" as const, DATABASE_FILE: house.file };
  const command = (...words: string[]) => run(process.execPath, [...program, ...words], { env, maxBuffer: 1 << 28 }).then(({ stdout }) => ({ code: 0, stdout }), (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }));
  const file = join(house.file, "..", "audit.jsonl");
  const { stdout } = await command("audit-export");
  writeFileSync(file, stdout);
  expect(stdout.trim().split("\n").length).toBeGreaterThan(2);
  // No name and no text stands in it.
  expect(stdout).not.toMatch(/Quillfeather|Amira|Haddad/);
  const whole = await command("audit-verify", "--export", file, "--checkpoints", `${house.file}.audit-checkpoints.jsonl`, "--key", `${house.file}.audit-key.pem.pub`);
  expect([whole.code, whole.stdout]).toEqual([0, expect.stringMatching(/cover rows up to [1-9]\d*\n0 newer rows are not covered by a checkpoint yet\nWhole/)]);

  // Somebody who owns the file takes the guards away and says that another person opened the record.
  const own = fileOf(house.db);
  own.prepare("update news set person_id = 'chloe' where what = 'record opened'").run();
  writeFileSync(file, (await command("audit-export")).stdout);
  const changed = await command("audit-verify", "--export", file);
  expect([changed.code, changed.stdout]).toEqual([1, expect.stringMatching(/NOT WHOLE: What row \d+ is about is not what it was/)]);
  own.prepare("update news set person_id = 'amira' where what = 'record opened'").run();
  own.exec("drop trigger audit_is_kept");
  own.prepare("delete from audit where seq > (select max(seq) - 3 from audit)").run();
  writeFileSync(file, (await command("audit-export")).stdout);
  expect((await command("audit-verify", "--export", file)).stdout).toMatch(/NOT WHOLE: The audit ends before row/);
  expect(readFileSync(`${house.file}.audit-checkpoints.jsonl`, "utf8").trim().split("\n").length).toBeGreaterThan(0);
}, 60_000);
