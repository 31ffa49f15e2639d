import { listedRefs } from "../core/opened.server.ts";
import { sql } from "kysely";
import { type Ask, look } from "../core/ask.server.ts";
import { subjectsInReach } from "../core/reach.server.ts";
import { panelIdsOf } from "../core/who.ts";
import { panelSettings } from "../people/panel.server.ts";
import { dayOf } from "../core/days.ts";
import { type ListRow, type Listing, countUpTo, pageSize } from "./list.ts";
import { gramsOf } from "./names.ts";

export interface ListPage {
  rows: ListRow[];
  /** Up to `countUpTo`; `more` when there are others. */
  total: number;
  more: boolean;
  page: number;
  pages: number;
}

const columns = ["subject.id", "subject.kind", "subject.ref", "subject.display_name as name", "subject.born_on as bornOn"] as const;

/** A page of the subjects in reach, narrowed and sorted by the database. The opening is audited. */
export const subjectList = (ask: Ask, listing: Listing): Promise<ListPage> =>
  look(ask, async (ask, happened) => {
    const query = narrowed(ask, listing);
    const counted = await ask.db.selectFrom(query.select("subject.id").limit(countUpTo + 1).as("counted")).select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
    const total = Math.min(Number(counted.n), countUpTo);
    const pages = Math.max(1, Math.ceil(total / pageSize));
    const page = Math.min(Math.max(1, listing.page), pages);
    const offset = (page - 1) * pageSize;
    const rows = listing.sort === "risk" ? await byRisk(ask, query, listing.down, offset) : await sorted(query, listing).select(columns).limit(pageSize).offset(offset).execute();
    happened({ what: "list opened", detail: listedRefs(rows.map((row) => row.ref)) });
    return { rows: await dressed(ask, rows), total, more: Number(counted.n) > countUpTo, page, pages };
  });

/** The levels of this person's panels' scales, the highest first, for the filter. */
export async function levelsOf(ask: Ask): Promise<string[]> {
  const levels = new Map<string, number>();
  for (const panelId of panelIdsOf(ask.who)) for (const level of (await panelSettings(ask, panelId, dayOf(ask.now))).scale) levels.set(level.name, Math.max(level.rank, levels.get(level.name) ?? 0));
  return [...levels].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

function narrowed(ask: Ask, { kind, panelId, open, level, text }: Listing) {
  const panels = panelIdsOf(ask.who).filter((id) => !panelId || id === panelId);
  let query = subjectsInReach(ask);
  if (kind) query = query.where("subject.kind", "=", kind);
  const cases = () => ask.db.selectFrom("panel_case as lc").select("lc.id").where("lc.subject_id", "=", sql.ref<string>("subject.id")).where("lc.panel_id", "in", panels.length ? panels : [""]);
  if (open === "yes") query = query.where((eb) => eb.exists(cases().where("lc.closed_on", "is", null)));
  else if (open === "no") query = query.where((eb) => eb.not(eb.exists(cases().where("lc.closed_on", "is", null))));
  if (panelId && open !== "no") query = query.where((eb) => eb.exists(cases()));
  if (level) query = query.where((eb) => eb.exists(eb.selectFrom("risk as lr").select("lr.id").whereRef("lr.subject_id", "=", "subject.id").where("lr.panel_id", "in", panels).where("lr.level", "=", level).where("lr.ended_on", "is", null).where("lr.superseded_at", "is", null).where("lr.agreed_at", "is not", null)));
  const grams = gramsOf(text.slice(0, 100), { unfinished: true }).slice(0, 60);
  if (grams.length) {
    const near = ask.db.selectFrom("name_gram").select("name_gram.subject_id").where("name_gram.gram", "in", grams).groupBy("name_gram.subject_id").having(sql<number>`count(*)`, ">=", Math.max(1, Math.ceil(grams.length * 0.6)));
    const ref = text.trim().toUpperCase();
    query = query.where((eb) => eb.or([eb("subject.id", "in", near), eb("subject.ref", "=", ref)]));
  }
  return query;
}

function sorted(query: ReturnType<typeof narrowed>, { sort, down }: Listing) {
  const way = down ? "desc" : "asc";
  if (sort === "ref") return query.orderBy("subject.ref", way);
  if (sort === "born") return query.where("subject.born_on", "is not", null).orderBy("subject.born_on", way).orderBy("subject.id");
  return query.orderBy("subject.display_name", way).orderBy("subject.id");
}

/**
 * A page by highest current level, the highest first unless turned; by name within a level. One level after another, so that each walks the index
 * of names and stops when the page is full: one sort of everything takes five times as long.
 */
async function byRisk(ask: Ask, query: ReturnType<typeof narrowed>, down: boolean, offset: number) {
  const panels = panelIdsOf(ask.who);
  const current = () => ask.db.selectFrom("risk as sr").where("sr.panel_id", "in", panels.length ? panels : [""]).where("sr.ended_on", "is", null).where("sr.superseded_at", "is", null).where("sr.agreed_at", "is not", null);
  const ranks = (await current().select("sr.rank").distinct().execute()).map((row) => row.rank).sort((a, b) => b - a);
  const steps = [...ranks, null];
  const rows: Omit<ListRow, "risks" | "panels">[] = [];
  let skip = offset;
  for (const rank of down ? steps.reverse() : steps) {
    const mine = current().select("sr.id").where("sr.subject_id", "=", sql.ref<string>("subject.id"));
    let step = query.where((eb) => eb.not(eb.exists(mine.where("sr.rank", ">", rank ?? -1))));
    if (rank !== null) step = step.where((eb) => eb.exists(mine.where("sr.rank", "=", rank)));
    const found = await step.select(columns).orderBy("subject.display_name").orderBy("subject.id").limit(pageSize - rows.length).offset(skip).execute();
    rows.push(...found);
    if (rows.length === pageSize) break;
    if (found.length) skip = 0;
    else if (skip) {
      const { n } = await ask.db.selectFrom(step.select("subject.id").limit(skip).as("counted")).select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
      skip -= Number(n);
    }
  }
  return rows;
}

async function dressed(ask: Ask, rows: Omit<ListRow, "risks" | "panels">[]): Promise<ListRow[]> {
  const ids = rows.map((row) => row.id);
  const panels = panelIdsOf(ask.who);
  if (!ids.length || !panels.length) return rows.map((row) => ({ ...row, risks: [], panels: [] }));
  const risks = await ask.db.selectFrom("risk").innerJoin("panel", "panel.id", "risk.panel_id").select(["risk.subject_id", "panel.name as panel", "risk.level", "risk.rank"]).where("risk.subject_id", "in", ids).where("risk.panel_id", "in", panels)
    .where("risk.ended_on", "is", null).where("risk.superseded_at", "is", null).where("risk.agreed_at", "is not", null).orderBy("risk.rank", "desc").execute();
  const cases = await ask.db.selectFrom("panel_case").innerJoin("panel", "panel.id", "panel_case.panel_id").select(["panel_case.subject_id", "panel.name as panel"]).where("panel_case.subject_id", "in", ids).where("panel_case.panel_id", "in", panels).where("panel_case.closed_on", "is", null).orderBy("panel.name").execute();
  return rows.map((row) => ({ ...row, risks: risks.filter((r) => r.subject_id === row.id).map(({ subject_id: _, ...risk }) => risk), panels: cases.filter((c) => c.subject_id === row.id).map((c) => c.panel) }));
}
