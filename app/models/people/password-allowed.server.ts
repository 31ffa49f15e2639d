import type { Ask } from "../core/ask.server.ts";

/**
 * Why this person may not sign in with a password, or null. Administrators always may: a provider that is set up wrongly, or does not answer,
 * must not lock everybody out who could put it right.
 */
export async function whyNoPassword(ask: Pick<Ask, "db">, personId: string): Promise<string | null> {
  const row = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["agency.name", "agency.allows_password", "person.is_administrator"]).where("person.id", "=", personId).executeTakeFirst();
  return row && row.allows_password === 0 && row.is_administrator === 0 ? `${row.name} signs in with its own account, not with a password here` : null;
}
