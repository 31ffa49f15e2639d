import { listedRefs } from "../core/opened.server.ts";
import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { casesInReach, panelInReach, panelsInReach } from "../core/reach.server.ts";
import { panelSettings } from "../people/panel.server.ts";
import { sumOf } from "../subjects/case.server.ts";
import type { NextKind } from "../subjects/case.ts";
import type { Kind } from "../subjects/subject.ts";
import { datesShown } from "./dates.ts";
import { toTellOf } from "../followup/hand.server.ts";
import { clocksOfPanel } from "./clocks.server.ts";
import { meetingsOf } from "./meeting.server.ts";
import { notEnded, type Status } from "./meeting.ts";
import { meetingsLeft } from "./unattended.server.ts";

/** The person's panels, each with the sum of its open cases and its next meeting. */
export async function panelsOf(ask: Ask) {
  const panels = await panelsInReach(ask).selectAll("panel").orderBy("panel.name").execute();
  return Promise.all(
    panels.map(async (panel) => {
      const meetings = await meetingsOf(ask, panel.id);
      return { panel, sum: await sumOf(ask, panel.id), next: meetings.filter((m) => (notEnded as Status[]).includes(m.status) && !m.cancelledAt).at(-1) ?? null, settings: await panelSettings(ask, panel.id, dayOf(ask.now)) };
    }),
  );
}

export interface CaseFilter {
  next: NextKind | "without" | null;
  kind: Kind | null;
  overdue: boolean;
  sort: "due" | "name" | "ref" | "opened";
  down: boolean;
  page: number;
}

const perPage = 25;
const columns = { due: "n.on_day", name: "subject.display_name", ref: "subject.ref", opened: "panel_case.opened_on" } as const;

/** A panel's page: its sum, meetings, people, and open cases by their next thing, a page at a time; opening the list is kept in the audit. Throws NotFound. */
export const readPanel = (ask: Ask, panelId: string, filter: CaseFilter) =>
  look(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    const today = dayOf(ask.now);
    const settings = await panelSettings(ask, panel.id, today);
    let query = casesInReach(ask)
      .innerJoin("subject", "subject.id", "panel_case.subject_id")
      .leftJoin("case_next as n", (join) => join.onRef("n.case_id", "=", "panel_case.id").on("n.ended_at", "is", null))
      .where("panel_case.panel_id", "=", panel.id).where("panel_case.closed_on", "is", null);
    if (filter.next === "without") query = query.where("n.id", "is", null);
    else if (filter.next) query = query.where("n.kind", "=", filter.next);
    if (filter.kind) query = query.where("subject.kind", "=", filter.kind);
    if (filter.overdue) query = query.where("n.on_day", "<", today);
    const { total } = await query.select((eb) => eb.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    const pages = Math.max(1, Math.ceil(Number(total) / perPage));
    const page = Math.min(Math.max(1, filter.page), pages);
    const rows = await query
      .leftJoin("person as owner", "owner.id", "n.owner_id").leftJoin("item", "item.id", "n.item_id")
      .select(["panel_case.id", "panel_case.opened_on", "subject.id as subject_id", "subject.ref", "subject.kind", "subject.display_name", "subject.born_on", "n.kind as next", "n.on_day", "owner.name as owner", "item.meeting_id"])
      .orderBy(columns[filter.sort], filter.down ? "desc" : "asc").orderBy("subject.ref").limit(perPage).offset((page - 1) * perPage).execute();
    const members = await ask.db
      .selectFrom("membership").innerJoin("person", "person.id", "membership.person_id").innerJoin("agency", "agency.id", "person.agency_id")
      .select(["person.id", "person.name", "person.job_title", "agency.name as agency", "membership.role"]).where("membership.panel_id", "=", panel.id).where("membership.from_on", "<=", today)
      .where((eb) => eb.or([eb("membership.to_on", "is", null), eb("membership.to_on", ">=", today)])).orderBy("person.name").execute();
    happened({ what: "list opened", panelId: panel.id, detail: listedRefs(rows.map((row) => row.ref)) });
    return {
      panel, settings, today, sum: await sumOf(ask, panel.id), meetings: (await meetingsOf(ask, panel.id)).map((m) => ({ ...m, dates: (notEnded as string[]).includes(m.status) && !m.cancelledAt ? datesShown(m.onDay, m, settings, today) : [] })), left: await meetingsLeft(ask, panel.id), clocks: await clocksOfPanel(ask, panel.id), toTell: may.tellByHand(ask.who, { panelId: panel.id }) ? await toTellOf(ask, panel.id) : null, members, mayOpenMeeting: may.openMeeting(ask.who, { panelId: panel.id }),
      cases: { page, pages, total: Number(total), rows: rows.map((row) => ({ id: row.id, openedOn: row.opened_on, next: row.next as NextKind | null, onDay: row.on_day, owner: row.owner, meetingId: row.meeting_id, subject: { id: row.subject_id, ref: row.ref, kind: row.kind as Kind, name: row.display_name, bornOn: row.born_on } })) },
    };
  });
