import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { type Day, dayOf, type Instant } from "../core/days.ts";
import { type Handling, handlingInWords, readsText, type Withheld } from "../core/handling.ts";
import { isNewlyOpened, noteOpened } from "../core/opened.server.ts";
import { subjectInReach } from "../core/reach.server.ts";
import { NotAgreed, NotFound, allow, found } from "../core/refuse.ts";
import { panelIdsOf } from "../core/who.ts";
import type { Row as RowOf } from "#db/tables.ts";
import { whyNotDays } from "./dates.ts";
import { agenciesNamed, agencyChoices, type HandlingForm, hiddenOf, ownContact, panelsToTell, readersOfWords, rehandled, type Rehandling } from "./handled.server.ts";
import { type Linking, joins } from "./link.ts";
import type { Named } from "./names.server.ts";
import { changeable, reachedOf, supersede } from "./reached.server.ts";

// A link is an agency's words like a note: one that is not shared stands on no card, agenda or timeline, only on the record, for those who read it.

type Row = RowOf<"link">;

/** Of these links, which this person reads, and of which they know only who holds them. The others do not exist for them. */
async function readable(ask: Ask, rows: readonly Row[]): Promise<{ reads: (row: Row) => boolean; knows: (row: Row) => boolean }> {
  const named = rows.some((row) => row.handling === "named agencies") ? await ask.db.selectFrom("link_agency").selectAll().where("link_id", "in", rows.map((row) => row.id)).execute() : [];
  const reads = (row: Row) =>
    row.handling === "shared" || readsText(ask.who, { handling: row.handling, agencyId: row.agency_id ?? "", agencyIds: named.filter((one) => one.link_id === row.id).map((one) => one.agency_id), panelId: row.panel_id ?? "" });
  return { reads, knows: (row) => row.hidden === 0 || reads(row) };
}

/** Links two subjects, both of them in reach, in the name of the person's agency. Returns the link's id. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const linkSubjects = (ask: Ask, subjectId: string, linking: Linking & HandlingForm & { panelId: string | null; contact: string | null }): Promise<string> =>
  commit(ask, async (ask, happened) => {
    const one = await changeable(ask, subjectId);
    const other = (await reachedOf(ask, [linking.otherId])).get(linking.otherId);
    if (!other) throw new NotAgreed("Choose a record from the list", "other");
    if (other.id === one.id) throw new NotAgreed("Choose another record: this is the same one", "other");
    if (!joins(linking.kind, one.kind, other.kind)) throw new NotAgreed(`“${linking.kind}” does not join these two kinds of record`, "kind");
    const fault = whyNotDays(linking, { today: dayOf(ask.now) });
    if (fault) throw new NotAgreed(fault.message, fault.field);
    const panels = await panelsToTell(ask, one.id);
    const panel = panels.find(({ id }) => id === linking.panelId) ?? (panels.length === 1 ? panels[0] : undefined);
    if (linking.handling !== "shared" && !panel) throw new NotAgreed("Choose one of your panels", "panelId");
    if (linking.handling !== "shared" && !linking.contact) throw new NotAgreed("Say whom to contact", "contact");
    const agencyIds = linking.handling === "shared" ? [] : await agenciesNamed(ask, panel!.id, linking);
    const alike = await ask.db.selectFrom("link").selectAll().where("superseded_at", "is", null).where("kind", "=", linking.kind).where("to_on", "is", null)
      .where((eb) => eb.or([eb.and([eb("a_id", "=", one.id), eb("b_id", "=", other.id)]), eb.and([eb("a_id", "=", other.id), eb("b_id", "=", one.id)])])).execute();
    const { reads } = await readable(ask, alike);
    if (alike.some(reads)) throw new NotAgreed(`${one.ref} and ${other.ref} are linked as “${linking.kind}” already`, "other");
    const id = newId();
    await ask.db.insertInto("link").values({ id, a_id: one.id, b_id: other.id, kind: linking.kind, confidence: linking.confidence, source: linking.source, from_on: linking.fromOn, to_on: linking.toOn, note: linking.note, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null, agency_id: ask.who.agencyId, panel_id: panel?.id ?? null, handling: linking.handling, hidden: hiddenOf(linking), contact: linking.contact }).execute();
    for (const agency_id of agencyIds) await ask.db.insertInto("link_agency").values({ link_id: id, agency_id }).execute();
    happened({ what: "link recorded", subjectId: one.id, detail: id });
    happened({ what: "link recorded", subjectId: other.id, detail: id });
    return id;
  });

/** What the form of linking offers: panels, and the agencies of these. The subject must be in reach. */
export async function toLink(ask: Ask, subjectId: string) {
  const panels = await panelsToTell(ask, (await changeable(ask, subjectId)).id);
  return { panels, agencies: await agencyChoices(ask, panels.map((panel) => panel.id)), contact: await ownContact(ask), agency: ask.who.agencyName };
}

