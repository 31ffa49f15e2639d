import { request } from "node:http";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { addresses, everything, leaves, routesOfBuild, ruleOf } from "../http/knock.ts";
import { fillMacse } from "../macse.ts";

// What a page of somebody else's can do with Amira's browser, in which she is signed in. Another port of this host is the hardest case: to the
// browser it is the same site, and it sends her cookie along with everything.

let house: House;
let browser: Browser;
let elsewhere: Server;
let context: BrowserContext;
let cookie: string;
const pages: Record<string, () => string> = {
  "another port of this host": () => `http://localhost:${(elsewhere.address() as AddressInfo).port}/`,
  "another site": () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`,
};

beforeAll(async () => {
  house = await openHouse({ fill: fillMacse });
  browser = await openBrowser();
  elsewhere = createServer((_, response) => response.setHeader("Content-Type", "text/html").end("<!DOCTYPE html><title>Elsewhere</title><body>Elsewhere</body>"));
  await new Promise<void>((resolve) => elsewhere.listen(0, () => resolve()));
  context = await browser.newContext();
});
// Each test with a session of its own: what one of them ends is there for the next.
beforeEach(async () => {
  cookie = await cookieOf(house, "amira");
  const [name, value] = cookie.split(/=(.*)/s) as [string, string];
  await context.addCookies([{ name, value, url: house.url, httpOnly: true, sameSite: "Lax" }]);
});
afterAll(async () => {
  await browser?.close();
  elsewhere?.close();
  await house?.close();
});

/** All that is kept, and whether Amira is still signed in and her page open. */
const kept = async (): Promise<string> => `${await everything(house)} ${JSON.stringify(await house.db.selectFrom("session").select(["person_id", "ended_at", "locked_at"]).orderBy("token_hash").execute())}`;

/** Where posts weigh, with what would be taken from our own page. */
const posts: [path: string, fields: Record<string, string>][] = [
  ["/sign-out", {}],
  ["/lock", { to: "/home" }],
  ["/account", { oldPassword: "x", password: "three quiet umbrellas", passwordAgain: "three quiet umbrellas" }],
  ["/account/sessions", {}],
  ["/subjects/x-child/notes/new", { panelId: "macse", text: "Forged", contact: "Forged", handling: "shared" }],
  ["/subjects/x-child/aliases", { name: "Forged", kind: "known as" }],
  ["/subjects/x-child/aliases/x-alias/removal", {}],
  ["/subjects/x-child/conflicts/new", { personId: "dan", reason: "Forged" }],
  ["/meetings/x-live/current", { itemId: "x-item" }],
  ["/meetings/x-live/end", {}],
  ["/meetings/x-draft/agenda", {}],
  ["/items/x-item/action", { what: "Forged", agencyId: "police", due: "27/3/2030" }],
  ["/items/x-item/closed-session", { "agencyIds[]": "police", minuterId: "amira" }],
  ["/actions/x-action/ending", { note: "Forged" }],
  ["/imports/names", { panelId: "macse", authority: "Forged" }],
  ["/sign-in", { email: "amira.haddad@northmoor.example", password: "x" }],
];

async function on(name: string, work: (page: Page) => Promise<void>): Promise<void> {
  const page = await context.newPage();
  await page.goto(pages[name]!());
  await work(page);
  await page.close();
}

test("The same requests from our own page are taken, or everything below would prove nothing", async () => {
  const page = await context.newPage();
  await page.goto(`${house.url}/home`);
  const before = await kept();
  const taken = await page.evaluate(async () => (await fetch("/subjects/x-child/aliases", { method: "POST", body: new URLSearchParams({ name: "Genuine", kind: "known as" }) })).ok);
  expect(taken).toBe(true);
  expect(await kept()).not.toBe(before);
  const opened = await page.evaluate(() => new Promise((resolve) => {
    const line = new WebSocket(`${location.origin.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
    line.onopen = () => resolve("open");
    line.onerror = () => resolve("refused");
  }));
  expect(opened).toBe("open");
  expect((await page.evaluate(async () => (await fetch("/socket.io/?EIO=4&transport=polling")).status))).toBe(200);
  await page.close();
});

