import { once } from "#db/connect.server.ts";
import { onceForReach } from "../core/alike.server.ts";
import type { Ask } from "../core/ask.server.ts";
import { type Day, addDays, instantOf } from "../core/days.ts";
import { openRisk, actionsInReach, readsOfPanel, subjectInReach, subjectsInReach } from "../core/reach.server.ts";
import type { Card, CardRisk } from "./card.ts";
import { ageInWords, eighteen, kindName } from "./subject.ts";

/** What somebody in the room must see of a subject at a glance, as of a day, and only what this person may know. Throws NotFound out of reach. */
export async function cardOf(ask: Ask, subjectId: string, asOf: Day): Promise<Card> {
  const card = await onceForReach(ask, `card ${subjectId} ${asOf}`, (ask) => cardForReach(ask, subjectId, asOf));
  return { ...card, actions: await openAbout(ask, card.id, asOf) };
}

/** All of it but the actions: of these some are one's own. */
async function cardForReach(ask: Ask, subjectId: string, asOf: Day): Promise<Omit<Card, "actions">> {
  const subject = await subjectInReach(ask, subjectId);
  const id = subject.id;
  const { value, estimated, ofChild } = await once(ask.db, `card facts ${id} ${asOf}`, () => factsOf(ask, subject, asOf));
  const status = subject.kind === "offender" ? value("status") : null;
  return {
    id, kind: subject.kind, kindName: kindName(subject.kind, status), ref: subject.ref, name: subject.display_name, bornOn: subject.born_on,
    age: ageInWords(subject.born_on, estimated, asOf), eighteen: subject.kind === "child" ? eighteen(subject.born_on, asOf) : null,
    status: subject.kind === "location" ? value("location status") : status,
    ...ofChild,
    risks: await risksOn(ask, id, asOf),
    links: await linksOn(ask, id, asOf),
    decisions: await lastOutcomes(ask, id, asOf),
  };
}

/** The actions about a subject that were open at the end of a day. */
async function openAbout(ask: Ask, id: string, asOf: Day): Promise<Card["actions"]> {
  const end = instantOf(addDays(asOf, 1), "00:00");
  return (
    await actionsInReach(ask).innerJoin("action_subject", "action_subject.action_id", "action.id").innerJoin("agency", "agency.id", "action.agency_id")
      .select(["action.id", "action.ref", "action.what", "action.due_on as dueOn", "action.state", "agency.name as owner"])
      .where("action_subject.subject_id", "=", id).where(readsOfPanel(ask.who, "action.panel_id", "action_subject.subject_id")).where("action.recorded_at", "<", end).where((eb) => eb.or([eb("action.ended_at", "is", null), eb("action.ended_at", ">=", end)])).orderBy("action.due_on").limit(8).execute()
  ).map((action) => ({ ...action, overdue: action.dueOn < asOf }));
}

/** What stands on the record itself, the same for whoever reaches it. */
async function factsOf(ask: Pick<Ask, "db">, subject: { id: string; kind: "child" | "offender" | "location" }, asOf: Day) {
  const { id } = subject;
  const held = await ask.db.selectFrom("period").select(["kind", "value"]).where("subject_id", "=", id).where("superseded_at", "is", null)
    .where((eb) => eb.and([eb.or([eb("from_on", "is", null), eb("from_on", "<=", asOf)]), eb.or([eb("to_on", "is", null), eb("to_on", ">=", asOf)])])).orderBy("from_on", "desc").execute();
  const value = (kind: string) => held.find((p) => p.kind === kind)?.value ?? null;
  const estimated = subject.kind === "location" ? undefined : await ask.db.selectFrom(subject.kind).select("born_estimated").where("subject_id", "=", id).executeTakeFirst();
  return { value, estimated: estimated?.born_estimated === 1, ofChild: subject.kind === "child" ? await childs(ask, id, asOf, value("care status")) : { lookedAfter: null, placement: null, missing: null } };
}

