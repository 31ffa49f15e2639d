import { Line } from "./line.ts";
import { opensWith, socket } from "./bell.ts";
import { stayWhile } from "./keep.ts";
import { leaveWords, wordsLeft } from "./words-left.ts";

/** How long a line without a page stays open, so that React's second look, or going there and back, does not open it anew. */
const lingerMs = 1500;

interface Held {
  line: Line;
  users: number;
}
const held = new Map<string, Held>();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

// One guard for the whole page: leaving it would lose what the server does not have yet.
function guard(event: BeforeUnloadEvent): void {
  if ([...held.values()].some(({ line }) => line.pending && line.state.kind !== "ended")) event.preventDefault();
}

/** The document's line, shared by whoever shows it. Give it back with `release`. */
export async function hold(documentId: string): Promise<Line> {
  const connection = await socket();
  const known = held.get(documentId);
  if (known) {
    known.users++;
    return known.line;
  }
  if (held.size === 0) addEventListener("beforeunload", guard);
  const line = new Line(connection, documentId);
  held.set(documentId, { line, users: 1 });
  line.listen(tell);
  return line;
}

/** Gives the line back. It ends when nobody shows it and nothing typed there is still on its way. */
export function release(documentId: string): void {
  const one = held.get(documentId);
  if (!one) return;
  one.users--;
  one.line.others.point(null, null);
  const over = () => {
    if (one.users > 0 || held.get(documentId) !== one) return;
    if (one.line.pending && one.line.state.kind !== "ended") return void setTimeout(over, lingerMs);
    held.delete(documentId);
    const { state } = one.line;
    if (state.kind === "ended" && state.lost && !state.handedIn) leaveWords(state.lost);
    one.line.close();
    if (held.size === 0) removeEventListener("beforeunload", guard);
    tell();
  };
  // One that has ended is of no use to who comes back, and its words must not be nowhere for a moment.
  if (one.line.state.kind === "ended") over();
  else setTimeout(over, lingerMs);
}

/** Whether words typed in another document than this one are still on their way. */
export const unsavedElsewhere = (documentId: string): boolean => [...held].some(([id, { line }]) => id !== documentId && line.pending && line.state.kind !== "ended");

/** Whether words typed here are not saved, or were refused and may still be copied. */
const unsavedAnywhere = (): boolean => [...held.values()].some(({ line: { state, pending } }) => (state.kind === "ended" ? state.lost !== "" : pending));

/** All words typed on this page that the server does not have. */
export const unsavedWords = (): string => [...wordsLeft(), ...[...held.values()].map(({ line: { state, unsavedText } }) => (state.kind === "ended" ? state.lost : unsavedText))].filter(Boolean).join("\n\n");

stayWhile(unsavedAnywhere);
opensWith(() => [...held.values()].map(({ line }) => line));

/** Whether something was typed into any document in the last `ms`. */
export const typedWithin = (ms: number): boolean => [...held.values()].some(({ line }) => performance.now() - line.typedAt < ms);

/** Calls `listener` when any line changes. Returns the way to stop. */
export function listenToLines(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
