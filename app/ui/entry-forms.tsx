import type { ReactNode } from "react";
import { briefingFacts, factName, priorities } from "../models/followup/action.ts";
import type { DeskChoices } from "../models/followup/desk.ts";
import { consentReasons, consents, gateways, sendingWays, sharingDecisions, specialConditions } from "../models/followup/sharing.ts";
import { lawfulBases } from "../models/core/handling.ts";
import { outcomeHint, outcomeName, outcomes } from "../models/meetings/outcome.ts";
import { ClosedWhy } from "./closing-fields.tsx";
import { DueInput } from "./due-input.tsx";
import { ActionHints, Repeats, StepDown } from "./entry-hints.tsx";
import { Checkboxes, type Choice, DayInput, Radios, Select, TextArea, TextInput, Tick, useFields } from "./form.tsx";

// The fields of the four forms: the same on their own pages and within the meeting page.

interface Fields {
  choices: DeskChoices;
  /** Items of the same meeting that an entry can be moved to: only when it is amended. */
  items?: Choice[];
}

export const agencyChoices = (choices: DeskChoices): Choice[] => choices.agencies.map((a) => ({ value: a.id, label: a.name, group: a.ofPanel ? "Agencies of this panel" : "Outside this panel" }));
const peopleChoices = (choices: DeskChoices): Choice[] => choices.people.map((p) => ({ value: p.id, label: p.name, group: p.agency }));

// Opens by itself when something within it was filled in or refused.
export function More({ summary, fields, open, children }: { summary: string; fields: string[]; open?: boolean; children: ReactNode }) {
  const found = useFields(fields).some(({ fault, value }) => fault || (fields[0] !== "subjects" && String(value)));
  return (
    <details className="govuk-details more" open={open || found}>
      <summary className="govuk-details__summary"><span className="govuk-details__summary-text">{summary}</span></summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  );
}

export const Move = ({ items }: { items?: Choice[] }) => (items && items.length > 1 ? <Select name="itemId" label="Recorded under" hint="Choose another item to move it to the right subject" choices={items} empty={null} /> : null);

export function ActionFields({ choices, items, mayIssue = true, repeats }: Fields & { mayIssue?: boolean; repeats?: ReactNode }) {
  return (
    <>
      <Move items={items} />
      <TextArea name="what" label="What will be done" rows={2} hint="What, so that somebody else can see that it is done. Use references, not names: its owner may be outside the panel" />
      <ActionHints agencies={choices.agencies} fields={["what", "personId"]} />
      {!items && (repeats ?? <Repeats doings={choices.doings} />)}
      <div className="pair">
        <Select name="personId" label="Owner" choices={peopleChoices(choices)} empty="Nobody named yet" />
        <Select name="agencyId" label="Owning agency" choices={agencyChoices(choices)} empty="The owner's own" />
      </div>
      <div className="pair pair--top">
        <DueInput name="due" label="Due" today={choices.today} />
        <Radios name="priority" label="Priority" choices={priorities} inline otherwise="normal" />
      </div>
      <ActionHints agencies={choices.agencies} fields={["due"]} />
      <Checkboxes name="briefing" label="The owner is told" hint="The reference, and:" choices={briefingFacts.map((fact) => ({ value: fact, label: factName(fact) }))} />
      <More summary="About whom, somebody without an account, note" fields={["subjects", "alsoAbout", "personName", "briefingNote"]}>
          <input type="hidden" name="aboutShown" value="yes" />
          {choices.about.length > 0 && <Checkboxes name="subjects" label="About" choices={choices.about.map((a) => ({ value: a.id, label: `${a.ref} ${a.name === a.ref ? "" : a.name}`.trim() }))} />}
          <TextInput name="alsoAbout" label="Also about" hint="References, such as C-0147, O-0031" width="20" />
          <TextInput name="personName" label="Owner without an account" hint="Their name; choose the agency above" width="20" />
          <TextArea name="briefingNote" label="Note for the owner" rows={2} />
      </More>
      {mayIssue && <Tick name="issueNow" label="Issue now" hint="Goes to its owner at once, before the read-back" />}
    </>
  );
}

export function RiskFields({ choices, items }: Fields) {
  return (
    <>
      <Move items={items} />
      {choices.currentLevel && <p className="govuk-body-s">Stands at <strong>{choices.currentLevel.level}</strong>.</p>}
      <Radios name="level" label="Level agreed" choices={choices.scale.map((level) => ({ value: level.name, label: level.name, hint: level.definition }))} />
      <TextArea name="rationale" label="Because" rows={3} hint="What the level rests on: never a score alone" />
      <StepDown choices={choices} />
      <DayInput name="nextReviewOn" label="Next review" />
      <More summary="Dissent" fields={["dissent"]}>
        <TextArea name="dissent" label="Who disagreed, and why" rows={2} />
      </More>
    </>
  );
}

