import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { sealApps } from "#app/models/people/authenticator.server.ts";
import { about } from "#app/models/people/provider.server.ts";
import { isSealed, sealWith, unseal } from "#app/models/people/seal.server.ts";
import type { Db } from "#db/connect.server.ts";
import type { Settings } from "./settings.ts";

/** Where the key of what is sealed in the database stands, unless it is said otherwise: beside it, which is better than none and not where it belongs. */
export const secretsKeyFileOf = ({ SECRETS_KEY_FILE, DATABASE_FILE }: Pick<Settings, "SECRETS_KEY_FILE" | "DATABASE_FILE">): string => SECRETS_KEY_FILE ?? `${DATABASE_FILE}.secrets-key`;

/**
 * Reads the key, made at the first start, and seals with it what still stands in the database as it is. Throws when the key is missing or
 * another than the one that was used: with a new one nobody's authenticator app would be known any more.
 */
export async function readySecrets(db: Db, settings: Pick<Settings, "SECRETS_KEY_FILE" | "DATABASE_FILE">): Promise<number> {
  const file = secretsKeyFileOf(settings);
  const apps = (await db.selectFrom("totp").select(["person_id", "secret"]).execute()).map(({ person_id, secret }) => ({ secret, about: `totp ${person_id}` }));
  const providers = (await db.selectFrom("provider").select(["agency_id", "client_secret"]).execute()).map(({ agency_id, client_secret }) => ({ secret: client_secret, about: about(agency_id) }));
  const one = [...apps, ...providers].find(({ secret }) => isSealed(secret));
  if (!existsSync(file)) {
    if (one) throw new Error(`The key for the secrets in the database is not there: put ${file} back, or say in SECRETS_KEY_FILE where it is`);
    writeFileSync(file, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" });
  }
  sealWith(Buffer.from(readFileSync(file, "utf8").trim(), "base64url"));
  try {
    if (one) unseal(one.secret, one.about);
  } catch {
    throw new Error(`The key in ${file} is not the one with which the secrets in the database were sealed`);
  }
  return sealApps(db);
}
