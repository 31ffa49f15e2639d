import { once } from "#db/connect.server.ts";
import { onceForReach } from "../core/alike.server.ts";
import { may } from "../core/access.ts";
import type { Ask } from "../core/ask.server.ts";
import { addDays, dayOf } from "../core/days.ts";
import { conflicted, itemInReach } from "../core/reach.server.ts";
import { panelSettings } from "../people/panel.server.ts";
import { briefingOf, identifies } from "./action.ts";
import { openDoings } from "./carrying-on.server.ts";
import type { Desk, DeskChoices, DeskEntry } from "./desk.ts";
import { aboutChoices, entriesOf } from "./entries.server.ts";
import type { ItemAtHand } from "./entry.server.ts";
import { whyNotRecord } from "./entry.ts";
import { openActionsOf } from "./list.server.ts";
import { nudgeOf } from "./nudge.ts";
import { standingRisk } from "./risk-decision.server.ts";

/** The agencies that were in the room: somebody of theirs was present or deputised. */
export async function agenciesPresent(ask: Ask, meetingId: string): Promise<Set<string>> {
  const rows = await ask.db.selectFrom("attendance").select("agency_id").distinct().where("meeting_id", "=", meetingId).where("status", "in", ["present", "deputy"]).execute();
  return new Set(rows.map((row) => row.agency_id));
}

/** What the forms of an item offer to choose from. */
export async function choicesOf(ask: Ask, item: ItemAtHand): Promise<DeskChoices> {
  const today = dayOf(ask.now);
  const settings = await panelSettings(ask, item.panel_id, item.meeting_on);
  const { agencies, ofPanel, people, panels, next } = await once(ask.db, `choices ${item.panel_id} ${item.meeting_on} ${item.subject_id}`, () => namesFor(ask, item));
  const risk = item.subject_id ? await standingRisk(ask, item.panel_id, item.subject_id) : undefined;
  return {
    today, meetingOn: item.meeting_on, scale: settings.scale, currentLevel: risk ? { level: risk.level, rank: risk.rank, since: risk.decided_on, high: risk.rank >= Math.max(...settings.scale.map((l) => l.rank)) } : null,
    agencies: agencies.map((agency) => ({ ...agency, ofPanel: ofPanel.has(agency.id) })), people, panels, about: await aboutChoices(ask, item.subject_id),
    nextReviewOn: addDays(item.meeting_on, 28), nextMeetingOn: next?.on_day ?? null,
    usual: settings.usualBasis, doings: await openDoings(ask, item),
  };
}

/** Who and what is offered to everybody alike. */
async function namesFor(ask: Ask, item: ItemAtHand) {
  const agencies = await ask.db.selectFrom("agency").select(["id", "name", "kind"]).where("ended_at", "is", null).orderBy("name").execute();
  const ofPanel = new Set((await ask.db.selectFrom("panel_agency").select("agency_id").where("panel_id", "=", item.panel_id).where("from_on", "<=", item.meeting_on).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", item.meeting_on)])).execute()).map((row) => row.agency_id));
  const people = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "person.agency_id as agencyId", "agency.name as agency"])
    .where("person.ended_at", "is", null).where("person.is_administrator", "=", 0).where("person.is_auditor", "=", 0).$if(item.subject_id !== null, (query) => query.where("person.id", "not in", conflicted(ask, item.subject_id!))).orderBy("agency.name").orderBy("person.name").execute();
  const panels = await ask.db.selectFrom("panel").select(["id", "name"]).where("id", "<>", item.panel_id).orderBy("name").execute();
  const next = await ask.db.selectFrom("meeting").select("on_day").where("panel_id", "=", item.panel_id).where("on_day", ">", item.meeting_on).where("status", "in", ["draft", "published"]).where("cancelled_at", "is", null).orderBy("on_day").executeTakeFirst();
  return { agencies, ofPanel, people, panels, next };
}

/**
 * The desk beside an item's minutes: what is recorded, what can be recorded, and what the chair agrees. Throws NotFound out of reach.
 * It shows the item's own subject by reference: the page around it has noted who opened the item.
 */
export async function deskOf(ask: Ask, itemId: string): Promise<Desk> {
  const item = await onceForReach(ask, `item ${itemId}`, (ask) => itemInReach(ask, itemId));
  const choices = await onceForReach(ask, `choices ${item.id}`, (ask) => choicesOf(ask, item));
  const subject = item.subject_id ? choices.about.find((a) => a.id === item.subject_id) ?? null : null;
  const entries = await onceForReach(ask, `entries ${item.id}`, (ask) => entriesOf(ask, [item.id]));
  const offers = await offersOf(ask, item, entries.filter((e) => e.kind === "action").map((e) => e.id));
  const agreedBy = item.agreed_by_id ? (await ask.db.selectFrom("person").select("name").where("id", "=", item.agreed_by_id).executeTakeFirst())?.name ?? null : null;
  const closed = whyNotRecord(item) ?? (may.recordEntry(ask.who, item) ? null : "Members of the panel record here");
  const panelName = item.outcome_panel_id ? choices.panels.find((p) => p.id === item.outcome_panel_id)?.name ?? null : null;
  return {
    item: { id: item.id, meetingId: item.meeting_id, kind: item.kind, number: item.number, title: item.title, subject },
    outcome: item.outcome ? { outcome: item.outcome, note: item.outcome_note, untilOn: item.outcome_until_on, panelId: item.outcome_panel_id, panel: panelName, cover: item.cover, closedReason: item.closed_reason, closedDetail: item.closed_detail, dissent: item.outcome_dissent, supportContinues: item.support_continues, wouldBringBack: item.would_bring_back } : null,
    agreed: item.agreed_at ? { at: item.agreed_at, by: agreedBy } : null,
    entries: entries.map((entry): DeskEntry => ({ ...entry, offer: offers.get(entry.id) ?? null, nudge: entry.kind === "action" && !entry.agreedAt ? nudgeOf(entry.title) : null })),
    closed, mayAgree: may.agreeReadBack(ask.who, item) && item.meeting_status === "live", choices,
    matters: item.kind === "standing" && /matters arising/i.test(item.title ?? "") ? await openActionsOf(ask, item.panel_id, item.meeting_on) : null,
  };
}

/** Actions whose briefing says who somebody is, for an agency that was not in the room, with no decision to share yet: each is offered one, ready filled. */
async function offersOf(ask: Ask, item: ItemAtHand, actionIds: string[]): Promise<Map<string, string>> {
  const offers = new Map<string, string>();
  if (!actionIds.length || !item.subject_id) return offers;
  const present = await agenciesPresent(ask, item.meeting_id);
  const decided = await ask.db.selectFrom("sharing").select("to_agency_id").where("item_id", "=", item.id).where("removed_at", "is", null).execute();
  const rows = await ask.db.selectFrom("action").innerJoin("agency", "agency.id", "action.agency_id").select(["action.id", "action.agency_id", "action.briefing", "agency.name"]).where("action.id", "in", actionIds).execute();
  for (const row of rows) if (identifies(briefingOf(row.briefing)) && !present.has(row.agency_id) && !decided.some((d) => d.to_agency_id === row.agency_id)) offers.set(row.id, row.name);
  return offers;
}
