import { addDays, type Day } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import { deal } from "./minutes.ts";
import type { Taken } from "./meetings.ts";
import { cancelled, moreTime, notDone, notes, notPossible, superseded, type Task, tasks, type Telling, tellings } from "./words/entries.ts";
import { at, type PanelId, type Someone, type World } from "./world.ts";

/** Who in an agency takes a task on, when somebody is named. */
const workers: Record<string, string[]> = {
  police: ["dan", "malachy", "malachy", "amira"], csc: ["sian", "gareth"], health: ["farah", "chloe"], schools: ["lorna", "priya"], yjs: ["abdi", "owen"], probation: ["wrona", "mairead"], housing: ["tomasz", "tomasz", "helen"], licensing: ["desmond", "beth"], safety: ["amankwah", "iqbal"], harbour: ["niamh", "josie"],
};
const confirmers: Record<string, string[]> = { macse: ["ruth", "dan", "gareth"], mfh: ["ruth", "dan", "josie"] };
const agencyOf: Record<string, string> = { ruth: "csc", gareth: "csc", dan: "police", josie: "harbour" };

/** The actions set under an item, each followed to its end or to where it stands today. Returns their references. */
export function writeActions(world: World, panelId: PanelId, someone: Someone, taken: Taken, inChair: string): string[] {
  const { by } = world;
  const count = panelId === "macse" ? by.weighed([[0, 14], [1, 46], [2, 29], [3, 11]] as const) : by.weighed([[0, 38], [1, 45], [2, 17]] as const);
  // Housing has had more of the latest: the move of one family and two flats.
  const fitting = by.several(tasks.filter((t) => t.for.includes(someone.kind)).flatMap((t) => (t.agency === "housing" && taken.k > 20 ? [t, t, t] : [t])), count).filter((t, i, all) => all.indexOf(t) === i);
  return fitting.map((task, i) => writeAction(world, panelId, someone, taken, inChair, task, i + 1));
}

function writeAction(world: World, panelId: PanelId, someone: Someone, taken: Taken, inChair: string, task: Task, running: number): string {
  const { by, book, today } = world;
  const ref = `${taken.ref}/${running}`;
  const id = by.id();
  const person = by.of(task.agency === "housing" ? 0.8 : 0.65) ? by.pick(workers[task.agency]!) : null;
  const named = !person && by.of(0.25) ? "Duty worker" : null;
  const first = addDays(taken.day, by.pick([7, 10, 14, 14, 21, 28]));
  const row = put(book, "action", {
    id, ref, panel_id: panelId, meeting_id: taken.meetingId, item_id: taken.itemId, what: task.what, agency_id: task.agency, person_id: person, person_name: named, due_on: first, first_due_on: first, state: "not started",
    briefing: JSON.stringify(by.weighed([[[], 30], [["name"], 40], [["name", "contact"], 20], [["name", "address", "contact"], 10]] as const)), briefing_note: by.of(0.15) ? "Ring the key worker first" : null,
    issued_at: taken.at, recorded_at: taken.at, recorded_by_id: "ruth", agreed_at: taken.at, agreed_by_id: inChair,
  });
  put(book, "action_subject", { action_id: id, subject_id: someone.id });
  const other = someone.near.find((n) => n.from <= taken.day && n.other.kind !== someone.kind);
  if (other && by.of(0.15)) put(book, "action_subject", { action_id: id, subject_id: other.other.id });
  const doer = person ?? workers[task.agency]![0]!;
  const event = (kind: string, day: Day, given: { note?: string; due_on?: Day; state?: string; by_id?: string } = {}) => put(book, "action_event", { id: by.id(), action_id: id, kind, at: at(world, day), by_id: doer, ...given });
  const past = (day: Day) => day < today;

  const opened = addDays(taken.day, by.whole(1, 5));
  if (past(opened)) row.opened_at = at(world, opened);
  const accepted = addDays(taken.day, by.whole(1, 9));
  if (past(accepted) && by.of(0.85)) event("accepted", accepted);
  const ending = by.weighed([["completed", 83], ["not possible", 6], ["not done", 4], ["superseded", 3], ["cancelled", 1], ["lingers", taken.day > addDays(today, -75) ? 22 : 3]] as const);
  let due = first;
  if (by.of(0.12) && past(addDays(first, -2))) {
    due = addDays(first, 14);
    event("more time asked for", addDays(first, -3), { note: by.pick(moreTime), due_on: due });
    event("more time granted", addDays(first, -2), { due_on: due, by_id: "ruth" });
    row.due_on = due;
  }
  const done = addDays(due, by.weighed([[by.whole(-9, 0), 76], [by.whole(1, 12), 16], [by.whole(13, 40), 8]] as const));
  const confirmed = addDays(done, by.whole(1, 9));
  const noted = addDays(taken.day, by.whole(4, 11));
  if (past(noted) && noted < done && by.of(0.5)) event("progress", noted, { note: deal(world, notes), state: "in progress" });
  const working = past(noted) || past(accepted) ? "in progress" : "not started";
  const end = (state: string, day: Day, note: string, by_id = "ruth") => {
    Object.assign(row, { state, ended_at: at(world, day) });
    event("ended", day, { note, state, by_id });
  };
  if (ending === "lingers") row.state = past(addDays(due, 30)) && by.of(0.4) ? "blocked" : working;
  else if (!past(done)) row.state = working;
  else if (ending === "completed") {
    event("completed", done, { note: task.evidence, state: "awaiting confirmation" });
    row.state = "awaiting confirmation";
    if (past(confirmed)) {
      const confirmer = by.pick(confirmers[panelId]!.filter((p) => agencyOf[p] !== task.agency));
      event("confirmed", confirmed, { state: "completed", by_id: confirmer });
      Object.assign(row, { state: "completed", ended_at: at(world, confirmed) });
    }
  } else if (ending === "not possible") end(ending, done, by.pick(notPossible));
  else if (ending === "not done") end(ending, addDays(due, 31) < today ? addDays(due, 31) : done, by.pick(notDone));
  else end(ending, done, by.pick(ending === "superseded" ? superseded : cancelled));
  // Nothing older than four months is still open: the chair ends it.
  if (!row.ended_at && taken.day < addDays(today, -120)) end("not done", addDays(taken.day, 100), by.pick(notDone));
  const endedOn = row.ended_at ? row.ended_at.slice(0, 10) : null;
  row.carried = world.held[panelId].filter((day) => day > taken.day && (endedOn === null || day < endedOn)).length;
  someone.tasks.push({ ref, dueOn: row.due_on, endedOn, panelId });
  return ref;
}

