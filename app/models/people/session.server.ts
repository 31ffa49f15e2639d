import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { asked } from "#db/connect.server.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { NotAgreed, agree } from "../core/refuse.ts";
import type { Who } from "../core/who.ts";
import { lockMinutes } from "./lock.server.ts";
import { whyNotByPassword } from "./password-allowed.server.ts";
import { whoIs } from "./person.server.ts";
import { nobody } from "../core/who.ts";

/** What is kept of a session's token. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

let perAccount = new RateLimiterMemory({ points: 10, duration: 3600 });
let perAddress = new RateLimiterMemory({ points: 100, duration: 3600 });

/** Sets how many sign-ins an hour may fail for one account (ten times as many from one address). */
export function limitSignIn(triesPerHour: number): void {
  perAccount = new RateLimiterMemory({ points: triesPerHour, duration: 3600 });
  perAddress = new RateLimiterMemory({ points: triesPerHour * 10, duration: 3600 });
}

/** argon2id, 19 MiB, two passes (OWASP password storage). */
export const hashPassword = (password: string): Promise<string> => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });

// Verified when no such account exists, so that both answers take as long.
const decoy = hashPassword(randomBytes(16).toString("hex"));
const tooMany = "Too many tries. Wait an hour, or ask your administrator";
const wrong = "The e-mail address or password is not right";

/**
 * Takes a person's password. Returns the token of a session that is nobody's until the second factor is given (factor.server.ts).
 * Throws NotAgreed, in the same words for an unknown address and a wrong password, or when there were too many tries in the last hour.
 */
export async function signIn(ask: Ask, { email, password, address, agent = null }: { email: string; password: string; address: string; agent?: string | null }): Promise<string> {
  const account = email.trim().toLowerCase();
  const [one, all] = await Promise.all([perAccount.get(account), perAddress.get(address)]);
  if ((one && one.remainingPoints <= 0) || (all && all.remainingPoints <= 0)) throw new NotAgreed(tooMany);
  const person = await ask.db.selectFrom("person").select(["id", "password_hash", "agency_id"]).where("email", "=", account).where("ended_at", "is", null).executeTakeFirst();
  const right = await verify(person?.password_hash ?? (await decoy), password);
  if (!person || !right) {
    await Promise.all([perAccount.consume(account).catch(() => undefined), perAddress.consume(address).catch(() => undefined)]);
    await commit(ask, async (_, happened) => happened({ what: "sign-in refused", detail: person?.id ?? null }));
    throw new NotAgreed(wrong, "password");
  }
  // Said only to whoever knows the password.
  agree(await whyNotByPassword(ask, person.id), "password");
  const token = randomBytes(32).toString("base64url");
  await commit({ ...ask, who: { ...nobody, id: person.id, agencyId: person.agency_id } }, async (ask, happened) => {
    await ask.db.insertInto("session").values({ token_hash: tokenHash(token), person_id: person.id, created_at: ask.now.toISOString(), seen_at: ask.now.toISOString(), agent }).execute();
    happened({ what: "password accepted" });
  });
  return token;
}

/** Tries a password of an account, counted with its sign-ins. Throws NotAgreed beside `field` when it is wrong, or when there were too many tries in the last hour. */
export async function spendTry(account: string, isRight: () => Promise<boolean>, field: string, wrong: string): Promise<void> {
  const spent = await perAccount.get(account);
  if (spent && spent.remainingPoints <= 0) throw new NotAgreed(tooMany, field);
  if (await isRight()) return;
  await perAccount.consume(account).catch(() => undefined);
  throw new NotAgreed(wrong, field);
}

/** The tries of an account are forgotten once somebody is signed in whole: not by the password alone, or codes could be guessed for ever. */
export const forgetTries = (account: string): Promise<unknown> => perAccount.delete(account.trim().toLowerCase());

/** How often a session is marked as used (ms). */
export const seenEveryMs = 60_000;

export interface Limits {
  idleMinutes: number;
  hours: number;
}

/**
 * The person whose session this is, or null when it has ended, is too old, or is locked: by hand, or because nobody used it (lock.server.ts).
 * Marks the session as used, once a minute, unless nobody acted (`acted` false: an open page alone keeps no session alive).
 */
export async function whoseSession(ask: Pick<Ask, "db" | "now">, token: string, limits: Limits, acted = true): Promise<Who | null> {
  return (await sessionOf(ask, token, limits, acted))?.who ?? null;
}

const sessionBy = asked((db, { hash }: { hash: string }) => db.selectFrom("session").selectAll().where("token_hash", "=", hash).where("ended_at", "is", null).where("second_at", "is not", null));

/** The same, with when the session was last used, and until when it lasts unless it is used again (ms). */
export async function sessionOf(ask: Pick<Ask, "db" | "now">, token: string, limits: Limits, acted: boolean): Promise<{ who: Who; seen: number; until: number; provedAt: string | null } | null> {
  if (!token) return null;
  const [session] = await sessionBy(ask.db, { hash: tokenHash(token) });
  if (!session) return null;
  const now = ask.now.getTime();
  const seen = Date.parse(session.seen_at);
  const end = Date.parse(session.created_at) + limits.hours * 3_600_000;
  if (session.locked_at || now > end) return null;
  const idle = now > seen + limits.idleMinutes * 60_000 ? await lockMinutes(ask, session.person_id, limits) : limits.idleMinutes;
  const until = Math.min(seen + idle * 60_000, end);
  if (now > until) return null;
  const marks = acted && now - seen > seenEveryMs;
  if (marks) await ask.db.updateTable("session").set({ seen_at: ask.now.toISOString() }).where("token_hash", "=", session.token_hash).execute();
  const who = await whoIs(ask, session.person_id);
  return who && { who, seen: marks ? now : seen, until, provedAt: session.proved_at };
}

/** Ends the session of this token. */
export const signOut = (ask: Ask, token: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).execute();
    happened({ what: "signed out" });
  });
