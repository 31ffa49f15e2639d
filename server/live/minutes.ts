import type { Socket } from "socket.io";
import { readPush, writeKept, writeRefused, writeUpdates } from "#app/live/frames.ts";
import type { Told } from "#app/models/core/ask.server.ts";
import { colourOf } from "#app/models/meetings/authors.ts";
import type { RefusalCode } from "#app/models/meetings/document.ts";
import type { Answer, Foreign, Push } from "#app/models/meetings/keeper.server.ts";
import type { Door, Work } from "./door.ts";
import { type Channel, type Member, openHearing } from "./hearing.ts";
import { openLeaving } from "./leaving.ts";
import { allowance, counting } from "./pace.ts";
import { hearShort, shout, shoutEvent, tell } from "./shout.ts";

interface Waiting {
  member: Member;
  push: Push;
}

/**
 * How long changes are gathered before they are written (ms), so that one commit serves several, from so many a second on. A commit costs
 * the same for one change as for ten, and nobody sees a few milliseconds (docs/performance.md).
 */
const gathering = [[5000, 15], [1500, 4]] as const;

/** Cursor moves a second from one connection; documents opened, by one person, and twice as many in a burst. */
const mostMoves = 15;
const mostOpens = 10;
const checkedAtOnce = 50;
/** Documents that a page may ask to open along with its connection. */
const mostAlong = 8;

