import { randomBytes } from "node:crypto";
import type { Db } from "#db/connect.server.ts";
import { type House, openHouse } from "../house.ts";
import { cookieWith, sessionRow } from "../session.ts";
import type { Canaries } from "./canaries.ts";
import { type Relation, relations } from "./expected.ts";
import { fillSweep } from "./partnership.ts";
import { people } from "./people.ts";

/** A house with the swept partnership in it, and everybody's cookie. */
export interface Ground {
  house: House;
  canaries: Canaries;
  cookies: Record<Relation, string>;
}

/** Sessions are rows: what is wrong with some of them is written as it would be. */
const faults: Partial<Record<Relation, (at: string) => object>> = { "locked session": (at) => ({ locked_at: at }), "ended session": (at) => ({ ended_at: at }), "password alone given": () => ({ second_at: null, proved_at: null }) };

async function cookiesOf(db: Db, at: string): Promise<Record<Relation, string>> {
  const cookies = {} as Record<Relation, string>;
  // Nobody is asked for a code anew in the middle of the sweep.
  const later = new Date(Date.parse(at) + 86_400_000).toISOString();
  for (const relation of relations) {
    cookies[relation] = "";
    if (!people[relation]) continue;
    const token = randomBytes(32).toString("base64url");
    await db.insertInto("session").values({ ...sessionRow(token, people[relation], at), proved_at: later, ...faults[relation]?.(at) }).execute();
    cookies[relation] = await cookieWith(token);
  }
  return cookies;
}

export async function openGround({ program, without = null, now = new Date() }: { program?: string; without?: RegExp | null; now?: Date } = {}): Promise<Ground> {
  let canaries!: Canaries;
  const house = await openHouse({ program, env: { SESSION_IDLE_MINUTES: "60" }, fill: async (db) => void (canaries = await fillSweep(db, now, without)) });
  return { house, canaries, cookies: await cookiesOf(house.db, new Date().toISOString()) };
}
