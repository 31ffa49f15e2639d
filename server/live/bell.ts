import type { Told } from "#app/models/core/ask.server.ts";
import { dayOf } from "#app/models/core/days.ts";
import { peopleOfPanel } from "#app/models/core/reach.server.ts";
import type { Door } from "./door.ts";

/** What nobody's page needs to read again for. */
const silent = new Set<string>([
  "record opened", "import opened", "record searched", "list opened", "agenda opened", "minutes opened", "live meeting opened", "document opened", "action opened", "sharing opened", "audit opened", "signed in", "signed out", "sign-in refused",
]);

/** Rings for those who may know of what happened. The bell says "read again" and nothing else. */
export async function ringBell({ io, running: { db, clock } }: Door, told: Told[]): Promise<void> {
  const heard = told.filter((t) => !silent.has(t.what));
  const people = new Set(heard.map((t) => t.personId));
  for (const panelId of new Set(heard.map((t) => t.panelId))) {
    if (panelId) for (const { person_id } of await peopleOfPanel({ db }, panelId, dayOf(clock())).execute()) people.add(person_id);
  }
  for (const id of people) io.to(`person:${id}`).emit("bell");
}
