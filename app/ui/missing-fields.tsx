import { foundHow, missingKinds, policeGrades } from "../models/subjects/missing.ts";
import { DayInput, Fieldset, Radios, Select, TextArea, TextInput } from "./form.tsx";
import { SubjectPicker } from "./subject-picker.tsx";

/** A missing episode: going, grade, return. */
export const MissingFields = () => (
  <>
    <Fieldset legend="Went missing">
      <Radios name="kind" label="What was it?" inline choices={missingKinds} />
      <div className="twofields">
        <DayInput name="fromOn" label="Day" />
        <TextInput name="fromTime" label="Time, if known" hint="For example, 22:40" width="5" />
        <TextInput name="missingFrom" label="Missing from" hint="Home, placement, school …" />
        <TextInput name="reportedBy" label="Reported by" />
        <Select name="grade" label="Police grade" choices={policeGrades} empty="Not known" />
        <TextInput name="policeNumber" label="Police reference" />
      </div>
    </Fieldset>
    <Fieldset legend="Return">
      <div className="twofields">
        <DayInput name="toOn" label="Day of return" hint="Leave empty while the child is missing" />
        <TextInput name="toTime" label="Time of return, if known" hint="The interview is due 72 hours later; without the time, by the end of the third day" width="5" />
        <Select name="howFound" label="How the child was found" choices={foundHow} empty="Not known" />
        <TextInput name="whereFound" label="Where" />
        <SubjectPicker name="foundAt" kind="location" label="Found at a recorded location" hint="Reference or name. Leave empty if it is none" />
      </div>
      <TextArea name="harm" label="Harm suffered or suspected" rows={2} />
      <TextArea name="note" label="Anything else" rows={2} />
    </Fieldset>
  </>
);
