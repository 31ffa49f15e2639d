import type { Ask } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { panelSettings } from "../people/panel.server.ts";
import type { PanelSettings } from "../people/panel.ts";

/** The settings of panels on days of meetings, each asked for once. */
export function settingsOnce(ask: Pick<Ask, "db">): (panelId: string, on: Day) => Promise<PanelSettings> {
  const known = new Map<string, Promise<PanelSettings>>();
  return (panelId, on) => {
    const key = `${panelId} ${on}`;
    if (!known.has(key)) known.set(key, panelSettings(ask, panelId, on));
    return known.get(key)!;
  };
}

/** Which agencies of a panel have members, none of whom takes part in what concerns a subject: nothing is asked of them. */
export async function agenciesApart(ask: Pick<Ask, "db" | "now">, panelId: string, subjectIds: string[]): Promise<(agencyId: string, subjectId: string) => boolean> {
  const answers = await whoAnswers(ask, panelId, subjectIds);
  return (agencyId, subjectId) => {
    const { members, free } = answers(agencyId, subjectId);
    return members.length > 0 && free.length === 0;
  };
}

/** The members of each agency in a panel today; and of these who takes part in what concerns a subject. */
export async function whoAnswers(ask: Pick<Ask, "db" | "now">, panelId: string, subjectIds: readonly string[]): Promise<(agencyId: string, subjectId: string) => { members: string[]; free: string[] }> {
  const today = dayOf(ask.now);
  const members = await ask.db.selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").select(["person.id", "person.agency_id"]).distinct().where("membership.panel_id", "=", panelId).where("person.ended_at", "is", null)
    .where("membership.from_on", "<=", today).where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", today)])).orderBy("person.id").execute();
  const conflicts = subjectIds.length ? await ask.db.selectFrom("conflict").select(["person_id", "subject_id"]).where("subject_id", "in", [...new Set(subjectIds)]).where("ended_at", "is", null).execute() : [];
  return (agencyId, subjectId) => {
    const here = members.filter((one) => one.agency_id === agencyId).map((one) => one.id);
    return { members: here, free: here.filter((id) => !conflicts.some((one) => one.person_id === id && one.subject_id === subjectId)) };
  };
}
