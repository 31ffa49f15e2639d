import { apartInWords, isApart } from "../core/who.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { listedRefs } from "../core/opened.server.ts";
import { meetingInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow, found } from "../core/refuse.ts";
import { addAlias } from "../subjects/change.server.ts";
import { foldedName } from "../subjects/references.ts";
import { booksFor, textsOf, unsureIn } from "./books.server.ts";
import { whoEnds } from "./closing-words.ts";
import { type Said, saidAt } from "./extract.server.ts";
import { type Answer, contextOf } from "./names.ts";
import { whyNotWhole } from "./whole.server.ts";

/** The meeting, when this person may say whom names in it mean. Throws NotFound, NotAllowed, NotAgreed. */
async function meetingOfNames(ask: Ask, meetingId: string) {
  const meeting = await meetingInReach(ask, meetingId);
  allow(may.endMeeting(ask.who, meeting), whoEnds);
  agree(await whyNotWhole(ask, meeting.id));
  return meeting;
}

export interface NameAsked {
  itemId: string;
  written: string;
  folded: string;
  /** Where it stands: some words around it. */
  around: string;
  /** Who it may be, of those whom this person reaches. */
  who: { id: string; ref: string; name: string }[];
  answer: Answer | null;
  ref: string | null;
}

/** The names of a meeting that no program can resolve, with where they stand, and what was said of names before. Noted as opened. Throws NotFound, NotAllowed, NotAgreed. */
export const namesAt = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingOfNames(ask, meetingId);
    const said = await saidAt(ask, meeting);
    const books = await booksFor(ask, said);
    const reached = async (ids: string[]) => (ids.length ? subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name as name"]).where("subject.id", "in", ids).execute() : []);
    const items = [];
    for (const item of said) {
      const open = unsureIn(books(item.id), item);
      const chosen = await ask.db.selectFrom("name_choice").leftJoin("subject", "subject.id", "name_choice.subject_id").select(["name_choice.written", "name_choice.folded", "name_choice.who", "subject.ref"]).where("item_id", "=", item.id).where("ended_at", "is", null).orderBy("name_choice.at").execute();
      const people = await reached([...new Set(open.flatMap((one) => one.who.map(({ id }) => id)))]);
      const asked: NameAsked[] = [
        ...open.map((one) => ({ itemId: item.id, written: one.written, folded: one.folded, around: around(item, one.folded), who: people.filter(({ id }) => one.who.some((other) => other.id === id)), answer: null, ref: null })),
        ...chosen.map((one) => ({ itemId: item.id, written: one.written, folded: one.folded, around: around(item, one.folded), who: [], answer: one.who, ref: one.ref && isApart(ask.who, one.ref) ? apartInWords : one.ref })),
      ];
      if (asked.length) items.push({ id: item.id, number: item.number, ref: item.ref, name: item.name, asked });
    }
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(items.flatMap((item) => [...(item.ref && !isApart(ask.who, item.ref) ? [item.ref] : []), ...item.asked.flatMap((one) => one.who.map((other) => other.ref))])) });
    return { meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status }, items, open: items.reduce((sum, item) => sum + item.asked.filter((one) => one.answer === null).length, 0) };
  });

const around = (item: Said, folded: string): string => textsOf(item).map((text) => contextOf(text, folded)).find((words) => words !== null) ?? "";

export interface NameAnswered {
  itemId: string;
  written: string;
  who: Answer;
  /** The reference, or the id, for a subject. */
  subject: string | null;
  alias: boolean;
  /** The row of the form beside which a fault belongs. */
  row?: number;
}
interface Further {
  /** The same is said where the name stands unresolved under other items. */
  everywhere: boolean;
  /** What is left is no name of a person, or of somebody at work. */
  rest: boolean;
}

/**
 * Says whom names mean: a subject, somebody on no record, or nobody (it is no name, or somebody at work). What was said before is superseded. Where
 * it is asked for, the name becomes another name of that record. Throws NotFound, NotAllowed, NotAgreed beside the field `subject.<n>`.
 */
export const answerNames = (ask: Ask, meetingId: string, answers: readonly NameAnswered[], { everywhere, rest }: Further = { everywhere: false, rest: false }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingOfNames(ask, meetingId);
    agree(meeting.status === "live" || meeting.status === "published" ? null : meeting.status === "ending" ? "The meeting is being closed: go back to it first" : "The meeting has ended: corrections are addenda");
    if (!answers.length && !rest) throw new NotAgreed("Say of one name at least whom it means", "rest");
    const said = await saidAt(ask, meeting);
    const key = (itemId: string, folded: string) => `${itemId} ${folded}`;
    const answered = new Map<string, { itemId: string; written: string; folded: string; who: Answer; subjectId: string | null }>();
    for (const [n, answer] of answers.entries()) {
      found(said.some((item) => item.id === answer.itemId) || null);
      const folded = foldedName(answer.written);
      const subjectId = answer.who === "subject" ? await subjectNamed(ask, answer.subject, `subject.${answer.row ?? n}`) : null;
      if (folded) answered.set(key(answer.itemId, folded), { itemId: answer.itemId, written: answer.written, folded, who: answer.who, subjectId });
      if (subjectId && answer.alias && !(await ask.db.selectFrom("alias").select("id").where("subject_id", "=", subjectId).where("name", "=", answer.written).executeTakeFirst())) await addAlias(ask, subjectId, { name: answer.written, kind: "known as" });
    }
    if (everywhere || rest) {
      const books = await booksFor(ask, said);
      for (const item of said)
        for (const { written, folded } of unsureIn(books(item.id), item)) {
          if (answered.has(key(item.id, folded))) continue;
          const same = everywhere ? [...answered.values()].find((one) => one.folded === folded) : undefined;
          if (same || rest) answered.set(key(item.id, folded), { itemId: item.id, written, folded, who: same?.who ?? "nobody", subjectId: same?.subjectId ?? null });
        }
    }
    for (const { itemId, written, folded, who, subjectId } of answered.values()) {
      await ask.db.updateTable("name_choice").set({ ended_at: ask.now.toISOString() }).where("item_id", "=", itemId).where("folded", "=", folded).where("ended_at", "is", null).execute();
      await ask.db.insertInto("name_choice").values({ id: newId(), item_id: itemId, written, folded, who, subject_id: subjectId, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
      happened({ what: "name resolved", panelId: meeting.panel_id, meetingId: meeting.id, itemId, subjectId, detail: who });
    }
  });

/** The subject of this reference or id, in reach. Throws NotAgreed. */
async function subjectNamed(ask: Ask, typed: string | null, field: string): Promise<string> {
  const text = (typed ?? "").trim();
  const ref = /^[a-z]-\d+/i.exec(text)?.[0]?.toUpperCase() ?? "";
  const subject = text ? await subjectsInReach(ask).select("subject.id").where((eb) => eb.or([eb("subject.ref", "=", ref), eb("subject.id", "=", text)])).executeTakeFirst() : undefined;
  if (!subject) throw new NotAgreed("Choose a record that you can see: its reference comes first", field);
  return subject.id;
}
