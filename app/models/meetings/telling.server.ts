import type { Ask } from "../core/ask.server.ts";
import type { Instant } from "../core/days.ts";
import type { Author } from "./authors.ts";
import { versionsOf } from "./fold.server.ts";
import { type Run, Story } from "./history.ts";
import { type Step, stepsOf } from "./steps.ts";
import { storyOf } from "./story.server.ts";

/** What a document's past tells: from its log, or, once its keystrokes are folded, from its versions. */
export interface Telling {
  last: number;
  /** A version is nobody's alone. */
  steps: (Omit<Step, "personId" | "agencyId"> & { personId: string | null })[];
  textAt: (seq: number) => string;
  runsAt: (seq: number) => Run[];
  row: (seq: number) => { personId: string | null; at: Instant } | null;
  people: Author[];
  folded: boolean;
}

/** The past of a document, as its log or its versions hold it now; that of none when there is no document. */
export async function tellingOf(ask: Ask, document: { id: string; folded_at: string | null } | undefined): Promise<Telling> {
  if (document?.folded_at) return folded(ask, document.id);
  const story = document ? await storyOf(ask.db, document.id) : new Story();
  const rows = new Map(story.rows.map((row) => [row.seq, row]));
  return {
    last: story.seq, steps: stepsOf(story.rows), textAt: (seq) => story.textAt(seq), runsAt: (seq) => story.runsAt(seq), row: (seq) => rows.get(seq) ?? null, people: await peopleOf(ask, story.rows), folded: false,
  };
}

async function folded(ask: Ask, documentId: string): Promise<Telling> {
  const versions = await versionsOf(ask.db, documentId);
  const ids = [...new Set(versions.flatMap((version) => version.authors.map(([, personId]) => personId)))];
  const agencies = ids.length ? await ask.db.selectFrom("person").select(["id as personId", "agency_id as agencyId"]).where("id", "in", ids).execute() : [];
  const at = (seq: number) => versions[seq - 1];
  return {
    last: versions.length, people: await peopleOf(ask, agencies), folded: true,
    steps: versions.map((version, i) => ({ seq: i + 1, personId: null, from: version.at, to: version.at, changes: 0 })),
    textAt: (seq) => at(seq)?.text ?? "",
    runsAt: (seq) => {
      let from = 0;
      return (at(seq)?.authors ?? []).map(([length, personId]) => ({ personId, text: at(seq)!.text.slice(from, (from += length)) }));
    },
    row: (seq) => (at(seq) ? { personId: null, at: at(seq)!.at } : null),
  };
}

/** Who wrote in a log, in the order of their first words, each with the agency that they last wrote for. */
export async function peopleOf(ask: Ask, rows: { personId: string; agencyId: string }[]): Promise<Author[]> {
  const agencyOf = new Map(rows.map((row) => [row.personId, row.agencyId]));
  if (!agencyOf.size) return [];
  const people = await ask.db.selectFrom("person").select(["id", "name"]).where("id", "in", [...agencyOf.keys()]).execute();
  const agencies = await ask.db.selectFrom("agency").select(["id", "name"]).where("id", "in", [...new Set(agencyOf.values())]).execute();
  return [...agencyOf].map(([personId, agencyId]) => ({ personId, name: people.find((one) => one.id === personId)?.name ?? "", agency: agencies.find((one) => one.id === agencyId)?.name ?? "" }));
}
