import { dayOf, shortDay } from "../core/days.ts";
import { actionsInReach, casesInReach, decisionsInReach, itemsInReach, markersInReach, sharingInReach } from "../core/reach.server.ts";
import { panelIdsOf, withoutConflicts } from "../core/who.ts";
import { reasonsOf } from "./extracts.server.ts";
import { markerInWords } from "./marker.ts";
import { risksUpTo } from "./risk.server.ts";
import type { Source, Sources } from "./timeline.server.ts";
import type { Entry } from "./timeline.ts";

// What panels did: of this person's own panels alone.
const most = 1000;
const plain = { at: null, text: null, href: null, notAgreed: false };
const preparing = ["chair", "deputy chair", "coordinator"] as const;

const risks: Source = async (ask, { id }, upTo) =>
  (await risksUpTo(ask, id, upTo)).map((r): Entry => ({ ...plain, id: r.id, kind: "risk", on: r.decidedOn, title: `Risk ${r.level} (${r.panel})`, text: r.rationale, notAgreed: r.notAgreed, href: r.itemId ? `/items/${r.itemId}` : null }));

const cases: Source = async (ask, { id }) => {
  const rows = await casesInReach(ask).innerJoin("panel", "panel.id", "panel_case.panel_id").selectAll("panel_case").select("panel.name as panel").where("panel_case.subject_id", "=", id).limit(most).execute();
  return rows.flatMap((c): Entry[] => [
    { ...plain, id: c.id, kind: "cases", on: c.opened_on, at: c.opened_at, title: `Case opened: ${c.panel}`, text: withoutConflicts(ask.who, c.why) },
    ...(c.closed_on ? [{ ...plain, id: `${c.id} closed`, kind: "cases" as const, on: c.closed_on, at: c.closed_at, title: `Case closed: ${c.panel}`, text: [c.closed_reason, c.support_continues && `support goes on: ${c.support_continues}`].filter(Boolean).join("; ") || null }] : []),
  ]);
};

const referrals: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("referral").innerJoin("panel as t", "t.id", "referral.to_panel_id").leftJoin("panel as f", "f.id", "referral.from_panel_id").selectAll("referral").select(["t.name as to", "f.name as from"])
    .where("referral.subject_id", "=", id).where((eb) => eb.or([eb("referral.to_panel_id", "in", panels), eb("referral.from_panel_id", "in", panels)])).limit(most).execute();
  return rows.map((r): Entry => ({ ...plain, id: r.id, kind: "cases", on: r.made_on, at: r.made_at, title: r.from_panel_id === r.to_panel_id ? `Proposed for the next ${r.to} meeting` : `Referred to ${r.to}${r.from ? ` by ${r.from}` : ""}`, text: r.reason }));
};

const items: Source = async (ask, { id }) => {
  const rows = await itemsInReach(ask).innerJoin("panel", "panel.id", "meeting.panel_id").where("item.subject_id", "=", id).where("item.withdrawn_at", "is", null)
    .select(["item.id", "item.number", "item.outcome", "item.outcome_note", "item.agreed_at", "item.outcome_at", "meeting.id as meeting_id", "meeting.on_day", "meeting.number as meeting", "meeting.status", "panel.name as panel"]).limit(most).execute();
  return rows.map((i): Entry => {
    const where = `${i.panel} ${i.meeting}${i.number ? `, item ${i.number}` : ""}`;
    return i.outcome
      ? { ...plain, id: i.id, kind: "meetings", on: i.on_day, at: i.outcome_at, href: `/meetings/${i.meeting_id}`, title: `${where}: ${i.outcome}`, text: i.outcome_note, notAgreed: i.agreed_at === null }
      : { ...plain, id: i.id, kind: "meetings", on: i.on_day, href: `/meetings/${i.meeting_id}`, title: i.status === "draft" ? `${where}: on the draft agenda` : `${where}: listed` };
  });
};

/** Considered, not taken: it stays on the record. */
const proposals: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  const prepared = panelIdsOf(ask.who, ...preparing);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("proposal").innerJoin("meeting", "meeting.id", "proposal.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id").selectAll("proposal").select(["meeting.number as meeting", "meeting.panel_id", "meeting.status", "meeting.published_at", "panel.name as panel"])
    .where("proposal.subject_id", "=", id).where("proposal.decision", "in", ["deferred", "declined"]).where("meeting.panel_id", "in", panels).limit(most).execute();
  return rows.filter((p) => p.status !== "draft" || p.published_at !== null || prepared.includes(p.panel_id)).map((p): Entry => ({
    ...plain, id: p.id, kind: "meetings", on: dayOf(p.decided_at ?? p.proposed_at), at: p.decided_at, href: `/meetings/${p.meeting_id}`, text: p.decision_reason,
    title: p.decision === "deferred" ? `${p.panel} ${p.meeting}: considered, deferred${p.until_on ? ` to ${shortDay(p.until_on)}` : ""}` : `${p.panel} ${p.meeting}: considered, not taken`,
  }));
};

