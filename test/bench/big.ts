import { CompiledQuery } from "kysely";
import { chainFirst } from "#app/models/core/chain.server.ts";
import { addDays, addMonths, type Day, dayOf, instantOf } from "#app/models/core/days.ts";
import { keepAllNameWords } from "#app/models/subjects/name-words.server.ts";
import { gramsOf } from "#app/models/subjects/names.ts";
import { refOf } from "#app/models/subjects/subject.ts";
import { type Db, transact } from "#db/connect.server.ts";
import { chance } from "#db/demo/chance.ts";
import { backgrounds } from "#db/demo/names.ts";
import { streets } from "#db/demo/places.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { scheduleOf } from "#db/demo/world.ts";
import type { Tables } from "#db/tables.ts";

export const size = { subjects: 20_000, children: 16_000, offenders: 3_000, episodes: 200_000, actions: 50_000, proposed: 300 };

/** The meetings that are in session, of eight items each. */
export const inSession = ["live-1", "live-2"];

type Value = string | number | null;

/** Writes many rows of one table, some thousand values to a statement, the statement's text made once. */
async function bulk<T extends keyof Tables>(db: Db, table: T, columns: (keyof Tables[T] & string)[], rows: Iterable<Value[]>): Promise<void> {
  const atOnce = Math.floor(6000 / columns.length);
  const text = (count: number) => `insert into ${table} (${columns.join(", ")}) values ${Array(count).fill(`(${columns.map(() => "?").join(", ")})`).join(", ")}`;
  const full = text(atOnce);
  let waiting: Value[][] = [];
  const write = (sql: string) => db.executeQuery(CompiledQuery.raw(sql, waiting.flat()));
  for (const row of rows) {
    waiting.push(row);
    if (waiting.length < atOnce) continue;
    await write(full);
    waiting = [];
  }
  if (waiting.length) await write(text(waiting.length));
}

/**
 * 20,000 subjects, all on MACSE's list, 200,000 missing episodes and 50,000 actions; 300 subjects give the rules a reason
 * (120 by their level, 100 by a review, 60 by missing episodes, 10 by an interview, 10 by actions), the others none.
 */
