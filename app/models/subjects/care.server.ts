import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import type { CareEpisode } from "./care.ts";
import { whyNotDays } from "./dates.ts";
import { changeable, supersede } from "./reached.server.ts";

export type Caring = Omit<CareEpisode, "id" | "imported">;

/** Records a period of being looked after. One that is open ends on the day this one begins. */
export const recordCare = (ask: Ask, childId: string, caring: Caring): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const child = await changeable(ask, childId, "child");
    check(ask, caring, child.born_on);
    const open = await ask.db.selectFrom("care_episode").select(["id", "from_on"]).where("child_id", "=", child.id).where("superseded_at", "is", null).where("to_on", "is", null).execute();
    for (const one of caring.toOn === null ? open : []) {
      if (one.from_on > caring.fromOn) throw new NotAgreed("A care episode that began later is open. Correct that one, or give this one a last day", "fromOn");
      await supersede(ask, "care_episode", one.id);
      await ask.db.updateTable("care_episode").set({ to_on: caring.fromOn, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).where("id", "=", one.id).execute();
    }
    const id = newId();
    await ask.db.insertInto("care_episode").values({ id, child_id: child.id, ...columns(ask, caring) }).execute();
    happened({ what: "care episode recorded", subjectId: child.id, detail: id });
    return id;
  });

/** Puts a care episode right or ends it. What stood there is kept as superseded. */
export const correctCare = (ask: Ask, childId: string, episodeId: string, caring: Caring): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const child = await changeable(ask, childId, "child");
    await standing(ask, child.id, episodeId);
    check(ask, caring, child.born_on);
    await supersede(ask, "care_episode", episodeId);
    await ask.db.updateTable("care_episode").set(columns(ask, caring)).where("id", "=", episodeId).execute();
    happened({ what: "care episode recorded", subjectId: child.id, detail: episodeId });
  });

/** A care episode that stands, for its form. */
export async function careOf(ask: Ask, childId: string, episodeId: string): Promise<CareEpisode> {
  const child = await changeable(ask, childId, "child");
  return shown(await standing(ask, child.id, episodeId));
}

/** The care episodes of a child in reach already that began by a day, the newest first. */
export async function careUpTo(ask: Ask, childId: string, on: Day): Promise<CareEpisode[]> {
  const rows = await ask.db.selectFrom("care_episode").selectAll().where("child_id", "=", childId).where("superseded_at", "is", null).where("from_on", "<=", on).orderBy("from_on", "desc").limit(50).execute();
  return rows.map(shown);
}

const standing = async (ask: Ask, childId: string, episodeId: string) =>
  found(await ask.db.selectFrom("care_episode").selectAll().where("id", "=", episodeId).where("child_id", "=", childId).where("superseded_at", "is", null).executeTakeFirst());

const shown = (row: Awaited<ReturnType<typeof standing>>): CareEpisode => ({
  id: row.id, fromOn: row.from_on, toOn: row.to_on, legalStatus: row.legal_status, placement: row.placement, provider: row.placement_provider, address: row.placement_address, authority: row.responsible_authority, imported: row.import_id !== null,
});

const columns = (ask: Ask, c: Caring) => ({
  from_on: c.fromOn, to_on: c.toOn, legal_status: c.legalStatus, placement: c.placement, placement_provider: c.provider, placement_address: c.address, responsible_authority: c.authority, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null,
});

function check(ask: Ask, caring: Caring, bornOn: Day | null): void {
  const fault = whyNotDays(caring, { today: dayOf(ask.now), bornOn });
  if (fault) throw new NotAgreed(fault.message, fault.field);
  if (!caring.legalStatus && !caring.placement) throw new NotAgreed("Enter the legal status or the placement", "legalStatus");
}
