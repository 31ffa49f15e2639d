import { expect, test } from "vitest";
import { commit } from "#app/models/core/ask.server.ts";
import { dayOf } from "#app/models/core/days.ts";
import { askReturns } from "#app/models/meetings/return-asks.server.ts";
import { nobody } from "#app/models/core/who.ts";
import { openPlace, textOn } from "./place.ts";

const place = openPlace();
const safe = "Attended one of two appointments";
const restricted = "Detail is held by the specialist nurse";

test("An agency answers with one press, drafts, sends and corrects; the grid fills live; what is safe goes into the minutes with one press, what is restricted is read by health alone", async () => {
  const now = new Date();
  await commit({ db: place.house.db, now, who: nobody }, (ask, happened) => askReturns(ask, happened, { id: "m1", panel_id: "macse", on_day: dayOf(now) }));
  const returns = "/meetings/m1/returns";
  const [dan, chloe, ruth] = await Promise.all([place.at("dan", returns), place.at("chloe", returns), place.at("ruth", `${returns}/grid`)]);
  await ruth!.getByText("Updates received 0/30, nil returns 0, declined 0").waitFor();

  // One press for a subject of whom nothing is held; the chair's grid says so by itself.
  await dan!.getByRole("button", { name: "Nothing held on C-0002" }).click();
  await ruth!.getByText("nil returns 1").waitFor();
  await dan!.getByRole("checkbox", { name: "Tick O-0001" }).check();
  await dan!.getByRole("button", { name: "Nothing held on all that are ticked" }).click();
  await ruth!.getByText("nil returns 2").waitFor();

  // A draft is said to be saved when it is, and is nobody else's.
  await chloe!.getByRole("link", { name: "Write about C-0001" }).click();
  await chloe!.getByRole("textbox", { name: "Health", exact: true }).fill(`${restricted}. She absconded`);
  await chloe!.getByText("Not saved yet").waitFor();
  // Kept by itself a little later, and there again for whoever reads the page anew.
  await chloe!.getByText(/^Draft saved by itself/).waitFor();
  await chloe!.reload();
  expect(await chloe!.getByRole("textbox", { name: "Health", exact: true }).inputValue()).toBe(`${restricted}. She absconded`);
  await chloe!.getByText("“absconded”").waitFor();
  const health = chloe!.getByRole("region", { name: "Health", exact: true });
  await health.getByText(/^Who may read it: /).click();
  await health.getByLabel("Who may read it?").selectOption("health");
  await chloe!.getByRole("button", { name: "Save the draft" }).click();
  await chloe!.getByText(/^Draft saved .* by Chloe Adeyemi/).waitFor();
  const contact = chloe!.getByRole("region", { name: "Contact since the last meeting" });
  await contact.getByRole("textbox").fill(safe);
  await contact.getByLabel("May go into the minutes as it stands").check();
  await chloe!.getByRole("textbox", { name: "Health", exact: true }).fill(restricted);
  const live = await place.at("amira", "/meetings/m1/live?item=m1-a1");
  await live.getByRole("heading", { name: "Returns of agencies" }).waitFor();
  expect(await live.content()).not.toContain(restricted);
  await chloe!.getByRole("button", { name: "Send to the panel" }).click();
  await ruth!.getByText("Updates received 1/30").waitFor();

  // In the meeting: the words that are for all, and who holds the others.
  await live.getByText("More is held by Seaholme Health: contact Chloe Adeyemi, 01632 960012.").waitFor();
  expect(await live.content()).not.toContain(restricted);
  await live.locator(".cm-content").waitFor();
  await live.getByRole("button", { name: /^Put into the minutes/ }).click();
  await live.getByText("Put into the minutes.", { exact: true }).waitFor();
  await live.locator("[data-state=saved]").waitFor();
  await live.getByRole("button", { name: /^Put into the minutes/ }).click();
  await live.getByText("These words are in the minutes already.").waitFor();
  const words = `Seaholme Health: Contact since the last meeting: ${safe}`;
  expect(await textOn(live)).toBe(`${words}\n`);
  await expect.poll(() => place.fold("m1-a1")).toBe(`${words}\n`);
  const updates = await place.house.db.selectFrom("document_update").select("person_id").distinct().execute();
  expect(updates).toEqual([{ person_id: "amira" }]);

  // What was sent stays to be read beside its correction.
  await chloe!.getByRole("link", { name: "Correct return about C-0001" }).click();
  await chloe!.getByRole("textbox", { name: "Contact since the last meeting" }).fill("Attended both appointments");
  await chloe!.getByLabel("What is corrected, and why").fill("The second was kept after all");
  await chloe!.getByRole("button", { name: "Send the correction" }).click();
  await live.getByText("Attended both appointments").waitFor();
  await live.getByRole("link", { name: /^Open.*return of Seaholme Health/ }).click();
  await live.getByRole("heading", { name: "Before it was corrected" }).waitFor();
  expect(await live.content()).toContain(safe);
  expect(await live.content()).not.toContain(restricted);
  expect(place.reports).toEqual([]);
});
