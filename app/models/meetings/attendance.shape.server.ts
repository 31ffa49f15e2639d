import { isDay } from "../core/days.ts";
import { readDay, z } from "../../shapes.server.ts";
import { attendances } from "./attendance.ts";

/** The attendance form: one field of each kind for each member, "status.amira", "sent.amira", "received.amira", "deputy.amira". */
export const attendanceShape = z.record(z.string().max(100), z.string().max(100)).transform((fields, context) => {
  const ids = [...new Set(Object.keys(fields).flatMap((name) => /^(?:status|sent|received|deputy)\.(.+)$/.exec(name)?.[1] ?? []))];
  const dayIn = (field: string): string | null => {
    const day = readDay(fields[field] ?? "");
    if (day && !isDay(day)) context.addIssue({ code: "custom", path: [field], message: "Enter a real date, such as 27/3/2026" });
    return day || null;
  };
  return {
    othersPresent: fields.others === "on",
    marks: ids.map((personId) => ({
      personId,
      status: attendances.find((one) => one === fields[`status.${personId}`]) ?? null,
      informationSent: (["yes", "no"] as const).find((one) => one === fields[`sent.${personId}`]) ?? null,
      informationOn: dayIn(`received.${personId}`),
      deputyId: fields[`deputy.${personId}`] || null,
    })),
  };
});
