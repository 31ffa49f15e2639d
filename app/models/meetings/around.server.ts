import { once } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import type { Ask } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { readersInWords, readsText } from "../core/handling.ts";
import { conflicted, peopleOfPanel } from "../core/reach.server.ts";
import type { Membership } from "../core/who.ts";
import { apartFrom } from "../subjects/conflict.server.ts";
import { handledOf } from "../subjects/handled.server.ts";
import type { Known } from "../subjects/restricted-known.server.ts";
import { whyNotClose } from "./closed.ts";
import { hasClosedMinutes, isClosed } from "./closed.server.ts";
import { guestsAt } from "./guest.server.ts";
import { lateOf } from "./late.server.ts";
import { restrictedAround } from "./restricted.server.ts";

type Meeting = { id: string; panel_id: string; status: string; current_item_id: string | null };

/** Who can read what is typed into the shared minutes of this item today, or the chair's, by agency, then name: the panel's members, who stands in for one, and who is let in. The item must be in reach. */
export const readersOf = (ask: Ask, of: Readable, handling: "shared" | "chair") => once(ask.db, `readers ${of.panelId} ${of.meetingId} ${of.itemId} ${of.subjectId} ${handling} ${dayOf(ask.now)}`, () => readersAt(ask, of, handling));

/** The same of an item's restricted minutes. */
export const readersOfRestricted = (ask: Ask, of: Readable, one: Known) => readersAt(ask, of, one);

interface Readable {
  panelId: string;
  meetingId: string;
  itemId: string;
  subjectId: string | null;
}

interface Person {
  id: string;
  name: string;
  agency: string;
  agencyId: string;
  agencyKind: string;
  role: Membership["role"] | null;
}
const columns = ["person.id", "person.name", "agency.name as agency", "agency.id as agencyId", "agency.kind as agencyKind"] as const;

async function readersAt(ask: Ask, { panelId, meetingId, itemId, subjectId }: Readable, minutes: "shared" | "chair" | Known) {
  const panel = await ask.db.selectFrom("panel").select("code").where("id", "=", panelId).executeTakeFirstOrThrow();
  const restricted = typeof minutes === "object" ? minutes : null;
  let query = peopleOfPanel(ask, panelId, dayOf(ask.now)).clearSelect().innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select([...columns, "membership.role"]).where("person.ended_at", "is", null).orderBy("agency.name").orderBy("person.name");
  if (minutes === "chair") query = query.where("membership.role", "in", ["chair", "deputy chair"]);
  if (subjectId) query = query.where("person.id", "not in", conflicted(ask, subjectId));
  const reads = (person: Person) => !restricted || readsText({ ...person, memberships: person.role ? [{ panelId, role: person.role, kinds: [], closedSince: "" }] : [] }, handledOf({ handling: restricted.handling, agency_id: restricted.agencyId, panel_id: panelId }, restricted.agencies));
  const all = (await query.execute()).filter(reads);
  // Somebody with two roles is one person.
  const members = all.filter((person, i) => all.findIndex(({ id }) => id === person.id) === i);
  const guests = minutes === "chair" ? [] : (await guestsReading(ask, meetingId, itemId, subjectId)).filter((guest) => !restricted || (guest.capacity === "deputy" && reads({ ...guest, role: null })));
  const people = [...members, ...guests.filter((guest) => !members.some(({ id }) => id === guest.id))].sort((a, b) => a.agency.localeCompare(b.agency) || a.name.localeCompare(b.name));
  return {
    panel: panel.code, count: people.length, invited: people.length - members.length,
    /** When they are not for the panel: for whom. */
    only: minutes === "chair" ? `the chair and the deputy of ${panel.code} only` : restricted && readersInWords({ name: restricted.agency, kind: restricted.agencyKind }, restricted.handling, restricted.agencies.map((one) => one.name), panel.code),
    agencies: [...new Set(people.map((p) => p.agency))].map((name) => ({ name, people: people.filter((p) => p.agency === name).map((p) => p.name) })),
  };
}
const guestsReading = (ask: Ask, meetingId: string, itemId: string, subjectId: string | null) =>
  ask.db.selectFrom("guest").innerJoin("person", "person.id", "guest.person_id").innerJoin("agency", "agency.id", "person.agency_id").leftJoin("guest_stay", (join) => join.onRef("guest_stay.guest_id", "=", "guest.id").on("guest_stay.to_at", "is", null))
    .select([...columns, "guest.capacity"]).where("guest.meeting_id", "=", meetingId).where("guest.ended_at", "is", null).where("person.ended_at", "is", null)
    .where((eb) => eb.or([eb("guest.capacity", "=", "deputy"), eb.and([eb("guest.item_id", "=", itemId), eb("guest_stay.id", "is not", null)])])).where("person.id", "not in", conflicted(ask, subjectId ?? "")).execute();
export type Readers = Awaited<ReturnType<typeof readersOf>>;

/** When passages of a document were withdrawn: to those who may read it, the times and nothing else. */
export const withdrawnTimes = (ask: Ask, documentId: string): Promise<readonly string[]> =>
  once(ask.db, `withdrawn ${documentId}`, async () => (await ask.db.selectFrom("withdrawal").select("at").where("document_id", "=", documentId).orderBy("at").execute()).map((row) => row.at));

/** What stands around an item's minutes on the meeting's page: who reads them, what was withdrawn, what came too late, who may close them. */
export async function aroundOf(ask: Ask, meeting: Meeting, item: { id: string; subject_id: string | null; withdrawn_at: string | null }, document: { id: string; frozen_at: string | null }) {
  const running = meeting.status === "live";
  const run = may.runMeeting(ask.who, meeting);
  const closedNow = running && (await isClosed(ask, item.id));
  const chairs = may.readChairMinutes(ask.who, meeting) ? await ask.db.selectFrom("document").select("id").where("item_id", "=", item.id).where("handling", "=", "chair").executeTakeFirst() : undefined;
  const closedBy = document.frozen_at && running ? await ask.db.selectFrom("document").innerJoin("person", "person.id", "document.frozen_by_id").select("person.name").where("document.id", "=", document.id).executeTakeFirst() : undefined;
  return {
    readers: await readersOf(ask, { panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subject_id }, "shared"), guests: await guestsAt(ask, meeting, item.id), noPart: ((await once(ask.db, `apart from ${item.subject_id} ${meeting.id}`, () => apartFrom(ask, meeting, item.subject_id ? [item.subject_id] : []))).get(item.subject_id ?? "") ?? []).filter((one) => one.until === null), withdrawn: await withdrawnTimes(ask, document.id), late: await lateOf(ask, meeting, item.id),
    closed: document.frozen_at && running ? { at: document.frozen_at, by: closedBy?.name ?? null } : null,
    may: { close: run && running && !document.frozen_at, reopen: run && running && document.frozen_at !== null },
    chairMinutes: chairs !== undefined, closedMinutes: await hasClosedMinutes(ask, item.id),
    restricted: await restrictedAround(ask, meeting, { ...item, frozen: document.frozen_at !== null, closed: closedNow }),
    mayCloseSession: may.closeSession(ask.who, meeting) && whyNotClose(meeting, item.id, closedNow) === null,
  };
}
export type Around = Awaited<ReturnType<typeof aroundOf>>;
