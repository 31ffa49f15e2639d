import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newId } from "#app/models/core/ask.server.ts";
import { findSubjects } from "#app/models/subjects/search.server.ts";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { importList, importOf, previewOf } from "#app/models/numbers/import-preview.server.ts";
import { sweepImports } from "#app/models/numbers/import-sweep.server.ts";
import { chooseWhom, discardImport, startImport, takeOne, tallyOf } from "#app/models/numbers/import.server.ts";
import { largestFile } from "#app/models/numbers/import.ts";
import { stagingTables } from "#app/models/numbers/import-stage.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { checked, failureOf, filesOf } from "../support/importing.ts";
import { episodeColumns, headerColumns, inventReturn, missingColumns, writeReturn } from "../support/ssda903.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.close());

const header = (...rows: string[]) => [headerColumns.join(","), ...rows].join("\r\n");
const episodes = (...rows: string[]) => [episodeColumns.join(","), ...rows].join("\r\n");
const missing = (...rows: string[]) => [missingColumns.join(","), ...rows].join("\r\n");
const ann = "100,F,12/03/2011,WBRI,A123456789012,,";
const bob = "200,M,01/05/2012,MWBC,,,";
const annsCare = "100,01/02/2024,S,C2,N1,U6,PR4,,,,,,";
const annsMissing = "100,12/03/2011,M,01/09/2026,03/09/2026";
const page = { page: 1, faultPage: 1, only: "all" };

/** Everything that is recorded of children, in an order that does not depend on ids. */
async function records() {
  const rows = async (query: ReturnType<typeof sql>) => (await query.execute(s.db)).rows;
  return {
    children: await rows(sql`select s.ref, s.display_name, s.born_on, c.sex, c.ethnicity, c.upn, c.authority, c.authority_number from subject s join child c on c.subject_id = s.id order by s.ref`),
    care: await rows(sql`select c.authority_number, e.from_on, e.to_on, e.legal_status, e.placement, e.superseded_at is not null as old from care_episode e join child c on c.subject_id = e.child_id order by 1, 2, 3, 6`),
    missing: await rows(sql`select c.authority_number, e.kind, e.from_on, e.to_on, e.from_at, e.to_at, e.superseded_at is not null as old from missing_episode e join child c on c.subject_id = e.child_id order by 1, 3, 4, 7`),
    candidates: await rows(sql`select count(*) as n from import_candidate`),
  };
}
const staged = async () => Promise.all(stagingTables.map(async (table) => Number((await s.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n)));
const take = async (paths: string[], by: Person = "ruth") => {
  const id = await checked(s, paths, { by });
  await chooseWhom(await s.as(by), id, { all: true, known: false, missingLately: false });
  await confirmImport(await s.as(by), id);
  return id;
};

describe("Who may not import", () => {
  test("Priya, a member, Helen, in no panel, and the administrator are refused", async () => {
    for (const person of ["priya", "helen", "admin"] as const)
      await expect(startImport(await s.as(person), { panelId: "mfh", authority: "Seaholme", kind: "ssda903", files: ["header.csv"] })).rejects.toMatchObject({ status: person === "priya" ? 403 : 404 });
  });

  test("Priya, Amira of another panel, and the auditor do not learn that Ruth's import exists", async () => {
    const id = await checked(s, filesOf({ "header.csv": header(ann) }));
    for (const person of ["priya", "amira", "helen", "admin", "audit"] as const) {
      const ask = await s.as(person);
      for (const knock of [() => importOf(ask, id), () => previewOf(ask, id, page), () => confirmImport(ask, id), () => discardImport(ask, id), () => takeOne(ask, id, "100", true)]) await expect(knock()).rejects.toMatchObject({ status: 404 });
      expect(await importList(ask)).toEqual([]);
    }
    expect(await importList(await s.as("gareth"))).toHaveLength(1);
  });
});

describe("Files that cannot be read are named in a sentence, and nothing is written", () => {
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(header(ann), "utf16le")]);
  test.each<[string, Record<string, string | Buffer>, RegExp]>([
    ["an empty file", { "header.csv": "" }, /^header.csv is empty$/],
    ["UTF-16", { "header.csv": utf16 }, /^header.csv is encoded as UTF-16. Save it as “CSV UTF-8”$/],
    ["UTF-16 without its mark", { "header.csv": utf16.subarray(2) }, /is encoded as UTF-16/],
    ["an Excel workbook", { "header.csv": Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]) }, /is an Excel workbook or a zip file/],
    ["XML", { "header.csv": "<?xml version='1.0'?><EXPSSDA903/>" }, /is not CSV but XML/],
    ["semicolons", { "header.csv": header(ann).replaceAll(",", ";") }, /separates its columns by semicolons/],
    ["an open quote", { "header.csv": header(`100,"F,12/03/2011,WBRI,${"x".repeat(30_000)}`) }, /is not proper CSV: something is wrong with the quotes near line/],
    ["the wrong file", { "header.csv": "a,b\n1,2" }, /is not a file of the looked-after-children return/],
    ["a missing column", { "header.csv": header(ann).replace("ETHNIC", "ETHNICITY") }, /looks like the header file but lacks the column ETHNIC$/],
    ["a file given twice", { "header.csv": header(ann), "again.csv": header(ann) }, /are both the header file of a return. Give each file once/],
    ["no header", { "missing.csv": missing(annsMissing) }, /^The header file is missing/],
    ["too large", { "header.csv": Buffer.alloc(largestFile + 1, "a") }, /^header.csv is larger than 20 MB/],
  ])("%s", async (_, texts, sentence) => {
    const id = await checked(s, filesOf(texts));
    expect(await failureOf(s, id)).toMatch(sentence);
    expect(await staged()).toEqual([0, 0, 0, 0, 0]);
    await expect(confirmImport(await s.as("ruth"), id)).rejects.toMatchObject({ status: 409 });
    expect((await records()).children).toEqual([]);
  });
});

