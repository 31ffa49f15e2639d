import { type SqlBool, sql } from "kysely";
import { may } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { addDays, dayOf, type Day, type Instant } from "../core/days.ts";
import { actionsInReach, itemsInReach, panelInReach } from "../core/reach.server.ts";
import { agree, allow, NotAgreed, NotFound } from "../core/refuse.ts";
import { openStates } from "./action.ts";
import { ownerInWords } from "./entries.server.ts";
import { type HandWay, isUnopened, type TellingKind, whyNotTold } from "./telling.ts";

// Who of a panel's people is still to be told something by hand: no letter could go to them, or it did not go out.

/** Something that somebody is told, or was, by hand. `key` names it in the form. */
export interface ByHand {
  key: string;
  to: string;
  agency: string;
  /** Of an action what kind of news it is; of anything else the letter's title. */
  what: TellingKind | null;
  title: string;
  actionId: string | null;
  ref: string | null;
  at: Instant;
  told: { at: Instant; how: string; by: string | null } | null;
}

const shownDays = 28;

/** Whoever no longer has an action, or has seen it end, need not be rung about it. */
const stillTheirs = sql<SqlBool>`(action.ended_at is null and action.agency_id = telling.agency_id and (telling.role = 'lead' or telling.to_id = action.person_id or telling.to_name = action.person_name))`;

/** What is told by hand about actions of a panel that are in reach. */
async function ofActions(ask: Ask, panelId: string, since: Instant): Promise<ByHand[]> {
  const rows = await ask.db.selectFrom("telling").innerJoin("action", "action.id", "telling.action_id").innerJoin("agency", "agency.id", "telling.agency_id").leftJoin("letter", "letter.id", "telling.letter_id").leftJoin("person", "person.id", "telling.to_id").leftJoin("person as teller", "teller.id", "telling.told_by_id")
    .select(["telling.id", "telling.kind", "telling.at", "telling.to_name", "telling.told_at", "telling.told_how", "person.name", "agency.name as agency", "teller.name as teller", "action.id as action_id", "action.ref"])
    .where("action.panel_id", "=", panelId).where("action.id", "in", actionsInReach(ask).select("action.id").where("action.panel_id", "=", panelId))
    .where((eb) => eb.or([eb("telling.told_at", ">=", since), eb.and([eb("telling.told_at", "is", null), eb("letter.ended_at", "is", null), eb.or([eb("telling.letter_id", "is", null), eb("letter.failed_at", "is not", null)]), stillTheirs])]))
    .orderBy("telling.at").limit(500).execute();
  return rows.map((row) => ({
    key: `action ${row.id}`, to: row.name ?? row.to_name ?? `Whoever leads for ${row.agency}`, agency: row.agency, what: row.kind, title: `Action ${row.ref}`, actionId: row.action_id, ref: row.ref, at: row.at,
    told: row.told_at ? { at: row.told_at, how: row.told_how ?? "", by: row.teller } : null,
  }));
}

/** The same of everything else that a panel's letters say. */
async function ofLetters(ask: Ask, panelId: string, since: Instant): Promise<ByHand[]> {
  const rows = await ask.db.selectFrom("letter").innerJoin("person", "person.id", "letter.to_id").innerJoin("agency", "agency.id", "person.agency_id").leftJoin("person as teller", "teller.id", "letter.told_by_id")
    .select(["letter.id", "letter.title", "letter.made_at as at", "letter.told_at", "letter.told_how", "person.name", "agency.name as agency", "teller.name as teller"])
    .where("letter.panel_id", "=", panelId).where("letter.action_id", "is", null).where("letter.failed_at", "is not", null).where("letter.ended_at", "is", null)
    .where((eb) => eb.or([eb("letter.item_id", "is", null), eb("letter.item_id", "in", itemsInReach(ask).select("item.id"))]))
    .where((eb) => eb.or([eb("letter.told_at", ">=", since), eb("letter.told_at", "is", null)])).orderBy("letter.made_at").limit(500).execute();
  return rows.map((row) => ({ key: `letter ${row.id}`, to: row.name, agency: row.agency, what: null, title: row.title, actionId: null, ref: null, at: row.at, told: row.told_at ? { at: row.told_at, how: row.told_how ?? "", by: row.teller } : null }));
}

