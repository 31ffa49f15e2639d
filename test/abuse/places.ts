import { addDays, dayOf } from "#app/models/core/days.ts";
import type { Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import type { NewRow, Tables } from "#db/tables.ts";
import { opening } from "#app/models/meetings/meeting.ts";
import type { Person } from "../cast.ts";
import { markOf, type Payload } from "./payloads.ts";

/** A page that must show these payloads. */
export interface Visit {
  who: Person;
  path: string;
  shows: Payload[];
}

/** Where text that people typed is shown. Its rows are written as they stand: no path into the database is there to make them harmless. */
export interface Place {
  name: string;
  /** How many payloads one page takes. */
  most: number;
  /** The page that shows the i-th lot, and who looks. */
  at: (i: number) => Pick<Visit, "who" | "path">;
  fill: (put: Put, i: number, lot: Payload[]) => Promise<void>;
}

type Put = <T extends keyof Tables>(table: T, rows: NewRow<T>[]) => Promise<void>;

const now = new Date();
const at = now.toISOString();
const today = dayOf(now);
const recorded = { recorded_at: at, recorded_by_id: "ruth" };
const line = (payload: Payload): string => `${payload.text} ${markOf(payload)}`;
const lines = (payload: Payload): string => `${payload.text}\n\n${markOf(payload)}`;

let numbers = 0;
async function subject(put: Put, id: string, name: string, kind: "child" | "offender" | "location" = "child"): Promise<void> {
  await put("subject", [{ id, kind, ref: `${kind.charAt(0).toUpperCase()}-${8000 + ++numbers}`, display_name: name, created_at: at, created_by_id: "ruth" }]);
  if (kind === "child") await put("child", [{ subject_id: id, family_name: "x" }]);
  if (kind === "location") await put("location", [{ subject_id: id, name, place_type: "park" }]);
  await put("panel_case", [{ id: `${id}-case`, panel_id: "macse", subject_id: id, opened_on: today, opened_at: at, why: "x", review_on: addDays(today, 30) }]);
}
async function meeting(put: Put, id: string, status: "published" | "live" | "ended", more: Partial<NewRow<"meeting">> = {}): Promise<void> {
  await put("meeting", [{ id, panel_id: "macse", number: 100 + ++numbers, on_day: today, starts_at: "10:00", minutes_long: 120, status, published_at: at, ...(status !== "published" && { started_at: at }), ...(status === "ended" && { ended_at: at }), ...more }]);
}
const item = (id: string, meeting_id: string, position: number, more: Partial<NewRow<"item">> = {}): NewRow<"item"> => ({ id, meeting_id, kind: "standing", number: String(position), section: opening, title: "Matter", position, minutes: 5, reasons: "[]", added_at: at, ...more });

/** The places of the rows. Others, into which is typed, stand in typed.ts. */
export const places: Place[] = [
  {
    name: "a note on a record, its contact and its sanitised words", most: 300, at: (i) => ({ who: "amira", path: `/subjects/note-${i}` }),
    fill: async (put, i, lot) => {
      await subject(put, `note-${i}`, "Rowan Ashgrove");
      await put("note", lot.map((one, n) => ({ id: `note-${i}-${n}`, subject_id: `note-${i}`, panel_id: "macse", agency_id: n % 3 ? "police" : "health", handling: n % 3 ? "shared" : "health", text: lines(one), contact: line(one), conditions: line(one), sanitised: n % 2 ? line(one) : null, ...recorded })));
    },
  },
  {
    name: "what an agency told a meeting of a record, and whom it names to ask", most: 300, at: (i) => ({ who: "amira", path: `/subjects/return-${i}` }),
    fill: async (put, i, lot) => {
      await subject(put, `return-${i}`, "Rowan Ashgrove");
      await meeting(put, `return-${i}-meeting`, "live");
      await put("item", [item(`return-${i}-item`, `return-${i}-meeting`, 1, { kind: "subject", section: "children", subject_id: `return-${i}` })]);
      await put("agency_return", [{ id: `return-${i}`, item_id: `return-${i}-item`, agency_id: "health", state: "submitted", version: 1, asked_at: at, sent_at: at }]);
      await put("return_version", [{ return_id: `return-${i}`, version: 1, state: "submitted", contact: line(lot[0]!), written_at: at, written_by_id: "chloe" }]);
      await put("return_block", lot.map((one, n) => ({ id: `return-${i}-${n}`, return_id: `return-${i}`, version: 1, position: n, heading: n % 2 ? "contact" : "worries", text: lines(one), handling: n ? ("shared" as const) : ("health" as const) })));
      if (lot[0]) await put("return_block", [{ id: `return-${i}-again`, return_id: `return-${i}`, version: 1, position: lot.length, heading: "voice", text: lines(lot[0]), handling: "shared" }]);
    },
  },
  {
    name: "another name of a record", most: 300, at: (i) => ({ who: "amira", path: `/subjects/alias-${i}/aliases` }),
    fill: async (put, i, lot) => {
      await subject(put, `alias-${i}`, "Rowan Ashgrove");
      await put("alias", lot.map((one, n) => ({ id: `alias-${i}-${n}`, subject_id: `alias-${i}`, name: line(one), kind: "also known as", ...recorded })));
    },
  },
  {
    name: "a dated fact of a record", most: 300, at: (i) => ({ who: "amira", path: `/subjects/period-${i}/periods` }),
    fill: async (put, i, lot) => {
      await subject(put, `period-${i}`, "Rowan Ashgrove");
      await put("period", lot.map((one, n) => ({ id: `period-${i}-${n}`, subject_id: `period-${i}`, kind: "school", value: line(one), detail: line(one), from_on: addDays(today, -90), ...recorded })));
    },
  },
  {
    name: "a record's name, and a link's note", most: 200, at: (i) => ({ who: "amira", path: `/subjects/link-${i}` }),
    fill: async (put, i, lot) => {
      await subject(put, `link-${i}`, "Rowan Ashgrove");
      for (const [n, one] of lot.entries()) await subject(put, `link-${i}-${n}`, line(one), n % 2 ? "location" : "child");
      await put("link", lot.map((one, n) => ({ id: `link-${i}-${n}`, a_id: `link-${i}`, b_id: `link-${i}-${n}`, kind: "associate", confidence: "suspected", source: line(one), note: line(one), ...recorded })));
    },
  },
  {
    name: "the minutes as they are read", most: 200, at: (i) => ({ who: "amira", path: `/meetings/read-${i}/minutes` }),
    fill: async (put, i, lot) => {
      await meeting(put, `read-${i}`, "ended");
      const items = lot.map((one, n) => ({ id: `read-${i}-${n}`, kind: "standing" as const, number: String(n), section: "Meeting", subjectId: null, ref: null, name: line(one), text: lines(one), outcome: null, entries: [{ kind: "action" as const, id: `read-${i}-${n}`, ref: null, title: line(one), facts: [["Owner", line(one)]] }] }));
      const paper = { panel: "MACSE", code: "MACSE", number: 1, onDay: today, startsAt: "10:00", place: line(lot[0]!), chair: line(lot[0]!), attendance: lot.map((one) => ({ name: line(one), agency: line(one), status: "present", informationSent: null, deputyFor: line(one) })), items, addenda: lot.slice(0, 40).map((one, n) => ({ at, by: line(one), itemId: null, number: null, text: lines(one), reason: line(one), version: n + 2 })) };
      await put("minutes_version", [{ id: `read-${i}`, meeting_id: `read-${i}`, version: 1, state: "draft", content: JSON.stringify(paper), hash: "0", reason: line(lot[0]!), at, by_id: "amira" }]);
    },
  },
  {
    name: "an extract for a record", most: 200, at: (i) => ({ who: "amira", path: `/meetings/extract-${i}/extracts` }),
    fill: async (put, i, lot) => {
      await meeting(put, `extract-${i}`, "ended");
      await subject(put, `extract-${i}`, "Rowan Ashgrove");
      await put("item", [item(`extract-${i}`, `extract-${i}`, 1, { kind: "subject", subject_id: `extract-${i}`, title: null })]);
      await put("extract", lot.map((one, n) => ({ id: `extract-${i}-${n}`, item_id: `extract-${i}`, subject_id: `extract-${i}`, meeting_id: `extract-${i}`, version: n + 1, state: "draft", text: lines(one), outcome: line(one), entries: "[]", written_at: at, reason: line(one) })));
    },
  },
  {
    name: "a title and a reason on an agenda, the meeting's place, and why it was put off", most: 300, at: (i) => ({ who: "amira", path: `/meetings/agenda-${i}` }),
    fill: async (put, i, lot) => {
      await meeting(put, `agenda-${i}`, "published", { place: line(lot[0]!) });
      await put("meeting_move", lot.slice(0, 40).map((one, n) => ({ id: `agenda-${i}-${n}`, meeting_id: `agenda-${i}`, kind: "postponed", from_on: addDays(today, -7), from_time: "10:00", to_on: today, to_time: "10:00", reason: line(one), at, by_id: "ruth" })));
      await put("item", lot.map((one, n) => item(`agenda-${i}-${n}`, `agenda-${i}`, n + 1, { title: line(one), reasons: JSON.stringify([{ rule: "byHand", text: line(one), weight: 1 }]) })));
    },
  },
  {
    name: "an action on the meeting's page", most: 200, at: (i) => ({ who: "amira", path: `/meetings/desk/live?item=action-${i}` }),
    fill: async (put, i, lot) => {
      if (i === 0) await meeting(put, "desk", "live");
      await put("item", [item(`action-${i}`, "desk", i + 1)]);
      await put("action", lot.map((one, n) => ({ id: `action-${i}-${n}`, ref: `MACSE-9/${i}/${n}`, panel_id: "macse", meeting_id: "desk", item_id: `action-${i}`, what: line(one), agency_id: "police", person_name: line(one), due_on: today, first_due_on: today, state: "not started", briefing: "[]", briefing_note: line(one), ...recorded })));
    },
  },
  {
    name: "a sharing decision on the meeting's page", most: 200, at: (i) => ({ who: "amira", path: `/meetings/desk/live?item=sharing-${i}` }),
    fill: async (put, i, lot) => {
      await subject(put, `sharing-${i}`, "Rowan Ashgrove");
      await put("item", [item(`sharing-${i}`, "desk", 1000 + i)]);
      await put("sharing", lot.map((one, n) => ({ id: `sharing-${i}-${n}`, ref: `MACSE-9/${i}/S${n}`, panel_id: "macse", meeting_id: "desk", item_id: `sharing-${i}`, subject_id: `sharing-${i}`, decision: "share", what: line(one), owner_agency_id: "police", to_name: line(one), purpose: line(one), necessity: line(one), consent: "not sought", consent_reason: line(one), told_whom: line(one), conditions: line(one), redactions: line(one), advice: line(one), dissent: line(one), how: line(one), sender_agency_id: "police", ...recorded })));
    },
  },
  {
    name: "the names of agencies and panels, for the administrator", most: 800, at: () => ({ who: "admin", path: "/admin" }),
    fill: async (put, i, lot) => {
      await put("agency", lot.map((one, n) => ({ id: `agency-${i}-${n}`, name: line(one), kind: "other", phone: line(one) })));
      const some = lot.filter((_, n) => n % 10 === 0);
      await put("panel", some.map((one, n) => ({ id: `panel-${i}-${n}`, name: line(one), code: `P${i}-${n}`, created_at: at })));
      await put("panel_version", some.map((one, n) => ({ id: `panel-${i}-${n}`, panel_id: `panel-${i}-${n}`, from_on: today, remit: line(one), frequency: "monthly", meeting_minutes: 60, sections: "[]", scale: "[]", rules: "{}", reach_after_closing_days: 90, set_at: at })));
    },
  },
  {
    name: "the names, posts and addresses of people, for the administrator", most: 50, at: (i) => ({ who: "admin", path: `/admin/people?agency=people-${i}` }),
    fill: async (put, i, lot) => {
      await put("agency", [{ id: `people-${i}`, name: `Agency ${i}`, kind: "other" }]);
      await put("person", lot.map((one, n) => ({ id: `people-${i}-${n}`, agency_id: `people-${i}`, name: line(one), email: `p${one.n}@x.example"><img src=x onerror=__ran(${one.n})>`, job_title: line(one), phone: line(one), password_hash: "x", created_at: at })));
    },
  },
  {
    name: "what an import refused: files, columns, cells and reasons", most: 200, at: (i) => ({ who: "ruth", path: `/imports/import-${i}` }),
    fill: async (put, i, lot) => {
      const quarter = (part: number) => lot.filter((_, n) => n % 4 === part);
      await put("import_run", [{ id: `import-${i}`, panel_id: "macse", by_id: "ruth", authority: line(lot[0]!), kind: "names", state: "ready", started_at: at, beat_at: at, staged_at: at, summary: JSON.stringify({ files: [{ kind: "names", name: line(lot[0]!), rows: 1, refused: lot.length }], notes: [line(lot[0]!)] }) }]);
      await put("import_fault", quarter(0).map((one, n) => ({ import_id: `import-${i}`, number: n, kind: "names", file: line(one), line: n, column_name: quarter(1)[n] ? line(quarter(1)[n]!) : null, child_number: quarter(2)[n] ? line(quarter(2)[n]!) : null, reason: quarter(3)[n] ? line(quarter(3)[n]!) : "x" })));
    },
  },
];

/** The partnership, and these payloads at every place of the rows. */
export async function fillPlaces(db: Db, payloads: Payload[]): Promise<Map<Place, Visit[]>> {
  await fillPartnership(db, now);
  const put: Put = async (table, rows) => {
    for (let from = 0; from < rows.length; from += 100) await db.insertInto(table).values(rows.slice(from, from + 100) as never).execute();
  };
  const visits = new Map<Place, Visit[]>();
  for (const place of places) {
    const own: Visit[] = [];
    for (let i = 0; i * place.most < payloads.length; i++) {
      const lot = payloads.slice(i * place.most, (i + 1) * place.most);
      await place.fill(put, i, lot);
      const visit = { ...place.at(i), shows: lot };
      const same = own.find((one) => one.path === visit.path);
      if (same) same.shows.push(...lot);
      else own.push(visit);
    }
    visits.set(place, own);
  }
  return visits;
}
