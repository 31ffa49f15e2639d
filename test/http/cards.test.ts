import { type Socket, io } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as wire from "#app/live/wire.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { fillMeeting } from "../meeting.ts";

// Before the cards of an item are shown, whatever crosses the line and whatever a page is answered is the same in bytes and count whichever
// levels were chosen: two houses, in which the same people choose otherwise.

const people = ["dan", "chloe", "owen", "amira", "ruth"] satisfies Person[];
const setters = ["dan", "chloe", "owen"] satisfies Person[];
let houses: House[];
beforeAll(async () => {
  houses = await Promise.all([openHouse({ fill: fillMeeting }), openHouse({ fill: fillMeeting })]);
});
afterAll(() => Promise.all(houses.map((house) => house.close())));

/** All that comes to somebody, as sizes and as words. */
interface Heard {
  sizes: number[];
  words: string;
}

async function chosen(house: House, levels: string[]) {
  const heard = {} as Record<Person, Heard>;
  const sockets: Socket[] = [];
  const cookies = {} as Record<Person, string>;
  for (const person of people) {
    cookies[person] = await cookieOf(house, person);
    const socket = io(house.url, { parser: wire, transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { Cookie: cookies[person] }, auth: { readAt: new Date(Date.now() + 60_000).toISOString() } });
    await new Promise((resolve, reject) => socket.once("connect", () => resolve(null)).once("connect_error", reject));
    heard[person] = { sizes: [], words: "" };
    await socket.emitWithAck("meeting:join", { meetingId: "m1", itemId: "m1-a1" });
    sockets.push(socket);
  }
  // Who came, and who was told of it, is over before anything is chosen; so is the attendance that presence writes down.
  const attended = async () => (await (await fetch(`${house.url}/meetings/m1/live`, { headers: { Cookie: cookies.ruth } })).text()).includes(`${people.length} of 10 present`);
  await expect.poll(attended, { timeout: 20_000 }).toBe(true);
  /** Everything that came over the line, with what does not count. */
  let came = 0;
  for (const [i, person] of people.entries())
    sockets[i]!.io.engine.on("data", (data: string | Buffer) => {
      // What answers the test's own questions, and the heartbeat, say nothing of it.
      const text = Buffer.from(data as Buffer).toString("latin1");
      if (/^\[3,/.test(text) || text.length <= 1) return;
      came++;
      heard[person].sizes.push(text.length);
      heard[person].words += `${text}\n`;
    });
  /** Nothing more has come while everybody asked the server something and was answered, ten times over. */
  const settled = async () => {
    for (let still = 0, before = came; still < 10; still = came === before ? still + 1 : 0) {
      before = came;
      for (const socket of sockets) await socket.emitWithAck("active", {});
    }
  };
  await settled();
  for (const person of people) heard[person] = { sizes: [], words: "" };
  const answers: Record<string, number[]> = {};
  const pages: string[] = [];
  const note = (what: string, status: number, headers: Headers, body: string) => {
    // Nonces and moments are as long in every answer.
    const head = [...headers].filter(([name]) => name !== "date" && name !== "etag").map(([name, value]) => `${name}: ${value}`).join("\n");
    // How the time stands is as of the moment.
    const still = body.replace(/<div class="pace[\s\S]*?<\/div>|<span class="rail__minutes[^<]*<\/span>|"shares":\{[^}]*\}/g, "");
    (answers[what] ??= []).push(status, head.replace(/content-length: \d+/, "").length, still.length);
    pages.push(body);
  };
  const read = async () => {
    for (const person of people)
      for (const path of ["/meetings/m1/live", "/meetings/m1/live?_data=routes%2Fmeetings.%24meetingId.live", "/items/m1-a1/cards", "/meetings/m1/shared"]) {
        const answer = await fetch(house.url + path, { headers: { Cookie: cookies[person] } });
        note(`${person} reads ${path}`, answer.status, answer.headers, await answer.text());
      }
  };
  for (const [i, person] of setters.entries()) {
    const answer = await fetch(`${house.url}/items/m1-a1/cards`, { method: "POST", redirect: "manual", headers: { Cookie: cookies[person], Origin: house.url }, body: new URLSearchParams({ place: levels[i]! }) });
    note(`${person} sets`, answer.status, answer.headers, await answer.text());
    await expect.poll(() => people.every((one) => heard[one].sizes.length > i), { timeout: 10_000 }).toBe(true);
    await settled();
  }
  await read();
  const before = { heard: structuredClone(heard), answers, pages: [...pages] };
  const shown = await fetch(`${house.url}/items/m1-a1/cards/showing`, { method: "POST", redirect: "manual", headers: { Cookie: cookies.amira, Origin: house.url }, body: new URLSearchParams() });
  const page = await (await fetch(`${house.url}/meetings/m1/live`, { headers: { Cookie: cookies.ruth } })).text();
  for (const socket of sockets) socket.disconnect();
  return { before, shown: shown.status, page };
}

test("Whichever levels were chosen, frames and answers before the showing are equal in count and bytes; then all are there at once", async () => {
  const [low, high] = [await chosen(houses[0]!, ["01", "02", "01"]), await chosen(houses[1]!, ["03", "01", "02"])];
  for (const person of people) {
    expect(low.before.heard[person].sizes.length, person).toBeGreaterThan(0);
    expect([person, low.before.heard[person]]).toEqual([person, high.before.heard[person]]);
  }
  expect(low.before.answers).toEqual(high.before.answers);
  for (const status of [low, high]) expect(status.shown).toBe(302);
  // Each house's own levels are there afterwards, all at once; before, they were in nobody's page but as the scale to choose from.
  const shown = (page: string): string[] => [...(/Levels proposed[\s\S]*?Shown at/.exec(page)?.[0] ?? "").matchAll(/<dd>([^<]+)<\/dd>/g)].map((match) => match[1]!);
  expect([shown(low.page), shown(high.page)]).toEqual([["High", "Medium", "High"], ["Low", "High", "Medium"]].map((levels) => levels));
  expect(low.before.pages.join()).not.toMatch(/Levels proposed/);
}, 60_000);
