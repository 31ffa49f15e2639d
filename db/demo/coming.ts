import { addDays, shortDay } from "#app/models/core/days.ts";
import { standingItems } from "#app/models/meetings/meeting.ts";
import type { Reason } from "#app/models/meetings/agenda.ts";
import { put } from "./book.server.ts";
import { episodesBefore } from "./missing.ts";
import { firstNumber, meetingsHeld, openStays, startTime, type World } from "./world.ts";

/** Missing From Home's next meeting, its agenda published. MACSE's is left for the chair to open. */
export function publishAhead(world: World): void {
  const { by, book, now, today } = world;
  const day = world.coming.mfh[0]!;
  const meetingId = by.id();
  const proposedAt = new Date(now.getTime() - 30 * 3_600_000).toISOString();
  const publishedAt = new Date(now.getTime() - 26 * 3_600_000).toISOString();
  put(book, "meeting", {
    id: meetingId, panel_id: "mfh", number: meetingsHeld + firstNumber, on_day: day, starts_at: startTime("mfh"), minutes_long: 120, place: "Civic Centre, room 2, and online", chair_id: "gareth", status: "published",
    proposed_at: proposedAt, published_at: publishedAt, published_by_id: "ruth",
  });
  let position = 0;
  planAhead(world, meetingId);
  const item = (row: { kind: "subject" | "standing"; number: string; section: string; title?: string; subject_id?: string; minutes: number; reasons: Reason[] }) =>
    put(book, "item", { id: by.id(), meeting_id: meetingId, position: ++position, added_by_id: "ruth", added_at: proposedAt, ...row, reasons: JSON.stringify(row.reasons) }).id;
  const standing = (number: number, section: string, title: string, minutes: number) => item({ kind: "standing", number: String(number), section, title, minutes, reasons: [] });
  standing(1, "opening", "Welcome, introductions and confidentiality statement", 5);
  standing(2, "opening", "Apologies and deputies", 2);
  standing(3, "opening", "Minutes of the last meeting", 3);
  standing(4, "opening", "Matters arising", 10);
  const due = world.children
    .flatMap((child) => openStays(child).filter((s) => s.panelId === "mfh" && s.due <= meetingsHeld).map((stay) => ({ child, stay })))
    .filter(({ child, stay }) => child.bornOn! > addDays(day, -18 * 365 - 5) && book.case_next!.some((n) => n.case_id === stay.caseId && n.kind === "review"))
    .sort((a, b) => b.stay.rank - a.stay.rank);
  due.forEach(({ child, stay }, i) => {
    const next = book.case_next!.find((n) => n.case_id === stay.caseId)!;
    const count = episodesBefore(child, today, 90);
    const last = child.episodes.at(-1);
    const reasons: Reason[] = [];
    if (stay.discussed === 0) reasons.push({ rule: "newSinceLastMeeting", text: `New: case opened ${shortDay(stay.openedOn)}`, weight: 3, on: stay.openedOn });
    else reasons.push({ rule: "reviewDue", text: `Review due ${shortDay(next.on_day)}`, weight: 2, on: next.on_day });
    if (count >= 3 && last) reasons.unshift({ rule: "missing", text: `${count} missing episodes in 90 days, the last on ${shortDay(last)}`, weight: 3 + Math.min(3, count - 3), on: last });
    const given = i === due.length - 1 && i > 6 ? ({ decision: "deferred", until_on: world.coming.mfh[1]!, decision_reason: "Strategy discussion falls after this meeting" } as const) : i === due.length - 2 && i > 6 ? ({ decision: "declined", decision_reason: "Being managed in the child protection plan; nothing for the panel this month" } as const) : ({ decision: "listed" } as const);
    put(book, "proposal", { id: by.id(), meeting_id: meetingId, subject_id: child.id, section: "children", position: i + 1, minutes: stay.discussed ? 5 : 8, reasons: JSON.stringify(reasons), proposed_at: proposedAt, decided_at: proposedAt, decided_by_id: "ruth", ...given });
    if (given.decision === "listed") {
      const itemId = item({ kind: "subject", number: `A${i + 1}`, section: "children", subject_id: child.id, minutes: stay.discussed ? 5 : 8, reasons });
      Object.assign(next, { kind: "listed", on_day: day, item_id: itemId, why: null, set_at: proposedAt });
    } else {
      const on_day = world.coming.mfh[1]!;
      Object.assign(next, { on_day, why: given.decision_reason, set_at: proposedAt });
      book.panel_case!.find((c) => c.id === stay.caseId)!.review_on = on_day;
    }
  });
  // A pause in the middle of a long list.
  const middle = book.item!.filter((one) => one.meeting_id === meetingId && one.kind === "subject");
  if (middle.length > 5) {
    const at = middle[Math.ceil(middle.length / 2)]!.position;
    for (const one of book.item!) if (one.meeting_id === meetingId && one.position >= at) one.position += 1;
    position += 1;
    put(book, "item", { id: by.id(), meeting_id: meetingId, kind: "standing", section: "children", title: "Break", position: at, minutes: 10, reasons: "[]", added_by_id: "ruth", added_at: proposedAt, is_break: 1 });
  }
  standing(5, "closing", "Any other business and date of the next meeting", 5);
  // Rows are written many at once, each with all columns that one of them has.
  for (const one of book.item!) one.is_break ??= 0;
  // An attendance officer is invited to the first child's item; a constable comes in place of the deputy chair.
  const first = book.item!.find((one) => one.meeting_id === meetingId && one.kind === "subject")?.id;
  const invited = { meeting_id: meetingId, invited_at: publishedAt, invited_by_id: "ruth" };
  if (first) put(book, "guest", { id: by.id(), ...invited, item_id: first, person_id: "lorna", capacity: "invited attendee", why: "Sees the child's attendance each week" });
  put(book, "guest", { id: by.id(), ...invited, person_id: "malachy", capacity: "deputy", for_id: "dan", why: "In court that day" });
  // The chair has read the first item of the brief, and noted something for himself; ids without chance, so that the rest of the world stays as it is.
  if (first) {
    put(book, "own_note", { id: `${meetingId}-own`, person_id: "gareth", item_id: first, text: "Ask what the new school placement changes, and who has spoken to the grandmother.", at: publishedAt });
    put(book, "brief_read", { item_id: first, person_id: "gareth", at: publishedAt });
  }
}

