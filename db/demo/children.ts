import { addDays, addMonths, type Day, daysBetween } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import type { Chance } from "./chance.ts";
import { type Background, backgrounds, knownAs } from "./names.ts";
import { homes, otherAuthorities, schools, streets } from "./places.ts";
import { at, between, openStays, type Someone, type World } from "./world.ts";

const female = (someone: Someone) => someone.sex === "female";

/** Deals names out: first names differ as long as there are any left, and no two people share both names. */
export class Namer {
  private taken = new Set<string>();
  private families = new Map<Background, string[]>();
  constructor(private by: Chance) {}

  private family(background: Background, feminine: boolean): string {
    const left = this.families.get(background)?.length ? this.families.get(background)! : this.by.shuffled(background.families);
    const family = left.pop()!;
    this.families.set(background, left);
    return feminine && background.womensFamilies ? background.womensFamilies[background.families.indexOf(family)]! : family;
  }

  person(group: "girls" | "boys" | "men"): { background: Background; given: string; family: string } {
    for (let tries = 0; ; tries++) {
      const background = tries < 60 ? this.by.weighed(backgrounds.map((b) => [b, b.weight] as const)) : backgrounds[0]!;
      const given = this.by.pick(background[group]);
      if (tries < 120 && this.taken.has(given)) continue;
      const family = this.family(background, group === "girls");
      if (this.taken.has(`${given} ${family}`)) continue;
      this.taken.add(given).add(`${given} ${family}`);
      return { background, given, family };
    }
  }
}

/** Dates of birth: mostly 13 to 15 now, 11 to 17 in all; those whose case is closed were so when it was. */
function bornOn(world: World, someone: Someone): Day {
  const { by, today } = world;
  const open = openStays(someone).length > 0;
  const earliest = someone.stays.map((s) => s.openedOn).sort()[0]!;
  const last = someone.stays.map((s) => s.closedOn ?? today).sort().at(-1)!;
  const on = open ? today : last;
  for (;;) {
    const age = by.weighed([[11, 2], [12, 5], [13, 16], [14, 19], [15, 17], [16, 7], [17, 3]] as const);
    const born = addDays(addMonths(on, -12 * (age + 1)), by.whole(5, 360));
    const youngest = daysBetween(born, earliest) / 365.25;
    if (youngest >= 10.2 && (!open || addMonths(born, 216) > addDays(today, 40))) return born;
    // A child open for long was younger when it began: take whoever fits.
    if (open && daysBetween(earliest, today) > 500 && youngest >= 9.5) return born;
  }
}

const views = ["Wants to go back to the same school", "Wants one worker, not four", "Says the seafront is where friends are", "Would like the next plan to be written together", "Does not want a brother to know"];
const parents = ["Mother, engaged, safe to contact; father's whereabouts not known", "Both parents, separated, both informed; mother protective", "Grandmother has parental responsibility and attends meetings", "Mother informed; stepfather is not to be told of the visits", "Parents do not agree with the concern; work goes on", "Foster carers, protective and experienced; mother has contact each fortnight"];
const needs = ["ADHD, diagnosed", "Autism, diagnosed", "Learning need, assessment under way", "Speech and language need, diagnosed", "Hearing loss, one side"];
const socialWorkers = ["Hannah Bright", "Olumide Falade", "Carys Morgan", "Peter Szymański", "Rukhsana Iqbal", "Gemma Lowther", "Thomas Eccleston", "Adaeze Nwosu"];
const keyWorkers: [string, string][] = [["Josie Featherstonehaugh", "The Harbour Project"], ["Siân Llewelyn-Parry", "Children's social care"], ["Abdirahman Yusuf", "Youth justice"], ["Niamh Gallagher", "The Harbour Project"], ["Farah Siddique", "Health"], ["Lorna Petty", "Schools"]];

