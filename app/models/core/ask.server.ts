import { randomUUID } from "node:crypto";
import { asked, type Db, snapshot, transact, transactBeside } from "#db/connect.server.ts";
import { chain } from "./chain.server.ts";
import type { Happening } from "./news.ts";
import type { Who } from "./who.ts";

/** Who asks, on which connection, and what time it is. */
export interface Ask {
  who: Who;
  db: Db;
  now: Date;
}

export type Happened = (happening: Happening) => void;
export type Told = Happening & { id: string; at: string; personId: string };

const listeners = new Set<(told: Told[]) => void>();
const pending = new WeakMap<Db, Happening[]>();

/** Calls `listener` after each commit with what happened in it. Returns the way to stop. */
export function listen(listener: (told: Told[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * The one way to write: `work` runs in one transaction together with its news rows, listeners hear after the commit.
 * Inside, only SQL is awaited, and only through the inner ask. A commit within a commit joins it.
 */
export async function commit<T>(ask: Ask, work: (ask: Ask, happened: Happened) => Promise<T>): Promise<T> {
  const outer = pending.get(ask.db);
  if (outer) return work(ask, (happening) => outer.push(happening));
  let told: Told[] = [];
  const result = await transact(ask.db, async (db) => {
    const happenings: Happening[] = [];
    pending.set(db, happenings);
    const result = await work({ ...ask, db }, (happening) => happenings.push(happening));
    told = await writeDown(db, [{ ask, happenings }]);
    return result;
  });
  if (told.length) hear(told);
  return result;
}

interface ToWrite {
  ask: Pick<Ask, "who" | "now">;
  happenings: readonly Happening[];
}

const addNews = asked((db, row: ReturnType<typeof newsRow>) =>
  db.insertInto("news").values({ id: row.id, at: row.at, what: row.what, person_id: row.person_id, agency_id: row.agency_id, panel_id: row.panel_id, meeting_id: row.meeting_id, item_id: row.item_id, subject_id: row.subject_id, action_id: row.action_id, detail: row.detail }));

/** Writes what happened as news, at the end of the chain. Inside a transaction. Returns what the listeners are told. */
async function writeDown(db: Db, all: readonly ToWrite[]): Promise<Told[]> {
  const told: Told[] = [];
  const rows = all.flatMap(({ ask, happenings }) => happenings.map((happening) => {
    const one = { ...happening, id: newsId(ask.now), at: ask.now.toISOString(), personId: ask.who.id };
    told.push(one);
    return newsRow(one, ask.who);
  }));
  for (const row of rows) await addNews(db, row);
  if (rows.length) await chain(db, rows);
  return told;
}

/** For how long what several have read is gathered into one commit (ms): each commit costs a sync of the disk, and the other thread its answers. */
const gatherMs = 10;
const waiting = new WeakMap<Db, (ToWrite & { done: () => void; failed: (error: unknown) => void })[]>();

/**
 * Writes down what was read. Those who read at the same time, as a room does when the bell rings, share one commit, and each waits for it.
 * Rejects when it could not be written.
 */
function noteRead(ask: Ask, happenings: readonly Happening[]): Promise<void> {
  return new Promise((done, failed) => {
    const before = waiting.get(ask.db);
    if (before) return void before.push({ ask, happenings, done, failed });
    const all = [{ ask, happenings, done, failed }];
    waiting.set(ask.db, all);
    const write = () => {
      waiting.delete(ask.db);
      transactBeside(ask.db, (db) => writeDown(db, all)).then((told) => {
        hear(told);
        for (const one of all) one.done();
      }, (error) => {
        for (const one of all) one.failed(error);
      });
    };
    setImmediate(() => (all.length < 2 ? write() : setTimeout(write, gatherMs)));
  });
}

/**
 * The one way to read what is noted as read: `work` runs on one state of the database and holds nobody's writing up; a write inside throws.
 * What happened is then written as news, and only when it is does the reader get the answer: no audit, no data. Within a commit it joins it.
 */
export async function look<T>(ask: Ask, work: (ask: Ask, happened: Happened) => Promise<T>): Promise<T> {
  const outer = pending.get(ask.db);
  if (outer) return work(ask, (happening) => outer.push(happening));
  const happenings: Happening[] = [];
  const result = await snapshot(ask.db, (db) => {
    pending.set(db, happenings);
    return work({ ...ask, db }, (happening) => happenings.push(happening));
  });
  if (happenings.length) await noteRead(ask, happenings);
  return result;
}

/**
 * Whether `work` would be refused, before it is done: throws what it throws. Nothing of it is noted, so nothing that it read may be shown by what it
 * returns, but words that say what would be done.
 */
export const foresee = <T>(ask: Ask, work: (ask: Ask) => Promise<T>): Promise<T> =>
  snapshot(ask.db, (db) => {
    pending.set(db, []);
    return work({ ...ask, db });
  });

/** Tells the listeners of this thread what was committed, also when another thread of the process committed it. */
export function hear(told: Told[]): void {
  for (const listener of listeners) listener(told);
}

const newsRow = (told: Told, who: Who) => ({
  id: told.id,
  at: told.at,
  what: told.what,
  person_id: who.id || null,
  agency_id: who.agencyId || null,
  panel_id: told.panelId ?? null,
  meeting_id: told.meetingId ?? null,
  item_id: told.itemId ?? null,
  subject_id: told.subjectId ?? null,
  action_id: told.actionId ?? null,
  detail: told.detail ?? null,
});

/** A new id for a row. */
export const newId = (): string => randomUUID();

let count = 0;
// Sorts in the order of writing, also within one millisecond.
const newsId = (now: Date): string => `${now.getTime().toString(36).padStart(9, "0")}-${(count = (count + 1) % 60_466_176).toString(36).padStart(5, "0")}-${randomUUID().slice(0, 8)}`;
