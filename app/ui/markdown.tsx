import { createElement, Fragment, type ReactNode } from "react";
import type { Block, Inline } from "../models/meetings/markdown.ts";
import { Shown } from "./shown.tsx";

// Never keyed by what people wrote: a text is drawn whole, and anew when it changes.
const each = <T,>(list: readonly T[], draw: (one: T) => ReactNode): ReactNode[] => list.map((one, i) => <Fragment key={i}>{draw(one)}</Fragment>);

const words = (list: readonly Inline[] = []): ReactNode[] => each(list, word);

function word(one: Inline): ReactNode {
  if (typeof one === "string") return <Shown text={one} />;
  if (one.t === "br") return <br />;
  if (one.t === "a") return <><a className="govuk-link" href={one.href} rel="noopener noreferrer nofollow">{words(one.c)}</a>{one.where && ` (${one.where})`}</>;
  return createElement(one.t, null, words(one.c));
}

function block(one: Block): ReactNode {
  switch (one.t) {
    case "line":
      return words(one.c);
    case "hr":
      return <hr />;
    case "pre":
      return <pre><code>{words(one.c)}</code></pre>;
    case "blockquote":
      return <blockquote>{each(one.b ?? [], block)}</blockquote>;
    case "ul":
    case "ol":
      return createElement(one.t, one.start === undefined ? null : { start: one.start }, (one.items ?? []).map((item, i) => <li key={i}>{each(item, block)}</li>));
    case "table": {
      const [head = [], ...rows] = one.rows ?? [];
      return (
        <table>
          <thead><tr>{head.map((cell, i) => <th key={i}>{words(cell)}</th>)}</tr></thead>
          {rows.length > 0 && <tbody>{rows.map((row, i) => <tr key={i}>{row.map((cell, n) => <td key={n}>{words(cell)}</td>)}</tr>)}</tbody>}
        </table>
      );
    }
    default:
      return createElement(one.t, null, words(one.c));
  }
}

/** Minutes as they read: Markdown drawn element by element, no text of people's is ever taken for HTML. */
export const MinutesText = ({ blocks }: { blocks: readonly Block[] }) => <div className="minutes__text">{each(blocks, block)}</div>;
