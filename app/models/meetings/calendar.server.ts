import ical, { ICalCalendarMethod, ICalEventClass, ICalEventStatus } from "ical-generator";
import type { Instant } from "../core/days.ts";

// Calendar files (RFC 5545, 5546). They lie in other people's systems and on their phones: a panel's code and a number, when and where, and nothing else.

export interface Entry {
  /** The same for as long as the meeting is the same, so that a change changes the entry. */
  uid: string;
  /** Rises with each change that is sent. */
  sequence: number;
  title: string;
  from: Instant;
  to: Instant;
  place: string | null;
  cancelled?: boolean;
}

export interface Person {
  name: string;
  email: string;
}

/** What the entry of a meeting is known by: one for its members, and one for each person invited to something of it. */
export const uidOf = (meetingId: string, personId: string | null = null): string => `${[meetingId, personId].filter(Boolean).join("-")}@panelroom`;

/** One line, whatever was typed: a line break or a control character would begin a line, and with it a field, of its own; a quotation mark would end a parameter. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029"]+/gu, " ").trim();

/** Nobody reads what is answered by mail: answers are given in Panelroom. The address leads nowhere by design (RFC 2606). */
const organizer = { name: "Panelroom", email: "panelroom@panelroom.invalid" };

/**
 * A calendar file. *request* and *cancel* are sent to one person about one meeting, by whom they are taken as an invitation that may come again;
 * *publish* holds several and asks nothing. Times are UTC, which every calendar shows by the clock on its own wall.
 */
export function calendarOf(method: "request" | "cancel" | "publish", entries: Entry[], now: Date, to: Person | null = null): string {
  const calendar = ical({ prodId: { company: "Panelroom", product: "Panelroom", language: "EN" }, method: { request: ICalCalendarMethod.REQUEST, cancel: ICalCalendarMethod.CANCEL, publish: ICalCalendarMethod.PUBLISH }[method] });
  for (const entry of entries) {
    const event = calendar.createEvent({
      id: entry.uid, sequence: entry.sequence, stamp: now, start: new Date(entry.from), end: new Date(entry.to), summary: oneLine(entry.title), organizer, class: ICalEventClass.CONFIDENTIAL,
      status: entry.cancelled || method === "cancel" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    if (entry.place) event.location(oneLine(entry.place));
    if (to) event.createAttendee({ name: oneLine(to.name), email: oneLine(to.email), rsvp: false });
  }
  return calendar.toString();
}
