import { type Ask, newId } from "./ask.server.ts";

/** What somebody is told outside of Panelroom: by mail, or by hand where there is none. Never who or what it is about: a panel, a day, the reference of an action at most. */
export interface Letter {
  toId: string;
  kind: string;
  title: string;
  body: string;
  /** An iCalendar file that goes with it. */
  calendar?: string | null;
  panelId?: string | null;
  meetingId?: string | null;
  itemId?: string | null;
  actionId?: string | null;
  /** Not to be sent before this instant. */
  notBefore?: Date;
}

/** Writes a letter, to be sent after the commit; inside a commit only. Nobody who has left is written to. Returns its id, or null when it was not written. */
export async function post(ask: Ask, letter: Letter): Promise<string | null> {
  const to = await ask.db.selectFrom("person").select("id").where("id", "=", letter.toId).where("ended_at", "is", null).executeTakeFirst();
  if (!to) return null;
  const id = newId();
  const at = ask.now.toISOString();
  await ask.db.insertInto("letter").values({
    id, to_id: to.id, kind: letter.kind, title: letter.title, body: letter.body, calendar: letter.calendar ?? null, panel_id: letter.panelId ?? null, meeting_id: letter.meetingId ?? null, item_id: letter.itemId ?? null, action_id: letter.actionId ?? null,
    made_at: at, next_at: (letter.notBefore ?? ask.now).toISOString(),
  }).execute();
  return id;
}

/** Takes back the letters about an action that have not gone out, but for those to these people: it is no longer the others'. Inside a commit only. */
export async function takeBack(ask: Ask, actionId: string, butFor: readonly string[]): Promise<void> {
  await ask.db.updateTable("letter").set({ ended_at: ask.now.toISOString() }).where("action_id", "=", actionId).where("to_id", "not in", ["", ...butFor]).where("sent_at", "is", null).where("told_at", "is", null).where("ended_at", "is", null).execute();
}

/** Takes back what has not gone out to somebody who takes no part any more in what concerns a subject: letters about its items and about actions. Inside a commit only. */
export async function takeBackAbout(ask: Ask, personId: string, subjectId: string): Promise<void> {
  const items = ask.db.selectFrom("item").select("item.id").where("item.subject_id", "=", subjectId);
  const about = ask.db.selectFrom("action_subject").select("action_subject.action_id").where("action_subject.subject_id", "=", subjectId);
  await ask.db.updateTable("letter").set({ ended_at: ask.now.toISOString() }).where("to_id", "=", personId).where((eb) => eb.or([eb("item_id", "in", items), eb("action_id", "in", about)])).where("sent_at", "is", null).where("told_at", "is", null).where("ended_at", "is", null).execute();
}
