import { verify } from "@node-rs/argon2";
import { type Ask, commit } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { agree } from "../core/refuse.ts";
import { whyNoPassword } from "./password-allowed.server.ts";
import { nobody } from "../core/who.ts";
import { panelSettings } from "./panel.server.ts";
import { type Limits, spendTry, tokenHash } from "./session.server.ts";

// A session that nobody used for a while is locked (reliability.md §4.11): it opens nothing, and its lines are closed, until the password is
// given again. Nothing that stands on the page is lost by it.

/** Whose a locked session is. */
export interface Locked {
  personId: string;
  name: string;
  email: string;
}

/** After how many minutes without use this person's sessions lock: the general limit, or in a meeting that runs and whose page they have open the panel's own. */
export async function lockMinutes(ask: Pick<Ask, "db" | "now">, personId: string, limits: Limits): Promise<number> {
  const rows = await ask.db.selectFrom("meeting").select(["meeting.panel_id"]).distinct().where("meeting.status", "=", "live").where((eb) =>
    eb.exists(eb.selectFrom("news").select("news.id").where("news.person_id", "=", personId).where("news.what", "in", ["live meeting opened", "visit opened", "shared screen opened", "room opened"]).whereRef("news.meeting_id", "=", "meeting.id").whereRef("news.at", ">=", "meeting.started_at"))).execute();
  let longest = limits.idleMinutes;
  for (const { panel_id } of rows) longest = Math.max(longest, (await panelSettings(ask, panel_id, dayOf(ask.now))).lockMinutes);
  return longest;
}

/** Whose locked session this is; null when it is none, or has come to its end. */
export async function lockedSession(ask: Pick<Ask, "db" | "now">, token: string, limits: Limits): Promise<Locked | null> {
  if (!token) return null;
  const row = await ask.db.selectFrom("session").innerJoin("person", "person.id", "session.person_id").select(["session.created_at", "session.seen_at", "session.locked_at", "person.id", "person.name", "person.email"])
    .where("session.token_hash", "=", tokenHash(token)).where("session.ended_at", "is", null).where("session.second_at", "is not", null).where("person.ended_at", "is", null).executeTakeFirst();
  const now = ask.now.getTime();
  if (!row || now > Date.parse(row.created_at) + limits.hours * 3_600_000) return null;
  const idle = now > Date.parse(row.seen_at) + limits.idleMinutes * 60_000 && now > Date.parse(row.seen_at) + (await lockMinutes(ask, row.id, limits)) * 60_000;
  return row.locked_at || idle ? { personId: row.id, name: row.name, email: row.email } : null;
}

/** Locks the session of this token. */
export const lockSession = (ask: Ask, token: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    await ask.db.updateTable("session").set({ locked_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).where("locked_at", "is", null).execute();
    happened({ what: "session locked" });
  });

/** Opens it again with the password. Throws NotAgreed beside the field, also when there were too many tries in the last hour. */
export async function unlockSession(ask: Ask, locked: Locked, token: string, password: string): Promise<void> {
  const { password_hash } = await ask.db.selectFrom("person").select("password_hash").where("id", "=", locked.personId).executeTakeFirstOrThrow();
  await spendTry(locked.email, () => verify(password_hash, password), "password", "This is not your password");
  agree(await whyNoPassword(ask, locked.personId), "password");
  await commit({ ...ask, who: { ...nobody, id: locked.personId } }, async (ask, happened) => {
    await ask.db.updateTable("session").set({ locked_at: null, seen_at: ask.now.toISOString() }).where("token_hash", "=", tokenHash(token)).where("ended_at", "is", null).execute();
    happened({ what: "session unlocked" });
  });
}
