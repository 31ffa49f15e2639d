import { type Day, addDays, ageOn, shortDay } from "../core/days.ts";
import type { Values } from "./fields.ts";

export const kinds = ["child", "offender", "location"] as const;
export type Kind = (typeof kinds)[number];
export const isKind = (text: string | undefined): text is Kind => kinds.includes(text as Kind);

const prefixes: Record<Kind, string> = { child: "C", offender: "O", location: "L" };

/** "C-0147": the reference by which a subject is named where its name must not stand. */
export const refOf = (kind: Kind, number: number): string => `${prefixes[kind]}-${String(number).padStart(4, "0")}`;

/** What the kind is called on screens. "Person posing risk" until the status is convicted (product.md, Words). */
export const kindName = (kind: Kind, status?: string | null): string => (kind === "offender" && status === "convicted" ? "Offender" : { child: "Child", offender: "Person posing risk", location: "Location" }[kind]);
export const kindPlural = (kind: Kind): string => ({ child: "Children", offender: "People posing risk", location: "Locations" })[kind];

const short = (text: string, max = 60): string => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`);

/** What a subject is called: its name, else its first alias, else whatever it is known by, else its reference. */
export function displayNameOf(kind: Kind, values: Values, aliases: string[], ref: string): string {
  if (kind === "location") return values.name?.trim() || ref;
  const name = [values.given_names, values.family_name].map((part) => part?.trim()).filter(Boolean).join(" ");
  if (name) return name;
  const alias = aliases.find((a) => a.trim());
  if (alias) return `“${alias.trim()}”`;
  // A child of a return has no name yet, only the authority's number.
  if (kind === "child" && values.authority && values.authority_number) return `Child ${values.authority_number} of ${values.authority}`;
  if (kind === "offender") {
    if (values.user_name) return `User name ${short(values.user_name)}`;
    if (values.vehicle) return `Driver of ${short(values.vehicle)}`;
    if (values.phone) return `Phone ${short(values.phone)}`;
    if (values.description) return short(values.description.split("\n")[0]!);
  }
  return ref;
}

/** By what a person posing risk may be known when there is no name. */
const knownBy = ["family_name", "given_names", "description", "vehicle", "phone", "user_name"];

/** Why these facts cannot be kept, and beside which field; null when they can. `today` is the London day. */
export function whyNotRecord(kind: Kind, values: Values, aliases: string[], today: Day): { field: string; message: string } | null {
  const born = values.born_on;
  if (born && born > today) return { field: "born_on", message: "The date of birth must be today or earlier" };
  if (born && born < "1900-01-01") return { field: "born_on", message: "The date of birth must be after 1 January 1900" };
  if (kind === "child") {
    if (!values.family_name && !values.given_names && !aliases.length && !values.authority_number) return { field: "family_name", message: "Enter a name, a nickname, or the authority's number" };
    if (born && ageOn(born, today) >= 26) return { field: "born_on", message: "This person is 26 or older. Check the date of birth: this record is for a child" };
    if (values.authority_number && !values.authority) return { field: "authority", message: "Enter which authority the number belongs to" };
  }
  if (kind === "offender") {
    if (!aliases.length && !knownBy.some((name) => values[name])) return { field: "family_name", message: "Enter at least one thing that the person is known by: a name, nickname, description, vehicle, phone or user name" };
    if (born && ageOn(born, today) < 10) return { field: "born_on", message: "This person would be under 10, the age of criminal responsibility. Check the date of birth" };
  }
  return null;
}

/** "15", "about 15" for an estimate, null when the date of birth is not known. */
export const ageInWords = (bornOn: Day | null, estimated: boolean, on: Day): string | null => (bornOn && bornOn <= on ? `${estimated ? "about " : ""}${ageOn(bornOn, on)}` : null);

/** The day on which the person turns 18. */
export const turns18On = (bornOn: Day): Day => {
  const day = `${Number(bornOn.slice(0, 4)) + 18}${bornOn.slice(4)}`;
  return day.endsWith("-02-29") && Number(day.slice(0, 4)) % 4 !== 0 ? addDays(`${day.slice(0, 4)}-02-28`, 1) : day;
};

/** "turns 18 on 3 Mar 2027", "turned 18 on …", or null when the date of birth is not known. */
export function eighteen(bornOn: Day | null, on: Day): string | null {
  if (!bornOn) return null;
  const day = turns18On(bornOn);
  return day > on ? `turns 18 on ${shortDay(day)}` : day === on ? "turns 18 today" : `turned 18 on ${shortDay(day)}`;
}
