import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { may } from "../core/access.ts";
import { type Day, dayOf } from "../core/days.ts";
import { clearOfConflict, conflicted, panelInReach, peopleOfPanel, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, allow } from "../core/refuse.ts";
import { panelSettings } from "../people/panel.server.ts";
import type { NextKind, Opening, Sum } from "./case.ts";
import { type Kind, kindPlural } from "./subject.ts";

export interface Next {
  kind: NextKind;
  onDay: Day;
  ownerId: string;
  itemId?: string | null;
  why?: string | null;
}

/**
 * Ends the case's present next thing and sets the new one: the only way in which a case's next thing changes.
 * Inside a commit only. Every act that touches an open case must leave it with one.
 */
export async function setNext(ask: Ask, caseId: string, next: Next): Promise<void> {
  const at = ask.now.toISOString();
  await ask.db.updateTable("case_next").set({ ended_at: at }).where("case_id", "=", caseId).where("ended_at", "is", null).execute();
  await ask.db.insertInto("case_next").values({ id: newId(), case_id: caseId, kind: next.kind, on_day: next.onDay, owner_id: next.ownerId, item_id: next.itemId ?? null, why: next.why ?? null, set_at: at, set_by_id: ask.who.id || null }).execute();
  if (next.kind === "review") await ask.db.updateTable("panel_case").set({ review_on: next.onDay }).where("id", "=", caseId).execute();
}

/** Who answers for a subject's case unless somebody else was named: the panel's coordinator, else its chair; nobody who has a conflict of interest. */
export async function panelOwner(ask: Ask, panelId: string, subjectId: string): Promise<string> {
  const people = await peopleOfPanel(ask, panelId, dayOf(ask.now)).select("role").where("person_id", "not in", conflicted(ask, subjectId)).execute();
  return people.find((p) => p.role === "coordinator")?.person_id ?? people.find((p) => p.role === "chair")?.person_id ?? people.find((p) => p.role === "deputy chair")?.person_id ?? ask.who.id;
}

/** The subject's open case with the panel, if any. */
export const openCaseOf = (ask: Pick<Ask, "db">, panelId: string, subjectId: string) =>
  ask.db.selectFrom("panel_case").selectAll().where("panel_id", "=", panelId).where("subject_id", "=", subjectId).where("closed_on", "is", null).executeTakeFirst();

/**
 * The id of the subject's open case with the panel, opened now when it has none: what a panel lists always has a case.
 * Inside a commit only; the caller sets the next thing at once.
 */
export async function ensureCase(ask: Ask, happened: Happened, { panelId, subjectId, why, reviewOn }: Opening): Promise<string> {
  const open = await openCaseOf(ask, panelId, subjectId);
  if (open) return open.id;
  const id = newId();
  await ask.db.insertInto("panel_case").values({ id, panel_id: panelId, subject_id: subjectId, opened_on: dayOf(ask.now), opened_at: ask.now.toISOString(), opened_by_id: ask.who.id, why, review_on: reviewOn }).execute();
  happened({ what: "case opened", panelId, subjectId, detail: id });
  return id;
}

/** Opens a subject's case with a panel: its next thing is a review. Returns the case's id. Throws NotAgreed when one is open. */
export const openCase = (ask: Ask, { panelId, subjectId, why, reviewOn }: Opening): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    return beginCase(ask, happened, subject, { panelId, why, reviewOn });
  });

/** The same for a subject that the act at hand has just made, which nobody reaches before its first case. Inside a commit. */
export async function beginCase(ask: Ask, happened: Happened, subject: { id: string; ref: string; kind: Kind }, { panelId, why, reviewOn }: Omit<Opening, "subjectId">): Promise<string> {
  const panel = await panelInReach(ask, panelId);
  allow(may.openCase(ask.who, { panelId: panel.id }));
  const today = dayOf(ask.now);
  const { sections } = await panelSettings(ask, panel.id, today);
  if (!sections.some((section) => section.kind === subject.kind)) throw new NotAgreed(`${panel.name} does not discuss ${kindPlural(subject.kind).toLowerCase()}`, "panelId");
  if (await openCaseOf(ask, panel.id, subject.id)) throw new NotAgreed(`${subject.ref} is already open to ${panel.name}`, "panelId");
  if (reviewOn <= today) throw new NotAgreed("Choose a review date after today", "reviewOn");
  const id = await ensureCase(ask, happened, { panelId: panel.id, subjectId: subject.id, why, reviewOn });
  await setNext(ask, id, { kind: "review", onDay: reviewOn, ownerId: await panelOwner(ask, panel.id, subject.id), why: "First review" });
  return id;
}

/** The sum of a panel's open cases, by their next thing (product.md, first law). */
export async function sumOf(ask: Ask, panelId: string): Promise<Sum> {
  const rows = await ask.db
    .selectFrom("panel_case").leftJoin("case_next", (join) => join.onRef("case_next.case_id", "=", "panel_case.id").on("case_next.ended_at", "is", null))
    .select(["case_next.kind"]).select((eb) => eb.fn.countAll<number>().as("cases")).where("panel_case.panel_id", "=", panelId).where("panel_case.closed_on", "is", null).where(clearOfConflict(ask.who, "panel_case.subject_id")).groupBy("case_next.kind").execute();
  const of = (kind: NextKind | null) => Number(rows.find((row) => row.kind === kind)?.cases ?? 0);
  const sum = { listed: of("listed"), review: of("review"), closing: of("closing"), without: of(null) };
  return { open: sum.listed + sum.review + sum.closing + sum.without, ...sum };
}
