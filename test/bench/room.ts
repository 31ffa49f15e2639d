import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { dirname } from "node:path";
import { type Socket, io } from "socket.io-client";
import * as Y from "yjs";
import { frameLastsMs } from "#app/live/keep.ts";
import * as wire from "#app/live/wire.ts";
import { dayOf } from "#app/models/core/days.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { table } from "../faults/table.ts";
import type { Figure } from "../figure.ts";
import { openBrowser } from "../browser.ts";
import { openHouse } from "../house.ts";
import { cookieWith, sessionOf } from "../session.ts";
import { spreadOf } from "./visits.ts";

// npm run bench -- room [--json OUT] [--moves 40] [--browsers 8]: a meeting of 30 items, 15 of the panel and 20 invited in place of members; the chair
// moves on, and each of 35 pages hears the bell and reads again what a page reads. Then the same with real browsers beside them, which show it.

const words = process.argv.slice(3);
const option = (name: string): string | undefined => (words.includes(`--${name}`) ? words[words.indexOf(`--${name}`) + 1] : undefined);
const moves = Number(option("moves") ?? 40);
const browsers = Number(option("browsers") ?? 8);
const [members, invited, items] = [15, 20, 30];
const mostMs = 300;
/** Not counted: V8 still makes code of what it meets, and the second thread for reading starts with the first. */
const uncounted = 10;
/** Between two moves: each is as if nothing else were going on. */
const pauseMs = 1000;
const mostWaitMs = 20_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const writing = (text: string): Buffer => {
  const doc = new Y.Doc();
  doc.clientID = 7;
  doc.getText("minutes").insert(0, text);
  return Buffer.from(Y.encodeStateAsUpdate(doc));
};

/** The panel with 15 members, 20 deputies beside them, and a running meeting of 30 items with minutes and reasons. */
async function fill(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  const at = now.toISOString();
  const day = dayOf(now);
  const model = await db.selectFrom("person").selectAll().where("id", "=", "dan").executeTakeFirstOrThrow();
  const people = Array.from({ length: members + invited }, (_, i) => ({ ...model, id: `p${i}`, name: `Person ${i}`, email: `p${i}@northmoor.example`, is_lead: 0 }));
  await db.insertInto("person").values(people).execute();
  await db.insertInto("membership").values(people.slice(0, members).map((one, i) => ({ id: `macse-${one.id}`, panel_id: "macse", person_id: one.id, role: i === 0 ? ("chair" as const) : ("member" as const), from_on: "2020-01-01" }))).execute();
  await db.insertInto("meeting").values({ id: "m", panel_id: "macse", number: 27, on_day: day, starts_at: "10:00", minutes_long: 240, status: "live", published_at: at, started_at: at, current_item_id: "i0" }).execute();
  await db.insertInto("guest").values(people.slice(members).map((one) => ({ id: `g-${one.id}`, meeting_id: "m", person_id: one.id, capacity: "deputy" as const, for_id: "p1", why: "On leave", invited_at: at, invited_by_id: "ruth", signed_at: at }))).execute();
  for (let i = 0; i < items; i++) {
    const subject = `c${i}`;
    await db.insertInto("subject").values({ id: subject, kind: "child", ref: `C-${String(i).padStart(4, "0")}`, display_name: `Child ${i}`, created_at: at, created_by_id: "ruth" }).execute();
    await db.insertInto("child").values({ subject_id: subject, family_name: "Child" }).execute();
    await db.insertInto("panel_case").values({ id: `case${i}`, panel_id: "macse", subject_id: subject, opened_on: day, opened_at: at, why: "Referred", review_on: day }).execute();
    await db.insertInto("item").values({ id: `i${i}`, meeting_id: "m", kind: "subject", number: `A${i + 1}`, section: "children", position: i + 1, minutes: 8, subject_id: subject, added_at: at, reasons: JSON.stringify([{ rule: "byHand", text: "High risk since 3 March", weight: 3 }]), ...(i === 0 && { started_at: at }) }).execute();
    await db.insertInto("document").values({ id: `d${i}`, item_id: `i${i}` }).execute();
    await db.insertInto("document_update").values({ document_id: `d${i}`, seq: 1, epoch: 1, person_id: "p1", agency_id: "police", instance: `${i}`.padStart(32, "0"), instance_seq: 1, bytes: writing("Seen by the school nurse and by the police since the last meeting. ".repeat(20)), at }).execute();
  }
}

/** Keeps when each item was first shown. As text: what runs the bench would put helpers of its own into a function, which the page does not have. */
const watch = `(() => {
  window.seen = {};
  const look = () => {
    const number = document.querySelector(".rail__link--here .rail__number")?.textContent;
    if (number) window.seen[number] ??= Date.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  look();
})()`;

