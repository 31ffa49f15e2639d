import type { Event } from "./durable.ts";

interface Write {
  at: number;
  /** Null cuts the file short there. */
  bytes: Buffer | null;
  syncing: boolean;
}

const sector = 512;

/** Files as a disk keeps them: what was synced is there, what was not may be there, or not, or in part (whole sectors of 512 bytes). */
export class Disk {
  private readonly kept: Map<string, Buffer>;
  private readonly unsynced = new Map<string, Write[]>();

  constructor(files: Map<string, Buffer>, private readonly random: () => number) {
    this.kept = new Map(files);
    for (const path of files.keys()) this.unsynced.set(path, []);
  }

  /** How many writes may still be lost. */
  get waiting(): number {
    return [...this.unsynced.values()].reduce((sum, writes) => sum + writes.length, 0);
  }

  take(event: Event): void {
    if (event.kind === "told") return;
    const writes = this.unsynced.get(event.file)!;
    if (event.kind === "write") writes.push({ at: event.at, bytes: event.bytes, syncing: false });
    else if (event.kind === "cut short") writes.push({ at: event.at, bytes: null, syncing: false });
    else if (event.kind === "sync begins") for (const write of writes) write.syncing = true;
    else {
      this.kept.set(event.file, apply(this.kept.get(event.file)!, writes.filter((write) => write.syncing)));
      this.unsynced.set(event.file, writes.filter((write) => !write.syncing));
    }
  }

  /** The files after the power went: of each write that was not synced, all, nothing, or some sectors. */
  afterPowerLoss(): Map<string, Buffer> {
    const mood = this.random();
    const left = (writes: Write[]) => writes.flatMap((write) => {
      // At times everything is lost, at times nothing: mixtures lie between.
      if (mood < 0.2) return [];
      if (mood > 0.9) return [write];
      const fate = this.random();
      if (fate < 0.4) return [];
      if (fate < 0.7 || !write.bytes) return [write];
      return this.torn(write.at, write.bytes);
    });
    return new Map([...this.kept].map(([path, bytes]) => [path, apply(bytes, left(this.unsynced.get(path)!))]));
  }

  private torn(at: number, bytes: Buffer): Write[] {
    const parts: Write[] = [];
    for (let from = 0; from < bytes.length; ) {
      const to = Math.min(bytes.length, from + sector - ((at + from) % sector));
      if (this.random() < 0.5) parts.push({ at: at + from, bytes: bytes.subarray(from, to), syncing: false });
      from = to;
    }
    return parts;
  }
}

function apply(file: Buffer, writes: Write[]): Buffer {
  if (!writes.length) return file;
  let end = file.length;
  let most = end;
  for (const write of writes) {
    end = write.bytes ? Math.max(end, write.at + write.bytes.length) : write.at;
    most = Math.max(most, end);
  }
  const to = Buffer.alloc(most);
  file.copy(to);
  let size = file.length;
  for (const { at, bytes } of writes) {
    if (bytes) {
      bytes.copy(to, at);
      size = Math.max(size, at + bytes.length);
    } else {
      to.fill(0, at);
      size = at;
    }
  }
  return to.subarray(0, size);
}
