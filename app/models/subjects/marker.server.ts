import { may } from "../core/access.ts";
import { type Ask, commit, type Happened, look } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { type Handling, handlingInWords, readsText, type Withheld } from "../core/handling.ts";
import { listedRefs, noteOpened } from "../core/opened.server.ts";
import { markerInReach, markersInReach, panelInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, allow } from "../core/refuse.ts";
import { agenciesIn, agenciesNamed, ownContact, readersOfWords, rehandled, type Rehandling } from "./handled.server.ts";
import { type MarkerAnswer, markerInWords, markerState, whyNotAnswer } from "./marker.ts";

// That a marker was asked for, and stands or does not, is the panel's. The reference and the words of the answer are its owner's, as a note is: they are read as
// their handling says, stand on no timeline when they are not shared, and whoever reads them is noted.

export interface MarkerShown {
  id: string;
  panelId: string;
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
  /** For whom the reference and the words are, where that is not the panel, for those who read them. */
  answerFor: string | null;
  /** Who holds them, for those who do not. */
  answerHeld: Withheld | null;
  /** Whether this person's agency decides who reads them. */
  own: boolean;
  late: boolean;
  mayAnswer: boolean;
}

const rows = (ask: Ask) => markersInReach(ask).innerJoin("agency", "agency.id", "marker.agency_id").selectAll("marker").select("agency.name as owner");
type Row = Awaited<ReturnType<ReturnType<typeof rows>["execute"]>>[number];

/** Who answers for a marker: whose system it is, if they are of the panel; whoever prepares the panel enters what another agency said. */
const mayAnswer = (ask: Ask, marker: { panel_id: string; agency_id: string }): boolean =>
  marker.agency_id === ask.who.agencyId ? may.answerMarker(ask.who, { panelId: marker.panel_id }) : may.answerMarkerFor(ask.who, { panelId: marker.panel_id });

/** Which agencies the handling of each of these names. */
async function namedBy(ask: Ask, rows: readonly Row[]) {
  const ids = rows.filter((row) => row.answer_handling === "named agencies").map((row) => row.id);
  const named = ids.length ? await ask.db.selectFrom("marker_answer_agency").innerJoin("agency", "agency.id", "marker_answer_agency.agency_id").select(["marker_id", "agency.id", "agency.name"]).where("marker_id", "in", ids).orderBy("agency.name").execute() : [];
  return (id: string) => named.filter((one) => one.marker_id === id).map((one) => ({ id: one.id, name: one.name }));
}

const isOwn = (ask: Ask, marker: { panel_id: string; agency_id: string }): boolean => marker.agency_id === ask.who.agencyId && may.answerMarker(ask.who, { panelId: marker.panel_id });

function shownOf(ask: Ask, row: Row, agencies: { id: string; name: string }[]): MarkerShown {
  const today = dayOf(ask.now);
  const says = row.answer_ref !== null || row.answer_note !== null;
  const reads = readsText(ask.who, { handling: row.answer_handling, agencyId: row.agency_id, agencyIds: agencies.map((one) => one.id), panelId: row.panel_id });
  return {
    id: row.id, panelId: row.panel_id, ref: row.ref, words: markerInWords(row), state: markerState(row, today), why: row.why, owner: row.owner, askByOn: row.ask_by_on, reviewOn: row.review_on, answer: row.answer, answeredOn: row.answered_on, answerRef: reads ? row.answer_ref : null, answerNote: reads ? row.answer_note : null,
    answerFor: reads && says && row.answer_handling !== "shared" ? handlingInWords(row.answer_handling, agencies.map((one) => one.name), "the panel") : null, answerHeld: reads || !says ? null : { by: row.owner, contact: row.answer_contact ?? "" },
    own: says && isOwn(ask, row),
    late: row.agreed_at !== null && row.answer === null && row.ask_by_on < today, mayAnswer: row.agreed_at !== null && row.answer === null && mayAnswer(ask, row),
  };
}

/** The markers of a subject in reach up to a day, those that wait first. What is recorded and not agreed stands with its item alone. */
export async function markersUpTo(ask: Ask, subjectId: string, on: Day): Promise<MarkerShown[]> {
  const all = await rows(ask).where("marker.subject_id", "=", subjectId).where("marker.agreed_at", "is not", null).orderBy("marker.agreed_at", "desc").limit(200).execute();
  const agencies = await namedBy(ask, all);
  return all.filter((row) => dayOf(row.agreed_at!) <= on).map((row) => shownOf(ask, row, agencies(row.id))).sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null));
}

/** Notes that words were read which are not for everybody. Inside a look. */
export async function noteMarkersRead(ask: Ask, happened: Happened, subjectId: string, markers: readonly Pick<MarkerShown, "id" | "panelId" | "answerFor">[]): Promise<void> {
  for (const marker of markers) if (marker.answerFor) await noteOpened(ask, happened, "marker opened", { panelId: marker.panelId, subjectId, detail: marker.id });
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
      return subject ? [{ ...shownOf(ask, row, []), subject }] : [];
    }) };
  });

/** The agencies that may be named as readers of an answer, besides the one whose system it is. */
const choicesFor = async (ask: Ask, marker: { panel_id: string; agency_id: string }) => (await agenciesIn(ask, marker.panel_id)).filter((one) => one.id !== marker.agency_id).map(({ id, name }) => ({ id, name }));

