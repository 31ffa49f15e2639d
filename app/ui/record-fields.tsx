import { type Field, fields } from "../models/subjects/fields.ts";
import type { Kind } from "../models/subjects/subject.ts";
import { DayInput, Fieldset, Select, TextArea, TextInput, Tick } from "./form.tsx";

const One = ({ field }: { field: Field }) => {
  const { name, hint, type, choices } = field;
  const label = field.label;
  if (type === "day") return <DayInput name={name} label={label} />;
  if (type === "tick") return <Tick name={name} label={label} hint={hint} />;
  if (type === "choice") return <Select name={name} label={label} hint={hint} choices={choices ?? []} empty="Not known" />;
  if (type === "text") return <TextArea name={name} label={label} hint={hint} rows={3} />;
  return <TextInput name={name} label={label} hint={hint} />;
};

/** The fields of a kind of record, in their groups. `only` leaves out the rest. */
export function RecordFields({ kind, children }: { kind: Kind; children?: React.ReactNode }) {
  const groups = [...new Set(fields[kind].map((f) => f.group))];
  return (
    <>
      {groups.map((group, index) => (
        <div key={group} className="formgroup">
          <Fieldset legend={group}>
            <div className="twofields">{fields[kind].filter((f) => f.group === group).map((field) => <One key={field.name} field={field} />)}</div>
            {index === 0 && children}
          </Fieldset>
        </div>
      ))}
    </>
  );
}
