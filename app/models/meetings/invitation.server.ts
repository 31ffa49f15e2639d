import type { Ask } from "../core/ask.server.ts";
import { dayOf, type Day, fullDay, instantOf, shortDay } from "../core/days.ts";
import { post } from "../core/letter.server.ts";
import { conflicted, peopleOfPanel } from "../core/reach.server.ts";
import { calendarOf, type Entry, uidOf } from "./calendar.server.ts";
import { meetingName } from "./meeting.ts";

// Letters about when a meeting is, with its calendar file. Inside a commit only. They name panel, day and time, and nothing of what it is about.

export interface Invited {
  id: string;
  panel_id: string;
  number: number;
  on_day: Day;
  starts_at: string;
  minutes_long: number;
  place: string | null;
  calendar_sequence: number;
  cancelled_at?: string | null;
}

/** The instant so many minutes after the meeting's start. The start is what the clock shows; from then on minutes are minutes. */
export const after = (meeting: Pick<Invited, "on_day" | "starts_at">, minutes: number): string => new Date(Date.parse(instantOf(meeting.on_day, meeting.starts_at)) + minutes * 60_000).toISOString();

export const codeOf = async (ask: Pick<Ask, "db">, panelId: string) => (await ask.db.selectFrom("panel").select("code").where("id", "=", panelId).executeTakeFirstOrThrow()).code;

/** The whole meeting, as its members have it in their calendars. */
export const entryOf = (meeting: Invited, code: string): Entry => ({
  uid: uidOf(meeting.id), sequence: meeting.calendar_sequence, title: meetingName({ code }, meeting), from: after(meeting, 0), to: after(meeting, meeting.minutes_long), place: meeting.place, cancelled: Boolean(meeting.cancelled_at),
});

/** Members of today who have not left, and who stands in for one of them. */
async function membersInvited(ask: Ask, meeting: Invited) {
  const members = await peopleOfPanel(ask, meeting.panel_id, dayOf(ask.now)).clearSelect().innerJoin("person", "person.id", "membership.person_id").select(["person.id", "person.name", "person.email"]).where("person.ended_at", "is", null).execute();
  const deputies = await ask.db.selectFrom("guest").innerJoin("person", "person.id", "guest.person_id").innerJoin("meeting", "meeting.id", "guest.meeting_id").select(["person.id", "person.name", "person.email"])
    .where("guest.meeting_id", "=", meeting.id).where("guest.capacity", "=", "deputy").where("guest.ended_at", "is", null).where("meeting.status", "<>", "draft").execute();
  return [...members, ...deputies.filter((one) => !members.some(({ id }) => id === one.id))];
}

export type Occasion = "opened" | "published" | "changed" | "cancelled" | "postponed" | "adjourned";

const happenedTo: Record<Occasion, (when: string, before?: string) => string> = {
  opened: (when) => `is set for ${when}.`,
  published: (when) => `is on ${when}. Its agenda is published.`,
  changed: (when) => `has been changed. It is now on ${when}.`,
  cancelled: (when) => `of ${when} is cancelled.`,
  postponed: (when, before) => `is put off${before ? ` from ${before}` : ""} to ${when}.`,
  adjourned: (when) => `was broken off and goes on on ${when}.`,
};

/** Tells every member, and who stands in for one, what becomes of a meeting, each with a calendar file of their own. The entry rises by one. */
export async function tellMembers(ask: Ask, meetingId: string, occasion: Occasion, before?: Day): Promise<void> {
  const meeting = await ask.db.selectFrom("meeting").selectAll().where("id", "=", meetingId).executeTakeFirstOrThrow();
  const sequence = occasion === "opened" ? 0 : meeting.calendar_sequence + 1;
  await ask.db.updateTable("meeting").set({ calendar_sequence: sequence }).where("id", "=", meeting.id).execute();
  const code = await codeOf(ask, meeting.panel_id);
  const name = meetingName({ code }, meeting);
  const entry = entryOf({ ...meeting, calendar_sequence: sequence }, code);
  const words = happenedTo[occasion](`${fullDay(meeting.on_day)}${occasion === "cancelled" ? "" : ` at ${meeting.starts_at}`}`, before && before !== meeting.on_day ? shortDay(before) : undefined);
  for (const person of await membersInvited(ask, meeting))
    await post(ask, {
      toId: person.id, kind: `meeting ${occasion}`, title: `${name}: ${occasion === "opened" ? "invitation" : occasion}`, panelId: meeting.panel_id, meetingId: meeting.id,
      body: `The meeting ${name} ${words}${occasion === "cancelled" ? "" : " Say in Panelroom whether you come, or whom you would send."}`,
      calendar: calendarOf(occasion === "cancelled" ? "cancel" : "request", [entry], ask.now, person),
    });
}

