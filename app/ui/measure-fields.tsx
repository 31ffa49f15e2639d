import { measureKind, measureKindsAgainst, measureStatuses } from "../models/subjects/measure.ts";
import type { Kind } from "../models/subjects/subject.ts";
import { Checkboxes, DayInput, Select, TextArea, TextInput } from "./form.tsx";
import { SubjectPicker } from "./subject-picker.tsx";

/** A disruption measure against a person or a location. `protectable` are those who may be ticked as protected. */
export const MeasureFields = ({ against, protectable }: { against: Kind; protectable: { value: string; label: string }[] }) => (
  <>
    <div className="twofields">
      <Select name="kind" label="Measure" choices={measureKindsAgainst(against).map((m) => m.key)} />
      <Select name="status" label="State" choices={measureStatuses.filter((s) => s !== "became another")} />
      <TextInput name="issuedBy" label="Issued or applied for by" hint="Agency, officer or court" />
      <TextInput name="authority" label="Basis" hint="Law, or whose consent" />
      <DayInput name="issuedOn" label="Issued on" hint="Leave empty until it is issued" />
      <DayInput name="expiresOn" label="Expires on" hint="Leave empty when there is no end" />
    </div>
    <TextArea name="terms" label="Terms" rows={3} />
    <TextInput name="statusReason" label="If withdrawn or refused, why" />
    {protectable.length > 0 && <Checkboxes name="protects" label="Children whom it protects" choices={protectable} />}
    <SubjectPicker name="another" kind="child" label={protectable.length ? "Another child whom it protects" : "Child whom it protects"} />
    <details className="govuk-details">
      <summary className="govuk-details__summary"><span className="govuk-details__summary-text">What to know about each measure</span></summary>
      <div className="govuk-details__text">
        <ul className="govuk-list govuk-list--bullet">{measureKindsAgainst(against).filter((m) => measureKind(m.key)?.note).map((m) => <li key={m.key}><strong>{m.key.charAt(0).toUpperCase() + m.key.slice(1)}.</strong> {m.note}</li>)}</ul>
      </div>
    </details>
  </>
);
