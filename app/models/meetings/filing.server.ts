import { meetingName } from "./meeting.ts";
import { reasonsOf } from "../subjects/extracts.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { dayAndTime, dayOf, shortDay } from "../core/days.ts";
import { noteOpened, listedRefs } from "../core/opened.server.ts";
import { extractInReach, extractsInReach, panelInReach } from "../core/reach.server.ts";
import { NotAgreed, allow } from "../core/refuse.ts";
import { entryName } from "../followup/entry.ts";
import { extractAsRead } from "./extract-words.server.ts";
import { linesOf } from "./paper-document.ts";
import { returnsOnPaper } from "./paper-returns.ts";
import { roomInWords } from "./room.ts";
import { type Filing, filingInWords, whyNotFile } from "./filing.ts";

// An extract is the panel's; each agency keeps it in its own system too, where it needs it, and says so here.

const filingsOf = (ask: Ask, extractIds: readonly string[]) =>
  ask.db.selectFrom("extract_filing").innerJoin("agency", "agency.id", "extract_filing.agency_id").innerJoin("person", "person.id", "extract_filing.by_id")
    .select(["extract_filing.extract_id as extractId", "extract_filing.agency_id as agencyId", "agency.name as agency", "extract_filing.kind", "extract_filing.reference", "extract_filing.filed_on as filedOn", "extract_filing.note", "extract_filing.at", "person.name as by"]).where("extract_filing.extract_id", "in", extractIds.length ? extractIds : [""]).where("extract_filing.ended_at", "is", null).orderBy("agency.name").execute();

/** One version of an extract with where agencies keep it. Noted as opened; each time, when it leaves as a file. Throws NotFound. */
export const openExtract = (ask: Ask, id: string, { asFile = false } = {}) =>
  look(ask, async (ask, happened) => {
    const row = await extractInReach(ask, id);
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", row.panel_id).executeTakeFirstOrThrow();
    const newest = await ask.db.selectFrom("extract").select(["id", "version"]).where("item_id", "=", row.item_id).orderBy("version", "desc").executeTakeFirstOrThrow();
    const about = { panelId: row.panel_id, meetingId: row.meeting_id, subjectId: row.subject_id };
    if (asFile) happened({ what: "extract opened", ...about, detail: `${row.id} file` });
    else await noteOpened(ask, happened, "extract opened", { ...about, detail: row.id });
    const filings = await filingsOf(ask, [row.id]);
    const reason = (await reasonsOf(ask, [row]))(row);
    const said = extractAsRead(ask.who, row);
    const mayFile = may.fileExtract(ask.who, row);
    return {
      extract: { id: row.id, itemId: row.item_id, subjectId: row.subject_id, number: row.number, ref: row.ref, name: row.display_name, version: row.version, state: row.state, ...said, writtenAt: row.written_at, reason },
      meeting: { id: row.meeting_id, panel: panel.name, code: panel.code, number: row.meeting_number, onDay: row.meeting_on }, panelId: row.panel_id, newest: newest.id === row.id ? null : newest,
      filings: filings.map((one) => ({ agency: one.agency, own: one.agencyId === ask.who.agencyId, words: filingInWords(one.agency, one), by: one.by, at: one.at })), mayFile,
      own: filings.find((one) => one.agencyId === ask.who.agencyId) ?? null, agency: ask.who.agencyName,
    };
  });
export type ExtractOpened = Awaited<ReturnType<typeof openExtract>>;


