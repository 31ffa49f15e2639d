import type { DeskChoices } from "../models/followup/desk.ts";
import { markerKeys } from "../models/subjects/marker.ts";
import { measureKinds } from "../models/subjects/measure.ts";
import { DueInput } from "./due-input.tsx";
import { agencyChoices, More, Move } from "./entry-forms.tsx";
import { type Choice, DayInput, Radios, Select, TextArea, TextInput } from "./form.tsx";

// The fields of decisions, markers and measures: the same on their own pages and within the meeting page.

interface Fields {
  choices: DeskChoices;
  /** Items of the same meeting that an entry can be moved to: only when it is amended. */
  items?: Choice[];
}

export const Dissent = () => (
  <More summary="Dissent" fields={["dissent"]}>
    <TextArea name="dissent" label="Who disagreed, and why" rows={2} />
  </More>
);

export function DecisionFields({ items }: Fields) {
  return (
    <>
      <Move items={items} />
      <TextArea name="text" label="What was decided" rows={2} />
      <TextArea name="reason" label="Because" rows={2} hint="A decision stands with its reason" />
      <Dissent />
    </>
  );
}

export function MarkerFields({ choices, items }: Fields) {
  return (
    <>
      <Move items={items} />
      <Radios name="want" label="The panel asks" choices={[{ value: "place", label: "To place it" }, { value: "remove", label: "To remove it" }]} inline />
      <div className="pair">
        <Select name="system" label="Marker" choices={markerKeys} />
        <Select name="agencyId" label="Asked of" choices={agencyChoices(choices)} />
      </div>
      <DueInput name="askBy" label="By" today={choices.today} />
      <TextArea name="why" label="Because" rows={2} hint="It stands as requested until its owner confirms it" />
      <More summary="Review, dissent" fields={["reviewOn", "dissent"]}>
        <DayInput name="reviewOn" label="Review of the marker" />
        <TextArea name="dissent" label="Who disagreed, and why" rows={2} />
      </More>
    </>
  );
}

export function MeasureChoiceFields({ choices, items }: Fields) {
  return (
    <>
      <Move items={items} />
      <div className="pair">
        <Select name="kind" label="Measure" choices={measureKinds.map((kind) => kind.key)} />
        <TextInput name="against" label="Against" hint="A reference, such as O-0031" width="10" />
      </div>
      <Radios name="status" label="State" choices={[{ value: "proposed", label: "Proposed", hint: "Its agency decides" }, { value: "requested", label: "Requested", hint: "The panel asks for it" }]} inline />
      <div className="pair">
        <Select name="agencyId" label="Agency that takes it on" choices={agencyChoices(choices)} />
        <DueInput name="decideBy" label="By" today={choices.today} hint="When it is decided or applied for" />
      </div>
      <TextArea name="why" label="Because" rows={2} />
      <More summary="Terms, whom it protects, dissent" fields={["terms", "protects", "dissent"]}>
        <TextArea name="terms" label="Terms" rows={2} />
        <TextInput name="protects" label="Children whom it protects" hint="References, such as C-0147, C-0158" width="20" />
        <TextArea name="dissent" label="Who disagreed, and why" rows={2} />
      </More>
    </>
  );
}
