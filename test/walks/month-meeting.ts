import { io, type Socket } from "socket.io-client";
import { expect } from "vitest";
import { addDays, shortDay } from "#app/models/core/days.ts";
import * as parser from "#app/live/wire.ts";
import { goneMs } from "#app/models/meetings/chairing.ts";
import type { House } from "../house.ts";
import { cookieWith, sessionOf } from "../session.ts";
import { cost, handsOf, pressedOn } from "./effort.ts";
import { keyboard } from "./hands.ts";
import { others } from "./month-fill.ts";
import { agree, at, editor, moveOn, outcome, reads, write } from "./month-hands.ts";
import { british, type Month } from "./month-prepare.ts";
import { isSaved, textOn } from "./place.ts";

// The meeting itself, item by item. Whoever is named acts; what the others then see is asserted beside it.

/** Somebody with no part in the walk signs in and is at the meeting's page: by the line that it opens, without the page. */
async function sit(house: House, person: string, meetingId: string): Promise<Socket> {
  const line = io(house.url, { parser, transports: ["websocket"], forceNew: true, extraHeaders: { Cookie: await cookieWith(await sessionOf(house.db, person)) } });
  await line.emitWithAck("meeting:join", { meetingId, itemId: null });
  return line;
}

/** The chair starts; fifteen sign in, and nobody writes down who is there. */
export async function begin({ place, people, meeting }: Month): Promise<void> {
  const { amira, gareth, ruth, dan, chloe, owen, mairead } = people;
  const room = [gareth, ruth, dan, chloe, owen, mairead];
  for (const page of [amira, ...room]) await page.goto(`${meeting}/live`);
  await amira.getByRole("button", { name: "Start the meeting" }).click();
  for (const page of [amira, ...room]) await at(page, "1").waitFor();
  const pressed = await pressedOn(amira);
  const lines = await Promise.all(others.map((person) => sit(place.house, person, meeting.split("/").at(-1)!)));
  for (const page of [amira, ruth]) await page.getByText(/15 of 15 present/).waitFor();
  cost("attendance of all who have signed in", await pressed());
  for (const line of lines) line.close();
  for (const number of ["2", "3", "4", "A1"]) await moveOn(amira, number, room);
}

/** A1: Ruth says from inside the text that the level stays; the chair agrees it with one press. */
export async function keepLevel({ people: { amira, ruth, dan, chloe, owen }, nextOn }: Month): Promise<void> {
  // What agencies said before stands beside it: the update in words, the late one as late.
  for (const page of [amira, chloe]) {
    const returns = page.getByRole("region", { name: "Returns of agencies" });
    await returns.getByText("Two visits, both kept").waitFor();
    await returns.getByRole("article", { name: "Return of Seaholme Youth Justice" }).getByText("Update, late").waitFor();
  }
  await write(dan, "Police saw her twice this month. ");
  await write(owen, "Supervision lapsed on Friday. ");
  await write(ruth, "\n**Voice:** “I would talk to somebody.”\n");
  const hand = handsOf(ruth);
  await hand.press("/");
  await hand.say(`risk unchanged, review ${british(addDays(nextOn, -1))}: two more nights away, now with adults`);
  await hand.press("Enter");
  await ruth.getByRole("button", { name: "Record the level" }).and(ruth.locator(":focus")).waitFor();
  await hand.press("Enter");
  await ruth.locator(".cm-line", { hasText: "MACSE-2/A1/R1" }).waitFor();
  cost("risk unchanged with next review", hand.counted());
  for (const page of [amira, dan, chloe]) await page.locator(".entry", { hasText: "Two more nights away" }).getByText("Recorded, not agreed").waitFor();
  await agree(amira, [ruth, chloe]);
  expect(await textOn(chloe)).toBe(await textOn(ruth));
}

