import { may, mayOpenMinutes, ofMeeting } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { itemsAdmittedTo, itemsInReach, itemsVisited, meetingInReach } from "../core/reach.server.ts";
import { noteOpened } from "../core/opened.server.ts";
import { entriesOf } from "../followup/entries.server.ts";
import { panelSettings } from "../people/panel.server.ts";
import { whoIs } from "../people/person.server.ts";
import { readerOf, reasonsFor } from "./agenda.ts";
import { paceOf } from "./conducting.server.ts";
import { blocksOf } from "./document.server.ts";
import { handsUp } from "./hand.server.ts";
import { presenceAt } from "./here.server.ts";
import { nextStep, progressOf } from "./running.ts";
import { common, countsHere, everything, least, nothing, type Sight } from "./shared.ts";
import { turnsOf } from "./turns.server.ts";

// What may stand on a screen that everybody in the room sees. How much is asked of every person present, as if each asked themselves: reach,
// conflicts of interest, closed sessions and invitations are theirs.

type Meeting = Awaited<ReturnType<typeof meetingInReach>>;

/** Everybody who counts as present, and whoever asks: whose page is open or whose line only broke, who is let in, and who was ticked as present without ever having had the page open. */
async function everybody(ask: Ask, meeting: Meeting): Promise<Ask[]> {
  const presence = await presenceAt(ask, meeting.id);
  const ticked = await ask.db.selectFrom("attendance").select("person_id").where("meeting_id", "=", meeting.id).where("status", "in", ["present", "deputy"]).execute();
  const inside = await ask.db.selectFrom("guest").innerJoin("guest_stay", "guest_stay.guest_id", "guest.id").select("guest.person_id").where("guest.meeting_id", "=", meeting.id).where("guest_stay.to_at", "is", null).execute();
  const ids = new Set([
    ...presence.filter((one) => countsHere(one, ask.now)).map((one) => one.personId), ...inside.map((row) => row.person_id),
    ...ticked.map((row) => row.person_id).filter((id) => !presence.some((one) => one.personId === id)),
  ]);
  ids.delete(ask.who.id);
  const asks = [ask];
  for (const id of ids) {
    const who = await whoIs(ask, id);
    // Somebody of whom nothing is known may read nothing.
    asks.push({ ...ask, who: who ?? { ...ask.who, id, memberships: [], guests: [] } });
  }
  return asks;
}

/** How much of an item this person may see. */
async function sightOf(ask: Ask, item: { id: string; subject_id: string | null }, meeting: Meeting): Promise<Sight> {
  if (await itemsInReach(ask).select("item.id").where("item.id", "=", item.id).executeTakeFirst()) {
    const minutes = mayOpenMinutes(ask.who, { ...ofMeeting(meeting), handling: "shared" });
    return { ...everything, minutes, entries: may.recordEntry(ask.who, ofMeeting(meeting)) };
  }
  if (!(await itemsVisited(ask).select("item.id").where("item.id", "=", item.id).executeTakeFirst())) return nothing;
  // Somebody invited reads the minutes while they are let in; why it is listed, and what is recorded, is the panel's.
  const admitted = await itemsAdmittedTo(ask).select("item.id").where("item.id", "=", item.id).executeTakeFirst();
  return { item: true, name: true, reasons: false, minutes: admitted !== undefined, entries: false };
}

async function itemNow(ask: Ask, meeting: Meeting) {
  if (meeting.status !== "live" || !meeting.current_item_id) return null;
  return (await itemsInReach(ask).leftJoin("subject", "subject.id", "item.subject_id").selectAll("item").select(["subject.ref", "subject.display_name"]).where("item.id", "=", meeting.current_item_id).executeTakeFirst()) ?? null;
}

async function headOf(ask: Ask, meeting: Meeting) {
  const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
  return { id: meeting.id, name: `${panel.name} ${meeting.number}`, status: meeting.status };
}

const sectionOf = async (ask: Ask, meeting: Meeting, key: string): Promise<string> => (await panelSettings(ask, meeting.panel_id, meeting.on_day)).sections.find((one) => one.key === key)?.name ?? "Meeting";