/** A child's row (`called`: the same name as another, or known by the authority's number alone), what they are called, and what has held from when to when: care, school, workers, exploitation, plans. */
export function writeChild(world: World, someone: Someone, namer: Namer, number: number, called?: "by reference only" | Someone): void {
  const { by, book, today } = world;
  const person = namer.person(female(someone) ? "girls" : "boys");
  const { background } = person;
  const born = (someone.bornOn ??= bornOn(world, someone));
  const [givenOf, ...familyOf] = typeof called === "object" ? called.name.split(" ") : [];
  const { given, family } = called === "by reference only" ? { given: null, family: null } : typeof called === "object" ? { given: givenOf!, family: familyOf.join(" ") } : person;
  someone.name = given ? `${given} ${family}` : someone.ref;
  const first = someone.stays.map((s) => s.openedOn).sort()[0]!;
  const recorded = at(world, first);
  const placedByAnother = someone.lookedAfter && openStays(someone).length > 0 && number % 5 === 0;
  const authority = placedByAnother ? by.pick(otherAuthorities) : "Seaholme";
  put(book, "subject", { id: someone.id, kind: "child", ref: someone.ref, created_at: recorded, created_by_id: "ruth", display_name: someone.name, born_on: born });
  const address = someone.lookedAfter ? by.pick(homes.concat(streets.slice(0, 12).map((s) => `Foster home, ${s}`))) : `${by.whole(1, 148)} ${by.pick(streets)}, Seaholme`;
  put(book, "child", {
    subject_id: someone.id, family_name: family, given_names: given, born_on: born, sex: someone.sex,
    ethnicity: by.of(0.93) ? background.ethnicity : null, nationality: background.nationality, language: background.language ?? "English", interpreter: background.language && by.of(0.3) ? "needed" : by.of(0.6) ? "not needed" : null,
    disability: by.of(0.22) ? by.pick(needs) : null, address, authority, authority_number: String((placedByAnother ? 700_000 : 410_000) + number * 37), upn: by.of(0.8) ? `T8${by.whole(10_000_000_000, 99_999_999_999)}` : null,
    police_number: by.of(0.7) ? `NM/${by.whole(10_000, 99_999)}` : null, parents: by.of(0.85) ? by.pick(parents) : null,
    parents_informed: by.of(0.9) ? by.weighed([["yes, and agree", 60], ["yes, and do not agree", 14], ["no, it would not be safe", 10], ["no, not yet", 8]] as const) : null,
    childs_view: by.of(0.7) ? by.pick(views) : null, criminal_process: by.of(0.25) ? by.pick(["Witness, statement taken", "Victim; investigation under way", "Out-of-court disposal", "Victim, decided not to go on"]) : null,
  });
  const alias = by.of(0.25) ? by.pick(knownAs) : null;
  if (alias) put(book, "alias", { id: by.id(), subject_id: someone.id, name: alias, kind: "known as", recorded_at: recorded, recorded_by_id: "ruth" });
  writeCare(world, someone, first, authority);

  const period = (kind: string, value: string, from: Day, to: Day | null = null, detail: string | null = null) =>
    put(book, "period", { id: by.id(), subject_id: someone.id, kind, value, detail, from_on: from, to_on: to, recorded_at: at(world, from < first ? first : from), recorded_by_id: "ruth" });
  const change = daysBetween(first, today) > 200 && by.of(0.45) ? between(by, addDays(first, 60), addDays(today, -20)) : null;
  const [one, two] = by.several(schools, 2) as [string, string];
  period("school", one, addDays(first, -by.whole(100, 700)), change && addDays(change, -1));
  if (change) period("school", two, change, null, by.pick(["Managed move", "Moved with placement", null]));
  period("education status", by.weighed([["attending", 55], ["unexplained absence", 20], ["suspended", 6], ["educated other than at school", 10], ["excluded", 4], ["missing education", 5]] as const), change ?? first, null, by.of(0.3) ? "EHC plan" : null);
  const [worker, agency] = by.pick(keyWorkers);
  if (by.of(0.88)) period("key worker", worker, addDays(first, by.whole(0, 14)), null, agency);
  const social = by.several(socialWorkers, 2);
  const handover = daysBetween(first, today) > 150 && by.of(0.5) ? between(by, addDays(first, 60), addDays(today, -10)) : null;
  period("social worker", social[0]!, addDays(first, -by.whole(10, 300)), handover && addDays(handover, -1), "Seaholme north team");
  if (handover) period("social worker", social[1]!, handover, null, "Seaholme north team");
  const macse = someone.stays.some((s) => s.panelId === "macse");
  period("exploitation", macse ? by.weighed([["sexual", 60], ["online", 18], ["criminal, county lines", 12], ["modern slavery or trafficking", 3], ["peer abuse", 7]] as const) : by.weighed([["missing only", 70], ["criminal, other", 15], ["online", 15]] as const), first, null,
    macse ? by.pick(["boyfriend model", "lone adult", "peer", "opportunistic", "online", null]) : null);
  if (macse && by.of(0.3)) period("exploitation", by.pick(["criminal, other", "financial"]), addDays(first, 20));
  if (by.of(0.7)) period("plan", by.pick(["safety plan", "trigger plan"]), addDays(first, by.whole(5, 30)));
  if (macse && by.of(0.2)) period("referral mechanism", by.pick(["considered, not referred", "referred", "reasonable grounds"]), addDays(first, by.whole(10, 60)));
}

