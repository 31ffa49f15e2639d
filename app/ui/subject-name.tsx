import { Link } from "@remix-run/react";
import { type Day, ageOn } from "../models/core/days.ts";
import type { Kind } from "../models/subjects/subject.ts";

export interface NamedSubject {
  id: string;
  ref: string;
  kind: Kind;
  name: string;
  bornOn: Day | null;
}

/** A subject in a list: name, reference, and age on a day; a name that is only the reference is said once. */
export const SubjectName = ({ subject, on }: { subject: NamedSubject; on: Day }) => (
  <span className="subjectname">
    <Link className="govuk-link subjectname__name" to={`/subjects/${subject.id}`} prefetch="none">{subject.name}</Link>{" "}
    <span className="subjectname__rest">
      {subject.name !== subject.ref && <span className="ref">{subject.ref}</span>}
      {subject.kind !== "location" && <span className={subject.bornOn ? undefined : "not-known"}>{subject.bornOn ? ageOn(subject.bornOn, on) : "age not known"}</span>}
    </span>
  </span>
);

/** A risk level on the panel's own scale, with the day since when it holds. */
export const Risk = ({ risk }: { risk: { level: string; rank: number } | null }) =>
  risk ? <strong className={`risk risk--${Math.min(3, Math.max(1, risk.rank))}`}>{risk.level}</strong> : <span className="not-known">not assessed</span>;
