import { expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import { emails } from "../house.ts";
import { openPlace } from "./place.ts";

const place = openPlace();
const stranger = async (path = "/sign-in") => {
  const page = await (await place.browser.newContext({ baseURL: place.house.url, locale: "en-GB" })).newPage();
  await page.goto(path);
  return page;
};

test("Beth connects her app, keeps her recovery codes, signs in again with one, and ends the session that she left elsewhere", async () => {
  await place.house.db.deleteFrom("totp").where("person_id", "=", "beth").execute();
  const page = await stranger("/panels");
  await page.getByLabel("E-mail address").fill(emails.beth);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Connect a second factor" }).waitFor();
  await page.getByRole("img", { name: "Square for the authenticator app" }).waitFor();
  // Nothing else opens.
  for (const path of ["/panels", "/account", "/home"]) {
    await page.goto(path);
    await page.getByRole("heading", { name: "Connect a second factor" }).waitFor();
  }
  const secret = (await page.locator("strong.paper__hash").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code that the app shows").fill("12345");
  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByText("This code is not right").first().waitFor();
  await page.getByLabel("Code that the app shows").fill(codeOf(secret, new Date()));
  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor();
  const codes = await page.locator(".recovery li").allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole("link", { name: "go on" }).click();
  await page.getByRole("heading", { level: 1, name: "Beth Cardwell" }).waitFor();

  const other = await stranger("/panels");
  await other.getByLabel("E-mail address").fill(emails.beth);
  await other.getByLabel("Password").fill(demoPassword);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.getByLabel("Code").fill(codes[0]!);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.waitForURL("**/panels");
  await page.goto("/account");
  await page.getByText("9 recovery codes left").waitFor();
  await page.getByRole("link", { name: "Where, and ending it" }).click();
  await page.getByRole("button", { name: /^End Chrome/ }).click();
  await page.getByText("Pages that were open there show nothing any more").waitFor();
  // The other's open page is shown out, without being touched.
  await other.getByRole("heading", { name: "You are signed out" }).waitFor();
  expect(await other.getByRole("heading", { name: "Panels" }).isVisible()).toBe(false);
  expect(place.reports).toEqual([]);
});

test("What weighs asks for a code once the last proof is old, keeps what was typed, and goes on with it", async () => {
  const amira = await place.at("amira", "/meetings/m1/guests/new");
  await amira.getByLabel("Observer").check();
  await amira.getByLabel("Who?").selectOption({ label: "Helen Marsh" });
  await amira.getByLabel("A1 Jordan Ellis, C-0001").check();
  await amira.getByLabel("Why?", { exact: true }).fill("A trainee of the housing team");
  await place.house.db.updateTable("session").set({ proved_at: new Date(Date.now() - 6 * 60_000).toISOString() }).where("person_id", "=", "amira").execute();
  await amira.getByRole("button", { name: "Invite" }).click();
  await amira.getByText("Enter the code that your authenticator app shows, to prove that it is you").first().waitFor();
  expect(await amira.getByLabel("Why?", { exact: true }).inputValue()).toBe("A trainee of the housing team");
  expect(await place.house.db.selectFrom("guest").select("id").execute()).toEqual([]);
  await amira.getByLabel("Code of your authenticator app").fill(codeOf(demoSecret, new Date()));
  await amira.getByRole("button", { name: "Invite" }).click();
  await amira.getByText("Helen Marsh").first().waitFor();
  expect(place.reports).toEqual([]);
});
