import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { connect } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { migrate } from "#db/migrate.server.ts";
import { breakBefore } from "../server/rehearsal/attendee.ts";
import { refuseUnlessDemo } from "../server/rehearsal/only-demo.ts";
import { openPace } from "../server/rehearsal/pace.ts";
import { cast } from "../server/rehearsal/people.ts";
import { mostTurns, type Spoken, turnsFor } from "../server/rehearsal/script.ts";
import { now } from "./cast.ts";

const me = (by: string) => `Somebody of ${by}`;
const about = (kind: string | null, nth = 0, title = "Welcome, introductions and confidentiality statement"): Spoken => ({ number: `A${nth + 1}`, title, kind, nth, reasons: ["Review due 3 March", "Two actions overdue", "A third"] });
const kinds = ["Child", "Person posing risk", "Location", null] as const;

test.each(kinds)("Under the same item (%s) the same people say the same in the same order", (kind) => {
  expect(turnsFor(about(kind), me)).toEqual(turnsFor(about(kind), me));
});

test.each(kinds)("At least eight speak under an item (%s), and nobody more than twice", (kind) => {
  const turns = turnsFor(about(kind), me);
  const count = (by: string) => turns.filter((turn) => turn.by === by).length;
  expect(new Set(turns.map((turn) => turn.by)).size).toBeGreaterThanOrEqual(8);
  expect(turns.filter((turn) => count(turn.by) > mostTurns)).toEqual([]);
  expect(turns.filter((turn) => !Object.values(cast).includes(turn.by))).toEqual([]);
});

test("Two children after one another do not hear the same, and why they are listed stands at the top", () => {
  const [first, second] = [turnsFor(about("Child"), me), turnsFor(about("Child", 1), me)];
  const said = new Set(first.slice(1).map((turn) => turn.words));
  expect(second.slice(1).filter((turn) => said.has(turn.words))).toEqual([]);
  expect(first[0]!.words).toBe("**Why now:** Review due 3 March; Two actions overdue.\n\n**Updates**\n");
});

test("What is put at the end of a text begins a line or a paragraph of its own", () => {
  expect([breakBefore("", true), breakBefore("Seen", false), breakBefore("Seen", true), breakBefore("Seen\n", true), breakBefore("Seen\n\n", true)]).toEqual(["", "\n", "\n\n", "\n", ""]);
});

test("People wait as long as their pace says, and not at all once it is over", async () => {
  const slept: number[] = [];
  const pace = openPace(10, 7, async (ms) => void slept.push(ms));
  await pace.wait(5000);
  pace.end();
  await pace.wait(5000);
  expect([slept, pace.over]).toEqual([[500], true]);
});

const folder = mkdtempSync(join(tmpdir(), "panelroom-rehearsal-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file with the demonstration's partnership, or nobody, and then whoever else. */
async function fileWith(name: string, demo: boolean, ...emails: string[]): Promise<string> {
  const file = join(folder, name);
  const db = connect(file);
  await migrate(db);
  if (demo) await fillPartnership(db, now);
  else await db.insertInto("agency").values({ id: "csc", name: "A council", kind: "children's social care" }).execute();
  for (const [i, email] of emails.entries()) await db.insertInto("person").values({ id: `p${i}`, agency_id: "csc", name: "Ada Real", email, password_hash: "", created_at: now.toISOString() }).execute();
  await db.destroy();
  return file;
}

test("A database of somebody's own is refused, and one of the demonstration with somebody in it who may be real", async () => {
  await expect(refuseUnlessDemo(await fileWith("own", false, "ada@council.gov.uk"))).rejects.toThrow("was not made by it");
  await expect(refuseUnlessDemo(await fileWith("mixed", true, "ada@council.gov.uk"))).rejects.toThrow("who may be real");
});

test("The demonstration's own is not, nor one that is still to be filled", async () => {
  await refuseUnlessDemo(await fileWith("demo", true));
  await refuseUnlessDemo(await fileWith("empty", false));
  await refuseUnlessDemo(join(folder, "never made"));
  writeFileSync(join(folder, "nothing"), "");
  await refuseUnlessDemo(join(folder, "nothing"));
});
