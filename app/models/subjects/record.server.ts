import { may, mayAnywhere } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import type { Withheld } from "../core/handling.ts";
import { type Day, dayOf } from "../core/days.ts";
import { casesInReach, subjectInReach } from "../core/reach.server.ts";
import { panelIdsOf, withoutConflicts } from "../core/who.ts";
import type { CareEpisode } from "./care.ts";
import { careUpTo } from "./care.server.ts";
import type { Card } from "./card.ts";
import { cardOf } from "./card.server.ts";
import { type ExtractListed, extractsOn } from "./extracts.server.ts";
import { type Values, fields } from "./fields.ts";
import { type FileShown, filesOf } from "./file.server.ts";
import { noteBeside } from "../core/opened.server.ts";
import { type LinkShown, linksKnown, noteLinksRead } from "./link.server.ts";
import { type MarkerShown, markersUpTo, noteMarkersRead } from "./marker.server.ts";
import { type MeasureShown, measuresOf } from "./measure.server.ts";
import { type NoteShown, notesOf } from "./note.server.ts";
import { type EpisodeShown, missingUpTo } from "./missing.server.ts";
import { type Held, periodsOn } from "./period.server.ts";
import { panelsFor } from "./referral.server.ts";
import { type RiskShown, risksUpTo } from "./risk.server.ts";
import type { Kind } from "./subject.ts";
import { type Timeline, timelineOf } from "./timeline.server.ts";
import type { TimelineKind } from "./timeline.ts";
import { valuesOf } from "./values.server.ts";

export interface CaseShown {
  id: string;
  panelId: string;
  panel: string;
  openedOn: Day;
  openedBy: string | null;
  why: string;
  closedOn: Day | null;
  closedReason: string | null;
  next: { kind: string; on: Day; owner: string; why: string | null } | null;
}

export interface SubjectRecord {
  id: string;
  kind: Kind;
  ref: string;
  name: string;
  asOf: Day;
  madeOn: Day;
  card: Card;
  values: Values;
  aliases: { id: string; name: string; kind: string }[];
  periods: Held[];
  care: CareEpisode[];
  cases: CaseShown[];
  risks: RiskShown[];
  notes: NoteShown[];
  /** Files as they are today, whatever the day. */
  files: FileShown[];
  links: LinkShown[];
  /** Who holds links of which the person may only know that they are. */
  linksHeld: Withheld[];
  missing: EpisodeShown[];
  measures: MeasureShown[];
  markers: MarkerShown[];
  waiting: { id: string; to: string; from: string | null; reason: string; on: Day; own: boolean }[];
  extracts: ExtractListed[];
  timeline: Timeline;
  may: { change: boolean; writeNote: boolean; seeReaders: boolean; decideRisk: boolean; propose: boolean; openCase: boolean; refer: boolean };
}

/**
 * Opens a subject's record as of a day: written in the audit with the read. What held on that day is shown as it is known now; plain facts as they
 * were recorded then. Takes an id or a reference. `instead` writes it down where it is more than an opening, and says how much of the timeline is shown. Throws NotFound out of reach.
 */
export const recordOf = (ask: Ask, idOrRef: string, asOf: Day, instead?: { note: () => void; size: number }): Promise<SubjectRecord> =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, idOrRef);
    const { id, kind } = subject;
    if (instead) instead.note();
    else happened({ what: "record opened", subjectId: id, detail: asOf === dayOf(ask.now) ? null : `as of ${asOf}` });
    const cases = await casesOf(ask, id, asOf);
    const open = new Set(cases.filter((c) => c.closedOn === null).map((c) => c.panelId));
    const discussing = await panelsFor(ask, kind);
    const theirs = ask.who.memberships.filter((m) => m.kinds.includes(kind));
    const change = mayAnywhere(ask.who, "changeRecord");
    const links = await linksKnown(ask, id, asOf);
    await noteLinksRead(ask, happened, id, links.links);
    const measures = (await measuresOf(ask, id)).filter((m) => !m.issuedOn || m.issuedOn <= asOf);
    await noteBeside(ask, happened, besideOf(subject.ref, links.links, measures));
    const markers = await markersUpTo(ask, id, asOf);
    await noteMarkersRead(ask, happened, id, markers);
    return {
      id, kind, ref: subject.ref, name: subject.display_name, asOf, madeOn: dayOf(subject.created_at),
      card: await cardOf(ask, id, asOf),
      values: await valuesThen(ask, kind, id, asOf),
      aliases: await ask.db.selectFrom("alias").select(["id", "name", "kind"]).where("subject_id", "=", id).orderBy("name").execute(),
      periods: await periodsOn(ask, id, asOf),
      care: kind === "child" ? await careUpTo(ask, id, asOf) : [],
      cases,
      risks: await risksUpTo(ask, id, asOf),
      notes: await notesOf(ask, happened, id, asOf),
      files: asOf === dayOf(ask.now) ? await filesOf(ask, { subjectId: id }) : [],
      links: links.links, linksHeld: links.held,
      missing: kind === "child" ? await missingUpTo(ask, id, asOf, 200) : [],
      markers,
      measures,
      waiting: await waitingOf(ask, id),
      extracts: await extractsOn(ask, id, asOf),
      timeline: await timelineOf(ask, { id, kind }, { upTo: asOf, size: instead?.size ?? 12 }),
      may: {
        change, seeReaders: ask.who.isLead || theirs.some((m) => may.seeReaders(ask.who, m)), writeNote: change || ask.who.guests.some((guest) => guest.capacity === "deputy"),
        decideRisk: theirs.some((m) => may.decideRisk(ask.who, m) && open.has(m.panelId)),
        propose: theirs.some((m) => may.proposeForNext(ask.who, m)),
        openCase: theirs.some((m) => may.openCase(ask.who, m) && !open.has(m.panelId)),
        refer: theirs.some((m) => may.proposeForNext(ask.who, m) && discussing.some((panel) => panel.id !== m.panelId)),
      },
    };
  });

