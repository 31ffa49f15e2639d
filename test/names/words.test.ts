import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "#db/connect.server.ts";
import { chance } from "#db/demo/chance.ts";
import { migrate } from "#db/migrate.server.ts";
import { keepAllNameWords, mayBeNamed } from "#app/models/subjects/name-words.server.ts";
import type { Called } from "#app/models/subjects/name-tree.ts";
import { mayStand, nameWords, textWords } from "#app/models/subjects/name-words.ts";
import { bookFor } from "#app/models/subjects/references.server.ts";
import { foldedName } from "#app/models/subjects/references.ts";
import { type Stage, now, stage } from "../cast.ts";
import { addMeetings } from "../meeting.ts";

// A book of those alone whose names were looked up by their words reads every text as one of everybody on record does.

const given = ["Zoë Grace", "Łukasz", "Ellie-Mae", "Elizabeth", "Siôn", "Nur", "Will", "May", "Aoife", "Mohammed Ali", "José María", "Jo", "Xi", "Grace", "Anne Marie", "Ffion"];
const family = ["Ní Dhomhnaill", "Wróblewski", "Featherstone-Haugh", "O'Brien", "ap Rhys", "al-Khatib", "Young", "Day", "Mac Giolla Phádraig", "Jones", "Johns", "de la Cruz", "Ng", "Park", "Llewellyn", "Smith"];
const others = ["Big Mac", "Razz", "kai_99x", "نور الخطيب", "The Man in the Grey Coat", "Żaneta", "Marsh Lane Car Park", "User name zz top", "Known for waiting at the gate of the school", "王小明", "O'C"];

let s: Stage;
beforeAll(async () => {
  s = await stage();
  await addMeetings(s.db, now);
  const by = chance(11);
  const at = now.toISOString();
  for (let i = 0; i < 120; i++) {
    const [kind, first, last] = [i % 6 === 0 ? ("location" as const) : i % 4 === 0 ? ("offender" as const) : ("child" as const), i % 9 === 0 ? null : by.pick(given), i % 11 === 0 ? null : by.pick(family)];
    const id = `p${i}`;
    await s.db.insertInto("subject").values({ id, kind, ref: `${kind === "child" ? "C" : kind === "offender" ? "O" : "L"}-${2000 + i}`, display_name: kind === "location" ? by.pick(others) : [first, last].filter(Boolean).join(" ") || by.pick(others), created_at: at }).execute();
    if (kind === "child") await s.db.insertInto("child").values({ subject_id: id, given_names: first, family_name: last }).execute();
    if (kind === "offender") await s.db.insertInto("offender").values({ subject_id: id, given_names: first, family_name: last, user_name: i % 8 === 0 ? "kai_99x" : null }).execute();
    if (kind !== "location" && i % 3 === 0) await s.db.insertInto("alias").values({ id: `${id}-alias`, subject_id: id, name: by.pick(others), kind: "known as", recorded_at: at }).execute();
    if (i % 10 === 1) await s.db.insertInto("link").values({ id: `${id}-link`, a_id: "c1", b_id: id, kind: "peer", confidence: "confirmed", source: "x", recorded_at: at, recorded_by_id: "dan" }).execute();
  }
});
afterAll(() => s.close());

const by = chance(5);
/** A name as people write it: the other way round, in small letters, without accents, with its words joined or parted, a letter wrong, cut to an initial. */
function written(name: string): string {
  const ways: ((text: string) => string)[] = [
    (text) => text, (text) => text, (text) => text.toLowerCase(), (text) => text.toUpperCase(), (text) => text.normalize("NFD").replace(/\p{M}/gu, ""), (text) => text.replace(/[ '’-]/g, ""), (text) => text.replace(/ /g, "-"), (text) => text.replace(/['-]/g, " "), (text) => `${text}'s`, (text) => `${text}s`,
    (text) => text.split(" ").reverse().join(", "), (text) => text.replace(/(\p{L})\p{L}+ /u, "$1. "), (text) => text.split(" ")[0]!, (text) => text.split(" ").at(-1)!, (text) => text.replace(" ", "\n"), (text) => text.replace(/(\p{Ll})(\p{Ll})/u, "$2$1"), (text) => text.replace(/ll/g, "l"), (text) => `**${text.replace(" ", "** _")}_`, (text) => text.replace(" ", ' "Coco" '),
  ];
  return by.pick(ways)(by.pick(ways)(name));
}
const around = ["Ring % about the visit", "%: seen", "will % may % be there", "With %, % and %.", "the school of %; Dr %", "asked % to meet % at Marsh Lane", "% % %", "Young % in May, on a day in the park"];
const texts = Array.from({ length: 250 }, () => by.pick(around).replace(/%/g, () => written(by.pick([`${by.pick(given)} ${by.pick(family)}`, `${by.pick(given)} ${by.pick(family)}`, by.pick(given), by.pick(family), by.pick(others), "Elisabeth", "Liz O'Brien", "Mo Khatib"]))));

