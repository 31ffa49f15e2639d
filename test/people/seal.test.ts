import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sealApps } from "#app/models/people/authenticator.server.ts";
import { isSealed, seal, sealWith, unseal } from "#app/models/people/seal.server.ts";
import { demoSecret } from "#db/demo/partnership.server.ts";
import { type Stage, stage } from "../cast.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.close());

test("What is sealed opens about the same with the same key, and in no other way", () => {
  const text = "Kowalczyk's key: ŁÓDŹ";
  const sealed = seal(text, "totp dan");
  expect(sealed).not.toContain("Kowalczyk");
  expect(seal(text, "totp dan")).not.toBe(sealed);
  expect(unseal(sealed, "totp dan")).toBe(text);
  expect(() => unseal(sealed, "totp chloe")).toThrow();
  expect(() => unseal(text, "totp dan")).toThrow("Not sealed");
  const parts = sealed.split(".");
  for (const i of [1, 2, 3]) expect(() => unseal(parts.map((part, at) => (at === i ? `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}` : part)).join("."), "totp dan")).toThrow();
  // A shorter tag would be guessed sooner.
  expect(() => unseal(parts.map((part, at) => (at === 2 ? part.slice(0, 6) : part)).join("."), "totp dan")).toThrow();
  sealWith(randomBytes(32));
  expect(() => unseal(sealed, "totp dan")).toThrow();
  expect(() => sealWith(randomBytes(16))).toThrow("32 bytes");
});

test("Keys of apps that stand in the database as they are get sealed, once", async () => {
  await s.db.updateTable("totp").set({ secret: demoSecret }).where("person_id", "in", ["dan", "chloe"]).execute();
  expect(await sealApps(s.db)).toBe(2);
  expect(await sealApps(s.db)).toBe(0);
  const rows = await s.db.selectFrom("totp").select(["person_id", "secret"]).execute();
  expect(rows.every(({ secret }) => isSealed(secret))).toBe(true);
  expect(new Set(rows.map(({ person_id, secret }) => unseal(secret, `totp ${person_id}`)))).toEqual(new Set([demoSecret]));
});
