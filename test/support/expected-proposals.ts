import { readFileSync } from "node:fs";

// What a Missing From Home agenda must propose, worked out from the three CSV files alone. On purpose it shares no code with the product.

interface Rules {
  episodes: number;
  days: number;
  hours: number;
}
interface Asked {
  /** YYYY-MM-DD */
  asOf: string;
  meetingOn: string;
  rules: Rules;
}
export interface Expected {
  /** By the child's number: every reason, in any order. */
  proposed: Map<string, string[]>;
  turned18: Set<string>;
}

const dayNumber = (british: string): number => {
  const [d, m, y] = british.split("/").map(Number);
  return Math.floor(Date.UTC(y!, m! - 1, d!) / 86_400_000);
};
const numberOf = (iso: string): number => dayNumber(iso.split("-").reverse().join("/"));
const short = (n: number): string => {
  const at = new Date(n * 86_400_000);
  return `${at.getUTCDate()} ${["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][at.getUTCMonth()]} ${at.getUTCFullYear()}`;
};
const rowsOf = (path: string): Record<string, string>[] => {
  const [head, ...lines] = readFileSync(path, "utf8").split("\r\n").filter(Boolean);
  const columns = head!.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [columns[i]!, cell])));
};
// Born on 29 February: 18 on 1 March of a year without one.
const is18 = (born: string, on: string): boolean => {
  const [d, m, y] = born.split("/").map(Number);
  return on >= `${y! + 18}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
};

/** Children with N or more missing episodes that began in the last D days, or one longer than H hours, whole days counting as nights; nobody who is 18 by the meeting. */
export function expectedProposals(files: { header: string; missing: string }, { asOf, meetingOn, rules }: Asked): Expected {
  const today = numberOf(asOf);
  const first = today - rules.days + 1;
  const born = new Map(rowsOf(files.header).map((row) => [row.CHILD!, row.DOB!]));
  const episodes = new Map<string, { from: number; to: number | null; away: boolean }[]>();
  for (const row of rowsOf(files.missing)) {
    const from = dayNumber(row.MIS_START!);
    if (from > today) continue;
    const back = row.MIS_END ? dayNumber(row.MIS_END) : null;
    // Who came back later had not come back then.
    const to = back !== null && back > today ? null : back;
    episodes.set(row.CHILD!, [...(episodes.get(row.CHILD!) ?? []), { from, to, away: row.MISSING === "A" }]);
  }
  const expected: Expected = { proposed: new Map(), turned18: new Set() };
  for (const [child, list] of episodes) {
    const reasons: string[] = [];
    const lately = list.filter((episode) => episode.from >= first);
    if (lately.length >= rules.episodes) {
      const away = lately.filter((episode) => episode.away).length;
      reasons.push(`${lately.length} missing episode${lately.length === 1 ? "" : "s"} in ${rules.days} days${away ? ` (${away} away from placement)` : ""}, the last on ${short(Math.max(...lately.map((episode) => episode.from)))}`);
    }
    for (const { from, to, away } of list) {
      if (to !== null && to < first) continue;
      const nights = (to ?? today) - from;
      if (nights * 24 <= rules.hours) continue;
      const word = away ? "Away from placement" : "Missing";
      const long = `${nights} night${nights === 1 ? "" : "s"}`;
      reasons.push(to === null ? `${word} since ${short(from)}, ${long}, no return recorded (whole days; hours not known)` : `${word} ${long} from ${short(from)} to ${short(to)} (whole days; hours not known)`);
    }
    if (!reasons.length) continue;
    if (is18(born.get(child)!, meetingOn)) expected.turned18.add(child);
    else expected.proposed.set(child, reasons);
  }
  return expected;
}
