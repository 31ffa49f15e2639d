import { addDays, addMonths, dayOf, instantOf } from "#app/models/core/days.ts";
import { gramsOf } from "#app/models/subjects/names.ts";
import { refOf } from "#app/models/subjects/subject.ts";
import type { Db } from "../connect.server.ts";
import { type Book, put, writeBook } from "./book.server.ts";
import { chance } from "./chance.ts";
import { Namer, writeChild } from "./children.ts";
import { addPeople } from "./colleagues.server.ts";
import { publishAhead } from "./coming.ts";
import { link, writeLinks } from "./links.ts";
import { writeMeasures } from "./measures.ts";
import { holdMeetings, reviewDay, setLevel } from "./meetings.ts";
import { filled } from "./minutes.ts";
import { writeMissing } from "./missing.ts";
import { writeNews } from "./news.ts";
import { writeOffender, writePlace } from "./others.ts";
import { keepPapers } from "./papers.server.ts";
import { runMeetings } from "./running.ts";
import { planChildren, planOthers } from "./plan.ts";
import { writeReturns } from "./returns.ts";
import { writeRooms } from "./room.ts";
import { whyOpened } from "./words/child.ts";
import { locationWhy, offenderWhy } from "./words/others.ts";
import { at, openStays, scheduleOf, type Someone, type World } from "./world.ts";

const seed = 20_171;

/** Two years of the invented partnership, as of `now`: the same each time for the same `now`. */
export async function fillHistory(db: Db, now: Date): Promise<void> {
  const today = dayOf(now);
  const macse = scheduleOf("macse", today);
  const mfh = scheduleOf("mfh", today);
  const world: World = {
    by: chance(seed), today, now, start: [macse.held[0]!, mfh.held[0]!].sort()[0]!, book: {}, children: [], offenders: [], places: [],
    held: { macse: macse.held, mfh: mfh.held }, coming: { macse: macse.coming, mfh: mfh.coming },
  };
  await addPeople(db, world);
  planChildren(world);
  planOthers(world);
  nameAll(world);
  for (const someone of everybody(world)) for (const stay of someone.stays) openStay(world, someone, stay);
  writeLinks(world);
  writeMissing(world);
  writeMeasures(world);
  holdMeetings(world, "mfh");
  holdMeetings(world, "macse");
  runMeetings(world);
  setNextThings(world);
  publishAhead(world);
  writeReturns(world);
  countUp(world);
  writeNews(world);
  writeRooms(world, await namesOf(db));
  await writeBook(db, world.book);
  await keepPapers(db, world);
}

/** "Dan Kowalczyk, Northmoor Constabulary" by id. */
async function namesOf(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"]).execute();
  return new Map(rows.map((row) => [row.id, `${row.name}, ${row.agency}`]));
}

const everybody = (world: World): Someone[] => [...world.children, ...world.offenders, ...world.places];

/** References in the order in which people came; then who they are. */
function nameAll(world: World): void {
  const namer = new Namer(world.by);
  for (const list of [world.children, world.offenders, world.places]) {
    const first = (s: Someone) => s.stays.map((stay) => stay.openedOn).sort()[0]!;
    [...list].sort((a, b) => (first(a) < first(b) ? -1 : 1)).forEach((someone, i) => {
      someone.ref = refOf(someone.kind, i + 1);
    });
  }
  const { children, today } = world;
  const open = (panelId: string) => children.filter((c) => openStays(c).length === 1 && openStays(c)[0]!.panelId === panelId && openStays(c)[0]!.from < 22);
  const eighteenNextWeek = open("macse").find((c) => c.sex === "female" && !c.lookedAfter)!;
  eighteenNextWeek.bornOn = addMonths(addDays(today, 7), -216);
  const [one, namesake] = open("macse").filter((c) => c.sex === "female" && c !== eighteenNextWeek).slice(2, 4) as [Someone, Someone];
  const nameless = open("mfh").find((c) => c.lookedAfter && c.restless < 100)!;
  const dual = children.find((c) => openStays(c).length === 0 && c.sex === "male" && c.stays.some((s) => s.panelId === "macse" && s.closedOn! > addDays(today, -400)))!;
  dual.bornOn = addDays(addMonths(today, -12 * 17), -160);
  children.filter((c) => c !== namesake).forEach((child, i) => {
    writeChild(world, child, namer, i, child === nameless ? "by reference only" : undefined);
  });
  writeChild(world, namesake, namer, children.length, one);
  world.offenders.forEach((offender, i) => {
    writeOffender(world, offender, namer, i, i === 7 ? dual : null);
  });
  world.places.forEach((place, i) => {
    writePlace(world, place, i);
  });
  link(world, dual, world.offenders[7]!, "other", addDays(today, -60), { confidence: "confirmed", note: "The same person: known as a child at risk, and as a person who may pose one" });
}

