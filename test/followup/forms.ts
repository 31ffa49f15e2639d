import type { ActionForm } from "#app/models/followup/action.server.ts";
import type { Wanted } from "#app/models/followup/list.ts";
import type { DecisionForm } from "#app/models/followup/decision.server.ts";
import type { MarkerForm } from "#app/models/followup/marker-request.server.ts";
import type { MeasureForm } from "#app/models/followup/measure-choice.server.ts";
import type { RiskForm } from "#app/models/followup/risk-decision.server.ts";
import type { SharingForm } from "#app/models/followup/sharing.server.ts";
import { NotAgreed } from "#app/models/core/refuse.ts";
import type { Outcome, OutcomeForm } from "#app/models/meetings/outcome.ts";

/** What a refused act answers: its status, or the reason in words. */
export const refusal = (act: Promise<unknown>): Promise<number | string | undefined> =>
  act.then(() => undefined, (error) => (error instanceof NotAgreed ? error.reason : error instanceof Response ? error.status : Promise.reject(error)));

export const action = (more: Partial<ActionForm> = {}): ActionForm => ({ what: "Offer C-0001's family a move", agencyId: "housing", personId: null, personName: null, due: "by Friday week", briefing: [], briefingNote: null, subjectIds: null, alsoAbout: null, issueNow: false, ...more });
export const risk = (more: Partial<RiskForm> = {}): RiskForm => ({ level: "High", rationale: "Four episodes, and seen with O-0001", dissent: null, nextReviewOn: "2026-12-22", sustained: null, supportContinues: null, markerDecision: null, wouldBringBack: null, ...more });
export const sharing = (more: Partial<SharingForm> = {}): SharingForm => ({
  decision: "share", what: "Vehicle and description", subjectRef: null, ownerAgencyId: "police", toAgencyId: "health", toName: null, purpose: "Safety plan", necessity: "Cannot plan without it", proportionality: "Description only", lawfulBasis: "public task",
  specialCondition: null, gateway: null, consent: null, consentReason: null, toldWhom: null, conditions: null, redactions: null, advice: null, dissent: null, reason: null, reviewOn: null, senderAgencyId: "health", senderId: null, sendBy: "in 5 working days", how: null, ...more,
});
export const outcome = (is: Outcome, more: Partial<OutcomeForm> = {}): OutcomeForm => ({ outcome: is, note: null, untilOn: null, panelId: null, cover: null, closedReason: null, closedDetail: null, supportContinues: null, wouldBringBack: null, dissent: null, ...more });
export const list = (more: Partial<Wanted> = {}): Wanted => ({ scope: null, state: "open", by: "due", down: false, page: 1, ...more });
export const decision = (more: Partial<DecisionForm> = {}): DecisionForm => ({ text: "Stay on the plan", reason: "The placement holds", dissent: null, ...more });
export const marker = (more: Partial<MarkerForm> = {}): MarkerForm => ({ system: "police CSE marker", want: "place", why: "Seen in the car", agencyId: "police", askBy: "by Friday", reviewOn: null, dissent: null, ...more });
export const measure = (more: Partial<MeasureForm> = {}): MeasureForm => ({ kind: "letter to person of concern", against: "O-0001", status: "proposed", agencyId: "police", why: "Too thin for a notice", terms: null, decideBy: "by Friday", protects: null, dissent: null, ...more });
