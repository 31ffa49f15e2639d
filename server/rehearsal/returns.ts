import { headingsFor } from "#app/models/meetings/return.ts";
import { declines, updates } from "#db/demo/words/returns.ts";
import type { Pace } from "./pace.ts";
import { type Owed, owedOf, stoodOf } from "./page.ts";
import type { Person } from "./people.ts";
import type { Visit } from "./visit.ts";

/** Somebody who answers for their agency. */
export interface Answering {
  person: Person;
  visit: Visit;
}

/** Of so many returns one is left for the time of the meeting. */
const leftShare = 0.2;
/** How often an agency that has words has an update. */
const updateShare = 0.6;
const contact = "The team’s duty telephone, 01632 960111";

/** Before the meeting: each agency sends most of what it owes; one of them declines once. */
export async function answerBefore(people: readonly Answering[], meetingId: string, pace: Pace): Promise<void> {
  let hasDeclined = false;
  for (const one of people) {
    const owed = (await owedOf(one.visit, meetingId)).filter(() => !pace.by.of(leftShare));
    const nothing: string[] = [];
    for (const [i, slot] of owed.entries()) {
      if (pace.over) return;
      const fields = pace.by.of(updateShare) ? updateOf(one.person, slot, i) : null;
      // Whoever works with children's own words is asked most often to keep them.
      if (!hasDeclined && one.person.speaks === "harbour" && slot.subject.kind === "child") hasDeclined = await decline(one, slot);
      else if (fields) await one.visit.post(`/returns/${slot.id}/writing`, fields);
      else nothing.push(slot.id);
    }
    if (nothing.length) await one.visit.post(`/meetings/${meetingId}/returns`, { "returns[]": nothing });
  }
}

/** While the meeting runs: what is still owed comes in, one after the other. */
export async function answerMeanwhile(people: readonly Answering[], meetingId: string, pace: Pace): Promise<void> {
  while (!pace.over) {
    await pace.between(15_000, 40_000);
    const one = pace.by.pick(people);
    // Out of reach once the meeting is over, or while the pages are being started again.
    const slot = pace.over ? undefined : (await owedOf(one.visit, meetingId).catch(() => []))[0];
    if (!slot) continue;
    const fields = updateOf(one.person, slot, pace.by.whole(0, 9));
    await (fields ? one.visit.post(`/returns/${slot.id}/writing`, fields) : one.visit.post(`/meetings/${meetingId}/returns`, { only: slot.id })).catch(() => undefined);
  }
}

/** The form of an update: one part, as the demonstration's agencies write it; null where this agency has no words for this kind of subject. */
function updateOf({ speaks }: Person, { subject }: Owed, n: number): Record<string, string> | null {
  const asked = new Set(headingsFor(subject.kind).map((one) => one.key));
  const part = (updates[speaks] ?? []).find((one) => asked.has(one.heading));
  if (!part) return null;
  const open = part.handling ? { [`${part.heading}Handling`]: part.handling } : { [`${part.heading}Handling`]: "shared", [`${part.heading}Safe`]: "yes" };
  return { [`${part.heading}Text`]: part.texts[n % part.texts.length]!, ...open, contact, since: "0 ", way: "send" };
}

const decline = async ({ visit }: Answering, { id }: Owed): Promise<boolean> => {
  const since = await stoodOf(visit, id);
  return visit.post(`/returns/${id}/answer`, { answer: "declined", declinedReason: declines[1], since });
};
