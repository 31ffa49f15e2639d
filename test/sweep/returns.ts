import type { Compartment } from "./expected.ts";
import type { Filling } from "./partnership.ts";

// What agencies tell meetings of their subjects: sent, corrected, declined, and drafted; to a meeting that runs, one to come, one that is over, and to the other panels.

type Part = [compartment: Compartment, handling: "shared" | "named agencies" | "police" | "health" | "chair", hidden?: boolean];

export async function fillReturns({ at, put, words }: Filling): Promise<void> {
  const asked = (id: string, item_id: string, agency_id: string, state: "draft" | "submitted" | "declined", version: number) => put("agency_return", { id, item_id, agency_id, state, version, asked_at: at, sent_at: version ? at : null });
  const wrote = async (return_id: string, version: number, written_by_id: string, contact: Compartment | null, parts: Part[], more: object = {}) => {
    await put("return_version", { return_id, version, state: "submitted", contact: contact ? words(contact, `return_version.contact of ${return_id}`) : "Ask the team", written_at: at, written_by_id, ...more });
    for (const [i, [compartment, handling, hidden]] of parts.entries()) {
      const id = `${hidden ? "hid-" : ""}${return_id}-${version}-${i}`;
      await put("return_block", { id, return_id, version, position: i + 1, heading: ["contact", "health", "worries", "summary"][i]!, text: words(compartment, `return_block.text of ${id}`), handling, hidden: hidden ? 1 : 0, safe_for_minutes: handling === "shared" ? 1 : 0 });
      if (handling === "named agencies") await put("return_block_agency", { block_id: id, agency_id: "probation" });
    }
  };
  const shared: Compartment = "a return shared with the panel";
  await asked("v-return-police", "v-item", "police", "submitted", 2);
  await wrote("v-return-police", 1, "dan", null, [["a return before it was corrected, and why", "shared"]]);
  await wrote("v-return-police", 2, "dan", "whom to ask about a return of the police", [[shared, "shared"], ["a return for the police", "police"], ["a hidden part of a return", "police", true]], { reason: words("a return before it was corrected, and why", "return_version.reason of v-return-police") });
  await asked("v-return-health", "v-item", "health", "submitted", 1);
  await wrote("v-return-health", 1, "chloe", "whom to ask about a return of health", [["a return for health", "health"], ["a return for the chair", "chair"]]);
  await asked("v-return-yjs", "v-item", "yjs", "submitted", 1);
  await wrote("v-return-yjs", 1, "owen", "whom to ask about a return for named agencies", [["a return for named agencies", "named agencies"]]);
  await asked("v-return-csc", "v-item", "csc", "declined", 1);
  await wrote("v-return-csc", 1, "ruth", null, [], { state: "declined", contact: null, declined_reason: words("why an agency declines to say", "return_version.declined_reason") });
  await asked("v-return-licensing", "v-item", "licensing", "draft", 0);
  await wrote("v-return-licensing", 0, "beth", "a draft of a return", [["a draft of a return", "shared"]]);
  for (const [id, item, agency, by, compartment] of [
    ["k-return", "k-item", "csc", "ruth", "a return about the child of the conflict"], ["s-return", "s-item", "health", "chloe", "a return to a meeting to come"], ["w-return", "w-item", "police", "dan", "a return about the item in closed session"],
    ["e-return", "e-item", "yjs", "owen", "a return to a meeting that is over"], ["f-return", "f-item", "schools", "priya", "a return to Missing From Home"], ["n-return", "n-item", "police", "nils", "a return to another MACSE"],
  ] as const) {
    await asked(id, item, agency, "submitted", 1);
    await wrote(id, 1, by, null, [[compartment, "shared"]]);
  }
}
