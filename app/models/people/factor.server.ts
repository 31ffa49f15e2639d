import { createHash, randomBytes, randomInt } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { administering } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { nobody } from "./person.server.ts";
import { forgetTries, spendTry, tokenHash } from "./session.server.ts";

// The second factor (reliability.md §4.11): a code of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds), or one of ten recovery
// codes, each good once. Nothing opens to a session that has not given one.

const periodSeconds = 30;
const codesGiven = 10;
// No letters or digits that are taken for one another.
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

const totpOf = (secret: string, label: string) => new TOTP({ issuer: "Panelroom", label, algorithm: "SHA1", digits: 6, period: periodSeconds, secret: Secret.fromBase32(secret) });
const hashOf = (code: string): string => createHash("sha256").update(code.toLowerCase().replace(/[^a-z0-9]/g, "")).digest("hex");

/** A new secret, 160 bits, as authenticator apps read it. */
export const newSecret = (): string => new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32;

/** The code of a secret at an instant: what an authenticator app shows. */
export const codeOf = (secret: string, at: Date): string => totpOf(secret, "").generate({ timestamp: at.getTime() });

/** Somebody who has given their password, and not yet the second factor. */
export interface Half {
  personId: string;
  name: string;
  email: string;
  /** They have an authenticator app; else they are about to connect one. */
  enrolled: boolean;
}

/** For how long a password alone waits for the second factor (minutes). */
const waitsMinutes = 15;

/** Whose session this is while the second factor is still to be given; null when it is none such. */
export async function halfSession(ask: Pick<Ask, "db" | "now">, token: string): Promise<Half | null> {
  if (!token) return null;
  const row = await ask.db.selectFrom("session").innerJoin("person", "person.id", "session.person_id").leftJoin("totp", "totp.person_id", "person.id").select(["session.created_at", "person.id", "person.name", "person.email", "totp.confirmed_at"])
    .where("session.token_hash", "=", tokenHash(token)).where("session.ended_at", "is", null).where("session.second_at", "is", null).where("person.ended_at", "is", null).executeTakeFirst();
  if (!row || ask.now.getTime() > Date.parse(row.created_at) + waitsMinutes * 60_000) return null;
  return { personId: row.id, name: row.name, email: row.email, enrolled: row.confirmed_at !== null };
}

/** What an authenticator app is given to connect it: made once, and the same until it is confirmed; null when one is connected already. */
export async function toConnect(ask: Ask, half: Half): Promise<{ secret: string; uri: string } | null> {
  const row = await commit({ ...ask, who: { ...nobody, id: half.personId } }, async (ask) => {
    await ask.db.insertInto("totp").values({ person_id: half.personId, secret: newSecret(), made_at: ask.now.toISOString() }).onConflict((on) => on.column("person_id").doNothing()).execute();
    return ask.db.selectFrom("totp").selectAll().where("person_id", "=", half.personId).executeTakeFirstOrThrow();
  });
  return row.confirmed_at ? null : { secret: row.secret, uri: totpOf(row.secret, half.email).toString() };
}

const wrong = "This code is not right, or was used already. Wait for the next one";

/** The code's step when it is one of this secret's, a step early or late at most, and newer than the last that was used; else null. */
function stepOf(row: { secret: string; last_step: number }, code: string, now: Date): number | null {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totpOf(row.secret, "").validate({ token: digits, timestamp: now.getTime(), window: 1 });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / periodSeconds) + delta;
  return step > row.last_step ? step : null;
}

/** Confirms an authenticator app with its first code, and signs in. Returns the session's new token, and the recovery codes: shown once. Throws NotAgreed beside the field. */
export async function connectApp(ask: Ask, half: Half, token: string, code: string): Promise<{ token: string; codes: string[] }> {
  const row = await ask.db.selectFrom("totp").selectAll().where("person_id", "=", half.personId).where("confirmed_at", "is", null).executeTakeFirst();
  if (!row) throw new NotAgreed("You have connected an authenticator app already", "oneTimeCode");
  await spendTry(half.email, async () => stepOf(row, code, ask.now) !== null, "oneTimeCode", wrong);
  await forgetTries(half.email);
  return commit({ ...ask, who: { ...nobody, id: half.personId } }, async (ask, happened) => {
    await ask.db.updateTable("totp").set({ confirmed_at: ask.now.toISOString(), last_step: stepOf(row, code, ask.now)! }).where("person_id", "=", half.personId).execute();
    const codes = await newCodes(ask, half.personId);
    happened({ what: "second factor connected" });
    return { token: await complete(ask, token), codes };
  });
}

