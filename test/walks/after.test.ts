import { expect, test } from "vitest";
import { found } from "#app/models/core/refuse.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { endInSpite } from "../ending.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { action, outcome } from "../followup/forms.ts";
import { documentId } from "../meeting.ts";
import { write } from "../writer.ts";
import { openPlace } from "./place.ts";

const place = openPlace();

test("After the meeting: owners are told by hand, the draft goes out, is corrected by who attended, approved and signed, found by its words, and agreed at the next meeting", async () => {
  const { db, file } = place.house;
  const now = new Date();
  const at = now.toISOString();
  const amira = { db, now, who: found(await whoIs({ db, now }, "amira")) };
  const later = new Date(now.getTime() + 28 * 86_400_000).toISOString().slice(0, 10);
  await write(file, "ruth", documentId("m1-a1"), "**Why listed:** four episodes.\n\n- Police: seen at the ropery on Friday.");
  await db.insertInto("attendance").values(["amira", "dan", "ruth"].map((person_id) => ({ meeting_id: "m1", person_id, agency_id: person_id === "ruth" ? "csc" : "police", status: "present" as const, recorded_at: at, recorded_by_id: "ruth" }))).execute();
  await recordAction(amira, "m1-a1", action({ personName: "Duty worker" }));
  for (const id of ["m1-a1", "m1-a2", "m1-b1"]) await setOutcome(amira, id, outcome(id === "m1-a1" ? "decision" : "discussed, no change", { untilOn: later }));
  await agreeReadBack(amira, "m1-a1");
  await endInSpite(amira, "m1");

  // The coordinator tells by hand whom no letter reaches.
  const ruth = await place.at("ruth", "/panels/macse");
  await ruth.getByRole("link", { name: /to be told by hand/ }).click();
  await ruth.getByLabel("How").selectOption("by telephone");
  await ruth.getByRole("button", { name: "They were told" }).click();
  await ruth.getByText("Tick who was told").first().waitFor();
  await ruth.getByLabel(/^Duty worker: Action MACSE-27\/A1\/1/).check();
  await ruth.getByRole("button", { name: "They were told" }).click();
  await ruth.getByText("Told since").click();
  await ruth.getByText(/by telephone, by Ruth Okafor/).waitFor();

  // The draft goes out.
  await ruth.goto("/meetings/m1/minutes");
  await ruth.getByRole("link", { name: "Send them out" }).click();
  await ruth.getByRole("button", { name: "Send out the minutes" }).click();
  await ruth.getByText(/have opened them/).waitFor();

  // Who attended corrects a passage; the chair accepts it.
  const dan = await place.at("dan", "/meetings/m1/minutes");
  await dan.getByRole("link", { name: "Correct this item A1 Jordan Ellis" }).click();
  await dan.getByLabel("Passage that is wrong (optional)").fill("seen at the quay");
  await dan.getByLabel("What should stand there").fill("seen at the ropery on Thursday");
  await dan.getByRole("button", { name: "Propose the correction" }).click();
  await dan.getByText(/do not stand in the item/).first().waitFor();
  expect(await dan.getByLabel("What should stand there").inputValue()).toBe("seen at the ropery on Thursday");
  await dan.getByLabel("Passage that is wrong (optional)").fill("Police: seen at the ropery on Friday");
  await dan.getByLabel("What should stand there").fill("Police: seen at the ropery on Thursday");
  await dan.getByRole("button", { name: "Propose the correction" }).click();
  await dan.getByText("To be decided").waitFor();

  const chair = await place.at("amira", "/meetings/m1/approval");
  await chair.getByText(/1 proposed correction waits/).waitFor();
  await chair.goto("/meetings/m1/minutes");
  await chair.getByRole("link", { name: /Accept or decline/ }).click();
  await chair.getByLabel("Accept", { exact: true }).check();
  await chair.getByRole("button", { name: "Decide" }).click();
  await chair.getByText("Accepted, in the next version").waitFor();
  await chair.getByRole("link", { name: "Approve the minutes" }).click();
  await chair.getByText(/Corrections may be proposed until/).waitFor();
  await chair.getByRole("button", { name: "Approve the minutes" }).click();
  await chair.getByText("Signed when they were approved").waitFor();
  const minutes = await chair.locator("main").innerText();
  expect(minutes).toContain("MACSE-27/M2");
  expect(minutes).toContain("seen at the ropery on Thursday");
  expect(minutes).toContain("Corrected in version 2");

  // It is found by its words, which stand in no address.
  await dan.goto("/meetings/search");
  await dan.getByLabel("Words in minutes, actions, decisions, returns and notes").fill("ROPERY thursday");
  await dan.getByRole("button", { name: "Search", exact: true }).click();
  await dan.locator("mark", { hasText: "ropery" }).waitFor();
  expect(dan.url()).not.toMatch(/ropery|thursday/i);
  await dan.getByRole("link", { name: /A1 Jordan Ellis/ }).click();
  await dan.waitForURL("**/meetings/m1/minutes#item-m1-a1");

  // The next meeting agrees it.
  await db.insertInto("meeting").values({ id: "m2", panel_id: "macse", number: 28, on_day: later, starts_at: "10:00", minutes_long: 60, status: "live", published_at: at, started_at: at, current_item_id: "m2-last" }).execute();
  await db.insertInto("item").values({ id: "m2-last", meeting_id: "m2", kind: "standing", number: "1", section: "opening", title: "Minutes of the last meeting", position: 1, minutes: 3, reasons: "[]", added_at: at }).execute();
  await chair.goto("/meetings/m2/live");
  await chair.getByRole("link", { name: "Agree them as a true record" }).click();
  await chair.getByRole("button", { name: "Agreed as a true record" }).click();
  await chair.getByText(/agreed as a true record,/).waitFor();
  expect(place.reports).toEqual([]);
});
