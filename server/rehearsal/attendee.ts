import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";
import { alongWith, connecting, keepConnecting } from "#app/live/connection.ts";
import { Line } from "#app/live/line.ts";
import * as parser from "#app/live/wire.ts";
import type { Hand } from "#app/models/meetings/hand.ts";
import type { Pace } from "./pace.ts";
import { type Page, pageOf } from "./page.ts";
import type { Person } from "./people.ts";
import { ShownOut, type Visit } from "./visit.ts";

/** How long somebody takes for a letter (ms). */
export const letterMs = 110;
/** How long before they follow where the chair has gone (ms). */
const lookUpMs = [400, 2000] as const;
/** After what pause of somebody else's at the end of the text one may begin there, and how many are waited for. */
const [pauseMs, mostPauses] = [2000, 10];
const savedWithinMs = 1500;
const lookEveryMs = 25;
const awakeEveryMs = 60_000;

interface Attending {
  url: string;
  meetingId: string;
  visit: Visit;
  pace: Pace;
  clock: () => Date;
}

/** Somebody at the meeting's page, without a browser: the line that the page uses, over the socket that the page uses, following the chair. */
export class Attendee {
  page: Page | null = null;
  /** They have left for good. */
  isGone = false;
  /** The chair has given them the word. */
  hasWord = false;
  isHandUp = false;
  isWriting = false;
  /** When what they have before them was read. */
  readAt = "";
  private line: Line | null = null;
  private elsewhere: string | null = null;
  private readonly socket: Socket;
  /** Somebody who listens moves the mouse now and then: their page does not lock. */
  private readonly awake = setInterval(() => this.socket.emit("active", {}), awakeEveryMs);
  private writing: Promise<void> = Promise.resolve();
  private following: Promise<void> | null = null;
  private onceMore = false;

