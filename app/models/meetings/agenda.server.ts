import { may, ofMeeting } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { clearOfConflict, notClosed } from "../core/reach.server.ts";
import { hasConflict } from "../core/who.ts";
import { allow, agree, NotAgreed, NotFound } from "../core/refuse.ts";
import { membersOf, panelSettings } from "../people/panel.server.ts";
import { ownNotesOn } from "../subjects/own-note.server.ts";
import { reachedOf } from "../subjects/reached.server.ts";
import type { Kind } from "../subjects/subject.ts";
import { clearReasons, readerOf, reasonsFor } from "./agenda.ts";
import { tellMembers } from "./invitation.server.ts";
import { meetingToBuild } from "./item.server.ts";
import { numbersOf } from "./item.ts";
import { meetingWithPanel } from "./meeting.server.ts";
import { plannedOf, whyNotPublish, type Status } from "./meeting.ts";
import { tellGuests } from "./own-time.server.ts";
import { clockOf } from "./timetable.ts";
import { datesOf, scheduleOf } from "./schedule.server.ts";
import { timetableOf } from "./timetable.server.ts";
import { previewAgenda } from "./proposal.server.ts";
import { type Decision, bornBy } from "./proposal.ts";
import { askReturns } from "./return-asks.server.ts";

/** Publishes the agenda: it is frozen, its items get their numbers, and members see it. Throws NotAgreed while a proposal is undecided. */
export const publishAgenda = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingToBuild(ask, meetingId);
    allow(may.publishAgenda(ask.who, meeting), "The chair, deputy or coordinator publishes the agenda");
    const undecided = (await ask.db.selectFrom("proposal").select("subject_id").where("meeting_id", "=", meeting.id).where("decision", "is", null).execute()).map((row) => row.subject_id);
    const others = undecided.filter((id) => hasConflict(ask.who, id)).length;
    if (others && others === undecided.length) throw new NotAgreed("Somebody else who prepares this panel must publish this agenda");
    const items = await ask.db.selectFrom("item").select(["id", "section", "subject_id", "is_break"]).where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).orderBy("position").execute();
    agree(whyNotPublish(meeting.status as Status, undecided.length - others, items.filter((i) => i.subject_id).length));
    const { sections } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
    for (const [id, number] of numbersOf(items.filter((item) => !item.is_break), sections)) await ask.db.updateTable("item").set({ number }).where("id", "=", id).execute();
    await ask.db.updateTable("meeting").set({ status: "published", published_at: ask.now.toISOString(), published_by_id: ask.who.id }).where("id", "=", meeting.id).execute();
    await tellMembers(ask, meeting.id, "published");
    await tellGuests(ask, meeting.id);
    happened({ what: "agenda published", panelId: meeting.panel_id, meetingId: meeting.id });
    await askReturns(ask, happened, meeting);
  });

/** The items of a meeting in order, with what a reader of its agenda needs. Withdrawn ones are left out, and what is in closed session without the reader. */
export async function itemsOf(ask: Ask, meeting: { id: string; panel_id: string }) {
  const rows = await ask.db
    .selectFrom("item").leftJoin("subject", "subject.id", "item.subject_id").leftJoin("person", "person.id", "item.lead_id").leftJoin("agency", "agency.id", "person.agency_id")
    .leftJoin("risk", (join) => join.onRef("risk.subject_id", "=", "item.subject_id").on("risk.panel_id", "=", meeting.panel_id).on("risk.ended_on", "is", null).on("risk.superseded_at", "is", null).on("risk.agreed_at", "is not", null))
    .select(["item.id", "item.kind", "item.number", "item.section", "item.title", "item.subject_id", "item.position", "item.minutes", "item.lead_id", "item.reasons", "item.late_at", "item.is_break", "item.is_urgent", "item.outcome",
      "subject.ref", "subject.kind as subject_kind", "subject.display_name", "subject.born_on", "person.name as lead", "agency.name as lead_agency", "risk.level", "risk.rank", "risk.decided_on"])
    .where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).where(clearOfConflict(ask.who, "item.subject_id")).where(notClosed(ask.who)).orderBy("item.position").execute();
  // The item stays with the panel; whose reach of the subject has ended reads its reference, and nothing else of it.
  const known = await reachedOf(ask, rows.map((row) => row.subject_id));
  const seen = new Set<string>();
  const reader = readerOf(ask.who, meeting.panel_id, rows);
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id)).map((row) => ({
    id: row.id, standing: row.kind === "standing", number: row.number, section: row.section, title: row.title, minutes: row.minutes, leadId: row.lead_id, lead: row.lead, leadAgency: row.lead_agency,
    reasons: reasonsFor(reader, row.reasons), lateAt: row.late_at, isBreak: row.is_break === 1, urgent: row.is_urgent === 1, outcome: row.outcome,
    subject: row.subject_id ? { id: row.subject_id, ref: row.ref!, kind: row.subject_kind as Kind, name: known.has(row.subject_id) ? row.display_name! : row.ref!, bornOn: known.has(row.subject_id) ? row.born_on : null } : null,
    risk: row.level && known.has(row.subject_id!) ? { level: row.level, rank: row.rank!, since: row.decided_on! } : null,
  }));
}

