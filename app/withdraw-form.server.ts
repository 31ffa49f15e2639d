import { readChosen } from "./models/meetings/passage.ts";
import { together } from "./models/meetings/withdraw.server.ts";
import { id, oneOf, text, ticked, z } from "./shapes.server.ts";

const longest = 200_000;
const missing = "Choose what is withdrawn";

/** The form that withdraws a passage, or several lines of the minutes: their characters by id. */
export const withdrawing = () =>
  z.object({
    documentId: id("Choose the passage again"), deleted: ticked(), reason: text("Say why, without repeating the words", 1000), to: oneOf(["out", "chair"] as const, "Choose where it goes").transform((to) => (to === "chair" ? ("chair" as const) : null)),
    passage: z.array(z.string().max(longest, missing), { error: missing }).min(1, missing).transform((codes, context) => {
      const chosen = codes.map(readChosen);
      if (chosen.includes(null)) context.addIssue({ code: "custom", message: "Choose the passage again" });
      return together(chosen.filter((one) => one !== null));
    }),
  });
