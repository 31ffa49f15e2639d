import { sql } from "kysely";
import { rowsOf, snapshotsThatDiffer } from "../checker.ts";
import { personOf } from "../ground.ts";
import { Light } from "../light.ts";
import type { FaultLine } from "../line.ts";
import { add, atLeast, none, type Tally } from "../tally.ts";
import { openDesk } from "../typing.ts";
import { randomFrom, until } from "../writers.ts";

type Damage = "row damaged" | "row missing" | "snapshot damaged";
const kinds: Damage[] = ["row damaged", "row missing", "snapshot damaged"];

/** Part of a document's log is damaged on the disk: nobody joins, nothing is written, and never is there an empty document in its place. */
export const damage: FaultLine = {
  name: "damage", of: "damaged logs", short: 3, full: 60, batch: 6,
  run: async (on, units, from) => {
    const tally: Tally = { "joined what is not whole": 0, "written into what is not whole": 0, "an intact log refused for its snapshot": 0, "not quarantined": 0, snapshots: 0, "snapshots that differ": 0 };
    for (const kind of kinds) tally[kind] = 0;
    const random = randomFrom(`damage ${from}`);
    for (let n = 0; n < units; n++) {
      const kind = kinds[(from + n) % kinds.length]!;
      const desk = await openDesk(`d${from}.${n}`, on.record(`${from}-${n}`), kind === "snapshot damaged" ? 20 : 4, { program: on.program });
      const { house } = desk.place;
      try {
        await desk.typeUntil(kind === "snapshot damaged" ? 2000 : 40, 30, 30_000);
        await desk.settled(5000);
        if (kind === "snapshot damaged") await until(async () => (await house.db.selectFrom("document_snapshot").select("upto_seq").limit(1).execute()).length > 0, 5000);
        for (const p of desk.pages.splice(0)) p.vanish();
        await house.kill();
        const before = await rowsOf(house.db, [desk.document]);
        add(tally, await snapshotsThatDiffer(house.db, before));
        const seq = 1 + Math.floor(random() * (before.length - 1));
        let damaged = true;
        if (kind === "row missing") await house.db.deleteFrom("document_update").where("document_id", "=", desk.document).where("seq", "=", seq).execute();
        else if (kind === "row damaged") {
          const bytes = Buffer.from(before[seq - 1]!.bytes);
          bytes[bytes.length - 2]! ^= 0x15;
          await house.db.updateTable("document_update").set({ bytes }).where("document_id", "=", desk.document).where("seq", "=", seq).execute();
        } else {
          const { numAffectedRows = 0n } = await sql`update document_snapshot set bytes = zeroblob(40) where document_id = ${desk.document}`.execute(house.db);
          damaged = numAffectedRows > 0n;
        }
        const left = await rowsOf(house.db, [desk.document]);
        await house.start();
        const light = new Light(`x${from}.${n}`, house.url, await desk.place.cookie(personOf(9)));
        await until(() => light.socket.connected, 5000);
        let refused = await light.open(desk.document);
        for (let tries = 0; refused === "busy" && tries < 3; tries++) refused = await light.open(desk.document);
        if (kind === "snapshot damaged") {
          // The rows are all there: the snapshot was only ever a short cut.
          if (refused) on.say(`  damage: refused as ${refused}`);
          if (refused) tally["an intact log refused for its snapshot"]!++;
        } else {
          if (!refused) {
            tally["joined what is not whole"]!++;
            light.type(desk.document);
            await until(() => light.sheets.get(desk.document)!.sent[0]!.answer !== null, 2000);
          }
          if ((await rowsOf(house.db, [desk.document])).length !== left.length) tally["written into what is not whole"]!++;
          const { quarantined_at } = await house.db.selectFrom("document").select("quarantined_at").where("id", "=", desk.document).executeTakeFirstOrThrow();
          if (!quarantined_at) tally["not quarantined"]!++;
        }
        light.close();
        if (damaged) tally[kind]!++;
      } finally {
        await desk.close();
      }
    }
    return tally;
  },
  figures: (tally, wanted) => [
    ...kinds.map((kind) => atLeast("damage", tally, kind, Math.floor(wanted / kinds.length))),
    ...["joined what is not whole", "written into what is not whole", "not quarantined", "snapshots that differ", "an intact log refused for its snapshot"].map((name) => none("damage", tally, name)),
  ],
};