/** Tells the members of meetings that were made, moved or dropped together: one letter for each, with all of them. */
export async function tellOfSeries(ask: Ask, panelId: string, meetingIds: string[]): Promise<void> {
  if (!meetingIds.length) return;
  const meetings = await ask.db.selectFrom("meeting").selectAll().where("id", "in", meetingIds).orderBy("on_day").execute();
  const code = await codeOf(ask, panelId);
  for (const person of await membersInvited(ask, meetings[0]!))
    await post(ask, {
      toId: person.id, kind: "meetings planned", title: `${code}: days of its meetings`, panelId,
      body: `Meetings of ${code}: ${meetings.map((one) => `${shortDay(one.on_day)}, ${one.starts_at}`).join("; ")}. An invitation to each comes with its agenda.`,
      calendar: calendarOf("publish", meetings.map((one) => entryOf(one, code)), ask.now),
    });
}

/** Tells somebody that they come in a member's place, or no longer do: their entry is the whole meeting. Nothing is told while the agenda is a draft. */
export async function tellDeputy(ask: Ask, meetingId: string, personId: string, comes: boolean): Promise<void> {
  const meeting = await ask.db.selectFrom("meeting").selectAll().where("id", "=", meetingId).executeTakeFirstOrThrow();
  if (meeting.status === "draft") return;
  const sequence = meeting.calendar_sequence + 1;
  await ask.db.updateTable("meeting").set({ calendar_sequence: sequence }).where("id", "=", meeting.id).execute();
  const code = await codeOf(ask, meeting.panel_id);
  const name = meetingName({ code }, meeting);
  const person = await ask.db.selectFrom("person").select(["name", "email"]).where("id", "=", personId).executeTakeFirstOrThrow();
  await post(ask, {
    toId: personId, kind: comes ? "invited" : "invitation ended", title: `${name}: ${comes ? "you come as a deputy" : "you need not come"}`, panelId: meeting.panel_id, meetingId,
    body: comes ? `You are named to come to ${name} in place of a member, on ${fullDay(meeting.on_day)} at ${meeting.starts_at}.` : `You need not come to ${name} on ${fullDay(meeting.on_day)}.`,
    calendar: calendarOf(comes ? "request" : "cancel", [entryOf({ ...meeting, calendar_sequence: sequence }, code)], ask.now, person),
  });
}

/** Tells who leads an item that it came onto a published agenda, or off it: which one, they read there. Not who does it themselves, nor whoever has a conflict of interest about its subject. */
export async function tellLead(ask: Ask, meeting: Invited & { status: string }, leadId: string | null, subjectId: string | null, words: "was added" | "was given to you" | "was withdrawn" | "was put off"): Promise<void> {
  if (!leadId || leadId === ask.who.id || meeting.status === "draft") return;
  if (subjectId && (await conflicted(ask, subjectId).where("person_id", "=", leadId).executeTakeFirst())) return;
  const name = meetingName({ code: await codeOf(ask, meeting.panel_id) }, meeting);
  await post(ask, { toId: leadId, kind: "item changed", title: `${name}: an item that you lead`, body: `An item that you lead ${words} after the agenda of ${name} on ${fullDay(meeting.on_day)} was published.`, panelId: meeting.panel_id, meetingId: meeting.id });
}

/** Tells the members, and who stands in for one, that items were added to a published agenda, in one letter: not who added them, nor who leads one and is told so, nor of one of which they may not know. While the meeting runs everybody sees it. */
export async function tellOfLateItems(ask: Ask, meeting: Invited & { status: string }, subjectIds: readonly string[], { leadId = null, urgent = false }: { leadId?: string | null; urgent?: boolean } = {}): Promise<void> {
  if (meeting.status !== "published") return;
  const apart = await Promise.all(subjectIds.map(async (id) => new Set((await conflicted(ask, id).execute()).map((row) => row.person_id))));
  const name = meetingName({ code: await codeOf(ask, meeting.panel_id) }, meeting);
  for (const { id } of await membersInvited(ask, meeting)) {
    const told = apart.filter((one) => !one.has(id)).length;
    if (!told || id === ask.who.id || id === leadId) continue;
    const [what, were, stand] = told > 1 ? [`${told} items`, "were", "They stand"] : [urgent ? "an urgent item" : "an item", "was", "It stands"];
    await post(ask, { toId: id, kind: "item changed", title: `${name}: ${what} ${were} added`, body: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${were} added to the agenda of ${name} on ${fullDay(meeting.on_day)} after it was published. ${stand} in the agenda in Panelroom, with the reason.`, panelId: meeting.panel_id, meetingId: meeting.id });
  }
}
