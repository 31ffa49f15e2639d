import type { Ask } from "../core/ask.server.ts";
import type { Factor, Held } from "./factor.ts";

/** What the person has connected, and what their agency lets them use. */
export async function heldBy(ask: Pick<Ask, "db">, personId: string): Promise<Omit<Held, "mayConnect">> {
  const app = await ask.db.selectFrom("totp").select("person_id").where("person_id", "=", personId).where("confirmed_at", "is not", null).executeTakeFirst();
  const passkey = await ask.db.selectFrom("passkey").select("id").where("person_id", "=", personId).limit(1).executeTakeFirst();
  const agency = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["allows_app", "allows_passkey"]).where("person.id", "=", personId).executeTakeFirst();
  const which = (one: boolean, other: boolean): Factor[] => [...(one ? (["app"] as const) : []), ...(other ? (["passkey"] as const) : [])];
  return { has: which(Boolean(app), Boolean(passkey)), allowed: which(agency?.allows_app === 1, agency?.allows_passkey === 1) };
}
