import { onceForReach } from "../core/alike.server.ts";
import { may, ofMeeting } from "../core/access.ts";
import { type Ask, type Happened, look } from "../core/ask.server.ts";
import { dayOf, type Day, type Instant } from "../core/days.ts";
import { type Handled, type Handling, handlingInWords, readsText, type Withheld } from "../core/handling.ts";
import { holds } from "../core/finding.ts";
import { noteOpened } from "../core/opened.server.ts";
import { meetingInReach, returnsInReach } from "../core/reach.server.ts";
import { found, NotFound } from "../core/refuse.ts";
import { maySay } from "../core/saying.server.ts";
import { panelSettings } from "../people/panel.server.ts";
import type { PanelSettings } from "../people/panel.ts";
import { agenciesApart, settingsOnce } from "./return-who.server.ts";
import { headingLabel, isLate, type ReturnState, returnsDueOn, type SentState } from "./return.ts";

// What agencies tell a meeting of its subjects. Every way to a return goes through `knows` (may this person know of it?) and `blockFor` (which of
// its words do they read?): who holds the others is said once, whatever they are about; of hidden ones nothing.

/** A part of a return that this person reads. */
export interface BlockShown {
  id: string;
  key: string;
  heading: string;
  text: string;
  handling: Handling;
  inWords: string;
  hidden: boolean;
  safe: boolean;
}

/** A return as this person may have it. */
export interface ReturnShown {
  id: string;
  itemId: string;
  agencyId: string;
  agency: string;
  state: ReturnState;
  late: boolean;
  own: boolean;
  /** How often it was corrected. */
  corrections: number;
  sent: Sent | null;
}

/** What was sent at one time. */
export interface Sent {
  version: number;
  state: SentState;
  at: Instant;
  by: string;
  /** When somebody entered it for the agency: how and when it was received. */
  received: { how: string; at: Instant } | null;
  /** Why it corrects the one before. */
  reason: string | null;
  declinedReason: string | null;
  /** It was sent in error: nobody but its agency reads it any more. */
  withdrawn: boolean;
  blocks: BlockShown[];
  /** There is more, for others: who holds it, and whom to ask. */
  withheld: Withheld | null;
}

const rowsOf = (ask: Ask) =>
  returnsInReach(ask).innerJoin("agency", "agency.id", "agency_return.agency_id").innerJoin("panel", "panel.id", "meeting.panel_id")
    .select(["agency_return.id", "agency_return.item_id", "agency_return.agency_id", "agency_return.state", "agency_return.version", "agency_return.sent_at", "agency.name as agency", "panel.name as panel", "panel.code",
      "meeting.id as meeting_id", "meeting.panel_id", "meeting.on_day", "meeting.number as meeting_number", "meeting.status as meeting_status", "meeting.started_at", "item.subject_id", "item.withdrawn_at", "item.number"]);
export type ReturnRow = Awaited<ReturnType<ReturnType<typeof rowsOf>["executeTakeFirstOrThrow"]>>;
const meetingOf = (row: Pick<ReturnRow, "meeting_id" | "panel_id">) => ofMeeting({ id: row.meeting_id, panel_id: row.panel_id });

/** Whether the return is the person's own agency's, which they answer. */
const isOwn = (ask: Ask, row: ReturnRow): boolean => row.agency_id === ask.who.agencyId && may.answerReturn(ask.who, meetingOf(row));

/**
 * Whether this person may know of the return: their own agency's; whoever prepares; and what was sent, once the meeting began or where the panel lets everybody
 * read before. What was sent about a subject that the meeting then did not discuss (withdrawn, deferred, cancelled) stays with its agency and those who prepare.
 */
function knows(ask: Ask, row: ReturnRow, settings: PanelSettings): boolean {
  if (isOwn(ask, row) || may.followReturns(ask.who, meetingOf(row))) return true;
  if (row.withdrawn_at !== null || !may.readReturn(ask.who, meetingOf(row))) return false;
  return row.started_at !== null || (row.version > 0 && settings.returnsRead === "everyone");
}

interface Written {
  return_id: string;
  version: number;
}
async function blocksIn(ask: Ask, returnIds: string[]) {
  const rows = returnIds.length ? await ask.db.selectFrom("return_block").selectAll().where("return_id", "in", returnIds).orderBy("position").execute() : [];
  const named = rows.filter((row) => row.handling === "named agencies").map((row) => row.id);
  const agencies = named.length ? await ask.db.selectFrom("return_block_agency").innerJoin("agency", "agency.id", "return_block_agency.agency_id").select(["block_id", "agency.id", "agency.name"]).where("block_id", "in", named).orderBy("agency.name").execute() : [];
  return ({ return_id, version }: Written) => rows.filter((row) => row.return_id === return_id && row.version === version).map((row) => ({ ...row, agencies: agencies.filter((one) => one.block_id === row.id) }));
}
type Block = ReturnType<Awaited<ReturnType<typeof blocksIn>>>[number];

