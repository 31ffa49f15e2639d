import { type Ask, type Happened, look } from "../core/ask.server.ts";
import { actionInReach, chosenMeasureInReach, decisionInReach, itemInReach, itemsInReach, markerInReach, oneSharingInReach, subjectsInReach } from "../core/reach.server.ts";
import { listedRefs } from "../core/opened.server.ts";
import { agree, found } from "../core/refuse.ts";
import { briefingOf } from "./action.ts";
import { deskOf } from "./desk.server.ts";
import { type EntryKind, whyNotAmend } from "./entry.ts";
import { riskAtHand } from "./risk-decision.server.ts";

type Initial = Record<string, string | string[] | null>;

/** The desk of an item, noted as opened with those whom it offers by name, and with `more`. */
async function openedDesk(ask: Ask, happened: Happened, item: Awaited<ReturnType<typeof itemInReach>>, more: readonly string[] = []) {
  const desk = await deskOf(ask, item.id);
  happened({ what: "minutes opened", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id, detail: listedRefs([...desk.choices.about.map((one) => one.ref), ...more]) });
  return desk;
}

/** The desk of an item for a form on a page of its own: noted as opened. Throws NotFound. */
export const openDeskOf = (ask: Ask, itemId: string) => look(ask, async (ask, happened) => openedDesk(ask, happened, await itemInReach(ask, itemId)));

/** An entry as its form shows it, and the items that it can be moved to. Noted as opened. Throws NotFound, NotAgreed once its read-back is agreed. */
export const amendmentOf = (ask: Ask, kind: EntryKind, id: string) =>
  look(ask, async (ask, happened) => {
    const { entry, initial } = await readers[kind](ask, id);
    const item = await itemInReach(ask, entry.item_id ?? "");
    agree(whyNotAmend(entry, item));
    const rows = await itemsInReach(ask).select(["item.id", "item.number", "item.title", "item.subject_id"]).where("item.meeting_id", "=", item.meeting_id).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
    const ids = rows.flatMap((row) => row.subject_id ?? []);
    const subjects = ids.length ? await subjectsInReach(ask).select(["subject.id", "subject.ref", "subject.display_name as name"]).where("subject.id", "in", ids).execute() : [];
    const items = rows.filter((row) => (kind !== "risk" && kind !== "marker") || row.subject_id).map((row) => {
      const subject = subjects.find((s) => s.id === row.subject_id);
      return { value: row.id, label: [row.number, subject?.ref, subject && subject.name !== subject.ref ? subject.name : row.title].filter(Boolean).join(" ") };
    });
    return { desk: await openedDesk(ask, happened, item, subjects.map((subject) => subject.ref)), initial: { ...initial, itemId: item.id } as Initial, items };
  });