/** The references of those who stand on a record by name besides whose it is; links that are not for everybody are noted by themselves. */
const besideOf = (own: string, links: readonly LinkShown[], measures: readonly MeasureShown[]): string[] =>
  [...links.flatMap((link) => (link.restricted ? [] : link.other.ref)), ...measures.flatMap((measure) => [measure.against.ref, ...measure.protects.map((child) => child.ref)])].filter((ref) => ref !== own);

/** A page of a subject's timeline; its opening is audited as that of the record. */
export const timelinePage = (ask: Ask, subjectId: string, { kind, page }: { kind: TimelineKind | null; page: number }) =>
  look(ask, async (ask, happened) => {
    const subject = await subjectInReach(ask, subjectId);
    happened({ what: "record opened", subjectId: subject.id, detail: "timeline" });
    await noteBeside(ask, happened, besideOf(subject.ref, (await linksKnown(ask, subject.id, dayOf(ask.now))).links, await measuresOf(ask, subject.id)));
    return { id: subject.id, ref: subject.ref, name: subject.display_name, timeline: await timelineOf(ask, subject, { upTo: "9999-12-31", kind, page }) };
  });

/** Plain facts as they stood at the end of a day: what was changed later is undone, the newest change first. */
async function valuesThen(ask: Ask, kind: Kind, id: string, asOf: Day): Promise<Values> {
  const values = await valuesOf(ask, kind, id);
  if (asOf >= dayOf(ask.now)) return values;
  const later = await ask.db.selectFrom("record_change").select(["field", "was", "recorded_at"]).where("subject_id", "=", id).where("thing", "=", kind).orderBy("recorded_at", "desc").execute();
  for (const change of later) if (dayOf(change.recorded_at) > asOf && fields[kind].some((f) => f.name === change.field)) values[change.field] = change.was;
  return values;
}

async function casesOf(ask: Ask, subjectId: string, asOf: Day): Promise<CaseShown[]> {
  const rows = await casesInReach(ask).innerJoin("panel", "panel.id", "panel_case.panel_id").leftJoin("person as opener", "opener.id", "panel_case.opened_by_id")
    .leftJoin("case_next", (join) => join.onRef("case_next.case_id", "=", "panel_case.id").on("case_next.ended_at", "is", null)).leftJoin("person as owner", "owner.id", "case_next.owner_id")
    .select(["panel_case.id", "panel.id as panelId", "panel.name as panel", "panel_case.opened_on as openedOn", "opener.name as openedBy", "panel_case.why", "panel_case.closed_on as closedOn", "panel_case.closed_reason as closedReason"])
    .select(["case_next.kind as nextKind", "case_next.on_day as nextOn", "owner.name as nextOwner", "case_next.why as nextWhy"])
    .where("panel_case.subject_id", "=", subjectId).orderBy("panel_case.opened_on", "desc").execute();
  // Asked for by subject alone: with the day in the query the index of a panel's cases by day is taken, and all of them read.
  return rows.filter((row) => row.openedOn <= asOf).map(({ nextKind, nextOn, nextOwner, nextWhy, ...row }) => ({
    ...row, why: withoutConflicts(ask.who, row.why), closedOn: row.closedOn && row.closedOn <= asOf ? row.closedOn : null, next: nextKind && nextOn && row.closedOn === null ? { kind: nextKind, on: nextOn, owner: nextOwner ?? "", why: nextWhy && withoutConflicts(ask.who, nextWhy) } : null,
  }));
}

/** Referrals and proposals of this person's panels that no meeting has taken up. */
async function waitingOf(ask: Ask, subjectId: string): Promise<SubjectRecord["waiting"]> {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("referral").innerJoin("panel as t", "t.id", "referral.to_panel_id").leftJoin("panel as f", "f.id", "referral.from_panel_id").select(["referral.id", "t.name as to", "f.name as from", "referral.reason", "referral.made_on as on", "referral.from_panel_id", "referral.to_panel_id"])
    .where("referral.subject_id", "=", subjectId).where("referral.meeting_id", "is", null).where((eb) => eb.or([eb("referral.to_panel_id", "in", panels), eb("referral.from_panel_id", "in", panels)])).orderBy("referral.made_on", "desc").execute();
  return rows.map(({ from_panel_id, to_panel_id, ...row }) => ({ ...row, own: from_panel_id === to_panel_id }));
}
