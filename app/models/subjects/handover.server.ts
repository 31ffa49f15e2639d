import { type Ask, commit } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { peopleOfPanel } from "../core/reach.server.ts";
import { endMembership } from "../people/membership.server.ts";
import { endPerson } from "../people/people.server.ts";
import { setNext } from "./case.server.ts";

/** Ends a membership; what the person was answerable for in the panel passes to its coordinator, else its chair. */
export const leavePanel = (ask: Ask, membershipId: string, lastDay: Day): Promise<{ panelId: string; personId: string }> =>
  commit(ask, async (ask) => {
    const left = await endMembership(ask, membershipId, lastDay);
    const stays = await ask.db.selectFrom("membership").select("id").where("panel_id", "=", left.panelId).where("person_id", "=", left.personId)
      .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">", lastDay)])).executeTakeFirst();
    if (!stays) await handOver(ask, left.panelId, left.personId);
    return left;
  });

/** The person leaves altogether; what they were answerable for passes to each panel's coordinator, else its chair. */
export const leaveAll = (ask: Ask, personId: string): Promise<void> =>
  commit(ask, async (ask) => {
    for (const panelId of await endPerson(ask, personId)) await handOver(ask, panelId, personId);
  });

// Read past reach on purpose: the administrator learns nothing of the cases, and none of them is left without an owner (product.md, first law).
async function handOver(ask: Ask, panelId: string, personId: string): Promise<void> {
  const others = (await peopleOfPanel(ask, panelId, dayOf(ask.now)).select("role").execute()).filter((p) => p.person_id !== personId);
  const heir = ["coordinator", "chair", "deputy chair"].map((role) => others.find((p) => p.role === role)).find(Boolean);
  if (!heir) return;
  const rows = await ask.db.selectFrom("case_next").innerJoin("panel_case", "panel_case.id", "case_next.case_id")
    .select(["case_next.case_id", "case_next.kind", "case_next.on_day", "case_next.item_id", "case_next.why"])
    .where("panel_case.panel_id", "=", panelId).where("panel_case.closed_on", "is", null).where("case_next.owner_id", "=", personId).where("case_next.ended_at", "is", null).execute();
  for (const row of rows) await setNext(ask, row.case_id, { kind: row.kind, onDay: row.on_day, ownerId: heir.person_id, itemId: row.item_id, why: row.why });
}
