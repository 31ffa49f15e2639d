import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readAgain, readOrKeep } from "#app/live/keep.ts";

// A page that reads itself again, as a browser would do it.
let asked = 0;
beforeEach(() => {
  asked = 0;
  vi.useFakeTimers();
  vi.stubGlobal("dispatchEvent", (event: Event) => event.type === readAgain && asked++);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const fails = (error: unknown) => () => Promise.reject(error);
const unreachable = new TypeError("Failed to fetch");
const overtaken = new DOMException("signal is aborted without reason", "AbortError");

test("A reading that another overtook keeps the page and asks for no third", async () => {
  await readOrKeep("a", async () => "first");
  expect(await readOrKeep("a", fails(overtaken))).toBe("first");
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(0);
});

test("When the server cannot be reached the page is kept, and read again once for all that failed", async () => {
  await readOrKeep("a", async () => "first");
  await readOrKeep("b", async () => "frame");
  expect(await Promise.all([readOrKeep("a", fails(unreachable)), readOrKeep("b", fails(unreachable)), readOrKeep("a", fails(unreachable))])).toEqual(["first", "frame", "first"]);
  vi.advanceTimersByTime(60_000);
  expect(asked).toBe(1);
  await readOrKeep("a", fails(unreachable));
  vi.advanceTimersByTime(2000);
  expect(asked).toBe(2);
});

test("What was never read, and an answer that is no page, are not covered up", async () => {
  await expect(readOrKeep("never", fails(unreachable))).rejects.toBe(unreachable);
  await readOrKeep("c", async () => "first");
  const gone = new Response(null, { status: 404 });
  await expect(readOrKeep("c", fails(gone))).rejects.toBe(gone);
});
