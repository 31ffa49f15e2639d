import { addDays, type Day, dayOf, instantOf } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import { openStays, type Someone, type World } from "./world.ts";

const grades = [["high", 12], ["medium", 58], ["low", 24], ["no apparent risk", 6]] as const;
const found = [["returned by themselves", 46], ["police", 28], ["carer", 16], ["family or friend", 7], ["other", 3]] as const;
const whereabouts = ["Northmoor, a friend's house", "Seafront", "Grandmother's house", "On the last bus", "A car park in Northmoor", "Out of area, by train", "The flat of an adult who was not known", "Walking near the home", null, null];
const declined = ["child declined"];
const undone = ["repeatedly unavailable", "already missing again", "no response", "carer refused", "other"];
const accounts = ["Went to be with friends; felt watched at home", "Argument about a phone", "Was told there would be a lift back", "Wanted to see a brother", "Did not want to say where; said that nobody was hurt", "Felt safer there than at the placement"];
const interviewers = ["Niamh Gallagher", "Josie Featherstonehaugh", "Return interview worker, Eastmarch"];

export const episodesEver = 1800;
const share = [0.105, 0.09, 0.08, 0.068, 0.057];

/** 1,800 missing episodes in 24 months, two in five of them of five children, each with its return interview (due 72 hours after return). */
export function writeMissing(world: World): void {
  const { by, children, today, start } = world;
  const restless = [...children].sort((a, b) => b.restless - a.restless);
  const five = restless.slice(0, 5);
  const rest = restless.slice(5).filter((c) => c.restless > 0);
  for (const [i, child] of five.entries()) episodesOf(world, child, Math.round(episodesEver * share[i]!), start);
  let left = episodesEver - five.reduce((sum, child) => sum + child.episodes.length, 0);
  const weight = rest.reduce((sum, child) => sum + child.restless, 0);
  rest.forEach((child, i) => {
    const count = i === rest.length - 1 ? left : Math.min(left, Math.round((child.restless / weight) * (episodesEver - Math.round(episodesEver * 0.4))));
    const from = [addDays(child.stays.map((s) => s.openedOn).sort()[0]!, -60), start].sort().at(-1)!;
    episodesOf(world, child, count, from);
    left -= count;
  });
  // Two are missing now.
  const now = restless.filter((c) => openStays(c).length && c.episodes.every((day) => day < addDays(today, -4))).slice(0, 2);
  now.forEach((child, i) => {
    const from = addDays(today, -1);
    put(world.book, "missing_episode", {
      id: by.id(), child_id: child.id, kind: "missing", from_on: from, from_at: instantOf(from, i ? "21:40" : "18:15"), police_grade: i ? "medium" : "high", police_number: `NM/M${by.whole(100_000, 999_999)}`,
      reported_by: child.lookedAfter ? "Placement" : "Parent", missing_from: child.lookedAfter ? "placement" : "home", recorded_at: instantOf(from, "22:30"), recorded_by_id: "dan",
    });
  });
}

