import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "#app/models/core/ask.server.ts";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { connect, type Db } from "#db/connect.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { type House, type HouseOptions, openHouse } from "../house.ts";
import { fillMeeting } from "../meeting.ts";
import { cookieWith, sessionOf } from "../session.ts";

/** People who only write: members of MACSE, of four agencies, called w0, w1 … */
export const writers = 20;
export const personOf = (n: number): string => `w${n}`;
const agencies = ["police", "csc", "health", "yjs"];

/** A running meeting, and twenty people who may write in it. */
export async function fillGround(db: Db, now: Date): Promise<void> {
  await fillMeeting(db, now);
  const at = now.toISOString();
  const ids = Array.from({ length: writers }, (_, n) => personOf(n));
  await db.insertInto("person").values(ids.map((id, n) => ({ id, agency_id: agencies[n % agencies.length]!, name: `Writer ${n}`, email: `${id}@writers.example`, job_title: "Writer", password_hash: "none", created_at: at, is_lead: 0, is_administrator: 0, is_auditor: 0 }))).execute();
  await db.insertInto("membership").values(ids.map((id) => ({ id: `macse-${id}`, panel_id: "macse", person_id: id, role: "member" as const, from_on: addDays(dayOf(now), -10) }))).execute();
}

let items = 0;
/** A new item of the running meeting, and its document. */
export async function newDocument(db: Db): Promise<{ id: string; item: string }> {
  const [item, id] = [newId(), newId()];
  await db.insertInto("item").values({ id: item, meeting_id: "m1", kind: "standing", number: null, section: "standing", title: `Matter ${++items}`, position: 100 + items, minutes: 5, added_at: new Date().toISOString(), reasons: "[]" }).execute();
  await db.insertInto("document").values({ id, item_id: item }).execute();
  return { id, item };
}

export interface Ground {
  house: House;
  /** The Cookie header of a person. */
  cookie: (person: string) => Promise<string>;
  close: () => Promise<void>;
}

/** The program on a new database with all that in it. */
export async function openGround(options: HouseOptions = {}): Promise<Ground> {
  const house = await openHouse({ ...options, fill: fillGround });
  const cookies = new Map<string, Promise<string>>();
  const cookieOf = async (person: string) => cookieWith(await sessionOf(house.db, person));
  return {
    house,
    cookie: (person) => {
      const known = cookies.get(person) ?? cookieOf(person);
      cookies.set(person, known);
      return known;
    },
    close: () => house.close(),
  };
}

/** The same without a process: for driving the program's parts in this one. */
export async function openRoom(within = tmpdir()): Promise<{ db: Db; file: string; close: () => Promise<void> }> {
  const folder = mkdtempSync(join(within, "panelroom-room-"));
  const file = join(folder, "room.sqlite");
  const db = connect(file);
  await migrate(db);
  await fillGround(db, new Date());
  return {
    db, file,
    close: async () => {
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