describe.each(Object.keys(pages))("From %s", (name) => {
  test("no form that is posted, of any kind, is taken", async () => {
    const before = await kept();
    const statuses: string[] = [];
    await on(name, async (page) => {
      page.on("response", (answer) => answer.url().startsWith(house.url) && answer.request().method() === "POST" && statuses.push(`${new URL(answer.url()).pathname} ${answer.status()}`));
      for (const [path, fields] of posts)
        for (const kind of ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
          await page.evaluate(([action, kind, fields]) => new Promise<void>((resolve) => {
            const frame = Object.assign(document.createElement("iframe"), { name: `f${Math.random()}` });
            document.body.append(frame);
            const form = Object.assign(document.createElement("form"), { action, method: "post", enctype: kind, target: frame.name });
            for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), { name, value }));
            document.body.append(form);
            frame.onload = () => resolve();
            form.submit();
          }), [house.url + path, kind, fields] as const);
      // Not in a frame but as the page itself, which is how a link in a letter would do it.
      for (const [path, fields] of posts.slice(0, 6)) {
        await page.goto(pages[name]!());
        await Promise.all([page.waitForURL(`${house.url}/**`), page.evaluate(([action, fields]) => {
          const form = Object.assign(document.createElement("form"), { action, method: "post" });
          for (const [name, value] of Object.entries(fields)) form.append(Object.assign(document.createElement("input"), { name, value }));
          document.body.append(form);
          form.submit();
        }, [house.url + path, fields] as const)]);
      }
    });
    expect(statuses.length).toBe(posts.length * 3 + 6);
    expect(statuses.filter((one) => !one.endsWith(" 403"))).toEqual([]);
    expect(await kept()).toBe(before);
  });

  test("no request of a script is taken, by any method, kind or mode, nor its answer read", async () => {
    const before = await kept();
    const wrong: string[] = [];
    await on(name, async (page) => {
      page.on("response", (answer) => answer.url().startsWith(house.url) && !["GET", "HEAD", "OPTIONS"].includes(answer.request().method()) && answer.status() !== 403 && wrong.push(`${answer.request().method()} ${answer.url()} ${answer.status()}`));
      wrong.push(...(await page.evaluate(async ([home, posts]) => {
        const read: string[] = [];
        const parted = (fields: Record<string, string>) => {
          const form = new FormData();
          for (const [name, value] of Object.entries(fields)) form.append(name, value);
          return form;
        };
        for (const [path, fields] of posts) {
          const address = home + path;
          for (const mode of ["cors", "no-cors"] as const)
            for (const method of mode === "cors" ? ["POST", "PUT", "PATCH", "DELETE"] : ["POST"])
              for (const body of [new URLSearchParams(fields), JSON.stringify(fields), parted(fields)]) {
                const answer = await fetch(address, { method, mode, body, credentials: "include" }).catch(() => null);
                if (answer && answer.type !== "opaque") read.push(`${method} ${path} was answered to a script: ${answer.status}`);
              }
          navigator.sendBeacon(address, new URLSearchParams(fields));
        }
        for (const path of ["/subjects/x-child", "/subjects/x-child?_data=routes%2Fsubjects.%24subjectId._index", "/search?q=Quillfeather"]) {
          const answer = await fetch(home + path, { credentials: "include" }).then((one) => one.text(), () => null);
          if (answer !== null) read.push(`${path} was read`);
        }
        return read;
      }, [house.url, posts] as const)));
    });
    expect(wrong).toEqual([]);
    expect(await kept()).toBe(before);
  });

  test("no line is opened, by WebSocket or by polling", async () => {
    const before = house.log().length;
    await on(name, async (page) => {
      const address = house.url.replace("http", "ws");
      const tried = await page.evaluate(async ([home, address]) => {
        const socket = await new Promise((resolve) => {
          const line = new WebSocket(`${address}/socket.io/?EIO=4&transport=websocket`);
          line.onopen = () => resolve("open");
          line.onerror = () => resolve("refused");
        });
        const read = async (init: RequestInit) => fetch(`${home}/socket.io/?EIO=4&transport=polling`, { credentials: "include", ...init }).then((answer) => (answer.type === "opaque" ? "not readable" : `read ${answer.status}`), () => "not readable");
        return [socket, await read({}), await read({ method: "POST", body: "40" }), await read({ mode: "no-cors" }), await read({ mode: "no-cors", method: "POST", body: "40" })];
      }, [house.url, address] as const);
      expect(tried).toEqual(["refused", "not readable", "not readable", "not readable", "not readable"]);
    });
    expect(house.log().slice(before)).not.toMatch(/"level":50/);
  });

  test("no page is shown in a frame", async () => {
    await on(name, async (page) => {
      await page.evaluate((address) => new Promise<void>((resolve) => {
        const frame = document.createElement("iframe");
        frame.onload = () => resolve();
        frame.src = address;
        document.body.append(frame);
      }), `${house.url}/home`);
      expect(await page.frames()[1]!.content()).not.toContain("Panelroom");
    });
  });
});

