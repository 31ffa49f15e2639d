import { asked, once } from "#db/connect.server.ts";
import type { Ask } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { conflicted, peopleOfPanel } from "../core/reach.server.ts";
import { NotAgreed, found } from "../core/refuse.ts";
import { noUsualBasis, type PanelSettings } from "./panel.ts";

/** The panel's settings in force on a day: the newest version from before it, or the first. Throws NotFound when the panel has none. */
export const panelSettings = (ask: Pick<Ask, "db">, panelId: string, on: Day): Promise<PanelSettings> => once(ask.db, `panel settings ${panelId} ${on}`, () => settingsOn(ask, panelId, on));

const versionOn = asked((db, { panelId, on }: { panelId: string; on: Day }) => db.selectFrom("panel_version").selectAll().where("panel_id", "=", panelId).where("from_on", "<=", on).orderBy("from_on", "desc").limit(1));

async function settingsOn(ask: Pick<Ask, "db">, panelId: string, on: Day): Promise<PanelSettings> {
  const row = found(
    (await versionOn(ask.db, { panelId, on }))[0] ??
      (await ask.db.selectFrom("panel_version").selectAll().where("panel_id", "=", panelId).orderBy("from_on").executeTakeFirst()),
  );
  return {
    panelId, fromOn: row.from_on, remit: row.remit, frequency: row.frequency, meetingMinutes: row.meeting_minutes,
    sections: JSON.parse(row.sections), scale: JSON.parse(row.scale), rules: JSON.parse(row.rules), reachAfterClosingDays: row.reach_after_closing_days, foldDays: row.fold_days, guestDays: row.guest_days, lockMinutes: row.lock_minutes,
    referralsCloseDays: row.referrals_close_days, agendaOutDays: row.agenda_out_days, returnsDueDays: row.returns_due_days, minutesOutDays: row.minutes_out_days, quorum: JSON.parse(row.quorum), returnsRead: row.returns_read, correctionDays: row.correction_days,
    template: row.template ? JSON.parse(row.template) : null, usualBasis: { ...noUsualBasis, ...JSON.parse(row.usual_basis) },
  };
}

/** The panel's members of today, by agency, then name: who may lead an item or answer for a case; about a subject, those who take part in what concerns it. */
export function membersOf(ask: Pick<Ask, "db" | "now">, panelId: string, subjectId: string | null = null) {
  return peopleOfPanel(ask, panelId, dayOf(ask.now)).clearSelect().innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
    .select(["person.id", "person.name", "agency.name as agency"]).where("person.ended_at", "is", null).where("person.id", "not in", conflicted(ask, subjectId ?? "")).orderBy("agency.name").orderBy("person.name").execute();
}

/** Throws NotAgreed, beside `field`, when the person is not a member of the panel today, or takes no part in what concerns the subject. */
export async function memberOfPanel(ask: Pick<Ask, "db" | "now">, panelId: string, personId: string, field: string, subjectId: string | null): Promise<void> {
  const member = await peopleOfPanel(ask, panelId, dayOf(ask.now)).where("person_id", "=", personId).executeTakeFirst();
  if (!member) throw new NotAgreed("Choose a member of this panel", field);
  await takesPart(ask, personId, [subjectId ?? ""], field);
}

/** Throws NotAgreed, beside `field`, when the person has a conflict of interest about one of these subjects. */
export async function takesPart(ask: Pick<Ask, "db">, personId: string, subjectIds: string[], field: string): Promise<void> {
  for (const subjectId of subjectIds) if (await conflicted(ask, subjectId).where("person_id", "=", personId).executeTakeFirst()) throw new NotAgreed("They take no part in what concerns this subject. Choose somebody else", field);
}
