import { Fragment } from "react";
import * as react from "react/jsx-runtime";
import { isPlain, piecesOf } from "../models/core/characters.ts";

// What every element of ours is made by (`jsxImportSource` in tsconfig.json): words that are put into one are shown with characters that nobody would
// see, and words that look like others, for what they are. Here and nowhere else, so that no page can forget it.

export { Fragment };
export type { JSX } from "react";

type Props = Record<string, unknown>;
type Make = typeof react.jsx;

/** Elements that hold words as they are, because they are changed or chosen there, or nobody reads them. */
const verbatim = new Set(["option", "title", "textarea", "script", "style"]);

const isOdd = (child: unknown): child is string => typeof child === "string" && !isPlain(child);

/** A text in pieces, each odd one named; one piece is the text itself. */
function shown(text: string): unknown {
  const pieces = piecesOf(text);
  if (pieces.length === 1 && pieces[0]!.means === null) return text;
  const mark = (means: string) => react.jsxs("span", { className: "oddchar", children: ["[", means, "]"] });
  return react.jsxs(Fragment, {
    children: pieces.map(({ text, means }) => (means === null ? text : means.startsWith("U+") ? mark(means) : react.jsxs("span", { className: "oddword", children: [text, mark(means)] }))),
  });
}

/** The same properties, with the words among the children as they are to be shown. What a component of ours is given is its own to look at; a link of the router's is no function, and puts it into the page as it is. */
export function withShown(type: unknown, props: Props): Props {
  const { children } = props;
  if (children === undefined || typeof type === "function" || (typeof type === "string" && verbatim.has(type))) return props;
  if (isOdd(children)) return { ...props, children: shown(children) };
  return Array.isArray(children) && children.some(isOdd) ? { ...props, children: children.map((child) => (isOdd(child) ? shown(child) : child)) } : props;
}

export const jsx: Make = (type, props, key) => react.jsx(type, withShown(type, props as Props), key);
export const jsxs: Make = (type, props, key) => react.jsxs(type, withShown(type, props as Props), key);
