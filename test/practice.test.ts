import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listen, type Told } from "#app/models/core/ask.server.ts";
import { knownCopy } from "#app/models/meetings/log.server.ts";
import { connect, type Db, fileOf } from "#db/connect.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { practise } from "../server/live/practice.ts";
import { readSettings } from "../server/settings.ts";

// Before the port opens the live side is gone through in a house of its own (server/live/practice.ts).

let folder: string;
let db: Db;
let writing: Db;
const socketPath = () => join(folder, "practice");
const practice = (isOver: () => boolean) => practise([db, writing], { settings: readSettings({}), socketPath: socketPath(), isOver });
const whatIsThere = () => {
  const file = fileOf(db);
  const tables = file.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").pluck().all() as string[];
  return tables.map((table) => [table, file.prepare(`select * from "${table}"`).all()]);
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "panelroom-practice-"));
  db = connect(join(folder, "house.sqlite"));
  await migrate(db);
  writing = connect(join(folder, "house.sqlite"));
});
afterEach(async () => {
  await db.destroy();
  await writing.destroy();
  rmSync(folder, { recursive: true, force: true });
});

test("It goes in and out, types, and leaves nothing in the house", async () => {
  const before = whatIsThere();
  const told: Told[] = [];
  const quiet = listen((some) => told.push(...some));
  await practice(() => false);
  quiet();
  // Each who went in was let in and written down, as in a house with people in it.
  expect(told.filter((one) => one.what === "document opened").length).toBeGreaterThan(30);
  expect(new Set(told.map((one) => one.personId)).size).toBeGreaterThan(30);
  expect(whatIsThere()).toEqual(before);
  expect(knownCopy("practice")).toBeUndefined();
  expect(existsSync(socketPath())).toBe(false);
});

test("What it was asked is ready on each connection", async () => {
  const prepared: string[] = [];
  const file = fileOf(writing);
  const prepare = file.prepare.bind(file);
  file.prepare = ((text: string) => {
    prepared.push(text);
    return prepare(text);
  }) as typeof file.prepare;
  await practice(() => false);
  expect(prepared.filter((text) => text.startsWith('insert into "audit" ')).length).toBe(1);
  const known = prepared.length;
  await writing.selectFrom("session").selectAll().where("token_hash", "=", "of nobody").where("ended_at", "is", null).where("second_at", "is not", null).execute();
  expect(prepared.length).toBe(known);
});

test("It ends as soon as it is over", async () => {
  const told: Told[] = [];
  const quiet = listen((some) => told.push(...some));
  let asked = 0;
  await practice(() => ++asked > 2);
  quiet();
  expect(told.filter((one) => one.what === "document opened").length).toBe(2);
  expect(existsSync(socketPath())).toBe(false);
});
