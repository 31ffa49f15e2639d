// A panel's own Word template for its papers. What it must hold, and what it may not: nothing that runs, fetches, hides, or says who wrote it.

/** The tags that a paper fills in. */
export const templateTags = { title: "the paper’s title", lead: "the day and place", state: "draft or agreed", marking: "OFFICIAL-SENSITIVE", made: "for whom it was made, and when", body: "the paper itself, in a paragraph of its own" } as const;

export const largestTemplate = 5_000_000;

/** A part of the file: its name, and its text where it is XML. */
export interface TemplatePart {
  name: string;
  text: string;
}

/** The words of a part's paragraphs, joined as Word's own runs are: a tag may be cut into several. */
const wordsIn = (xml: string): string[] => xml.split(/<\/w:p>/).map((paragraph) => [...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1]).join(""));
export const tagsIn = (xml: string): string[] => wordsIn(xml).flatMap((words) => [...words.matchAll(/\{\s*([^{}]*?)\s*\}/g)].map((match) => match[1]!));

const forbidden: [RegExp, string][] = [
  [/vbaProject|vbaData|\.bin$/i, "It holds macros"], [/embeddings\/|activeX\/|oleObject/i, "It holds an embedded object"],
  [/^customXml\//i, "It holds data that nobody sees (Word: File, Info, Inspect Document, and remove “Custom XML Data”)"], [/altChunk|afchunk|\.(html?|mht|rtf|docx?|dotx?|exe|js)$/i, "It holds another file"], [/\.svg$|\.[ew]mf$/i, "Use PNG or JPEG for its pictures"],
];
const inside: [RegExp, string][] = [
  [/<!DOCTYPE|<!ENTITY/i, "It is not a file that Word wrote"], [/<w:vanish|<w:specVanish/i, "It holds hidden text"], [/<w:(ins|del|moveFrom|moveTo)\s/i, "It holds tracked changes: accept or reject them first"], [/<w:comment\s|<w15:person\s/i, "It holds comments, or the names of who made some: delete them first"],
  [/<w:instrText[^>]*>[^<]*\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|DATABASE|IMPORT|AUTHOR|LASTSAVEDBY|USERNAME|FILENAME)\b|w:instr="[^"]*\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|DATABASE|IMPORT|AUTHOR|LASTSAVEDBY|USERNAME|FILENAME)\b/i, "It holds a field that fetches something, or names somebody"],
  [/<w:altChunk|<o:OLEObject|<w:control\s/i, "It holds an embedded object"],
];

/** Why a file cannot be a template, in the words of the form; null when it can. */
export function whyNotTemplate(parts: readonly TemplatePart[]): string | null {
  const named = (name: string) => parts.find((part) => part.name === name);
  const main = named("word/document.xml");
  if (!main || !named("[Content_Types].xml")) return "This is no Word file (.docx)";
  if (!named("[Content_Types].xml")!.text.includes("wordprocessingml.document.main+xml")) return "Save it as a Word document (.docx), not as a template or a document with macros";
  for (const [pattern, why] of forbidden) if (parts.some((part) => pattern.test(part.name))) return why;
  for (const [pattern, why] of inside) if (parts.some((part) => pattern.test(part.text))) return why;
  if (parts.some((part) => part.name.endsWith(".rels") && /TargetMode\s*=\s*["']External/i.test(part.text))) return "It leads to another place (a link, a linked picture or an attached template): take that out";
  const tags = parts.filter((part) => part.name.startsWith("word/")).flatMap((part) => tagsIn(part.text));
  const unknown = tags.find((tag) => !Object.hasOwn(templateTags, tag));
  if (unknown !== undefined) return `It holds {${unknown.slice(0, 40)}}, which no paper fills in`;
  if (tags.filter((tag) => tag === "body").length !== 1 || !wordsIn(main.text).some((words) => words.trim() === "{body}")) return "Write {body} once, in a paragraph of its own: there the paper goes";
  return whyNotMarked(main.text, parts);
}

/** Every page must carry the marking, and for whom the paper was made: all headers do, or all feet, and no page is without. */
function whyNotMarked(main: string, parts: readonly TemplatePart[]): string | null {
  const marked = (kind: "header" | "footer") => {
    const all = parts.filter((part) => new RegExp(`^word/${kind}\\d*\\.xml$`).test(part.name));
    return all.length > 0 && all.every(({ text }) => ["marking", "made"].every((tag) => tagsIn(text).includes(tag)));
  };
  const shown = (kind: "header" | "footer", type: string) => new RegExp(`<w:${kind}Reference[^>]*w:type="${type}"`).test(main);
  const settings = parts.find((part) => part.name === "word/settings.xml")?.text ?? "";
  const kinds = ["default", ...(/<w:titlePg(?!\s+w:val="(0|false)")/.test(main) ? ["first"] : []), ...(/<w:evenAndOddHeaders(?!\s+w:val="(0|false)")/.test(settings) ? ["even"] : [])];
  const good = (["header", "footer"] as const).some((kind) => marked(kind) && kinds.every((type) => shown(kind, type)));
  return good ? null : "Put {marking} and {made} into the header, or the foot, of every kind of page: each page must say them";
}
