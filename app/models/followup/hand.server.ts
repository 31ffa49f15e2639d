import { type SqlBool, sql } from "kysely";
import { may } from "../core/access.ts";
import { type Ask, commit, look } from "../core/ask.server.ts";
import { addDays, dayOf, type Day, type Instant, instantOf } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { actionsInReach, itemsInReach, panelInReach } from "../core/reach.server.ts";
import { agree, allow, NotAgreed, NotFound } from "../core/refuse.ts";
import { openStates } from "./action.ts";
import { ownerInWords, refsOfActions } from "./entries.server.ts";
import { type HandWay, openedSince, type TellingKind, whyNotTold } from "./telling.ts";

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
/** More than anybody rings in a sitting. */
const shown = 500;
const shownUnopened = 100;

/** Whoever no longer has an action, or has seen it end, need not be rung about it. */
const stillTheirs = sql<SqlBool>`(action.ended_at is null and action.agency_id = telling.agency_id and (telling.role = 'lead' or telling.to_id = action.person_id or telling.to_name = action.person_name))`;

/** What is told about actions of a panel that are in reach. */
const tellingsOf = (ask: Ask, panelId: string) =>
  actionsInReach(ask).innerJoin("telling", "telling.action_id", "action.id").innerJoin("agency", "agency.id", "telling.agency_id").leftJoin("letter", "letter.id", "telling.letter_id").leftJoin("person", "person.id", "telling.to_id").leftJoin("person as teller", "teller.id", "telling.told_by_id")
    .select(["telling.id", "telling.kind", "telling.at", "telling.to_name", "telling.told_at", "telling.told_how", "person.name", "agency.name as agency", "teller.name as teller", "action.id as action_id", "action.ref"]).where("action.panel_id", "=", panelId);

type Telling = Awaited<ReturnType<ReturnType<typeof tellingsOf>["execute"]>>[number];
const ofAction = (row: Telling): ByHand => ({
  key: `action ${row.id}`, to: row.name ?? row.to_name ?? `Whoever leads for ${row.agency}`, agency: row.agency, what: row.kind, title: `Action ${row.ref}`, actionId: row.action_id, ref: row.ref, at: row.at,
  told: row.told_at ? { at: row.told_at, how: row.told_how ?? "", by: row.teller } : null,
});

/** What everything else that a panel's letters say was to tell, and did not go out. */
const lettersOf = (ask: Ask, panelId: string) =>
  ask.db.selectFrom("letter").innerJoin("person", "person.id", "letter.to_id").innerJoin("agency", "agency.id", "person.agency_id").leftJoin("person as teller", "teller.id", "letter.told_by_id")
    .select(["letter.id", "letter.title", "letter.made_at as at", "letter.told_at", "letter.told_how", "person.name", "agency.name as agency", "teller.name as teller"])
    .where("letter.panel_id", "=", panelId).where("letter.action_id", "is", null).where("letter.failed_at", "is not", null).where("letter.ended_at", "is", null)
    .where((eb) => eb.or([eb("letter.item_id", "is", null), eb("letter.item_id", "in", itemsInReach(ask).select("item.id"))]));

type Letter = Awaited<ReturnType<ReturnType<typeof lettersOf>["execute"]>>[number];
const ofLetter = (row: Letter): ByHand => ({ key: `letter ${row.id}`, to: row.name, agency: row.agency, what: null, title: row.title, actionId: null, ref: null, at: row.at, told: row.told_at ? { at: row.told_at, how: row.told_how ?? "", by: row.teller } : null });

/** Who waits to be told, oldest first. The states only say again what `stillTheirs` does, by an index. */
async function waitingOf(ask: Ask, panelId: string): Promise<ByHand[]> {
  const actions = await tellingsOf(ask, panelId).where("action.state", "in", openStates).where("telling.told_at", "is", null).where("letter.ended_at", "is", null).where((eb) => eb.or([eb("telling.letter_id", "is", null), eb("letter.failed_at", "is not", null)])).where(stillTheirs).orderBy("telling.at").limit(shown).execute();
  const letters = await lettersOf(ask, panelId).where("letter.told_at", "is", null).orderBy("letter.made_at").limit(shown).execute();
  return [...actions.map(ofAction), ...letters.map(ofLetter)];
}

