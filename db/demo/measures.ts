import { addDays, addMonths, type Day } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import { at, between, type Someone, type World } from "./world.ts";

export const warningsIssued = 105;
export const warningsBreached = 9;

const terms = ["Not to be in the company of anyone under 16 in the area on the map", "Not to let anyone under 18 into the flat", "Not to give lifts to anyone under 18 who is not family", "Not to approach children at the arcade or the bus station", "Not to buy alcohol, vapes or food for anyone under 18"];
const responses = ["Seen with a child in the area; notice issued the same week", "Child found at the address; notice issued", "Approached a child outside the arcade; notice issued"];

/** Disruption in two years: 105 community protection warnings in the last one, 9 of them breached and made notices, and the other tools. */
export function writeMeasures(world: World): void {
  const { by, book, today, offenders, places } = world;
  const year = addMonths(today, -12);
  const known = (list: Someone[], day: Day) => list.filter((s) => s.stays.some((stay) => stay.openedOn <= day));
  const protects = (against: Someone, day: Day): Someone[] => against.near.filter((n) => n.other.kind === "child" && n.from <= day).map((n) => n.other);
  const write = (kind: string, against: Someone, issued: Day, months: number, text: string, by_: string, given: { status?: string; reason?: string; becameId?: string | null } = {}) => {
    const expires = addMonths(issued, months);
    const id = by.id();
    put(book, "measure", {
      id, kind, against_id: against.id, authority: by_ === "Northmoor Constabulary" ? "Superintendent" : "Head of community safety", terms: text, issued_by: by_, issued_on: issued, expires_on: expires,
      status: given.status ?? (expires < today ? "expired" : "served"), status_reason: given.reason ?? null, became_id: given.becameId ?? null, recorded_at: at(world, issued, 16, 17), recorded_by_id: "dan",
    });
    for (const child of [...new Set(protects(against, issued))].slice(0, 2)) put(book, "measure_protects", { measure_id: id, child_id: child.id });
    return id;
  };
  const days = Array.from({ length: warningsIssued }, () => between(by, addDays(year, 1), addDays(today, -3))).sort();
  // Breaches spread through the year, one of them lately.
  const breached = new Set(by.several(Array.from({ length: 80 }, (_, i) => i + 4), warningsBreached - 1).concat(warningsIssued - 9));
  for (const [i, day] of days.entries()) {
    const place = i % 9 === 4 ? by.pick(known(places, day)) : null;
    const against = breached.has(i) || !place ? by.pick(known(offenders, day)) : place;
    if (!breached.has(i)) {
      write("community protection warning", against, day, 6, by.pick(terms), by.pick(["Northmoor Constabulary", "Seaholme Community Safety"]), i % 26 === 13 ? { status: "withdrawn", reason: "In custody" } : {});
      continue;
    }
    const breachOn = i === warningsIssued - 9 ? addDays(today, -5) : between(by, addDays(day, 6), [addDays(day, 80), addDays(today, -4)].sort()[0]!);
    const notice = write("community protection notice", against, addDays(breachOn, by.whole(0, 1)), 12, "As in the warning; breach is an offence", "Northmoor Constabulary");
    const warning = write("community protection warning", against, day, 6, by.pick(terms), "Northmoor Constabulary", { status: "became another", becameId: notice });
    put(book, "measure_breach", { id: by.id(), measure_id: warning, breached_on: breachOn, response: by.pick(responses), recorded_at: at(world, breachOn, 17, 20), recorded_by_id: "dan" });
  }
  const others: [kind: string, count: number, months: number, text: string, who: "offender" | "location", issuer: string][] = [
    ["child abduction warning notice", 42, 24, "Not to harbour or communicate with the named child", "offender", "Northmoor Constabulary"],
    ["sexual risk order", 6, 24, "No unsupervised contact with anyone under 18; devices to be declared", "offender", "Northmoor Constabulary"],
    ["sexual harm prevention order", 4, 60, "As ordered by the court", "offender", "Northmoor Constabulary"],
    ["premises licensing action", 12, 12, "Conditions on under-age entry and staff training", "location", "Seaholme Licensing"],
    ["guest information notice", 3, 6, "Names of guests on request", "location", "Northmoor Constabulary"],
    ["closure notice", 2, 3, "Premises closed", "location", "Northmoor Constabulary"],
  ];
  for (const [kind, count, months, text, who, issuer] of others)
    for (let i = 0; i < count; i++) {
      const day = between(by, world.start, addDays(today, -2));
      // A notice that protects a child is given to somebody who is linked with one.
      const list = known(who === "offender" ? offenders : places, day).filter((s) => kind !== "child abduction warning notice" || protects(s, day).length);
      if (list.length) write(kind, by.pick(list), day, months, text, issuer);
    }
}