/** Changes how sure a link is, or ends it: one that is not shared, its own agency. What stood there is kept as superseded. */
export const changeLink = (ask: Ask, subjectId: string, linkId: string, { confidence, source, toOn, note }: { confidence: string; source: string | null; toOn: Day | null; note: string | null }): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const one = await changeable(ask, subjectId);
    const { link } = await linkOf(ask, one.id, linkId);
    allow(link.handling === "shared" || link.agency_id === ask.who.agencyId, "The agency whose words they are decides this");
    const fault = whyNotDays({ fromOn: link.from_on, toOn }, { today: dayOf(ask.now) });
    if (fault) throw new NotAgreed(fault.message, fault.field);
    await supersede(ask, "link", linkId);
    await ask.db.updateTable("link").set({ confidence, source, to_on: toOn, note, recorded_at: ask.now.toISOString(), recorded_by_id: ask.who.id || null }).where("id", "=", linkId).execute();
    for (const id of [link.a_id, link.b_id]) happened({ what: toOn ? "link ended" : "link recorded", subjectId: id, detail: linkId });
  });

/** A standing link of a subject that this person reads, both ends in reach, and its other end. Throws NotFound. */
export async function linkOf(ask: Ask, subjectId: string, linkId: string) {
  const one = await subjectInReach(ask, subjectId);
  const link = found(await ask.db.selectFrom("link").selectAll().where("id", "=", linkId).where("superseded_at", "is", null).where((eb) => eb.or([eb("a_id", "=", one.id), eb("b_id", "=", one.id)])).executeTakeFirst());
  if (!(await readable(ask, [link])).reads(link)) throw new NotFound();
  const otherId = link.a_id === one.id ? link.b_id : link.a_id;
  return { link, other: found((await reachedOf(ask, [otherId])).get(otherId)) };
}

export interface LinkShown {
  id: string;
  kind: string;
  confidence: string;
  source: string | null;
  note: string | null;
  fromOn: Day | null;
  toOn: Day | null;
  ended: boolean;
  other: Named;
  /** For whom it is, where that is not the panel. */
  restricted: string | null;
  /** Whether this person may change it. */
  own: boolean;
  /** The other's highest current level on a scale of this person's panels. */
  level: string | null;
  rank: number | null;
}

/** The links of a subject in reach already that this person reads, as of a day: only those whose other end is in reach too, and so is their number. */
export const linksUpTo = async (ask: Ask, subjectId: string, on: Day): Promise<LinkShown[]> => (await linksKnown(ask, subjectId, on)).links;

/** The same, and who holds those of which the person may only know that they are. */
export async function linksKnown(ask: Ask, subjectId: string, on: Day): Promise<{ links: LinkShown[]; held: Withheld[] }> {
  const of = (mine: "a_id" | "b_id") => ask.db.selectFrom("link").selectAll().where(mine, "=", subjectId).where("superseded_at", "is", null).where((eb) => eb.or([eb("from_on", "is", null), eb("from_on", "<=", on)])).execute();
  const all = [...(await of("a_id")), ...(await of("b_id"))];
  const { reads, knows } = await readable(ask, all);
  const rows = all.filter(knows);
  const agencies = rows.some((row) => row.handling !== "shared") ? await ask.db.selectFrom("agency").select(["id", "name"]).execute() : [];
  const nameOf = (id: string | null) => agencies.find((one) => one.id === id)?.name ?? "";
  const otherOf = (row: { a_id: string; b_id: string }) => (row.a_id === subjectId ? row.b_id : row.a_id);
  const reached = await reachedOf(ask, rows.map(otherOf));
  const panels = panelIdsOf(ask.who);
  const risks = reached.size && panels.length
    ? await ask.db.selectFrom("risk").select(["subject_id", "level", "rank"]).where("subject_id", "in", [...reached.keys()].slice(0, 500)).where("panel_id", "in", panels).where("superseded_at", "is", null).where("agreed_at", "is not", null).where("decided_on", "<=", on)
        .where((eb) => eb.or([eb("ended_on", "is", null), eb("ended_on", ">", on)])).orderBy("rank", "desc").execute()
    : [];
  const held = rows.filter((row) => !reads(row) && reached.has(otherOf(row)) && (row.to_on === null || row.to_on >= on)).map((row) => ({ by: nameOf(row.agency_id), contact: row.contact ?? "" }));
  const links = rows.filter(reads).flatMap((row) => {
    const other = reached.get(otherOf(row));
    if (!other) return [];
    const risk = risks.find((r) => r.subject_id === other.id);
    return [{ id: row.id, kind: row.kind, confidence: row.confidence, source: row.source, note: row.note, fromOn: row.from_on, toOn: row.to_on, ended: row.to_on !== null && row.to_on < on, restricted: row.handling === "shared" ? null : `${row.handling === "named agencies" ? "Named agencies" : handlingInWords(row.handling, [], "the panel")}${row.hidden === 1 ? ", hidden from others" : ""}`, own: row.handling === "shared" || row.agency_id === ask.who.agencyId, other, level: risk?.level ?? null, rank: risk?.rank ?? null }];
  }).sort((a, b) => Number(a.ended) - Number(b.ended) || (b.rank ?? 0) - (a.rank ?? 0) || a.other.ref.localeCompare(b.other.ref));
  return { links, held };
}

