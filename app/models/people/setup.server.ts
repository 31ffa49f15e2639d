import { randomInt, timingSafeEqual } from "node:crypto";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { NotAgreed, NotFound } from "../core/refuse.ts";
import { whyNotPassword } from "./password.server.ts";
import { hashPassword } from "./session.server.ts";

let code: string | null = null;

/** True while nobody at all has an account. */
export const nobodyYet = async (ask: Pick<Ask, "db">): Promise<boolean> => !(await ask.db.selectFrom("person").select("id").limit(1).executeTakeFirst());

/** Makes the one-time code that the first administrator must give. */
export function makeSetupCode(): string {
  code = Array.from({ length: 4 }, () => String(randomInt(10_000)).padStart(4, "0")).join("-");
  return code;
}

export interface FirstAdministrator {
  setupCode: string;
  agency: string;
  name: string;
  email: string;
  password: string;
}

/** Makes the first agency and its administrator. Throws NotFound once anybody has an account, NotAgreed for a wrong code or weak password. */
export async function makeFirstAdministrator(ask: Ask, form: FirstAdministrator): Promise<void> {
  if (!(await nobodyYet(ask)) || !code) throw new NotFound();
  const given = Buffer.from(form.setupCode.trim().padEnd(19).slice(0, 19));
  if (!timingSafeEqual(given, Buffer.from(code))) throw new NotAgreed("That is not the code in the server's log", "setupCode");
  const why = whyNotPassword(form.password, [form.email, form.name]);
  if (why) throw new NotAgreed(why, "password");
  const password_hash = await hashPassword(form.password);
  await commit(ask, async (ask, happened) => {
    if (!(await nobodyYet(ask))) throw new NotFound();
    const agency_id = newId();
    await ask.db.insertInto("agency").values({ id: agency_id, name: form.agency, kind: "administration" }).execute();
    await ask.db.insertInto("person").values({ id: newId(), agency_id, name: form.name, email: form.email.toLowerCase(), password_hash, is_administrator: 1, created_at: ask.now.toISOString() }).execute();
    happened({ what: "first administrator made" });
  });
  code = null;
}
