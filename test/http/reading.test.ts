import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, type House, openHouse } from "../house.ts";
import { fillMacse } from "../macse.ts";

// Where many read at once a second thread answers some of them (server/proxy.ts): nobody may see by which.

let house: House;
beforeAll(async () => {
  house = await openHouse({ fill: fillMacse });
});
afterAll(() => house?.close());

/** More than are answered before the second thread is there. */
const asked = 600;
const atOnce = 12;

test("Whichever thread reads minutes that were approved, it knows its own signature", async () => {
  const cookie = await cookieOf(house, "amira");
  await house.db.updateTable("correction").set({ accepted: 0, decided_at: new Date().toISOString(), decided_by_id: "amira", why: "Checked" }).execute();
  const approved = await fetch(`${house.url}/meetings/x-ended/approval`, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.url }, body: new URLSearchParams() });
  expect(approved.headers.get("location")).toBe("/meetings/x-ended/minutes");
  const standing = async (): Promise<string> => {
    const answer = await fetch(`${house.url}/meetings/x-ended/minutes?_data=${encodeURIComponent("routes/meetings.$meetingId.minutes")}`, { headers: { Cookie: cookie } });
    return JSON.stringify(((await answer.json()) as { seal?: unknown }).seal);
  };
  const said = new Map<string, number>();
  for (let n = 0; n < asked; n += atOnce) for (const one of await Promise.all(Array.from({ length: atOnce }, standing))) said.set(one, (said.get(one) ?? 0) + 1);
  expect([...said.keys()]).toEqual([expect.stringContaining('"signed":true')]);
});
