import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { alongWith } from "#app/live/connection.ts";
import { Line } from "#app/live/line.ts";
import * as parser from "#app/live/wire.ts";
import { fileOf } from "#db/connect.server.ts";
import { events } from "../../server/live/events.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { documentId, fillMeeting, foldOf } from "../meeting.ts";

// Where WebSockets are blocked, polling carries everything with the same promises.
describe.each([["WebSocket", "websocket"], ["polling alone", "polling"]])("By %s", (_, transport) => {
  const transports = [transport];
  let house: House;
  const cookies = new Map<Person, string>();
  const sockets: Socket[] = [];
  const lines: Line[] = [];
  beforeAll(async () => {
    house = await openHouse({ fill: fillMeeting });
  });
  afterEach(() => {
    for (const line of lines.splice(0)) line.close();
    for (const socket of sockets.splice(0)) socket.close();
  });
  afterAll(() => house.close());

  async function begin(person: Person, auth: (say: (along: object) => void) => void = (say) => say({})): Promise<Socket> {
    if (!cookies.has(person)) cookies.set(person, await cookieOf(house, person));
    const socket = io(house.url, { parser, transports, forceNew: true, extraHeaders: { Cookie: cookies.get(person)! }, auth, reconnectionDelay: 100, reconnectionDelayMax: 300 });
    sockets.push(socket);
    return socket;
  }
  async function connect(person: Person): Promise<Socket> {
    const socket = await begin(person);
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", resolve);
      socket.once("connect_error", reject);
    });
    return socket;
  }
  const lineOf = (socket: Socket, item: string): Line => {
    const line = new Line(socket, documentId(item));
    lines.push(line);
    return line;
  };
  const until = (what: () => unknown) => vi.waitFor(() => expect(what()).toBeTruthy(), { timeout: 8000, interval: 20 });
  const fold = (item: string) => foldOf(house.db, item);

  test("Without a session nobody is let in, nor with a page of another site", async () => {
    for (const extraHeaders of [{}, { Cookie: "panelroom=nonsense" }, { Cookie: await cookieOf(house, "amira"), Origin: "https://evil.example" }] as Record<string, string>[]) {
      const socket = io(house.url, { parser, transports, forceNew: true, reconnection: false, extraHeaders });
      sockets.push(socket);
      await expect(new Promise((resolve, reject) => socket.once("connect", () => resolve("let in")).once("connect_error", reject))).rejects.toThrow();
    }
  });

  test("Every event of the list is refused to an outsider, an agency's owner, the administrator and the auditor", async () => {
    const heard: unknown[] = [];
    const of = { documentId: documentId("m1-a1"), meetingId: "m1", itemId: "m1-a1" };
    for (const person of ["priya", "tomasz", "helen", "admin", "audit"] as const) {
      const socket = await connect(person);
      socket.onAny((event, ...rest) => event !== "bell" && heard.push([event, ...rest]));
      for (const { name, sample, harmless } of events) {
        const answer = await socket.timeout(4000).emitWithAck(name, sample(of));
        expect(answer, `${person}, ${name}`).toEqual(harmless ? {} : { code: "revoked" });
        const unknown = await socket.timeout(4000).emitWithAck(name, sample({ documentId: "none", meetingId: "none", itemId: "none" }));
        expect(unknown, "as if it did not exist").toEqual(answer);
      }
    }
    const line = lineOf(await connect("amira"), "m1-a1");
    await until(() => line.ready);
    line.text.insert(0, "for the panel only ");
    await until(() => line.state.kind === "saved" && !line.pending);
    expect(heard).toEqual([]);
  });

  test("Messages that are not understood change nothing, and the third in a minute ends the connection", async () => {
    const socket = await connect("dan");
    const answers = [];
    for (const odd of [null, "text", { documentId: documentId("m1-a1"), stateVector: "not bytes", extra: 1 }]) answers.push(await socket.timeout(4000).emitWithAck("minutes:open", odd).catch(() => "gone"));
    expect(answers.slice(0, 2)).toEqual([{ code: "invalid" }, { code: "invalid" }]);
    await until(() => !socket.connected);
  });

  const asking = (...items: string[]) => items.map((item) => events.find(({ name }) => name === "minutes:open")!.sample({ documentId: item, meetingId: "", itemId: "" }));
  const answersOf = (socket: Socket): { documentId: string; code?: string; grant?: number }[] => {
    const answers: { documentId: string; code?: string; grant?: number }[] = [];
    socket.on("minutes:opened", (answer) => answers.push(answer));
    return answers;
  };

  test("What is asked along with the connection is answered as when it is asked later: revoked to whoever may not open it, whether it exists or not", async () => {
    for (const person of ["priya", "tomasz", "helen", "admin", "audit"] as const) {
      const answers = answersOf(await begin(person, (say) => say({ opens: asking(documentId("m1-a1"), "none") })));
      await until(() => answers.length === 2);
      expect(answers, person).toEqual([{ code: "revoked", documentId: documentId("m1-a1"), instance: "0".repeat(32) }, { code: "revoked", documentId: "none", instance: "0".repeat(32) }]);
    }
    const answers = answersOf(await begin("ruth", (say) => say({ opens: asking(documentId("m1-a1")) })));
    await until(() => answers.length === 1);
    expect(answers[0]).toMatchObject({ documentId: documentId("m1-a1"), instance: "0".repeat(32), grant: expect.any(Number), parts: expect.any(Array) });
  });

  test("Of much that is asked along with the connection the first eight are answered, and of nonsense the third ends it", async () => {
    const answers = answersOf(await begin("dan", (say) => say({ opens: asking(...Array.from({ length: 12 }, (_, n) => `none ${n}`)) })));
    await until(() => answers.length === 8);
    let ended = 0;
    const odd = await begin("ruth", (say) => say({ opens: ended ? [] : [null, "text", { documentId: 1 }] }));
    odd.on("disconnect", () => ended++);
    await until(() => ended === 1);
    // Nobody waits for these.
    const none = await begin("ruth", (say) => say({ opens: "all" }));
    await until(() => none.connected);
    expect(answers).toHaveLength(8);
  });

  test("A line opens with each connection, without a word more; where nothing comes back it asks again", async () => {
    let along = true;
    const socket: Socket = await begin("ruth", (say) => {
      const all = alongWith("", [line]);
      say(along ? all : { readAt: "" });
    });
    const line = lineOf(socket, "m1-a1");
    const before = await fold("m1-a1");
    const asked: string[] = [];
    socket.onAnyOutgoing((event) => asked.push(event));
    await until(() => line.state.kind === "saved");
    socket.disconnect();
    line.text.insert(0, "Typed without a connection. ");
    socket.connect();
    await until(() => line.state.kind === "saved" && !line.pending);
    expect(asked.filter((event) => event === "minutes:open")).toEqual([]);
    expect(await fold("m1-a1")).toBe(`Typed without a connection. ${before}`);
    socket.disconnect();
    line.text.insert(0, "And again. ");
    along = false;
    socket.connect();
    await until(() => line.state.kind === "saved" && !line.pending);
    expect(asked).toContain("minutes:open");
    expect(await fold("m1-a1")).toBe(`And again. Typed without a connection. ${before}`);
  });

  test("A line that ends before its connection is there leaves nobody at the minutes", async () => {
    let instance = "";
    const socket: Socket = await begin("ruth", (say) => {
      const all = alongWith("", [line]);
      instance = all.opens[0]!.instance;
      say(all);
      line.close();
    });
    const line = lineOf(socket, "m1-a1");
    const answers = answersOf(socket);
    await until(() => answers.length === 1);
    const clients = () => house.db.selectFrom("document_client").select("left_at").where("document_id", "=", documentId("m1-a1")).where("instance", "=", instance).execute();
    await vi.waitFor(async () => expect(await clients()).toEqual([{ left_at: expect.any(String) }]), { timeout: 8000, interval: 20 });
  });

  test("Minutes that were left before the connection was there, and are shown again, stay open", async () => {
    let tries = 0;
    const lines: Line[] = [];
    const socket: Socket = await begin("ruth", (say) => {
      tries++;
      const all = alongWith("", lines);
      if (tries > 1) return say(all);
      // What is sent of it never arrives.
      lines.pop()!.close();
      lines.push(lineOf(socket, "m1-a1"));
      setImmediate(() => socket.io.engine.close());
    });
    lines.push(lineOf(socket, "m1-a1"));
    const said: string[] = [];
    socket.onAnyOutgoing((event) => said.push(event));
    await until(() => lines[0]!.state.kind === "saved");
    // The other's farewell has been heard by now.
    await socket.timeout(4000).emitWithAck("active", {});
    lines[0]!.text.insert(0, "Here again. ");
    await until(() => lines[0]!.state.kind === "saved" && !lines[0]!.pending);
    expect(await fold("m1-a1")).toContain("Here again. ");
    // Nor did it have to be opened once more, or on another connection.
    expect(said).toContain("minutes:close");
    expect(said).not.toContain("minutes:open");
    expect(tries).toBe(2);
  });

  test("Two people read what the other writes once it is on disk", async () => {
    const [ruth, dan] = [lineOf(await connect("ruth"), "m1-a2"), lineOf(await connect("dan"), "m1-a2")];
    await until(() => ruth.ready && dan.ready);
    ruth.text.insert(0, "Ruth was here. ");
    await until(() => dan.text.toString().includes("Ruth was here. "));
    dan.text.insert(dan.text.length, "Dan too. ");
    await until(() => ruth.text.toString() === "Ruth was here. Dan too. " && !dan.pending && !ruth.pending);
    expect(await fold("m1-a2")).toBe("Ruth was here. Dan too. ");
  });

  test("What was on its way when the minutes were closed is kept as late, all of it; opened again, the line goes on without it", async () => {
    const socket = await connect("ruth");
    const line = lineOf(socket, "m1-a2");
    await until(() => line.ready);
    const before = line.text.toString();
    const close = (at: string | null) => house.db.updateTable("document").set((eb) => ({ frozen_at: at, epoch: eb("epoch", "+", 1) })).where("id", "=", documentId("m1-a2")).execute();
    socket.disconnect();
    const big = "Late words. ".repeat(1000);
    line.text.insert(before.length, "Too late. ");
    for (let part = 0; part < 3; part++) line.text.insert(line.text.length, big);
    await close(new Date().toISOString());
    socket.connect();
    await until(() => line.state.kind === "ended" && line.state.handedIn);
    expect(line.state).toMatchObject({ why: "frozen", lost: `Too late. ${big.repeat(3)}` });
    const late = await house.db.selectFrom("document_late").select(["person_id", "words"]).where("document_id", "=", documentId("m1-a2")).orderBy("instance_seq").execute();
    expect(late.map((row) => row.words).join("")).toBe(`Too late. ${big.repeat(3)}`);
    // Asked while they are closed: nothing turns.
    const seen: string[] = [];
    line.listen(() => seen.push(line.state.kind));
    line.resume();
    await socket.emitWithAck("meeting:join", { meetingId: "m1", itemId: null });
    expect(seen.filter((kind) => kind !== "ended")).toEqual([]);
    await close(null);
    await until(() => {
      line.resume();
      return line.state.kind === "saved";
    });
    expect(line.text.toString()).toBe(before);
    line.text.insert(before.length, "In again. ");
    await until(() => line.state.kind === "saved" && !line.pending);
    expect(await fold("m1-a2")).toBe(`${before}In again. `);
  });

  test("The name at a caret is the session's, whatever a page sends", async () => {
    const dan = await connect("dan");
    const ruth = lineOf(await connect("ruth"), "m1-a1");
    await until(() => ruth.ready);
    await dan.emitWithAck("minutes:open", { documentId: documentId("m1-a1"), instance: "a".repeat(32), stateVector: new Uint8Array([0]), epoch: null });
    const place = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(ruth.text, 0));
    expect(await dan.emitWithAck("minutes:cursor", { documentId: documentId("m1-a1"), anchor: place, head: place, name: "Amira Haddad" })).toEqual({ code: "invalid" });
    await dan.emitWithAck("minutes:cursor", { documentId: documentId("m1-a1"), anchor: place, head: place });
    await until(() => ruth.others.carets.length === 1);
    expect(ruth.others.carets[0]!.name).toBe("Dan Kowalczyk");
    dan.close();
    await until(() => ruth.others.carets.length === 0);
  });

  test("Whoever leaves the panel hears no more of the minutes, while the others go on", async () => {
    const [josie, ruth] = [lineOf(await connect("josie"), "m1-aob"), lineOf(await connect("ruth"), "m1-aob")];
    await until(() => josie.ready && ruth.ready);
    josie.text.insert(0, "Josie. ");
    await until(() => !josie.pending && ruth.text.toString() === "Josie. ");
    await house.db.updateTable("membership").set({ to_on: "2020-01-01" }).where("id", "=", "macse-josie").execute();
    josie.text.insert(0, "Not taken. ");
    await until(() => josie.state.kind === "ended");
    expect(josie.state).toMatchObject({ why: "revoked", lost: "Not taken. " });
    ruth.text.insert(ruth.text.length, "Ruth goes on. ");
    await until(() => !ruth.pending);
    expect(josie.text.toString()).not.toContain("goes on");
    expect(await fold("m1-aob")).toBe("Josie. Ruth goes on. ");
  });

  test("Whoever leaves while nothing can be written is written down as gone once it can", async () => {
    const chloe = lineOf(await connect("chloe"), "m1-a2");
    const dan = lineOf(await connect("dan"), "m1-a2");
    await until(() => chloe.ready && dan.ready);
    const here = async () => (await house.db.selectFrom("document_client").select("client").where("document_id", "=", documentId("m1-a2")).where("person_id", "=", "chloe").where("left_at", "is", null).execute()).length;
    expect(await here()).toBe(1);
    fileOf(house.db).exec("begin immediate");
    sockets.at(-2)!.close();
    dan.text.insert(0, "Held up. ");
    await until(() => dan.state.kind === "unsaved");
    fileOf(house.db).exec("rollback");
    await vi.waitFor(async () => expect(await here()).toBe(0), { timeout: 8000, interval: 50 });
    await until(() => dan.state.kind === "saved");
  });

  test("Hundreds of frames without sense, all at once, are one ended connection in the audit, and hold up nobody's words", async () => {
    const ended = async () => (await house.db.selectFrom("news").select("id").where("what", "=", "connection ended").execute()).length;
    const before = await ended();
    const socket = await connect("mairead");
    const ruth = lineOf(await connect("ruth"), "m1-aob");
    await until(() => ruth.ready);
    for (let n = 0; n < 600; n++) socket.emit("p", Uint8Array.of(255));
    ruth.text.insert(0, "Beside it. ");
    await until(() => !socket.connected);
    await until(() => ruth.state.kind === "saved" && !ruth.pending);
    await vi.waitFor(async () => expect(await ended()).toBe(before + 1));
  });

  test("A key pressed before the page shows the document that a withdrawal made anew goes into that one", async () => {
    const ruth = lineOf(await connect("ruth"), "m1-b1");
    await until(() => ruth.ready);
    ruth.text.insert(0, "Seen at the quay.");
    await until(() => ruth.state.kind === "saved" && !ruth.pending);
    const before = ruth.text;
    // As an editor that is still bound to the one before.
    ruth.listen(() => {
      if (ruth.text !== before && !before.toString().endsWith("more")) before.insert(before.length, " And more");
    });
    await house.db.updateTable("document").set((eb) => ({ epoch: eb("epoch", "+", 1) })).where("id", "=", documentId("m1-b1")).execute();
    await house.db.insertInto("withdrawal").values({ id: `w-${transport}`, document_id: documentId("m1-b1"), epoch: 2, seq: 1, by_id: "ruth", at: new Date().toISOString(), reason: "x", chars: 1, handling: null, since: new Date().toISOString() }).execute();
    ruth.text.insert(0, "First: ");
    await until(() => ruth.text !== before);
    await until(() => ruth.state.kind === "saved" && !ruth.pending);
    expect(ruth.text.toString()).toBe("First: Seen at the quay. And more");
    expect(await fold("m1-b1")).toBe("First: Seen at the quay. And more");
  });

  test("A line to minutes that could not be read goes on once they can, with what was typed meanwhile", async () => {
    const ruth = lineOf(await connect("ruth"), "m1-aob");
    await until(() => ruth.ready);
    const set = (quarantined_at: string | null) => house.db.updateTable("document").set({ quarantined_at }).where("id", "=", documentId("m1-aob")).execute();
    await set(new Date().toISOString());
    ruth.text.insert(0, "Typed meanwhile. ");
    await until(() => ruth.state.kind === "ended" && ruth.state.why === "quarantined");
    await set(null);
    ruth.resume();
    await until(() => ruth.state.kind === "saved" && !ruth.pending);
    expect(await fold("m1-aob")).toContain("Typed meanwhile. ");
  });

  test("Who is here is told to those who are, by name, and forgotten when they go", async () => {
    const [amira, chloe] = [await connect("amira"), await connect("chloe")];
    const seen: string[][] = [];
    amira.on("meeting:here", (m: { people: { name: string }[] }) => seen.push(m.people.map((p) => p.name)));
    await amira.emitWithAck("meeting:join", { meetingId: "m1", itemId: null });
    await chloe.emitWithAck("meeting:join", { meetingId: "m1", itemId: "m1-a1" });
    await until(() => seen.at(-1)?.join() === "Amira Haddad,Chloe Adeyemi");
    chloe.close();
    await until(() => seen.at(-1)?.join() === "Amira Haddad");
  });

  test("Signing out ends the person's connections", async () => {
    const cookie = await cookieOf(house, "owen");
    const socket = io(house.url, { parser, transports, forceNew: true, reconnection: false, extraHeaders: { Cookie: cookie } });
    sockets.push(socket);
    await until(() => socket.connected);
    await fetch(`${house.url}/sign-out`, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.url } });
    await until(() => !socket.connected);
  });

  test("A long text written without a connection is sent when it is back, and is there once", async () => {
    const socket = await connect("ruth");
    const line = lineOf(socket, "m1-welcome");
    await until(() => line.ready);
    socket.disconnect();
    let text = "";
    for (let i = 0; i < 400; i++) {
      const words = `Sentence ${i} was typed while the line was down. `;
      line.text.insert(text.length, words);
      text += words;
    }
    expect(line.state.kind).toBe("offline");
    expect(line.unsavedText).toBe(text);
    socket.connect();
    await until(() => line.state.kind === "saved");
    expect(await fold("m1-welcome")).toBe(text);
  });

  test("Pages that open while others' words arrive miss none of them: all come back at once, each with words of its own", async () => {
    const people = ["amira", "ruth", "dan", "chloe", "mairead", "beth", "iqbal", "gareth"] as const;
    const open = await Promise.all([...people, ...people].map(async (person) => {
      const socket = await connect(person);
      return { socket, line: lineOf(socket, "m1-b1") };
    }));
    await until(() => open.every(({ line }) => line.ready));
    for (let round = 0; round < 4; round++) {
      for (const { socket } of open) socket.disconnect();
      for (const [n, { line }] of open.entries()) line.text.insert(line.text.length, `Words ${n} of round ${round}. `);
      for (const { socket } of open) socket.connect();
      await until(() => open.every(({ line }) => line.state.kind === "saved" && !line.pending));
      const kept = await fold("m1-b1");
      await until(() => open.every(({ line }) => line.text.toString() === kept));
    }
  }, 60_000);
});
