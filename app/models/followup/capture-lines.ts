import { measureMeant } from "../subjects/measure-words.ts";
import type { Known } from "./capture.ts";
import { type Fields, headAndText, headOf, refsIn, sentence } from "./capture-action.ts";
import { systemMeant } from "../subjects/marker.ts";
import { dayMeant, dueIn, tidy } from "./due-words.ts";
import { agencyReader } from "./owner-words.ts";

/** Takes a labelled part out of words: "dissent: Health would say Medium". Up to the next label, or the end. */
function part(text: string, label: RegExp): [said: string, rest: string] {
  const found = new RegExp(`(?:^|[.,;\\s])(?:${label.source})\\s*:\\s*(.+?)(?=(?:[.;]\\s*|,\\s+|\\s)(?:${labels})\\s*:|$)`, "i").exec(text);
  return found ? [sentence(found[1]!), tidy(text.slice(0, found.index) + text.slice(found.index + found[0].length))] : ["", text];
}
const labels = "dissent|purpose|necessary|necessity|needed|proportionate|proportionality|left out|conditions?|reason|terms";
const dissent = /dissent/;
/** "X, because Y" is what and why. */
const why = (text: string): [string, string] => {
  const found = /(?:[,;.]\s*|\s)(?:because|as|since)\s+(?=\p{L})/iu.exec(text);
  return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text, ""];
};

const unchanged = /\b(?:unchanged|no change|remains?|stays?|same(?: level)?|as before)\b/i;

