import { randomBytes } from "node:crypto";
import { administering } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { addDays, dayOf } from "../core/days.ts";
import { NotAgreed, agree, found } from "../core/refuse.ts";
import { initialPassword } from "./account.server.ts";
import { sittingsOf } from "./membership.server.ts";
import { type PersonForm, whyNotDuties, whyNotLeave } from "./person.ts";
import { endLinks, type NewLink, newLink } from "./password-link.server.ts";
import { hashPassword } from "./session.server.ts";
import type { Site } from "./site.ts";

export const peoplePerPage = 50;

/** People by name, those who have left among them when asked for. For administrators. */
export async function peopleToAdminister(ask: Ask, { text, agencyId, left, page }: { text: string; agencyId: string; left: boolean; page: number }) {
  administering(ask.who);
  const like = `%${text.toLowerCase().replace(/[\\%_]/g, "")}%`;
  let query = ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id");
  if (text) query = query.where((eb) => eb.or([eb(eb.fn("lower", ["person.name"]), "like", like), eb("person.email", "like", like)]));
  if (agencyId) query = query.where("person.agency_id", "=", agencyId);
  if (!left) query = query.where("person.ended_at", "is", null);
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const people = await query
    .select(["person.id", "person.name", "person.email", "person.job_title", "person.is_lead", "person.is_administrator", "person.is_auditor", "person.is_privacy_officer", "person.is_duty_officer", "person.ended_at", "agency.name as agency"])
    .orderBy("person.name").orderBy("person.id").limit(peoplePerPage).offset((page - 1) * peoplePerPage).execute();
  return { people, total: Number(total), pages: Math.max(1, Math.ceil(Number(total) / peoplePerPage)) };
}

/** One person, with the panels that they belong or belonged to. */
export async function personToAdminister(ask: Ask, id: string) {
  administering(ask.who);
  const person = found(
    await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id")
      .select(["person.id", "person.name", "person.email", "person.agency_id", "person.job_title", "person.phone", "person.is_lead", "person.is_administrator", "person.is_auditor", "person.is_privacy_officer", "person.is_duty_officer", "person.home_postcode", "person.must_change_password", "person.created_at", "person.ended_at", "agency.name as agency"])
      .where("person.id", "=", id).executeTakeFirst(),
  );
  const memberships = await ask.db.selectFrom("membership").innerJoin("panel", "panel.id", "membership.panel_id")
    .select(["membership.id", "membership.role", "membership.from_on", "membership.to_on", "membership.panel_id", "panel.name as panel"])
    .where("membership.person_id", "=", id).orderBy("membership.from_on", "desc").execute();
  const link = await ask.db.selectFrom("password_link").select("until_at").where("person_id", "=", id).where("used_at", "is", null).where("ended_at", "is", null).where("until_at", ">", ask.now.toISOString()).executeTakeFirst();
  return { person, memberships, linkUntil: link?.until_at ?? null };
}

const rowOf = (form: PersonForm) => ({
  name: form.name, email: form.email.toLowerCase(), agency_id: form.agencyId, job_title: form.jobTitle, phone: form.phone,
  is_lead: form.isLead ? 1 : 0, is_administrator: form.isAdministrator ? 1 : 0, is_auditor: form.isAuditor ? 1 : 0, is_privacy_officer: form.isPrivacyOfficer ? 1 : 0, is_duty_officer: form.isDutyOfficer ? 1 : 0, home_postcode: form.homePostcode?.toUpperCase() ?? null,
});

/** How somebody gets their first password: by a link, with which they choose it, or as one that an administrator hands over; or not at all, where they sign in with their agency's account. */
export const beginnings = ["link", "password", "none"] as const;
export type Beginning = (typeof beginnings)[number];
export interface Begun {
  link?: NewLink;
  password?: string;
}

/**
 * Adds a person. Returns their id, and the link or the password to begin with, neither of which is kept: the link lets them choose a password
 * that nobody else knows, the password opens nothing but the page that changes it.
 */
export async function addPerson(ask: Ask, form: PersonForm, beginning: Beginning, site: Site): Promise<{ id: string } & Begun> {
  administering(ask.who);
  const id = newId();
  const password = beginning === "password" ? initialPassword() : undefined;
  // Without one, a password that nobody knows.
  const password_hash = await hashPassword(password ?? randomBytes(32).toString("base64url"));
  return commit(ask, async (ask, happened) => {
    await agreePerson(ask, form, null);
    await ask.db.insertInto("person").values({ id, ...rowOf(form), password_hash, must_change_password: password ? 1 : 0, created_at: ask.now.toISOString() }).execute();
    happened({ what: "person added", detail: id });
    if (beginning !== "link") return { id, ...(password && { password }) };
    const link = await newLink(ask, id, site);
    happened({ what: "password link made", detail: id });
    return { id, link };
  });
}

