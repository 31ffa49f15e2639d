import { type Ask, commit, look } from "../core/ask.server.ts";
import { itemsVisited, visitInReach } from "../core/reach.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { withoutConflicts } from "../core/who.ts";
import { entriesOf } from "../followup/entries.server.ts";
import { bookFor, choosingIn } from "../subjects/references.server.ts";
import { kindName } from "../subjects/subject.ts";
import { shortDay } from "../core/days.ts";
import { closedSessionsOf } from "./closed.server.ts";
import { blocksOf } from "./document.server.ts";
import { whyNotWrite } from "./document.ts";
import { guestState, visitStep } from "./guest.ts";
import { endsAt } from "./meeting.ts";
import { tellGuest } from "./own-time.server.ts";
import { minutesBefore } from "./planned.server.ts";
import { ownReply } from "./reply.server.ts";
import { whyNotReply } from "./reply.ts";
import { noteOpened } from "../core/opened.server.ts";
import { outcomeFacts } from "./outcome.ts";

// The page of somebody who is invited to items of a meeting without belonging to its panel. Nothing of any other item is read for it: not
// how many there are, nor where the meeting is.

/** What they find: before they have agreed to the confidentiality statement the day and the panel alone; then their own items, each as far as it has come. Throws NotFound. */
export const visitOf = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const guests = await visitInReach(ask, meetingId);
    const meeting = found(await ask.db.selectFrom("meeting").innerJoin("panel", "panel.id", "meeting.panel_id").select(["meeting.id", "meeting.panel_id", "meeting.on_day", "meeting.place", "meeting.starts_at", "meeting.status", "meeting.current_item_id", "panel.name as panel"]).where("meeting.id", "=", meetingId).executeTakeFirst());
    const rows = await itemsVisited(ask).leftJoin("subject", "subject.id", "item.subject_id").selectAll("item").select(["subject.ref", "subject.kind as subject_kind", "subject.display_name"]).where("item.meeting_id", "=", meeting.id).orderBy("item.position").execute();
    const stays = rows.length ? await ask.db.selectFrom("guest_stay").innerJoin("guest", "guest.id", "guest_stay.guest_id").select(["guest.item_id", "guest_stay.from_at", "guest_stay.to_at"]).where("guest.person_id", "=", ask.who.id).where("guest.meeting_id", "=", meeting.id).where("guest.ended_at", "is", null).orderBy("from_at").execute() : [];
    const items = [];
    for (const row of rows) {
      const guest = guests.find(({ itemId }) => itemId === row.id)!;
      await noteOpened(ask, happened, "visit opened", { panelId: meeting.panel_id, meetingId: meeting.id, itemId: row.id, subjectId: row.subject_id });
      const own = stays.filter((stay) => stay.item_id === row.id).map((stay) => ({ from: stay.from_at, to: stay.to_at }));
      const step = visitStep(meeting, { finishedAt: row.finished_at }, guestState({ signedAt: "signed", stays: own }));
      if (step === "in") await noteOpened(ask, happened, "live meeting opened", { panelId: meeting.panel_id, meetingId: meeting.id, itemId: row.id, subjectId: row.subject_id });
      items.push({
        id: row.id, title: row.display_name ?? row.title ?? "", ref: row.ref, kind: row.subject_kind ? kindName(row.subject_kind) : null, capacity: guest.capacity,
        step, stays: own, about: endsAt(meeting.starts_at, await minutesBefore(ask, meeting.id, row.position)),
        minutes: step === "in" ? await minutesNow(ask, meeting.status, row, guest.mayWrite) : null,
        agreed: row.agreed_at ? await agreedOf(ask, row) : null,
      });
    }
    const signed = guests.every((guest) => guest.signed);
    return { meeting: { id: meeting.id, panel: meeting.panel, onDay: meeting.on_day, place: signed ? meeting.place : null, status: meeting.status }, signed, reply: whyNotReply({ ...meeting, cancelled_at: null }) ? null : { given: await ownReply(ask, meeting.id) }, capacities: [...new Set(guests.map((guest) => guest.capacity))], items };
  });
export type VisitPage = Awaited<ReturnType<typeof visitOf>>;

async function minutesNow(ask: Ask, meetingStatus: string, item: { id: string; withdrawn_at: string | null }, mayWrite: boolean) {
  const document = await ask.db.selectFrom("document").selectAll().where("item_id", "=", item.id).where("handling", "=", "shared").executeTakeFirst();
  if (!document) return null;
  const closed = whyNotWrite({ meetingStatus, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: document.quarantined_at });
  return { documentId: document.id, closed, mayWrite, blocks: await blocksOf(ask.db, document) };
}

