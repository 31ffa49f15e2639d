import { useRevalidator, useRouteLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Socket } from "socket.io-client";
import type { RootData } from "../root.tsx";

let opening: Promise<Socket> | null = null;

/** The page's one connection, opened when first needed and after the page has drawn. */
export function socket(): Promise<Socket> {
  opening ??= import("socket.io-client").then(({ io }) => io({ transports: ["websocket", "polling"], tryAllTransports: true }));
  return opening;
}

/** Reads the page again, at most once in 150 ms, whenever the server rings: the socket says that something changed, never what. */
export function useBell() {
  const root = useRouteLoaderData("root") as RootData | undefined;
  const { revalidate } = useRevalidator();
  const latest = useRef(revalidate);
  latest.current = revalidate;
  const id = root?.who?.id;
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
    // What rang while the line was down was missed, so a new connection reads again too.
    let known = false;
    const connected = () => {
      if (known) read();
      known = true;
    };
    socket().then((s) => {
      if (closed) return;
      connection = s;
      known = s.connected;
      s.on("bell", read);
      s.on("connect", connected);
    });
    return () => {
      closed = true;
      clearTimeout(timer);
      connection?.off("bell", read);
      connection?.off("connect", connected);
    };
  }, [id]);
}
