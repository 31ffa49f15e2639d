import { agencyKinds } from "../models/people/agency.ts";
import type { PanelSettings } from "../models/people/panel.ts";
import { templateOf } from "../models/meetings/template.ts";
import { lawfulBases } from "../models/core/handling.ts";
import { consentReasons, consents, gateways, sendingWays, specialConditions } from "../models/followup/sharing.ts";
import { grades, ruleFields, thresholdOf } from "../models/people/rules.ts";
import { Checkboxes, Fieldset, Radios, Select, TextArea, TextInput, Tick } from "./form.tsx";

type Settings = Omit<PanelSettings, "panelId" | "fromOn">;
const steps = [1, 2, 3, 4, 5];
const ranks = steps.map((rank) => ({ value: String(rank), label: rank === 1 ? "Lowest level" : `${rank} from the bottom` }));
const kindWords = { child: "children", offender: "people posing risk", location: "locations" };

/** What the fields hold at first: the settings in force. */
export function initialOf(settings: Settings): Record<string, string | string[]> {
  const initial: Record<string, string | string[]> = {
    remit: settings.remit, frequency: settings.frequency, meetingMinutes: String(settings.meetingMinutes), reachAfterClosingDays: String(settings.reachAfterClosingDays), foldDays: String(settings.foldDays), guestDays: String(settings.guestDays), lockMinutes: String(settings.lockMinutes),
    referralsCloseDays: String(settings.referralsCloseDays), agendaOutDays: String(settings.agendaOutDays), returnsDueDays: String(settings.returnsDueDays), minutesOutDays: String(settings.minutesOutDays), correctionDays: String(settings.correctionDays),
    quorumAgencies: String(settings.quorum.agencies), quorumKinds: settings.quorum.kinds, returnsRead: settings.returnsRead,
    graded: settings.rules.missing?.graded ?? [], minutesFresh: String(settings.rules.minutes.fresh), minutesCarried: String(settings.rules.minutes.carried),
  };
  for (const [kind, headings] of Object.entries(templateOf(settings.template))) initial[`template-${kind}`] = headings.join("\n");
  for (const [field, value] of Object.entries(settings.usualBasis)) initial[`usual-${field}`] = value ?? "";
  for (const section of settings.sections) initial[`section-${section.kind}`] = section.name;
  [...settings.scale].sort((a, b) => b.rank - a.rank).forEach((level, i) => {
    initial[`level-${i + 1}`] = level.name;
    initial[`definition-${i + 1}`] = level.definition;
  });
  for (const rule of ruleFields) {
    if (settings.rules[rule.key]) initial[rule.key] = "on";
    for (const t of rule.thresholds) {
      const value = thresholdOf(settings.rules, rule.key, t.field);
      if (value !== null) initial[`${rule.key}-${t.field}`] = String(value);
    }
  }
  return initial;
}

