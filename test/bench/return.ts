import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { addDays, type Day } from "#app/models/core/days.ts";
import { chance } from "#db/demo/chance.ts";

const uk = (day: Day): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`;

/** Writes a statutory return of so many children and care episodes. Returns the paths of its files. */
export function writeReturn(folder: string, { children, episodes, today }: { children: number; episodes: number; today: Day }): string[] {
  const by = chance(903);
  const header = ["CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"];
  const care = ["CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"];
  const missing = ["CHILD,DOB,MISSING,MIS_START,MIS_END"];
  const each = Math.floor(episodes / children);
  for (let n = 0; n < children; n++) {
    const number = String(500_000 + n);
    const born = addDays(today, -by.whole(11 * 366, 17 * 365));
    header.push(`${number},${by.pick(["M", "F"])},${uk(born)},WBRI,X${100_000_000_000 + n},,`);
    let from = addDays(today, -by.whole(500, 900));
    for (let e = 0; e < each; e++) {
      const to = e === each - 1 ? null : addDays(from, by.whole(60, 200));
      care.push(`${number},${uk(from)},${e ? "P" : "S"},${by.pick(["C2", "V2", "C1"])},N1,${by.pick(["U6", "K2", "U4"])},PR4,${to ? uk(to) : ""},${to ? "X1" : ""},${to ? "CARPL" : ""},SH1 2AB,SH3 4CD,`);
      if (to) from = to;
    }
    if (n % 4 === 0) {
      const day = addDays(today, -by.whole(20, 300));
      missing.push(`${number},${uk(born)},M,${uk(day)},${uk(addDays(day, 1))}`);
    }
  }
  return [["header.csv", header], ["episodes.csv", care], ["missing.csv", missing]].map(([name, lines]) => {
    const path = join(folder, name as string);
    writeFileSync(path, `${(lines as string[]).join("\n")}\n`);
    return path;
  });
}
