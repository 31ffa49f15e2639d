import { useRevalidator, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Socket } from "socket.io-client";
import type { RootData } from "../root.tsx";
import { readAgain } from "./keep.ts";

let opening: Promise<Socket> | null = null;
/** When this page was last read: the server rings at once when it has rung since. */
let readAt = "";

/** The page's one connection, opened when first needed and after the page has drawn. */
export function socket(): Promise<Socket> {
  opening ??= Promise.all([import("socket.io-client"), import("./wire.ts")]).then(([{ io }, parser]) => keepConnecting(io({ parser, auth: (say) => say({ readAt }), transports: ["websocket", "polling"], tryAllTransports: true, timeout: 5000, reconnectionDelay: 250, reconnectionDelayMax: 2000, randomizationFactor: 0.3 })));
  return opening;
}

/** Socket.IO gives up when the server ends the connection or turns it away: this comes back, unless nobody is signed in any more. */
function keepConnecting(s: Socket): Socket {
  s.on("disconnect", (reason) => {
    if (reason === "io server disconnect") s.connect();
  });
  s.on("connect_error", (error) => {
    // Silence: something on the way swallows WebSockets without a word. The next try begins by polling, and stays there unless a WebSocket answers.
    if (error.message === "timeout") s.io.opts.transports = [...(s.io.opts.transports as string[])].reverse();
    if (s.active) return;
    if (error.message === "signed out") for (const hear of s.listeners("signed out")) hear();
    setTimeout(() => s.connect(), error.message === "signed out" ? 15_000 : 1000);
  });
  return s;
}

/** Reads the page again, at most once in 150 ms, whenever the server rings: the socket says that something changed, never what. */
export function useBell() {
  const root = useRouteLoaderData("root") as RootData | undefined;
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  const id = root?.who?.id;
  if (typeof document !== "undefined") readAt = root?.readAt ?? "";
  useEffect(() => {
    if (!id) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let closed = false;
    let connection: Socket | undefined;
    const read = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        latest.current();
      }, 150);
    };
    addEventListener(readAgain, read);
    socket().then((s) => {
      if (closed) return;
      connection = s;
      s.on("bell", read);
      s.on("minutes:notice", read);
    });
    return () => {
      closed = true;
      clearTimeout(timer);
      removeEventListener(readAgain, read);
      connection?.off("bell", read);
      connection?.off("minutes:notice", read);
    };
  }, [id]);
}