describe("Encodings that can be read", () => {
  test("A mark at the start and either line ending make no difference; Windows-1252 is read and said", async () => {
    await take(filesOf({ "header.csv": `\uFEFF${header(ann, bob)}`, "episodes.csv": episodes(annsCare).replaceAll("\r\n", "\n") }));
    expect((await records()).children).toMatchObject([{ authority_number: "100" }, { authority_number: "200" }]);
    const id = await checked(s, filesOf({ "header.csv": Buffer.from(header(ann, "caf\xe9,F,12/03/2011,WBRI,,,"), "latin1") }));
    expect((await importOf(await s.as("ruth"), id)).summary.notes[0]).toMatch(/is not UTF-8. It was read as Windows-1252/);
  });
});

describe("A preview writes nothing; confirming writes the children taken and forgets the rest", () => {
  const files = () => filesOf({ "header.csv": header(ann, bob, "300,F,31/02/2010,WBRI,,,"), "episodes.csv": episodes(annsCare, "200,01/02/2025,S,V2,N1,K2,PR1,,,,,,"), "missing.csv": missing(annsMissing, "999,12/03/2011,M,01/09/2026,") });

  test("Ann, missing within 12 months, is taken; Bob is not, and nothing of Bob stays", async () => {
    const id = await checked(s, files());
    const ruth = await s.as("ruth");
    const preview = await previewOf(ruth, id, page);
    expect(preview.groups).toEqual({ known: 0, missingLately: 1, either: 1, all: 2 });
    expect(preview.taken).toMatchObject({ children: { fresh: 1 }, care: { fresh: 1 }, missing: { fresh: 1 } });
    expect(preview.faults).toEqual([
      { file: "header.csv", line: 4, column: "DOB", child: "300", reason: "“31/02/2010” is not a real date. Dates are written DD/MM/YYYY" },
      { file: "missing.csv", line: 3, column: "CHILD", child: "999", reason: "No such child is in the header file" },
    ]);
    expect((await records()).children).toEqual([]);

    await confirmImport(ruth, id);
    const after = await records();
    expect(after.children).toEqual([{ ref: "C-0001", display_name: "Child 100 of Seaholme", born_on: "2011-03-12", sex: "female", ethnicity: "White British", upn: "A123456789012", authority: "Seaholme", authority_number: "100" }]);
    expect(after.care).toMatchObject([{ from_on: "2024-02-01", to_on: null, legal_status: "Full care order (C2)", placement: "Foster (U6)" }]);
    expect(after.missing).toMatchObject([{ kind: "missing", from_on: "2026-09-01", to_on: "2026-09-03", from_at: null, to_at: null }]);
    expect(await staged()).toEqual([0, 0, 0, 0, 0]);
    expect(JSON.stringify(await s.db.selectFrom("import_run").selectAll().execute())).not.toContain("200");
    expect(await s.db.selectFrom("return_interview").selectAll().execute()).toEqual([]);
    expect(await s.db.selectFrom("panel_case").selectAll().execute()).toEqual([]);
  });

  test("One news row for the confirmation, one line for each changed child; a second confirmation is refused", async () => {
    const id = await take(files());
    const news = await s.db.selectFrom("news").select("what").where("what", "=", "import confirmed").execute();
    expect(news).toHaveLength(1);
    const lines = await s.db.selectFrom("import_change").select("what").where("import_id", "=", id).orderBy("what").execute();
    expect(lines.map((l) => l.what)).toEqual(["Record made from the looked-after return: 1 care episode added", "Record made from the looked-after return: 1 care episode and 1 missing episode added"]);
    await expect(confirmImport(await s.as("ruth"), id)).rejects.toMatchObject({ status: 409, reason: "This import is already confirmed" });
  });

  test("Discarded, nothing is written and nothing prepared is left", async () => {
    const id = await checked(s, files());
    await discardImport(await s.as("gareth"), id);
    expect(await staged()).toEqual([0, 0, 0, 0, 0]);
    expect((await records()).children).toEqual([]);
    await expect(confirmImport(await s.as("ruth"), id)).rejects.toMatchObject({ reason: "This import was discarded" });
  });

  test("One child can be left out; with nobody taken there is nothing to confirm", async () => {
    const id = await checked(s, files());
    const ruth = await s.as("ruth");
    await takeOne(ruth, id, "100", false);
    await expect(confirmImport(ruth, id)).rejects.toMatchObject({ reason: "No child is chosen: choose whom to take" });
  });

  test("The children taken are in reach of those who prepare the panel, found by number, and of no one else", async () => {
    await take(files());
    expect((await findSubjects(await s.as("gareth"), "100")).map((f) => f.name)).toEqual(["Child 100 of Seaholme"]);
    expect((await findSubjects(await s.as("ruth"), "C-0001")).map((f) => f.ref)).toEqual(["C-0001"]);
    for (const person of ["priya", "amira", "helen"] as const) expect(await findSubjects(await s.as(person), "C-0001")).toEqual([]);
  });
});