/** The fields of a panel's settings: what it is for, sections, scale, agenda rules with their thresholds. */
export const PanelFields = ({ levels }: { levels?: PanelSettings["scale"] }) => (
  <>
    <TextArea name="remit" label="Remit: what the panel is for" rows={3} />
    <TextInput name="frequency" label="How often it meets" hint="For instance: monthly, second Tuesday" />
    <TextInput name="meetingMinutes" label="Length of a meeting, in minutes" inputMode="numeric" width="4" />
    <TextInput name="reachAfterClosingDays" label="Days for which members can still open a closed case" inputMode="numeric" width="4" />
    <TextInput name="foldDays" label="Keep keystrokes for so many days after approval" hint="Who typed what and when, and what was deleted, is kept while the minutes may still be questioned, 0 to 365 days. After that only their versions are kept." inputMode="numeric" width="4" />
    <TextInput name="guestDays" label="Working days after a meeting for which those invited to it still find what was theirs" hint="Invited attendees, observers and deputies, 0 to 60" inputMode="numeric" width="4" />
    <TextInput name="lockMinutes" label="Minutes without use after which a page locks while its meeting runs" hint="For those who have the meeting open, 15 to 60" inputMode="numeric" width="4" />
    <Fieldset legend="Dates about a meeting">
      <p className="govuk-hint">In working days: bank holidays are left out.</p>
      <TextInput name="referralsCloseDays" label="Referrals close so many days before" inputMode="numeric" width="3" />
      <TextInput name="agendaOutDays" label="The agenda goes out so many days before" inputMode="numeric" width="3" />
      <TextInput name="returnsDueDays" label="Returns of agencies are due so many days before" inputMode="numeric" width="3" />
      <TextInput name="minutesOutDays" label="Minutes go out within so many days after" inputMode="numeric" width="3" />
      <TextInput name="correctionDays" label="Corrections of draft minutes are proposed for so many days" hint="Counted from the day on which they go out, 0 to 30" inputMode="numeric" width="3" />
    </Fieldset>
    <Radios name="returnsRead" label="Who reads a return before the meeting, once it is sent" choices={[{ value: "everyone", label: "Everybody who reaches its item", hint: "Each part of it as its handling says" }, { value: "preparing", label: "The chair, the deputy and the coordinator", hint: "Everybody else from the start of the meeting" }]} />
    <Fieldset legend="Quorum">
      <p className="govuk-hint">When it is not met the meeting is told so, and may go on.</p>
      <TextInput name="quorumAgencies" label="At least so many agencies" inputMode="numeric" width="3" />
      <Checkboxes name="quorumKinds" label="Among them" choices={agencyKinds.map((kind) => ({ value: kind, label: kind.charAt(0).toUpperCase() + kind.slice(1) }))} />
    </Fieldset>
    <Fieldset legend="Sections of the agenda">
      <p className="govuk-hint">Leave one empty when the panel does not discuss them.</p>
      {(["child", "offender", "location"] as const).map((kind) => (
        <TextInput key={kind} name={`section-${kind}`} label={`Name of the section for ${kindWords[kind]}`} width="20" />
      ))}
    </Fieldset>
    <Fieldset legend="Risk scale">
      <p className="govuk-hint">The highest level first, with what it means in this partnership: the meaning is shown wherever a level is chosen. Levels already agreed stay as they were agreed.</p>
      {steps.map((step) => (
        <div className="scalestep" key={step}>
          <TextInput name={`level-${step}`} label={step === 1 ? "Highest level" : `Level ${step}${step > 2 ? " (optional)" : ""}`} width="10" />
          <TextInput name={`definition-${step}`} label={`Meaning of ${step === 1 ? "the highest level" : `level ${step}`}`} />
        </div>
      ))}
    </Fieldset>
    <Fieldset legend="Order of a discussion">
      <p className="govuk-hint">The headings that stand beside the minutes of a subject, one to a line. They help and oblige nobody. Leave one empty for the usual ones.</p>
      {(["child", "offender", "location"] as const).map((kind) => (
        <TextArea key={kind} name={`template-${kind}`} label={`Headings for ${kindWords[kind]}`} rows={8} />
      ))}
    </Fieldset>
    <Fieldset legend="What puts a subject on the agenda">
      <p className="govuk-hint">Each rule that is ticked proposes subjects, with its reason. The chair decides.</p>
      {ruleFields.map((rule) => (
        <div className="rule" key={rule.key}>
          <Tick name={rule.key} label={rule.label} />
          {rule.thresholds.length > 0 && (
            <div className="rule__numbers">
              {rule.thresholds.map((t) =>
                t.rank ? (
                  <Select key={t.field} name={`${rule.key}-${t.field}`} label={<Named rule={rule.label}>{t.label}</Named>} choices={levels ? [...levels].sort((a, b) => b.rank - a.rank).map((l) => ({ value: String(l.rank), label: l.name })) : ranks} />
                ) : (
                  <TextInput key={t.field} name={`${rule.key}-${t.field}`} label={<Named rule={rule.label}>{t.label}</Named>} inputMode="numeric" width="4" />
                ),
              )}
              {rule.key === "missing" && <Checkboxes name="graded" label="Or one that the police graded" choices={grades} />}
            </div>
          )}
        </div>
      ))}
    </Fieldset>
    <Fieldset legend="What sharing usually rests on">
      <p className="govuk-hint">Put into each new sharing decision, and changed there where it differs. Why it is necessary and proportionate is weighed and written each time.</p>
      <TextArea name="usual-purpose" label="Usual purpose" rows={2} />
      <div className="pair">
        <Select name="usual-lawfulBasis" label="Usual lawful basis" choices={lawfulBases} empty="None" />
        <Select name="usual-specialCondition" label="Usual condition for sensitive data" choices={specialConditions.map((c) => ({ value: c, label: c }))} empty="None" />
        <Select name="usual-gateway" label="Usual statutory gateway" choices={gateways.map((g) => ({ value: g, label: g }))} empty="None" />
        <Select name="usual-how" label="Usually sent by" choices={sendingWays} empty="None" />
        <Select name="usual-consent" label="Consent, usually" choices={consents} empty="None" />
        <Select name="usual-consentReason" label="Usually not sought because" choices={consentReasons} empty="Does not apply" />
      </div>
      <TextArea name="usual-conditions" label="Usual conditions" rows={2} hint="What the receiver may do with it" />
    </Fieldset>
    <Fieldset legend="Suggested minutes">
      <TextInput name="minutesFresh" label="For a new subject" inputMode="numeric" width="3" />
      <TextInput name="minutesCarried" label="For one discussed before" inputMode="numeric" width="3" />
    </Fieldset>
  </>
);

const Named = ({ rule, children }: { rule: string; children: string }) => (
  <>
    <span className="govuk-visually-hidden">{rule}: </span>
    {children}
  </>
);
