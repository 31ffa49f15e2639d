import type { Acting } from "./form.server.ts";
import { handlings, lawfulBases } from "./models/core/handling.ts";
import { confidences } from "./models/subjects/link.ts";
import { id, maybeDay, maybeId, maybeLine, maybeText, line, oneOf, several, text, ticked, z } from "./shapes.server.ts";

// The forms of what has a handling: notes, links, restricted minutes.

const handling = { handling: oneOf(handlings, "Choose who may read it"), agencyIds: several(), hidden: ticked() };
const grade = (values: readonly string[]) => maybeLine().refine((value) => value === null || values.includes(value), "Choose one from the list");

export const noteShape = z.object({
  ...handling, panelId: id("Choose one of your panels"), text: text("Write what your agency knows", 10_000), contact: line("Say whom to contact"),
  source: grade(["1", "2", "3"]), information: grade(["A", "B", "C", "D", "E"]), code: grade(["P", "C"]), conditions: maybeText(1000), sanitised: maybeText(10_000),
});

export const restrictedShape = z.object({ ...handling, contact: line("Say whom to contact") });

export const rehandlingShape = z.object({ ...handling, reason: text("Say why", 2000), lawfulBasis: grade(lawfulBases) });

/** A change of handling weighs when more people will read it. Who makes it wider must name a lawful basis, or is refused by the act; making it for fewer waits for nothing. */
export const whenWider = (by: Acting) => ({ lawfulBasis }: { lawfulBasis: string | null }): Acting | null => (lawfulBasis ? by : null);

export const linkShape = z.object({ other: line("Enter a reference or a name"), kind: line("Choose the kind of link"), confidence: oneOf(confidences, "Choose how sure this is"), source: maybeLine(), fromOn: maybeDay(), toOn: maybeDay(), note: maybeText(1000), ...handling, panelId: maybeId(), contact: maybeLine() });
