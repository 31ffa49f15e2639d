import { handlings, lawfulBases } from "./models/core/handling.ts";
import { id, maybeLine, maybeText, line, oneOf, several, text, ticked, z } from "./shapes.server.ts";

const handling = { handling: oneOf(handlings, "Choose who may read it"), agencyIds: several(), hidden: ticked() };
const grade = (values: readonly string[]) => maybeLine().refine((value) => value === null || values.includes(value), "Choose one from the list");

export const noteShape = z.object({
  ...handling, panelId: id("Choose one of your panels"), text: text("Write what your agency knows", 10_000), contact: line("Say whom to contact"),
  source: grade(["1", "2", "3"]), information: grade(["A", "B", "C", "D", "E"]), code: grade(["P", "C"]), conditions: maybeText(1000), sanitised: maybeText(10_000),
});

export const rehandlingShape = z.object({ ...handling, reason: text("Say why", 2000), lawfulBasis: grade(lawfulBases) });
