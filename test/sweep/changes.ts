import type { Compartment, Relation } from "./expected.ts";
import { sees } from "./expected.ts";
import { ask } from "./crawl.ts";
import type { Ground } from "./ground.ts";
import { pause } from "../faults/writers.ts";
import { sessionOf, cookieWith } from "../session.ts";
import type { Judge } from "./judge.ts";
import { connectLine, type Line, nextInstance, opening, shutOut, writer } from "./line.ts";
import { documents } from "./meetings.ts";
import { people } from "./people.ts";

// While everybody is connected somebody types, something happens, and somebody's standing changes: each hears what is theirs now, and no more.

/** Somebody with an open line; `now` is how they stand at this moment. */
interface Watcher {
  id: string;
  now: Relation;
  line: Line;
  cookie: string;
  /** What they had open when their standing changed. */
  was?: Relation;
}

const typed: [documentId: string, Compartment][] = documents.filter(([id, , , , state]) => state === "open" && id !== "w-doc").map(([id, , , compartment]) => [id, compartment]);

/** Runs the whole of it in a house of its own: it writes. */
export async function changes({ house, cookies, canaries }: Ground, judge: Judge): Promise<void> {
  const watchers: Watcher[] = [];
  const enter = async (id: string, now: Relation, cookie: string): Promise<Watcher> => {
    const line = (await connectLine(house.url, cookie))!;
    const watcher = { id, now, line, cookie };
    watchers.push(watcher);
    return watcher;
  };
  for (const [relation, cookie] of Object.entries(cookies) as [Relation, string][]) if (!shutOut.includes(relation) && relation !== "password set by somebody else") await enter(people[relation], relation, cookie);
  const josie = await enter("josie", "member", await cookieWith(await sessionOf(house.db, "josie")));
  const who = (relation: Relation): Watcher => watchers.find((one) => one.now === relation)!;
  const post = (by: Watcher, path: string, fields: Record<string, string> = {}) => ask(house.url, "POST", path, by.cookie, new URLSearchParams(fields).toString());
  const done = async (by: Watcher, path: string, fields?: Record<string, string>): Promise<void> => {
    const { status, body } = await post(by, path, fields);
    if (status !== 302 && status !== 200 && status !== 303) throw new Error(`${path} as ${by.id}: ${status} ${body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").slice(0, 600)}`);
  };
  /** Whatever was sent before this was heard has come: one message and its answer to each, on the line on which it would come. */
  const settled = () => Promise.all(watchers.map((one) => (one.line.socket.connected ? one.line.ask("active", {}).catch(() => null) : null)));

  // Everybody is where they may be.
  for (const watcher of watchers) {
    await watcher.line.ask("meeting:join", { meetingId: "m-live", itemId: sees(watcher.now, "reasons on today's agenda") ? "v-item" : null });
    await watcher.line.ask("visit:join", { meetingId: "m-live" });
    for (const [documentId] of typed) await watcher.line.ask("minutes:open", opening(documentId, nextInstance()));
  }
  // That they came is written down a moment later, and rings for those who prepare the panel: not while it is looked at what rings for what.
  const attending = new Set(watchers.filter((one) => sees(one.now, "a standing item")).map((one) => one.id));
  for (const until = Date.now() + 20_000; Date.now() < until; await pause(100)) {
    const rows = await house.db.selectFrom("room_stay").select("person_id").where("meeting_id", "=", "m-live").where("superseded_at", "is", null).execute();
    if ([...attending].every((id) => rows.some((row) => row.person_id === id))) break;
  }
  const dan = await enter("dan", "police member", cookies["police member"]);
  const nils = await enter("nils", "chair of another MACSE", cookies["chair of another MACSE"]);
  const fiona = await enter("fiona", "chair of Missing From Home", cookies["chair of Missing From Home"]);
  const amira = await enter("amira", "chair", cookies.chair);
  const writers = new Map<string, (words: string) => Promise<void>>();
  const writing = async (documentId: string) => {
    const by = documentId.startsWith("n-") ? nils : documentId.startsWith("f-") ? fiona : documentId === "v-chair-doc" ? amira : dan;
    const write = writers.get(documentId) ?? (await writer(by.line, documentId));
    writers.set(documentId, write);
    return write;
  };
  let times = 0;
  /** Somebody types into every document; what came to each is searched, and what should have come must have. */
  const type = async (after: string, only?: string[]): Promise<void> => {
    const marks: [Compartment, string][] = [];
    for (const [documentId, compartment] of typed) {
      if (only && !only.includes(documentId)) continue;
      const write = await writing(documentId);
      const place = `typed into ${documentId}, ${++times}`;
      const words = canaries.words(compartment, place);
      marks.push([compartment, words.slice(0, 9)]);
      await write(`${words}\n\n`);
    }
    await settled();
    for (const watcher of watchers) {
      const heard = watcher.line.heard();
      judge.search("frames while others type", watcher.now, `the line, ${after}`, heard);
      watcher.line.rang();
      if (watcher === dan || watcher === nils || watcher === fiona || watcher === amira || watcher.was) continue;
      for (const [compartment, mark] of marks) if (sees(watcher.now, compartment)) judge.allow("what is in reach is heard", watcher.now, heard.includes(mark), compartment, `the line, ${after}`);
    }
  };
  /** For whom nothing happened must not hear the bell; who is told must. */
  const rings = async (what: string, hearers: (relation: Relation) => boolean, happen: () => Promise<unknown>): Promise<void> => {
    await settled();
    for (const watcher of watchers) watcher.line.rang();
    const must = watchers.filter((one) => hearers(one.now) && one.line.socket.connected && !one.was);
    const rung = Promise.all(must.map((one) => new Promise<boolean>((resolve) => {
      one.line.socket.once("bell", () => resolve(true));
      setTimeout(resolve, 10_000, false).unref();
    })));
    await happen();
    const heard = await rung;
    await settled();
    for (const [i, one] of must.entries()) judge.allow("what is in reach is heard", one.now, heard[i]!, `the bell: ${what}`, "the line");
    for (const watcher of watchers) if (!hearers(watcher.now)) judge.expect("bells", watcher.now, watcher.line.rang() === 0, `the bell: ${what}`, "the line");
  };
  /** Their standing becomes another by what is done: they are told that what they had open has ended, or the line ends; asked again, nothing opens. */
  const becomes = async (watcher: Watcher, relation: Relation, gone: string[], happen: () => Promise<void>): Promise<void> => {
    const shown = new Promise<boolean>((resolve) => {
      watcher.line.socket.once("disconnect", () => resolve(true)).on("minutes:ended", ({ documentId, code }: { documentId: string; code: string }) => gone.includes(documentId) && code === "revoked" && resolve(true));
      setTimeout(resolve, 5000, false).unref();
    });
    await happen();
    Object.assign(watcher, { was: watcher.now, now: relation });
    judge.expect("asked again after a change", relation, await shown, "not shown out", "the line");
    for (const documentId of gone) {
      const answer = watcher.line.socket.connected ? await watcher.line.ask("minutes:open", opening(documentId, nextInstance())).catch(() => ({ code: "revoked" })) : { code: "revoked" };
      judge.expect("asked again after a change", relation, answer.code === "revoked", `${documentId} opens still`, "minutes:open");
    }
    watcher.line.heard();
  };

  await type("as everybody came");
  const [item, conflictItem]: Compartment[] = ["minutes of today's item", "minutes of the child of the conflict"];
  const closing = (itemId: string, by: Watcher) => async () => {
    await done(by, `/items/${itemId}/minutes-closing`);
    await done(by, `/items/${itemId}/minutes-reopening`);
    writers.clear();
    for (const watcher of watchers) for (const [documentId] of typed) if (documents.some(([id, item]) => id === documentId && item === itemId)) await watcher.line.ask("minutes:open", opening(documentId, nextInstance())).catch(() => null);
  };
  await rings("something happened at the item of the child of the conflict", (relation) => sees(relation, conflictItem!), closing("k-item", amira));
  await rings("something happened at today's item", (relation) => sees(relation, item!), closing("v-item", amira));
  await rings("something happened at another MACSE", (relation) => sees(relation, "minutes of another MACSE"), closing("n-item", nils));
  await rings("a hidden note was written", (relation) => relation === "police member", () => done(dan, "/subjects/v-child/notes/new", { panelId: "macse", text: "Held back", contact: "The duty desk", handling: "police", hidden: "on" }));

  await rings("hidden restricted minutes were begun", (relation) => relation === "police member", () => done(dan, "/items/v-item/restricted-minutes/new", { contact: "The duty desk", handling: "police", hidden: "on" }));
  await rings("for whom restricted minutes are was said again", (relation) => sees(relation, item!), () => done(dan, "/restricted-minutes/v-police-doc/handling", { handling: "police", reason: "As they were" }));

  // A member declares a conflict while others type: from the commit on the child does not exist for them.
  await becomes(josie, "member with a conflict", ["k-doc"], () => done(josie, "/subjects/k-child/conflicts/new", { reason: "A neighbour" }));
  await type("after a member declared a conflict");
  const again = await ask(house.url, "GET", "/items/k-item/history", josie.cookie);
  judge.expect("asked again after a change", josie.now, again.status === 404, "the item is found still", "GET /items/k-item/history");
  await rings("something happened at the item of the child of the conflict, after a member declared one", (relation) => sees(relation, conflictItem!), closing("k-item", amira));

  const adil = who("invited, let in");
  await becomes(adil, "invited, shown out", ["v-doc"], () => done(amira, "/guests/g-adil/showing-out"));
  await type("after somebody was shown out");
  const tomasz = who("deputy for a member, this meeting");
  await becomes(tomasz, "invited, invitation taken back", typed.map(([id]) => id), () => done(who("coordinator"), "/guests/g-tomasz/ending"));
  await type("after a deputy's invitation was taken back");
  const chloe = who("health member");
  await becomes(chloe, "person who left", typed.map(([id]) => id), () => done(who("administrator"), "/admin/people/chloe/leaving"));
  await type("after a person left");
  const owen = who("member");
  await becomes(owen, "ended session", typed.map(([id]) => id), () => done(owen, "/sign-out"));
  await type("after somebody signed out");

  // The chair closes the item to the police: everybody else leaves it, members and who is invited alike.
  await done(amira, "/items/v-item/closed-session", { "agencyIds[]": "police", minuterId: "dan" });
  writers.clear();
  const session = await house.db.selectFrom("closed_session").select("document_id").where("item_id", "=", "v-item").where("to_at", "is", null).executeTakeFirstOrThrow();
  for (const watcher of watchers.filter((one) => !["amira", "dan"].includes(one.id) && one.line.socket.connected))
    for (const documentId of ["v-doc", session.document_id]) {
      const answer = await watcher.line.ask("minutes:open", opening(documentId, nextInstance())).catch(() => ({ code: "revoked" }));
      judge.expect("asked again after a change", watcher.now, answer.code === "revoked", `${documentId} opens in spite of the closed session`, "minutes:open");
      watcher.line.heard();
    }
  await amira.line.ask("minutes:open", opening(session.document_id, nextInstance()));
  const write = await writer(dan.line, session.document_id);
  const place: Compartment = "minutes of the closed session that runs";
  await write(`${canaries.words(place, "typed into the closed session of v-item")}\n\n`);
  await settled();
  for (const watcher of watchers) judge.search("frames while others type", watcher.now, "the line, in closed session", watcher.line.heard());
  for (const watcher of watchers) watcher.line.socket.disconnect();
}
