import * as Y from "yjs";
import { addDays, type Day, shortDay } from "#app/models/core/days.ts";
import type { Kind } from "#app/models/subjects/subject.ts";
import { dealer } from "./chance.ts";
import { linksTo, missingRiskWords, riskWords, strengths, updates, voices, worries } from "./words/child.ts";
import { locationAnalysis, locationRisk, locationUpdates, offenderAnalysis, offenderRisk, offenderUpdates } from "./words/others.ts";
import { rankName, type PanelId, type Someone, type World } from "./world.ts";

const agencyNames: Record<string, string> = { police: "Police", csc: "Children's social care", health: "Health", schools: "Schools", yjs: "Youth justice", probation: "Probation", housing: "Housing", licensing: "Licensing", safety: "Community safety", harbour: "The Harbour Project" };

/** Fills {she}, {him}, {her} and the references of a sentence for this subject. */
export function filled(text: string, someone: Someone, refs: Record<string, string> = {}): string {
  const woman = someone.sex !== "male";
  const words: Record<string, string> = { she: woman ? "she" : "he", She: woman ? "She" : "He", him: woman ? "her" : "him", her: woman ? "her" : "his", Her: woman ? "Her" : "His", herself: woman ? "herself" : "himself", ...refs };
  return text.replace(/\{(\w+)\}/g, (whole, word: string) => words[word] ?? whole);
}

export interface Said {
  world: World;
  someone: Someone;
  day: Day;
  why: string;
  rank: number;
  before: number;
  times: number;
  agreed: boolean;
  tail: string[];
}

const dealers = new WeakMap<World, Map<readonly string[], () => string>>();
/** The next text of a list in this world: none comes again until all have come. */
export function deal(world: World, list: readonly string[]): string {
  const mine = dealers.get(world) ?? new Map<readonly string[], () => string>();
  dealers.set(world, mine);
  const next = mine.get(list) ?? dealer(world.by, list);
  mine.set(list, next);
  return next();
}

const groups: Record<Kind, { of: Record<string, string[]>; count: [number, number]; first: string[] }> = {
  child: { of: updates, count: [3, 5], first: ["csc", "police"] },
  offender: { of: offenderUpdates, count: [2, 4], first: ["police"] },
  location: { of: locationUpdates, count: [2, 4], first: ["police", "safety"] },
};

/** The minutes of one item in Markdown: why listed, each agency's update, voice, links, analysis, level, what follows (practice.md §7.5). */
export function minutesOf({ world, someone, day, why, rank, before, times, agreed, tail }: Said): string {
  const { by } = world;
  const { of, count, first } = groups[someone.kind];
  const who = [...first, ...by.several(Object.keys(of).filter((a) => !first.includes(a)), by.whole(count[0], count[1]) - first.length + 1)];
  const pc = by.whole(38, 94);
  const refs = { pc: String(pc), pd: String(Math.max(20, Math.min(98, pc + by.pick([-16, -9, 8, 14])))) };
  const lines = [`**Why listed:** ${why}${times > 1 ? ` Discussed ${times} times.` : " First discussion."}`, "", "**Updates**", ""];
  for (const agency of who) lines.push(`- ${agencyNames[agency]}: ${filled(deal(world, of[agency]!), someone, refs)}`);
  lines.push("");
  if (someone.kind === "child") {
    lines.push(`**Voice:** ${filled(deal(world, voices), someone)} (${shortDay(addDays(day, -by.whole(2, 12)))}, key worker)`, "");
    const near = (kind: Kind) => someone.near.find((n) => n.other.kind === kind && n.from <= day)?.other.ref;
    const known = { o: near("offender"), l: near("location"), c: near("child") };
    const link = by.shuffled(linksTo).find((text) => [...text.matchAll(/\{([olc])\}/g)].every((m) => known[m[1] as "o"]));
    if (link && by.of(0.75)) lines.push(filled(link, someone, known as Record<string, string>), "");
    lines.push(`**Analysis:** ${filled(deal(world, worries), someone)} ${filled(deal(world, strengths), someone)}`, "");
  } else lines.push(`**Analysis:** ${deal(world, someone.kind === "offender" ? offenderAnalysis : locationAnalysis)}`, "");
  if (agreed) lines.push(`**Risk:** ${before && before !== rank ? `${rankName(before)} last time, ` : ""}agreed ${rankName(rank)}. Dissent: ${by.of(0.06) ? "one agency would have gone higher; recorded" : "none"}.`, "");
  else if (before) lines.push(`**Risk:** stands at ${rankName(before)}.`, "");
  lines.push(...tail);
  return `${lines.join("\n").trim()}\n`;
}

/** Why that level, in a sentence or two. */
export function rationaleOf(world: World, panelId: PanelId, someone: Someone, rank: number): string {
  const list = someone.kind === "offender" ? offenderRisk : someone.kind === "location" ? locationRisk : panelId === "mfh" ? missingRiskWords : riskWords;
  return filled(deal(world, list[rankName(rank)]!), someone);
}

/** The text as one change of a shared document of its own. */
export function changeOf(world: World, text: string, name: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = world.by.whole(1, 2_000_000_000);
  doc.getText(name).insert(0, text);
  const bytes = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return bytes;
}
