import { useRevalidator, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Socket } from "socket.io-client";
import type { RootData } from "../root.tsx";
import { alongWith, connecting, keepConnecting } from "./connection.ts";
import { readAgain } from "./keep.ts";
import type { Line } from "./line.ts";

let opening: Promise<Socket> | null = null;
/** When this page was last read: the server rings at once when it has rung since. */
let readAt = "";

/** The lines that are to be opened with the connection: live/lines.ts, which is only on pages with minutes, says which. */
let lines: () => Iterable<Line> = () => [];
export const opensWith = (which: () => Iterable<Line>): void => {
  lines = which;
};

/** The page's one connection, opened when first needed and after the page has drawn. */
export function socket(): Promise<Socket> {
  opening ??= Promise.all([import("socket.io-client"), import("./wire.ts")]).then(([{ io }, parser]) => keepConnecting(io({ parser, auth: (say) => say(alongWith(readAt, lines())), transports: ["websocket", "polling"], ...connecting })));
  return opening;
}

/** How long what rings together is read once (ms). */
const gatherMs = 150;

/** Reads the page again, at once and then at most once in 150 ms, whenever the server rings: the socket says that something changed, never what. */
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
    let again = false;
    const read = () => {
      if (timer) {
        again = true;
        return;
      }
      // Hidden, it must not be led away: what it shows is there again with the password.
      if (!document.documentElement.hasAttribute("data-locked")) latest.current();
      again = false;
      timer = setTimeout(() => {
        timer = undefined;
        if (again) read();
      }, gatherMs);
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
