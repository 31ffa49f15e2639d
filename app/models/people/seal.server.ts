import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

// What must be read again, and not only compared, is sealed in the database: AES-256-GCM, with a key that lies outside it.

const mark = "sealed1";
let key: Buffer | null = null;

/** Sets the key of this thread: 32 bytes. */
export function sealWith(bytes: Buffer): void {
  if (bytes.length !== 32) throw new Error("The key for what is sealed must be 32 bytes");
  key = bytes;
}

const theKey = (): Buffer => {
  if (!key) throw new Error("There is no key for what is sealed");
  return key;
};

export const isSealed = (text: string): boolean => text.startsWith(`${mark}.`);

/** Seals a text. `about` says what it is and whose: it opens as nothing else, so that nobody puts one row's in another's place. */
export function seal(text: string, about: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", theKey(), iv).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [mark, ...[iv, cipher.getAuthTag(), body].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what was sealed about the same. Throws when it was sealed with another key or about something else, or was changed. */
export function unseal(sealed: string, about: string): string {
  const [found, iv, tag, body] = sealed.split(".");
  if (found !== mark || !iv || !tag || body === undefined) throw new Error("Not sealed");
  const decipher = createDecipheriv("aes-256-gcm", theKey(), Buffer.from(iv, "base64url"), { authTagLength: 16 }).setAAD(Buffer.from(about)).setAuthTag(Buffer.from(tag, "base64url"));
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}
