import { pause } from "../machine.ts";
import type { Member, Shape, Target } from "../targets/target.ts";
import { Samples } from "./samples.ts";
import { findTokens, makeToken } from "./token.ts";

/** Changes of one typist in one session, where nobody types faster and faster. */
const usualRoom = 1 << 14;
const joinAtOnce = 16;

interface Typist {
  member: Member;
  typed: number;
  sentAt: Float64Array;
  due: number;
}

export interface Load extends Shape {
  typists: number;
  /** How many changes of each there is room for. */
  room?: number;
}

/** Meetings full of people: some of each meeting type, all hear, and each change is accounted for at each person. */
export class Session {
  readonly members: Member[] = [];
  readonly delays = new Samples();
  /** First sightings of a change by somebody other than its author. */
  delivered = 0;
  sent = 0;
  /** Changes that were due and that the driver did not get round to. */
  missed = 0;
  /** The longest that the machine kept the driver from its turn (ms). */
  heldUp = 0;
  private readonly typists: Typist[] = [];
  private readonly room: number;

  /** `from`: the first meeting's number, so that two sessions with one server need not meet. */
  constructor(private readonly target: Target, private readonly port: number, readonly load: Load, private readonly from = 0) {
    this.room = load.room ?? usualRoom;
  }

  /** Connects everybody, a few at a time. */
  async connect(): Promise<void> {
    const { meetings, people } = this.load;
    let next = 0;
    await Promise.all(Array.from({ length: joinAtOnce }, async () => {
      for (let n = next++; n < meetings * people; n = next++) await this.join(Math.floor(n / people), n % people);
    }));
  }

  private async join(meeting: number, person: number): Promise<void> {
    const first = meeting * this.load.typists;
    const own = person < this.load.typists ? first + person : -1;
    const seen = Array.from({ length: this.load.typists }, () => new Uint8Array(this.room));
    const see = (typist: number, n: number) => {
      const marks = seen[typist - first];
      if (!marks || typist === own || marks[n]) return;
      marks[n] = 1;
      this.delivered++;
      this.delays.add(performance.now() - this.typists[typist]!.sentAt[n]!);
    };
    const member = await this.target.join({ port: this.port, meeting: this.from + meeting, person, holdsText: own >= 0, hear: (frame) => findTokens(frame, see) });
    this.members.push(member);
    if (own >= 0) this.typists[own] = { member, typed: 0, sentAt: new Float64Array(this.room), due: 0 };
  }

  /** All who type do so `perSecond` times a second, not in step, for so many seconds. */
  async type(perSecond: number, seconds: number): Promise<void> {
    const every = 1000 / perSecond;
    const from = performance.now();
    const end = from + seconds * 1000;
    for (const typist of this.typists) typist.due = from + Math.random() * every;
    let wanted = from;
    for (let now = from; now < end; now = performance.now()) {
      this.heldUp = Math.max(this.heldUp, now - wanted);
      let soonest = end;
      for (const [id, typist] of this.typists.entries()) {
        for (; typist.due <= now && typist.due < end; typist.due += every * (0.8 + 0.4 * Math.random())) this.put(id, typist);
        soonest = Math.min(soonest, typist.due);
      }
      const still = Math.max(0, Math.min(soonest - performance.now(), 20));
      wanted = performance.now() + still;
      await pause(still);
    }
    this.heldUp = Math.max(this.heldUp, performance.now() - wanted);
    for (const typist of this.typists) this.missed += Math.max(0, Math.floor((end - typist.due) / every));
  }

  private put(id: number, typist: Typist): void {
    const n = typist.typed++;
    if (n >= this.room) throw new Error("More changes than a session has room for");
    typist.sentAt[n] = performance.now();
    this.sent++;
    typist.member.type(makeToken(id, n));
  }

  get expected(): number {
    return this.sent * (this.load.people - 1);
  }

  /** Waits until everybody has everything, or for so long. Returns whether they have. */
  async settle(withinMs = 10_000): Promise<boolean> {
    for (const until = performance.now() + withinMs; this.delivered < this.expected; await pause(5)) if (performance.now() > until) return false;
    return true;
  }

  /** Bytes that went over the line, both ways. */
  get bytes(): number {
    return this.members.reduce((sum, member) => sum + member.raw.bytes, 0);
  }

  get refused(): number {
    return this.members.reduce((sum, member) => sum + member.refused, 0);
  }

  get dropped(): number {
    return this.members.filter((member) => member.raw.closed).length;
  }

  /** What does not hold of the texts: null when all who hold one hold the same, with every change in it. */
  whyNotSame(): string | null {
    for (let meeting = 0; meeting < this.load.meetings; meeting++) {
      const first = meeting * this.load.typists;
      const group = this.typists.slice(first, first + this.load.typists);
      const text = group[0]!.member.text();
      if (group.some((typist) => typist.member.text() !== text)) return `the texts of meeting ${meeting} differ`;
      for (const [k, typist] of group.entries()) for (let n = 0; n < typist.typed; n++) if (!text.includes(makeToken(first + k, n))) return `a change is missing in meeting ${meeting}`;
    }
    return null;
  }

  close(): void {
    for (const member of this.members) member.raw.close();
  }
}
