import type { sample } from "./macse.ts";

/** Who must be let in to a route, and who must be told that it does not exist. */
export type Who =
  /** Without sign-in too. */
  | "anybody"
  /** Everyone signed in, each seeing only what is theirs. */
  | "signed in"
  /** Members of panels, each seeing only their panels' own; to others it does not exist or is empty. */
  | "in a panel"
  /** Members of the record's own panel: to everybody else it does not exist. */
  | "of the panel"
  /** Whoever is invited to an item of the meeting, with nothing but that item: to everybody else it does not exist. */
  | "invited"
  | "administrator"
  | "auditor"
  | "privacy officer"
  /** Chairs and deputies, privacy officers, who is on duty out of hours. */
  | "may open in an emergency"
  /** Whose it is, and nobody else (MACSE's chair's in the tests, unless another is named): to everybody else it does not exist. */
  | "their own";

type Params = Partial<Record<keyof typeof sample | "personId" | "agencyId" | "membershipId", readonly string[]>>;
export interface Rule {
  who: Who;
  /** Ids to try instead of the sample's, where only some of them have this page. */
  params?: Params;
  /** What follows the address, where the page needs it. */
  query?: string;
  /** Who of MACSE is let in when the chair is not. */
  as?: "ruth" | "dan" | "ewan";
}

const missing: Params = { subjectId: ["x-child"], episodeId: ["x-missing"] };
const child: Params = { subjectId: ["x-child"] };
const ofPanel: Rule = { who: "of the panel" };
const administrator: Rule = { who: "administrator", params: { panelId: ["macse"], personId: ["dan"], agencyId: ["police"], membershipId: ["macse-dan"], documentId: ["x-quarantined"] } };

