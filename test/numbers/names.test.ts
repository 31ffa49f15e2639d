import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { confirmImport } from "#app/models/numbers/import-confirm.server.ts";
import { guessMap, parseMap, readNames, whyNotMap } from "#app/models/numbers/import-names.ts";
import { faultsAsCsv, importOf, previewOf } from "#app/models/numbers/import-preview.server.ts";
import { chooseWhom, tallyOf } from "#app/models/numbers/import.server.ts";
import { bookFor } from "#app/models/subjects/references.server.ts";
import { findSubjects } from "#app/models/subjects/search.server.ts";
import { type Stage, stage } from "../cast.ts";
import { checked, filesOf } from "../support/importing.ts";

const map = { child: "Number", family: "Surname", given: "Forename", born: "DOB" };

describe("Columns", () => {
  test.each([
    [["Client ID", "Surname", "Forename", "DOB"], { child: "Client ID", family: "Surname", given: "Forename", born: "DOB" }],
    [["CHILD", "Last Name", "First Name", "Date of Birth"], { child: "CHILD", family: "Last Name", given: "First Name", born: "Date of Birth" }],
    [["x", "y"], { child: null, family: null, given: null, born: null }],
  ])("%j is guessed", (headings, guess) => expect(guessMap(headings)).toEqual(guess));

  test("Columns that are not there, or chosen twice, or none at all are refused beside their field", () => {
    const headings = ["Number", "Surname"];
    expect(whyNotMap({ child: null, family: "Surname", given: null, born: null }, headings)).toEqual({ field: "child", message: "Choose the column that holds the authority's number" });
    expect(whyNotMap({ child: "Number", family: null, given: null, born: null }, headings)).toMatchObject({ field: "family" });
    expect(whyNotMap({ child: "Number", family: "Name", given: null, born: null }, headings)).toEqual({ field: "family", message: "The file has no column “Name”" });
    expect(whyNotMap({ child: "Number", family: "number", given: null, born: null }, headings)).toEqual({ field: "family", message: "“number” is chosen twice" });
    expect(whyNotMap({ child: "number", family: "SURNAME", given: null, born: null }, headings)).toBeNull();
  });

  test("The command's --map", () => {
    expect(parseMap("CHILD=Number, family=Surname,given=Forename")).toEqual({ child: "Number", family: "Surname", given: "Forename", born: null });
    expect(() => parseMap("family=Surname")).toThrow("--map lacks CHILD=");
    expect(() => parseMap("CHILD=Number,colour=Blue")).toThrow("--map: “colour=Blue” is not one of");
  });
});

test("Rows that are refused say why: no number, no such child, no name, another birthday, two names for one number", () => {
  const rows = [["", "A", "B", ""], ["9", "A", "B", ""], ["1", "", "", ""], ["1", "A", "B", "13/03/2011"], ["1", "A", "B", "31/02/2011"], ["2", "A", "B", ""], ["2", "C", "D", ""], ["1", "Ní  Bhriain", "Zoë", "12/03/2011"], ["1", "Ní Bhriain", "Zoë", ""]];
  const read = readNames({ file: "names.csv", columns: ["NUMBER", "SURNAME", "FORENAME", "DOB"], rows: rows.map((cells, i) => ({ line: i + 2, cells })) }, map, "Seaholme", (child) => (child === "9" ? undefined : { born_on: child === "1" ? "2011-03-12" : null, inReach: true }));
  expect(read.faults.map((f) => `${f.line}: ${f.reason}`)).toEqual([
    "2: The child's number is missing",
    "3: No child of Seaholme with this number is in the records that you may open",
    "4: The row has no name",
    "5: The date of birth differs from the record's: check that the number is this child's",
    "6: “31/02/2011” is not a real date. Dates are written DD/MM/YYYY",
    "7: Line 8 gives the same number another name: neither is taken",
    "8: Line 7 gives the same number another name: neither is taken",
    "10: The row repeats line 9",
  ]);
  expect(read.rows).toEqual([{ line: 9, child: "1", family: "Ní Bhriain", given: "Zoë" }]);
});

