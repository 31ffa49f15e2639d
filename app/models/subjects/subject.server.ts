import type { NewRow } from "#db/tables.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, newId } from "../core/ask.server.ts";
import { type Day, dayOf } from "../core/days.ts";
import { panelInReach } from "../core/reach.server.ts";
import { allow, NotAgreed } from "../core/refuse.ts";
import { beginCase } from "./case.server.ts";
import { duplicatesOf } from "./duplicates.server.ts";
import type { Values } from "./fields.ts";
import { writeGrams } from "./names.server.ts";
import { nextRef } from "./ref.server.ts";
import { type Kind, whyNotRecord } from "./subject.ts";
import { columnsOf } from "./values.server.ts";

export { recordOf } from "./record.server.ts";

export interface Creating {
  kind: Kind;
  /** By field name (fields.ts); what is left out is not known. */
  values: Values;
  aliases?: string[];
  /** The panel that the record comes to, why, and when it is first reviewed. */
  panelId: string;
  why: string;
  reviewOn: Day;
  /** Somebody has looked at the likely duplicates and says that this is another. */
  somebodyElse?: boolean;
}

/**
 * Makes a record and opens its case. Returns its id. Throws NotAgreed with a field for what cannot be, and with `about` (likely
 * duplicates in reach) until `somebodyElse` is said.
 */
export const createSubject = (ask: Ask, { kind, values, aliases = [], panelId, why, reviewOn, somebodyElse }: Creating): Promise<string> =>
  commit(ask, async (ask, happened) => {
    // Before anything is compared: to outsiders, “this number cannot be used” would say that somebody is recorded under it.
    const panel = await panelInReach(ask, panelId);
    allow(may.createSubject(ask.who, { panelId: panel.id }));
    const at = ask.now.toISOString();
    const fault = whyNotRecord(kind, values, aliases, dayOf(ask.now));
    if (fault) throw new NotAgreed(fault.message, fault.field);
    if (!somebodyElse) {
      const alike = await duplicatesOf(ask, kind, values, aliases);
      if (alike.length) throw new NotAgreed("This may be somebody who is recorded already. Look at the likely ones, and say if this is somebody else", "somebodyElse", alike);
    }
    await whyNotNumber(ask, kind, values);
    const id = newId();
    const ref = await nextRef(ask, kind);
    await ask.db.insertInto("subject").values({ id, kind, ref, created_at: at, created_by_id: ask.who.id || null, display_name: ref, born_on: values.born_on ?? null }).execute();
    const columns = { subject_id: id, ...columnsOf(kind, values) };
    if (kind === "child") await ask.db.insertInto("child").values(columns as NewRow<"child">).execute();
    else if (kind === "offender") await ask.db.insertInto("offender").values(columns as NewRow<"offender">).execute();
    else await ask.db.insertInto("location").values(columns as unknown as NewRow<"location">).execute();
    const known = [...new Set(aliases.map((name) => name.trim()).filter(Boolean))];
    if (known.length) await ask.db.insertInto("alias").values(known.map((name) => ({ id: newId(), subject_id: id, name, kind: "known as", recorded_at: at, recorded_by_id: ask.who.id || null }))).execute();
    await writeGrams(ask, id);
    happened({ what: "record created", panelId, subjectId: id });
    await beginCase(ask, happened, { id, ref, kind }, { panelId, why, reviewOn });
    return id;
  });

/** Two children cannot bear one number of one authority. The words are the same whether or not the other one is in reach. */
export async function whyNotNumber(ask: Ask, kind: Kind, values: Values, exceptId?: string): Promise<void> {
  if (kind !== "child" || !values.authority || !values.authority_number) return;
  const other = await ask.db.selectFrom("child").select("subject_id").where("authority", "=", values.authority).where("authority_number", "=", values.authority_number).executeTakeFirst();
  if (other && other.subject_id !== exceptId) throw new NotAgreed("This number cannot be used. Check it; if it is right, ask your panel's coordinator", "authority_number");
}
