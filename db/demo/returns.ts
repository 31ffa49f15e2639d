import { instantOf } from "#app/models/core/days.ts";
import { addWorkdays } from "#app/models/core/workdays.ts";
import { headingsFor } from "#app/models/meetings/return.ts";
import type { Kind } from "#app/models/subjects/subject.ts";
import { put } from "./book.server.ts";
import { chance, type Chance, dealer } from "./chance.ts";
import { declines, updates } from "./words/returns.ts";
import type { PanelId, World } from "./world.ts";

const writers: Record<string, string> = { police: "dan", csc: "gareth", health: "chloe", schools: "priya", yjs: "owen", probation: "mairead", licensing: "beth", safety: "iqbal", harbour: "josie" };
const sitting: Record<PanelId, string[]> = { macse: ["police", "csc", "health", "yjs", "probation", "licensing", "safety", "harbour"], mfh: ["police", "csc", "health", "schools", "harbour"] };
const core = ["police", "csc", "health", "schools", "yjs", "probation", "housing", "licensing", "safety", "harbour"];
/** How many of each panel's last meetings have their returns. */
const meetings = 2;
const seed = 5_2026;

/** What agencies told the last meetings of each panel, and half of what they will tell the next. */
export function writeReturns(world: World): void {
  const { book } = world;
  // A chance of its own: what else the demonstration holds stays as it is.
  const by = chance(seed);
  const kinds = new Map(book.subject!.map((one) => [one.id, one.kind as Kind]));
  const deal = Object.fromEntries(Object.entries(updates).map(([agency, parts]) => [agency, parts.map((part) => ({ ...part, next: dealer(by, part.texts) }))]));
  const words = { deal, decline: dealer(by, declines) };
  for (const panelId of ["macse", "mfh"] as const) {
    const all = book.meeting!.filter((one) => one.panel_id === panelId).sort((a, b) => a.on_day.localeCompare(b.on_day));
    for (const meeting of [...all.filter((one) => one.status === "ended" || one.status === "agreed").slice(-meetings), ...all.filter((one) => one.status === "published")]) {
      const coming = meeting.status === "published";
      const askedAt = meeting.published_at!;
      const due = instantOf(addWorkdays(meeting.on_day, -2), "16:00");
      const until = coming ? world.now.toISOString() : due;
      for (const item of book.item!.filter((one) => one.meeting_id === meeting.id && one.subject_id))
        for (const agency of core) told(world, by, words, { itemId: item.id, kind: kinds.get(item.subject_id!)!, agency, sits: sitting[panelId].includes(agency), coming, askedAt, until });
    }
  }
}

interface Asked {
  itemId: string;
  kind: Kind;
  agency: string;
  /** Somebody of it sits in the panel: for others the coordinator enters what they say. */
  sits: boolean;
  coming: boolean;
  askedAt: string;
  until: string;
}
interface Words {
  deal: Record<string, { heading: string; handling?: "police" | "health"; next: () => string }[]>;
  decline: () => string;
}

function told({ book }: World, by: Chance, { deal, decline }: Words, { itemId, kind, agency, sits, coming, askedAt, until }: Asked): void {
  const id = by.id();
  const asked = headingsFor(kind).map((one) => one.key);
  const parts = (deal[agency] ?? []).filter((part) => asked.includes(part.heading)).filter((_, i) => i === 0 || by.of(0.6));
  const says = by.weighed([["submitted", sits && parts.length ? 55 : 0], ["nothing held", 40], ["declined", sits ? 1 : 0], ["draft", coming && sits && parts.length ? 8 : 0], ["asked", coming ? 45 : sits ? 3 : 30]] as const);
  const at = new Date(Date.parse(askedAt) + by.next() * Math.max(0, Date.parse(until) - Date.parse(askedAt))).toISOString();
  const sent = says === "submitted" || says === "nothing held" || says === "declined";
  put(book, "agency_return", { id, item_id: itemId, agency_id: agency, state: says, version: sent ? 1 : 0, asked_at: askedAt, asked_by_id: "ruth", sent_at: sent ? at : null });
  if (says === "asked") return;
  const writes = says === "submitted" || says === "draft";
  put(book, "return_version", {
    return_id: id, version: sent ? 1 : 0, state: sent ? says : "submitted", declined_reason: says === "declined" ? decline() : null, contact: writes ? "The team's duty telephone, 01632 960111" : null,
    received_how: sits ? null : by.pick(["by e-mail", "by telephone"]), received_at: sits ? null : at, written_at: at, written_by_id: sits ? writers[agency]! : "ruth",
  });
  if (writes) for (const [i, part] of parts.entries()) put(book, "return_block", { id: by.id(), return_id: id, version: sent ? 1 : 0, position: i + 1, heading: part.heading, text: part.next(), handling: part.handling ?? "shared", hidden: 0, safe_for_minutes: part.handling ? 0 : 1 });
}
