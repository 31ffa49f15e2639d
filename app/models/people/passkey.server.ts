import { createHash } from "node:crypto";
import type { AuthenticationResponseJSON, AuthenticatorTransport, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { challengeMinutes, mostPasskeys, whyNotRemove } from "./factor.ts";
import { heldBy } from "./held.server.ts";
import { nobody } from "../core/who.ts";
import { tokenHash } from "./session.server.ts";
import type { Site } from "./site.ts";

// Passkeys (WebAuthn): the device, or a key ring, signs what we ask, for this site alone, once the person has shown it a finger, a face or a
// PIN. The library is read where it is used: only pages need it.

const library = () => import("@simplewebauthn/server");
const list = (transports: string) => transports.split(",").filter(Boolean) as AuthenticatorTransport[];

/** What a browser is given to make a passkey, or to sign with one: its challenge is this session's alone, and the newest one alone is good. */
export async function passkeyOptions(ask: Ask, whom: { personId: string; name: string; email: string }, token: string, purpose: "make" | "sign", site: Site): Promise<PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions, generateRegistrationOptions } = await library();
  const rows = await ask.db.selectFrom("passkey").select(["credential_id as id", "transports"]).where("person_id", "=", whom.personId).execute();
  const known = rows.map(({ id, transports }) => ({ id, transports: list(transports) }));
  const timeout = challengeMinutes * 60_000;
  const options = purpose === "sign"
    ? await generateAuthenticationOptions({ rpID: site.host, allowCredentials: known, userVerification: "required", timeout })
    : await generateRegistrationOptions({
        rpName: "Panelroom", rpID: site.host, userName: whom.email, userDisplayName: whom.name, userID: new Uint8Array(createHash("sha256").update(`panelroom ${whom.personId}`).digest()),
        excludeCredentials: known, attestationType: "none", timeout, authenticatorSelection: { userVerification: "required", residentKey: "preferred" },
      });
  await commit(ask, async (ask) => {
    await ask.db.updateTable("session").set({ challenge: options.challenge, challenge_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).execute();
  });
  return options;
}

/** The session's challenge, which is good no more from then on; null when there is none, or it is too old. */
const takeChallenge = (ask: Ask, token: string): Promise<string | null> =>
  commit(ask, async (ask) => {
    const row = await ask.db.selectFrom("session").select(["challenge", "challenge_at"]).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).executeTakeFirst();
    if (!row?.challenge || !row.challenge_at) return null;
    await ask.db.updateTable("session").set({ challenge: null, challenge_at: null }).where("token_hash", "=", tokenHash(token)).execute();
    return ask.now.getTime() - Date.parse(row.challenge_at) > challengeMinutes * 60_000 ? null : row.challenge;
  });

/** What a browser sent, as it is: the library looks at each part of it. */
function read<T>(sent: string): T | null {
  try {
    const parsed = JSON.parse(sent) as unknown;
    return parsed && typeof parsed === "object" ? (parsed as T) : null;
  } catch {
    return null;
  }
}

export interface Signed {
  passkeyId: string;
  /** What the counter was, and what it is now. */
  from: number;
  to: number;
}

/** Looks at what a passkey signed: for this session's challenge, at this site, by a passkey of this person. Null when any of it is not so. The challenge is used up either way. */
export async function readSigned(ask: Ask, personId: string, token: string, sent: string, site: Site): Promise<Signed | null> {
  const expectedChallenge = await takeChallenge(ask, token);
  const response = read<AuthenticationResponseJSON>(sent);
  if (!expectedChallenge || !response) return null;
  const row = await ask.db.selectFrom("passkey").selectAll().where("credential_id", "=", String(response.id)).where("person_id", "=", personId).executeTakeFirst();
  if (!row) return null;
  const { verifyAuthenticationResponse } = await library();
  const credential = { id: row.credential_id, publicKey: new Uint8Array(Buffer.from(row.public_key, "base64url")), counter: row.counter, transports: list(row.transports) };
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({ response, expectedChallenge, expectedOrigin: site.origin, expectedRPID: site.host, requireUserVerification: true, credential });
    return verified ? { passkeyId: row.id, from: row.counter, to: authenticationInfo.newCounter } : null;
  } catch (error) {
    // A device that counts backwards is two devices: somebody has made a copy.
    if (error instanceof Error && /counter/i.test(error.message)) await commit({ ...ask, who: { ...nobody, id: personId } }, async (_, happened) => happened({ what: "sign-in refused", detail: `passkey counter ${row.id}` }));
    return null;
  }
}

