import { test } from "vitest";
import { writeFileSync, readFileSync, mkdirSync } from "node:fs";
import { enter } from "../browser.ts";
import { openPlace } from "./place.ts";
const place = openPlace();
test("shots", async () => {
  mkdirSync("/tmp/shots", { recursive: true });
  const { db } = place.house;
  const at = new Date().toISOString();
  await db.insertInto("emergency_access").values([
    { id: "e1", person_id: "ewan", subject_id: "c1", code: "a child is missing now", reason: "Not home since nine; the police ask for known places", from_at: at, until_at: new Date(Date.now() + 3600000).toISOString() },
    { id: "e2", person_id: "gareth", subject_id: null, code: "police or a court need it at once", reason: "x", from_at: new Date(Date.now() - 9 * 86400000).toISOString(), until_at: at },
    { id: "e3", person_id: "gareth", subject_id: "c1", code: "a strategy discussion cannot wait", reason: "x", from_at: new Date(Date.now() - 9 * 86400000).toISOString(), until_at: at, finding: "justified", finding_note: "The log says the same", reviewed_at: at, reviewed_by_id: "wilma" },
  ]).execute();
  await db.insertInto("inspection").values({ id: "i1", person_id: "audit", why: "Quality of decisions, for the partnership's board", drawn: "2 of 12 open cases of MACSE (child), drawn by lot", from_on: at.slice(0, 10), until_on: new Date(Date.now() + 5 * 86400000).toISOString().slice(0, 10), set_at: at, set_by_id: "wilma" }).execute();
  await db.insertInto("inspection_subject").values({ inspection_id: "i1", subject_id: "c1", position: 1 }).execute();
  for (const p of ["chloe", "dan"] as const) { const v = await enter(place.browser, place.house, p); await v.page.goto("/subjects/c1"); }
  const list: [any, string, string][] = [["ewan", "/home", "home-ewan"], ["ewan", "/emergency/e1", "record"], ["amira", "/home", "home-chair"], ["gareth", "/emergency", "emergency"], ["amira", "/emergency/new", "new"], ["wilma", "/privacy", "privacy"], ["wilma", "/privacy/emergencies/e1", "review"], ["wilma", "/privacy/reads", "reads"], ["wilma", "/privacy/readers?ref=C-0001", "readers"], ["wilma", "/privacy/inspections/new", "insp-new"], ["wilma", "/privacy/inspections/i1", "insp"], ["audit", "/inspections/i1", "sample"], ["audit", "/inspections/i1/records/c1", "inspected"], ["admin", "/admin/people/wilma", "person"]];
  for (const width of [1280, 768, 375]) {
    const imgs: string[] = [];
    for (const [who, path, name] of list) {
      const { page, context } = await enter(place.browser, place.house, who, { viewport: { width, height: 900 } } as any);
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path); await page.waitForLoadState("networkidle").catch(() => {});
      await page.screenshot({ path: `/tmp/shots/${name}-${width}.png`, fullPage: true });
      imgs.push(`data:image/png;base64,${readFileSync(`/tmp/shots/${name}-${width}.png`).toString("base64")}`);
      await page.context().close();
    }
    const { page } = await enter(place.browser, place.house, "audit", {} as any);
    const w = width === 1280 ? 620 : width === 768 ? 440 : 300;
    await page.context().newPage().then(async (p) => {
      await p.setViewportSize({ width: width === 375 ? 2200 : 2520, height: 800 });
      await p.setContent(`<div style="display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start;background:#888">${imgs.map((i) => `<img src="${i}" style="width:${w}px">`).join("")}</div>`);
      await p.screenshot({ path: `/tmp/shots/sheet-${width}.png`, fullPage: true });
    });
  }
}, 300000);
