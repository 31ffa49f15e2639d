import type { What } from "#app/models/core/news.ts";
import { put } from "./book.server.ts";
import type { World } from "./world.ts";

const agencyOf: Record<string, string> = { amira: "police", dan: "police", gareth: "csc", ruth: "csc", chloe: "health", josie: "harbour" };

/** The news that the acts of two years would have written, so that the audit and the bell have a past. */
export function writeNews(world: World): void {
  const { by, book } = world;
  const rows: { at: string; what: What; person: string | null; panel_id?: string | null; meeting_id?: string | null; item_id?: string | null; subject_id?: string | null; action_id?: string | null }[] = [];
  const tell = (at: string | null | undefined, what: What, person: string | null | undefined, about: Omit<(typeof rows)[number], "at" | "what" | "person"> = {}) => {
    if (at) rows.push({ at, what, person: person ?? null, ...about });
  };
  for (const c of book.panel_case ?? []) {
    tell(c.opened_at, "case opened", c.opened_by_id, { panel_id: c.panel_id, subject_id: c.subject_id });
    tell(c.closed_at, "case closed", c.closed_by_id, { panel_id: c.panel_id, subject_id: c.subject_id });
  }
  for (const m of book.meeting ?? []) {
    const about = { panel_id: m.panel_id, meeting_id: m.id };
    tell(m.proposed_at, "meeting opened", "ruth", about);
    tell(m.published_at, "agenda published", m.published_by_id, about);
    tell(m.started_at, "meeting started", m.started_by_id, about);
    tell(m.ended_at, "meeting ended", m.ended_by_id, about);
    tell(m.approved_at, "minutes approved", m.approved_by_id, about);
  }
  for (const i of book.item ?? []) if (i.subject_id) tell(i.added_at, "item listed", i.added_by_id, { meeting_id: i.meeting_id, item_id: i.id, subject_id: i.subject_id });
  for (const r of book.risk ?? []) tell(r.recorded_at, "risk recorded", r.recorded_by_id, { panel_id: r.panel_id, item_id: r.item_id, subject_id: r.subject_id });
  for (const a of book.action ?? []) {
    const about = { panel_id: a.panel_id, meeting_id: a.meeting_id, item_id: a.item_id, action_id: a.id };
    tell(a.recorded_at, "action recorded", a.recorded_by_id, about);
    tell(a.opened_at, "action opened", a.person_id, about);
    tell(a.ended_at, a.state === "completed" ? "action confirmed" : "action changed", "ruth", about);
  }
  for (const s of book.sharing ?? []) {
    const about = { panel_id: s.panel_id, meeting_id: s.meeting_id, item_id: s.item_id, subject_id: s.subject_id };
    tell(s.recorded_at, "sharing decision recorded", s.recorded_by_id, about);
    tell(s.sent_at, "sharing sent", s.sent_by_id, about);
  }
  rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  rows.forEach(({ at, what, person, ...about }, i) => {
    put(book, "news", { id: `${Date.parse(at).toString(36).padStart(9, "0")}-${i.toString(36).padStart(5, "0")}-${by.id().slice(0, 8)}`, at, what, person_id: person, agency_id: (person && agencyOf[person]) ?? null, ...about });
  });
}
