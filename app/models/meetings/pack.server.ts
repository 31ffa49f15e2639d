import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { type Day, dayAndTime, fullDay, shortDay } from "../core/days.ts";
import { meetingsInReach, subjectsInReach } from "../core/reach.server.ts";
import { NotFound } from "../core/refuse.ts";
import { stateName } from "../followup/action.ts";
import { openActionsOf } from "../followup/list.server.ts";
import { filesOf, type FileShown } from "../subjects/file.server.ts";
import { bookForReader } from "../subjects/references.server.ts";
import { ageInWords } from "../subjects/subject.ts";
import { type AgendaItem, readAgenda } from "./agenda.server.ts";
import { readMarkdown } from "./markdown.server.ts";
import { closing, confidentiality, endsAt, meetingName, opening } from "./meeting.ts";
import type { PaperEntry } from "./paper.ts";
import { fileName, heading, levelled, list, type PaperDocument, type Part, partsOf, small, strong, text } from "./paper-document.ts";
import { returnsBefore, textsOfReturns } from "./paper-returns.ts";
import { returnsAt, type ReturnShown } from "./return.server.ts";
import { notePaper, type Wanted } from "./paper-reader.server.ts";

/**
 * All that one reader needs before a meeting, in one paper: the agenda with its reasons, the panel's open actions, and of each subject what the
 * panel's last extract says, with what agencies sent. What came after publishing is marked late. For members and who stands in for one, once it is published. Noted. Throws NotFound.
 */
export const packPaper = (ask: Ask, meetingId: string, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const { meeting, panel, sections, chair, items, notTaken } = await readAgenda(ask, meetingId);
    if (!items || (meeting.status !== "published" && meeting.status !== "live")) throw new NotFound();
    const open = await openActionsOf(ask, meeting.panel_id, meeting.on_day);
    const extracts = await lastExtracts(ask, meeting.panel_id, items.flatMap((item) => item.subject?.id ?? []));
    const sent = new Map<string, Sent>();
    for (const item of items) sent.set(item.id, { returns: item.subject ? await returnsAt(ask, happened, item.id) : [], files: await filesOf(ask, { itemId: item.id }) });
    const from = new Map((open.length ? await ask.db.selectFrom("action").select(["id", "item_id"]).where("id", "in", open.map((one) => one.id)).execute() : []).map((row) => [row.id, row.item_id]));
    const clear = await bookForReader(ask, [...[...sent.values()].flatMap((one) => [...textsOfReturns(one.returns), ...one.files.map((file) => (typeof file.title === "string" ? file.title : ""))]), ...open.map((one) => one.what), ...items.flatMap((item) => item.reasons.map((reason) => reason.text)), ...notTaken.map((one) => one.why), ...[...extracts.values()].flatMap((one) => [one.text, one.outcome ?? "", one.entries])], [...items.map((item) => item.id), ...from.values(), ...[...extracts.values()].map((one) => one.itemId)], { whole: may.makePapers(ask.who, meeting) });
    await notePaper(ask, happened, wanted, { panelId: meeting.panel_id, meetingId: meeting.id, kind: "pack", of: items.map((item) => ({ itemId: item.id, subjectId: item.subject?.id ?? null })) });
    const named = [{ key: opening, name: "Opening" }, ...sections, { key: closing, name: "Close" }];
    const parts: Part[] = [
      { t: "note", title: "Confidentiality", parts: confidentiality.map((line) => text(line)) },
      heading(2, "Agenda"), agendaTable(items, meeting.starts_at),
      heading(2, "Open actions"),
      open.length
        ? { t: "table", caption: "Actions of earlier meetings that are still open", heads: [["Reference"], ["What"], ["Owner"], ["Due"], ["State"]], rows: open.map((one) => [[one.ref], [clear(one.what, from.get(one.id) ?? null)], [one.owner], [shortDay(one.dueOn), ...(one.overdue ? [{ t: "br" as const }, strong("overdue")] : [])], [stateName(one.state), ...(one.carried ? [`, carried ${one.carried} ${one.carried === 1 ? "time" : "times"}`] : [])]]), widths: [2, 5, 3, 1.7, 2.3] }
        : text("None."),
    ];
    for (const section of named) {
      const here = items.filter((item) => item.section === section.key && (item.subject || sent.get(item.id)!.files.length));
      if (here.length) parts.push(heading(2, section.name), ...here.flatMap((item) => itemParts(item, meeting.on_day, { ...sent.get(item.id)!, extract: extracts.get(item.subject?.id ?? "") ?? null }, clear)));
    }
    if (notTaken.length)
      parts.push(heading(2, "Considered, not taken"), list(notTaken.map((one) => [strong(one.subject ? `${one.subject.name}${one.subject.name === one.subject.ref ? "" : ` (${one.subject.ref})`}` : (one.title ?? "")), ` ${one.what}${one.until ? ` to ${shortDay(one.until)}` : ""}: ${clear(one.why)}`])));
    return {
      title: `${meetingName(panel, meeting)}: papers for the meeting`, lead: [`${fullDay(meeting.on_day)}, ${meeting.starts_at} to ${endsAt(meeting.starts_at, meeting.minutes_long)}`, meeting.place, chair && `Chair: ${chair.name}`].filter(Boolean).join(". "), file: fileName(panel.code, meeting.number, "pack"),
      state: meeting.published_at ? `Agenda published ${dayAndTime(meeting.published_at)}` : null, draft: false, reader: { name: ask.who.name, agency: ask.who.agencyName }, audience: null, madeAt: ask.now.toISOString(), panelId: meeting.panel_id, parts: levelled(parts),
    };
  });

