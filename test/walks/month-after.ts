import { expect } from "vitest";
import { addDays, shortDay } from "#app/models/core/days.ts";
import { keyboard } from "./hands.ts";
import { british, codeNow, type Month, provedLongAgo } from "./month-prepare.ts";

// After the last item: the gate, the minutes, and what the next month's agenda holds because of them.

/** The gate refuses, says why, is mended, and each record gets its receipt. */
export async function passTheGate({ people: { amira, ruth, dan }, meeting, nextOn }: Month): Promise<void> {
  await amira.goto(`${meeting}/live`);
  await amira.getByRole("link", { name: "End the meeting" }).click();
  await amira.getByRole("button", { name: "End the meeting" }).click();
  await amira.getByRole("alert").getByText(/The meeting cannot end yet. C1 L-0001: it has no outcome$/).waitFor();
  // For everybody else it goes on.
  for (const page of [ruth, dan]) await page.getByText("Live", { exact: true }).first().waitFor();

  await amira.goto(`${meeting}/end`);
  await amira.getByRole("link", { name: "C1 L-0001" }).click();
  await amira.getByRole("radio", { name: "Discussed, no change", exact: true }).check({ force: true });
  await amira.getByLabel("Next review, or deferred to").fill(british(addDays(nextOn, -1)));
  await amira.getByRole("button", { name: "Record the outcome" }).click();
  await amira.getByRole("heading", { level: 1, name: "End the meeting" }).waitFor();

  await amira.getByRole("button", { name: "End the meeting" }).click();
  await amira.getByRole("alert").getByText(/The meeting cannot end yet. 1 name is not resolved to a person$/).waitFor();
  await amira.getByRole("link", { name: "Say whom they mean" }).click();
  await amira.getByRole("radio", { name: "Somebody on record" }).check({ force: true });
  await amira.getByLabel("The record, if it is another one").fill("O-0001");
  await amira.getByRole("button", { name: "Keep this" }).click();
  await amira.getByRole("link", { name: "Back to ending the meeting" }).click();
  await amira.getByText("O-0001 (was “Shaz”)").waitFor();

  await amira.getByRole("link", { name: /^Mend it ?: MACSE-2\/A7\/5 has no owner/ }).click();
  await amira.getByLabel("Owner", { exact: true }).selectOption({ label: "Tomasz Lis" });
  await amira.getByRole("button", { name: "Give it over" }).click();
  // It comes back to the gate, which no longer says it.
  await amira.getByRole("heading", { level: 1, name: "End the meeting" }).waitFor();
  expect(await amira.locator("main").innerText()).not.toContain("has no owner");
  await keyboard.fill(amira.getByLabel("One reason for all that have none of their own"), "Asked for at the next visit");
  await keyboard.press(amira.getByRole("button", { name: "Keep these reasons" }));
  await amira.getByText("Every item has its outcome").waitFor();
  await keyboard.press(amira.getByRole("button", { name: "End the meeting" }));
  await amira.getByText("Written to 10 of 10 records").waitFor();
  const receipts = await amira.locator("main").innerText();
  for (const ref of ["A1 C-0001", "A2 C-0002", "A4 C-0004", "A5 C-0005", "A6 C-0006", "A7 C-0007", "C1 L-0001"]) expect(receipts).toContain(ref);
  for (const page of [ruth, dan]) await page.getByText("Ended", { exact: true }).first().waitFor();
}

