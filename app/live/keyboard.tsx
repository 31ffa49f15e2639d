import { useEffect } from "react";
import { formats } from "./format.ts";

// What acts at once is marked so on the page (`data-at-once`): it can be taken back, or does no harm.
const places: { code: string; keys: string; does: string; find: string[] }[] = [
  { code: "KeyA", keys: "Alt+Shift+A", does: "Agenda", find: ["#agenda [aria-current]", "#agenda a"] },
  { code: "KeyM", keys: "Alt+Shift+M", does: "Minutes", find: ["#minutes .cm-content", "#minutes .minutes__box", "#minutes"] },
  { code: "KeyE", keys: "Alt+Shift+E", does: "Entries: action, risk, sharing, outcome", find: ["#desk"] },
  { code: "KeyC", keys: "Alt+Shift+C", does: "Card of the subject", find: ["#card"] },
  { code: "KeyN", keys: "Alt+Shift+N", does: "Moves on to the next item, for who runs the meeting", find: ["#next-item"] },
  { code: "KeyB", keys: "Alt+Shift+B", does: "Back to the item before, for a minute after moving on", find: ["#back-item"] },
  { code: "KeyF", keys: "Alt+Shift+F", does: "Back to the item that the meeting is at", find: ["#follow"] },
  { code: "KeyU", keys: "Alt+Shift+U", does: "Raises your hand, or lowers it", find: ["#hand"] },
  { code: "KeyT", keys: "Alt+Shift+T", does: "Take over, when the chair’s connection has dropped (then Enter)", find: ["#take-chair"] },
];

/** How soon after one act a key acts again (ms): a key that is pressed twice, or held, is meant once. */
const onceMs = 1200;

/** Moves the focus about the meeting page; what is marked as acting at once acts. */
export function useKeyboard() {
  useEffect(() => {
    let actedAt = Number.NEGATIVE_INFINITY;
    const pressed = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const place = places.find((p) => p.code === event.code);
      if (!place) return;
      // Also where there is no such place now: on some keyboards the keys would type a letter.
      event.preventDefault();
      const target = place.find.map((selector) => document.querySelector<HTMLElement>(selector)).find(Boolean);
      if (!target) return;
      if (target.dataset.atOnce !== undefined) {
        if (event.repeat || performance.now() - actedAt < onceMs) return;
        actedAt = performance.now();
        // Whoever is writing goes on writing.
        target.click();
        return;
      }
      target.focus();
      target.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

/** The list of keys. */
export const Keyboard = () => (
  <details className="keyboard">
    <summary className="keyboard__summary">Keyboard</summary>
    <div className="keyboard__lists">
      <Keys title="Go to" rows={places.map(({ keys, does }) => [keys, does])} />
      <Keys title="Record" rows={[["Alt+Shift+1", "Action"], ["Alt+Shift+2", "Risk"], ["Alt+Shift+3", "Sharing decision"], ["Alt+Shift+4", "Outcome"], ["Alt+Shift+6", "Decision"], ["Alt+Shift+7", "Marker"], ["Alt+Shift+8", "Measure"], ["Alt+Shift+5", "Agree the read-back (chair)"], ["Ctrl+Enter", "Sends the open form"], ["Escape", "Closes it"]]} />
      <Keys title="In the minutes" rows={[...formats.map(({ keys, label }): [string, string] => [keys, label]), ["Alt+Shift+H", "Puts the next heading of the discussion"], ["Ctrl+Z", "Undo what you typed"], ["Ctrl+Alt+W", "Withdraw what is marked"], ["/action, /risk, /share, /decision, /marker, /measure", "At the start of a line, then Enter: opens the form with the line’s words"], ["Alt+Shift+1 to 8", "The same with the line of the caret, or what is marked"], ["@ and a name", "Puts in a reference; arrows and Enter choose"], ["Enter", "Goes on with a list; twice ends it"], ["Tab", "Leaves the minutes"]]} />
    </div>
  </details>
);

const Keys = ({ title, rows }: { title: string; rows: [string, string][] }) => (
  <div>
    <h3 className="keyboard__title">{title}</h3>
    <dl className="keyboard__keys">
      {rows.map(([keys, does]) => (
        <div key={keys}>
          <dt><kbd>{keys}</kbd></dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </div>
);
