import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Ask } from "#app/models/core/ask.server.ts";
import { type Day, addDays, dayOf } from "#app/models/core/days.ts";
import { NotAgreed } from "#app/models/core/refuse.ts";
import { publishAgenda } from "#app/models/meetings/agenda.server.ts";
import { endMeeting } from "#app/models/meetings/ending.server.ts";
import { overrideFindings } from "#app/models/meetings/gate.server.ts";
import { addByHand, moveItem, planItem } from "#app/models/meetings/item.server.ts";
import { changeMeeting, openMeeting } from "#app/models/meetings/meeting.server.ts";
import { withdrawItem } from "#app/models/meetings/off-agenda.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import type { Outcome } from "#app/models/meetings/outcome.ts";
import { cancelMeeting, putOff } from "#app/models/meetings/put-off.server.ts";
import { declineProposal, deferProposal, listProposal, listProposals, proposeAgenda } from "#app/models/meetings/proposal.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { startMeeting } from "#app/models/meetings/running.server.ts";
import { openCase, sumOf } from "#app/models/subjects/case.server.ts";
import { closeCase, reviewCase, startClosing, withdrawClosing } from "#app/models/subjects/closing.server.ts";
import { leavePanel } from "#app/models/subjects/handover.server.ts";
import { proposeForNext } from "#app/models/subjects/referral.server.ts";
import type { Db } from "#db/connect.server.ts";
import { type Stage, newId, now as start, stage } from "../cast.ts";
import { chance } from "../support/chance.ts";

// The first law (product.md): every open case has exactly one next thing, with an owner and a date. Random histories of everything that
// touches a case are played through the acts themselves; after every step a separate query, which shares no code with them, looks again.

function dice(seed: number) {
  const roll = chance(seed);
  return { roll, pick: <T>(list: readonly T[]): T => list[Math.floor(roll() * list.length)]!, some: <T>(list: readonly T[], most: number) => list.filter(() => roll() < most / Math.max(list.length, 1)).slice(0, most) };
}
type Dice = ReturnType<typeof dice>;

/** What is wrong in the tables, in words; empty when the law holds. */
async function broken(db: Db): Promise<string[]> {
  const { rows } = await sql<{ what: string; id: string }>`
    select 'an open case has ' || count(n.id) || ' next things' as what, c.id from panel_case c left join case_next n on n.case_id = c.id and n.ended_at is null where c.closed_on is null group by c.id having count(n.id) <> 1
    union all select 'a closed case has a next thing', c.id from panel_case c join case_next n on n.case_id = c.id and n.ended_at is null where c.closed_on is not null
    union all select 'a next thing has no owner or no date', n.id from case_next n left join person p on p.id = n.owner_id where n.ended_at is null and (p.id is null or length(n.on_day) <> 10)
    union all select 'a case is listed without an item on a meeting to come', n.case_id from case_next n join panel_case c on c.id = n.case_id
      where n.ended_at is null and n.kind = 'listed' and not exists (select 1 from item i join meeting m on m.id = i.meeting_id where i.id = n.item_id and i.subject_id = c.subject_id and m.panel_id = c.panel_id and i.withdrawn_at is null and m.status in ('draft', 'published', 'live'))
    union all select 'an item on a meeting to come has no listed case', i.id from item i join meeting m on m.id = i.meeting_id
      where i.kind = 'subject' and i.withdrawn_at is null and m.status in ('draft', 'published', 'live') and not exists (select 1 from panel_case c join case_next n on n.case_id = c.id and n.ended_at is null where c.subject_id = i.subject_id and c.panel_id = m.panel_id and c.closed_on is null and n.kind = 'listed' and n.item_id = i.id)
    union all select 'a listed case has another day than its meeting', n.case_id from case_next n join item i on i.id = n.item_id join meeting m on m.id = i.meeting_id where n.ended_at is null and n.kind = 'listed' and n.on_day <> m.on_day
    union all select 'the case says another review than its next thing', c.id from panel_case c join case_next n on n.case_id = c.id and n.ended_at is null where n.kind = 'review' and c.review_on <> n.on_day
    union all select 'two open cases of one subject', c.subject_id from panel_case c where c.closed_on is null group by c.panel_id, c.subject_id having count(*) > 1`.execute(db);
  return rows.map((row) => `${row.what} (${row.id})`);
}

