import { emergencyCodes, findings } from "./models/oversight/emergency.ts";
import { largestSample } from "./models/oversight/inspection.ts";
import { readKinds } from "./models/oversight/reads.ts";
import { kinds } from "./models/subjects/subject.ts";
import { day, id, maybeDay, maybeId, maybeLine, maybeText, oneOf, text, z } from "./shapes.server.ts";

// The forms of emergencies, reviews and inspections.

export const emergencyShape = z.object({ ref: maybeLine(20), familyName: maybeLine(120), bornOn: maybeDay(), code: oneOf(emergencyCodes, "Choose why"), reason: text("Say what has happened and what you need to know", 2000) });

export const reviewShape = z.object({ finding: oneOf(findings, "Say what you found"), note: text("Say what it rests on", 2000) });

export const followUpShape = z.object({ kind: oneOf(readKinds, "Choose what"), note: text("Say what you found", 2000) });

export const inspectionShape = z.object({
  personId: id("Choose who inspects"), why: text("Say for what", 1000), fromOn: day("Enter the first day"), untilOn: day("Enter the last day"),
  refs: maybeText(1000), panelId: maybeId(), kind: oneOf(kinds, "Choose which records"),
  count: maybeLine(3).refine((typed) => !typed || /^[1-9]\d?$/.test(typed) && Number(typed) <= largestSample, `Enter a whole number from 1 to ${largestSample}`).transform((typed) => (typed ? Number(typed) : null)),
});
