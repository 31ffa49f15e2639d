import { addDays } from "#app/models/core/days.ts";
import { put } from "./book.server.ts";
import type { Taken } from "./meetings.ts";
import { at, type PanelId, type Someone, type World } from "./world.ts";

const decisions: Record<Someone["kind"], [text: string, reason: string][]> = {
  child: [
    ["Stay on the present plan until the next review", "The placement holds, and a second plan beside it would confuse"], ["Ask social care for a strategy meeting within 72 hours", "Two agencies report the same adult within a week"],
    ["The key worker from The Harbour Project leads on contact", "It is the one adult with whom there is trust"], ["The missing-from-home trigger plan is rewritten before the next weekend", "The last one named a placement that has ended"], ["School and health hold one safety plan between them", "There were two, and they differed"],
  ],
  offender: [["Disruption comes before a new interview", "An interview now would show what is known"], ["Police and probation hold one plan", "Licence conditions and patrols pulled in different directions"]],
  location: [["Visits are joint, licensing and police together", "Single visits were shrugged off"], ["Community safety leads on the place", "It holds the cameras and the wardens"]],
};
const markers = [["police CSE marker", "police", "Seen with adults of concern, and officers who stop a car must know"], ["school alert", "schools", "Collected by somebody unknown twice this month"], ["health alert", "health", "Walk-in staff see bruises and no history"], ["police address marker", "police", "Calls from the address need a car at once"]] as const;
const dissents = ["Health would have gone further", "Housing would have waited for the report"];

/** What falls to whom, without drawing lots: the rest of the invented years stays as it is. */
const lot = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);

/** A decision, and now and then a marker, under an item. Returns what its minutes say of them. */
export function writeDecided(world: World, panelId: PanelId, someone: Someone, taken: Taken, inChair: string): string[] {
  const { book, today } = world;
  const n = lot(taken.ref + someone.ref);
  const said: string[] = [];
  const under = { panel_id: panelId, meeting_id: taken.meetingId, item_id: taken.itemId, subject_id: someone.id, recorded_at: taken.at, recorded_by_id: "ruth", agreed_at: taken.at, agreed_by_id: inChair };
  if (n % 3 === 0) {
    const [text, reason] = decisions[someone.kind][n % decisions[someone.kind].length]!;
    put(book, "decision", { id: `${taken.itemId}-d1`, ref: `${taken.ref}/D1`, ...under, text, reason, dissent: n % 15 === 0 ? dissents[n % 2]! : null });
    said.push(`**Decided:** ${taken.ref}/D1.`);
  }
  if (someone.kind === "child" && panelId === "macse" && n % 7 === 0) {
    const [system, agency_id, why] = markers[n % markers.length]!;
    const askBy = addDays(taken.day, 14);
    const answered = addDays(taken.day, 6 + (n % 12));
    const done = answered < today && n % 5 !== 0;
    put(book, "marker", {
      id: `${taken.itemId}-f1`, ref: `${taken.ref}/F1`, ...under, system, want: "place", why, agency_id, ask_by_on: askBy, review_on: addDays(taken.day, 182),
      ...(done && { answer: "confirmed" as const, answered_on: answered, answered_at: at(world, answered), answered_by_id: { police: "dan", schools: "priya", health: "chloe" }[agency_id], answer_ref: `NM/${1000 + n}` }),
    });
    said.push(`**Marker:** ${taken.ref}/F1.`);
  }
  return said;
}

const closingDetails: Record<string, string> = {
  "risk reduced and sustained over at least one review": "Lower at the last two reviews",
  "managed under another plan": "Child protection plan, led by social care",
  "moved area, receiving authority confirmed": "Fleetport, confirmed by its front door on the telephone and in writing",
  "in custody": "Sentenced; probation tells the panel six weeks before release",
  "not exploitation": "Bullying at school, dealt with there",
};
/** What the reason of a closing names besides. */
export const closingDetailOf = (reason: string): string | null => closingDetails[reason] ?? null;