describe("The same and later returns", () => {
  const invented = () => inventReturn({ children: 150, episodes: 300, yearEnd: "2026-10-31", seed: 7 });
  const written = (folder = mkdtempSync(join(tmpdir(), "panelroom-again-"))) => Object.values(writeReturn(folder, invented()));

  test("The same files again, three times over and in another order, change nothing", async () => {
    const files = written();
    await take(files);
    const before = await records();
    expect(before.children).toHaveLength(150);
    for (const order of [files, [...files].reverse(), files]) {
      const id = await checked(s, order);
      expect((await tallyOf(await s.as("ruth"), id, false)).children).toEqual({ fresh: 0, changed: 0, same: 150, withdrawn: 0 });
      await confirmImport(await s.as("ruth"), id);
      expect(await records()).toEqual(before);
      expect(await s.db.selectFrom("import_change").select("what").where("import_id", "=", id).execute()).toEqual([]);
    }
  });

  test("Ends, a new episode and a changed birthday come in with the next return; what was there before is kept as superseded", async () => {
    await take(filesOf({ "header.csv": header(ann), "episodes.csv": episodes(annsCare), "missing.csv": missing("100,12/03/2011,M,01/09/2026,") }));
    await take(filesOf({
      "header.csv": header(ann.replace("12/03/2011", "13/03/2011")),
      "episodes.csv": episodes("100,01/02/2024,S,C2,N1,U6,PR4,05/10/2026,X1,CARPL,,,", "100,05/10/2026,P,C2,N1,K2,PR4,,,,,,"), "missing.csv": missing("100,13/03/2011,M,01/09/2026,04/09/2026"),
    }));
    const after = await records();
    expect(after.children).toMatchObject([{ ref: "C-0001", born_on: "2011-03-13" }]);
    expect(after.care).toMatchObject([{ from_on: "2024-02-01", to_on: null, old: 1 }, { from_on: "2024-02-01", to_on: "2026-10-05", old: 0 }, { from_on: "2026-10-05", to_on: null, old: 0 }]);
    expect(after.missing).toMatchObject([{ to_on: null, old: 1 }, { to_on: "2026-09-04", old: 0 }]);
    expect(await s.db.selectFrom("record_change").select(["field", "was", "became"]).execute()).toEqual([{ field: "born_on", was: "2011-03-12", became: "2011-03-13" }]);
    expect((await s.db.selectFrom("import_change").select("what").orderBy("what", "desc").execute())[0]?.what).toBe("Updated from the looked-after return: 1 care episode added; 1 care episode and 1 missing episode changed; date of birth changed");
  });

  test("An episode that the next return has no longer is superseded; an older return does not reopen what ended later", async () => {
    await take(filesOf({ "header.csv": header(ann), "episodes.csv": episodes(annsCare), "missing.csv": missing(annsMissing, "100,12/03/2011,M,10/09/2026,30/09/2026") }));
    await take(filesOf({ "header.csv": header(ann), "episodes.csv": episodes(annsCare), "missing.csv": missing(annsMissing, "100,12/03/2011,M,11/09/2026,30/09/2026") }));
    const after = await records();
    expect(after.missing).toMatchObject([{ from_on: "2026-09-01", old: 0 }, { from_on: "2026-09-10", old: 1 }, { from_on: "2026-09-11", old: 0 }]);
    const older = await checked(s, filesOf({ "header.csv": header(ann), "episodes.csv": episodes(annsCare), "missing.csv": missing(annsMissing, "100,12/03/2011,M,11/09/2026,") }));
    expect(await tallyOf(await s.as("ruth"), older, false)).toMatchObject({ children: { same: 1 }, missing: { same: 2 } });
  });

  test("What people recorded by hand is left alone; what they added to an imported episode goes on with it", async () => {
    await take(filesOf({ "header.csv": header(ann), "episodes.csv": episodes(annsCare), "missing.csv": missing("100,12/03/2011,M,01/09/2026,") }));
    const child = (await s.db.selectFrom("child").select("subject_id").executeTakeFirstOrThrow()).subject_id;
    const episode = (await s.db.selectFrom("missing_episode").select("id").executeTakeFirstOrThrow()).id;
    const at = now.toISOString();
    await s.db.updateTable("missing_episode").set({ police_grade: "high" }).where("id", "=", episode).execute();
    await s.db.insertInto("return_interview").values({ id: newId(), episode_id: episode, offered: "yes", result: "completed", completed_on: "2026-09-05", recorded_at: at, recorded_by_id: "ruth" }).execute();
    await s.db.insertInto("missing_episode").values({ id: newId(), child_id: child, kind: "missing", from_on: "2026-10-10", to_on: "2026-10-14", recorded_at: at, recorded_by_id: "ruth" }).execute();
    const id = await checked(s, filesOf({ "header.csv": header(ann), "episodes.csv": episodes(annsCare), "missing.csv": missing("100,12/03/2011,M,01/09/2026,04/09/2026", "100,12/03/2011,M,10/10/2026,12/10/2026") }));
    expect(await tallyOf(await s.as("ruth"), id, true)).toMatchObject({ missing: { fresh: 0, changed: 1 }, kept: 1 });
    await confirmImport(await s.as("ruth"), id);
    const current = await s.db.selectFrom("missing_episode").select(["id", "from_on", "to_on", "police_grade"]).where("superseded_at", "is", null).orderBy("from_on").execute();
    expect(current).toMatchObject([{ to_on: "2026-09-04", police_grade: "high" }, { to_on: "2026-10-14" }]);
    expect((await s.db.selectFrom("return_interview").select("episode_id").executeTakeFirstOrThrow()).episode_id).toBe(current[0]!.id);
  });

  test("A child of the same number in another authority is another child; the authority's spelling does not matter", async () => {
    const files = filesOf({ "header.csv": header(ann) });
    await take(files);
    const other = await checked(s, files, { authority: "Eastmarch" });
    expect((await tallyOf(await s.as("ruth"), other, false)).children).toMatchObject({ fresh: 1, same: 0 });
    const same = await checked(s, files, { authority: " seaholme " });
    expect((await importOf(await s.as("ruth"), same)).authority).toBe("Seaholme");
    expect((await tallyOf(await s.as("ruth"), same, false)).children).toMatchObject({ fresh: 0, same: 1 });
  });

  test("A child whom only MACSE knows looks new to the chair of MFH alone, and is still one child when taken", async () => {
    await take(filesOf({ "header.csv": header(ann) }));
    const child = (await s.db.selectFrom("child").select("subject_id").executeTakeFirstOrThrow()).subject_id;
    await s.db.deleteFrom("import_candidate").execute();
    await s.db.insertInto("panel_case").values({ id: newId(), panel_id: "macse", subject_id: child, opened_on: "2026-11-01", opened_at: now.toISOString(), why: "x", review_on: "2026-12-01" }).execute();
    await s.db.insertInto("item").values({ id: newId(), meeting_id: await meetingOf("macse"), kind: "subject", section: "children", subject_id: child, position: 1, minutes: 5, reasons: "[]", added_at: now.toISOString() }).execute();
    const id = await checked(s, filesOf({ "header.csv": header(ann) }), { by: "dan" });
    const dan = await s.as("dan");
    const fresh = (await previewOf({ ...dan, who: { ...dan.who, memberships: dan.who.memberships.filter((m) => m.panelId === "mfh") } }, id, page)).children[0];
    // Dan is a MACSE member too and so knows; whoever is not sees a new child.
    expect(fresh).toMatchObject({ number: "100", state: "unchanged" });
    await s.db.updateTable("membership").set({ to_on: "2026-11-20" }).where("panel_id", "=", "macse").where("person_id", "=", "dan").execute();
    const again = await checked(s, filesOf({ "header.csv": header(ann) }), { by: "dan" });
    const preview = await previewOf(await s.as("dan"), again, page);
    expect(preview.children[0]).toMatchObject({ number: "100", state: "new", known: false, ref: null });
    await takeOne(await s.as("dan"), again, "100", true);
    await confirmImport(await s.as("dan"), again);
    expect((await records()).children).toHaveLength(1);
  });

  async function meetingOf(panelId: string): Promise<string> {
    const id = newId();
    await s.db.insertInto("meeting").values({ id, panel_id: panelId, number: 1, on_day: "2026-12-08", starts_at: "10:00", minutes_long: 60, status: "published" }).execute();
    return id;
  }

  test("Two checks of one return: when one is confirmed, the other must be checked again", async () => {
    const files = filesOf({ "header.csv": header(ann), "missing.csv": missing(annsMissing) });
    const [one, two] = [await checked(s, files), await checked(s, files)];
    await confirmImport(await s.as("ruth"), one);
    await expect(confirmImport(await s.as("ruth"), two)).rejects.toMatchObject({ status: 409, reason: expect.stringContaining("records have changed") });
    expect((await records()).children).toHaveLength(1);
  });
});

