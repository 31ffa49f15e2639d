import { closeSync, fstatSync, fsyncSync, openSync, writeSync } from "node:fs";
import { type Db, fileOf } from "./connect.server.ts";

/**
 * Lengthens the write-ahead log's file to so many bytes. SQLite goes round in it from then on; as long as the file grows, every commit
 * waits for the file system's own journal as well: twice as long, for three times the processor time (docs/performance.md). What is added
 * are zeros behind the last frame: no checksum fits them, so they are never read as frames. Nobody else writes meanwhile.
 */
export function growLog(db: Db, bytes: number): void {
  const sqlite = fileOf(db);
  sqlite.exec("begin immediate");
  try {
    const fd = openSync(`${sqlite.name}-wal`, "r+");
    try {
      const zeros = Buffer.alloc(1024 * 1024);
      for (let at = fstatSync(fd).size; at < bytes; at += zeros.length) writeSync(fd, zeros, 0, Math.min(zeros.length, bytes - at), at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch {
    // Where there is no room, or no such file, it grows as it is needed.
  } finally {
    sqlite.exec("rollback");
  }
}
