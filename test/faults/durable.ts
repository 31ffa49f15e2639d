import { bytesOf, type Call, callsIn, lastNumber } from "./trace.ts";
import { Told } from "./sent.ts";

/** What happened to the database's files and to the rows that the program told of, in the order in which the system saw it. */
export type Event =
  | { kind: "write"; file: string; at: number; bytes: Buffer }
  | { kind: "cut short"; file: string; at: number }
  /** Everything that was written to the file when the sync began is on disk now. */
  | { kind: "sync begins"; file: string }
  | { kind: "synced"; file: string }
  /** The program is about to acknowledge these rows, or to show them to others. */
  | { kind: "told"; acknowledged: number[]; shown: number[] };

/** The calls that must be traced for it. */
export const durableCalls = "pwrite64,ftruncate,fsync,fdatasync,write,writev,sendto,sendmsg";

/** Reads a trace as what it did to the files of `database`. */
export async function* eventsIn(path: string, files: Map<number, string>, database: string): AsyncGenerator<Event> {
  const said = new Map<number, Told>();
  for await (const call of callsIn(path)) {
    const file = files.get(call.fd);
    if (file === undefined) {
      const told = toldBy(said, call);
      if (told) yield told;
    } else if (file === database || file === `${database}-wal`) {
      if (call.name === "pwrite64" && call.phase === "begin") yield { kind: "write", file, at: lastNumber(call.args), bytes: bytesOf(call.args) };
      else if (call.name === "ftruncate" && call.phase === "begin") yield { kind: "cut short", file, at: lastNumber(call.args) };
      else if (call.name === "fsync" || call.name === "fdatasync") {
        if (call.phase === "begin") yield { kind: "sync begins", file };
        else if (call.result === 0) yield { kind: "synced", file };
      }
    }
  }
}

const outward = new Set(["write", "writev", "sendto", "sendmsg"]);
function toldBy(said: Map<number, Told>, call: Call): Event | null {
  if (call.phase !== "begin" || !outward.has(call.name)) return null;
  const bytes = bytesOf(call.args);
  // A descriptor is given out again: a connection begins with HTTP.
  if (!said.has(call.fd) || bytes.subarray(0, 5).toString("latin1") === "HTTP/") said.set(call.fd, new Told());
  const told = said.get(call.fd)!.take(bytes);
  return told.acknowledged.length || told.shown.length ? { kind: "told", ...told } : null;
}