test("A frame that hides where it is from (Origin: null) posts nothing and opens no line", async () => {
  const before = await kept();
  for (const name of Object.keys(pages))
    await on(name, async (page) => {
      // As the server has it: the browser says nothing of a frame that it puts into a process of its own.
      const from = house.log().length;
      const statuses = () => house.log().slice(from).split("\n").filter((line) => line.includes('"method":"POST","path":"/subjects/x-child/aliases"')).map((line) => /"status":(\d+)/.exec(line)?.[1]);
      const said = await page.evaluate(([home, address]) => new Promise((resolve) => {
        addEventListener("message", ({ data }) => resolve(data), { once: true });
        const frame = document.createElement("iframe");
        frame.setAttribute("sandbox", "allow-scripts allow-forms");
        frame.srcdoc = `<form action="${home}/subjects/x-child/aliases" method="post" target="_self"><input name="name" value="Forged"><input name="kind" value="known as"></form><script>
          const line = new WebSocket("${address}/socket.io/?EIO=4&transport=websocket");
          line.onopen = () => parent.postMessage("open", "*");
          line.onerror = () => fetch("${home}/subjects/x-child/aliases", { method: "POST", credentials: "include", mode: "no-cors", body: new URLSearchParams({ name: "Forged", kind: "known as" }) }).catch(() => null).then(() => { parent.postMessage("refused", "*"); document.forms[0].submit(); });
        </script>`;
        document.body.append(frame);
      }), [house.url, house.url.replace("http", "ws")] as const);
      expect(said).toBe("refused");
      // The script's, and the form's.
      await expect.poll(statuses, { timeout: 15_000 }).toEqual(["403", "403"]);
    });
  expect(await kept()).toBe(before);
});

test("Nothing is written by following a link, loading a picture or prefetching: no GET of any route changes anything", async () => {
  const routes = (await routesOfBuild(house)).filter((route) => ruleOf(route) && !leaves(route));
  const paths = routes.flatMap((route) => addresses(route, ruleOf(route)!).map((path) => (ruleOf(route)!.query ? `${path}?${ruleOf(route)!.query}` : path)));
  // Documents of a meeting's items are made when it is first opened (haveDocuments): opened once before.
  for (const path of ["/meetings/x-live/live", "/meetings/x-ended/live", "/meetings/x-draft/live"]) await fetch(house.url + path, { headers: { Cookie: cookie }, redirect: "manual" });
  const before = await kept();
  for (const method of ["GET", "HEAD"])
    for (const path of paths) {
      const { status } = await fetch(house.url + path, { method, redirect: "manual", headers: { Cookie: cookie, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" } });
      expect(`${path}: ${status < 500}`).toBe(`${path}: true`);
    }
  // As if the method were said in another way.
  for (const query of ["_method=POST", "_method=DELETE", "_data=routes%2Fsign-out"])
    for (const path of ["/sign-out", "/lock", "/subjects/x-child/aliases/x-alias/removal"]) await fetch(`${house.url}${path}?${query}`, { redirect: "manual", headers: { Cookie: cookie, "X-HTTP-Method-Override": "POST" } });
  expect(await kept()).toBe(before);
});

describe("A line is opened for a page of ours alone", () => {
  const port = () => new URL(house.url).port;
  const origins: [string, () => Record<string, string>, boolean][] = [
    ["ours", () => ({ Origin: house.url }), true],
    ["none, as by a program with the cookie", () => ({}), true],
    ["none, of a page of ours", () => ({ "Sec-Fetch-Site": "same-origin" }), true],
    ["none, of another site", () => ({ "Sec-Fetch-Site": "cross-site" }), false],
    ["none, of a neighbour", () => ({ "Sec-Fetch-Site": "same-site" }), false],
    ["hidden", () => ({ Origin: "null" }), false],
    ["another site", () => ({ Origin: "https://evil.example" }), false],
    ["another port", () => ({ Origin: "http://localhost:1" }), false],
    ["no port", () => ({ Origin: "http://localhost" }), false],
    ["a name below ours", () => ({ Origin: `http://sub.localhost:${port()}` }), false],
    ["a name that begins as ours does", () => ({ Origin: `http://localhost.evil.example:${port()}` }), false],
    ["a name that ends as ours does", () => ({ Origin: `http://evil-localhost:${port()}` }), false],
    ["our address as a name of a user's", () => ({ Origin: `http://localhost:${port()}@evil.example` }), false],
    ["the number of our name", () => ({ Origin: `http://127.0.0.1:${port()}` }), false],
    ["a page of a file", () => ({ Origin: "file://" }), false],
    ["two of them", () => ({ Origin: `${house.url} https://evil.example` }), false],
    ["nonsense", () => ({ Origin: "%%%" }), false],
  ];
  const answered = (headers: Record<string, string>, transport: string): Promise<number> =>
    new Promise((resolve, reject) => {
      const upgrade = transport === "websocket" ? { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version": "13" } : {};
      const asked = request(`${house.url}/socket.io/?EIO=4&transport=${transport}`, { headers: { Cookie: cookie, ...upgrade, ...headers } });
      asked.on("upgrade", (_, socket) => {
        socket.destroy();
        resolve(101);
      });
      asked.on("response", (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      });
      asked.on("error", (error: NodeJS.ErrnoException) => (error.code === "ECONNRESET" ? resolve(0) : reject(error)));
      asked.end();
    });
  test.each(origins)("Origin: %s", async (_, headers, open) => {
    expect(await answered(headers(), "polling")).toBe(open ? 200 : 403);
    if (open) expect(await answered(headers(), "websocket")).toBe(101);
    else expect(await answered(headers(), "websocket")).not.toBe(101);
  });
});