const handledOf = (row: ReturnRow, block: Block): Handled => ({ handling: block.handling, agencyId: row.agency_id, agencyIds: block.agencies.map((one) => one.id), panelId: row.panel_id });
const blockFor = (row: ReturnRow, block: Block): BlockShown => ({
  id: block.id, key: block.heading, heading: headingLabel(block.heading), text: block.text, handling: block.handling, inWords: handlingInWords(block.handling, block.agencies.map((one) => one.name), row.panel), hidden: block.hidden === 1, safe: block.safe_for_minutes === 1,
});

const versionsIn = (ask: Ask, returnIds: string[]) =>
  ask.db.selectFrom("return_version").innerJoin("person", "person.id", "return_version.written_by_id").selectAll("return_version").select("person.name as by").where("return_id", "in", returnIds).where("version", ">", 0).orderBy("version", "desc").execute();
type Version = Awaited<ReturnType<typeof versionsIn>>[number];

/** What was sent at one time, as this person may have it. */
function sentFor(ask: Ask, row: ReturnRow, version: Version, blocks: Block[]): Sent {
  const gone = version.withdrawn_at !== null && !isOwn(ask, row);
  const read = gone ? [] : blocks.filter((block) => readsText(ask.who, handledOf(row, block)));
  const held = !gone && blocks.some((block) => !read.includes(block) && block.hidden === 0);
  return {
    version: version.version, state: version.state, at: version.written_at, by: version.by, received: version.received_how ? { how: version.received_how, at: version.received_at! } : null, reason: gone ? null : version.reason, declinedReason: gone ? null : version.declined_reason, withdrawn: version.withdrawn_at !== null,
    blocks: read.map((block) => blockFor(row, block)), withheld: held ? { by: row.agency, contact: version.contact ?? "" } : null,
  };
}

/** The returns of which this person may know, as they stood at the end of a day (now, when none is given). */
async function shownFrom(ask: Ask, rows: ReturnRow[], asOf: Day = dayOf(ask.now)): Promise<ReturnShown[]> {
  const settings = settingsOnce(ask);
  const known: ReturnRow[] = [];
  for (const row of rows) if (knows(ask, row, await settings(row.panel_id, row.on_day))) known.push(row);
  const answered = known.filter((row) => row.version > 0).map((row) => row.id);
  const versions = answered.length ? await versionsIn(ask, answered) : [];
  const blocks = await blocksIn(ask, answered);
  const shown: ReturnShown[] = [];
  for (const row of known) {
    const version = versions.find((one) => one.return_id === row.id && dayOf(one.written_at) <= asOf);
    const due = returnsDueOn(row.on_day, (await settings(row.panel_id, row.on_day)).returnsDueDays);
    shown.push({
      id: row.id, itemId: row.item_id, agencyId: row.agency_id, agency: row.agency, state: version?.state ?? "not sent", late: isLate(row.sent_at, due, dayOf(ask.now)), own: isOwn(ask, row),
      corrections: Math.max(0, (version?.version ?? 0) - 1), sent: version ? sentFor(ask, row, version, blocks(version)) : null,
    });
  }
  return shown;
}

const noteReturnsRead = (ask: Ask, happened: Happened, row: ReturnRow): Promise<void> => noteOpened(ask, happened, "returns opened", { panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id });

/** The returns about an item, by agency, as this person may have them; who could answer nothing (all take no part) is left out. What is read is noted. The item must be in reach. Inside a look. */
export async function returnsAt(ask: Ask, happened: Happened, itemId: string): Promise<ReturnShown[]> {
  const rows = await onceForReach(ask, `returns at ${itemId}`, (ask) => rowsOf(ask).where("item.id", "=", itemId).orderBy("agency.name").execute());
  const shown = await shownFrom(ask, rows);
  if (shown.some((one) => one.sent)) await noteReturnsRead(ask, happened, rows[0]!);
  if (shown.every((one) => one.sent)) return shown;
  const apart = await agenciesApart(ask, rows[0]!.panel_id, [rows[0]!.subject_id!]);
  return shown.filter((one) => one.sent || !apart(one.agencyId, rows[0]!.subject_id!));
}

const mostAbout = 6;

/** The items about a subject with what agencies had sent to them by a day, newest meeting first: six at most. For its record; reading is kept in the audit. */
export const returnsAbout = (ask: Ask, subjectId: string, asOf: Day) =>
  look(ask, async (ask, happened) => {
    const rows = await rowsOf(ask).where("item.subject_id", "=", subjectId).where("agency_return.version", ">", 0).orderBy("meeting.on_day", "desc").orderBy("agency.name").execute();
    const about = [];
    for (const itemId of new Set(rows.map((row) => row.item_id))) {
      if (about.length === mostAbout) break;
      const of = rows.filter((row) => row.item_id === itemId);
      const returns = (await shownFrom(ask, of, asOf)).filter((one) => one.sent);
      if (!returns.length) continue;
      await noteReturnsRead(ask, happened, of[0]!);
      about.push({ itemId, meetingId: of[0]!.meeting_id, panel: of[0]!.panel, number: of[0]!.meeting_number, onDay: of[0]!.on_day, withdrawn: of[0]!.withdrawn_at !== null, returns });
    }
    return about;
  });