export type AgendaItem = Awaited<ReturnType<typeof itemsOf>>[number];

/** What was considered for a meeting and not taken: deferred, declined, or withdrawn after listing; each with who, when and why. */
export async function notTakenOf(ask: Ask, { id: meetingId, panel_id }: { id: string; panel_id: string }) {
  const decided = await ask.db
    .selectFrom("proposal").innerJoin("subject", "subject.id", "proposal.subject_id").leftJoin("person", "person.id", "proposal.decided_by_id")
    .select(["proposal.id", "proposal.decision", "proposal.until_on", "proposal.decision_reason", "proposal.decided_at", "proposal.reasons", "subject.id as subject_id", "subject.ref", "subject.display_name", "person.name as by"])
    .where("proposal.meeting_id", "=", meetingId).where("proposal.decision", "in", ["deferred", "declined"]).where(clearOfConflict(ask.who, "proposal.subject_id")).orderBy("proposal.position").execute();
  const withdrawn = await ask.db
    .selectFrom("item").leftJoin("subject", "subject.id", "item.subject_id").leftJoin("person", "person.id", "item.withdrawn_by_id")
    .select(["item.id", "item.withdrawn_at", "item.withdrawn_reason", "item.withdrawn_as", "item.deferred_to", "item.number", "item.title", "item.reasons", "subject.id as subject_id", "subject.ref", "subject.display_name", "person.name as by"])
    .where("item.meeting_id", "=", meetingId).where("item.withdrawn_at", "is not", null).where(clearOfConflict(ask.who, "item.subject_id")).orderBy("item.withdrawn_at").execute();
  const known = await reachedOf(ask, [...decided, ...withdrawn].map((one) => one.subject_id));
  const reader = readerOf(ask.who, panel_id, [...known.values()].map(({ id, ref }) => ({ subject_id: id, ref })));
  return [
    ...decided.map((p) => ({ id: p.id, proposalId: p.id as string | null, what: p.decision as Exclude<Decision, "listed">, until: p.until_on, why: p.decision_reason ?? "", at: p.decided_at!, by: p.by, reasons: reasonsFor(reader, p.reasons), subject: { id: p.subject_id, ref: p.ref, name: known.has(p.subject_id) ? p.display_name : p.ref }, title: null as string | null })),
    ...withdrawn.map((i) => ({ id: i.id, proposalId: null, what: i.withdrawn_as === "deferred" ? ("deferred" as const) : ("withdrawn" as const), until: i.deferred_to, why: i.withdrawn_reason ?? "", at: i.withdrawn_at!, by: i.by, reasons: reasonsFor(reader, i.reasons), subject: i.subject_id ? { id: i.subject_id, ref: i.ref!, name: known.has(i.subject_id) ? i.display_name! : i.ref! } : null, title: i.title })),
  ];
}

/** The references that stand on an agenda, as its opening is noted with them. */
const refsOf = (...all: { subject: { ref: string } | null }[][]): string | null => listedRefs(all.flat().flatMap((one) => one.subject?.ref ?? []));

/** The agenda as members read it, its opening kept in the audit. Items are null while it is a draft. Throws NotFound. */
export const readAgenda = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const { meeting, panel, settings, chair } = await meetingWithPanel(ask, meetingId);
    const build = may.buildAgenda(ask.who, meeting);
    if (!may.readAgenda(ask.who, ofMeeting(meeting))) throw new NotFound();
    const drafted = meeting.status === "draft";
    const items = drafted ? null : await itemsOf(ask, meeting);
    // Of one that was cancelled after its agenda was out stays on show what stood on it.
    const notTaken = meeting.published_at || !drafted ? await notTakenOf(ask, meeting) : [];
    if (items || notTaken.length) happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId, detail: refsOf(items ?? [], notTaken) });
    return {
      meeting, panel, sections: settings.sections, chair, items, notTaken, planned: plannedOf(items ?? [], meeting.minutes_long), mayBuild: build, mayBrief: may.readBrief(ask.who, meeting), ownNotes: await ownNotesOn(ask, { itemIds: (items ?? []).map((item) => item.id), subjectIds: (items ?? []).map((item) => item.subject?.id ?? null) }),
      times: Object.fromEntries(clockOf(meeting.starts_at, items ?? [])), ...(await scheduleOf(ask, meeting, settings)),
    };
  });

