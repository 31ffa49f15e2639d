import { z } from "../../shapes.server.ts";
import { attendances } from "./attendance.ts";

/** The attendance form: one field of each kind for each member, "status.amira", "sent.amira", "deputy.amira". */
export const attendanceShape = z.record(z.string().max(100), z.string().max(100)).transform((fields) => {
  const ids = [...new Set(Object.keys(fields).flatMap((name) => /^(?:status|sent|deputy)\.(.+)$/.exec(name)?.[1] ?? []))];
  return {
    othersPresent: fields.others === "on",
    marks: ids.map((personId) => ({
      personId,
      status: attendances.find((one) => one === fields[`status.${personId}`]) ?? null,
      informationSent: (["yes", "no"] as const).find((one) => one === fields[`sent.${personId}`]) ?? null,
      deputyId: fields[`deputy.${personId}`] || null,
    })),
  };
});