const readers: Record<EntryKind, (ask: Ask, id: string) => Promise<{ entry: { item_id: string | null; agreed_at: string | null }; initial: Initial }>> = {
  action: async (ask, id) => {
    const action = await actionInReach(ask, id);
    const subjects = (await ask.db.selectFrom("action_subject").innerJoin("subject", "subject.id", "action_subject.subject_id").select(["subject.id", "subject.ref"]).where("action_id", "=", action.id).execute());
    const desk = await deskOf(ask, action.item_id ?? "");
    const offered = new Set(desk.choices.about.map((a) => a.id));
    return {
      entry: action,
      initial: {
        what: action.what, agencyId: action.agency_id, personId: action.person_id, personName: action.person_name, due: action.due_on, briefing: briefingOf(action.briefing), briefingNote: action.briefing_note,
        subjects: subjects.filter((s) => offered.has(s.id)).map((s) => s.id), alsoAbout: subjects.filter((s) => !offered.has(s.id)).map((s) => s.ref).join(", "), issueNow: action.issued_at ? "on" : null, priority: action.priority,
      },
    };
  },
  risk: async (ask, id) => {
    const risk = await riskAtHand(ask, id);
    return { entry: risk, initial: { level: risk.level, rationale: risk.rationale, dissent: risk.dissent, nextReviewOn: risk.next_review_on, sustained: risk.sustained, supportContinues: risk.support_continues, markerDecision: risk.marker_decision, wouldBringBack: risk.would_bring_back } };
  },
  sharing: async (ask, id) => {
    const s = await oneSharingInReach(ask, id);
    const subject = await ask.db.selectFrom("subject").select("ref").where("id", "=", s.subject_id).executeTakeFirstOrThrow();
    return {
      entry: s,
      initial: {
        decision: s.decision, what: s.what, subjectRef: subject.ref, ownerAgencyId: s.owner_agency_id, toAgencyId: s.to_agency_id, toName: s.to_name, purpose: s.purpose, necessity: s.necessity, proportionality: s.proportionality,
        lawfulBasis: s.lawful_basis, specialCondition: s.special_condition, gateway: s.gateway, consent: s.consent, consentReason: s.consent_reason, toldWhom: s.told_whom, conditions: s.conditions, redactions: s.redactions,
        advice: s.advice, dissent: s.dissent, reason: s.reason, reviewOn: s.review_on, senderAgencyId: s.sender_agency_id, senderId: s.sender_id, sendBy: s.send_by_on, how: s.how,
      },
    };
  },
  decision: async (ask, id) => {
    const { text, reason, dissent, ...entry } = await decisionInReach(ask, id);
    return { entry, initial: { text, reason, dissent } };
  },
  marker: async (ask, id) => {
    const m = await markerInReach(ask, id);
    return { entry: m, initial: { system: m.system, want: m.want, why: m.why, agencyId: m.agency_id, askBy: m.ask_by_on, reviewOn: m.review_on, dissent: m.dissent } };
  },
  measure: async (ask, id) => {
    const m = await chosenMeasureInReach(ask, id);
    const against = await ask.db.selectFrom("subject").select("ref").where("id", "=", m.against_id).executeTakeFirstOrThrow();
    const protects = await ask.db.selectFrom("chosen_measure_protects").innerJoin("subject", "subject.id", "chosen_measure_protects.child_id").select("subject.ref").where("chosen_id", "=", m.id).orderBy("subject.ref").execute();
    return { entry: m, initial: { kind: m.kind, against: against.ref, status: m.status, agencyId: m.agency_id, why: m.why, terms: m.terms, decideBy: m.decide_by_on, protects: protects.map((one) => one.ref).join(", "), dissent: m.dissent } };
  },
};

/** The reference of what was just recorded, for its place in the minutes. Null when it has none, or is not there for this person. */
export async function refOf(ask: Ask, kind: EntryKind, id: string): Promise<string | null> {
  const tables = { action: "action", risk: "risk", sharing: "sharing", decision: "decision", marker: "marker", measure: "chosen_measure" } as const;
  return (await ask.db.selectFrom(tables[kind]).select("ref").where("id", "=", id).where("recorded_by_id", "=", ask.who.id).executeTakeFirst())?.ref ?? null;
}

/** A sharing decision ready filled from an action that gives identifying facts to an agency that was not in the room. Throws NotFound unless the action is of that item. */
export async function sharingFrom(ask: Ask, itemId: string, actionId: string): Promise<Initial> {
  const action = await actionInReach(ask, actionId);
  // Its owner also reaches it from outside its panel, but not in the words in which the panel wrote it.
  found(action.item_id === itemId || null);
  const facts = { name: "name and date of birth", address: "address", contact: "whom to ring" };
  const { usual } = (await deskOf(ask, itemId)).choices;
  return {
    ...usual, decision: "share", what: `${briefingOf(action.briefing).map((f) => facts[f]).join(", ").replace(/^./, (c) => c.toUpperCase())}, to carry out ${action.ref}`, toAgencyId: action.agency_id, purpose: `${action.ref}: ${action.what}`,
    necessity: "The action cannot be carried out without knowing whom it is about", redactions: null, conditions: `For ${action.ref} only; not to be passed on`, sendBy: action.due_on,
  };
}
