import { closedReasons, closingDetails } from "../models/subjects/case.ts";
import { Select, TextArea } from "./form.tsx";

/** Why a case is closed, and what that reason must name. */
export const ClosedWhy = ({ reason, detail, label, empty }: { reason: string; detail: string; label: string; empty?: string }) => (
  <>
    <Select name={reason} label={label} choices={closedReasons} empty={empty} />
    <TextArea name={detail} label="What that reason must name" rows={2} hint={<ClosingHint />} />
  </>
);

const ClosingHint = () => (
  <>
    {closingDetails.map(([reason, label]) => <span className="closinghint" key={reason}>{reason.charAt(0).toUpperCase() + reason.slice(1)}: {label.charAt(0).toLowerCase() + label.slice(1)}.</span>)}
  </>
);

/** What must be said before a case is closed. */
export const ClosingFields = () => (
  <>
    <ClosedWhy reason="reason" detail="detail" label="Why it is closed" />
    <TextArea name="supportContinues" label="What support goes on, and who gives it" rows={3} />
    <TextArea name="wouldBringBack" label="What would bring it back" rows={3} />
  </>
);
