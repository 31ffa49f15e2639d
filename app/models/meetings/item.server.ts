import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { itemInReach, meetingInReach, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow, found } from "../core/refuse.ts";
import { memberOfPanel, membersOf, panelSettings } from "../people/panel.server.ts";
import { ensureCase, panelOwner, setNext } from "../subjects/case.server.ts";
import type { Reason } from "./agenda.ts";
import { lateNumber, letIn, moved } from "./item.ts";
import { tellLead, tellOfLateItems } from "./invitation.server.ts";
import { closing, notEnded, opening, type Status, whyNotChange } from "./meeting.ts";
import { whyOver } from "./put-off.ts";
import { askReturns } from "./return-asks.server.ts";

type Meeting = Awaited<ReturnType<typeof meetingInReach>>;

export interface Listing {
  subjectId: string;
  section: string;
  minutes: number;
  leadId?: string | null;
  reasons: Reason[];
  /** The position of the proposal, null when added by hand. */
  proposed: number | null;
}

/** The meeting, when the person may build its agenda and it may still be changed. Throws NotFound, NotAllowed, NotAgreed. */
export async function meetingToBuild(ask: Ask, meetingId: string): Promise<Meeting> {
  const meeting = await meetingInReach(ask, meetingId);
  allow(may.buildAgenda(ask.who, meeting), "The chair, deputy or coordinator builds the agenda");
  agree(whyOver(meeting) ?? whyNotChange(meeting.status as Status));
  return meeting;
}

/**
 * Puts subjects on the agenda, each with its case (opened when there is none), whose next thing becomes *listed*.
 * After publishing they are marked late. Inside a commit only. Returns the items' ids. Throws NotAgreed, beside `field`, when one is listed already.
 */
export async function place(ask: Ask, happened: Happened, meeting: Meeting, listings: Listing[], field: string): Promise<string[]> {
  if (!listings.length) return [];
  const settings = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const listed = await ask.db
    .selectFrom("item").innerJoin("meeting", "meeting.id", "item.meeting_id").innerJoin("subject", "subject.id", "item.subject_id")
    .select(["subject.ref", "meeting.on_day"]).where("meeting.panel_id", "=", meeting.panel_id).where("meeting.status", "in", notEnded).where("item.withdrawn_at", "is", null)
    .where("item.subject_id", "in", listings.map((l) => l.subjectId)).executeTakeFirst();
  if (listed) throw new NotAgreed(`${listed.ref} is already listed for ${shortDay(listed.on_day)}`, field);
  const at = ask.now.toISOString();
  const late = meeting.status !== "draft";
  const items = await itemsInOrder(ask, meeting.id);
  const taken = items.map((item) => item.number);
  const fresh: { id: string; section: string; proposed: number | null }[] = [];
  for (const listing of listings) {
    const id = newId();
    const number = late ? lateNumber(taken, listing.section, settings.sections) : null;
    taken.push(number);
    await ask.db.insertInto("item").values({
      id, meeting_id: meeting.id, kind: "subject", number, section: listing.section, subject_id: listing.subjectId, position: 0, minutes: listing.minutes, lead_id: listing.leadId ?? null,
      reasons: JSON.stringify(listing.reasons), added_by_id: ask.who.id, added_at: at, late_at: late ? at : null,
    }).execute();
    const caseId = await ensureCase(ask, happened, { panelId: meeting.panel_id, subjectId: listing.subjectId, why: listing.reasons.map((r) => r.text).join("; ").slice(0, 1000) || "Listed", reviewOn: meeting.on_day });
    await setNext(ask, caseId, { kind: "listed", onDay: meeting.on_day, ownerId: await panelOwner(ask, meeting.panel_id, listing.subjectId), itemId: id });
    await ask.db.updateTable("referral").set({ meeting_id: meeting.id }).where("to_panel_id", "=", meeting.panel_id).where("subject_id", "=", listing.subjectId).where("meeting_id", "is", null).execute();
    fresh.push({ id, section: listing.section, proposed: listing.proposed });
    happened({ what: "item listed", panelId: meeting.panel_id, meetingId: meeting.id, itemId: id, subjectId: listing.subjectId });
  }
  await renumber(ask, items, letIn(items, fresh, settings.sections));
  if (late) await askReturns(ask, happened, meeting, fresh.map((f) => f.id));
  return fresh.map((f) => f.id);
}

/** A meeting's items in order, with the position of the proposal that each came from. */
export async function itemsInOrder(ask: Ask, meetingId: string) {
  return ask.db
    .selectFrom("item").leftJoin("proposal", (join) => join.onRef("proposal.meeting_id", "=", "item.meeting_id").onRef("proposal.subject_id", "=", "item.subject_id"))
    .select(["item.id", "item.section", "item.position", "item.number", "proposal.position as proposed"]).where("item.meeting_id", "=", meetingId).orderBy("item.position").execute();
}

export async function renumber(ask: Ask, before: { id: string; position: number }[], order: string[]): Promise<void> {
  const at = new Map(before.map((item) => [item.id, item.position]));
  for (const [i, id] of order.entries()) if (at.get(id) !== i + 1) await ask.db.updateTable("item").set({ position: i + 1 }).where("id", "=", id).execute();
}

export interface ByHand {
  subjectId: string;
  minutes: number;
  leadId: string | null;
  reason: string;
  /** It cannot wait for the next agenda. */
  urgent?: boolean;
}

