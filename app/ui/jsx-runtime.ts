import { Fragment } from "react";
import * as react from "react/jsx-runtime";
import { isPlain, piecesOf } from "../models/core/characters.ts";

// What every element of ours is made by (`jsxImportSource` in tsconfig.json): words that are put into one are shown with characters that nobody would
// see, and words that look like others, for what they are. Here and nowhere else, so that no page can forget it.

export { Fragment };
export type { JSX } from "react";

type Props = Record<string, unknown>;
type Make = typeof react.jsx;

/** Elements that hold words as they are, because they are changed there, or nobody reads them. */
const verbatim = new Set(["title", "textarea", "script", "style"]);
/** Attributes that are read out, or shown beside the pointer. */
const said = ["aria-label", "title", "alt", "label"];

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

/** A text with each odd piece named, where no elements can stand. */
const inWords = (text: string): string => piecesOf(text).map(({ text, means }) => (means === null ? text : means.startsWith("U+") ? `[${means}]` : `${text}[${means}]`)).join("");

/** The attributes that are read, as they are to be read; the same object where nothing is odd. */
function heard(props: Props): Props {
  let mended: Props | null = null;
  for (const name of said) if (isOdd(props[name])) (mended ??= { ...props })[name] = inWords(props[name]);
  return mended ?? props;
}

/** The same properties, with the words among the children, and those that are read out, as they are to be shown. What a component of ours is given is its own to look at; a link of the router's is no function, and puts it into the page as it is. */
export function withShown(type: unknown, given: Props): Props {
  if (typeof type === "function") return given;
  const props = heard(given);
  const { children } = props;
  if (children === undefined || (typeof type === "string" && verbatim.has(type))) return props;
  const show = type === "option" ? inWords : shown;
  if (isOdd(children)) return { ...props, children: show(children) };
  return Array.isArray(children) && children.some(isOdd) ? { ...props, children: children.map((child) => (isOdd(child) ? show(child) : child)) } : props;
}

export const jsx: Make = (type, props, key) => react.jsx(type, withShown(type, props as Props), key);
export const jsxs: Make = (type, props, key) => react.jsxs(type, withShown(type, props as Props), key);