/** Keeps the new counter. False when another request has used or removed the passkey meanwhile. Inside a commit. */
export async function useSigned(ask: Ask, { passkeyId, from, to }: Signed): Promise<boolean> {
  const { numUpdatedRows } = await ask.db.updateTable("passkey").set({ counter: to, used_at: ask.now.toISOString() }).where("id", "=", passkeyId).where("counter", "=", from).executeTakeFirst();
  return numUpdatedRows === 1n;
}

export interface Made {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string;
}

/** Looks at a new passkey that a browser made for this session's challenge at this site. Throws NotAgreed when it is not good. */
export async function readMade(ask: Ask, token: string, sent: string, site: Site): Promise<Made> {
  if (!sent) throw new NotAgreed("Making a passkey needs scripts, which are switched off in this browser");
  const expectedChallenge = await takeChallenge(ask, token);
  const response = read<RegistrationResponseJSON>(sent);
  const { verifyRegistrationResponse } = await library();
  const answer = expectedChallenge && response ? await verifyRegistrationResponse({ response, expectedChallenge, expectedOrigin: site.origin, expectedRPID: site.host, requireUserVerification: true }).catch(() => null) : null;
  if (!answer?.verified) throw new NotAgreed("The passkey was not added. Try again");
  const { credential } = answer.registrationInfo;
  return { credentialId: credential.id, publicKey: Buffer.from(credential.publicKey).toString("base64url"), counter: credential.counter, transports: (credential.transports ?? []).join(",") };
}

/** Keeps a new passkey. Inside a commit. Throws NotAgreed when there are too many, or somebody has it. */
export async function keepPasskey(ask: Ask, personId: string, name: string, made: Made): Promise<string> {
  const rows = await ask.db.selectFrom("passkey").select("id").where("person_id", "=", personId).execute();
  if (rows.length >= mostPasskeys) throw new NotAgreed(`You have ${mostPasskeys} passkeys. Remove one first`);
  if (await ask.db.selectFrom("passkey").select("id").where("credential_id", "=", made.credentialId).executeTakeFirst()) throw new NotAgreed("This passkey has been added already");
  const id = newId();
  await ask.db.insertInto("passkey").values({ id, person_id: personId, credential_id: made.credentialId, public_key: made.publicKey, counter: made.counter, transports: made.transports, name, made_at: ask.now.toISOString() }).execute();
  return id;
}

/** Adds a passkey to one's own. Throws NotAgreed when one's agency does not allow them, or the browser's answer is not good. */
export async function addPasskey(ask: Ask, token: string, name: string, sent: string, site: Site): Promise<void> {
  if (!(await heldBy(ask, ask.who.id)).allowed.includes("passkey")) throw new NotAgreed("Your agency does not use passkeys");
  const made = await readMade(ask, token, sent, site);
  await commit(ask, async (ask, happened) => {
    happened({ what: "passkey added", detail: await keepPasskey(ask, ask.who.id, name, made) });
  });
}

export interface OwnPasskey {
  id: string;
  name: string;
  since: Instant;
  used: Instant | null;
  whyNotRemove: string | null;
}

/** The person's own passkeys, the oldest first, and whether they may have more. */
export async function ownPasskeys(ask: Ask): Promise<{ passkeys: OwnPasskey[]; allowed: boolean }> {
  const rows = await ask.db.selectFrom("passkey").select(["id", "name", "made_at", "used_at"]).where("person_id", "=", ask.who.id).orderBy("made_at").execute();
  const { has, allowed } = await heldBy(ask, ask.who.id);
  const why = whyNotRemove({ others: rows.length - 1, hasApp: has.includes("app"), allowed });
  return { passkeys: rows.map((row) => ({ id: row.id, name: row.name, since: row.made_at, used: row.used_at, whyNotRemove: why })), allowed: allowed.includes("passkey") };
}

/** One of the person's own. Throws NotFound when it is not theirs. */
export const ownPasskey = async (ask: Ask, id: string): Promise<OwnPasskey> => found((await ownPasskeys(ask)).passkeys.find((one) => one.id === id));

/** Removes one of the person's own passkeys, and ends the sessions that were opened with it, but for that of `token`. Throws NotAgreed when nothing would be left to sign in with. */
export const removePasskey = (ask: Ask, token: string, id: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const passkey = await ownPasskey(ask, id);
    if (passkey.whyNotRemove) throw new NotAgreed(passkey.whyNotRemove);
    await ask.db.deleteFrom("passkey").where("id", "=", id).execute();
    await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("passkey_id", "=", id).where("ended_at", "is", null).where("token_hash", "<>", tokenHash(token)).execute();
    happened({ what: "passkey removed", detail: id });
  });
