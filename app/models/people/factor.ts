/** What may be given beside a password. Recovery codes stand in for either, when a device is lost. */
export const factors = ["app", "passkey"] as const;
export type Factor = (typeof factors)[number];

export const factorWords: Record<Factor, string> = { app: "Authenticator app", passkey: "Passkey" };

export interface Held {
  /** What the person has connected. */
  has: Factor[];
  /** What their agency lets them use. */
  allowed: Factor[];
  /** They have just given one that their agency allows no more. */
  mayConnect: boolean;
}

/**
 * What signing in takes next. Whoever has only what their agency allows no more gives that once, and then connects another:
 * a password alone connects nothing where something was connected before.
 */
export function nextOf({ has, allowed, mayConnect }: Held): { next: "give" | "give what is no longer allowed" | "connect"; gives: Factor[] } {
  const usable = has.filter((factor) => allowed.includes(factor));
  if (usable.length) return { next: "give", gives: usable };
  return has.length && !mayConnect ? { next: "give what is no longer allowed", gives: has } : { next: "connect", gives: [] };
}

/** Why this passkey may not be removed, or null: without it nothing would be left to sign in with. `others` are the person's other passkeys. */
export function whyNotRemove({ others, hasApp, allowed }: { others: number; hasApp: boolean; allowed: Factor[] }): string | null {
  if (others > 0 && allowed.includes("passkey")) return null;
  if (hasApp && allowed.includes("app")) return null;
  return "Without it you could not sign in any more. Add another passkey or an authenticator app first";
}

/** How many passkeys one person may have. */
export const mostPasskeys = 10;
/** For how long what a passkey must sign is good (minutes). */
export const challengeMinutes = 5;

/** How long it stays proved who acts (minutes): after that it is asked again before what weighs (reliability.md §4.11). */
export const provedMinutes = 5;
