import type { Db } from "#db/connect.server.ts";
import { type Ask, commit } from "./ask.server.ts";
import { nextTry, whyNotMail } from "./letter.ts";
import type { Who } from "./who.ts";

// The letters that `post` wrote, on their way: what is due, and what came of each. The process sends them (server/letters.ts).

type Now = { db: Db; now: Date };

/** The process itself: it reaches nothing and may do nothing. */
const itself: Who = { id: "", name: "", email: "", agencyId: "", agencyName: "", agencyKind: "", isLead: false, isAdministrator: false, isAuditor: false, isPrivacyOfficer: false, isDutyOfficer: false, mustChangePassword: false, memberships: [], conflicts: [], only: null, outside: [], guests: [] };

/** A letter to be sent now, to the address that its person has today. */
export interface Due {
  id: string;
  email: string;
  title: string;
  body: string;
  calendar: string | null;
}

const waiting = ({ db, now }: Now) =>
  db.selectFrom("letter").where("letter.sent_at", "is", null).where("letter.failed_at", "is", null).where("letter.ended_at", "is", null).where("letter.told_at", "is", null).where("letter.next_at", "<=", now.toISOString());

/** The letters whose time has come, oldest first; those that can go to nobody by mail are given up at once. */
export async function lettersDue(at: Now, most: number): Promise<Due[]> {
  const rows = await waiting(at).innerJoin("person", "person.id", "letter.to_id").select(["letter.id", "letter.title", "letter.body", "letter.calendar", "person.email", "person.ended_at"])
    .orderBy("letter.next_at").orderBy("letter.id").limit(most).execute();
  const due: Due[] = [];
  for (const { ended_at, ...row } of rows) {
    const why = ended_at ? "the person has left" : whyNotMail(row);
    if (why) await giveUp(at, row.id, why);
    else due.push(row);
  }
  return due;
}

const change = ({ db, now }: Now, id: string, set: object, what: "letter sent" | "letter given up" | null): Promise<void> =>
  commit({ db, now, who: itself }, async (ask: Ask, happened) => {
    const letter = await ask.db.selectFrom("letter").select(["panel_id", "meeting_id", "item_id", "action_id"]).where("id", "=", id).executeTakeFirstOrThrow();
    await ask.db.updateTable("letter").set(set).where("id", "=", id).execute();
    if (what) happened({ what, panelId: letter.panel_id, meetingId: letter.meeting_id, itemId: letter.item_id, actionId: letter.action_id, detail: id });
  });

/** The mail server took it: its receipt. */
export const letterSent = (at: Now, id: string): Promise<void> => change(at, id, { sent_at: at.now.toISOString(), failed_why: null }, "letter sent");

/** From now on somebody tells its person by hand. `why` is of the program's words, never an address or a title. */
export const giveUp = (at: Now, id: string, why: string): Promise<void> => change(at, id, { failed_at: at.now.toISOString(), failed_why: why }, "letter given up");

/** It did not go: tried again after a pause that grows, or given up for good. Returns whether it is given up. */
export async function letterFailed(at: Now, id: string, why: string, final: boolean): Promise<boolean> {
  const { tries } = await at.db.selectFrom("letter").select("tries").where("id", "=", id).executeTakeFirstOrThrow();
  const again = final ? null : nextTry(tries + 1, at.now);
  if (!again) await giveUp(at, id, why);
  else await change(at, id, { tries: tries + 1, next_at: again, failed_why: why }, null);
  return !again;
}

/** Where no mail server is set: all that waits is told by hand. Returns how many. */
export async function allByHand(at: Now): Promise<number> {
  const rows = await waiting(at).select("letter.id").orderBy("letter.next_at").limit(500).execute();
  if (rows.length) await commit({ ...at, who: itself }, async (ask) => void (await ask.db.updateTable("letter").set({ failed_at: at.now.toISOString(), failed_why: "no mail server is set" }).where("id", "in", rows.map((row) => row.id)).execute()));
  return rows.length;
}