/** The current level on each panel's scale that this person may know. */
export async function risksOn(ask: Ask, subjectId: string, asOf: Day): Promise<CardRisk[]> {
  const rows = await ask.db.selectFrom("risk").innerJoin("panel", "panel.id", "risk.panel_id").select(["panel.id as panelId", "panel.name as panel", "risk.level", "risk.rank", "risk.decided_on as since", "risk.agreed_at", "risk.item_id"])
    .where("risk.subject_id", "=", subjectId).where(readsOfPanel(ask.who, "risk.panel_id", "risk.subject_id")).where(openRisk(ask.who)).where("risk.superseded_at", "is", null)
    .where("risk.decided_on", "<=", asOf).where((eb) => eb.or([eb("risk.ended_on", "is", null), eb("risk.ended_on", ">", asOf)])).orderBy("risk.decided_on", "desc").orderBy("risk.recorded_at", "desc").execute();
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.panelId) && seen.add(row.panelId)).map(({ agreed_at, item_id, ...row }) => ({ ...row, notAgreed: item_id !== null && agreed_at === null }));
}

async function linksOn(ask: Ask, id: string, asOf: Day): Promise<Card["links"]> {
  const rows = await ask.db.selectFrom("link").select(["id", "a_id", "b_id", "kind", "confidence"]).where("superseded_at", "is", null).where("handling", "=", "shared")
    .where((eb) => eb.or([eb("a_id", "=", id), eb("b_id", "=", id)])).where((eb) => eb.or([eb("from_on", "is", null), eb("from_on", "<=", asOf)])).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", asOf)])).execute();
  const others = rows.map((row) => (row.a_id === id ? row.b_id : row.a_id));
  if (!others.length) return [];
  const known = await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name as name", "subject.kind"]).where("subject.id", "in", others).execute();
  const current = await ask.db.selectFrom("risk").select(["subject_id", "level", "rank"]).where("subject_id", "in", others).where(readsOfPanel(ask.who, "risk.panel_id", "risk.subject_id"))
    .where("ended_on", "is", null).where("superseded_at", "is", null).where("agreed_at", "is not", null).orderBy("rank", "desc").execute();
  return rows.flatMap((row) => {
    const other = known.find((k) => k.id === (row.a_id === id ? row.b_id : row.a_id));
    const risk = current.find((r) => r.subject_id === other?.id);
    return other ? [{ id: row.id, kind: row.kind, confidence: row.confidence, other, level: risk?.level ?? null, rank: risk?.rank ?? null }] : [];
  }).sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0) || a.other.ref.localeCompare(b.other.ref));
}

const lastOutcomes = (ask: Ask, id: string, asOf: Day): Promise<Card["decisions"]> =>
  ask.db.selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id")
    .select(["item.id", "panel.name as panel", "meeting.number", "meeting.on_day as on", "item.outcome", "item.outcome_note as note"])
    .where("item.subject_id", "=", id).where(readsOfPanel(ask.who, "meeting.panel_id", "item.subject_id")).where("item.outcome", "is not", null).where("item.withdrawn_at", "is", null).where("meeting.on_day", "<=", asOf)
    .where("meeting.status", "in", ["ended", "agreed"]).orderBy("meeting.on_day", "desc").limit(3).execute() as Promise<Card["decisions"]>;

async function childs(ask: Pick<Ask, "db">, id: string, asOf: Day, careStatus: string | null): Promise<Pick<Card, "lookedAfter" | "placement" | "missing">> {
  const care = await ask.db.selectFrom("care_episode").select(["legal_status", "placement", "from_on"]).where("child_id", "=", id).where("superseded_at", "is", null).where("from_on", "<=", asOf)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", asOf)])).orderBy("from_on", "desc").executeTakeFirst();
  const episodes = await ask.db.selectFrom("missing_episode").select(["from_on", "to_on"]).where("child_id", "=", id).where("kind", "=", "missing").where("superseded_at", "is", null).where("from_on", "<=", asOf).where("from_on", ">", addDays(asOf, -365)).execute();
  const since = (days: number) => episodes.filter((e) => e.from_on > addDays(asOf, -days)).length;
  const open = await ask.db.selectFrom("missing_episode").select("from_on").where("child_id", "=", id).where("kind", "=", "missing").where("superseded_at", "is", null).where("from_on", "<=", asOf)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">", asOf)])).orderBy("from_on", "desc").executeTakeFirst();
  const inCare = ["foster family", "residential unit", "secure accommodation", "unaccompanied asylum-seeking"].includes(careStatus ?? "");
  return {
    lookedAfter: care ? "yes" : inCare ? "yes" : careStatus ? "no" : null,
    placement: care ? [care.legal_status, care.placement].filter(Boolean).join(", ") || null : careStatus,
    missing: { days30: since(30), days90: since(90), days365: since(365), now: open ? open.from_on : null },
  };
}
