import { addDays, addMonths, dayOf, instantOf } from "#app/models/core/days.ts";
import { gramsOf } from "#app/models/subjects/names.ts";
import type { Db } from "../connect.server.ts";
import { type Book, put, writeBook } from "./book.server.ts";

/** The three of `fillThree`, by what they are. */
export const three = {
  child: { id: "three-child", ref: "C-0001", name: "Tegan Rawcliffe" },
  offender: { id: "three-offender", ref: "O-0001", name: "Craig Duckworth" },
  location: { id: "three-location", ref: "L-0001", name: "Golden Reel Amusements" },
} as const;

/** Three subjects, linked, with cases open to MACSE whose review falls due within a week: a small start for a whole walk. The partnership must be there. */
export async function fillThree(db: Db, now: Date): Promise<void> {
  const today = dayOf(now);
  const book: Book = {};
  const opened = addDays(today, -60);
  const at = instantOf(opened, "10:20");
  const { child, offender, location } = three;
  const born = addMonths(addDays(today, -100), -15 * 12);
  const grown = addMonths(addDays(today, -200), -24 * 12);
  const named = [["child", child, born], ["offender", offender, grown], ["location", location, null]] as const;
  for (const [kind, { id, ref, name }, born_on] of named) {
    put(book, "subject", { id, kind, ref, created_at: at, created_by_id: "ruth", display_name: name, born_on });
    for (const gram of gramsOf(name)) put(book, "name_gram", { gram, subject_id: id });
    put(book, "panel_case", { id: `${id}-case`, panel_id: "macse", subject_id: id, opened_on: opened, opened_at: at, opened_by_id: "ruth", why: "Referred by the front door", review_on: addDays(today, 7) });
    put(book, "case_next", { id: `${id}-next`, case_id: `${id}-case`, kind: "review", on_day: addDays(today, 7), owner_id: "ruth", why: "First review", set_at: at, set_by_id: "ruth" });
    put(book, "counter", { name: `subject ${kind}`, value: 1 });
  }
  put(book, "child", { subject_id: child.id, family_name: "Rawcliffe", given_names: "Tegan", born_on: born, sex: "female", ethnicity: "White British", address: "12 Ropery Row, Seaholme", authority: "Seaholme", authority_number: "410777", parents: "Mother, engaged, safe to contact" });
  put(book, "offender", { subject_id: offender.id, family_name: "Duckworth", given_names: "Craig", born_on: grown, sex: "male", vehicle: "Grey Vauxhall hatchback, plate ends KDV", basis_of_concern: "Named in two return interviews by different children" });
  put(book, "location", { subject_id: location.id, name: location.name, place_type: "licensed premises", address: "Seafront Parade, Seaholme", concern: "meeting place" });
  put(book, "period", { id: "three-status", subject_id: offender.id, kind: "status", value: "suspected", from_on: opened, recorded_at: at, recorded_by_id: "dan" });
  const link = (id: string, a_id: string, b_id: string, kind: string) => put(book, "link", { id, a_id, b_id, kind, confidence: "suspected", source: "police", from_on: addDays(today, -20), recorded_at: at, recorded_by_id: "dan" });
  link("three-link-1", child.id, offender.id, "seen with");
  link("three-link-2", child.id, location.id, "found at");
  link("three-link-3", offender.id, location.id, "seen at");
  await writeBook(db, book);
}
