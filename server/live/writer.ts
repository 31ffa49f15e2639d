import { type Checked, type Foreign, Keeper, type Push, type Pushed } from "#app/models/meetings/keeper.server.ts";
import type { NotOpened, Opened, Opening } from "#app/models/meetings/opening.server.ts";
import { keepCopies } from "#app/models/meetings/log.server.ts";
import type { Sessions } from "#app/models/people/standing.server.ts";
import { type Db, fileOf, isDiskFault, isHeld, whenDiskFails } from "#db/connect.server.ts";
import { stopAtOnce } from "../stop.ts";

/** The one that takes changes into the log, as the live side sees it. What is asked is done one after the other, in order. */
export interface Writer {
  open: (opening: Opening) => Promise<Opened | NotOpened>;
  /** `foreign` comes before the answers. */
  push: (pushes: Push[]) => Promise<Pushed>;
  left: (grants: number[]) => Promise<void>;
  check: (grants: number[]) => Promise<Checked>;
  catchUp: (documentId: string) => Promise<Foreign[]>;
  note: (personId: string) => Promise<void>;
  /** What else the live side writes, on the log's connection: it waits for others' locks outside SQLite. */
  write: (work: (db: Db) => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** How long a change waits for somebody else's lock before it is answered *busy*, and how often it is tried (ms). */
const lockWaitMs = 1500;
const lockPauseMs = 1;
/** How long it goes on before whatever else waits has its turn (ms). */
const longestGoMs = 8;
const tidyEveryMs = 1000;
const mostDocuments = 1000;

/**
 * Opens the log for writing, on this thread and a connection of its own, which it closes in the end. To wake another thread for every change, and be woken by it, made
 * each dearer (docs/performance.md has both, measured); the line is free all the same: it is the pages that have a thread of their own,
 * and a lock is waited for outside.
 */
export function openWriter(db: Db, sessions: Sessions): Writer {
  keepCopies(mostDocuments);
  // Whoever was here when the process ended is not any more: only who has a document open counts as seeing what comes.
  fileOf(db).prepare("update document_client set left_at = ? where left_at is null").run(new Date().toISOString());
  fileOf(db).prepare("update presence set gone_at = ?, dropped = 1 where gone_at is null").run(new Date().toISOString());
  // Never waits inside SQLite from here on: everybody's line would.
  fileOf(db).pragma("busy_timeout = 0");
  const keeper = new Keeper(db, () => new Date(), sessions);
  whenDiskFails(stopAtOnce);
  let turn: Promise<unknown> = Promise.resolve();
  // Nothing here ever waits, so hundreds who ask at once would be served in one go, and nobody else heard meanwhile.
  let since = 0;
  const breathe = async (): Promise<void> => {
    if (since === 0) {
      since = performance.now();
      setImmediate(() => {
        since = 0;
      });
    } else if (performance.now() - since > longestGoMs) await new Promise(setImmediate);
  };
  /** When it is its turn; and again, for a while, as long as somebody else holds the database. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(async () => {
      await breathe();
      for (const from = performance.now(); ; await new Promise((resolve) => setTimeout(resolve, lockPauseMs))) {
        try {
          return await work();
        } catch (error) {
          if (!isHeld(error) || performance.now() - from > lockWaitMs) throw error;
        }
      }
    });
    turn = done.catch((error) => {
      if (isDiskFault(error)) stopAtOnce(error);
    });
    return done;
  };
  let isTidying = false;
  const tidying = setInterval(() => {
    if (!isTidying) inTurn(async () => {
      isTidying = true;
      await keeper.tidy();
    }).catch(() => undefined).finally(() => {
      isTidying = false;
    });
  }, tidyEveryMs);

  return {
    open: (opening) => inTurn(() => keeper.open(opening)),
    push: (pushes) => inTurn(() => keeper.push(pushes)),
    left: (grants) => inTurn(() => keeper.left(grants)),
    check: (grants) => inTurn(() => keeper.check(grants)),
    catchUp: (documentId) => inTurn(() => keeper.catchUp(documentId)),
    note: (personId) => inTurn(() => keeper.note(personId)),
    write: (work) => inTurn(() => work(db)),
    close: async () => {
      clearInterval(tidying);
      await turn;
      await db.destroy();
    },
  };
}
