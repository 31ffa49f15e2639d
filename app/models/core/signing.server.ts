import { createHash, createPublicKey, type KeyObject, sign, verify } from "node:crypto";

// What is signed with the key that signs the audit's checkpoints (server/checkpoints.ts): whoever has its public half can tell that it was us, and what it was.

let key: KeyObject | null = null;

/** With what this process signs from now on. */
export function signWith(privateKey: KeyObject): void {
  key = privateKey;
}

/** Approved minutes as they are signed: their number, the hash of what they say, and when they were approved. */
export interface Signable {
  number: string;
  hash: string;
  at: string;
}

const told = ({ number, hash, at }: Signable): Buffer => Buffer.from(JSON.stringify(["Panelroom minutes", number, hash, at]));

/** Ed25519, base64; null in a process that has no key. */
export const signatureOf = (minutes: Signable): string | null => key && sign(null, told(minutes), key).toString("base64");

/** Whether the signature is by the key with this public half. */
export const isSignedBy = (publicKey: KeyObject, minutes: Signable, signature: string): boolean => verify(null, told(minutes), publicKey, Buffer.from(signature, "base64"));

/** Whether it is by the key of this process; null where there is none. */
export const isOurs = (minutes: Signable, signature: string): boolean | null => key && isSignedBy(createPublicKey(key), minutes, signature);

export const hashOf = (content: string): string => createHash("sha256").update(content).digest("hex");
