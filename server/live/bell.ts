import { sql } from "kysely";
import type { Told } from "#app/models/core/ask.server.ts";
import { dayOf } from "#app/models/core/days.ts";
import { closedNow, conflicted, peopleOfPanel } from "#app/models/core/reach.server.ts";
import type { Door } from "./door.ts";

/** What nobody's page needs to read again for. */
const silent = new Set<string>([
  "record opened", "import opened", "record searched", "list opened", "agenda opened", "minutes opened", "live meeting opened", "history opened", "document opened", "chair minutes opened", "conflicts opened", "visit opened", "item opened", "readers opened", "note opened", "returns opened", "search list downloaded", "link opened", "marker opened", "file opened", "file shown", "closed minutes opened", "restricted minutes opened", "withdrawals opened", "minutes folded", "letter sent", "letter given up", "owner told", "told by hand", "action opened", "sharing opened", "audit opened", "extract opened", "record opened in emergency", "inspected record opened", "reads opened", "reads followed up", "session locked", "session unlocked", "session ended", "recovery codes made", "password accepted", "proved again", "second factor connected", "signed in", "signed out", "sign-in refused",
  "paper opened", "paper taken", "brief read", "own note written", "own note deleted", "paper template set", "paper template removed",
  "shared screen opened", "room opened", "hand raised", "hand moved", "hand lowered", "meeting left running",
]);

/** What only those who prepare a panel read again for: who comes into a room, and leaves it. Everybody's page would be read again for each who comes. */
const ofPreparing = new Set<string>(["arrival noted", "departure noted"]);

/** What concerns everybody invited to a meeting, whatever their item. */
const ofMeeting = new Set<string>(["agenda published", "meeting changed", "meeting postponed", "meeting adjourned", "meeting started", "meeting ended"]);
/** What of their item concerns somebody invited to it who is not let in. */
const ofItem = new Set<string>(["item changed", "item moved", "item withdrawn", "read-back agreed", "read-back undone"]);
/** What concerns one person who is invited; `detail` says whom. */
const ofGuest = new Set<string>(["guest invited", "guest ended", "guest admitted", "guest shown out", "guest writing changed"]);

/** What a privacy officer hears of at once. */
const ofPrivacy = new Set<string>(["emergency access opened", "emergency access tried", "emergency access ended", "emergency access reviewed"]);

