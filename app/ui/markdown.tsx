import { Link } from "@remix-run/react";
import { createContext, createElement, Fragment, type ReactNode, useContext } from "react";
import { type LiveReferences, piecesWith } from "../models/followup/live-reference.ts";
import type { Block, Inline } from "../models/meetings/markdown.ts";

// Never keyed by what people wrote: a text is drawn whole, and anew when it changes.
const each = <T,>(list: readonly T[], draw: (one: T) => ReactNode): ReactNode[] => list.map((one, i) => <Fragment key={i}>{draw(one)}</Fragment>);

const words = (list: readonly Inline[] = []): ReactNode[] => each(list, word);

const Known = createContext<LiveReferences>({});

/** Words, with what its references mean to the reader. */
const Plain = ({ text }: { text: string }): ReactNode =>
  each(piecesWith(text, useContext(Known)), (piece) => (typeof piece === "string" ? piece : (
    <span className="liveref">{piece.to ? <Link className="govuk-link" to={piece.to}>{piece.ref}</Link> : piece.ref} <span className="liveref__words">{piece.words}</span></span>
  )));

function word(one: Inline): ReactNode {
  if (typeof one === "string") return <Plain text={one} />;
  if (one.t === "br") return <br />;
  if (one.t === "a") return <><a className="govuk-link" href={one.href} rel="noopener noreferrer nofollow">{words(one.c)}</a>{one.where && ` (${one.where})`}</>;
  if (one.t === "mark") return <Marked was={one.was}>{words(one.c)}</Marked>;
  return createElement(one.t, null, words(one.c));
}

/** A name that was replaced, with what stood there; or one that is not resolved. */
const Marked = ({ was, children }: { was: string | null; children: ReactNode }) =>
  was === null ? <mark className="unresolved">{children}<span className="unresolved__note"> (not resolved)</span></mark> : <mark className="replaced">{children}<span className="replaced__was"> (was “{was}”)</span></mark>;

/** A line as it reads, with its marks. */
export const Line = ({ line }: { line: readonly Inline[] }) => <>{words(line)}</>;

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

/** Minutes as they read: Markdown drawn element by element, no text of people's is ever taken for HTML. `references`: what those in the text mean to the reader. */
export const MinutesText = ({ blocks, references = {} }: { blocks: readonly Block[]; references?: LiveReferences }) => <Known.Provider value={references}><div className="minutes__text">{each(blocks, block)}</div></Known.Provider>;

/** A line of words, drawn piece by piece. */
export const Words = ({ of }: { of: readonly Inline[] }) => <>{words(of)}</>;
