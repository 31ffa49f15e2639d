/** For how long the frame of a page (who is signed in, and what is theirs) need not be read again with it (ms). */
export const frameLastsMs = 60_000;

const last = new Map<string, unknown>();

/** The event at which the page reads itself again, after a reading that failed. */
export const readAgain = "panelroom read again";

/** Keeps what a page shows, for when reading it again fails. */
export function remember(key: string, data: unknown): void {
  last.set(key, data);
}

const staying = new Set<() => boolean>();

/** While `reason` is true not even an answer (sign in first, not found) takes the page away. */
export function stayWhile(reason: () => boolean): void {
  staying.add(reason);
}

let again: ReturnType<typeof setTimeout> | undefined;

/** In two seconds: once for all readings that fail until then. */
function readLater(): void {
  if (again) return;
  again = setTimeout(() => {
    again = undefined;
    dispatchEvent(new Event(readAgain));
  }, 2000);
}

/**
 * Reads a page's data; when the server cannot be reached the page keeps what it shows, and reads again a little later. Without this a
 * server that restarts at the wrong moment would put an error page in the place of words that are not saved yet.
 */
export async function readOrKeep<T>(key: string, read: () => Promise<T>): Promise<T> {
  try {
    const data = await read();
    last.set(key, data);
    return data;
  } catch (error) {
    const answered = error instanceof Response;
    if (!last.has(key) || (answered && ![...staying].some((reason) => reason()))) throw error;
    // One that was given up because a newer took its place has not failed. To read again for it would keep a slow server slow: each reading that is
    // overtaken would ask for one more.
    if (!answered && (error as Error).name !== "AbortError") readLater();
    return last.get(key) as T;
  }
}
