import { once } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import type { Ask } from "../core/ask.server.ts";
import { type Handling, handlingInWords, readsText } from "../core/handling.ts";
import { closedNow, restrictedInReach } from "../core/reach.server.ts";
import { handledOf } from "./handled.server.ts";

// Restricted minutes are an agency's own words about an item, a document each. Every way to them goes through here: who reads them, and who may know that they are there.

/** Restricted minutes of which this person may know. */
export interface Known {
  /** Their document's, too. */
  id: string;
  itemId: string;
  panelId: string;
  panel: string;
  agencyId: string;
  agency: string;
  agencyKind: string;
  handling: Handling;
  hidden: boolean;
  contact: string;
  begunById: string;
  /** The agencies that *named agencies* names. */
  agencies: { id: string; name: string }[];
  /** Whether they read them; else they know who holds them and whom to ask. */
  reads: boolean;
  /** Whether they are their own agency's, so that they write them and say for whom they are. */
  own: boolean;
}

type Row = Omit<Known, "reads" | "own">;

const columns = ["restricted_minutes.id", "restricted_minutes.item_id as itemId", "restricted_minutes.panel_id as panelId", "panel.name as panel", "restricted_minutes.agency_id as agencyId", "agency.name as agency", "agency.kind as agencyKind", "restricted_minutes.handling", "restricted_minutes.hidden", "restricted_minutes.contact", "restricted_minutes.begun_by_id as begunById"] as const;

async function withAgencies(ask: Ask, rows: (Omit<Row, "agencies" | "hidden"> & { hidden: number })[]): Promise<Row[]> {
  const named = rows.some((row) => row.handling === "named agencies")
    ? await ask.db.selectFrom("restricted_minutes_agency").innerJoin("agency", "agency.id", "restricted_minutes_agency.agency_id").select(["restricted_id", "agency.id", "agency.name"]).where("restricted_id", "in", rows.map((row) => row.id)).orderBy("agency.name").execute() : [];
  return rows.map((row) => ({ ...row, hidden: row.hidden === 1, agencies: named.filter((one) => one.restricted_id === row.id).map(({ id, name }) => ({ id, name })) }));
}

/** What this person may know of them; null where they may not know that there are any. */
function known({ who }: Ask, row: Row): Known | null {
  const reads = readsText(who, handledOf({ handling: row.handling, agency_id: row.agencyId, panel_id: row.panelId }, row.agencies));
  return reads || !row.hidden ? { ...row, reads, own: row.agencyId === who.agencyId } : null;
}

/** The restricted minutes of an item of which this person may know, oldest first. The item must be in reach. */
export async function restrictedKnown(ask: Ask, itemId: string): Promise<Known[]> {
  const rows = await once(ask.db, `restricted minutes of ${itemId}`, async () =>
    withAgencies(ask, await ask.db.selectFrom("restricted_minutes").innerJoin("agency", "agency.id", "restricted_minutes.agency_id").innerJoin("panel", "panel.id", "restricted_minutes.panel_id").select(columns).where("restricted_minutes.item_id", "=", itemId).where("restricted_minutes.ended_at", "is", null).orderBy("restricted_minutes.begun_at").orderBy("restricted_minutes.id").execute()));
  return rows.flatMap((row) => known(ask, row) ?? []);
}

const rowsOf = (ask: Ask) => restrictedInReach(ask).innerJoin("agency", "agency.id", "restricted_minutes.agency_id").innerJoin("panel", "panel.id", "restricted_minutes.panel_id").select(columns);
const knownOf = async (ask: Ask, rows: ReturnType<typeof rowsOf>): Promise<Known[]> => (await withAgencies(ask, await rows.execute())).flatMap((row) => known(ask, row) ?? []);

/** The restricted minutes of this id, when this person reads them; else null, also where their item is out of reach. */
export const restrictedRead = async (ask: Ask, id: string): Promise<Known | null> => (await knownOf(ask, rowsOf(ask).where("restricted_minutes.id", "=", id))).find((one) => one.reads) ?? null;

/** The ids of those, of items about a subject, of which this person may know. */
export const knownRestricted = async (ask: Ask, subjectId: string): Promise<string[]> => (await knownOf(ask, rowsOf(ask).where("item.subject_id", "=", subjectId))).map((one) => one.id);

/** All that this person reads, of meetings that are over. */
export const restrictedOver = async (ask: Ask): Promise<Known[]> => (await knownOf(ask, rowsOf(ask).where("meeting.status", "in", ["ended", "agreed"]))).filter((one) => one.reads);

/** For whom they are, in words. */
export const forWhom = (one: Known): string => handlingInWords(one.handling, one.agencies.map((agency) => agency.name), one.panel);

/** Whether everybody of this agency reads them: what a paper made for it may hold. */
export const readByAll = (one: Known, agency: { id: string; kind: string }): boolean => readsText({ agencyId: agency.id, agencyKind: agency.kind, memberships: [] }, handledOf({ handling: one.handling, agency_id: one.agencyId, panel_id: one.panelId }, one.agencies));

/** Whether they write these minutes: those of their own agency, and not while the item is in closed session, where the chair names who writes. */
export async function writesRestricted(ask: Ask, one: Known, meeting: { panel_id: string; meeting_id: string }): Promise<boolean> {
  return one.own && may.writeMinutes(ask.who, meeting) && !(await closedNow(ask)).has(one.itemId);
}
