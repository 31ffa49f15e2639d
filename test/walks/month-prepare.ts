import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Day, dayOf, daysBetween } from "#app/models/core/days.ts";
import { addWorkdays } from "#app/models/core/workdays.ts";
import { codeOf } from "#app/models/people/factor.server.ts";
import { setWhen } from "#app/models/meetings/meeting.server.ts";
import { nobody } from "#app/models/core/who.ts";
import { demoSecret } from "#db/demo/partnership.server.ts";
import type { Person } from "../cast.ts";
import { cost, handsOf } from "./effort.ts";
import { type openPlace, received } from "./place.ts";

// The weeks before the meeting: Ruth schedules and publishes, agencies answer, somebody is invited to an item.

export const british = (day: Day) => day.replace(/^(\d+)-(\d+)-(\d+)$/, (_, y, m, d) => `${Number(d)}/${Number(m)}/${y}`);

export type Eight = Record<"amira" | "gareth" | "ruth" | "dan" | "chloe" | "owen" | "mairead" | "priya", Page>;

export interface Month {
  place: ReturnType<typeof openPlace>;
  people: Eight;
  /** The address of the month's meeting. */
  meeting: string;
  /** An item by its number: its id, and its subject's id and reference. */
  item: (number: string) => { id: string; subjectId: string; ref: string };
  /** The days of this meeting and of the next. */
  today: Day;
  nextOn: Day;
  /** All that ever reached Priya's page. */
  priyaHeard: () => Promise<string>;
}

/** Eight people, each in a browser of their own. */
export async function gather(place: ReturnType<typeof openPlace>): Promise<Eight> {
  const names = ["amira", "gareth", "ruth", "dan", "chloe", "owen", "mairead", "priya"] as const;
  const eight: Partial<Eight> = {};
  for (const name of names) eight[name] = await place.at(name, "/home");
  return eight as Eight;
}

/** A series makes the meetings; the first is proposed, listed as proposed and published. */
export async function schedule(place: ReturnType<typeof openPlace>, people: Eight): Promise<Month> {
  const { ruth, dan, priya } = people;
  const today = dayOf(new Date());
  await ruth.goto("/panels/macse");
  await ruth.getByRole("link", { name: "When it meets" }).click();
  await ruth.getByRole("link", { name: "Add a series" }).click();
  await ruth.getByRole("radio", { name: "Every so many weeks" }).check({ force: true });
  await ruth.getByRole("textbox", { name: "Every so many weeks" }).fill("4");
  await ruth.getByLabel("From", { exact: true }).fill(british(addWorkdays(today, 8)));
  await ruth.getByLabel("Months to make ahead").fill("2");
  await ruth.getByRole("button", { name: "Show the days" }).click();
  await ruth.getByRole("button", { name: /^Make [2-4] meetings$/ }).click();
  await ruth.getByRole("link", { name: "MACSE 2" }).click();
  await ruth.getByText("Returns due").waitFor();
  const meeting = new URL(ruth.url()).pathname;

  const hand = handsOf(ruth);
  await ruth.getByRole("link", { name: "Build the agenda" }).click();
  await hand.click(ruth.getByRole("button", { name: "Take this proposal" }));
  await hand.click(ruth.getByRole("button", { name: "List all 10" }));
  await ruth.getByText("Every one is decided.").waitFor();
  // Nobody else sees a draft.
  expect((await dan.goto(`${meeting}/agenda`))!.status()).toBe(403);
  await dan.goto(meeting);
  expect(await dan.content()).not.toContain("Kaczmarek");
  await hand.click(ruth.getByRole("button", { name: "Publish the agenda" }));
  await ruth.getByText("Zoë Brennan-Kaczmarek").first().waitFor();
  cost("list all that are proposed and publish", hand.counted());

  // Dan's page has heard of it: ten subjects, the highest level first, each with every reason.
  await dan.getByText("Zoë Brennan-Kaczmarek").first().waitFor();
  const agenda = await dan.locator("main").innerText();
  for (const reason of [/High risk since/, /2 actions overdue/, /1 action overdue/, /Deferred to .*, decided/]) expect(agenda).toMatch(reason);
  const id = meeting.split("/").at(-1)!;
  const items = await place.house.db.selectFrom("item").innerJoin("subject", "subject.id", "item.subject_id").select(["item.id", "item.number", "subject.id as subjectId", "subject.ref"]).where("meeting_id", "=", id).orderBy("position").execute();
  expect(items.map(({ number, ref }) => `${number} ${ref}`)).toEqual([...Array.from({ length: 8 }, (_, i) => `A${i + 1} C-000${i + 1}`), "B1 O-0001", "C1 L-0001"]);
  const next = await place.house.db.selectFrom("meeting").select("on_day").where("panel_id", "=", "macse").where("number", "=", 3).executeTakeFirstOrThrow();
  return { place, people, meeting, today, nextOn: next.on_day, item: (number) => items.find((one) => one.number === number)!, priyaHeard: received(priya) };
}

