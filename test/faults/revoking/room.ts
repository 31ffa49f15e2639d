import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { fileOf } from "#db/connect.server.ts";
import { cookieOf, type House, openHouse } from "../../house.ts";
import { check, rowsOf } from "../checker.ts";
import { History } from "../history.ts";
import { altered } from "../steps.ts";
import { add, type Tally } from "../tally.ts";
import { until } from "../writers.ts";
import { crowd, fillCrowd, type Sitter, watchNews, type Written } from "./crowd.ts";
import { Seat } from "./seat.ts";
import type { Officers } from "./ways.ts";

/** How often each types one word (ms). */
const typeMs = 400;

/** The program with a crowd in its running meeting, all of whom type. */
export interface Room {
  house: House;
  people: Sitter[];
  seats: Map<string, Seat>;
  officers: Officers;
  tally: Tally;
  /** From now on what the pages commit is not told to the live side; or the pages end after their next commit, before they tell of it. */
  lose: (what: "news" | "pages" | "nothing") => void;
  /** Another page of theirs. */
  page: (sitter: Sitter) => Promise<Seat>;
  /** Sits down those who have no page that is open, and waits until all may type. */
  fillSeats: () => Promise<void>;
  /** When the first news row of that kind about them, or by them, was written since; null when there is none. */
  writtenAt: (what: string, by: string | null, about: string[], since: number) => Promise<number | null>;
  examine: () => Promise<void>;
  close: () => Promise<void>;
}

/** A post over a connection of its own: one kept from before may close under it, and nobody could say whether it was heard. */
const send = (url: string, headers: Record<string, string>, body: string): Promise<{ status: number; page: string }> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { method: "POST", agent: false, headers: { ...headers, "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(body) } }, (answer) => {
      let page = "";
      answer.setEncoding("utf8").on("data", (some) => (page += some)).on("end", () => resolve({ status: answer.statusCode ?? 0, page })).on("error", reject);
    });
    asked.on("error", reject).end(body);
  });

/** The program, able to lose the news that cross from the pages to the live side. */
const forgetful = (program: string): string =>
  altered(program, `forgetful-${process.pid}`, [
    { find: /(listen\(\(told\w*\) => )(channel\w*\.postMessage\(told\w*\)\))/, put: '$1process.getBuiltinModule("node:fs").existsSync(process.env.LOSE_FOLDER + "/news") || $2' },
    { find: /(function hear\(told\w*\) \{)/, put: '$1 if (!process.getBuiltinModule("node:worker_threads").isMainThread && process.getBuiltinModule("node:fs").existsSync(process.env.LOSE_FOLDER + "/pages")) process.getBuiltinModule("node:fs").rmSync(process.env.LOSE_FOLDER + "/pages"), process.exit(1);' },
  ]);

export async function openRoom(size: number, name: string, record: string, program: string): Promise<Room> {
  const people = crowd(size);
  const folder = mkdtempSync(join(tmpdir(), "panelroom-lose-"));
  const house = await openHouse({ fill: fillCrowd(people), program: forgetful(program), env: { LOSE_FOLDER: folder } });
  fileOf(house.db).exec(watchNews);
  const history = new History(record);
  const tally: Tally = { refused: 0 };
  const seats = new Map<string, Seat>();
  const names = new Map<string, string>();
  let made = 0;
  let turned = performance.now();
  const standing = setInterval(() => {
    add(tally, { "longest that the harness itself stood still": performance.now() - turned - 20 });
    turned = performance.now();
  }, 20);
  const post: Officers["post"] = async (cookie, path, fields = {}) => {
    const body = new URLSearchParams(Object.entries(fields).flatMap(([key, value]) => [value].flat().map((one) => [key, one])));
    for (let tries = 0; tries < 5; tries++) {
      const { status, page } = await send(house.url + path, { Cookie: cookie, Origin: house.url }, body.toString());
      if (status < 400) return;
      // Too much was being written at once: they press the button again.
      if (status !== 503) throw new Error(`${path} was answered with ${status}: ${page.slice(page.indexOf("govuk-error-message")).slice(0, 300)}`);
    }
    throw new Error(`${path} could not be written`);
  };
  const page = async (sitter: Sitter): Promise<Seat> => {
    const id = `${name}.${made++}`;
    names.set(id, sitter.id);
    return Seat.take(house, sitter, id, history);
  };
  const room: Room = {
    house, people, seats, tally, page,
    officers: { post, db: house.db, chair: "", administrator: "" },
    lose: (what) => {
      for (const one of ["news", "pages"]) if (existsSync(join(folder, one))) rmSync(join(folder, one));
      if (what !== "nothing") writeFileSync(join(folder, what), "");
    },
    fillSeats: async () => {
      // A new session each time: it must have been proved lately who takes something away.
      Object.assign(room.officers, { chair: await cookieOf(house, "amira"), administrator: await cookieOf(house, "admin") });
      for (const sitter of people) if (!seats.get(sitter.id)?.isOpen) {
        seats.get(sitter.id)?.leave();
        seats.set(sitter.id, await page(sitter));
      }
      if (!(await until(() => [...seats.values()].every((seat) => seat.writer.line.ready && seat.isOpen), 20_000))) throw new Error(`Not let in again: ${[...seats.values()].filter((seat) => !seat.isOpen).map((seat) => `${seat.sitter.id} ${JSON.stringify(seat.writer.line.state)} ${JSON.stringify(seat.writer.connection)} ${seat.socket.active}, heard ${seat.heard.slice(-5).map((one) => one.event).join(" ")}`).join()}`);
      for (const seat of seats.values()) seat.writer.start(typeMs);
    },
    writtenAt: async (what, by, about, since) => {
      const { rows } = await sql<Written>`select * from written where what = ${what} and ms >= ${since - 1} order by ms`.execute(house.db);
      return rows.find((row) => (by ? row.person_id === by : about.includes(row.detail ?? "")))?.ms ?? null;
    },
    examine: async () => {
      for (const seat of seats.values()) seat.writer.stop();
      const documents = [...new Set(people.map((one) => one.document))];
      const quiet = () => [...seats.values()].every((seat) => seat.writer.quiet && seat.writer.line.state.kind === "saved");
      if (!(await until(quiet, 15_000))) add(tally, { "not saved in the end": 1 });
      const texts = () => [...seats.values()].map((seat) => ({ document: seat.sitter.document, text: seat.writer.line.text.toString() }));
      await until(() => documents.every((id) => new Set(texts().filter((one) => one.document === id).map((one) => one.text.length)).size < 2), 5000);
      add(tally, check({ ops: history.ops, rows: await rowsOf(house.db, documents), people: names, texts: texts() }));
    },
    close: async () => {
      clearInterval(standing);
      for (const seat of seats.values()) seat.leave();
      history.close();
      await house.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return room;
}
