import { useActionData, useLocation } from "@remix-run/react";
import { useRef } from "react";

/**
 * What the last post of this page was answered with, where that was not another page. As `useActionData`, but kept until somebody goes on or posts again:
 * whenever the page reads itself anew (the bell rang), Remix forgets the answer, and with it what was typed, or codes that are shown once.
 */
export function useAnswer<T>(): T | undefined {
  const data = useActionData() as T | undefined;
  const { key } = useLocation();
  const kept = useRef<{ key: string; data: T | undefined }>({ key, data });
  if (data !== undefined || kept.current.key !== key) kept.current = { key, data };
  return kept.current.data;
}