/** Time passes until the meeting is today: what was done before stays as far from it as it was. */
export async function timePasses({ place: { house }, meeting, today }: Pick<Month, "place" | "meeting" | "today">): Promise<void> {
  const row = await house.db.selectFrom("meeting").selectAll().where("id", "=", meeting.split("/").at(-1)!).executeTakeFirstOrThrow();
  const days = daysBetween(today, row.on_day);
  const before = (at: string) => new Date(Date.parse(at) - days * 86_400_000).toISOString();
  await setWhen({ db: house.db, now: new Date(), who: nobody }, row, { onDay: today, time: row.starts_at, minutesLong: row.minutes_long, place: row.place });
  await house.db.updateTable("meeting").set({ published_at: before(row.published_at!) }).where("id", "=", row.id).execute();
  for (const one of await house.db.selectFrom("agency_return").select(["id", "sent_at"]).where("sent_at", "is not", null).execute()) await house.db.updateTable("agency_return").set({ sent_at: before(one.sent_at!) }).where("id", "=", one.id).execute();
}

/** So long ago somebody proved who they are that it is asked again before what weighs. */
export const provedLongAgo = ({ house }: Month["place"], person: Person): Promise<unknown> => house.db.updateTable("session").set({ proved_at: new Date(Date.now() - 6 * 60_000).toISOString() }).where("person_id", "=", person).execute();
/** The code that their authenticator app shows now. */
export const codeNow = (): string => codeOf(demoSecret, new Date());

/** Agencies answer: an update, nothing held, declined with a reason, and one when it is late. */
export async function answer(month: Month): Promise<void> {
  const { people: { amira, ruth, dan, chloe, owen, mairead }, meeting } = month;
  const grid = `${meeting}/returns/grid`;
  await Promise.all([amira.goto(grid), ...[dan, chloe, mairead].map((page) => page.goto(`${meeting}/returns`))]);
  await amira.getByText("Updates received 0/100, nil returns 0, declined 0").waitFor();

  const hand = handsOf(chloe);
  await hand.click(chloe.getByRole("button", { name: "Nothing held on C-0001" }));
  await amira.getByText("nil returns 1,").waitFor();
  cost("nothing held for a subject", hand.counted());
  await chloe.getByRole("link", { name: "Decline to say about C-0002" }).click();
  await chloe.getByLabel("If you decline: why?").fill("He has asked that his clinic is not named");
  await chloe.getByRole("button", { name: "Send to the panel" }).click();
  await amira.getByText("declined 1").waitFor();

  await dan.getByRole("link", { name: "Write about C-0001" }).click();
  await dan.getByRole("textbox", { name: "Contact since the last meeting" }).fill("Two visits, both kept");
  await dan.getByRole("region", { name: "Contact since the last meeting" }).getByLabel("May go into the minutes as it stands").check();
  await dan.getByRole("button", { name: "Send to the panel" }).click();
  await amira.getByText("Updates received 1/100").waitFor();
  for (const page of [dan, mairead]) {
    await page.getByRole("checkbox", { name: "Tick L-0001" }).waitFor();
    for (const box of await page.getByRole("checkbox", { name: /^Tick / }).all()) await box.check();
    await page.getByRole("button", { name: "Nothing held on all that are ticked" }).click();
  }
  await amira.getByText("Updates received 1/100, nil returns 20, declined 1").waitFor();
  expect(await amira.getByRole("link", { name: /^[a-z ]+, late ?: / }).count()).toBe(0);

  await timePasses(month);
  await owen.goto(`${meeting}/returns`);
  await owen.getByText("Late", { exact: true }).waitFor();
  await owen.getByRole("link", { name: "Write about C-0001" }).click();
  await owen.getByRole("textbox", { name: "Worries" }).fill("Has not been seen since the supervision lapsed");
  await owen.getByRole("button", { name: "Send to the panel" }).click();
  await amira.getByText("Updates received 2/100").waitFor();
  // His is late for everybody who follows, as are those that have not come; what came in time is not.
  await amira.getByRole("link", { name: /^update, late ?: Seaholme Youth Justice about C-0001/ }).waitFor();
  await amira.getByRole("link", { name: /^update ?: Northmoor Constabulary about C-0001/ }).waitFor();
  await amira.getByRole("link", { name: /^declined ?: Seaholme Health about C-0002/ }).waitFor();
  await amira.getByRole("link", { name: /^not yet, late ?: Seaholme Schools about C-0001/ }).waitFor();
  await ruth.goto(grid);
  await ruth.getByRole("link", { name: /^update, late ?: Seaholme Youth Justice about C-0001/ }).waitFor();
}

/** Priya Nair, of Seaholme Schools, is invited to the fourth child's item and agrees to the statement. */
export async function invite(month: Month): Promise<void> {
  const { people: { ruth, priya }, meeting } = month;
  await ruth.goto(`${meeting}/guests`);
  await ruth.getByRole("link", { name: "Invite to an item" }).click();
  await ruth.getByLabel("Invited attendee").check();
  await ruth.getByLabel("Who?").selectOption({ label: "Priya Nair" });
  await ruth.getByLabel(/^A4 Jamie Sutcliffe-Moss/).check();
  await ruth.getByLabel("Why?", { exact: true }).fill("She looks after his attendance");
  await ruth.getByRole("button", { name: "Invite" }).click();
  await ruth.getByText("has not yet agreed to the confidentiality statement").waitFor();
  await priya.goto("/home");
  await priya.getByRole("link", { name: "MACSE" }).click();
  await priya.getByLabel("I have read this and agree").check();
  await priya.getByRole("button", { name: "Go on" }).click();
  await priya.getByRole("heading", { name: /Jamie Sutcliffe-Moss/ }).waitFor();
}
