import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { itemInReach, itemsInReach, subjectInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotFound } from "../core/refuse.ts";
import type { OwnNote } from "./own-note.ts";

// What somebody notes for themselves. Every query here names the person who asks: nobody else ever reads it, whatever else gives reach, and no
// paper, export, inspection or search looks here. It stands only while its item or record is in reach.

const ownRows = (ask: Ask) => ask.db.selectFrom("own_note").where("own_note.person_id", "=", ask.who.id);

/** One's own notes on these items and subjects, oldest first. They must be in reach. */
export async function ownNotesOn(ask: Ask, on: { itemIds?: readonly string[]; subjectIds?: readonly (string | null)[] }): Promise<OwnNote[]> {
  const items = [...(on.itemIds ?? [])];
  const subjects = (on.subjectIds ?? []).filter((id): id is string => id !== null);
  if (!items.length && !subjects.length) return [];
  const rows = await ownRows(ask).select(["id", "item_id as itemId", "subject_id as subjectId", "text", "at"])
    .where((eb) => eb.or([...(items.length ? [eb("item_id", "in", items)] : []), ...(subjects.length ? [eb("subject_id", "in", subjects)] : [])])).orderBy("at").execute();
  return rows;
}

/** Writes a note for oneself on an item, or on a record. Returns its id. Throws NotFound. */
export const writeOwnNote = (ask: Ask, on: { itemId: string } | { subjectId: string }, text: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = "itemId" in on ? await itemInReach(ask, on.itemId) : null;
    const subject = "subjectId" in on ? await subjectInReach(ask, on.subjectId) : null;
    const id = newId();
    await ask.db.insertInto("own_note").values({ id, person_id: ask.who.id, item_id: item?.id ?? null, subject_id: subject?.id ?? null, text, at: ask.now.toISOString() }).execute();
    happened({ what: "own note written", panelId: item?.panel_id ?? null, meetingId: item?.meeting_id ?? null, itemId: item?.id ?? null, subjectId: subject?.id ?? item?.subject_id ?? null });
    return id;
  });

/** Deletes a note of one's own for good: also when what it is on is no longer in reach. To everybody else there is no such note. Throws NotFound. */
export const removeOwnNote = (ask: Ask, id: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const note = await ownNoteInReach(ask, id);
    await ask.db.deleteFrom("own_note").where("id", "=", note.id).where("person_id", "=", ask.who.id).execute();
    happened({ what: "own note deleted", itemId: note.item_id, subjectId: note.subject_id });
  });

/** A note of one's own. Throws NotFound. */
export async function ownNoteInReach(ask: Ask, id: string) {
  const note = await ownRows(ask).selectAll().where("id", "=", id).executeTakeFirst();
  if (!note) throw new NotFound();
  return note;
}

/** All notes for oneself, newest first. Of what is no longer in reach there is the day alone. */
export const ownNotes = (ask: Ask) =>
  look(ask, async (ask, happened) => {
    const rows = await ownRows(ask).selectAll().orderBy("at", "desc").limit(500).execute();
    const [itemIds, subjectIds] = [rows.flatMap((row) => row.item_id ?? []), rows.flatMap((row) => row.subject_id ?? [])];
    const items = itemIds.length ? await itemsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").leftJoin("subject", "subject.id", "item.subject_id").select(["item.id", "item.number", "item.title", "subject.ref", "meeting.id as meeting_id", "meeting.number as meeting", "panel.code"]).where("item.id", "in", itemIds).execute() : [];
    const subjects = subjectIds.length ? await subjectsInReach(ask).select(["subject.id", "subject.ref"]).where("subject.id", "in", subjectIds).execute() : [];
    if (rows.length) happened({ what: "list opened", detail: [...new Set([...items.flatMap((one) => one.ref ?? []), ...subjects.map((one) => one.ref)])].join(" ") || null });
    return rows.map((row) => {
      const item = items.find((one) => one.id === row.item_id);
      const subject = subjects.find((one) => one.id === row.subject_id);
      const on = item ? { to: `/meetings/${item.meeting_id}/live?item=${item.id}`, words: [`${item.code} ${item.meeting}`, item.number, item.ref ?? item.title].filter(Boolean).join(", ") } : subject ? { to: `/subjects/${subject.id}`, words: subject.ref } : null;
      return { id: row.id, at: row.at, on, text: on ? row.text : null };
    });
  });

/** One's own notes on an item, for a page of their own. Throws NotFound. */
export const ownNotesOnItem = (ask: Ask, itemId: string) =>
  look(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    const subject = item.subject_id ? await subjectsInReach(ask).select(["subject.id", "subject.ref"]).where("subject.id", "=", item.subject_id).executeTakeFirst() : undefined;
    happened({ what: "item opened", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return { notes: await ownNotesOn(ask, { itemIds: [item.id] }), title: [item.number, subject?.ref ?? item.title].filter(Boolean).join(" "), back: `/meetings/${item.meeting_id}` };
  });

/** One's own notes on a record, for a page of their own. Throws NotFound. */
export const ownNotesOnSubject = (ask: Ask, subjectId: string) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    happened({ what: "record opened", subjectId: subject.id });
    return { notes: await ownNotesOn(ask, { subjectIds: [subject.id] }), title: subject.ref, back: `/subjects/${subject.id}` };
  });
