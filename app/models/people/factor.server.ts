import { randomBytes } from "node:crypto";
import { administering } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { confirmApp, stepOfApp, useStep } from "./authenticator.server.ts";
import { type Factor, nextOf, provedMinutes } from "./factor.ts";
import { heldBy } from "./held.server.ts";
import { keepPasskey, readMade, readSigned, useSigned } from "./passkey.server.ts";
import { nobody } from "../core/who.ts";
import { codesLeft, isCode, newCodes, useCode } from "./recovery.server.ts";
import { forgetTries, spendTry, tokenHash } from "./session.server.ts";
import type { Site } from "./site.ts";

export { codeOf } from "./authenticator.server.ts";

// The second factor (reliability.md §4.11): a code of an authenticator app, what a passkey signs, or one of ten recovery codes. Nothing opens
// to a session that has not given one.

/** Somebody who has given their password, and not yet the second factor. */
export interface Half {
  personId: string;
  name: string;
  email: string;
  /** They have something to give; else they are about to connect it. */
  enrolled: boolean;
  /** What they may give, and what their agency lets them connect. */
  gives: Factor[];
  allowed: Factor[];
  /** What they have is allowed no more: given once, it lets them connect something else. */
  giveToConnect: boolean;
}

/** For how long a password alone waits for the second factor (minutes). */
const waitsMinutes = 15;

/** Whose session this is while the second factor is still to be given; null when it is none such. */
export async function halfSession(ask: Pick<Ask, "db" | "now">, token: string): Promise<Half | null> {
  if (!token) return null;
  const row = await ask.db.selectFrom("session").innerJoin("person", "person.id", "session.person_id").select(["session.created_at", "session.may_connect_at", "person.id", "person.name", "person.email"])
    .where("session.token_hash", "=", tokenHash(token)).where("session.ended_at", "is", null).where("session.second_at", "is", null).where("person.ended_at", "is", null).executeTakeFirst();
  if (!row || ask.now.getTime() > Date.parse(row.created_at) + waitsMinutes * 60_000) return null;
  const held = await heldBy(ask, row.id);
  const { next, gives } = nextOf({ ...held, mayConnect: row.may_connect_at !== null });
  return { personId: row.id, name: row.name, email: row.email, enrolled: next !== "connect", gives, allowed: held.allowed, giveToConnect: next === "give what is no longer allowed" };
}

const by = (ask: Ask, personId: string): Ask => ({ ...ask, who: { ...nobody, id: personId } });

/** What is given to prove who it is: a code, or what a passkey signed. */
export type Proof = { code: string } | { passkey: string };

/** A proof that was looked at and is good, to be used up in the commit of what it opens. */
interface Good {
  how: "app" | "recovery" | "passkey";
  passkeyId: string | null;
  /** False when another request has used it meanwhile. */
  use: (ask: Ask) => Promise<boolean>;
}

async function look(ask: Ask, personId: string, gives: Factor[], proof: Proof, token: string, site: Site): Promise<Good | null> {
  if ("passkey" in proof) {
    const signed = gives.includes("passkey") ? await readSigned(ask, personId, token, proof.passkey, site) : null;
    return signed && { how: "passkey", passkeyId: signed.passkeyId, use: (ask) => useSigned(ask, signed) };
  }
  const { code } = proof;
  const step = gives.includes("app") ? await stepOfApp(ask, personId, code) : null;
  if (step !== null) return { how: "app", passkeyId: null, use: (ask) => useStep(ask, personId, step) };
  return (await isCode(ask, personId, code)) ? { how: "recovery", passkeyId: null, use: (ask) => useCode(ask, personId, code) } : null;
}

const wrong = "This code is not right, or was used already. Wait for the next one";
const wrongPasskey = "The passkey was not accepted. Try again";

/** Looks at a proof; a code is counted with the account's tries, which somebody could guess. Throws NotAgreed beside `field` when it is not good. */
async function good(ask: Ask, whom: { personId: string; email: string }, gives: Factor[], proof: Proof, field: string, token: string, site: Site): Promise<Good> {
  let found: Good | null = null;
  const isGood = async () => (found = await look(ask, whom.personId, gives, proof, token, site)) !== null;
  if ("code" in proof) await spendTry(whom.email, isGood, field, wrong);
  else if (!(await isGood())) throw new NotAgreed(wrongPasskey);
  return found!;
}

const usedAlready = (): never => {
  throw new NotAgreed(wrong, "oneTimeCode");
};

/** The session goes on under another token: whoever saw the first has nothing. Inside a commit. */
export async function complete(ask: Ask, token: string, second_by: "app" | "recovery" | "passkey" | "provider", passkey_id: string | null = null): Promise<string> {
  const next = randomBytes(32).toString("base64url");
  const at = ask.now.toISOString();
  const { numUpdatedRows } = await ask.db.updateTable("session").set({ token_hash: tokenHash(next), second_at: at, proved_at: at, seen_at: at, second_by, passkey_id, challenge: null }).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new NotAgreed("This sign-in has ended. Sign in again", "oneTimeCode");
  return next;
}

/**
 * Gives the second factor. Returns the session's new token, or null where what was given is allowed no more and another is to be connected now.
 * Throws NotAgreed beside the field, also when there were too many tries in the last hour.
 */
