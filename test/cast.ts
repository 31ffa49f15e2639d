import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ask, newId } from "#app/models/core/ask.server.ts";
import { type Day, instantOf } from "#app/models/core/days.ts";
import { found, NotAgreed } from "#app/models/core/refuse.ts";
import { writableDocument } from "#app/models/meetings/document.server.ts";
import { sealApps } from "#app/models/people/authenticator.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { sealWith } from "#app/models/people/seal.server.ts";
import { connect, type Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { migrate } from "#db/migrate.server.ts";

/** The people of the tests: those of the demonstration's partnership, by their id. */
export type Person = "amira" | "gareth" | "ruth" | "dan" | "chloe" | "priya" | "owen" | "mairead" | "helen" | "tomasz" | "beth" | "iqbal" | "josie" | "admin" | "audit" | "wilma" | "ewan";

/** A Tuesday, 10:00 in London: the day of the tests that do not care. */
export const today: Day = "2026-11-24";
export const now = new Date(instantOf(today, "10:00"));

/** With what the secrets of the tests' databases are sealed. */
const key = randomBytes(32);

export interface Stage {
  db: Db;
  file: string;
  /** That person's ask, read afresh. */
  as: (person: Person, at?: Date) => Promise<Ask>;
  close: () => Promise<void>;
}

/** A real database file with the partnership and its two panels in it, and nobody on any list. */
export async function stage(at: Date = now): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-"));
  const file = join(folder, "test.sqlite");
  const db = connect(file);
  await migrate(db);
  await fillPartnership(db, at);
  sealWith(key);
  await sealApps(db);
  return {
    db,
    file,
    as: async (person, when = at) => ({ db, now: when, who: found(await whoIs({ db, now: when }, person)) }),
    close: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export { newId };

/** What became of an act: "done", the field or the reason that was not agreed to, or what kind of refusal it was. */
export const refused = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "done", (error) => (error instanceof NotAgreed ? (error.field ?? error.reason) : error.constructor.name));

/** What somebody may do with a document: write it, read it, why it is closed; null when it is not there for them. */
export async function opening(s: Stage, person: Person, id: string): Promise<string | null> {
  const document = await writableDocument(await s.as(person), id);
  return document && (document.closed ?? (document.mayWrite ? "writes" : "reads"));
}
