import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const key = randomBytes(32);
const longest = 200;
const [startBytes, tagBytes] = [12, 16];

/**
 * Words as they may stand in an address: only this program opens them, while it runs, and for that person alone. A name in an address would stay in the
 * browser's history, and in the log of whatever stands in between.
 */
export function sealed(personId: string, words: string): string {
  const start = randomBytes(startBytes);
  const cipher = createCipheriv("aes-256-gcm", key, start).setAAD(Buffer.from(personId));
  return Buffer.concat([start, cipher.update(words.slice(0, longest), "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** What `sealed` was given; "" where it cannot be opened, as after a restart: then it is typed again. */
export function unsealed(personId: string, text: string | null): string {
  try {
    const bytes = Buffer.from(text ?? "", "base64url");
    const cipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, startBytes)).setAAD(Buffer.from(personId)).setAuthTag(bytes.subarray(-tagBytes));
    return cipher.update(bytes.subarray(startBytes, -tagBytes), undefined, "utf8") + cipher.final("utf8");
  } catch {
    return "";
  }
}
