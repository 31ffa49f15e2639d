import type { Ask, Happened } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { holds } from "../core/finding.ts";
import { actionsInReach, clearOfConflict, decisionsInReach, openRisk, reachesSubject, sharingInReach } from "../core/reach.server.ts";
import { maySay } from "../core/saying.server.ts";
import { isOutside, panelIdsOf } from "../core/who.ts";
import { stateName } from "../followup/action.ts";
import { refsOfActions } from "../followup/entries.server.ts";
import { sharingInWords } from "../followup/sharing.ts";
import type { Found } from "./search.ts";

/** Something found, with all of its words, and the reference of whom it is about. */
export interface Said extends Omit<Found, "excerpt"> {
  words: string;
  ref: string | null;
}

const mostLookedAt = 3000;
const joined = (...texts: (string | null)[]): string => texts.filter(Boolean).join("\n");

/** Actions of the person's panels, and of meetings in which they stand in. Who owns one and is in neither has its briefing, and finds it in their list. */
export async function actionsSaying(ask: Ask, _: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  let query = actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").select(["action.id", "action.ref", "action.what", "action.briefing_note", "action.panel_id", "action.meeting_id", "action.state", "action.due_on", "action.recorded_at", "agency.name as agency"])
    .where(maySay(["action.what", "action.briefing_note"], words)).orderBy("action.recorded_at", "desc").limit(mostLookedAt);
  if (panelId) query = query.where("action.panel_id", "=", panelId);
  const rows = (await query.execute()).filter((row) => !isOutside(ask.who, row) && holds(joined(row.what, row.briefing_note), words)).slice(0, most);
  const refs = await refsOfActions(ask, rows.map((row) => row.id));
  return rows.map((row) => {
    const about = refs.get(row.id)?.map((one) => one.ref) ?? [];
    return { id: row.id, to: `/actions/${row.id}`, title: [row.ref, about.join(", ")].filter(Boolean).join(" about "), caption: `${row.agency}, due ${shortDay(row.due_on)}. ${stateName(row.state)}`, on: dayOf(row.recorded_at), words: joined(row.what, row.briefing_note), ref: about.join(" ") || null };
  });
}

/** Decisions of the person's panels, and of meetings in which they stand in, with why, and who saw it otherwise. */
export async function decisionsSaying(ask: Ask, _: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  let query = decisionsInReach(ask).innerJoin("meeting", "meeting.id", "decision.meeting_id").innerJoin("panel", "panel.id", "decision.panel_id").leftJoin("subject", "subject.id", "decision.subject_id").select(["decision.id", "decision.ref", "decision.text", "decision.reason", "decision.dissent", "decision.meeting_id", "decision.item_id", "decision.recorded_at", "subject.ref as about", "panel.code", "meeting.number", "meeting.on_day"])
    .where(maySay(["decision.text", "decision.reason", "decision.dissent"], words)).orderBy("decision.recorded_at", "desc").limit(mostLookedAt);
  if (panelId) query = query.where("decision.panel_id", "=", panelId);
  const told = (row: { text: string; reason: string; dissent: string | null }) => joined(row.text, row.reason, row.dissent);
  const rows = (await query.execute()).filter((row) => holds(told(row), words)).slice(0, most);
  return rows.map((row) => ({ id: row.id, to: `/meetings/${row.meeting_id}/live?item=${row.item_id}`, title: [row.ref, row.about].filter(Boolean).join(" about "), caption: `${row.code} ${row.number}, ${shortDay(row.on_day)}`, on: dayOf(row.recorded_at), words: told(row), ref: row.about }));
}

/** Sharing decisions of the person's panels, and of meetings in which they stand in, with what was weighed. */
export async function sharingSaying(ask: Ask, _: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  const columns = ["what", "purpose", "necessity", "proportionality", "reason", "conditions", "redactions", "dissent", "advice"] as const;
  let query = sharingInReach(ask).innerJoin("subject", "subject.id", "sharing.subject_id").leftJoin("agency", "agency.id", "sharing.to_agency_id").selectAll("sharing").select(["subject.ref as about", "agency.name as receiver"])
    .where(maySay(columns.map((column) => `sharing.${column}`), words)).orderBy("sharing.recorded_at", "desc").limit(mostLookedAt);
  if (panelId) query = query.where("sharing.panel_id", "=", panelId);
  const told = (row: Awaited<ReturnType<typeof query.execute>>[number]) => joined(...columns.map((column) => row[column]));
  const rows = (await query.execute()).filter((row) => !isOutside(ask.who, row) && holds(told(row), words)).slice(0, most);
  return rows.map((row) => ({ id: row.id, to: `/sharing/${row.id}`, title: `${row.ref} about ${row.about}`, caption: `${sharingInWords(row.decision, row.receiver ?? row.to_name ?? "nobody named")}, ${shortDay(dayOf(row.recorded_at))}`, on: dayOf(row.recorded_at), words: told(row), ref: row.about }));
}

/** Why a level was decided: by panels of the person, of subjects in reach. */
export async function levelsSaying(ask: Ask, _: Happened, words: string[], panelId: string | null, most: number): Promise<Said[]> {
  const panels = panelIdsOf(ask.who).filter((id) => !panelId || id === panelId);
  if (!panels.length) return [];
  const rows = (await ask.db.selectFrom("risk").innerJoin("subject", "subject.id", "risk.subject_id").innerJoin("panel", "panel.id", "risk.panel_id").select(["risk.id", "risk.level", "risk.rationale", "risk.dissent", "risk.decided_on", "subject.id as subject_id", "subject.ref", "subject.display_name", "panel.code"])
    .where("risk.panel_id", "in", panels).where("risk.superseded_at", "is", null).where(openRisk(ask.who)).where(clearOfConflict(ask.who, "risk.subject_id")).where(maySay(["risk.rationale", "risk.dissent"], words)).where(reachesSubject(ask.who, "risk.subject_id")).orderBy("risk.decided_on", "desc").limit(mostLookedAt).execute())
    .filter((row) => holds(joined(row.rationale, row.dissent), words)).slice(0, most);
  return rows.map((row) => ({ id: row.id, to: `/subjects/${row.subject_id}`, title: `${row.level}: ${[row.ref, row.display_name !== row.ref && row.display_name].filter(Boolean).join(" ")}`, caption: `${row.code}, ${shortDay(row.decided_on)}`, on: row.decided_on, words: joined(row.rationale, row.dissent), ref: row.ref }));
}
