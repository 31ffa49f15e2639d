import { addDays, addMonths, type Day } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import type { Namer } from "./children.ts";
import { nicknames, userNames } from "./names.ts";
import { placesOfConcern, streets } from "./places.ts";
import { at, between, openStays, type Someone, type World } from "./world.ts";

const methods = ["Offers lifts and food, then asks for favours", "Contact online, moves to another app, then meets", "Gives phones and vapes; asks for errands", "Befriends the family first", "Meets at the arcade; pays for machines", "Through a younger relative"];
const bases = ["Named in two return interviews by different children", "Stopped with a missing child in the car; intelligence since", "Report by the children's home, plates logged", "Online team: account traced", "Conviction for an offence against a child", "Information from the public, one source"];
const occupations = ["Private hire driver", "Takeaway worker", "Labourer", "Unemployed", "Student", "Warehouse, nights", "Amusements, seasonal", "Delivery rider"];
const cars = ["Grey Vauxhall hatchback, plate ends KDV", "White van, ladder rack, dent on near side", "Black VW with a private-hire plate", "Red Ford, plate begins NM19", "Dark blue BMW, tinted rear windows"];
const descriptions = ["Man of about 40, northern accent, limps, always with a small brown dog", "Woman of about 25, red hair, drives a white hatchback, seen at the bus station", "Two brothers, late twenties, one with a neck tattoo of a swallow"];

/** A person posing risk (`dual`: who is also known as a child): some are known by name, others only by a nickname, a car, a phone, a user name or what they look like. */
export function writeOffender(world: World, someone: Someone, namer: Namer, number: number, dual: Someone | null = null): void {
  const { by, book, today } = world;
  const first = someone.stays.map((s) => s.openedOn).sort()[0]!;
  const recorded = at(world, first);
  const known = number % 6 !== 5;
  const way = Math.floor(number / 6) % 5;
  const woman = number % 11 === 10;
  const nth = Math.floor(number / 30);
  someone.sex = dual ? dual.sex : woman ? "female" : "male";
  if (known) someone.bornOn = dual ? dual.bornOn : addDays(addMonths(today, -12 * by.weighed([[19, 10], [22, 14], [26, 10], [31, 8], [38, 6], [45, 4], [57, 3]] as const)), -by.whole(1, 700));
  const person = namer.person(woman ? "girls" : "men");
  const { background } = person;
  const [first_, ...rest] = dual ? dual.name.split(" ") : [];
  const { given, family } = dual ? { given: first_!, family: rest.join(" ") } : known ? person : { given: null, family: null };
  const nickname = known ? (by.of(0.3) ? by.pick(nicknames) : null) : way === 0 ? nicknames[number % nicknames.length]! : null;
  const vehicle = (known && by.of(0.4)) || (!known && way === 1) ? cars[(known ? number : nth) % cars.length]! : null;
  const phone = !known && way === 3 ? `07700 900${by.whole(100, 999)}` : null;
  const userName = (known && by.of(0.2)) || (!known && way === 2) ? userNames[(known ? number : nth) % userNames.length]! : null;
  const description = !known && way === 4 ? descriptions[nth % descriptions.length]! : null;
  someone.name = known ? `${given} ${family}` : nickname ? `“${nickname}”` : userName ? `User name ${userName}` : vehicle ? `Driver of ${vehicle}` : phone ? `Phone ${phone}` : description ?? someone.ref;
  if (someone.name.length > 75) someone.name = `${someone.name.slice(0, 59)}…`;
  put(book, "subject", { id: someone.id, kind: "offender", ref: someone.ref, created_at: recorded, created_by_id: "dan", display_name: someone.name, born_on: someone.bornOn });
  put(book, "offender", {
    subject_id: someone.id, family_name: family, given_names: given, description, born_on: someone.bornOn, age_estimate: known ? null : by.pick(["25 to 30", "about 40", "late teens", "not over 20"]), sex: description ? null : someone.sex,
    ethnicity: known ? background.ethnicity : null, nationality: known ? background.nationality : null, address: known && by.of(0.8) ? `${by.whole(1, 120)} ${by.pick(streets)}, ${by.pick(["Seaholme", "Seaholme", "Northmoor"])}` : null,
    vehicle, phone, user_name: userName, occupation: known && by.of(0.7) ? by.pick(occupations) : null, police_number: known ? `NM/N${by.whole(10_000, 99_999)}` : null, basis_of_concern: by.pick(bases), method: by.pick(methods),
  });
  if (nickname) put(book, "alias", { id: by.id(), subject_id: someone.id, name: nickname, kind: "nickname", recorded_at: recorded, recorded_by_id: "dan" });

  const period = (kind: string, value: string, from: Day, to: Day | null = null, detail: string | null = null) =>
    put(book, "period", { id: by.id(), subject_id: someone.id, kind, value, detail, from_on: from, to_on: to, recorded_at: recorded, recorded_by_id: "dan" });
  const path = by.pick([["suspected"], ["suspected", "under investigation"], ["suspected", "under investigation", "charged"], ["person of concern only"], ["alleged", "suspected"], ["under investigation", "charged", "convicted"], ["convicted"]]);
  let from = first;
  path.forEach((value, i) => {
    const to = i + 1 < path.length ? between(by, addDays(from, 20), addDays(from, 120)) : null;
    if (from < today) period("status", value, from, to && to < today ? addDays(to, -1) : null);
    if (to) from = to;
  });
  const convicted = path.at(-1) === "convicted" && known;
  const open = openStays(someone).length > 0;
  if (convicted) {
    period("MAPPA", by.pick(["category 1, level 1", "category 1, level 2", "category 2, level 1", "category 3, level 2"]), first, open && by.of(0.4) ? addDays(today, by.whole(6, 29)) : null);
    if (by.of(0.6)) period("registered", "yes", first);
    if (by.of(0.5)) period("licence", "No contact with anyone under 18 without approval; not to enter the seafront", addDays(first, 10), addDays(today, open ? by.whole(12, 160) : -by.whole(5, 60)));
    else period("custody", "serving a sentence", addDays(first, 30), open ? addDays(today, by.whole(9, 200)) : null, "Northmoor prison");
  } else if (path.includes("charged") && by.of(0.5)) period("bail", "court bail", first, addDays(today, by.whole(5, 60)), "Not to contact the named child; reside at home address");
  if (dual) period("status", "person of concern only", first, null, "Aged 17: also known to the panel as a child");
}

