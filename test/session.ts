import { randomBytes } from "node:crypto";
import { keepToken } from "#app/cookie.server.ts";
import { tokenHash } from "#app/models/people/session.server.ts";
import type { Db } from "#db/connect.server.ts";

/** The row of a session in which both factors were given. */
export const sessionRow = (token: string, person_id: string, at: string) => ({ token_hash: tokenHash(token), person_id, created_at: at, seen_at: at, second_at: at, proved_at: at });

/** A session of that person, as if they had signed in with both factors. Returns its token. */
export async function sessionOf(db: Db, personId: string, at: Date = new Date()): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db.insertInto("session").values(sessionRow(token, personId, at.toISOString())).execute();
  return token;
}

/** The Cookie header of a token. */
export const cookieWith = async (token: string): Promise<string> => (await keepToken(token, false)).split(";")[0]!;
