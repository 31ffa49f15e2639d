import { once } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look, newId } from "../core/ask.server.ts";
import { closedSessionsInReach, itemInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, agree, allow } from "../core/refuse.ts";
import { membersOf, takesPart } from "../people/panel.server.ts";
import { type ClosedSession, closedHandling, whyNotClose } from "./closed.ts";
import { blocksOf, documentOf } from "./document.server.ts";
import { whyNotWrite } from "./document.ts";
import { showOthersOut } from "./guest.server.ts";
import { itemHead } from "./item-head.server.ts";
import { noteOpened } from "../core/opened.server.ts";

// A closed session: the chair closes an item to named agencies. While it lasts the item is out of everybody else's reach (core/reach.server.ts);
// what is written goes into a document of its own, which afterwards too only those agencies, and who closed it, may open.

export interface Closing {
  agencyIds: string[];
  minuterId: string;
}

/** Closes the item that is spoken about. Everybody else leaves it at once. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const closeSession = (ask: Ask, itemId: string, { agencyIds, minuterId }: Closing): Promise<{ meetingId: string }> =>
  commit(ask, async (ask, happened) => {
    const item = await itemForSession(ask, itemId);
    const people = await couldStay(ask, item);
    const agencies = [...new Set(agencyIds)];
    if (!agencies.length || agencies.some((id) => !people.some((one) => one.agencyId === id))) throw new NotAgreed("Choose the agencies that stay", "agencyIds");
    const minuter = people.find(({ id }) => id === minuterId);
    if (!minuter) throw new NotAgreed("Choose who writes the minutes", "minuterId");
    if (minuter.id !== ask.who.id && !agencies.includes(minuter.agencyId)) throw new NotAgreed("Choose somebody of an agency that stays, or yourself", "minuterId");
    await takesPart(ask, minuter.id, item.subject_id ? [item.subject_id] : [], "minuterId");
    await showOthersOut(ask, happened, { id: item.meeting_id, panel_id: item.panel_id }, null);
    const { n } = await ask.db.selectFrom("closed_session").select((eb) => eb.fn.countAll<number>().as("n")).where("item_id", "=", item.id).executeTakeFirstOrThrow();
    const document = await documentOf(ask, item.id, closedHandling(Number(n) + 1));
    const id = newId();
    await ask.db.insertInto("closed_session").values({ id, item_id: item.id, document_id: document.id, from_at: ask.now.toISOString(), by_id: ask.who.id, minuter_id: minuter.id }).execute();
    for (const agency_id of agencies) await ask.db.insertInto("closed_session_agency").values({ session_id: id, agency_id }).execute();
    happened({ what: "session closed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: id });
    return { meetingId: item.meeting_id };
  });

async function itemForSession(ask: Ask, itemId: string) {
  const item = await itemInReach(ask, itemId);
  allow(may.closeSession(ask.who, item), "The chair or the deputy closes a session");
  agree(whyNotClose({ status: item.meeting_status, current_item_id: item.current_item_id }, item.id, await isClosed(ask, item.id)));
  return item;
}

const sessionNow = (ask: Ask, itemId: string) => ask.db.selectFrom("closed_session").selectAll().where("item_id", "=", itemId).where("to_at", "is", null).executeTakeFirst();

/** Whether the item is in closed session. */
export const isClosed = async (ask: Ask, itemId: string): Promise<boolean> => (await sessionNow(ask, itemId)) !== undefined;

/** The members of the panel, and who comes as a deputy, with their agencies: those who may stay. */
async function couldStay(ask: Ask, item: { panel_id: string; meeting_id: string; subject_id: string | null }): Promise<{ id: string; name: string; agencyId: string; agency: string }[]> {
  const members = (await membersOf(ask, item.panel_id, item.subject_id)).map(({ id }) => id);
  const deputies = (await ask.db.selectFrom("guest").select("person_id").where("meeting_id", "=", item.meeting_id).where("capacity", "=", "deputy").where("ended_at", "is", null).execute()).map((row) => row.person_id);
  const ids = [...new Set([...members, ...deputies])];
  return ids.length ? ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.id as agencyId", "agency.name as agency"]).where("person.id", "in", ids).orderBy("agency.name").orderBy("person.name").execute() : [];
}

/** For the form of closing. Throws NotFound, NotAllowed, NotAgreed. */
export async function toClose(ask: Ask, itemId: string) {
  const item = await itemForSession(ask, itemId);
  const { head } = await itemHead(ask, item.id);
  const people = await couldStay(ask, item);
  const agencies = new Map(people.map((one) => [one.agencyId, one.agency]));
  return { head, me: ask.who.id, people, agencies: [...agencies].map(([id, name]) => ({ id, name, people: people.filter((one) => one.agencyId === id).map((one) => one.name) })) };
}

/** Ends the closed session of an item: its minutes are closed, and everybody finds the item again. Twice changes nothing. Throws NotFound, NotAllowed. */
export const endSession = (ask: Ask, itemId: string): Promise<{ meetingId: string }> =>
  commit(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    const session = await sessionNow(ask, item.id);
    if (session) {
      allow(may.runMeeting(ask.who, item) || session.by_id === ask.who.id, "The chair, deputy or coordinator opens the session again");
      await endSessions(ask, happened, { id: item.meeting_id, panel_id: item.panel_id }, null);
    }
    return { meetingId: item.meeting_id };
  });

