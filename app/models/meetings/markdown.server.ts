import { createRequire } from "node:module";
import { Marked, type Tokens } from "marked";
import type sanitizeHtml from "sanitize-html";

// Two layers, each enough alone: marked is told to pass no raw HTML, picture or odd link on, and what it makes is sanitised.

const plain = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
const allowed = /^(https?:\/\/|mailto:)[^\s]+$/i;

const marked = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => plain(text),
    image: ({ text }: Tokens.Image) => plain(text ? `(picture: ${text})` : "(picture)"),
    // The page's own headings come first: a level-one heading in the minutes is the page's third.
    heading({ tokens, depth }: Tokens.Heading) {
      const level = Math.min(depth + 2, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>\n`;
    },
    link({ href, tokens }: Tokens.Link) {
      const words = this.parser.parseInline(tokens);
      return allowed.test(href) ? `<a href="${plain(href)}">${words}</a>` : words;
    },
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "☑ " : "☐ "),
  },
});

// Read when the first text is rendered: with all that is behind it, it takes each thread a tenth of a second, and one thread alone renders.
let known: typeof sanitizeHtml | undefined;
const sanitizer = (): typeof sanitizeHtml => (known ??= createRequire(import.meta.url)("sanitize-html") as typeof sanitizeHtml);

const clean = (): sanitizeHtml.IOptions => ({
  allowedTags: ["p", "br", "strong", "em", "del", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "a", "table", "thead", "tbody", "tr", "th", "td"],
  allowedAttributes: { a: ["href", "rel"], ol: ["start"] },
  allowedSchemes: ["http", "https", "mailto"],
  allowProtocolRelative: false,
  transformTags: { a: sanitizer().simpleTransform("a", { rel: "noopener noreferrer nofollow" }) },
});

/** Nesting that would take marked long, and no minutes need. */
const tooDeep = /([[*>(<]\s?){60}/;
const longest = 500_000;

/** Markdown of the minutes as safe HTML: no raw HTML, no pictures, links to http, https and mailto only, headings from h3 down. */
export function renderMarkdown(text: string): string {
  if (text.length > longest || tooDeep.test(text)) return `<p>${plain(text).replace(/\n/g, "<br />")}</p>`;
  return sanitizer()(marked.parse(text, { async: false }), clean());
}
