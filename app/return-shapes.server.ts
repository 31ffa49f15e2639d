import { instantOf } from "./models/core/days.ts";
import { handlings, type Handling } from "./models/core/handling.ts";
import type { EnteredForm, ReturnForm, ShortAnswer, WrittenPart } from "./models/meetings/return-writing.server.ts";
import { headings, receivedHows } from "./models/meetings/return.ts";
import { day, maybeLine, maybeText, oneOf, several, ticked, time, z } from "./shapes.server.ts";

// The forms of returns. Each heading of an update has fields of its own, named after its key.

const ofHeading = (key: string) => ({
  [`${key}Text`]: maybeText(10_000), [`${key}Handling`]: z.enum(handlings, { error: "Choose who may read it" }).optional(), [`${key}AgencyIds`]: several(), [`${key}Hidden`]: ticked(), [`${key}Safe`]: ticked(),
});
const parts = Object.assign({}, ...headings.map(({ key }) => ofHeading(key))) as Record<string, z.ZodType>;

/** What is written under each heading; those left empty are left out. */
const partsOf = (form: Record<string, unknown>): WrittenPart[] =>
  headings.flatMap(({ key }) => {
    const text = form[`${key}Text`] as string | null;
    if (!text) return [];
    const handling = (form[`${key}Handling`] as Handling | undefined) ?? "shared";
    return [{ heading: key, text, handling, agencyIds: handling === "named agencies" ? (form[`${key}AgencyIds`] as string[]) : [], hidden: form[`${key}Hidden`] as boolean, safe: form[`${key}Safe`] as boolean }];
  });

/** What stood when the page was read. */
const stood = z.string().max(80).optional();
const written = { ...parts, contact: maybeLine(), reason: maybeText(1000), takeBack: ticked(), since: stood };
const formOf = (form: Record<string, unknown>): ReturnForm => ({ parts: partsOf(form), contact: form.contact as string | null, reason: form.reason as string | null, takeBack: form.takeBack as boolean, since: (form.since as string | undefined) ?? "" });

/** An agency's own update, to be kept as a draft or sent. */
export const returnShape = z.object({ ...written, way: z.enum(["keep", "draft", "send", "discard"]).optional() }).transform((form) => ({ ...formOf(form), way: (form as { way?: "keep" | "draft" | "send" | "discard" }).way ?? "send" }));

export const shortAnswerShape = z.object({ answer: oneOf(["nothing held", "declined"], "Choose what you answer"), declinedReason: maybeText(1000), reason: maybeText(1000), takeBack: ticked(), since: stood.transform((since) => since ?? "") }) satisfies z.ZodType<ShortAnswer & { since: string }>;

/** What an agency told in another way. */
export const enteredShape = z
  .object({ ...written, answer: oneOf(["submitted", "nothing held", "declined"], "Choose what they answered"), declinedReason: maybeText(1000), how: oneOf(receivedHows, "Choose how it came"), receivedOn: day("Enter the day on which it came"), receivedTime: time("Enter when it came") })
  .transform((raw): EnteredForm => {
    const form = raw as typeof raw & Record<string, string>;
    return { ...formOf(raw), answer: form.answer as EnteredForm["answer"], declinedReason: form.declinedReason || null, received: { how: form.how!, at: instantOf(form.receivedOn!, form.receivedTime!) } };
  });

export const nothingShape = z.object({ returns: several(), only: z.string().max(64).optional() }).transform(({ returns, only }) => ({ returnIds: only ? [only] : returns }));

export const chaseShape = z.object({ agencyId: z.string().max(64).optional() }).transform(({ agencyId }) => ({ agencyId: agencyId || null }));
