import { addDays, type Day, instantOf, shortDay } from "#app/models/core/days.ts";
import type { Reason } from "#app/models/meetings/agenda.ts";
import { textName } from "#app/models/meetings/document.ts";
import { put } from "./book.server.ts";
import { closingDetailOf, writeDecided } from "./decided.ts";
import { writeActions, writeSharing } from "./entries.ts";
import { changeOf, deal, filled, minutesOf, rationaleOf } from "./minutes.ts";
import { episodesBefore } from "./missing.ts";
import { bringsBack, closings, continues } from "./words/child.ts";
import { apologies, arising, declineReasons, deferReasons, lastMinutes, otherBusiness, welcomes } from "./words/entries.ts";
import { locationClosings, offenderClosings, othersBack, othersContinue } from "./words/others.ts";
import { firstNumber, type PanelId, rankName, type Someone, startTime, type Stay, type World } from "./world.ts";

interface Section {
  key: "children" | "offenders" | "locations";
  letter: string;
  list: Someone[];
  /** How many are taken at a meeting, least and most. */
  take: [number, number];
}

export interface Taken {
  meetingId: string;
  itemId: string;
  ref: string;
  day: Day;
  at: string;
  nextOn: Day;
  k: number;
}

const chairs: Record<PanelId, [chair: string, deputy: string]> = { macse: ["amira", "gareth"], mfh: ["gareth", "dan"] };
const members: Record<PanelId, [person: string, agency: string][]> = {
  macse: [["amira", "police"], ["gareth", "csc"], ["ruth", "csc"], ["dan", "police"], ["chloe", "health"], ["owen", "yjs"], ["mairead", "probation"], ["beth", "licensing"], ["iqbal", "safety"], ["josie", "harbour"]],
  mfh: [["gareth", "csc"], ["dan", "police"], ["ruth", "csc"], ["priya", "schools"], ["chloe", "health"], ["josie", "harbour"]],
};
const deputies: Record<string, string> = { dan: "malachy", chloe: "farah", owen: "abdi", mairead: "wrona", beth: "desmond", iqbal: "amankwah", josie: "niamh", priya: "lorna" };
const agencyOf: Record<string, string> = { malachy: "police", farah: "health", abdi: "yjs", wrona: "probation", desmond: "licensing", amankwah: "safety", niamh: "harbour", lorna: "schools" };

const ids = new WeakMap<World, Map<string, string>>();
/** The id of a panel's k-th meeting, also before it was held; null for the one that nobody has opened yet. */
export function meetingIdOf(world: World, panelId: PanelId, k: number): string | null {
  if (k >= world.held[panelId].length) return null;
  const mine = ids.get(world) ?? new Map<string, string>();
  ids.set(world, mine);
  const key = `${panelId} ${k}`;
  if (!mine.has(key)) mine.set(key, world.by.id());
  return mine.get(key)!;
}

/** Holds the panel's 24 meetings one after the other: agenda with reasons, attendance, minutes, outcomes, levels, actions, sharing; the last one's minutes are still in draft. */
export function holdMeetings(world: World, panelId: PanelId): void {
  for (const [k, day] of world.held[panelId].entries()) holdMeeting(world, panelId, k, day);
}

