import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { NotFound } from "../core/refuse.ts";
import { restrictedRead } from "../subjects/restricted-known.server.ts";
import { readersOf, readersOfRestricted } from "./around.server.ts";
import { opensMinutes } from "./document.server.ts";
import { textName, whyNotWrite } from "./document.ts";
import { itemHead } from "./item-head.server.ts";
import { copyOf, readWhole } from "./log.server.ts";
import { chosenCode, indexAt, type Passage, passageAt, standsAlso, wholeCharacters } from "./passage.ts";
import { type PassageLog, passageLog } from "./passage-log.server.ts";
import { joined } from "./ranges.ts";
import { isRestrictedHandling } from "./restricted.ts";
import type { Range } from "./scrub.ts";
import { documentOfItem, whyNotWithdraw } from "./withdraw.server.ts";

/** A passage that may be withdrawn, as the form shows it. */
export interface PassageShown {
  /** What the form posts for it: ids alone. */
  code: string;
  words: string;
  /** Words typed and deleted at its place, which go with it unless they are to stay in the history. */
  deleted: string;
  /** In how many more places of the text the same words stand: they stay there. */
  also: number;
  authors: string[];
}

/**
 * What the form of withdrawing shows: the passage between two places of the text, or each line that this person may withdraw. Noted as
 * opened. Throws NotFound, NotAgreed (its log cannot be read whole).
 */
export const passageToWithdraw = (ask: Ask, itemId: string, asked: { documentId: string | null; from: string | null; to: string | null }) =>
  look(ask, async (ask, happened) => {
    const { item, head } = await itemHead(ask, itemId);
    const shared = await ask.db.selectFrom("document").select("id").where("item_id", "=", item.id).where("handling", "=", "shared").executeTakeFirst();
    if (!asked.documentId && !shared) throw new NotFound();
    const { document } = await documentOfItem(ask, item.id, asked.documentId ?? shared!.id);
    const of = { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id };
    const restricted = isRestrictedHandling(document.handling) ? await restrictedRead(ask, document.id) : null;
    happened(restricted ? { what: "restricted minutes opened", ...of, detail: document.id } : { what: document.handling === "chair" ? "chair minutes opened" : "live meeting opened", ...of });
    const closed = whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: document.quarantined_at });
    const about = { head, documentId: document.id, closed, readers: restricted ? await readersOfRestricted(ask, of, restricted) : await readersOf(ask, of, document.handling === "chair" ? "chair" : "shared"), toChair: document.handling === "shared", chosen: asked.from !== null };
    if (closed) return { ...about, passages: [], why: null };

    const text = (await readWhole(copyOf(ask.db, document.id))).doc.getText(textName);
    const log = await passageLog(ask.db, document.id);
    const visible = text.toString();
    const people = await names(ask, log);
    const read = { log, people, visible };
    const show = (passage: Passage) => shown(ask, item.panel_id, read, passage);
    if (asked.from === null || asked.to === null) {
      const lines = [...visible.matchAll(/[^\n]*\S[^\n]*/g)].map((line) => passageAt(text, line.index, line.index + line[0].length));
      return { ...about, passages: lines.filter((line) => whyNotWithdraw(ask, item.panel_id, log.authorsOf(line.ranges) ?? new Set([""])) === null).map(show), why: null };
    }
    const [one, other] = [indexAt(text, asked.from), indexAt(text, asked.to)];
    if (one === null || other === null || one === other) return { ...about, passages: [], why: "The minutes have changed: go back and choose the passage again" };
    const passage = passageAt(text, ...wholeCharacters(visible, Math.min(one, other), Math.max(one, other)));
    const why = whyNotWithdraw(ask, item.panel_id, log.authorsOf(passage.ranges) ?? new Set([""]));
    return { ...about, passages: why ? [] : [show(passage)], why };
  });

interface Read {
  log: PassageLog;
  people: Map<string, string>;
  visible: string;
}

function shown(ask: Ask, panelId: string, { log, people, visible }: Read, { ranges, between, beside }: Passage): PassageShown {
  const authors = log.authorsOf(ranges) ?? new Set();
  const words = log.words.of(ranges);
  const all = may.withdrawPassage(ask.who, { panelId });
  const by = (ids: Set<string>) => (range: Range) => [...(log.authorsOf([range]) ?? [""])].every((id) => ids.has(id));
  const mine = all ? () => true : by(new Set([ask.who.id]));
  // Right beside the passage only what its own authors deleted counts as a try at it: a paragraph that somebody else removed there does not.
  const deleted = joined([...between, ...beside.filter(by(authors))].filter(mine)).filter((range) => log.words.of([range]) !== "");
  return { code: chosenCode({ ranges, deleted }), words, deleted: deleted.map((range) => log.words.of([range])).join(" … "), also: standsAlso(visible, words), authors: [...authors].map((id) => people.get(id) ?? "").sort() };
}

async function names(ask: Ask, log: PassageLog): Promise<Map<string, string>> {
  const ids = [...new Set(log.rows.map((row) => row.personId))];
  return new Map(ids.length ? (await ask.db.selectFrom("person").select(["id", "name"]).where("id", "in", ids).execute()).map((p) => [p.id, p.name]) : []);
}

/**
 * The withdrawals of an item's minutes, newest first: to chair and deputy, and to whoever withdrew, with reason, length and who may have
 * seen it; to others the time alone. Noted as opened where more than the time is shown. Throws NotFound.
 */
export const withdrawalsOf = (ask: Ask, itemId: string) =>
  look(ask, async (ask, happened) => {
    const { item, head } = await itemHead(ask, itemId);
    const every = await ask.db.selectFrom("withdrawal").innerJoin("document", "document.id", "withdrawal.document_id").innerJoin("person", "person.id", "withdrawal.by_id").selectAll("withdrawal").select(["document.handling as of", "person.name as by"]).where("document.item_id", "=", item.id).orderBy("withdrawal.at", "desc").execute();
    const rows = [];
    for (const row of every) if (await opensMinutes(ask, item, { id: row.document_id, handling: row.of })) rows.push(row);
    const all = may.withdrawPassage(ask.who, item);
    const open = rows.filter((row) => all || row.by_id === ask.who.id).map((row) => row.id);
    const seen = open.length ? await ask.db.selectFrom("withdrawal_seen").innerJoin("person", "person.id", "withdrawal_seen.person_id").innerJoin("agency", "agency.id", "person.agency_id").select(["withdrawal_id", "person.name", "agency.name as agency", "how", "at"]).where("withdrawal_id", "in", open).orderBy("at").orderBy("person.name").execute() : [];
    if (open.length) happened({ what: "withdrawals opened", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return {
      head, mayWithdraw: may.writeMinutes(ask.who, item) && item.meeting_status === "live",
      withdrawals: rows.map((row) => ({
        id: row.id, at: row.at, of: row.of === "chair" ? ("chair" as const) : isRestrictedHandling(row.of) ? ("restricted" as const) : ("shared" as const),
        detail: open.includes(row.id) ? { by: row.by, chars: row.chars, reason: row.reason, toChair: row.handling === "chair", since: row.since, seen: seen.filter((one) => one.withdrawal_id === row.id).map(({ withdrawal_id: _, ...one }) => one) } : null,
      })),
    };
  });