const handsOf = async (ask: Ask, panelId: string, since: Instant): Promise<ByHand[]> => [...(await ofActions(ask, panelId, since)), ...(await ofLetters(ask, panelId, since))];

/** Open actions of a panel that nobody of their agency has opened although two working days are over since they were told. In reach. */
export async function unopenedOf(ask: Ask, panelId: string) {
  const today = dayOf(ask.now);
  const rows = await actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id")
    .select(["action.id", "action.ref", "action.due_on", "action.issued_at", "action.person_name", "agency.name as agency", "person.name as owner"])
    .select((eb) => eb.selectFrom("telling").whereRef("telling.action_id", "=", "action.id").where("telling.kind", "=", "issued").select((of) => of.fn.max("telling.at").as("at")).as("told_at"))
    .where("action.panel_id", "=", panelId).where("action.issued_at", "is not", null).where("action.opened_at", "is", null).where("action.state", "in", openStates.filter((state) => state !== "handed back")).orderBy("action.due_on").execute();
  return rows.filter((row) => isUnopened(row.told_at ?? row.issued_at!, null, today)).map((row) => ({ id: row.id, ref: row.ref, dueOn: row.due_on, since: row.told_at ?? row.issued_at!, owner: ownerInWords(row.agency, row.owner ?? row.person_name) }));
}

/** How much waits for those who prepare a panel: who is to be told by hand, and which actions nobody has opened. */
export async function toTellOf(ask: Ask, panelId: string): Promise<{ byHand: number; unopened: number }> {
  const waiting = (await handsOf(ask, panelId, ask.now.toISOString())).filter((one) => !one.told);
  return { byHand: waiting.length, unopened: (await unopenedOf(ask, panelId)).length };
}

/** The page of who is told by hand. By reference, without content. Throws NotFound for whoever does not prepare the panel. */
export async function openByHand(ask: Ask, panelId: string) {
  const panel = await panelInReach(ask, panelId);
  if (!may.tellByHand(ask.who, { panelId: panel.id })) throw new NotFound();
  const all = await handsOf(ask, panel.id, new Date(ask.now.getTime() - shownDays * 86_400_000).toISOString());
  return { panel: { id: panel.id, name: panel.name, code: panel.code }, today: dayOf(ask.now), waiting: all.filter((one) => !one.told), done: all.filter((one) => one.told).sort((a, b) => (a.told!.at < b.told!.at ? 1 : -1)), unopened: await unopenedOf(ask, panel.id), since: addDays(dayOf(ask.now), -shownDays) };
}

/** Writes that these people were told by hand: how, and when. What somebody else has written already stays. Throws NotFound, NotAllowed, NotAgreed. */
export const toldByHand = (ask: Ask, panelId: string, form: { told: readonly string[]; how: HandWay; on: Day; at: Instant }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    allow(may.tellByHand(ask.who, { panelId: panel.id }), "The chair, deputy or coordinator says who was told");
    if (!form.told.length) throw new NotAgreed("Tick who was told", "told");
    const waiting = (await handsOf(ask, panel.id, ask.now.toISOString())).filter((one) => !one.told);
    const told = form.told.flatMap((key) => waiting.find((one) => one.key === key) ?? []);
    for (const one of told) agree(whyNotTold(form.at, one.at, ask.now), "at");
    const set = { told_at: form.at, told_how: form.how, told_by_id: ask.who.id };
    for (const one of told) {
      const [kind, id] = one.key.split(" ") as ["action" | "letter", string];
      if (kind === "action") await ask.db.updateTable("telling").set(set).where("id", "=", id).where("told_at", "is", null).execute();
      else await ask.db.updateTable("letter").set({ ...set, told_on: dayOf(form.at) }).where("id", "=", id).where("told_at", "is", null).execute();
      happened({ what: "told by hand", panelId: panel.id, actionId: one.actionId, detail: id });
    }
  });
