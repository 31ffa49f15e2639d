import { once } from "#db/connect.server.ts";
import { type Ask, newId } from "../core/ask.server.ts";
import { isSlip, type Turn } from "./pace.ts";

type TurnRow = Turn & { id: string | null };
type At = { id: string; current_item_id: string | null };

/** The turns of a meeting's items, oldest first. An item of before these were kept has one, from when it began to when it was finished. */
export const turnsOf = (ask: Pick<Ask, "db">, meetingId: string): Promise<readonly TurnRow[]> => once(ask.db, `turns ${meetingId}`, () => turnsIn(ask, meetingId));

async function turnsIn(ask: Pick<Ask, "db">, meetingId: string): Promise<TurnRow[]> {
  const rows = await ask.db.selectFrom("item_turn").select(["id", "item_id as itemId", "from_at as from", "to_at as to"]).where("meeting_id", "=", meetingId).execute();
  const begun = await ask.db.selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").select(["item.id", "item.started_at", "item.finished_at", "meeting.current_item_id", "meeting.started_at as began_at", "meeting.ended_at"]).where("item.meeting_id", "=", meetingId).where("meeting.started_at", "is not", null)
    .where((eb) => eb.or([eb("item.started_at", "is not", null), eb("item.id", "=", eb.ref("meeting.current_item_id"))])).execute();
  const before = begun.filter((item) => !rows.some((row) => row.itemId === item.id)).map((item) => ({ id: null, itemId: item.id, from: item.started_at ?? item.began_at!, to: item.current_item_id === item.id ? null : (item.finished_at ?? item.ended_at ?? item.started_at) }));
  return [...rows, ...before].sort((a, b) => a.from.localeCompare(b.from));
}

/** Ends the turn that runs: the meeting moves on, is adjourned or ends. Inside a commit. */
export async function endTurn(ask: Ask, meeting: At): Promise<void> {
  const at = ask.now.toISOString();
  const now = (await turnsOf(ask, meeting.id)).find((turn) => turn.to === null);
  if (now && now.id === null) await ask.db.insertInto("item_turn").values({ id: newId(), meeting_id: meeting.id, item_id: now.itemId, from_at: now.from, to_at: at }).execute();
  await ask.db.updateTable("item_turn").set({ to_at: at }).where("meeting_id", "=", meeting.id).where("to_at", "is", null).execute();
}

/** The meeting is at this item from now on. Inside a commit, after the turn before has ended. */
export const beginTurn = async (ask: Ask, meetingId: string, itemId: string): Promise<void> =>
  void (await ask.db.insertInto("item_turn").values({ id: newId(), meeting_id: meetingId, item_id: itemId, from_at: ask.now.toISOString(), by_id: ask.who.id }).execute());

/**
 * Goes back to the item before, when moving on from it was a slip of the hand: its turn goes on as if nothing had been, and the other item
 * was not begun. Returns whether it was one. Inside a commit.
 */
export async function takeBackSlip(ask: Ask, meeting: At, itemId: string): Promise<boolean> {
  const turns = await turnsOf(ask, meeting.id);
  if (!isSlip(turns, itemId, ask.now.getTime())) return false;
  const [before, slip] = turns.slice(-2) as [TurnRow, TurnRow];
  if (!before.id || !slip.id) return false;
  const earlier = turns.slice(0, -1).filter((turn) => turn.itemId === slip.itemId).at(-1);
  await ask.db.deleteFrom("item_turn").where("id", "=", slip.id).execute();
  await ask.db.updateTable("item_turn").set({ to_at: null }).where("id", "=", before.id).execute();
  await ask.db.updateTable("item").set(earlier ? { finished_at: earlier.to } : { started_at: null, finished_at: null }).where("id", "=", slip.itemId).execute();
  return true;
}