/** A2: while it is being written the chair's line drops. The writing goes on; half a minute later the deputy takes over. */
export async function takeOver({ place, people, meeting, nextOn }: Month): Promise<void> {
  const { gareth, ruth, dan, chloe, owen, mairead } = people;
  await moveOn(people.amira, "A2", [gareth, ruth, dan, chloe, owen, mairead]);
  await editor(ruth).click();
  const typed = ruth.keyboard.type("Seen with a man called Shaz near the quay. Mentor has met him twice. ", { delay: 15 });
  await people.amira.context().close();
  await typed;
  await isSaved(ruth);
  await gareth.getByText("Here: 7 people").waitFor();
  await expect.poll(async () => (await place.house.db.selectFrom("presence").select("gone_at").where("person_id", "=", "amira").executeTakeFirst())?.gone_at, { timeout: 15_000 }).toBeTruthy();
  await place.house.db.updateTable("presence").set({ gone_at: new Date(Date.now() - goneMs - 10_000).toISOString() }).where("person_id", "=", "amira").execute();
  await gareth.reload();
  await gareth.getByText(/The chair’s connection dropped/).waitFor();
  // Members may not.
  expect(await dan.getByRole("link", { name: "Take over" }).count()).toBe(0);
  await gareth.getByRole("link", { name: "Take over" }).click();
  await gareth.getByRole("button", { name: "Take the chair" }).click();
  await gareth.getByText("In the chair: you").waitFor();
  for (const page of [ruth, dan, chloe, owen, mairead]) await page.getByText("In the chair: Gareth Pugh").waitFor();
  // She comes back to a meeting that somebody else runs, with every word that was written meanwhile.
  people.amira = await place.at("amira", `${meeting}/live`);
  await people.amira.getByText("In the chair: Gareth Pugh").waitFor();
  expect(await people.amira.getByRole("button", { name: /^Next: / }).count()).toBe(0);
  await reads(people.amira, "Seen with a man called Shaz near the quay. Mentor has met him twice. ");
  await outcome(gareth, "Discussed, no change", { "Next review, or deferred to": british(addDays(nextOn, -1)) });
  await agree(gareth, [ruth, people.amira]);
  await moveOn(gareth, "A3", [people.amira, ruth, dan, chloe, owen, mairead]);
  await outcome(gareth, "Deferred", { "Next review, or deferred to": british(nextOn), "In a sentence": "Court on Friday" });
  await agree(gareth, [ruth]);
}

/** A7: Dan records five actions and two sharing decisions from inside the text, and never touches a mouse. */
export async function capture({ people, nextOn }: Month): Promise<void> {
  const { amira, gareth, ruth, dan, chloe, owen, mairead } = people;
  await moveOn(gareth, "A7", [amira, ruth, dan, chloe, owen, mairead]);
  const hand = handsOf(dan);
  const due = shortDay(addDays(nextOn, -7));
  await keyboard.enter(editor(dan));
  const actions = [`Police, D Kowalczyk, by ${due}: check the vehicle seen near the arcade`, `Health, C Adeyemi, by ${due}: offer an appointment at the clinic`, `YJS, O Thackray, by ${due}: review the supervision plan`, `CSC, G Pugh, by ${due}: visit the family about the phone`, `Housing, by ${due}: say when the lock is mended`];
  for (const [i, words] of actions.entries()) {
    await hand.press("/");
    await hand.say(`action ${words}`);
    await hand.press("Enter");
    await dan.getByRole("button", { name: "Record the action" }).and(dan.locator(":focus")).waitFor();
    await hand.press("Enter");
    await dan.locator(".cm-line", { hasText: `MACSE-2/A7/${i + 1}` }).waitFor();
    cost("an action with owner and date", hand.counted());
  }
  for (const [i, words] of ["police to health, by Friday: vehicle and description", "health to schools, by Friday: dates of appointments missed"].entries()) {
    await hand.press("/");
    await hand.say(`share ${words}`);
    await hand.press("Enter");
    await dan.getByLabel("Necessity").and(dan.locator(":focus")).waitFor();
    await hand.say("The plan cannot be made without it");
    await hand.press("Tab");
    await hand.say("That alone, not how it is known");
    await hand.press("Control+Enter");
    await dan.locator(".cm-line", { hasText: `MACSE-2/A7/S${i + 1}` }).waitFor();
    cost("a sharing decision with the usual basis", hand.counted());
  }
  await isSaved(dan);
  const refs = [...actions.map((_, i) => `MACSE-2/A7/${i + 1}`), "MACSE-2/A7/S1", "MACSE-2/A7/S2"];
  expect((await textOn(dan)).trim().split("\n")).toEqual(refs);
  // The others see each with its owner and its day, in the text and under it.
  for (const page of [gareth, mairead]) {
    for (const ref of refs) await page.locator(".entry", { hasText: ref }).waitFor();
    await page.locator(".liveref__words", { hasText: "Check the vehicle seen near the arcade" }).waitFor();
    expect(await page.locator(".entry", { hasText: refs[0]! }).innerText()).toMatch(new RegExp(`Dan Kowalczyk[\\s\\S]*${due}`));
  }
  await agree(gareth, [dan, mairead]);
}