function holdMeeting(world: World, panelId: PanelId, k: number, day: Day): void {
  const { by, book } = world;
  const days = world.held[panelId];
  const last = k === days.length - 1;
  const startsAt = startTime(panelId);
  const [chair, deputy] = chairs[panelId];
  const inChair = by.of(0.88) ? chair : deputy;
  const meetingId = meetingIdOf(world, panelId, k)!;
  const opensAt = instantOf(addDays(day, -12), "11:00");
  const published = instantOf(addDays(day, -8), "16:30");
  const started = instantOf(day, startsAt);
  const clock = { minutes: 3 };
  const then = (minutes = 0) => new Date(Date.parse(started) + (clock.minutes + minutes) * 60_000).toISOString();
  const previous = k > 0 ? days[k - 1]! : null;
  const nextOn = days[k + 1] ?? world.coming[panelId][0]!;
  const number = k + firstNumber;
  const approvedAt = last ? null : instantOf(nextOn, panelId === "macse" ? "09:40" : "13:40");
  const meeting = put(book, "meeting", {
    id: meetingId, panel_id: panelId, number, on_day: day, starts_at: startsAt, minutes_long: panelId === "macse" ? 180 : 120, place: by.weighed([["Civic Centre, room 2, and online", 70], ["Online", 20], ["Police headquarters, conference room", 10]] as const), chair_id: inChair,
    status: last ? "ended" : "agreed", proposed_at: opensAt, published_at: published, published_by_id: "ruth", started_at: started, started_by_id: inChair, approved_at: approvedAt, approved_by_id: last ? null : inChair,
  });
  writeAttendance(world, panelId, meetingId, inChair, started);

  const standing = [["Welcome, introductions and confidentiality statement", 5, welcomes], ["Apologies and deputies", 2, apologies], ["Minutes of the last meeting", 3, lastMinutes], ["Matters arising", 10, arising]] as const;
  let position = 0;
  const documents: { frozen_at?: string | null }[] = [];
  const write = (itemId: string, text: string, at: string) => {
    const documentId = by.id();
    documents.push(put(book, "document", { id: documentId, item_id: itemId }));
    put(book, "document_update", { document_id: documentId, seq: 1, epoch: 1, person_id: "ruth", agency_id: "csc", instance: by.id(), instance_seq: 1, bytes: Buffer.from(changeOf(world, text, textName)), at });
  };
  const stand = (title: string, minutes: number, texts: readonly string[], section: string, at: number) => {
    const id = by.id();
    position += 1;
    put(book, "item", { id, meeting_id: meetingId, kind: "standing", number: String(at), section, title, position, minutes, reasons: "[]", added_by_id: "ruth", added_at: opensAt, started_at: then(), finished_at: then(minutes) });
    clock.minutes += minutes;
    write(id, `${deal(world, texts)}\n`, then());
  };
  for (const [i, [title, minutes, texts]] of standing.entries()) stand(title, minutes, texts, "opening", i + 1);

  const sections: Section[] = panelId === "macse"
    ? [{ key: "children", letter: "A", list: world.children, take: [14, 18] }, { key: "offenders", letter: "B", list: world.offenders, take: [6, 8] }, { key: "locations", letter: "C", list: world.places, take: [4, 5] }]
    : [{ key: "children", letter: "A", list: world.children, take: [14, 18] }];
  let place = 0;
  for (const section of sections) {
    const { taken, putOff } = choose(world, panelId, k, section);
    const propose = (someone: Someone, reasons: Reason[], given: { decision: "listed" | "deferred" | "declined"; until_on?: Day; decision_reason?: string }) =>
      put(book, "proposal", { id: by.id(), meeting_id: meetingId, subject_id: someone.id, section: section.key, position: ++place, minutes: 7, reasons: JSON.stringify(reasons), proposed_at: opensAt, decided_at: opensAt, decided_by_id: "ruth", ...given });
    taken.forEach(({ someone, stay }, i) => {
      const reasons = reasonsFor(panelId, someone, stay, k, day, previous);
      propose(someone, reasons, { decision: "listed" });
      const itemId = by.id();
      const fresh = stay.discussed === 0;
      position += 1;
      const item = put(book, "item", {
        id: itemId, meeting_id: meetingId, kind: "subject", number: `${section.letter}${i + 1}`, section: section.key, subject_id: someone.id, position, minutes: panelId === "macse" ? (fresh ? 12 : 7) : fresh ? 8 : 5, reasons: JSON.stringify(reasons),
        lead_id: by.of(0.5) ? by.pick(members[panelId])[0] : null, added_by_id: "ruth", added_at: opensAt, started_at: then(),
      });
      const minutes = by.whole(3, 8);
      clock.minutes += minutes;
      discuss(world, panelId, someone, stay, { meetingId, itemId, ref: `${panelId.toUpperCase()}-${number}/${section.letter}${i + 1}`, day, at: then(), nextOn, k }, item, reasons, inChair, write);
      item.finished_at = then();
    });
    for (const { someone, stay } of putOff) {
      const declined = by.of(0.25);
      const reasons = reasonsFor(panelId, someone, stay, k, day, previous);
      propose(someone, reasons, declined ? { decision: "declined", decision_reason: by.pick(declineReasons) } : { decision: "deferred", until_on: nextOn, decision_reason: by.pick(deferReasons) });
      stay.due = k + 1;
      stay.putOff = declined ? null : "deferred";
    }
  }
  stand("Any other business and date of the next meeting", 5, otherBusiness, "closing", 5);
  meeting.ended_at = then(2);
  meeting.ended_by_id = inChair;
  for (const document of documents) document.frozen_at = meeting.ended_at;
}

