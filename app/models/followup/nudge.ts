// Hints when an action will be hard to confirm (practice.md §7.6, "bad examples the app should nudge"): beside the field, never a refusal.

export interface Nudge {
  field: "what" | "due" | "personId";
  words: string;
}

// What somebody does first, in the imperative or after "to". Not meant to be whole: a hint that is wrong is passed over.
const verbs = new Set(
  `accept add address advise agree allocate alert amend analyse apply appoint approach arrange ask assess assign attend audit begin book brief bring build call cancel carry chase check circulate clarify close collect commission compare complete
  compile confirm consult contact convene copy create deliver design develop disclose discuss do download draft drive email e-mail engage enquire ensure escalate establish evaluate examine explain explore extend extract feed fill find fit flag follow forward
  gather get give go hand hold identify inform inspect install interview introduce invite involve issue join keep lead leave let list locate look log make map mark meet message move name notify obtain offer open order organise pass patrol phone
  place plan prepare present print proceed produce progress propose provide publish pull push put question raise reach read reconcile record refer register remind remove repair replace reply report request research resolve respond retrieve return review ring risk
  run schedule search secure see seek send serve set share show sign speak start step stop submit supply support take talk task tell test text trace track train transfer try update upload use verify view visit walk warn watch withdraw work write
  decide download liaise monitor consider continue`.split(/\s+/),
);
const opening = /^(?:please|urgently|also|then|jointly|again|first|now)\s+/i;

/** Whether something is said to be done: a verb first, or "to" and a verb. */
const saysWhat = (what: string): boolean => {
  const first = what.trim().replace(opening, "").split(/[^\p{L}-]+/u)[0]?.toLowerCase() ?? "";
  return verbs.has(first) || [...what.matchAll(/\b(?:to|will|should|must)\s+(?:also\s+|then\s+)?([\p{L}-]+)/giu)].some((found) => verbs.has(found[1]!.toLowerCase()));
};

const everybody = /^\s*(?:all|everyone|everybody|agencies|all agencies|partners|all partners|panel|members|all members)\b/i;
const endless = /\b(?:continues? to|keep|ongoing|monitor(?:ing)?|liaise|consider|be aware|have oversight)\b/i;

/**
 * What is said to whoever records an action, the field that it stands beside, and why (practice.md §7.6): nothing is done, everybody owns it,
 * it never ends, it has no day, or two agencies own it. `agencies` are the names and short names that were found in the words, each agency once.
 */
export function nudgesOf(action: { what: string; due?: string | null; agencies?: readonly string[] }): Nudge[] {
  const what = action.what.trim();
  if (!what) return [];
  const nudges: Nudge[] = [];
  if (endless.test(what)) nudges.push({ field: "what", words: "Say what will be done and how we shall know that it is done: “continue to monitor” cannot be confirmed." });
  if (everybody.test(what)) nudges.push({ field: "what", words: "One action has one owner: record it once for each agency." });
  else if (owners(what, action.agencies ?? []) > 1) nudges.push({ field: "personId", words: "This names two owners. One action has one owner: record it once for each." });
  if (what.split(/\s+/).length < 3) nudges.push({ field: "what", words: "Say a little more: the owner may not have been in the room." });
  else if (!endless.test(what) && !saysWhat(what)) nudges.push({ field: "what", words: "Begin with what will be done, such as “ring”, “visit” or “send”: then others can see that it is done." });
  if (action.due !== undefined && !action.due?.trim()) nudges.push({ field: "due", words: "Without a day nobody is reminded." });
  return nudges;
}

/** How many agencies the words make owners: "Police and Health to …", "Police/Health: …". */
function owners(what: string, agencies: readonly string[]): number {
  const before = /^(.{1,80}?)(?:\s+(?:to|will|should|must)\s|:)/i.exec(what)?.[1]?.toLowerCase();
  if (!before || !/\band\b|\/|&|,|\+/.test(before)) return 0;
  return agencies.filter((name) => new RegExp(`(^|[^\\p{L}])${name.toLowerCase().replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}($|[^\\p{L}])`, "u").test(before)).length;
}

/** The first hint, for an action that stands already; null when it is well put. */
export const nudgeOf = (what: string): string | null => nudgesOf({ what })[0]?.words ?? null;
