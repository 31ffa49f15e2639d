import { z } from "zod";
import { isDay } from "./models/core/days.ts";

// The shapes of single fields, with the sentences that people read beside them.

/** A required line of text, trimmed. */
export const line = (missing: string, max = 200) => z.string({ error: missing }).trim().min(1, missing).max(max, `Use ${max} characters or fewer`);

/** An optional line of text: null when left empty. */
export const maybeLine = (max = 200) => z.string().trim().max(max, `Use ${max} characters or fewer`).optional().transform((text) => text || null);

/** A required e-mail address, in lower case. */
export const email = (missing: string) => line(missing, 200).toLowerCase().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, "Enter an e-mail address such as name@example.org");

/** Several lines of text. */
export const text = (missing: string, max = 5000) => line(missing, max);
export const maybeText = (max = 5000) => maybeLine(max);

const join = (year?: string, month?: string, day?: string) => (year || month || day ? `${(year ?? "").trim().padStart(4, "0")}-${(month ?? "").trim().padStart(2, "0")}-${(day ?? "").trim().padStart(2, "0")}` : "");

/** Reads "2026-03-09", "9/3/2026", "9.3.2026" or "9 3 2026" as a day; anything else is returned as it is. */
export function readDay(text: string): string {
  const british = /^(\d{1,2})[\s/.-](\d{1,2})[\s/.-](\d{4})$/.exec(text.trim());
  return british ? join(british[3], british[2], british[1]) : text.trim();
}

const realDay = "Enter a real date, such as 27/3/2026";

/** A required day, typed as 27/3/2026 or 2026-03-27. */
export const day = (missing: string) => z.string({ error: missing }).transform(readDay).pipe(z.string().min(1, missing).refine((text) => !text || isDay(text), realDay));

/** An optional day: null when left empty. */
export const maybeDay = () => z.string().optional().transform((text) => (text ? readDay(text) : "")).refine((text) => text === "" || isDay(text), realDay).transform((text) => text || null);

/** An optional time of day, "14:05": null when left empty. */
export const maybeTime = () =>
  z.string().optional().transform((text) => (text ?? "").trim().replace(".", ":")).refine((text) => text === "" || /^([01]?\d|2[0-3]):[0-5]\d$/.test(text), "Enter a time such as 14:05")
    .transform((text) => (text ? text.padStart(5, "0") : null));

/** A required time of day, "09:30". */
export const time = (missing: string) =>
  z.string({ error: missing }).trim().transform((text) => text.replace(".", ":")).pipe(z.string().min(1, missing).refine((text) => !text || /^([01]?\d|2[0-3]):[0-5]\d$/.test(text), "Enter a time such as 14:05")).transform((text) => text.padStart(5, "0"));

/** One of a fixed list. */
export const oneOf = <T extends string>(values: readonly T[], missing: string) => z.enum(values as unknown as [T, ...T[]], { error: missing });

/** An id chosen from a list: checked again by the act. */
export const id = (missing: string) => z.string({ error: missing }).min(1, missing).max(64, missing);
export const maybeId = () => z.string().max(64).optional().transform((text) => text || null);

/** A ticked box. */
export const ticked = () => z.string().optional().transform((text) => text === "on" || text === "yes" || text === "1");

/** A whole number between two bounds. */
export const whole = (missing: string, min: number, max: number) =>
  z.string({ error: missing }).trim().min(1, missing).regex(/^\d+$/, `Enter a whole number from ${min} to ${max}`).transform(Number).refine((n) => n >= min && n <= max, `Enter a whole number from ${min} to ${max}`);

/** Several ids or values from name="field[]": an absent list is empty. */
export const several = () => z.array(z.string().max(200)).optional().transform((list) => list ?? []);

export { z };
