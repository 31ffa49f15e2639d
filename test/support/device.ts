import { createHash, createPrivateKey, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

// A device with a passkey, in software: what it sends may be bent, to see that it is refused.

const sha256 = (data: string | Buffer): Buffer => createHash("sha256").update(data).digest();
const url = (data: Buffer): string => data.toString("base64url");

/** CBOR (RFC 8949), as much of it as a new passkey needs. */
function cbor(value: number | string | Buffer | Map<number | string, unknown>): Buffer {
  const head = (major: number, n: number): Buffer => (n < 24 ? Buffer.from([(major << 5) | n]) : n < 256 ? Buffer.from([(major << 5) | 24, n]) : Buffer.from([(major << 5) | 25, n >> 8, n & 255]));
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as Buffer)])]);
}

export interface Bent {
  origin?: string;
  host?: string;
  challenge?: string;
  counter?: number;
  /** Whether the person showed a finger, a face or a PIN. */
  verified?: boolean;
  /** Signed by another key than it was made with. */
  key?: KeyObject;
}

export function newDevice({ origin, host }: { origin: string; host: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let counter = 0;
  const data = (type: string, challenge: string, at: string) => Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }));
  const head = (rp: string, flags: number, count: number) => Buffer.concat([sha256(rp), Buffer.from([flags]), Buffer.from(Uint32Array.of(count).buffer).reverse()]);
  return {
    id: url(id),
    /** Makes the passkey, as a browser sends it. */
    make: (challenge: string, bent: Bent = {}): string => {
      const { x, y } = publicKey.export({ format: "jwk" });
      const key = cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], [-2, Buffer.from(x!, "base64url")], [-3, Buffer.from(y!, "base64url")]]));
      const authData = Buffer.concat([head(bent.host ?? host, bent.verified === false ? 0x41 : 0x45, counter), Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const attestationObject = cbor(new Map<string, unknown>([["fmt", "none"], ["attStmt", new Map()], ["authData", authData]]));
      return JSON.stringify({ id: url(id), rawId: url(id), type: "public-key", clientExtensionResults: {}, response: { clientDataJSON: url(data("webauthn.create", bent.challenge ?? challenge, bent.origin ?? origin)), attestationObject: url(attestationObject), transports: ["internal"] } });
    },
    /** Signs with it, as a browser sends it. */
    sign: (challenge: string, bent: Bent = {}): string => {
      counter = bent.counter ?? counter + 1;
      const clientData = data("webauthn.get", bent.challenge ?? challenge, bent.origin ?? origin);
      const authenticatorData = head(bent.host ?? host, bent.verified === false ? 0x01 : 0x05, counter);
      const signature = createSign("sha256").update(Buffer.concat([authenticatorData, sha256(clientData)])).sign(bent.key ?? createPrivateKey(privateKey.export({ format: "pem", type: "pkcs8" })));
      return JSON.stringify({ id: url(id), rawId: url(id), type: "public-key", clientExtensionResults: {}, response: { clientDataJSON: url(clientData), authenticatorData: url(authenticatorData), signature: url(signature) } });
    },
  };
}
