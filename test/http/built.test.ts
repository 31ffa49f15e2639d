import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const folder = resolve(import.meta.dirname, "../../public/build");
const scripts = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));

test("No file that goes to the browser holds code of the server", () => {
  expect(scripts.length).toBeGreaterThan(10);
  const marks = ["better-sqlite3", "insertInto(", "selectFrom(", "begin immediate", "ZodError", "invalid_union", "argon2", "password_hash", "node:crypto", "rate-limiter", "zxcvbn"];
  const found = scripts.flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8");
    return marks.filter((mark) => text.includes(mark)).map((mark) => `${name}: ${mark}`);
  });
  expect(found).toEqual([]);
});
