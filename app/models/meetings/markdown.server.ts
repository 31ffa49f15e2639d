import { Marked, type Token, type Tokens } from "marked";
import type { Block, Inline } from "./markdown.ts";

const marked = new Marked({ gfm: true, breaks: true });
const allowed = /^(https?:\/\/|mailto:)[^\s]+$/i;

/** Nesting that would take marked long, and no minutes need. */
const tooDeep = /([[*>(<]\s?){60}/;
const longest = 500_000;

/**
 * Markdown of the minutes as blocks that a page draws element by element: raw HTML and what nobody knows stands as it was typed, a picture is
 * its words, links go to http, https and mailto only and say where to, headings begin at the page's third.
 */
export function readMarkdown(text: string): Block[] {
  if (text.length > longest || tooDeep.test(text)) return [{ t: "p", c: lines(text) }];
  return blocks(marked.lexer(text));
}

const blocks = (tokens: Token[]): Block[] => tokens.flatMap((token) => block(token as Tokens.Generic));

function block(token: Tokens.Generic): Block[] {
  switch (token.type) {
    case "space":
    case "def":
      return [];
    case "paragraph":
      return [{ t: "p", c: inlines(token.tokens) }];
    case "text":
      return [{ t: "line", c: token.tokens ? inlines(token.tokens) : lines(token.text) }];
    case "checkbox":
      return [{ t: "line", c: [token.checked ? "☑ " : "☐ "] }];
    case "heading":
      return [{ t: (["h3", "h4", "h5", "h6"] as const)[Math.min(token.depth, 4) - 1]!, c: inlines(token.tokens) }];
    case "blockquote":
      return [{ t: "blockquote", b: blocks(token.tokens ?? []) }];
    case "list":
      return [{ t: token.ordered ? "ol" : "ul", items: (token as Tokens.List).items.map((item) => blocks(item.tokens)), ...(token.ordered && token.start !== 1 ? { start: Number(token.start) } : {}) }];
    case "code":
      return [{ t: "pre", c: [token.text] }];
    case "hr":
      return [{ t: "hr" }];
    case "table": {
      const { header, rows } = token as Tokens.Table;
      return [{ t: "table", rows: [header, ...rows].map((row) => row.map((cell) => inlines(cell.tokens))) }];
    }
    default:
      return [{ t: "p", c: lines(token.raw.replace(/\n+$/, "")) }];
  }
}

/** Words that stand side by side are one piece. */
function inlines(tokens: Token[] = []): Inline[] {
  const pieces: Inline[] = [];
  for (const piece of tokens.flatMap((token) => inline(token as Tokens.Generic))) {
    const last = pieces.at(-1);
    if (typeof last === "string" && typeof piece === "string") pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}

function inline(token: Tokens.Generic): Inline[] {
  switch (token.type) {
    case "text":
      return token.tokens ? inlines(token.tokens) : lines(token.text);
    case "escape":
      return [token.text];
    case "br":
      return [{ t: "br" }];
    case "strong":
    case "em":
    case "del":
      return [{ t: token.type, c: inlines(token.tokens) }];
    case "codespan":
      return [{ t: "code", c: [token.text] }];
    case "checkbox":
      return [token.checked ? "☑ " : "☐ "];
    case "image":
      return [token.text ? `(picture: ${token.text})` : "(picture)"];
    case "link":
      return link(token as Tokens.Link);
    default:
      return lines(token.raw);
  }
}

/** A link as its words and where it leads; as its words alone when that is nowhere to go. */
function link({ href, text, tokens }: Tokens.Link): Inline[] {
  const words = inlines(tokens);
  if (!allowed.test(href) || !URL.canParse(href)) return words;
  const url = new URL(href);
  const where = url.protocol === "mailto:" ? url.pathname : url.host;
  const said = text.replace(/^[a-z]+:(\/\/)?/i, "").split(/[/?#]/)[0];
  return [{ t: "a", href: url.href, where: said === where ? null : where, c: words }];
}

const lines = (text: string): Inline[] => text.split("\n").flatMap((line, i): Inline[] => [...(i > 0 ? [{ t: "br" } as const] : []), ...(line ? [line] : [])]);
