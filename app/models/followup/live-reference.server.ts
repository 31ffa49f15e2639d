import { sentence } from "../subjects/fields.ts";
import { isOutside } from "../core/who.ts";
import { type Ask, type Happened, look } from "../core/ask.server.ts";
import { shortDay } from "../core/days.ts";
import { listedRefs, noteOpened } from "../core/opened.server.ts";
import { actionsInReach, chosenMeasuresInReach, decisionsInReach, itemInReach, markersInReach, risksInReach, sharingInReach, subjectsInReach } from "../core/reach.server.ts";
import { markerInWords } from "../subjects/marker.ts";
import { ownerInWords } from "./entries.server.ts";
import { type LiveReference, type LiveReferences, mostReferences, referencesIn, shortened } from "./live-reference.ts";
import { sharingInWords } from "./sharing.ts";

/**
 * What the references in a text mean to this person: names and entries in reach, and nothing for what is not. Those whose names are
 * shown, and those whom the entries are about, are noted as a list in which their references stood. Inside a look only.
 */
export async function liveReferences(ask: Ask, happened: Happened, about: { panelId: string }, text: string): Promise<LiveReferences> {
  const all = referencesIn(text);
  const entries = all.filter((ref) => ref.includes("/"));
  const named = await subjectsOf(ask, all.filter((ref) => !ref.includes("/")));
  const recorded = entries.length ? await entriesBy(ask, entries) : { means: [], about: [] };
  const means = [...named, ...recorded.means];
  // A level or a decision says as much of a child as their name does.
  const refs = listedRefs([...named.map(({ ref }) => ref), ...(await refsBy(ask, recorded.about))].sort());
  if (refs) await noteOpened(ask, happened, "list opened", { panelId: about.panelId, detail: refs });
  return Object.fromEntries(means.map((one) => [one.ref, one]));
}

/** What these references mean to somebody who writes in an item's minutes: for those that were just typed. Throws NotFound when the item is out of reach. */
export const referencesFor = (ask: Ask, itemId: string, refs: string[]): Promise<LiveReferences> =>
  look(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    return liveReferences(ask, happened, { panelId: item.panel_id }, refs.slice(0, mostReferences).join(" "));
  });

async function subjectsOf(ask: Ask, refs: string[]): Promise<LiveReference[]> {
  if (!refs.length) return [];
  const rows = await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name as name"]).where("subject.ref", "in", refs).execute();
  return rows.filter((row) => row.name !== row.ref).map((row) => ({ ref: row.ref, kind: "subject", words: row.name, to: `/subjects/${row.id}` }));
}

const refsBy = async (ask: Ask, subjectIds: string[]): Promise<string[]> => (subjectIds.length ? (await ask.db.selectFrom("subject").select("ref").where("id", "in", [...new Set(subjectIds)]).execute()).map((row) => row.ref) : []);

/** What these references of entries mean, and the ids of those whom they are about. */
async function entriesBy(ask: Ask, refs: string[]): Promise<{ means: LiveReference[]; about: string[] }> {
  // An owner or sender outside the panel does not read theirs in the words in which the panel wrote it.
  const actions = (await actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id")
    .select(["action.id", "action.ref", "action.what", "action.due_on", "action.panel_id", "action.meeting_id", "action.person_name", "agency.name as agency", "person.name as person"]).where("action.ref", "in", refs).execute()).filter((row) => !isOutside(ask.who, row));
  const sharing = (await sharingInReach(ask).leftJoin("agency", "agency.id", "sharing.to_agency_id").select(["sharing.id", "sharing.ref", "sharing.decision", "sharing.what", "sharing.to_name", "sharing.panel_id", "sharing.meeting_id", "sharing.subject_id", "agency.name as to"]).where("sharing.ref", "in", refs).execute()).filter((row) => !isOutside(ask.who, row));
  const risks = await risksInReach(ask).select(["risk.ref", "risk.level", "risk.next_review_on", "risk.subject_id"]).where("risk.ref", "in", refs).execute();
  const decisions = await decisionsInReach(ask).select(["decision.ref", "decision.text", "decision.subject_id"]).where("decision.ref", "in", refs).execute();
  const markers = await markersInReach(ask).select(["marker.id", "marker.ref", "marker.want", "marker.system", "marker.subject_id"]).where("marker.ref", "in", refs).execute();
  const measures = await chosenMeasuresInReach(ask).innerJoin("subject", "subject.id", "chosen_measure.against_id").select(["chosen_measure.ref", "chosen_measure.id", "chosen_measure.kind", "chosen_measure.against_id", "subject.ref as against"]).where("chosen_measure.ref", "in", refs).execute();
  const ofActions = actions.length ? await ask.db.selectFrom("action_subject").select("subject_id").where("action_id", "in", actions.map((row) => row.id)).execute() : [];
  const protectedBy = measures.length ? await ask.db.selectFrom("chosen_measure_protects").select("child_id").where("chosen_id", "in", measures.map((row) => row.id)).execute() : [];
  const about = [...ofActions.map((row) => row.subject_id), ...[...sharing, ...risks, ...decisions, ...markers].flatMap((row) => row.subject_id ?? []), ...measures.map((row) => row.against_id), ...protectedBy.map((row) => row.child_id)];
  const means = [
    ...actions.map((row): LiveReference => ({ ref: row.ref, kind: "action", words: `${shortened(row.what)} (${ownerInWords(row.agency, row.person ?? row.person_name)}, ${shortDay(row.due_on)})`, to: `/actions/${row.id}` })),
    ...sharing.map((row): LiveReference => ({ ref: row.ref, kind: "sharing", words: `${sharingInWords(row.decision, row.to ?? row.to_name ?? "nobody named")}: ${shortened(row.what)}`, to: `/sharing/${row.id}` })),
    ...risks.map((row): LiveReference => ({ ref: row.ref!, kind: "risk", words: `Risk ${row.level}${row.next_review_on ? `, review ${shortDay(row.next_review_on)}` : ""}`, to: null })),
    ...decisions.map((row): LiveReference => ({ ref: row.ref, kind: "decision", words: shortened(row.text), to: null })),
    ...markers.map((row): LiveReference => ({ ref: row.ref, kind: "marker", words: markerInWords(row), to: `/markers/${row.id}/confirmation` })),
    ...measures.map((row): LiveReference => ({ ref: row.ref, kind: "measure", words: `${sentence(row.kind)} against ${row.against}`, to: null })),
  ];
  return { means, about };
}
