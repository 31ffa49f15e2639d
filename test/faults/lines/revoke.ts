import { fileOf, isHeld } from "#db/connect.server.ts";
import type { Figure } from "../../figure.ts";
import type { FaultLine } from "../line.ts";
import { guestOf, membershipId, password, spoken, type Sitter } from "../revoking/crowd.ts";
import { openRoom, type Room } from "../revoking/room.ts";
import type { Seat } from "../revoking/seat.ts";
import { closing, fromOutside, staying, type Way, ways } from "../revoking/ways.ts";
import { add, atLeast, none, type Tally, told } from "../tally.ts";
import { pause, until } from "../writers.ts";

/** How long a page is listened to after its revocation (ms): what comes later than a second is too late. */
const listenMs = 1150;
const lateMs = 1000;
const whole = 50;

/** A person who loses something, with each page that they have open. */
interface Loss {
  way: string;
  loses: "all" | "item";
  seats: Seat[];
  what: string;
  by: boolean;
  /** When it was written, where the database cannot say: by another process. */
  ms?: number;
}

const about = ({ id }: Sitter): string[] => [id, membershipId(id)];

/** Listens until a second is over, and counts what each page was still told of what its person had lost. */
async function judge(room: Room, losses: Loss[], since: number, into: "silent" | "silent, not told"): Promise<void> {
  const { tally, house } = room;
  await pause(listenMs);
  // However busy the machine: each page must learn of it.
  await until(() => losses.every(({ seats }) => seats.every((seat) => !seat.isOpen)), 10_000);
  for (const { way, loses, seats, what, by, ms } of losses) {
    const { sitter } = seats[0]!;
    const written = ms ?? (await room.writtenAt(what, by ? sitter.id : null, what === closing.what ? await closedSessions(room) : about(sitter), since));
    if (written === null) {
      add(tally, { "not revoked": 1, [`not revoked: ${way}`]: 1 });
      continue;
    }
    add(tally, { revoked: 1, [`by: ${way}`]: 1 });
    const at = new Date(written).toISOString();
    const later = new Map((await house.db.selectFrom("document_update").select(["seq", "at"]).where("document_id", "=", sitter.document).where("at", ">", at).execute()).map((row) => [row.seq, row.at]));
    for (const seat of seats) {
      const last = seat.lastTold(loses, written);
      const after = last === null ? 0 : last - written;
      add(tally, { [`${into} after ${after} ms`]: 1, "told later than a second": after > lateMs ? 1 : 0, [`longest: ${way}`]: after });
      if (seat.isOpen) add(tally, { "page not told": 1 });
      // A frame may lie in the network, or wait for this process, and be heard late: what was written after the loss must never come.
      add(tally, { "told what was written later": seat.rows.filter((seq) => (later.get(seq) ?? "") > at).length });
    }
    const rows = await house.db.selectFrom("document_update").select("at").where("person_id", "=", sitter.id).where("document_id", "=", sitter.document).where("at", ">", at).execute();
    add(tally, { "written after losing it": rows.length });
  }
}
const closedSessions = async ({ house }: Room): Promise<string[]> => (await house.db.selectFrom("closed_session").select("id").execute()).map((row) => row.id);

/** Somebody who is free for this, other than those. */
function victim(room: Room, way: Way, taken: Set<string>): Seat {
  const free = room.people.filter((one) => way.of.includes(one.as) && !taken.has(one.id));
  const sitter = free[Math.floor(Math.random() * free.length)]!;
  taken.add(sitter.id);
  return room.seats.get(sitter.id)!;
}

const begin = (room: Room): number => {
  for (const seat of room.seats.values()) seat.forget();
  return Date.now();
};

/** Several at once, one of them while the person opens a second page. */
async function together(room: Room, some: Way[], n: number): Promise<void> {
  const taken = new Set<string>();
  // Those first whom only a few can be.
  const chosen = [...some].sort((a, b) => a.of.length - b.of.length).map((way) => ({ way, seat: victim(room, way, taken) }));
  const since = begin(room);
  const losses = await Promise.all(chosen.map(async ({ way, seat }, i): Promise<Loss> => {
    // Locking and signing out are one session's: the others go on.
    const joining = i === n % some.length && !["signed out", "locked by hand"].includes(way.name);
    const seats = [seat];
    const opening = joining ? room.page(seat.sitter).then((second) => void seats.push(second)) : undefined;
    await pause(Math.random() * (joining ? 60 : 20));
    await way.revoke(room.officers, seat);
    await opening;
    if (joining) add(room.tally, { "while a page was opening": 1 });
    return { way: way.name, loses: way.loses, seats, what: way.what, by: way.by === true };
  }));
  await judge(room, losses, since, "silent");
  for (const { seats } of losses) for (const second of seats.slice(1)) second.leave();
  for (const { way, seat } of chosen) await way.again(room.house.db, seat.sitter);
  for (const { way, seat } of chosen) if (way.name === "locked by hand") await unlock(room, seat);
}

