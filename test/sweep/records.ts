import type { Canaries } from "./canaries.ts";
import { type Compartment, readsAlone, type Relation, sees } from "./expected.ts";
import type { Filling } from "./partnership.ts";

// The records: one child, person posing risk or location for each way in which a record is in reach, or not.

const childLines = ["family_name", "given_names", "gender_identity", "nationality", "language", "disability", "address", "authority", "authority_number", "nhs_number", "upn", "police_number", "parents", "childs_view", "criminal_process"];
const offenderLines = ["family_name", "given_names", "description", "age_estimate", "nationality", "address", "vehicle", "phone", "user_name", "occupation", "police_number", "basis_of_concern", "method"];
const locationLines = ["address", "postcode", "online_address", "owner_operator", "licence", "concern_detail", "times_of_day", "guardianship"];

/** The record of each child, and for whom its name is when that is not for whom the record is. */
export const children: [id: string, ref: string, record: Compartment, name?: Compartment][] = [
  ["v-child", "C-7101", "the record of the child on today's agenda", "the name of the child on today's agenda"],
  ["k-child", "C-7102", "the record of the child of the conflict"],
  ["w-child", "C-7103", "the record of the child whose item is closed"],
  ["s-child", "C-7104", "the record of a child listed at another meeting, and at both panels"],
  ["e-child", "C-7105", "the record of a child whose minutes are done", "the name of a child whose minutes are done"],
  ["c-child", "C-7106", "the record of a child whose case closed lately"],
  ["z-child", "C-7107", "the record of a child whose case closed long ago"],
  ["r-child", "C-7108", "the record of a child referred from Missing From Home"],
  ["u-child", "C-7109", "the record of a child on no list at all"],
  ["i-child", "C-7110", "the record of a candidate of an import"],
  ["f-child", "C-7111", "the record of a child of Missing From Home"],
  ["t-child", "C-7114", "the record of a child of Missing From Home whose name was typed into an action"],
  ["n-child", "C-7112", "the record of a child of another MACSE"],
  ["n-duty", "C-7113", "a record opened in an emergency, and inspected"],
];
/** The place of the name that stands in the words of an action, too. */
export const typedName = "alias.name of t-child, typed into p-action";
const cases: [id: string, panel: string, subject: string, Compartment, closedDaysAgo?: number][] = [
  ["v-case", "macse", "v-child", "the panel's case of a child"], ["k-case", "macse", "k-child", "the panel's case of the child of the conflict"], ["o-case", "macse", "o-offender", "the panel's case of a child"], ["l-case", "macse", "l-location", "the panel's case of a child"],
  ["w-case", "macse", "w-child", "the panel's case of a child"], ["s-case", "macse", "s-child", "the panel's case of a child"], ["e-case", "macse", "e-child", "the panel's case of a child"], ["c-case", "macse", "c-child", "the panel's case of a child", 30], ["z-case", "macse", "z-child", "a case closed long ago", 200],
  ["fs-case", "mfh", "s-child", "the case of Missing From Home"], ["fr-case", "mfh", "r-child", "the case of Missing From Home"], ["f-case", "mfh", "f-child", "the case of Missing From Home"], ["ft-case", "mfh", "t-child", "the case of Missing From Home"], ["n-case", "north", "n-child", "the case of another MACSE"], ["n-duty-case", "north", "n-duty", "a record opened in an emergency, and inspected"],
];

