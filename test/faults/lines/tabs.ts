import type { Page } from "playwright-core";
import * as Y from "yjs";
import { openBrowser } from "../../browser.ts";
import { chromiumOrNot, contextOf, look, toWrite } from "../chromium.ts";
import { check, type Row, rowsOf } from "../checker.ts";
import { newDocument, openGround, personOf } from "../ground.ts";
import { History } from "../history.ts";
import type { FaultLine } from "../line.ts";
import { add, atLeast, none, type Tally } from "../tally.ts";
import { tokenOf } from "../tokens.ts";
import { pause } from "../writers.ts";

const kinds = ["second tab", "duplicated tab", "back and forward", "read again"] as const;

/** Client ids under which more than one editor instance, or person, has written. */
function usedTwice(rows: Row[]): number {
  const users = new Map<number, Set<string>>();
  for (const row of rows) for (const struct of Y.decodeUpdate(row.bytes).structs) users.set(struct.id.client, (users.get(struct.id.client) ?? new Set()).add(`${row.person_id} ${row.instance}`));
  return [...users.values()].filter((instances) => instances.size > 1).length;
}

const untilSaved = async (page: Page): Promise<boolean> => {
  for (let tries = 0; tries < 400; tries++) {
    if ((await look(page))?.saved) return true;
    await pause(25);
  }
  return false;
};

/** One person with several tabs: each writes under an id of its own, and nothing is lost between them. */
export const tabs: FaultLine = {
  name: "tabs", of: "rounds of tabs", short: 4, full: 500, batch: 40, tool: chromiumOrNot,
  run: async (on, units, from) => {
    const ground = await openGround({ program: on.program });
    const browser = await openBrowser();
    const tally: Tally = { "client ids used twice": 0, "not saved": 0, "screens that differ": 0 };
    for (const kind of kinds) tally[kind] = 0;
    try {
      const cookie = await ground.cookie(personOf(3));
      const context = await contextOf(browser, ground.house.url, cookie);
      for (let n = from; n < from + units; n++) {
        const history = new History(on.record(`${n}`));
        const { id, item } = await newDocument(ground.house.db);
        const kind = kinds[n % kinds.length]!;
        let k = 0;
        const typeIn = async (page: Page, times: number) => {
          for (let i = 0; i < times; i++) {
            const tok = tokenOf(`t${n}`, k++);
            history.note({ proc: `t${n}`, f: "push", type: "invoke", document: id, tok });
            await page.keyboard.insertText(tok);
            history.note({ proc: `t${n}`, f: "push", type: "info", document: id, tok });
          }
        };
        const first = await context.newPage();
        first.on("dialog", (dialog) => void dialog.accept());
        const url = `/meetings/m1/live?item=${item}`;
        await first.goto(url);
        await toWrite(first);
        await typeIn(first, 2);
        let second: Page | null = null;
        if (kind === "second tab") {
          second = await context.newPage();
          await second.goto(url);
        } else if (kind === "duplicated tab") {
          // As the browser's own command does: what the first kept for its session comes along.
          const opened = context.waitForEvent("page");
          await first.evaluate(() => void window.open(location.href));
          second = await opened;
        } else {
          await untilSaved(first);
          if (kind === "back and forward") {
            await first.goto("/home");
            await first.goBack();
            await toWrite(first);
            await typeIn(first, 1);
            await untilSaved(first);
            await first.goForward();
            await first.goBack();
          } else await first.reload();
          await toWrite(first);
        }
        if (second) {
          await second.bringToFront();
          await toWrite(second);
          await typeIn(second, 2);
          await first.bringToFront();
          await first.locator(".cm-content").click();
          await first.keyboard.press("Control+End");
        }
        await typeIn(first, 2);
        for (const page of [first, second]) if (page && !(await untilSaved(page))) tally["not saved"]!++;
        // The screens have all been called saved: nothing of it may be missing now.
        for (let i = 0; i < k; i++) history.note({ proc: `t${n}`, f: "push", type: "ok", document: id, tok: tokenOf(`t${n}`, i) });
        const rows = await rowsOf(ground.house.db, [id]);
        const screens = async () => Promise.all([first, second].flatMap((page) => (page ? [look(page)] : []))).then((looks) => looks.map((one) => one?.text ?? ""));
        // What the one tab typed last comes to the other a moment after it is saved.
        let shown = await screens();
        for (let tries = 0; new Set(shown).size > 1 && tries < 400; tries++) {
          await pause(25);
          shown = await screens();
        }
        const texts = shown.map((text) => ({ document: id, text }));
        add(tally, check({ ops: history.ops, rows, people: new Map([[`t${n}`, personOf(3)]]), texts }));
        tally["client ids used twice"]! += usedTwice(rows);
        tally[kind]!++;
        history.close();
        for (const page of [first, second]) await page?.close();
      }
    } finally {
      await browser.close();
      await ground.close();
    }
    return tally;
  },
  figures: (tally, wanted) => [
    ...kinds.map((kind) => atLeast("tabs", tally, kind, Math.floor(wanted / kinds.length))),
    ...["lost", "twice", "unattributed", "client ids used twice", "texts that differ", "not saved"].map((name) => none("tabs", tally, name)),
    atLeast("tabs", tally, "acknowledged", wanted * 4),
  ],
};
