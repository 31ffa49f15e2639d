import { legalStatuses, placements } from "../models/subjects/care.ts";
import { DayInput, Select, TextArea, TextInput, useField } from "./form.tsx";

const withPresent = (choices: readonly string[], present: unknown): string[] => (typeof present === "string" && present && !choices.includes(present) ? [present, ...choices] : [...choices]);

/** A care episode; words that came with a return stay among the choices. */
export function CareFields() {
  const legal = useField("legalStatus").value;
  const placement = useField("placement").value;
  return (
    <>
      <div className="twofields">
        <Select name="legalStatus" label="Legal status" choices={withPresent(legalStatuses, legal)} empty="Not known" />
        <Select name="placement" label="Placement" choices={withPresent(placements, placement)} empty="Not known" />
        <TextInput name="provider" label="Provider" />
        <TextInput name="authority" label="Responsible authority" />
      </div>
      <TextArea name="address" label="Placement address" rows={2} />
      <div className="twofields">
        <DayInput name="fromOn" label="First day" />
        <DayInput name="toOn" label="Last day" hint="Leave empty while it goes on" />
      </div>
    </>
  );
}
