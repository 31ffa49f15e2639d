import { sentence } from "../models/subjects/fields.ts";
import { longDay, shortDay, weekdayOf } from "../models/core/days.ts";
import { movedInWords, type OnHoliday, ordinals, type Pattern, type Planned, type SeriesRule, weekdayNames } from "../models/meetings/series.ts";
import { DayInput, Fieldset, Radios, Select, TextInput } from "./form.tsx";

interface Initial extends SeriesRule {
  time: string;
  minutesLong: number;
  place: string | null;
  months: number;
}

/** What the fields hold at first. */
export function initialOfSeries({ pattern, ...rest }: Initial): Record<string, string | number | null> {
  return { kind: pattern.kind, every: pattern.kind === "weeks" ? pattern.every : 2, nth: pattern.kind === "weeks" ? 1 : pattern.nth, weekday: pattern.kind === "workday" ? 2 : pattern.weekday, ...rest };
}

const patterns: { value: Pattern["kind"]; label: string; hint: string }[] = [
  { value: "weekday", label: "The nth weekday of the month", hint: "For example, the second Tuesday, or the last Thursday" },
  { value: "weeks", label: "Every so many weeks", hint: "For example, every second Tuesday" },
  { value: "working weekday", label: "The nth such weekday of the month that is a working day", hint: "For example, the first working Wednesday: on a bank holiday it is the week after" },
  { value: "workday", label: "The nth working day of the month", hint: "For example, the third working day" },
];
const holidays: { value: OnHoliday; label: string }[] = [{ value: "next", label: "Move to the next working day" }, { value: "previous", label: "Move to the working day before" }, { value: "skip", label: "Leave that meeting out" }];

/** The fields of a series. Days are chosen by what is needed of them: what a kind does not need is passed over. */
export const SeriesFields = () => (
  <>
    <Radios name="kind" label="How the days are found" heading choices={patterns} />
    <div className="seriesrow">
      <Select name="nth" label="Which" empty={null} choices={ordinals.map(({ value, label }) => ({ value: String(value), label }))} />
      <Select name="weekday" label="Weekday" empty={null} choices={[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: weekdayNames[value]! }))} />
      <TextInput name="every" label="Every so many weeks" width="2" inputMode="numeric" />
    </div>
    <Radios name="onHoliday" label="On a bank holiday" choices={holidays} />
    <Fieldset legend="The meeting">
      <div className="seriesrow">
        <TextInput name="time" label="Starts at" width="5" />
        <TextInput name="minutesLong" label="Minutes long" width="4" inputMode="numeric" />
      </div>
      <TextInput name="place" label="Place or link (optional)" hint="It stands in people's calendars: name nobody here" />
    </Fieldset>
    <Fieldset legend="For how long">
      <div className="seriesrow">
        <DayInput name="fromOn" label="From" />
        <DayInput name="toOn" label="To (optional)" />
        <TextInput name="months" label="Months to make ahead" hint="1 to 24" width="2" inputMode="numeric" />
      </div>
    </Fieldset>
  </>
);

/** The days that a rule gives, each with what is done about it. */
export const PlannedDays = ({ plan, time }: { plan: (Planned & { clash: string | null })[]; time: string }) => (
  <ol className="planneddays">
    {plan.map((one) => (
      <li key={one.meant} className={one.onDay && !one.clash ? "planneddays__one" : "planneddays__one planneddays__one--out"}>
        <strong>{one.onDay ? `${weekdayNames[weekdayOf(one.onDay)]} ${longDay(one.onDay)}` : shortDay(one.meant)}</strong>
        {one.onDay && !one.clash && <>, {time}</>}
        {movedInWords(one) && <span className="subline">{sentence(movedInWords(one)!)}</span>}
        {one.clash && <span className="subline overdue">Left out: {one.clash} is on that day</span>}
      </li>
    ))}
  </ol>
);
