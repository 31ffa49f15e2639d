import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { addDays, dayOf } from "#app/models/core/days.ts";
import { addWorkdays } from "#app/models/core/workdays.ts";
import { keyboard } from "./hands.ts";
import { fillMonth } from "./month-fill.ts";
import { british, codeNow, provedLongAgo, timePasses } from "./month-prepare.ts";
import { openPlace } from "./place.ts";

// The month again by people whose browsers run no script, and who have no mouse: all but the live text. Each page is read again by hand, and says what there is to do.

const place = openPlace(fillMonth);

test("A month of MACSE with scripts off and by keyboard alone: scheduled, answered, run by two chairs, somebody let in for one item, somebody kept from one, one closed, recorded, matters arising gone through, ended in spite of what the gate found, corrected and approved; the next agenda is proposed", async () => {
  const [ruth, amira, gareth, dan, chloe, owen, priya] = (await Promise.all((["ruth", "amira", "gareth", "dan", "chloe", "owen", "priya"] as const).map((person) => place.at(person, "/home", { javaScriptEnabled: false })))) as [Page, Page, Page, Page, Page, Page, Page];
  const { fill, tick, choose } = keyboard;
  // Without scripts each leads to a page.
  const go = (page: Page, thing: Locator) => Promise.all([page.waitForEvent("load"), keyboard.press(thing)]);
  const press = (page: Page, name: string | RegExp) => go(page, page.getByRole("button", { name }).first());
  const follow = (page: Page, name: string | RegExp) => go(page, page.getByRole("link", { name }).first());
  const today = dayOf(new Date());

  await ruth.goto("/panels/macse");
  await follow(ruth, "When it meets");
  await follow(ruth, "Add a series");
  await tick(ruth.getByRole("radio", { name: "Every so many weeks" }));
  await fill(ruth.getByRole("textbox", { name: "Every so many weeks" }), "4");
  await fill(ruth.getByLabel("From", { exact: true }), british(addWorkdays(today, 8)));
  await fill(ruth.getByLabel("Months to make ahead"), "2");
  await press(ruth, "Show the days");
  await press(ruth, /^Make [2-4] meetings$/);
  await follow(ruth, "MACSE 2");
  const meeting = new URL(ruth.url()).pathname;
  await follow(ruth, "Build the agenda");
  await press(ruth, "Take this proposal");
  await press(ruth, "List all 10");
  await ruth.getByText("Every one is decided.").waitFor();
  await press(ruth, "Publish the agenda");
  await ruth.getByText("Zoë Brennan-Kaczmarek").first().waitFor();
  const { db } = place.house;
  const items = await db.selectFrom("item").innerJoin("subject", "subject.id", "item.subject_id").select(["item.id", "item.number"]).where("meeting_id", "=", meeting.split("/").at(-1)!).orderBy("position").execute();
  const nextOn = (await db.selectFrom("meeting").select("on_day").where("panel_id", "=", "macse").where("number", "=", 3).executeTakeFirstOrThrow()).on_day;

  // Agencies answer, and Ruth sees who has.
  await chloe.goto(`${meeting}/returns`);
  await press(chloe, "Nothing held on C-0001");
  await follow(chloe, "Decline to say about C-0002");
  await fill(chloe.getByLabel("If you decline: why?"), "He has asked that his clinic is not named");
  await press(chloe, "Send to the panel");
  await dan.goto(`${meeting}/returns`);
  await follow(dan, "Write about C-0001");
  await fill(dan.getByRole("textbox", { name: "Contact since the last meeting" }), "Two visits, both kept");
  await press(dan, "Send to the panel");
  await ruth.goto(`${meeting}/returns/grid`);
  await ruth.getByText("Updates received 1/100, nil returns 1, declined 1").waitFor();
  await timePasses({ place, meeting, today });
  await ruth.goto(`${meeting}/guests`);
  await follow(ruth, "Invite to an item");
  await tick(ruth.getByLabel("Invited attendee"));
  await choose(ruth.getByLabel("Who?"), "Priya Nair");
  await tick(ruth.getByLabel(/^A4 Jamie Sutcliffe-Moss/));
  await fill(ruth.getByLabel("Why?", { exact: true }), "She looks after his attendance");
  await press(ruth, "Invite");
  await priya.goto("/home");
  await follow(priya, "MACSE");
  await tick(priya.getByLabel("I have read this and agree"));
  await press(priya, "Go on");
  await priya.getByRole("heading", { name: /Jamie Sutcliffe-Moss/ }).waitFor();

  // The meeting: who is there is ticked by hand, the chair moves on, and what is decided is recorded on forms of their own.
  await amira.goto(`${meeting}/live`);
  await press(amira, "Start the meeting");
  await ruth.goto(`${meeting}/attendance`);
  for (const name of ["Amira Haddad", "Dan Kowalczyk", "Ruth Okafor"]) await tick(ruth.getByRole("group", { name: new RegExp(name) }).getByLabel("Present", { exact: true }));
  await press(ruth, "Save attendance");
  const live = `${meeting}/live`;
  const changeChairs = async () => {
    for (const [from, to, name] of [[amira, gareth, "Gareth Pugh"], [gareth, amira, "Amira Haddad"]] as const) {
      await from.goto(`${meeting}/chair`);
      await tick(from.getByRole("radio", { name }));
      await press(from, "Hand the chair over");
      await to.goto(live);
      await to.getByText("In the chair: you").waitFor();
    }
  };
  /** Priya's item, and hers alone. */
  const letIn = async () => {
    await priya.reload();
    await priya.getByText("The chair lets you in when it is time").waitFor();
    await amira.goto(live);
    await press(amira, "Let in Priya Nair");
    await priya.reload();
    expect(await priya.locator("main").innerText()).toMatch(/Jamie Sutcliffe-Moss/);
    await amira.goto(live);
    await press(amira, "Show out Priya Nair");
    await priya.reload();
    await priya.getByText(/^You left at/).waitFor();
    expect(await priya.content()).not.toMatch(/Kaczmarek|Oyelaran|Lipska/);
  };
  const keepApart = async () => {
    await amira.goto(live);
    await follow(amira, "Declare a conflict of interest");
    const whose = amira.getByLabel("Whose conflict of interest is it?");
    await choose(whose, await whose.locator("option", { hasText: "Owen Thackray" }).innerText());
    await fill(amira.getByLabel("Why?"), "Her uncle is his neighbour");
    await press(amira, "Declare");
    await owen.goto(live);
    await owen.getByText("The meeting is at an item in which you take no part").waitFor();
    expect(await owen.content()).not.toMatch(/Lipska|C-0005/);
  };
  const closeSession = async () => {
    await amira.goto(live);
    await follow(amira, "Close this item to some agencies");
    await tick(amira.getByLabel("Northmoor Constabulary"));
    await choose(amira.getByLabel("Who writes the minutes?"), "Dan Kowalczyk");
    await press(amira, "Close the session");
    await chloe.goto(live);
    await chloe.getByText("The meeting is in closed session").waitFor();
    await amira.goto(live);
    await press(amira, "Open the session again");
    await chloe.goto(live);
    await chloe.getByText(/Further information was discussed in closed session/).waitFor();
  };
  for (const [i, item] of items.entries()) {
    await amira.goto(`${meeting}/live?item=${item.id}`);
    await press(amira, "Move the meeting here");
    if (i === 0) {
      await amira.goto(`${meeting}/live`);
      await follow(amira, /^Action$/);
      await fill(amira.getByLabel("What will be done"), "Check the vehicle seen near the arcade");
      await choose(amira.getByLabel("Owner", { exact: true }), "Dan Kowalczyk");
      await fill(amira.getByLabel("Due", { exact: true }), british(addDays(nextOn, -7)));
      await press(amira, "Record the action");
      await amira.getByText("Check the vehicle seen near the arcade").first().waitFor();
    }
    if (item.number === "A2") await changeChairs();
    if (item.number === "A4") await letIn();
    if (item.number === "A5") await keepApart();
    if (item.number === "A6") await closeSession();
    await amira.goto(`/items/${item.id}/outcome`);
    await tick(amira.getByRole("radio", { name: i === 0 ? "Discussed, no change" : "Not reached", exact: true }));
    if (i === 0) await fill(amira.getByLabel("Next review, or deferred to"), british(addDays(nextOn, -1)));
    await press(amira, "Record the outcome");
    await press(amira, "Agree the read-back");
    await amira.getByText(/^Read-back agreed by/).first().waitFor();
  }
  await amira.goto(`${meeting}/matters`);
  for (const [how, note] of [["Carried", ""], ["Not done by the agency", "The landlord has changed"], ["Carried", ""]] as const) {
    const matter = amira.locator(".matter").first();
    await tick(matter.getByRole("radio", { name: new RegExp(`^${how}`) }));
    if (note) await fill(matter.getByLabel(/^In a few words/), note);
    await go(amira, matter.getByRole("button", { name: "Keep" }));
  }
  await amira.getByText("3 of 3 actions gone through").waitFor();

  // The gate refuses, is given its reasons, and each record gets its receipt.
  await amira.goto(`${meeting}/end`);
  await press(amira, "End the meeting");
  await amira.getByText(/The meeting cannot end yet/).first().waitFor();
  await amira.goto(`${meeting}/end`);
  await fill(amira.getByLabel(/^Reason/), "Asked for at the next visit");
  await press(amira, "Keep these reasons");
  await press(amira, "End the meeting");
  await amira.getByText(/^Written to (\d+) of \1 records?/).waitFor();

  await ruth.goto(`${meeting}/minutes`);
  await follow(ruth, "Send them out");
  await press(ruth, "Send out the minutes");
  await dan.goto(`${meeting}/minutes`);
  await follow(dan, "Propose a correction");
  await fill(dan.getByLabel(/^Remark/), "The nurse came at eleven");
  await press(dan, "Propose the correction");
  await amira.goto(`${meeting}/minutes`);
  await follow(amira, /Accept or decline/);
  await tick(amira.getByLabel("Accept", { exact: true }));
  await press(amira, "Decide");
  await provedLongAgo(place, "amira");
  await follow(amira, "Approve the minutes");
  await fill(amira.getByLabel("Code of your authenticator app"), codeNow());
  await press(amira, "Approve the minutes");
  await amira.getByText("Signed when they were approved").waitFor();
  await chloe.goto(`${meeting}/minutes`);
  const minutes = await chloe.locator("main").innerText();
  for (const words of ["MACSE-2/M2", "Check the vehicle seen near the arcade", "declined, because: He has asked that his clinic is not named", "Not done by the agency", "The nurse came at eleven", "Invited to this item: Priya Nair", "Conflict of interest declared: Owen Thackray", "Further information was discussed in closed session"]) expect(minutes).toContain(words);

  await ruth.goto("/panels/macse");
  await follow(ruth, "MACSE 3");
  await follow(ruth, "Build the agenda");
  await press(ruth, "Take this proposal");
  await ruth.getByText("comes first").first().waitFor();
  await dan.goto("/actions");
  await dan.getByText("Check the vehicle seen near the arcade").first().waitFor();
  expect(place.reports).toEqual([]);
}, 600_000);
