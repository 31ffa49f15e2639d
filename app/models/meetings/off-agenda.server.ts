import { type Ask, commit } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { NotAgreed, agree, found } from "../core/refuse.ts";
import { entriesOf, hasEntries } from "../followup/entries.server.ts";
import { openCaseOf, panelOwner, setNext } from "../subjects/case.server.ts";
import { tellLead } from "./invitation.server.ts";
import { itemToChange } from "./item.server.ts";
import { tellWithout } from "./own-time.server.ts";
import { whyNotDefer, whyNotReview } from "./proposal.ts";

export interface Withdrawing {
  reason: string;
  /** The next review of the case; when it is deferred, the day on which it comes back. */
  reviewOn: Day | null;
  /** It comes back on that day, because it was put off; else it does not belong on this agenda. */
  deferred?: boolean;
}

/**
 * Takes an item off the agenda, or puts a subject off to a later day, with a reason; it stays on show as considered. A subject's case is left
 * with a review on that date. Who leads it, and who is invited to it, are told. Returns the meeting's id. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const withdrawItem = (ask: Ask, itemId: string, { reason, reviewOn, deferred = false }: Withdrawing): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const { item, meeting } = await itemToChange(ask, itemId);
    if (meeting.current_item_id === item.id) throw new NotAgreed("This item is being discussed");
    // Under a withdrawn item they could be neither agreed nor amended, and would be in no minutes.
    if ((await entriesOf(ask, [item.id])).length) throw new NotAgreed("Something is recorded under this item: move it to another item or remove it first");
    agree((await hasEntries(ask, item.id)) ? "Somebody else who prepares this panel must take this item off the agenda" : null);
    if (deferred && !item.subject_id) throw new NotAgreed("A standing item is withdrawn, not deferred");
    if (item.subject_id) agree(whyNotReview(reviewOn, dayOf(ask.now)) ?? (deferred ? whyNotDefer(reviewOn!, dayOf(ask.now), meeting.on_day) : null), "reviewOn");
    const invited = await ask.db.selectFrom("guest").select("person_id").where("item_id", "=", item.id).where("ended_at", "is", null).execute();
    await tellWithout(ask, meeting.id, invited.map((row) => row.person_id), item.id, () =>
      ask.db.updateTable("item").set({ withdrawn_at: ask.now.toISOString(), withdrawn_by_id: ask.who.id, withdrawn_reason: reason, withdrawn_as: deferred ? "deferred" : "withdrawn", deferred_to: deferred ? reviewOn : null }).where("id", "=", item.id).execute());
    if (item.subject_id) {
      const open = found(await openCaseOf(ask, meeting.panel_id, item.subject_id));
      await setNext(ask, open.id, { kind: "review", onDay: reviewOn!, ownerId: await panelOwner(ask, meeting.panel_id, item.subject_id), why: reason });
    }
    await tellLead(ask, meeting, item.lead_id, item.subject_id, deferred ? "was put off" : "was withdrawn");
    happened({ what: "item withdrawn", panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subject_id });
    return meeting.id;
  });
