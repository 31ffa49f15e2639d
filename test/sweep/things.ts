import { rules } from "../route-rules.ts";
import { type Compartment, readsAlone, type Relation, sees, visits } from "./expected.ts";
import { documents, restricted } from "./meetings.ts";
import { children } from "./records.ts";

// What has an id, and which compartment says for whom it exists; and every address that can be made of them.

type Things = Record<string, Record<string, Compartment>>;
const onAgenda: Compartment = "reasons on today's agenda";
const records = Object.fromEntries(children.map(([id, , record]) => [id, record]));
const ofRecords = (suffix: string) => Object.fromEntries(children.map(([id, , record]) => [`${id}-${suffix}`, record]));

/** By the name of the parameter that carries the id in an address. */
export const things: Things = {
  panelId: { macse: "the panel's case of a child", mfh: "the case of Missing From Home", north: "the case of another MACSE" },
  subjectId: { ...records, "o-offender": "the record of the person posing risk on today's agenda", "l-location": "the record of a location of the panel, not listed today" },
  caseId: { "v-case": "the panel's case of a child", "k-case": "the panel's case of the child of the conflict", "c-case": "the panel's case of a child", "z-case": "a case closed long ago", "fs-case": "the case of Missing From Home", "n-case": "the case of another MACSE" },
  meetingId: { "m-live": "a standing item", "m-side": "where another meeting of the panel is", "m-pub": "where the published meeting is", "m-draft": "where another meeting of the panel is", "m-ended": "where another meeting of the panel is", "m-agreed": "where another meeting of the panel is", "m-off": "where another meeting of the panel is", "f-live": "where Missing From Home meets", "n-live": "where another MACSE meets", "n-draft": "where another MACSE meets" },
  seriesId: { "m-series": "where a series of the panel's meetings is", "n-series": "where a series of another MACSE's is" },
  itemId: { "t-item": "a standing item", "y-item": "a standing item", "v-item": onAgenda, "o-item": onAgenda, "k-item": "reasons of the child of the conflict", "w-item": "reasons of the item in closed session", "s-item": "reasons on the published agenda", "d-item": "reasons on a draft agenda", "e-item": "minutes of a meeting that is over", "q-item": "minutes of a meeting that is over", "a-item": "agreed minutes", "k-old-item": "agreed minutes of the child of the conflict", "f-item": "reasons on an agenda of Missing From Home", "n-item": "reasons on an agenda of another MACSE", "nd-item": "reasons on an agenda of another MACSE" },
  actionId: { "p-action": "an action that has gone to its owner", "g-action": "an action of an agency", "h-action": "an action that was passed on", "k-both": "an action about two children, one of the conflict", "r-action": "an action recorded, not agreed", "k-action": "an action of the child of the conflict", "k-old-action": "an action from before about the child of the conflict", "x-action": "an action taken back", "e-action": "an action of a meeting that is over", "c-action": "what was recorded in a closed session", "f-action": "an action of Missing From Home", "n-action": "an action of another MACSE" },
  sharingId: { "s-send": "a sharing decision to be sent", "s-not": "a decision not to share", "s-open": "a sharing decision not agreed", "k-sharing": "a sharing decision of the child of the conflict", "x-sharing": "a sharing decision taken back", "f-sharing": "a sharing decision of Missing From Home" },
  riskId: { "v-risk": "a level, and why", "k-risk": "a level of the child of the conflict", "s-risk": "a level decided outside a meeting, and why", "fs-risk": "a level of Missing From Home", "n-risk": "a level of another MACSE" },
  decisionId: { "v-decision": "a decision of the panel", "r-decision": "a decision not agreed", "k-decision": "a decision of the child of the conflict", "x-decision": "a decision taken back", "f-decision": "a decision of Missing From Home", "n-decision": "a decision of another MACSE" },
  markerId: { "v-marker": "a marker that the panel asks for", "v-marker-done": "a marker that the panel asks for", "v-marker-held": "a marker that the panel asks for", "r-marker": "a marker that the panel asks for", "k-marker": "a marker of the child of the conflict", "f-marker": "a marker of Missing From Home" },
  chosenId: { "v-chosen": "a measure that the panel chose", "r-chosen": "a measure that the panel chose", "k-chosen": "a measure to protect the child of the conflict", "n-chosen": "a measure of another MACSE" },
  importId: { "i-import": "an import, and what in it was refused", "n-import": "an import of another MACSE" },
  noticeId: { "v-notice": onAgenda, "k-notice": "reasons of the child of the conflict", "n-notice": "minutes of another MACSE" },
  guestId: { "g-una": "why somebody is invited", "g-adil": "why somebody is invited", "g-vera": "where another meeting of the panel is", "g-ezra": "where another meeting of the panel is", "g-tomasz": "why somebody is invited", "g-edith": "where the published meeting is" },
  handId: { "v-hand": onAgenda, "n-hand": "reasons on an agenda of another MACSE" },
  noteId: { "v-note-shared": "a note shared with the panel", "v-note-named": "sanitised words, and their conditions", "v-note-police": "sanitised words, and their conditions", "v-note-health": "sanitised words, and their conditions", "v-note-chair": "sanitised words, and their conditions", "hid-note": "a hidden note", "hid-note-chair": "a hidden note for the chair", "v-note-gone": "a note withdrawn", "k-note": "a note on the child of the conflict", "fs-note": "a note given to Missing From Home", "n-note": "a note given to another MACSE" },
  returnId: { ...Object.fromEntries(["police", "health", "yjs", "csc", "licensing"].map((agency) => [`v-return-${agency}`, "a return shared with the panel" as const])), "k-return": "a return about the child of the conflict", "s-return": "a return to a meeting to come", "w-return": "a return about the item in closed session", "e-return": "a return to a meeting that is over", "f-return": "a return to Missing From Home", "n-return": "a return to another MACSE" },
  fileId: { "v-file": "a file shared with the panel", "v-file-police": "a file shared with the panel", "hid-file": "a hidden file", "v-paper": "a paper of today's item", "k-file": "a file about the child of the conflict", "k-paper": "a file about the child of the conflict", "w-paper": "a paper of the item in closed session", "p-evidence": "evidence of an action", "n-file": "a file given to another MACSE" },
  documentId: Object.fromEntries(documents.map(([id, , , compartment]) => [id, compartment])),
  restrictedId: Object.fromEntries(restricted.map(([id, , , , , compartment]) => [id, compartment])),
  aliasId: ofRecords("alias"), periodId: ofRecords("school"),
  emergencyId: { "n-emergency": "a record opened in an emergency, and inspected", "n-emergency-over": "a record opened in an emergency, and inspected" }, inspectionId: { "n-inspection": "what an inspection is for" }, correctionId: { "e-correction": "a correction proposed, and why it is not made", "k-correction": "a correction about the child of the conflict" }, passkeyId: { "x-passkey": "how somebody calls their passkey" }, ownNoteId: { "v-own-note": "a note for oneself" },
  extractId: { "e-extract": "an extract", "a-extract": "an extract", "k-extract": "an extract of the child of the conflict" },
  linkId: { "v-link": "a link of the child on today's agenda", "k-link": "a link between that child and the child of the conflict", "k-link-2": "a link between that child and the child of the conflict", "n-link": "a link to a child of another panel", "f-link": "a link to a child of another panel", "n-duty-link": "a link of that record", "p-link": "a link for the police", "hid-link": "a hidden link" },
  conflictId: { "v-conflict": "the record of the child on today's agenda", "k-conflict": "the record of the child of the conflict" },
  measureId: { "o-measure": "the record of the person posing risk on today's agenda", "b-measure": "a measure that protects two children" },
  episodeId: { ...ofRecords("missing"), "v-care": "the record of the child on today's agenda", "k-care": "the record of the child of the conflict" },
};

