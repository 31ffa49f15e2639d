import type { EntryKind } from "../followup/entry.ts";
import type { Kind } from "../subjects/subject.ts";

// The order of a discussion (practice.md §2.1 step 7), as headings that stand beside the minutes. Light: nobody must use one of them, and the
// close gate asks for the child's voice alone.

/** What a panel has changed of the headings: for each kind of subject its own list. */
export type Template = Record<Kind, string[]>;

interface Known {
  heading: string;
  /** What belongs under it. */
  asks: string;
  kinds: readonly Kind[];
  /** Recorded under the item, it needs no words. */
  recorded?: EntryKind | "outcome";
}

const known: Known[] = [
  { heading: "Why now", asks: "Referral or trigger, last level, how often discussed", kinds: ["child", "offender", "location"] },
  { heading: "Updates", asks: "Each agency: what is new, nothing held, or declined", kinds: ["child", "offender", "location"] },
  { heading: "Child’s voice", asks: "In the child’s own words: who heard it, when; or why not", kinds: ["child"] },
  { heading: "Parents and carers", asks: "What they see and want; whether they were told", kinds: ["child"] },
  { heading: "Children at risk", asks: "Who they are, by reference; what these children say", kinds: ["offender", "location"] },
  { heading: "Protective factors and worries", asks: "What keeps safe, and what does not", kinds: ["child"] },
  { heading: "Worries and what holds them back", asks: "What they do; licence, job, family, supervision", kinds: ["offender"] },
  { heading: "Guardians of the place", asks: "Owner, staff, patrols, light and cameras", kinds: ["location"] },
  { heading: "Links", asks: "Other children, people, places, vehicles, online; siblings", kinds: ["child", "offender", "location"] },
  { heading: "Risk", asks: "Proposed by whom, agreed, dissent", kinds: ["child", "offender", "location"], recorded: "risk" },
  { heading: "Plan", asks: "Is the plan that there is enough?", kinds: ["child", "offender", "location"] },
  { heading: "Disruption", asks: "What could be used, what is in force", kinds: ["child", "offender", "location"] },
  { heading: "Actions", asks: "Who, what, by when", kinds: ["child", "offender", "location"], recorded: "action" },
  { heading: "Information sharing", asks: "With whom, why, on what basis; or why not", kinds: ["child", "offender", "location"], recorded: "sharing" },
  { heading: "Marker", asks: "Asked of which system, confirmed by its owner", kinds: ["child", "offender", "location"] },
  { heading: "Next review", asks: "When; or step-down, and what would bring it back", kinds: ["child", "offender", "location"], recorded: "outcome" },
];

/** The headings of a panel that has not changed them. */
export const usual: Template = { child: headingsFor("child"), offender: headingsFor("offender"), location: headingsFor("location") };
function headingsFor(kind: Kind): string[] {
  return known.filter((one) => one.kinds.includes(kind)).map((one) => one.heading);
}

/** A panel's headings: its own, else the usual ones. */
export const templateOf = (own: Partial<Template> | null): Template => ({ ...usual, ...own });

/** The most headings that a panel may have for one kind, and the most characters of one. */
export const templateLimits = { lines: 24, length: 60 };

/** Why these headings cannot be a panel's, or null. */
export function whyNotHeadings(headings: readonly string[]): string | null {
  if (headings.length > templateLimits.lines) return `Use ${templateLimits.lines} headings or fewer`;
  if (headings.some((heading) => heading.length > templateLimits.length)) return `Use ${templateLimits.length} characters or fewer for a heading`;
  return headings.some((heading, i) => headings.some((other, j) => j < i && alike(heading, other))) ? "Two headings cannot be the same" : null;
}

/** The headings of a form, one to a line; null when all are the usual ones. */
export const ownTemplate = (given: Template): Template | null => ((Object.keys(usual) as Kind[]).every((kind) => given[kind].join("\n") === usual[kind].join("\n")) ? null : given);
export const headingsIn = (text: string): string[] => text.split("\n").map(asHeading).filter(Boolean);

