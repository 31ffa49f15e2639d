import { useMatches, useRouteLoaderData } from "@remix-run/react";
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { RootData } from "../root.tsx";
import { socket } from "./bell.ts";
import { readAgain } from "./keep.ts";
import { unsavedWords } from "./lines.ts";

/** The event at which the page locks itself: somebody leaves their desk. */
export const lockNow = "panelroom lock";

/** Use is told to the server, and to other tabs, at most so often (ms). */
const tellEveryMs = 30_000;
const lookEveryMs = 2000;
const uses = ["pointerdown", "keydown", "wheel", "touchstart"] as const;

type State = "locked" | "signed out" | null;

/**
 * Hides the page when nobody used it for a while, when it is locked by hand, and when its session is over: it stays as it is underneath,
 * unseen and out of reach, and is there again with the password. Nothing is read meanwhile.
 */
export function Lock() {
  const root = useRouteLoaderData("root") as RootData | undefined;
  const [state, setState] = useState<State>(null);
  // A page of a running meeting says itself how long it may stand unused.
  const minutes = Math.max(root?.lockMinutes ?? 0, ...useMatches().map(({ data }) => (data as { lockMinutes?: number } | undefined)?.lockMinutes ?? 0));
  const personId = root?.who?.id;
  const used = useRef(0);
  /** The server has it too: until then a page that is read again would show itself. */
  const kept = useRef(true);
  const is = useRef<State>(null);
  is.current = state;

  useEffect(() => {
    if (!personId) return;
    used.current = Date.now();
    let told = Date.now();
    // Other tabs of this browser: that it is used, that it was locked or unlocked, and nothing else.
    const tabs = new BroadcastChannel("panelroom use");
    const use = () => {
      if (is.current) return;
      used.current = Date.now();
      if (used.current - told < tellEveryMs) return;
      told = used.current;
      tabs.postMessage("used");
      void socket().then((s) => s.connected && s.emit("active", {}));
    };
    const lock = (byServer: boolean) => {
      if (is.current) return;
      setState("locked");
      if (byServer) return;
      tabs.postMessage("locked");
      kept.current = false;
      keep();
    };
    const keep = () =>
      void fetch("/lock", { method: "POST", body: new URLSearchParams({ to: "/home" }), redirect: "manual", keepalive: true }).then(() => {
        kept.current = true;
      }, () => undefined);
    const look = () => {
      if (is.current === "locked" && !kept.current) keep();
      if (Date.now() - used.current > minutes * 60_000) lock(false);
    };
    tabs.onmessage = ({ data }) => {
      if (data === "used") used.current = Date.now();
      else if (data === "locked") setState((now) => now ?? "locked");
      else if (data === "unlocked" && is.current === "locked") open();
    };
    const open = () => {
      used.current = Date.now();
      setState(null);
      void socket().then((s) => s.connected || s.connect());
      dispatchEvent(new Event(readAgain));
    };
    const opened = () => {
      tabs.postMessage("unlocked");
      open();
    };
    const byHand = () => lock(false);
    for (const event of uses) addEventListener(event, use, { capture: true, passive: true });
    addEventListener(lockNow, byHand);
    addEventListener(unlockedEvent, opened);
    document.addEventListener("visibilitychange", look);
    const timer = setInterval(look, lookEveryMs);
    let end = () => {};
    let over = false;
    void socket().then((s) => {
      if (over) return;
      const refused = (error: Error) => {
        if (error.message === "locked") lock(true);
        else if (error.message === "signed out") setState("signed out");
      };
      const back = () => is.current === "signed out" && location.reload();
      s.on("connect_error", refused);
      s.on("connect", back);
      end = () => {
        s.off("connect_error", refused);
        s.off("connect", back);
      };
    });
    return () => {
      over = true;
      end();
      tabs.close();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      removeEventListener(lockNow, byHand);
      removeEventListener(unlockedEvent, opened);
      for (const event of uses) removeEventListener(event, use, { capture: true });
    };
  }, [personId, minutes]);

  // Whatever stands on the page is neither seen, read out nor reached while it is hidden.
  useEffect(() => {
    const others = [...document.body.children].filter((one) => !one.classList.contains("lock"));
    document.documentElement.toggleAttribute("data-locked", state !== null);
    for (const one of others) one.toggleAttribute("inert", state !== null);
    if (state) (document.activeElement as HTMLElement | null)?.blur();
    return () => {
      document.documentElement.removeAttribute("data-locked");
      for (const one of others) one.removeAttribute("inert");
    };
  }, [state]);

  if (!state || typeof document === "undefined") return null;
  return createPortal(<Cover state={state} name={root?.who?.name ?? ""} kept={kept} />, document.body);
}

