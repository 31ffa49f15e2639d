// Each change of the bench puts in ten letters: "@", its typist (3), its number (5), ";". They travel as they are in every protocol that is
// measured, so a listener finds them in the frame without reading the protocol, whatever the server joins or gathers.

export const tokenLength = 10;

export const makeToken = (typist: number, n: number): string => `@${typist.toString(36).padStart(3, "0")}${n.toString(36).padStart(5, "0")};`;

const digits = new Int8Array(256).fill(-1);
for (let i = 0; i < 36; i++) digits[i.toString(36).charCodeAt(0)] = i;

/** The number in base 36 that stands from `from` to `to`; -1 when something else stands there. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) {
    const digit = digits[bytes[i]!]!;
    if (digit < 0) return -1;
    n = n * 36 + digit;
  }
  return n;
}

/** Calls `seen` for each change in the frame. */
export function findTokens(frame: Uint8Array, seen: (typist: number, n: number) => void): void {
  const last = frame.length - tokenLength;
  let at = frame.indexOf(0x40);
  while (at >= 0 && at <= last) {
    const typist = frame[at + 9] === 0x3b ? numberIn(frame, at + 1, at + 4) : -1;
    const n = typist < 0 ? -1 : numberIn(frame, at + 4, at + 9);
    if (n >= 0) seen(typist, n);
    at = frame.indexOf(0x40, at + (n >= 0 ? tokenLength : 1));
  }
}
