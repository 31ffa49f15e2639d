import { monthsAhead, type Pattern } from "./models/meetings/series.ts";
import type { SeriesForm } from "./models/meetings/series.server.ts";
import { day, maybeDay, maybeLine, oneOf, ticked, time, whole, z } from "./shapes.server.ts";

const number = (missing: string) => z.string({ error: missing }).regex(/^-?\d{1,2}$/, missing).transform(Number);

/** The form of a series: `confirmed` says that its days were looked at. */
export const seriesShape = () =>
  z.object({
    kind: oneOf(["weeks", "weekday", "workday", "working weekday"] as const, "Choose how the days are found"), every: z.string().optional(), nth: number("Choose which of them"), weekday: number("Choose a weekday"),
    time: time("Enter the time at which it starts"), minutesLong: whole("Enter how long it lasts, in minutes", 15, 600), place: maybeLine(200), onHoliday: oneOf(["next", "previous", "skip"] as const, "Choose what happens on a bank holiday"),
    fromOn: day("Enter the day from which it holds"), toOn: maybeDay(), months: whole("Enter for how many months", monthsAhead.least, monthsAhead.most), confirmed: ticked(),
  }).superRefine((form, context) => {
    const every = Number((form.every ?? "").trim() || "0");
    if (form.kind === "weeks" && !(Number.isInteger(every) && every >= 1 && every <= 26)) context.addIssue({ code: "custom", path: ["every"], message: "Enter a number of weeks from 1 to 26" });
    if (form.weekday < 1 || form.weekday > 5) context.addIssue({ code: "custom", path: ["weekday"], message: "Choose a weekday" });
  }).transform(({ kind, every, nth, weekday, confirmed, ...rest }): SeriesForm & { confirmed: boolean } => {
    const pattern: Pattern = kind === "weeks" ? { kind, every: Number(every), weekday } : kind === "workday" ? { kind, nth } : { kind, nth, weekday };
    return { ...rest, pattern, confirmed };
  });
