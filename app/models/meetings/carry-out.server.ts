import { type Ask, type Happened, newId } from "../core/ask.server.ts";
import { addDays, dayOf, type Day } from "../core/days.ts";
import { panelOwner, setNext } from "../subjects/case.server.ts";
import type { ClosedReason } from "../subjects/case.ts";
import { endCase } from "../subjects/closing.server.ts";
import { bookFor, choosingIn } from "../subjects/references.server.ts";
import type { Said } from "./extract.server.ts";
import { nextMeetingAfter } from "./meeting.server.ts";
import type { Done } from "./receipts.ts";

interface Meeting {
  id: string;
  panel_id: string;
  on_day: Day;
}

/** The panel's next meeting that has a date, else four weeks on: the day on which what was not reached comes first. */
export const nextMeetingOn = async (ask: Ask, meeting: Meeting): Promise<Day> => (await nextMeetingAfter(ask, meeting, meeting.on_day)) ?? addDays(meeting.on_day, 28);

/** Does to the case what the outcome says, so that it has its one next thing (product.md, first law). Returns what was done. Inside a commit. */
export async function carryOut(ask: Ask, happened: Happened, meeting: Meeting, item: Pick<Said, "id" | "subjectId" | "outcome">, nextOn: Day): Promise<Done[]> {
  const outcome = item.outcome!;
  const done: Done[] = [];
  const about = { panelId: meeting.panel_id, meetingId: meeting.id, itemId: item.id, subjectId: item.subjectId };
  if (outcome.outcome === "referred to another panel") {
    const row = await ask.db.selectFrom("item").select("outcome_panel_id").where("id", "=", item.id).executeTakeFirstOrThrow();
    const listed = await ask.db.selectFrom("item").select("subject_id").where("meeting_id", "=", meeting.id).where("subject_id", "is not", null).execute();
    // The other panel reads why: as on a record, everybody else stands there by reference.
    const words = outcome.note ? (await choosingIn(ask, await bookFor(ask, listed.flatMap((one) => one.subject_id ?? []), [outcome.note]), [item.id]))(item.id)(outcome.note, item.subjectId!) : "";
    await ask.db.insertInto("referral").values({ id: newId(), subject_id: item.subjectId!, to_panel_id: row.outcome_panel_id!, from_panel_id: meeting.panel_id, item_id: item.id, reason: words, made_at: ask.now.toISOString(), made_on: dayOf(ask.now), made_by_id: ask.who.id }).execute();
    happened({ what: "referral made", ...about, detail: row.outcome_panel_id });
    happened({ what: "referral made", panelId: row.outcome_panel_id, subjectId: item.subjectId });
    done.push({ what: "referred", panel: outcome.panel ?? "another panel" });
  }
  const open = await ask.db.selectFrom("panel_case").selectAll().where("panel_id", "=", meeting.panel_id).where("subject_id", "=", item.subjectId!).where("closed_on", "is", null).executeTakeFirst();
  if (!open) return [...done, { what: "no open case" }];
  if (outcome.outcome === "closed to this panel") {
    await endCase(ask, happened, open, { reason: outcome.closedReason as ClosedReason, detail: outcome.closedDetail ?? null, supportContinues: outcome.supportContinues ?? "", wouldBringBack: outcome.wouldBringBack ?? "", on: dayOf(ask.now) });
    return [...done, { what: "case closed", reason: outcome.closedReason ?? "" }];
  }
  const onDay = outcome.outcome === "not reached" ? nextOn : (outcome.untilOn ?? nextOn);
  const why = outcome.outcome === "not reached" ? "Not reached: comes first" : outcome.outcome === "deferred" ? "Deferred" : "Review";
  await setNext(ask, open.id, { kind: "review", onDay, ownerId: await panelOwner(ask, meeting.panel_id, open.subject_id), itemId: item.id, why });
  happened({ what: "case reviewed", ...about, detail: open.id });
  return [...done, { what: "next thing", kind: why, on: onDay }];
}
