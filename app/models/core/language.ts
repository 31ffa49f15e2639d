// Words that lay on a child what was done to them, and others for them: a suggestion and no more (practice.md §6 F35, [Lang-TCS]). What people write is never changed.

export interface Hint {
  /** The words as they stand in the text. */
  words: string;
  suggestion: string;
}

const harmful: { pattern: RegExp; suggestion: string }[] = [
  { pattern: /\b(?:put(?:s|ting)?|plac(?:es|ing)) (?:her|him|them)(?:self|selves) (?:at|in) (?:risk|danger)\b/gi, suggestion: "say who or what makes it unsafe: “is at risk from …”" },
  { pattern: /\bpromiscuous\b/gi, suggestion: "say what happened: “has been sexually abused”, “is being sexually exploited”" },
  { pattern: /\b(?:child )?prostitut(?:e|es|ed|ing|ion)\b/gi, suggestion: "“is being sexually exploited”" },
  { pattern: /\blifestyle choices?\b/gi, suggestion: "a child does not choose to be exploited: say what happens to them" },
  { pattern: /\b(?:mak(?:es|ing)|made) (?:poor|bad|risky|unwise) (?:choices|decisions)\b/gi, suggestion: "say what limits their choices: “is being pressed to …”" },
  { pattern: /\brisky behaviou?rs?\b/gi, suggestion: "say what others do, and what the child may be coping with" },
  { pattern: /\babscond(?:s|ed|ing|er)?\b/gi, suggestion: "“goes missing”, “was missing”" },
  { pattern: /\b(?:refus(?:es|ed|ing) to|won['’]t|will not|fail(?:s|ed|ing)? to|(?:does|do|did) not) (?:engage|co-?operate)\b/gi, suggestion: "say what was offered, and why it may not feel safe: “has not yet been able to …”" },
  { pattern: /\b(?:non-?engag(?:ing|ement)|hard to (?:reach|engage)|disengaged)\b/gi, suggestion: "say what was offered, and what might help" },
  { pattern: /\bstreet-?wise\b/gi, suggestion: "say what the child knows or does: the word makes harm look smaller" },
  { pattern: /\b(?:mature|older) (?:for|than) (?:her|his|their) (?:age|years)\b/gi, suggestion: "a child is a child: give the age" },
  { pattern: /\battention[- ]seeking\b/gi, suggestion: "say what the child may need" },
  { pattern: /\b(?:her|his|their|older|adult) (?:boyfriend|girlfriend)\b/gi, suggestion: "where there is exploitation: “the person who exploits …”, or how the child calls them, in quotation marks" },
  { pattern: /\b(?:in a relationship|having (?:sex|an affair)) with (?:an? )?(?:\w+ )?(?:adult|older|man|woman)\b/gi, suggestion: "“is being abused by …”" },
  { pattern: /\b(?:consent(?:s|ed|ing)?|agreed) to (?:sex|the sex|sexual)\b/gi, suggestion: "a child cannot consent to their own abuse: say what was done" },
  { pattern: /\b(?:drug runn(?:er|ing)|running drugs|drug deal(?:er|ing)|dealing drugs|works? for (?:a|the) (?:gang|line))\b/gi, suggestion: "“is being criminally exploited”, “is made to carry drugs”" },
  { pattern: /\b(?:involved|engag(?:es|ed|ing)|participat(?:es|ed|ing)) in (?:CSE|CCE|sexual exploitation|criminal exploitation|county lines)\b/gi, suggestion: "“is being exploited”" },
  { pattern: /\b(?:sexually active|sexualised|provocative(?:ly)?)\b/gi, suggestion: "say what was seen or told, without judging the child" },
  { pattern: /\b(?:recruit(?:s|ed|ing)|groom(?:s|ed|ing)) (?:other|her|his|their) (?:children|girls|boys|friends|peers)\b/gi, suggestion: "where the child is exploited too: “is made to bring others”" },
  { pattern: /\balleged (?:abuse|victim)\b/gi, suggestion: "“has told us that …”" },
];

/** Where a text lays on the child what was done to them, each words once, in the order of the text. Only hints: the writer may be right. */
export function languageHints(text: string): Hint[] {
  const found = harmful.flatMap(({ pattern, suggestion }) => [...text.matchAll(pattern)].map((match) => ({ at: match.index, words: match[0], suggestion })));
  const seen = new Set<string>();
  return found.sort((a, b) => a.at - b.at).filter(({ words }) => !seen.has(words.toLowerCase()) && seen.add(words.toLowerCase())).map(({ words, suggestion }) => ({ words, suggestion }));
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const leastSentence = 20;

/** Whether a text says again what was sent last time: the same words, or all its sentences of some length stand there. */
export function repeats(text: string, last: string): boolean {
  const [now, before] = [plain(text), plain(last)];
  if (!now || !before) return false;
  if (now === before) return true;
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).map(plain).filter((one) => one.length >= leastSentence);
  return sentences.length > 0 && sentences.every((one) => before.includes(one));
}
