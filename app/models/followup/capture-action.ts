import type { Known } from "./capture.ts";
import { dayMeant, dueIn, tidy } from "./due-words.ts";
import { agencyReader, looksLikeName, personMeant } from "./owner-words.ts";

export interface Fields {
  fields: Record<string, string | string[]>;
  /** What must be said, in the order in which the form asks for it. */
  needs: string[];
}

/** Words with a first capital and no full stop at the end. */
export const sentence = (text: string): string => {
  const words = tidy(text).replace(/\.$/, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The references of records that words name. */
export const refsIn = (text: string): string[] => [...new Set((text.match(/(?<![\p{L}\p{N}/-])[COL]-\d{4,}(?![\p{L}\p{N}-])/giu) ?? []).map((ref) => ref.toUpperCase()))];

/** Where what is said about who and when ends, and what is to be done begins: at the first colon that stands between words. */
export function headAndText(said: string): [head: string, text: string] | null {
  const colon = /:(?=\s|$)/.exec(said);
  return colon && colon.index <= 120 ? [said.slice(0, colon.index), said.slice(colon.index + 1)] : null;
}

interface Head {
  agencyId: string | null;
  personId: string | null;
  personName: string | null;
  due: string | null;
  priority: string | null;
  issueNow: boolean;
}
const nothing: Head = { agencyId: null, personId: null, personName: null, due: null, priority: null, issueNow: false };

const priorityIn = /(?:\b(high|low|normal)[ -]priority\b|\bpriority[: ]+(high|low|normal)\b|^(urgent)(?:ly)?\b)/i;

/** Reads "Police, J Smith, by 14 Dec" piece by piece; null when a piece is something else. */
export function headOf(head: string, known: Known): Head | null {
  const agencies = agencyReader(known.agencies);
  const read = { ...nothing };
  const pieces = head.replace(/\(([^)]*)\)/g, ", $1").split(/[,;]|(?<=\s)[–-](?=\s)/).map((piece) => piece.trim()).filter(Boolean);
  for (const piece of pieces) {
    const priority = priorityIn.exec(piece);
    const dated = dueIn(piece, known);
    const day = dayMeant(piece, known);
    const agency = agencies.one(piece);
    if (priority && priority[0].length === piece.length) read.priority = (priority[1] ?? priority[2] ?? "high").toLowerCase();
    else if (/^issue(?:d)? now$/i.test(piece)) read.issueNow = true;
    else if (agency && !read.agencyId) read.agencyId = agency.id;
    else if (day && !read.due) read.due = day;
    else if (dated && !read.due) {
      // "Police by Friday", "J Smith by 14 Dec".
      read.due = dated.day;
      if (dated.rest && !whoIs(dated.rest)) return null;
    } else if (!whoIs(piece)) return null;
  }
  return read;

  function whoIs(piece: string): boolean {
    const lead = read.agencyId ? null : agencies.leading(piece);
    if (lead) read.agencyId = lead.agency.id;
    const name = lead ? tidy(lead.rest) : piece;
    if (!name) return true;
    const person = personMeant(known.people, name, read.agencyId);
    if (person) {
      read.personId = person.id;
      read.agencyId ??= person.agencyId;
    } else if (read.agencyId && !read.personName && looksLikeName(name)) read.personName = name;
    else return false;
    return true;
  }
}

const then = /^\s*(?:\(([^)]{2,40})\)\s*|,\s*([^,:]{2,40}?)\s*(?:,\s*)?)?(to|will|should|must)\s+(?=\p{L})/iu;

/** "Police (DS Smith) to check the car": the owner, and what is left. */
function ownerFirst(text: string, known: Known): { owner: Pick<Head, "agencyId" | "personId" | "personName">; rest: string } | null {
  const lead = agencyReader(known.agencies).leading(text);
  if (lead) {
    const found = then.exec(lead.rest);
    if (!found) return { owner: { agencyId: lead.agency.id, personId: null, personName: null }, rest: text };
    const named = found[1] ?? found[2];
    const head = named ? headOf(`${text.slice(0, text.length - lead.rest.length)}, ${named}`, known) : null;
    if (named && !head) return { owner: { agencyId: lead.agency.id, personId: null, personName: null }, rest: text };
    return { owner: head ?? { agencyId: lead.agency.id, personId: null, personName: null }, rest: lead.rest.slice(found[0].length) };
  }
  const named = /^(\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){0,3})\s+(?:to|will|should|must)\s+(?=\p{L})/u.exec(text);
  const person = named && personMeant(known.people, named[1]!, null);
  return person ? { owner: { agencyId: person.agencyId, personId: person.id, personName: null }, rest: text.slice(named[0].length) } : null;
}

/**
 * An action out of a line: owner, agency and day before a colon ("CSC, by Friday: …") or in a sentence ("Health to ring Mum by Friday"). Who
 * is not known by an account, beside an agency, is the owner by name.
 */
export function actionFrom(said: string, known: Known): Fields {
  let text = said;
  let head = { ...nothing };
  const split = headAndText(said);
  const read = split && headOf(split[0], known);
  if (split && read) [head, text] = [read, split[1].trim()];
  const priority = priorityIn.exec(text);
  if (priority && !head.priority) {
    head.priority = (priority[1] ?? priority[2] ?? "high").toLowerCase();
    if (!priority[3]) text = tidy(`${text.slice(0, priority.index)} ${text.slice(priority.index + priority[0].length)}`);
  }
  if (!head.due) {
    const dated = dueIn(text, known);
    if (dated) [head.due, text] = [dated.day, dated.rest];
  }
  if (!head.agencyId) {
    const first = ownerFirst(text, known);
    if (first) [head, text] = [{ ...head, ...{ agencyId: first.owner.agencyId, personId: first.owner.personId, personName: first.owner.personName } }, first.rest];
  }
  const others = refsIn(text).filter((ref) => !known.about.some((one) => one.ref === ref));
  const about = known.about.filter((one, i) => i === 0 || refsIn(text).includes(one.ref));
  return {
    fields: {
      what: sentence(text), agencyId: head.personId ? "" : (head.agencyId ?? ""), personId: head.personId ?? "", personName: head.personName ?? "", due: head.due ?? "", priority: head.priority ?? "", issueNow: head.issueNow ? "on" : "",
      subjects: about.map((one) => one.id), alsoAbout: others.join(", "),
    },
    // An agency or a person: either says who owns it.
    needs: ["what", ...(head.agencyId ? [] : ["personId"]), "due"],
  };
}