/** Of whose record a thing is a part: tried under that record, and under another. */
const partOf: Record<string, string[]> = {
  ...Object.fromEntries(children.flatMap(([id]) => ["alias", "school", "missing"].map((part) => [`${id}-${part}`, [id]]))),
  "v-link": ["v-child", "o-offender"], "k-link": ["k-child", "v-child"], "k-link-2": ["k-child", "o-offender"], "n-link": ["n-child", "v-child"], "f-link": ["f-child", "v-child"], "n-duty-link": ["n-duty", "n-child"], "p-link": ["v-child", "l-location"], "hid-link": ["v-child", "o-offender"],
  "v-conflict": ["v-child"], "k-conflict": ["k-child", "v-child"], "o-measure": ["o-offender", "k-child"], "b-measure": ["o-offender", "v-child"], "v-care": ["v-child"], "k-care": ["k-child", "v-child"],
};
/** Parts of records that have pages at every record; of the others a few are enough. */
const few = new Set(["v-child", "k-child", "n-child", "s-child", "z-child"]);

/** Ids of what only the administrator has pages of. */
const kept: Record<string, string[]> = { personId: ["dan", "olga"], agencyId: ["harbour"], membershipId: ["is-macse-dan", "is-north-nils"], kind: ["child", "offender", "location"] };

