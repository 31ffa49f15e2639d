import { apartInWords, isApart, withoutConflicts } from "../core/who.ts";
import { may } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { listedRefs } from "../core/opened.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { agree, allow } from "../core/refuse.ts";
import { whoEnds } from "./closing-words.ts";
import { discussedOf, extractOf, saidAt } from "./extract.server.ts";
import { gateOf } from "./gate.server.ts";
import { markOf } from "./mark.ts";
import { receiptsAt } from "./receipts.server.ts";
import { whyNotWhole } from "./whole.server.ts";

/**
 * What stands against ending; what the gate finds besides; every extract as it would be written, with a mark where a name was replaced or could not be
 * resolved (mark.ts); and the receipts of what was written. For the chair. Noted as opened. Throws NotFound, NotAllowed, NotAgreed (a log cannot be read whole).
 */
export const previewEnding = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.endMeeting(ask.who, meeting), whoEnds);
    agree(await whyNotWhole(ask, meeting.id));
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const said = await saidAt(ask, meeting);
    const { obstacles, findings, books } = await gateOf(ask, meeting, said);
    // Whom a name means is not said to whoever has a conflict of interest about them.
    const marked = (itemId: string, subjectId: string, text: string): string => {
      const read = books(itemId).read(text, subjectId);
      return withoutConflicts(ask.who, markOf(text, { ...read, pieces: read.pieces.map((piece) => (isApart(ask.who, piece.ref) ? { ...piece, ref: apartInWords } : piece)) }));
    };
    const open = meeting.status === "live" || meeting.status === "published";
    happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(said.flatMap((item) => (item.ref && !isApart(ask.who, item.ref) ? item.ref : []))) });
    return {
      meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day, status: meeting.status, panel: panel.name },
      obstacles: open ? obstacles : [], findings: open ? findings : [], ...(await receiptsAt(ask, meeting)),
      extracts: open ? discussedOf(said).map((item) => ({ ...extractOf(item, (text) => marked(item.id, item.subjectId!, text)), name: item.name ?? item.ref! })) : [],
      noExtract: said.filter((s) => s.kind === "subject" && (s.outcome?.outcome === "not reached" || s.outcome?.outcome === "deferred")).map((s) => ({ id: s.id, number: s.number, ref: s.ref, outcome: s.outcome!.outcome })),
      counts: { actions: said.reduce((n, s) => n + s.entries.filter((e) => e.kind === "action").length, 0), sharing: said.reduce((n, s) => n + s.entries.filter((e) => e.kind === "sharing").length, 0), levels: said.reduce((n, s) => n + s.entries.filter((e) => e.kind === "risk").length, 0) },
    };
  });

export { endMeeting, stopClosing } from "./closing.server.ts";
