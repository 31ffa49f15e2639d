import { id, line, maybeId, maybeText, oneOf, z } from "../../shapes.server.ts";
import { hows } from "./matters.ts";

/** What a meeting says of one action; its fields carry the action's id, for there are many such forms on a page: "how.ID", "saidBy.ID", "note.ID". */
export const matterShape = () =>
  z.looseObject({ actionId: id("Choose an action"), stay: line("", 3).optional() }).transform((raw, context) => {
    const read = <T>(name: string, shape: z.ZodType<T>, otherwise: T): T => {
      const parsed = shape.safeParse(raw[`${name}.${raw.actionId}`]);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: "custom", path: [`${name}.${raw.actionId}`], message: parsed.error.issues[0]?.message ?? "" });
      return otherwise;
    };
    return { actionId: raw.actionId, stay: raw.stay, how: read("how", oneOf(hows, "Choose what became of it"), hows[0]), saidById: read("saidBy", maybeId(), null), note: read("note", maybeText(500), null) };
  });