/** A case, with the level that it came with when it began before the history does. */
function openStay(world: World, someone: Someone, stay: Someone["stays"][number]): void {
  const { by, book } = world;
  const why = someone.kind === "child" ? whyOpened[stay.panelId] : someone.kind === "offender" ? offenderWhy : locationWhy;
  const opened = at(world, stay.openedOn);
  put(book, "panel_case", { id: stay.caseId, panel_id: stay.panelId, subject_id: someone.id, opened_on: stay.openedOn, opened_at: opened, opened_by_id: by.pick(["ruth", "ruth", "dan", "gareth", "chloe"]), why: filled(by.pick(why), someone), review_on: reviewDay(world, stay.panelId, Math.max(0, stay.from)) });
  if (stay.from < 1) setLevel(world, someone, stay, by.weighed([[3, 45], [2, 40], [1, 15]] as const), addDays(stay.openedOn, 10), { at: at(world, addDays(stay.openedOn, 10)), nextOn: world.held[stay.panelId][0]!, by: "amira" });
}

/** Each open case's one next thing: a review with a date, a few of them overdue, and four that are being closed. */
function setNextThings(world: World): void {
  const { by, book, today } = world;
  let closing = 0;
  let overdue = 0;
  spreadReviews(world);
  for (const someone of everybody(world))
    for (const stay of openStays(someone)) {
      const row = book.panel_case!.find((c) => c.id === stay.caseId)!;
      const settled = stay.discussed > 2 && stay.rank === 1 && someone.stays.length === 1;
      let next = { kind: "review" as "review" | "closing", on_day: reviewDay(world, stay.panelId, Math.max(24, stay.due)), why: stay.discussed ? "Review" : "First review" };
      if (settled && closing < 4) {
        closing += 1;
        next = { kind: "closing", on_day: addDays(today, 5 + closing * 3), why: closing % 2 ? "Support that goes on to be agreed with early help" : "Receiving authority to confirm" };
      } else if (someone.kind === "child" && stay.panelId === "macse" && stay.discussed && overdue < 3 && stay.rank === 2) {
        overdue += 1;
        next = { kind: "review", on_day: addDays(today, -3 * overdue), why: "Asked for sooner than the next meeting" };
      }
      if (next.kind === "review") row.review_on = next.on_day;
      put(book, "case_next", { id: by.id(), case_id: stay.caseId, ...next, owner_id: "ruth", set_at: stay.discussed ? instantOf(world.held[stay.panelId].at(-1)!, "12:40") : String(row.opened_at), set_by_id: "ruth" });
    }
}

/** What one MACSE meeting cannot take is due at the next ones: sixteen children, seven people and five places at each. */
function spreadReviews(world: World): void {
  for (const [list, most] of [[world.children, 16], [world.offenders, 7], [world.places, 5]] as const) {
    const urgent = (stay: Someone["stays"][number]) => stay.discussed === 0 || stay.putOff !== null;
    const due = list.flatMap(openStays).filter((stay) => stay.panelId === "macse" && stay.due <= 24).sort((a, b) => Number(urgent(b)) - Number(urgent(a)) || b.rank - a.rank || a.due - b.due);
    for (const [i, stay] of due.entries()) stay.due = 24 + Math.floor(i / most);
  }
}

/** The counters from which references are given, and the threes by which people are found. */
function countUp(world: World): void {
  const { book } = world;
  for (const [kind, list] of [["child", world.children], ["offender", world.offenders], ["location", world.places]] as const) put(book, "counter", { name: `subject ${kind}`, value: list.length });
  const aliases = new Map<string, string[]>();
  for (const alias of book.alias ?? []) aliases.set(alias.subject_id, [...(aliases.get(alias.subject_id) ?? []), alias.name]);
  const called: Record<Someone["kind"], string[]> = {
    child: ["given_names", "family_name", "authority_number", "police_number"],
    offender: ["given_names", "family_name", "vehicle", "phone", "user_name", "description", "police_number"],
    location: ["name", "address", "postcode", "online_address"],
  };
  for (const kind of ["child", "offender", "location"] as const)
    for (const row of (book as Book)[kind] ?? []) {
      const values = row as unknown as Record<string, string | null | undefined>;
      const text = [...called[kind].map((name) => values[name]), ...(aliases.get(row.subject_id) ?? [])].filter(Boolean).join(" ");
      for (const gram of gramsOf(text)) put(book, "name_gram", { gram, subject_id: row.subject_id });
    }
}
