import SQLite from "better-sqlite3";
import { type Compilable, CompiledQuery, Kysely, SqliteDialect, sql } from "kysely";
import type { Tables } from "./tables.ts";

export type Db = Kysely<Tables>;

/**
 * Opens the SQLite file (made when missing) ready for use: WAL, FULL synchronous, foreign keys, `busyMs` of patience.
 * better-sqlite3 drops to NORMAL at the first write after WAL, whatever the pragma says, so FULL is set after WAL and
 * read back after a write. Throws when the file cannot be opened or would not be durable.
 */
export function connect(file: string, { busyMs = 3000 }: { busyMs?: number } = {}): Db {
  const sqlite = new SQLite(file, { timeout: busyMs });
  sqlite.pragma("journal_mode = WAL");
  sqlite.pragma("synchronous = FULL");
  sqlite.pragma("foreign_keys = ON");
  // What is withdrawn or folded is overwritten, not only unlinked.
  sqlite.pragma("secure_delete = ON");
  sqlite.pragma("cache_size = -32000");
  sqlite.pragma("temp_store = MEMORY");
  sqlite.exec("begin immediate; create table if not exists written_at_start (at text); drop table written_at_start; commit");
  sqlite.pragma("synchronous = FULL");
  assertDurable(sqlite);
  return connectionOf(sqlite);
}

/** A database in memory, which ends with its connection: the tables of another, and nothing in them. Nothing in it is checked against other tables. */
export function emptyLike(db: Db): Db {
  const sqlite = new SQLite(":memory:");
  const made = fileOf(db).prepare("select sql from sqlite_master where sql is not null and name not like 'sqlite%' order by type = 'trigger', type = 'index'").pluck().all() as string[];
  sqlite.pragma("foreign_keys = OFF");
  sqlite.exec(made.join(";\n"));
  return connectionOf(sqlite);
}

function connectionOf(sqlite: SQLite.Database): Db {
  const guard: Guard = { reading: false };
  const kept: Prepared = new Map();
  const db: Db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: { close: () => sqlite.close(), prepare: guarded((text) => prepareOnce(sqlite, kept, text), guard) } }) });
  prepared.set(db, kept);
  guards.set(db, guard);
  files.set(db, sqlite);
  return db;
}

const files = new WeakMap<Db, SQLite.Database>();

/** The file under a connection, for what must be done in one breath. Throws for a connection that `connect` did not open. */
export function fileOf(db: Db): SQLite.Database {
  const sqlite = files.get(db);
  if (!sqlite) throw new Error("Not a connection of connect()");
  return sqlite;
}

/**
 * Lets SQLite count what its tables hold, where that has changed much since it last did: without it, a query over hundreds of thousands
 * of rows may take the wrong index and a hundred times as long. A tenth of a second on a large file the first time, nothing when nothing
 * changed. It looks at ten thousand rows of an index: by four hundred it takes an index of six kinds for one of two hundred.
 */
export async function countTables(db: Db): Promise<void> {
  await sql`pragma analysis_limit = 10000`.execute(db);
  await sql`pragma optimize = 0x10002`.execute(db);
}

/**
 * Carries what was overwritten into the file and empties the write-ahead log, where pages lie as they were before. False when somebody
 * was reading or writing just then: to be tried again.
 */
export const forgetDeleted = (db: Db): Promise<boolean> =>
  db.connection().execute(async (connection) => {
    const [patience] = (await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection)).rows;
    // It holds up the thread while it waits for readers: a moment now, and again later, rather than seconds.
    await sql`pragma busy_timeout = 250`.execute(connection);
    try {
      const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection);
      return rows[0]?.busy === 0;
    } finally {
      await sql`pragma busy_timeout = ${sql.raw(String(patience?.timeout ?? 3000))}`.execute(connection);
    }
  });

/** `forgetDeleted`, now and, where somebody was reading, a little later: whoever deleted something need not wait for it. The hourly jobs do it again. */
export function forgetSoon(db: Db, pauses = [0, 500, 2000, 8000]): void {
  const [pause, ...later] = pauses;
  if (pause === undefined) return;
  setTimeout(() => {
    forgetDeleted(db).then((done) => done || forgetSoon(db, later), () => undefined);
  }, pause).unref();
}

const mostPrepared = 300;
const longestKept = 8000;

type Prepared = Map<string, SQLite.Statement>;
const prepared = new WeakMap<Db, Prepared>();

