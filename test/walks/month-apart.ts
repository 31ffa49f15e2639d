import { cpus, loadavg } from "node:os";
import { expect } from "vitest";
import { addDays } from "#app/models/core/days.ts";
import { agree, at, editor, moveOn, outcome, reads, write } from "./month-hands.ts";
import { british, codeNow, type Month, provedLongAgo } from "./month-prepare.ts";
import { isSaved, textOn } from "./place.ts";

// The items of the month from which somebody is kept apart, and what they and the others see of it.

/** A4: Priya's item, and hers alone. */
export async function admit({ place, people, nextOn, item, priyaHeard }: Month): Promise<void> {
  const { amira, gareth, ruth, dan, chloe, owen, mairead, priya } = people;
  await moveOn(gareth, "A4", [amira, ruth, dan, chloe, owen, mairead]);
  await write(ruth, "School most days. ");
  await priya.getByText("The chair lets you in when it is time").waitFor();
  expect(await priya.content()).not.toContain("School most days");
  await gareth.getByRole("button", { name: "Let in Priya Nair" }).click();
  await reads(priya, "School most days. ");
  for (const page of [ruth, chloe]) await page.getByText(/Priya Nair.*in since/).waitFor();
  // It gives somebody more than they had: who acts is asked again, and the meeting goes on where it was.
  await provedLongAgo(place, "gareth");
  await gareth.getByRole("button", { name: "Let write Priya Nair" }).click();
  await gareth.getByLabel("Code of your authenticator app").fill(codeNow());
  await gareth.getByRole("button", { name: "Save" }).click();
  await priya.locator("[data-state=saved]").waitFor();
  await write(priya, "Attendance is 62 per cent. ");
  await reads(mairead, "School most days. Attendance is 62 per cent. ");
  await gareth.getByRole("button", { name: "Show out Priya Nair" }).click();
  await priya.getByText(/^You left at/).waitFor();
  expect(await priya.content()).not.toContain("School most days");
  await write(ruth, "Said after she had left. ");
  await outcome(gareth, "Discussed, no change", { "Next review, or deferred to": british(addDays(nextOn, 60)) });
  await agree(gareth, [ruth]);
  await moveOn(gareth, "A5", [amira, ruth, dan, chloe, owen, mairead]);
  // All that ever came to her page, also while others wrote about others.
  const heard = await priyaHeard();
  expect(heard).toContain("School most days");
  const elsewhere = ["A1", "A2", "A3", "A5", "A6", "A7", "A8", "B1", "C1"].flatMap((number) => [item(number).id, item(number).ref]);
  for (const word of [...elsewhere, "Kaczmarek", "Oyelaran", "Thornbury", "Lipska", "Larkspur", "Seafront", "Shaz", "Said after"]) expect(heard.includes(word), word).toBe(false);
  expect(place.reports).toEqual([]);
}

/** A5: Owen says that he knows her; the chair declares it while others write. */
export async function declare({ people, meeting, nextOn, item, place }: Month): Promise<void> {
  const { amira, gareth, ruth, chloe, owen } = people;
  await write(owen, "Owen was here. ");
  await gareth.getByRole("link", { name: "Declare a conflict of interest" }).click();
  const whose = gareth.getByLabel("Whose conflict of interest is it?");
  await whose.selectOption({ label: await whose.locator("option", { hasText: "Owen Thackray" }).innerText() });
  await gareth.getByLabel("Why?").fill("Her uncle is his neighbour");
  const typing = Promise.all([ruth, chloe].map(async (page, i) => {
    await editor(page).click();
    await page.keyboard.press("Control+End");
    for (let n = 0; n < 30; n++) await page.keyboard.type(`${i ? "c" : "r"}${n} `, { delay: 25 });
  }));
  const left = owen.evaluate((words) => new Promise<number>((resolve) => {
    const look = () => document.body.innerText.includes(words) || resolve(Date.now());
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  }), "Ewa Lipska");
  await gareth.getByRole("button", { name: "Declare" }).click();
  const gone = await left;
  const { declared_at } = await place.house.db.selectFrom("conflict").select("declared_at").where("person_id", "=", "owen").executeTakeFirstOrThrow();
  // A second; on a machine that does much else meanwhile, so much longer as it has more to do than it has processors.
  const took = gone - Date.parse(declared_at);
  const busy = Math.max(1, loadavg()[0]! / cpus().length);
  process.stdout.write(`The item left Owen's screen after ${took} ms, on a machine that had ${busy.toFixed(1)} times its work\n`);
  expect(took).toBeLessThanOrEqual(1000 * busy);
  await owen.getByText("The meeting is at an item in which you take no part").waitFor();
  expect(await owen.content()).not.toMatch(/Lipska|C-0005|Owen was here/);
  expect(await owen.getByRole("navigation", { name: "Agenda" }).innerText()).not.toContain("A5");

  // Nobody else noticed more than a line: every letter is there, the caret still in the text, the item still before them.
  await typing;
  for (const page of [ruth, chloe]) {
    await isSaved(page);
    await at(page, "A5").waitFor();
    await page.getByText(/Taking no part: Owen Thackray/).waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest(".cm-content") !== null)).toBe(true);
    expect(await page.content()).not.toContain("neighbour");
  }
  await reads(chloe, await textOn(ruth));
  const text = await textOn(ruth);
  for (const letter of ["r", "c"]) expect([...text.matchAll(new RegExp(`\\b${letter}(\\d+)\\b`, "g"))].map((m) => Number(m[1]))).toEqual(Array.from({ length: 30 }, (_, n) => n));
  expect((await owen.request.get(`/items/${item("A5").id}/history`)).status()).toBe(404);
  await gareth.goto(`${meeting}/live`);
  await outcome(gareth, "Discussed, no change", { "Next review, or deferred to": british(addDays(nextOn, 60)) });
  await agree(gareth, [ruth, amira]);
}

/** A6: closed to police and social care; the others see that it is, and afterwards one line. */
export async function close({ people, nextOn }: Month): Promise<void> {
  const { amira, gareth, ruth, dan, chloe, owen, mairead } = people;
  await moveOn(gareth, "A6", [amira, ruth, dan, chloe, owen, mairead]);
  await write(chloe, "What health knows. ");
  await gareth.getByRole("link", { name: "Close this item to some agencies" }).click();
  await gareth.getByLabel("Northmoor Constabulary").check();
  await gareth.getByLabel("Seaholme Children's Social Care").check();
  await gareth.getByLabel("Who writes the minutes?").selectOption({ label: "Dan Kowalczyk" });
  await gareth.getByRole("button", { name: "Close the session" }).click();
  const outside = [chloe, owen, mairead];
  for (const page of outside) {
    await page.getByText("The meeting is in closed session").waitFor();
    expect(await page.content()).not.toMatch(/Petrie|C-0006|What health knows/);
  }
  await dan.getByText("You write the minutes.").waitFor();
  await write(dan, "Warrant on Tuesday. ");
  for (const page of [amira, ruth]) await reads(page, "Warrant on Tuesday. ");
  await gareth.getByRole("button", { name: "Open the session again" }).click();
  for (const page of outside) {
    await reads(page, "What health knows. ");
    await page.getByText(/^Further information was discussed in closed session, .*\(/).waitFor();
    expect(await page.content()).not.toContain("Warrant");
  }
  await outcome(gareth, "Discussed, no change", { "Next review, or deferred to": british(addDays(nextOn, 60)) });
  await agree(gareth, [ruth]);
}