test("Who was looked up is enough: with everybody it reads the same, names, spellings and what is uncertain, whoever is near", async () => {
  const ask = await s.as("ruth");
  const read = async () => {
    const all = [];
    for (const listed of [[], ["p7", "p8", "p9", "c1"]]) for (const text of texts) all.push({ text, ...(await bookFor(ask, listed, [text])).read(text, "p8") });
    const together = await bookFor(ask, ["p7"], texts);
    return [...all, ...texts.map((text) => ({ text, ...together.read(text) }))];
  };
  expect(await keepAllNameWords(ask)).toBeGreaterThan(120);
  const [quick, few] = [await read(), await mayBeNamed(ask, [texts[0]!])];
  // Whoever's words are not written yet is always among those looked up: now that is everybody.
  await s.db.insertInto("name_changed").columns(["subject_id"]).expression(s.db.selectFrom("subject").select("id")).execute();
  expect(await mayBeNamed(ask, [])).toHaveLength(123);
  const exact = await read();
  expect(few.length).toBeLessThan(60);
  expect(quick.map((one) => JSON.stringify(one))).toEqual(exact.map((one) => JSON.stringify(one)));
  const found = exact.flatMap((one) => one.pieces.map((piece) => piece.how));
  expect(found.filter((how) => how === "name").length).toBeGreaterThan(200);
  expect(found.filter((how) => how === "spelling").length).toBeGreaterThan(40);
  expect(exact.flatMap((one) => one.unsure).length).toBeGreaterThan(100);
}, 60_000);

const called = (givenNames: string | null, familyName: string | null, ...names: string[]): Called => ({ id: "x", ref: "C-0001", givenNames, familyName, near: false, names: [[givenNames, familyName].filter(Boolean).join(" ") || "C-0001", ...names] });
const zoe = called("Zoë Grace", "Ní Dhomhnaill", "Big Mac", "kai_99x");
test.each([
  ["Zoë Ní Dhomhnaill", true], ["zoe ni dhomhnaill", true], ["Ní Dhomhnaill, Zoë Grace", true], ["ZoeNiDhomhnaill", true], ["Zoe NiDhomhnaill", true], ["Zoe Domhnaill", true], ["Grayce Dhomhnaill", true], ["Grayce NiDhomhnaill", true],
  ["big mac", true], ["the big house of Mac", true], ["KAI_99X", true], ["kai 99x", true], ["Zoë", false], ["the Dhomhnaills", false], ["Zoë went. Dhomhnaill stayed", false], ["Grace and Mac", false], ["kai", false], ["", false],
])("In “%s” Zoë Grace Ní Dhomhnaill, known as Big Mac and as kai_99x, may be named: %s", (text, may) => {
  expect(nameWords(zoe).some((one) => mayStand(one, textWords([text])))).toBe(may);
});

test("A name is kept under a word of it as texts are read, the longest, and of a bare reference nothing is", () => {
  expect(nameWords(called("Łukasz", "Żak")).map(({ word, part, rest }) => `${part} ${word}: ${rest}`).sort()).toEqual(["family zak: lukasz", "given lukasz: zak", "whole lukasz: lukasz zak", "whole lukaszzak: lukaszzak", "whole zaklukasz: zaklukasz"]);
  expect(nameWords(called(null, null))).toEqual([]);
  for (const name of ["The Man in the Grey Coat", "ßigi Ødegård-Đurić", "ﬁona", "İpek"]) for (const one of nameWords(called(null, null, name))) expect(` ${foldedName(name)} ${foldedName(name).replace(/ /g, "")} `).toContain(` ${one.word} `);
});

test("Names that were recorded before their words were kept count from the first moment, and the first start writes their words", async () => {
  const file = join(mkdtempSync(join(tmpdir(), "panelroom-words-")), "old.sqlite");
  copyFileSync(new URL("../fixtures/first.sqlite", import.meta.url), file);
  const db = connect(file);
  try {
    await db.insertInto("subject").values([{ id: "c9", kind: "child", ref: "C-0009", display_name: "Siôn ap Rhys", created_at: now.toISOString() }, { id: "c8", kind: "child", ref: "C-0008", display_name: "Ffion Young", created_at: now.toISOString() }]).execute();
    await db.insertInto("child").values([{ subject_id: "c9", given_names: "Siôn", family_name: "ap Rhys" }, { subject_id: "c8", given_names: "Ffion", family_name: "Young" }]).execute();
    await migrate(db);
    const ask = { ...(await s.as("ruth")), db };
    const told = async () => (await bookFor(ask, [], ["Ask sion ap-rhys"]))("Ask sion ap-rhys");
    expect([await told(), (await mayBeNamed(ask, ["Ask sion ap-rhys"])).sort()]).toEqual(["Ask C-0009", ["c8", "c9"]]);
    expect(await keepAllNameWords(ask)).toBe(2);
    expect([await told(), await mayBeNamed(ask, ["Ask sion ap-rhys"])]).toEqual(["Ask C-0009", ["c9"]]);
    expect(await keepAllNameWords(ask)).toBe(0);
  } finally {
    await db.destroy();
    rmSync(dirname(file), { recursive: true, force: true });
  }
});
