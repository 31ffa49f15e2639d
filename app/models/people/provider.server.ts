import { administering } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { agencyToAdminister } from "./agency.server.ts";
import { type Factor, factors } from "./factor.ts";
import { type EmailClaim, type SignInForm, whyNotSignIn } from "./provider.ts";
import { seal, unseal } from "./seal.server.ts";
import type { Site } from "./site.ts";

export const about = (agencyId: string): string => `provider ${agencyId}`;

/** How an agency's people sign in. Never with the provider's secret. For administrators. */
export async function signInToAdminister(ask: Ask, agencyId: string) {
  administering(ask.who);
  const agency = found(await ask.db.selectFrom("agency").select(["id", "name", "allows_app", "allows_passkey", "allows_password"]).where("id", "=", agencyId).executeTakeFirst());
  const provider = await ask.db.selectFrom("provider").select(["issuer", "client_id", "email_claim", "trusts_second"]).where("agency_id", "=", agencyId).executeTakeFirst();
  const allowed: Factor[] = [...(agency.allows_app ? (["app"] as const) : []), ...(agency.allows_passkey ? (["passkey"] as const) : [])];
  return { id: agency.id, name: agency.name, factors: allowed, allowsPassword: agency.allows_password === 1, provider: provider ?? null };
}

/**
 * Sets how an agency's people sign in. What is switched off ends the sessions that were opened with it. Throws NotAgreed beside the field.
 */
export const setSignIn = (ask: Ask, agencyId: string, form: SignInForm, site: Site): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const agency = await agencyToAdminister(ask, agencyId);
    const before = await signInToAdminister(ask, agency.id);
    // A secret was given for one client of one provider: it is not sent to another.
    const same = before.provider?.issuer === form.issuer && before.provider?.client_id === form.clientId;
    const not = whyNotSignIn(form, { hasSecret: same, site });
    if (not) throw new NotAgreed(not.why, not.field);
    await ask.db.updateTable("agency").set({ allows_app: form.factors.includes("app") ? 1 : 0, allows_passkey: form.factors.includes("passkey") ? 1 : 0, allows_password: form.allowsPassword ? 1 : 0 }).where("id", "=", agency.id).execute();
    if (form.issuer) {
      const secret = form.clientSecret ? seal(form.clientSecret, about(agency.id)) : (await ask.db.selectFrom("provider").select("client_secret").where("agency_id", "=", agency.id).executeTakeFirstOrThrow()).client_secret;
      const row = { issuer: form.issuer, client_id: form.clientId!, client_secret: secret, email_claim: form.emailClaim, trusts_second: form.trustsSecond ? 1 : 0, set_at: ask.now.toISOString(), set_by_id: ask.who.id };
      await ask.db.insertInto("provider").values({ agency_id: agency.id, ...row }).onConflict((on) => on.column("agency_id").doUpdateSet(row)).execute();
    } else await ask.db.deleteFrom("provider").where("agency_id", "=", agency.id).execute();
    const off: string[] = factors.filter((factor) => before.factors.includes(factor) && !form.factors.includes(factor));
    if (before.provider?.trusts_second && (!form.trustsSecond || before.provider.issuer !== form.issuer)) off.push("provider");
    await endSessionsBy(ask, agency.id, off);
    happened({ what: "agency sign-in changed", detail: agency.id });
  });

/** Ends the sessions of an agency's people whose second factor was one of these. Those of before it was written down were opened with the app, or a code in its place. */
async function endSessionsBy(ask: Ask, agencyId: string, off: string[]): Promise<void> {
  if (!off.length) return;
  const theirs = ask.db.selectFrom("person").select("id").where("agency_id", "=", agencyId);
  await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("ended_at", "is", null).where("person_id", "in", theirs)
    .where((eb) => eb.or([eb("second_by", "in", off), ...(off.includes("app") ? [eb("second_by", "is", null)] : [])])).execute();
}

/** The agencies whose people may sign in through a provider of theirs, by name: for everybody to see. */
export const agenciesWithProvider = (ask: Pick<Ask, "db">): Promise<{ id: string; name: string }[]> =>
  ask.db.selectFrom("provider").innerJoin("agency", "agency.id", "provider.agency_id").select(["agency.id", "agency.name"]).where("agency.ended_at", "is", null).orderBy("agency.name").execute();

/** The provider of the person's agency, to sign in again with; null when it has none. */
export const providerOf = async (ask: Pick<Ask, "db">, personId: string): Promise<{ id: string; name: string } | null> =>
  (await ask.db.selectFrom("provider").innerJoin("agency", "agency.id", "provider.agency_id").innerJoin("person", "person.agency_id", "agency.id").select(["agency.id", "agency.name"]).where("person.id", "=", personId).executeTakeFirst()) ?? null;

/** The same, where its second factor is taken as ours: by it the person may prove again who acts. */
export const provingProviderOf = async (ask: Ask): Promise<{ id: string; name: string } | null> =>
  (await ask.db.selectFrom("provider").innerJoin("agency", "agency.id", "provider.agency_id").select(["agency.id", "agency.name"]).where("agency.id", "=", ask.who.agencyId).where("provider.trusts_second", "=", 1).executeTakeFirst()) ?? null;

export interface Provider {
  agencyId: string;
  agencyName: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
  emailClaim: EmailClaim;
  trustsSecond: boolean;
}

/** An agency's provider, with its secret opened. Throws NotFound when it has none. */
export async function providerIn(ask: Pick<Ask, "db">, agencyId: string): Promise<Provider> {
  const row = found(await ask.db.selectFrom("provider").innerJoin("agency", "agency.id", "provider.agency_id").selectAll("provider").select("agency.name").where("provider.agency_id", "=", agencyId).where("agency.ended_at", "is", null).executeTakeFirst());
  return { agencyId, agencyName: row.name, issuer: row.issuer, clientId: row.client_id, clientSecret: unseal(row.client_secret, about(agencyId)), emailClaim: row.email_claim as EmailClaim, trustsSecond: row.trusts_second === 1 };
}
