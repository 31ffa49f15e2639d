import { administering } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { addDays, dayOf, shortDay } from "../core/days.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { panelSettings } from "./panel.server.ts";
import type { PanelSettings } from "./panel.ts";

export type NewSettings = Omit<PanelSettings, "panelId">;

/** Every panel, with how many people and agencies belong to it today. */
export async function panelsToAdminister(ask: Ask) {
  administering(ask.who);
  const today = dayOf(ask.now);
  const panels = await ask.db.selectFrom("panel").select(["id", "name", "code"]).orderBy("name").execute();
  const members = await ask.db.selectFrom("membership").select(["panel_id", "person_id"]).distinct().where("from_on", "<=", today).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", today)])).execute();
  return panels.map((panel) => ({ ...panel, members: members.filter((m) => m.panel_id === panel.id).length }));
}

/** One panel with its settings of today and to come, its members and its core agencies. */
export async function panelToAdminister(ask: Ask, id: string) {
  administering(ask.who);
  const panel = found(await ask.db.selectFrom("panel").select(["id", "name", "code"]).where("id", "=", id).executeTakeFirst());
  const today = dayOf(ask.now);
  const versions = await ask.db.selectFrom("panel_version").leftJoin("person", "person.id", "panel_version.set_by_id")
    .select(["panel_version.from_on", "panel_version.set_at", "person.name as set_by"]).where("panel_id", "=", id).orderBy("from_on", "desc").execute();
  const settings = await panelSettings(ask, id, today);
  const latest = await panelSettings(ask, id, versions[0]?.from_on ?? today);
  const members = await ask.db.selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["membership.id", "membership.role", "membership.from_on", "membership.to_on", "person.id as person_id", "person.name as person", "agency.name as agency"])
    .where("membership.panel_id", "=", id).orderBy("person.name").execute();
  const agencies = await ask.db.selectFrom("panel_agency").innerJoin("agency", "agency.id", "panel_agency.agency_id")
    .select(["agency.id", "agency.name", "panel_agency.from_on"]).where("panel_id", "=", id).where("panel_agency.from_on", "<=", today)
    .where((eb) => eb.or([eb("panel_agency.to_on", "is", null), eb("panel_agency.to_on", ">=", today)])).orderBy("agency.name").execute();
  return { panel, settings, latest, versions, members, agencies, today };
}

const rowOf = (ask: Ask, panelId: string, s: NewSettings) => ({
  id: newId(), panel_id: panelId, from_on: s.fromOn, remit: s.remit, frequency: s.frequency, meeting_minutes: s.meetingMinutes,
  sections: JSON.stringify(s.sections), scale: JSON.stringify(s.scale), rules: JSON.stringify(s.rules), reach_after_closing_days: s.reachAfterClosingDays, fold_days: s.foldDays, guest_days: s.guestDays, lock_minutes: s.lockMinutes,
  referrals_close_days: s.referralsCloseDays, agenda_out_days: s.agendaOutDays, returns_due_days: s.returnsDueDays, minutes_out_days: s.minutesOutDays, quorum: JSON.stringify(s.quorum), returns_read: s.returnsRead, template: s.template && JSON.stringify(s.template), correction_days: s.correctionDays, usual_basis: JSON.stringify(s.usualBasis),
  set_at: ask.now.toISOString(), set_by_id: ask.who.id,
});

/** Adds a panel with its first settings, in force from today. Returns its id. Throws NotAgreed when the name or short name is taken. */
export const addPanel = (ask: Ask, { name, code, ...settings }: Omit<NewSettings, "fromOn"> & { name: string; code: string }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    const all = await ask.db.selectFrom("panel").select(["name", "code"]).execute();
    if (all.some((p) => p.name.toLowerCase() === name.toLowerCase())) throw new NotAgreed("There is already a panel with this name", "name");
    if (all.some((p) => p.code.toLowerCase() === code.toLowerCase())) throw new NotAgreed("There is already a panel with this short name", "code");
    const id = newId();
    await ask.db.insertInto("panel").values({ id, name, code, created_at: ask.now.toISOString() }).execute();
    await ask.db.insertInto("panel_version").values(rowOf(ask, id, { ...settings, fromOn: dayOf(ask.now) })).execute();
    happened({ what: "panel added", panelId: id });
    return id;
  });

/** Gives a panel new settings from a day on; those of earlier days stay as they were. Throws NotAgreed for a day in the past, or not after the latest version's. */
export const setPanel = (ask: Ask, panelId: string, settings: NewSettings): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { panel, latest, today } = await panelToAdminister(ask, panelId);
    if (settings.fromOn < today) throw new NotAgreed("Choose today or a later day: what held before stays as it was", "fromOn");
    if (settings.fromOn <= latest.fromOn) throw new NotAgreed(`Choose a day after ${shortDay(latest.fromOn)}: the settings from that day on stay as they were set`, "fromOn");
    await ask.db.insertInto("panel_version").values(rowOf(ask, panel.id, settings)).execute();
    happened({ what: "panel changed", panelId: panel.id, detail: settings.fromOn });
  });

/** Sets which agencies are the panel's core agencies from today on. */
export const setCoreAgencies = (ask: Ask, panelId: string, wanted: string[]): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { panel, agencies, today } = await panelToAdminister(ask, panelId);
    const known = new Set((await ask.db.selectFrom("agency").select("id").execute()).map((a) => a.id));
    if (wanted.some((id) => !known.has(id))) throw new NotAgreed("Choose from the list", "agencies");
    const present = new Set(agencies.map((a) => a.id));
    for (const id of wanted)
      if (!present.has(id)) await ask.db.insertInto("panel_agency").values({ panel_id: panel.id, agency_id: id, from_on: today }).onConflict((oc) => oc.columns(["panel_id", "agency_id", "from_on"]).doUpdateSet({ to_on: null })).execute();
    for (const { id, from_on } of agencies)
      if (!wanted.includes(id)) await ask.db.updateTable("panel_agency").set({ to_on: addDays(today, -1) }).where("panel_id", "=", panel.id).where("agency_id", "=", id).where("from_on", "=", from_on).execute();
    happened({ what: "panel changed", panelId: panel.id, detail: "core agencies" });
  });