/** What was agreed under an item, as who was invited to it is told: what came of it, who does what by when, what is shared with whom (practice.md §4.2). Nobody else's reference. */
async function agreedOf(ask: Ask, row: { id: string; meeting_id: string; subject_id: string | null; outcome: string | null; outcome_at: string | null; outcome_note: string | null; outcome_until_on: string | null; cover: string | null; closed_reason: string | null; support_continues: string | null; would_bring_back: string | null }) {
  const openly = await recordedOpenly(ask, row.id);
  const entries = (await entriesOf(ask, [row.id])).filter((entry) => entry.agreedAt && openly(entry.id));
  const fact = (entry: (typeof entries)[number], name: string) => entry.facts.find(([key]) => key === name)?.[1] ?? "";
  // Of what was said of it in closed session nothing but what came of it.
  const said = row.outcome_at === null || !(await wasClosedAt(ask, row.id))(row.outcome_at);
  const outcome = row.outcome ? outcomeFacts({ outcome: row.outcome, note: said ? row.outcome_note : null, untilOn: row.outcome_until_on, panel: null, cover: said ? row.cover : null, closedReason: row.closed_reason, supportContinues: said ? row.support_continues : null, wouldBringBack: said ? row.would_bring_back : null }, shortDay) : [];
  const listed = await ask.db.selectFrom("item").select("subject_id").distinct().where("meeting_id", "=", row.meeting_id).where("subject_id", "is not", null).execute();
  // Other subjects stand by reference, as in an extract; of a conflict of interest not even that.
  const book = await bookFor(ask, [...listed.flatMap((one) => one.subject_id ?? []), ...ask.who.conflicts.map((one) => one.subjectId)], [...entries.flatMap((entry) => [entry.title, fact(entry, "What")]), ...outcome.map(([, words]) => words)]);
  const rewrite = (await choosingIn(ask, book, [row.id]))(row.id);
  const own = (text: string) => withoutConflicts(ask.who, row.subject_id ? rewrite(text, row.subject_id) : rewrite(text));
  return {
    outcome: outcome.map(([name, words]): [string, string] => [name, own(words)]),
    actions: entries.filter((entry) => entry.kind === "action").map((entry) => ({ id: entry.id, what: own(entry.title), owner: fact(entry, "Owner"), due: entry.dueOn })),
    sharing: entries.filter((entry) => entry.kind === "sharing").map((entry) => ({ id: entry.id, decision: own(entry.title), what: own(fact(entry, "What")) })),
  };
}

/** Whether an item was in closed session at an instant. */
async function wasClosedAt(ask: Ask, itemId: string): Promise<(at: string) => boolean> {
  const sessions = (await closedSessionsOf(ask, [itemId])).get(itemId) ?? [];
  return (at) => sessions.some(({ from, to }) => at >= from && (to === null || at <= to));
}

/** Which entries of an item were neither recorded nor worded anew in a closed session of it: the panel reads those too, who was invited does not. */
async function recordedOpenly(ask: Ask, itemId: string): Promise<(entryId: string) => boolean> {
  const wasClosed = await wasClosedAt(ask, itemId);
  const rows = [...(await ask.db.selectFrom("action").select(["id", "recorded_at"]).where("item_id", "=", itemId).execute()), ...(await ask.db.selectFrom("sharing").select(["id", "recorded_at"]).where("item_id", "=", itemId).execute())];
  const amended = await ask.db.selectFrom("news").select(["action_id", "detail", "at"]).where("item_id", "=", itemId).where("what", "in", ["action amended", "sharing decision amended"]).execute();
  const closed = new Set([...rows.filter((row) => wasClosed(row.recorded_at)).map((row) => row.id), ...amended.filter((row) => wasClosed(row.at)).flatMap((row) => [row.action_id, row.detail])]);
  return (entryId) => !closed.has(entryId);
}

/** Agrees to the confidentiality statement, for all of the person's items of the meeting. Twice changes nothing. Throws NotFound, NotAgreed beside the field. */
export const signStatement = (ask: Ask, meetingId: string, agrees: boolean): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const guests = (await visitInReach(ask, meetingId)).filter((guest) => !guest.signed);
    if (!guests.length) return;
    if (!agrees) throw new NotAgreed("Tick the box to agree: nothing shows before", "agrees");
    await ask.db.updateTable("guest").set({ signed_at: ask.now.toISOString() }).where("id", "in", guests.map((guest) => guest.id)).where("signed_at", "is", null).execute();
    await tellGuest(ask, meetingId, ask.who.id);
    for (const guest of guests) happened({ what: "statement signed", panelId: guest.panelId, meetingId, itemId: guest.itemId, detail: ask.who.id });
  });

/** The meetings to which the person is invited, soonest first: where they stand in for a member, and where items are theirs. */
export async function invitationsOf(ask: Ask) {
  const ids = [...new Set(ask.who.guests.map((guest) => guest.meetingId))];
  const visits = [];
  for (const id of ids) {
    const deputy = ask.who.guests.some((guest) => guest.meetingId === id && guest.capacity === "deputy");
    if (!deputy && !(await visitInReach(ask, id).catch(() => null))) continue;
    visits.push({ ...(await ask.db.selectFrom("meeting").innerJoin("panel", "panel.id", "meeting.panel_id").select(["meeting.id", "meeting.on_day as onDay", "meeting.status", "panel.name as panel"]).where("meeting.id", "=", id).executeTakeFirstOrThrow()), deputy });
  }
  return visits.sort((a, b) => a.onDay.localeCompare(b.onDay));
}