async function newCodes(ask: Ask, personId: string): Promise<string[]> {
  const codes = Array.from({ length: codesGiven }, () => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")).join("-"));
  await ask.db.deleteFrom("recovery_code").where("person_id", "=", personId).execute();
  await ask.db.insertInto("recovery_code").values(codes.map((code) => ({ code_hash: hashOf(code), person_id: personId, made_at: ask.now.toISOString() }))).execute();
  return codes;
}

/** The session goes on under another token: whoever saw the first has nothing. Inside a commit. */
async function complete(ask: Ask, token: string): Promise<string> {
  const next = randomBytes(32).toString("base64url");
  const at = ask.now.toISOString();
  const { numUpdatedRows } = await ask.db.updateTable("session").set({ token_hash: tokenHash(next), second_at: at, proved_at: at, seen_at: at }).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new NotAgreed("This sign-in has ended. Sign in again", "oneTimeCode");
  return next;
}

/** Uses a code up: the app's, or a recovery code. Inside a commit. Throws NotAgreed when another request has used it meanwhile. */
async function use(ask: Ask, personId: string, code: string): Promise<"app" | "recovery"> {
  const totp = await ask.db.selectFrom("totp").selectAll().where("person_id", "=", personId).where("confirmed_at", "is not", null).executeTakeFirst();
  const step = totp ? stepOf(totp, code, ask.now) : null;
  if (step !== null) {
    await ask.db.updateTable("totp").set({ last_step: step }).where("person_id", "=", personId).execute();
    return "app";
  }
  const { numUpdatedRows } = await ask.db.updateTable("recovery_code").set({ used_at: ask.now.toISOString() }).where("code_hash", "=", hashOf(code)).where("person_id", "=", personId).where("used_at", "is", null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new NotAgreed(wrong, "oneTimeCode");
  return "recovery";
}

async function isRight(ask: Ask, personId: string, code: string): Promise<boolean> {
  const totp = await ask.db.selectFrom("totp").selectAll().where("person_id", "=", personId).where("confirmed_at", "is not", null).executeTakeFirst();
  if (totp && stepOf(totp, code, ask.now) !== null) return true;
  return (await ask.db.selectFrom("recovery_code").select("person_id").where("code_hash", "=", hashOf(code)).where("person_id", "=", personId).where("used_at", "is", null).executeTakeFirst()) !== undefined;
}

/** Gives the second factor. Returns the session's new token. Throws NotAgreed beside the field, also when there were too many tries in the last hour. */
export async function giveSecond(ask: Ask, half: Half, token: string, code: string): Promise<string> {
  await spendTry(half.email, () => isRight(ask, half.personId, code), "oneTimeCode", wrong);
  await forgetTries(half.email);
  return commit({ ...ask, who: { ...nobody, id: half.personId } }, async (ask, happened) => {
    const how = await use(ask, half.personId, code);
    happened({ what: "signed in", detail: how });
    return complete(ask, token);
  });
}

/** How long it stays proved who acts (minutes): after that it is asked again before what weighs (reliability.md §4.11). */
export const provedMinutes = 5;

/** Whether it must be asked again who acts. */
export const mustProve = (provedAt: string | null, now: Date): boolean => provedAt === null || now.getTime() - Date.parse(provedAt) > provedMinutes * 60_000;

/** Proves again who acts, when the last proof is too old; a code that is given although it need not be is not used up. Throws NotAgreed beside the field `proof`. */
export async function prove(ask: Ask, token: string, provedAt: string | null, code: string | null): Promise<void> {
  if (!mustProve(provedAt, ask.now)) return;
  if (!code) throw new NotAgreed("Enter the code that your authenticator app shows, to prove that it is you", "proof");
  await spendTry(ask.who.email, () => isRight(ask, ask.who.id, code), "proof", wrong);
  await commit(ask, async (ask, happened) => {
    await use(ask, ask.who.id, code);
    await ask.db.updateTable("session").set({ proved_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).execute();
    happened({ what: "proved again" });
  });
}

/** How many recovery codes are left, and when the app was connected. */
export async function factorOf(ask: Ask): Promise<{ since: string | null; codesLeft: number }> {
  const totp = await ask.db.selectFrom("totp").select("confirmed_at").where("person_id", "=", ask.who.id).executeTakeFirst();
  const { n } = await ask.db.selectFrom("recovery_code").select((eb) => eb.fn.countAll<number>().as("n")).where("person_id", "=", ask.who.id).where("used_at", "is", null).executeTakeFirstOrThrow();
  return { since: totp?.confirmed_at ?? null, codesLeft: Number(n) };
}

/** Makes new recovery codes in place of those there were. They are shown once. */
export const renewCodes = (ask: Ask): Promise<string[]> =>
  commit(ask, async (ask, happened) => {
    happened({ what: "recovery codes made" });
    return newCodes(ask, ask.who.id);
  });

/** Takes somebody's authenticator app away, for whoever has lost it and every recovery code: they connect another when they next sign in. Ends their sessions. For administrators, never for themselves. */
export const resetFactor = (ask: Ask, personId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    const person = found(await ask.db.selectFrom("person").select(["id", "ended_at"]).where("id", "=", personId).executeTakeFirst());
    if (person.ended_at) throw new NotAgreed("This person has left");
    if (person.id === ask.who.id) throw new NotAgreed("Another administrator must do this for you");
    await ask.db.deleteFrom("totp").where("person_id", "=", person.id).execute();
    await ask.db.deleteFrom("recovery_code").where("person_id", "=", person.id).execute();
    await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("person_id", "=", person.id).where("ended_at", "is", null).execute();
    happened({ what: "second factor reset", detail: person.id });
  });
