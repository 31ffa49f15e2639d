// Values of an information-sharing decision (practice.md §3.16). "Do not share" is a full decision with a reason, never a blank.

export const sharingDecisions = ["share", "share in part", "do not share", "defer"] as const;
export type SharingWord = (typeof sharingDecisions)[number];
export const specialConditions = ["9(2)(g) with DPA 2018 Sch 1 para 18, safeguarding", "9(2)(h) health or social care", "9(2)(b) social protection", "9(2)(c) vital interests", "Part 3 with Sch 8", "no special category data"] as const;
export const consents = ["given", "refused", "not sought"] as const;
export const consentReasons = ["unsafe", "would prejudice protection", "not reasonably obtainable", "child at risk, not needed"] as const;
export const gateways = ["Children Act 2004 ss.10–11", "Crime and Disorder Act 1998 s.115", "Children Act 1989 s.47", "other"] as const;
export const sendingWays = ["secure e-mail", "secure portal", "in person", "by telephone", "in the meeting"] as const;

export const givesAnything = (decision: string): boolean => decision === "share" || decision === "share in part";

interface Decided {
  decision: string;
  toAgencyId: string | null;
  toName: string | null;
  purpose: string | null;
  necessity: string | null;
  proportionality: string | null;
  lawfulBasis: string | null;
  consent: string | null;
  consentReason: string | null;
  redactions: string | null;
  reason: string | null;
  reviewOn: string | null;
  senderAgencyId: string | null;
  sendByOn: string | null;
}

/** What is missing for a decision to be a full one: the first fault and its field, or null. */
export function whyNotDecide(form: Decided): { field: string; message: string } | null {
  const need = (ok: unknown, field: string, message: string) => (ok ? null : { field, message });
  const common = need(form.toAgencyId || form.toName, "toAgencyId", "Choose the agency that it would go to, or name the person or body") ?? need(!(form.toAgencyId && form.toName), "toName", "Choose an agency or name somebody, not both");
  if (common) return common;
  if (form.decision === "do not share") return need(form.reason, "reason", "Say why it is not shared: “do not share” is a full decision");
  if (form.decision === "defer") return need(form.reason, "reason", "Say why it is deferred") ?? need(form.reviewOn, "reviewOn", "Enter the day when it will be decided");
  return (
    need(form.purpose, "purpose", "Say what it is for") ??
    need(form.necessity, "necessity", "Say why it is necessary: could the aim be met with less?") ??
    need(form.proportionality, "proportionality", "Weigh the harm of sharing against the harm of not sharing") ??
    need(form.lawfulBasis, "lawfulBasis", "Choose the lawful basis") ??
    need(form.consent !== "not sought" || form.consentReason, "consentReason", "Say why consent was not sought") ??
    need(form.decision !== "share in part" || form.redactions, "redactions", "Say what is left out") ??
    need(form.senderAgencyId, "senderAgencyId", "Choose the agency that sends it") ??
    need(form.sendByOn, "sendBy", "Enter a day by which it is sent, such as “by Friday”")
  );
}

/** What a decision is called in a sentence: "Share in part with Seaholme Homes". */
export const sharingInWords = (decision: string, to: string): string => {
  const first = decision.charAt(0).toUpperCase() + decision.slice(1);
  return decision === "do not share" ? `Do not share with ${to}` : decision === "defer" ? `Defer sharing with ${to}` : `${first} with ${to}`;
};