/** Notes that links which are not for everybody were read, of either end. Inside a look. */
export async function noteLinksRead(ask: Ask, happened: Parameters<typeof noteOpened>[1], subjectId: string, links: readonly LinkShown[]): Promise<void> {
  for (const link of links)
    if (link.restricted && (await isNewlyOpened(ask, "link opened", { detail: link.id }))) for (const end of [subjectId, link.other.id]) happened({ what: "link opened", subjectId: end, detail: link.id });
}

export interface LinkHandling {
  handling: Handling;
  agencyIds: string[];
  hidden: boolean;
  readers: { name: string; agency: string; at: Instant }[];
  changes: { at: Instant; was: string; became: string; reason: string; lawfulBasis: string | null; by: string }[];
  agencies: { id: string; name: string }[];
  agency: string;
}

async function ownLink(ask: Ask, subjectId: string, linkId: string) {
  const { link, other } = await linkOf(ask, subjectId, linkId);
  allow(link.agency_id === ask.who.agencyId && link.panel_id !== null, "The agency whose words they are decides this");
  return { link: { ...link, panelId: link.panel_id! }, other };
}

/** For whom a link of one's own agency is, was, and who has read it. Opening is kept in the audit. Throws NotFound, NotAllowed. */
export const linkHandling = (ask: Ask, subjectId: string, linkId: string): Promise<LinkHandling> =>
  look(ask, async (ask, happened) => {
    const { link } = await ownLink(ask, subjectId, linkId);
    await noteOpened(ask, happened, "link opened", { subjectId, detail: link.id });
    const named = await ask.db.selectFrom("link_agency").select("agency_id").where("link_id", "=", link.id).execute();
    const changes = await ask.db.selectFrom("link_change").innerJoin("person", "person.id", "link_change.by_id").select(["link_change.at", "link_change.was", "link_change.became", "link_change.reason", "link_change.lawful_basis as lawfulBasis", "person.name as by"]).where("link_id", "=", link.id).orderBy("at").execute();
    return { handling: link.handling, agencyIds: named.map((one) => one.agency_id), hidden: link.hidden === 1, readers: await readersOfWords(ask, "link opened", link.id, link.recorded_by_id), changes, agencies: await agencyChoices(ask, [link.panelId]), agency: ask.who.agencyName };
  });

/**
 * Makes a link for more people, or for fewer: with a reason, and with a lawful basis where somebody will read it who did not. Who has read it
 * already stays known. Throws NotFound, NotAllowed, NotAgreed beside the field.
 */
export const changeLinkHandling = (ask: Ask, subjectId: string, linkId: string, form: Rehandling): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const { link } = await ownLink(ask, subjectId, linkId);
    const agencies = await ask.db.selectFrom("link_agency").innerJoin("agency", "agency.id", "link_agency.agency_id").select(["agency.id", "agency.name"]).where("link_id", "=", link.id).orderBy("agency.name").execute();
    const { agencyIds, hidden, change } = await rehandled(ask, { ...link, agencyId: ask.who.agencyId, agencies }, form);
    if (form.handling !== "shared" && !link.contact) await ask.db.updateTable("link").set({ contact: await ownContact(ask) }).where("id", "=", link.id).execute();
    await ask.db.deleteFrom("link_agency").where("link_id", "=", link.id).execute();
    for (const agency_id of agencyIds) await ask.db.insertInto("link_agency").values({ link_id: link.id, agency_id }).execute();
    await ask.db.updateTable("link").set({ handling: form.handling, hidden }).where("id", "=", link.id).execute();
    await ask.db.insertInto("link_change").values({ ...change, link_id: link.id }).execute();
    for (const id of [link.a_id, link.b_id]) happened({ what: "link handling changed", panelId: hidden && link.hidden === 1 ? null : link.panelId, subjectId: id, detail: link.id });
  });

/** The ids of a subject's links of which this person may know. The subject must be in reach. */
export async function knownLinks(ask: Ask, subjectId: string): Promise<string[]> {
  const rows = await ask.db.selectFrom("link").selectAll().where("superseded_at", "is", null).where((eb) => eb.or([eb("a_id", "=", subjectId), eb("b_id", "=", subjectId)])).execute();
  const { knows } = await readable(ask, rows);
  const reached = await reachedOf(ask, rows.flatMap((row) => [row.a_id, row.b_id]));
  return rows.filter((row) => knows(row) && reached.has(row.a_id) && reached.has(row.b_id)).map((row) => row.id);
}

/** The children in reach whom a person or location is linked to, as choices of a form. */
export async function linkedChildren(ask: Ask, subjectId: string): Promise<{ value: string; label: string }[]> {
  const children = (await linksUpTo(ask, subjectId, dayOf(ask.now))).map((link) => link.other).filter((other) => other.kind === "child");
  return [...new Map(children.map((child) => [child.id, { value: child.id, label: `${child.ref} ${child.name}` }])).values()];
}
