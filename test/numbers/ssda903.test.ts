import { describe, expect, test } from "vitest";
import { readReturn } from "#app/models/numbers/ssda903-return.ts";
import { type Fault, readReturnDay, recognise, required, sortTables, type Table } from "#app/models/numbers/ssda903.ts";

const today = "2026-11-24";
const table = (kind: keyof typeof required, ...rows: string[]): Table => ({ file: `${kind}.csv`, columns: required[kind], rows: rows.map((row, i) => ({ line: i + 2, cells: row.split(",") })) });
const header = (...rows: string[]) => table("header", ...rows);
const episodes = (...rows: string[]) => table("episodes", ...rows);
const missing = (...rows: string[]) => table("missing", ...rows);

const ann = "100,F,12/03/2011,WBRI,A123456789012";
const annsCare = "100,01/02/2024,S,C2,N1,U6,PR4,,,";
const said = (faults: Fault[]) => faults.map((f) => `${f.file} ${f.line} ${f.column ?? "row"}: ${f.reason}`);

describe("A file is told by its columns, not by its name", () => {
  const of = (...columns: string[]): Table => ({ file: "x.csv", columns, rows: [] });
  test.each([
    [of("A", "B"), "x.csv is not a file of the looked-after-children return (SSDA903): its first line must name columns such as CHILD, SEX, DOB, ETHNIC, UPN"],
    [of("CHILD", "DOB", "REVIEW", "REVIEW_CODE"), "x.csv is the Reviews file of the return. Panelroom reads the header, episodes and missing files"],
    [of("CHILD", "DOB", "MISSING", "MIS_START"), "x.csv looks like the missing file but lacks the column MIS_END"],
    [of("CHILD", "DOB", "SEX", "ETHNIC", "UPN", "SEX"), "x.csv has the column SEX twice"],
  ])("%#", (given, sentence) => expect(recognise(given)).toEqual({ wrong: sentence }));

  test("the same file given twice, and a return without its header, are refused", () => {
    expect(sortTables([header(ann), { ...header(ann), file: "copy.csv" }])).toEqual({ wrong: ["header.csv and copy.csv are both the header file of a return. Give each file once"] });
    expect(sortTables([missing()])).toEqual({ wrong: ["The header file is missing: it says who the children are"] });
  });

  test("the three files are known in any order", () => expect(sortTables([missing(), episodes(), header()])).toHaveProperty("return.header.file", "header.csv"));
});

