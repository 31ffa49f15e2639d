import { addDays, type Day } from "#app/models/core/days.ts";
import type { Kind } from "#app/models/subjects/subject.ts";
import { between, meetingsHeld, type PanelId, type Someone, type Stay, type World } from "./world.ts";

// Who comes to which panel, from which meeting to which: 60 children open, 150 ever.

type Span = [from: number, to: number | null];

function stay(world: World, panelId: PanelId, [from, to]: Span, openedOn?: Day): Stay {
  const { by, held, today } = world;
  const days = held[panelId];
  const opened =
    openedOn ??
    (from >= meetingsHeld
      ? between(by, [addDays(days.at(-1)!, 1), addDays(today, -1)].sort()[0]!, addDays(today, -1))
      : from > 0
        ? between(by, addDays(days[from - 1]!, 1), addDays(days[from]!, -9))
        : addDays(days[0]!, -28 * (1 - from) + by.whole(0, 12)));
  return { caseId: by.id(), panelId, from, to, openedOn: opened, closedOn: to === null ? null : days[to]!, rank: 0, due: Math.max(from, by.whole(0, 3)), putOff: null, discussed: 0, referTo: null, referAt: null };
}

const someone = (world: World, kind: Kind, stays: Stay[], given: Partial<Someone> = {}): Someone => ({
  id: world.by.id(), ref: "", kind, name: "", sex: null, bornOn: null, stays, near: [], lookedAfter: false, restless: 0, episodes: [], tasks: [], ...given,
});

/** Open spans: a few new since the last meeting, the newer the more. */
function openSpan(world: World, i: number): Span {
  if (i < 4) return [meetingsHeld, null];
  if (i < 9) return [meetingsHeld - 1, null];
  if (i < 14) return [meetingsHeld - 2, null];
  return [meetingsHeld - 3 - Math.floor(world.by.next() * world.by.next() * 22), null];
}
function closedSpan(world: World, least = 2, most = 9): Span {
  const to = 1 + Math.floor(world.by.next() ** 1.25 * (meetingsHeld - 1));
  return [to - world.by.whole(least, most), to];
}
/** The first meeting of a panel after a day. */
const meetingAfter = (world: World, panelId: PanelId, day: Day): number => {
  const index = world.held[panelId].findIndex((d) => d > addDays(day, 9));
  return index === -1 ? meetingsHeld : index;
};

/** Both panels: first missing, then referred to MACSE at a meeting of the other. */
function both(world: World, mfh: Span, referAt: number, macseTo: number | null): Stay[] {
  const first = Object.assign(stay(world, "mfh", mfh), { referTo: "macse" as const, referAt });
  const day = world.held.mfh[referAt]!;
  const from = meetingAfter(world, "macse", day);
  const second = stay(world, "macse", [from, macseTo === null ? null : Math.min(meetingsHeld - 1, Math.max(from + 1, macseTo))], addDays(day, from < meetingsHeld ? 1 : 0));
  return [first, second];
}

export function planChildren(world: World): void {
  const { by } = world;
  const all: Someone[] = [];
  const child = (stays: Stay[], given: Partial<Someone> = {}) => all.push(someone(world, "child", stays, given)) && all.at(-1)!;
  // The five who are missing most: open to Missing From Home for long, three of them to both panels.
  [30, 26, 22, 19, 17].forEach((restless, i) => {
    const refer = 4 + i * 3;
    const stays = i < 3 ? both(world, [-1 + i, null], refer, null) : [stay(world, "mfh", [i - 3, null])];
    child(stays, { restless: restless * 100 });
  });
  for (let i = 0; i < 5; i++) {
    const from = by.whole(8, 18);
    const refer = by.whole(from + 1, meetingsHeld - 2);
    child(both(world, [from, null], refer, null), { restless: by.whole(5, 12) });
  }
  for (let i = 0; i < 34; i++) child([stay(world, "macse", openSpan(world, i))], { restless: by.weighed([[0, 25], [1, 35], [4, 40]] as const) });
  for (let i = 0; i < 16; i++) {
    const one = stay(world, "mfh", openSpan(world, i < 3 ? i : i + 6));
    // Two were referred on at the last meeting: MACSE has not taken them yet.
    if (i >= 14) Object.assign(one, { from: 15 + i - 14, openedOn: addDays(world.held.mfh[14 + i - 14]!, 5), referTo: "macse" as const, referAt: meetingsHeld - 1 });
    child([one], { restless: by.whole(4, 14) });
  }
  for (let i = 0; i < 52; i++) child([stay(world, "macse", closedSpan(world))], { restless: by.weighed([[0, 30], [1, 40], [3, 30]] as const) });
  for (let i = 0; i < 28; i++) child([stay(world, "mfh", closedSpan(world, 2, 8))], { restless: by.whole(3, 9) });
  for (let i = 0; i < 10; i++) {
    const to = by.whole(8, meetingsHeld - 1);
    const from = to - by.whole(3, 6);
    const refer = by.whole(from, to - 1);
    child(both(world, [from, to], refer, Math.min(meetingsHeld - 1, to + by.whole(0, 4))), { restless: by.whole(3, 8) });
  }
  // Seven came back after closing; the first two within six weeks of stepping down.
  const back = all.filter((c) => c.stays.length === 1 && c.stays[0]!.panelId === "macse" && c.stays[0]!.from > 9 && c.stays[0]!.from <= meetingsHeld);
  by.several(back, 7).forEach((one, i) => {
    const now = one.stays[0]!;
    const to = i < 2 ? now.from - 2 : now.from - by.whole(4, 8);
    one.stays.unshift(stay(world, "macse", [to - by.whole(2, 5), to]));
    if (now.openedOn <= one.stays[0]!.closedOn!) now.openedOn = addDays(one.stays[0]!.closedOn!, 30);
  });
  all.forEach((one, i) => {
    one.sex = i % 10 < 3 ? "male" : "female";
  });
  for (const one of all) if (one.restless > 1) one.restless += 1;
  // Half of the open children are looked after: those missing most among them.
  const open = all.filter((c) => c.stays.some((s) => s.to === null));
  for (const one of [...open].sort((a, b) => b.restless - a.restless).slice(0, 5)) one.lookedAfter = true;
  for (const one of by.several(open.filter((c) => !c.lookedAfter), 25)) one.lookedAfter = true;
  for (const one of all.filter((c) => !open.includes(c))) one.lookedAfter = by.of(0.48);
  world.children = all;
}

export function planOthers(world: World): void {
  const { by } = world;
  for (let i = 0; i < 60; i++) world.offenders.push(someone(world, "offender", [stay(world, "macse", i < 34 ? openSpan(world, i < 2 ? i : i + 8) : closedSpan(world, 3, 10))]));
  for (let i = 0; i < 25; i++) world.places.push(someone(world, "location", [stay(world, "macse", i < 15 ? (i < 2 ? openSpan(world, i * 4) : [18 - by.whole(0, 20), null]) : closedSpan(world, 3, 9))]));
}
