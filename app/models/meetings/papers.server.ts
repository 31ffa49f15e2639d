import { may, ofMeeting } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { NotFound } from "../core/refuse.ts";
import { agenciesIn } from "../subjects/handled.server.ts";
import { meetingActions } from "./action-sheet.server.ts";
import { briefPaper } from "./brief.server.ts";
import { meetingName, type Status } from "./meeting.ts";
import { leftOutFor, minutesPaper } from "./minutes-paper.server.ts";
import { packPaper } from "./pack.server.ts";
import type { PaperDocument, PaperFormat } from "./paper-document.ts";
import type { Wanted } from "./paper-reader.server.ts";

type Make = (ask: Ask, meetingId: string, agencyId: string | null, wanted: Wanted) => Promise<PaperDocument>;
const kinds: Record<string, Make> = {
  minutes: minutesPaper,
  actions: meetingActions,
  pack: (ask, meetingId, agencyId, wanted) => (agencyId ? Promise.reject(new NotFound()) : packPaper(ask, meetingId, wanted)),
  brief: (ask, meetingId, agencyId, wanted) => (agencyId ? Promise.reject(new NotFound()) : briefPaper(ask, meetingId, wanted)),
};

/** A paper of a meeting by its name in an address: "minutes", "actions", "pack", "brief"; "minutes.police" is an agency's. Throws NotFound, NotAllowed. */
export function meetingPaper(ask: Ask, meetingId: string, name: string, wanted: Wanted): Promise<PaperDocument> {
  const [kind = "", agencyId] = name.split(/\.(.*)/s);
  const make = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  return make && agencyId !== "" ? make(ask, meetingId, agencyId ?? null, wanted) : Promise.reject(new NotFound());
}

/** The file of a paper: its bytes and what goes with them. */
export async function paperFile(ask: Pick<Ask, "db">, paper: PaperDocument, format: PaperFormat): Promise<{ bytes: Buffer; name: string; type: string }> {
  const bytes = format === "pdf" ? await (await import("./paper-pdf.server.ts")).paperPdf(paper) : await (await import("./paper-word.server.ts")).paperWord(ask, paper);
  return { bytes, name: `${paper.file}.${format}`, type: format === "pdf" ? "application/pdf" : "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
}

/** Which papers there are of a meeting for this person. Throws NotFound. */
export const papersOf = (ask: Ask, meetingId: string) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    if (!may.takePapers(ask.who, ofMeeting(meeting))) throw new NotFound();
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const [over, ahead, makes] = [meeting.status === "ended" || meeting.status === "agreed", meeting.status === "published" || meeting.status === "live", may.makePapers(ask.who, meeting)];
    const agencies = [];
    if (over && makes) {
      happened({ what: "minutes opened", panelId: meeting.panel_id, meetingId: meeting.id });
      for (const { id, name } of await agenciesIn(ask, meeting.panel_id)) agencies.push({ id, name, leftOut: await leftOutFor(ask, meeting.id, meeting.panel_id, id) });
    }
    return {
      meeting: { id: meeting.id, name: meetingName(panel, meeting), onDay: meeting.on_day, status: meeting.status as Status },
      own: [
        ...(ahead ? [{ name: "pack", title: "Papers for the meeting", about: "The agenda with its reasons, open actions, and the last extract of each subject" }] : []),
        ...(!over && makes ? [{ name: "brief", title: "The chair’s brief", about: "What is new of each subject since it was last discussed" }] : []),
        ...(over ? [
          { name: "minutes", title: makes ? "The minutes, whole" : "The minutes, for you", about: makes ? "Everything that you may read, with everybody’s name" : "Your items; everybody but an item’s own subject stands by reference" },
          { name: "actions", title: `Actions of ${ask.who.agencyName}`, about: "To hand to whoever does them: nobody is named whom the briefing does not name" },
        ] : []),
      ],
      agencies,
    };
  });
export type Papers = Awaited<ReturnType<typeof papersOf>>;