/** A locked page goes on with what it holds once the password is given. */
async function unlock(room: Room, { cookie, socket, writer }: Seat): Promise<void> {
  await room.officers.post(cookie, "/unlock", { password });
  if (!socket.active) socket.connect();
  add(room.tally, { unlocked: 1, "locked, and did not go on": (await until(() => writer.line.isOpen && writer.quiet, 15_000)) ? 0 : 1 });
}

/** Two at once about one person. */
async function twice(room: Room): Promise<void> {
  const [way, other] = [ways.find(({ name }) => name === "membership ended")!, ways.find(({ name }) => name === "conflict declared by the chair")!];
  const seat = victim(room, way, new Set());
  const since = begin(room);
  // Whichever comes second may find that there is nobody left to take it from.
  await Promise.all([way.revoke(room.officers, seat), other.revoke(room.officers, seat).catch(() => undefined)]);
  await judge(room, [{ way: "two at once", loses: "all", seats: [seat], what: way.what, by: false }], since, "silent");
  await way.again(room.house.db, seat.sitter);
  await other.again(room.house.db, seat.sitter);
}

/** Locked in the middle of a word, before the live side hears of it: the next change that comes finds it out. */
async function lockTyping(room: Room): Promise<void> {
  const way = ways.find(({ name }) => name === "locked by hand")!;
  const seat = victim(room, way, new Set());
  const since = begin(room);
  seat.writer.start(15);
  room.lose("news");
  await way.revoke(room.officers, seat).finally(() => room.lose("nothing"));
  await judge(room, [{ way: "locked in the middle of a word", loses: way.loses, seats: [seat], what: way.what, by: true }], since, "silent, not told");
  seat.writer.stop();
  await unlock(room, seat);
}

/** The item that is spoken about goes into closed session: all but one agency lose it at once. */
async function close(room: Room): Promise<void> {
  const outside = [...room.seats.values()].filter(({ sitter }) => sitter.item === spoken && sitter.agency !== staying);
  const since = begin(room);
  await closing.revoke(room.officers);
  await judge(room, outside.map((seat) => ({ way: closing.name, loses: "item", seats: [seat], what: closing.what, by: false })), since, "silent");
  await closing.again(room.officers);
  for (const { sitter } of outside) if (sitter.as === "guest") await room.officers.post(room.officers.chair, `/guests/${guestOf(sitter.id)}/admission`);
}

/** The live side is not told: another process wrote it, the news were lost on their way, or the pages ended before they told of it; or the process stood still meanwhile. */
async function untold(room: Room, how: "outside" | "news" | "pages" | "stopped", n: number, quietly: boolean): Promise<void> {
  const outside = how === "outside" || how === "stopped";
  const all = outside ? fromOutside : ways.filter((way) => !way.name.includes("conflict"));
  const way = all[n % all.length]!;
  const seat = victim(room, way, new Set());
  // Every other time nobody types, and nothing but the clock can notice.
  if (quietly) for (const { writer } of room.seats.values()) writer.stop();
  const since = begin(room);
  if (!outside) room.lose(how);
  try {
    if (how === "stopped") await whileItStands(room, () => way.revoke(room.officers, seat));
    else await way.revoke(room.officers, seat).catch((error) => {
      if (how !== "pages") throw error;
    });
    // A little after the commit: the database's own clock ticks for news alone.
    const ms = outside ? Date.now() : undefined;
    if (how === "stopped") await pause(1200);
    if (how === "stopped") process.kill(room.house.pid(), "SIGCONT");
    await judge(room, [{ way: `${way.name}, ${how}`, loses: way.loses, seats: [seat], what: way.what, by: way.by === true, ms }], since, "silent, not told");
  } finally {
    room.lose("nothing");
    if (how === "stopped") process.kill(room.house.pid(), "SIGCONT");
  }
  if (how === "pages") await until(async () => (await fetch(`${room.house.url}/healthz`, { headers: { Connection: "close" } }).catch(() => null))?.status === 200, 20_000);
  add(room.tally, { [`not told: ${how}`]: 1 });
  await way.again(room.house.db, seat.sitter);
}