function writeAttendance(world: World, panelId: PanelId, meetingId: string, inChair: string, at: string): void {
  const { by, book } = world;
  const away = new Set(by.several(members[panelId].map(([p]) => p).filter((p) => p !== inChair && p !== "ruth"), by.weighed([[0, 15], [1, 45], [2, 40]] as const)));
  for (const [person_id, agency_id] of members[panelId]) {
    const row = { meeting_id: meetingId, agency_id, recorded_at: at, recorded_by_id: "ruth" };
    if (!away.has(person_id)) {
      put(book, "attendance", { ...row, person_id, status: "present" });
      continue;
    }
    put(book, "attendance", { ...row, person_id, status: by.of(0.93) ? "apologies" : "absent", information_sent: by.of(0.8) ? "yes" : "no" });
    const deputy = deputies[person_id];
    if (deputy && by.of(0.6)) put(book, "attendance", { ...row, person_id: deputy, agency_id: agencyOf[deputy]!, status: "deputy", deputy_for_id: person_id });
  }
}

interface Chosen {
  someone: Someone;
  stay: Stay;
}

/** Who is taken: those new, closing, or put off last time; then whose review is due, highest risk first. What does not fit is put off with a reason. */
function choose(world: World, panelId: PanelId, k: number, section: Section): { taken: Chosen[]; putOff: Chosen[] } {
  const { by } = world;
  const alive: Chosen[] = section.list.flatMap((someone) => someone.stays.filter((s) => s.panelId === panelId && s.from <= k && (s.to === null || s.to >= k)).map((stay) => ({ someone, stay })));
  const must = (c: Chosen) => c.stay.from === k || c.stay.to === k || c.stay.putOff !== null || c.stay.referAt === k;
  const by_ = (a: Chosen, b: Chosen) => Number(must(b)) - Number(must(a)) || b.stay.rank - a.stay.rank || a.stay.due - b.stay.due;
  const wanted = by.whole(section.take[0], section.take[1]);
  const due = alive.filter((c) => must(c) || c.stay.due <= k).sort(by_);
  const taken = due.slice(0, Math.max(wanted, due.filter(must).length));
  const putOff = due.slice(taken.length, taken.length + 3);
  for (const late of due.slice(taken.length + 3)) late.stay.due = k + 1;
  // A thin month: the highest risks come early.
  for (const one of alive.filter((c) => !due.includes(c)).sort(by_).slice(0, Math.max(0, section.take[0] - taken.length))) taken.push(one);
  return { taken: taken.sort((a, b) => b.stay.rank - a.stay.rank), putOff };
}

