import { rmSync } from "node:fs";
import SQLite from "better-sqlite3";
import { sql } from "kysely";
import { connect } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { migrate } from "#db/migrate.server.ts";

// `npm run fixture`: makes test/fixtures/first.sqlite, a file as the first release left it. Made once, when the first
// migration lands, and kept from then on: the test of migrations brings it up to date.
const file = "test/fixtures/first.sqlite";
for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
const db = connect(file);
await migrate(db);
await fillPartnership(db, new Date("2026-11-24T10:00:00.000Z"));
await sql`pragma wal_checkpoint(truncate)`.execute(db);
await db.destroy();
// Out of WAL, so that the one file is the whole of it.
const sqlite = new SQLite(file);
sqlite.pragma("journal_mode = DELETE");
sqlite.pragma("page_size = 1024");
sqlite.exec("vacuum");
sqlite.close();