export function SharingFields({ choices, items, standing }: Fields & { standing?: boolean }) {
  return (
    <>
      <Move items={items} />
      <Radios name="decision" label="Decided" choices={sharingDecisions} inline />
      {standing && <TextInput name="subjectRef" label="About" hint="The reference, such as C-0147" width="10" />}
      <TextArea name="what" label="What information" rows={2} hint="The kind of information, not the information itself" />
      <Select name="ownerAgencyId" label="Held by" hint="The agency that owns the information" choices={agencyChoices(choices)} />
      <div className="pair">
        <Select name="toAgencyId" label="With which agency" choices={agencyChoices(choices)} empty="None: named beside" />
        <TextInput name="toName" label="Or with whom else" hint="A person or body outside: a disclosure" />
      </div>
      <TextArea name="reason" label="Reason" rows={2} hint="Needed for “do not share” and “defer”" />
      <More summary="When it is shared, whole or in part" fields={["purpose"]} open>
          <TextArea name="purpose" label="Purpose" rows={2} />
          <TextArea name="necessity" label="Necessity" rows={2} hint="Could the aim be met with less?" />
          <TextArea name="proportionality" label="Proportionality" rows={2} hint="Harm of sharing against harm of not sharing, and the effect on the child" />
          <div className="pair">
            <Select name="lawfulBasis" label="Lawful basis" choices={lawfulBases} />
            <Select name="specialCondition" label="Condition for sensitive data" choices={specialConditions.map((c) => ({ value: c, label: c }))} empty="Not recorded" />
          </div>
          <TextArea name="redactions" label="Left out" rows={2} hint="Needed for “share in part”" />
          <div className="pair">
            <Select name="senderId" label="Who sends it" choices={peopleChoices(choices)} empty="The agency decides" />
            <Select name="senderAgencyId" label="Sending agency" choices={agencyChoices(choices)} empty="The agency that holds it" />
          </div>
          <DueInput name="sendBy" label="Sent by" today={choices.today} />
          <Select name="how" label="How" choices={sendingWays} empty="Not recorded" />
      </More>
      <More summary="Consent, conditions, advice, dissent, review" fields={["consent", "consentReason", "toldWhom", "gateway", "conditions", "advice", "dissent", "reviewOn"]}>
          <div className="pair">
            <Select name="consent" label="Consent" choices={consents} empty="Not recorded" />
            <Select name="consentReason" label="Not sought because" choices={consentReasons} empty="Does not apply" />
          </div>
          <TextInput name="toldWhom" label="Who was told" />
          <Select name="gateway" label="Statutory gateway" choices={gateways.map((g) => ({ value: g, label: g }))} empty="Not recorded" />
          <TextArea name="conditions" label="Conditions" rows={2} hint="What the receiver may do with it" />
          <TextArea name="advice" label="Advice taken" rows={2} hint="Data protection, legal, Caldicott" />
          <TextArea name="dissent" label="Dissent" rows={2} />
          <DayInput name="reviewOn" label="Review" hint="Needed for “defer”: when it will be decided" />
      </More>
    </>
  );
}

export function OutcomeFields({ choices }: Fields) {
  return (
    <>
      <Radios name="outcome" label="Outcome" choices={outcomes.map((o) => ({ value: o, label: outcomeName(o), hint: outcomeHint(o) }))} />
      <DayInput name="untilOn" label="Next review, or deferred to" hint="For “risk agreed” it is the level's own next review" />
      <TextArea name="note" label="In a sentence" rows={2} hint="Needed for “deferred” and “referred”: the reason" />
      <More summary="Dissent" fields={["dissent"]}>
        <TextArea name="dissent" label="Who disagreed, and why" rows={2} />
      </More>
      <More summary="Not reached, referred, closed" fields={["cover", "panelId", "closedReason", "closedDetail", "supportContinues", "wouldBringBack"]}>
          <TextInput name="cover" label="Not reached: who covers until when" hint="Needed when the level is the panel's highest" />
          <Select name="panelId" label="Referred to" choices={choices.panels.map((p) => ({ value: p.id, label: p.name }))} empty="No panel" />
          <ClosedWhy reason="closedReason" detail="closedDetail" label="Closed because" empty="Not closed" />
          <TextArea name="supportContinues" label="Support that goes on" rows={2} />
          <TextArea name="wouldBringBack" label="What would bring it back" rows={2} />
      </More>
    </>
  );
}
