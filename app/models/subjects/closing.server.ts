import { may } from "../core/access.ts";
import { withoutConflicts } from "../core/who.ts";
import { type Ask, commit, type Happened, look } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { caseInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { memberOfPanel, membersOf } from "../people/panel.server.ts";
import { setNext } from "./case.server.ts";
import { type Closing, type NextKind, whyNotChangeNext, whyNotClose, whyNotNextOn } from "./case.ts";

interface NextThing {
  onDay: Day;
  ownerId: string;
  why: string;
}

/** The open case and its next thing, when that may be changed by hand. Throws NotFound, NotAgreed. */
async function openCaseToChange(ask: Ask, caseId: string) {
  const found = await caseInReach(ask, caseId);
  if (found.closed_on) throw new NotAgreed("This case is closed. Open it again from the record");
  const next = await ask.db.selectFrom("case_next").selectAll().where("case_id", "=", found.id).where("ended_at", "is", null).executeTakeFirst();
  agree(whyNotChangeNext((next?.kind as NextKind) ?? null));
  return { found, next: next ?? null };
}

/** Sets when an open case is reviewed next and who answers for it, with the reason. */
export const reviewCase = (ask: Ask, caseId: string, { onDay, ownerId, why }: NextThing): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { found, next } = await openCaseToChange(ask, caseId);
    allow(may.reviewCase(ask.who, found), "The chair, deputy or coordinator sets a review");
    if (next?.kind === "closing") throw new NotAgreed("This case is being closed: withdraw the closing first");
    agree(whyNotNextOn(onDay, dayOf(ask.now)), "onDay");
    await memberOfPanel(ask, found.panel_id, ownerId, "ownerId", found.subject_id);
    await setNext(ask, found.id, { kind: "review", onDay, ownerId, why });
    happened({ what: "case reviewed", panelId: found.panel_id, subjectId: found.subject_id, detail: found.id });
  });

/** Starts to close a case: why, what support goes on, what would bring it back; who closes it, by when. Done again, it changes these. */
export const startClosing = (ask: Ask, caseId: string, { onDay, ownerId, ...closing }: Closing & Omit<NextThing, "why">): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { found } = await openCaseToChange(ask, caseId);
    allow(may.startClosing(ask.who, found), "The chair, deputy or coordinator starts a closing");
    agree(whyNotNextOn(onDay, dayOf(ask.now)), "onDay");
    await memberOfPanel(ask, found.panel_id, ownerId, "ownerId", found.subject_id);
    agreeToClose(closing);
    await ask.db.updateTable("panel_case").set(columns(closing)).where("id", "=", found.id).execute();
    await setNext(ask, found.id, { kind: "closing", onDay, ownerId, why: closing.reason });
    happened({ what: "case closing", panelId: found.panel_id, subjectId: found.subject_id, detail: found.id });
  });

/** Stops a closing, with the reason: the case goes back to a review. */
export const withdrawClosing = (ask: Ask, caseId: string, { onDay, ownerId, why }: NextThing): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { found, next } = await openCaseToChange(ask, caseId);
    allow(may.startClosing(ask.who, found), "The chair, deputy or coordinator withdraws a closing");
    if (next?.kind !== "closing") throw new NotAgreed("This case is not being closed");
    agree(whyNotNextOn(onDay, dayOf(ask.now)), "onDay");
    await memberOfPanel(ask, found.panel_id, ownerId, "ownerId", found.subject_id);
    await ask.db.updateTable("panel_case").set({ closed_reason: null, closed_detail: null, support_continues: null, would_bring_back: null }).where("id", "=", found.id).execute();
    await setNext(ask, found.id, { kind: "review", onDay, ownerId, why });
    happened({ what: "case closing withdrawn", panelId: found.panel_id, subjectId: found.subject_id, detail: found.id });
  });

/** Closes a case: the chair's or deputy's act. Its next thing ends with it. */
export const closeCase = (ask: Ask, caseId: string, closing: Closing): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { found } = await openCaseToChange(ask, caseId);
    allow(may.closeCase(ask.who, found), "The chair or the deputy closes a case");
    agreeToClose(closing);
    await endCase(ask, happened, found, { ...closing, on: dayOf(ask.now) });
  });