describe("Refused rows say file, line, column and why", () => {
  test.each<[string, Parameters<typeof readReturn>[0], string[]]>([
    ["a date that is none", { header: header("100,F,31/02/2011,WBRI,") }, ["header.csv 2 DOB: “31/02/2011” is not a real date. Dates are written DD/MM/YYYY"]],
    ["a birth in the future", { header: header("100,F,01/01/2027,WBRI,") }, ["header.csv 2 DOB: 1 Jan 2027 is in the future"]],
    ["no number", { header: header(",F,12/03/2011,WBRI,") }, ["header.csv 2 CHILD: The child's number is missing"]],
    ["unknown codes", { header: header("100,X,12/03/2011,ZZZZ,12") }, ["header.csv 2 SEX: “X” is not a code of SEX", "header.csv 2 ETHNIC: “ZZZZ” is not a code of ETHNIC", "header.csv 2 UPN: “12” is not a unique pupil number: a letter and 12 letters or digits, or UN1 to UN7"]],
    ["a row that is there twice", { header: header(ann, ann) }, ["header.csv 3 row: The row repeats line 2"]],
    ["one number for two children: neither is taken", { header: header(ann, "100,M,01/01/2010,WBRI,") }, ["header.csv 2 CHILD: Line 3 gives the same number with other details: neither is taken", "header.csv 3 CHILD: Line 2 gives the same number with other details: neither is taken"]],
    ["a child in no header", { header: header(ann), episodes: episodes("200,01/02/2024,S,C2,N1,U6,PR4,,,"), missing: missing("200,12/03/2011,M,01/03/2026,") }, ["episodes.csv 2 CHILD: No such child is in the header file", "missing.csv 2 CHILD: No such child is in the header file"]],
    ["a child whose header row was refused", { header: header("100,F,31/02/2011,WBRI,"), missing: missing("100,31/02/2011,M,01/03/2026,") }, ["header.csv 2 DOB: “31/02/2011” is not a real date. Dates are written DD/MM/YYYY", "missing.csv 2 CHILD: The child's row in the header file was refused (line 2)"]],
    ["an episode that ends before it starts", { header: header(ann), episodes: episodes("100,01/02/2024,S,C2,N1,U6,PR4,31/01/2024,X1,") }, ["episodes.csv 2 DEC: The episode ends on 31 Jan 2024, before it starts on 1 Feb 2024"]],
    ["an episode that starts before birth", { header: header(ann), episodes: episodes("100,01/02/2011,S,C2,N1,U6,PR4,,,") }, ["episodes.csv 2 DECOM: The episode starts on 1 Feb 2011, before the child was born"]],
    ["a reason for the end but no end", { header: header(ann), episodes: episodes("100,01/02/2024,S,C2,N1,U6,PR4,,E4A,") }, ["episodes.csv 2 DEC: There is a reason for the end, but no end"]],
    ["unknown legal status, placement and reason", { header: header(ann), episodes: episodes("100,01/02/2024,Q,C9,N1,U9,PR4,,,") }, ["episodes.csv 2 RNE: “Q” is not a code of RNE", "episodes.csv 2 LS: “C9” is not a code of LS", "episodes.csv 2 PLACE: “U9” is not a code of PLACE"]],
    ["two episodes from one day", { header: header(ann), episodes: episodes(annsCare, annsCare, "100,01/02/2024,S,V2,N1,U6,PR4,,,") }, ["episodes.csv 3 DECOM: The row repeats line 2", "episodes.csv 4 DECOM: Line 2 has an episode that starts on the same day"]],
    ["more cells than columns", { header: header(`${ann},x`) }, ["header.csv 2 row: The row has 6 cells, but there are 5 columns"]],
    ["1006 type", { header: header(ann), missing: missing("100,12/03/2011,X,01/03/2026,") }, ["missing.csv 2 MISSING: “X” is neither M (missing) nor A (away from placement) (rule 1006)"]],
    ["564 start needed", { header: header(ann), missing: missing("100,12/03/2011,M,,02/03/2026") }, ["missing.csv 2 MIS_START: The start is missing (rule 564)"]],
    ["565 type needed", { header: header(ann), missing: missing("100,12/03/2011,,01/03/2026,") }, ["missing.csv 2 MISSING: The period has a start but no type, M or A (rule 565)"]],
    ["567 end before start", { header: header(ann), missing: missing("100,12/03/2011,M,05/03/2026,01/03/2026") }, ["missing.csv 2 MIS_END: The period ends on 1 Mar 2026, before it starts on 5 Mar 2026 (rule 567)"]],
    ["1004 and 1005 dates", { header: header(ann), missing: missing("100,12/03/2011,M,31/02/2020,2020-03-01") }, ["missing.csv 2 MIS_START: “31/02/2020” is not a real date. Dates are written DD/MM/YYYY", "missing.csv 2 MIS_END: “2020-03-01” is not a real date. Dates are written DD/MM/YYYY"]],
    ["the future", { header: header(ann), missing: missing("100,12/03/2011,M,25/11/2026,") }, ["missing.csv 2 MIS_START: 25 Nov 2026 is in the future"]],
    ["586 before birth", { header: header(ann), missing: missing("100,12/03/2011,M,01/03/2011,02/03/2011") }, ["missing.csv 2 MIS_START: The period starts on 1 Mar 2011, before the child was born (rule 586)"]],
    ["another date of birth", { header: header(ann), missing: missing("100,13/03/2011,M,01/03/2026,") }, ["missing.csv 2 DOB: The date of birth differs from the header file's"]],
    ["574 a new one while one is open", { header: header(ann), missing: missing("100,12/03/2011,M,01/03/2026,", "100,12/03/2011,M,04/03/2026,05/03/2026") }, ["missing.csv 3 MIS_START: The period starts while that of line 2 is still open (rule 574)"]],
    ["574 overlapping", { header: header(ann), missing: missing("100,12/03/2011,M,04/03/2026,05/03/2026", "100,12/03/2011,A,01/03/2026,06/03/2026") }, ["missing.csv 2 MIS_START: The period starts on 4 Mar 2026, before that of line 3 ends (rule 574)"]],
    ["578 not looked after then", { header: header(ann), episodes: episodes(annsCare), missing: missing("100,12/03/2011,M,01/01/2024,02/01/2024") }, ["missing.csv 2 MIS_START: On 1 Jan 2024 the child was not looked after (rule 578)"]],
    ["577 open when care ended", { header: header(ann), episodes: episodes("100,01/02/2024,S,C2,N1,U6,PR4,01/02/2026,E4A,"), missing: missing("100,12/03/2011,M,31/01/2026,") }, ["missing.csv 2 MIS_END: The child ceased to be looked after on 1 Feb 2026: the period needs an end (rule 577)"]],
    ["581 after care ended", { header: header(ann), episodes: episodes("100,01/02/2024,S,C2,N1,U6,PR4,01/02/2026,E4A,"), missing: missing("100,12/03/2011,M,31/01/2026,03/02/2026") }, ["missing.csv 2 MIS_END: The period ends on 3 Feb 2026, after the child ceased to be looked after on 1 Feb 2026 (rule 581)"]],
    ["575 open when the placement ended", { header: header(ann), episodes: episodes("100,01/02/2024,S,C2,N1,U6,PR4,01/02/2026,X1,CARPL", "100,01/02/2026,P,C2,N1,K2,PR4,,,"), missing: missing("100,12/03/2011,M,31/01/2026,") }, ["missing.csv 2 MIS_END: The placement ended on 1 Feb 2026: the period needs an end (rule 575)"]],
  ])("%s", (_, tables, sentences) => expect(said(readReturn(tables, today).faults)).toEqual(sentences));
});

