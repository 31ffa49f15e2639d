import { expect, test } from "vitest";
import { visitor } from "../house.ts";
import { isSaved, openPlace, textOn } from "./place.ts";

const place = openPlace();

/** Names and words as people write them: in one and in two code points, with joiners and marks of direction that belong to the script. */
const texts = {
  Polish: "Zażółć gęślą jaźń, Świętosława Brzęczyszczykiewicz-Łoś",
  Arabic: "مُحَمَّد بن عبد الله، رأته أمّه عند الميناء ٣ مرّات",
  Welsh: "Llŷr ap Siôn, gwelwyd yn y dŵr â’i ŵyn ger Tŷ’r Ysgol",
  Persian: "می\u200cخواهم نمی\u200cدانم",
  "letters with marks of their own": "Zoe\u0308 Nguye\u0302\u0303n, Sea\u0301n",
};

test.each(Object.entries(texts))("%s goes byte for byte into a record's name, a note, an action and the minutes, and is read again so", async (name, text) => {
  const ruth = await visitor(place.house, "ruth");
  const bytes = Buffer.from(text).toString("hex");
  const same = (kept: string | null | undefined) => expect(Buffer.from(kept ?? "").toString("hex")).toBe(bytes);
  for (const [path, fields] of [
    ["/subjects/c2/details", { family_name: text }],
    ["/subjects/c2/notes/new", { text, panelId: "macse", contact: "The duty desk", handling: "shared" }],
    ["/items/m1-a2/action", { what: text, personId: "dan", due: "in 10 working days" }],
  ] as const) expect([path, (await ruth.post(path, fields)).status]).toEqual([path, 302]);
  same((await place.house.db.selectFrom("child").select("family_name").where("subject_id", "=", "c2").executeTakeFirstOrThrow()).family_name);
  same((await place.house.db.selectFrom("note").select("text").where("text", "=", text).executeTakeFirst())?.text);
  same((await place.house.db.selectFrom("action").select("what").where("what", "=", text).executeTakeFirst())?.what);

  const dan = await place.at("dan", "/meetings/m1/live?item=m1-a2");
  await dan.locator(".cm-content").click();
  await dan.keyboard.press("Control+A");
  await dan.keyboard.insertText(text);
  await isSaved(dan);
  await expect.poll(() => place.fold("m1-a2")).toBe(text);
  same(await place.fold("m1-a2"));
  same(await textOn(dan));
  // Shown without a mark: all of it belongs to the writing.
  const page = await place.at("dan", "/subjects/c2");
  const shown = (await page.locator("main").textContent())!;
  expect(Buffer.from(shown).toString("hex"), name).toContain(bytes);
  expect(await page.locator("main .oddchar").count()).toBe(0);
  await page.context().close();
  await dan.context().close();
});