/** Prepares each statement once and keeps the latest few hundred: a page asks some fifty, nearly always the same. */
function prepareOnce(sqlite: SQLite.Database, kept: Prepared, text: string): SQLite.Statement {
  const known = kept.get(text);
  if (known && !known.busy) {
    kept.delete(text);
    kept.set(text, known);
    return known;
  }
  const statement = sqlite.prepare(text);
  if (text.length > longestKept) return statement;
  kept.set(text, statement);
  if (kept.size > mostPrepared) kept.delete(kept.keys().next().value!);
  return statement;
}

/** Prepares on a connection what another was asked, without asking it: the first who asks need not wait for that. */
export function prepareAs(db: Db, other: Db): void {
  for (const text of prepared.get(other)?.keys() ?? []) prepareOnce(fileOf(db), prepared.get(db)!, text);
}

/** Stands for a value while a question is made. */
class StandIn {
  constructor(readonly name: string) {}
}

/**
 * A question that is asked so often, or waited for by so many, that to put it into words each time would take longer than the answer: put into
 * words once, and asked with other values. `make` is called once, with something that stands for each value and may not be looked into.
 */
export function asked<Of extends object, Row>(make: (db: Db, of: Of) => Compilable<Row>): (db: Db, of: Of) => Promise<Row[]> {
  let made: CompiledQuery<Row> | undefined;
  return (db, of) => {
    made ??= make(db, standIns<Of>()).compile();
    return answered(db, made, of);
  };
}

/**
 * The same of a question that is put otherwise for each who asks (what they reach): put into words once for each `keyOf` them, which must hold all that
 * `make` looks into. The latest few hundred are kept.
 */
export function askedBy<By, Of extends object, Row>(keyOf: (by: By) => string, make: (by: By, of: Of) => Compilable<Row>): (db: Db, by: By, of: Of) => Promise<Row[]> {
  const made = new Map<string, CompiledQuery<Row>>();
  return (db, by, of) => {
    const key = keyOf(by);
    const known = made.get(key) ?? make(by, standIns<Of>()).compile();
    made.delete(key);
    made.set(key, known);
    if (made.size > mostPrepared) made.delete(made.keys().next().value!);
    return answered(db, known, of);
  };
}

const standIns = <Of>(): Of => new Proxy({}, { get: (_, name) => new StandIn(String(name)) }) as Of;

async function answered<Row>(db: Db, made: CompiledQuery<Row>, of: object): Promise<Row[]> {
  const parameters = made.parameters.map((value) => (value instanceof StandIn ? of[value.name as keyof typeof of] : value));
  return (await db.executeQuery<Row>({ ...made, parameters })).rows;
}

/** While a connection reads, what would write throws: SQLite itself would let a reading grow into a write, and hold the lock to its end. */
interface Guard {
  reading: boolean;
}
const guards = new WeakMap<Db, Guard>();

// Each statement is asked for anew whenever it runs, the prepared ones too.
const guarded = (prepare: (text: string) => SQLite.Statement, guard: Guard) => (text: string): SQLite.Statement => {
  const statement = prepare(text);
  if (guard.reading && !statement.readonly) throw new Error("Nothing is written while reading");
  return statement;
};

function assertDurable(sqlite: SQLite.Database): void {
  const synchronous = sqlite.pragma("synchronous", { simple: true });
  const mode = sqlite.pragma("journal_mode", { simple: true });
  const keys = sqlite.pragma("foreign_keys", { simple: true });
  if (synchronous !== 2 || mode !== "wal" || keys !== 1)
    throw new Error(`The database would not keep what it is given: synchronous ${synchronous}, journal ${mode}, foreign keys ${keys}`);
}

/** The disk did not keep what it was given, or gave back something else: a second try might call lost what is there, or there what is lost. */
export const isDiskFault = (error: unknown): boolean => String((error as { code?: unknown } | null)?.code ?? "").startsWith("SQLITE_IOERR");

let diskFailed = (_error: unknown): void => undefined;
/** Says what is done, in this thread, when the disk fails under a transaction. */
export function whenDiskFails(act: (error: unknown) => void): void {
  diskFailed = act;
}

/** Somebody else held the database for as long as one was patient: nothing was done, and it may be tried again. */
export const isHeld = (error: unknown): boolean => String((error as { code?: unknown } | null)?.code ?? "").startsWith("SQLITE_BUSY");

const inTransaction = new WeakSet<Db>();
const triesEveryMs = 2;