describe("Accepted rows", () => {
  test("Sex as number or letter; U and codes that say nothing are not known; a unique pupil number that is not known is none", () => {
    const read = readReturn({ header: header("1,1,12/03/2011,WBRI,UN3", "2,2,12/03/2011,NOBT,", "3,U,12/03/2011,BCRB,A123456789012", "4,,1/2/2011,,") }, today);
    expect([...read.children.values()].map((c) => [c.sex, c.ethnicity, c.upn, c.bornOn])).toEqual([["male", "White British", null, "2011-03-12"], ["female", null, null, "2011-03-12"], [null, "Caribbean", "A123456789012", "2011-03-12"], [null, null, null, "2011-02-01"]]);
    expect(read.faults).toEqual([]);
  });

  test("A legal status that changes leaves the placement as it is: an open period is no fault", () => {
    const read = readReturn({ header: header(ann), episodes: episodes("100,01/02/2024,S,V2,N1,U6,PR4,01/02/2026,X1,", "100,01/02/2026,L,C2,N1,U6,PR4,,,"), missing: missing("100,12/03/2011,M,31/01/2026,") }, today);
    expect(read.faults).toEqual([]);
    expect(read.children.get("100")?.missing).toMatchObject([{ kind: "missing", fromOn: "2026-01-31", toOn: null }]);
  });

  test("Two periods on one day, one after the other, are two", () => {
    const read = readReturn({ header: header(ann), missing: missing("100,12/03/2011,M,01/03/2026,01/03/2026", "100,12/03/2011,A,01/03/2026,02/03/2026") }, today);
    expect(read.faults).toEqual([]);
    expect(read.children.get("100")?.missing).toHaveLength(2);
  });

  test("Dates are read as they are written in returns", () => {
    expect(["29/02/2024", "1/2/2024", "29/02/2023", "2024-02-29", "00/01/2024", ""].map(readReturnDay)).toEqual(["2024-02-29", "2024-02-01", null, null, null, null]);
  });
});