export async function fillRecords({ db, at, day, put, words, word }: Filling): Promise<void> {
  const recorded = { recorded_at: at, recorded_by_id: "ruth" };
  const lines = (of: string, id: string, compartment: Compartment, names: string[]) => Object.fromEntries(names.map((name) => [name, words(compartment, `${of}.${name} of ${id}`)]));
  const made = { created_at: at, created_by_id: "ruth" };
  for (const [id, ref, record, name = record] of children) {
    await put("subject", { id, kind: "child", ref, display_name: words(name, `subject.display_name of ${id}`), born_on: day(-5000), ...made });
    // The two whose record is looked at whole have all lines, the others some.
    await put("child", { subject_id: id, born_on: day(-5000), ...lines("child", id, record, id === "v-child" || id === "k-child" ? childLines : ["family_name", "given_names", "address", "childs_view"]) });
    await put("alias", { id: `${id}-alias`, subject_id: id, name: words(record, `alias.name of ${id}`), kind: "known as", ...recorded });
    await put("period", { id: `${id}-school`, subject_id: id, kind: "school", value: words(record, `period.value of ${id}`), detail: words(record, `period.detail of ${id}`), from_on: day(-90), ...recorded });
    await put("missing_episode", { id: `${id}-missing`, child_id: id, kind: "missing", from_on: day(-9), to_on: day(-8), harm: words(record, `missing_episode.harm of ${id}`), where_found: words(record, `missing_episode.where_found of ${id}`), ...recorded });
  }
  const [onAgenda, conflict, posing, place]: [Compartment, Compartment, Compartment, Compartment] = ["the record of the child on today's agenda", "the record of the child of the conflict", "the record of the person posing risk on today's agenda", "the record of a location of the panel, not listed today"];
  await put("subject", { id: "o-offender", kind: "offender", ref: "O-7101", display_name: words(posing, "subject.display_name of o-offender"), ...made }, { id: "l-location", kind: "location", ref: "L-7101", display_name: words(place, "subject.display_name of l-location"), ...made });
  await put("offender", { subject_id: "o-offender", ...lines("offender", "o-offender", posing, offenderLines) });
  await put("location", { subject_id: "l-location", name: words(place, "location.name"), place_type: "park", concern: "meeting place", ...lines("location", "l-location", place, locationLines) });
  await put("alias", { id: "o-alias", subject_id: "o-offender", name: words(posing, "alias.name of o-offender"), kind: "street name", ...recorded });
  await put("alias", { id: "t-typed", subject_id: "t-child", name: word("the name that was typed into an action", typedName), kind: "known as", ...recorded });

  for (const [id, child, compartment, full] of [["v", "v-child", onAgenda, "a missing episode of the child on today's agenda, in full"], ["k", "k-child", conflict, "a missing episode of the child of the conflict, in full"]] as const) {
    await db.updateTable("missing_episode").set({ note: words(full, `missing_episode.note of ${child}`), police_number: words(full, `missing_episode.police_number of ${child}`), reported_by: words(full, `missing_episode.reported_by of ${child}`), missing_from: words(compartment, `missing_episode.missing_from of ${child}`) }).where("child_id", "=", child).execute();
    await put("return_interview", { id: `${id}-interview`, episode_id: `${child}-missing`, offered: "yes", offered_on: day(-7), result: "completed", completed_on: day(-6), reason: words(compartment, `return_interview.reason of ${child}`), interviewer: words(full, `return_interview.interviewer of ${child}`), childs_account: words(full, `return_interview.childs_account of ${child}`), ...recorded });
    await put("care_episode", { id: `${id}-care`, child_id: child, from_on: day(-90), legal_status: "section 20", placement: "foster care", ...lines("care_episode", child, compartment, ["placement_provider", "placement_address", "responsible_authority"]), home_postcode: words("what is kept and shown to nobody", `care_episode.home_postcode of ${child}`), ...recorded });
    await put("record_change", { id: `${id}-change`, subject_id: child, thing: "child", field: "address", was: words(compartment, `record_change.was of ${child}`), became: "as it stands", ...recorded });
    await put("period", { id: `${id}-worker`, subject_id: child, kind: "social worker", value: words(compartment, `period.value of ${child}, social worker`), detail: words(compartment, `period.detail of ${child}, social worker`), from_on: day(-90), ...recorded });
  }

  const link = (id: string, a_id: string, b_id: string, kind: string, compartment: Compartment) => put("link", { id, a_id, b_id, kind, confidence: "suspected", source: words(compartment, `link.source of ${id}`), note: words(compartment, `link.note of ${id}`), from_on: day(-60), ...recorded });
  await link("v-link", "v-child", "o-offender", "associate", "a link of the child on today's agenda");
  await link("k-link", "k-child", "v-child", "peer", "a link between that child and the child of the conflict");
  await link("k-link-2", "k-child", "o-offender", "associate", "a link between that child and the child of the conflict");
  await link("n-link", "n-child", "v-child", "peer", "a link to a child of another panel");
  await link("n-duty-link", "n-duty", "n-child", "peer", "a link of that record");
  for (const [id, other, compartment, hidden] of [["p-link", "l-location", "a link for the police", 0], ["hid-link", "o-offender", "a hidden link", 1]] as const) {
    await link(id, "v-child", other, "seen at", compartment);
    await db.updateTable("link").set({ agency_id: "police", panel_id: "macse", handling: "police", hidden, contact: words(hidden ? "whom to ask about a hidden note" : "whom to ask about a link for the police", `link.contact of ${id}`) }).where("id", "=", id).execute();
  }
  await link("f-link", "f-child", "v-child", "peer", "a link to a child of another panel");
  const measure = async (id: string, compartment: Compartment, protects: string[]) => {
    await put("measure", { id, kind: "child abduction warning notice", against_id: "o-offender", status: "withdrawn", issued_on: day(-30), ...lines("measure", id, compartment, ["authority", "terms", "issued_by", "status_reason"]), ...recorded });
    for (const child_id of protects) await put("measure_protects", { measure_id: id, child_id });
    await put("measure_breach", { id: `${id}-breach`, measure_id: id, breached_on: day(-3), response: words(compartment, `measure_breach.response of ${id}`), ...recorded });
  };
  await measure("o-measure", posing, ["v-child"]);
  await measure("b-measure", "a measure that protects two children", ["v-child", "k-child"]);

  for (const [id, panel_id, subject_id, compartment, closed] of cases) {
    await put("panel_case", {
      id, panel_id, subject_id, opened_on: day(-300), opened_at: at, why: words(compartment, `panel_case.why of ${id}`), review_on: day(30),
      ...(closed && { closed_on: day(-closed), closed_at: at, closed_reason: "managed under another plan", closed_detail: words(compartment, `panel_case.closed_detail of ${id}`), support_continues: words(compartment, `panel_case.support_continues of ${id}`), would_bring_back: words(compartment, `panel_case.would_bring_back of ${id}`) }),
    });
    if (!closed) await put("case_next", { id: `${id}-next`, case_id: id, kind: "review", on_day: day(30), owner_id: "ruth", set_at: at, why: words(compartment, `case_next.why of ${id}`) });
  }
  await put("referral", { id: "r-referral", subject_id: "r-child", to_panel_id: "macse", from_panel_id: "mfh", reason: words("why Missing From Home refers a child", "referral.reason"), made_at: at, made_on: day(-2), made_by_id: "priya" });

  const confidence = (id: string, person_id: string, subject_id: string, ended: boolean) => put("conflict", { id, person_id, subject_id, declared_at: at, declared_by_id: person_id, ...(ended && { ended_at: at, ended_by_id: "amira" }) });
  await confidence("k-conflict", "beth", "k-child", false);
  await confidence("v-conflict", "mairead", "v-child", true);
  await put("conflict_reason", { conflict_id: "k-conflict", reason: words("why somebody has a conflict of interest", "conflict_reason.reason of k-conflict") });
  await put("conflict_reason", { conflict_id: "v-conflict", reason: words("why somebody had one, in their own words", "conflict_reason.reason of v-conflict"), ended_reason: words("why a conflict of interest ended", "conflict_reason.ended_reason") });
  await fillOversight({ at, day, put, words } as Filling);
  await fillImports({ day, put, words, word, at } as Filling);
}