/** Changes a person's particulars and duties. Throws NotAgreed when a rule is against it. */
export const changePerson = (ask: Ask, id: string, form: PersonForm): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { person } = await personToAdminister(ask, id);
    if (person.ended_at) throw new NotAgreed("This person has left");
    if (id === ask.who.id && !form.isAdministrator) throw new NotAgreed("Another administrator must take this duty from you", "isAdministrator");
    await agreePerson(ask, form, id);
    await ask.db.updateTable("person").set(rowOf(form)).where("id", "=", id).execute();
    happened({ what: "person changed", detail: id });
  });

async function agreePerson(ask: Ask, form: PersonForm, id: string | null): Promise<void> {
  const same = await ask.db.selectFrom("person").select("id").where("email", "=", form.email.toLowerCase()).executeTakeFirst();
  if (same && same.id !== id) throw new NotAgreed("Somebody has this e-mail address already", "email");
  if (!(await ask.db.selectFrom("agency").select("id").where("id", "=", form.agencyId).executeTakeFirst())) throw new NotAgreed("Choose an agency", "agencyId");
  const today = dayOf(ask.now);
  const panels = id ? (await ask.db.selectFrom("membership").select("id").where("person_id", "=", id).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", today)])).execute()).length : 0;
  agree(whyNotDuties(form, panels), form.isAdministrator ? "isAdministrator" : form.isAuditor ? "isAuditor" : "isPrivacyOfficer");
}

/** Sets a new password to begin with, ends the person's sessions, and returns it. The person must change it before anything else opens. */
export async function setInitialPassword(ask: Ask, id: string): Promise<string> {
  administering(ask.who);
  const password = initialPassword();
  const password_hash = await hashPassword(password);
  await commit(ask, async (ask, happened) => {
    const { person } = await personToAdminister(ask, id);
    if (person.ended_at) throw new NotAgreed("This person has left");
    if (id === ask.who.id) throw new NotAgreed("Change your own password on your account's page");
    await ask.db.updateTable("person").set({ password_hash, must_change_password: 1 }).where("id", "=", id).execute();
    await endSessions(ask, id);
    await endLinks(ask, id);
    happened({ what: "password set", detail: id });
  });
  return password;
}

/**
 * The person leaves: they can no longer sign in, and their memberships end today. What they wrote and did stays.
 * Throws NotAgreed when a panel would be left without its chair or coordinator. Returns the panels that they belonged to.
 */
export const endPerson = (ask: Ask, id: string): Promise<string[]> =>
  commit(ask, async (ask, happened) => {
    const { person } = await personToAdminister(ask, id);
    if (person.ended_at) throw new NotAgreed("This person has left already");
    if (id === ask.who.id) throw new NotAgreed("Another administrator must do this for you");
    const today = dayOf(ask.now);
    const open = await ask.db.selectFrom("membership").select(["id", "panel_id", "from_on"]).where("person_id", "=", id).where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", today)])).execute();
    const panels = [...new Set(open.map((m) => m.panel_id))];
    for (const panelId of panels) agree(whyNotLeave(await sittingsOf(ask, panelId), open.filter((m) => m.panel_id === panelId && m.from_on <= today).map((m) => m.id), today));
    // One that was to begin later never does: it is kept as a day that has passed before it began.
    for (const { id, from_on, panel_id } of open) {
      await ask.db.updateTable("membership").set({ to_on: from_on > today ? addDays(from_on, -1) : addDays(today, -1) }).where("id", "=", id).execute();
      happened({ what: "membership ended", panelId: panel_id, detail: id });
    }
    await ask.db.updateTable("person").set({ ended_at: ask.now.toISOString() }).where("id", "=", id).execute();
    await endSessions(ask, id);
    await endLinks(ask, id);
    happened({ what: "person ended", detail: id });
    return panels;
  });

const endSessions = (ask: Ask, personId: string) => ask.db.updateTable("session").set({ ended_at: ask.now.toISOString() }).where("person_id", "=", personId).where("ended_at", "is", null).execute();
