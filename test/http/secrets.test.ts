import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import { emails, type House, openHouse } from "../house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const keyFile = () => `${house.file}.secrets-key`;
const post = (path: string, cookie: string, fields: Record<string, string>) => fetch(house.url + path, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.url }, body: new URLSearchParams(fields) });
/** Where signing in with both factors leads. */
const signIn = async () => {
  const cookie = (await post("/sign-in", "", { email: emails.owen, password: demoPassword })).headers.get("set-cookie")!.split(";")[0]!;
  return (await post("/second-factor", cookie, { oneTimeCode: codeOf(demoSecret, new Date()) })).headers.get("location");
};

test("At the first start a key is made that only this user reads; no key of an app stands in the database or its log, and signing in works", async () => {
  expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  expect((await house.db.selectFrom("totp").select("secret").execute()).filter(({ secret }) => !secret.startsWith("sealed1."))).toEqual([]);
  await expect.poll(() => [house.file, `${house.file}-wal`].filter((file) => existsSync(file) && readFileSync(file).includes(demoSecret)), { timeout: 20_000 }).toEqual([]);
  expect(await signIn()).toBe("/home");
});

test("Without that key, or with another, it does not start, says why, and makes no new one", async () => {
  await house.stop();
  renameSync(keyFile(), `${keyFile()}.away`);
  await expect(house.start()).rejects.toThrow(/The key for the secrets in the database is not there/);
  expect(existsSync(keyFile())).toBe(false);
  writeFileSync(keyFile(), `${Buffer.alloc(32, 7).toString("base64url")}\n`);
  await expect(house.start()).rejects.toThrow(/is not the one with which the secrets in the database were sealed/);
  renameSync(`${keyFile()}.away`, keyFile());
  await house.start();
  await house.db.updateTable("totp").set({ last_step: 0 }).execute();
  expect(await signIn()).toBe("/home");
});
