import { agencyKinds } from "../models/people/agency.ts";
import { Select, TextInput } from "./form.tsx";

/** The fields of an agency. */
export const AgencyFields = () => (
  <>
    <TextInput name="name" label="Name" />
    <Select name="kind" label="Kind" choices={agencyKinds} />
    <TextInput name="phone" label="Telephone (optional)" hint="Whom to ring when an action's briefing says so" type="tel" width="20" />
  </>
);
