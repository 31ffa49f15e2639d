import { afterAll, beforeAll, expect, test } from "vitest";
import { changePassword, initialPassword } from "#app/models/people/account.server.ts";
import { whyNotPassword } from "#app/models/people/password.server.ts";
import { setInitialPassword } from "#app/models/people/people.server.ts";
import { limitSignIn, signIn, tokenHash, whoseSession } from "#app/models/people/session.server.ts";
import { demoPassword } from "#db/demo/partnership.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { emails } from "../house.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

const limits = { idleMinutes: 60, hours: 10 };
/** Signs in with both factors. */
async function enter(person: "dan" | "chloe" | "owen" | "beth", password = demoPassword): Promise<string> {
  const token = await signIn(await s.as(person), { email: emails[person], password, address: "10.0.0.1" });
  await s.db.updateTable("session").set({ second_at: now.toISOString() }).where("token_hash", "=", tokenHash(token)).execute();
  return token;
}
const whose = (token: string) => whoseSession({ db: s.db, now }, token, limits);
const fault = (promise: Promise<unknown>) => promise.then(() => null, (error) => error.reason as string);

test.each([
  ["short", "Use at least 12 characters, for instance three random words"],
  ["123456789012", "This password is one of those that are guessed first. Choose another"],
  ["aaaaaaaaaaaaaaaa", "This password is one of those that are guessed first. Choose another"],
  ["password12345", "This password is one of those that are guessed first. Choose another"],
  ["dan.kowalczyk@northmoor.example", "Do not use your name or e-mail address"],
  ["x".repeat(201), "Use 200 characters or fewer"],
])("The password %s is refused", (password, words) => {
  expect(whyNotPassword(password, ["dan.kowalczyk@northmoor.example"])).toBe(words);
});

test("A password to begin with passes our own rule, and no two are alike", () => {
  const several = Array.from({ length: 200 }, initialPassword);
  expect(several.filter((password) => whyNotPassword(password))).toEqual([]);
  expect(new Set(several).size).toBe(200);
});

test("Dan's new password is refused when the present one is wrong, the same, or not typed twice", async () => {
  const token = await enter("dan");
  const change = async (old: string, password: string, again = password) => fault(changePassword(await s.as("dan"), { old, password, again }, token));
  expect(await change("not this one", "three random words")).toBe("This is not your present password");
  expect(await change(demoPassword, demoPassword)).toBe("Choose a password that is not your present one");
  expect(await change(demoPassword, "three random words", "three other words")).toBe("This is not what you typed above");
  expect(await change(demoPassword, "short")).toMatch(/12 characters/);
});

test("Changing the password ends Dan's other sessions and keeps this one", async () => {
  const [here, there] = [await enter("dan"), await enter("dan")];
  await changePassword(await s.as("dan"), { old: demoPassword, password: "three random words", again: "three random words" }, here);
  expect((await whose(here))?.id).toBe("dan");
  expect(await whose(there)).toBeNull();
  expect(await fault(enter("dan"))).toBe("The e-mail address or password is not right");
  expect(await enter("dan", "three random words")).toBeTruthy();
});

test("Chloe, whose password an administrator set, belongs to nothing until she has changed it", async () => {
  const old = await enter("chloe");
  const password = await setInitialPassword(await s.as("admin"), "chloe");
  expect(await whose(old)).toBeNull();
  const token = await enter("chloe", password);
  expect(await whose(token)).toMatchObject({ id: "chloe", mustChangePassword: true, memberships: [], isLead: false });
  await changePassword({ ...(await s.as("chloe")) }, { old: password, password: "three random words", again: "three random words" }, token);
  expect((await whose(token))?.memberships.length).toBe(2);
});

test("After too many wrong passwords even the right one is refused, and the wrong ones of the account's page count too", async () => {
  limitSignIn(3);
  await fault(enter("owen", "wrong"));
  await fault(changePassword(await s.as("owen"), { old: "wrong", password: "three random words", again: "three random words" }, ""));
  await fault(enter("owen", "wrong"));
  expect(await fault(enter("owen"))).toMatch(/^Too many tries/);
  expect(await enter("beth")).toBeTruthy();
  limitSignIn(10);
});
