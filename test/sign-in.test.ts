import { afterAll, beforeAll, expect, test } from "vitest";
import { onward } from "#app/back.server.ts";
import { signIn, whoseSession } from "#app/models/people/session.server.ts";
import { now, type Stage, stage } from "./cast.ts";
import { sessionOf } from "./session.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
});
afterAll(() => s.close());

test("A wrong password and an unknown address are refused in the same words", async () => {
  const ask = await s.as("amira");
  const one = await signIn(ask, { email: "amira.haddad@northmoor.example", password: "not this one", address: "1" }).catch((e) => e.reason);
  const other = await signIn(ask, { email: "nobody@northmoor.example", password: "not this one", address: "1" }).catch((e) => e.reason);
  expect(one).toBe("The e-mail address or password is not right");
  expect(other).toBe(one);
});

test("A session ends when it is idle too long, and when it is too old", async () => {
  const token = await sessionOf(s.db, "amira", now);
  const limits = { idleMinutes: 60, hours: 10 };
  const after = (minutes: number) => whoseSession({ db: s.db, now: new Date(now.getTime() + minutes * 60_000) }, token, limits);
  expect((await after(59))?.name).toBe("Amira Haddad");
  expect(await after(59 + 61)).toBeNull();
});

test.each(["//elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "https://elsewhere.example", "/sign-out", null])("Nobody is sent on to %j after sign-in", (to) => {
  expect(onward(to)).toBe("/home");
});

test("After sign-in people come to the page that they asked for", () => {
  expect(onward("/actions?state=overdue&page=2")).toBe("/actions?state=overdue&page=2");
});
