import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chance } from "./chance.ts";

// Invented returns of an authority's looked-after children, the same for the same seed. Shares and concentration follow the national
// figures: about a tenth of the children go missing in a year, and a few of them very often.

export interface Invented {
  header: string[][];
  episodes: string[][];
  missing: string[][];
}

export const headerColumns = ["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"];
export const episodeColumns = ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN"];
export const missingColumns = ["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"];

const ms = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
/** "2026-03-31" as "31/03/2026". */
export const british = (day: string): string => (day ? `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}` : "");

/** A return of so many children and care episodes for the year that ends on `yearEnd`. */
export function inventReturn({ children, episodes, yearEnd, seed = 903, firstNumber = 100_000 }: { children: number; episodes: number; yearEnd: string; seed?: number; firstNumber?: number }): Invented {
  const random = chance(seed);
  const below = (n: number) => Math.floor(random() * n);
  const pick = <T,>(list: readonly T[]): T => list[below(list.length)]!;
  const end = at(yearEnd);
  const begin = end - 364 * ms;
  const invented: Invented = { header: [headerColumns], episodes: [episodeColumns], missing: [missingColumns] };
  let left = episodes;

  for (let i = 0; i < children; i++) {
    const number = String(firstNumber + i * 7 + below(7));
    // More teenagers than small children, and some who are about to turn 18.
    const age = random() < 0.55 ? 12 + random() * 6.2 : random() * 12;
    const born = iso(end - Math.floor(age * 365.25) * ms);
    invented.header.push([number, random() < 0.57 ? "M" : "F", british(born), pick(["WBRI", "WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "MWAS", "APKN", "BAFR", "AOTH", "NOBT", "REFU"]), random() < 0.9 ? `A${String(10 ** 11 + below(9 * 10 ** 11))}${below(10)}`.slice(0, 13) : "UN3", "", ""]);

    const mine = i === children - 1 ? Math.max(1, left) : Math.max(1, Math.min(left - (children - i - 1), 1 + (random() < 0.55 ? 0 : below(2)) + (random() < 0.2 ? below(6) : 0) + (left / (children - i) > 2 ? 1 : 0)));
    left -= mine;
    const earliest = Math.max(at(born), end - 1200 * ms);
    let from = Math.max(earliest, begin - below(700) * ms);
    const spell: { from: number; to: number | null } = { from, to: null };
    const ceased = random() < 0.15;
    for (let e = 0; e < mine; e++) {
      const last = e === mine - 1;
      const room = Math.max(mine - e, Math.floor((end - from) / ms));
      const length = Math.max(1, Math.floor((room / (mine - e)) * (0.5 + random() * 0.5)));
      const to = last && !ceased ? null : Math.min(end, from + length * ms);
      invented.episodes.push([
        number, british(iso(from)), e === 0 ? "S" : pick(["P", "P", "P", "L", "B", "T"]), pick(["C2", "C2", "C1", "V2", "V2", "E1", "L2"]), pick(["N1", "N1", "N1", "N4", "N5", "N6", "N8"]), pick(["U4", "U6", "U6", "K2", "K2", "U3", "P1", "K3"]), pick(["PR1", "PR4", "PR4", "PR2"]),
        to === null ? "" : british(iso(to)), to === null ? "" : last ? pick(["E4A", "E8", "E6"]) : "X1", last || to === null ? "" : pick(["CARPL", "CREQB", "OTHER"]), "", "", "",
      ]);
      if (to !== null) from = to;
      if (last) spell.to = to;
    }

    if (age < 10 || random() > 0.13) continue;
    const many = random() < 0.12 ? 8 + below(30) : random() < 0.4 ? 2 + below(5) : 1;
    let day = Math.max(begin, spell.from) + below(120) * ms;
    const until = spell.to ?? end;
    for (let m = 0; m < many; m++) {
      day += below(Math.max(2, Math.floor(300 / many))) * ms;
      if (day >= until) break;
      const nights = random() < 0.62 ? below(2) : random() < 0.85 ? 1 + below(4) : 4 + below(40);
      const back = day + nights * ms;
      const open = back >= until;
      // One who ceased to be looked after was found by then.
      invented.missing.push([number, british(born), random() < 0.86 ? "M" : "A", british(iso(day)), open ? (spell.to === null ? "" : british(iso(until))) : british(iso(back))]);
      if (open) break;
      day = back + ms;
    }
  }
  return invented;
}

export const toCsv = (rows: string[][]): string => rows.map((row) => row.join(",")).join("\r\n").concat("\r\n");

/** Writes the three files into a folder. Returns their paths. */
export function writeReturn(folder: string, { header, episodes, missing }: Invented): { header: string; episodes: string; missing: string } {
  mkdirSync(folder, { recursive: true });
  const paths = { header: join(folder, "header.csv"), episodes: join(folder, "episodes.csv"), missing: join(folder, "missing.csv") };
  writeFileSync(paths.header, toCsv(header));
  writeFileSync(paths.episodes, toCsv(episodes));
  writeFileSync(paths.missing, toCsv(missing));
  return paths;
}