/** The short look after every step: open cases are as many as their next things, each case with its one. */
async function miscounted(db: Db): Promise<string[]> {
  const { rows } = await sql<{ cases: number; nexts: number; apart: number }>`
    select count(*) as cases, (select count(*) from case_next where ended_at is null) as nexts, sum(case when n.id is null then 1 else 0 end) as apart
    from panel_case c left join case_next n on n.case_id = c.id and n.ended_at is null where c.closed_on is null`.execute(db);
  const { cases, nexts, apart } = rows[0]!;
  return cases === nexts && !apart ? [] : [`${cases} open cases, ${nexts} next things, ${apart} cases without`];
}

/** The sum of the panel's page against one counted from the rows, case by case. */
async function sumDiffers(ask: Ask): Promise<string[]> {
  const { rows } = await sql<{ id: string; closed_on: string | null; kind: string | null }>`select c.id, c.closed_on, n.kind from panel_case c left join case_next n on n.case_id = c.id and n.ended_at is null where c.panel_id = 'macse'`.execute(ask.db);
  const open = rows.filter((row) => row.closed_on === null);
  const counted = { open: open.length, listed: 0, review: 0, closing: 0, without: 0 };
  for (const row of open) counted[(row.kind ?? "without") as "listed"]++;
  const said = await sumOf(ask, "macse");
  return JSON.stringify(said) === JSON.stringify(counted) && said.open === said.listed + said.review + said.closing ? [] : [`the page says ${JSON.stringify(said)}, the rows ${JSON.stringify(counted)}`];
}

interface World {
  s: Stage;
  dice: Dice;
  clock: { now: Date };
  subjects: string[];
  counts: Map<string, number>;
  refused: number;
  asks: { ruth: Ask; amira: Ask };
  /** What a seeded bug does after an act of that name. */
  bug?: { after: string; spoil: (db: Db, at: string, id: string) => Promise<void> };
}

interface Seen {
  ruth: Ask;
  amira: Ask;
  today: Day;
  cases: { id: string; subject_id: string; kind: string | null }[];
  meetings: { id: string; status: string; on_day: Day }[];
  items: { id: string; meeting_id: string; outcome: string | null; agreed_at: string | null; kind: string; status: string; is_current: number }[];
  pending: { id: string; meeting_id: string }[];
}

async function look(w: World): Promise<Seen> {
  const { db } = w.s;
  const ask = (person: "ruth" | "amira"): Ask => ({ ...w.asks[person], now: w.clock.now });
  const { rows: cases } = await sql<Seen["cases"][number]>`select c.id, c.subject_id, n.kind from panel_case c left join case_next n on n.case_id = c.id and n.ended_at is null where c.panel_id = 'macse' and c.closed_on is null order by c.opened_at, c.id`.execute(db);
  const { rows: meetings } = await sql<Seen["meetings"][number]>`select id, status, on_day from meeting where panel_id = 'macse' and status in ('draft', 'published', 'live') and cancelled_at is null order by number`.execute(db);
  const { rows: items } = await sql<Seen["items"][number]>`select i.id, i.meeting_id, i.outcome, i.agreed_at, i.kind, m.status, case when m.current_item_id = i.id then 1 else 0 end as is_current from item i join meeting m on m.id = i.meeting_id
    where m.panel_id = 'macse' and m.status in ('draft', 'published', 'live') and i.withdrawn_at is null order by m.number, i.position`.execute(db);
  const { rows: pending } = await sql<Seen["pending"][number]>`select p.id, p.meeting_id from proposal p join meeting m on m.id = p.meeting_id where m.status in ('draft', 'published') and m.cancelled_at is null and p.decision is null order by m.number, p.position`.execute(db);
  return { ruth: ask("ruth"), amira: ask("amira"), today: dayOf(w.clock.now), cases, meetings, items, pending };
}

type Act = { name: string; weight: number; id: string; run: () => Promise<unknown> };
const closing = { reason: "managed under another plan" as const, detail: "Child protection plan", supportContinues: "Key worker stays", wouldBringBack: "Two missing episodes in a month" };
const outcomes: Outcome[] = ["decision", "discussed, no change", "deferred", "not reached", "referred to another panel", "closed to this panel"];

