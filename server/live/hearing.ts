import type { Logger } from "pino";
import type { Socket } from "socket.io";
import { type Shout, tell } from "./shout.ts";

/** Somebody who has a document open. */
export interface Member {
  socket: Socket;
  grant: number;
  /** The editor instance that opened it. */
  instance: string;
  channel: Channel;
  name: string;
  colour: number;
  /** The standing (people/standing.server.ts) under which they were last found to be let in. */
  good: number;
  /** What they are told once they are found to be still let in under that standing. */
  held: { standing: number; said: Shout }[];
}
/** A document that somebody has open: its number in this process, and who hears it. */
export interface Channel {
  number: number;
  documentId: string;
  members: Set<Member>;
}

/** A look that failed is tried again (ms); who is waited for so long that this much is held is cut off, and asks for what it lacks when it is back. */
const againMs = 100;
const mostHeld = 2000;

/**
 * Tells those who hear a document what is new there. Since something was written on which reach rests, nobody is told anything before they
 * were looked at again: what was written after somebody lost the minutes does not reach them, whether or not the live side was told of it.
 */
export function openHearing(look: (members: Member[]) => Promise<void>, log: Logger) {
  const looking = new Set<Channel>();
  const waits = (member: Member): boolean => member.held.length > 0;

  const lookSoon = (channel: Channel): void => {
    if (looking.has(channel)) return;
    looking.add(channel);
    look([...channel.members].filter(waits)).then(() => 0, (error: unknown) => {
      log.error({ error: error instanceof Error ? error.name : "unknown" }, "looking failed");
      return againMs;
    }).then((ms) => setTimeout(() => {
      looking.delete(channel);
      if ([...channel.members].some(waits)) lookSoon(channel);
    }, ms));
  };
  return {
    /** To everybody who hears it but `except`; `standing` is what it was when that was written which is told. */
    tellAll: (channel: Channel, standing: number, said: Shout, except?: Member): void => {
      let some = false;
      for (const member of channel.members) {
        if (member === except) continue;
        if (member.good >= standing && !waits(member)) tell(member.socket, said);
        else if (member.held.push({ standing, said }) > mostHeld) member.socket.disconnect(true);
        else some = true;
      }
      if (some) lookSoon(channel);
    },
    /** They were found to be still let in: what waited for that goes out, in order; what was written under a later standing waits on. */
    clear: (member: Member, standing: number): void => {
      member.good = Math.max(member.good, standing);
      const later = member.held.findIndex((one) => one.standing > member.good);
      for (const { said } of member.held.splice(0, later < 0 ? member.held.length : later)) tell(member.socket, said);
    },
  };
}
