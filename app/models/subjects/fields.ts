import type { Kind } from "./subject.ts";

/** One field of a record: how it is asked for and how it is shown. Order is the order on the page. */
export interface Field {
  name: string;
  label: string;
  type: "line" | "text" | "day" | "choice" | "tick";
  group: string;
  hint?: string;
  choices?: readonly string[];
  required?: string;
}

const sexes = ["female", "male", "intersex"] as const;
const estimated = (of: string): Field => ({ name: "born_estimated", label: "The date of birth is an estimate", type: "tick", group: of });

/** ONS 2021 groups, shortened. */
const ethnicities = [
  "White British", "White Irish", "Gypsy or Irish Traveller", "Roma", "Any other White background", "White and Black Caribbean", "White and Black African", "White and Asian", "Any other mixed background",
  "Indian", "Pakistani", "Bangladeshi", "Chinese", "Any other Asian background", "African", "Caribbean", "Any other Black background", "Arab", "Any other ethnic group", "Prefers not to say",
] as const;

export const placeTypes = [
  "private dwelling", "park", "transport hub", "shop or takeaway", "licensed premises", "hotel or bed and breakfast", "school", "children's home and around it", "vehicle", "online space or app", "other public area", "other",
] as const;

/** The fields of each kind of record (practice.md §3.1 to §3.3). What changes with time (care status, school, MAPPA …) is kept as dated periods instead. */
export const fields: Record<Kind, Field[]> = {
  child: [
    { name: "family_name", label: "Family name", type: "line", group: "Who" },
    { name: "given_names", label: "Given names", type: "line", group: "Who" },
    { name: "born_on", label: "Date of birth", type: "day", group: "Who" },
    estimated("Who"),
    { name: "sex", label: "Sex", type: "choice", choices: sexes, group: "Who" },
    { name: "gender_identity", label: "Gender identity, if offered", type: "line", group: "Who" },
    { name: "ethnicity", label: "Ethnicity", type: "choice", choices: ethnicities, group: "Who" },
    { name: "nationality", label: "Nationality", type: "line", group: "Who" },
    { name: "language", label: "First language", type: "line", group: "Who" },
    { name: "interpreter", label: "Interpreter", type: "choice", choices: ["needed", "not needed"], group: "Who" },
    { name: "disability", label: "Disability or learning need", type: "line", hint: "Say whether it is diagnosed", group: "Who" },
    { name: "address", label: "Address", type: "text", group: "Where" },
    { name: "authority", label: "Local authority", type: "line", hint: "The council that holds the number below", group: "Numbers" },
    { name: "authority_number", label: "Authority's number for the child", type: "line", group: "Numbers" },
    { name: "nhs_number", label: "NHS number", type: "line", group: "Numbers" },
    { name: "upn", label: "Unique pupil number", type: "line", group: "Numbers" },
    { name: "police_number", label: "Police reference", type: "line", group: "Numbers" },
    { name: "parents", label: "Parents and carers", type: "text", hint: "Name, relationship, whether protective, whether safe to contact", group: "Family and views" },
    { name: "parents_informed", label: "Do parents or carers know of the concern?", type: "choice", choices: ["yes, and agree", "yes, and do not agree", "no, it would not be safe", "no, not yet"], group: "Family and views" },
    { name: "childs_view", label: "What the child says", type: "text", hint: "In their own words, with the date and who heard it", group: "Family and views" },
    { name: "criminal_process", label: "Criminal process", type: "line", hint: "As a victim, witness or suspect", group: "Family and views" },
  ],
  offender: [
    { name: "family_name", label: "Family name", type: "line", group: "Who" },
    { name: "given_names", label: "Given names", type: "line", group: "Who" },
    { name: "description", label: "Description", type: "text", hint: "What is known when there is no name: appearance, accent, where seen", group: "Who" },
    { name: "born_on", label: "Date of birth", type: "day", group: "Who" },
    estimated("Who"),
    { name: "age_estimate", label: "Age, if no date of birth is known", type: "line", hint: "For example, 25 to 30", group: "Who" },
    { name: "sex", label: "Sex", type: "choice", choices: sexes, group: "Who" },
    { name: "ethnicity", label: "Ethnicity", type: "choice", choices: ethnicities, group: "Who" },
    { name: "nationality", label: "Nationality", type: "line", group: "Who" },
    { name: "address", label: "Address", type: "text", group: "How found" },
    { name: "vehicle", label: "Vehicle", type: "line", hint: "Make, colour, registration: whatever is known", group: "How found" },
    { name: "phone", label: "Phone", type: "line", group: "How found" },
    { name: "user_name", label: "User name", type: "line", hint: "And on which app or site", group: "How found" },
    { name: "occupation", label: "Occupation and employer", type: "line", group: "How found" },
    { name: "police_number", label: "Police reference", type: "line", group: "How found" },
    { name: "basis_of_concern", label: "Basis of concern", type: "text", hint: "What is known, from whom, how sure", group: "Concern" },
    { name: "method", label: "Method", type: "text", hint: "Online, transport, gifts, drugs; contact type; pattern of places", group: "Concern" },
  ],
  location: [
    { name: "name", label: "Name of the place", type: "line", group: "Where", required: "Enter a name for the place" },
    { name: "place_type", label: "Type of place", type: "choice", choices: placeTypes, group: "Where", required: "Choose the type of place" },
    { name: "address", label: "Address", type: "text", group: "Where" },
    { name: "postcode", label: "Postcode", type: "line", group: "Where" },
    { name: "online_address", label: "Online address", type: "line", hint: "For an online space: app, site, group or account", group: "Where" },
    { name: "owner_operator", label: "Owner or operator", type: "line", group: "Who runs it" },
    { name: "licence", label: "Licence", type: "line", hint: "Type and number", group: "Who runs it" },
    { name: "concern", label: "Concern", type: "choice", choices: ["hotspot for targeting", "meeting place", "exploitation address", "drug dealing", "missing children found there", "other"], group: "Concern" },
    { name: "concern_detail", label: "More about the concern", type: "text", group: "Concern" },
    { name: "times_of_day", label: "Times", type: "line", hint: "When children are targeted there", group: "Concern" },
    { name: "guardianship", label: "Guardianship", type: "text", hint: "Who watches over the place and what makes it safer", group: "Concern" },
  ],
};

export type Values = Record<string, string | null>;

/** A value in a sentence's case: "female" → "Female". */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
