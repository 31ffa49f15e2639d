import type { CDPSession, Page } from "playwright-core";
import { expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import type { Person } from "../cast.ts";
import { emails } from "../house.ts";
import { openPlace } from "./place.ts";

const place = openPlace();

/** A virtual authenticator in the page's browser: a device that verifies its person. */
async function device(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  return { cdp, id: authenticatorId };
}
const stranger = async (path: string) => {
  const page = await (await place.browser.newContext({ baseURL: place.house.url, locale: "en-GB" })).newPage();
  page.on("pageerror", (error) => place.reports.push(error.message));
  page.on("console", (message) => /Content Security Policy|Refused/i.test(message.text()) && place.reports.push(message.text()));
  await page.goto(path);
  return page;
};
const password = async (page: Page, person: Person) => {
  await page.getByLabel("E-mail address").fill(emails[person]);
  await page.getByLabel("Password").fill(demoPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
};
const provedLongAgo = (person: Person) => place.house.db.updateTable("session").set({ proved_at: new Date(Date.now() - 6 * 60_000).toISOString() }).where("person_id", "=", person).execute();

test("Beth chooses a passkey at her first sign-in, comes back with it, and a browser without it gets no further", async () => {
  await place.house.db.deleteFrom("totp").where("person_id", "=", "beth").execute();
  const page = await stranger("/panels");
  const { cdp, id } = await device(page);
  await password(page, "beth");
  await page.getByRole("heading", { name: "Connect a second factor" }).waitFor();
  await page.getByRole("heading", { name: "An authenticator app" }).waitFor();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Give the passkey a name").first().waitFor();
  await page.getByLabel("Name of the passkey").fill("Work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor();
  expect(await page.locator(".recovery li").count()).toBe(10);
  await page.getByRole("link", { name: "go on" }).click();
  await page.waitForURL("**/panels");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();

  await password(page, "beth");
  await page.getByLabel("Recovery code").waitFor();
  // A finger that the device does not know.
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: false });
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await page.getByText("The browser was given no passkey").waitFor();
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: true });
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await page.getByRole("heading", { level: 1, name: "Beth Cardwell" }).waitFor();

  const other = await stranger("/panels");
  await device(other);
  await password(other, "beth");
  await other.getByRole("button", { name: "Use your passkey" }).click();
  await other.getByText("The browser was given no passkey").waitFor();
  await other.goto("/panels");
  expect(new URL(other.url()).pathname).toBe("/second-factor");
  expect(place.reports).toEqual([]);
});

test("Amira adds a passkey after proving that it is she, proves with it what weighs, and removes it: what it opened elsewhere goes dark at once", async () => {
  const amira = await place.at("amira", "/account");
  const { cdp, id } = await device(amira);
  await provedLongAgo("amira");
  await amira.goto("/account/passkeys");
  await amira.getByText("You have none").waitFor();
  await amira.getByRole("link", { name: "Add a passkey" }).click();
  await amira.getByLabel("Code of your authenticator app").fill(codeOf(demoSecret, new Date()));
  await amira.getByRole("button", { name: "Continue" }).click();
  await amira.getByLabel("Name").fill("Blue key");
  await amira.getByRole("button", { name: "Add a passkey" }).click();
  await amira.getByText("From now on you can sign in with it").waitFor();
  await amira.getByText("Blue key", { exact: true }).first().waitFor();
  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId: id });
  expect(credentials).toHaveLength(1);

  await provedLongAgo("amira");
  await amira.goto("/meetings/m1/guests/new");
  await amira.getByLabel("Observer").check();
  await amira.getByLabel("Who?").selectOption({ label: "Helen Marsh" });
  await amira.getByLabel("A1 Jordan Ellis, C-0001").check();
  await amira.getByLabel("Why?", { exact: true }).fill("A trainee of the housing team");
  await amira.getByRole("button", { name: "Use your passkey" }).click();
  await amira.getByText("Helen Marsh").first().waitFor();
  expect(await place.house.db.selectFrom("guest").select("person_id").execute()).toEqual([{ person_id: "helen" }]);

  // The same passkey, elsewhere: as where a key ring is shared between devices, or its device is stolen.
  const elsewhere = await stranger("/panels");
  const there = await device(elsewhere);
  const [credential] = (await cdp.send("WebAuthn.getCredentials", { authenticatorId: id })).credentials;
  await there.cdp.send("WebAuthn.addCredential", { authenticatorId: there.id, credential: credential! });
  await password(elsewhere, "amira");
  await elsewhere.getByRole("button", { name: "Use your passkey" }).click();
  await elsewhere.waitForURL("**/panels");
  await amira.goto("/account/passkeys");
  await amira.getByRole("link", { name: "Remove Blue key" }).click();
  await amira.getByRole("button", { name: "Remove it" }).click();
  await amira.getByText("Whatever was opened with it elsewhere is signed out").waitFor();
  await elsewhere.getByRole("heading", { name: "You are signed out" }).waitFor();
  expect(place.reports).toEqual([]);
});

test("Without scripts the app is there, and the passkey's form says what it needs", async () => {
  await place.house.db.deleteFrom("totp").where("person_id", "=", "iqbal").execute();
  const page = await (await place.browser.newContext({ baseURL: place.house.url, javaScriptEnabled: false })).newPage();
  await page.goto("/sign-in");
  await password(page, "iqbal");
  await page.getByLabel("Name of the passkey").fill("Work laptop");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("Making a passkey needs scripts").first().waitFor();
  expect(await page.getByLabel("Name of the passkey").inputValue()).toBe("Work laptop");
  await page.getByLabel("Code that the app shows").fill(codeOf((await page.locator("strong.paper__hash").innerText()).replaceAll(" ", ""), new Date()));
  await page.getByRole("button", { name: "Connect" }).click();
  await page.getByRole("heading", { name: "Keep your recovery codes" }).waitFor();
});
