import { afterAll, expect, test } from "vitest";
import { printCosts } from "./effort.ts";
import { fillMonth } from "./month-fill.ts";
import { agreeMinutes, nextMonth, passTheGate } from "./month-after.ts";
import { admit, close, declare } from "./month-apart.ts";
import { begin, capture, finish, keepLevel, takeOver } from "./month-meeting.ts";
import { answer, gather, invite, schedule } from "./month-prepare.ts";
import { openPlace } from "./place.ts";

const place = openPlace(fillMonth);
afterAll(printCosts);

// Two minutes alone on two cores; others may be at work there too.
const longMs = 600_000;

test("A month of MACSE by eight people: scheduled, answered, run by two chairs, somebody let in for one item, somebody kept from one, one closed, written from the keyboard, refused by the gate, ended, corrected and approved; the next agenda holds what it left", async () => {
  const month = await schedule(place, await gather(place));
  await answer(month);
  await invite(month);
  await begin(month);
  await keepLevel(month);
  await takeOver(month);
  await admit(month);
  await declare(month);
  await close(month);
  await capture(month);
  await finish(month);
  await passTheGate(month);
  await agreeMinutes(month);
  await nextMonth(month);
  expect(place.reports).toEqual([]);
}, longMs);
