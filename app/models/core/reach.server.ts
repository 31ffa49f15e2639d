import { type ExpressionBuilder, type ExpressionWrapper, type SqlBool, sql } from "kysely";
import type { Tables } from "#db/tables.ts";
import type { Ask } from "./ask.server.ts";
import { found } from "./refuse.ts";
import { panelIdsOf, type Who } from "./who.ts";

// What a person may know exists. Every read starts from one of these queries; nothing else may say what is in reach.
// What is out of reach is *not found*, with the same words as what does not exist.

type Builder = ExpressionBuilder<Tables, keyof Tables>;
type Condition = ExpressionWrapper<Tables, keyof Tables, SqlBool>;
const preparing = ["chair", "deputy chair", "coordinator"] as const;

const anyOf = (eb: Builder, conditions: Condition[]): Condition => (conditions.length ? (eb.or(conditions) as unknown as Condition) : (sql<SqlBool>`1 = 0` as unknown as Condition));

/** Condition on `column`, a subject's id: a case, stored proposal, or listing of a panel of theirs; for those who prepare a panel, also who is on no list yet or was referred to it. */
export function reachesSubject(who: Who, column: string) {
  return (outer: unknown): Condition => {
    const eb = outer as Builder;
    const id = sql.ref<string>(column);
    const conditions: Condition[] = [];
    for (const membership of who.memberships) {
      const { panelId, closedSince } = membership;
      conditions.push(
        eb.exists(
          eb.selectFrom("panel_case as rc").select("rc.id").where("rc.subject_id", "=", id).where("rc.panel_id", "=", panelId)
            .where((e) => e.or([e("rc.closed_on", "is", null), e("rc.closed_on", ">=", closedSince)])),
        ) as unknown as Condition,
        eb.exists(
          eb.selectFrom("proposal as rp").innerJoin("meeting as rpm", "rpm.id", "rp.meeting_id").select("rp.id")
            .where("rp.subject_id", "=", id).where("rpm.panel_id", "=", panelId).where("rpm.on_day", ">=", closedSince),
        ) as unknown as Condition,
        eb.exists(
          eb.selectFrom("item as ri").innerJoin("meeting as rim", "rim.id", "ri.meeting_id").select("ri.id")
            .where("ri.subject_id", "=", id).where("rim.panel_id", "=", panelId).where("rim.on_day", ">=", closedSince),
        ) as unknown as Condition,
      );
    }
    const prepared = panelIdsOf(who, ...preparing);
    if (prepared.length) {
      conditions.push(
        eb.exists(eb.selectFrom("referral as rr").select("rr.id").where("rr.subject_id", "=", id).where("rr.to_panel_id", "in", prepared)) as unknown as Condition,
        eb.exists(eb.selectFrom("import_candidate as rk").select("rk.subject_id").where("rk.subject_id", "=", id).where("rk.panel_id", "in", prepared)) as unknown as Condition,
        eb.and([
          eb.not(eb.exists(eb.selectFrom("panel_case as oc").select("oc.id").where("oc.subject_id", "=", id))),
          eb.not(eb.exists(eb.selectFrom("item as oi").select("oi.id").where("oi.subject_id", "=", id))),
          eb.not(eb.exists(eb.selectFrom("import_candidate as ok").select("ok.subject_id").where("ok.subject_id", "=", id))),
        ]) as unknown as Condition,
      );
    }
    return anyOf(eb, conditions);
  };
}

/** The subjects in reach. */
export const subjectsInReach = (ask: Ask) => ask.db.selectFrom("subject").where(reachesSubject(ask.who, "subject.id") as never);

/** The subject with this id (or reference). Throws NotFound when out of reach. */
export async function subjectInReach(ask: Ask, idOrRef: string) {
  return found(
    await subjectsInReach(ask)
      .selectAll("subject")
      .where((eb) => eb.or([eb("subject.id", "=", idOrRef), eb("subject.ref", "=", idOrRef.toUpperCase())]))
      .executeTakeFirst(),
  );
}

/** The panels that the person belongs to; an administrator sees every panel's settings through their own pages. */
export const panelsInReach = (ask: Ask) => ask.db.selectFrom("panel").where("panel.id", "in", panelIdsOf(ask.who));

