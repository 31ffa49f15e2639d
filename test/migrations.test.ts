import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { connect, type Db } from "#db/connect.server.ts";
import { type Migration, migrate } from "#db/migrate.server.ts";

let folder: string;
let db: Db | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "panelroom-migrations-"));
});
afterEach(async () => {
  await db?.destroy();
  rmSync(folder, { recursive: true, force: true });
});

type Shape = { type: string; name: string; sql: string }[];
const shapeOf = async (db: Db): Promise<Shape> => (await sql<Shape[number]>`select type, name, sql from sqlite_master where sql is not null order by type, name`.execute(db)).rows;

test("From nothing, every migration runs once, and a second start runs none", async () => {
  db = connect(join(folder, "empty.sqlite"));
  const run = await migrate(db);
  expect(run[0]).toBe("001-first");
  expect(await migrate(db)).toEqual([]);
});

test("The file that the first release made comes up to the same tables, with all that was in it", async () => {
  const old = join(folder, "old.sqlite");
  copyFileSync(new URL("./fixtures/first.sqlite", import.meta.url), old);
  db = connect(old);
  const people = await db.selectFrom("person").select("name").orderBy("name").execute();
  await migrate(db);
  expect(await db.selectFrom("person").select("name").orderBy("name").execute()).toEqual(people);
  expect(people.length).toBeGreaterThan(10);
  const fresh = connect(join(folder, "fresh.sqlite"));
  await migrate(fresh);
  expect(await shapeOf(db)).toEqual(await shapeOf(fresh));
  await fresh.destroy();
  expect((await sql`pragma foreign_key_check`.execute(db)).rows).toEqual([]);
  expect((await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: "ok" }]);
});

test("A migration that fails halfway leaves nothing behind", async () => {
  db = connect(join(folder, "broken.sqlite"));
  const broken: Migration = {
    name: "001-first",
    up: async (db) => {
      await sql`create table half (id text primary key)`.execute(db);
      await sql`create table half (id text primary key)`.execute(db);
    },
  };
  await expect(migrate(db, [broken])).rejects.toThrow();
  expect((await shapeOf(db)).map((t) => t.name)).toEqual(["migration"]);
  expect((await migrate(db))[0]).toBe("001-first");
});

test("A file that a newer Panelroom made is left alone", async () => {
  db = connect(join(folder, "newer.sqlite"));
  await migrate(db);
  await sql`insert into migration (name, at) values ('999-later', '2030-01-01T00:00:00.000Z')`.execute(db);
  await expect(migrate(db)).rejects.toThrow("This database was made by a newer Panelroom (999-later)");
});

test("After a first write each connection still syncs fully, keeps foreign keys, and waits for a lock", async () => {
  const file = join(folder, "durable.sqlite");
  db = connect(file);
  await migrate(db);
  await db.insertInto("counter").values({ name: "one", value: 1 }).execute();
  const pragma = async (name: string) => Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db!)).rows[0]!)[0];
  expect(await pragma("synchronous")).toBe(2);
  expect(await pragma("journal_mode")).toBe("wal");
  expect(await pragma("foreign_keys")).toBe(1);
  expect(await pragma("busy_timeout")).toBe(3000);
  await expect(db.insertInto("person").values({ id: "p", agency_id: "none", name: "N", email: "n@example.org", password_hash: "x", created_at: "2026-01-01T00:00:00.000Z" }).execute()).rejects.toThrow(/FOREIGN KEY/);
});

test("No column has a type that only SQLite knows", async () => {
  const file = join(folder, "types.sqlite");
  db = connect(file);
  await migrate(db);
  const raw = new SQLite(file, { readonly: true });
  const types = new Set(raw.prepare("select distinct upper(c.type) as type from sqlite_master t join pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite_%'").pluck().all());
  raw.close();
  expect([...types].sort()).toEqual(["BIGINT", "BYTEA", "INTEGER", "TEXT"]);
});