/** The reasons as the panel's rules would have given them. */
function reasonsFor(panelId: PanelId, someone: Someone, stay: Stay, k: number, day: Day, previous: Day | null): Reason[] {
  const reasons: Reason[] = [];
  const known = current.get(stay)?.row.decided_on;
  if (panelId === "macse" && stay.rank === 3 && known) reasons.push({ rule: "riskAtOrAbove", text: `High risk since ${shortDay(known)}`, weight: 5, on: known });
  if (stay.from === k) reasons.push({ rule: "newSinceLastMeeting", text: `New: case opened ${shortDay(stay.openedOn)}`, weight: 3, on: stay.openedOn });
  else if (stay.putOff === "not reached" && previous) reasons.push({ rule: "deferredToThis", text: `Not reached on ${shortDay(previous)}: comes first`, weight: 6, on: previous });
  else if (stay.putOff && previous) reasons.push({ rule: "deferredToThis", text: `Deferred to ${shortDay(day)}, decided ${shortDay(previous)}`, weight: 3, on: previous });
  else if (stay.due <= k) reasons.push({ rule: "reviewDue", text: `Review due ${shortDay(day)}`, weight: 2, on: day });
  const span = panelId === "macse" ? 30 : 90;
  const count = someone.kind === "child" ? episodesBefore(someone, addDays(day, -8), span) : 0;
  if (count >= (panelId === "macse" ? 4 : 3)) {
    const lastOn = someone.episodes.filter((d) => d < addDays(day, -8)).at(-1)!;
    reasons.push({ rule: "missing", text: `${count} missing episodes in ${span} days, the last on ${shortDay(lastOn)}`, weight: 3 + Math.min(3, count - 3), on: lastOn });
  }
  const tasks = someone.tasks.filter((t) => t.panelId === panelId && (t.endedOn === null || t.endedOn > day));
  const oldest = tasks.map((t) => t.dueOn).sort()[0];
  const overdue = tasks.filter((t) => t.dueOn < day).length;
  if (oldest && overdue) reasons.push({ rule: "openActions", text: `${overdue} ${overdue === 1 ? "action" : "actions"} overdue${tasks.length > overdue ? ` of ${tasks.length} open` : ""}, since ${shortDay(oldest)}`, weight: 3, on: oldest });
  else if (oldest) reasons.push({ rule: "openActions", text: `${tasks.length} ${tasks.length === 1 ? "action" : "actions"} open, first due ${shortDay(oldest)}`, weight: 1, on: oldest });
  const repeat = someone.stays.find((s) => s.panelId === panelId && s !== stay && s.closedOn && s.closedOn <= stay.openedOn);
  if (repeat?.closedOn && stay.from === k) reasons.push({ rule: "repeatWithin", text: `Back within 12 months: closed ${shortDay(repeat.closedOn)}`, weight: 3, on: repeat.closedOn });
  if (!reasons.length) reasons.push({ rule: "byHand", text: "Added by Ruth Okafor: asked for by the lead professional", weight: 2, on: addDays(day, -10) });
  return reasons.sort((a, b) => b.weight - a.weight);
}

const current = new WeakMap<Stay, { row: { ended_on?: string | null; decided_on: string } }>();
/** A level from a day on; the one before ends. */
export function setLevel(world: World, someone: Someone, stay: Stay, rank: number, day: Day, given: { itemId?: string; at: string; nextOn: Day | null; by: string }): void {
  const before = current.get(stay);
  if (before) before.row.ended_on = day;
  const row = put(world.book, "risk", {
    id: world.by.id(), subject_id: someone.id, panel_id: stay.panelId, level: rankName(rank), rank, rationale: rationaleOf(world, stay.panelId, someone, rank), dissent: world.by.of(0.04) ? "Health would have gone higher" : null,
    scale_from_on: addDays(world.today, -800), decided_on: day, next_review_on: given.nextOn, item_id: given.itemId ?? null, recorded_at: given.at, recorded_by_id: "ruth", agreed_at: given.at, agreed_by_id: given.by, ended_on: null,
  });
  current.set(stay, { row });
  stay.rank = rank;
}

function nextRank(world: World, someone: Someone, stay: Stay, k: number): number {
  const { by } = world;
  if (stay.rank === 0) return by.weighed(someone.kind === "child" ? ([[3, 45], [2, 42], [1, 13]] as const) : ([[3, 30], [2, 50], [1, 20]] as const));
  if (stay.to !== null && stay.to - k <= 3) return Math.max(1, stay.rank - (by.of(0.6) ? 1 : 0));
  return Math.min(3, Math.max(1, stay.rank + by.weighed([[0, 68], [-1, 14], [1, 18]] as const)));
}

