import pino from "pino";
import { SMTPServer } from "smtp-server";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commit } from "#app/models/core/ask.server.ts";
import { isFinal, nextTry, pauses, whyNotMail } from "#app/models/core/letter.ts";
import { post } from "#app/models/core/letter.server.ts";
import { openLetters } from "../../server/letters.ts";
import { now, type Stage, stage } from "../cast.ts";

// Letters, sent to a real mail server in this process.

describe("What may go out as a letter", () => {
  test.each(["dan@northmoor.example", "o'brien+panel@sea-holme.example"])("to %s", (email) => expect(whyNotMail({ email, title: "Action MACSE-27/A1/1" })).toBeNull());
  test.each(["dan@northmoor.example\r\nBcc: all@evil.example", "dan@northmoor.example, all@evil.example", "Dan <dan@northmoor.example>", "dan", "dan@localhost", "dan @northmoor.example", `${"d".repeat(260)}@northmoor.example`])("not to %j", (email) => expect(whyNotMail({ email, title: "x" })).toMatch(/address/));
  test.each(["Action\r\nBcc: all@evil.example", "Action\nX: y", "Action\0"])("nor with the title %j", (title) => expect(whyNotMail({ email: "dan@northmoor.example", title })).toMatch(/title/));
  test("It is tried for a day, with growing pauses, and then given up", () => {
    const total = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(total).toBeGreaterThan(20 * 60);
    expect([...pauses]).toEqual([...pauses].sort((a, b) => a - b));
    expect(nextTry(1, now)).toBe(new Date(now.getTime() + 60_000).toISOString());
    expect(nextTry(pauses.length + 1, now)).toBeNull();
  });
  test.each([[550, true], [553, true], [450, false], [421, false], [undefined, false]])("An answer of %s is final: %s", (code, final) => expect(isFinal(code)).toBe(final));
});

let s: Stage;
let server: SMTPServer;
let url: string;
let came: { to: string[]; raw: string }[] = [];
/** What the server answers to the next recipients, in order; then it takes all. */
let refusals: number[] = [];
let clock = now;
const log = pino({ level: "silent" });

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true, disabledCommands: ["STARTTLS", "AUTH"],
    onRcptTo: (_, __, done) => {
      const code = refusals.shift();
      done(code ? Object.assign(new Error("refused"), { responseCode: code }) : null);
    },
    onData: (stream, session, done) => {
      let raw = "";
      stream.on("data", (part: Buffer) => (raw += part.toString("utf8"))).on("end", () => {
        came.push({ to: session.envelope.rcptTo.map((one) => one.address), raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  url = `smtp://127.0.0.1:${(server.server.address() as { port: number }).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
beforeEach(async () => {
  s = await stage();
  [came, refusals, clock] = [[], [], now];
});
afterEach(() => s.close());

const send = async (settings: Partial<Parameters<typeof openLetters>[1]> = {}) => {
  const letters = openLetters(s.db, { SMTP_URL: url, MAIL_FROM: "Panelroom <panelroom@seaholme.example>", PUBLIC_URL: "https://panelroom.seaholme.example", ...settings }, log, () => clock);
  await letters.go();
  await letters.close();
};
const write = async (toId: string, more: { title?: string; calendar?: string; notBefore?: Date } = {}) => commit(await s.as("ruth"), (ask) => post(ask, { toId, kind: "action", title: "Action MACSE-27/A1/1", body: "Reference: MACSE-27/A1/1\nDue: 4 December 2026", panelId: "macse", ...more }));
const letter = (id: string | null) => s.db.selectFrom("letter").select(["sent_at", "tries", "next_at", "failed_at", "failed_why"]).where("id", "=", id!).executeTakeFirstOrThrow();

test("A letter goes once, as plain text, with where to sign in and nothing besides; the server's word is its receipt", async () => {
  const id = await write("dan");
  await send();
  await send();
  expect(came.map((one) => one.to)).toEqual([["dan.kowalczyk@northmoor.example"]]);
  const [head, body] = came[0]!.raw.split(/\r\n\r\n([\s\S]*)/) as [string, string];
  expect(body).toBe("Reference: MACSE-27/A1/1\r\nDue: 4 December 2026\r\n\r\nhttps://panelroom.seaholme.example/\r\n");
  expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
  expect(head).toMatch(/^Subject: Action MACSE-27\/A1\/1\r$/m);
  expect(head).toMatch(new RegExp(`^Message-ID: <${id}@seaholme\\.example>`, "m"));
  expect(head).toMatch(/^Auto-Submitted: auto-generated/m);
  expect(await letter(id)).toMatchObject({ sent_at: now.toISOString(), failed_at: null });
  expect(await s.db.selectFrom("news").select(["what", "detail"]).where("what", "like", "letter%").execute()).toEqual([{ what: "letter sent", detail: id }]);
});

test("A calendar entry is a part of its own", async () => {
  await write("dan", { calendar: "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n" });
  await send();
  expect(came[0]!.raw).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
});

test("What the server does not take now is tried again later, until a day is over; then it is for the list of who is told by hand", async () => {
  const id = await write("dan");
  refusals = Array.from({ length: 20 }, () => 451);
  await send();
  expect(await letter(id)).toMatchObject({ sent_at: null, tries: 1, next_at: new Date(now.getTime() + 60_000).toISOString(), failed_why: "the mail server answered 451" });
  await send();
  expect((await letter(id)).tries).toBe(1);
  for (const pause of pauses) {
    clock = new Date(clock.getTime() + pause * 60_000);
    await send();
  }
  expect(await letter(id)).toMatchObject({ sent_at: null, failed_at: clock.toISOString() });
  refusals = [];
  clock = new Date(clock.getTime() + 86_400_000);
  await send();
  expect(came).toEqual([]);
});

test("A server that comes back is sent what waited", async () => {
  const id = await write("dan");
  await send({ SMTP_URL: "smtp://127.0.0.1:1" });
  expect((await letter(id)).failed_why).toMatch(/not reached/);
  clock = new Date(clock.getTime() + 60_000);
  await send();
  expect(came).toHaveLength(1);
  expect(await letter(id)).toMatchObject({ sent_at: clock.toISOString(), failed_why: null });
});

test("An address that is not there, one that would bring headers along, and somebody who has left are given up at once", async () => {
  const ids = [await write("dan"), await write("chloe"), await write("owen"), await write("beth", { title: "Action\r\nBcc: all@evil.example" }).catch(() => null)];
  refusals = [550];
  await s.db.updateTable("person").set({ email: "chloe@health.example\r\nBcc: all@evil.example" }).where("id", "=", "chloe").execute();
  await s.db.updateTable("person").set({ ended_at: now.toISOString() }).where("id", "=", "owen").execute();
  await send();
  for (const id of ids) if (id) expect((await letter(id)).failed_at).toBe(now.toISOString());
  expect(came).toEqual([]);
});

test("One that is for later waits", async () => {
  await write("dan", { notBefore: new Date(now.getTime() + 3_600_000) });
  await send();
  expect(came).toEqual([]);
  clock = new Date(now.getTime() + 3_600_000);
  await send();
  expect(came).toHaveLength(1);
});

test("Where no mail server is set all are for the list", async () => {
  const id = await write("dan");
  await send({ SMTP_URL: undefined });
  expect(await letter(id)).toMatchObject({ failed_at: now.toISOString(), failed_why: "no mail server is set" });
});
