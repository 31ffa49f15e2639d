import { once } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import { panelSettings } from "../people/panel.server.ts";
import { type QuorumRule, whyNotQuorate } from "./quorum.ts";
import { type AgencyAt, type ItemRoom, ofAgency, type Presence, presenceAt, type Span } from "./room.ts";
import { contributionsTo } from "./contributed.server.ts";
import { adjournmentsOf, sittingDays, tickedFrom } from "./sittings.server.ts";
import { turnsOf } from "./turns.server.ts";

export interface RoomMeeting {
  id: string;
  panel_id: string;
  on_day: string;
  status: string;
  started_at: Instant | null;
  ended_at: Instant | null;
  current_item_id: string | null;
}
export interface RoomItem {
  id: string;
  subject_id: string | null;
  started_at: Instant | null;
  finished_at: Instant | null;
}

/** Somebody who attends, with the times at which they were in the room. */
export interface InRoom {
  personId: string;
  name: string;
  agencyId: string;
  agency: string;
  kind: string;
  /** How their times came to be known; null when nothing but a tick says that they were there. */
  how: "presence" | "by hand" | null;
  stays: Span[];
}

/** The end of a meeting, or now. */
const untilOf = (ask: Ask, meeting: RoomMeeting): Instant => meeting.ended_at ?? ask.now.toISOString();

/**
 * Who was in the room of a meeting, and when: as presence stamped it and as it was corrected; who was ticked as present without any times was there
 * from the beginning of that day's sitting on. Who is marked as not there was not, whatever page they had open. The meeting must be in reach.
 */
export const roomOf = (ask: Pick<Ask, "db">, meeting: RoomMeeting): Promise<readonly InRoom[]> => once(ask.db, `room ${meeting.id}`, () => inRoom(ask, meeting));

async function inRoom(ask: Pick<Ask, "db">, meeting: RoomMeeting): Promise<InRoom[]> {
  const stays = await ask.db.selectFrom("room_stay").select(["person_id", "from_at", "to_at", "how"]).where("meeting_id", "=", meeting.id).where("superseded_at", "is", null).orderBy("from_at").execute();
  const days = await sittingDays(ask, meeting);
  const marks = await ask.db.selectFrom("attendance").select(["person_id", "status", "recorded_at"]).where("meeting_id", "=", meeting.id).execute();
  const ids = [...new Set([...stays.map((stay) => stay.person_id), ...marks.map((mark) => mark.person_id)])];
  if (!ids.length) return [];
  const people = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.id as agency_id", "agency.name as agency", "agency.kind"]).where("person.id", "in", ids).orderBy("agency.name").orderBy("person.name").execute();
  return people.flatMap((person): InRoom[] => {
    const mark = marks.find((mark) => mark.person_id === person.id);
    if (mark?.status === "apologies" || mark?.status === "absent") return [];
    const own = stays.filter((stay) => stay.person_id === person.id);
    const from = mark && tickedFrom(days, mark.recorded_at);
    const whole = from ? [{ from, to: null }] : [];
    return [{
      personId: person.id, name: person.name, agencyId: person.agency_id, agency: person.agency, kind: person.kind,
      how: own.some((stay) => stay.how === "by hand") ? "by hand" : own.length ? "presence" : null, stays: own.length ? own.map((stay) => ({ from: stay.from_at, to: stay.to_at })) : whole,
    }];
  });
}

/** When the meeting was at each of these items; while it was adjourned it was at none, and a slip of the hand is no turn. */
async function turnsAt(ask: Ask, meeting: RoomMeeting, items: readonly RoomItem[]): Promise<Map<string, Span[]>> {
  const turns = await turnsOf(ask, meeting.id);
  return new Map(items.map((item) => [item.id, turns.filter((turn) => turn.itemId === item.id)]));
}

interface Away {
  itemId: string;
  span: Span;
  /** Of a conflict of interest: whose. */
  personId?: string;
  /** Of a closed session: which agencies stayed, and who closed it. */
  stayed?: { agencyIds: string[]; byId: string };
}

const awayFrom = (ask: Ask, items: readonly RoomItem[]): Promise<readonly Away[]> => once(ask.db, `away from ${items.map((item) => item.id).join()}`, () => awayAt(ask, items));

async function awayAt(ask: Ask, items: readonly RoomItem[]): Promise<Away[]> {
  const subjects = items.flatMap((item) => item.subject_id ?? []);
  const conflicts = subjects.length ? await ask.db.selectFrom("conflict").select(["person_id", "subject_id", "declared_at", "ended_at"]).where("subject_id", "in", subjects).execute() : [];
  const sessions = items.length ? await ask.db.selectFrom("closed_session").select(["id", "item_id", "from_at", "to_at", "by_id"]).where("item_id", "in", items.map((item) => item.id)).execute() : [];
  const agencies = sessions.length ? await ask.db.selectFrom("closed_session_agency").selectAll().where("session_id", "in", sessions.map((one) => one.id)).execute() : [];
  return [
    ...conflicts.flatMap((one) => items.filter((item) => item.subject_id === one.subject_id).map((item) => ({ itemId: item.id, personId: one.person_id, span: { from: one.declared_at, to: one.ended_at } }))),
    ...sessions.map((one) => ({ itemId: one.item_id, span: { from: one.from_at, to: one.to_at }, stayed: { byId: one.by_id, agencyIds: agencies.filter((row) => row.session_id === one.id).map((row) => row.agency_id) } })),
  ];
}

const isAway = (away: Away, person: InRoom): boolean => away.personId === person.personId || (away.stayed !== undefined && away.stayed.byId !== person.personId && !away.stayed.agencyIds.includes(person.agencyId));

