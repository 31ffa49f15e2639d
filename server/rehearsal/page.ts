import { z } from "zod";
import type { Visit } from "./visit.ts";

// What the people of a rehearsal look at of the pages that are read for them.

const live = z.object({
  meeting: z.object({ status: z.string(), currentItemId: z.string().nullable() }),
  steps: z.array(z.object({ id: z.string(), kind: z.string().nullable(), progress: z.enum(["done", "current", "to come"]) })),
  item: z.object({
    id: z.string(), number: z.string().nullable(), title: z.string(), kind: z.string().nullable(), reasons: z.array(z.string()),
    documentId: z.string(), mayWrite: z.boolean(), session: z.unknown(),
    cards: z.object({ maySet: z.boolean(), own: z.string(), levels: z.array(z.object({ place: z.string() })) }).nullable(),
  }).nullable(),
});
export type Page = z.infer<typeof live>;

/** The meeting's page: with the chair, or at another item. Throws ShownOut. */
export const pageOf = async (visit: Visit, meetingId: string, itemId: string | null): Promise<Page> =>
  live.parse(await visit.read(`/meetings/${meetingId}/live`, "routes/meetings.$meetingId.live", itemId ? { item: itemId } : {}));

const returns = z.object({ returns: z.array(z.object({ id: z.string(), itemId: z.string(), subject: z.object({ kind: z.enum(["child", "offender", "location"]) }), state: z.string(), draft: z.unknown() })) });
export type Owed = z.infer<typeof returns>["returns"][number];

/** What the person's agency has not answered yet, in the order of the agenda. Throws ShownOut. */
export async function owedOf(visit: Visit, meetingId: string): Promise<Owed[]> {
  const page = returns.parse(await visit.read(`/meetings/${meetingId}/returns`, "routes/meetings.$meetingId.returns._index"));
  return page.returns.filter((one) => one.state === "not sent" && !one.draft);
}

/** What stood of a return when the page that answers it shortly was read: sent along with the answer. Throws ShownOut. */
export const stoodOf = async (visit: Visit, returnId: string): Promise<string> => z.object({ since: z.string() }).parse(await visit.read(`/returns/${returnId}/answer`, "routes/returns.$returnId.answer")).since;