describe("Names for imported children", () => {
  let s: Stage;
  beforeEach(async () => {
    s = await stage();
    const id = await checked(s, filesOf({ "header.csv": "CHILD,SEX,DOB,ETHNIC,UPN\n100,F,12/03/2011,WBRI,\n200,M,01/05/2012,MWBC," }));
    await chooseWhom(await s.as("ruth"), id, { all: true, known: false, missingLately: false });
    await confirmImport(await s.as("ruth"), id);
  });
  afterEach(() => s.close());
  const names = "Number,Surname,Forename,DOB\n100,Sørensen-Akinfenwa,Zoë,12/03/2011\n999,X,Y,\n";

  test("are matched by number, found by spelling, kept in the trace, and the same list again changes nothing", async () => {
    const ruth = await s.as("ruth");
    const id = await checked(s, filesOf({ "names.csv": names }), { kind: "names", map });
    expect((await previewOf(ruth, id, { page: 1, faultPage: 1, only: "all" })).children).toMatchObject([{ number: "100", state: "changed" }]);
    expect((await s.db.selectFrom("child").select("family_name").where("authority_number", "=", "100").executeTakeFirstOrThrow()).family_name).toBeNull();
    await confirmImport(ruth, id);
    expect((await findSubjects(ruth, "sorensen zoe")).map((f) => [f.name, f.ref])).toEqual([["Zoë Sørensen-Akinfenwa", "C-0001"]]);
    expect((await bookFor(ruth, [], ["with Zoe Sorensen Akinfenwa"]))("with Zoe Sorensen Akinfenwa")).toBe("with C-0001");
    expect(await s.db.selectFrom("name_changed").selectAll().execute()).toEqual([]);
    expect((await findSubjects(ruth, "200")).map((f) => f.name)).toEqual(["Child 200 of Seaholme"]);
    expect(await s.db.selectFrom("record_change").select(["field", "was", "became"]).orderBy("field").execute()).toEqual([{ field: "family_name", was: null, became: "Sørensen-Akinfenwa" }, { field: "given_names", was: null, became: "Zoë" }]);
    const again = await checked(s, filesOf({ "names.csv": names }), { kind: "names", map });
    expect((await tallyOf(ruth, again, true)).children).toEqual({ fresh: 0, changed: 0, same: 1, withdrawn: 0 });
  });

  test("A child out of reach is refused in the words of one who does not exist", async () => {
    await s.db.updateTable("import_candidate").set({ panel_id: "macse" }).execute();
    await s.db.updateTable("membership").set({ to_on: "2026-11-20" }).where("panel_id", "=", "macse").execute();
    const id = await checked(s, filesOf({ "names.csv": names }), { kind: "names", map });
    const { faults } = await previewOf(await s.as("ruth"), id, { page: 1, faultPage: 1, only: "all" });
    expect([...new Set(faults.map((f) => f.reason))]).toEqual(["No child of Seaholme with this number is in the records that you may open"]);
    expect(faults).toHaveLength(2);
  });

  test("A list that lacks a chosen column ends in a sentence", async () => {
    const id = await checked(s, filesOf({ "names.csv": "Number,Name\n100,A\n" }), { kind: "names", map });
    expect((await importOf(await s.as("ruth"), id)).failed).toBe("The file has no column “Surname”");
  });

  test("The list of refused rows runs no formula in a spreadsheet", () => {
    expect(faultsAsCsv([{ file: "=cmd().csv", line: 2, column: null, child: "-1", reason: 'a "quote"' }])).toBe('\uFEFF"File","Line","Column","Child","Reason"\r\n"\'=cmd().csv","2","","\'-1","a ""quote"""\r\n');
  });
});