  constructor(readonly person: Person, private readonly at: Attending) {
    this.socket = keepConnecting(io(at.url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: at.visit.cookie }, auth: (say) => say(alongWith(this.readAt, this.line ? [this.line] : [])), ...connecting }));
    this.socket.on("connect", () => {
      this.join();
      this.follow();
    });
    this.socket.on("bell", () => this.follow());
    this.socket.on("signed out", () => this.gone());
    this.socket.on("meeting:hands", ({ meetingId, hands }: { meetingId: string; hands: Hand[] }) => {
      if (meetingId !== at.meetingId) return;
      const mine = hands.find((hand) => hand.personId === person.id);
      this.isHandUp = mine !== undefined;
      this.hasWord = mine?.speaking ?? false;
    });
  }

  /** The item that the meeting is at, as they know it. */
  get currentId(): string | null {
    return this.page?.meeting.status === "live" ? this.page.meeting.currentItemId : null;
  }
  /** Whether they could write into that item now. */
  mayWriteAt(itemId: string): boolean {
    const { page, line } = this;
    return !this.isGone && !this.isWriting && page?.item?.id === itemId && page.item.mayWrite && !page.item.session && line?.ready === true && line.mayWrite && line.state.kind !== "ended";
  }
  /** The item in hand, when it is what they have before them. */
  get inHand(): Page["item"] {
    return this.currentId !== null && this.page?.item?.id === this.currentId ? this.page.item : null;
  }
  /** What stands in the minutes before them. */
  get text(): string {
    return this.line?.text.toString() ?? "";
  }

  /** Types at the end of the minutes, word by word, and waits until it is saved. What others write meanwhile comes before it or after it, never into it. */
  say(words: string, apart: boolean): Promise<void> {
    this.isWriting = true;
    this.writing = this.type(words, apart).finally(() => {
      this.isWriting = false;
    });
    return this.writing;
  }

  private async type(words: string, apart: boolean): Promise<void> {
    const { line } = this;
    if (!line) return;
    await this.waitForEnd(line);
    // A line's end behind it from the start: whoever begins the next one does so behind that, and what both type at once stays apart.
    const opening = (line.text.toString().endsWith("\n") && this.isTaken(line) ? "\n" : "") + breakBefore(line.text.toString(), apart);
    let from = line.text.length;
    line.text.insert(from, `${opening}\n`);
    let place = Y.createRelativePositionFromTypeIndex(line.text, from + opening.length, -1);
    for (const piece of words.split(/(?<=\s)/)) {
      if (line.state.kind === "ended" || this.isGone) return;
      from = line.others.indexOf(place) ?? line.text.length;
      line.text.insert(from, piece);
      place = Y.createRelativePositionFromTypeIndex(line.text, from + piece.length, -1);
      line.others.point(from + piece.length, from + piece.length);
      await this.at.pace.wait(piece.length * letterMs);
    }
    for (const since = performance.now(); line.pending && performance.now() - since < savedWithinMs; ) await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    line.others.point(null, null);
  }

  /** Whether somebody else's caret stands where the text ends. */
  private isTaken = (line: Line): boolean => line.others.carets.some((caret) => (line.others.indexOf(caret.head) ?? 0) >= line.text.length);

  /** Nobody is interrupted in a word: while a human types at the end, whose pauses are no shorter in a hurry, it is waited for, but not for ever. */
  private async waitForEnd(line: Line): Promise<void> {
    const isOpen = () => this.isTaken(line) || /[^\n]$/.test(line.text.toString());
    for (let waited = 0; waited < mostPauses && isOpen() && !this.at.pace.over; waited++) {
      const before = line.text.toString();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (line.text.toString() === before) return;
    }
  }

  async raise(up: boolean): Promise<void> {
    if (await this.at.visit.post(`/meetings/${this.at.meetingId}/hands`, { raised: up ? "yes" : "no", stay: "yes" })) this.isHandUp = up;
    if (!up) this.hasWord = false;
  }

  /** Lays down the card of their agency. */
  propose = (itemId: string, place: string): Promise<boolean> => this.at.visit.post(`/items/${itemId}/cards`, { place, stay: "yes" });

  /** Looks at another item; null to be with the chair again. */
  async lookAt(itemId: string | null): Promise<void> {
    this.elsewhere = itemId;
    this.follow();
    await this.following;
  }

  /** Reads the page again after a moment, as often as it rang meanwhile once, and goes where it says. Who is in the middle of a sentence ends it first. */
  private follow(): void {
    this.onceMore = true;
    this.following ??= this.followOn();
  }

  private async followOn(): Promise<void> {
    while (this.onceMore && !this.isGone) {
      await this.at.pace.between(...lookUpMs);
      await this.writing;
      this.onceMore = false;
      if (this.at.pace.over) break;
      try {
        const readAt = this.at.clock().toISOString();
        this.show(await pageOf(this.at.visit, this.at.meetingId, this.elsewhere));
        this.readAt = readAt;
      } catch (error) {
        if (error instanceof ShownOut) this.gone();
        // Else the pages are being started again: the next bell, or the next connection, asks once more.
      }
    }
    this.following = null;
  }

  private show(page: Page): void {
    if (this.isGone) return;
    const before = this.page?.item?.id;
    this.page = page;
    if (page.meeting.status !== "live") {
      this.gone();
      return;
    }
    const documentId = page.item?.documentId ?? null;
    if (documentId !== (this.line?.documentId ?? null)) {
      this.line?.close();
      this.line = documentId === null ? null : new Line(this.socket, documentId);
    } else if (page.item?.mayWrite) this.line?.resume();
    if (page.item?.id !== before) this.join();
  }

  private join(): void {
    if (this.socket.connected) this.socket.emit("meeting:join", { meetingId: this.at.meetingId, itemId: this.page?.item?.id ?? null });
  }

  private gone(): void {
    if (this.isGone) return;
    this.isGone = true;
    clearInterval(this.awake);
    this.line?.close();
    if (this.socket.connected) this.socket.emit("meeting:leave", { meetingId: this.at.meetingId });
    this.socket.disconnect();
  }

  /** Ends the sentence and leaves the room; a hand that is up goes with them. */
  async leave(): Promise<void> {
    await this.writing.catch(() => undefined);
    this.gone();
  }
}

/** What must stand between a text and what is put at its end: a line's end, or a paragraph's. */
export function breakBefore(text: string, apart: boolean): string {
  if (text.trim() === "") return "";
  const wanted = apart ? 2 : 1;
  return "\n".repeat(Math.max(0, wanted - /\n*$/.exec(text)![0].length));
}
