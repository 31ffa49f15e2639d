import type { Db } from "../connect.server.ts";
import type { World } from "./world.ts";

/** Writes the minutes and extracts of each meeting held, draft and agreed. */
export async function keepPapers(_db: Db, _world: World): Promise<void> {}