/** The panel's core agencies on the day of the meeting. */
const coreAgencies = (ask: Ask, meeting: RoomMeeting) => once(ask.db, `core agencies ${meeting.panel_id} ${meeting.on_day}`, () =>
  ask.db.selectFrom("panel_agency").innerJoin("agency", "agency.id", "panel_agency.agency_id").select(["agency.id", "agency.name", "agency.kind"]).where("panel_agency.panel_id", "=", meeting.panel_id)
    .where("panel_agency.from_on", "<=", meeting.on_day).where((eb) => eb.or([eb("panel_agency.to_on", "is", null), eb("panel_agency.to_on", ">=", meeting.on_day)])).orderBy("agency.name").execute());

/**
 * Which agencies were there for each of these items, what each contributed, and whether they were enough by the panel's rule. An item that the meeting
 * has not come to is not in the answer. `contributed` false leaves out what is read from the log; `people` is the room, where it was read already. The items must be in reach, or all of the meeting's for its paper.
 */
export async function roomsAt(ask: Ask, meeting: RoomMeeting, items: readonly RoomItem[], { contributed = true, people: known }: { contributed?: boolean; people?: readonly InRoom[] } = {}): Promise<Map<string, ItemRoom>> {
  const rooms = new Map<string, ItemRoom>();
  const turns = await turnsAt(ask, meeting, items);
  const begun = items.filter((item) => turns.get(item.id)?.length);
  if (!begun.length) return rooms;
  const people = known ?? (await roomOf(ask, meeting));
  const away = await awayFrom(ask, begun);
  const core = await coreAgencies(ask, meeting);
  const gave = contributed ? await contributionsTo(ask, meeting, begun.map((item) => item.id)) : new Map();
  const { quorum } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const dated = (await sittingDays(ask, meeting)).length > 1;
  for (const item of begun) {
    const facts = { turns: turns.get(item.id)!, until: untilOf(ask, meeting) };
    const goesOn = meeting.status === "live" && facts.turns.at(-1)!.to === null;
    const presences = people.map((person) => ({ person, presence: presenceAt({ ...facts, stays: person.stays, away: away.filter((one) => one.itemId === item.id && isAway(one, person)).map((one) => one.span) }) }));
    const agencies = [...new Map([...people.map((person) => [person.agencyId, { id: person.agencyId, name: person.agency }] as const), ...core.map((one) => [one.id, { id: one.id, name: one.name }] as const)]).values()].sort((a, b) => a.name.localeCompare(b.name));
    rooms.set(item.id, {
      agencies: agencies.map(({ id, name }): AgencyAt => {
        const presence = ofAgency(presences.filter(({ person }) => person.agencyId === id).map((one) => one.presence), facts);
        return { agency: name, there: presence.there, spans: presence.there === "part" ? presence.spans : [], ...(goesOn && presence.now && { here: true }), ...(dated && { dated }), contributed: gave.get(item.id)?.get(id) ?? [] };
      }),
      quorum: quorumAt(quorum, presences, goesOn),
    });
  }
  return rooms;
}

/** While an item goes on those count who are there now; afterwards those who were there at all. */
const quorumAt = (rule: QuorumRule, presences: { person: InRoom; presence: Presence }[], goesOn: boolean): string | null =>
  whyNotQuorate(rule, presences.filter(({ presence }) => (goesOn ? presence.now : presence.there !== "none")).map(({ person }) => person));

/** Whether the panel's rule of who must be there is met by those in the room now, or at its end; null when it is, or when the meeting has not begun. */
export async function quorumOf(ask: Ask, meeting: RoomMeeting, people: readonly InRoom[]): Promise<string | null> {
  if (!meeting.started_at) return null;
  const { quorum } = await panelSettings(ask, meeting.panel_id, meeting.on_day);
  const facts = { turns: [{ from: meeting.started_at, to: meeting.ended_at }], breaks: await breaksOf(ask, meeting.id), until: untilOf(ask, meeting) };
  return quorumAt(quorum, people.map((person) => ({ person, presence: presenceAt({ ...facts, stays: person.stays }) })), meeting.status === "live");
}

const breaksOf = async (ask: Pick<Ask, "db">, meetingId: string): Promise<Span[]> => (await adjournmentsOf(ask, meetingId)).map(({ at, resumedAt }) => ({ from: at, to: resumedAt }));

/** When those who were not there for all of a meeting that is over were in the room, by person. */
export async function partTimes(ask: Pick<Ask, "db">, meeting: RoomMeeting & { ended_at: Instant }, people: readonly InRoom[]): Promise<Map<string, { from: Instant; to: Instant }[]>> {
  const whole = { turns: meeting.started_at ? [{ from: meeting.started_at, to: meeting.ended_at }] : [], breaks: await breaksOf(ask, meeting.id), until: meeting.ended_at };
  return new Map(people.flatMap((person) => {
    const { there, spans } = presenceAt({ ...whole, stays: person.stays });
    return there === "part" ? [[person.personId, spans] as const] : [];
  }));
}

/** What the meeting's page says of the room: whether there are enough, and who is, or was, there for the item. */
export async function roomShown(ask: Ask, meeting: RoomMeeting, item: RoomItem | null) {
  const people = await roomOf(ask, meeting);
  return { quorum: await quorumOf(ask, meeting, people), item: item ? ((await roomsAt(ask, meeting, [item], { contributed: false, people })).get(item.id) ?? null) : null };
}
export type RoomShown = Awaited<ReturnType<typeof roomShown>>;
