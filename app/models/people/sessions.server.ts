import { type Ask, commit } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import { found } from "../core/refuse.ts";
import { type Limits, tokenHash } from "./session.server.ts";

/** One of a person's own sessions. Its id opens nothing: it is the beginning of what is kept of the token. */
export interface OwnSession {
  id: string;
  agent: string;
  since: Instant;
  seen: Instant;
  here: boolean;
  /** It opens nothing until the password is given again. */
  locked: boolean;
}

const idOf = (hash: string): string => hash.slice(0, 16);

async function open(ask: Ask, limits: Limits) {
  const rows = await ask.db.selectFrom("session").selectAll().where("person_id", "=", ask.who.id).where("ended_at", "is", null).where("second_at", "is not", null).orderBy("seen_at", "desc").execute();
  const now = ask.now.getTime();
  return rows.filter((row) => now <= Date.parse(row.created_at) + limits.hours * 3_600_000);
}

/** Where the person is signed in now, the last used first. */
export const ownSessions = async (ask: Ask, token: string, limits: Limits): Promise<OwnSession[]> =>
  (await open(ask, limits)).map((row) => ({ id: idOf(row.token_hash), agent: row.agent ?? "Not known", since: row.created_at, seen: row.seen_at, here: row.token_hash === tokenHash(token), locked: row.token_hash !== tokenHash(token) && (row.locked_at !== null || ask.now.getTime() > Date.parse(row.seen_at) + limits.idleMinutes * 60_000) }));

/** Ends one of the person's own sessions, or with null all but this one. Throws NotFound when it is not theirs. */
export const endOwnSession = (ask: Ask, token: string, limits: Limits, id: string | null): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const rows = await open(ask, limits);
    const ending = id === null ? rows.filter((row) => row.token_hash !== tokenHash(token)) : [found(rows.find((row) => idOf(row.token_hash) === id))];
    for (const row of ending) await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("token_hash", "=", row.token_hash).execute();
    if (ending.length) happened({ what: "session ended" });
  });
