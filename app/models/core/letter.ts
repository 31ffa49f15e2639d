// What may go out as a letter, and when it is tried again.

/** Minutes before each try after one that failed: the last ends a day after the first. Then somebody tells them by hand. */
export const pauses = [1, 5, 15, 60, 180, 360, 720] as const;

/** When a letter that failed `tries` times is tried again; null when it is given up. */
export function nextTry(tries: number, now: Date): string | null {
  const pause = pauses[tries - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * 60_000).toISOString();
}

/** Why a letter cannot go by mail at all, whatever the server; null when it can. What holds an end of line could bring headers of its own. */
export function whyNotMail({ email, title }: { email: string; title: string }): string | null {
  if (/\p{Cc}/u.test(title)) return "its title holds what a title may not";
  return /^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(email) && email.length <= 254 ? null : "the address is not one that a letter goes to";
}

/** Whether a server's answer means that trying again will not help: the address is not there, or the letter not wanted (RFC 5321, 5yz). */
export const isFinal = (code: number | undefined): boolean => code !== undefined && code >= 500 && code < 600;