/** Rings for those who may know of what happened. The bell says "read again" and nothing else. */
export function openBell({ io, running: { db, clock, log } }: Door) {
  const openedAt = clock().getTime();
  const rung = new Map<string, number>();
  const awaited = new Map<string, ReturnType<typeof setTimeout>>();
  const ringFor = (people: Iterable<string>): void => {
    for (const id of people) {
      rung.set(id, clock().getTime());
      io.to(`person:${id}`).emit("bell");
    }
  };
  const membersOf = async (panelId: string, subjectId: string | null = null): Promise<string[]> => (await peopleOfPanel({ db }, panelId, dayOf(clock())).where("person_id", "not in", conflicted({ db }, subjectId ?? "")).execute()).map((row) => row.person_id);
  /** From whom it is kept that something happened: they have a conflict of interest about it, or are outside while its item is in closed session. That a meeting moves on is for all who are there. */
  const keptApart = async (heard: Told[]): Promise<(one: Told, personId: string) => boolean> => {
    const conflicts = await db.selectFrom("conflict").select(["person_id", "subject_id"]).where("ended_at", "is", null).execute();
    const closed = await closedNow({ db });
    if (!conflicts.length && !closed.size) return () => false;
    const subjectIds = [...new Set(conflicts.map((one) => one.subject_id))];
    const [itemIds, actionIds] = [heard.flatMap((one) => one.itemId ?? []), heard.flatMap((one) => one.actionId ?? [])];
    const items = itemIds.length && subjectIds.length ? await db.selectFrom("item").select(["id", "subject_id"]).where("id", "in", itemIds).where("subject_id", "in", subjectIds).execute() : [];
    const actions = actionIds.length && subjectIds.length ? await db.selectFrom("action_subject").select(["action_id as id", "subject_id"]).where("action_id", "in", actionIds).where("subject_id", "in", subjectIds).execute() : [];
    return (one, personId) => {
      if (one.what === "item current") return false;
      if (one.itemId && one.what !== "session closed" && closed.get(one.itemId)?.has(personId) === false) return true;
      const about = [one.subjectId, ...items.filter(({ id }) => id === one.itemId).map((row) => row.subject_id), ...actions.filter(({ id }) => id === one.actionId).map((row) => row.subject_id)];
      return conflicts.some((conflict) => conflict.person_id === personId && about.includes(conflict.subject_id));
    };
  };
  /** Those invited for whom something of this is: a deputy hears what members hear of the meeting; anybody else of their own item, and when the meeting begins and ends. */
  const guestsHearing = async (heard: Told[]): Promise<{ person_id: string; one: Told }[]> => {
    const meetings = [...new Set(heard.flatMap((one) => one.meetingId ?? []))];
    if (!meetings.length) return [];
    const guests = await db.selectFrom("guest").innerJoin("meeting", "meeting.id", "guest.meeting_id").leftJoin("guest_stay", (join) => join.onRef("guest_stay.guest_id", "=", "guest.id").on("guest_stay.to_at", "is", null))
      .select(["guest.person_id", "guest.meeting_id", "guest.item_id", "guest_stay.id as stay"]).where("guest.meeting_id", "in", meetings).where("guest.ended_at", "is", null).where("meeting.status", "<>", "draft").execute();
    const concerns = (guest: (typeof guests)[number], one: Told): boolean => {
      if (one.meetingId !== guest.meeting_id) return false;
      if (guest.item_id === null || ofMeeting.has(one.what)) return true;
      // When their item is busy is not said to who waits outside.
      return one.itemId === guest.item_id && !ofGuest.has(one.what) && one.what !== "item current" && (guest.stay !== null || ofItem.has(one.what));
    };
    return guests.flatMap((guest) => heard.filter((one) => concerns(guest, one)).map((one) => ({ person_id: guest.person_id, one })));
  };
  /** Whom what happened to an invitation means; of a meeting whose agenda is a draft they know nothing yet. */
  const guestsMeant = async (heard: Told[]): Promise<{ person_id: string; one: Told }[]> => {
    const meant = heard.filter((one) => ofGuest.has(one.what) && one.detail && one.meetingId);
    if (!meant.length) return [];
    const drafts = new Set((await db.selectFrom("meeting").select("id").where("id", "in", meant.map((one) => one.meetingId!)).where("status", "=", "draft").execute()).map((row) => row.id));
    return meant.filter((one) => !drafts.has(one.meetingId!)).map((one) => ({ person_id: one.detail!, one }));
  };
  /** Who is told that a record was opened in an emergency: privacy officers, and the chairs and deputies of panels that have, or had, its subject. */
  const watchful = async (heard: Told[]): Promise<string[]> => {
    if (!heard.some((one) => ofPrivacy.has(one.what))) return [];
    const officers = await db.selectFrom("person").select("id").where("is_privacy_officer", "=", 1).where("ended_at", "is", null).execute();
    const opened = heard.filter((one) => one.what === "emergency access opened").flatMap((one) => one.subjectId ?? []);
    const chairs = opened.length ? await db.selectFrom("membership").innerJoin("panel_case", "panel_case.panel_id", "membership.panel_id").select(["membership.person_id as id", "panel_case.subject_id"]).where("panel_case.subject_id", "in", opened).where("membership.role", "in", ["chair", "deputy chair"])
      .union(db.selectFrom("membership").innerJoin("meeting", "meeting.panel_id", "membership.panel_id").innerJoin("item", "item.meeting_id", "meeting.id").select(["membership.person_id as id", sql<string>`item.subject_id`.as("subject_id")]).where("item.subject_id", "in", opened).where("membership.role", "in", ["chair", "deputy chair"])).execute() : [];
    const reviewed = heard.filter((one) => one.what === "emergency access reviewed").flatMap((one) => one.detail ?? []);
    const openers = reviewed.length ? await db.selectFrom("emergency_access").select("person_id as id").where("id", "in", reviewed).execute() : [];
    const conflicts = chairs.length ? await db.selectFrom("conflict").select(["person_id", "subject_id"]).where("ended_at", "is", null).where("subject_id", "in", opened).execute() : [];
    return [...officers, ...openers, ...chairs.filter((chair) => !conflicts.some((one) => one.person_id === chair.id && one.subject_id === chair.subject_id))].map((row) => row.id);
  };
  return {
    ring: async (told: Told[]): Promise<void> => {
      const heard = told.filter((t) => !silent.has(t.what) && !ofPreparing.has(t.what));
      const rooms = new Set(told.filter((t) => ofPreparing.has(t.what)).flatMap((t) => t.panelId ?? []));
      // Most of what happens is that somebody read a page.
      if (!heard.length && !rooms.size) return;
      const people = new Set(heard.map((t) => t.personId));
      for (const panelId of rooms) for (const { person_id } of await peopleOfPanel({ db }, panelId, dayOf(clock())).where("membership.role", "in", ["chair", "deputy chair", "coordinator"]).execute()) people.add(person_id);
      const apart = await keptApart(heard);
      // When a page rings says something too: whoever has a conflict of interest does not hear of what concerns that subject.
      for (const panelId of new Set(heard.map((t) => t.panelId))) {
        const here = heard.filter((t) => t.panelId === panelId);
        if (panelId) for (const id of await membersOf(panelId)) if (here.some((one) => !apart(one, id))) people.add(id);
      }
      for (const one of heard) if (one.what === "conflict declared" && one.detail) people.add(one.detail);
      for (const { person_id, one } of await guestsMeant(heard)) if (!apart(one, person_id)) people.add(person_id);
      for (const { person_id, one } of await guestsHearing(heard)) if (!apart(one, person_id)) people.add(person_id);
      if (heard.some((t) => t.what === "document quarantined")) for (const { id } of await db.selectFrom("person").select("id").where("is_administrator", "=", 1).where("ended_at", "is", null).execute()) people.add(id);
      for (const id of await watchful(heard)) people.add(id);
      ringFor(people);
    },
    /** Words came too late for a document: once for all that come in a moment. Who sees them is said by the page that is read again. */
    ringLate: (documentId: string): void => {
      if (awaited.has(documentId)) return;
      awaited.set(documentId, setTimeout(() => {
        awaited.delete(documentId);
        db.selectFrom("document").innerJoin("item", "item.id", "document.item_id").innerJoin("meeting", "meeting.id", "item.meeting_id").select(["meeting.panel_id", "item.subject_id", "document.handling"]).where("document.id", "=", documentId).executeTakeFirst()
          // When somebody wrote in minutes that are not for the whole panel is not said to it.
          .then(async (row) => row?.handling === "shared" && ringFor(await membersOf(row.panel_id, row.subject_id))).catch((error: Error) => log.error({ error: error.name }, "bell failed"));
      }, 300));
    },
    /** Whether it rang for the person, or may have in an earlier process, since their page was read (an instant, as the page says). */
    missed: (personId: string, readAt: unknown): boolean => {
      const at = typeof readAt === "string" ? Date.parse(readAt) : Number.NaN;
      return Number.isNaN(at) || at < openedAt || (rung.get(personId) ?? 0) >= at;
    },
  };
}
