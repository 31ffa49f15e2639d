import { addDays, type Day } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import { at, between, macseCases, openStays, type Someone, type World } from "./world.ts";

const sources = ["police", "children's social care", "return interview", "children's home", "school", "The Harbour Project"];

/** Links `a` with `b` from a day on, once, both ways visible. */
export function link(world: World, a: Someone, b: Someone, kind: string, from: Day, { to = null, confidence, note = null }: { to?: Day | null; confidence?: string; note?: string | null } = {}): void {
  if (a === b || a.near.some((n) => n.other === b && n.kind === kind)) return;
  const { by, book } = world;
  put(book, "link", {
    id: by.id(), a_id: a.id, b_id: b.id, kind, confidence: confidence ?? by.weighed([["confirmed", 40], ["suspected", 50], ["unknown", 10]] as const), source: by.pick(sources), from_on: from, to_on: to, note,
    recorded_at: at(world, from < world.today ? addDays(from, from < addDays(world.today, -2) ? 1 : 0) : world.today, 9, 9), recorded_by_id: by.pick(["dan", "ruth", "josie"]),
  });
  a.near.push({ other: b, kind, from });
  b.near.push({ other: a, kind, from });
}

/** When both were known, for the first time. */
function together(world: World, a: Someone, b: Someone): Day | null {
  const span = (s: Someone): [Day, Day] => [s.stays.map((x) => x.openedOn).sort()[0]!, s.stays.map((x) => x.closedOn ?? world.today).sort().at(-1)!];
  const [a1, a2] = span(a);
  const [b1, b2] = span(b);
  const from = [a1, b1].sort()[1]!;
  const to = [a2, b2].sort()[0]!;
  return from < to ? between(world.by, from, to < world.today ? to : addDays(world.today, -2)) : null;
}

/** Who is linked with whom: children with the people who pose a risk to them, with each other, and with places; people with people and places. */
export function writeLinks(world: World): void {
  const { by, children, offenders, places } = world;
  const tie = (a: Someone, b: Someone, kind: string) => {
    const day = together(world, a, b);
    if (day) link(world, a, b, kind, day, { to: by.of(0.12) && day < addDays(world.today, -90) ? addDays(day, 60) : null });
  };
  const macse = children.filter((c) => macseCases(c).length);
  for (const child of macse) for (const offender of by.several(offenders, by.weighed([[0, 30], [1, 42], [2, 20], [4, 8]] as const))) tie(child, offender, by.weighed([["alleged exploiter", 45], ["seen with", 45], ["associate", 10]] as const));
  for (const child of children) for (const place of by.several(places, by.weighed([[0, 55], [1, 30], [2, 15]] as const))) tie(child, place, by.weighed([["found at", 60], ["seen at", 40]] as const));
  for (const child of children.filter((c) => c.restless > 1)) for (const other of by.several(children.filter((c) => c.restless > 1), 2)) tie(child, other, by.weighed([["missing together", 75], ["peer", 25]] as const));
  for (const offender of offenders) {
    for (const place of by.several(places, by.whole(0, 2))) tie(offender, place, by.weighed([["seen at", 70], ["lives at", 12], ["works at", 18]] as const));
    if (by.of(0.4)) tie(offender, by.pick(offenders), by.pick(["associate", "family"]));
  }
  // A few that came up since the last meeting.
  const recent = addDays(world.today, -4);
  const open = (list: Someone[]) => list.filter((s) => openStays(s).some((stay) => stay.panelId === "macse"));
  for (const offender of by.several(open(offenders), 3)) link(world, by.pick(open(children)), offender, "seen with", recent, { confidence: "suspected" });
}
