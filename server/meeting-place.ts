import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const start = "panelroom-threads-";

export interface MeetingPlace {
  /** The path of a socket in it. */
  socket: (name: string) => string;
  close: () => void;
}

/**
 * A folder for the sockets between the threads of this process, for its own user alone. It goes with the process; one that was killed leaves
 * its folder, and the next to start clears it away.
 */
export function openMeetingPlace(parent: string = tmpdir()): MeetingPlace {
  clearAway(parent);
  const folder = mkdtempSync(join(parent, start));
  const socket = (name: string) => join(folder, name);
  // Somebody answers here for as long as the process lives.
  const alive = createServer((caller) => caller.destroy()).listen(socket("alive"));
  alive.unref();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  return {
    socket,
    close: () => {
      process.off("exit", remove);
      alive.close();
      remove();
    },
  };
}

const minute = 60_000;

function clearAway(parent: string): void {
  for (const name of readdirSync(parent).filter((name) => name.startsWith(start))) {
    const folder = join(parent, name);
    try {
      const { uid, mtimeMs } = statSync(folder);
      if (uid !== process.getuid?.() || Date.now() - mtimeMs < minute) continue;
    } catch {
      continue;
    }
    const caller = connect(join(folder, "alive"));
    caller.on("connect", () => caller.destroy());
    caller.on("error", () => rmSync(folder, { recursive: true, force: true }));
    caller.unref();
  }
}