/** The extract as plain text, for pasting into an agency's own system. */
export const extractText = ({ extract, meeting }: Pick<ExtractOpened, "extract" | "meeting">): string =>
  [
    "OFFICIAL-SENSITIVE",
    `${meetingName(meeting, meeting)}, ${shortDay(meeting.onDay)}, item ${extract.number ?? ""}: ${extract.ref}`.replace("item : ", ""),
    `Extract, version ${extract.version} (${extract.state}), written ${dayAndTime(extract.writtenAt)}${extract.reason ? `: ${extract.reason}` : ""}`,
    linesOf(returnsOnPaper(extract.returns, (words) => words)).join("\n"),
    extract.room?.agencies.length && roomInWords(extract.room),
    extract.text.replace(/\*\*|__/g, "").trim() || "No minutes were written for this item.",
    ...extract.entries.map((entry) => [`${entryName(entry.kind)}${entry.ref ? ` ${entry.ref}` : ""}: ${entry.title.replace(/^Risk: /, "")}`, ...entry.facts.map(([name, value]) => `  ${name}: ${value}`)].join("\n")),
    extract.outcome,
    "Other people stand here by reference. Not to be passed on without the agreement of the agencies concerned.",
  ].filter(Boolean).join("\n\n");

/** Says where one's agency keeps an extract, or that it does not. What was said before is superseded. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const fileExtract = (ask: Ask, id: string, filing: Filing): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const row = await extractInReach(ask, id);
    allow(may.fileExtract(ask.who, row), "Members of the panel say where their agency keeps an extract");
    const fault = whyNotFile(filing, dayOf(row.written_at), dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const { kind, note } = filing;
    const [reference, filedOn] = kind === "filed" ? [filing.reference, filing.filedOn] : [null, null];
    await ask.db.updateTable("extract_filing").set({ ended_at: ask.now.toISOString() }).where("extract_id", "=", row.id).where("agency_id", "=", ask.who.agencyId).where("ended_at", "is", null).execute();
    await ask.db.insertInto("extract_filing").values({ id: newId(), extract_id: row.id, agency_id: ask.who.agencyId, kind, reference, filed_on: filedOn, note, at: ask.now.toISOString(), by_id: ask.who.id }).execute();
    happened({ what: "extract filed", panelId: row.panel_id, meetingId: row.meeting_id, itemId: row.item_id, subjectId: row.subject_id, detail: kind });
  });

/** How many meetings back the list of what is not filed goes: a panel's year. */
const meetingsBack = 12;

/** The newest extract of each item of the panel's last meetings, in reach: those that one's own agency has not filed, and where the others are kept. Its references are noted as listed. Throws NotFound, NotAllowed. */
export const filingList = (ask: Ask, panelId: string) =>
  look(ask, async (ask, happened) => {
    const panel = await panelInReach(ask, panelId);
    allow(may.fileExtract(ask.who, { panelId: panel.id }));
    const meetings = (await ask.db.selectFrom("meeting").select("id").where("panel_id", "=", panel.id).where("status", "in", ["live", "ended", "agreed"]).orderBy("on_day", "desc").limit(meetingsBack).execute()).map((row) => row.id);
    const rows = meetings.length ? await extractsInReach(ask).select(["extract.id", "extract.item_id", "extract.version", "extract.state", "extract.written_at as writtenAt", "meeting.number as meeting", "meeting.on_day as onDay", "item.number", "subject.ref", "subject.display_name as name"])
      .where("extract.meeting_id", "in", meetings).orderBy("meeting.on_day", "desc").orderBy("item.position").orderBy("extract.version", "desc").execute() : [];
    const newest = rows.filter((row, i) => rows.findIndex((one) => one.item_id === row.item_id) === i);
    const filings = await filingsOf(ask, newest.map((row) => row.id));
    happened({ what: "list opened", panelId: panel.id, detail: listedRefs(newest.map((row) => row.ref)) });
    const extracts = newest.map(({ item_id: _, ...row }) => ({ ...row, filings: filings.filter((one) => one.extractId === row.id).map((one) => ({ own: one.agencyId === ask.who.agencyId, words: filingInWords(one.agency, one) })) }));
    return { panel: { id: panel.id, name: panel.name, code: panel.code }, agency: ask.who.agencyName, open: extracts.filter((one) => !one.filings.some((filing) => filing.own)), done: extracts.filter((one) => one.filings.some((filing) => filing.own)) };
  });
