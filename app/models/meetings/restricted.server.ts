import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import type { Withheld } from "../core/handling.ts";
import { noteOpened } from "../core/opened.server.ts";
import { agree, allow, found, NotAgreed } from "../core/refuse.ts";
import { agenciesNamed, agencyChoices, type HandlingForm, hiddenOf, ownContact, readersOfWords, rehandled, type Rehandling } from "../subjects/handled.server.ts";
import { forWhom, type Known, restrictedKnown, restrictedRead } from "../subjects/restricted-known.server.ts";
import { readersOfRestricted, withdrawnTimes } from "./around.server.ts";
import { isClosed } from "./closed.server.ts";
import { blocksOf, documentText } from "./document.server.ts";
import { whyNotWrite } from "./document.ts";
import { itemHead } from "./item-head.server.ts";
import { restrictedHandling } from "./restricted.ts";

// Restricted minutes: what an agency says of an item to those alone whom its handling names (practice.md §4.3, §4.4). A document of its own, with a page of its own.

/** Restricted minutes as they stand under an item's: the way to them, or who holds them. */
export interface RestrictedShown {
  id: string;
  agency: string;
  /** "Health only"; or, where they are not this person's to read, who holds them: for whom they are is not said. */
  forWhom: string | Withheld;
  hidden: boolean;
}

/** What this person may know of an item's restricted minutes. The item must be in reach. */
export const restrictedOf = async (ask: Ask, itemId: string): Promise<RestrictedShown[]> =>
  (await restrictedKnown(ask, itemId)).map((one) => ({ id: one.id, agency: one.agency, forWhom: one.reads ? forWhom(one) : { by: one.agency, contact: one.contact }, hidden: one.hidden }));

interface ItemNow {
  meeting_status: string;
  withdrawn_at: string | null;
  /** The item's shared minutes are closed. */
  frozen: boolean;
  /** It is in closed session. */
  closed: boolean;
}

/** Why an agency cannot begin restricted minutes of an item now; null when it can. */
export function whyNotBegin({ meeting_status, withdrawn_at, frozen, closed }: ItemNow): string | null {
  if (closed) return "This item is in closed session: its minutes are written by whom the chair named";
  return whyNotWrite({ meetingStatus: meeting_status, frozenAt: frozen ? "closed" : null, withdrawnAt: withdrawn_at });
}

/** Those of an item as its page shows them, and whether this person may begin some. The item must be in reach. */
export async function restrictedAround(ask: Ask, meeting: { id: string; panel_id: string; status: string }, item: { id: string; withdrawn_at: string | null; frozen: boolean; closed: boolean }) {
  const mayBegin = may.writeRestricted(ask.who, { panelId: meeting.panel_id, meetingId: meeting.id }) && whyNotBegin({ ...item, meeting_status: meeting.status }) === null;
  return { minutes: await restrictedOf(ask, item.id), mayBegin };
}

async function itemToBegin(ask: Ask, itemId: string) {
  const { item, head } = await itemHead(ask, itemId);
  allow(may.writeRestricted(ask.who, item), "Members of the panel write restricted minutes");
  const shared = await ask.db.selectFrom("document").select("frozen_at").where("item_id", "=", item.id).where("handling", "=", "shared").executeTakeFirst();
  agree(whyNotBegin({ meeting_status: item.meeting_status, withdrawn_at: item.withdrawn_at, frozen: Boolean(shared?.frozen_at), closed: await isClosed(ask, item.id) }));
  return { item, head };
}

/** For the form of beginning some. Throws NotFound, NotAllowed, NotAgreed. */
export const toBeginRestricted = (ask: Ask, itemId: string) =>
  look(ask, async (ask) => {
    const { item, head } = await itemToBegin(ask, itemId);
    return { head, agency: ask.who.agencyName, agencies: await agencyChoices(ask, [item.panel_id]), contact: await ownContact(ask) };
  });

export interface RestrictedForm extends HandlingForm {
  contact: string;
}

/** An agency begins minutes of an item for those alone whom it names. Returns their id. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const beginRestricted = (ask: Ask, itemId: string, form: RestrictedForm): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { item } = await itemToBegin(ask, itemId);
    if (form.handling === "shared") throw new NotAgreed("What is for the whole panel belongs in the minutes: choose for whom these are", "handling");
    const id = newId();
    const named = await agenciesNamed(ask, item.panel_id, form);
    await ask.db.insertInto("document").values({ id, item_id: item.id, handling: restrictedHandling(id) }).execute();
    await ask.db.insertInto("restricted_minutes").values({ id, item_id: item.id, panel_id: item.panel_id, agency_id: ask.who.agencyId, handling: form.handling, hidden: hiddenOf(form), contact: form.contact, begun_at: ask.now.toISOString(), begun_by_id: ask.who.id }).execute();
    for (const agency_id of named) await ask.db.insertInto("restricted_minutes_agency").values({ restricted_id: id, agency_id }).execute();
    // Of hidden ones nobody's page may so much as read itself again.
    happened({ what: "restricted minutes begun", panelId: form.hidden ? null : item.panel_id, meetingId: form.hidden ? null : item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: id });
    return id;
  });

/** Restricted minutes that this person reads. Throws NotFound, also for who may only know who holds them. */
export const oneRestrictedRead = async (ask: Ask, id: string): Promise<Known> => found(await restrictedRead(ask, id));

