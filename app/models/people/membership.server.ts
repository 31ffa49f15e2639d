import { administering } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { addDays, type Day, dayOf } from "../core/days.ts";
import { NotAgreed, agree, found } from "../core/refuse.ts";
import type { Role } from "../core/who.ts";
import { type Sitting, whyNotDuties, whyNotLeave } from "./person.ts";

/** Everyone's memberships of a panel, past ones too. */
export async function sittingsOf(ask: Pick<Ask, "db">, panelId: string): Promise<Sitting[]> {
  const rows = await ask.db.selectFrom("membership").selectAll().where("panel_id", "=", panelId).execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id, role: row.role, fromOn: row.from_on, toOn: row.to_on }));
}

/** One membership with the names that its page shows. For administrators. */
export async function membershipToAdminister(ask: Ask, id: string) {
  administering(ask.who);
  return found(
    await ask.db.selectFrom("membership").innerJoin("panel", "panel.id", "membership.panel_id").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
      .select(["membership.id", "membership.panel_id", "membership.person_id", "membership.role", "membership.from_on", "membership.to_on", "panel.name as panel", "person.name as person", "agency.name as agency"])
      .where("membership.id", "=", id).executeTakeFirst(),
  );
}

/** Those who may belong to a panel: everybody who has not left and neither administers nor audits, by agency. */
export async function candidates(ask: Ask) {
  administering(ask.who);
  return ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"])
    .where("person.ended_at", "is", null).where("is_administrator", "=", 0).where("is_auditor", "=", 0).where("is_privacy_officer", "=", 0).orderBy("agency.name").orderBy("person.name").execute();
}

export interface Joining {
  personId: string;
  role: Role;
  fromOn: Day;
  toOn: Day | null;
}

/** Gives a person a role in a panel, from a day and perhaps to one. Throws NotAgreed when they have it then, have left, or administer or audit. */
export const addMembership = (ask: Ask, panelId: string, { personId, role, fromOn, toOn }: Joining): Promise<string> =>
  commit(ask, async (ask, happened) => {
    administering(ask.who);
    const panel = found(await ask.db.selectFrom("panel").select("id").where("id", "=", panelId).executeTakeFirst());
    const person = await ask.db.selectFrom("person").select(["id", "is_administrator", "is_auditor", "is_privacy_officer", "is_duty_officer"]).where("id", "=", personId).where("ended_at", "is", null).executeTakeFirst();
    if (!person) throw new NotAgreed("Choose a person", "personId");
    agree(whyNotDuties({ isAdministrator: person.is_administrator === 1, isAuditor: person.is_auditor === 1, isPrivacyOfficer: person.is_privacy_officer === 1, isDutyOfficer: person.is_duty_officer === 1 }, 1), "personId");
    if (fromOn < dayOf(ask.now)) throw new NotAgreed("A membership begins today or later", "fromOn");
    if (toOn && toOn < fromOn) throw new NotAgreed("The last day is before the first", "toOn");
    const same = (await sittingsOf(ask, panel.id)).some((s) => s.personId === personId && s.role === role && (s.toOn === null || s.toOn >= fromOn) && (toOn === null || s.fromOn <= toOn));
    if (same) throw new NotAgreed(`They are ${role} of this panel then already`, "role");
    const id = newId();
    await ask.db.insertInto("membership").values({ id, panel_id: panel.id, person_id: personId, role, from_on: fromOn, to_on: toOn }).execute();
    happened({ what: "membership added", panelId: panel.id, detail: id });
    return id;
  });

/** Ends a membership after `lastDay`: today or later, or yesterday for at once. Throws NotAgreed when the panel would be left without its chair or coordinator. */
export const endMembership = (ask: Ask, id: string, lastDay: Day): Promise<{ panelId: string; personId: string }> =>
  commit(ask, async (ask, happened) => {
    const membership = await membershipToAdminister(ask, id);
    const yesterday = addDays(dayOf(ask.now), -1);
    if (membership.to_on && membership.to_on <= yesterday) throw new NotAgreed("This membership has ended already", "lastDay");
    if (lastDay < yesterday) throw new NotAgreed("Choose yesterday, today or a later day", "lastDay");
    agree(whyNotLeave(await sittingsOf(ask, membership.panel_id), [id], lastDay), "lastDay");
    await ask.db.updateTable("membership").set({ to_on: lastDay }).where("id", "=", id).execute();
    happened({ what: "membership ended", panelId: membership.panel_id, detail: id });
    return { panelId: membership.panel_id, personId: membership.person_id };
  });
