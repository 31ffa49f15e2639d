import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { postedIn } from "../typed.ts";

/** What a page posts as `way` when it keeps a draft by itself. */
const keep = "keep";
/** How long after the last key, and at the latest after the first, a draft is kept; how soon it is tried again when the server is away (ms). */
const pauseMs = 3000;
const longestMs = 20_000;
const againMs = 10_000;

interface Kept {
  /** What the next saving is to be compared with. */
  since: string;
  at: string;
}

/** Whether this is a draft that a page keeps by itself. */
export const keptByItself = (posted: Record<string, unknown>): boolean => posted.way === keep;

/** Passes a form on to the server; a draft that cannot be kept now says so, where an error page would take what was typed. */
export async function keepOrSay(request: Request, serverAction: () => Promise<unknown>): Promise<unknown> {
  if (!keptByItself(postedIn(await request.clone().formData()))) return serverAction();
  try {
    return await serverAction();
  } catch {
    return { failed: true };
  }
}

/**
 * Keeps what is typed into the form under `place` as a draft, by itself and a little after the last key. `stands` is what the page was read or
 * refused with; while `may` is false nothing is kept. Returns what may be said of it, and what was kept last.
 */
export function useKeeping(stands: string, may: boolean) {
  const fetcher = useFetcher<Kept | { failed: true } | { faults: unknown }>();
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<"as read" | "typed" | "kept" | "failed" | "refused">("as read");
  const [kept, setKept] = useState<Kept | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const since = useRef(0);
  const again = useRef(false);
  const now = useRef({ may, busy: false });
  now.current = { may, busy: fetcher.state !== "idle" };

  const post = () => {
    const form = place.current?.querySelector("form");
    if (!form || !now.current.may) return;
    // A locked page posts nothing: it is kept once the page is open again.
    if (document.documentElement.hasAttribute("data-locked")) return soon(againMs);
    if (now.current.busy) return void (again.current = true);
    since.current = 0;
    again.current = false;
    const data = new FormData(form);
    data.set("way", keep);
    // Nothing is written yet: there is nothing to keep.
    if (![...form.querySelectorAll("textarea")].some((field) => field.value.trim())) return;
    fetcher.submit(data, { method: "post" });
  };
  const soon = (ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(post, ms);
  };
  const typed = () => {
    since.current ||= performance.now();
    if (now.current.busy) again.current = true;
    setState("typed");
    soon(Math.min(pauseMs, Math.max(0, since.current + longestMs - performance.now())));
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page stands here, saved or read anew
  useEffect(() => {
    setState("as read");
    setKept(null);
    clearTimeout(timer.current);
  }, [stands]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is taken once
  useEffect(() => {
    const { data } = fetcher;
    if (fetcher.state !== "idle" || !data) return;
    if ("since" in data) setKept(data);
    if (again.current) return soon(pauseMs);
    setState("since" in data ? "kept" : "failed" in data ? "failed" : "refused");
    if ("failed" in data) soon(againMs);
  }, [fetcher.state, fetcher.data]);
  return { state, kept, typed, place };
}
