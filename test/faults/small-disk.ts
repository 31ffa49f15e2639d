import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of a few megabytes, for filling up. */
export interface SmallDisk {
  folder: string;
  /** Fills it until only so many bytes are left. */
  fill: (leave?: number) => void;
  free: () => void;
  close: () => void;
}

/** Makes one, in memory. Throws where that is not permitted. */
export function openSmallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-small-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
  } catch {
    rmSync(folder, { recursive: true, force: true });
    throw new Error("mounting a small file system is not permitted");
  }
  const ballast = join(folder, "ballast");
  const room = () => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  };
  return {
    folder,
    fill: (leave = 0) => {
      for (let n = 0; room() > leave && n < 50; n++) {
        try {
          if (!existsSync(`${ballast}-${n}`)) writeFileSync(`${ballast}-${n}`, Buffer.alloc(room() - leave));
        } catch {
          return;
        }
      }
    },
    free: () => {
      for (let n = 0; n < 50; n++) rmSync(`${ballast}-${n}`, { force: true });
    },
    close: () => {
      try {
        execFileSync("umount", ["-l", folder], { stdio: "ignore" });
      } catch {
        // Nothing more can be done about it.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let permitted: boolean | undefined;
export function smallDiskOrNot(): { ran: string } | { missing: string } {
  if (permitted === undefined) {
    try {
      openSmallDisk(1).close();
      permitted = true;
    } catch {
      permitted = false;
    }
  }
  return permitted ? { ran: "tmpfs" } : { missing: "mounting a small file system is not permitted" };
}
