import { once } from "#db/connect.server.ts";
import type { Ask } from "./ask.server.ts";
import { dayOf } from "./days.ts";
import { type Who, nobody } from "./who.ts";

interface Alike {
  who: Who;
  /** The same for whoever reaches the same. */
  key: string;
}
const before = new WeakMap<Who, Alike>();

/** Of a person nothing but what gives and takes reach (core/reach.server.ts): who they are, and what their agency may read, is left out. */
function reachAlone(who: Who): Alike {
  const known = before.get(who);
  if (known) return known;
  const sorted = <T>(list: readonly T[]): T[] => [...list].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
  const reach = {
    mustChangePassword: who.mustChangePassword, memberships: sorted(who.memberships), conflicts: sorted(who.conflicts), only: who.only && sorted(who.only), outside: sorted(who.outside),
    guests: sorted(who.guests.map((guest) => ({ ...guest, id: "" }))),
  };
  const alike = { who: { ...nobody, ...reach }, key: JSON.stringify(reach) };
  before.set(who, alike);
  return alike;
}

/**
 * One reading for all who reach the same: when a bell rings in a room of 35, most of them do, and the database is in the same state. `read` is
 * asked as somebody of whom nothing is known but that reach, so its answer can rest on nothing else of theirs. `key` names all else that it rests on, but
 * for the day. Nobody changes the answer. What is noted as read, each notes for themselves. Outside of a `look` it is read each time.
 */
export function onceForReach<T>(ask: Ask, key: string, read: (ask: Ask) => Promise<T>): Promise<T> {
  const { who, key: reach } = reachAlone(ask.who);
  return once(ask.db, `${key} ${dayOf(ask.now)} ${reach}`, () => read({ ...ask, who }));
}