const unlockedEvent = "panelroom unlocked";

/** By what the server opens this session again: read when it is locked there. */
interface Opens {
  provider: { id: string; name: string } | null;
  password: boolean;
}
const readLock = () => fetch("/unlock?_data=routes%2Funlock");

function Cover({ state, name, kept }: { state: Exclude<State, null>; name: string; kept: RefObject<boolean> }) {
  const [opens, setOpens] = useState<Opens>({ provider: null, password: true });
  const [fault, setFault] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  // Coming back from the provider's tab too: there it may have been opened.
  useEffect(() => {
    if (state !== "locked") return;
    // Opened elsewhere is only what the server has held locked before: another tab's word may still be on its way there.
    let held = false;
    const ask = async () => {
      if (!kept.current) return;
      const answer = await readLock().catch(() => null);
      if (answer?.status === 200) {
        held = true;
        setOpens((await answer.json()) as Opens);
      } else if (held && answer?.status === 204 && !answer.headers.get("X-Remix-Redirect")?.startsWith("/sign-in")) dispatchEvent(new Event(unlockedEvent));
    };
    const until = setInterval(() => void (held || ask()), 1000);
    const seen = () => void (document.visibilityState === "visible" && ask());
    document.addEventListener("visibilitychange", seen);
    addEventListener("focus", seen);
    return () => {
      clearInterval(until);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("focus", seen);
    };
  }, [state, kept]);
  const unlock = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    const password = field.current?.value ?? "";
    try {
      const answer = await fetch("/unlock?_data=routes%2Funlock", { method: "POST", body: new URLSearchParams({ password, stay: "yes" }) });
      const told = answer.status === 204 ? null : ((await answer.json()) as { unlocked?: boolean; faults?: { message: string }[] });
      if (told?.unlocked) return dispatchEvent(new Event(unlockedEvent));
      // Its session has come to its end meanwhile.
      if (!told) return location.assign("/sign-in");
      setFault(told.faults?.[0]?.message ?? "It could not be unlocked. Try again");
    } catch {
      setFault("The server does not answer. Try again");
    }
    setBusy(false);
    field.current?.focus();
  };
  const lost = state === "signed out" ? unsavedWords() : "";
  return (
    <div className="lock" role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <div className="lock__box">
        <h2 className="govuk-heading-l" id="lock-title">{state === "locked" ? "Locked" : "You are signed out"}</h2>
        {state === "locked" ? (
          <form onSubmit={unlock}>
            <p className="govuk-body">{name}, {opens.password ? "enter your password" : "sign in again"} to go on where you were. Nothing on this page is lost.</p>
            {opens.password && (
              <div className={fault ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
                <label className="govuk-label" htmlFor="lock-password">Password</label>
                {fault && <p className="govuk-error-message" id="lock-fault" role="alert">{fault}</p>}
                <input ref={field} className={fault ? "govuk-input govuk-input--error" : "govuk-input"} id="lock-password" type="password" autoComplete="current-password" aria-describedby={fault ? "lock-fault" : undefined} />
              </div>
            )}
            {opens.password && <button type="submit" className="govuk-button" disabled={busy}>Unlock</button>}
            {opens.provider && <p className="govuk-body"><a className="govuk-link" href={`/sign-in-with/${opens.provider.id}`} target="_blank" rel="noreferrer">Sign in with {opens.provider.name} (opens a new tab)</a>, then come back to this one.</p>}
          </form>
        ) : (
          <>
            <p className="govuk-body">This session was ended, or has come to its end. What this page showed is hidden.</p>
            {lost && (
              <>
                <label className="govuk-label" htmlFor="lock-lost">These words of yours were not saved. Copy what you need:</label>
                <textarea id="lock-lost" className="govuk-textarea" readOnly rows={5} value={lost} />
              </>
            )}
            <a className="govuk-button" href="/sign-in">Sign in again</a>
          </>
        )}
      </div>
    </div>
  );
}
