import { lawfulBases } from "./models/core/handling.ts";
import { consentReasons, consents, gateways, sendingWays, specialConditions } from "./models/followup/sharing.ts";
import { agencyKinds } from "./models/people/agency.ts";
import type { Level, PanelSettings, Rules, Section } from "./models/people/panel.ts";
import { grades, ruleFields } from "./models/people/rules.ts";
import { headingsIn, ownTemplate, usual, whyNotHeadings } from "./models/meetings/template.ts";
import { kinds } from "./models/subjects/subject.ts";
import { day, line, oneOf, several, text, whole, z } from "./shapes.server.ts";

// The form of a panel's settings: one field for each threshold, named "rule-threshold".

const sectionKeys = { child: "children", offender: "offenders", location: "locations" } as const;
const letters = ["A", "B", "C"];
const steps = [1, 2, 3, 4, 5];

const base = {
  remit: text("Say what the panel is for", 2000),
  frequency: line("Say how often it meets, for instance: monthly, second Tuesday", 100),
  meetingMinutes: whole("Enter how long a meeting is planned for, in minutes", 15, 600),
  reachAfterClosingDays: whole("Enter for how many days members can still open a closed case", 0, 3650),
  foldDays: whole("Enter for how many days after approval the keystrokes of the minutes are kept", 0, 365),
  guestDays: whole("Enter for how many working days after a meeting those invited to it still find what was theirs", 0, 60),
  lockMinutes: whole("Enter after how many minutes without use a page locks in a meeting, 15 to 60", 15, 60),
  referralsCloseDays: whole("Enter how many working days before a meeting referrals close", 0, 40),
  agendaOutDays: whole("Enter how many working days before a meeting its agenda goes out", 0, 40),
  returnsDueDays: whole("Enter how many working days before a meeting returns are due", 0, 40),
  minutesOutDays: whole("Enter within how many working days after a meeting its minutes go out", 1, 40),
  quorumAgencies: whole("Enter how many agencies must be there", 0, 30),
  quorumKinds: several(),
  returnsRead: oneOf(["everyone", "preparing"], "Say who reads a return before the meeting"),
  correctionDays: whole("Enter for how many working days corrections of draft minutes may be proposed, 0 to 30", 0, 30),
  graded: several(),
  minutesFresh: whole("Enter the minutes for a new subject", 1, 120),
  minutesCarried: whole("Enter the minutes for a subject that was discussed before", 1, 120),
};

type Raw = Record<string, unknown>;
const typed = (raw: Raw, field: string): string => (typeof raw[field] === "string" ? raw[field].trim() : "");