const house = await openHouse({ fill });
const figures: Figure[] = [];
try {
  const cookies = await Promise.all(Array.from({ length: members + invited }, async (_, i) => cookieWith(await sessionOf(house.db, `p${i}`))));
  const frames = new Map<string, number>();
  const read = async (cookie: string): Promise<void> => {
    // As the page does: what it shows, and its frame when that was read a while ago.
    const frame = performance.now() - (frames.get(cookie) ?? Number.NEGATIVE_INFINITY) > frameLastsMs;
    if (frame) frames.set(cookie, performance.now());
    await Promise.all([...(frame ? ["root"] : []), "routes%2Fmeetings.%24meetingId.live"].map(async (route) => {
      const once = () => fetch(`${house.url}/meetings/m/live?_data=${route}`, { headers: { Cookie: cookie } });
      // A connection that was kept may be closed by then: browsers ask again too.
      const answer = await once().catch(once);
      if (answer.status !== 200) throw new Error(`The page answered ${answer.status}`);
      await answer.arrayBuffer();
    }));
  };
  let heard: { bell: number[]; read: number[]; from: number } = { bell: [], read: [], from: 0 };
  const sockets: Socket[] = [];
  for (const cookie of cookies) {
    const socket = io(house.url, { parser: wire, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: cookie }, auth: { readAt: new Date(Date.now() + 60_000).toISOString() } });
    await new Promise((resolve, reject) => socket.once("connect", () => resolve(null)).once("connect_error", reject));
    await socket.emitWithAck("meeting:join", { meetingId: "m", itemId: null });
    let isReading = false;
    socket.on("bell", () => {
      if (isReading) return;
      isReading = true;
      const of = heard;
      of.bell.push(performance.now() - of.from);
      read(cookie).then(() => of.read.push(performance.now() - of.from)).finally(() => {
        isReading = false;
      });
    });
    sockets.push(socket);
    await read(cookie);
  }
  let at = 0;
  /** The chair moves on, and everybody has read it again. Returns when the button was pressed (ms since 1970). */
  const moveOn = async (): Promise<number> => {
    at = (at + 1) % items;
    heard = { bell: [], read: [], from: performance.now() };
    const pressed = Date.now();
    const answer = await fetch(`${house.url}/meetings/m/current`, { method: "POST", redirect: "manual", headers: { Cookie: cookies[0]!, Origin: house.url }, body: new URLSearchParams({ itemId: `i${at}` }) });
    if (answer.status !== 302) throw new Error(`Moving on answered ${answer.status}`);
    for (const until = performance.now() + mostWaitMs; heard.read.length < cookies.length; await pause(20))
      if (performance.now() > until) throw new Error(`${heard.read.length} of ${cookies.length} had read again after ${mostWaitMs} ms`);
    await pause(pauseMs);
    return pressed;
  };
  const bells: number[] = [];
  const reads: number[] = [];
  for (let move = 1; move <= moves; move++) {
    await moveOn();
    if (move <= uncounted) continue;
    bells.push(...heard.bell);
    reads.push(...heard.read);
  }
  const tell = (name: string, figure: number, most?: number) => figures.push({ name, figure: Math.round(figure), unit: "ms", limit: most === undefined ? "none" : `at most ${most} ms`, ok: most === undefined || figure <= most });
  tell("from the press to the bell, p95 of 35 pages", spreadOf(bells).p95);
  tell("from the press to the page read again, p50 of 35 pages", spreadOf(reads).p50);
  tell("from the press to the page read again, p95 of 35 pages", spreadOf(reads).p95, mostMs);
  tell("the slowest of all", spreadOf(reads).max);
  if (browsers) {
    const { shown, readBeside } = await inBrowsers(moveOn);
    tell(`from the press to the item shown, p50 of ${browsers} real browsers beside the 35`, spreadOf(shown).p50);
    tell(`from the press to the item shown, p95 of ${browsers} real browsers beside the 35`, spreadOf(shown).p95);
    tell(`from the press to the page read again, p95 of the 35 beside ${browsers} real browsers`, spreadOf(readBeside).p95);
  }
  for (const socket of sockets) socket.disconnect();

  /** So many members' own browsers at the meeting, each with a page of its own: when each showed that the chair had moved on (ms after the press). */
  async function inBrowsers(moveOn: () => Promise<number>): Promise<{ shown: number[]; readBeside: number[] }> {
    const browser = await openBrowser();
    try {
      const pages = await Promise.all(cookies.slice(1, browsers + 1).map(async (cookie) => {
        const context = await browser.newContext({ baseURL: house.url, viewport: { width: 1280, height: 900 }, locale: "en-GB" });
        const [name, value] = cookie.split(/=(.*)/s) as [string, string];
        await context.addCookies([{ name, value, url: house.url }]);
        const page = await context.newPage();
        await page.goto("/meetings/m/live");
        await page.locator(".cm-content").waitFor();
        await page.evaluate(watch);
        return page;
      }));
      const shown: number[] = [];
      const readBeside: number[] = [];
      for (let move = 1; move <= Math.min(moves, items - 2); move++) {
        const pressed = await moveOn();
        const number = `A${at + 1}`;
        for (const page of pages) {
          await page.waitForFunction((number) => (window as unknown as { seen: Record<string, number> }).seen[number], number);
          const seen = await page.evaluate((number) => {
            const { seen } = window as unknown as { seen: Record<string, number> };
            const when = seen[number]!;
            for (const one of Object.keys(seen)) if (one !== number) delete seen[one];
            return when;
          }, number);
          if (move > uncounted) shown.push(seen - pressed);
        }
        if (move > uncounted) readBeside.push(...heard.read);
      }
      return { shown, readBeside };
    } finally {
      await browser.close();
    }
  }
} finally {
  await house.close();
}
process.stdout.write(`${cpus().length} cores, ${cpus()[0]?.model.trim() ?? "not known"}\n${table(figures)}\n`);
const out = option("json");
if (out) {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(figures, null, 2)}\n`);
}
process.exit(figures.every((figure) => figure.ok) ? 0 : 1);
