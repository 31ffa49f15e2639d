import { expect, test } from "vitest";
import { median, Samples } from "./bench/live/driver/samples.ts";
import { findTokens, makeToken } from "./bench/live/driver/token.ts";
import { told, type Run, verdicts } from "./bench/live/figures.ts";
import { check, Void } from "./bench/live/rows/run.ts";
import type { Session } from "./bench/live/driver/session.ts";

const tokensIn = (frame: Buffer): [number, number][] => {
  const found: [number, number][] = [];
  findTokens(frame, (typist, n) => found.push([typist, n]));
  return found;
};

test("Each change is found in a frame, among whatever else stands there, joined or apart", () => {
  const frame = Buffer.concat([Buffer.of(0, 0x40, 255, 0x40), Buffer.from(makeToken(0, 0)), Buffer.from(makeToken(599, 16_000)), Buffer.of(0x40), Buffer.from(makeToken(7, 35)), Buffer.of(1)]);
  expect(tokensIn(frame)).toEqual([[0, 0], [599, 16_000], [7, 35]]);
});

test("Half a change, or what only looks like one, is not counted", () => {
  expect(tokensIn(Buffer.from(makeToken(1, 2).slice(0, 9)))).toEqual([]);
  expect(tokensIn(Buffer.from("@00A00000;@0010000;someone@example.org"))).toEqual([]);
});

test("Delays are told by their middle, their 95th in a hundred and their most", () => {
  const samples = new Samples();
  for (let ms = 100; ms >= 1; ms--) samples.add(ms);
  expect(samples.delays()).toEqual({ p50: 51, p95: 96, p99: 100, max: 100 });
  samples.clear();
  expect(samples.delays().p95).toBeNaN();
  expect(median([3, Number.NaN, 1, 2])).toBe(2);
  expect(median([])).toBeNaN();
});

const session = (of: Partial<Session>) => ({ sent: 1000, missed: 0, heldUp: 0, delivered: 19_000, expected: 19_000, refused: 0, dropped: 0, members: [], ...of }) as unknown as Session;
test("A run counts only when 99 in 100 were offered and came, and everybody stayed", () => {
  expect(() => check(session({ delivered: 18_700 }))).toThrow(Void);
  expect(() => check(session({ missed: 20 }))).toThrow(Void);
  expect(() => check(session({ dropped: 1 }))).toThrow(Void);
  expect(() => check(session({ missed: 5, delivered: 18_900 }))).not.toThrow();
});

const run = (target: Run["target"], usPerDelivered: number, p95: number): Run => ({ row: "10x20", target, figures: { usPerDelivered, p95 } });
test("Verdicts are made of the medians of all runs, the peers' beside ours", () => {
  const runs = [run("ours", 90, 3), run("ours", 45, 2.5), run("ours", 44, 2.4), run("hocuspocus", 40, 1), run("hocuspocus-each", 100, 4), run("socketio-msgpack", 30, 0.9)];
  const judged = verdicts(runs, ["10x20"], ["ours", "hocuspocus", "hocuspocus-each", "socketio-msgpack"]);
  expect(judged.map((figure) => [figure.figure, figure.ok])).toEqual([[0.45, true], [1.125, true], [1.5, true], [1.6, true]]);
  expect(told(runs).find((figure) => figure.name === "10x20: usPerDelivered, ours")?.figure).toBe(45);
});

test("Where no run counted, the verdict is no", () => {
  const judged = verdicts([run("ours", 10, 1)], ["10x20", "again"], ["ours", "socketio-msgpack"]);
  expect(judged.map((figure) => figure.ok)).toEqual([false, false, false]);
});
