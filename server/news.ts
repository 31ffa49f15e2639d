import { BroadcastChannel } from "node:worker_threads";
import { hear, listen, type Told } from "#app/models/core/ask.server.ts";

// News cross from whichever thread committed to the main one, where the bells are. Ids only, as in their rows.
const name = "panelroom news";

/** In a thread beside the main one: what is committed here is told there. Returns the way to stop. */
export function passOnNews(): () => void {
  const channel = new BroadcastChannel(name);
  const quiet = listen((told) => channel.postMessage(told));
  return () => {
    quiet();
    channel.close();
  };
}

/** In the main thread: its listeners hear what the others committed. Returns the way to stop. */
export function hearNews(): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = (message) => hear((message as { data: Told[] }).data);
  return () => channel.close();
}
