import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { listedRefs } from "../core/opened.server.ts";
import { itemsInReach, meetingInReach, subjectsInReach } from "../core/reach.server.ts";
import { attendanceOf, deputiesFor } from "./attendance.server.ts";
import { guestsOf } from "./guest.server.ts";
import { whyNotAdmit } from "./guest.ts";
import { type InRoom, quorumOf, roomOf, roomsAt } from "./room.server.ts";
import type { ItemRoom } from "./room.ts";

/**
 * Everything about who is there: the members with their times in the room, those invited to items and where they stand, and item by item which agencies
 * were there. Of items out of reach nothing. Its opening is kept in the audit. Throws NotFound.
 */
export const attendancePage = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const attendees = await attendanceOf(ask, meeting.id);
    const invited = await guestsOf(ask, meeting.id);
    const room = await roomOf(ask, meeting);
    const mayTake = may.takeAttendance(ask.who, meeting) && (meeting.status === "published" || meeting.status === "live");
    const admits = may.admitGuests(ask.who, meeting);
    const rooms = await roomsOf(ask, meeting, room);
    if (rooms.length) happened({ what: "agenda opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(rooms.flatMap((item) => item.ref ?? [])) });
    const times = new Map(room.map((person) => [person.personId, { how: person.how, stays: person.stays }]));
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status, begun: meeting.started_at !== null, ended: meeting.ended_at !== null },
      attendees: attendees.map((attendee) => ({ ...attendee, times: times.get(attendee.personId) ?? null, deputyTimes: (attendee.deputyId && times.get(attendee.deputyId)) || null })),
      mayTake, mayCorrect: may.takeAttendance(ask.who, meeting) && meeting.status === "live", deputies: mayTake ? await deputiesFor(ask, attendees) : [], quorum: await quorumOf(ask, meeting, room),
      invited: invited.items.flatMap((item) => item.guests.map((guest) => ({
        id: guest.id, item: item.name, name: guest.name, agency: guest.agency, capacity: guest.capacity, state: guest.state, apart: guest.apart, signedAt: guest.signedAt, stays: guest.stays,
        mayAdmit: admits && guest.state !== "in" && whyNotAdmit(meeting, { itemId: item.id, state: guest.state, apart: guest.apart }) === null, mayShowOut: admits && guest.state === "in",
      }))),
      rooms: rooms.map(({ ref: _, ...item }) => item),
    };
  });
export type AttendancePage = Awaited<ReturnType<typeof attendancePage>>;

async function roomsOf(ask: Ask, meeting: Awaited<ReturnType<typeof meetingInReach>>, people: readonly InRoom[]): Promise<{ id: string; ref: string | null; name: string; room: ItemRoom }[]> {
  const items = await itemsInReach(ask).select(["item.id", "item.number", "item.title", "item.subject_id", "item.started_at", "item.finished_at"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
  const ids = items.flatMap((item) => item.subject_id ?? []);
  const refs = new Map(ids.length ? (await subjectsInReach(ask).select(["subject.id", "subject.ref"]).where("subject.id", "in", ids).execute()).map((row) => [row.id, row.ref]) : []);
  const rooms = await roomsAt(ask, meeting, items, { contributed: false, people });
  return items.flatMap((item) => {
    const room = rooms.get(item.id);
    return room ? [{ id: item.id, ref: refs.get(item.subject_id ?? "") ?? null, name: [item.number, item.subject_id ? (refs.get(item.subject_id) ?? "Not shared with you") : item.title].filter(Boolean).join(" "), room }] : [];
  });
}
