import { type RawBuilder, sql } from "kysely";
import type { Ask } from "../core/ask.server.ts";
import type { PanelSettings } from "../people/panel.ts";
import type { AsOf, SubjectFacts } from "./facts.ts";

export type Reading = Pick<Ask, "db">;

/** What every query of the facts is asked with. */
export interface Asked {
  panelId: string;
  meetingId: string;
  lastMeetingId: string | null;
  settings: PanelSettings;
  when: AsOf;
  /** The day is before today: what has ended since then still counted. */
  past: boolean;
  /** The first instant after the day. */
  end: string;
  /** The moment up to which an episode without a return has lasted: now, or the end of another day. */
  until: string;
}

export type Facts = Map<string, Partial<SubjectFacts>>;

export const rowsOf = async <T>(ask: Reading, query: RawBuilder<T>): Promise<T[]> => (await query.execute(ask.db)).rows;

/** The facts of one subject, made when there are none yet. */
export function factsOf(facts: Facts, id: string): Partial<SubjectFacts> {
  const known = facts.get(id);
  if (known) return known;
  const made: Partial<SubjectFacts> = {};
  facts.set(id, made);
  return made;
}

/** A case that was open on the day. */
export const isOpen = (alias: string, { when, past }: Asked) =>
  past ? sql`${sql.ref(`${alias}.opened_on`)} <= ${when.asOf} and (${sql.ref(`${alias}.closed_on`)} is null or ${sql.ref(`${alias}.closed_on`)} > ${when.asOf})` : sql`${sql.ref(`${alias}.closed_on`)} is null`;

/** A level that held on the day. One recorded at a meeting counts once its read-back is agreed. */
export const isCurrent = (alias: string, { when, past }: Asked) => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  const notEnded = past ? sql`(${column("ended_on")} is null or ${column("ended_on")} > ${when.asOf})` : sql`${column("ended_on")} is null`;
  return sql`${column("superseded_at")} is null and ${notEnded} and ${column("decided_on")} <= ${when.asOf} and (${column("item_id")} is null or ${column("agreed_at")} is not null)`;
};
