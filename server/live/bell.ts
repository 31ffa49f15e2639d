import type { Told } from "#app/models/core/ask.server.ts";
import { dayOf } from "#app/models/core/days.ts";
import { peopleOfPanel } from "#app/models/core/reach.server.ts";
import type { Door } from "./door.ts";

/** What nobody's page needs to read again for. */
const silent = new Set<string>([
  "record opened", "import opened", "record searched", "list opened", "agenda opened", "minutes opened", "live meeting opened", "history opened", "document opened", "chair minutes opened", "withdrawals opened", "minutes folded", "action opened", "sharing opened", "audit opened", "signed in", "signed out", "sign-in refused",
]);

/** Rings for those who may know of what happened. The bell says "read again" and nothing else. */
export function openBell({ io, running: { db, clock } }: Door) {
  const openedAt = clock().getTime();
  const rung = new Map<string, number>();
  return {
    ring: async (told: Told[]): Promise<void> => {
      const heard = told.filter((t) => !silent.has(t.what));
      const people = new Set(heard.map((t) => t.personId));
      for (const panelId of new Set(heard.map((t) => t.panelId))) {
        if (panelId) for (const { person_id } of await peopleOfPanel({ db }, panelId, dayOf(clock())).execute()) people.add(person_id);
      }
      if (heard.some((t) => t.what === "document quarantined")) for (const { id } of await db.selectFrom("person").select("id").where("is_administrator", "=", 1).where("ended_at", "is", null).execute()) people.add(id);
      for (const id of people) {
        rung.set(id, clock().getTime());
        io.to(`person:${id}`).emit("bell");
      }
    },
    /** Whether it rang for the person, or may have in an earlier process, since their page was read (an instant, as the page says). */
    missed: (personId: string, readAt: unknown): boolean => {
      const at = typeof readAt === "string" ? Date.parse(readAt) : Number.NaN;
      return Number.isNaN(at) || at < openedAt || (rung.get(personId) ?? 0) >= at;
    },
  };
}
