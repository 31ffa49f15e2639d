import { put } from "./book.server.ts";
import type { World } from "./world.ts";

// How the meetings were run: who was in the chair, and at the last ones which levels agencies proposed before one was agreed. No chance is taken
// here: what the demonstration holds otherwise stays as it is.

const deputies: Record<string, string> = { amira: "gareth", gareth: "dan" };
const proposers = ["csc", "health", "police"] as const;
const byAgency: Record<(typeof proposers)[number], string> = { csc: "ruth", health: "chloe", police: "dan" };
const below: Record<string, string> = { High: "Medium", Medium: "Low", Low: "Medium" };

export function runMeetings({ book }: World): void {
  const held = (book.meeting ?? []).filter((meeting) => meeting.ended_at);
  const lastOnes = [...held].sort((a, b) => a.on_day.localeCompare(b.on_day)).slice(-2);
  for (const [i, meeting] of held.entries()) {
    const chair = String(meeting.chair_id);
    const row = (how: "started" | "handed over" | "took over", n: number, person_id: string, from_at: string, to_at: string) => put(book, "chairing", { id: `${meeting.id}-${n}`, meeting_id: meeting.id, person_id, how, from_at, to_at, by_id: how === "handed over" ? chair : person_id });
    const [from, to] = [String(meeting.started_at), String(meeting.ended_at)];
    const deputy = deputies[chair];
    // Now and then the chair's line drops, or they must go.
    if (deputy && i % 9 === 8) {
      const middle = new Date((Date.parse(from) + Date.parse(to)) / 2).toISOString();
      row("started", 1, chair, from, middle);
      row(i % 2 ? "handed over" : "took over", 2, deputy, middle, to);
    } else row("started", 1, chair, from, to);
  }
  const items = (book.item ?? []).filter((item) => lastOnes.some((meeting) => meeting.id === item.meeting_id));
  for (const [i, risk] of (book.risk ?? []).filter((one) => items.some((item) => item.id === one.item_id)).entries()) {
    if (i % 3) continue;
    const at = String(items.find((item) => item.id === risk.item_id)!.started_at);
    for (const [n, agency_id] of proposers.entries()) put(book, "card", { item_id: String(risk.item_id), agency_id, level: n === i % 4 ? (below[risk.level] ?? risk.level) : risk.level, at, by_id: byAgency[agency_id] });
    put(book, "card_showing", { item_id: String(risk.item_id), at, by_id: byAgency.csc });
  }
}
