import type { ZodType } from "zod";
import { line, maybeDay, maybeLine, maybeText, ticked, z } from "../../shapes.server.ts";
import { type Values, fields } from "./fields.ts";
import type { Kind } from "./subject.ts";

/** The shape of a kind's plain fields as a form posts them. */
export function valuesShape(kind: Kind): ZodType<Values> {
  const shape = Object.fromEntries(fields[kind].map((field) => {
    if (field.required) return [field.name, line(field.required)];
    if (field.type === "day") return [field.name, maybeDay()];
    if (field.type === "tick") return [field.name, ticked().transform((on) => (on ? "on" : null))];
    if (field.choices) return [field.name, maybeLine().refine((value) => value === null || field.choices!.includes(value), "Choose one from the list")];
    return [field.name, field.type === "text" ? maybeText() : maybeLine()];
  }));
  return z.object(shape) as unknown as ZodType<Values>;
}

/** One name to a line, or separated by semicolons. */
export const namesShape = z.string().optional().transform((text) => [...new Set((text ?? "").split(/[\n;]/).map((name) => name.trim()).filter(Boolean))].slice(0, 30)).refine((list) => list.every((name) => name.length <= 200), "Use 200 characters or fewer for each name");