/** Adds a subject to the agenda by hand, with a reason, also while the meeting runs. Once the agenda is published who leads it is told, and before the meeting begins the members. Returns the item's id. Throws NotAgreed when it is listed already or the panel does not discuss its kind. */
export const addByHand = (ask: Ask, meetingId: string, { subjectId, minutes, leadId, reason, urgent = false }: ByHand): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingToBuild(ask, meetingId);
    const subject = await subjectInReach(ask, subjectId);
    const { sections } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
    const section = sections.find((s) => s.kind === subject.kind);
    if (!section) throw new NotAgreed("This panel does not discuss that kind of subject", "subject");
    if (leadId) await memberOfPanel(ask, meeting.panel_id, leadId, "leadId", subject.id);
    const proposal = await ask.db.selectFrom("proposal").select(["id", "position", "reasons", "decision"]).where("meeting_id", "=", meeting.id).where("subject_id", "=", subject.id).executeTakeFirst();
    const today = dayOf(ask.now);
    const reasons: Reason[] = [{ rule: "byHand", text: `${urgent ? "Urgent, added" : "Added"} by ${ask.who.name}: ${reason}`, weight: urgent ? 5 : 2, on: today }, ...(proposal ? (JSON.parse(proposal.reasons) as Reason[]) : [])];
    const [id] = await place(ask, happened, meeting, [{ subjectId: subject.id, section: section.key, minutes, leadId, reasons, proposed: proposal?.position ?? null }], "subject");
    if (proposal) await ask.db.updateTable("proposal").set({ decision: "listed", until_on: null, decision_reason: null, decided_at: ask.now.toISOString(), decided_by_id: ask.who.id }).where("id", "=", proposal.id).execute();
    if (urgent) await ask.db.updateTable("item").set({ is_urgent: 1 }).where("id", "=", found(id)).execute();
    await tellLead(ask, meeting, leadId, subject.id, "was added");
    await tellOfLateItems(ask, meeting, [subject.id], { leadId, urgent });
    return found(id);
  });

/** Adds a standing matter, before or after the subjects. Returns the item's id. */
export const addStanding = (ask: Ask, meetingId: string, { title, minutes, after }: { title: string; minutes: number; after: boolean }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingToBuild(ask, meetingId);
    const { sections } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
    const items = await itemsInOrder(ask, meeting.id);
    const id = newId();
    const section = after ? closing : opening;
    const late = meeting.status !== "draft";
    const at = ask.now.toISOString();
    await ask.db.insertInto("item").values({ id, meeting_id: meeting.id, kind: "standing", section, title, position: 0, minutes, reasons: "[]", added_by_id: ask.who.id, added_at: at, late_at: late ? at : null, number: late ? lateNumber(items.map((i) => i.number), section, sections) : null }).execute();
    await renumber(ask, items, letIn(items, [{ id, section, proposed: null }], sections));
    happened({ what: "item listed", panelId: meeting.panel_id, meetingId: meeting.id, itemId: id });
    return id;
  });

export async function itemToChange(ask: Ask, itemId: string) {
  const item = await itemInReach(ask, itemId);
  const meeting = await meetingToBuild(ask, item.meeting_id);
  if (item.withdrawn_at) throw new NotAgreed("This item was withdrawn");
  if (item.outcome) throw new NotAgreed("This item has already been dealt with");
  return { item, meeting, late: meeting.status === "draft" ? item.late_at : ask.now.toISOString() };
}

/** Sets an item's minutes and who leads it. After publishing it is marked late, and who leads it now is told. Returns the meeting's id. */
export const planItem = (ask: Ask, itemId: string, { minutes, leadId }: { minutes: number; leadId: string | null }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { item, meeting, late } = await itemToChange(ask, itemId);
    if (minutes === item.minutes && leadId === item.lead_id) return meeting.id;
    if (leadId && leadId !== item.lead_id) await memberOfPanel(ask, meeting.panel_id, leadId, "leadId", item.subject_id);
    await ask.db.updateTable("item").set({ minutes, lead_id: leadId, late_at: late }).where("id", "=", item.id).execute();
    if (leadId !== item.lead_id) await tellLead(ask, meeting, leadId, item.subject_id, "was given to you");
    happened({ what: "item changed", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subject_id });
    return meeting.id;
  });

/** Moves an item within its section: one up, one down, or before another (`before: ""` is the end). After publishing it is marked late; its number stays. */
export const moveItem = (ask: Ask, itemId: string, to: "up" | "down" | { before: string }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { item, meeting, late } = await itemToChange(ask, itemId);
    const items = await ask.db.selectFrom("item").select(["id", "section", "position"]).where("meeting_id", "=", meeting.id).where("withdrawn_at", "is", null).orderBy("position").execute();
    const here = items.filter((i) => i.section === item.section);
    const order = moved(here.map((i) => i.id), item.id, to);
    const places = here.map((i) => i.position);
    if (order.every((id, i) => id === here[i]!.id)) return meeting.id;
    for (const [i, id] of order.entries()) await ask.db.updateTable("item").set({ position: places[i]! }).where("id", "=", id).execute();
    if (late !== item.late_at) await ask.db.updateTable("item").set({ late_at: late }).where("id", "=", item.id).execute();
    happened({ what: "item moved", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subject_id });
    return meeting.id;
  });

/** An item with what its planning forms need. Throws NotFound, NotAllowed, NotAgreed. */
export async function itemToPlan(ask: Ask, itemId: string) {
  const { item, meeting } = await itemToChange(ask, itemId);
  const subject = item.subject_id ? await ask.db.selectFrom("subject").select("ref").where("id", "=", item.subject_id).executeTakeFirst() : undefined;
  return { id: item.id, meetingId: meeting.id, meetingOn: meeting.on_day, name: subject?.ref ?? item.title ?? "", standing: item.kind === "standing", minutes: item.minutes, leadId: item.lead_id, leaders: await membersOf(ask, meeting.panel_id, item.subject_id) };
}
