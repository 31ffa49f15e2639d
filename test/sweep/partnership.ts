import { addDays, dayOf } from "#app/models/core/days.ts";
import { keepAllSaid } from "#app/models/meetings/said.server.ts";
import { writeGrams } from "#app/models/subjects/names.server.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import type { NewRow, Tables } from "#db/tables.ts";
import { Canaries } from "./canaries.ts";
import type { Compartment } from "./expected.ts";
import { fillMeetings } from "./meetings.ts";
import { fillPapers } from "./papers.ts";
import { standPeople } from "./people.ts";
import { fillRecords } from "./records.ts";
import { fillReturns } from "./returns.ts";

/** What fills the partnership with, and with what day it is. */
export interface Filling {
  db: Db;
  at: string;
  today: string;
  day: (days: number) => string;
  canaries: Canaries;
  /** Words that stand in one place alone. */
  words: (compartment: Compartment, place: string) => string;
  /** One such word, where no more fits. */
  word: (compartment: Compartment, place: string) => string;
  /** What is left out. */
  without: RegExp | null;
  put: <T extends keyof Tables>(table: T, ...rows: NewRow<T>[]) => Promise<void>;
}

/** What others' eyes are kept from, by how its ids begin: the child of the conflict, another MACSE, hidden notes. */
export const ofConflictAndNorth = /^(k|n|hid)-/;
export const ofNorth = /^(n|hid)-/;
const names = (row: object, without: RegExp): boolean => Object.values(row).some((value) => typeof value === "string" && without.test(value));

/**
 * Three panels, and in every compartment of `expected.ts` words of its own. With `without` the same partnership in which what has such ids never
 * was: whoever may know nothing of it must not be able to tell the two apart.
 */
export async function fillSweep(db: Db, now: Date, without: RegExp | null = null): Promise<Canaries> {
  await fillPartnership(db, now);
  const [at, today, canaries] = [now.toISOString(), dayOf(now), new Canaries()];
  const filling: Filling = {
    db, at, today, canaries, without, day: (days) => addDays(today, days), words: (compartment, place) => canaries.words(compartment, place), word: (compartment, place) => canaries.word(compartment, place),
    put: async (table, ...rows) => {
      for (const row of rows) if (!without || !names(row, without)) await db.insertInto(table as "alias").values(row as never).execute();
    },
  };
  await db.insertInto("panel").values({ id: "north", name: "MACSE North", code: "NORTH", created_at: at }).execute();
  const model = await db.selectFrom("panel_version").selectAll().where("id", "=", "macse-1").executeTakeFirstOrThrow();
  await db.insertInto("panel_version").values({ ...model, id: "is-north-1", panel_id: "north" }).execute();
  for (const [panel, of, shares] of [["macse", "what MACSE is for", "on what MACSE usually shares"], ["mfh", "what Missing From Home is for", "on what Missing From Home usually shares"], ["north", "what another MACSE is for", "on what another MACSE usually shares"]] as const)
    await db.updateTable("panel_version").set({ usual_basis: JSON.stringify({ purpose: filling.words(shares, `panel_version.usual_basis of ${panel}, purpose`), conditions: filling.words(shares, `panel_version.usual_basis of ${panel}, conditions`) }), remit: filling.words(of, `panel_version.remit of ${panel}`), frequency: filling.words(of, `panel_version.frequency of ${panel}`) }).where("panel_id", "=", panel).execute();
  await db.updateTable("panel_version").set({ returns_read: "preparing" }).where("panel_id", "=", "macse").execute();
  await db.updateTable("panel_version").set({ template: JSON.stringify({ child: [filling.words("the headings of a discussion", "panel_version.template of macse")] }) }).where("panel_id", "=", "macse").execute();
  await db.insertInto("panel_agency").values(["police", "health", "csc"].map((agency_id) => ({ panel_id: "north", agency_id, from_on: addDays(today, -800) }))).execute();
  await standPeople(db, at, today);
  const reached = "how the administrator reaches an agency or a person";
  await db.updateTable("agency").set({ phone: filling.word(reached, "agency.phone of harbour") }).where("id", "=", "harbour").execute();
  await db.updateTable("person").set({ phone: filling.word("what is kept and shown to nobody", "person.phone of josie"), email: `${filling.word(reached, "person.email of josie").toLowerCase()}@harbourproject.example`, job_title: filling.words("what a member of the panel does", "person.job_title of josie") }).where("id", "=", "josie").execute();
  await db.updateTable("totp").set({ secret: filling.word("the key of somebody's second factor", "totp.secret of josie").toUpperCase() }).where("person_id", "=", "josie").execute();
  await fillRecords(filling);
  await fillMeetings(filling);
  await fillPapers(filling);
  await fillReturns(filling);
  const subjects = await db.selectFrom("subject").select(["id", "display_name"]).execute();
  for (const { id, display_name } of subjects) {
    await writeGrams({ db, now } as never, id);
    await db.updateTable("subject").set({ display_name }).where("id", "=", id).execute();
  }
  await keepAllSaid({ db, now });
  return canaries;
}
