import type { Socket } from "socket.io-client";
import type { Line } from "./line.ts";

/** How a page connects (ms). A connection that broke before it was open is noticed by its time alone, and Socket.IO would wait for 20 s. */
export const connecting = { tryAllTransports: true, timeout: 5000, reconnectionDelay: 250, reconnectionDelayMax: 2000, randomizationFactor: 0.3 };

/** What goes along with each connection: when the page was read, and what its lines ask. */
export const alongWith = (readAt: string, lines: Iterable<Line>) => ({ readAt, opens: [...lines].flatMap((line) => line.askAlong() ?? []) });

/** Socket.IO gives up when the server ends the connection or turns it away: this comes back, unless nobody is signed in any more. */
export function keepConnecting(s: Socket): Socket {
  s.on("disconnect", (reason) => {
    if (reason === "io server disconnect") s.connect();
  });
  s.on("connect_error", (error) => {
    // Silence: something on the way swallows WebSockets without a word. The next try begins by polling, and stays there unless a WebSocket answers.
    if (error.message === "timeout") s.io.opts.transports = [...(s.io.opts.transports as string[])].reverse();
    if (s.active) return;
    // Whoever unlocks the page connects again.
    if (error.message === "locked") return;
    if (error.message === "signed out") for (const hear of s.listeners("signed out")) hear();
    setTimeout(() => s.connect(), error.message === "signed out" ? 15_000 : 1000);
  });
  return s;
}
