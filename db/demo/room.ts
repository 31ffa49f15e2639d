import { addDays } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import type { World } from "./world.ts";

/** Of how many of a panel's last meetings it stands what they said of each action from before. */
const goneThrough = 2;

/** When everybody was in the room of each meeting held, when information came, and what the last meetings said of open actions. `names`: "Dan Kowalczyk, Northmoor Constabulary" by id. */
export function writeRooms(world: World, names: ReadonlyMap<string, string>): void {
  const { by, book } = world;
  const held = (book.meeting ?? []).filter((meeting) => meeting.ended_at);
  for (const [m, meeting] of held.entries()) {
    const started = Date.parse(meeting.started_at!);
    const after = (minutes: number) => new Date(started + minutes * 60_000).toISOString();
    const there = (book.attendance ?? []).filter((row) => row.meeting_id === meeting.id);
    for (const [i, row] of there.entries()) {
      if (row.information_sent === "yes") row.information_on = addDays(meeting.on_day, -1 - ((m + i) % 3));
      if (row.status !== "present" && row.status !== "deputy") continue;
      // One in nine comes a quarter of an hour late, one in eleven leaves before the last hour.
      const [late, leaves] = [(m * 3 + i) % 9 === 4, (m * 5 + i) % 11 === 7];
      put(book, "room_stay", { id: by.id(), meeting_id: meeting.id, person_id: row.person_id, agency_id: row.agency_id, from_at: after(late ? 16 : 0), to_at: leaves ? after(Number(meeting.minutes_long) - 55) : null, how: "presence" });
    }
  }
  for (const panelId of ["macse", "mfh"]) {
    const last = held.filter((meeting) => meeting.panel_id === panelId).sort((a, b) => b.on_day.localeCompare(a.on_day)).slice(0, goneThrough);
    for (const meeting of last) goThrough(world, meeting, held, names);
  }
}

type Meeting = NonNullable<World["book"]["meeting"]>[number];

function goThrough({ by, book }: World, meeting: Meeting, held: Meeting[], names: ReadonlyMap<string, string>): void {
  const item = (book.item ?? []).find((one) => one.meeting_id === meeting.id && one.title === "Matters arising");
  if (!item) return;
  const dayOf = new Map(held.map((one) => [one.id, one.on_day]));
  const there = new Set((book.attendance ?? []).filter((row) => row.meeting_id === meeting.id && (row.status === "present" || row.status === "deputy")).map((row) => row.person_id));
  for (const action of book.action ?? []) {
    const set = dayOf.get(action.meeting_id ?? "");
    if (action.panel_id !== meeting.panel_id || !set || set >= meeting.on_day || !action.issued_at || action.removed_at || (action.ended_at && action.ended_at < meeting.started_at!)) continue;
    const speaker = action.person_id && there.has(action.person_id) ? action.person_id : null;
    put(book, "matter", {
      id: by.id(), meeting_id: meeting.id, item_id: item.id, action_id: action.id, how: "carried", said_by_id: speaker, said_by: (speaker && names.get(speaker)) || "in writing", note: null,
      carried: held.filter((one) => one.panel_id === meeting.panel_id && one.on_day > set && one.on_day < meeting.on_day).length, at: item.finished_at ?? meeting.ended_at!, by_id: "ruth",
    });
  }
}
