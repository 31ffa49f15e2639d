import { type Ask, commit, newId } from "../core/ask.server.ts";
import { markerInReach } from "../core/reach.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import type { MarkerSystem, Want } from "../subjects/marker.ts";
import { dueDay } from "./action.server.ts";
import { amendable, type ItemAtHand, nextNumber, ownerOf, recordable, refParts } from "./entry.server.ts";
import { entryRef } from "./entry.ts";

export interface MarkerForm {
  system: MarkerSystem;
  want: Want;
  why: string;
  /** Whose system it is. */
  agencyId: string;
  /** By when it is asked for, as people say it. */
  askBy: string;
  reviewOn: string | null;
  dissent: string | null;
}

async function rowOf(ask: Ask, item: ItemAtHand, form: MarkerForm) {
  if (!item.subject_id) throw new NotAgreed("A standing item is about nobody: record the marker under a subject's item", "system");
  const owner = await ownerOf(ask, { agencyId: form.agencyId, personId: null });
  if (form.reviewOn && form.reviewOn <= item.meeting_on) throw new NotAgreed("The review is after the meeting", "reviewOn");
  return { subject_id: item.subject_id, system: form.system, want: form.want, why: form.why, agency_id: owner.agencyId, ask_by_on: dueDay(ask, form.askBy, "askBy"), review_on: form.reviewOn, dissent: form.dissent };
}

/** Records that the panel asks for a marker, or for its end: it stands as *requested* from the read-back on, until its owner answers. Returns its id. Throws NotFound, NotAllowed, NotAgreed. */
export const recordMarker = (ask: Ask, itemId: string, form: MarkerForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const row = await rowOf(ask, item, form);
    const id = newId();
    const ref = entryRef("marker", await refParts(ask, item), await nextNumber(ask, `markers of item ${item.id}`));
    await ask.db.insertInto("marker").values({ id, ref, panel_id: item.panel_id, meeting_id: item.meeting_id, item_id: item.id, ...row, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id }).execute();
    happened({ what: "marker recorded", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: row.subject_id, detail: id });
    return id;
  });

/** Amends a marker before its read-back, or moves it to another subject's item. Returns the item's id. */
export const amendMarker = (ask: Ask, markerId: string, form: MarkerForm, toItemId: string | null): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const marker = await markerInReach(ask, markerId);
    const { item, target } = await amendable(ask, marker, toItemId);
    const row = await rowOf(ask, target, form);
    await ask.db.updateTable("marker").set({ ...row, item_id: target.id }).where("id", "=", marker.id).execute();
    happened({ what: "marker amended", panelId: item.panel_id, meetingId: item.meeting_id, itemId: target.id, subjectId: row.subject_id, detail: marker.id });
    return target.id;
  });

/** Takes back a marker before its read-back; the row is kept. Returns the item's id. */
export const removeMarker = (ask: Ask, markerId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const marker = await markerInReach(ask, markerId);
    const { item } = await amendable(ask, marker);
    await ask.db.updateTable("marker").set({ removed_at: ask.now.toISOString() }).where("id", "=", marker.id).execute();
    happened({ what: "marker removed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: marker.subject_id, detail: marker.id });
    return item.id;
  });