/** A rule for every route of the product, by its path. A route without one fails the test of access. */
export const rules: Record<string, Rule> = {
  "/": { who: "signed in" },
  "/sign-in": { who: "anybody" },
  "/sign-in-with/:agencyId": { who: "anybody", params: { agencyId: ["police"] } },
  "/sign-in-with/:agencyId/answer": { who: "anybody", params: { agencyId: ["police"] } },
  "/password-link": { who: "anybody" },
  "/setup": { who: "anybody" },
  "/sign-out": { who: "signed in" },
  "/home": { who: "signed in" },
  "/account": { who: "signed in" },
  "/account/passkeys": { who: "signed in" },
  "/account/passkeys/new": { who: "signed in" },
  "/account/passkeys/:passkeyId/removal": { who: "their own" },
  "/account/recovery-codes": { who: "signed in" },
  "/account/sessions": { who: "signed in" },
  "/lock": { who: "signed in" },
  "/unlock": { who: "signed in" },
  "/second-factor": { who: "signed in" },
  "/second-factor/new": { who: "signed in" },
  "/passkey-options": { who: "signed in" },
  "/audit": { who: "auditor" },
  "/emergency": { who: "may open in an emergency" },
  "/emergency/new": { who: "may open in an emergency" },
  "/emergency/:emergencyId": { who: "their own", as: "ewan" },
  "/emergency/:emergencyId/closing": { who: "their own", as: "ewan" },
  "/inspections/:inspectionId": { who: "their own", as: "ewan" },
  "/inspections/:inspectionId/records/:subjectId": { who: "their own", as: "ewan", params: { subjectId: ["x-child"] } },
  "/privacy": { who: "privacy officer" },
  "/privacy/emergencies/:emergencyId": { who: "privacy officer" },
  "/privacy/inspections/new": { who: "privacy officer" },
  "/privacy/inspections/:inspectionId": { who: "privacy officer" },
  "/privacy/inspections/:inspectionId/ending": { who: "privacy officer" },
  "/privacy/readers": { who: "privacy officer" },
  "/privacy/reads": { who: "privacy officer" },
  "/privacy/reads/:personId": { who: "privacy officer", params: { personId: ["dan"] } },
  "/search": { who: "in a panel" },

  "/admin": administrator,
  "/admin/agencies/new": administrator,
  "/admin/agencies/:agencyId": administrator,
  "/admin/agencies/:agencyId/sign-in": administrator,
  "/admin/people": administrator,
  "/admin/people/new": administrator,
  "/admin/people/:personId": administrator,
  "/admin/people/:personId/leaving": administrator,
  "/admin/people/:personId/password": administrator,
  "/admin/people/:personId/second-factor": administrator,
  "/admin/panels/new": administrator,
  "/admin/panels/:panelId": administrator,
  "/admin/panels/:panelId/agencies": administrator,
  "/admin/panels/:panelId/members/new": administrator,
  "/admin/panels/:panelId/settings": administrator,
  "/admin/memberships/:membershipId/ending": administrator,
  "/admin/minutes": administrator,
  "/admin/minutes/:documentId/folding": administrator,

  "/panels": { who: "in a panel" },
  "/panels/:panelId": ofPanel,
  "/panels/:panelId/meetings/new": ofPanel,

  "/subjects": { who: "in a panel" },
  "/subjects/new/:kind": { who: "in a panel", params: { kind: ["child", "offender", "location"] } },
  "/subjects/:subjectId": ofPanel,
  "/subjects/:subjectId/aliases": ofPanel,
  "/subjects/:subjectId/aliases/:aliasId/removal": { ...ofPanel, params: child },
  "/subjects/:subjectId/care/new": { ...ofPanel, params: child },
  "/subjects/:subjectId/care/:episodeId": { ...ofPanel, params: { ...child, episodeId: ["x-care"] } },
  "/subjects/:subjectId/cases/new": { ...ofPanel, as: "ruth" },
  "/subjects/:subjectId/conflicts": ofPanel,
  "/subjects/:subjectId/conflicts/new": ofPanel,
  "/subjects/:subjectId/conflicts/:conflictId/ending": { ...ofPanel, params: child },
  "/subjects/:subjectId/details": ofPanel,
  "/subjects/:subjectId/links/new": ofPanel,
  "/subjects/:subjectId/links/:linkId": { ...ofPanel, params: child },
  "/subjects/:subjectId/links/:linkId/handling": { ...ofPanel, params: child, as: "dan" },
  "/subjects/:subjectId/measures/new": ofPanel,
  "/subjects/:subjectId/measures/:measureId": { ...ofPanel, params: { subjectId: ["x-offender"] } },
  "/subjects/:subjectId/measures/:measureId/breaches/new": { ...ofPanel, params: { subjectId: ["x-offender"] } },
  "/subjects/:subjectId/measures/:measureId/successor": { ...ofPanel, params: { subjectId: ["x-offender"] } },
  "/subjects/:subjectId/missing/new": { ...ofPanel, params: child },
  "/subjects/:subjectId/missing/:episodeId": { ...ofPanel, params: missing },
  "/subjects/:subjectId/missing/:episodeId/interview": { ...ofPanel, params: missing },
  "/subjects/:subjectId/notes/new": ofPanel,
  "/subjects/:subjectId/readers": ofPanel,
  "/notes/:noteId": ofPanel,
  "/notes/:noteId/handling": { ...ofPanel, as: "dan" },
  "/notes/:noteId/withdrawal": { ...ofPanel, as: "dan" },
  "/subjects/:subjectId/periods": ofPanel,
  "/subjects/:subjectId/periods/new": { ...ofPanel, params: child, query: "kind=school" },
  "/subjects/:subjectId/periods/:periodId/correction": { ...ofPanel, params: child },
  "/subjects/:subjectId/periods/:periodId/end": { ...ofPanel, params: child },
  "/subjects/:subjectId/proposal": ofPanel,
  "/subjects/:subjectId/referrals/new": ofPanel,
  "/subjects/:subjectId/risks/new": ofPanel,
  "/subjects/:subjectId/timeline": ofPanel,
  "/cases/:caseId": ofPanel,
  "/cases/:caseId/closing": ofPanel,
  "/cases/:caseId/closing-withdrawal": ofPanel,
  "/cases/:caseId/closure": ofPanel,
  "/cases/:caseId/review": ofPanel,

  "/meetings/:meetingId": ofPanel,
  "/meetings/:meetingId/agenda": ofPanel,
  "/meetings/:meetingId/agenda/declining": ofPanel,
  "/meetings/:meetingId/agenda/deferral": ofPanel,
  "/meetings/:meetingId/agenda/listing": ofPanel,
  "/meetings/:meetingId/agenda/new": ofPanel,
  "/meetings/:meetingId/agenda/publication": ofPanel,
  "/meetings/:meetingId/agenda/standing": ofPanel,
  "/meetings/:meetingId/setting": ofPanel,
  "/meetings/:meetingId/attendance": ofPanel,
  "/meetings/:meetingId/current": ofPanel,
  "/meetings/:meetingId/guests": ofPanel,
  "/meetings/:meetingId/guests/new": ofPanel,
  "/guests/:guestId/admission": ofPanel,
  "/guests/:guestId/ending": ofPanel,
  "/guests/:guestId/showing-out": ofPanel,
  "/guests/:guestId/writing": ofPanel,
  "/visits/:meetingId": { who: "invited" },
  "/meetings/:meetingId/live": ofPanel,
  "/meetings/:meetingId/end": ofPanel,
  "/meetings/:meetingId/minutes": ofPanel,
  "/meetings/:meetingId/extracts": ofPanel,
  "/meetings/:meetingId/approval": ofPanel,
  "/meetings/:meetingId/addenda": ofPanel,

  "/items/:itemId/history": ofPanel,
  "/items/:itemId/history/restoration": { ...ofPanel, params: { itemId: ["x-item"] }, query: "at=0" },
  "/notices/:noticeId/restoration": ofPanel,
  "/notices/:noticeId/dismissal": ofPanel,
  "/items/:itemId/plan": ofPanel,
  "/items/:itemId/position": ofPanel,
  "/items/:itemId/withdrawal": ofPanel,
  "/items/:itemId/action": ofPanel,
  "/items/:itemId/risk": ofPanel,
  "/items/:itemId/sharing": ofPanel,
  "/items/:itemId/outcome": ofPanel,
  "/items/:itemId/read-back": ofPanel,
  "/items/:itemId/withdrawals": ofPanel,
  "/items/:itemId/withdrawals/new": ofPanel,
  "/items/:itemId/chair-minutes": { ...ofPanel, params: { itemId: ["x-item"] } },
  "/items/:itemId/minutes-closing": ofPanel,
  "/items/:itemId/closed-session": { ...ofPanel, params: { itemId: ["x-item"] } },
  "/items/:itemId/closed-session/ending": { ...ofPanel, params: { itemId: ["x-item"] } },
  "/items/:itemId/closed-minutes": { ...ofPanel, params: { itemId: ["x-ended-item"] } },
  "/items/:itemId/minutes-reopening": ofPanel,
  "/risks/:riskId/amendment": ofPanel,
  "/risks/:riskId/removal": ofPanel,

  "/actions": { who: "signed in" },
  "/actions/:actionId": ofPanel,
  "/actions/:actionId/amendment": ofPanel,
  "/actions/:actionId/issue": ofPanel,
  "/actions/:actionId/removal": ofPanel,
  "/actions/:actionId/acceptance": { ...ofPanel, as: "dan" },
  "/actions/:actionId/answer": ofPanel,
  "/actions/:actionId/completion": { ...ofPanel, as: "dan" },
  "/actions/:actionId/confirmation": ofPanel,
  "/actions/:actionId/ending": ofPanel,
  "/actions/:actionId/extension": ofPanel,
  "/actions/:actionId/hand-back": { ...ofPanel, as: "dan" },
  "/actions/:actionId/more-time": { ...ofPanel, as: "dan" },
  "/actions/:actionId/passing-on": { ...ofPanel, as: "dan" },
  "/actions/:actionId/progress": { ...ofPanel, as: "dan" },
  "/actions/:actionId/query": { ...ofPanel, as: "dan" },
  "/actions/:actionId/reassignment": ofPanel,
  "/sharing/:sharingId": ofPanel,
  "/sharing/:sharingId/amendment": ofPanel,
  "/sharing/:sharingId/removal": ofPanel,
  "/sharing/:sharingId/sending": { ...ofPanel, as: "dan" },

  "/imports": { who: "in a panel" },
  "/imports/new": { who: "in a panel" },
  "/imports/names": { who: "in a panel" },
  "/imports/:importId": ofPanel,
  "/imports/:importId/choice": ofPanel,
  "/imports/:importId/columns": ofPanel,
  "/imports/:importId/confirmation": ofPanel,
  "/imports/:importId/refused.csv": ofPanel,
  "/imports/:importId/withdrawal": ofPanel,
};
