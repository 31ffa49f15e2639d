import { filingKinds } from "./models/meetings/filing.ts";
import { type Answer, answers } from "./models/meetings/names.ts";
import type { NameAnswered } from "./models/meetings/names.server.ts";
import { maybeDay, maybeLine, maybeText, oneOf, ticked, z } from "./shapes.server.ts";

// The forms of the close gate: rows of fields that end in a number, one row for each thing that was found.

const rowsOf = (form: Record<string, unknown>, name: string): number[] => Object.keys(form).flatMap((key) => (key.startsWith(`${name}.`) ? Number(key.slice(name.length + 1)) : [])).filter(Number.isInteger).sort((a, b) => a - b);
const textAt = (form: Record<string, unknown>, key: string, most = 500): string => (typeof form[key] === "string" ? form[key].trim().slice(0, most) : "");

export const overridesShape = () =>
  z.looseObject({ forAll: maybeText(500) }).transform(({ forAll, ...form }) => ({ forAll, reasons: Object.fromEntries(rowsOf(form, "key").map((n) => [textAt(form, `key.${n}`), textAt(form, `reason.${n}`)])) }));

/** A radio's value is who is meant; "=ID" for a subject that was offered. */
export const namesShape = () =>
  z.looseObject({ everywhere: ticked(), rest: ticked() }).transform(({ everywhere, rest, ...form }) => ({
    everywhere, rest,
    answers: rowsOf(form, "written").flatMap((n): NameAnswered[] => {
      const said = textAt(form, `who.${n}`);
      const who = said.startsWith("=") ? "subject" : answers.find((one) => one === said);
      if (!who) return [];
      return [{ row: n, itemId: textAt(form, `item.${n}`), written: textAt(form, `written.${n}`, 200), who: who as Answer, subject: said.startsWith("=") ? said.slice(1) : textAt(form, `subject.${n}`), alias: textAt(form, `alias.${n}`) === "on" }];
    }),
  }));

export const filingShape = () => z.object({ kind: oneOf(filingKinds, "Choose whether it was filed"), reference: maybeLine(100), filedOn: maybeDay(), note: maybeText(500) });
