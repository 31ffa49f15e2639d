import { randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { type Db, transact } from "#db/connect.server.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { nobody } from "../core/who.ts";
import { isSealed, seal, unseal } from "./seal.server.ts";

// An authenticator app: RFC 6238 with SHA-1, six digits, thirty seconds. Its key is sealed in the database.

const periodSeconds = 30;
const about = (personId: string): string => `totp ${personId}`;

const totpOf = (secret: string, label: string) => new TOTP({ issuer: "Panelroom", label, algorithm: "SHA1", digits: 6, period: periodSeconds, secret: Secret.fromBase32(secret) });

/** A new secret, 160 bits, as authenticator apps read it. */
export const newSecret = (): string => new Secret({ buffer: new Uint8Array(randomBytes(20)).buffer }).base32;

/** The code of a secret at a moment. */
export const codeOf = (secret: string, at: Date): string => totpOf(secret, "").generate({ timestamp: at.getTime() });

/** Seals the keys that stand in the database as they are: those of before there was a key, and of the demonstration. Returns how many. */
export const sealApps = (db: Db): Promise<number> =>
  transact(db, async (db) => {
    const plain = (await db.selectFrom("totp").select(["person_id", "secret"]).execute()).filter(({ secret }) => !isSealed(secret));
    for (const { person_id, secret } of plain) await db.updateTable("totp").set({ secret: seal(secret, about(person_id)) }).where("person_id", "=", person_id).execute();
    return plain.length;
  });

interface Whom {
  personId: string;
  email: string;
}

/** What an authenticator app is given to connect it: made once, and the same until it is confirmed; null when one is connected already. */
export async function toConnect(ask: Ask, { personId, email }: Whom): Promise<{ secret: string; uri: string } | null> {
  const row = await commit({ ...ask, who: { ...nobody, id: personId } }, async (ask) => {
    await ask.db.insertInto("totp").values({ person_id: personId, secret: seal(newSecret(), about(personId)), made_at: ask.now.toISOString() }).onConflict((on) => on.column("person_id").doNothing()).execute();
    return ask.db.selectFrom("totp").selectAll().where("person_id", "=", personId).executeTakeFirstOrThrow();
  });
  if (row.confirmed_at) return null;
  const secret = unseal(row.secret, about(personId));
  return { secret, uri: totpOf(secret, email).toString() };
}

/** The step of a code of the person's app, `confirmed` or still to be: when it is theirs, a step early or late at most, and newer than the last that was used; else null. */
export async function stepOfApp(ask: Ask, personId: string, code: string, confirmed = true): Promise<number | null> {
  const digits = code.replace(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return null;
  const row = await ask.db.selectFrom("totp").selectAll().where("person_id", "=", personId).where("confirmed_at", confirmed ? "is not" : "is", null).executeTakeFirst();
  const delta = row ? totpOf(unseal(row.secret, about(personId)), "").validate({ token: digits, timestamp: ask.now.getTime(), window: 1 }) : null;
  if (!row || delta === null) return null;
  const step = Math.floor(ask.now.getTime() / 1000 / periodSeconds) + delta;
  return step > row.last_step ? step : null;
}

/** Uses a step up. False when another request has used it, or a later one, meanwhile. Inside a commit. */
export async function useStep(ask: Ask, personId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await ask.db.updateTable("totp").set({ last_step: step }).where("person_id", "=", personId).where("last_step", "<", step).executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Confirms the person's app with a step of its first code. False when it was confirmed meanwhile. Inside a commit. */
export async function confirmApp(ask: Ask, personId: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await ask.db.updateTable("totp").set({ confirmed_at: ask.now.toISOString(), last_step: step }).where("person_id", "=", personId).where("confirmed_at", "is", null).executeTakeFirst();
  return numUpdatedRows === 1n;
}
