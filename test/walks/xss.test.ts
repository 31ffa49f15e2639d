import { expect, test } from "vitest";
import { markOf, payloads, some } from "../abuse/payloads.ts";
import { vectors } from "../abuse/vectors.ts";
import { runXss } from "../abuse/xss.ts";

test("There are enough payloads, of enough distinct vectors, each with where it is described, and no two alike", () => {
  expect(new Set(vectors.map(({ text }) => text)).size).toBeGreaterThanOrEqual(120);
  expect(vectors.filter(({ from }) => !from)).toEqual([]);
  expect(new Set(payloads.map(({ n, text }) => text.replaceAll(String(n), "#"))).size).toBeGreaterThanOrEqual(1500);
  expect(payloads.map(({ n }) => n)).toEqual(payloads.map((_, i) => i + 1));
  // A mark that a payload holds itself would say that it was shown when it was not.
  expect(payloads.filter((one) => one.text.includes(markOf(one)))).toEqual([]);
});

// The whole of it is `npm run xss`.
test("Of texts made to run, load or lead away, at every place where text is shown, none does, with the content policy off or on", async () => {
  const { figures, wrong } = await runXss({ most: 60 });
  expect(wrong).toEqual([]);
  expect(figures.filter(({ ok }) => !ok)).toEqual([]);
  expect(some(60).length).toBe(60);
}, 900_000);
