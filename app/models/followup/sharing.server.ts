import { type Ask, commit, newId } from "../core/ask.server.ts";
import { oneSharingInReach, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { takesPart } from "../people/panel.server.ts";
import { dueDay } from "./action.server.ts";
import { amendable, type ItemAtHand, nextNumber, ownerOf, recordable, refParts } from "./entry.server.ts";
import { entryRef } from "./entry.ts";
import { givesAnything, type SharingWord, whyNotDecide } from "./sharing.ts";

export interface SharingForm {
  decision: SharingWord;
  what: string;
  /** Whom it is about: null is the item's own subject. */
  subjectRef: string | null;
  ownerAgencyId: string;
  toAgencyId: string | null;
  toName: string | null;
  purpose: string | null;
  necessity: string | null;
  proportionality: string | null;
  lawfulBasis: string | null;
  specialCondition: string | null;
  gateway: string | null;
  consent: string | null;
  consentReason: string | null;
  toldWhom: string | null;
  conditions: string | null;
  redactions: string | null;
  advice: string | null;
  dissent: string | null;
  reason: string | null;
  reviewOn: string | null;
  senderAgencyId: string | null;
  senderId: string | null;
  /** As people say it: "by Friday". */
  sendBy: string | null;
  how: string | null;
}

async function rowOf(ask: Ask, item: ItemAtHand, form: SharingForm) {
  const gives = givesAnything(form.decision);
  const send_by_on = gives && form.sendBy ? dueDay(ask, form.sendBy, "sendBy") : null;
  // A person brings their agency; nobody chosen is the agency that owns the information.
  const senderAgencyId = form.senderAgencyId ?? (form.senderId ? null : form.ownerAgencyId);
  const fault = whyNotDecide({ ...form, senderAgencyId: senderAgencyId ?? form.senderId, sendByOn: send_by_on });
  if (fault) throw new NotAgreed(fault.message, fault.field);
  const owner = await ownerOf(ask, { agencyId: form.ownerAgencyId, personId: null }, { agency: "ownerAgencyId", person: "ownerAgencyId" });
  const to = form.toAgencyId ? await ownerOf(ask, { agencyId: form.toAgencyId, personId: null }, { agency: "toAgencyId", person: "toAgencyId" }) : null;
  const sender = gives ? await ownerOf(ask, { agencyId: senderAgencyId, personId: form.senderId }, { agency: "senderAgencyId", person: "senderId" }) : null;
  const ofPanel = to && (await ask.db.selectFrom("panel_agency").select("agency_id").where("panel_id", "=", item.panel_id).where("agency_id", "=", to.agencyId).where("from_on", "<=", item.meeting_on)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", item.meeting_on)])).executeTakeFirst());
  const only = <T>(value: T) => (gives ? value : null);
  return {
    decision: form.decision, what: form.what, owner_agency_id: owner.agencyId, to_agency_id: to?.agencyId ?? null, to_name: form.toName,
    // To anyone outside the panel it is a disclosure (practice.md §2.5).
    disclosure: ofPanel ? 0 : 1,
    purpose: form.purpose, necessity: form.necessity, proportionality: form.proportionality, lawful_basis: form.lawfulBasis, special_condition: form.specialCondition, gateway: form.gateway,
    consent: form.consent, consent_reason: form.consentReason, told_whom: form.toldWhom, conditions: form.conditions, redactions: form.redactions, advice: form.advice, dissent: form.dissent,
    reason: form.reason, review_on: form.reviewOn, sender_agency_id: sender?.agencyId ?? null, sender_id: sender?.personId ?? null, send_by_on: only(send_by_on), how: only(form.how),
  };
}

async function aboutWhom(ask: Ask, item: ItemAtHand, ref: string | null): Promise<string> {
  if (!ref && item.subject_id) return item.subject_id;
  if (!ref) throw new NotAgreed("Enter the reference of the record that it is about", "subjectRef");
  return (await subjectInReach(ask, ref).catch(() => { throw new NotAgreed("There is no record with that reference that you can see", "subjectRef"); })).id;
}

/** Records a sharing decision under an item, *recorded, not agreed* until the read-back. Returns its id. Throws NotFound, NotAllowed, NotAgreed. */
export const recordSharing = (ask: Ask, itemId: string, form: SharingForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await recordable(ask, itemId);
    const subjectId = await aboutWhom(ask, item, form.subjectRef);
    if (form.senderId) await takesPart(ask, form.senderId, [subjectId], "senderId");
    const row = await rowOf(ask, item, form);
    const id = newId();
    const ref = entryRef("sharing", await refParts(ask, item), await nextNumber(ask, `sharing of item ${item.id}`));
    await ask.db.insertInto("sharing").values({ id, ref, panel_id: item.panel_id, meeting_id: item.meeting_id, item_id: item.id, subject_id: subjectId, ...row, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id }).execute();
    happened({ what: "sharing decision recorded", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId, detail: id });
    return id;
  });

/** Amends a sharing decision before its read-back, or moves it to another item (and that item's subject). */
export const amendSharing = (ask: Ask, sharingId: string, form: SharingForm, toItemId: string | null): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const sharing = await oneSharingInReach(ask, sharingId);
    const { item, target } = await amendable(ask, sharing, toItemId);
    const subjectId = target.id === item.id ? (form.subjectRef ? await aboutWhom(ask, target, form.subjectRef) : sharing.subject_id) : await aboutWhom(ask, target, null);
    if (form.senderId) await takesPart(ask, form.senderId, [subjectId], "senderId");
    await ask.db.updateTable("sharing").set({ ...(await rowOf(ask, target, form)), item_id: target.id, subject_id: subjectId }).where("id", "=", sharing.id).execute();
    happened({ what: "sharing decision amended", panelId: item.panel_id, meetingId: item.meeting_id, itemId: target.id, subjectId, detail: sharing.id });
    return target.id;
  });

/** Takes back a sharing decision before its read-back; the row is kept. */
export const removeSharing = (ask: Ask, sharingId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const sharing = await oneSharingInReach(ask, sharingId);
    const { item } = await amendable(ask, sharing);
    await ask.db.updateTable("sharing").set({ removed_at: ask.now.toISOString() }).where("id", "=", sharing.id).execute();
    happened({ what: "sharing decision removed", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: sharing.subject_id, detail: sharing.id });
    return item.id;
  });

