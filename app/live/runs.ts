import * as Y from "yjs";
import type { Author } from "../models/meetings/authors.ts";

/** Consecutive characters of one author; null while it is not known whose they are. */
export interface AuthoredRun {
  from: number;
  to: number;
  author: Author | null;
}

/** Who wrote what stands in a text. `authors` says whom each Yjs client id was issued to: the server's word, never a page's. */
export function runsOf(text: Y.Text, authors: ReadonlyMap<number, Author>): AuthoredRun[] {
  const runs: AuthoredRun[] = [];
  let at = 0;
  for (let item = text._start; item; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
    const author = authors.get(item.id.client) ?? null;
    const last = runs.at(-1);
    if (last && last.author?.personId === author?.personId) last.to = at + item.length;
    else runs.push({ from: at, to: at + item.length, author });
    at += item.length;
  }
  return runs;
}