/** Everything that could happen now, also what must be refused. */
function possible(w: World, v: Seen): Act[] {
  const { pick, roll } = w.dice;
  const acts: Act[] = [];
  const can = (name: string, weight: number, id: string, run: () => Promise<unknown>) => acts.push({ name, weight, id, run });
  const later = (days: number) => addDays(v.today, 1 + Math.floor(roll() * days));
  const open = new Set(v.cases.map((c) => c.subject_id));
  const free = w.subjects.filter((id) => !open.has(id));
  const building = v.meetings.filter((m) => m.status !== "live");
  const one = v.cases.length ? pick(v.cases) : null;

  if (free.length) {
    const subjectId = pick(free);
    can("open or re-open a case", 3, subjectId, () => openCase(v.ruth, { panelId: "macse", subjectId, why: "Referred", reviewOn: later(40) }));
    can("propose for the next meeting", 1, subjectId, () => proposeForNext(v.ruth, subjectId, { panelId: "macse", reason: "Seen again" }));
  }
  if (one) {
    can("review", 2, one.id, () => reviewCase(v.ruth, one.id, { onDay: later(60), ownerId: pick(["ruth", "owen", "amira"]), why: "Plan reviewed" }));
    can("start closing", one.kind === "review" ? 2 : 0.3, one.id, () => startClosing(v.ruth, one.id, { ...closing, onDay: later(30), ownerId: "amira" }));
    can("close", one.kind === "closing" ? 3 : 0.3, one.id, () => closeCase(v.amira, one.id, closing));
    const closingCase = v.cases.find((c) => c.kind === "closing");
    can("withdraw closing", closingCase ? 1 : 0.05, (closingCase ?? one).id, () => withdrawClosing(v.ruth, (closingCase ?? one).id, { onDay: later(30), ownerId: "ruth", why: "Missing again" }));
  }
  if (v.meetings.length < 2) can("open a meeting", 3, "", () => openMeeting(v.ruth, { panelId: "macse", onDay: later(20), time: "09:30", minutesLong: 180, place: null }));
  can("hand over", 0.15, "owen", async () => {
    await leavePanel(await w.s.as("admin", w.clock.now), await sitting(w), addDays(v.today, -1));
    await w.s.db.insertInto("membership").values({ id: newId(), panel_id: "macse", person_id: "owen", role: "member", from_on: v.today }).execute();
  });
  if (building.length) {
    const m = pick(building);
    const here = v.pending.filter((p) => p.meeting_id === m.id);
    const listed = v.items.filter((i) => i.meeting_id === m.id);
    const subjects = listed.filter((i) => i.kind === "subject");
    can("propose", here.length ? 0.2 : 1.2, m.id, () => proposeAgenda(v.ruth, m.id));
    can("move the meeting", 0.4, m.id, () => changeMeeting(v.ruth, m.id, { onDay: later(20), time: "10:00", minutesLong: 150, place: "Room 3" }));
    can("add by hand", 1, m.id, () => addByHand(v.ruth, m.id, { subjectId: pick(w.subjects), minutes: 8, leadId: null, reason: "Asked for" }));
    if (here.length) {
      const p = pick(here);
      can("list", 4, p.id, () => listProposal(v.ruth, p.id));
      can("list several", 1.5, p.id, () => listProposals(v.ruth, [p.id, ...w.dice.some(here, 3).map((x) => x.id)]));
      can("defer", 2, p.id, () => deferProposal(v.ruth, p.id, { until: roll() < 0.9 ? addDays(m.on_day, 1 + Math.floor(roll() * 40)) : v.today, reason: "Plan works" }));
      can("decline", 2, p.id, () => declineProposal(v.ruth, p.id, { reason: "Held elsewhere", reviewOn: roll() < 0.9 ? later(90) : null }));
    }
    if (subjects.length) {
      const item = pick(subjects);
      can("withdraw", 1, item.id, () => withdrawItem(v.ruth, item.id, { reason: "Moved away", reviewOn: roll() < 0.9 ? later(40) : null }));
      can("defer an item", 0.5, item.id, () => withdrawItem(v.ruth, item.id, { reason: "Strategy meeting first", reviewOn: addDays(m.on_day, Math.floor(roll() * 30)), deferred: true }));
      can("plan", 0.4, item.id, () => planItem(v.ruth, item.id, { minutes: 5 + Math.floor(roll() * 10), leadId: pick([null, "dan", "chloe"]) }));
      can("move", 0.4, item.id, () => moveItem(v.ruth, item.id, pick(["up", "down"] as const)));
    }
    can("cancel", 0.15, m.id, () => cancelMeeting(v.ruth, m.id, "The chair is ill"));
    can("put off", 0.2, m.id, () => putOff(v.ruth, m.id, { onDay: later(20), time: "13:30", reason: "Snow" }));
    can("publish", here.length || !subjects.length ? 0.2 : 2, m.id, () => publishAgenda(v.ruth, m.id));
    if (m.status === "published" && !v.meetings.some((x) => x.status === "live")) can("start the meeting", 3, m.id, () => startMeeting(v.amira, m.id));
  }
  const live = v.meetings.find((m) => m.status === "live");
  if (live) {
    const here = v.items.filter((i) => i.meeting_id === live.id && i.kind === "subject");
    const left = here.filter((i) => !i.outcome);
    const unagreed = here.filter((i) => i.outcome && !i.agreed_at);
    if (left.length) {
      const item = pick(left);
      const outcome = pick(outcomes);
      const untilOn = ["decision", "discussed, no change", "deferred", "referred to another panel"].includes(outcome) ? addDays([live.on_day, v.today].sort().at(-1)!, 20) : null;
      can(`outcome: ${outcome}`, 8, item.id, () =>
        setOutcome(v.ruth, item.id, {
          outcome, note: "Agreed", untilOn, panelId: outcome === "referred to another panel" ? "mfh" : null, cover: "Duty team until then",
          closedReason: outcome === "closed to this panel" ? closing.reason : null, closedDetail: outcome === "closed to this panel" ? closing.detail : null, dissent: null, supportContinues: outcome === "closed to this panel" ? closing.supportContinues : null, wouldBringBack: outcome === "closed to this panel" ? closing.wouldBringBack : null,
        }));
    }
    if (unagreed.length) can("agree the read-back", 5, pick(unagreed).id, () => agreeReadBack(v.amira, pick(unagreed).id));
    can("adjourn", 0.3, live.id, () => putOff(v.ruth, live.id, { onDay: later(10), time: "09:30", reason: "Fire alarm" }));
    can("add late, in the meeting", 0.2, live.id, () => addByHand(v.ruth, live.id, { subjectId: pick(w.subjects), minutes: 5, leadId: null, reason: "Missing since yesterday" }));
    can("end the meeting", left.length || unagreed.length ? 0.3 : 8, live.id, async () => {
      await overrideFindings(v.amira, live.id, { reasons: {}, forAll: "Known" }).catch((error) => (error instanceof NotAgreed ? undefined : Promise.reject(error)));
      await endMeeting(v.amira, live.id);
    });
  }
  return acts;
}

