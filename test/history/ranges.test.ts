import { expect, test } from "vitest";
import { joined, lengthOf, meets, type Range, shared, without } from "#app/models/meetings/ranges.ts";
import { chance } from "../support/chance.ts";

test("What two lists of characters share, what is only in one, and whether they meet, as counted one by one", () => {
  const random = chance(3);
  const some = (): Range[] => Array.from({ length: Math.floor(random() * 5) }, () => [1 + Math.floor(random() * 2), Math.floor(random() * 20), 1 + Math.floor(random() * 6)]);
  const each = (ranges: Range[]) => new Set(ranges.flatMap(([client, clock, length]) => Array.from({ length }, (_, i) => `${client} ${clock + i}`)));
  let met = 0;
  for (let n = 0; n < 2000; n++) {
    const [a, b] = [some(), some()];
    const [as, bs] = [each(a), each(b)];
    const both = [...as].filter((one) => bs.has(one));
    expect(each(shared(a, b))).toEqual(new Set(both));
    expect(each(without(a, b))).toEqual(new Set([...as].filter((one) => !bs.has(one))));
    expect(lengthOf(joined(a))).toBe(as.size);
    expect(meets(a, joined(b))).toBe(both.length > 0);
    if (both.length) met++;
  }
  expect(met).toBeGreaterThan(500);
});
