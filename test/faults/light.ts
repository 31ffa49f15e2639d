import { io, type Socket } from "socket.io-client";
import * as Y from "yjs";
import { readKept, readRefused, writePush } from "#app/live/frames.ts";
import * as parser from "#app/live/wire.ts";
import { randomBytes } from "node:crypto";
import { randomFrom } from "./writers.ts";

export interface Sent {
  tok: string;
  instance: string;
  instanceSeq: number;
  update: Uint8Array;
  /** What came back: the row, or why not; null while nothing has. */
  answer: { seq: number } | { code: string } | null;
  /** When it was sent first. */
  at: number;
}

/** A page of one document as seen by a light writer. */
export interface Sheet {
  documentId: string;
  instance: string;
  grant: number;
  channel: number;
  doc: Y.Doc;
  sent: Sent[];
  ended: boolean;
}

/** Somebody who speaks the wire without the page's line: opens, sends when told to, and notes each answer. Many of them cost little. */
export class Light {
  readonly socket: Socket;
  readonly sheets = new Map<string, Sheet>();
  private readonly random: () => number;

  constructor(readonly id: string, url: string, cookie: string) {
    this.random = randomFrom(id);
    this.socket = io(url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: cookie }, reconnectionDelay: 50, reconnectionDelayMax: 200, randomizationFactor: 0.3 });
    this.socket.on("k", (bytes: Uint8Array) => {
      const { channel, kept } = readKept(new Uint8Array(bytes));
      const sheet = this.of(channel);
      for (const { instanceSeq, seq } of kept) {
        const sent = sheet?.sent[instanceSeq - 1];
        if (sent) sent.answer = { seq };
      }
    });
    this.socket.on("n", (bytes: Uint8Array) => {
      const { channel, instanceSeq, code } = readRefused(new Uint8Array(bytes));
      const sent = this.of(channel)?.sent[instanceSeq - 1];
      if (sent && !(sent.answer && "seq" in sent.answer)) sent.answer = { code };
    });
    this.socket.on("minutes:ended", (m: { documentId: string }) => {
      const sheet = this.sheets.get(m.documentId);
      if (sheet) sheet.ended = true;
    });
  }

  private of(channel: number): Sheet | undefined {
    return [...this.sheets.values()].reverse().find((sheet) => sheet.channel === channel);
  }

  /** Opens a document, or opens it again after the connection was lost: under the same instance. Returns why not, or null. */
  async open(documentId: string): Promise<string | null> {
    const known = this.sheets.get(documentId);
    const instance = known?.instance ?? randomBytes(16).toString("hex");
    const answer = (await this.socket.timeout(5000).emitWithAck("minutes:open", { documentId, instance, stateVector: new Uint8Array([0]), epoch: null }).catch(() => ({ code: "busy" }))) as { code?: string; grant?: number; channel?: number; client: number; parts: Uint8Array[] };
    if (answer.grant === undefined) return answer.code ?? "nothing";
    const sheet = known ?? { documentId, instance, grant: 0, channel: 0, doc: new Y.Doc(), sent: [], ended: false };
    sheet.grant = answer.grant;
    sheet.channel = answer.channel!;
    if (!known) {
      for (const part of answer.parts ?? []) Y.applyUpdate(sheet.doc, new Uint8Array(part), "there");
      sheet.doc.clientID = answer.client;
      this.sheets.set(documentId, sheet);
    }
    return answer.code ?? null;
  }

  /** Types a token and sends it. */
  type(documentId: string): Sent {
    const sheet = this.sheets.get(documentId)!;
    const tok = `⟨${this.id}:${sheet.sent.length}⟩`;
    let update = new Uint8Array();
    sheet.doc.once("update", (bytes: Uint8Array) => {
      update = Uint8Array.from(bytes);
    });
    const text = sheet.doc.getText("minutes");
    text.insert(this.random() < 0.8 ? text.length : 0, tok);
    const sent: Sent = { tok, instance: sheet.instance, instanceSeq: sheet.sent.length + 1, update, answer: null, at: performance.now() };
    sheet.sent.push(sent);
    this.send(sheet, sent);
    return sent;
  }

  private send(sheet: Sheet, sent: Sent): void {
    if (this.socket.connected) this.socket.emit("p", writePush({ grant: sheet.grant, instanceSeq: sent.instanceSeq, seenSeq: 0, update: sent.update }));
  }

  /** Sends again what was not acknowledged, in order. */
  again(documentId: string): void {
    const sheet = this.sheets.get(documentId)!;
    for (const sent of sheet.sent) {
      if (sent.answer && "seq" in sent.answer) continue;
      sent.answer = null;
      this.send(sheet, sent);
    }
  }

  leave(documentId: string): void {
    if (this.socket.connected) this.socket.emit("minutes:close", { documentId, instance: this.sheets.get(documentId)!.instance });
    this.sheets.delete(documentId);
  }
  close(): void {
    this.socket.disconnect();
  }
}