/** Parts of addresses that are words. */
const words: Record<string, string[]> = { paper: ["minutes", "actions", "pack", "brief", "minutes.yjs"], format: ["docx"] };

export interface Address {
  path: string;
  /** The route's pattern, with words in the place of those parameters that name no thing. */
  pattern: string;
  /** The ids in it, as they stand in the route. */
  ids: Record<string, string>;
}
export const unknown = "id-of-nothing";

/** Each address of a route's pattern with every id there is. */
export function addressesOf(pattern: string): Address[] {
  // Which paper, and as what file, names no thing: each of a few is tried.
  const word = Object.keys(words).find((one) => pattern.includes(`:${one}`));
  if (word) return words[word]!.flatMap((one) => addressesOf(pattern.replace(`:${word}`, one)));
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const at = (ids: Record<string, string>): Address => ({ ids, pattern, path: pattern.replace(/:(\w+)/g, (_, name: string) => ids[name]!) });
  if (names.length === 0) return [at({})];
  const [first, second] = names as [string, string?];
  const of = (name: string) => kept[name] ?? Object.keys(things[name]!);
  if (!second) return of(first).map((id) => at({ [first]: id }));
  // Of an inspection the records of its sample, and others.
  if (second === "subjectId") return of(first).flatMap((one) => ["n-duty", "n-child", "v-child"].map((id) => at({ [first]: one, [second]: id })));
  return of(second).filter((id) => few.has(partOf[id]![0]!) || !/-(alias|school|missing)$/.test(id)).flatMap((id) => partOf[id]!.map((owner) => at({ [first]: owner, [second]: id })));
}

/** The parameters of an address of which this person may know nothing. */
export function outOfReach(relation: Relation, pattern: string, { ids }: Address): string[] {
  const who = rules[pattern]?.who;
  if (who === "administrator" || who === "auditor" || who === "privacy officer") return relation === who ? [] : Object.keys(ids);
  if (who === "their own") return owner(pattern) === relation && (!ids.subjectId || ids.subjectId === "n-duty") ? [] : Object.keys(ids);
  if (who === "invited") return visits[ids.meetingId!]?.includes(relation) ? [] : ["meetingId"];
  if (who === "in a panel" || who === "anybody") return [];
  if (readsAlone(relation)) return Object.keys(ids);
  return Object.keys(ids).filter((name) => !sees(relation, things[name]![ids[name]!]!));
}

/** Whose emergency, inspection or passkey it is. */
const owner = (pattern: string): Relation => (pattern.startsWith("/emergency") ? "on duty, a record opened" : pattern.startsWith("/inspections") ? "inspector" : "chair");

/** The page that somebody who reaches a thing must find. */
export const pages: Record<string, (id: string) => string> = {
  panelId: (id) => `/panels/${id}`, subjectId: (id) => `/subjects/${id}`, caseId: (id) => `/cases/${id}`, meetingId: (id) => `/meetings/${id}`, itemId: (id) => `/items/${id}/history`, actionId: (id) => `/actions/${id}`, sharingId: (id) => `/sharing/${id}`, importId: (id) => `/imports/${id}`, noteId: (id) => `/notes/${id}`, restrictedId: (id) => `/restricted-minutes/${id}`, returnId: (id) => `/returns/${id}`, fileId: (id) => `/files/${id}`, extractId: (id) => `/extracts/${id}`,
};
