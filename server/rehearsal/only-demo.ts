import { existsSync } from "node:fs";
import { connect } from "#db/connect.server.ts";

const refusal = "A rehearsal goes into the demonstration alone, and this database";

/**
 * Throws, in a sentence, unless a file is still to be made or holds the demonstration's people and nobody who could be real. Their password and
 * key are known to everybody: that people of theirs may write is right nowhere else.
 */
export async function refuseUnlessDemo(file: string): Promise<void> {
  if (!existsSync(file)) return;
  const db = connect(file);
  try {
    const tables = (await db.introspection.getTables()).map((table) => table.name);
    if (!tables.length) return;
    if (!tables.includes("person")) throw new Error(`${refusal} is none of Panelroom’s`);
    const people = await db.selectFrom("person").select(["id", "email"]).execute();
    if (!people.length) return;
    // The demonstration's ids are words; whoever is added by hand gets another kind of id, and so does everybody of a real partnership.
    if (!people.some((one) => one.id === "amira" && one.email === "amira.haddad@northmoor.example")) throw new Error(`${refusal} was not made by it`);
    if (people.some((one) => !one.email.endsWith(".example"))) throw new Error(`${refusal} holds people who may be real: use another file, or start over with --fresh`);
  } finally {
    await db.destroy();
  }
}