/** Missing From Home's series: the meeting that is published, and two drafts after it; and who said that they come. */
function planAhead({ by, book, now, today, coming }: World, publishedId: string): void {
  const seriesId = by.id();
  const madeAt = new Date(now.getTime() - 60 * 86_400_000).toISOString();
  put(book, "series", { id: seriesId, panel_id: "mfh", pattern: JSON.stringify({ kind: "weekday", nth: 4, weekday: 4 }), starts_at: startTime("mfh"), minutes_long: 120, place: "Civic Centre, room 2, and online", on_holiday: "previous", from_on: addDays(today, -60), made_until_on: coming.mfh.at(-1)!, made_at: madeAt, made_by_id: "ruth" });
  book.meeting!.find((one) => one.id === publishedId)!.series_id = seriesId;
  for (const [i, day] of coming.mfh.slice(1).entries()) {
    const meetingId = by.id();
    put(book, "meeting", { id: meetingId, panel_id: "mfh", number: meetingsHeld + firstNumber + 1 + i, on_day: day, starts_at: startTime("mfh"), minutes_long: 120, place: "Civic Centre, room 2, and online", chair_id: "gareth", status: "draft", series_id: seriesId });
    for (const [at, one] of standingItems.entries()) put(book, "item", { id: by.id(), meeting_id: meetingId, kind: "standing", section: one.section, title: one.title, position: at + 1, minutes: one.minutes, reasons: "[]", added_by_id: "ruth", added_at: madeAt });
  }
  const answered = new Date(now.getTime() - 20 * 3_600_000).toISOString();
  const answer = (person_id: string, given: "accepted" | "declined" | "deputy", deputy_id: string | null = null) => put(book, "reply", { id: by.id(), meeting_id: publishedId, person_id, answer: given, deputy_id, at: answered });
  answer("chloe", "accepted");
  answer("priya", "declined");
  answer("dan", "deputy", "malachy");
}
