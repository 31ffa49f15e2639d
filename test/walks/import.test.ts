import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieOf, type House, openHouse } from "../house.ts";
import { inventReturn, writeReturn } from "../support/ssda903.ts";

let house: House;
let files: ReturnType<typeof writeReturn>;
beforeAll(async () => {
  house = await openHouse();
  files = writeReturn(mkdtempSync(join(tmpdir(), "panelroom-walk-")), inventReturn({ children: 200, episodes: 400, yearEnd: new Date().toISOString().slice(0, 10), seed: 11 }));
});
afterAll(() => house.close());

const post = (cookie: string, path: string, body: FormData | URLSearchParams) => fetch(house.url + path, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.url }, body });
const read = async (cookie: string, path: string) => (await fetch(house.url + path, { headers: { Cookie: cookie } })).text();
const form = (paths: string[], fields: Record<string, string> = { panelId: "mfh", authority: "Seaholme" }) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  for (const path of paths) data.append("files", new Blob([readFileSync(path)]), path.split("/").pop());
  return data;
};
/** Reads a page again until it says so, as a person without script would. */
async function until(cookie: string, path: string, words: string): Promise<string> {
  for (const end = Date.now() + 60_000; ; ) {
    const page = await read(cookie, path);
    if (page.includes(words)) return page;
    if (Date.now() > end) throw new Error(`${path} never said “${words}”: ${page.replace(/<[^>]+>/g, " ").slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}
const children = async () => Number((await house.db.selectFrom("child").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n);

describe("The import's pages without script", () => {
  test("Priya, a member, may not; Ruth's form without an authority is refused with what she chose kept", async () => {
    expect((await post(await cookieOf(house, "priya"), "/imports/new", form([files.header]))).status).toBe(403);
    const answer = await post(await cookieOf(house, "ruth"), "/imports/new", form([files.header], { panelId: "mfh", authority: "" }));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain("Enter the local authority");
    expect(page).toMatch(/<option value="mfh" selected/);
    expect(readdirSync(join(dirname(house.file), "imports"))).toEqual([]);
  });

  test("A file of 300 MB is refused in a sentence, and memory does not swell with it", async () => {
    const cookie = await cookieOf(house, "ruth");
    const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.pid()}/status`, "utf8"))?.[1] ?? 0) / 1024;
    const before = memory();
    let most = 0;
    const watch = setInterval(() => (most = Math.max(most, memory())), 100);
    const piece = new TextEncoder().encode(`${"100,F,12/03/2011,WBRI,,,\r\n".repeat(2560)}`);
    const edge = "xxpanelroomxx";
    const field = (name: string, value: string) => `--${edge}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    async function* body() {
      yield new TextEncoder().encode(`${field("panelId", "mfh")}${field("authority", "Seaholme")}--${edge}\r\nContent-Disposition: form-data; name="files"; filename="header.csv"\r\nContent-Type: text/csv\r\n\r\n`);
      for (let sent = 0; sent < 300 * 1024 * 1024; sent += piece.length) yield piece;
      yield new TextEncoder().encode(`\r\n--${edge}--\r\n`);
    }
    const answer = await fetch(`${house.url}/imports/new`, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.url, "Content-Type": `multipart/form-data; boundary=${edge}` }, body: body(), duplex: "half" } as unknown as RequestInit);
    clearInterval(watch);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain("header.csv is larger than 20 MB");
    expect(most - before).toBeLessThan(150);
    expect(readdirSync(join(dirname(house.file), "imports"))).toEqual([]);
  });

  test("Ruth uploads a return, waits, confirms; a wrong file ends in its sentence", async () => {
    const cookie = await cookieOf(house, "ruth");
    const wrong = (await post(cookie, "/imports/new", form([files.missing]))).headers.get("location")!;
    await until(cookie, wrong, "The header file is missing: it says who the children are");

    const path = (await post(cookie, "/imports/new", form([files.header, files.episodes, files.missing]))).headers.get("location")!;
    expect(path).toMatch(/^\/imports\/[\w-]+$/);
    const preview = await until(cookie, path, "What would change");
    expect(preview).toContain("No row is refused");
    expect(await children()).toBe(0);
    expect((await post(cookie, `${path}/choice`, new URLSearchParams({ "groups[]": "missing" }))).status).toBe(302);
    expect((await post(cookie, `${path}/confirmation`, new URLSearchParams())).headers.get("location")).toBe(path);
    expect(await read(cookie, path)).toContain("Import confirmed");
    expect(await children()).toBeGreaterThan(5);
    const again = await post(cookie, `${path}/confirmation`, new URLSearchParams());
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("This import is already confirmed");
    expect(readdirSync(join(dirname(house.file), "imports"))).toEqual([]);
  });
});

test("Killed while it checks, the server writes nothing; started again it goes on, and the same files import whole", async () => {
  const cookie = await cookieOf(house, "ruth");
  const before = await children();
  await post(cookie, "/imports/new", form(Object.values(files)));
  await house.kill();
  expect(await children()).toBe(before);
  await house.start();
  const path = (await post(cookie, "/imports/new", form(Object.values(files)))).headers.get("location")!;
  await until(cookie, path, "What would change");
});

test("The command imports into the same database, says who may not, and gives what it did as JSON", async () => {
  const run = (words: string[]) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn(process.execPath, [join(process.cwd(), "build/index.js"), "import", ...words], { cwd: dirname(files.header), env: { ...process.env, npm_lifecycle_event: "", DATABASE_FILE: house.file, NODE_ENV: "production" } });
      let said = "";
      child.stderr.on("data", (chunk) => (said += chunk));
      child.on("exit", (code) => resolve({ code, said }));
    });
  const common = ["--panel", "MFH", "--authority", "Seaholme"];
  expect(await run(["ssda903", "header.csv", ...common, "--as", "priya.nair@seaholmeschools.example"])).toMatchObject({ code: 1, said: expect.stringContaining("Only the chair, a deputy chair or the coordinator") });
  expect(await run(["ssda903", "nowhere.csv", ...common, "--as", "ruth.okafor@seaholme.example"])).toMatchObject({ code: 1, said: expect.stringContaining("There is no file") });
  const done = await run(["ssda903", "header.csv", "episodes.csv", "missing.csv", ...common, "--as", "ruth.okafor@seaholme.example", "--take", "all", "--confirm", "--json", "out.json"]);
  expect(done.code, done.said).toBe(0);
  expect(JSON.parse(readFileSync(join(dirname(files.header), "out.json"), "utf8"))).toMatchObject({ confirmed: true, refused: [] });
  expect(await children()).toBe(200);
});
