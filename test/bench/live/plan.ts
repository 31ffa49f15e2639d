import { measureAgain } from "./rows/again.ts";
import { measureJoin } from "./rows/join.ts";
import { type LoadRow, measureLoad } from "./rows/load.ts";
import { measurePages } from "./rows/pages.ts";
import { measureRising } from "./rows/rising.ts";
import type { Target, TargetName } from "./targets/target.ts";

export const rowNames = ["1x35", "10x20", "50x10", "300x12", "pages", "rising", "join", "again"] as const;
export type RowName = (typeof rowNames)[number];

export interface Row {
  name: RowName;
  what: string;
  targets: TargetName[];
  measure: (target: Target) => Promise<Record<string, number>>;
}

const everyone: TargetName[] = ["ours", "hocuspocus", "hocuspocus-each", "y-websocket", "socketio-msgpack"];

/** What is measured, and on whom. `quick` is for whoever is changing the program: once, shorter, and its verdicts say little. */
export function plan(quick: boolean): Row[] {
  const load = (name: RowName, row: LoadRow): Row => ({
    name, what: `${row.meetings} meetings of ${row.people}, ${row.typists} in each typing ${row.perSecond} changes a second, ${row.seconds} s`, targets: everyone, measure: (target) => measureLoad(row, target),
  });
  const steps = quick ? [15, 60, 120, 200, 300, 400] : [15, 60, 120, 160, 200, 240, 280, 320, 360, 400, 450, 500, 600];
  const changes = quick ? 2000 : 10_000;
  const seconds = quick ? 4 : 10;
  return [
    // One meeting with all who can be in it (practice.md §2: fifteen in the room, twenty who come for an item).
    load("1x35", { meetings: 1, people: 35, typists: 5, perSecond: 5, seconds: quick ? 4 : 10 }),
    load("10x20", { meetings: 10, people: 20, typists: 3, perSecond: 5, seconds: quick ? 4 : 8 }),
    load("50x10", { meetings: 50, people: 10, typists: 3, perSecond: 5, seconds: quick ? 4 : 8 }),
    // Long enough for everybody who stores seconds later to have stored once.
    load("300x12", { meetings: 300, people: 12, typists: 2, perSecond: 4, seconds: 14 }),
    { name: "pages", what: "10 meetings of 20, 3 typing, without and with 50 signed-in list pages a second", targets: ["ours"], measure: (target) => measurePages(seconds, target) },
    { name: "rising", what: "10 meetings of 20, 3 typing faster and faster, until p95 passes 100 ms; the limit to how fast one may type is lifted", targets: ["ours", "hocuspocus", "socketio-msgpack"], measure: (target) => measureRising({ steps, seconds: quick ? 2 : 3 }, target) },
    { name: "join", what: `joining an item with ${changes} changes behind it, while others have it open, and first after a restart`, targets: ["ours", "hocuspocus", "y-websocket"], measure: (target) => measureJoin(changes, target) },
    { name: "again", what: "100 people of 5 meetings: killed, each types one change, started, all saved", targets: ["ours"], measure: measureAgain },
  ];
}
