import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { hashOf, isSignedBy } from "#app/models/core/signing.server.ts";
import { connect } from "#db/connect.server.ts";
import { keyFileOf } from "./checkpoints.ts";
import type { Settings } from "./settings.ts";

/**
 * `minutes-verify [--key FILE]`: of all approved minutes whether their words fit their hash, and their number, hash and instant the signature.
 * Needs the public half of the key that signs the audit. Numbers alone are said, nothing of what the minutes say. Returns whether all are whole.
 */
export async function verifyMinutes(settings: Settings, words: string[]): Promise<boolean> {
  const given = words[words.indexOf("--key") + 1 || words.length];
  const file = given ? (isAbsolute(given) ? given : resolve(process.env.INIT_CWD ?? process.cwd(), given)) : `${keyFileOf(settings)}.pub`;
  const key = createPublicKey(readFileSync(file, "utf8"));
  const db = connect(settings.DATABASE_FILE);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  let [whole, unsigned, faults] = [0, 0, 0];
  const rows = await db.selectFrom("minutes_version").select("id").where("state", "=", "agreed").orderBy("at").orderBy("version").execute();
  for (const { id } of rows) {
    const { number, hash, at, signature, content } = await db.selectFrom("minutes_version").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    const fault = (what: string) => {
      faults++;
      say(`NOT WHOLE: ${number ?? id} ${what}`);
    };
    if (hashOf(content) !== hash) fault("does not say what it said when it was approved");
    else if (!number || !signature) unsigned++;
    else if (!isSignedBy(key, { number, hash, at }, signature)) fault("is not signed by this key as it stands");
    else whole++;
  }
  await db.destroy();
  say(`${whole} approved minutes are whole and signed, ${unsigned} whole and from before minutes were signed`);
  if (!faults) say("Whole");
  return faults === 0;
}