const sitting = async (w: World) => (await w.s.db.selectFrom("membership").select("id").where("panel_id", "=", "macse").where("person_id", "=", "owen").where("to_on", "is", null).executeTakeFirstOrThrow()).id;

/** One step: something that can happen now happens, or is refused and leaves nothing behind. */
async function step(w: World): Promise<void> {
  w.clock.now = new Date(w.clock.now.getTime() + Math.floor(w.dice.roll() * 5 * 3_600_000));
  const acts = possible(w, await look(w));
  let left = w.dice.roll() * acts.reduce((sum, act) => sum + act.weight, 0);
  const act = acts.find((a) => (left -= a.weight) <= 0) ?? acts[0]!;
  try {
    await act.run();
  } catch (error) {
    if (!(error instanceof NotAgreed)) throw error;
    w.refused++;
    return;
  }
  w.counts.set(act.name, (w.counts.get(act.name) ?? 0) + 1);
  if (w.bug?.after === act.name) await w.bug.spoil(w.s.db, w.clock.now.toISOString(), act.id);
}

async function world(seed: number): Promise<World> {
  const s = await stage();
  // The tables are checked here, not the disk.
  await sql`pragma synchronous = off`.execute(s.db);
  const subjects = Array.from({ length: 30 }, (_, i) => `child-${i}`);
  await s.db.insertInto("subject").values(subjects.map((id, i) => ({ id, kind: "child" as const, ref: `C-${String(i + 1).padStart(4, "0")}`, created_at: start.toISOString(), display_name: `Child ${i + 1}`, born_on: "2013-05-05" }))).execute();
  await s.db.insertInto("child").values(subjects.map((id) => ({ subject_id: id, born_on: "2013-05-05" }))).execute();
  return { s, dice: dice(seed), clock: { now: start }, subjects, counts: new Map(), refused: 0, asks: { ruth: await s.as("ruth"), amira: await s.as("amira") } };
}