/** A marker on its own page, with the form for who answers for it. Noted as opened. Throws NotFound. */
export const markerToAnswer = (ask: Ask, markerId: string) =>
  look(ask, async (ask, happened) => {
    const marker = await markerInReach(ask, markerId);
    const subject = await ask.db.selectFrom("subject").select(["id", "ref"]).where("id", "=", marker.subject_id).executeTakeFirstOrThrow();
    const row = await rows(ask).where("marker.id", "=", marker.id).executeTakeFirstOrThrow();
    await noteOpened(ask, happened, "list opened", { panelId: marker.panel_id, detail: subject.ref });
    const shown = shownOf(ask, row, (await namedBy(ask, [row]))(row.id));
    await noteMarkersRead(ask, happened, marker.subject_id, [shown]);
    const onBehalf = marker.agency_id !== ask.who.agencyId;
    return { marker: shown, subject, panelId: marker.panel_id, today: dayOf(ask.now), onBehalf, agencies: await choicesFor(ask, marker), contact: onBehalf ? "" : await ownContact(ask) };
  });

interface Answer {
  answer: MarkerAnswer;
  answeredOn: Day;
  ref: string | null;
  note: string | null;
  handling: Handling;
  agencyIds: string[];
  contact: string | null;
}

/** Records what a marker's owner answers: it stands (or is gone) in their system, with its reference there; or it is not done, because; and for whom these words are. Once. Throws NotFound, NotAllowed, NotAgreed. */
export const answerMarker = (ask: Ask, markerId: string, form: Answer): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const marker = await markerInReach(ask, markerId);
    allow(mayAnswer(ask, marker), "The agency whose system it is answers for it, or whoever prepares the panel");
    const fault = whyNotAnswer(marker, form, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const restricted = form.handling !== "shared";
    if (restricted && !form.ref && !form.note) throw new NotAgreed("Write the reference or the note that is not for everybody", "note");
    if (restricted && !form.contact) throw new NotAgreed("Say whom to contact", "contact");
    for (const agency_id of await agenciesNamed(ask, marker.panel_id, form, marker.agency_id)) await ask.db.insertInto("marker_answer_agency").values({ marker_id: marker.id, agency_id }).execute();
    await ask.db.updateTable("marker").set({ answer: form.answer, answered_on: form.answeredOn, answered_at: ask.now.toISOString(), answered_by_id: ask.who.id, answer_ref: form.ref, answer_note: form.note, answer_handling: form.handling, answer_contact: form.contact }).where("id", "=", marker.id).execute();
    happened({ what: "marker answered", panelId: marker.panel_id, subjectId: marker.subject_id, detail: marker.id });
    return marker.subject_id;
  });

/** An answer that one's own agency gave. Throws NotFound, NotAllowed. */
async function ownAnswer(ask: Ask, markerId: string) {
  const marker = await markerInReach(ask, markerId);
  const row = await rows(ask).where("marker.id", "=", marker.id).executeTakeFirstOrThrow();
  if (!row.answer_ref && !row.answer_note) throw new NotFound();
  allow(isOwn(ask, row), "The agency whose words they are decides this");
  return { row, agencies: (await namedBy(ask, [row]))(row.id) };
}

/** For whom the answer of one's own agency is, was, and who has read it. Opening is kept in the audit. Throws NotFound, NotAllowed. */
export const answerHandling = (ask: Ask, markerId: string) =>
  look(ask, async (ask, happened) => {
    const { row, agencies } = await ownAnswer(ask, markerId);
    await noteOpened(ask, happened, "marker opened", { panelId: row.panel_id, subjectId: row.subject_id, detail: row.id });
    const changes = await ask.db.selectFrom("marker_answer_change").innerJoin("person", "person.id", "marker_answer_change.by_id").select(["marker_answer_change.at", "marker_answer_change.was", "marker_answer_change.became", "marker_answer_change.reason", "marker_answer_change.lawful_basis as lawfulBasis", "person.name as by"]).where("marker_id", "=", row.id).orderBy("at").execute();
    return { marker: shownOf(ask, row, agencies), handling: row.answer_handling, agencyIds: agencies.map((one) => one.id), readers: await readersOfWords(ask, "marker opened", row.id, row.answered_by_id), changes, agencies: await choicesFor(ask, row) };
  });

/**
 * Makes an answer for more people, or for fewer: with a reason, and with a lawful basis where somebody will read it who did not. Who has read it
 * already stays known. Returns the subject's id. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const changeAnswerHandling = (ask: Ask, markerId: string, form: Rehandling): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { row, agencies } = await ownAnswer(ask, markerId);
    const { agencyIds, change } = await rehandled(ask, { handling: row.answer_handling, hidden: 0, agencies, agencyId: row.agency_id, panelId: row.panel_id }, { ...form, hidden: false });
    await ask.db.deleteFrom("marker_answer_agency").where("marker_id", "=", row.id).execute();
    for (const agency_id of agencyIds) await ask.db.insertInto("marker_answer_agency").values({ marker_id: row.id, agency_id }).execute();
    await ask.db.updateTable("marker").set({ answer_handling: form.handling, answer_contact: row.answer_contact ?? (await ownContact(ask)) }).where("id", "=", row.id).execute();
    await ask.db.insertInto("marker_answer_change").values({ ...change, marker_id: row.id }).execute();
    happened({ what: "marker handling changed", panelId: row.panel_id, subjectId: row.subject_id, detail: row.id });
    return row.subject_id;
  });
