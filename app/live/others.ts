import type { Socket } from "socket.io-client";
import * as Y from "yjs";

/** Somebody who writes, or wrote, here. */
export interface Author {
  personId: string;
  name: string;
  agency: string;
}

/** Where somebody else is writing. */
export interface Caret {
  key: string;
  name: string;
  colour: number;
  anchor: Y.RelativePosition;
  head: Y.RelativePosition;
}

/** A selection as relative positions, which hold in every copy of the document. */
export const placeIn = (text: Y.Text, anchor: number, head: number): Pick<Caret, "anchor" | "head"> => {
  const at = (index: number) => Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length), -1);
  return { anchor: at(anchor), head: at(head) };
};

/** The document whose carets these are. */
interface On {
  readonly documentId: string;
  readonly doc: Y.Doc;
  readonly text: Y.Text;
  readonly isOpen: boolean;
}
interface Moved {
  documentId: string;
  key: string;
  name: string;
  colour: number;
  anchor: ArrayBuffer | null;
  head: ArrayBuffer | null;
}

/** Tells the others where the caret is, and knows theirs. Kept nowhere, and dropped first when the line is slow. */
export class CaretsOf {
  carets: Caret[] = [];
  private where: [number, number] | null = null;
  private saying: ReturnType<typeof setTimeout> | undefined;
  private readonly heard: [string, (message: never) => void][];

  constructor(private readonly on: On, private readonly socket: Socket, private readonly changed: () => void) {
    this.heard = [
      ["minutes:cursor", (m: Moved) => m.documentId === on.documentId && this.moved(m)],
      ["minutes:gone", (m: { documentId: string; key: string }) => m.documentId === on.documentId && this.gone(m.key)],
      ["minutes:author", (m: { documentId: string }) => m.documentId === on.documentId && this.where && this.say()],
    ];
    for (const [event, hear] of this.heard) socket.on(event, hear as (message: unknown) => void);
  }

  /** Says to the others where the caret is; nulls when it is nowhere. At most five times a second. */
  point(anchor: number | null, head: number | null): void {
    this.where = anchor === null || head === null ? null : [anchor, head];
    this.saying ??= setTimeout(() => {
      this.saying = undefined;
      this.say();
    }, 200);
  }

  say(): void {
    if (!this.on.isOpen) return;
    const { text } = this.on;
    const position = (index: number) => Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length), -1));
    // By polling the line is busy most of the time: there it waits for its turn instead of being dropped. That it is nowhere is not dropped: nothing later would say so.
    const socket = !this.where || this.socket.io.engine?.transport?.name === "polling" ? this.socket : this.socket.volatile;
    socket.emit("minutes:cursor", { documentId: this.on.documentId, anchor: this.where && position(this.where[0]), head: this.where && position(this.where[1]) });
  }

  /** Where a caret stands now; null when its place is gone. */
  indexOf(position: Y.RelativePosition): number | null {
    const at = Y.createAbsolutePositionFromRelativePosition(position, this.on.doc);
    return at && at.type === this.on.text ? at.index : null;
  }

  clear(): void {
    this.carets = [];
  }

  close(): void {
    clearTimeout(this.saying);
    for (const [event, hear] of this.heard) this.socket.off(event, hear as (message: unknown) => void);
  }

  private moved(m: Moved): void {
    const others = this.carets.filter((caret) => caret.key !== m.key);
    try {
      this.carets = m.anchor && m.head ? [...others, { key: m.key, name: m.name, colour: m.colour, anchor: Y.decodeRelativePosition(new Uint8Array(m.anchor)), head: Y.decodeRelativePosition(new Uint8Array(m.head)) }] : others;
    } catch {
      this.carets = others;
    }
    this.changed();
  }

  private gone(key: string): void {
    this.carets = this.carets.filter((caret) => caret.key !== key);
    this.changed();
  }
}