/** Has another process write while the program stands still; when it had the database in that moment, it goes on a little and is stopped again. */
async function whileItStands({ house }: Room, write: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    process.kill(house.pid(), "SIGSTOP");
    fileOf(house.db).pragma("busy_timeout = 20");
    try {
      return await write();
    } catch (error) {
      if (!isHeld(error)) throw error;
      process.kill(house.pid(), "SIGCONT");
      await pause(7);
    } finally {
      fileOf(house.db).pragma("busy_timeout = 10000");
    }
  }
  throw new Error("The database was never free");
}
const untoldHows = ["outside", "news", "pages", "stopped"] as const;

/** What is done in the n-th round; returns how many revocations it was. */
async function round(room: Room, n: number, most: number): Promise<number> {
  await room.fillSeats();
  await pause(60);
  const turn = n % 8;
  if (turn === 5) await close(room);
  else if (turn === 6) await (Math.floor(n / 8) % 2 ? twice(room) : lockTyping(room));
  else if (turn === 7) await untold(room, untoldHows[Math.floor(n / 8) % untoldHows.length]!, Math.floor(n / 8 / untoldHows.length), Boolean((Math.floor(n / 8) + Math.floor(n / 8 / untoldHows.length)) % 2));
  else {
    const atOnce = Math.min(most, room.people.length < whole ? 3 : 5);
    const some = Array.from({ length: atOnce }, (_, i) => ways[((n - Math.floor(n / 8) * 3) * atOnce + i) % ways.length]!);
    await together(room, some, n);
    return some.length;
  }
  return 1;
}

/** People lose what they had, in every way there is, while all type: what their pages are told afterwards, and what becomes of everybody's words. */
export const revoke: FaultLine = {
  name: "revoke", of: "revocations", short: 40, full: 1000, batch: 100,
  run: async (on, units, from) => {
    // Few people for a few revocations.
    const room = await openRoom(units < whole ? 12 : whole, `v${from}`, on.record(`${from}`), on.program);
    try {
      for (let done = 0, n = Math.ceil(from / 3.6); done < units; n++) done += await round(room, n, units - done);
      await room.fillSeats();
      await pause(500);
      await room.examine();
    } finally {
      await room.close();
    }
    return { revocations: units, ...room.tally };
  },
  figures: (tally, wanted) => [
    atLeast("revoke", tally, "revocations", wanted),
    atLeast("revoke", tally, "revoked", wanted),
    ...["not revoked", "told what was written later", "told later than a second", "page not told", "written after losing it", "locked, and did not go on", "lost", "twice", "unattributed", "holes", "refused but there", "texts that differ", "not saved in the end"].map((name) => none("revoke", { [name]: 0, ...tally }, name)),
    ...silence(tally, "silent", 250),
    ...silence(tally, "silent, not told", 1000),
    ...Object.keys(tally).filter((name) => /^(by|longest|not told|not revoked):|^while/.test(name)).sort().map((name) => told("revoke", tally, name)),
    ...["acknowledged", "refused", "unknown"].map((name) => told("revoke", tally, name)),
    told("revoke", tally, "longest that the harness itself stood still", "ms"),
  ],
};

/** From the commit until nothing more came: middle, 99 in 100, longest. */
function silence(tally: Tally, kind: string, limit: number): Figure[] {
  const times = Object.entries(tally).flatMap(([name, n]) => (name.startsWith(`${kind} after `) ? Array<number>(n).fill(Number.parseInt(name.slice(`${kind} after `.length), 10)) : [])).sort((a, b) => a - b);
  if (!times.length) return [];
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]!;
  const figure = (name: string, ms: number, most?: number): Figure => ({ name: `revoke: ${kind} ${name}`, figure: ms, unit: "ms", limit: most ? `at most ${most} ms` : "none", ok: most === undefined || ms <= most });
  return [figure("in the middle", at(0.5)), figure("p99", at(0.99), limit), figure("at the longest", times.at(-1)!, lateMs)];
}