/** Who was told by hand since then, the last first. */
async function toldSince(ask: Ask, panelId: string, since: Instant): Promise<ByHand[]> {
  const actions = await tellingsOf(ask, panelId).where("telling.told_at", ">=", since).orderBy("telling.told_at", "desc").limit(shown).execute();
  const letters = await lettersOf(ask, panelId).where("letter.told_at", ">=", since).orderBy("letter.told_at", "desc").limit(shown).execute();
  return [...actions.map(ofAction), ...letters.map(ofLetter)].sort((a, b) => (a.told!.at < b.told!.at ? 1 : -1));
}

/** Open actions of a panel that nobody of their agency has opened although two working days are over since they were told. In reach. */
function unopened(ask: Ask, panelId: string) {
  const told = sql<Instant>`coalesce((select max(t.at) from telling as t where t.action_id = action.id and t.kind = 'issued'), action.issued_at)`;
  return actionsInReach(ask).select(["action.id", told.as("since")])
    .where("action.panel_id", "=", panelId).where("action.opened_at", "is", null).where("action.state", "in", openStates.filter((state) => state !== "handed back")).where(told, "<", instantOf(openedSince(dayOf(ask.now)), "00:00"));
}

const countUnopened = async (ask: Ask, panelId: string): Promise<number> => Number((await ask.db.selectFrom(unopened(ask, panelId).as("late")).select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n);

/** How many of these there are, and those of them that are due first. */
export async function unopenedOf(ask: Ask, panelId: string) {
  const rows = await unopened(ask, panelId).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id")
    .select(["action.ref", "action.due_on", "action.person_name", "agency.name as agency", "person.name as owner"]).orderBy("action.due_on").orderBy("action.id").limit(shownUnopened).execute();
  return { all: await countUnopened(ask, panelId), first: rows.map((row) => ({ id: row.id, ref: row.ref, dueOn: row.due_on, since: row.since, owner: ownerInWords(row.agency, row.owner ?? row.person_name) })) };
}

/** How much waits for those who prepare a panel: who is to be told by hand, and which actions nobody has opened. */
export const toTellOf = async (ask: Ask, panelId: string): Promise<{ byHand: number; unopened: number }> => ({ byHand: (await waitingOf(ask, panelId)).length, unopened: await countUnopened(ask, panelId) });

/** The page of who is told by hand. By reference, without content; of whom these actions are is noted as of any list of actions. Throws NotFound for whoever does not prepare the panel. */
export const openByHand = (ask: Ask, panelId: string) =>
  look(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    if (!may.tellByHand(ask.who, { panelId: panel.id })) throw new NotFound();
    const since = addDays(dayOf(ask.now), -shownDays);
    const [waiting, done, late] = [await waitingOf(ask, panel.id), await toldSince(ask, panel.id, instantOf(since, "00:00")), await unopenedOf(ask, panel.id)];
    const actions = new Set([...[...waiting, ...done].flatMap((one) => one.actionId ?? []), ...late.first.map((one) => one.id)]);
    if (waiting.length || done.length || actions.size) happened({ what: "list opened", panelId: panel.id, detail: listedRefs([...(await refsOfActions(ask, [...actions])).values()].flat().map((one) => one.ref)) });
    return { panel: { id: panel.id, name: panel.name, code: panel.code }, today: dayOf(ask.now), waiting, done, unopened: late, since };
  });

/** Writes that these people were told by hand: how, and when. `told` are keys, or several with a semicolon between. What somebody else has written already stays. Throws NotFound, NotAllowed, NotAgreed. */
export const toldByHand = (ask: Ask, panelId: string, form: { told: readonly string[]; how: HandWay; on: Day; at: Instant }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    allow(may.tellByHand(ask.who, { panelId: panel.id }), "The chair, deputy or coordinator says who was told");
    if (!form.told.length) throw new NotAgreed("Tick who was told", "told");
    const keys = new Set(form.told.flatMap((box) => box.split(";")));
    const told = (await waitingOf(ask, panel.id)).filter((one) => keys.has(one.key));
    for (const one of told) agree(whyNotTold(form.at, one.at, ask.now), "at");
    const set = { told_at: form.at, told_how: form.how, told_by_id: ask.who.id };
    for (const one of told) {
      const [kind, id] = one.key.split(" ") as ["action" | "letter", string];
      if (kind === "action") await ask.db.updateTable("telling").set(set).where("id", "=", id).where("told_at", "is", null).execute();
      else await ask.db.updateTable("letter").set({ ...set, told_on: dayOf(form.at) }).where("id", "=", id).where("told_at", "is", null).execute();
      happened({ what: "told by hand", panelId: panel.id, actionId: one.actionId, detail: id });
    }
  });