/** One line of a form as a heading: no mark of Markdown, no colon at its end. */
export const asHeading = (line: string): string => line.replace(/^[\s#*_>-]+/, "").replace(/[\s*_:]+$/, "");

export interface TemplateLine {
  heading: string;
  asks: string;
  recorded: EntryKind | "outcome" | null;
}

/** The lines of a discussion about a subject of that kind. */
export const linesFor = (template: Template, kind: Kind): TemplateLine[] =>
  template[kind].map((heading) => {
    const one = known.find((line) => alike(line.heading, heading));
    return { heading, asks: one?.asks ?? "", recorded: one?.recorded ?? null };
  });

function plain(text: string): string {
  return text.replace(/[’‘`´]/g, "'").replace(/\s+/g, " ").trim().toLowerCase();
}
const alike = (one: string, other: string): boolean => plain(asHeading(one)) === plain(asHeading(other));

interface Head {
  heading: string;
  /** Where its line begins, and where its own words do. */
  at: number;
  from: number;
}

/** A heading is a line with #, or one that begins with bold words, or with a few words and a colon. */
const marked = /^ {0,3}(?:#{1,6}[ \t]+([^\n]+)|([-*][ \t]+)?(?:\*\*|__)([^\n*_]{1,60}?):?(?:\*\*|__):?|([A-Z][^\n:.!?*_]{0,40}):(?=[ \t]|$))/;
const usualHeadings = new Set([...known.map((one) => plain(one.heading)), "analysis", "why listed", "risk level", "voice"]);

function headsIn(text: string, wanted: (heading: string) => boolean): Head[] {
  const heads: Head[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    const found = marked.exec(line);
    if (found) {
      const [whole, hash, list, bold, colon] = found;
      const heading = asHeading(hash ?? bold ?? colon!);
      // In a list, or with nothing but a colon, only what is known for a heading is one: people write "Police: seen on Tuesday".
      if ((list === undefined && colon === undefined) || wanted(heading) || usualHeadings.has(plain(heading))) heads.push({ heading, at, from: at + whole.length });
    }
    at += line.length + 1;
  }
  return heads;
}

/** Where a heading's own words stand in the text, up to the next heading; null where the heading does not stand. The first that has words, else the first. */
export function sectionIn(text: string, wanted: (heading: string) => boolean): { from: number; to: number; words: string } | null {
  const heads = headsIn(text, wanted);
  const sections = heads.flatMap((head, i) => {
    if (!wanted(head.heading)) return [];
    const end = heads[i + 1]?.at ?? text.length;
    const words = text.slice(head.from, end).replace(/^[\s:*_]+/, "").trim();
    return [{ from: head.from, to: head.from + text.slice(head.from, end).trimEnd().length, words }];
  });
  return sections.find((section) => section.words) ?? sections[0] ?? null;
}

/** Whether the heading stands in the text, however it is marked. */
export const standsIn = (text: string, heading: string): boolean => sectionIn(text, (one) => alike(one, heading)) !== null;

/** Whether a line of the template is done: its heading stands in the text, or what it asks for is recorded. */
export const isTicked = (line: TemplateLine, text: string, recorded: readonly string[]): boolean => (line.recorded !== null && recorded.includes(line.recorded)) || standsIn(text, line.heading);

/** The lines that are done, by their headings. */
export const tickedIn = (lines: readonly TemplateLine[], text: string, recorded: readonly string[]): string[] => lines.filter((line) => isTicked(line, text, recorded)).map((line) => line.heading);

const voiceHeading = /\bvoices?\b|wishes and feelings|child(?:ren)?'s (?:view|word|wish)|child(?:ren)? says?\b/;
const isVoice = (heading: string): boolean => voiceHeading.test(plain(heading));
const notHeard = /^(?:(?:the )?(?:child|young person|s?he|they|it) )?(?:(?:was|is|were|has|have|had|could|can) )?(?:not|n't|never|no|nobody|none|nothing|unable|declined|refused|unknown|why not)\b/;
/** Words that say nothing: a place kept for what was never written. */
const empty = /^(?:[\W_]*|n\.?\/?a\.?|tbc|to be confirmed|to follow|none|nil|not known|unknown|not (?:heard|seen|sought|asked|obtained)|no|no (?:voice|update|change)|as above|see above)[\s.]*$/;
const because = /\b(?:because|as|since|due to|so that|until|unsafe|missing|declined|refused|prejudice|risk|unwell|hospital|by (?:whom|then)|planned|will be|arranged)\b|[:;–—(,]/;

const spoken = /\b(?:child|young person) (?:told|said|says|asked|wants|wanted|wishes|would like|feels|felt)\b/i;
const notSought = /\b(?:voice|views?|wishes and feelings)\b[^.\n]{0,80}\b(?:not (?:sought|known|available|obtained|heard|gathered|taken)|could not be|unsafe|because|declined)\b/i;

/** The same of minutes without such a heading: a sentence that says so is enough. */
const withoutHeading = (text: string): "voice" | "why not" | null => (text.split(/\n|\.\s/).some((one) => notSought.test(one) && (because.test(plain(one)) || /could not be/i.test(one))) ? "why not" : spoken.test(text) ? "voice" : null);

/** The same without a heading: within a return that was put into the minutes, and in a sentence. */
const saidWithin = /\b(?:what the child says|child(?:'s)? (?:voice|views?)|voice of the child)\s*:\s*(\S[^\n]{2,})/;
const notWithin = /\b(?:voice|views?|wishes and feelings)\b[^.\n]{0,60}\b(?:not (?:sought|known|available|obtained|heard|gathered|taken)|could not be)\b[^.\n]*\b(?:because|as|since|due to|until|unsafe|would)\b/;

/**
 * Whether the minutes of a child's item say what the child says: *voice* when there are words under such a heading, *why not* when these say that
 * it was not heard and why; null when neither is there (practice.md §2.1 step 7 c). For the close gate.
 */
export function voiceIn(text: string): "voice" | "why not" | null {
  const lines = text.split("\n").map(plain);
  const words = sectionIn(text, isVoice)?.words || lines.map((line) => saidWithin.exec(line)?.[1]).find(Boolean) || "";
  if (!words && lines.some((line) => notWithin.test(line))) return "why not";
  const said = plain(words.replace(/[*_>#-]+/g, " "));
  if (!said || empty.test(said)) return withoutHeading(text);
  if (!notHeard.test(said)) return "voice";
  // What is quoted is what a child says, also when it begins with no.
  if (/^(?:no|not|never|nobody|nothing)\b/.test(said) && /^["“”«]/.test(words.trim())) return "voice";
  return because.test(said) && said.split(" ").length >= 4 ? "why not" : null;
}
