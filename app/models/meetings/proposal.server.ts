import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { addDays, type Day, dayOf } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { clearOfConflict, meetingInReach, meetingsInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, agree, allow, found } from "../core/refuse.ts";
import { hasConflict } from "../core/who.ts";
import { panelSettings } from "../people/panel.server.ts";
import { openCaseOf, panelOwner, setNext } from "../subjects/case.server.ts";
import type { Reason } from "./agenda.ts";
import { loadFacts } from "./facts.server.ts";
import { meetingToBuild, place } from "./item.server.ts";
import { tellOfLateItems } from "./invitation.server.ts";
import { lastMeetingBefore } from "./meeting.server.ts";
import { whyNotDefer, whyNotReview } from "./proposal.ts";
import { propose, type Proposal } from "./propose.ts";

/** What the panel's rules propose for a meeting as of a day: stores nothing and gives nobody reach. For those who prepare the panel. */
export async function previewAgenda(ask: Ask, meeting: { id: string; panel_id: string; on_day: Day }, asOf: Day): Promise<Proposal> {
  allow(may.seeDraftAgenda(ask.who, meeting));
  const settings = await panelSettings(ask, meeting.panel_id, asOf);
  // One that was held that day counts: the next agenda may be proposed in the afternoon of the meeting before.
  const last = await lastMeetingBefore(ask, meeting.panel_id, meeting.on_day <= asOf ? meeting.on_day : addDays(asOf, 1));
  const when = { asOf, meetingOn: meeting.on_day, lastMeetingOn: last?.on_day ?? null };
  return propose(settings.rules, settings.sections, await loadFacts(ask, meeting, settings, when, last?.id ?? null), when);
}

/** Stores what the rules propose today: new subjects join, those still undecided get their reasons afresh, what was decided stays. Returns how many are new. */
export const proposeAgenda = (ask: Ask, meetingId: string): Promise<number> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingToBuild(ask, meetingId);
    const { proposed } = await previewAgenda(ask, meeting, dayOf(ask.now));
    const at = ask.now.toISOString();
    const known = new Map((await ask.db.selectFrom("proposal").select(["id", "subject_id", "decision"]).where("meeting_id", "=", meeting.id).execute()).map((p) => [p.subject_id, p]));
    const listed = new Set((await ask.db.selectFrom("item").select("subject_id").where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).execute()).map((i) => i.subject_id));
    const fresh = proposed.map((p, i) => ({ ...p, position: i + 1 })).filter((p) => !known.has(p.subjectId) && !listed.has(p.subjectId));
    for (const [i, p] of proposed.entries()) {
      const before = known.get(p.subjectId);
      if (before && !before.decision) await ask.db.updateTable("proposal").set({ position: i + 1, reasons: JSON.stringify(p.reasons), minutes: p.minutes, proposed_at: at }).where("id", "=", before.id).execute();
    }
    const rows = fresh.map((p) => ({ id: newId(), meeting_id: meeting.id, subject_id: p.subjectId, section: p.section, position: p.position, minutes: p.minutes, reasons: JSON.stringify(p.reasons), proposed_at: at }));
    for (let i = 0; i < rows.length; i += 100) await ask.db.insertInto("proposal").values(rows.slice(i, i + 100)).execute();
    await ask.db.updateTable("meeting").set({ proposed_at: at }).where("id", "=", meeting.id).execute();
    happened({ what: "agenda proposed", panelId: meeting.panel_id, meetingId: meeting.id });
    // How many there are that this person may not know of is not said either.
    return rows.filter((row) => !hasConflict(ask.who, row.subject_id)).length;
  });

/** A stored proposal with its meeting, when the person may decide on it. */
async function proposalToDecide(ask: Ask, proposalId: string) {
  const proposal = found(await ask.db.selectFrom("proposal").selectAll().where("id", "=", proposalId).where("meeting_id", "in", meetingsInReach(ask).select("meeting.id")).where(clearOfConflict(ask.who, "proposal.subject_id")).executeTakeFirst());
  const meeting = await meetingToBuild(ask, proposal.meeting_id);
  if (proposal.decision === "listed" && (await isListed(ask, proposal))) throw new NotAgreed("This subject is already listed");
  return { proposal, meeting };
}

/** The open case that a decision must leave with a review. One that is listed for another meeting keeps that as its next thing. */
async function caseToReview(ask: Ask, panelId: string, subjectId: string) {
  const open = await openCaseOf(ask, panelId, subjectId);
  const listed = open && (await ask.db.selectFrom("case_next").select("id").where("case_id", "=", open.id).where("ended_at", "is", null).where("kind", "=", "listed").executeTakeFirst());
  return listed ? undefined : open;
}

const isListed = async (ask: Ask, { meeting_id, subject_id }: { meeting_id: string; subject_id: string }): Promise<boolean> =>
  Boolean(await ask.db.selectFrom("item").select("id").where("meeting_id", "=", meeting_id).where("subject_id", "=", subject_id).where("withdrawn_at", "is", null).executeTakeFirst());

/** Lists a proposed subject: on the agenda, with all its reasons. Returns the item's id. */
export const listProposal = async (ask: Ask, proposalId: string): Promise<string> => found((await listProposals(ask, [proposalId]))[0]);

