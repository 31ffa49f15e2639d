import { may, mayWorkOn } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { type Day, dayOf, shortDay } from "../core/days.ts";
import { oneSharingInReach, subjectsInReach } from "../core/reach.server.ts";
import { agree, allow, NotAgreed } from "../core/refuse.ts";
import { isOutside, type Who, withoutConflicts } from "../core/who.ts";
import { bookFor, choosingIn } from "../subjects/references.server.ts";
import { ownerInWords } from "./entries.server.ts";
import { givesAnything, sharingInWords } from "./sharing.ts";

type Sharing = Awaited<ReturnType<typeof oneSharingInReach>>;

/** The sender, the sending agency's lead, or those who prepare the panel: whoever knows that it went. */
const maySend = (who: Who, sharing: Sharing): boolean =>
  mayWorkOn(who, { agency_id: sharing.sender_agency_id ?? "", person_id: sharing.sender_id }) || may.decideOnActions(who, sharing);

/** Why it cannot be marked as sent; null when it can. */
export function whyNotSend(sharing: Pick<Sharing, "decision" | "agreed_at" | "sent_at">): string | null {
  if (!givesAnything(sharing.decision)) return "Nothing is to be sent: the decision is not to share";
  if (!sharing.agreed_at) return "The decision is recorded, not agreed: nothing goes out yet";
  return sharing.sent_at ? "It was marked as sent already" : null;
}

/**
 * A sharing decision with all that was weighed. Noted as opened. The sender outside the panel sees the reference, what to send, to whom, and
 * on what conditions: not the panel's weighing. Throws NotFound.
 */
export const openSharing = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const sharing = await oneSharingInReach(ask, id);
    const outside = isOutside(ask.who, sharing);
    const names = await ask.db.selectFrom("sharing").innerJoin("subject", "subject.id", "sharing.subject_id").innerJoin("panel", "panel.id", "sharing.panel_id").innerJoin("agency as holder", "holder.id", "sharing.owner_agency_id")
      .leftJoin("agency as receiver", "receiver.id", "sharing.to_agency_id").leftJoin("agency as sending", "sending.id", "sharing.sender_agency_id").leftJoin("person as sender", "sender.id", "sharing.sender_id")
      .leftJoin("person as decider", "decider.id", "sharing.decided_by_id").leftJoin("person as sent", "sent.id", "sharing.sent_by_id").leftJoin("meeting", "meeting.id", "sharing.meeting_id").leftJoin("item", "item.id", "sharing.item_id")
      .select(["subject.id as subject_id", "subject.ref as about", "subject.display_name", "panel.name as panel", "holder.name as holder", "receiver.name as receiver", "sending.name as sending", "sender.name as sender_name", "decider.name as decider", "sent.name as sent_by", "meeting.number", "meeting.on_day", "item.number as item_number"])
      .where("sharing.id", "=", sharing.id).executeTakeFirstOrThrow();
    const reached = !outside && (await subjectsInReach(ask).select("subject.id").where("subject.id", "=", sharing.subject_id).executeTakeFirst());
    happened({ what: "sharing opened", panelId: sharing.panel_id, meetingId: sharing.meeting_id, itemId: sharing.item_id, subjectId: sharing.subject_id, detail: sharing.id });

    const listed = outside && sharing.meeting_id ? (await ask.db.selectFrom("item").select("subject_id").where("meeting_id", "=", sharing.meeting_id).where("subject_id", "is not", null).execute()).flatMap((row) => row.subject_id ?? []) : [];
    const texts = [sharing.what, sharing.conditions, sharing.redactions, sharing.how, sharing.sent_note, sharing.purpose].filter((text): text is string => Boolean(text));
    const rewrite = outside ? (await choosingIn(ask, await bookFor(ask, [...new Set([sharing.subject_id, ...listed, ...ask.who.conflicts.map((one) => one.subjectId)])], texts), [sharing.item_id]))(sharing.item_id) : null;
    const words = (text: string | null) => (text && rewrite ? withoutConflicts(ask.who, rewrite(text)) : text);
    const to = names.receiver ?? sharing.to_name ?? "nobody named";
    const weighed: [string, string | null][] = [
      ["Reason", sharing.reason], ["Necessity", sharing.necessity], ["Proportionality", sharing.proportionality], ["Lawful basis", sharing.lawful_basis], ["Condition", sharing.special_condition], ["Gateway", sharing.gateway],
      ["Consent", [sharing.consent, sharing.consent_reason].filter(Boolean).join(": ")], ["Told", sharing.told_whom], ["Advice taken", sharing.advice], ["Dissent", sharing.dissent], ["Review", sharing.review_on && shortDay(sharing.review_on)],
    ];
    return {
      outside, today: dayOf(ask.now), maySend: maySend(ask.who, sharing) && whyNotSend(sharing) === null,
      sharing: {
        id: sharing.id, ref: sharing.ref, title: sharingInWords(sharing.decision, to), gives: givesAnything(sharing.decision), about: names.about, subjectId: reached ? names.subject_id : null, disclosure: sharing.disclosure === 1,
        agreedAt: sharing.agreed_at, sentOn: sharing.sent_on, sendBy: sharing.send_by_on, decidedBy: names.decider, panel: names.panel, meetingNumber: names.number, meetingOn: names.on_day, itemNumber: names.item_number,
      },
      facts: ([
        ["What", words(sharing.what)], ["Held by", names.holder], ["Purpose", words(sharing.purpose)], ["Left out", words(sharing.redactions)], ["Conditions", words(sharing.conditions)],
        ["Sent by", names.sending && [ownerInWords(names.sending, names.sender_name), sharing.send_by_on && `by ${shortDay(sharing.send_by_on)}`, words(sharing.how)].filter(Boolean).join(", ")],
        ["Sent", sharing.sent_on && [`${shortDay(sharing.sent_on)}, ${sharing.sent_how}`, names.sent_by && `by ${names.sent_by}`, words(sharing.sent_note)].filter(Boolean).join(". ")],
      ] as [string, string | null][]).filter(([, value]) => value),
      weighed: outside ? [] : weighed.filter(([, value]) => value),
    };
  });

/** Marks a sharing decision as sent: when and how. Throws NotFound, NotAllowed, NotAgreed. */
export const markSent = (ask: Ask, id: string, form: { sentOn: Day; how: string; note: string | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const sharing = await oneSharingInReach(ask, id);
    allow(maySend(ask.who, sharing), "Its sender says when it was sent");
    agree(whyNotSend(sharing));
    if (form.sentOn > dayOf(ask.now)) throw new NotAgreed("Enter today or a day before it", "sentOn");
    await ask.db.updateTable("sharing").set({ sent_at: ask.now.toISOString(), sent_on: form.sentOn, sent_by_id: ask.who.id, sent_how: form.how, sent_note: form.note }).where("id", "=", sharing.id).execute();
    happened({ what: "sharing sent", panelId: sharing.panel_id, meetingId: sharing.meeting_id, itemId: sharing.item_id, subjectId: sharing.subject_id, detail: sharing.id });
  });
