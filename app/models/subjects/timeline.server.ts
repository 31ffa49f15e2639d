import type { Ask } from "../core/ask.server.ts";
import type { Day } from "../core/days.ts";
import { sourcesOfFacts } from "./timeline-facts.server.ts";
import { sourcesOfPanels } from "./timeline-panels.server.ts";
import { type Entry, type TimelineKind, byNewest } from "./timeline.ts";

export interface About {
  id: string;
  kind: "child" | "offender" | "location";
}

/** One table's part of a timeline: everything up to a day that this person may know, in any order. */
export type Source = (ask: Ask, about: About, upTo: Day) => Promise<Entry[]>;
/** The sources of each kind of entry. */
export type Sources = [TimelineKind, Source][];

const sources: Sources = [...sourcesOfFacts, ...sourcesOfPanels];

export interface Timeline {
  entries: Entry[];
  total: number;
  page: number;
  pages: number;
}

/**
 * A page of everything that happened to a subject in reach already, newest first, up to a day, of one kind or all. Other panels' cases, levels,
 * items, actions and decisions are not in it, and of links and measures only those whose other end is in reach.
 */
export async function timelineOf(ask: Ask, about: About, { upTo, kind, page = 1, size = 25 }: { upTo: Day; kind?: TimelineKind | null; page?: number; size?: number }): Promise<Timeline> {
  const all: Entry[] = [];
  for (const [of, source] of sources) if (!kind || of === kind) all.push(...(await source(ask, about, upTo)));
  const entries = all.filter((entry) => entry.on <= upTo).sort(byNewest);
  const pages = Math.max(1, Math.ceil(entries.length / size));
  const at = Math.min(Math.max(1, page), pages);
  return { entries: entries.slice((at - 1) * size, at * size), total: entries.length, page: at, pages };
}
