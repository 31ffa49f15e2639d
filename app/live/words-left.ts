// Words of minutes that nobody shows any more, and that the server did not take: the item was closed to whoever wrote them while they were offline, say.
// Theirs to copy, wherever the page is by then. Apart from the lines, which not every page loads.

let left: readonly string[] = [];
const listeners = new Set<() => void>();
const guard = (event: BeforeUnloadEvent): void => event.preventDefault();

const be = (words: readonly string[]): void => {
  left = words;
  if (words.length) addEventListener("beforeunload", guard);
  else removeEventListener("beforeunload", guard);
  for (const listener of listeners) listener();
};

export const wordsLeft = (): readonly string[] => left;
export const leaveWords = (words: string): void => be([...left, words]);
/** Whoever wrote them has what they need. */
export const forgetWordsLeft = (): void => be([]);

/** Calls `listener` whenever there are others. Returns the way to stop. */
export function listenToWordsLeft(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
