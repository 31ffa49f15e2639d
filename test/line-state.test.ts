import { expect, test } from "vitest";
import { type Known, stateOf } from "#app/live/line-state.ts";

const settled: Known = { connected: true, ageMs: 60_000, everOpened: true, waitingMs: null, savedAt: "2027-01-12T14:03:00.000Z", refusedAs: "busy" };

// What the page may say of what was typed, from what it knows.
test.each<[what: string, known: Partial<Known>, state: object]>([
  ["nothing waits", {}, { kind: "saved", at: "2027-01-12T14:03:00.000Z" }],
  ["nothing was ever typed", { savedAt: null }, { kind: "saved", at: null }],
  ["a change waits a moment", { waitingMs: 1999 }, { kind: "saving" }],
  ["a change waits two seconds", { waitingMs: 2000 }, { kind: "unsaved", seconds: 2, why: "busy" }],
  ["it was refused for want of room", { waitingMs: 7900, refusedAs: "full" }, { kind: "unsaved", seconds: 7, why: "full" }],
  ["the connection is lost", { connected: false }, { kind: "offline", seconds: null }],
  ["and something waits, even for no time at all", { connected: false, waitingMs: 0 }, { kind: "offline", seconds: 0 }],
  ["a page that has just begun", { connected: false, everOpened: false, ageMs: 5000 }, { kind: "opening" }],
  ["and cannot connect", { connected: false, everOpened: false, ageMs: 5001 }, { kind: "offline", seconds: null }],
  ["connected, and not yet answered", { everOpened: false, ageMs: 60_000 }, { kind: "opening" }],
])("%s", (_, known, state) => {
  expect(stateOf({ ...settled, ...known })).toEqual(state);
});
