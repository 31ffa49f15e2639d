import { briefingFacts, type BriefingFact, priorities } from "./models/followup/action.ts";
import { consentReasons, consents, gateways, sharingDecisions, specialConditions } from "./models/followup/sharing.ts";
import { handlings, lawfulBases } from "./models/core/handling.ts";
import { outcomes } from "./models/meetings/outcome.ts";
import { markerAnswers, markerKeys, wants } from "./models/subjects/marker.ts";
import { measureKinds } from "./models/subjects/measure.ts";
import { day, id, line, maybeDay, maybeId, maybeLine, maybeText, oneOf, several, text, ticked, z } from "./shapes.server.ts";

// The forms of what is recorded under an item. `stay` is posted by a form within the meeting page; `itemId` moves an entry to another item.

const placed = { stay: z.string().optional(), itemId: maybeId() };
/** One of a list, or null when left empty. */
const maybeOneOf = (values: readonly string[]) => z.string().optional().transform((value) => value || null).refine((value) => value === null || values.includes(value), "Choose one from the list");

export const actionShape = z
  .object({
    ...placed, what: text("Say what will be done", 1000), agencyId: maybeId(), personId: maybeId(), personName: maybeLine(), due: line("Enter when it is due, such as “by Friday week”", 60),
    briefing: several(), briefingNote: maybeText(500), subjects: several(), aboutShown: z.string().optional(), alsoAbout: maybeLine(), issueNow: ticked(),
    priority: z.enum(priorities).catch("normal"), anew: ticked(),
  })
  .transform(({ subjects, aboutShown, briefing, ...form }) => ({ ...form, briefing: briefingFacts.filter((fact): fact is BriefingFact => briefing.includes(fact)), subjectIds: aboutShown ? subjects : null }));

export const riskShape = z.object({ ...placed, level: line("Choose the level"), rationale: text("Say why: what the level rests on", 3000), dissent: maybeText(1000), nextReviewOn: day("Enter the next review"), sustained: maybeText(1000), supportContinues: maybeText(2000), markerDecision: maybeText(1000), wouldBringBack: maybeText(2000) });

export const sharingShape = z.object({
  ...placed, decision: oneOf(sharingDecisions, "Choose what was decided"), what: text("Say what kind of information it is", 1000), subjectRef: maybeLine(12), ownerAgencyId: id("Choose the agency that owns the information"),
  toAgencyId: maybeId(), toName: maybeLine(), purpose: maybeText(1000), necessity: maybeText(1000), proportionality: maybeText(1000), lawfulBasis: maybeOneOf(lawfulBases), specialCondition: maybeOneOf(specialConditions), gateway: maybeOneOf(gateways),
  consent: maybeOneOf(consents), consentReason: maybeOneOf(consentReasons), toldWhom: maybeLine(), conditions: maybeText(1000), redactions: maybeText(1000), advice: maybeText(1000), dissent: maybeText(1000), reason: maybeText(2000),
  reviewOn: maybeDay(), senderAgencyId: maybeId(), senderId: maybeId(), sendBy: maybeLine(60), how: maybeLine(),
});

export const outcomeShape = z.object({
  ...placed, outcome: oneOf(outcomes, "Choose the outcome"), note: maybeText(2000), untilOn: maybeDay(), panelId: maybeId(), cover: maybeText(500), closedReason: maybeLine(), closedDetail: maybeText(500), dissent: maybeText(1000), supportContinues: maybeText(2000), wouldBringBack: maybeText(2000),
});

export const decisionShape = z.object({ ...placed, text: text("Say what was decided", 2000), reason: text("Say why: a decision stands with its reason", 2000), dissent: maybeText(1000) });

export const markerShape = z.object({ ...placed, system: oneOf(markerKeys, "Choose the system"), want: z.enum(wants).catch("place"), agencyId: id("Choose the agency whose system it is"), askBy: line("Enter by when, such as “by Friday”", 60), why: text("Say why", 1000), reviewOn: maybeDay(), dissent: maybeText(1000) });

export const markerAnswerShape = z.object({ answer: oneOf(markerAnswers, "Choose what its owner answers"), answeredOn: day("Enter the day"), ref: maybeLine(80), note: maybeText(1000), handling: oneOf(handlings, "Choose who may read it"), agencyIds: several(), contact: maybeLine() });

export const measureShape = z.object({
  ...placed, kind: oneOf(measureKinds.map((kind) => kind.key), "Choose the measure"), against: maybeLine(12), status: z.enum(["proposed", "requested"]).catch("proposed"), agencyId: id("Choose the agency that takes it on"), why: text("Say why", 1000), terms: maybeText(1000),
  decideBy: maybeLine(60), protects: maybeLine(), dissent: maybeText(1000),
});

/** A button's post: only where it was pressed. */
export const pressed = z.object({ stay: z.string().optional() });
