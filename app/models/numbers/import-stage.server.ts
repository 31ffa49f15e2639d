import type { Kysely, Transaction } from "kysely";
import { type Db, transact } from "#db/connect.server.ts";
import type { Tables } from "#db/tables.ts";

/** The tables that hold what was prepared and not yet confirmed. */
export const stagingTables = ["import_gram", "import_missing", "import_care", "import_child", "import_fault"] as const;
export type StagingTable = (typeof stagingTables)[number];

type Writing = Kysely<Tables> | Transaction<Tables>;

/**
 * Writes prepared rows in small transactions, so that people who write meanwhile wait for milliseconds only.
 * `beat` hears how many are written, after each.
 */
export async function stageRows<Row extends object>(db: Db, table: StagingTable, rows: Row[], beat: (written: number) => Promise<void>): Promise<void> {
  const width = Object.keys(rows[0] ?? {}).length || 1;
  // SQLite and PostgreSQL both take at least 32,766 parameters; fewer keep the statement quick to prepare.
  const chunk = Math.max(1, Math.floor(3000 / width));
  const perTransaction = 1000;
  for (let from = 0; from < rows.length; from += perTransaction) {
    const part = rows.slice(from, from + perTransaction);
    await transact(db, async (db: Writing) => {
      for (let i = 0; i < part.length; i += chunk) await db.insertInto(table).values(part.slice(i, i + chunk) as never).execute();
    });
    await beat(from + part.length);
  }
}

/** Removes everything that was prepared for an import: a statement for each table, so that nobody waits for long. */
export async function clearStaged(db: Db, importId: string): Promise<void> {
  for (const table of stagingTables) await db.deleteFrom(table).where("import_id", "=", importId).execute();
}
