import { may } from "../core/access.ts";
import { type Ask, newId } from "../core/ask.server.ts";
import { dayOf, type Instant } from "../core/days.ts";
import { type Handled, type Handling, handlingInWords, isWider } from "../core/handling.ts";
import { subjectInReach } from "../core/reach.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";

// What notes, links and files have in common: an agency's words, given to a panel, and for whom there they are.

export interface HandlingForm {
  handling: Handling;
  agencyIds: string[];
  hidden: boolean;
}

export interface Rehandling extends HandlingForm {
  reason: string;
  lawfulBasis: string | null;
}

/** The agencies whose people sit in a panel, by name: those that a handling may name. */
export const agenciesIn = (ask: Ask, panelId: string) =>
  ask.db.selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id").select(["agency.id", "agency.name", "agency.kind"]).distinct().where("membership.panel_id", "=", panelId)
    .where("membership.from_on", "<=", dayOf(ask.now)).where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", dayOf(ask.now))])).orderBy("agency.name").execute();

/** The agencies of these panels besides the person's own, as choices of a form. */
export async function agencyChoices(ask: Ask, panelIds: string[]): Promise<{ id: string; name: string }[]> {
  const all = new Map<string, string>();
  for (const id of panelIds) for (const agency of await agenciesIn(ask, id)) if (agency.id !== ask.who.agencyId) all.set(agency.id, agency.name);
  return [...all].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name));
}

/** The panels to which this person may give their agency's words about the subject. */
export async function panelsToTell(ask: Ask, subjectId: string) {
  const ids = [...new Set([...panelIdsOf(ask.who), ...ask.who.guests.map((guest) => guest.panelId)])].filter((panelId) => may.writeNote(ask.who, { panelId }) || ask.who.guests.some((guest) => guest.panelId === panelId && may.writeNote(ask.who, { panelId, meetingId: guest.meetingId })));
  const panels = ids.length ? await ask.db.selectFrom("panel").select(["id", "name"]).where("id", "in", ids).orderBy("name").execute() : [];
  const reaching = [];
  for (const panel of panels) if (await subjectInReach({ ...ask, who: { ...ask.who, memberships: ask.who.memberships.filter((m) => m.panelId === panel.id), guests: ask.who.guests.filter((g) => g.panelId === panel.id) } }, subjectId).then(() => true, () => false)) reaching.push(panel);
  return reaching;
}

/** Whom to contact, as it is offered: the person, and their agency's telephone. */
export async function ownContact(ask: Ask): Promise<string> {
  const agency = await ask.db.selectFrom("agency").select("phone").where("id", "=", ask.who.agencyId).executeTakeFirst();
  return [ask.who.name, agency?.phone].filter(Boolean).join(", ");
}

/** The agencies that a form names besides the one whose words they are, checked; none for another handling. Throws NotAgreed beside the field. */
export async function agenciesNamed(ask: Ask, panelId: string, { handling, agencyIds }: Pick<HandlingForm, "handling" | "agencyIds">, ownerId = ask.who.agencyId): Promise<string[]> {
  if (handling !== "named agencies") return [];
  const known = new Set((await agenciesIn(ask, panelId)).map((one) => one.id));
  const chosen = [...new Set(agencyIds)].filter((id) => id !== ownerId);
  if (!chosen.length || chosen.some((id) => !known.has(id))) throw new NotAgreed("Choose the agencies for which it is", "agencyIds");
  return chosen;
}

/** Whether others may not even know of it, as a flag. Throws NotAgreed beside the field. */
export function hiddenOf({ hidden, handling }: HandlingForm): number {
  if (hidden && handling === "shared") throw new NotAgreed("What is shared with the panel cannot be hidden from it", "hidden");
  return hidden ? 1 : 0;
}

/** For whom a note or a file is, as `readsText` asks. */
export const handledOf = (row: { handling: Handling; agency_id: string; panel_id: string }, agencies: { id: string }[]): Handled => ({ handling: row.handling, agencyId: row.agency_id, agencyIds: agencies.map((one) => one.id), panelId: row.panel_id });

/** For whom it is, in words, for the history of its handling. */
const handledInWords = (handling: Handling, names: string[], panel: string, hidden: boolean): string => `${handlingInWords(handling, names, panel)}${hidden ? ", hidden from others" : ""}`;

interface Was {
  handling: Handling;
  hidden: number;
  agencies: readonly { id: string; name: string }[];
  /** Whose words they are. */
  agencyId: string;
  panelId: string;
}

/**
 * What a change of handling comes to: the agencies that are named, and the row of its history. Throws NotAgreed beside the field, also when somebody will
 * read the words who did not, and no lawful basis is named.
 */
export async function rehandled(ask: Ask, was: Was, form: Rehandling) {
  const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", was.panelId).executeTakeFirstOrThrow();
  const sitting = await agenciesIn(ask, was.panelId);
  const agencyIds = await agenciesNamed(ask, was.panelId, form, was.agencyId);
  const wider = isWider({ handling: was.handling, agencyIds: was.agencies.map((one) => one.id) }, { handling: form.handling, agencyIds }, sitting.filter((one) => one.id !== was.agencyId));
  if (wider && !form.lawfulBasis) throw new NotAgreed("Choose the lawful basis: more people will read it", "lawfulBasis");
  const hidden = hiddenOf(form);
  const names = sitting.filter((one) => agencyIds.includes(one.id)).map((one) => one.name);
  return {
    agencyIds, hidden,
    change: {
      id: newId(), at: ask.now.toISOString(), by_id: ask.who.id, was: handledInWords(was.handling, was.agencies.map((one) => one.name), panel.name, was.hidden === 1), became: handledInWords(form.handling, names, panel.name, hidden === 1),
      wider: wider ? 1 : 0, reason: form.reason, lawful_basis: wider ? form.lawfulBasis : null,
    },
  };
}

/** Those who have read the words that `detail` names, and when first; not who wrote them. */
export async function readersOfWords(ask: Ask, what: "note opened" | "link opened" | "file opened" | "marker opened" | "restricted minutes opened", detail: string, writerId: string | null): Promise<{ name: string; agency: string; at: Instant }[]> {
  const rows = await ask.db.selectFrom("news").innerJoin("person", "person.id", "news.person_id").innerJoin("agency", "agency.id", "news.agency_id").select(["person.id", "person.name", "agency.name as agency"]).select((eb) => eb.fn.min("news.at").as("at"))
    .where("news.what", "=", what).where("news.detail", "=", detail).where("person.id", "<>", writerId ?? "").groupBy(["person.id", "person.name", "agency.name"]).orderBy("at").execute();
  return rows.map(({ name, agency, at }) => ({ name, agency, at: at! }));
}
