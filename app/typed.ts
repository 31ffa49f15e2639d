/** What a form posted: by field, lists (names ending in []) under their name without the brackets; of fields that came twice the last. Line breaks are as a page types them. */
export function postedIn(data: FormData | URLSearchParams): Record<string, unknown> {
  const posted: Record<string, unknown> = {};
  for (const key of new Set(data.keys())) {
    const texts = (data.getAll(key) as unknown[]).filter((value): value is string => typeof value === "string").map((text) => text.replace(/\r\n/g, "\n"));
    if (key.endsWith("[]")) posted[key.slice(0, -2)] = texts;
    else posted[key] = texts[texts.length - 1] ?? data.get(key);
  }
  return posted;
}

const secret = /password|^(setupCode|oneTimeCode|proof|passkey|passkeyProof|clientSecret)$/i;

/** What of it a form that is refused shows again: all that was typed, but never a password or a code. */
export const typedIn = (posted: Record<string, unknown>): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(posted).filter(([key, value]) => !secret.test(key) && (typeof value === "string" || Array.isArray(value)))) as Record<string, string | string[]>;
