import { randomInt } from "node:crypto";
import { verify } from "@node-rs/argon2";
import { type Ask, commit } from "../core/ask.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { whyNotPassword } from "./password.server.ts";
import { hashPassword, spendTry, tokenHash } from "./session.server.ts";

export interface NewPassword {
  old: string;
  password: string;
  again: string;
}

/**
 * Changes the person's own password and ends their other sessions; the one of `token` goes on.
 * Throws NotAgreed for a wrong old password (counted like a sign-in), a weak new one, or one typed differently the second time.
 */
export async function changePassword(ask: Ask, { old, password, again }: NewPassword, token: string): Promise<void> {
  const person = found(await ask.db.selectFrom("person").select(["email", "name", "password_hash"]).where("id", "=", ask.who.id).executeTakeFirst());
  await spendTry(person.email, () => verify(person.password_hash, old), "oldPassword", "This is not your present password");
  const why = password === old ? "Choose a password that is not your present one" : whyNotPassword(password, [person.email, person.name]);
  if (why) throw new NotAgreed(why, "password");
  if (again !== password) throw new NotAgreed("This is not what you typed above", "passwordAgain");
  const password_hash = await hashPassword(password);
  await commit(ask, async (ask, happened) => {
    await ask.db.updateTable("person").set({ password_hash, must_change_password: 0 }).where("id", "=", ask.who.id).execute();
    await ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("person_id", "=", ask.who.id).where("ended_at", "is", null).where("token_hash", "<>", tokenHash(token)).execute();
    happened({ what: "password changed" });
  });
}

// No letters or digits that are taken for one another.
const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password to begin with: 16 characters, some 79 bits, easy to read out. */
export const initialPassword = (): string => Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")).join("-");
