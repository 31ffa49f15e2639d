import type { Reason } from "../models/meetings/agenda.ts";

/** What each rule is called, in a word or two, so that reasons can be told apart at a glance. */
const ruleName: Record<Reason["rule"], string> = {
  riskAtOrAbove: "Risk", newSinceLastMeeting: "New", reviewDue: "Review", missing: "Missing", interviewOverdue: "Interview", deferredToThis: "Carried over", openActions: "Actions",
  linkedToListed: "Linked", repeatWithin: "Repeat", sharingNotSent: "Sharing", referred: "Referred", newlyLinkedToListedChild: "New link", measure: "Measure", dateDue: "Date due", locationHotspot: "Hotspot", byHand: "By hand",
};

/** Every reason why a subject is there: the rule's name, then the fact behind it; the weightiest first. */
export const Reasons = ({ reasons }: { reasons: Reason[] }) => (
  <ul className="why">
    {reasons.map((reason, i) => (
      <li key={i} className={reason.weight >= 4 ? "why__one why__one--grave" : "why__one"}>
        <span className="why__rule">{ruleName[reason.rule]}</span> <span>{reason.text}</span>
      </li>
    ))}
  </ul>
);