/** The draft goes out, is corrected by somebody who was there, and approved; everybody reads of it what is theirs. */
export async function agreeMinutes({ place, people: { amira, ruth, dan, chloe, owen, priya }, meeting }: Month): Promise<void> {
  await ruth.goto(`${meeting}/minutes`);
  await ruth.getByRole("link", { name: "Send them out" }).click();
  await ruth.getByRole("button", { name: "Send out the minutes" }).click();
  await ruth.getByText(/have opened them/).waitFor();

  await dan.goto(`${meeting}/minutes`);
  await dan.getByRole("link", { name: "Correct this item A1 Zoë Brennan-Kaczmarek" }).click();
  await dan.getByLabel("Passage that is wrong (optional)").fill("Police saw her twice this month");
  await dan.getByLabel("What should stand there").fill("Police saw her three times this month");
  await dan.getByRole("button", { name: "Propose the correction" }).click();
  await dan.getByText("To be decided").waitFor();

  await amira.goto(`${meeting}/approval`);
  await amira.getByText(/1 proposed correction waits/).waitFor();
  await amira.goto(`${meeting}/minutes`);
  await amira.getByRole("link", { name: /Accept or decline/ }).click();
  await amira.getByLabel("Accept", { exact: true }).check();
  await amira.getByRole("button", { name: "Decide" }).click();
  await amira.getByText("Accepted, in the next version").waitFor();
  await provedLongAgo(place, "amira");
  await amira.getByRole("link", { name: "Approve the minutes" }).click();
  // Whether it will be asked is told with the page's frame, which a link within the minute does not read again.
  await amira.waitForURL(/\/approval$/);
  await amira.reload();
  await amira.getByLabel("Code of your authenticator app").fill(codeNow());
  await amira.getByRole("button", { name: "Approve the minutes" }).click();
  await amira.getByText("Signed when they were approved").waitFor();

  const minutes = async (page: typeof dan) => {
    await page.goto(`${meeting}/minutes`);
    await page.getByText("MACSE-2/M2").first().waitFor();
    return page.locator("main").innerText();
  };
  const health = await minutes(chloe);
  for (const words of ["Police saw her three times this month", "Corrected in version 2", "declined, because: He has asked that his clinic is not named", "Seaholme Youth Justice (late)", "Further information was discussed in closed session", "Conflict of interest declared: Owen Thackray", "Not done by the agency", "MACSE-2/A7/S2"]) expect(health).toContain(words);
  expect(health).toMatch(/In the chair: Amira Haddad.*Gareth Pugh.*Amira Haddad/);
  expect(health).toMatch(/Invited to this item: Priya Nair/);
  expect(health).not.toMatch(/Warrant|neighbour/);
  const justice = await minutes(owen);
  expect(justice).toContain("Police saw her three times this month");
  expect(justice).not.toMatch(/Lipska|C-0005|Owen was here/);
  await priya.reload();
  await priya.getByText(/^You took part/).waitFor();
  await priya.getByText("What was agreed").waitFor();
  expect((await priya.goto(`${meeting}/minutes`))!.status()).toBe(404);
}

/** The next month's agenda is proposed: whoever must be there is, and says why. */
export async function nextMonth({ people: { ruth, dan }, nextOn, today }: Month): Promise<void> {
  await ruth.goto("/panels/macse");
  expect((await ruth.getByRole("navigation", { name: "The sum of open cases" }).innerText()).replace(/\s+/g, "")).toBe("10open=0listed+10reviewdue+0closing,nonewithout");
  await ruth.getByRole("link", { name: "MACSE 3" }).click();
  await ruth.getByRole("link", { name: "Build the agenda" }).click();
  await ruth.getByRole("button", { name: "Take this proposal" }).click();
  await ruth.getByRole("button", { name: "List all 7" }).waitFor();
  const reasonsOf = async (ref: string) => (await ruth.getByRole("listitem").filter({ has: ruth.getByRole("checkbox", { name: `Tick ${ref}` }) }).innerText()).replace(/\s+/g, " ");
  const wanted: [ref: string, reasons: (string | RegExp)[]][] = [
    ["C-0001", [/High risk since/, `Review due ${shortDay(addDays(nextOn, -1))}`, "1 action overdue"]],
    ["C-0002", [`Review due ${shortDay(addDays(nextOn, -1))}`]],
    ["C-0003", [`Deferred to ${shortDay(nextOn)}, decided ${shortDay(today)}`]],
    ["C-0007", [/5 actions open, first due/]],
    ["C-0008", [`Not reached on ${shortDay(today)}: comes first`]],
    ["O-0001", [`Not reached on ${shortDay(today)}: comes first`]],
    ["L-0001", [`Review due ${shortDay(addDays(nextOn, -1))}`]],
  ];
  for (const [ref, reasons] of wanted) {
    const said = await reasonsOf(ref);
    for (const reason of reasons) expect(said).toMatch(reason instanceof RegExp ? reason : new RegExp(reason));
  }
  // Who was not reached stands first; whose review is later is not asked for.
  const order = await ruth.getByRole("checkbox", { name: /^Tick / }).evaluateAll((boxes) => boxes.map((box) => box.getAttribute("aria-label")!.replace("Tick ", "")));
  expect(order[0]).toBe("C-0008");
  expect(order.toSorted()).toEqual(wanted.map(([ref]) => ref).toSorted());

  await ruth.getByRole("button", { name: "List all 7" }).click();
  await ruth.getByText("Every one is decided.").waitFor();
  await ruth.getByRole("button", { name: "Publish the agenda" }).click();
  await ruth.waitForURL(/\/meetings\/[\w-]+$/);
  await dan.goto(new URL(ruth.url()).pathname);
  const agenda = await dan.locator("main").innerText();
  for (const words of ["Minutes of the last meeting", "MACSE-2/M2", "Matters arising", "Not reached on"]) expect(agenda).toContain(words);
  // And what each owner has to do is in their own list.
  await dan.goto("/actions");
  await dan.getByText("Check the vehicle seen near the arcade").waitFor();
}
