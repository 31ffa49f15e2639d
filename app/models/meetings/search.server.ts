import { type SqlBool, sql } from "kysely";
import { type Ask, type Happened, look } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { excerptOf, holds, patternOf, wordsOf } from "../core/finding.ts";
import { listedRefs } from "../core/opened.server.ts";
import { clearOfConflict, meetingsInReach, panelsInReach } from "../core/reach.server.ts";
import { notesSaying } from "../subjects/note.server.ts";
import { type Paper, paperFor } from "./paper.ts";
import { returnStateName } from "./return.ts";
import { returnsSaying } from "./return.server.ts";
import { saidBeside, saidIn } from "./said.server.ts";
import { findable, type Findable, type Found, type FoundGroup, type Sought } from "./search.ts";
import { actionsSaying, decisionsSaying, levelsSaying, type Said, sharingSaying } from "./search-decisions.server.ts";
import { restrictedSaying } from "./search-restricted.server.ts";

/** So many of each kind are shown, newest first. */
const most = 20;

type Looker = (ask: Ask, happened: Happened, words: string[], panelId: string | null, most: number) => Promise<Said[]>;
const lookers: Record<Findable, Looker> = { minutes: minutesSaying, "restricted minutes": restrictedSaying, actions: actionsSaying, decisions: decisionsSaying, "sharing decisions": sharingSaying, levels: levelsSaying, returns: returnsFound, notes: notesFound };

/**
 * What was said and decided, by the words in it, over all meetings and panels of the person: each kind newest first, with a short piece of a text that
 * this person reads. Kept in the audit by reference, never by what was looked for. Empty for fewer than two letters, and for who is in no panel.
 */
export const searchMeetings = (ask: Ask, { text, kind, panelId }: Sought) =>
  look(ask, async (ask, happened) => {
    const words = wordsOf(text);
    const panels = await panelsInReach(ask).select(["panel.id as value", "panel.name as label"]).orderBy("panel.name").execute();
    const groups: FoundGroup[] = [];
    const refs: string[] = [];
    for (const one of words.length ? findable : []) {
      if (kind && kind !== one) continue;
      const said = await lookers[one](ask, happened, words, panelId, most + 1);
      const shown = said.slice(0, most);
      refs.push(...shown.flatMap((found) => found.ref ?? []));
      if (shown.length) groups.push({ kind: one, found: shown.map(({ words: all, ref: _, ...found }): Found => ({ ...found, excerpt: excerptOf(all, words) })), more: said.length > most });
    }
    if (refs.length) happened({ what: "record searched", detail: listedRefs(refs) });
    return { words, panels, groups };
  });

/** Items of minutes that were frozen, in their newest version, as this person reads them. */
async function minutesSaying(ask: Ask, _: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  let query = meetingsInReach(ask).innerJoin("said", "said.meeting_id", "meeting.id").innerJoin("panel", "panel.id", "meeting.panel_id").select(["said.meeting_id", "said.item_id", "panel.code", "meeting.number", "meeting.on_day"])
    .where("meeting.status", "in", ["ended", "agreed"]).where(clearOfConflict(ask.who, "said.subject_id")).where(sql<SqlBool>`(${sql.join(words.map((word) => sql`said.words like ${patternOf(word)}`), sql` and `)})`).orderBy("said.on_day", "desc").orderBy("said.meeting_id").limit(most);
  if (panelId) query = query.where("meeting.panel_id", "=", panelId);
  const rows = await query.execute();
  const papers = new Map<string, Paper>();
  const said: Said[] = [];
  for (const row of rows) {
    if (!papers.has(row.meeting_id)) {
      const { content } = await ask.db.selectFrom("minutes_version").select("content").where("meeting_id", "=", row.meeting_id).orderBy("version", "desc").limit(1).executeTakeFirstOrThrow();
      papers.set(row.meeting_id, paperFor(ask.who, JSON.parse(content) as Paper));
    }
    const paper = papers.get(row.meeting_id)!;
    const item = paper.items.find((one) => one.id === row.item_id);
    const text = item ? saidIn(paper, item) : row.item_id === "" ? saidBeside(paper) : "";
    if (!holds(text, words)) continue;
    said.push({ id: `${row.meeting_id} ${row.item_id}`, to: `/meetings/${row.meeting_id}/minutes${item ? `#item-${item.id}` : ""}`, title: item ? [item.number, item.name, item.ref !== item.name && item.ref].filter(Boolean).join(" ") : "Addendum", caption: `${row.code} ${row.number}, ${shortDay(row.on_day)}`, on: row.on_day, words: text, ref: item?.ref ?? null });
  }
  return said;
}

async function notesFound(ask: Ask, happened: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  const notes = await notesSaying(ask, happened, words, panelId, most);
  const subjects = notes.length ? await ask.db.selectFrom("subject").select(["id", "ref", "display_name"]).where("id", "in", notes.map((one) => one.subjectId)).execute() : [];
  return notes.map(({ note, subjectId, words: text }) => {
    const subject = subjects.find((one) => one.id === subjectId);
    return { id: note.id, to: `/notes/${note.id}`, title: [subject?.ref, subject?.display_name !== subject?.ref && subject?.display_name].filter(Boolean).join(" "), caption: `${note.agency}, ${shortDay(note.on)}. ${note.inWords}`, on: note.on, words: text, ref: subject?.ref ?? null };
  });
}

async function returnsFound(ask: Ask, happened: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  const texts = await returnsSaying(ask, happened, words, panelId, most);
  const subjects = texts.length ? await ask.db.selectFrom("subject").select(["id", "ref", "display_name"]).where("id", "in", texts.flatMap(({ row }) => row.subject_id ?? [])).execute() : [];
  return texts.map(({ row, sent, block, words: text }) => {
    const subject = subjects.find((one) => one.id === row.subject_id);
    const what = block ? `${block.heading}. ${block.inWords}` : returnStateName[sent.state];
    return { id: block?.id ?? row.id, to: `/returns/${row.id}`, title: [row.number, subject?.display_name, subject?.ref !== subject?.display_name && subject?.ref].filter(Boolean).join(" "), caption: `${row.agency}, for ${row.code} ${row.meeting_number}, ${shortDay(row.on_day)}. ${what}`, on: dayOf(sent.at), words: text, ref: subject?.ref ?? null };
  });
}