describe("What stopped is cleared away", () => {
  test("A check that was killed half-way leaves a sentence and no rows; its files are gone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "panelroom-sweep-"));
    const ruth = await s.as("ruth");
    const id = await startImport(ruth, { panelId: "mfh", authority: "Seaholme", kind: "ssda903", files: ["header.csv"] });
    await s.db.insertInto("import_fault").values({ import_id: id, number: 0, kind: "header", file: "header.csv", line: 2, column_name: "DOB", child_number: "100", reason: "x" }).execute();
    writeFileSync(join(folder, "left-over.csv"), readFileSync(filesOf({ "h.csv": header(ann) })[0]!));
    await sweepImports({ db: s.db, now: new Date(now.getTime() + 30_000), folder });
    expect((await importOf(ruth, id)).state).toBe("checking");
    await sweepImports({ db: s.db, now: new Date(now.getTime() + 90_000), folder });
    expect(await importOf(ruth, id)).toMatchObject({ state: "failed", failed: "The check stopped before it was done. Nothing was written: import the files again" });
    expect(await staged()).toEqual([0, 0, 0, 0, 0]);
  });

  test("What nobody confirmed for three days is cleared away", async () => {
    const id = await checked(s, filesOf({ "header.csv": header(ann) }));
    await sweepImports({ db: s.db, now: new Date(now.getTime() + 5 * 86_400_000), folder: tmpdirOf() });
    expect((await importOf(await s.as("ruth"), id)).failed).toMatch(/Nobody confirmed this import within 3 days/);
    expect(await staged()).toEqual([0, 0, 0, 0, 0]);
  });
  const tmpdirOf = () => mkdtempSync(join(tmpdir(), "panelroom-sweep-"));
});
