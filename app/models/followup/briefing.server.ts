import type { Ask } from "../core/ask.server.ts";
import { type Day, dayOf, shortDay } from "../core/days.ts";
import { subjectsInReach } from "../core/reach.server.ts";
import { isOutside, withoutConflicts } from "../core/who.ts";
import { bookFor, choosingIn } from "../subjects/references.server.ts";
import { type BriefingFact, briefingOf } from "./action.ts";

export interface Brief {
  ref: string;
  /** The record's id, for those who reach it. */
  id: string | null;
  facts: [string, string | null][];
}
interface Briefed {
  id: string;
  panel_id: string;
  meeting_id: string | null;
  briefing: string;
}

const current = (ask: Ask, subjectId: string, kinds: string[], on: Day) =>
  ask.db.selectFrom("period").select(["kind", "value", "detail"]).where("subject_id", "=", subjectId).where("kind", "in", kinds).where("superseded_at", "is", null)
    .where((eb) => eb.or([eb("from_on", "is", null), eb("from_on", "<=", on)])).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", on)])).orderBy("kind").execute();

/**
 * What an action's owner is told of each subject: the reference, and of the rest only what the briefing allows; never more to somebody
 * outside the panel. People of the panel see the same facts, and the way to the record when they reach it.
 */
export async function briefsOf(ask: Ask, action: Briefed): Promise<Brief[]> {
  const subjects = await ask.db.selectFrom("action_subject").innerJoin("subject", "subject.id", "action_subject.subject_id").selectAll("subject").where("action_subject.action_id", "=", action.id).orderBy("subject.ref").execute();
  const reached = new Set(subjects.length && !isOutside(ask.who, action) ? (await subjectsInReach(ask).select("subject.id").where("subject.id", "in", subjects.map((s) => s.id)).execute()).map((s) => s.id) : []);
  const allowed = briefingOf(action.briefing);
  const briefs: Brief[] = [];
  for (const subject of subjects) {
    const facts: [string, string | null][] = [];
    const tells = (fact: BriefingFact) => allowed.includes(fact);
    if (tells("name")) facts.push(["Name", subject.display_name], ...(subject.kind === "location" ? [] : [["Date of birth", subject.born_on && shortDay(subject.born_on)] as [string, string | null]]));
    if (tells("address")) facts.push(["Address", (await ask.db.selectFrom(subject.kind).select("address").where("subject_id", "=", subject.id).executeTakeFirst())?.address ?? null]);
    if (tells("contact")) {
      const rings = await current(ask, subject.id, ["key worker", "social worker"], dayOf(ask.now));
      facts.push(["Whom to ring", rings.map((r) => [r.value, r.kind, r.detail].filter(Boolean).join(", ")).join("; ") || null]);
    }
    briefs.push({ ref: subject.ref, id: reached.has(subject.id) ? subject.id : null, facts });
  }
  return briefs;
}

/**
 * The way to show typed text of these actions to this person: as it is to people of the panel; to others without the names of anybody
 * on record, unless the briefing gives the name.
 */
export async function wordsFor(ask: Ask, actions: Briefed[], texts: string[]): Promise<(text: string, action: Briefed) => string> {
  const outside = actions.filter((action) => isOutside(ask.who, action));
  if (!outside.length) return (text) => text;
  const about = await ask.db.selectFrom("action_subject").select(["action_id", "subject_id"]).where("action_id", "in", outside.map((a) => a.id)).execute();
  const meetings = [...new Set(outside.flatMap((a) => a.meeting_id ?? []))];
  const listed = meetings.length ? await ask.db.selectFrom("item").select("subject_id").distinct().where("meeting_id", "in", meetings).where("subject_id", "is not", null).execute() : [];
  const under = await ask.db.selectFrom("action").leftJoin("item", "item.id", "action.item_id").select(["action.id", "action.item_id", "item.subject_id"]).where("action.id", "in", outside.map((a) => a.id)).execute();
  const concerned = [...new Set([...about.map((a) => a.subject_id), ...under.flatMap((row) => row.subject_id ?? [])])];
  const book = await bookFor(ask, [...new Set([...concerned, ...listed.flatMap((l) => l.subject_id ?? []), ...ask.who.conflicts.map((one) => one.subjectId)])], texts, concerned);
  const items = new Map(under.map((row) => [row.id, row.item_id]));
  const books = await choosingIn(ask, book, [...items.values()]);
  return (text, action) => {
    if (!isOutside(ask.who, action)) return text;
    const named = briefingOf(action.briefing).includes("name") ? about.filter((a) => a.action_id === action.id).map((a) => a.subject_id) : [];
    return withoutConflicts(ask.who, books(items.get(action.id) ?? null)(text, ...named));
  };
}
