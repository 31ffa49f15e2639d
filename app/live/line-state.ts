/** What the page may say of what was typed: from acknowledgements alone, never from the connection or a clock of its own. */
export type LineState =
  | { kind: "opening" }
  | { kind: "saved"; at: string | null }
  | { kind: "saving" }
  | { kind: "unsaved"; seconds: number; why: "busy" | "full" }
  | { kind: "offline"; seconds: number | null }
  | { kind: "ended"; why: Ending; lost: string; handedIn: boolean };
export type Ending = "frozen" | "revoked" | "signed out" | "refused" | "quarantined";

/** From then on what is not saved is called so (ms). */
const unsavedAfterMs = 2000;
/** A page that has only begun to connect is not offline yet (ms). */
const offlineAfterMs = 5000;

/** What is known of a line. */
export interface Known {
  connected: boolean;
  /** How long the line exists (ms), and whether the server's text has ever been here. */
  ageMs: number;
  everOpened: boolean;
  /** How long the oldest change waits to be acknowledged (ms); null when none does. */
  waitingMs: number | null;
  savedAt: string | null;
  refusedAs: "busy" | "full";
}

/** The state of a line that has not ended. */
export function stateOf({ connected, ageMs, everOpened, waitingMs, savedAt, refusedAs }: Known): LineState {
  const seconds = waitingMs === null ? null : Math.floor(waitingMs / 1000);
  if (!connected && (everOpened || ageMs > offlineAfterMs)) return { kind: "offline", seconds };
  if (!everOpened) return { kind: "opening" };
  if (waitingMs === null) return { kind: "saved", at: savedAt };
  return waitingMs < unsavedAfterMs ? { kind: "saving" } : { kind: "unsaved", seconds: seconds!, why: refusedAs };
}