/** Reads sections, scale and rules from the fields of the form, naming each fault beside its field. */
function readSettings<T extends Raw & { graded: string[]; minutesFresh: number; minutesCarried: number }>(raw: T, context: z.RefinementCtx) {
  const fault = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
  const sections: Section[] = [];
  for (const kind of kinds) {
    const name = typed(raw, `section-${kind}`);
    if (name.length > 60) fault(`section-${kind}`, "Use 60 characters or fewer");
    if (name) sections.push({ key: sectionKeys[kind], name, letter: letters[sections.length]!, kind });
  }
  if (sections.length === 0) fault("section-child", "Name at least one section: a panel discusses somebody");

  const named = steps.map((step) => ({ step, name: typed(raw, `level-${step}`), definition: typed(raw, `definition-${step}`) })).filter((l) => l.name || l.definition);
  const scale: Level[] = named.map((l, i) => ({ name: l.name, rank: named.length - i, definition: l.definition }));
  for (const l of named) {
    if (!l.name) fault(`level-${l.step}`, "Name this level");
    if (!l.definition) fault(`definition-${l.step}`, "Say what this level means here");
    if (l.name.length > 40) fault(`level-${l.step}`, "Use 40 characters or fewer");
    if (l.definition.length > 500) fault(`definition-${l.step}`, "Use 500 characters or fewer");
    if (named.some((other) => other.step < l.step && other.name.toLowerCase() === l.name.toLowerCase())) fault(`level-${l.step}`, "Two levels cannot have one name");
  }
  if (named.length < 2) fault("level-1", "A scale has at least two levels");

  const rules: Record<string, unknown> = { minutes: { fresh: raw.minutesFresh, carried: raw.minutesCarried } };
  for (const rule of ruleFields) {
    if (typed(raw, rule.key) !== "on") continue;
    const values: Record<string, unknown> = {};
    for (const t of rule.thresholds) {
      const field = `${rule.key}-${t.field}`;
      const value = typed(raw, field);
      const max = t.rank ? Math.max(named.length, 1) : t.max;
      if (!/^\d+$/.test(value) || Number(value) < t.min || Number(value) > max)
        fault(field, t.rank ? `Choose a level of the scale above for “${rule.label}”` : `Enter a whole number from ${t.min} to ${max} for “${rule.label}”`);
      values[t.field] = Number(value);
    }
    if (rule.key === "missing") values.graded = grades.filter((grade) => raw.graded.includes(grade));
    rules[rule.key] = values;
  }
  const chosen = (field: string, values: readonly string[]): string | null => {
    const value = typed(raw, field);
    if (value && !values.includes(value)) fault(field, "Choose one from the list");
    return value || null;
  };
  const written = (field: string): string | null => {
    const value = typed(raw, field);
    if (value.length > 1000) fault(field, "Use 1000 characters or fewer");
    return value || null;
  };
  const usualBasis = {
    purpose: written("usual-purpose"), lawfulBasis: chosen("usual-lawfulBasis", lawfulBases), specialCondition: chosen("usual-specialCondition", specialConditions), gateway: chosen("usual-gateway", gateways),
    consent: chosen("usual-consent", consents), consentReason: chosen("usual-consentReason", consentReasons), conditions: written("usual-conditions"), how: chosen("usual-how", sendingWays),
  };
  if (usualBasis.consent === "not sought" && !usualBasis.consentReason) fault("usual-consentReason", "Say why consent is usually not sought");
  const headings = { ...usual };
  for (const kind of kinds) {
    const own = headingsIn(typed(raw, `template-${kind}`));
    if (own.length) headings[kind] = own;
    const why = whyNotHeadings(headings[kind]);
    if (why) fault(`template-${kind}`, why);
  }
  const { remit, frequency, meetingMinutes, reachAfterClosingDays, foldDays, guestDays, lockMinutes, referralsCloseDays, agendaOutDays, returnsDueDays, minutesOutDays, correctionDays, returnsRead, quorumAgencies, quorumKinds } = raw as unknown as PanelSettings & { quorumAgencies: number; quorumKinds: string[] };
  const quorum = { agencies: quorumAgencies, kinds: agencyKinds.filter((kind) => quorumKinds.includes(kind)) };
  return { remit, frequency, meetingMinutes, reachAfterClosingDays, foldDays, guestDays, lockMinutes, referralsCloseDays, agendaOutDays, returnsDueDays, minutesOutDays, correctionDays, returnsRead, quorum, template: ownTemplate(headings), sections, scale, rules: rules as unknown as Rules, usualBasis };
}

/** A new version of a panel's settings. */
export const settingPanel = z.looseObject({ ...base, fromOn: day("Enter the day from which this holds") }).transform((raw, context) => ({ fromOn: raw.fromOn, ...readSettings(raw, context) }));

/** A new panel with its first settings. */
export const addingPanel = z
  .looseObject({ ...base, name: line("Enter the panel's name", 80), code: line("Enter a short name of letters, for instance MACSE", 12).regex(/^[A-Za-z][A-Za-z0-9]*$/, "Use letters and digits only, a letter first") })
  .transform((raw, context) => ({ name: raw.name, code: raw.code, ...readSettings(raw, context) }));
