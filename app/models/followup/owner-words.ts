import { fold } from "../subjects/names.ts";

// Who is meant by "CSC", "police", "YJS", "J Smith": agencies and people as a room says them.

export interface AgencyKnown {
  id: string;
  name: string;
  kind: string;
  ofPanel: boolean;
}
export interface PersonKnown {
  id: string;
  name: string;
  agencyId: string;
}

/** What agencies of a kind are called for short (practice.md §7.4, §7.6). */
const shortNames: Record<string, string[]> = {
  police: ["police", "the police", "constabulary", "officers"],
  "children's social care": ["csc", "social care", "children's social care", "childrens social care", "children's services", "childrens services", "social work", "social services", "children social care"],
  health: ["health", "nhs"],
  education: ["education", "schools", "school", "education welfare"],
  "youth justice": ["yjs", "yot", "yos", "youth justice", "youth justice service", "youth offending", "youth offending team"],
  probation: ["probation", "probation service", "nps"],
  housing: ["housing", "housing services"],
  licensing: ["licensing", "licensing authority"],
  "community safety": ["community safety", "csp", "community safety partnership"],
  "adult social care": ["asc", "adult social care", "adult services", "adults"],
  "fire and rescue": ["fire", "fire service", "fire and rescue", "frs"],
};
const generic = /\s+(?:project|trust|service|services|team|partnership|charity)$/;
// "Children's" and "Childrens" are one.
const plain = (text: string): string => fold(text.replace(/['’ʼ]/g, "")).replace(/\s+/g, " ").trim();

const namesOf = (agency: AgencyKnown): string[] => {
  const words = agency.name.replace(/^the\s+/i, "").split(/\s+/);
  const initials = words.filter((word) => /^[A-Z]/.test(word)).map((word) => word[0]).join("");
  return [agency.name, words.join(" "), words.join(" ").toLowerCase().replace(generic, ""), words.length > 2 ? words.slice(1).join(" ") : "", initials.length > 2 ? initials : "", ...(shortNames[agency.kind] ?? [])].filter((name) => name.length > 1).map(plain);
};

/** The reader of agencies: by every name that one has, the one that is meant. What several share means the panel's own, or nobody. */
export function agencyReader(agencies: readonly AgencyKnown[]) {
  const by = new Map<string, AgencyKnown[]>();
  for (const agency of agencies) for (const name of new Set(namesOf(agency))) by.set(name, [...(by.get(name) ?? []), agency]);
  const one = (text: string): AgencyKnown | null => {
    const all = by.get(plain(text)) ?? by.get(plain(text).replace(/^the /, "")) ?? [];
    const meant = all.length > 1 ? all.filter((agency) => agency.ofPanel) : all;
    return meant.length === 1 ? meant[0]! : null;
  };
  return {
    one,
    /** The agency with whose name the words begin, and what is left; the longest name wins. */
    leading: (text: string): { agency: AgencyKnown; rest: string } | null => {
      const ends = [...text.matchAll(/[\p{L}\p{N}](?=$|[^\p{L}\p{N}'’])/gu)].map((found) => found.index + 1).filter((end) => end <= 60).reverse();
      for (const end of ends) {
        const agency = one(text.slice(0, end));
        if (agency) return { agency, rest: text.slice(end) };
      }
      return null;
    },
    /** One name for each agency that the words name. */
    named: (text: string): string[] => {
      const found = new Map<string, string>();
      const said = ` ${plain(text.replace(/[^\p{L}\p{N}'’ -]/gu, " "))} `;
      for (const [name, all] of by) if (all.length === 1 && said.includes(` ${name} `) && name.length > (found.get(all[0]!.id)?.length ?? 0)) found.set(all[0]!.id, name);
      return [...found.values()];
    },
  };
}

const rank = /^(?:d\/?(?:c|s|i|ci|supt)|pc|ps|pcso|sgt|insp(?:ector)?|sergeant|dr|mr|mrs|ms|miss|sister|cllr)\.?\s+/i;

/** The person who is meant by "Jo Smith", "J Smith", "DS Smith", "Smith" or "Jo", of that agency when one is said; null when nobody or several are. */
export function personMeant(people: readonly PersonKnown[], text: string, agencyId: string | null): PersonKnown | null {
  const said = plain(text.replace(rank, "").replace(/\./g, " ")).trim();
  if (!said) return null;
  const among = agencyId ? people.filter((person) => person.agencyId === agencyId) : people;
  const parts = (name: string) => plain(name.replace(/-/g, " ")).split(" ");
  const way = (fits: (name: string, words: string[]) => boolean) => among.filter((person) => fits(plain(person.name), parts(person.name)));
  const dashed = said.replace(/-/g, " ");
  const ways = [
    way((name) => name === said || name.replace(/-/g, " ") === dashed),
    way((_, words) => `${words[0]![0]} ${words.slice(1).join(" ")}` === dashed || `${words[0]![0]} ${words.at(-1)}` === dashed || `${words[0]} ${words.slice(1).map((word) => word[0]).join("")}` === dashed),
    // One word alone says somebody only beside an agency.
    agencyId ? way((_, words) => words.slice(1).join(" ") === dashed || words.at(-1) === dashed) : [],
    agencyId ? way((_, words) => words[0] === dashed) : [],
  ];
  const first = ways.find((found) => found.length > 0);
  return first?.length === 1 ? first[0]! : null;
}

/** Whether words look like somebody's name: one to four of them, each with a capital. */
export const looksLikeName = (text: string): boolean => /^(?:\p{Lu}[\p{L}'’.-]*)(?:\s+(?:\p{Lu}[\p{L}'’.-]*|de|van|von|al|el|bin|ní|ni|mac|o)){0,3}$/u.test(text.replace(rank, "").trim());
