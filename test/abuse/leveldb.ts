// What a browser keeps in LevelDB (local storage, IndexedDB): tables of blocks that are compressed with Snappy, with keys that leave out what they share with the one before.

interface Cursor {
  at: number;
}
function varint(bytes: Buffer, cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[cursor.at++]!;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
}

/** Snappy's own format, without frames. Throws on what is none. */
export function unsnappy(bytes: Buffer): Buffer {
  const cursor = { at: 0 };
  const length = varint(bytes, cursor);
  if (length > 1 << 26) throw new Error("Too long");
  const out = Buffer.alloc(length);
  let end = 0;
  while (cursor.at < bytes.length) {
    const tag = bytes[cursor.at++]!;
    if ((tag & 3) === 0) {
      let size = (tag >> 2) + 1;
      if (size > 60) {
        const wide = size - 60;
        size = bytes.readUIntLE(cursor.at, wide) + 1;
        cursor.at += wide;
      }
      end += bytes.copy(out, end, cursor.at, cursor.at + size);
      cursor.at += size;
      continue;
    }
    const [size, back] = (tag & 3) === 1 ? [((tag >> 2) & 7) + 4, ((tag >> 5) << 8) | bytes[cursor.at++]!] : [(tag >> 2) + 1, bytes.readUIntLE(cursor.at, (tag & 3) === 2 ? 2 : 4)];
    if ((tag & 3) !== 1) cursor.at += (tag & 3) === 2 ? 2 : 4;
    for (let n = 0; n < size; n++, end++) out[end] = out[end - back]!;
  }
  return out;
}

function block(file: Buffer, offset: number, size: number): Buffer {
  const raw = file.subarray(offset, offset + size);
  return file[offset + size] === 1 ? unsnappy(raw) : raw;
}

/** The keys, whole, and the values of a block. */
function entries(bytes: Buffer): [key: Buffer, value: Buffer][] {
  const end = bytes.length - 4 - 4 * bytes.readUInt32LE(bytes.length - 4);
  const cursor = { at: 0 };
  const all: [Buffer, Buffer][] = [];
  let key = Buffer.alloc(0);
  while (cursor.at < end) {
    const [shared, own, size] = [varint(bytes, cursor), varint(bytes, cursor), varint(bytes, cursor)];
    key = Buffer.concat([key.subarray(0, shared), bytes.subarray(cursor.at, cursor.at + own)]);
    all.push([key, bytes.subarray(cursor.at + own, cursor.at + own + size)]);
    cursor.at += own + size;
  }
  return all;
}

const magic = Buffer.from("57fb808b247547db", "hex");

/** All that a table holds, unpacked; nothing of what is no table. */
export function tableIn(file: Buffer): Buffer {
  if (file.length < 48 || !file.subarray(-8).equals(magic)) return Buffer.alloc(0);
  const cursor = { at: file.length - 48 };
  varint(file, cursor);
  varint(file, cursor);
  const index = block(file, varint(file, cursor), varint(file, cursor));
  return Buffer.concat(entries(index).flatMap(([, handle]) => {
    const at = { at: 0 };
    return entries(block(file, varint(handle, at), varint(handle, at))).flat();
  }));
}