/** Ends a case and its next thing. Inside a commit only, by whoever may close it. */
export async function endCase(ask: Ask, happened: Happened, found: { id: string; panel_id: string; subject_id: string }, { on, ...closing }: Closing & { on: Day }): Promise<void> {
  const at = ask.now.toISOString();
  await ask.db.updateTable("case_next").set({ ended_at: at }).where("case_id", "=", found.id).where("ended_at", "is", null).execute();
  await ask.db.updateTable("panel_case").set({ ...columns(closing), closed_on: on, closed_at: at, closed_by_id: ask.who.id }).where("id", "=", found.id).execute();
  happened({ what: "case closed", panelId: found.panel_id, subjectId: found.subject_id, detail: found.id });
}

function agreeToClose(closing: Closing): void {
  const fault = whyNotClose(closing);
  if (fault) throw new NotAgreed(fault.message, fault.field);
}

const columns = (closing: Closing) => ({ closed_reason: closing.reason, closed_detail: closing.detail, support_continues: closing.supportContinues, would_bring_back: closing.wouldBringBack });

/** A case as its page shows it, with every next thing that it has had, the newest first. Its opening is kept. Throws NotFound. */
export const readCase = (ask: Ask, caseId: string) =>
  look(ask, async (ask, happened) => {
    const found = await caseInReach(ask, caseId);
    const subject = await ask.db.selectFrom("subject").select(["id", "ref", "kind", "display_name as name", "born_on as bornOn"]).where("id", "=", found.subject_id).executeTakeFirstOrThrow();
    const panel = await ask.db.selectFrom("panel").select(["id", "name", "code"]).where("id", "=", found.panel_id).executeTakeFirstOrThrow();
    const nexts = await ask.db
      .selectFrom("case_next as n").innerJoin("person as owner", "owner.id", "n.owner_id").leftJoin("person as by", "by.id", "n.set_by_id").leftJoin("item", "item.id", "n.item_id")
      .select(["n.id", "n.kind", "n.on_day", "n.why", "n.set_at", "n.ended_at", "n.owner_id", "owner.name as owner", "by.name as by", "item.meeting_id", "item.id as item_id"])
      .where("n.case_id", "=", found.id).orderBy("n.set_at", "desc").orderBy("n.ended_at", "desc").execute();
    for (const one of nexts) one.why = one.why && withoutConflicts(ask.who, one.why);
    const people = await ask.db.selectFrom("person").select(["id", "name"]).where("id", "in", [found.opened_by_id ?? "", found.closed_by_id ?? ""]).execute();
    const name = (id: string | null) => people.find((p) => p.id === id)?.name ?? null;
    happened({ what: "record opened", panelId: found.panel_id, subjectId: found.subject_id, detail: found.id });
    const open = found.closed_on === null;
    const next = nexts.find((n) => n.ended_at === null) ?? null;
    const free = open && next?.kind !== "listed";
    return {
      case: { id: found.id, openedOn: found.opened_on, openedBy: name(found.opened_by_id), why: withoutConflicts(ask.who, found.why), closedOn: found.closed_on, closedBy: name(found.closed_by_id), reason: found.closed_reason, detail: found.closed_detail, supportContinues: found.support_continues, wouldBringBack: found.would_bring_back },
      subject, panel, next, nexts: nexts.filter((n) => n !== next), today: dayOf(ask.now),
      may: { review: free && next?.kind !== "closing" && may.reviewCase(ask.who, found), startClosing: free && may.startClosing(ask.who, found), close: free && may.closeCase(ask.who, found) },
    };
  });

/** An open case that may be changed by hand, with what its forms need. Throws NotFound, NotAgreed. */
export async function caseToChange(ask: Ask, caseId: string) {
  const { found, next } = await openCaseToChange(ask, caseId);
  const subject = await ask.db.selectFrom("subject").select("ref").where("id", "=", found.subject_id).executeTakeFirstOrThrow();
  return {
    id: found.id, ref: subject.ref, next: next ? { kind: next.kind as NextKind, onDay: next.on_day, ownerId: next.owner_id } : null, members: await membersOf(ask, found.panel_id, found.subject_id), today: dayOf(ask.now),
    reason: found.closed_reason, detail: found.closed_detail, supportContinues: found.support_continues, wouldBringBack: found.would_bring_back,
  };
}