/** Restricted minutes that this person reads; for their own agency also who else has read them, and for whom they were before. Noted as opened. Throws NotFound, also for who may only know who holds them. */
export const restrictedMinutesOf = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const one = await oneRestrictedRead(ask, id);
    const { item, head } = await itemHead(ask, one.itemId);
    const document = await ask.db.selectFrom("document").selectAll().where("id", "=", one.id).executeTakeFirstOrThrow();
    const of = { panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id };
    await noteOpened(ask, happened, "restricted minutes opened", { ...of, detail: one.id });
    const closed = whyNotWrite({ meetingStatus: item.meeting_status, frozenAt: document.frozen_at, withdrawnAt: item.withdrawn_at, quarantinedAt: document.quarantined_at });
    const changes = one.own ? await ask.db.selectFrom("restricted_minutes_change as change").innerJoin("person", "person.id", "change.by_id").select(["change.at", "change.was", "change.became", "change.reason", "change.lawful_basis as lawfulBasis", "person.name as by"]).where("change.restricted_id", "=", one.id).orderBy("change.at").execute() : [];
    return {
      id: one.id, head, agency: one.agency, handling: one.handling, hidden: one.hidden, own: one.own, closed, blocks: await blocksOf(ask.db, document),
      readers: await readersOfRestricted(ask, of, one), withdrawn: await withdrawnTimes(ask, one.id),
      seenBy: one.own ? await readersOfWords(ask, "restricted minutes opened", one.id, one.begunById) : [], changes, agencyIds: one.own ? one.agencies.map((agency) => agency.id) : [], agencies: one.own ? await agencyChoices(ask, [one.panelId]) : [],
    };
  });

/** Makes them for more people, or for fewer, also once they are closed: with a reason, and a lawful basis where somebody will read them who did not. Who loses them is shown out at once; who has read them stays on show. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const rehandleRestricted = (ask: Ask, id: string, form: Rehandling): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const one = await oneRestrictedRead(ask, id);
    const { item } = await itemHead(ask, one.itemId);
    allow(one.own, whose);
    const { agencyIds, hidden, change } = await rehandled(ask, { handling: one.handling, hidden: one.hidden ? 1 : 0, agencies: one.agencies, agencyId: one.agencyId, panelId: one.panelId }, form);
    await ask.db.deleteFrom("restricted_minutes_agency").where("restricted_id", "=", one.id).execute();
    for (const agency_id of agencyIds) await ask.db.insertInto("restricted_minutes_agency").values({ restricted_id: one.id, agency_id }).execute();
    await ask.db.updateTable("restricted_minutes").set({ handling: form.handling, hidden }).where("id", "=", one.id).execute();
    await ask.db.insertInto("restricted_minutes_change").values({ ...change, restricted_id: one.id }).execute();
    const told = !(hidden && one.hidden);
    happened({ what: "restricted minutes handling changed", panelId: told ? item.panel_id : null, meetingId: told ? item.meeting_id : null, itemId: item.id, subjectId: item.subject_id, detail: one.id });
  });

/** Takes restricted minutes back in which nothing stands: nobody finds them any more. Returns the item's address. Throws NotFound, NotAllowed, NotAgreed. */
export const takeBackRestricted = (ask: Ask, id: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const one = await oneRestrictedRead(ask, id);
    const { item, head } = await itemHead(ask, one.itemId);
    allow(one.own, whose);
    const document = await ask.db.selectFrom("document").select(["id", "folded_at"]).where("id", "=", one.id).executeTakeFirstOrThrow();
    if (await documentText(ask.db, document)) throw new NotAgreed("Something is written in these minutes: withdraw it as a passage, or change who may read them");
    await ask.db.updateTable("restricted_minutes").set({ ended_at: ask.now.toISOString(), ended_by_id: ask.who.id }).where("id", "=", one.id).execute();
    happened({ what: "restricted minutes taken back", panelId: one.hidden ? null : item.panel_id, meetingId: one.hidden ? null : item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: one.id });
    return head.live;
  });

export const whose = "The agency whose minutes these are decides this";
