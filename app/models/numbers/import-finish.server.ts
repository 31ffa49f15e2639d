import { sql } from "kysely";
import { type Db, transact } from "#db/connect.server.ts";
import { keepNameWords } from "../subjects/name-words.server.ts";
import { clearStaged } from "./import-stage.server.ts";

const perTurn = 250;

/**
 * After an import is confirmed: writes the threes by which its children are found and the words of their names, and removes what was prepared, in small transactions, since
 * neither needs to hold up anybody who types. Does nothing twice; what a crash leaves undone, the sweep does.
 */
export async function finishImport(db: Db, importId: string): Promise<void> {
  let more = true;
  while (more)
    more = await transact(db, async (db) => {
      const waiting = await db.selectFrom("import_gram").select("subject_id").distinct().where("import_id", "=", importId).limit(perTurn).execute();
      if (!waiting.length) return false;
      const ids = sql.join(waiting.map((row) => row.subject_id));
      await sql`delete from name_gram where subject_id in (${ids})`.execute(db);
      await sql`insert into name_gram (gram, subject_id) select g.gram, g.subject_id from import_gram as g join subject as s on s.id = g.subject_id where g.import_id = ${importId} and g.subject_id in (${ids})`.execute(db);
      await keepNameWords({ db }, waiting.map((row) => row.subject_id));
      await sql`delete from import_gram where import_id = ${importId} and subject_id in (${ids})`.execute(db);
      return true;
    });
  await clearStaged(db, importId);
}
