import { type Db, fileOf } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import type { Who } from "../core/who.ts";
import { type Limits, seenEveryMs, sessionOf } from "./session.server.ts";

/** How long what was asked may be taken as true (ms): days begin, and memberships end, without anything being written. */
export const askAgainMs = 60_000;
const mostKnown = 20_000;

/**
 * The way to a number that is another one whenever anything was written, by whichever process, on which it rests who somebody is, what they
 * reach and what may still be written there: the tables that db/migrations/003-standing.ts watches.
 */
export function standingIn(db: Db): () => number {
  const asked = fileOf(db).prepare("select version from standing").pluck();
  return () => asked.get() as number;
}

/**
 * The same number, asked in turn: for a connection on which others may be reading just then, in a state of the database that is older than what
 * was written since.
 */
export const standingNow = async (db: Db): Promise<number> => Number((await db.selectFrom("standing").select("version").executeTakeFirstOrThrow()).version);

interface Known {
  who: Who;
  /** When they last proved who they are. */
  provedAt: string | null;
  seen: number;
  until: number;
  end: number;
}

/** Whose sessions these are, remembered as long as their standing is the same: a page asks for each request, an open line for each message, and thousands are open. */
export class Sessions {
  private readonly known = new Map<string, Known>();
  private standing = Number.NaN;

  constructor(private readonly limits: Limits) {}

  /** As `sessionOf`; `standing` is what `ask.db` sees of it now. `acted`: somebody did something, which keeps the session from running out. */
  async of(ask: Pick<Ask, "db" | "now">, standing: number, token: string, acted: boolean): Promise<Pick<Known, "who" | "provedAt"> | null> {
    if (standing !== this.standing || this.known.size > mostKnown) this.known.clear();
    this.standing = standing;
    const now = ask.now.getTime();
    const known = this.known.get(token);
    if (known && now < known.until && !(acted && now - known.seen > seenEveryMs)) return known;
    const session = await sessionOf(ask, token, this.limits, acted);
    // Somebody may have been told of a later standing meanwhile: this is not to be remembered under it.
    if (session && this.standing === standing) this.known.set(token, { ...session, until: Math.min(session.until, now + askAgainMs), end: session.until });
    return session;
  }

  /** As `whoseSession`. */
  async whose(ask: Pick<Ask, "db" | "now">, standing: number, token: string, acted = false): Promise<Who | null> {
    return (await this.of(ask, standing, token, acted))?.who ?? null;
  }

  /** Whether one of them should have run out by now, unless it was used meanwhile: said once of each, then it must be asked again. */
  someRanOut(now: number): boolean {
    let some = false;
    for (const [token, { end }] of this.known) if (now > end) some = this.known.delete(token);
    return some;
  }
}
