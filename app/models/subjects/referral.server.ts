import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { casesInReach, panelInReach, panelsInReach, subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, allow } from "../core/refuse.ts";
import { panelSettings } from "../people/panel.server.ts";
import { type Kind, kindPlural } from "./subject.ts";

interface Referring {
  fromPanelId: string;
  toPanelId: string;
  reason: string;
}

/** Proposes a subject for a panel's own next meeting, or refers it to another panel, whose agenda then proposes it with the reason. `field` is what the form calls the panel that it goes to. */
export const refer = (ask: Ask, subjectId: string, { fromPanelId, toPanelId, reason }: Referring, field = "toPanelId"): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    const from = await panelInReach(ask, fromPanelId);
    allow(may.proposeForNext(ask.who, { panelId: from.id }));
    const to = (await panelsFor(ask, subject.kind)).find((panel) => panel.id === toPanelId);
    if (!to) throw new NotAgreed(`Choose a panel that discusses ${kindPlural(subject.kind).toLowerCase()}`, field);
    const waiting = await ask.db.selectFrom("referral").select("id").where("subject_id", "=", subject.id).where("to_panel_id", "=", to.id).where("from_panel_id", "=", from.id).where("item_id", "is", null).where("meeting_id", "is", null).executeTakeFirst();
    if (waiting) throw new NotAgreed(from.id === to.id ? `${subject.ref} is proposed for the next meeting already` : `${subject.ref} is referred to ${to.name} already`, field);
    const id = newId();
    await ask.db.insertInto("referral").values({ id, subject_id: subject.id, to_panel_id: to.id, from_panel_id: from.id, reason, made_at: ask.now.toISOString(), made_on: dayOf(ask.now), made_by_id: ask.who.id }).execute();
    happened({ what: "referral made", panelId: from.id, subjectId: subject.id, detail: id });
    if (to.id !== from.id) happened({ what: "referral made", panelId: to.id, subjectId: subject.id, detail: id });
    return id;
  });

/** "Propose for the next meeting" of one's own panel. */
export const proposeForNext = (ask: Ask, subjectId: string, { panelId, reason }: { panelId: string; reason: string }): Promise<string> => refer(ask, subjectId, { fromPanelId: panelId, toPanelId: panelId, reason }, "panelId");

/** Every panel that discusses this kind of subject. That a panel exists is known to all; what it discusses is not. */
export async function panelsFor(ask: Ask, kind: Kind): Promise<{ id: string; name: string }[]> {
  const panels = await ask.db.selectFrom("panel").select(["id", "name"]).orderBy("name").execute();
  const today = dayOf(ask.now);
  const settings = await Promise.all(panels.map((panel) => panelSettings(ask, panel.id, today)));
  return panels.filter((_, i) => settings[i]!.sections.some((section) => section.kind === kind));
}

const named = (ask: Ask, ids: string[]) => (ids.length ? panelsInReach(ask).select(["panel.id", "panel.name"]).where("panel.id", "in", ids).orderBy("panel.name").execute() : Promise.resolve([]));

/** Their panels that discuss this kind and for which they may propose. */
export const panelsProposing = (ask: Ask, kind: Kind) => named(ask, ask.who.memberships.filter((m) => m.kinds.includes(kind) && may.proposeForNext(ask.who, m)).map((m) => m.panelId));

/** Their panels to which they may open this subject's case: those that discuss its kind and have none open. */
export async function panelsToOpenTo(ask: Ask, subject: { id: string; kind: Kind }) {
  const open = await casesInReach(ask).select("panel_case.panel_id").where("panel_case.subject_id", "=", subject.id).where("panel_case.closed_on", "is", null).execute();
  return named(ask, ask.who.memberships.filter((m) => m.kinds.includes(subject.kind) && may.openCase(ask.who, m) && !open.some((c) => c.panel_id === m.panelId)).map((m) => m.panelId));
}