function episodesOf(world: World, child: Someone, count: number, from: Day): void {
  const { by, today, book } = world;
  const last = child.stays.map((s) => s.closedOn ?? addDays(today, -3)).sort().at(-1)!;
  const room: Day[] = [];
  for (let day = from; day <= last; day = addDays(day, 1)) room.push(day);
  // Never two that overlap: days are dealt without return, and each ends before the next begins.
  const days = by.several(room, Math.min(count, Math.floor(room.length * 0.6))).sort();
  days.forEach((day, i) => {
    const startAt = Date.parse(instantOf(day, `${by.weighed([["15", 8], ["17", 14], ["19", 26], ["21", 30], ["22", 14], ["23", 8]] as const)}:${String(by.whole(0, 59)).padStart(2, "0")}`));
    const hours = by.weighed([[by.whole(2, 8), 50], [by.whole(9, 16), 28], [by.whole(17, 30), 13], [by.whole(31, 70), 7], [by.whole(72, 130), 2]] as const);
    const next = days[i + 1];
    const until = Math.min(startAt + hours * 3_600_000 + by.whole(0, 59) * 60_000, next ? Date.parse(instantOf(next, "13:00")) : Number.POSITIVE_INFINITY, world.now.getTime() - 50 * 3_600_000);
    const back = new Date(Math.max(until, startAt + 40 * 60_000)).toISOString();
    const away = child.lookedAfter && by.of(0.18);
    const places = child.near.filter((n) => n.other.kind === "location" && n.kind === "found at");
    const place = places.length && by.of(0.3) ? by.pick(places).other : null;
    const episode = by.id();
    put(book, "missing_episode", {
      id: episode, child_id: child.id, kind: away ? "away from placement" : "missing", from_on: day, from_at: new Date(startAt).toISOString(), to_on: dayOf(back), to_at: back,
      police_grade: away && by.of(0.5) ? "no apparent risk" : by.weighed(grades), police_number: by.of(0.95) ? `NM/M${by.whole(100_000, 999_999)}` : null, reported_by: child.lookedAfter ? by.pick(["Placement", "Foster carer"]) : by.pick(["Parent", "Parent", "School"]),
      missing_from: child.lookedAfter ? "placement" : by.weighed([["home", 85], ["school", 15]] as const), how_found: by.weighed(found), where_found: place ? null : by.pick(whereabouts), found_at_id: place?.id ?? null,
      harm: by.of(0.05) ? "Cold and hungry; seen by the nurse" : null, recorded_at: new Date(startAt + 2 * 3_600_000).toISOString(), recorded_by_id: "dan",
    });
    child.episodes.push(day);
    interviewOf(world, episode, back);
  });
}

function interviewOf(world: World, episodeId: string, back: string): void {
  const { by, book, now } = world;
  const hours = (now.getTime() - Date.parse(back)) / 3_600_000;
  const after = (h: number) => new Date(Date.parse(back) + h * 3_600_000);
  const row = { id: by.id(), episode_id: episodeId, recorded_at: after(20).toISOString(), recorded_by_id: "josie" };
  const offeredAt = after(by.whole(2, 30)).toISOString();
  const offered = { offered: "yes" as const, offered_at: offeredAt, offered_on: dayOf(offeredAt) };
  // The newest: some arranged, some not yet offered, and a few of the last weeks overdue.
  if (hours < 96 || (hours < 500 && by.of(0.3))) {
    if (by.of(0.6)) put(book, "return_interview", { ...row, ...offered, result: "arranged" });
    return;
  }
  const kind = by.weighed([["offered", 93], ["not offered", 5], ["not known", 2]] as const);
  if (kind !== "offered") {
    put(book, "return_interview", { ...row, offered: kind === "not known" ? "not known" : "no", result: "not completed", reason: kind === "not known" ? "other" : by.pick(["unsafe", "other"]) });
    return;
  }
  const result = by.weighed([["completed", 64], ["declined", 24], ["not completed", 12]] as const);
  const done = after(by.weighed([[by.whole(12, 71), 76], [by.whole(73, 240), 24]] as const));
  const doneAt = done.getTime() < now.getTime() ? done.toISOString() : now.toISOString();
  put(book, "return_interview", {
    ...row, ...offered, result, completed_at: result === "completed" ? doneAt : null, completed_on: result === "completed" ? dayOf(doneAt) : null, reason: result === "declined" ? by.pick(declined) : result === "not completed" ? by.pick(undone) : null,
    interviewer: result === "completed" ? by.weighed([[interviewers[0]!, 60], [interviewers[1]!, 30], [interviewers[2]!, 10]] as const) : null, independent: result === "completed" ? "yes" : null,
    childs_account: result === "completed" && by.of(0.6) ? by.pick(accounts) : null, shared_with_police_on: result === "completed" && by.of(0.8) ? dayOf(doneAt) : null,
  });
}

/** Whether an episode of this child began in the `days` before `day`. */
export const episodesBefore = (child: Someone, day: Day, days: number): number => child.episodes.filter((d) => d < day && d >= addDays(day, -days)).length;
