import type { Request, Response } from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { doorkeeper } from "../server/doorkeeper.ts";
import { now, type Person, type Stage, stage, today } from "./cast.ts";

let s: Stage;
beforeAll(async () => {
  s = await stage();
  const at = now.toISOString();
  await s.db.insertInto("subject").values({ id: "c1", kind: "child", ref: "C-0001", display_name: "Jordan Ellis", created_at: at }).execute();
  await s.db.insertInto("panel_case").values({ id: "case-c1", panel_id: "macse", subject_id: "c1", opened_on: today, opened_at: at, why: "x", review_on: today }).execute();
  await s.db.insertInto("import_run").values({ id: "run", panel_id: "macse", by_id: "ruth", authority: "Seaholme", kind: "ssda903", state: "ready", started_at: at, beat_at: at, summary: "{}" }).execute();
});
afterAll(() => s.close());

/** Whether a post to the address goes on to its page. */
async function goesOn(person: Person, path: string): Promise<boolean> {
  const request = { method: "POST", path, query: {}, url: path, originalUrl: path };
  await doorkeeper(request as unknown as Request, { locals: { ask: await s.as(person) } } as unknown as Response, (error?: unknown) => {
    if (error) throw error;
  });
  return request.url === path;
}

test("A post about an import goes no further for Dan, who does not prepare its panel, nor for Priya of another; it does for Ruth", async () => {
  expect(await goesOn("dan", "/imports/run/choice")).toBe(false);
  expect(await goesOn("priya", "/imports/run/choice")).toBe(false);
  expect(await goesOn("ruth", "/imports/run/choice")).toBe(true);
});

test("The case of an address makes no difference", async () => {
  expect(await goesOn("priya", "/Subjects/c1/details")).toBe(false);
  expect(await goesOn("amira", "/Subjects/c1/details")).toBe(true);
});

test("What names no record goes on to its page", async () => {
  for (const path of ["/subjects/new/child", "/imports/new", "/imports/names", "/sign-out", "/toString/x"]) expect(await goesOn("priya", path), path).toBe(true);
});