/** Lists several proposed subjects of one meeting at once. Returns the items' ids. */
export const listProposals = (ask: Ask, proposalIds: string[]): Promise<string[]> =>
  commit(ask, async (ask, happened) => {
    const decided = [];
    for (const id of new Set(proposalIds)) decided.push(await proposalToDecide(ask, id));
    const meeting = decided[0]?.meeting;
    if (!meeting) throw new NotAgreed("Tick at least one subject", "proposals");
    if (decided.some((d) => d.meeting.id !== meeting.id)) throw new NotAgreed("Those are of several meetings");
    const listings = decided.map(({ proposal: p }) => ({ subjectId: p.subject_id, section: p.section, minutes: p.minutes, reasons: JSON.parse(p.reasons) as Reason[], proposed: p.position }));
    const ids = await place(ask, happened, meeting, listings, "proposals");
    await tellOfLateItems(ask, meeting, listings.map((one) => one.subjectId));
    await ask.db.updateTable("proposal").set({ decision: "listed", until_on: null, decision_reason: null, decided_at: ask.now.toISOString(), decided_by_id: ask.who.id }).where("id", "in", decided.map((d) => d.proposal.id)).execute();
    return ids;
  });

/** Defers a proposed subject to a later day, with the reason. Its open case is left with a review on that day. */
export const deferProposal = (ask: Ask, proposalId: string, { until, reason }: { until: Day; reason: string }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { proposal, meeting } = await proposalToDecide(ask, proposalId);
    agree(whyNotDefer(until, dayOf(ask.now), meeting.on_day), "until");
    await ask.db.updateTable("proposal").set({ decision: "deferred", until_on: until, decision_reason: reason, decided_at: ask.now.toISOString(), decided_by_id: ask.who.id }).where("id", "=", proposal.id).execute();
    const open = await caseToReview(ask, meeting.panel_id, proposal.subject_id);
    if (open) await setNext(ask, open.id, { kind: "review", onDay: until, ownerId: await panelOwner(ask, meeting.panel_id, proposal.subject_id), why: reason });
    happened({ what: "item deferred", panelId: meeting.panel_id, meetingId: meeting.id, subjectId: proposal.subject_id, detail: proposal.id });
  });

/** Declines a proposed subject, with the reason. An open case needs the day of its next review. */
export const declineProposal = (ask: Ask, proposalId: string, { reason, reviewOn }: { reason: string; reviewOn?: Day | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { proposal, meeting } = await proposalToDecide(ask, proposalId);
    const open = await caseToReview(ask, meeting.panel_id, proposal.subject_id);
    if (open) {
      agree(whyNotReview(reviewOn ?? null, dayOf(ask.now)), "reviewOn");
      await setNext(ask, open.id, { kind: "review", onDay: reviewOn!, ownerId: await panelOwner(ask, meeting.panel_id, proposal.subject_id), why: reason });
    }
    await ask.db.updateTable("proposal").set({ decision: "declined", until_on: open ? reviewOn! : null, decision_reason: reason, decided_at: ask.now.toISOString(), decided_by_id: ask.who.id }).where("id", "=", proposal.id).execute();
    await ask.db.updateTable("referral").set({ meeting_id: meeting.id }).where("to_panel_id", "=", meeting.panel_id).where("subject_id", "=", proposal.subject_id).where("meeting_id", "is", null).execute();
    happened({ what: "item declined", panelId: meeting.panel_id, meetingId: meeting.id, subjectId: proposal.subject_id, detail: proposal.id });
  });

/** The stored proposals of a meeting whose ids begin so, for those who build its agenda. Throws NotFound when one is not there. */
export async function proposalsNamed(ask: Ask, meetingId: string, starts: string[]) {
  const meeting = await meetingInReach(ask, meetingId);
  allow(may.buildAgenda(ask.who, meeting), "The chair, deputy or coordinator builds the agenda");
  const rows = await ask.db
    .selectFrom("proposal").innerJoin("subject", "subject.id", "proposal.subject_id").leftJoin("panel_case", (join) => join.onRef("panel_case.subject_id", "=", "subject.id").on("panel_case.panel_id", "=", meeting.panel_id).on("panel_case.closed_on", "is", null))
    .select(["proposal.id", "proposal.reasons", "subject.id as subject_id", "subject.ref", "subject.display_name", "panel_case.id as case_id"]).where("proposal.meeting_id", "=", meeting.id).where(clearOfConflict(ask.who, "proposal.subject_id")).orderBy("proposal.position").execute();
  const wanted = rows.filter((row) => starts.some((start) => start.length >= 8 && row.id.startsWith(start)));
  if (wanted.length < new Set(starts).size) throw new NotFound();
  return wanted;
}

/** The proposals of a meeting that are still to decide. */
export const pendingOf = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.buildAgenda(ask.who, meeting), "The chair, deputy or coordinator builds the agenda");
    const rows = await ask.db.selectFrom("proposal").innerJoin("subject", "subject.id", "proposal.subject_id").select(["proposal.id", "subject.ref", "subject.display_name"])
      .where("proposal.meeting_id", "=", meeting.id).where("proposal.decision", "is", null).where(clearOfConflict(ask.who, "proposal.subject_id")).orderBy("proposal.position").execute();
    happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(rows.map((row) => row.ref)) });
    return rows;
  });

/** Proposals as the form shows on which somebody decides. Noted as opened. Throws NotFound, NotAllowed. */
export const proposalsShown = (ask: Ask, meetingId: string, starts: string[]) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const rows = await proposalsNamed(ask, meetingId, starts);
    if (rows.length) happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(rows.map((row) => row.ref)) });
    return rows;
  });
