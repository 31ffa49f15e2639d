import { z } from "../../shapes.server.ts";
import type { GivenStay } from "./times.server.ts";

/** How many times the form has room for. */
export const rows = 6;

const clock = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/;

/** The form of somebody's times in the room: "from.0", "to.0" and so on; a row without either is none. */
export const timesShape = () =>
  z.record(z.string().max(100), z.string().max(100)).transform((fields, context): { stays: GivenStay[] } => {
    const timeIn = (field: string): string | null => {
      const text = (fields[field] ?? "").trim();
      const found = clock.exec(text);
      if (text && !found) context.addIssue({ code: "custom", path: [field], message: "Enter a time such as 14:05" });
      return found ? `${found[1]!.padStart(2, "0")}:${found[2]}` : null;
    };
    const stays: GivenStay[] = [];
    for (let row = 0; row < rows; row++) {
      const [from, to] = [timeIn(`from.${row}`), timeIn(`to.${row}`)];
      if (from) stays.push({ row, from, to });
      else if (to) context.addIssue({ code: "custom", path: [`from.${row}`], message: "Enter when they came" });
    }
    return { stays };
  });
