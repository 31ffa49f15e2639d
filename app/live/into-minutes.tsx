import { useEffect, useState } from "react";
import { appendToMinutes } from "./append.ts";

/** Puts an agency's words that are safe for the minutes at their end. Where scripts run alone: without them minutes are not written. */
export function IntoMinutes({ documentId, words, agency }: { documentId: string; words: string; agency: string }) {
  const [runs, setRuns] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => setRuns(true), []);
  if (!runs) return null;
  const press = async () => setSaid((await appendToMinutes(documentId, words)) ?? "Put into the minutes.");
  return (
    <p className="return__into noprint">
      <button type="button" className="govuk-button govuk-button--secondary button-small" onClick={() => void press()}>Put into the minutes<span className="govuk-visually-hidden">: what {agency} says</span></button>{" "}
      <span role="status">{said}</span>
    </p>
  );
}
