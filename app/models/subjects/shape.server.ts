import type { ZodType } from "zod";
import { day, line, maybeDay, maybeLine, maybeText, maybeTime, oneOf, several, ticked, z } from "../../shapes.server.ts";
import { type Values, fields } from "./fields.ts";
import { confidences } from "./link.ts";
import { measureStatuses } from "./measure.ts";
import { foundHow, interviewReasons, interviewResults, missingKinds, offeredWords, policeGrades } from "./missing.ts";
import type { Kind } from "./subject.ts";

/** The shape of a kind's plain fields as a form posts them. */
export function valuesShape(kind: Kind): ZodType<Values> {
  const shape = Object.fromEntries(fields[kind].map((field) => {
    if (field.required) return [field.name, field.choices ? oneOf(field.choices, field.required) : line(field.required)];
    if (field.type === "day") return [field.name, maybeDay()];
    if (field.type === "tick") return [field.name, ticked().transform((on) => (on ? "on" : null))];
    if (field.choices) return [field.name, maybeOneOf(field.choices)];
    return [field.name, field.type === "text" ? maybeText() : maybeLine()];
  }));
  return z.object(shape) as unknown as ZodType<Values>;
}

const maybeOneOf = (values: readonly string[]) => maybeLine().refine((value) => value === null || values.includes(value), "Choose one from the list");

/** One name to a line, or separated by semicolons. */
export const namesShape = z.string().optional().transform((text) => [...new Set((text ?? "").split(/[\n;]/).map((name) => name.trim()).filter(Boolean))].slice(0, 30))
  .refine((list) => list.every((name) => name.length <= 200), "Use 200 characters or fewer for each name");

export const datingShape = z.object({ value: line("Enter what holds", 500), detail: maybeText(2000), fromOn: maybeDay(), toOn: maybeDay() });
export const endingShape = z.object({ toOn: day("Enter the last day") });

// An imported episode keeps the words of its return, which are not in our list.
export const careShape = z.object({ legalStatus: maybeLine(), placement: maybeLine(), provider: maybeLine(), address: maybeText(500), authority: maybeLine(), fromOn: day("Enter the first day"), toOn: maybeDay() });

export const missingShape = z.object({
  kind: oneOf(missingKinds, "Choose missing, or away from placement"), fromOn: day("Enter the day on which the child went missing"), fromTime: maybeTime(), toOn: maybeDay(), toTime: maybeTime(), grade: maybeOneOf(policeGrades),
  policeNumber: maybeLine(), reportedBy: maybeLine(), missingFrom: maybeLine(), howFound: maybeOneOf(foundHow), whereFound: maybeLine(), foundAt: maybeLine(), harm: maybeText(), note: maybeText(),
});

export const interviewShape = z.object({
  offered: oneOf(offeredWords, "Choose whether it was offered"), offeredOn: maybeDay(), result: oneOf(interviewResults, "Choose what became of it"), completedOn: maybeDay(), completedTime: maybeTime(), reason: maybeOneOf(interviewReasons),
  interviewer: maybeLine(), independent: maybeOneOf(["yes", "no"]), childsAccount: maybeText(), sharedWithPoliceOn: maybeDay(),
});

export const measureShape = z.object({
  kind: line("Choose a measure"), authority: maybeText(1000), terms: maybeText(), issuedBy: maybeLine(), issuedOn: maybeDay(), expiresOn: maybeDay(), status: oneOf(measureStatuses.filter((s) => s !== "became another"), "Choose the state it is in"),
  statusReason: maybeText(1000), protects: several(), another: maybeLine(),
});
export const breachShape = z.object({ breachedOn: day("Enter the day of the breach"), response: maybeText() });
export const escalateShape = z.object({ kind: line("Choose what it became"), issuedOn: day("Enter the day of issue"), expiresOn: maybeDay(), issuedBy: maybeLine(), terms: maybeText() });

export const relinkShape = z.object({ confidence: oneOf(confidences, "Choose how sure this is"), source: maybeLine(), toOn: maybeDay(), note: maybeText(1000) });
