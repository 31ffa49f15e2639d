import { createServer, type IncomingMessage, request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { proxy } from "../server/proxy.ts";

const folder = mkdtempSync(join(tmpdir(), "panelroom-proxy-"));
const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
  rmSync(folder, { recursive: true, force: true });
});

let answers = true;
/** A thread behind a socket, as the pages are, and a port in front of it with so many trusted proxies. */
async function stand(trusted: number): Promise<{ port: number; inner: Server; seen: { aborted: number } }> {
  const seen = { aborted: 0 };
  const app = express();
  app.set("trust proxy", trusted + 1);
  app.all("/told", (request, response) => void response.set("Set-Cookie", ["a=1", "b=2"]).json({ ip: request.ip, host: request.hostname, protocol: request.protocol, headers: request.headers, method: request.method, url: request.originalUrl }));
  app.all("/echo", (request, response) => void request.pipe(response));
  app.all("/never", (request) => void request.on("close", () => seen.aborted++));
  app.all("/half", (_, response) => {
    response.write("the first half");
    setImmediate(() => response.destroy());
  });
  const inner = createServer({ requireHostHeader: false, keepAliveTimeout: 0 }, app);
  const socketPath = join(folder, `inner-${trusted}`);
  await new Promise<void>((resolve) => inner.listen(socketPath, resolve));
  const { handle, close } = proxy({ pages: { socketPath, answers: () => answers }, trusted });
  const outer = createServer(handle);
  await new Promise<void>((resolve) => outer.listen(0, "127.0.0.1", resolve));
  closing.push(close, () => outer.close(), () => inner.close());
  return { port: (outer.address() as AddressInfo).port, inner, seen };
}

let direct: Awaited<ReturnType<typeof stand>>;
let behind: typeof direct;
beforeAll(async () => {
  direct = await stand(0);
  behind = await stand(1);
});

const told = async (at: typeof direct, headers: Record<string, string> = {}) => (await fetch(`http://127.0.0.1:${at.port}/told?a=%2F`, { headers })).json() as Promise<{ ip: string; host: string; protocol: string; url: string; headers: Record<string, string> }>;
/** Sends bytes as they are; returns all that comes back until the other side, or a marker, ends it. */
const raw = (port: number, text: string, until?: string): Promise<string> =>
  new Promise((resolve) => {
    let back = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    socket.on("data", (chunk) => {
      back += chunk.toString();
      if (until && back.includes(until)) socket.destroy();
    });
    socket.on("close", () => resolve(back));
  });

