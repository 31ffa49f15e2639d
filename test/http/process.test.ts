import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoPassword } from "#db/demo/partnership.server.ts";
import { emails, type House, openHouse, visitor } from "../house.ts";

/** Starts the built program with these settings and waits for its end. */
const startWith = (env: Record<string, string>, ...words: string[]): Promise<{ code: number; words: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ["build/index.js", ...words], { env: { PATH: process.env.PATH, NODE_ENV: "production", DATABASE_FILE: join(tmpdir(), "panelroom-never", "made.sqlite"), ...env }, timeout: 10_000 }, (error, _, stderr) =>
      resolve({ code: Number((error as { code?: number } | null)?.code ?? 0), words: stderr }),
    );
  });

describe("The program does not start", () => {
  test("with wrong settings: it names each one and makes no file", async () => {
    const { code, words } = await startWith({ PORT: "eighty", LOG_LEVEL: "loud" });
    expect(words).toBe("Panelroom did not start: PORT must be a whole number from 0 to 65535. LOG_LEVEL must be silent, error, warn, info or debug\n");
    expect(code).toBe(1);
    expect(existsSync(join(tmpdir(), "panelroom-never"))).toBe(false);
  });

  test("with an unknown command", async () => {
    expect((await startWith({}, "sing")).words).toMatch(/^Panelroom did not start: There is no command "sing"/);
  });
});

