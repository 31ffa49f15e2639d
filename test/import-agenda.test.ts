import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "#app/models/core/ask.server.ts";
import { addDays, type Day } from "#app/models/core/days.ts";
import { previewAgenda } from "#app/models/meetings/proposal.server.ts";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { chooseWhom } from "#app/models/numbers/import.server.ts";
import { panelSettings } from "#app/models/people/panel.server.ts";
import { type Stage, stage } from "./cast.ts";
import { expectedProposals } from "./support/expected-proposals.ts";
import { checked } from "./support/importing.ts";
import { inventReturn, writeReturn } from "./support/ssda903.ts";

// "Shows it" 4: a return of 2,500 children and 5,000 care episodes, then what the Missing From Home panel's rules make of it.
let s: Stage;
let files: ReturnType<typeof writeReturn>;
const numberOf = new Map<string, string>();

beforeAll(async () => {
  s = await stage();
  files = writeReturn(mkdtempSync(join(tmpdir(), "panelroom-return-")), inventReturn({ children: 2500, episodes: 5000, yearEnd: "2026-10-31" }));
  const id = await checked(s, [files.header, files.episodes, files.missing]);
  const ruth = await s.as("ruth");
  await chooseWhom(ruth, id, { all: true, known: false, missingLately: false });
  await confirmImport(ruth, id);
  for (const row of await s.db.selectFrom("child").select(["subject_id", "authority_number"]).execute()) numberOf.set(row.subject_id, row.authority_number!);
}, 60_000);
afterAll(() => s.close());

async function proposedAsOf(asOf: Day, meetingOn: Day) {
  const meeting = { id: newId(), panel_id: "mfh", on_day: meetingOn };
  const { proposed, turned18 } = await previewAgenda(await s.as("gareth"), meeting, asOf);
  return { proposed: new Map(proposed.map((p) => [numberOf.get(p.subjectId)!, p.reasons])), turned18: new Set(turned18.map((t) => numberOf.get(t.subjectId)!)) };
}

describe("The agenda proposed from an imported return equals what the files alone say", () => {
  test.each(["2025-12-15", "2026-03-31", "2026-06-30", "2026-10-31", "2026-11-24"])("as of %s, child by child and reason by reason, both ways", async (asOf) => {
    const meetingOn = addDays(asOf, 9);
    const { missing } = (await panelSettings({ db: s.db }, "mfh", asOf)).rules;
    const ours = await proposedAsOf(asOf, meetingOn);
    const theirs = expectedProposals(files, { asOf, meetingOn, rules: missing! });
    expect(theirs.proposed.size).toBeGreaterThan(5);
    expect([...ours.proposed.keys()].filter((child) => !theirs.proposed.has(child)), "proposed, but not by the files").toEqual([]);
    expect([...theirs.proposed.keys()].filter((child) => !ours.proposed.has(child)), "in the files, but not proposed").toEqual([]);
    const inWords = [...ours.proposed].map(([child, reasons]) => [child, reasons.map((reason) => reason.text).sort()] as const).sort();
    expect(inWords).toEqual([...theirs.proposed].map(([child, reasons]) => [child, [...reasons].sort()] as const).sort());
    expect([...ours.turned18].sort()).toEqual([...theirs.turned18].sort());
  });

  test("No reason rests on what a return does not carry", async () => {
    const ours = await proposedAsOf("2026-06-30", "2026-07-09");
    expect([...new Set([...ours.proposed.values()].flat().map((reason) => reason.rule))]).toEqual(["missing"]);
    expect(await s.db.selectFrom("return_interview").selectAll().execute()).toEqual([]);
    expect(await s.db.selectFrom("missing_episode").select("id").where((eb) => eb.or([eb("from_at", "is not", null), eb("to_at", "is not", null), eb("police_grade", "is not", null)])).execute()).toEqual([]);
  });
});
