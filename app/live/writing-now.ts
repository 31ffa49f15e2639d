import { useEffect, useSyncExternalStore } from "react";
import type { Writing } from "./editor.ts";
import type { Line } from "./line.ts";

/** The way of writing that is open on this page, for what stands beside it. */
interface Open {
  documentId: string;
  writing: Writing;
  line: Line;
}
let open: Open | null = null;
const listeners = new Set<() => void>();

/** Says which way of writing is open; null when it was put away. */
export function offerWriting(next: Open | null): void {
  open = next;
  for (const listener of listeners) listener();
}

const listen = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** What is open on that document, or null. */
export const useWriting = (documentId: string): Open | null => useSyncExternalStore(listen, () => (open?.documentId === documentId ? open : null), () => null);

/** Calls `read` with the document's text, now and within a moment of every change. */
export function useText(line: Line | null, read: (text: string) => void): void {
  useEffect(() => {
    if (!line) return;
    const { text } = line;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        read(text.toString());
      }, 250);
    };
    read(text.toString());
    text.observe(soon);
    return () => {
      clearTimeout(waiting);
      text.unobserve(soon);
    };
  }, [line, read]);
}
