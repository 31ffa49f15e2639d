import { sql } from "kysely";
import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { importInReach, importsInReach, panelInReach } from "../core/reach.server.ts";
import { agree, allow, NotAgreed } from "../core/refuse.ts";
import { type Choice, type Counts, type ImportKind, type NameMap, type Summary, mostFiles, whyNotConfirm } from "./import.ts";
import { clearStaged } from "./import-stage.server.ts";

export interface Starting {
  panelId: string;
  authority: string;
  kind: ImportKind;
  /** Their names, in the order in which they were laid down. */
  files: string[];
  map?: NameMap;
  /** The files lie under this id already; a new one when not given. */
  id?: string;
}

/** The authorities that children here are known by, and the one that this person named last. */
export async function authoritiesOf(ask: Ask): Promise<{ all: string[]; last: string | null }> {
  const last = await importsInReach(ask).select("import_run.authority").orderBy("started_at", "desc").limit(1).executeTakeFirst();
  const used = await ask.db.selectFrom("import_run").select("authority").distinct().where("panel_id", "in", ask.who.memberships.map((m) => m.panelId)).orderBy("authority").execute();
  return { all: used.map((row) => row.authority), last: last?.authority ?? null };
}

// "seaholme" and "Seaholme" are one authority: the spelling that is there stays, or a child would be made twice.
async function spelt(ask: Ask, authority: string): Promise<string> {
  const wanted = authority.normalize("NFC").replace(/\s+/g, " ").trim();
  const rows = await ask.db.selectFrom("child").select("authority").distinct().where("authority", "is not", null).where(sql<boolean>`lower(authority) = ${wanted.toLowerCase()}`).execute();
  const ended = await ask.db.selectFrom("import_run").select("authority").distinct().where(sql<boolean>`lower(authority) = ${wanted.toLowerCase()}`).execute();
  return rows[0]?.authority ?? ended[0]?.authority ?? wanted;
}

/** Begins an import whose files are laid down already. A return goes on to be checked, a list of names waits for its columns unless they are given. Returns its id. */
export const startImport = (ask: Ask, { panelId, authority, kind, files, map, id = newId() }: Starting): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    allow(may.importChildren(ask.who, { panelId: panel.id }), `Only the chair, a deputy chair or the coordinator of ${panel.name} imports children`);
    if (!files.length) throw new NotAgreed("Choose the files to import", "files");
    const most = kind === "names" ? 1 : mostFiles;
    if (files.length > most) throw new NotAgreed(most === 1 ? "Choose one file" : "Choose at most three files: header, episodes and missing", "files");
    const summary: Summary = { files: files.map((name) => ({ name, kind: null, rows: 0, refused: 0 })), notes: [], ...(map && { map }) };
    const at = ask.now.toISOString();
    await ask.db.insertInto("import_run").values({
      id, panel_id: panel.id, by_id: ask.who.id, authority: await spelt(ask, authority), kind, state: kind === "names" && !map ? "columns" : "checking",
      started_at: at, beat_at: at, summary: JSON.stringify(summary), progress: "Waiting to begin",
    }).execute();
    happened({ what: "import started", panelId: panel.id, detail: id });
    return id;
  });

/** Says which columns of a list of names hold what: it goes on to be checked. */
export const chooseColumns = (ask: Ask, importId: string, map: NameMap): Promise<void> =>
  commit(ask, async (ask) => {
    const run = await importInReach(ask, importId);
    allow(may.importChildren(ask.who, run));
    agree(run.state === "columns" ? null : "The columns of this import are chosen already");
    const summary: Summary = { ...(JSON.parse(run.summary) as Summary), map };
    await ask.db.updateTable("import_run").set({ state: "checking", summary: JSON.stringify(summary), progress: "Waiting to begin", beat_at: ask.now.toISOString() }).where("id", "=", run.id).execute();
  });

/** Chooses whom to take, by groups. Everyone else is forgotten when the import is confirmed. */
export const chooseWhom = (ask: Ask, importId: string, choice: Choice): Promise<void> =>
  commit(ask, async (ask) => {
    const run = await importInReach(ask, importId);
    allow(may.importChildren(ask.who, run));
    agree(run.state === "ready" ? null : whyNotConfirm(run.state, 1));
    const flag = (on: boolean) => sql.lit(on ? 1 : 0);
    await sql`update import_child set take = case when ${flag(choice.all)} = 1 or (${flag(choice.known)} = 1 and known = 1) or (${flag(choice.missingLately)} = 1 and missing_lately = 1) then 1 else 0 end where import_id = ${run.id}`.execute(ask.db);
  });

/** Takes one child of the preview, or leaves the child out. */
export const takeOne = (ask: Ask, importId: string, childNumber: string, take: boolean): Promise<void> =>
  commit(ask, async (ask) => {
    const run = await importInReach(ask, importId);
    allow(may.importChildren(ask.who, run));
    agree(run.state === "ready" ? null : whyNotConfirm(run.state, 1));
    await ask.db.updateTable("import_child").set({ take: take ? 1 : 0 }).where("import_id", "=", run.id).where("child_number", "=", childNumber).execute();
  });

/** Ends an import that was not confirmed and forgets what it had prepared. */
export const discardImport = (ask: Ask, importId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const run = await importInReach(ask, importId);
    allow(may.importChildren(ask.who, run));
    agree(run.state === "confirmed" ? "This import is already confirmed" : run.state === "discarded" ? "This import was discarded" : null);
    await clearStaged(ask.db, run.id);
    await ask.db.updateTable("import_run").set({ state: "discarded", ended_at: ask.now.toISOString(), progress: null }).where("id", "=", run.id).execute();
    happened({ what: "import discarded", panelId: run.panel_id, detail: run.id });
  });

/** How many children and rows are new, changed, the same or withdrawn; of those taken only, or of all. */
export async function tallyOf(ask: Ask, importId: string, taken: boolean): Promise<Counts> {
  const { rows } = await sql<Record<string, number | null>>`select
    sum(case when state = 'new' then 1 else 0 end) as a, sum(case when state = 'changed' then 1 else 0 end) as b, sum(case when state = 'unchanged' then 1 else 0 end) as c,
    sum(care_new) as d, sum(care_changed) as e, sum(care_same) as f, sum(care_withdrawn) as g,
    sum(missing_new) as h, sum(missing_changed) as i, sum(missing_same) as j, sum(missing_withdrawn) as k, sum(kept) as l
    from import_child where import_id = ${importId} and take >= ${taken ? 1 : 0}`.execute(ask.db);
  const of = (name: string) => Number(rows[0]?.[name] ?? 0);
  return {
    children: { fresh: of("a"), changed: of("b"), same: of("c"), withdrawn: 0 },
    care: { fresh: of("d"), changed: of("e"), same: of("f"), withdrawn: of("g") },
    missing: { fresh: of("h"), changed: of("i"), same: of("j"), withdrawn: of("k") },
    kept: of("l"),
  };
}