async function fillOversight({ at, day, put, words }: Filling): Promise<void> {
  const hour = new Date(Date.parse(at) + 3_600_000).toISOString();
  const why = (id: string) => words("why a record was opened in an emergency", `emergency_access.reason of ${id}`);
  await put("emergency_access", { id: "n-emergency", person_id: "dora", subject_id: "n-duty", code: "a child is missing now", reason: why("n-emergency"), from_at: at, until_at: hour });
  await put("emergency_access", { id: "n-emergency-over", person_id: "dora", subject_id: "n-child", code: "another", reason: why("n-emergency-over"), from_at: at, until_at: at, finding: "justified", finding_note: words("what was found of an emergency", "emergency_access.finding_note"), reviewed_at: at, reviewed_by_id: "wilma" });
  await put("inspection", { id: "n-inspection", person_id: "ines", why: words("what an inspection is for", "inspection.why"), drawn: "named by reference", from_on: day(0), until_on: day(7), set_at: at, set_by_id: "wilma" });
  await put("inspection_subject", { inspection_id: "n-inspection", subject_id: "n-duty", position: 1 });
  await put("reads_followed_up", { id: "n-followed", kind: "without work", person_id: "nils", up_to: day(-1), note: words("what was found of somebody's readings", "reads_followed_up.note"), at, by_id: "wilma" });
  await put("passkey", { id: "x-passkey", person_id: "amira", credential_id: "x-credential", public_key: "", counter: 0, transports: "", name: words("how somebody calls their passkey", "passkey.name"), made_at: at });
}

