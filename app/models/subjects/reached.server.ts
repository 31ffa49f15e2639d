import { mayAnywhere } from "../core/access.ts";
import { type Ask, look, newId } from "../core/ask.server.ts";
import { subjectInReach, subjectsInReach } from "../core/reach.server.ts";
import { allow, found } from "../core/refuse.ts";
import type { Named } from "./names.server.ts";
import { type Kind, kindName } from "./subject.ts";

/** Who a form is about. */
export interface Head {
  id: string;
  kind: Kind;
  kindName: string;
  ref: string;
  name: string;
  bornOn: string | null;
}

/** The subject that a form changes, for its page; the opening is audited. Throws NotFound out of reach, NotAllowed for those who change no record. */
export const headOf = (ask: Ask, subjectId: string): Promise<Head> =>
  look(ask, async (ask, happened) => {
    const subject = await changeable(ask, subjectId);
    happened({ what: "record opened", subjectId: subject.id });
    return headFor(subject);
  });

/** A subject in reach as the top of its forms names it. */
export const headFor = (subject: Awaited<ReturnType<typeof subjectInReach>>): Head => ({ id: subject.id, kind: subject.kind, kindName: kindName(subject.kind), ref: subject.ref, name: subject.display_name, bornOn: subject.born_on });

/** The subject, for somebody who may change its record, and of one of `kinds`. */
export async function changeable(ask: Ask, subjectId: string, ...kinds: Kind[]) {
  const subject = await subjectInReach(ask, subjectId);
  if (kinds.length) found(kinds.includes(subject.kind) || null);
  allow(mayAnywhere(ask.who, "changeRecord"), "Only members of a panel change its records");
  return subject;
}

/** Those of these subjects that are in reach, by id. What is not in the answer does not exist for this person. */
export async function reachedOf(ask: Ask, ids: readonly (string | null)[]): Promise<Map<string, Named>> {
  const wanted = [...new Set(ids.filter((id): id is string => id !== null))];
  const reached = new Map<string, Named>();
  for (let i = 0; i < wanted.length; i += 500) {
    const rows = await subjectsInReach(ask).select(["subject.id", "subject.kind", "subject.ref", "subject.display_name as name", "subject.born_on as bornOn"]).where("subject.id", "in", wanted.slice(i, i + 500)).execute();
    for (const row of rows) reached.set(row.id, row);
  }
  return reached;
}

type Kept = "period" | "care_episode" | "link" | "missing_episode";

/**
 * Lays the present state of a row aside under a new id, stamped as superseded, so that the row itself can be corrected and what points at it
 * stays right. Inside a commit.
 */
export async function supersede(ask: Ask, table: Kept, id: string): Promise<void> {
  const row = found(await ask.db.selectFrom(table).selectAll().where("id", "=", id).where("superseded_at", "is", null).executeTakeFirst());
  await ask.db.insertInto(table).values({ ...row, id: newId(), superseded_at: ask.now.toISOString() } as never).execute();
}
