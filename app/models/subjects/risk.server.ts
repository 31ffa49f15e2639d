import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { openRisk, panelInReach, panelsInReach, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, allow } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import { panelSettings } from "../people/panel.server.ts";
import type { Level } from "../people/panel.ts";
import { type Deciding, isStepDown, whyNotLevel, whyNotStepDown } from "./risk.ts";

/**
 * Sets a subject's level on a panel's own scale, outside a meeting: a person's judgement with its rationale, never computed. The level before
 * ends on that day. Returns the id. Throws NotAgreed when the subject is not open to the panel.
 */
export const setRisk = (ask: Ask, subjectId: string, deciding: Deciding): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const panel = await panelInReach(ask, deciding.panelId);
    allow(may.decideRisk(ask.who, { panelId: panel.id }), "The chair, deputy chair or coordinator sets a level outside a meeting");
    const today = dayOf(ask.now);
    const open = await ask.db.selectFrom("panel_case").select("id").where("panel_id", "=", panel.id).where("subject_id", "=", subject.id).where("closed_on", "is", null).executeTakeFirst();
    if (!open) throw new NotAgreed(`${subject.ref} is not open to ${panel.name}. Open a case first`);
    const { scale, fromOn } = await panelSettings(ask, panel.id, today);
    const current = await currentRisk(ask, subject.id, panel.id);
    const { rank } = scale.find((level) => level.name === deciding.level) ?? {};
    const down = isStepDown(rank, current ?? null);
    const fault = whyNotLevel(deciding, scale, current ? { decidedOn: current.decided_on, level: current.level } : null, today) ?? (down ? whyNotStepDown(deciding) : null);
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const at = ask.now.toISOString();
    await ask.db.updateTable("risk").set({ ended_on: deciding.decidedOn }).where("subject_id", "=", subject.id).where("panel_id", "=", panel.id).where("ended_on", "is", null).where("superseded_at", "is", null).where("agreed_at", "is not", null).execute();
    const id = newId();
    await ask.db.insertInto("risk").values({
      id, subject_id: subject.id, panel_id: panel.id, level: deciding.level, rank: rank!, rationale: deciding.rationale, scale_from_on: fromOn,
      decided_on: deciding.decidedOn, next_review_on: deciding.nextReviewOn, recorded_at: at, recorded_by_id: ask.who.id || null, agreed_at: at, agreed_by_id: ask.who.id || null,
      ...(down && { sustained: deciding.sustained, support_continues: deciding.supportContinues, marker_decision: deciding.markerDecision, would_bring_back: deciding.wouldBringBack }),
    }).execute();
    happened({ what: "risk recorded", panelId: panel.id, subjectId: subject.id, detail: id });
    return id;
  });

const currentRisk = (ask: Ask, subjectId: string, panelId: string) =>
  ask.db.selectFrom("risk").select(["level", "rank", "decided_on"]).where("subject_id", "=", subjectId).where("panel_id", "=", panelId).where("ended_on", "is", null).where("superseded_at", "is", null).where("agreed_at", "is not", null).orderBy("decided_on", "desc").executeTakeFirst();

export interface RiskShown {
  id: string;
  panelId: string;
  panel: string;
  level: string;
  rank: number;
  rationale: string;
  dissent: string | null;
  decidedOn: Day;
  endedOn: Day | null;
  nextReviewOn: Day | null;
  by: string | null;
  itemId: string | null;
  notAgreed: boolean;
  /** Up or down from the level before on the same panel's scale; 0 for the first or the same. */
  change: number;
  /** What a step-down said besides why. */
  steppedDown: [name: string, said: string][];
}

/** The levels set by this person's panels up to a day, the newest first. For a subject in reach already. */
export async function risksUpTo(ask: Ask, subjectId: string, on: Day): Promise<RiskShown[]> {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("risk").innerJoin("panel", "panel.id", "risk.panel_id").leftJoin("person", "person.id", "risk.recorded_by_id").selectAll("risk").select(["panel.name as panel", "person.name as by"])
    .where("risk.subject_id", "=", subjectId).where("risk.panel_id", "in", panels).where("risk.superseded_at", "is", null).where(openRisk(ask.who)).where("risk.decided_on", "<=", on).orderBy("risk.decided_on", "desc").orderBy("risk.recorded_at", "desc").limit(200).execute();
  return rows.map((row, index) => {
    const before = rows.slice(index + 1).find((r) => r.panel_id === row.panel_id);
    return {
      id: row.id, panelId: row.panel_id, panel: row.panel, level: row.level, rank: row.rank, rationale: row.rationale, dissent: row.dissent, decidedOn: row.decided_on, endedOn: row.ended_on && row.ended_on <= on ? row.ended_on : null,
      nextReviewOn: row.next_review_on, by: row.by, itemId: row.item_id, notAgreed: row.item_id !== null && row.agreed_at === null, change: before ? Math.sign(row.rank - before.rank) : 0,
      steppedDown: ([["Lower over", row.sustained], ["Support that goes on", row.support_continues], ["Markers", row.marker_decision], ["Would bring it back up", row.would_bring_back]] as const).flatMap(([name, said]): [string, string][] => (said ? [[name, said]] : [])),
    };
  });
}

export interface ScaleOf {
  id: string;
  name: string;
  scale: Level[];
  /** The level that stands; one that is lower must say more. */
  currentLevel: { level: string; rank: number; since: Day } | null;
}

/** The panels in which this person may set a level for the subject: those that it is open to. */
export async function scalesFor(ask: Ask, subjectId: string): Promise<ScaleOf[]> {
  const able = ask.who.memberships.filter((m) => may.decideRisk(ask.who, m)).map((m) => m.panelId);
  if (!able.length) return [];
  const panels = await panelsInReach(ask).select(["panel.id", "panel.name"]).where("panel.id", "in", able)
    .where((eb) => eb.exists(eb.selectFrom("panel_case").select("panel_case.id").whereRef("panel_case.panel_id", "=", "panel.id").where("panel_case.subject_id", "=", subjectId).where("panel_case.closed_on", "is", null))).orderBy("panel.name").execute();
  return Promise.all(panels.map(async (panel) => {
    const current = await currentRisk(ask, subjectId, panel.id);
    return { ...panel, scale: (await panelSettings(ask, panel.id, dayOf(ask.now))).scale, currentLevel: current ? { level: current.level, rank: current.rank, since: current.decided_on } : null };
  }));
}