async function fillImports({ at, day, put, words, word }: Filling): Promise<void> {
  const run = { kind: "names" as const, state: "ready" as const, started_at: at, beat_at: at, staged_at: at, summary: JSON.stringify({ files: [], notes: [] }) };
  const none = { is_there: 1, known: 0, missing_lately: 0, take: 1, updates: 0, what: "[]", care_new: 0, care_changed: 0, care_same: 0, care_withdrawn: 0, missing_new: 0, missing_changed: 0, missing_same: 0, missing_withdrawn: 0, kept: 0, counts: JSON.stringify({ children: 1 }) };
  for (const [id, panel_id, by_id, compartment] of [["i-import", "macse", "ruth", "an import, and what in it was refused"], ["n-import", "north", "nils", "an import of another MACSE"]] as const) {
    await put("import_run", { ...run, id, panel_id, by_id, authority: words(compartment, `import_run.authority of ${id}`) });
    await put("import_fault", { import_id: id, number: 1, kind: "row", file: "names.csv", line: 2, column_name: "DOB", child_number: word(compartment, `import_fault.child_number of ${id}`), reason: words(compartment, `import_fault.reason of ${id}`) });
    await put("import_child", { ...none, import_id: id, child_number: word(compartment, `import_child.child_number of ${id}`), number: 1, subject_id: `${id}-new`, state: "new", born_on: day(-4000), family_name: words("what is kept and shown to nobody", `import_child.family_name of ${id}`), given_names: words("what is kept and shown to nobody", `import_child.given_names of ${id}`) });
  }
  await put("import_candidate", { panel_id: "macse", subject_id: "i-child", import_id: "i-import" });
}

/** Each record by what it is called, and whether somebody who stands so finds it. */
export function recordsFor(canaries: Canaries, relation: Relation): { id: string; ref: string; name: string; alias: string; seen: boolean }[] {
  const mark = (place: string) => `Zyq${canaries.all.find((one) => one.place === place)!.code}`;
  return children.map(([id, ref, record]) => ({ id, ref, name: mark(`child.family_name of ${id}`), alias: mark(`alias.name of ${id}`), seen: sees(relation, record) && !readsAlone(relation) }));
}
