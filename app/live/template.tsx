import { useCallback, useEffect, useRef, useState } from "react";
import { type TemplateLine, tickedIn } from "../models/meetings/template.ts";
import { putHeading } from "./heading.ts";
import { useText, useWriting } from "./writing-now.ts";

interface Props {
  documentId: string;
  lines: TemplateLine[];
  /** What stood already when the page was read. */
  ticked: string[];
  /** The kinds of what is recorded under the item. */
  recorded: string[];
}

/**
 * The order of the discussion beside the minutes: each line puts its heading where the cursor is, as the writer's own words, and is ticked off when it
 * stands there or what it asks for is recorded. One key puts the next.
 */
export function Template({ documentId, lines, ticked: tickedAtFirst, recorded }: Props) {
  const open = useWriting(documentId);
  const [text, setText] = useState<string | null>(null);
  const keep = useCallback((words: string) => setText(words), []);
  useText(open?.line ?? null, keep);
  const ticked = text === null ? tickedAtFirst : tickedIn(lines, text, recorded);
  const done = new Set(ticked);
  const next = lines.find((line) => !done.has(line.heading)) ?? null;
  const mayWrite = open?.line.mayWrite === true && open.line.state.kind !== "ended";
  const put = useCallback((heading: string) => open?.writing.write((selected) => putHeading(selected, heading)), [open]);
  const [said, setSaid] = useState("");
  const latest = useRef({ next, mayWrite });
  latest.current = { next, mayWrite };
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.code !== "KeyH" || !event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      if (!latest.current.mayWrite || !latest.current.next) return;
      put(latest.current.next.heading);
      setSaid(`Heading: ${latest.current.next.heading}`);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, [put]);
  // The next one stays in sight, by scrolling the list alone.
  const list = useRef<HTMLDivElement>(null);
  const nextHeading = next?.heading;
  useEffect(() => {
    const chip = nextHeading ? list.current?.querySelector<HTMLElement>(".template__line--next") : null;
    if (chip && list.current) list.current.scrollLeft = chip.offsetLeft - 48;
  }, [nextHeading]);
  if (!lines.length) return null;
  const nameOf = (line: TemplateLine): string => `template__line${done.has(line.heading) ? " template__line--done" : ""}${line === next ? " template__line--next" : ""}`;
  const tabStop = (next ?? lines[0]!).heading;
  /** One stop for Tab, as in every toolbar: the arrows go on from there. */
  const step = (event: React.KeyboardEvent<HTMLElement>) => {
    const all = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at === -1 || to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]!.focus();
  };
  return (
    <section className="template noprint" aria-labelledby="template-title">
      <p className="template__title"><span id="template-title">Order of the discussion</span> <span className="template__count">{done.size} of {lines.length}</span>{mayWrite && <span className="template__key"><kbd>Alt+Shift+H</kbd> puts the next</span>}</p>
      {mayWrite ? (
        <div className="template__list template__list--row" ref={list} role="toolbar" aria-label="Headings to put into the minutes" onKeyDown={step}>
          {lines.map((line) => <button type="button" key={line.heading} className={nameOf(line)} title={line.asks || undefined} tabIndex={line.heading === tabStop ? 0 : -1} onClick={() => put(line.heading)}><Words line={line} isDone={done.has(line.heading)} /></button>)}
        </div>
      ) : (
        <p className="template__list">{lines.map((line) => <span key={line.heading} className={nameOf(line)} title={line.asks || undefined}><Words line={line} isDone={done.has(line.heading)} /></span>)}</p>
      )}
      <p className="govuk-visually-hidden" role="status">{said}</p>
    </section>
  );
}

const Words = ({ line, isDone }: { line: TemplateLine; isDone: boolean }) => (
  <><span className="template__mark" aria-hidden="true">{isDone ? "✓" : ""}</span>{line.heading}{isDone && <span className="govuk-visually-hidden"> (done)</span>}</>
);
