import type { Chance } from "#db/demo/chance.ts";
import type { Speaker } from "#db/demo/words/rehearsal.ts";
import { type Attendee, letterMs } from "./attendee.ts";
import type { Pace } from "./pace.ts";
import type { Page } from "./page.ts";
import { type Turn, turnsFor } from "./script.ts";

type Item = NonNullable<Page["item"]>;
interface Discussion {
  item: Item;
  left: Turn[];
  /** How many turns there were. */
  of: number;
  hasProposed: boolean;
}

/** How often somebody asks for the word first, and begins while another still writes. */
const [asks, joinsIn] = [0.45, 0.3];
/** After what share of what is to be said the levels are proposed. */
const proposeAfter = 0.6;
/** For how many looks the others wait for somebody who is at another item. */
const patience = 15;

/** Who is in the room and what is being said: one item after the other as the chair goes, each taken up where it was left. Ends when it is over or everybody has gone. */
export async function holdFloor(people: readonly Attendee[], pace: Pace): Promise<void> {
  const discussions = new Map<string, Discussion>();
  const speaker = (by: Speaker): Attendee | undefined => people.find((one) => one.person.speaks === by);
  const me = (by: Speaker): string => [speaker(by)?.person.name, speaker(by)?.person.agency].filter(Boolean).join(", ");
  let waited = 0;
  while (!pace.over && people.some((one) => !one.isGone)) {
    const page = latest(people);
    const discussion = page?.item && (discussions.get(page.item.id) ?? begin(page, page.item, me));
    if (!discussion) {
      await pace.wait(1000);
      continue;
    }
    discussions.set(discussion.item.id, discussion);
    if (!discussion.hasProposed && discussion.left.length <= discussion.of * (1 - proposeAfter)) {
      discussion.hasProposed = true;
      void proposeLevels(discussion.item, people, pace);
    }
    const next = nextOf(discussion, speaker, waited > patience);
    if (!next) {
      waited++;
      await pace.wait(1000);
      continue;
    }
    waited = 0;
    discussion.left.splice(discussion.left.indexOf(next.turn), 1);
    await take(next, discussion, speaker, pace);
  }
}

/** The page of whoever read theirs last and is with the chair. */
const latest = (people: readonly Attendee[]): Page | null => people.filter((one) => one.inHand).sort((a, b) => b.readAt.localeCompare(a.readAt))[0]?.page ?? null;

function begin(page: Page, item: Item, me: (by: Speaker) => string): Discussion {
  const alike = page.steps.filter((step) => step.kind === item.kind);
  const left = turnsFor({ ...item, nth: alike.findIndex((step) => step.id === item.id) }, me);
  return { item, left, of: left.length, hasProposed: item.kind === null };
}

interface Next {
  turn: Turn;
  who: Attendee;
}

/** Whoever was given the word, else whose turn it is; when they are long in coming, whoever is there. */
function nextOf({ item, left }: Discussion, speaker: (by: Speaker) => Attendee | undefined, othersGo: boolean): Next | null {
  const ready = left.flatMap((turn): Next[] => {
    const who = speaker(turn.by);
    return who?.mayWriteAt(item.id) ? [{ turn, who }] : [];
  });
  return ready.find(({ who }) => who.hasWord) ?? (othersGo ? ready[0] : ready.find(({ turn }) => turn === left[0])) ?? null;
}

async function take({ turn, who }: Next, { item, left }: Discussion, speaker: (by: Speaker) => Attendee | undefined, pace: Pace): Promise<void> {
  // A rehearsal that was started again goes on where the minutes are.
  if (who.text.includes(turn.words.trim())) return;
  const soon = left[0] && pace.by.of(asks) ? speaker(left[0].by) : undefined;
  if (soon && soon !== who && soon.mayWriteAt(item.id) && !soon.isHandUp) await soon.raise(true).catch(() => undefined);
  const saying = who.say(turn.words, turn.apart).then(() => (who.isHandUp ? who.raise(false) : undefined)).catch(() => undefined);
  await (pace.by.of(joinsIn) ? pace.wait(turn.words.length * letterMs * 0.6) : saying);
  await pace.between(1200, 4000);
}

/** Each agency lays down its card, one after the other: most think the same. */
async function proposeLevels({ id }: Item, people: readonly Attendee[], pace: Pace): Promise<void> {
  const levels = people.find((one) => one.inHand?.id === id)?.inHand?.cards?.levels ?? [];
  if (!levels.length) return;
  const usual = pace.by.pick(levels).place;
  // The coordinator's agency has one card, which is the deputy's.
  for (const one of pace.by.shuffled(people.filter(({ person }) => person.speaks !== "keeper"))) {
    await pace.between(800, 4000);
    const cards = one.inHand?.id === id ? one.inHand.cards : null;
    if (pace.over || !cards?.maySet || cards.own !== "00") continue;
    await one.propose(id, levelOf(levels, usual, pace.by)).catch(() => undefined);
  }
}

const levelOf = (levels: readonly { place: string }[], usual: string, by: Chance): string => (by.of(0.7) ? usual : by.pick(levels).place);

/** Now and then somebody looks at what is to come, and is back soon. */
export async function lookAhead(people: readonly Attendee[], pace: Pace): Promise<void> {
  while (!pace.over && people.some((one) => !one.isGone)) {
    await pace.between(20_000, 45_000);
    const idle = people.filter((one) => one.inHand && !one.isWriting && !one.isHandUp);
    if (!idle.length) continue;
    const who = pace.by.pick(idle);
    const coming = who.page!.steps.filter((step) => step.progress === "to come" && step.kind !== null);
    if (!coming.length) continue;
    await who.lookAt(pace.by.pick(coming).id);
    await pace.between(6000, 15_000);
    await who.lookAt(null);
  }
}
