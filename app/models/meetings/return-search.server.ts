import { may, ofMeeting } from "../core/access.ts";
import { type Ask, look } from "../core/ask.server.ts";
import { csvOf } from "../core/csv.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { listedRefs } from "../core/opened.server.ts";
import { meetingInReach } from "../core/reach.server.ts";
import { found, NotFound } from "../core/refuse.ts";
import { kindName } from "../subjects/subject.ts";
import { returnsOfAgency } from "./return.server.ts";
import { agenciesApart } from "./return-who.server.ts";

/** Whom an agency looks for in its own systems before a meeting. */
export interface Sought {
  number: string | null;
  ref: string;
  kind: string;
  name: string;
  aliases: string[];
  bornOn: string | null;
  bornEstimated: boolean;
  addresses: string[];
  /** The number under which the agency itself knows them. */
  ownNumber: string | null;
}

type Number = "police_number" | "nhs_number" | "authority_number" | "upn";
/** Which of a record's numbers is an agency's own; of another's nothing is given. */
const numberOf: Record<string, { column: Number; name: string } | undefined> = {
  police: { column: "police_number", name: "Police number" }, health: { column: "nhs_number", name: "NHS number" }, "children's social care": { column: "authority_number", name: "Social care number" }, education: { column: "upn", name: "UPN" },
};

/**
 * The listed subjects that an agency was asked about and may know, with what it needs to find them. One's own agency's; any other's for who
 * prepares. Every opening and download is kept as a reading of each of these. Throws NotFound.
 */
const sought = (ask: Ask, meetingId: string, agencyId: string | null, downloaded: boolean) =>
  look(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    const wanted = agencyId ?? ask.who.agencyId;
    const own = wanted === ask.who.agencyId;
    if (!(own ? may.answerReturn : may.followReturns)(ask.who, ofMeeting(meeting))) throw new NotFound();
    const agency = found(await ask.db.selectFrom("agency").select(["id", "name", "kind"]).where("id", "=", wanted).executeTakeFirst());
    const panel = await ask.db.selectFrom("panel").select(["name", "code"]).where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const asked = await returnsOfAgency(ask, meeting.id, agency.id);
    const apart = await agenciesApart(ask, meeting.panel_id, asked.flatMap((row) => row.subject_id ?? []));
    const rows = asked.filter((row) => !apart(agency.id, row.subject_id!));
    if (!rows.length && !own) throw new NotFound();
    const details = await detailsOf(ask, rows.flatMap((row) => row.subject_id ?? []));
    happened({ what: "list opened", panelId: meeting.panel_id, meetingId: meeting.id, detail: listedRefs(rows.map((row) => row.ref)) });
    if (downloaded) happened({ what: "search list downloaded", panelId: meeting.panel_id, meetingId: meeting.id, detail: agency.id });
    const people = rows.map((row): Sought => {
      const one = details(row.subject_id!);
      const column = numberOf[agency.kind]?.column;
      return { number: row.number, ref: row.ref, kind: kindName(row.kind), name: row.name, aliases: one.aliases, bornOn: row.born_on, bornEstimated: one.bornEstimated, addresses: one.addresses, ownNumber: column ? (one.numbers[column] ?? null) : null };
    });
    return { meeting: { id: meeting.id, number: meeting.number, onDay: meeting.on_day }, panel: panel.name, code: panel.code, agency: { id: agency.id, name: agency.name, own }, numberName: numberOf[agency.kind]?.name ?? null, people, today: dayOf(ask.now), by: ask.who.name };
  });

/** For reading and on paper. */
export const searchListOf = (ask: Ask, meetingId: string, agencyId: string | null) => sought(ask, meetingId, agencyId, false);

/** The same as a file for a spreadsheet, with the name of the file, and what it is: no cell of it is a formula, nothing of a case is in the name. */
export async function searchListAsCsv(ask: Ask, meetingId: string, agencyId: string | null): Promise<{ name: string; text: string; title: string }> {
  const list = await sought(ask, meetingId, agencyId, true);
  const head = ["OFFICIAL-SENSITIVE", `${list.panel} ${list.meeting.number}, ${shortDay(list.meeting.onDay)}`, list.agency.name, `Taken by ${list.by}`];
  const columns = ["Item", "Reference", "Kind", "Name", "Also known as", "Date of birth", "Addresses", ...(list.numberName ? [list.numberName] : [])];
  const rows = list.people.map((one) => [one.number ?? "", one.ref, one.kind, one.name, one.aliases.join("; "), one.bornOn ? `${shortDay(one.bornOn)}${one.bornEstimated ? " (estimated)" : ""}` : "", one.addresses.join("; "), ...(list.numberName ? [one.ownNumber ?? ""] : [])]);
  return { name: `search-list-${list.code.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-${list.meeting.number}.csv`, text: csvOf([head, columns, ...rows]), title: `${list.panel} ${list.meeting.number}: search list for ${list.agency.name}` };
}

interface Detail {
  aliases: string[];
  addresses: string[];
  bornEstimated: boolean;
  numbers: Partial<Record<Number, string | null>>;
}

async function detailsOf(ask: Ask, ids: string[]): Promise<(id: string) => Detail> {
  if (!ids.length) return () => ({ aliases: [], addresses: [], bornEstimated: false, numbers: {} });
  const today = dayOf(ask.now);
  const aliases = await ask.db.selectFrom("alias").select(["subject_id", "name"]).where("subject_id", "in", ids).orderBy("name").execute();
  const children = await ask.db.selectFrom("child").select(["subject_id", "address", "born_estimated", "police_number", "nhs_number", "authority_number", "upn"]).where("subject_id", "in", ids).execute();
  const offenders = await ask.db.selectFrom("offender").select(["subject_id", "address", "born_estimated", "police_number"]).where("subject_id", "in", ids).execute();
  const locations = await ask.db.selectFrom("location").select(["subject_id", "address", "postcode"]).where("subject_id", "in", ids).execute();
  const placed = await ask.db.selectFrom("care_episode").select(["child_id as subject_id", "placement_address as address"]).where("child_id", "in", ids).where("superseded_at", "is", null).where("from_on", "<=", today)
    .where((eb) => eb.or([eb("to_on", "is", null), eb("to_on", ">=", today)])).execute();
  return (id) => {
    const person = [...children, ...offenders].find((row) => row.subject_id === id);
    const place = locations.find((row) => row.subject_id === id);
    const addresses = [person?.address, place && [place.address, place.postcode].filter(Boolean).join(", "), ...placed.filter((row) => row.subject_id === id).map((row) => row.address)].filter((one): one is string => Boolean(one));
    return { aliases: aliases.filter((row) => row.subject_id === id).map((row) => row.name), addresses: [...new Set(addresses)], bornEstimated: person?.born_estimated === 1, numbers: (person ?? {}) as Detail["numbers"] };
  };
}