describe("Where a request comes from", () => {
  test("is its own address when no proxy is trusted, whatever it says of itself", async () => {
    const forged = await told(direct, { "X-Forwarded-For": "203.0.113.7", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https", Forwarded: "for=203.0.113.7" });
    expect([forged.ip, forged.host, forged.protocol]).toEqual(["127.0.0.1", "127.0.0.1", "http"]);
    expect(forged.headers.forwarded).toBeUndefined();
    expect(forged.url).toBe("/told?a=%2F");
  });

  test("is what the one trusted proxy says last, not what was forged before it", async () => {
    expect((await told(behind, { "X-Forwarded-For": "198.51.100.4" })).ip).toBe("198.51.100.4");
    expect((await told(behind, { "X-Forwarded-For": "203.0.113.7, 198.51.100.4", "X-Forwarded-Proto": "https" }))).toMatchObject({ ip: "198.51.100.4", protocol: "https" });
  });
});

describe("What is handed over", () => {
  test("comes back as it was sent, in pieces as they come, whatever the method", async () => {
    const body = "x".repeat(3_000_000);
    for (const method of ["POST", "PUT", "DELETE"]) expect((await (await fetch(`http://127.0.0.1:${direct.port}/echo`, { method, body })).text()).length).toBe(body.length);
    const pieces: string[] = [];
    await new Promise<void>((resolve) => {
      const sent = request({ port: direct.port, path: "/echo", method: "POST" }, (answer: IncomingMessage) => {
        answer.on("data", (chunk: Buffer) => {
          pieces.push(chunk.toString());
          if (pieces.length === 1) sent.end("second");
        });
        answer.on("end", resolve);
      });
      sent.write("first");
    });
    expect(pieces).toEqual(["first", "second"]);
    expect((await fetch(`http://127.0.0.1:${direct.port}/told`)).headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect((await fetch(`http://127.0.0.1:${direct.port}/told`, { method: "HEAD" })).status).toBe(200);
  });

  test("ends when the visitor leaves", async () => {
    const before = direct.seen.aborted;
    const leaving = new AbortController();
    const left = fetch(`http://127.0.0.1:${direct.port}/never`, { signal: leaving.signal }).catch(() => "left");
    await expect.poll(() => new Promise((resolve) => direct.inner.getConnections((_, n) => resolve(n)))).toBeGreaterThan(0);
    leaving.abort();
    expect(await left).toBe("left");
    await expect.poll(() => direct.seen.aborted).toBe(before + 1);
  });

  test("holds no second request inside its body, however it is dressed", async () => {
    const inside = "GET /told HTTP/1.1\r\nHost: inside\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n";
    const back = await raw(direct.port, `GET /echo HTTP/1.1\r\nHost: outside\r\nConnection: close, content-length\r\nContent-Length: ${inside.length}\r\n\r\n${inside}`);
    expect(back).toContain(inside);
    expect(back.match(/HTTP\/1\.1 \d/g)).toEqual(["HTTP/1.1 2"]);
    expect(await raw(direct.port, `POST /echo HTTP/1.1\r\nHost: outside\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inside}`)).toMatch(/^HTTP\/1\.1 400/);
  });

  test("from an old client without a Host is answered", async () => {
    expect(await raw(direct.port, "GET /told HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200/);
  });
});

describe("When the pages do not answer", () => {
  test("it is said in plain words, and when to come again", async () => {
    answers = false;
    const answer = await fetch(`http://127.0.0.1:${direct.port}/told`);
    answers = true;
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(await answer.text()).toBe("Panelroom is starting again. Wait a moment, then load this page again. Minutes that are open go on.");
  });

  test("an answer that broke off half-way does not look whole", async () => {
    await expect(fetch(`http://127.0.0.1:${direct.port}/half`).then((answer) => answer.text())).rejects.toThrow();
  });

  test("whoever waited for an answer is told that it is not known what was kept", async () => {
    const waiting = fetch(`http://127.0.0.1:${behind.port}/never`, { method: "POST", body: "typed" });
    await expect.poll(() => new Promise((resolve) => behind.inner.getConnections((_, n) => resolve(n)))).toBeGreaterThan(0);
    await told(behind);
    behind.inner.close();
    behind.inner.closeAllConnections();
    const answer = await waiting;
    expect([answer.status, await answer.text()]).toEqual([502, "Panelroom stopped while it answered. If you sent something, look whether it was kept before you send it again."]);
    expect((await fetch(`http://127.0.0.1:${behind.port}/told`)).status).toBe(503);
  });
});

describe("Two threads", () => {
  test("What is read while the first has more in hand goes to the second; all else, and everything while there is no second, to the first", async () => {
    const held: Record<"pages" | "reading", (() => void)[]> = { pages: [], reading: [] };
    const asked: string[] = [];
    const thread = async (name: "pages" | "reading") => {
      const socketPath = join(folder, name);
      const inner = createServer((request, response) => {
        asked.push(`${name} ${request.method} ${request.url}`);
        if (/wait/.test(request.url!)) held[name].push(() => response.end(name));
        else response.end(name);
      });
      await new Promise<void>((resolve) => inner.listen(socketPath, resolve));
      closing.push(() => inner.close());
      return socketPath;
    };
    let [there, crowds] = [false, 0];
    const { handle, close } = proxy({ pages: { socketPath: await thread("pages"), answers: () => true }, reading: { socketPath: await thread("reading"), answers: () => there }, crowded: () => void crowds++, trusted: 0 });
    const outer = createServer(handle);
    await new Promise<void>((resolve) => outer.listen(0, "127.0.0.1", resolve));
    closing.push(close, () => outer.close());
    const ask = async (path: string, method = "GET") => (await fetch(`http://127.0.0.1:${(outer.address() as AddressInfo).port}${path}`, { method })).text();
    const waits = (name: "pages" | "reading", n: number) => expect.poll(() => held[name].length).toBe(n);

    const first = [1, 2, 3].map((n) => ask(`/meetings/m/live?n=${n}&wait&_data=x`));
    await waits("pages", 3);
    expect(crowds).toBe(0);
    first.push(ask("/meetings/m/live?n=4&wait&_data=x"));
    await waits("pages", 4);
    expect(crowds).toBe(1);
    there = true;
    const second = [5, 6].map((n) => ask(`/meetings/m/live?n=${n}&wait&_data=x`));
    await waits("reading", 2);
    for (const [path, method] of [["/meetings/m/current?_data=x", "POST"], ["/meetings/m/live", "GET"], ["/sign-in?_data=x", "GET"], ["/imports/1?_data=x", "GET"], ["/build/a.js?_data=x", "GET"]] as const) expect([path, await ask(path, method)]).toEqual([path, "pages"]);
    expect(await ask("/home?_data=x")).toBe("reading");
    for (const release of [...held.pages, ...held.reading]) release();
    expect(await Promise.all([...first, ...second])).toEqual([...Array(4).fill("pages"), ...Array(2).fill("reading")]);
    // With nothing in hand it is the first again.
    expect(await ask("/home?_data=x")).toBe("pages");
  });
});
