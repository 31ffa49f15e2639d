import type { Ask } from "./ask.server.ts";
import { hasConflict, type Membership } from "./who.ts";

/**
 * The ask of somebody who reads these subjects through no panel of theirs, in an emergency or as an inspector. Nothing but the subjects is in
 * its reach, of these what any panel holds, and it may do nothing: it lives for one page, and is remembered nowhere. Subjects of a conflict of
 * interest are left out, and none is left when all are.
 */
export async function asReader(ask: Ask, subjectIds: readonly string[]): Promise<Ask> {
  const ids = subjectIds.filter((id) => !hasConflict(ask.who, id));
  const only = ids.length ? await ask.db.selectFrom("subject").select(["id as subjectId", "ref"]).where("id", "in", ids).execute() : [];
  const memberships = (only.length ? await panelsOf(ask, ids) : []).map((panelId): Membership => ({ panelId, role: "reader", kinds: [], closedSince: "0000-01-01" }));
  return { ...ask, who: { ...ask.who, isLead: false, isAdministrator: false, isAuditor: false, memberships, only, guests: [] } };
}

/** Every panel that ever had one of these subjects. */
async function panelsOf(ask: Ask, ids: string[]): Promise<string[]> {
  const rows = await ask.db.selectFrom("panel_case").select("panel_id").where("subject_id", "in", ids)
    .union(ask.db.selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").select("meeting.panel_id").where("item.subject_id", "in", ids))
    .union(ask.db.selectFrom("referral").select("to_panel_id as panel_id").where("subject_id", "in", ids)).execute();
  return [...new Set(rows.map((row) => row.panel_id))];
}
