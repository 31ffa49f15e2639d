import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { clearAction, clearSharing, meetingInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { givesAnything } from "../followup/sharing.ts";
import { panelSettings } from "../people/panel.server.ts";
import type { Book } from "../subjects/references.ts";
import type { Kind } from "../subjects/subject.ts";
import { booksFor, textsOf, unsureIn } from "./books.server.ts";
import { whoEnds } from "./closing-words.ts";
import { type Obstacle, obstaclesOf } from "./ending.ts";
import { discussedOf, type Said, saidAt } from "./extract.server.ts";
import { type Finding, findingsOf, type GateItem, keyOf, openOf, type Override } from "./gate.ts";
import { isDiscussed } from "./outcome.ts";
import { whyNotWhole } from "./whole.server.ts";

interface Meeting {
  id: string;
  panel_id: string;
  on_day: string;
}

export interface Gate {
  obstacles: Obstacle[];
  findings: Finding[];
  books: (itemId: string) => Book;
}

/** What the meeting was closed in spite of, or will be, oldest first. The meeting must be in reach. */
export async function overridesAt(ask: Ask, meetingId: string): Promise<Override[]> {
  const rows = await ask.db.selectFrom("gate_override").innerJoin("person", "person.id", "gate_override.by_id").select(["gate_override.item_id as itemId", "gate_override.what as check", "gate_override.about", "gate_override.words", "gate_override.reason", "gate_override.at", "person.name as by"]).where("gate_override.meeting_id", "=", meetingId).where("gate_override.ended_at", "is", null).orderBy("gate_override.at").execute();
  return rows;
}

/** Everything that a meeting should not end with, for somebody who reaches all of it. */
export async function gateOf(ask: Ask, meeting: Meeting, said: Said[]): Promise<Gate> {
  const obstacles = obstaclesOf(said.map((item) => ({ id: item.id, number: item.number, label: item.ref ?? item.name ?? "", kind: item.kind, outcome: item.outcome?.outcome ?? null, agreedAt: item.agreedAt, pending: item.entries.filter((e) => !e.agreedAt).length })));
  const books = await booksFor(ask, said);
  return { obstacles, findings: findingsOf(meeting.id, await gateItems(ask, meeting, said, books), await overridesAt(ask, meeting.id)), books };
}

async function gateItems(ask: Ask, meeting: Meeting, said: Said[], books: (itemId: string) => Book): Promise<GateItem[]> {
  const ids = said.map((item) => item.id);
  const subjectIds = said.flatMap((item) => item.subjectId ?? []);
  if (!ids.length) return [];
  const kinds = new Map((subjectIds.length ? await ask.db.selectFrom("subject").select(["id", "kind"]).where("id", "in", subjectIds).execute() : []).map((row) => [row.id, row.kind]));
  const actions = await ask.db.selectFrom("action").innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id").select(["action.id", "action.ref", "action.item_id", "action.due_on", "action.person_name", "action.agreed_at", "agency.name as agency", "person.name as person"])
    .where("action.item_id", "in", ids).where("action.removed_at", "is", null).where("action.ended_at", "is", null).where(clearAction(ask.who)).orderBy("action.ref").execute();
  const sharing = await ask.db.selectFrom("sharing").leftJoin("agency", "agency.id", "sharing.to_agency_id").select(["sharing.id", "sharing.ref", "sharing.item_id", "sharing.decision", "sharing.disclosure", "sharing.to_name", "sharing.lawful_basis", "sharing.agreed_at", "agency.name as to"])
    .where("sharing.item_id", "in", ids).where("sharing.removed_at", "is", null).where(clearSharing(ask.who)).orderBy("sharing.ref").execute();
  const levels = subjectIds.length ? await ask.db.selectFrom("risk").select(["subject_id", "item_id", "rank", "next_review_on"]).where("panel_id", "=", meeting.panel_id).where("subject_id", "in", subjectIds).where("superseded_at", "is", null).where("ended_on", "is", null).execute() : [];
  const { scale } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const highest = Math.max(...scale.map((level) => level.rank));
  const posing = await posingIn(ask, said, books);
  return said.map((item) => {
    const own = levels.filter((level) => level.subject_id === item.subjectId);
    const level = own.find((one) => one.item_id === item.id) ?? own[0];
    return {
      id: item.id, number: item.number, label: item.ref ?? item.name ?? "", subjectId: item.subjectId, kind: (item.subjectId && (kinds.get(item.subjectId) as Kind | undefined)) || null, discussed: isDiscussed(item.outcome?.outcome ?? null), outcome: item.outcome?.outcome ?? null, text: item.text,
      actions: actions.filter((one) => one.item_id === item.id).map((one) => ({ id: one.id, ref: one.ref, agency: one.agency, person: one.person ?? one.person_name, dueOn: one.due_on, agreed: one.agreed_at !== null })),
      sharing: sharing.filter((one) => one.item_id === item.id).map((one) => ({ id: one.id, ref: one.ref, to: one.to ?? one.to_name ?? "nobody named", gives: givesAnything(one.decision), outside: one.disclosure === 1, lawfulBasis: one.lawful_basis, agreed: one.agreed_at !== null })),
      high: level?.rank === highest, nextReviewOn: item.outcome?.untilOn ?? level?.next_review_on ?? null,
      posing: posing.get(item.id) ?? [], unsure: unsureIn(books(item.id), item),
    };
  });
}

/** The persons posing risk whom each discussed item is about or names, of those that this person reaches: of the others nothing is said. */
async function posingIn(ask: Ask, said: Said[], books: (itemId: string) => Book): Promise<Map<string, GateItem["posing"]>> {
  const refs = new Map(discussedOf(said).map((item) => [item.id, new Set(textsOf(item).map((text) => books(item.id)(text)).concat(item.ref ?? "").join(" ").match(/\bO-\d{4,}\b/g) ?? [])]));
  const all = [...new Set([...refs.values()].flatMap((some) => [...some]))];
  const known: { id: string; ref: string; basis: string | null }[] = [];
  for (let i = 0; i < all.length; i += 200)
    known.push(...(await subjectsInReach(ask).innerJoin("offender", "offender.subject_id", "subject.id").select(["subject.id", "subject.ref", "offender.basis_of_concern as basis"]).where("subject.ref", "in", all.slice(i, i + 200)).orderBy("subject.ref").execute()));
  return new Map([...refs].map(([itemId, some]) => [itemId, known.filter((one) => some.has(one.ref)).map(({ id, ref, basis }) => ({ id, ref, basis: Boolean(basis?.trim()) }))]));
}

/**
 * Keeps why the meeting is closed in spite of what the gate finds: by finding (`keyOf`), and one reason for all that have none of their own. What must
 * be mended is not overridden. Throws NotFound, NotAllowed, NotAgreed.
 */
export const overrideFindings = (ask: Ask, meetingId: string, { reasons, forAll }: { reasons: Record<string, string>; forAll: string | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), whoEnds);
    agree(await whyNotWhole(ask, meeting.id));
    agree(meeting.status === "live" ? null : "The meeting is not running");
    const { findings } = await gateOf(ask, meeting, await saidAt(ask, meeting));
    const open = openOf(findings).filter((finding) => !finding.must);
    const given = open.flatMap((finding) => {
      const reason = reasons[keyOf(finding)]?.trim() || forAll?.trim();
      return reason ? [{ finding, reason }] : [];
    });
    if (!given.length) throw new NotAgreed(open.length ? "Give a reason" : "There is nothing that needs a reason", "forAll");
    for (const { finding, reason } of given) {
      await ask.db.insertInto("gate_override").values({ id: newId(), meeting_id: meeting.id, item_id: finding.itemId, what: finding.check, about: finding.about, words: finding.words, reason, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
      happened({ what: "check overridden", panelId: meeting.panel_id, meetingId: meeting.id, itemId: finding.itemId, detail: finding.check });
    }
  });