const names = [
  "open or re-open a case", "propose for the next meeting", "review", "start closing", "withdraw closing", "close", "open a meeting", "move the meeting", "hand over", "propose", "list", "list several", "defer", "decline", "add by hand",
  "withdraw", "defer an item", "cancel", "put off", "adjourn", "plan", "move", "publish", "start the meeting", ...outcomes.map((o) => `outcome: ${o}`), "agree the read-back", "add late, in the meeting", "end the meeting",
];

test("10,000 steps of everything that touches a case: nobody falls through", { timeout: 600_000 }, async () => {
  const w = await world(20261124);
  for (let i = 0; i < 10_000; i++) {
    await step(w);
    const wrong = i % 10 === 0 ? await broken(w.s.db) : await miscounted(w.s.db);
    if (i % 50 === 0) wrong.push(...(await sumDiffers({ ...w.asks.ruth, now: w.clock.now })));
    expect(wrong, `after step ${i}`).toEqual([]);
  }
  const counts = Object.fromEntries(names.map((name) => [name, w.counts.get(name) ?? 0]));
  process.stdout.write(`First law, acts done in 10,000 steps (${w.refused} refused): ${JSON.stringify(counts)}\n`);
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
  expect([...w.counts.keys()].filter((name) => !names.includes(name))).toEqual([]);
  await w.s.close();
});

// Each bug is what the act would leave behind if it had it.
const bugs: { title: string; after: string; spoil: (db: Db, at: string, id: string) => Promise<void> }[] = [
  {
    title: "a review that forgets to end the next thing before it", after: "review",
    spoil: async (db, _, id) => {
      await sql`drop index if exists case_next_one`.execute(db);
      await sql`update case_next set ended_at = null where id = (select id from case_next where case_id = ${id} and ended_at is not null order by set_at desc limit 1)`.execute(db);
    },
  },
  { title: "a deferral that leaves the case without a next thing", after: "defer", spoil: async (db, at, id) => void (await sql`update case_next set ended_at = ${at} where ended_at is null and case_id in (select c.id from panel_case c join proposal p on p.subject_id = c.subject_id where p.id = ${id})`.execute(db)) },
  {
    title: "a withdrawal that leaves the case listed", after: "withdraw",
    spoil: async (db, at, id) => {
      await sql`update case_next set ended_at = ${at} where ended_at is null and case_id = (select case_id from case_next where item_id = ${id} and kind = 'listed' limit 1)`.execute(db);
      await sql`update case_next set ended_at = null where id = (select id from case_next where item_id = ${id} and kind = 'listed' order by set_at desc limit 1)`.execute(db);
    },
  },
  {
    title: "an ending that forgets who was not reached", after: "end the meeting",
    spoil: async (db, at, id) => {
      for (const item of await db.selectFrom("item").select("id").where("meeting_id", "=", id).where("outcome", "=", "not reached").execute()) {
        await sql`update case_next set ended_at = ${at} where ended_at is null and case_id = (select case_id from case_next where item_id = ${item.id} and kind = 'listed' limit 1)`.execute(db);
        await sql`update case_next set ended_at = null where id = (select id from case_next where item_id = ${item.id} and kind = 'listed' order by set_at desc limit 1)`.execute(db);
      }
    },
  },
  { title: "a closing that leaves the next thing standing", after: "close", spoil: async (db, _, id) => void (await sql`update case_next set ended_at = null where id = (select id from case_next where case_id = ${id} order by set_at desc limit 1)`.execute(db)) },
  { title: "a meeting that is moved without its cases", after: "move the meeting", spoil: async (db, _, id) => void (await sql`update meeting set on_day = '2031-01-01' where id = ${id}`.execute(db)) },
];

test.each(bugs)("The same look finds $title", { timeout: 60_000 }, async ({ after, spoil }) => {
  const w = await world(7);
  w.bug = { after, spoil };
  let wrong: string[] = [];
  for (let i = 0; i < 3000 && wrong.length === 0; i++) {
    await step(w);
    wrong = await broken(w.s.db);
  }
  expect(wrong.length).toBeGreaterThan(0);
  await w.s.close();
});