const extracts: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("extract").innerJoin("meeting", "meeting.id", "extract.meeting_id").innerJoin("panel", "panel.id", "meeting.panel_id").select(["extract.id", "extract.version", "extract.state", "extract.written_at", "extract.reason", "extract.item_id", "extract.subject_id", "meeting.id as meeting_id", "meeting.number as meeting", "panel.name as panel"])
    .where("extract.subject_id", "=", id).where("meeting.panel_id", "in", panels).limit(most).execute();
  const reasonOf = await reasonsOf(ask, rows);
  return rows.map((e): Entry => ({ ...plain, id: e.id, kind: "meetings", on: dayOf(e.written_at), at: e.written_at, href: `/extracts/${e.id}`, title: `${e.panel} ${e.meeting}: extract of the minutes, version ${e.version} (${e.state})`, text: reasonOf(e) }));
};

// An owner or sender outside the panel reads theirs on its own page, with no more than came with it: on a record stands what their panels did.
const actions: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await actionsInReach(ask).innerJoin("action_subject", "action_subject.action_id", "action.id").innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id")
    .select(["action.id", "action.ref", "action.what", "action.due_on", "action.state", "action.recorded_at", "action.ended_at", "action.agreed_at", "action.item_id", "agency.name as agency", "person.name as person", "action.person_name"]).where("action_subject.subject_id", "=", id).where("action.panel_id", "in", panels).limit(most).execute();
  return rows.flatMap((a): Entry[] => {
    const href = `/actions/${a.id}`;
    const owner = [a.person ?? a.person_name, a.agency].filter(Boolean).join(", ");
    return [
      { ...plain, id: a.id, kind: "actions", on: dayOf(a.recorded_at), at: a.recorded_at, href, title: `Action ${a.ref}: ${a.what}`, text: `${owner}; due ${shortDay(a.due_on)}; ${a.state}`, notAgreed: a.item_id !== null && a.agreed_at === null },
      ...(a.ended_at ? [{ ...plain, id: `${a.id} ended`, kind: "actions" as const, on: dayOf(a.ended_at), at: a.ended_at, href, title: `Action ${a.ref} ended: ${a.state}`, text: owner }] : []),
    ];
  });
};

const sharing: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await sharingInReach(ask).leftJoin("agency", "agency.id", "sharing.to_agency_id").selectAll("sharing").select("agency.name as to").where("sharing.subject_id", "=", id).where("sharing.panel_id", "in", panels).limit(most).execute();
  return rows.flatMap((d): Entry[] => {
    const whom = d.to ?? d.to_name ?? "a recipient not named";
    const href = `/sharing/${d.id}`;
    return [
      { ...plain, id: d.id, kind: "sharing", on: dayOf(d.recorded_at), at: d.recorded_at, href, title: `Decision ${d.ref}: ${d.decision} with ${whom}${d.disclosure ? " (disclosure)" : ""}`, text: d.what, notAgreed: d.item_id !== null && d.agreed_at === null },
      ...(d.sent_at ? [{ ...plain, id: `${d.id} sent`, kind: "sharing" as const, on: d.sent_on ?? dayOf(d.sent_at), at: d.sent_at, href, title: `Sent to ${whom} (${d.ref})`, text: d.sent_how }] : []),
    ];
  });
};

const decisions: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await decisionsInReach(ask).selectAll("decision").where("decision.subject_id", "=", id).where("decision.panel_id", "in", panels).limit(most).execute();
  return rows.map((d): Entry => ({ ...plain, id: d.id, kind: "meetings", on: dayOf(d.recorded_at), at: d.recorded_at, href: d.meeting_id && `/meetings/${d.meeting_id}`, title: `Decision ${d.ref}: ${d.text}`, text: d.reason, notAgreed: d.agreed_at === null }));
};

const markers: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await markersInReach(ask).innerJoin("agency", "agency.id", "marker.agency_id").selectAll("marker").select("agency.name as owner").where("marker.subject_id", "=", id).where("marker.panel_id", "in", panels).limit(most).execute();
  return rows.flatMap((m): Entry[] => [
    { ...plain, id: m.id, kind: "measures", on: dayOf(m.recorded_at), at: m.recorded_at, title: `Asked of ${m.owner}: ${markerInWords(m).toLowerCase()} (${m.ref})`, text: m.why, notAgreed: m.agreed_at === null },
    ...(m.answer ? [{ ...plain, id: `${m.id} answered`, kind: "measures" as const, on: m.answered_on ?? dayOf(m.answered_at!), at: m.answered_at, title: `${m.ref}: ${m.answer === "confirmed" ? `${m.owner} confirms` : `not done by ${m.owner}`}`, text: m.answer_handling === "shared" ? [m.answer_ref, m.answer_note].filter(Boolean).join("; ") || null : null }] : []),
  ]);
};

export const sourcesOfPanels: Sources = [["risk", risks], ["cases", cases], ["cases", referrals], ["meetings", items], ["meetings", proposals], ["meetings", extracts], ["actions", actions], ["sharing", sharing], ["meetings", decisions], ["measures", markers]];
