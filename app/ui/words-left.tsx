import { useSyncExternalStore } from "react";
import { forgetWordsLeft, listenToWordsLeft, wordsLeft } from "../live/words-left.ts";

const none: readonly string[] = [];

/** What somebody typed into minutes that were taken from their page before it was saved: theirs to copy, wherever the page is by now. Nothing of it is kept elsewhere. */
export function WordsLeft() {
  const words = useSyncExternalStore(listenToWordsLeft, wordsLeft, () => none);
  if (!words.length) return null;
  return (
    <div className="minutes__ended" role="alert">
      <label className="govuk-label" htmlFor="words-left">These words of yours were not saved: the minutes for which you typed them are not open to you any more. Copy what you need:</label>
      <textarea id="words-left" className="minutes__lost" readOnly rows={4} value={words.join("\n\n")} />
      <button type="button" className="govuk-button govuk-button--secondary button-small" onClick={forgetWordsLeft}>I have what I need</button>
    </div>
  );
}
