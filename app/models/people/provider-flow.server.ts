import { createHash, randomBytes } from "node:crypto";
import type { Configuration } from "openid-client";
import { RateLimiterMemory } from "rate-limiter-flexible";
import { type Ask, commit } from "../core/ask.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { complete } from "./factor.server.ts";
import { nobody } from "../core/who.ts";
import { type Provider, providerIn } from "./provider.server.ts";
import { type Claims, emailIn, freshMinutes, isFresh, saysSecond } from "./provider.ts";
import { seal, unseal } from "./seal.server.ts";
import { hashPassword, tokenHash } from "./session.server.ts";
import type { Site } from "./site.ts";

// To an agency's provider and back: authorization code with PKCE, state and nonce. A flow is good once, for ten minutes, in the browser that
// began it. Who somebody is at the provider is its name for them (issuer and sub); the e-mail address counts once, to find them among their
// agency's people. Nobody is made by it.

/** What it is for: to sign in, to open a locked session, or to prove again who acts. */
export type Purpose = "sign in" | "unlock" | "prove";

interface Flow {
  nonce: string;
  verifier: string;
  purpose: Purpose;
  to: string;
}

const lastsMinutes = 10;
const answersWithinSeconds = 5;
const begun = new RateLimiterMemory({ points: 300, duration: 600 });
const hashOf = (state: string): string => createHash("sha256").update(state).digest("hex");
const about = (stateHash: string): string => `flow ${stateHash}`;

/** Where a provider sends people back to: one address for each agency, so that no provider's answer is taken for another's. */
export const answerAddress = (site: Site, agencyId: string): string => `${site.origin}/sign-in-with/${agencyId}/answer`;

async function configurationOf({ issuer, clientId, clientSecret, agencyName }: Provider): Promise<{ library: typeof import("openid-client"); configuration: Configuration }> {
  const library = await import("openid-client");
  const insecure = issuer.startsWith("http:") ? [library.allowInsecureRequests] : [];
  try {
    // The signature is looked at although the answer comes over the provider's own line.
    const configuration = await library.discovery(new URL(issuer), clientId, undefined, library.ClientSecretPost(clientSecret), { timeout: answersWithinSeconds, execute: [...insecure, library.enableNonRepudiationChecks] });
    return { library, configuration };
  } catch {
    throw new NotAgreed(`The sign-in of ${agencyName} does not answer. Try again later`);
  }
}

/** Begins: where the browser is sent, and the state that it keeps. Throws NotFound for an agency without a provider, NotAgreed when it does not answer. */
export async function beginAtProvider(ask: Ask, agencyId: string, { purpose, to, address }: { purpose: Purpose; to: string; address: string }, site: Site): Promise<{ location: string; state: string }> {
  const provider = await providerIn(ask, agencyId);
  await begun.consume(address).catch(() => {
    throw new NotAgreed("Too many tries. Wait some minutes");
  });
  const { library, configuration } = await configurationOf(provider);
  const flow: Flow = { nonce: library.randomNonce(), verifier: library.randomPKCECodeVerifier(), purpose, to };
  const state = library.randomState();
  const now: Record<string, string> = purpose === "sign in" ? (provider.trustsSecond ? { max_age: String(freshMinutes * 60) } : {}) : { prompt: "login", max_age: "0" };
  const location = library.buildAuthorizationUrl(configuration, {
    redirect_uri: answerAddress(site, agencyId), scope: "openid email profile", state, nonce: flow.nonce, code_challenge: await library.calculatePKCECodeChallenge(flow.verifier), code_challenge_method: "S256", ...now,
  });
  await commit(ask, async (ask) => {
    await ask.db.deleteFrom("provider_flow").where("made_at", "<", new Date(ask.now.getTime() - lastsMinutes * 60_000).toISOString()).execute();
    await ask.db.insertInto("provider_flow").values({ state_hash: hashOf(state), agency_id: agencyId, sealed: seal(JSON.stringify(flow), about(hashOf(state))), made_at: ask.now.toISOString() }).execute();
  });
  return { location: location.href, state };
}

/** The flow of this state, which is good no more from then on; null when there is none, it is another agency's, or too old. */
const takeFlow = (ask: Ask, agencyId: string, state: string): Promise<Flow | null> =>
  commit(ask, async (ask) => {
    const row = await ask.db.selectFrom("provider_flow").selectAll().where("state_hash", "=", hashOf(state)).where("agency_id", "=", agencyId).executeTakeFirst();
    if (!row) return null;
    await ask.db.deleteFrom("provider_flow").where("state_hash", "=", row.state_hash).execute();
    return ask.now.getTime() - Date.parse(row.made_at) > lastsMinutes * 60_000 ? null : (JSON.parse(unseal(row.sealed, about(row.state_hash))) as Flow);
  });

export interface Answered {
  purpose: Purpose;
  to: string;
  person: { id: string; agencyId: string };
  claims: Claims;
  provider: Provider;
}

/**
 * Looks at what came back in `url`, in a browser that keeps `state`, and says who it is. Throws NotAgreed in words for the person; why exactly
 * stands in the audit, as a code.
 */
