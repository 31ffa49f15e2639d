import { statfsSync } from "node:fs";
import { dirname, resolve } from "node:path";

// The last of the disk is for noting who read what, and for signing out: when writing is refused, reading still goes on.

let folder: string | null = null;
let reserve = 0;
let asked = 0;
let room = true;
const askAgainMs = 250;

/** Sets how many bytes beside the database file are kept back from everything that people write. */
export function keepReserve(databaseFile: string, bytes: number): void {
  folder = dirname(resolve(databaseFile));
  reserve = bytes;
  asked = 0;
}

/** Whether more than the reserve is free, as of the last quarter of a second. */
export function hasRoom(): boolean {
  const now = performance.now();
  if (!folder || !reserve || now - asked < askAgainMs) return room;
  asked = now;
  try {
    const { bavail, bsize } = statfsSync(folder);
    room = bavail * bsize > reserve;
  } catch {
    // Where the system does not say, the database will.
    room = true;
  }
  return room;
}

/** What a form is told when there is no room to keep it. */
export const noRoomWords = "The server has no room left: nothing can be recorded now. What you entered is still on this page. Tell whoever runs Panelroom, and send it again later";
