import { contextOf, chromiumOrNot, look, openKillable, toWrite } from "../chromium.ts";
import { fold, rowsOf } from "../checker.ts";
import { newDocument, openGround, personOf } from "../ground.ts";
import { History } from "../history.ts";
import type { FaultLine } from "../line.ts";
import { atLeast, none, type Tally, told } from "../tally.ts";
import { tokenOf } from "../tokens.ts";
import { pause } from "../writers.ts";

/** A browser is killed while somebody types: what its screen last called saved is in the log, to the letter. */
export const browser: FaultLine = {
  name: "browser", of: "browser kills", short: 4, full: 200, batch: 20, tool: chromiumOrNot,
  run: async (on, units, from) => {
    const ground = await openGround({ program: on.program });
    const history = new History(on.record(`${from}`));
    const tally: Tally = { "browsers killed": 0, "called saved and missing": 0, "never called saved": 0, "characters called saved": 0, "characters typed": 0, "looks at the screen": 0 };
    const one = async (n: number): Promise<void> => {
      const { id, item } = await newDocument(ground.house.db);
      const cookie = await ground.cookie(personOf(n % 20));
      const { browser, kill } = await openKillable();
      const context = await contextOf(browser, ground.house.url, cookie);
      const page = await context.newPage();
      await page.goto(`/meetings/m1/live?item=${item}`);
      await toWrite(page);
      let over = false;
      let saved = "";
      let typed = 0;
      const typing = (async () => {
        for (let k = 0; !over; k++) {
          const tok = tokenOf(`b${n}`, k);
          await page.keyboard.type(`${tok} `);
          typed += tok.length + 1;
        }
      })().catch(() => undefined);
      const looking = (async () => {
        while (!over) {
          const seen = await look(page);
          if (!seen) return;
          tally["looks at the screen"]!++;
          // One writes, at the end: what was once called saved only grows.
          if (seen.saved && seen.text.length >= saved.length) saved = seen.text;
          await pause(5);
        }
      })();
      await pause(700 + Math.random() * 1300);
      // Half of them are at rest for a moment first, so that the screen has the time to say so.
      if (n % 2) {
        over = true;
        await Promise.all([typing, looking]);
        for (let k = 0; k < 40; k++) {
          const seen = await look(page);
          if (seen?.saved) saved = seen.text;
          if (seen?.saved) break;
          await pause(25);
        }
      }
      await kill();
      over = true;
      await Promise.all([typing, looking]);
      await browser.close().catch(() => undefined);
      history.note({ proc: `b${n}`, f: "kill", type: "ok", document: id, note: saved });
      const kept = fold(await rowsOf(ground.house.db, [id]));
      tally["browsers killed"]!++;
      tally["characters typed"]! += typed;
      tally["characters called saved"]! += saved.length;
      if (!saved) tally["never called saved"]!++;
      if (!kept.startsWith(saved)) tally["called saved and missing"]!++;
    };
    try {
      for (let n = 0; n < units; n += 2) await Promise.all([n, n + 1].filter((k) => k < units).map((k) => one(from + k)));
    } finally {
      history.close();
      await ground.close();
    }
    return tally;
  },
  figures: (tally, wanted) => [
    atLeast("browser", tally, "browsers killed", wanted),
    none("browser", tally, "called saved and missing"),
    atLeast("browser", tally, "characters called saved", wanted * 10),
    ...["characters typed", "looks at the screen", "never called saved"].map((name) => told("browser", tally, name)),
  ],
};