/**
 * Runs `work` in one transaction that holds the write lock from its start, so that no read can grow into a write that must fail.
 * Only SQL may be awaited inside, and only through the connection handed in. While somebody else holds the database it is tried again, as
 * long as the connection is patient (`busyMs`), and others read meanwhile: SQLite itself would hold the thread up, and look ten times a
 * second, which is too seldom where twenty people type.
 */
export async function transact<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (inTransaction.has(db)) return work(db);
  for (const from = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, triesEveryMs))) {
    let begun = false;
    let patience = 0;
    try {
      return await inOne(db, async (connection) => {
        patience = patienceOf(db);
        if (patience) setPatience(db, 0);
        try {
          await connection.executeQuery(begin);
        } finally {
          if (patience) setPatience(db, patience);
        }
        begun = true;
      }, work);
    } catch (error) {
      if (begun || !isHeld(error) || performance.now() - from >= patience) throw error;
    }
  }
}

function patienceOf(db: Db): number {
  const [sqlite, kept] = [files.get(db), prepared.get(db)];
  // Not plucked: whoever asks the same through kysely is given this statement.
  return sqlite && kept ? (prepareOnce(sqlite, kept, "pragma busy_timeout").get() as { timeout: number }).timeout : 0;
}
const setPatience = (db: Db, ms: number): void => void files.get(db)?.pragma(`busy_timeout = ${ms}`);

/** Runs `work` on one state of the database, whatever others write meanwhile, and keeps nobody from writing. A write inside throws. */
export async function snapshot<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  const guard = guards.get(db);
  if (inTransaction.has(db)) return work(db);
  return inOne(db, (connection) => connection.executeQuery(beginReading), async (connection) => {
    if (!guard) return work(connection);
    guard.reading = true;
    try {
      answersIn.set(connection, answersOf(db));
      return await work(connection);
    } finally {
      guard.reading = false;
    }
  });
}

type Answers = Map<string, Promise<unknown>>;
interface Known {
  state: string;
  answers: Answers;
  version: SQLite.Statement;
  written: SQLite.Statement;
}
const known = new WeakMap<Db, Known>();
const answersIn = new WeakMap<Db, Answers>();

function knownOf(db: Db): Known {
  const file = fileOf(db);
  const of = known.get(db) ?? { state: "", answers: new Map(), version: file.prepare("pragma data_version").pluck(), written: file.prepare("select total_changes()").pluck() };
  known.set(db, of);
  return of;
}

// Others' commits change the one, what this connection writes the other.
const stateOf = ({ version, written }: Known): string => `${version.get()} ${written.get()}`;

/** What was answered in the state of the database that a reading has just begun to see: nothing, when anybody has written since. */
function answersOf(db: Db): Answers {
  const of = knownOf(db);
  const state = stateOf(of);
  if (state !== of.state) Object.assign(of, { state, answers: new Map() });
  return of.answers;
}

/** `transact`, for what no answer of `once` rests on: they stand afterwards, unless somebody else wrote before. */
export async function transactBeside<T>(db: Db, work: (db: Db) => Promise<T>): Promise<T> {
  if (inTransaction.has(db)) return work(db);
  const of = knownOf(db);
  let [before, after] = ["", ""];
  const result = await transact(db, async (connection) => {
    before = stateOf(of);
    const result = await work(connection);
    // Taken before the commit: once the connection is free the next may have written by the time that this goes on.
    after = stateOf(of);
    return result;
  });
  if (of.state === before) of.state = after;
  return result;
}

/**
 * The same question, asked again in the same state of the database, is answered from memory: when a bell rings, 35 people read what is the
 * same for all of them. For questions alone whose answer depends on nothing but `key` (never on who asks), and whose answer nobody changes.
 * Outside of a `snapshot` it is asked each time.
 */
export function once<T>(db: Db, key: string, ask: () => Promise<T>): Promise<T> {
  const answers = answersIn.get(db);
  if (!answers) return ask();
  const before = answers.get(key) as Promise<T> | undefined;
  if (before) return before;
  const answer = ask();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  return answer;
}

const [begin, beginReading, end, undo] = ["begin immediate", "begin deferred", "commit", "rollback"].map((words) => CompiledQuery.raw(words)) as [CompiledQuery, CompiledQuery, CompiledQuery, CompiledQuery];

function inOne<T>(db: Db, begin: (connection: Db) => Promise<unknown>, work: (db: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await begin(connection);
    inTransaction.add(connection);
    try {
      const result = await work(connection);
      await connection.executeQuery(end);
      return result;
    } catch (error) {
      await connection.executeQuery(undo).catch(() => undefined);
      if (isDiskFault(error)) diskFailed(error);
      throw error;
    }
  });
}
