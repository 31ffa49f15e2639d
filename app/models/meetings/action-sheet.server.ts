import { may, ofMeeting } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { actionsInReach, meetingInReach } from "../core/reach.server.ts";
import { allow, NotFound } from "../core/refuse.ts";
import { hasConflict, isApart, withoutConflicts } from "../core/who.ts";
import { briefingInWords, briefingOf, isOverdue, openStates, stateName } from "../followup/action.ts";
import { briefsOf } from "../followup/briefing.server.ts";
import { ownerInWords } from "../followup/entries.server.ts";
import { bookFor, choosingIn } from "../subjects/references.server.ts";
import { meetingName } from "./meeting.ts";
import { facts, fileName, heading, type PaperDocument, type Part, text } from "./paper-document.ts";
import { type Audience, forAgency, forOneself, notePaper, type Wanted } from "./paper-reader.server.ts";

/**
 * What one agency has to do after a meeting, to be handed to whoever does it: each action with what its briefing tells its owner and no more, also
 * for somebody of the panel. One's own agency's; another's by who prepares the panel. Noted. Throws NotFound, NotAllowed.
 */
export const meetingActions = (ask: Ask, meetingId: string, agencyId: string | null, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if ((meeting.status !== "ended" && meeting.status !== "agreed") || !may.takePapers(ask.who, ofMeeting(meeting))) throw new NotFound();
    if (agencyId) allow(may.makePapers(ask.who, meeting), "The chair, deputy or coordinator makes an agency's paper");
    const panel = await ask.db.selectFrom("panel").select("code").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const audience = agencyId ? await forAgency(ask, meeting.panel_id, agencyId) : forOneself(ask);
    const agency = audience.agency ?? { id: ask.who.agencyId, name: ask.who.agencyName };
    const { parts, subjects } = await sheetOf(ask, audience, { agencyId: agency.id, meetingId: meeting.id, personId: null });
    await notePaper(ask, happened, wanted, { panelId: meeting.panel_id, meetingId: meeting.id, kind: agencyId ? `actions ${agencyId}` : "actions", of: subjects });
    return { title: `${meetingName(panel, meeting)}: actions`, lead: `For ${agency.name}, from the meeting of ${shortDay(meeting.on_day)}`, file: fileName(panel.code, meeting.number, "actions"), state: null, draft: false, reader: { name: ask.who.name, agency: ask.who.agencyName }, audience: audience.agency?.name ?? null, madeAt: ask.now.toISOString(), panelId: meeting.panel_id, parts };
  });

/** The open actions of one's own, and of one's agency for its lead, whichever panel they come from. Noted. */
export const ownActions = (ask: Ask, wanted: Wanted): Promise<PaperDocument> =>
  look(ask, async (ask, happened) => {
    const { parts, subjects } = await sheetOf(ask, forOneself(ask), { agencyId: ask.who.agencyId, meetingId: null, personId: ask.who.isLead ? null : ask.who.id });
    // No panel is named: they may come from several.
    await notePaper(ask, happened, wanted, { panelId: null, meetingId: null, kind: "own actions", of: subjects });
    return { title: "Open actions", lead: ask.who.isLead ? `Of ${ask.who.agencyName}` : `Of ${ask.who.name}`, file: fileName("Actions", null, dayOf(ask.now)), state: null, draft: false, reader: { name: ask.who.name, agency: ask.who.agencyName }, audience: null, madeAt: ask.now.toISOString(), panelId: null, parts };
  });

async function sheetOf(ask: Ask, { apart }: Audience, { agencyId, meetingId, personId }: { agencyId: string; meetingId: string | null; personId: string | null }) {
  const today = dayOf(ask.now);
  let query = actionsInReach(ask).innerJoin("agency", "agency.id", "action.agency_id").leftJoin("person", "person.id", "action.person_id").innerJoin("panel", "panel.id", "action.panel_id")
    .selectAll("action").select(["agency.name as agency", "person.name as owner_name", "panel.name as panel"]).where("action.agency_id", "=", agencyId).where("action.issued_at", "is not", null);
  query = meetingId ? query.where("action.meeting_id", "=", meetingId) : query.where("action.state", "in", openStates);
  if (personId) query = query.where("action.person_id", "=", personId);
  const rows = await query.orderBy("action.due_on").orderBy("action.ref").limit(300).execute();
  const about = rows.length ? await ask.db.selectFrom("action_subject").select(["action_id", "subject_id"]).where("action_id", "in", rows.map((row) => row.id)).execute() : [];
  const shown = rows.filter((row) => !about.some((one) => one.action_id === row.id && hasConflict(apart, one.subject_id)));
  // Whoever holds the sheet is not in the room: they are told what somebody outside the panel would be.
  const outside: Ask = { ...ask, who: { ...ask.who, memberships: [], guests: [] } };
  const book = await bookFor(ask, [...new Set([...about.map((one) => one.subject_id), ...(await listedWith(ask, shown)), ...apart.conflicts.map((one) => one.subjectId)])], shown.flatMap((row) => [row.what, row.briefing_note ?? ""]));
  const books = await choosingIn(ask, book, shown.map((row) => row.item_id));
  const words = (text: string, row: (typeof shown)[number]) => withoutConflicts(apart, books(row.item_id)(text, ...(briefingOf(row.briefing).includes("name") ? about.filter((one) => one.action_id === row.id).map((one) => one.subject_id) : [])));
  const parts: Part[] = [];
  for (const row of shown) {
    const briefs = await briefsOf(outside, row);
    parts.push(
      heading(2, `${row.ref}${isOverdue(row, today) ? ", overdue" : ""}`), text(words(row.what, row)),
      ...facts([["Owner", ownerInWords(row.agency, row.owner_name ?? row.person_name)], ["Due", shortDay(row.due_on)], ["State", stateName(row.state)], ...(meetingId ? [] : [["Panel", row.panel] as const]),
        ...briefs.filter((brief) => !isApart(apart, brief.ref)).flatMap((brief) => [["About", brief.ref] as const, ...brief.facts.flatMap(([name, value]) => (value ? [[name, value] as const] : []))]),
        ["Owner is told", briefingInWords(briefingOf(row.briefing))], ...(row.briefing_note ? [["Note", words(row.briefing_note, row)] as const] : [])]),
    );
  }
  return { parts: parts.length ? parts : [text(meetingId ? "This agency has no action from this meeting." : "There is no open action.")], subjects: about.filter((one) => shown.some((row) => row.id === one.action_id)).map((one) => ({ itemId: null, subjectId: one.subject_id })) };
}

/** Who was listed at the meetings that these actions come from: a given name alone is likely theirs. */
async function listedWith(ask: Ask, actions: { meeting_id: string | null }[]): Promise<string[]> {
  const meetings = [...new Set(actions.flatMap((one) => one.meeting_id ?? []))];
  return meetings.length ? (await ask.db.selectFrom("item").select("subject_id").distinct().where("meeting_id", "in", meetings).where("subject_id", "is not", null).execute()).map((row) => row.subject_id!) : [];
}
