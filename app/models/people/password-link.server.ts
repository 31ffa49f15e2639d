import { createHash, randomBytes } from "node:crypto";
import { administering } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { dayOf, type Instant, instantOf, addDays } from "../core/days.ts";
import { NotAgreed, agree, found } from "../core/refuse.ts";
import { addWorkdays } from "../core/workdays.ts";
import { whyNotPassword } from "./password.server.ts";
import { whyNoPassword } from "./password-allowed.server.ts";
import { nobody } from "../core/who.ts";
import { hashPassword, tokenHash } from "./session.server.ts";
import type { Site } from "./site.ts";

// A link by which somebody sets their own password, so that no administrator ever knows it: good once, for three working days. Of its token
// only the hash is kept. Opening it changes nothing, for those who read mail before its owner does; setting the password uses it up.

const workdays = 3;
const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
export const deadWords = "This link is not good, or not any more. Ask your administrator for another";

/** A new link's address, to be shown once, and until when it is good. */
export interface NewLink {
  address: string;
  until: Instant;
}

/** Makes a link for somebody, in place of any there was. Inside a commit. */
export async function newLink(ask: Ask, personId: string, site: Site): Promise<NewLink> {
  agree(await whyNoPassword(ask, personId));
  const token = randomBytes(32).toString("base64url");
  const until = instantOf(addDays(addWorkdays(dayOf(ask.now), workdays), 1), "00:00");
  await endLinks(ask, personId);
  await ask.db.insertInto("password_link").values({ token_hash: hashOf(token), person_id: personId, made_at: ask.now.toISOString(), made_by_id: ask.who.id, until_at: until }).execute();
  return { address: `${site.origin}/password-link?t=${token}`, until };
}

/** Links of somebody that were not used are good no more. Inside a commit. */
export const endLinks = (ask: Ask, personId: string) =>
  ask.db.updateTable("password_link").set({ ended_at: ask.now.toISOString() }).where("person_id", "=", personId).where("used_at", "is", null).where("ended_at", "is", null).execute();

/** Makes a link for somebody who is there already. Their old password and sessions go on until it is used. For administrators, never for themselves. */
export const makeLink = (ask: Ask, personId: string, site: Site): Promise<NewLink> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    const person = found(await ask.db.selectFrom("person").select(["id", "ended_at"]).where("id", "=", personId).executeTakeFirst());
    if (person.ended_at) throw new NotAgreed("This person has left");
    if (person.id === ask.who.id) throw new NotAgreed("Change your own password on your account's page");
    const link = await newLink(ask, person.id, site);
    happened({ what: "password link made", detail: person.id });
    return link;
  });

const row = (ask: Pick<Ask, "db">, token: string) =>
  ask.db.selectFrom("password_link").innerJoin("person", "person.id", "password_link.person_id").select(["person.id", "person.name", "person.email", "person.agency_id", "until_at", "used_at", "password_link.ended_at", "person.ended_at as left_at"]).where("token_hash", "=", hashOf(token)).executeTakeFirst();
const isGood = (link: NonNullable<Awaited<ReturnType<typeof row>>>, now: Date): boolean => !link.used_at && !link.ended_at && !link.left_at && now.toISOString() < link.until_at;

/** Whose link this is, while it is good; else null. Uses nothing up. */
export async function whoseLink(ask: Pick<Ask, "db" | "now">, token: string): Promise<{ name: string; email: string } | null> {
  const link = token ? await row(ask, token) : undefined;
  return link && isGood(link, ask.now) ? { name: link.name, email: link.email } : null;
}

/**
 * Sets the password of the link's owner, uses the link up and ends their sessions. Returns the token of a session that waits for the second
 * factor, to be given or connected. Throws NotAgreed beside the field.
 */
export async function setByLink(ask: Ask, token: string, { password, again }: { password: string; again: string }, agent: string): Promise<string> {
  const link = token ? await row(ask, token) : undefined;
  if (!link || !isGood(link, ask.now)) {
    await commit(ask, async (_, happened) => happened({ what: "password link refused", detail: link?.id ?? null }));
    throw new NotAgreed(deadWords);
  }
  const why = whyNotPassword(password, [link.email, link.name]);
  if (why) throw new NotAgreed(why, "password");
  if (again !== password) throw new NotAgreed("This is not what you typed above", "passwordAgain");
  const password_hash = await hashPassword(password);
  const session = randomBytes(32).toString("base64url");
  await commit({ ...ask, who: { ...nobody, id: link.id, agencyId: link.agency_id } }, async (ask, happened) => {
    const at = ask.now.toISOString();
    const { numUpdatedRows } = await ask.db.updateTable("password_link").set({ used_at: at }).where("token_hash", "=", hashOf(token)).where("used_at", "is", null).where("ended_at", "is", null).executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new NotAgreed(deadWords);
    agree(await whyNoPassword(ask, link.id));
    await ask.db.updateTable("person").set({ password_hash, must_change_password: 0 }).where("id", "=", link.id).where("ended_at", "is", null).execute();
    await ask.db.updateTable("session").set({ ended_at: at }).where("person_id", "=", link.id).where("ended_at", "is", null).execute();
    await ask.db.insertInto("session").values({ token_hash: tokenHash(session), person_id: link.id, created_at: at, seen_at: at, agent }).execute();
    happened({ what: "password link used" });
  });
  return session;
}