export const panelInReach = async (ask: Ask, id: string) =>
  found(await panelsInReach(ask).selectAll("panel").where((eb) => eb.or([eb("panel.id", "=", id), eb("panel.code", "=", id)])).executeTakeFirst());

/** The cases of their panels: one panel's case says nothing of another's. */
export const casesInReach = (ask: Ask) =>
  ask.db.selectFrom("panel_case").where((eb) =>
    anyOf(
      eb as unknown as Builder,
      ask.who.memberships.map((m) =>
        eb.and([eb("panel_case.panel_id", "=", m.panelId), eb.or([eb("panel_case.closed_on", "is", null), eb("panel_case.closed_on", ">=", m.closedSince)])]) as unknown as Condition,
      ),
    ) as never,
  );

export const caseInReach = async (ask: Ask, id: string) => found(await casesInReach(ask).selectAll("panel_case").where("panel_case.id", "=", id).executeTakeFirst());

/** The meetings of their panels (that a date is set is known to all members; the agenda of a draft only to those who prepare it). */
export const meetingsInReach = (ask: Ask) => ask.db.selectFrom("meeting").where("meeting.panel_id", "in", panelIdsOf(ask.who));

export const meetingInReach = async (ask: Ask, id: string) => found(await meetingsInReach(ask).selectAll("meeting").where("meeting.id", "=", id).executeTakeFirst());

/** The items of meetings in reach, with their meeting joined: drafts only for those who prepare. */
export const itemsInReach = (ask: Ask) =>
  ask.db
    .selectFrom("item")
    .innerJoin("meeting", "meeting.id", "item.meeting_id")
    .where("meeting.panel_id", "in", panelIdsOf(ask.who))
    .where((eb) => eb.or([eb("meeting.status", "<>", "draft"), eb("meeting.panel_id", "in", panelIdsOf(ask.who, ...preparing))]));

/** An item with its panel and the state of its meeting. Throws NotFound when out of reach. */
export async function itemInReach(ask: Ask, id: string) {
  return found(
    await itemsInReach(ask)
      .selectAll("item")
      .select(["meeting.panel_id", "meeting.status as meeting_status", "meeting.on_day as meeting_on", "meeting.number as meeting_number", "meeting.current_item_id"])
      .where("item.id", "=", id)
      .executeTakeFirst(),
  );
}

/**
 * Actions in reach: those of their panels; and for their owner or the owning agency's lead, those that have gone out
 * (agreed at the read-back, or marked *issue now*). Removed ones are in nobody's reach.
 */
export const actionsInReach = (ask: Ask) =>
  ask.db.selectFrom("action").where("action.removed_at", "is", null).where((eb) => {
    const { who } = ask;
    const mine = eb("action.person_id", "=", who.id);
    const owned = who.isLead ? eb.or([mine, eb("action.agency_id", "=", who.agencyId)]) : mine;
    return eb.or([eb("action.panel_id", "in", panelIdsOf(who)), eb.and([eb("action.issued_at", "is not", null), owned])]);
  });

export const actionInReach = async (ask: Ask, id: string) => found(await actionsInReach(ask).selectAll("action").where("action.id", "=", id).executeTakeFirst());

/** Sharing decisions in reach: those of their panels; for the sender, or the sending agency's lead, agreed ones that they must send. */
export const sharingInReach = (ask: Ask) =>
  ask.db.selectFrom("sharing").where("sharing.removed_at", "is", null).where((eb) => {
    const { who } = ask;
    const mine = eb("sharing.sender_id", "=", who.id);
    const owned = who.isLead ? eb.or([mine, eb("sharing.sender_agency_id", "=", who.agencyId)]) : mine;
    return eb.or([eb("sharing.panel_id", "in", panelIdsOf(who)), eb.and([eb("sharing.agreed_at", "is not", null), eb("sharing.decision", "in", ["share", "share in part"]), owned])]);
  });

export const oneSharingInReach = async (ask: Ask, id: string) => found(await sharingInReach(ask).selectAll("sharing").where("sharing.id", "=", id).executeTakeFirst());

/** The people who reach a panel today, for the bell. */
export const peopleOfPanel = (ask: Pick<Ask, "db">, panelId: string, day: string) =>
  ask.db.selectFrom("membership").select("person_id").distinct().where("panel_id", "=", panelId).where("from_on", "<=", day)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", day)]));
