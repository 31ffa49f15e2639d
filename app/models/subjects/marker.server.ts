import { may } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { listedRefs, noteOpened } from "../core/opened.server.ts";
import { markerInReach, markersInReach, panelInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, allow } from "../core/refuse.ts";
import { type MarkerAnswer, markerInWords, markerState, whyNotAnswer } from "./marker.ts";

export interface MarkerShown {
  id: string;
  ref: string;
  words: string;
  state: string;
  why: string;
  owner: string;
  askByOn: Day;
  reviewOn: Day | null;
  answer: MarkerAnswer | null;
  answeredOn: Day | null;
  answerRef: string | null;
  answerNote: string | null;
  late: boolean;
  mayAnswer: boolean;
}

const rows = (ask: Ask) => markersInReach(ask).innerJoin("agency", "agency.id", "marker.agency_id").selectAll("marker").select("agency.name as owner");
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

/** Who answers for a marker: whose system it is, if they are of the panel; whoever prepares the panel enters what another agency said. */
const mayAnswer = (ask: Ask, marker: { panel_id: string; agency_id: string }): boolean =>
  marker.agency_id === ask.who.agencyId ? may.answerMarker(ask.who, { panelId: marker.panel_id }) : may.answerMarkerFor(ask.who, { panelId: marker.panel_id });

function shownOf(ask: Ask, row: Row): MarkerShown {
  const today = dayOf(ask.now);
  return {
    id: row.id, ref: row.ref, words: markerInWords(row), state: markerState(row, today), why: row.why, owner: row.owner, askByOn: row.ask_by_on, reviewOn: row.review_on, answer: row.answer, answeredOn: row.answered_on, answerRef: row.answer_ref, answerNote: row.answer_note,
    late: row.agreed_at !== null && row.answer === null && row.ask_by_on < today, mayAnswer: row.agreed_at !== null && row.answer === null && mayAnswer(ask, row),
  };
}

/** The markers of a subject in reach up to a day, those that wait first. What is recorded and not agreed stands with its item alone. */
export async function markersUpTo(ask: Ask, subjectId: string, on: Day): Promise<MarkerShown[]> {
  const all = await rows(ask).where("marker.subject_id", "=", subjectId).where("marker.agreed_at", "is not", null).orderBy("marker.agreed_at", "desc").limit(200).execute();
  return all.filter((row) => dayOf(row.agreed_at!) <= on).map((row) => shownOf(ask, row)).sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null));
}

/** What a panel has asked for and nobody has confirmed, the latest due first. Noted as opened. Throws NotFound when the panel is out of reach. */
export const waitingMarkers = (ask: Ask, panelId: string) =>
  look(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    const waiting = await rows(ask).where("marker.panel_id", "=", panel.id).where("marker.answer", "is", null).where("marker.agreed_at", "is not", null).orderBy("marker.ask_by_on").limit(500).execute();
    const ids = [...new Set(waiting.map((row) => row.subject_id))];
    const subjects = ids.length ? await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name as name"]).where("subject.id", "in", ids).execute() : [];
    happened({ what: "list opened", panelId: panel.id, detail: listedRefs(subjects.map((subject) => subject.ref)) });
    return { panel: { id: panel.id, name: panel.name }, markers: waiting.flatMap((row) => {
      const subject = subjects.find((one) => one.id === row.subject_id);
      return subject ? [{ ...shownOf(ask, row), subject }] : [];
    }) };
  });

/** A marker on its own page, with the form for who answers for it. Noted as opened. Throws NotFound. */
export const markerToAnswer = (ask: Ask, markerId: string) =>
  look(ask, async (ask, happened) => {
    const marker = await markerInReach(ask, markerId);
    const subject = await ask.db.selectFrom("subject").select(["id", "ref"]).where("id", "=", marker.subject_id).executeTakeFirstOrThrow();
    const row = await rows(ask).where("marker.id", "=", marker.id).executeTakeFirstOrThrow();
    await noteOpened(ask, happened, "list opened", { panelId: marker.panel_id, detail: subject.ref });
    return { marker: shownOf(ask, row), subject, panelId: marker.panel_id, today: dayOf(ask.now), onBehalf: marker.agency_id !== ask.who.agencyId };
  });

/** Records what a marker's owner answers: it stands (or is gone) in their system, with its reference there; or it is not done, because. Once. Throws NotFound, NotAllowed, NotAgreed. */
export const answerMarker = (ask: Ask, markerId: string, form: { answer: MarkerAnswer; answeredOn: Day; ref: string | null; note: string | null }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const marker = await markerInReach(ask, markerId);
    allow(mayAnswer(ask, marker), "The agency whose system it is answers for it, or whoever prepares the panel");
    const fault = whyNotAnswer(marker, form, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    await ask.db.updateTable("marker").set({ answer: form.answer, answered_on: form.answeredOn, answered_at: ask.now.toISOString(), answered_by_id: ask.who.id, answer_ref: form.ref, answer_note: form.note }).where("id", "=", marker.id).execute();
    happened({ what: "marker answered", panelId: marker.panel_id, subjectId: marker.subject_id, detail: marker.id });
    return marker.subject_id;
  });
