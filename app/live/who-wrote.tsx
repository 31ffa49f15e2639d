import { useEffect, useReducer } from "react";
import type { Author } from "../models/meetings/authors.ts";
import { AuthoredText, Legend } from "../ui/authored.tsx";
import type { Line } from "./line.ts";
import { runsOf } from "./runs.ts";

const again = 400;
const unknown: Author = { personId: "", name: "Not known", agency: "" };

/** Under the minutes: whose the colours are, and beneath a plain text box, which cannot be coloured, the text itself by who wrote what. */
export function WhoWrote({ line, withText }: { line: Line; withText: boolean }) {
  const { text } = line;
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    // While people type it is drawn again a few times a second, not with every letter.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        draw();
      }, again);
    };
    text.observe(later);
    const quiet = line.listen(later);
    return () => {
      clearTimeout(timer);
      text.unobserve(later);
      quiet();
    };
  }, [text, line]);
  const words = text.toString();
  const people: Author[] = [];
  const runs = runsOf(text, line.authors).map(({ from, to, author }) => {
    const one = author ?? unknown;
    let at = people.findIndex((person) => person.personId === one.personId);
    if (at < 0) at = people.push(one) - 1;
    return { author: at, text: words.slice(from, to) };
  });
  return (
    <section className="whowrote" aria-label="Who wrote what">
      {people.length ? <Legend people={people} /> : <p className="whowrote__none">Nothing is written yet.</p>}
      {withText && runs.length > 0 && <AuthoredText runs={runs} people={people} />}
    </section>
  );
}