/** "High, review 12 Jan: four episodes", "unchanged, review in 4 weeks". */
export function riskFrom(said: string, known: Known): Fields {
  let [dissents, text] = part(said, dissent);
  let nextReviewOn = "";
  const review = /[,;.]?\s*\b(?:next |to be )?review(?:ed|s)?\b[: ]*(?:is |on |by )?(.*)$/i.exec(text);
  if (review) {
    // The longest run of words after "review" that says a day; a colon ends it.
    const after = review[1]!.split(/:(?=\s|$)/)[0]!.split(/\s+/);
    for (let length = Math.min(7, after.length); length > 0 && !nextReviewOn; length--) {
      const day = dayMeant(after.slice(0, length).join(" "), known);
      if (!day) continue;
      nextReviewOn = day;
      const rest = review[1]!.slice(after.slice(0, length).join(" ").length);
      text = `${text.slice(0, review.index)}${/^\s*:/.test(rest) || !rest.trim() ? rest : `: ${tidy(rest)}`}`;
    }
  }
  const names = [...known.scale].sort((a, b) => b.name.length - a.name.length);
  const named = names.find((level) => new RegExp(`^(?:(?:agreed|proposed|risk|level|remains?|stays?)[: ]+)*${level.name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "iu").test(text.trim()));
  const stays = unchanged.test(text.split(/:(?=\s|$)/)[0]!);
  const level = named?.name ?? (stays ? (names.find((one) => one.name === known.currentLevel?.level)?.name ?? "") : "");
  let rest = named ? text.trim().replace(new RegExp(`^.*?${named.name}`, "i"), "") : text;
  if (level) rest = rest.replace(/^[\s,;:]*(?:unchanged|no change|remains?|stays?(?: as it is)?|same(?: level)?|as before)(?![\p{L}])/iu, "");
  rest = tidy(rest).replace(/^because\s+/i, "");
  return { fields: { level, rationale: sentence(rest), dissent: dissents, nextReviewOn }, needs: ["level", "rationale"] };
}

/** "police to health, by Friday: vehicle and description"; "do not share with the hotel: intelligence, because it would put a source at risk". */
export function sharingFrom(said: string, known: Known): Fields {
  const fields: Record<string, string> = {};
  let text = said;
  for (const [name, label] of [["purpose", /purpose/], ["necessity", /necess(?:ary|ity)|needed/], ["proportionality", /proportionat(?:e|ality)|proportionality/], ["redactions", /left out/], ["conditions", /conditions?/], ["dissent", dissent], ["reason", /reason/]] as const)
    [fields[name], text] = part(text, label);
  const verb = /^(?:(do not share|don['’]t share|not to share|not share|not|share in part|in part|part|defer(?: sharing)?|share)\b[\s:,]*)/i.exec(text);
  const decision = !verb ? "share" : /not|don/i.test(verb[1]!) ? "do not share" : /part/i.test(verb[1]!) ? "share in part" : /defer/i.test(verb[1]!) ? "defer" : "share";
  if (verb) text = text.slice(verb[0].length);
  const [head, told] = headAndText(text) ?? [text, ""];
  const dated = dueIn(head, known) ?? dueIn(told, known);
  const inHead = dueIn(head, known);
  const day = dated?.day ?? "";
  let what = inHead || !dated ? told : dated.rest;
  const sides = /^(.*?)(?:^|\s+|,\s*)(?:to|with|→|->)\s+(.+)$/i.exec(tidy(inHead ? inHead.rest : head));
  const { one } = agencyReader(known.agencies);
  const from = sides && one(tidy(sides[1]!));
  const to = sides && one(tidy(sides[2]!));
  if (!sides && !told) what = head;
  if (decision === "do not share" || decision === "defer") {
    const [thing, because] = why(what);
    if (because && !fields.reason) [what, fields.reason] = [thing, sentence(because)];
  }
  const gives = decision === "share" || decision === "share in part";
  return {
    // Under an item about nobody it must say whom it is about.
    fields: { ...fields, decision, subjectRef: known.about.length ? "" : (refsIn(text)[0] ?? ""), what: sentence(what), ownerAgencyId: from?.id ?? "", toAgencyId: to?.id ?? "", toName: sides && !to ? sentence(sides[2]!) : "", [gives ? "sendBy" : "reviewOn"]: day } as Record<string, string>,
    needs: ["what", "ownerAgencyId", ...(to || sides ? [] : ["toAgencyId"]), ...(gives ? ["purpose", "necessity", "proportionality", "lawfulBasis", ...(decision === "share in part" ? ["redactions"] : []), "sendBy"] : ["reason", ...(decision === "defer" ? ["reviewOn"] : [])])],
  };
}

/** "Stay on the plan, because the placement holds; dissent: Health would step down". */
export function decisionFrom(said: string, _known: Known): Fields {
  const [dissents, text] = part(said, dissent);
  const [reasoned, rest] = part(text, /reason/);
  const [thing, because] = why(rest);
  return { fields: { text: sentence(reasoned ? rest : thing), reason: reasoned || sentence(because), dissent: dissents }, needs: ["text", "reason"] };
}

/** "police CSE marker, by Friday: seen in the car"; "remove school alert: moved away". */
export function markerFrom(said: string, known: Known): Fields {
  const [dissents, whole] = part(said, dissent);
  const [head, told] = headAndText(whole) ?? why(whole);
  const want = /\b(?:remove|take off|lift|end)\b/i.test(head) ? "remove" : "place";
  const system = systemMeant(head);
  const dated = dueIn(head, known);
  const named = agencyReader(known.agencies).leading(tidy(head.replace(/^(?:remove|take off|lift|end|place|request|ask for)\s+(?:the\s+)?/i, "")))?.agency;
  const owners = system ? known.agencies.filter((agency) => agency.kind === system.owner && agency.ofPanel) : [];
  return {
    fields: { want, system: system?.key ?? "", agencyId: (system && named?.kind !== system.owner && owners.length === 1 ? owners[0]!.id : named?.id) ?? "", askBy: dated?.day ?? "", why: sentence(told), dissent: dissents },
    needs: ["system", "agencyId", "askBy", "why"],
  };
}

/** "CPW against O-0031, licensing, by Friday: serving under age". */
export function measureFrom(said: string, known: Known): Fields {
  const [dissents, whole] = part(said, dissent);
  const [terms, text] = part(whole, /terms/);
  const [head, told] = headAndText(text) ?? why(text);
  const kind = measureMeant(head);
  const against = /\bagainst\s+([COL]-\d{4,})/i.exec(head)?.[1] ?? refsIn(head).find((ref) => !ref.startsWith("C")) ?? known.about.find((one) => !one.ref.startsWith("C"))?.ref ?? "";
  const owner = head.split(/[,;]/).map((piece) => headOf(piece, known)).find((read) => read?.agencyId);
  return {
    fields: { kind: kind ?? "", against: against.toUpperCase(), agencyId: owner?.agencyId ?? "", decideBy: dueIn(head, known)?.day ?? "", status: /\brequest/i.test(head) ? "requested" : "proposed", why: sentence(told), terms, dissent: dissents },
    needs: ["kind", "against", "agencyId", "why"],
  };
}
