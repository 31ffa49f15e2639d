import type { PassageShown } from "../models/meetings/withdrawals.server.ts";
import { Checkboxes, Tick, useField } from "./form.tsx";

const characters = (count: number): string => `${count.toLocaleString("en-GB")} ${count === 1 ? "character" : "characters"}`;

/** The passage that was chosen in the text: its words, who typed them, and what was typed and deleted at its place. */
export function ChosenPassage({ passage }: { passage: PassageShown }) {
  const { fault, id } = useField("passage");
  return (
    <div className={fault ? "govuk-form-group govuk-form-group--error" : "govuk-form-group"}>
      <h2 className="govuk-heading-m">The passage</h2>
      {fault && <p className="govuk-error-message" id={`${id}-error`}><span className="govuk-visually-hidden">Error:</span> {fault}</p>}
      <blockquote className="passage" id={id} tabIndex={-1}>{passage.words}</blockquote>
      <p className="govuk-body-s">{characters(passage.words.length)}, typed by {passage.authors.join(", ")}.</p>
      {passage.also > 0 && <p className="govuk-body-s">The same words stand in {passage.also === 1 ? "one more place" : `${passage.also} more places`} of these minutes: they stay there.</p>}
      <input type="hidden" name="passage[]" value={passage.code} />
      {passage.deleted && <Tick name="deleted" label="Also what was typed and deleted at this place" hint={<>Not in the text any more, but in its history: <span className="passage__deleted">{passage.deleted}</span></>} />}
    </div>
  );
}

/** The lines of the text, to choose from where nothing was marked in the editor. */
export const LinesToChoose = ({ passages }: { passages: PassageShown[] }) => (
  <>
    <Checkboxes name="passage" label="Which lines?" heading hint="To take out less than a line, mark it in the minutes and choose “Withdraw”." choices={passages.map((p) => ({ value: p.code, label: p.words.length > 300 ? `${p.words.slice(0, 300)}…` : p.words, hint: p.authors.join(", ") }))} />
    {passages.some((p) => p.deleted) && <Tick name="deleted" label="Also what was typed and deleted in these lines" hint="Not in the text any more, but in its history" />}
  </>
);
