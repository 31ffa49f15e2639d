import { chainFirst } from "#app/models/core/chain.server.ts";
import { type Db, transact } from "../connect.server.ts";
import { fillHistory } from "./history.server.ts";
import { fillPartnership } from "./partnership.server.ts";

/** Fills an empty database with an invented partnership and its last two years, dated relative to `now`. A database that holds anything is left as it is. */
export async function fillDemo(db: Db, now: Date): Promise<void> {
  if (await db.selectFrom("person").select("id").limit(1).executeTakeFirst()) return;
  await fillPartnership(db, now);
  await fillHistory(db, now);
  await transact(db, chainFirst);
}