const legal = [["section 31, care order", 44], ["section 38, interim care order", 12], ["section 20, accommodated by agreement", 42], ["remanded to local authority", 2]] as const;
const placements = [["children's home", 34], ["foster care", 40], ["foster care, with relatives or friends", 8], ["semi-independent living", 9], ["residential school", 3], ["secure children's home", 2], ["placed with own parents", 4]] as const;
const careStatusOf: Record<string, string> = { "children's home": "residential unit", "semi-independent living": "residential unit", "secure children's home": "secure accommodation", "residential school": "residential unit", "placed with own parents": "extended family" };

/** Care episodes and the dated care status. Half the open children are looked after. */
function writeCare(world: World, someone: Someone, first: Day, authority: string): void {
  const { by, book, today } = world;
  const status = (value: string, from: Day, to: Day | null, detail: string | null = null) =>
    put(book, "period", { id: by.id(), subject_id: someone.id, kind: "care status", value, detail, from_on: from, to_on: to, recorded_at: at(world, from < first ? first : from), recorded_by_id: "ruth" });
  if (!someone.lookedAfter) {
    const category = by.pick(["neglect", "emotional", "sexual"]);
    const value = by.weighed([["with family, no care experience", 40], ["with family, child in need", 32], ["with family, child protection plan", 20], ["extended family", 6]] as const);
    status(value, addDays(first, -by.whole(0, 200)), null, value.endsWith("protection plan") ? `Category: ${category}` : null);
    return;
  }
  const moves = by.weighed([[0, 45], [1, 35], [2, 20]] as const);
  const began = addDays(first, -by.whole(60, 1500));
  const cuts = Array.from({ length: moves }, () => between(by, addDays(began, 40), addDays(today, -15))).sort();
  const days = [began, ...cuts.filter((day, i) => i === 0 || day > addDays(cuts[i - 1]!, 10))];
  let law: string = by.weighed(legal);
  days.forEach((from, i) => {
    const to = i + 1 < days.length ? days[i + 1]! : null;
    const place = by.weighed(placements);
    if (i > 0 && law === "section 38, interim care order") law = "section 31, care order";
    put(book, "care_episode", {
      id: by.id(), child_id: someone.id, from_on: from, to_on: to, legal_status: law, placement: place, placement_provider: place === "placed with own parents" ? null : by.pick(["the authority", "private", "private", "voluntary"]),
      placement_address: place === "children's home" ? by.pick(homes) : null, responsible_authority: authority, need: by.weighed([["abuse or neglect", 70], ["family dysfunction", 18], ["family in acute stress", 8], ["absent parenting", 4]] as const), recorded_at: at(world, from < first ? first : from), recorded_by_id: "ruth",
    });
    status(careStatusOf[place] ?? "foster family", from, to && addDays(to, -1), authority === "Seaholme" ? null : `Placed here by ${authority}`);
  });
}
