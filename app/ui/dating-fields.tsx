import type { PeriodKind } from "../models/subjects/period.ts";
import { DayInput, Select, TextArea, TextInput } from "./form.tsx";

/** What holds, from when to when. */
export const DatingFields = ({ kind }: { kind: PeriodKind }) => (
  <>
    {kind.values ? <Select name="value" label={kind.label} choices={kind.values} /> : <TextInput name="value" label={kind.label} />}
    <TextArea name="detail" label={kind.detail ?? "More about it"} rows={2} />
    <div className="twofields">
      <DayInput name="fromOn" label="First day" hint="Leave empty when it is not known" />
      <DayInput name="toOn" label={kind.ends ?? "Last day"} hint={kind.ends ? "May lie ahead. Leave empty when it is not known" : "Leave empty while it holds"} />
    </div>
  </>
);
