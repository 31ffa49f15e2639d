import type { Ask, Happened } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { peopleOfPanel } from "../core/reach.server.ts";
import { found } from "../core/refuse.ts";
import type { Apart } from "../core/who.ts";
import { agenciesIn } from "../subjects/handled.server.ts";
import type { PaperFormat } from "./paper-document.ts";

// For whom a paper is made, and that it was.

/** For whom a paper is: the person who asks, or all of an agency that sits in the panel. What any of them may not know is left out. */
export interface Audience {
  /** Null for the person who asks. */
  agency: { id: string; name: string; kind: string } | null;
  apart: Apart;
}

/** The person who asks. */
export const forOneself = (ask: Ask): Audience => ({ agency: null, apart: ask.who });

/**
 * All of an agency in this panel. Whoever makes it reads it too, and it goes from hand to hand there: so it leaves out what a conflict of
 * interest of the maker's, or of any one of that agency's members, concerns. Throws NotFound when nobody of the agency sits in the panel.
 */
export async function forAgency(ask: Ask, panelId: string, agencyId: string): Promise<Audience> {
  const agency = found((await agenciesIn(ask, panelId)).find((one) => one.id === agencyId));
  const members = await peopleOfPanel(ask, panelId, dayOf(ask.now)).clearSelect().innerJoin("person", "person.id", "membership.person_id").select("person.id").where("person.agency_id", "=", agency.id).execute();
  const ids = members.map((one) => one.id);
  const theirs = ids.length ? await ask.db.selectFrom("conflict").innerJoin("subject", "subject.id", "conflict.subject_id").select(["subject.id as subjectId", "subject.ref"]).where("conflict.person_id", "in", ids).where("conflict.ended_at", "is", null).execute() : [];
  return { agency, apart: { conflicts: [...ask.who.conflicts, ...theirs] } };
}

/** What somebody wants of a paper: to read it as a page, or to take it away as a file. */
export type Wanted = PaperFormat | "page";

interface About {
  panelId: string | null;
  meetingId: string | null;
  /** The kind of paper, and for which agency when it is for one. */
  kind: string;
  /** The items and subjects that stand in it. */
  of: { itemId: string | null; subjectId: string | null }[];
}

/** A page that reads itself again whenever the bell rings is noted once in so many minutes; a file each time. */
const againAfterMinutes = 10;

/** Notes that somebody opened, or took away, a paper: a row for the paper, and one for each subject in it. Inside a look. */
export async function notePaper(ask: Ask, happened: Happened, wanted: Wanted, { panelId, meetingId, kind, of }: About): Promise<void> {
  const what = wanted === "page" ? "paper opened" : "paper taken";
  const detail = `${kind} ${wanted}`;
  if (wanted === "page") {
    const since = new Date(ask.now.getTime() - againAfterMinutes * 60_000).toISOString();
    let before = ask.db.selectFrom("news").select("id").where("person_id", "=", ask.who.id).where("at", ">", since).where("what", "=", what).where("detail", "=", detail).where("subject_id", "is", null);
    if (meetingId) before = before.where("meeting_id", "=", meetingId);
    if (await before.limit(1).executeTakeFirst()) return;
  }
  happened({ what, panelId, meetingId, detail });
  const seen = new Set<string>();
  for (const { itemId, subjectId } of of) {
    if (!subjectId || seen.has(subjectId)) continue;
    seen.add(subjectId);
    happened({ what, panelId, meetingId, itemId, subjectId, detail });
  }
}
