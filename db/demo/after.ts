import type { Insertable } from "kysely";
import { addDays, dayOf, instantOf } from "#app/models/core/days.ts";
import { addWorkdays } from "#app/models/core/workdays.ts";
import type { Paper } from "#app/models/meetings/paper.ts";
import type { MeetingTable } from "../tables.ts";
import { type Book, put } from "./book.server.ts";
import type { World } from "./world.ts";

// What followed the meetings held: owners told, minutes sent out and opened, corrected, and agreed at the next meeting.

type Meeting = Insertable<MeetingTable>;
/** Of so many of each panel's last meetings it is known who was told when: before, the panel kept no list. */
const known = 7;
const leads: Record<string, string> = { csc: "gareth", police: "dan", health: "chloe", schools: "priya", housing: "helen" };

const lastOf = (world: World, panelId: string): Meeting[] => (world.book.meeting ?? []).filter((one) => one.panel_id === panelId && one.ended_at).sort((a, b) => (a.on_day < b.on_day ? 1 : -1));
const attendedAt = (world: World, meetingId: string): string[] => (world.book.attendance ?? []).filter((one) => one.meeting_id === meetingId && (one.status === "present" || one.status === "deputy")).map((one) => one.person_id);

/** Draft minutes went to the members some working days after the meeting, most in time; nearly all have opened them. They were agreed at the next meeting. */
export function sendOut(world: World, papers: Book, meeting: Meeting): void {
  const { by, today, now } = world;
  const line = lastOf(world, meeting.panel_id);
  const place = line.findIndex((one) => one.id === meeting.id);
  if (place >= known) return;
  const onDay = place === 0 ? addWorkdays(meeting.on_day, 2) : addWorkdays(meeting.on_day, by.weighed([[2, 20], [3, 30], [4, 20], [5, 20], [7, 10]] as const));
  if (onDay >= today) return;
  const at = instantOf(onDay, `1${by.whole(0, 5)}:${by.whole(10, 59)}`);
  put(papers, "circulation", { meeting_id: meeting.id, version: 1, at, by_id: "ruth", corrections_until_on: [addWorkdays(onDay, 5), place === 0 ? addWorkdays(today, 2) : ""].sort().at(-1)! });
  for (const person_id of new Set(["ruth", ...attendedAt(world, meeting.id)])) {
    const opened = new Date(Date.parse(at) + by.whole(1, 70) * 3_600_000).toISOString();
    put(papers, "circulation_reader", { meeting_id: meeting.id, person_id, opened_at: person_id === "ruth" ? at : by.of(place === 0 ? 0.6 : 0.9) && opened < now.toISOString() ? opened : null });
  }
  const next = line[place - 1];
  const item = next && (world.book.item ?? []).find((one) => one.meeting_id === next.id && one.title === "Minutes of the last meeting");
  if (next && meeting.approved_at) put(papers, "agreement", { meeting_id: meeting.id, at_meeting_id: next.id, item_id: item?.id ?? null, version: 2, at: instantOf(next.on_day, "09:50"), by_id: String(next.chair_id) });
}

/** The last minutes are still a draft: two corrections were proposed, of which one waits for the chair. */
export function correctLast(world: World, papers: Book, meeting: Meeting, paper: Paper): void {
  const sent = papers.circulation?.find((one) => one.meeting_id === meeting.id);
  const by = attendedAt(world, meeting.id).filter((id) => id !== meeting.chair_id && id !== "ruth");
  const found = paper.items.flatMap((item) => (/Discussed \d+ times\./.exec(item.text) ? [{ item, passage: /Discussed \d+ times\./.exec(item.text)![0] }] : []))[0];
  if (!sent || !found || by.length < 2) return;
  const at = (hours: number) => new Date(Math.min(Date.parse(sent.at) + hours * 3_600_000, world.now.getTime() - 3_600_000)).toISOString();
  put(papers, "correction", { id: world.by.id(), meeting_id: meeting.id, item_id: found.item.id, version: 1, passage: found.passage, replacement: found.passage.replace(".", ", the last time with the family’s own plan on the table."), remark: null, at: at(4), by_id: by[0]! });
  put(papers, "correction", { id: world.by.id(), meeting_id: meeting.id, item_id: null, version: 1, passage: null, replacement: null, remark: "The meeting began ten minutes late because the call could not be joined; the minutes do not say so.", at: at(6), by_id: by[1]!, accepted: 0, decided_at: at(20), decided_by_id: String(meeting.chair_id), why: "The times of the items show it" });
}

/** Owners and leads were told of the actions of the last meetings: most the same day or the next, by e-mail as it was then; a few late, and one not yet. */
export function tellAll(world: World, papers: Book): void {
  const { by, book, now, today } = world;
  for (const panelId of ["macse", "mfh"])
    for (const [place, meeting] of lastOf(world, panelId).slice(0, known).entries()) {
      const actions = (book.action ?? []).filter((one) => one.meeting_id === meeting.id && one.issued_at);
      for (const [i, action] of actions.entries()) {
        const waits = place === 0 && i === actions.length - 1;
        const hours = by.weighed([[2, 45], [5, 27], [20, 25], [44, 2], [70, 1]] as const);
        const toldAt = new Date(Date.parse(String(meeting.ended_at)) + hours * 3_600_000 + by.whole(1, 50) * 60_000).toISOString();
        const told = waits || toldAt > now.toISOString() ? {} : { told_at: toldAt, told_how: "by secure e-mail", told_by_id: "ruth" };
        const row = { action_id: action.id, kind: "issued" as const, agency_id: action.agency_id, due_on: action.due_on, at: String(action.issued_at), ...told };
        if (action.person_id || action.person_name) put(papers, "telling", { ...row, id: by.id(), role: "owner", to_id: action.person_id ?? null, to_name: action.person_name ?? null });
        const lead = leads[action.agency_id];
        // Where an agency has no lead, whoever is on duty there was rung.
        const named = action.person_id ?? action.person_name;
        if ((lead && lead !== action.person_id) || (!lead && !named)) put(papers, "telling", { ...row, id: by.id(), role: "lead", to_id: lead ?? null, to_name: null });
      }
    }
  // What is overdue since before the list was kept is not chased all at once.
  for (const action of book.action ?? [])
    if (!action.ended_at && action.issued_at && action.due_on < today)
      for (const kind of ["overdue", "escalation"] as const) put(papers, "telling", { id: by.id(), action_id: action.id, kind, agency_id: action.agency_id, ...(kind === "overdue" ? { role: "owner" as const, to_id: action.person_id ?? null, to_name: action.person_name ?? null } : { role: "lead" as const, to_id: leads[action.agency_id] ?? null, to_name: null }), due_on: action.due_on, at: instantOf(addDays(dayOf(now), -1), "08:00"), told_at: instantOf(addDays(dayOf(now), -1), "09:00"), told_how: "by telephone", told_by_id: "ruth" });
}