describe("A running house", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  test("says that it lives, and that it can write", async () => {
    const healthy = await fetch(`${house.url}/healthz`);
    expect([healthy.status, await healthy.text()]).toEqual([200, "ok"]);
    const ready = await fetch(`${house.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([200, "ready"]);
  });

  test("says that it lives also while the database takes no write and every page waits for it", async () => {
    const other = new SQLite(house.file);
    other.exec("begin exclusive");
    let answered = false;
    const waiting = fetch(`${house.url}/readyz`).finally(() => {
      answered = true;
    });
    expect((await fetch(`${house.url}/healthz`)).status).toBe(200);
    expect(answered).toBe(false);
    expect((await waiting).status).toBe(503);
    other.exec("rollback");
    other.close();
  });

  test("answers for the live side itself: what is asked of it never reaches the pages", async () => {
    const polled = await fetch(`${house.url}/socket.io/?EIO=4&transport=polling`);
    expect([polled.status, (await polled.text()).startsWith("0{")]).toEqual([200, true]);
    expect(house.log()).not.toContain('"path":"/socket.io/');
  });

  test("changes protocol for nobody but the live side", async () => {
    const answered = await new Promise<number>((resolve, reject) => {
      const sent = request(`${house.url}/home`, { headers: { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13" } });
      sent.on("response", (answer) => resolve(answer.statusCode!)).on("upgrade", () => reject(new Error("upgraded"))).on("error", reject).end();
    });
    expect(answered).toBe(400);
  });

  test("says that it is not ready while the database takes no write", async () => {
    const other = new SQLite(house.file);
    other.exec("begin exclusive");
    const ready = await fetch(`${house.url}/readyz`);
    other.exec("rollback");
    other.close();
    expect([ready.status, await ready.text()]).toEqual([503, "not ready"]);
    expect((await fetch(`${house.url}/readyz`)).status).toBe(200);
  });

  test("writes no name, no address, no password and no text that people typed into its log, only ids", async () => {
    const canaries = ["Zyxcanary Surname", "zyxcanary@seaholme.example", "Zyxcanary Agency", "zyxcanary-typed", "Zyxcanary job"];
    const admin = await visitor(house, "admin");
    await admin.post("/admin/people/new", { name: canaries[0]!, email: canaries[1]!, agencyId: "csc", jobTitle: canaries[4]!, beginning: "link" });
    await admin.post("/admin/agencies/new", { name: canaries[2]!, kind: "other" });
    await admin.post("/admin/agencies/new", { name: canaries[2]!, kind: "zyxcanary-typed" });
    await admin.get(`/admin/people?text=${encodeURIComponent(canaries[0]!)}`);
    await admin.get("/subjects/zyxcanary-typed");
    await (await visitor(house, "ruth")).get("/subjects?text=zyxcanary-typed");
    await fetch(`${house.url}/sign-in`, { method: "POST", headers: { Origin: house.url }, body: new URLSearchParams({ email: canaries[1]!, password: "zyxcanary-typed" }) });
    const lines = house.log().trim().split("\n");
    for (const line of lines) expect(() => JSON.parse(line), line).not.toThrow();
    expect(lines.some((line) => JSON.parse(line).person === "admin")).toBe(true);
    const said = house.log().toLowerCase();
    // A path may carry what somebody typed into the address bar as an id; nothing else of it stands in the log.
    for (const word of [...canaries.filter((c) => c !== "zyxcanary-typed"), demoPassword, emails.admin]) expect(said).not.toContain(word.toLowerCase());
    expect(said.replaceAll('"path":"/subjects/zyxcanary-typed"', "")).not.toContain("zyxcanary");
  });

  test("asked to stop, finishes the request in hand and ends within 5 seconds", async () => {
    const { cookie } = await visitor(house, "admin");
    const body = new URLSearchParams({ name: "In Hand", email: "hand@seaholme.example", agencyId: "csc", beginning: "link" }).toString();
    const sent = request(`${house.url}/admin/people/new`, { method: "POST", headers: { Cookie: cookie, Origin: house.url, Expect: "100-continue", "Content-Type": "application/x-www-form-urlencoded", "Content-Length": body.length } });
    const answered = new Promise<number>((resolve, reject) => sent.on("response", (answer) => resolve(answer.resume().statusCode!)).on("error", reject));
    // The server has the head of the request and waits for the rest: it is in hand when the signal comes.
    await new Promise((resolve) => {
      sent.on("continue", resolve);
      sent.flushHeaders();
    });
    const stopped = house.stop();
    while (!house.log().includes('"stopping"')) await new Promise((resolve) => setImmediate(resolve));
    sent.end(body);
    expect(await answered).toBe(200);
    expect(await stopped).toBeLessThan(5000);
    expect((await house.db.selectFrom("person").select("id").where("name", "=", "In Hand").execute()).length).toBe(1);
    await house.start();
    expect((await fetch(`${house.url}/readyz`)).status).toBe(200);
  });
});

test("The first visit makes the first administrator with the code of the log, once", async () => {
  const folder = mkdtempSync(join(tmpdir(), "panelroom-setup-"));
  const child = spawn(process.execPath, ["build/index.js"], { env: { ...process.env, NODE_ENV: "production", PORT: "0", HOST: "127.0.0.1", DATABASE_FILE: join(folder, "new.sqlite") }, stdio: ["ignore", "pipe", "inherit"] });
  try {
    let log = "";
    await new Promise<void>((resolve) => child.stdout.on("data", (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes('"listening"')) resolve();
    }));
    const lines = log.trim().split("\n").map((line) => JSON.parse(line) as { port?: number; code?: string });
    const url = `http://localhost:${lines.find((line) => line.port)!.port}`;
    const code = lines.find((line) => line.code)!.code!;
    expect((await fetch(`${url}/home`, { redirect: "manual" })).headers.get("location")).toBe("/setup");
    const form = { setupCode: code, agency: "Example Council", name: "Ada Example", email: "ada@example.org", password: "harbour lantern gravel" };
    const post = (fields: Record<string, string>) => fetch(`${url}/setup`, { method: "POST", redirect: "manual", headers: { Origin: url }, body: new URLSearchParams(fields) });
    const wrong = await post({ ...form, setupCode: "1111-1111-1111-1111" });
    expect(wrong.status).toBe(422);
    const page = await wrong.text();
    expect(page).toContain("That is not the code in the server");
    expect(page).toContain('value="Ada Example"');
    expect(page).not.toContain("harbour lantern gravel");
    expect((await post({ ...form, password: "short" })).status).toBe(422);
    expect((await post(form)).headers.get("location")).toBe("/sign-in");
    expect((await post(form)).status).toBe(404);
    expect((await fetch(`${url}/setup`)).status).toBe(404);
    const signedIn = await fetch(`${url}/sign-in`, { method: "POST", redirect: "manual", headers: { Origin: url }, body: new URLSearchParams({ email: form.email, password: form.password }) });
    expect(signedIn.headers.get("location")).toBe("/second-factor");
    // Nothing else opens before the second factor, of which the administrator has none yet.
    const cookie = signedIn.headers.get("set-cookie")!.split(";")[0]!;
    expect((await fetch(`${url}/admin`, { redirect: "manual", headers: { Cookie: cookie } })).headers.get("location")).toBe("/second-factor/new");
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
