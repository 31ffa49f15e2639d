import { auditing } from "./access.ts";
import { type Ask, look } from "./ask.server.ts";
import { addDays, type Day, instantOf } from "./days.ts";

export interface AuditFilter {
  personId: string;
  /** Words of what happened: "opened" finds every opening. */
  what: string;
  from: Day | "";
  to: Day | "";
  /** Where the page before ended: "instant id". */
  before: string;
}

const perPage = 100;

/** How long the chain is, and how far the last checkpoint covers it. */
async function chainState(ask: Ask): Promise<{ rows: number; covered: number; at: string | null }> {
  const last = await ask.db.selectFrom("audit").select((eb) => eb.fn.max("seq").as("n")).executeTakeFirst();
  const point = await ask.db.selectFrom("audit_checkpoint").select(["seq", "at"]).orderBy("at", "desc").limit(1).executeTakeFirst();
  return { rows: last?.n ?? 0, covered: point?.seq ?? 0, at: point?.at ?? null };
}

/**
 * What was done and read, newest first: who, what, when, which record. References and ids only, no names of subjects and no content.
 * Opening the audit is itself written. Throws NotFound for anybody but an auditor.
 */
export const openAudit = (ask: Ask, { personId, what, from, to, before }: AuditFilter) =>
  look(ask, async (ask, happened) => {
    auditing(ask.who);
    let query = ask.db.selectFrom("news").leftJoin("person", "person.id", "news.person_id").leftJoin("agency", "agency.id", "news.agency_id").leftJoin("subject", "subject.id", "news.subject_id")
      .leftJoin("panel", "panel.id", "news.panel_id").leftJoin("action", "action.id", "news.action_id")
      .select(["news.id", "news.at", "news.what", "person.name as person", "agency.name as agency", "panel.code as panel", "subject.ref as subject", "action.ref as action", "news.subject_id", "news.meeting_id", "news.item_id", "news.action_id", "news.detail"]);
    if (personId) query = query.where("news.person_id", "=", personId);
    if (what) query = query.where("news.what", "like", `%${what.toLowerCase().replace(/[\\%_]/g, "")}%`);
    if (from) query = query.where("news.at", ">=", instantOf(from, "00:00"));
    if (to) query = query.where("news.at", "<", instantOf(addDays(to, 1), "00:00"));
    const [at, id] = before.split(" ");
    if (at && id) query = query.where((eb) => eb.or([eb("news.at", "<", at), eb.and([eb("news.at", "=", at), eb("news.id", "<", id)])]));
    const rows = await query.orderBy("news.at", "desc").orderBy("news.id", "desc").limit(perPage + 1).execute();
    const people = await ask.db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "agency.name as agency"]).orderBy("person.name").execute();
    happened({ what: "audit opened" });
    const shown = rows.slice(0, perPage);
    const last = shown[shown.length - 1];
    return { chain: await chainState(ask), rows: shown, people, next: rows.length > perPage && last ? `${last.at} ${last.id}` : null };
  });
