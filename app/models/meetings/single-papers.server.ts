import { type Ask, look } from "../core/ask.server.ts";
import { dayAndTime, fullDay, shortDay } from "../core/days.ts";
import { meetingInReach, subjectInReach } from "../core/reach.server.ts";
import { found, NotFound } from "../core/refuse.ts";
import { reasonsOf } from "../subjects/extracts.server.ts";
import { extractAsRead } from "./extract-words.server.ts";
import { readMarkdown } from "./markdown.server.ts";
import { confidentiality, meetingName } from "./meeting.ts";
import { facts, fileName, heading, levelled, list, type PaperDocument, type Part, partsOf, small, strong, text } from "./paper-document.ts";
import { returnsOnPaper } from "./paper-returns.ts";
import { roomInWords } from "./room.ts";
import { notePaper, type Wanted } from "./paper-reader.server.ts";
import { visitOf } from "./visit.server.ts";

const madeBy = (ask: Ask, panelId: string) => ({ reader: { name: ask.who.name, agency: ask.who.agencyName }, audience: null, madeAt: ask.now.toISOString(), panelId });

/** One version of an extract of the minutes, for the subject's own file elsewhere: everybody else stands in it by reference. Noted. Throws NotFound. */
export const extractPaper = (ask: Ask, extractId: string, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const row = found(await ask.db.selectFrom("extract").innerJoin("item", "item.id", "extract.item_id").selectAll("extract").select("item.number").where("extract.id", "=", extractId).executeTakeFirst());
    const meeting = await meetingInReach(ask, row.meeting_id);
    const subject = await subjectInReach(ask, row.subject_id);
    const panel = await ask.db.selectFrom("panel").select(["code", "name"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const reason = (await reasonsOf(ask, [row]))(row);
    const { text: said, outcome, entries, returns, room } = extractAsRead(ask.who, row);
    const minutes = partsOf(readMarkdown(said));
    await notePaper(ask, happened, wanted, { panelId: meeting.panel_id, meetingId: meeting.id, kind: "extract", of: [{ itemId: row.item_id, subjectId: subject.id }] });
    const parts: Part[] = [
      heading(2, subject.display_name === subject.ref ? subject.ref : `${subject.display_name}, ${subject.ref}`), text("Everybody else stands in this extract by reference."),
      ...returnsOnPaper(returns, (words) => words),
      ...(room?.agencies.length ? [text(roomInWords(room))] : []),
      heading(2, "Minutes"), ...(minutes.length ? minutes : [text("No minutes were written for this item.")]),
      ...(entries.length ? [heading(2, "What was recorded"), ...entries.flatMap((entry): Part[] => [text(strong(entry.ref ? `${entry.ref}: ` : ""), entry.title), list(entry.facts.map(([name, value]) => [strong(`${name}: `), value]))])] : []),
      ...(outcome ? [heading(2, "Outcome"), text(outcome)] : []),
      ...(reason ? [small(reason)] : []),
    ];
    return {
      title: `${meetingName(panel, meeting)}: extract of the minutes`, lead: [fullDay(meeting.on_day), row.number && `item ${row.number}`].filter(Boolean).join(", "), file: fileName(panel.code, meeting.number, row.number, "extract"),
      state: `${row.state === "draft" ? "Draft" : "Agreed"}, version ${row.version}, ${dayAndTime(row.written_at)}`, draft: row.state === "draft", ...madeBy(ask, meeting.panel_id), parts: levelled(parts),
    };
  });

/** What somebody who is invited to items of a meeting takes away: their own items alone, before the meeting and once it is agreed. Noted. Throws NotFound. */
export const visitPaper = (ask: Ask, meetingId: string, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const { meeting, signed, items } = await visitOf(ask, meetingId);
    if (!signed || !items.length) throw new NotFound();
    const of = await ask.db.selectFrom("meeting").innerJoin("panel", "panel.id", "meeting.panel_id").select(["panel.id as panel_id", "panel.code", "meeting.number"]).where("meeting.id", "=", meeting.id).executeTakeFirstOrThrow();
    const subjects = await ask.db.selectFrom("item").select(["id", "subject_id"]).where("id", "in", items.map((item) => item.id)).execute();
    await notePaper(ask, happened, wanted, { panelId: of.panel_id, meetingId: meeting.id, kind: "invited", of: subjects.map((one) => ({ itemId: one.id, subjectId: one.subject_id })) });
    const parts: Part[] = [{ t: "note", title: "Confidentiality", parts: confidentiality.map((line) => text(line)) }];
    for (const item of items) {
      parts.push(heading(2, [item.title, item.ref && item.ref !== item.title ? `(${item.ref})` : null].filter(Boolean).join(" ")), text(`You take part as ${item.capacity}.`));
      if (item.agreed) parts.push(...agreedParts(item.agreed));
      else parts.push(text(item.step === "over" || item.step === "out" ? "What was agreed stands here once the chair has agreed it." : `Planned for about ${item.about}.`));
    }
    return {
      title: `${meetingName(of, of)}: ${items.length === 1 ? "your item" : "your items"}`, lead: [fullDay(meeting.onDay), meeting.place].filter(Boolean).join(", "), file: fileName(of.code, of.number, items.length === 1 ? "item" : "items"), state: null, draft: false, ...madeBy(ask, of.panel_id), parts: levelled(parts),
    };
  });

type Agreed = NonNullable<Awaited<ReturnType<typeof visitOf>>["items"][number]["agreed"]>;
function agreedParts({ outcome, actions, sharing }: Agreed): Part[] {
  const rows = [...actions.map((one) => [strong(one.what), `. ${one.owner}${one.due ? `, by ${shortDay(one.due)}` : ""}`]), ...sharing.map((one) => [strong(one.decision), one.what ? `. ${one.what}` : ""])];
  return [heading(3, "What was agreed"), ...facts(outcome), rows.length ? list(rows) : text("No action and no decision to share was recorded.")];
}
