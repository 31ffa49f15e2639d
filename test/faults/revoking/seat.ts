import type { Socket } from "socket.io-client";
import { readUpdates } from "#app/live/frames.ts";
import { sessionOf, cookieWith } from "../../session.ts";
import type { House } from "../../house.ts";
import type { History } from "../history.ts";
import { Writer } from "../writers.ts";
import type { Sitter } from "./crowd.ts";

/** Something that came over a page's connection. */
interface Heard {
  t: number;
  event: string;
  said: { people?: { itemId: string | null }[] };
  /** The rows of the log that a change of somebody else's was. */
  rows: number[];
}

/** What tells of the minutes themselves, or of who is at them. */
const ofMinutes = new Set(["u", "minutes:author", "minutes:cursor", "minutes:gone", "minutes:notice"]);

/** Somebody with the meeting's page open, who types in the minutes of their item, moves their caret, and is told who is here. */
export class Seat {
  readonly heard: Heard[] = [];
  readonly socket: Socket;
  private readonly moving: ReturnType<typeof setInterval>;

  private constructor(readonly sitter: Sitter, readonly writer: Writer, readonly cookie: string) {
    this.socket = writer.socket;
    this.socket.onAny((event: string, said: Heard["said"]) => this.heard.push({ t: Date.now(), event, said, rows: event === "u" ? readUpdates(new Uint8Array(said as unknown as ArrayBuffer)).updates.map((one) => one.seq) : [] }));
    const join = () => void (sitter.as === "guest" ? this.socket.emit("visit:join", { meetingId: "m1" }) : this.socket.emit("meeting:join", { meetingId: "m1", itemId: sitter.item }));
    this.socket.on("connect", join);
    this.moving = setInterval(() => this.socket.connected && this.socket.volatile.emit("minutes:cursor", { documentId: sitter.document, anchor: null, head: null }), 900);
  }

  /** Sits down, under a session of their own. */
  static async take(house: House, sitter: Sitter, id: string, history: History): Promise<Seat> {
    const cookie = await cookieWith(await sessionOf(house.db, sitter.id));
    return new Seat(sitter, new Writer({ id, person: sitter.id, url: house.url, cookie, document: sitter.document, history }), cookie);
  }

  /** When the page was last told, after `since`, something that whoever lost all, or only this item, may not be told; null when it was not. */
  lastTold(loses: "all" | "item", since: number): number | null {
    const told = this.heard.filter(({ t, event, said }) => t > since && (ofMinutes.has(event) || (event === "meeting:here" && (loses === "all" || said.people?.some((one) => one.itemId === this.sitter.item)))));
    return told.at(-1)?.t ?? null;
  }

  /** Which rows of the log the page was told. */
  get rows(): number[] {
    return this.heard.flatMap((one) => one.rows);
  }

  /** Whether the page still takes the minutes for its own. */
  get isOpen(): boolean {
    return this.socket.connected && this.writer.line.isOpen;
  }

  forget(): void {
    this.heard.length = 0;
  }

  leave(): void {
    clearInterval(this.moving);
    this.writer.vanish();
  }
}
