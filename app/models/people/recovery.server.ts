import { createHash, randomInt } from "node:crypto";
import { type Ask, commit } from "../core/ask.server.ts";

// Ten codes for when a device is lost, each good once. Of each only its hash is kept.

const codesGiven = 10;
// No letters or digits that are taken for one another.
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const hashOf = (code: string): string => createHash("sha256").update(code.toLowerCase().replace(/[^a-z0-9]/g, "")).digest("hex");

/** New codes in place of those there were. Inside a commit. */
export async function newCodes(ask: Ask, personId: string): Promise<string[]> {
  const codes = Array.from({ length: codesGiven }, () => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")).join("-"));
  await ask.db.deleteFrom("recovery_code").where("person_id", "=", personId).execute();
  await ask.db.insertInto("recovery_code").values(codes.map((code) => ({ code_hash: hashOf(code), person_id: personId, made_at: ask.now.toISOString() }))).execute();
  return codes;
}

/** Makes new recovery codes in place of those there were. They are shown once. */
export const renewCodes = (ask: Ask): Promise<string[]> =>
  commit(ask, async (ask, happened) => {
    happened({ what: "recovery codes made" });
    return newCodes(ask, ask.who.id);
  });

/** How many codes the person has left. */
export async function codesLeft(ask: Pick<Ask, "db">, personId: string): Promise<number> {
  const { n } = await ask.db.selectFrom("recovery_code").select((eb) => eb.fn.countAll<number>().as("n")).where("person_id", "=", personId).where("used_at", "is", null).executeTakeFirstOrThrow();
  return Number(n);
}

/** Whether this is an unused code of theirs. */
export const isCode = async (ask: Ask, personId: string, code: string): Promise<boolean> =>
  (await ask.db.selectFrom("recovery_code").select("person_id").where("code_hash", "=", hashOf(code)).where("person_id", "=", personId).where("used_at", "is", null).executeTakeFirst()) !== undefined;

/** Uses a code up. False when another request has used it meanwhile. Inside a commit. */
export async function useCode(ask: Ask, personId: string, code: string): Promise<boolean> {
  const { numUpdatedRows } = await ask.db.updateTable("recovery_code").set({ used_at: ask.now.toISOString() }).where("code_hash", "=", hashOf(code)).where("person_id", "=", personId).where("used_at", "is", null).executeTakeFirst();
  return numUpdatedRows === 1n;
}