/** The item in hand for a shared screen: as much as everybody present may read. What is shown is noted as read. Throws NotFound when the meeting is out of reach. */
export const sharedScreen = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const present = await everybody(ask, meeting);
    const item = await itemNow(ask, meeting);
    const sights = item ? await Promise.all(present.map((one) => sightOf(one, item, meeting))) : [];
    const sight = least(sights);
    const isClosed = item ? (await ask.db.selectFrom("closed_session").select("id").where("item_id", "=", item.id).where("to_at", "is", null).executeTakeFirst()) !== undefined : false;
    await noteOpened(ask, happened, "shared screen opened", { panelId: meeting.panel_id, meetingId: meeting.id, ...(item && sight.item ? { itemId: item.id, subjectId: item.subject_id } : { detail: meeting.id }) });
    if (!item || !sight.item) return { now: ask.now.toISOString(), meeting: await headOf(ask, meeting), item: null, part: "none" as const };
    const document = sight.minutes && !isClosed ? await ask.db.selectFrom("document").selectAll().where("item_id", "=", item.id).where("handling", "=", "shared").executeTakeFirst() : undefined;
    const listed = await ask.db.selectFrom("item").innerJoin("subject", "subject.id", "item.subject_id").select(["item.subject_id", "subject.ref"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).execute();
    const reasons = sight.reasons && !isClosed ? common(present.map((one) => reasonsFor(readerOf(one.who, meeting.panel_id, listed), item.reasons).map((reason) => reason.text)), (text) => text) : [];
    const entries = sight.entries && !isClosed ? common(await Promise.all(present.map((one) => entriesOf(one, [item.id]))), (entry) => entry.id) : [];
    return {
      now: ask.now.toISOString(), meeting: await headOf(ask, meeting), part: isClosed ? ("closed" as const) : sight.minutes && sight.entries && sight.reasons ? ("all" as const) : ("some" as const),
      item: {
        id: item.id, number: item.number, section: await sectionOf(ask, meeting, item.section), title: item.subject_id ? (sight.name && !isClosed ? item.display_name : null) : item.title, ref: sight.name && !isClosed ? item.ref : null, minutes: item.minutes,
        reasons, blocks: document ? await blocksOf(ask.db, document) : null, entries: entries.map(({ kind, id, ref, title, facts }) => ({ kind, id, ref, title, facts: facts.filter(([name]) => name === "Owner" || name === "Due" || name === "Next review" || name === "What") })),
        shows: { name: sight.name && !isClosed, minutes: sight.minutes && !isClosed, entries: sight.entries && !isClosed },
      },
    };
  });
export type SharedScreen = Awaited<ReturnType<typeof sharedScreen>>;

/** The wall's view: where the meeting is, by number alone, how its time stands, and hands by agency. No name and no reference of anybody. Throws NotFound when the meeting is out of reach. */
export const roomView = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    await noteOpened(ask, happened, "room opened", { panelId: meeting.panel_id, meetingId: meeting.id, detail: meeting.id });
    // Of members and deputies; who is invited knows of one item, and of the next nothing is said by its number.
    const present = await everybody(ask, meeting);
    const panel = present.filter((one) => one === ask || may.readAgenda(one.who, ofMeeting(meeting)));
    const lists = await Promise.all(panel.map((one) => itemsInReach(one).select(["item.id", "item.number", "item.section", "item.minutes", "item.started_at", "item.finished_at"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute()));
    const currentId = meeting.status === "live" ? meeting.current_item_id : null;
    const steps = common(lists, (row) => row.id).map((row) => ({ id: row.id, number: row.number, minutes: row.minutes, section: row.section, startedAt: row.started_at, finishedAt: row.finished_at, progress: progressOf({ id: row.id, startedAt: row.started_at, finishedAt: row.finished_at }, currentId) }));
    const current = steps.find((step) => step.id === currentId);
    const next = meeting.status === "live" ? nextStep(steps, currentId) : null;
    return {
      meeting: await headOf(ask, meeting), current: current ? { number: current.number, section: await sectionOf(ask, meeting, current.section) } : null, next: next ? { number: next.number, section: await sectionOf(ask, meeting, next.section) } : null,
      done: steps.filter((step) => step.progress === "done").length, of: steps.length,
      pace: paceOf(meeting, steps, await turnsOf(ask, meeting.id), ask.now),
      hands: current ? (await handsUp(ask, meeting.id)).map(({ id, agency, speaking }) => ({ id, agency, speaking })) : [],
    };
  });
export type RoomView = Awaited<ReturnType<typeof roomView>>;
