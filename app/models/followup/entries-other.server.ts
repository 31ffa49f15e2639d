import { sentence } from "../subjects/fields.ts";
import type { Ask } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import { clearChosen, clearDecision, clearMarker } from "../core/reach.server.ts";
import { markerInWords } from "../subjects/marker.ts";
import type { Entry, EntryKind } from "./entry.ts";

type Fact = [string, string | null | undefined];
interface Row {
  id: string;
  item_id: string | null;
  ref: string;
  agreed_at: string | null;
  recorded_at: string;
  writer_name: string | null;
}

const entryOf = (kind: EntryKind, row: Row, title: string, facts: Fact[], more: { agencyId?: string | null; dueOn?: string | null } = {}) => ({
  at: row.recorded_at,
  entry: { kind, id: row.id, itemId: row.item_id!, ref: row.ref, title, recordedBy: row.writer_name, agreedAt: row.agreed_at, issuedAt: null, agencyId: more.agencyId ?? null, dueOn: more.dueOn ?? null, facts: facts.filter((fact): fact is [string, string] => Boolean(fact[1])) } satisfies Entry as Entry,
});

/** Decisions, markers and measures under these items, with when they were recorded; removed ones are left out. The items must be in reach. */
export async function otherEntriesOf(ask: Ask, itemIds: string[]): Promise<{ at: string; entry: Entry }[]> {
  const decisions = await ask.db.selectFrom("decision").leftJoin("person as writer", "writer.id", "decision.recorded_by_id").selectAll("decision").select("writer.name as writer_name").where("decision.item_id", "in", itemIds).where("decision.removed_at", "is", null).where(clearDecision(ask.who)).execute();
  const markers = await ask.db.selectFrom("marker").innerJoin("agency", "agency.id", "marker.agency_id").leftJoin("person as writer", "writer.id", "marker.recorded_by_id").selectAll("marker").select(["agency.name as agency", "writer.name as writer_name"])
    .where("marker.item_id", "in", itemIds).where("marker.removed_at", "is", null).where(clearMarker(ask.who)).execute();
  const measures = await ask.db.selectFrom("chosen_measure").innerJoin("agency", "agency.id", "chosen_measure.agency_id").innerJoin("subject", "subject.id", "chosen_measure.against_id").leftJoin("person as writer", "writer.id", "chosen_measure.recorded_by_id")
    .selectAll("chosen_measure").select(["agency.name as agency", "subject.ref as against", "writer.name as writer_name"]).where("chosen_measure.item_id", "in", itemIds).where("chosen_measure.removed_at", "is", null).where(clearChosen(ask.who)).execute();
  const protects = measures.length ? await ask.db.selectFrom("chosen_measure_protects").innerJoin("subject", "subject.id", "chosen_measure_protects.child_id").select(["chosen_measure_protects.chosen_id", "subject.ref"]).where("chosen_id", "in", measures.map((row) => row.id)).orderBy("subject.ref").execute() : [];
  return [
    ...decisions.map((row) => entryOf("decision", row, row.text, [["Because", row.reason], ["Dissent", row.dissent]])),
    ...markers.map((row) => entryOf("marker", row, markerInWords(row), [["Asked of", row.agency], ["By", shortDay(row.ask_by_on)], ["Because", row.why], ["Review", row.review_on && shortDay(row.review_on)], ["Dissent", row.dissent]], { agencyId: row.agency_id, dueOn: row.ask_by_on })),
    ...measures.map((row) => entryOf("measure", row, `${sentence(row.kind)} against ${row.against}: ${row.status}`, [
      ["By", [row.agency, row.decide_by_on && `by ${shortDay(row.decide_by_on)}`].filter(Boolean).join(", ")], ["Because", row.why], ["Terms", row.terms], ["Protects", protects.filter((one) => one.chosen_id === row.id).map((one) => one.ref).join(", ")], ["Dissent", row.dissent],
    ], { agencyId: row.agency_id, dueOn: row.decide_by_on })),
  ];
}