/** Carries the minutes: hands changes to the writer, passes on what is on disk, and says where the others are writing. */
export function openMinutes(door: Door, cameLate: (documentId: string) => void) {
  const { io, writer, standing, running: { settings, log } } = door;
  const channels = new Map<number, Channel>();
  const grantsOf = (socket: Socket): Map<number, Member> => (socket.data.grants ??= new Map<number, Member>());
  let waiting: Waiting[] = [];
  let writing = false;
  const rush = counting();
  const opens = new Map<string, () => boolean>();
  const opensOf = (personId: string): (() => boolean) => {
    const known = opens.get(personId) ?? allowance(mostOpens);
    opens.set(personId, known);
    return known;
  };

  const silence = (member: Member): void => {
    if (!member.channel.members.delete(member)) return;
    if (member.channel.members.size === 0) channels.delete(member.channel.number);
    else tellAll(member.channel, standing(), shoutEvent("minutes:gone", { documentId: member.channel.documentId, key: member.socket.id }));
  };
  const leave = (member: Member): void => {
    grantsOf(member.socket).delete(member.grant);
    silence(member);
  };
  const end = (member: Member, code: RefusalCode): void => {
    // Whoever was writing at the end may still hand in what was on its way.
    if (code === "frozen") silence(member);
    else leave(member);
    member.socket.emit(code === "resync" ? "minutes:renew" : "minutes:ended", { documentId: member.channel.documentId, code });
  };
  const leaving = openLeaving(door);
  const giveBack = (members: Member[]): void => leaving.soon(members.map((member) => member.grant));
  const refuse = (member: Member, instanceSeq: number, code: RefusalCode) => tell(member.socket, shout("n", writeRefused({ channel: member.channel.number, instanceSeq, code })));
  const passOn = ({ number }: Channel, at: number, updates: { seq: number; update: Uint8Array }[], except?: Member) => {
    // Looked up: its last member may have gone, and others have come, since the change was sent.
    const channel = channels.get(number);
    if (!channel) return;
    if (channel.members.size - (except ? 1 : 0) <= 0) return;
    tellAll(channel, at, shout("u", writeUpdates({ channel: channel.number, updates })), except);
  };
  const passOnForeign = (foreign: Foreign[], at: number) => {
    for (const { channel, updates, authors } of foreign) {
      const known = channels.get(channel);
      if (!known) continue;
      for (const author of authors) tellAll(known, at, shoutEvent("minutes:author", { documentId: known.documentId, ...author }));
      passOn(known, at, updates);
    }
  };
  /** Ends their part. Whose session is over is cut off without a word: a locked page goes on later with what it holds, and must not be told that its minutes are no longer its own. */
  const showOut = async (member: Member, code: RefusalCode): Promise<void> => {
    if (code === "revoked" && !(await door.hasSession(member.socket))) return void member.socket.disconnect(true);
    // Who has meanwhile opened again under another grant is not meant.
    if (!grantsOf(member.socket).has(member.grant)) return;
    end(member, code);
    if (code !== "frozen") giveBack([member]);
  };

  const failed = (error: unknown) => log.error({ error: error instanceof Error ? error.name : "unknown" }, "writing failed");
  /** Hands over all that waits; what comes while the writer is at it goes with the next. */
  const write = (): void => {
    if (writing || !waiting.length) return;
    const batch = waiting;
    waiting = [];
    writing = true;
    writer.push(batch.map((one) => one.push))
      .then(({ answers, foreign, noticed, standing: at }) => {
        passOnForeign(foreign, at);
        answered(batch, answers, at);
        for (const channel of noticed.flatMap((number) => channels.get(number) ?? [])) tellAll(channel, at, shoutEvent("minutes:notice", null));
      })
      .catch((error) => {
        failed(error);
        for (const { member, push } of batch) refuse(member, push.instanceSeq, "busy");
      })
      .finally(() => {
        writing = false;
        // What came meanwhile has waited long enough.
        if (waiting.length) setImmediate(write);
      });
  };
  /** At the end of the turn; in a rush a little later. */
  const soon = () => {
    const [, ms] = gathering.find(([from]) => rush.perSecond() >= from) ?? [0, 0];
    if (ms) setTimeout(write, ms);
    else setImmediate(write);
  };

  const answered = (batch: Waiting[], answers: Answer[], at: number): void => {
    const kept = new Map<Member, { instanceSeq: number; seq: number; at: number }[]>();
    const fresh = new Map<Channel, { member: Member; seq: number; update: Uint8Array }[]>();
    for (const [i, { member, push }] of batch.entries()) {
      const { instanceSeq, update } = push;
      const answer = answers[i]!;
      if ("code" in answer) {
        // It has left that grant meanwhile, was told to open again, and sends this again under the new one.
        if ((answer.code === "resync" || answer.code === "revoked") && !grantsOf(member.socket).has(member.grant)) continue;
        if (answer.code !== "revoked") refuse(member, instanceSeq, answer.code);
        if (answer.code === "frozen") cameLate(member.channel.documentId);
        if (answer.code === "invalid") door.strike(member.socket);
        if (answer.code === "revoked" || answer.code === "quarantined") showOut(member, answer.code).catch(failed);
        continue;
      }
      into(kept, member, { instanceSeq, seq: answer.seq, at: answer.at });
      if (answer.fresh) into(fresh, member.channel, { member, seq: answer.seq, update });
    }
    for (const [member, list] of kept) tell(member.socket, shout("k", writeKept({ channel: member.channel.number, kept: list })));
    for (const [channel, updates] of fresh) {
      // Alone in its batch, which is nearly always so, a change does not go back to its author. Several go out together to everybody.
      const authors = new Set(updates.map((one) => one.member));
      passOn(channel, at, updates, authors.size === 1 ? updates[0]!.member : undefined);
    }
  };

  io.on("connection", (socket) => {
    const pushes = allowance(settings.PUSHES_PER_SECOND);
    const moves = allowance(mostMoves);

    const underWay = new Set<{ documentId: string; instance: string; closed: boolean }>();
    const open: Work<"minutes:open"> = async (opening, say) => {
      if (!opensOf(socket.data.personId)()) return { code: "busy" };
      const way = { documentId: opening.documentId, instance: opening.instance, closed: false };
      underWay.add(way);
      const { grant, channel, code, you, standing: at = 0, ...opened } = { code: undefined, you: undefined, standing: undefined, ...(await writer.open({ ...opening, token: socket.data.token }).finally(() => underWay.delete(way))) };
      if (grant === undefined || channel === undefined) return { code };
      const before = [...grantsOf(socket).values()].filter((member) => member.channel.documentId === opening.documentId);
      for (const member of before) leave(member);
      giveBack(before);
      if (!socket.connected || way.closed) {
        leaving.soon([grant]);
        return { code: "revoked" };
      }
      const known = code ? { number: channel, documentId: opening.documentId, members: new Set<Member>() } : (channels.get(channel) ?? { number: channel, documentId: opening.documentId, members: new Set<Member>() });
      const member: Member = { socket, grant, instance: opening.instance, channel: known, name: you?.name ?? "", colour: colourOf(you?.personId ?? ""), good: at, held: [] };
      grantsOf(socket).set(grant, member);
      // What is over can be handed in, not heard.
      if (code) return { code, grant, channel };
      // Answered before anything else can be sent: a change that overtook the answer would find the page not open yet, and be lost to it.
      say({ grant, channel, ...opened });
      // Who will write under that id; and whoever is here says again where they are writing.
      tellAll(known, at, shoutEvent("minutes:author", { documentId: opening.documentId, client: (opened as { client: number }).client, ...you }));
      channels.set(channel, known);
      known.members.add(member);
    };
    door.hear(socket, "minutes:open", open);
    const { along } = socket.data;
    delete socket.data.along;
    if (Array.isArray(along)) for (const one of along.slice(0, mostAlong)) door.handle(socket, "minutes:open", one, (answer: object) => socket.emit("minutes:opened", { ...answer, documentId: one?.documentId, instance: one?.instance }), open);

    hearShort(socket, "p", (bytes) => {
      const push = understood(bytes);
      if (!push) return door.strike(socket);
      const member = grantsOf(socket).get(push.grant);
      // A grant that has ended since: the page has been told so, or is about to be.
      if (!member) return;
      if (!pushes()) return refuse(member, push.instanceSeq, "busy");
      waiting.push({ member, push });
      rush.note();
      if (waiting.length === 1 && !writing) soon();
    });

    door.hear(socket, "minutes:cursor", async ({ documentId, anchor, head }) => {
      const member = [...grantsOf(socket).values()].find((one) => one.channel.documentId === documentId && one.channel.members.has(one));
      if (!member) return { code: "revoked" };
      // The name is the session's, never the page's.
      // Whoever must be looked at first is told of the next move. That a caret is nowhere is not dropped on a slow line: no later move would mend it.
      const at = standing();
      if (moves()) for (const other of member.channel.members) if (other !== member && other.good >= at) (head ? passing(other.socket) : other.socket).emit("minutes:cursor", { documentId, key: socket.id, name: member.name, colour: member.colour, anchor, head });
      return {};
    });

    const leaveAll = (which: (member: Member) => boolean) => {
      const members = [...grantsOf(socket).values()].filter(which);
      for (const member of members) leave(member);
      giveBack(members);
    };
    // By instance: the same page may have it open again, as another.
    door.hear(socket, "minutes:close", async ({ documentId, instance }) => {
      // An opening that is under way is closed as well.
      for (const way of underWay) if (way.documentId === documentId && way.instance === instance) way.closed = true;
      leaveAll((member) => member.channel.documentId === documentId && member.instance === instance);
      return {};
    });
    socket.on("disconnecting", () => leaveAll(() => true));
  });

  /** Ends these people's part in documents that they may no longer write, has those open again whose document is a new one, and tells the others what waited. */
  const lookAt = async (members: Member[]): Promise<void> => {
    // A few at a time: the line of others must not wait.
    for (let i = 0; i < members.length; i += checkedAtOnce) {
      const some = members.slice(i, i + checkedAtOnce);
      const { over, standing: at } = await writer.check(some.map((member) => member.grant));
      const codes = new Map(over.map(({ grant, code }) => [grant, code]));
      for (const member of some) {
        const code = codes.get(member.grant);
        if (!code) clear(member, at);
        else await showOut(member, code);
      }
      await new Promise(setImmediate);
    }
  };
  const { tellAll, clear } = openHearing(lookAt, log);
  return {
    /** Looks at everybody who has a document open. */
    recheck: () => lookAt([...channels.values()].flatMap((channel) => [...channel.members])),
    /** Writes down who has left by now. */
    close: leaving.now,
    /** Passes on what acts in other threads wrote into documents. */
    hearOf: async (told: Told[]): Promise<void> => {
      for (const documentId of new Set(told.flatMap((t) => (writes.has(t.what) && t.detail ? [t.detail] : [])))) passOnForeign(await writer.catchUp(documentId), standing());
    },
  };
}

/** What writes into a document from elsewhere; `detail` says which. */
const writes = new Set<string>(["document written", "passage withdrawn"]);

function into<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

function understood(bytes: Uint8Array) {
  try {
    return readPush(bytes);
  } catch {
    return null;
  }
}

/** For what may be dropped when a line is slow. By polling there is nobody to hear it most of the time: there it waits for the next poll. */
const passing = (socket: Socket): Pick<Socket, "emit"> => (socket.conn.transport.name === "polling" ? socket : socket.volatile);
