import { takeBack } from "../core/letter.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { actionInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { takesPart } from "../people/panel.server.ts";
import type { BriefingFact, Priority } from "./action.ts";
import { openDoings } from "./carrying-on.server.ts";
import { readDue } from "./due.ts";
import { amendable, nextNumber, ownerOf, recordable, refParts, subjectsByRef } from "./entry.server.ts";
import { entryRef, whyNotRecord } from "./entry.ts";
import { similarTo } from "./similar.ts";
import { tellOwners } from "./telling.server.ts";

export interface ActionForm {
  what: string;
  agencyId: string | null;
  personId: string | null;
  personName: string | null;
  /** As people say it: "by Friday week". */
  due: string;
  briefing: BriefingFact[];
  briefingNote: string | null;
  /** Whom it is about: null is the item's own subject, an empty list is nobody. */
  subjectIds: string[] | null;
  /** Further references, "C-0147, O-0031". */
  alsoAbout: string | null;
  issueNow: boolean;
  /** Normal, unless it is said. */
  priority?: Priority;
  /** False where an open action that is like it is to be offered first; true once whoever records it has been shown that one. */
  anew?: boolean;
}

/** The day that a due date says. Throws NotAgreed when it says none, or one gone by. */
export function dueDay(ask: Ask, text: string, field = "due"): string {
  const today = dayOf(ask.now);
  const day = readDue(text, today);
  if (!day) throw new NotAgreed("Enter a day, such as “by Friday week”, “in 10 working days” or 27/3/2026", field);
  if (day < today) throw new NotAgreed("Enter today or a day after it", field);
  return day;
}

async function subjectsOf(ask: Ask, form: ActionForm, ownSubject: string | null): Promise<string[]> {
  const chosen = form.subjectIds ?? (ownSubject ? [ownSubject] : []);
  const known = chosen.length ? await subjectsInReach(ask).select("subject.id").where("subject.id", "in", chosen).execute() : [];
  if (known.length !== new Set(chosen).size) throw new NotAgreed("Choose records from the list", "subjects");
  return [...new Set([...chosen, ...(await subjectsByRef(ask, form.alsoAbout, "alsoAbout"))])];
}

async function writeSubjects(ask: Ask, actionId: string, subjectIds: string[]): Promise<void> {
  await ask.db.deleteFrom("action_subject").where("action_id", "=", actionId).execute();
  if (subjectIds.length) await ask.db.insertInto("action_subject").values(subjectIds.map((subject_id) => ({ action_id: actionId, subject_id }))).execute();
}

/** Records an action under an item: *recorded, not agreed* until the read-back. Returns its id. Throws NotFound, NotAllowed, NotAgreed. */
export const recordAction = (ask: Ask, itemId: string, form: ActionForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const owner = await ownerOf(ask, form);
    const due_on = dueDay(ask, form.due);
    const subjectIds = await subjectsOf(ask, form, item.subject_id);
    if (owner.personId) await takesPart(ask, owner.personId, [...subjectIds, ...(item.subject_id ? [item.subject_id] : [])], "personId");
    const alike = form.anew === false ? similarTo(form.what, owner.agencyId, await openDoings(ask, item)) : [];
    if (alike.length) throw new NotAgreed(`${alike[0]!.ref} is open and like this. Carry on with it, or tick that this is another one`, "anew", { alike });
    const ref = entryRef("action", await refParts(ask, item), await nextNumber(ask, `actions of item ${item.id}`));
    const id = newId();
    const at = ask.now.toISOString();
    await ask.db.insertInto("action").values({
      id, ref, panel_id: item.panel_id, meeting_id: item.meeting_id, item_id: item.id, what: form.what, agency_id: owner.agencyId, person_id: owner.personId, person_name: owner.personName,
      due_on, first_due_on: due_on, state: "not started", briefing: JSON.stringify(form.briefing), briefing_note: form.briefingNote, issued_at: form.issueNow ? at : null, recorded_at: at, recorded_by_id: ask.who.id, priority: form.priority ?? "normal",
    }).execute();
    await writeSubjects(ask, id, subjectIds);
    const about = { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, actionId: id };
    for (const subjectId of subjectIds.length ? subjectIds : [null]) happened({ what: "action recorded", ...about, subjectId });
    if (form.issueNow) happened({ what: "action issued", ...about, detail: owner.agencyId });
    await tellOwners(ask, happened, [id]);
    return id;
  });

/** Amends an action before its read-back, or moves it to another item of the meeting (and, with it, to that item's subject). Its reference stays. Returns the item's id. */
export const amendAction = (ask: Ask, actionId: string, form: ActionForm, toItemId: string | null): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const action = await actionInReach(ask, actionId);
    const { item, target } = await amendable(ask, action, toItemId);
    const owner = await ownerOf(ask, form);
    const due_on = dueDay(ask, form.due);
    const moved = target.id !== item.id;
    const chosen = moved && form.subjectIds ? [...form.subjectIds.filter((id) => id !== item.subject_id), ...(target.subject_id ? [target.subject_id] : [])] : form.subjectIds;
    const subjectIds = await subjectsOf(ask, { ...form, subjectIds: chosen }, target.subject_id);
    if (owner.personId) await takesPart(ask, owner.personId, [...subjectIds, ...(target.subject_id ? [target.subject_id] : [])], "personId");
    const issued_at = action.issued_at ?? (form.issueNow ? ask.now.toISOString() : null);
    await ask.db.updateTable("action").set({
      item_id: target.id, what: form.what, agency_id: owner.agencyId, person_id: owner.personId, person_name: owner.personName, due_on, first_due_on: due_on,
      briefing: JSON.stringify(form.briefing), briefing_note: form.briefingNote, issued_at, ...(form.priority && { priority: form.priority }),
    }).where("id", "=", action.id).execute();
    await writeSubjects(ask, action.id, subjectIds);
    const about = { panelId: action.panel_id, meetingId: item.meeting_id, itemId: target.id, actionId: action.id };
    for (const subjectId of subjectIds.length ? subjectIds : [null]) happened({ what: "action amended", ...about, subjectId });
    if (issued_at && !action.issued_at) happened({ what: "action issued", ...about, detail: owner.agencyId });
    await tellOwners(ask, happened, [action.id]);
    return target.id;
  });

/** Takes back an action before its read-back; the row is kept. Returns the item's id. */
export const removeAction = (ask: Ask, actionId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const action = await actionInReach(ask, actionId);
    const { item } = await amendable(ask, action);
    await ask.db.updateTable("action").set({ removed_at: ask.now.toISOString() }).where("id", "=", action.id).execute();
    await takeBack(ask, action.id, []);
    happened({ what: "action removed", panelId: action.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, actionId: action.id });
    return item.id;
  });

/** Sends an action out before the read-back (*issue now*). Returns the item's id. */
export const issueAction = (ask: Ask, actionId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const action = await actionInReach(ask, actionId);
    const { item } = await amendable(ask, action);
    allow(may.recordEntry(ask.who, action));
    agree(whyNotRecord(item));
    if (action.issued_at) return item.id;
    await ask.db.updateTable("action").set({ issued_at: ask.now.toISOString() }).where("id", "=", action.id).execute();
    happened({ what: "action issued", panelId: action.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, actionId: action.id, detail: action.agency_id });
    await tellOwners(ask, happened, [action.id]);
    return item.id;
  });