export async function answerOfProvider(ask: Ask, agencyId: string, url: URL, state: string, site: Site): Promise<Answered> {
  const provider = await providerIn(ask, agencyId);
  const refuse = async (code: string, words: string): Promise<never> => {
    await commit(ask, async (_, happened) => happened({ what: "sign-in refused", detail: `${agencyId} ${code}` }));
    throw new NotAgreed(words);
  };
  const again = "This sign-in has run out, or was begun in another window. Start again";
  const flow = state && url.searchParams.get("state") === state ? await takeFlow(ask, agencyId, state) : null;
  if (!flow) return refuse("state", again);
  const { library, configuration } = await configurationOf(provider);
  const at = new URL(answerAddress(site, agencyId));
  at.search = url.search;
  const claims = await library.authorizationCodeGrant(configuration, at, { expectedState: state, expectedNonce: flow.nonce, pkceCodeVerifier: flow.verifier, idTokenExpected: true }).then(
    (tokens) => tokens.claims() as Claims | undefined,
    (error: { name?: string; code?: string; error?: string }) =>
      error.name === "AuthorizationResponseError" ? refuse(`provider ${String(error.error).replace(/[^a-z_]/g, "").slice(0, 40)}`, `${provider.agencyName} did not let you in. Ask its IT service`) : refuse(String(error.code ?? error.name ?? "error").slice(0, 60), `What the sign-in of ${provider.agencyName} answered was not right. Start again; if it happens again, tell your administrator`),
  );
  const personId = claims ? await whoseAccount(ask, provider, claims) : null;
  if (!claims || !personId) return refuse("unknown", `Panelroom does not know this account as one of ${provider.agencyName}'s people. Ask your administrator`);
  return { purpose: flow.purpose, to: flow.to, person: { id: personId, agencyId }, claims, provider };
}

/** Whose account this is, of the agency's people now: as it was tied, or by a verified e-mail address, which ties it. Null for everybody else. */
const whoseAccount = (ask: Ask, { issuer, agencyId, emailClaim }: Provider, claims: Claims): Promise<string | null> =>
  commit(ask, async (ask, happened) => {
    const sub = String(claims.sub);
    const ofAgency = ask.db.selectFrom("person").select("person.id").where("person.agency_id", "=", agencyId).where("person.ended_at", "is", null);
    const tied = await ask.db.selectFrom("provider_person").select("person_id").where("issuer", "=", issuer).where("sub", "=", sub).executeTakeFirst();
    if (tied) return (await ofAgency.where("person.id", "=", tied.person_id).executeTakeFirst())?.id ?? null;
    const email = emailIn(claims, { issuer, emailClaim });
    const person = email ? await ofAgency.where("person.email", "=", email).executeTakeFirst() : undefined;
    // Somebody who is tied to another account there stays so: an address that was given to somebody else opens nothing.
    if (!person || (await ask.db.selectFrom("provider_person").select("sub").where("issuer", "=", issuer).where("person_id", "=", person.id).executeTakeFirst())) return null;
    await ask.db.insertInto("provider_person").values({ issuer, sub, person_id: person.id, made_at: ask.now.toISOString() }).execute();
    happened({ what: "account at provider known", detail: person.id });
    return person.id;
  });

/** Signs the person in: whole, where the provider's second factor is taken as ours and it says that it took one; else ours is asked. Returns the session's token, and whether it is whole. */
export async function signInByProvider(ask: Ask, { person, claims, provider }: Answered, agent: string): Promise<{ token: string; whole: boolean }> {
  const token = randomBytes(32).toString("base64url");
  // A password that somebody else set, and that was never changed, opens nothing after this.
  const unknowable = await hashPassword(randomBytes(32).toString("base64url"));
  return commit({ ...ask, who: { ...nobody, ...person } }, async (ask, happened) => {
    await ask.db.updateTable("person").set({ password_hash: unknowable, must_change_password: 0 }).where("id", "=", person.id).where("must_change_password", "=", 1).execute();
    const at = ask.now.toISOString();
    await ask.db.insertInto("session").values({ token_hash: tokenHash(token), person_id: person.id, created_at: at, seen_at: at, agent }).execute();
    if (!provider.trustsSecond || !saysSecond(claims, ask.now)) {
      happened({ what: "provider accepted" });
      return { token, whole: false };
    }
    happened({ what: "signed in", detail: "provider" });
    return { token: await complete(ask, token, "provider"), whole: true };
  });
}

/** Opens this locked session again. Throws NotAgreed when somebody else, or nobody just now, signed in at the provider. */
export async function unlockByProvider(ask: Ask, { person, claims }: Answered, personId: string, token: string): Promise<void> {
  if (person.id !== personId) throw new NotAgreed("This is somebody else's account. Sign out first");
  if (!isFresh(claims, ask.now)) throw new NotAgreed("The provider does not say that you signed in just now. Sign out, and sign in again");
  await commit({ ...ask, who: { ...nobody, ...person } }, async (ask, happened) => {
    await ask.db.updateTable("session").set({ locked_at: null, seen_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).where("person_id", "=", person.id).where("ended_at", "is", null).execute();
    happened({ what: "session unlocked", detail: "provider" });
  });
}

/** Proves again who acts, where the provider's second factor is taken as ours. Throws NotAgreed when it is not, or somebody else signed in there. */
export async function proveByProvider(ask: Ask, { person, claims, provider }: Answered, token: string): Promise<void> {
  if (person.id !== ask.who.id) throw new NotAgreed("This is somebody else's account");
  if (!provider.trustsSecond || !saysSecond(claims, ask.now)) throw new NotAgreed("The provider does not say that it took a second factor just now");
  await commit(ask, async (ask, happened) => {
    await ask.db.updateTable("session").set({ proved_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).execute();
    happened({ what: "proved again", detail: "provider" });
  });
}
