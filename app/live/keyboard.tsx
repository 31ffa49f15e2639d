import { useEffect } from "react";
import { formats } from "./format.ts";

const places: { code: string; keys: string; does: string; find: string[] }[] = [
  { code: "KeyA", keys: "Alt+Shift+A", does: "Agenda", find: ["#agenda [aria-current]", "#agenda a"] },
  { code: "KeyM", keys: "Alt+Shift+M", does: "Minutes", find: ["#minutes .cm-content", "#minutes .minutes__box", "#minutes"] },
  { code: "KeyE", keys: "Alt+Shift+E", does: "Entries: action, risk, sharing, outcome", find: ["#desk"] },
  { code: "KeyC", keys: "Alt+Shift+C", does: "Card of the subject", find: ["#card"] },
  { code: "KeyN", keys: "Alt+Shift+N", does: "The button that moves to the next item (then Enter)", find: ["#next-item"] },
  { code: "KeyF", keys: "Alt+Shift+F", does: "Follow the chair: the link to the current item (then Enter)", find: ["#follow"] },
];

/** Moves the focus about the meeting page. Never acts by itself: the key leads to the button. */
export function useKeyboard() {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      const place = places.find((p) => p.code === event.code);
      if (!place) return;
      // Also where there is no such place now: on some keyboards the keys would type a letter.
      event.preventDefault();
      const target = place.find.map((selector) => document.querySelector<HTMLElement>(selector)).find(Boolean);
      target?.focus();
      target?.scrollIntoView({ block: "nearest" });
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
      <Keys title="Record" rows={[["Alt+Shift+1", "Action"], ["Alt+Shift+2", "Risk"], ["Alt+Shift+3", "Sharing decision"], ["Alt+Shift+4", "Outcome"], ["Alt+Shift+5", "Agree the read-back (chair)"], ["Ctrl+Enter", "Sends the open form"], ["Escape", "Closes it"]]} />
      <Keys title="In the minutes" rows={[...formats.map(({ keys, label }): [string, string] => [keys, label]), ["Ctrl+Z", "Undo what you typed"], ["Ctrl+Alt+W", "Withdraw what is marked"], ["Enter", "Goes on with a list; twice ends it"], ["Tab", "Leaves the minutes"]]} />
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
