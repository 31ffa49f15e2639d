import * as Y from "yjs";
import { textName } from "#app/models/meetings/document.ts";

const REMOTE = "from the server";

/** The document as a typist holds it: types at the end, and hands each change to `send`. */
export class Replica {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText(textName);

  constructor(send: (update: Uint8Array) => void) {
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) send(update);
    });
  }
  type(words: string): void {
    this.text.insert(this.text.length, words);
  }
  take(update: Uint8Array): void {
    Y.applyUpdate(this.doc, update, REMOTE);
  }
}