/** The sharing decision of an item, where there is one, for its minutes. "Do not share" comes twice or three times a meeting. */
export function writeSharing(world: World, panelId: PanelId, someone: Someone, taken: Taken, inChair: string): string | null {
  const { by, book, today } = world;
  if (!by.of(panelId === "macse" ? 0.86 : 0.3)) return null;
  const fitting = tellings.filter((t) => t.for.includes(someone.kind));
  const refusing = by.of(panelId === "macse" ? 0.15 : 0.08);
  const telling: Telling = by.pick(fitting.filter((t) => (t.decision === "do not share") === refusing));
  const deferred = !refusing && by.of(0.03);
  const decision = deferred ? ("defer" as const) : telling.decision;
  const gives = decision === "share" || decision === "share in part";
  const sendBy = gives ? addDays(taken.day, by.pick([1, 2, 3, 5, 7])) : null;
  // A few of the newest stand unsent in their sender's list, one or two of them late.
  const sent = sendBy && (taken.day < addDays(today, -45) || by.of(0.72)) ? addDays(sendBy, by.weighed([[-1, 30], [0, 45], [2, 15], [6, 10]] as const)) : null;
  const isSent = sent !== null && sent < today;
  const ref = `${taken.ref}/S1`;
  const sender = gives ? telling.owner : null;
  put(book, "sharing", {
    id: by.id(), ref, panel_id: panelId, meeting_id: taken.meetingId, item_id: taken.itemId, subject_id: someone.id, decision, what: telling.what, owner_agency_id: telling.owner, to_agency_id: telling.to ?? null, to_name: telling.name ?? null, disclosure: telling.name ? 1 : 0,
    purpose: telling.purpose, necessity: telling.necessity, proportionality: telling.proportionality, lawful_basis: telling.basis, special_condition: telling.special ?? null, gateway: by.of(0.4) ? "Children Act 2004 ss.10–11" : null, consent: telling.consent, consent_reason: telling.consentReason ?? null,
    told_whom: telling.consent === "given" ? "The child" : null, conditions: telling.conditions ?? null, redactions: telling.redactions ?? null, advice: by.of(0.08) ? "Data protection officer, by telephone" : null,
    reason: deferred ? "Advice of the data protection officer is awaited" : telling.reason ?? null, decided_by_id: inChair, review_on: deferred ? taken.nextOn : null, sender_agency_id: sender, sender_id: sender && by.of(0.5) ? workers[sender]![0]! : null, send_by_on: sendBy, how: gives ? telling.how ?? "secure e-mail" : null,
    sent_at: isSent ? at(world, sent) : null, sent_on: isSent ? sent : null, sent_by_id: isSent ? workers[telling.owner]![0]! : null, sent_how: isSent ? telling.how ?? "secure e-mail" : null, recorded_at: taken.at, recorded_by_id: "ruth", agreed_at: taken.at, agreed_by_id: inChair,
  });
  const whom = telling.name ?? agencyWords[telling.to ?? ""] ?? "the agency";
  if (decision === "do not share") return `do not share with ${lower(whom)}: ${lower(telling.what)}. ${telling.reason}.`;
  if (decision === "defer") return `deferred to the next meeting: ${lower(telling.what)}, with ${lower(whom)}.`;
  return `${decision} with ${lower(whom)}: ${lower(telling.what)}. Purpose: ${lower(telling.purpose)}. ${telling.proportionality}.`;
}

const agencyWords: Record<string, string> = { police: "Police", csc: "Children's social care", health: "Health", schools: "Schools", licensing: "Licensing", safety: "Community safety", harbour: "The Harbour Project", housing: "Housing", yjs: "Youth justice", probation: "Probation" };
const lower = (text: string): string => (text.startsWith("The Harbour") ? text : text.charAt(0).toLowerCase() + text.slice(1));
