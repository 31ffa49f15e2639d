import { io } from "socket.io-client";
import * as parser from "#app/live/wire.ts";
import { check, rowsOf } from "./checker.ts";
import { newDocument, openGround, personOf, type Ground as Place } from "./ground.ts";
import { History } from "./history.ts";
import type { HouseOptions } from "../house.ts";
import type { Tally } from "./tally.ts";
import { until, Writer } from "./writers.ts";

/** A ground with people writing in one document. */
export interface Desk {
  place: Place;
  history: History;
  document: string;
  item: string;
  pages: Writer[];
  people: Map<string, string>;
  /** Another page, of the n-th person. */
  page: (n: number, url?: string) => Promise<Writer>;
  /** Types until so many words are acknowledged, or the time is over. */
  typeUntil: (acknowledged: number, everyMs: number, withinMs: number) => Promise<void>;
  /** How many changes somebody heard who is connected and has opened nothing, and belongs to another panel. */
  overheard: () => number;
  /** What the checker finds in the history, the log and the pages' last texts (or these). */
  examine: (texts?: string[]) => Promise<Tally>;
  /** Whether all pages have everything saved within the time. */
  settled: (withinMs: number) => Promise<boolean>;
  close: () => Promise<void>;
}

/** Opens a ground, a document and the pages of the first so many people; each goes through `url` when given. */
export async function openDesk(name: string, record: string, people: number, options: HouseOptions = {}, through: (url: string, n: number) => Promise<string> | string = (url) => url): Promise<Desk> {
  const place = await openGround(options);
  const history = new History(record);
  const document = await newDocument(place.house.db);
  const ear = io(place.house.url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: await place.cookie("priya") } });
  let overheard = 0;
  ear.on("u", () => overheard++);
  const known = new Map<string, string>();
  const pages: Writer[] = [];
  let made = 0;
  const page = async (n: number, url?: string) => {
    const id = `${name}.${made++}`;
    known.set(id, personOf(n));
    return new Writer({ id, person: personOf(n), url: url ?? (await through(place.house.url, n)), cookie: await place.cookie(personOf(n)), document: document.id, history });
  };
  for (let n = 0; n < people; n++) pages.push(await page(n));
  await until(() => pages.every((p) => p.line.ready), 15_000);
  return {
    place, history, document: document.id, item: document.item, pages, people: known, page, overheard: () => overheard,
    typeUntil: async (wanted, everyMs, withinMs) => {
      for (const p of pages) p.start(everyMs);
      await until(() => {
        for (const p of pages) p.settle();
        return history.acknowledged >= wanted;
      }, withinMs);
      for (const p of pages) p.stop();
    },
    settled: (withinMs) => until(() => pages.every((p) => p.quiet && p.line.state.kind === "saved") && pages.every((p) => p.line.text.length === pages[0]!.line.text.length), withinMs),
    examine: async (texts = pages.map((p) => p.line.text.toString())) =>
      check({ ops: history.ops, rows: await rowsOf(place.house.db, [document.id]), people: known, texts: texts.map((text) => ({ document: document.id, text })) }),
    close: async () => {
      ear.disconnect();
      for (const p of pages) p.vanish();
      history.close();
      await place.close();
    },
  };
}