function discuss(world: World, panelId: PanelId, someone: Someone, stay: Stay, taken: Taken, item: { outcome?: string | null; [column: string]: unknown }, reasons: Reason[], inChair: string, write: (itemId: string, text: string, at: string) => void): void {
  const { by } = world;
  const { k, day, at, itemId, nextOn } = taken;
  const before = stay.rank;
  const closing = stay.to === k;
  Object.assign(item, { outcome_at: at, outcome_by_id: inChair, agreed_at: at, agreed_by_id: inChair });
  if (!closing && stay.referAt !== k && stay.from !== k && before > 0 && by.of(0.015)) {
    Object.assign(item, { outcome: "not reached", outcome_until_on: nextOn, cover: before === 3 ? `Allocated social worker until ${shortDay(nextOn)}` : null });
    stay.due = k + 1;
    stay.putOff = "not reached";
    return;
  }
  stay.discussed += 1;
  stay.putOff = null;
  const rank = nextRank(world, someone, stay, k);
  const agreed = !closing && (rank !== before || by.of(0.4));
  const gap = panelId === "mfh" ? by.weighed([[1, 45], [2, 40], [3, 15]] as const) : someone.kind !== "child" ? by.weighed([[2, 20], [3, 40], [4, 25], [5, 15]] as const) : rank === 3 ? by.weighed([[1, 55], [2, 45]] as const) : by.weighed([[2, 40], [3, 60]] as const);
  stay.due = k + gap;
  const reviewOn = reviewDay(world, panelId, stay.due);
  const tail: string[] = [];
  if (agreed) setLevel(world, someone, stay, rank, day, { itemId, at, nextOn: reviewOn, by: inChair });
  if (closing) {
    const reason = someone.kind === "child" ? by.weighed([["risk reduced and sustained over at least one review", 60], ["managed under another plan", 20], ["moved area, receiving authority confirmed", 12], ["not exploitation", 8]] as const) : someone.kind === "offender" ? by.weighed([["in custody", 30], ["risk reduced and sustained over at least one review", 50], ["moved area, receiving authority confirmed", 20]] as const) : "risk reduced and sustained over at least one review";
    const note = someone.kind === "child" ? filled(deal(world, closings), someone) : deal(world, someone.kind === "offender" ? offenderClosings : locationClosings);
    const ending = { closed_reason: reason, closed_detail: closingDetailOf(reason), support_continues: by.pick(someone.kind === "child" ? continues : othersContinue[someone.kind]), would_bring_back: by.pick(someone.kind === "child" ? bringsBack : othersBack[someone.kind]) };
    Object.assign(item, { outcome: "closed to this panel", outcome_note: note, ...ending });
    const row = (world.book.panel_case ?? []).find((c) => c.id === stay.caseId)!;
    Object.assign(row, { closed_on: day, closed_at: at, closed_by_id: inChair, ...ending });
    const level = current.get(stay);
    if (level) level.row.ended_on = day;
    tail.push(`**Closed to this panel:** ${note} Support that goes on: ${ending.support_continues.toLowerCase()}. Would bring back: ${ending.would_bring_back.toLowerCase()}.`);
  } else if (stay.referTo && stay.referAt === k) {
    const note = "Absences are now overnight and with older people; the panel on exploitation should see the whole picture.";
    Object.assign(item, { outcome: "referred to another panel", outcome_note: note, outcome_panel_id: stay.referTo, outcome_until_on: reviewOn });
    const there = someone.stays.find((s) => s.panelId === stay.referTo && s.openedOn >= day);
    put(world.book, "referral", { id: by.id(), subject_id: someone.id, to_panel_id: stay.referTo, from_panel_id: panelId, item_id: itemId, reason: note, made_at: at, made_on: day, made_by_id: inChair, meeting_id: there ? meetingIdOf(world, stay.referTo, there.from) : null });
    tail.push(`**Referred to MACSE:** ${note}`);
  }
  const actions = closing ? [] : writeActions(world, panelId, someone, taken, inChair);
  const sharing = closing ? null : writeSharing(world, panelId, someone, taken, inChair);
  if (!item.outcome) {
    const outcome = agreed ? "risk agreed" : actions.length || sharing ? "decision" : "discussed, no change";
    Object.assign(item, { outcome, outcome_until_on: reviewOn, outcome_note: outcome === "discussed, no change" ? "The plan stands; nothing new for the panel" : null });
  }
  if (!closing) tail.push(...writeDecided(world, panelId, someone, taken, inChair));
  if (sharing) tail.push(`**Information sharing:** ${sharing}`);
  if (actions.length) tail.push(`**Actions:** ${actions.join(", ")}.`);
  const why = `${reasons.map((r) => r.text).join("; ").replace(/^./, (c) => c.toLowerCase())}.`;
  write(itemId, minutesOf({ world, someone, day, why: why.replace(/^./, (c) => c.toUpperCase()), rank, before, times: stay.discussed, agreed, tail }), at);
}

/** The day on which a review falls due: the panel's meeting, held or to come, that it is due at. */
export function reviewDay(world: World, panelId: PanelId, due: number): Day {
  const { held, coming } = world;
  if (due < held[panelId].length) return held[panelId][due]!;
  const ahead = due - held[panelId].length;
  const list = coming[panelId];
  return list[ahead] ?? addDays(list.at(-1)!, 28 * (ahead - list.length + 1));
}