function agendaTable(items: AgendaItem[], startsAt: string): Part {
  let minutes = 0;
  const rows = items.map((item) => {
    const at = endsAt(startsAt, minutes);
    minutes += item.minutes;
    const what = item.subject ? `${item.subject.name}${item.subject.name === item.subject.ref ? "" : ` (${item.subject.ref})`}` : (item.title ?? "");
    return [[item.number ?? ""], [what, ...(item.lateAt ? [{ t: "br" as const }, strong("Late")] : [])], [[item.lead, item.leadAgency].filter(Boolean).join(", ")], [at], [String(item.minutes)]];
  });
  return { t: "table", caption: "Items with their planned times", heads: [["Item"], ["What"], ["Lead"], ["About"], ["Minutes"]], rows, widths: [1, 5, 3.4, 1.2, 1.3] };
}

interface Sent {
  returns: ReturnShown[];
  files: FileShown[];
}

function itemParts(item: AgendaItem, on: Day, { returns, files, extract }: Sent & { extract: Extracted | null }, clear: (words: string, itemId: string) => string): Part[] {
  const { subject } = item;
  const words = (text: string) => clear(text, item.id);
  if (!subject) return [heading(3, [item.number, item.title].filter(Boolean).join(" ")), ...fileParts(files, words)];
  const about = [subject.kind !== "location" && subject.bornOn ? `aged ${ageInWords(subject.bornOn, false, on)}` : null, item.risk ? `level ${item.risk.level} since ${shortDay(item.risk.since)}` : "no level set", `${item.minutes} minutes`, item.lead && `led by ${item.lead}`].filter(Boolean).join(" · ");
  return [
    heading(3, [item.number, subject.name, subject.name === subject.ref ? null : `(${subject.ref})`].filter(Boolean).join(" ")),
    ...(item.lateAt ? [text(strong(`Late: listed or changed after publishing, ${dayAndTime(item.lateAt)}`))] : []),
    small(about),
    ...(item.reasons.length ? [heading(4, "Why it is here"), list(item.reasons.map((reason) => words(reason.text)))] : []),
    ...(returns.length ? [heading(4, "What agencies say"), ...returnsBefore(returns, words)] : []),
    ...fileParts(files, words),
    ...(extract ? [{ t: "note" as const, title: `Last discussed ${shortDay(extract.on)}, meeting ${extract.number} (${extract.state === "draft" ? "draft" : "agreed"} extract)`, parts: extractParts(extract, (text) => clear(text, extract.itemId)) }] : []),
  ];
}

/** The papers of an item: what they are called, and where to find them. They are opened one by one, for each opening is noted. */
const fileParts = (files: readonly FileShown[], clear: (words: string) => string): Part[] =>
  files.length ? [heading(4, "Files"), list(files.map((file) => (typeof file.title === "string" ? [strong(clear(file.title)), ` (${[file.inWords, file.agency, file.late && "late"].filter(Boolean).join(", ")}): open it in Panelroom, on the item`] : [`Held by ${file.title.by}: contact ${file.title.contact}`])))] : [];

interface Extracted {
  itemId: string;
  on: Day;
  number: number;
  state: string;
  text: string;
  outcome: string | null;
  entries: string;
}

const extractParts = ({ text: words, outcome, entries }: Extracted, clear: (words: string) => string): Part[] => [
  // Within an item its headings would be read as the paper's own.
  ...partsOf(readMarkdown(clear(words))).map((part): Part => (part.t === "heading" ? text(strong(part.text)) : part)),
  ...(JSON.parse(entries) as PaperEntry[]).map((entry) => text(strong(entry.ref ? `${entry.ref}: ` : ""), clear(entry.title))),
  ...(outcome ? [text(clear(outcome))] : []),
];

/** The newest extract that the panel wrote of each of these subjects in reach, from meetings in reach. */
async function lastExtracts(ask: Ask, panelId: string, subjectIds: string[]): Promise<Map<string, Extracted>> {
  const rows = subjectIds.length ? await subjectsInReach(ask).innerJoin("extract", "extract.subject_id", "subject.id").innerJoin("meeting", "meeting.id", "extract.meeting_id")
    .select(["subject.id", "extract.item_id as itemId", "meeting.on_day as on", "meeting.number", "extract.state", "extract.text", "extract.outcome", "extract.entries"]).where("subject.id", "in", subjectIds).where("meeting.panel_id", "=", panelId).where("meeting.id", "in", meetingsInReach(ask).select("meeting.id"))
    .orderBy("meeting.on_day").orderBy("extract.version").execute() : [];
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
