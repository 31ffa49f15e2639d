import * as Y from "yjs";
import type { Db } from "#db/connect.server.ts";
import { type Change, type Loss, whatItDoes } from "#app/models/meetings/notice.ts";
import type { Range } from "#app/models/meetings/ranges.ts";
import type { Person } from "../cast.ts";
import { Watch } from "#app/models/meetings/watch.ts";

/** A row as the log would keep it. */
export interface Row {
  seq: number;
  personId: Person;
  agencyId: string;
  seenSeq: number;
  at: string;
  bytes: Uint8Array;
}

const agencies: Partial<Record<Person, string>> = { ruth: "csc", dan: "police", chloe: "health", amira: "police" };

/** Some people around one text, each with a page of their own: what is typed is in the log when it is sent, and on a page when it is received. */
export function table(...people: Person[]) {
  const rows: Row[] = [];
  const losses: Loss[] = [];
  const server = new Y.Doc();
  const watch = new Watch(0);
  const ids = new Map<number, string>();
  let clock = Date.parse("2026-11-24T10:00:00Z");

  const pages = Object.fromEntries(people.map((person) => {
    const doc = new Y.Doc();
    ids.set(doc.clientID, person);
    const text = doc.getText("minutes");
    let [seen, typedAt] = [0, null as number | null];
    let waiting: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin === "log") return;
      typedAt ??= seen;
      waiting.push(update);
    });
    const page = {
      text: () => text.toString(),
      type: (words: string, at = text.length) => text.insert(at, words),
      /** Puts words right after others. */
      after: (words: string, more: string) => text.insert(text.toString().indexOf(words) + words.length, more),
      remove: (words: string) => text.delete(text.toString().indexOf(words), words.length),
      send: () => {
        if (!waiting.length) return page;
        const bytes = Y.mergeUpdates(waiting);
        const row: Row = { seq: rows.length + 1, personId: person, agencyId: agencies[person] ?? "csc", seenSeq: typedAt ?? seen, at: new Date(clock).toISOString(), bytes };
        [waiting, typedAt] = [[], null];
        const change: Change = { seq: row.seq, personId: person, seenSeq: row.seenSeq, at: clock, ...whatItDoes(server, decoded(bytes)) };
        Y.applyUpdate(server, bytes);
        rows.push(row);
        losses.push(...watch.add(change, (client) => ids.get(client)));
        return page;
      },
      receive: () => {
        for (const row of rows.slice(seen)) Y.applyUpdate(doc, row.bytes, "log");
        seen = rows.length;
        return page;
      },
    };
    return [person, page];
  })) as Record<Person, Page>;
  return {
    rows, losses, pages,
    text: () => server.getText("minutes").toString(),
    pass: (seconds: number) => {
      clock += seconds * 1000;
    },
    everybodyReceives: () => people.map((person) => pages[person].receive()),
  };
}
export interface Page {
  text: () => string;
  type: (words: string, at?: number) => void;
  after: (words: string, more: string) => void;
  remove: (words: string) => void;
  send: () => Page;
  receive: () => Page;
}

function decoded(bytes: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(bytes);
  return { structs, deleted: [...ds.clients].flatMap(([client, ranges]) => ranges.map(({ clock, len }): Range => [client, clock, len])) };
}

/** Puts rows into a document's log. */
export async function keepRows(db: Db, documentId: string, rows: Row[]): Promise<void> {
  const values = rows.map((row) => ({ document_id: documentId, seq: row.seq, epoch: 1, person_id: row.personId, agency_id: row.agencyId, instance: `page-${row.personId}`, instance_seq: row.seq, bytes: Buffer.from(row.bytes), at: row.at, seen_seq: row.seenSeq }));
  for (let from = 0; from < values.length; from += 500) await db.insertInto("document_update").values(values.slice(from, from + 500)).execute();
}

/** The fold of rows, computed apart from the program. */
export function foldOf(rows: { bytes: Uint8Array }[]): string {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row.bytes);
  return doc.getText("minutes").toString();
}

/** Three people who type and delete at random, at times without each other's words. */
export function scribble(random: () => number, count: number): ReturnType<typeof table> {
  const room = table("ruth", "dan", "chloe");
  const below = (most: number) => Math.floor(random() * most);
  const words = ["seen ", "at school ", "Zoë ", "😀 ", "\n", "no change ", "x"];
  while (room.rows.length < count) {
    const page = room.pages[(["ruth", "dan", "chloe"] as const)[below(3)]!];
    const text = page.text();
    if (text.length > 20 && below(4) === 0) page.remove([...text].slice(below(5), below(5) + 6).join(""));
    else page.type(words[below(words.length)]!, [...text].slice(0, below([...text].length + 1)).join("").length);
    if (below(3) > 0) page.send();
    if (below(3) > 0) page.receive();
    room.pass(below(50));
  }
  return room;
}

/** As many rows as are asked for, quickly: three people at random places of one text. */
export function manyRows(random: () => number, count: number): Row[] {
  const rows: Row[] = [];
  const people = ["ruth", "dan", "chloe"] as const;
  const doc = new Y.Doc();
  const text = doc.getText("minutes");
  let personId: Person = "ruth";
  doc.on("update", (bytes: Uint8Array) => {
    rows.push({ seq: rows.length + 1, personId, agencyId: agencies[personId]!, seenSeq: rows.length, at: new Date(Date.parse("2026-11-24T10:00:00Z") + rows.length * 700).toISOString(), bytes });
  });
  while (rows.length < count) {
    const one = Math.floor(random() * 3);
    personId = people[one]!;
    doc.clientID = one + 1;
    const at = Math.floor(random() * text.length);
    if (text.length > 50 && random() < 0.2) text.delete(Math.max(0, at - 5), 1 + Math.floor(random() * 5));
    else text.insert(at, "words ".slice(0, 1 + Math.floor(random() * 6)));
  }
  return rows;
}
