import { remindOfReturns } from "#app/models/meetings/return-reminders.server.ts";
import { now, type Stage, stage } from "./cast.ts";
import { addMeetings } from "./meeting.ts";

/** A stage on which MACSE's meeting `m1` is two weeks ahead and every agency is asked for its returns. */
export async function askedStage(): Promise<Stage> {
  const s = await stage();
  await addMeetings(s.db, now, false);
  await s.db.updateTable("meeting").set({ on_day: "2026-12-08" }).where("id", "=", "m1").execute();
  await remindOfReturns({ db: s.db, now });
  return s;
}

/** The return that an agency owes about an item of that meeting. */
export const returnOwed = async ({ db }: Stage, agency: string, item = "m1-a1"): Promise<string> =>
  (await db.selectFrom("agency_return").select("id").where("agency_id", "=", agency).where("item_id", "=", item).executeTakeFirstOrThrow()).id;