/** A text of a return in which words were found. */
export interface ReturnText {
  row: ReturnRow;
  sent: Sent;
  /** Null for why an agency declined. */
  block: BlockShown | null;
  words: string;
}
const mostLookedAt = 2000;
const together = 200;

/**
 * The texts of returns as they were last sent, newest first, in each of which all these words stand, as far as this person reads it: what is for others,
 * taken back or corrected since is not looked at, and not counted. One fewer than `most` are shown, and noted as read. Inside a look.
 */
export async function returnsSaying(ask: Ask, happened: Happened, words: readonly string[], panelId: string | null, most: number): Promise<ReturnText[]> {
  let query = rowsOf(ask).where("agency_return.version", ">", 0).orderBy("agency_return.sent_at", "desc").orderBy("agency_return.id").limit(mostLookedAt).where((eb) =>
    eb.or([
      eb.exists(eb.selectFrom("return_block as said").select("said.id").whereRef("said.return_id", "=", "agency_return.id").whereRef("said.version", "=", "agency_return.version").where(maySay(["said.text"], words))),
      eb.exists(eb.selectFrom("return_version as said").select("said.return_id").whereRef("said.return_id", "=", "agency_return.id").whereRef("said.version", "=", "agency_return.version").where(maySay(["said.declined_reason"], words))),
    ]));
  if (panelId) query = query.where("meeting.panel_id", "=", panelId);
  const rows = await query.execute();
  const saying: ReturnText[] = [];
  for (let i = 0; i < rows.length && saying.length < most; i += together) {
    const some = rows.slice(i, i + together);
    for (const { id, sent } of await shownFrom(ask, some)) {
      if (!sent || sent.withdrawn) continue;
      const row = some.find((one) => one.id === id)!;
      for (const text of [{ block: null, words: sent.declinedReason ?? "" }, ...sent.blocks.map((block) => ({ block, words: block.text }))]) {
        if (saying.length === most || !holds(text.words, words)) continue;
        saying.push({ row, sent, ...text });
        if (saying.length < most) await noteReturnsRead(ask, happened, row);
      }
    }
  }
  return saying;
}

/** The return, when this person may know of it. Throws NotFound. */
export async function returnInReach(ask: Ask, id: string): Promise<ReturnRow & { own: boolean; due: Day }> {
  const row = found(await rowsOf(ask).where("agency_return.id", "=", id).executeTakeFirst());
  const settings = await panelSettings(ask, row.panel_id, row.on_day);
  if (!knows(ask, row, settings)) throw new NotFound();
  return { ...row, own: isOwn(ask, row), due: returnsDueOn(row.on_day, settings.returnsDueDays) };
}

/** One return with all that was sent before it: what was known, and when. Opening is kept in the audit. Throws NotFound. */
export const returnOf = (ask: Ask, id: string) =>
  look(ask, async (ask, happened) => {
    const row = await returnInReach(ask, id);
    const [shown] = await shownFrom(ask, [row]);
    const subject = await ask.db.selectFrom("subject").select(["id", "ref", "display_name as name", "kind"]).where("id", "=", row.subject_id!).executeTakeFirstOrThrow();
    const blocks = await blocksIn(ask, [row.id]);
    const versions = await versionsIn(ask, [row.id]);
    await noteReturnsRead(ask, happened, row);
    return {
      ...found(shown), due: row.due, subject, meeting: { id: row.meeting_id, panel: row.panel, number: row.meeting_number, onDay: row.on_day, status: row.meeting_status }, withdrawnAt: row.withdrawn_at,
      before: versions.filter((one) => one.version < row.version).map((one) => sentFor(ask, row, one, blocks({ return_id: row.id, version: one.version }))),
      mayFollow: may.followReturns(ask.who, meetingOf(row)),
    };
  });

/** The returns of the person's own agency to a meeting, in the order of its agenda; of subjects that are still on it. Throws NotFound when they answer for nobody there. */
export async function returnsOwnAt(ask: Ask, meetingId: string) {
  const meeting = await meetingInReach(ask, meetingId);
  if (!may.answerReturn(ask.who, ofMeeting(meeting))) throw new NotFound();
  return returnsOfAgency(ask, meeting.id, ask.who.agencyId);
}

/** The same of any agency: for who may know of that agency's returns. */
export const returnsOfAgency = (ask: Ask, meetingId: string, agencyId: string) =>
  rowsOf(ask).innerJoin("subject", "subject.id", "item.subject_id").leftJoin("return_version as draft", (join) => join.onRef("draft.return_id", "=", "agency_return.id").on("draft.version", "=", 0)).leftJoin("person as drafter", "drafter.id", "draft.written_by_id")
    .select(["subject.ref", "subject.kind", "subject.display_name as name", "subject.born_on", "item.section", "item.late_at", "item.outcome", "draft.written_at as draft_at", "drafter.name as draft_by"])
    .where("meeting.id", "=", meetingId).where("agency_return.agency_id", "=", agencyId).where("item.withdrawn_at", "is", null).orderBy("item.position").execute();