/**
 * The agenda while it is built: items, proposals still to decide, what was not taken, who turned 18. Opening it is kept in the audit.
 * With `on`, or before a proposal was made, also what the rules would propose as of that day: nothing of that is stored.
 */
export const buildAgenda = (ask: Ask, meetingId: string, on: Day | null) =>
  look(ask, async (ask, happened) => {
    const { meeting, panel, settings } = await meetingWithPanel(ask, meetingId);
    allow(may.seeDraftAgenda(ask.who, meeting), "The chair, deputy or coordinator builds the agenda");
    const items = await itemsOf(ask, meeting);
    const pending = await ask.db
      .selectFrom("proposal").innerJoin("subject", "subject.id", "proposal.subject_id")
      .leftJoin("risk", (join) => join.onRef("risk.subject_id", "=", "proposal.subject_id").on("risk.panel_id", "=", meeting.panel_id).on("risk.ended_on", "is", null).on("risk.superseded_at", "is", null).on("risk.agreed_at", "is not", null))
      .select(["proposal.id", "proposal.section", "proposal.minutes", "proposal.reasons", "subject.id as subject_id", "subject.ref", "subject.kind", "subject.display_name", "subject.born_on", "risk.level", "risk.rank", "risk.decided_on"])
      .where("proposal.meeting_id", "=", meeting.id).where("proposal.decision", "is", null).where(clearOfConflict(ask.who, "proposal.subject_id")).orderBy("proposal.position").execute();
    const preview = on || !meeting.proposed_at ? await previewNamed(ask, meeting, on ?? dayOf(ask.now)) : null;
    const notTaken = await notTakenOf(ask, meeting);
    const turned18 = preview?.turned18 ?? (await turned18Of(ask, meeting));
    happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId, detail: refsOf(items, notTaken, pending.map((p) => ({ subject: p })), preview?.proposed ?? [], turned18.map((one) => ({ subject: one }))) });
    return {
      meeting, panel, sections: settings.sections, items, preview, notTaken, planned: plannedOf(items, meeting.minutes_long),
      pending: pending.map((p) => ({
        id: p.id, section: p.section, minutes: p.minutes, reasons: reasonsFor(ask.who, p.reasons),
        subject: { id: p.subject_id, ref: p.ref, kind: p.kind as Kind, name: p.display_name, bornOn: p.born_on }, risk: p.level ? { level: p.level, rank: p.rank!, since: p.decided_on! } : null,
      })),
      turned18, times: Object.fromEntries(clockOf(meeting.starts_at, items)), ...(await timetableOf(ask, meeting, settings, items)), dates: await datesOf(ask, meeting, settings),
      leaders: await membersOf(ask, meeting.panel_id),
    };
  });

async function previewNamed(ask: Ask, meeting: { id: string; panel_id: string; on_day: Day }, on: Day) {
  const all = await previewAgenda(ask, meeting, on);
  const reached = (one: { subjectId: string }) => !hasConflict(ask.who, one.subjectId);
  const [proposed, turned18] = [all.proposed.filter(reached), all.turned18.filter(reached)];
  const ids = [...proposed, ...turned18].map((p) => p.subjectId);
  const names = new Map((ids.length ? await ask.db.selectFrom("subject").select(["id", "display_name", "born_on", "kind"]).where("id", "in", ids).execute() : []).map((s) => [s.id, s]));
  return {
    on,
    proposed: proposed.map((p) => ({ section: p.section, minutes: p.minutes, reasons: clearReasons(ask.who, p.reasons), risk: p.risk, subject: { id: p.subjectId, ref: p.ref, kind: names.get(p.subjectId)!.kind as Kind, name: names.get(p.subjectId)!.display_name, bornOn: names.get(p.subjectId)!.born_on } })),
    turned18: turned18.map((t) => ({ ...t, name: names.get(t.subjectId)!.display_name })),
  };
}

/** Children whose case with the panel is open and who are 18 by the meeting: each needs an adult pathway named, and a closing. */
async function turned18Of(ask: Ask, meeting: { panel_id: string; on_day: Day }) {
  const rows = await ask.db
    .selectFrom("panel_case").innerJoin("subject", "subject.id", "panel_case.subject_id").select(["subject.id", "subject.ref", "subject.display_name", "subject.born_on"])
    .where("panel_case.panel_id", "=", meeting.panel_id).where("panel_case.closed_on", "is", null).where("subject.kind", "=", "child").where("subject.born_on", "<=", bornBy(meeting.on_day)).where(clearOfConflict(ask.who, "subject.id")).orderBy("subject.born_on").execute();
  return rows.map((row) => ({ subjectId: row.id, ref: row.ref, bornOn: row.born_on!, name: row.display_name }));
}