/** The rest of the agenda: two are not reached, one is spoken about and its outcome forgotten; then matters arising, by a letter and Enter each. */
export async function finish({ people, meeting, item, place }: Month): Promise<void> {
  const { amira, gareth, ruth, dan, chloe } = people;
  for (const number of ["A8", "B1"]) {
    await gareth.goto(`${meeting}/live?item=${item(number).id}`);
    await outcome(gareth, "Not reached", {});
    await agree(gareth, []);
  }
  await gareth.goto(`${meeting}/live?item=${item("C1").id}`);
  await gareth.getByRole("button", { name: "Move the meeting here" }).click();
  for (const page of [amira, ruth, dan, chloe]) await at(page, "C1").waitFor();
  await write(ruth, "Licensing has visited twice. ");

  await gareth.getByRole("navigation", { name: "Agenda" }).getByRole("link", { name: /Matters arising/ }).click();
  await gareth.getByRole("button", { name: "Move the meeting here" }).click();
  for (const page of [amira, ruth, dan]) await at(page, "4").waitFor();
  await gareth.getByRole("link", { name: /Go through them/ }).click();
  await gareth.getByText("0 of 3 actions gone through").waitFor();
  const hand = handsOf(gareth);
  const rows = await place.house.db.selectFrom("action").select(["id", "ref"]).where("ref", "like", "MACSE-1/%").orderBy("due_on").orderBy("ref").execute();
  for (const [i, key] of ["c", "n", "d"].entries()) {
    await expect.poll(() => gareth.evaluate(() => (document.activeElement as HTMLInputElement).name), { timeout: 15_000 }).toBe(`how.${rows[i]!.id}`);
    await hand.press(key);
    if (key === "n") await hand.say("The landlord has changed");
    await hand.press("Enter");
    cost("matters arising, an action", hand.counted());
  }
  await gareth.getByText("3 of 3 actions gone through").waitFor();
  // What is carried stays in its owner's list, what ended goes to nobody.
  expect(await place.house.db.selectFrom("action").select(["ref", "state"]).where("ref", "like", "MACSE-1/%").orderBy("ref").execute()).toEqual([{ ref: "MACSE-1/A1/1", state: "not started" }, { ref: "MACSE-1/A1/2", state: "not done" }, { ref: "MACSE-1/A2/1", state: "completed" }]);
  await gareth.goto(`${meeting}/chair`);
  await gareth.getByRole("radio", { name: "Amira Haddad" }).check({ force: true });
  await gareth.getByRole("button", { name: "Hand the chair over" }).click();
  await amira.getByText("In the chair: you").waitFor();
  await ruth.getByText("In the chair: Amira Haddad").waitFor();
}
