import { once } from "#db/connect.server.ts";
import { may, ofMeeting } from "../core/access.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { itemInReach } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import type { Level } from "../people/panel.ts";
import { panelSettings } from "../people/panel.server.ts";
import { levelAt, placeOf, type ShownCard, whyNotSet } from "./card.ts";
import { itemHead } from "./item-head.server.ts";

// Cards on the table. Until they are shown no level leaves the database but to its own agency, and there as two digits: what is sent, rung and
// written down is the same in number and length whichever levels were chosen. That one was set is said, and how many are.

type Item = { id: string; kind: string; panel_id: string; meeting_id: string; meeting_status: string; withdrawn_at: string | null };

const showingOf = (ask: Pick<Ask, "db">, itemId: string) => ask.db.selectFrom("card_showing").select("at").where("item_id", "=", itemId).executeTakeFirst();

/** The cards of these items that were shown, by agency. */
export async function cardsShown(ask: Pick<Ask, "db">, itemIds: readonly string[]): Promise<Map<string, ShownCard[]>> {
  const of = new Map<string, ShownCard[]>();
  if (!itemIds.length) return of;
  const rows = await ask.db.selectFrom("card").innerJoin("card_showing", "card_showing.item_id", "card.item_id").innerJoin("agency", "agency.id", "card.agency_id").select(["card.item_id", "agency.name as agency", "card.level"]).where("card.item_id", "in", itemIds).orderBy("agency.name").execute();
  for (const { item_id, ...card } of rows) of.set(item_id, [...(of.get(item_id) ?? []), card]);
  return of;
}

/** What stands of an item's cards for this person; null for an item that is about nobody. The item must be in reach. */
export async function cardsFor(ask: Ask, item: Item, scale: readonly Level[]) {
  if (item.kind === "standing") return null;
  const showing = await once(ask.db, `cards shown ${item.id}`, () => showingOf(ask, item.id));
  const { n } = await once(ask.db, `cards set ${item.id}`, () => ask.db.selectFrom("card").select((eb) => eb.fn.countAll<number>().as("n")).where("item_id", "=", item.id).executeTakeFirstOrThrow());
  const own = showing ? undefined : await once(ask.db, `card ${item.id} of ${ask.who.agencyId}`, () => ask.db.selectFrom("card").select("level").where("item_id", "=", item.id).where("agency_id", "=", ask.who.agencyId).executeTakeFirst());
  const closed = whyNotSet(item, showing !== undefined);
  return {
    levels: scale.map(({ name }) => ({ place: placeOf(scale, name), name })), agency: ask.who.agencyName, set: Number(n), own: placeOf(scale, own?.level ?? null),
    maySet: closed === null && may.setCard(ask.who, ofMeeting({ id: item.meeting_id, panel_id: item.panel_id })), mayShow: closed === null && may.showCards(ask.who, item) && Number(n) > 0,
    shown: showing ? { at: showing.at, cards: (await cardsShown(ask, [item.id])).get(item.id) ?? [] } : null,
  };
}
export type Cards = NonNullable<Awaited<ReturnType<typeof cardsFor>>>;

/** The page of an item's cards. Throws NotFound, NotAgreed (a standing item). */
export async function cardsPage(ask: Ask, itemId: string) {
  const { item, head } = await itemHead(ask, itemId);
  const cards = await cardsFor(ask, item, await scaleOf(ask, item));
  if (!cards) throw new NotAgreed("A standing item has no risk level");
  return { head, cards, closed: whyNotSet(item, cards.shown !== null) };
}

const scaleOf = async (ask: Ask, item: { panel_id: string; meeting_on: string }) => (await panelSettings(ask, item.panel_id, item.meeting_on)).scale;

/** Sets the level that the person's agency proposes, by its place on the scale; "00" takes it back. The last one counts. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const setCard = (ask: Ask, itemId: string, place: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    allow(may.setCard(ask.who, item));
    agree(whyNotSet(item, (await showingOf(ask, item.id)) !== undefined), "place");
    const level = levelAt(await scaleOf(ask, item), place);
    if (level === undefined) throw new NotAgreed("Choose a level of this panel's scale", "place");
    const row = { at: ask.now.toISOString(), by_id: ask.who.id };
    if (level === null) await ask.db.deleteFrom("card").where("item_id", "=", item.id).where("agency_id", "=", ask.who.agencyId).execute();
    else await ask.db.insertInto("card").values({ item_id: item.id, agency_id: ask.who.agencyId, level, ...row }).onConflict((on) => on.columns(["item_id", "agency_id"]).doUpdateSet({ level, ...row })).execute();
    happened({ what: "card set", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return item.meeting_id;
  });

/** Has all cards of an item shown, at once and for good. Twice changes nothing. Throws NotFound, NotAllowed, NotAgreed. */
export const showCards = (ask: Ask, itemId: string): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const item = await itemInReach(ask, itemId);
    allow(may.showCards(ask.who, item), "The chair or the deputy has the cards shown");
    if (await showingOf(ask, item.id)) return item.meeting_id;
    agree(whyNotSet(item, false));
    if (!(await ask.db.selectFrom("card").select("item_id").where("item_id", "=", item.id).executeTakeFirst())) throw new NotAgreed("No agency has set a level yet");
    await ask.db.insertInto("card_showing").values({ item_id: item.id, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "cards shown", panelId: item.panel_id, meetingId: item.meeting_id, itemId: item.id, subjectId: item.subject_id });
    return item.meeting_id;
  });

/** Cards that were never shown are nobody's any more once the meeting ends. Inside a commit. */
export const discardHidden = async (ask: Ask, meetingId: string): Promise<void> =>
  void (await ask.db.deleteFrom("card").where("item_id", "in", ask.db.selectFrom("item").select("item.id").where("item.meeting_id", "=", meetingId)).where("item_id", "not in", ask.db.selectFrom("card_showing").select("card_showing.item_id")).execute());