export async function fillBig(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  const by = chance(7);
  const today = dayOf(now);
  const { held } = scheduleOf("macse", today);
  const last = held.at(-1)!;
  const at = instantOf(addDays(today, -500), "10:00");
  const kindOf = (i: number) => (i < size.children ? "child" : i < size.children + size.offenders ? "offender" : "location");
  const id = (i: number) => `s${i}`;
  const all = Array.from({ length: size.subjects }, (_, i) => i);
  const children = all.slice(0, size.children);
  // Who is proposed and why: every fifty-third child or so, spread over the list.
  const chosen = children.filter((i) => i % 53 === 7).slice(0, size.proposed);
  const why = new Map<number, "level" | "review" | "missing" | "interview" | "action">(chosen.map((i, n) => [i, n < 120 ? "level" : n < 220 ? "review" : n < 280 ? "missing" : n < 290 ? "interview" : "action"]));
  const names = all.map((i) => {
    const background = by.weighed(backgrounds.map((b) => [b, b.weight] as const));
    return kindOf(i) === "location" ? { given: "", family: `${by.pick(streets)} ${i}` } : { given: by.pick(kindOf(i) === "child" ? (i % 10 < 3 ? background.boys : background.girls) : background.men), family: by.pick(background.families) };
  });
  const nameOf = (i: number) => `${names[i]!.given} ${names[i]!.family}`.trim();
  const born = all.map((i) => (kindOf(i) === "child" ? addDays(today, -by.whole(11 * 366, 17 * 365)) : kindOf(i) === "offender" ? addDays(today, -by.whole(19 * 366, 50 * 365)) : null));

  await transact(db, async (db) => {
    await bulk(db, "subject", ["id", "kind", "ref", "created_at", "created_by_id", "display_name", "born_on"], all.map((i) => [id(i), kindOf(i), refOf(kindOf(i), i + 1), at, "ruth", nameOf(i), born[i]!]));
    await bulk(db, "child", ["subject_id", "family_name", "given_names", "born_on", "sex", "ethnicity", "address", "authority", "authority_number", "parents"], children.map((i) => [id(i), names[i]!.family, names[i]!.given, born[i]!, i % 10 < 3 ? "male" : "female", "White British", `${by.whole(1, 99)} ${by.pick(streets)}`, "Seaholme", String(100_000 + i), "Mother, engaged"]));
    await bulk(db, "offender", ["subject_id", "family_name", "given_names", "born_on", "sex"], all.filter((i) => kindOf(i) === "offender").map((i) => [id(i), names[i]!.family, names[i]!.given, born[i]!, "male"]));
    await bulk(db, "location", ["subject_id", "name", "place_type"], all.filter((i) => kindOf(i) === "location").map((i) => [id(i), nameOf(i), "other public area"]));
    await bulk(db, "name_gram", ["gram", "subject_id"], (function* () { for (const i of all) for (const gram of gramsOf(nameOf(i))) yield [gram, id(i)]; })());
    await bulk(db, "period", ["id", "subject_id", "kind", "value", "from_on", "recorded_at", "recorded_by_id"], (function* () {
      for (const i of children) for (const [kind, value] of [["care status", "with family, child in need"], ["school", "Kingsmere High School"], ["education status", "attending"], ["social worker", "Hannah Bright"], ["key worker", "Siân Llewelyn-Parry"], ["exploitation", "sexual"]] as const) yield [`p${i}${kind}`, id(i), kind, value, addDays(today, -400), at, "ruth"];
    })());
    await bulk(db, "care_episode", ["id", "child_id", "from_on", "legal_status", "placement", "recorded_at", "recorded_by_id"], children.filter((i) => i % 2).map((i) => [`c${i}`, id(i), addDays(today, -700), "section 31, care order", "foster care", at, "ruth"]));
    await bulk(db, "panel_case", ["id", "panel_id", "subject_id", "opened_on", "opened_at", "opened_by_id", "why", "review_on"], all.map((i) => [`k${i}`, "macse", id(i), addDays(today, -500), at, "ruth", "Referred by the front door", reviewOf(i)]));
    await bulk(db, "case_next", ["id", "case_id", "kind", "on_day", "owner_id", "why", "set_at", "set_by_id"], all.map((i) => [`n${i}`, `k${i}`, "review", reviewOf(i), "ruth", "Review", at, "ruth"]));
    await bulk(db, "risk", ["id", "subject_id", "panel_id", "level", "rank", "rationale", "scale_from_on", "decided_on", "ended_on", "recorded_at", "recorded_by_id", "agreed_at"], (function* () {
      for (const i of all) {
        yield [`r${i}a`, id(i), "macse", "Low", 1, "Early indicators only", addDays(today, -800), addDays(today, -480), addDays(today, -200), at, "ruth", at];
        const high = why.get(i) === "level";
        yield [`r${i}b`, id(i), "macse", high ? "High" : "Medium", high ? 3 : 2, "Several indicators are active", addDays(today, -800), addDays(today, -200), null, at, "ruth", at];
      }
    })());
    await bulk(db, "link", ["id", "a_id", "b_id", "kind", "confidence", "from_on", "recorded_at", "recorded_by_id"], (function* () {
      // Nobody is linked across: the proposed with the proposed, the others with the others.
      for (let n = 0; n < 30_000; n++) {
        const inside = n % 60 === 0;
        const a = inside ? by.pick(chosen) : by.pick(children);
        const b = inside ? by.pick(chosen) : by.whole(0, size.subjects - 1);
        if (a !== b && why.has(a) === why.has(b)) yield [`l${n}`, id(a), id(b), kindOf(b) === "offender" ? "seen with" : kindOf(b) === "location" ? "found at" : "missing together", "suspected", addDays(today, -by.whole(100, 450)), at, "dan"];
      }
    })());
    const episodes: { child: number; from: Day; open?: boolean }[] = [];
    for (const i of chosen) if (why.get(i) === "missing") for (let n = 1; n <= 5; n++) episodes.push({ child: i, from: addDays(today, -6 * n) });
    for (const i of chosen) if (why.get(i) === "interview") episodes.push({ child: i, from: addDays(today, -8), open: true });
    while (episodes.length < size.episodes) episodes.push({ child: Math.floor(by.next() ** 2 * size.children), from: addDays(today, -by.whole(40, 1500)) });
    await bulk(db, "missing_episode", ["id", "child_id", "kind", "from_on", "from_at", "to_on", "to_at", "police_grade", "police_number", "reported_by", "missing_from", "how_found", "where_found", "recorded_at", "recorded_by_id"], (function* () {
      for (const [n, { child, from }] of episodes.entries()) yield [`m${n}`, id(child), "missing", from, `${from}T19:00:00.000Z`, addDays(from, 1), `${addDays(from, 1)}T04:00:00.000Z`, n % 3 ? "medium" : "low", `NM/M${n}`, "Parent", "home", "police", "Seafront", at, "dan"];
    })());
    await bulk(db, "return_interview", ["id", "episode_id", "offered", "offered_on", "result", "completed_on", "completed_at", "interviewer", "recorded_at", "recorded_by_id"], (function* () {
      for (const [n, { from, open }] of episodes.entries()) yield open ? [`i${n}`, `m${n}`, "yes", addDays(from, 2), "arranged", null, null, null, at, "josie"] : [`i${n}`, `m${n}`, "yes", addDays(from, 1), "completed", addDays(from, 2), `${addDays(from, 2)}T12:00:00.000Z`, "Niamh Gallagher", at, "josie"];
    })());
    await bulk(db, "meeting", ["id", "panel_id", "number", "on_day", "starts_at", "minutes_long", "chair_id", "status", "proposed_at", "published_at", "started_at", "ended_at", "approved_at"], held.map((day, k) => [`g${k}`, "macse", k + 3, day, "09:30", 180, "amira", "agreed", at, at, instantOf(day, "09:30"), instantOf(day, "12:30"), instantOf(day, "16:00")]));
    await bulk(db, "item", ["id", "meeting_id", "kind", "number", "section", "subject_id", "position", "minutes", "reasons", "added_by_id", "added_at", "outcome", "outcome_at", "agreed_at"], (function* () {
      for (const [k, day] of held.entries()) for (let n = 0; n < 30; n++) yield [`t${k}-${n}`, `g${k}`, "subject", `A${n + 1}`, "children", id((k * 211 + n * 17) % size.children), n + 1, 7, "[]", "ruth", instantOf(addDays(day, -12), "11:00"), "decision", instantOf(day, "10:00"), instantOf(day, "10:00")];
    })());
    const agencies = ["police", "csc", "health", "schools", "yjs", "probation", "housing", "licensing", "safety", "harbour"];
    const workers: Record<string, string | null> = { housing: "tomasz", police: "dan" };
    const actions: { about: number; open: boolean; panel: string }[] = [];
    for (const i of chosen) if (why.get(i) === "action") actions.push({ about: i, open: true, panel: "macse" });
    // What is open otherwise is about those proposed anyhow.
    while (actions.length < size.actions) actions.push(actions.length < 3000 ? { about: by.pick(chosen), open: true, panel: "macse" } : { about: by.whole(0, size.subjects - 1), open: false, panel: "macse" });
    await bulk(db, "action", ["id", "ref", "panel_id", "meeting_id", "item_id", "what", "agency_id", "person_id", "due_on", "first_due_on", "state", "briefing", "issued_at", "recorded_at", "recorded_by_id", "agreed_at", "agreed_by_id", "ended_at"], (function* () {
      for (const [n, { open, panel }] of actions.entries()) {
        const k = n % (held.length - 1);
        const agency = agencies[n % agencies.length]!;
        const due = open ? addDays(today, by.whole(-30, 30)) : addDays(held[k]!, 14);
        yield [`a${n}`, `MACSE-${k + 3}/A${n % 30}/${n}`, panel, `g${k}`, `t${k}-${n % 30}`, "Visit alone, and ask what would help on a Friday night", agency, n % 3 ? (workers[agency] ?? null) : null, due, due, open ? "in progress" : "completed", '["name"]', at, at, "ruth", at, "amira", open ? null : instantOf(addDays(held[k]!, 12), "10:00")];
      }
    })());
    await bulk(db, "action_subject", ["action_id", "subject_id"], actions.map(({ about }, n) => [`a${n}`, id(about)]));
    await bulk(db, "action_event", ["id", "action_id", "kind", "note", "state", "at", "by_id"], actions.map((_, n) => [`e${n}`, `a${n}`, "note progress", "Started; first contact made", "in progress", at, "dan"]));
    await bulk(db, "sharing", ["id", "ref", "panel_id", "meeting_id", "item_id", "subject_id", "decision", "what", "owner_agency_id", "to_agency_id", "purpose", "necessity", "proportionality", "lawful_basis", "sender_agency_id", "send_by_on", "sent_at", "sent_on", "recorded_at", "recorded_by_id", "agreed_at"], (function* () {
      for (let n = 0; n < 10_000; n++) yield [`h${n}`, `MACSE-3/A1/S${n}`, "macse", "g0", "t0-0", id(by.whole(0, size.subjects - 1)), "share", "Current risk level and trigger plan", "csc", "police", "A better response", "Needed", "Plan only", "public task", "csc", held[0]!, at, held[0]!, at, "ruth", at];
    })());
    // Two meetings of the other panel, in session, for the hours of typing.
    await bulk(db, "meeting", ["id", "panel_id", "number", "on_day", "starts_at", "minutes_long", "chair_id", "status", "current_item_id", "proposed_at", "published_at", "started_at", "started_by_id"], inSession.map((id, k) => [id, "mfh", k + 1, today, "13:30", 120, "gareth", "live", `${id}-1`, at, at, now.toISOString(), "gareth"]));
    await bulk(db, "item", ["id", "meeting_id", "kind", "number", "section", "subject_id", "position", "minutes", "reasons", "added_by_id", "added_at"], inSession.flatMap((meeting, k) => Array.from({ length: 8 }, (_, n) => [`${meeting}-${n + 1}`, meeting, "subject", `A${n + 1}`, "children", id(k * 100 + n), n + 1, 8, "[]", "ruth", at])));
    await bulk(db, "panel_case", ["id", "panel_id", "subject_id", "opened_on", "opened_at", "opened_by_id", "why", "review_on"], inSession.flatMap((meeting, k) => Array.from({ length: 8 }, (_, n) => [`${meeting}-k${n + 1}`, "mfh", id(k * 100 + n), addDays(today, -60), at, "ruth", "Four reports in a month", today])));
    await bulk(db, "case_next", ["id", "case_id", "kind", "on_day", "owner_id", "item_id", "set_at"], inSession.flatMap((meeting) => Array.from({ length: 8 }, (_, n) => [`${meeting}-n${n + 1}`, `${meeting}-k${n + 1}`, "listed", today, "ruth", `${meeting}-${n + 1}`, at])));
    await bulk(db, "counter", ["name", "value"], [["subject child", size.subjects], ["subject offender", size.subjects], ["subject location", size.subjects]]);
    await bulk(db, "news", ["id", "at", "what", "person_id", "subject_id"], (function* () { for (let n = 0; n < 100_000; n++) yield [`${String(n).padStart(9, "0")}-big`, addDays(today, -by.whole(30, 700)).concat("T10:00:00.000Z"), "record opened", "dan", id(by.whole(0, size.subjects - 1))]; })());
    await chainFirst(db);
  });
  await keepAllNameWords({ db });
  await db.executeQuery(CompiledQuery.raw("pragma wal_checkpoint(truncate)"));

  function reviewOf(i: number): Day {
    return why.get(i) === "review" ? addDays(today, 3) : addMonths(last, 4 + (i % 5));
  }
}