export async function giveSecond(ask: Ask, half: Half, token: string, proof: Proof, site: Site): Promise<string | null> {
  const given = await good(ask, half, half.gives, proof, "oneTimeCode", token, site);
  await forgetTries(half.email);
  return commit(by(ask, half.personId), async (ask, happened) => {
    if (!(await given.use(ask))) usedAlready();
    if (half.giveToConnect) {
      await ask.db.updateTable("session").set({ may_connect_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).execute();
      happened({ what: "proved again", detail: given.how });
      return null;
    }
    happened({ what: "signed in", detail: given.how });
    return complete(ask, token, given.how, given.passkeyId);
  });
}

/** What a first factor brings: the session's new token, and recovery codes, shown once. */
export interface Connected {
  token: string;
  codes: string[];
}

/** Confirms an authenticator app with its first code, and signs in. Throws NotAgreed beside the field. */
export async function connectApp(ask: Ask, half: Half, token: string, code: string): Promise<Connected> {
  mayConnect(half, "app");
  if (!(await ask.db.selectFrom("totp").select("person_id").where("person_id", "=", half.personId).where("confirmed_at", "is", null).executeTakeFirst())) throw new NotAgreed("You have connected an authenticator app already", "oneTimeCode");
  let step: number | null = null;
  await spendTry(half.email, async () => (step = await stepOfApp(ask, half.personId, code, false)) !== null, "oneTimeCode", wrong);
  await forgetTries(half.email);
  return commit(by(ask, half.personId), async (ask, happened) => {
    if (!(await confirmApp(ask, half.personId, step!))) throw new NotAgreed("You have connected an authenticator app already", "oneTimeCode");
    happened({ what: "second factor connected", detail: "app" });
    return { codes: await newCodes(ask, half.personId), token: await complete(ask, token, "app") };
  });
}

/** Adds somebody's first passkey, and signs in. Throws NotAgreed when the browser's answer is not good. */
export async function connectPasskey(ask: Ask, half: Half, token: string, name: string, sent: string, site: Site): Promise<Connected> {
  mayConnect(half, "passkey");
  const made = await readMade(ask, token, sent, site);
  return commit(by(ask, half.personId), async (ask, happened) => {
    const id = await keepPasskey(ask, half.personId, name, made);
    happened({ what: "second factor connected", detail: "passkey" });
    return { codes: await newCodes(ask, half.personId), token: await complete(ask, token, "passkey", id) };
  });
}

function mayConnect(half: Half, factor: Factor): void {
  if (half.enrolled) throw new NotAgreed("You have connected a second factor already", factor === "app" ? "oneTimeCode" : undefined);
  if (!half.allowed.includes(factor)) throw new NotAgreed("Your agency does not use this");
}

/** Whether it must be asked again who acts. */
export const mustProve = (provedAt: string | null, now: Date): boolean => provedAt === null || now.getTime() - Date.parse(provedAt) > provedMinutes * 60_000;

/** By what the person may prove again who acts. */
export async function provesBy(ask: Ask): Promise<Factor[]> {
  const { has, allowed } = await heldBy(ask, ask.who.id);
  return has.filter((factor) => allowed.includes(factor));
}

/** Proves again who acts, when the last proof is too old; what is given although it need not be is not used up. Throws NotAgreed beside the field `proof`. */
export async function prove(ask: Ask, token: string, provedAt: string | null, proof: Proof | null, site: Site): Promise<void> {
  if (!mustProve(provedAt, ask.now)) return;
  const gives = await provesBy(ask);
  if (!proof) throw new NotAgreed(gives.includes("app") ? "Enter the code that your authenticator app shows, to prove that it is you" : "Prove that it is you", "proof");
  const given = await good(ask, { personId: ask.who.id, email: ask.who.email }, gives, proof, "proof", token, site);
  await commit(ask, async (ask, happened) => {
    if (!(await given.use(ask))) throw new NotAgreed(wrong, "proof");
    await ask.db.updateTable("session").set({ proved_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).execute();
    happened({ what: "proved again", detail: given.how });
  });
}

/** When the app was connected, how many passkeys there are, and how many recovery codes are left. */
export async function factorOf(ask: Ask): Promise<{ since: string | null; passkeys: number; codesLeft: number }> {
  const totp = await ask.db.selectFrom("totp").select("confirmed_at").where("person_id", "=", ask.who.id).executeTakeFirst();
  const { n } = await ask.db.selectFrom("passkey").select((eb) => eb.fn.countAll<number>().as("n")).where("person_id", "=", ask.who.id).executeTakeFirstOrThrow();
  return { since: totp?.confirmed_at ?? null, passkeys: Number(n), codesLeft: await codesLeft(ask, ask.who.id) };
}

/**
 * Takes away all that somebody has beside their password, for whoever has lost it: app, passkeys, recovery codes, and who they are at their
 * agency's provider. They connect anew when they next sign in. Ends their sessions. For administrators, never for themselves.
 */
export const resetFactor = (ask: Ask, personId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    const person = found(await ask.db.selectFrom("person").select(["id", "ended_at"]).where("id", "=", personId).executeTakeFirst());
    if (person.ended_at) throw new NotAgreed("This person has left");
    if (person.id === ask.who.id) throw new NotAgreed("Another administrator must do this for you");
    for (const table of ["totp", "recovery_code", "passkey", "provider_person"] as const) await ask.db.deleteFrom(table).where("person_id", "=", person.id).execute();
    await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("person_id", "=", person.id).where("ended_at", "is", null).execute();
    happened({ what: "second factor reset", detail: person.id });
  });
