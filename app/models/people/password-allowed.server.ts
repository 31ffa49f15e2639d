import type { Ask } from "../core/ask.server.ts";
import { heldBy } from "./held.server.ts";

/**
 * Why this person may not sign in with a password, or null. Administrators always may: a provider that is set up wrongly, or does not answer,
 * must not lock everybody out who could put it right.
 */
export async function whyNoPassword(ask: Pick<Ask, "db">, personId: string): Promise<string | null> {
  const row = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["agency.name", "agency.allows_password", "person.is_administrator"]).where("person.id", "=", personId).executeTakeFirst();
  return row && row.allows_password === 0 && row.is_administrator === 0 ? `${row.name} signs in with its own account, not with a password here` : null;
}

/**
 * Why a password does not begin this person's sign-in, or null. Whose second factor is the provider's and who has none here would otherwise
 * have one connected by whoever knows the password.
 */
export async function whyNotByPassword(ask: Pick<Ask, "db">, personId: string): Promise<string | null> {
  const why = await whyNoPassword(ask, personId);
  if (why || (await heldBy(ask, personId)).has.length) return why;
  const tied = await ask.db.selectFrom("provider_person").innerJoin("person", "person.id", "provider_person.person_id").innerJoin("provider", (join) => join.onRef("provider.agency_id", "=", "person.agency_id").onRef("provider.issuer", "=", "provider_person.issuer"))
    .innerJoin("agency", "agency.id", "person.agency_id").select("agency.name").where("person.id", "=", personId).where("provider.trusts_second", "=", 1).where("person.is_administrator", "=", 0).executeTakeFirst();
  return tied ? `You have no second factor here: sign in with the account of ${tied.name}` : null;
}
