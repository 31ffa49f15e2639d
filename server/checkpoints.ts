import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Logger } from "pino";
import { type Checkpoint, checkpointOf } from "#app/models/core/chain.server.ts";
import { type Db, transact } from "#db/connect.server.ts";
import type { Settings } from "./settings.ts";

const everyMs = 60_000;
const lookEveryMs = 5000;
/** So many new rows are not left uncovered for the whole minute. */
const mostRows = 1000;

/** Where the key that signs stands, unless it is said otherwise: beside the database, which is better than none and not where it belongs. */
export const keyFileOf = ({ AUDIT_KEY_FILE, DATABASE_FILE }: Pick<Settings, "AUDIT_KEY_FILE" | "DATABASE_FILE">): string => AUDIT_KEY_FILE ?? `${DATABASE_FILE}.audit-key.pem`;
export const checkpointsFileOf = ({ AUDIT_CHECKPOINTS_FILE, DATABASE_FILE }: Pick<Settings, "AUDIT_CHECKPOINTS_FILE" | "DATABASE_FILE">): string => AUDIT_CHECKPOINTS_FILE ?? `${DATABASE_FILE}.audit-checkpoints.jsonl`;

/** The key that signs checkpoints, and approved minutes; made, with its public half beside it, when there is none. */
export function keyIn(file: string): KeyObject {
  if (existsSync(file)) return createPrivateKey(readFileSync(file));
  const { privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(file, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  writeFileSync(`${file}.pub`, createPublicKey(privateKey).export({ type: "spki", format: "pem" }));
  return privateKey;
}

/**
 * Signs how far the audit has come, every minute and every thousand rows, and sends that out: to a file, to the log (and with it to whatever
 * collects the log), and to an address when one is set. Kept here too, for the page of the audit.
 */
export function openCheckpoints(db: Db, settings: Settings, log: Logger, clock: () => Date): { close: () => Promise<void> } {
  const key = keyIn(keyFileOf(settings));
  const file = checkpointsFileOf(settings);
  let sent = 0;
  let sentAt = clock().getTime();
  const go = async (atOnce: boolean): Promise<void> => {
    const last = await db.selectFrom("audit").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
    const due = atOnce || clock().getTime() - sentAt >= everyMs || (last?.seq ?? 0) - sent >= mostRows;
    if (!last || last.seq === sent || !due) return;
    const point = checkpointOf(key, last, clock());
    appendFileSync(file, `${JSON.stringify(point)}\n`, { mode: 0o600 });
    log.info({ checkpoint: point }, "audit checkpoint");
    await transact(db, async (db) => void (await db.insertInto("audit_checkpoint").values(point).execute()));
    [sent, sentAt] = [last.seq, clock().getTime()];
    if (settings.AUDIT_WEBHOOK) await send(settings.AUDIT_WEBHOOK, point).catch((error: Error) => log.error({ error: error.name }, "audit checkpoint not sent"));
  };
  let going: Promise<void> = Promise.resolve();
  const next = (atOnce: boolean) => {
    going = going.then(() => go(atOnce)).catch((error: Error) => log.error({ error: error.name }, "audit checkpoint failed"));
    return going;
  };
  const timer = setInterval(() => void next(false), lookEveryMs);
  timer.unref();
  return {
    close: async () => {
      clearInterval(timer);
      await next(true);
    },
  };
}

const send = async (to: string, point: Checkpoint): Promise<void> => {
  const answer = await fetch(to, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(point), redirect: "error", signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
};
