import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

// ZIP as Word files use it (APPNOTE 6.3): stored or deflated parts, no encryption, no ZIP64. Read with limits, for it may come from anywhere.

export interface ZipPart {
  name: string;
  bytes: Buffer;
}

export interface ZipLimits {
  parts: number;
  /** Bytes of all parts together, unpacked. */
  bytes: number;
}

export class NotAZip extends Error {}

const endMark = 0x06054b50;
const centralMark = 0x02014b50;
const localMark = 0x04034b50;

/** The parts of a ZIP file, in its own order. Throws NotAZip for what is damaged, encrypted, larger than the limits, or names a part twice or outside the file. */
export function readZip(file: Buffer, limits: ZipLimits): ZipPart[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== endMark) throw new NotAZip("no end");
  const count = file.readUInt16LE(end + 10);
  if (count > limits.parts) throw new NotAZip("too many parts");
  const parts: ZipPart[] = [];
  let at = file.readUInt32LE(end + 16);
  let left = limits.bytes;
  try {
    for (let i = 0; i < count; i++) {
      if (file.readUInt32LE(at) !== centralMark) throw new NotAZip("no entry");
      const [flags, method, crc, packed, size, nameLength, extra, comment, local] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10), file.readUInt32LE(at + 16), file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32), file.readUInt32LE(at + 42)];
      const name = file.toString("utf8", at + 46, at + 46 + nameLength);
      at += 46 + nameLength + extra + comment;
      if (flags & 1 || (method !== 0 && method !== 8)) throw new NotAZip("cannot be read");
      if (name.includes("..") || name.includes("\\") || name.startsWith("/") || parts.some((part) => part.name.toLowerCase() === name.toLowerCase())) throw new NotAZip("a name");
      if (size > left) throw new NotAZip("too large");
      if (file.readUInt32LE(local) !== localMark) throw new NotAZip("no part");
      const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      const raw = file.subarray(from, from + packed);
      // What it says of its own size is not believed.
      const bytes = method === 0 ? Buffer.from(raw) : inflateRawSync(raw, { maxOutputLength: Math.max(1, left) });
      if (bytes.length !== size || crc32(bytes) !== crc) throw new NotAZip("damaged");
      left -= bytes.length;
      if (!name.endsWith("/")) parts.push({ name, bytes });
    }
  } catch (error) {
    if (error instanceof NotAZip || error instanceof RangeError || (error as { code?: string }).code?.startsWith("Z_") || (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE") throw new NotAZip((error as Error).message);
    throw error;
  }
  return parts;
}

/** A ZIP file of these parts, without times, comments or anything else that says where it comes from. */
export function writeZip(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of parts) {
    const called = Buffer.from(name, "utf8");
    const packed = deflateRawSync(bytes);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(8, 4);
    // 1 January 1980: the earliest day that a ZIP knows.
    shared.writeUInt16LE(0, 6);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(called.length, 22);
    const mark = (value: number) => {
      const four = Buffer.alloc(4);
      four.writeUInt32LE(value);
      return four;
    };
    pieces.push(mark(localMark), shared, called, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(mark(centralMark), Buffer.from([20, 0]), shared, tail, called);
    offset += 30 + called.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, directory, end]);
}
