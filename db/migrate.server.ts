import { type Kysely, sql } from "kysely";
import { type Db, transact } from "./connect.server.ts";
import * as first from "./migrations/001-first.ts";
import * as minutes from "./migrations/002-minutes.ts";
import * as standing from "./migrations/003-standing.ts";
import * as conflict from "./migrations/004-conflict.ts";
import * as guest from "./migrations/005-guest.ts";
import * as note from "./migrations/006-note.ts";
import * as closed from "./migrations/007-closed.ts";
import * as factor from "./migrations/008-factor.ts";
import * as chain from "./migrations/009-chain.ts";
import * as signIn from "./migrations/010-sign-in.ts";
import * as oversight from "./migrations/011-oversight.ts";
import * as linkHandling from "./migrations/012-link-handling.ts";
import * as practice from "./migrations/013-practice.ts";
import * as schedule from "./migrations/014-schedule.ts";
import * as returns from "./migrations/015-returns.ts";
import * as conductor from "./migrations/016-conductor.ts";
import * as capture from "./migrations/017-capture.ts";
import * as room from "./migrations/018-room.ts";
import * as gate from "./migrations/019-gate.ts";
import * as papers from "./migrations/020-papers.ts";
import * as after from "./migrations/021-after.ts";
import * as file from "./migrations/022-file.ts";
import * as proved from "./migrations/023-proved.ts";
import * as nameWord from "./migrations/024-name-word.ts";
import * as listed from "./migrations/025-listed.ts";
import * as markerHandling from "./migrations/026-marker-handling.ts";
import * as restrictedMinutes from "./migrations/027-restricted-minutes.ts";

export interface Migration {
  name: string;
  up: (db: Kysely<unknown>) => Promise<void>;
}

// By hand and in order; once merged a migration is frozen.
const all: Migration[] = [
  { name: "001-first", up: first.up },
  { name: "002-minutes", up: minutes.up },
  { name: "003-standing", up: standing.up },
  { name: "004-conflict", up: conflict.up },
  { name: "005-guest", up: guest.up },
  { name: "006-note", up: note.up },
  { name: "007-closed", up: closed.up },
  { name: "008-factor", up: factor.up },
  { name: "009-chain", up: chain.up },
  { name: "010-sign-in", up: signIn.up },
  { name: "011-oversight", up: oversight.up },
  { name: "012-link-handling", up: linkHandling.up },
  { name: "013-practice", up: practice.up },
  { name: "014-schedule", up: schedule.up },
  { name: "015-returns", up: returns.up },
  { name: "016-conductor", up: conductor.up },
  { name: "017-capture", up: capture.up },
  { name: "018-room", up: room.up },
  { name: "019-gate", up: gate.up },
  { name: "020-papers", up: papers.up },
  { name: "021-after", up: after.up },
  { name: "022-file", up: file.up },
  { name: "023-proved", up: proved.up },
  { name: "024-name-word", up: nameWord.up },
  { name: "025-listed", up: listed.up },
  { name: "026-marker-handling", up: markerHandling.up },
  { name: "027-restricted-minutes", up: restrictedMinutes.up },
];

/** Brings the database up to date, each migration in its own transaction. Returns the names run. Throws when the file is newer than this program. */
export async function migrate(db: Db, migrations: readonly Migration[] = all): Promise<string[]> {
  await sql`create table if not exists migration (name text primary key, at text not null)`.execute(db);
  const { rows } = await sql<{ name: string }>`select name from migration order by name`.execute(db);
  const done = new Set(rows.map((row) => row.name));
  const unknown = [...done].filter((name) => !migrations.some((m) => m.name === name));
  if (unknown.length) throw new Error(`This database was made by a newer Panelroom (${unknown.join(", ")})`);
  const run: string[] = [];
  for (const { name, up } of migrations) {
    if (done.has(name)) continue;
    await transact(db, async (db) => {
      await up(db as unknown as Kysely<unknown>);
      await sql`insert into migration (name, at) values (${name}, ${new Date().toISOString()})`.execute(db);
    });
    run.push(name);
  }
  return run;
}