/** A place of concern. */
export function writePlace(world: World, someone: Someone, number: number): void {
  const { by, book, today } = world;
  const place = placesOfConcern[number % placesOfConcern.length]!;
  const first = someone.stays.map((s) => s.openedOn).sort()[0]!;
  const recorded = at(world, first);
  someone.name = place.name;
  const isOnline = place.type === "online space or app";
  put(book, "subject", { id: someone.id, kind: "location", ref: someone.ref, created_at: recorded, created_by_id: "iqbal", display_name: place.name });
  put(book, "location", {
    subject_id: someone.id, name: place.name, place_type: place.type, address: isOnline ? null : `${place.street}, Seaholme`, postcode: isOnline ? null : `SH${by.whole(1, 6)} ${by.whole(1, 9)}${by.pick(["AB", "DF", "HJ", "NQ", "TW"])}`,
    online_address: place.online ?? null, owner_operator: place.operator ?? null, licence: place.licence ?? null, concern: place.concern, concern_detail: place.detail, times_of_day: place.times, guardianship: place.guardian,
  });
  const period = (kind: string, value: string, from: Day, to: Day | null, detail: string | null = null) =>
    put(book, "period", { id: by.id(), subject_id: someone.id, kind, value, detail, from_on: from, to_on: to, recorded_at: recorded, recorded_by_id: "iqbal" });
  const quiet = openStays(someone).length === 0;
  const turn = quiet ? someone.stays.at(-1)!.closedOn! : by.of(0.3) ? between(by, addDays(first, 20), today) : null;
  period("location status", "active", first, turn && turn > first ? addDays(turn, -1) : null);
  if (turn && turn > first) period("location status", quiet ? "resolved" : "monitored", turn, null, quiet ? "Quiet for three months" : "Guardianship in place");
  if (by.of(0.6)) period("assessment", by.pick(["location assessment", "neighbourhood assessment", "peer mapping"]), addDays(first, by.whole(15, 40)), null, "Goal: somewhere better to be, and an adult who notices");
}
