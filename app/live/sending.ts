import { useSyncExternalStore } from "react";
import type { Refused } from "../form.server.ts";
import { postedIn, typedIn } from "../typed.ts";
import { keptByItself } from "./keeping.ts";

/** How soon it is looked again whether the server can be reached (ms). */
const againMs = 1000;

const words = {
  away: "Panelroom could not be reached, and it is not known whether this was recorded. Look whether it was, and send it again if not",
  starting: "Nothing was recorded: Panelroom was starting again. Send it again",
  failed: "Nothing was recorded: something went wrong. Try again; if it happens again, tell your administrator what you were doing and when",
};

/**
 * `fetch`, as Remix sends forms by it. Remix puts an error page in the place of the page, with all that was typed, when a form cannot be sent or is
 * answered by no page. Here such a form is refused like any other: once the server can be reached again, for the page reads itself then.
 */
export const refusingWhatFails = (send: typeof fetch): typeof fetch => async (input, init) => {
  const body = init?.body;
  const posted = init?.method === "POST" && /[?&]_data=/.test(String(input)) && (body instanceof URLSearchParams || body instanceof FormData) ? postedIn(body) : null;
  if (!posted || keptByItself(posted)) return send(input, init);
  const answer = await send(input, init).catch((error: Error) => {
    if (error.name === "AbortError") throw error;
    return null;
  });
  // What the page itself answers says so in its headers; the rest comes from somebody on the way.
  if (answer && (answer.status < 500 || answer.headers.has("X-Remix-Response"))) return answer;
  const message = answer?.headers.has("X-Remix-Error") ? words.failed : answer?.status === 503 ? words.starting : words.away;
  if (message !== words.failed) await reached(send, init?.signal ?? null);
  const refused: Refused = { faults: [{ field: "", message }], typed: typedIn(posted) };
  return new Response(JSON.stringify(refused), { status: 503, headers: { "Content-Type": "application/json", "X-Remix-Response": "yes" } });
};

/** Waits until the server can be reached. Throws when what waits is given up. */
async function reached(send: typeof fetch, signal: AbortSignal | null): Promise<void> {
  tell(1);
  try {
    while (!(await send("/healthz", { signal }).then((answer) => answer.ok, () => false))) {
      await new Promise((resolve) => setTimeout(resolve, againMs));
      signal?.throwIfAborted();
    }
  } finally {
    tell(-1);
  }
}

let waiting = 0;
const listeners = new Set<() => void>();

function tell(more: 1 | -1): void {
  waiting += more;
  for (const listener of listeners) listener();
}

/** Whether something that was sent waits for the server to be reached. */
export const useSendingWaits = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting > 0,
    () => false,
  );