/** Ends the closed sessions of a meeting but that of `itemId`: it moves on, or ends. Inside a commit. */
export async function endSessions(ask: Ask, happened: Happened, meeting: { id: string; panel_id: string }, itemId: string | null): Promise<void> {
  const open = await ask.db.selectFrom("closed_session").innerJoin("item", "item.id", "closed_session.item_id").select(["closed_session.id", "closed_session.document_id", "item.id as item_id", "item.subject_id"]).where("item.meeting_id", "=", meeting.id).where("closed_session.to_at", "is", null).execute();
  const at = ask.now.toISOString();
  for (const session of open.filter((one) => one.item_id !== itemId)) {
    await ask.db.updateTable("closed_session").set({ to_at: at, to_by_id: ask.who.id }).where("id", "=", session.id).execute();
    await ask.db.updateTable("document").set((eb) => ({ frozen_at: at, frozen_by_id: ask.who.id, epoch: eb("epoch", "+", 1) })).where("id", "=", session.document_id).where("frozen_at", "is", null).execute();
    happened({ what: "session opened again", panelId: meeting.panel_id, meetingId: meeting.id, itemId: session.item_id, subjectId: session.subject_id, detail: session.id });
  }
}

/** What everybody who reaches these items may know of their closed sessions, oldest first. */
export const closedSessionsOf = (ask: Ask, itemIds: string[]): Promise<ReadonlyMap<string, readonly ClosedSession[]>> => once(ask.db, `closed sessions ${itemIds.join()}`, () => sessionsOf(ask, itemIds));

async function sessionsOf(ask: Ask, itemIds: string[]): Promise<Map<string, readonly ClosedSession[]>> {
  const of = new Map<string, readonly ClosedSession[]>();
  if (!itemIds.length) return of;
  const rows = await ask.db.selectFrom("closed_session").innerJoin("closed_session_agency as stays", "stays.session_id", "closed_session.id").innerJoin("agency", "agency.id", "stays.agency_id").select(["closed_session.id", "closed_session.item_id", "closed_session.from_at", "closed_session.to_at", "agency.name"])
    .where("closed_session.item_id", "in", itemIds).orderBy("closed_session.from_at").orderBy("agency.name").execute();
  const byId = new Map<string, ClosedSession>();
  for (const row of rows) {
    const known = byId.get(row.id);
    if (known) known.agencies.push(row.name);
    else {
      const session = { from: row.from_at, to: row.to_at, agencies: [row.name] };
      byId.set(row.id, session);
      of.set(row.item_id, [...(of.get(row.item_id) ?? []), session]);
    }
  }
  return of;
}

/** The sessions of an item in which this person may read what was written. The item must be in reach. */
async function ownSessions(ask: Ask, itemId: string) {
  if (!(await closedSessionsOf(ask, [itemId])).size) return [];
  return closedSessionsInReach(ask).innerJoin("document", "document.id", "closed_session.document_id").innerJoin("person as minuter", "minuter.id", "closed_session.minuter_id")
    .select(["closed_session.id", "closed_session.from_at", "closed_session.to_at", "closed_session.minuter_id", "minuter.name as minuter", "document.id as document_id", "document.frozen_at", "document.folded_at", "document.quarantined_at"])
    .where("closed_session.item_id", "=", itemId).orderBy("closed_session.from_at").execute();
}

/** The closed session that runs at an item, for somebody who stays in it: its document, in place of the shared minutes. The item must be in reach. */
export async function sessionAt(ask: Ask, item: { id: string; withdrawn_at: string | null }, meeting: { panel_id: string; status: string }) {
  const session = (await ownSessions(ask, item.id)).find((one) => one.to_at === null);
  if (!session) return null;
  const closed = whyNotWrite({ meetingStatus: meeting.status, frozenAt: session.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: session.quarantined_at });
  const agencies = (await closedSessionsOf(ask, [item.id])).get(item.id)?.find((one) => one.to === null)?.agencies ?? [];
  return {
    documentId: session.document_id, since: session.from_at, agencies, minuter: session.minuter, mine: session.minuter_id === ask.who.id, closed, blocks: await blocksOf(ask.db, { id: session.document_id, folded_at: session.folded_at, quarantined_at: session.quarantined_at }), mayEnd: may.runMeeting(ask.who, meeting),
  };
}

/** The minutes of an item's closed sessions that this person may read; to everybody else there are none. Noted as opened. Throws NotFound. */
export const closedMinutesOf = (ask: Ask, itemId: string) =>
  look(ask, async (ask, happened) => {
    const { item, head } = await itemHead(ask, itemId);
    const sessions = await ownSessions(ask, item.id);
    if (!sessions.length) throw new NotFound();
    await noteOpened(ask, happened, "closed minutes opened", { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    const known = (await closedSessionsOf(ask, [item.id])).get(item.id) ?? [];
    return {
      head, sessions: await Promise.all(sessions.map(async (session) => ({
        id: session.id, from: session.from_at, to: session.to_at, minuter: session.minuter, agencies: known.find((one) => one.from === session.from_at)?.agencies ?? [],
        blocks: await blocksOf(ask.db, { id: session.document_id, folded_at: session.folded_at, quarantined_at: session.quarantined_at }),
      }))),
    };
  });

/** Whether there are minutes of closed sessions here for this person. */
export const hasClosedMinutes = async (ask: Ask, itemId: string): Promise<boolean> => (await ownSessions(ask, itemId)).length > 0;

/** Whom a form about an item's closed session concerns. Throws NotFound, NotAllowed. */
export async function toEndSession(ask: Ask, itemId: string) {
  const { item, head } = await itemHead(ask, itemId);
  const session = await sessionAt(ask, item, { panel_id: item.panel_id, status: item.meeting_status });
  if (!session) throw new NotAgreed("This item is not in closed session");
  allow(session.mayEnd);
  return { head, since: session.since, agencies: session.agencies };
}
