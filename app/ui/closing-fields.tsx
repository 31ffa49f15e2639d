import { closedReasons } from "../models/subjects/case.ts";
import { Select, TextArea } from "./form.tsx";

/** What must be said before a case is closed. */
export const ClosingFields = () => (
  <>
    <Select name="reason" label="Why it is closed" choices={closedReasons} />
    <TextArea name="supportContinues" label="What support goes on, and who gives it" rows={3} />
    <TextArea name="wouldBringBack" label="What would bring it back" rows={3} />
  </>
);
