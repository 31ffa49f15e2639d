import type { Ask } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import type { PanelSettings } from "../people/panel.ts";
import type { Kind } from "../subjects/subject.ts";
import type { AsOf, SubjectFacts } from "./facts.ts";

/** The facts that may make a rule of the panel fire, for its candidates. */
export async function loadFacts(ask: Ask, meeting: { id: string; panel_id: string; on_day: Day }, _settings: PanelSettings, when: AsOf, _lastMeetingId: string | null): Promise<SubjectFacts[]> {
  const rows = await ask.db
    .selectFrom("panel_case as c").innerJoin("subject as s", "s.id", "c.subject_id")
    .leftJoin("risk as r", (j) => j.onRef("r.subject_id", "=", "s.id").onRef("r.panel_id", "=", "c.panel_id").on("r.ended_on", "is", null).on("r.superseded_at", "is", null))
    .leftJoin("case_next as n", (j) => j.onRef("n.case_id", "=", "c.id").on("n.ended_at", "is", null))
    .leftJoin("item as i", (j) => j.onRef("i.subject_id", "=", "s.id").on("i.meeting_id", "=", meeting.id).on("i.withdrawn_at", "is", null))
    .select(["s.id", "s.ref", "s.kind", "s.born_on", "c.opened_on", "r.level", "r.rank", "r.decided_on", "n.kind as next", "n.on_day", "i.id as item_id"])
    .where("c.panel_id", "=", meeting.panel_id).where("c.closed_on", "is", null).where("c.opened_on", "<=", when.asOf).execute();
  return rows.map((row) => ({
    id: row.id, ref: row.ref, kind: row.kind as Kind, bornOn: row.born_on, listed: row.item_id !== null, discussed: 0, openedOn: row.opened_on,
    ...(row.rank !== null ? { risk: { level: row.level!, rank: row.rank, since: row.decided_on! } } : {}),
    ...(row.next === "review" || row.next === "closing" ? { review: { kind: row.next, on: row.on_day! } } : {}),
  }));
}
