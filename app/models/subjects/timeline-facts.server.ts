import type { Ask } from "../core/ask.server.ts";
import { dayOf, shortDay } from "../core/days.ts";
import { panelIdsOf } from "../core/who.ts";
import { fields, sentence } from "./fields.ts";
import { interviewInWords, lengthInWords } from "./missing.ts";
import { measuresOf } from "./measure.server.ts";
import { periodKind } from "./period.ts";
import { reachedOf } from "./reached.server.ts";
import type { Source, Sources } from "./timeline.server.ts";
import type { Entry } from "./timeline.ts";

const most = 2000;
const plain = { at: null, text: null, href: null, notAgreed: false };
const people = async (ask: Ask, ids: (string | null)[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(ids.filter((id): id is string => Boolean(id)))];
  return new Map(wanted.length ? (await ask.db.selectFrom("person").select(["id", "name"]).where("id", "in", wanted.slice(0, 500)).execute()).map((p) => [p.id, p.name]) : []);
};

const periods: Source = async (ask, { id }) => {
  const rows = await ask.db.selectFrom("period").selectAll().where("subject_id", "=", id).where("superseded_at", "is", null).limit(most).execute();
  return rows.flatMap((p): Entry[] => {
    const label = periodKind(p.kind)?.label ?? sentence(p.kind);
    const begun: Entry = { ...plain, id: p.id, kind: "facts", on: p.from_on ?? dayOf(p.recorded_at), title: `${label}: ${p.value}`, text: [p.detail, p.from_on ? null : "first day not known"].filter(Boolean).join("; ") || null };
    const ends = periodKind(p.kind)?.ends;
    return p.to_on ? [begun, { ...plain, id: `${p.id} end`, kind: "facts", on: p.to_on, title: ends?.includes("date") ? `${ends}: ${label.toLowerCase()}` : `${label} ended: ${p.value}` }] : [begun];
  });
};

const care: Source = async (ask, { id, kind }) => {
  if (kind !== "child") return [];
  const rows = await ask.db.selectFrom("care_episode").selectAll().where("child_id", "=", id).where("superseded_at", "is", null).limit(most).execute();
  return rows.flatMap((c): Entry[] => {
    const what = [c.legal_status, c.placement].filter(Boolean).join(", ") || "not known";
    const begun: Entry = { ...plain, id: c.id, kind: "facts", on: c.from_on, title: `Care episode: ${what}`, text: c.responsible_authority };
    return c.to_on ? [begun, { ...plain, id: `${c.id} end`, kind: "facts", on: c.to_on, title: `Care episode ended: ${what}`, text: c.reason_ended }] : [begun];
  });
};

const missing: Source = async (ask, { id, kind }) => {
  if (kind !== "child") return [];
  const rows = await ask.db.selectFrom("missing_episode as m").leftJoin("return_interview as i", "i.episode_id", "m.id").selectAll("m").select(["i.offered", "i.result", "i.completed_on", "i.completed_at", "i.reason"])
    .where("m.child_id", "=", id).where("m.superseded_at", "is", null).orderBy("m.from_on", "desc").limit(most).execute();
  return rows.flatMap((m): Entry[] => {
    const href = `/subjects/${id}/missing/${m.id}`;
    const grade = m.police_grade ? `, graded ${m.police_grade}` : "";
    const entries: Entry[] = [{ ...plain, id: m.id, kind: "missing", on: m.from_on, at: m.from_at, href, title: m.kind === "missing" ? `Missing${grade}` : `Away from placement${grade}`, text: [m.missing_from && `from ${m.missing_from}`, m.harm && `harm: ${m.harm}`].filter(Boolean).join("; ") || null }];
    if (m.to_on) {
      const interview = m.offered ? { offered: m.offered, result: m.result ?? ("not known" as const), completedOn: m.completed_on, completedAt: m.completed_at } : null;
      const words = interviewInWords({ toOn: m.to_on, toAt: m.to_at }, interview, ask.now);
      entries.push({ ...plain, id: `${m.id} return`, kind: "missing", on: m.to_on, at: m.to_at, href, title: `Returned after ${lengthInWords({ fromOn: m.from_on, fromAt: m.from_at, toOn: m.to_on, toAt: m.to_at }, ask.now)}`, text: `Interview ${words}` });
      if (interview?.completedOn) entries.push({ ...plain, id: `${m.id} interview`, kind: "missing", on: interview.completedOn, at: interview.completedAt, href, title: "Return home interview completed" });
    }
    return entries;
  });
};

const links: Source = async (ask, { id }) => {
  const of = (mine: "a_id" | "b_id") => ask.db.selectFrom("link").selectAll().where(mine, "=", id).where("superseded_at", "is", null).where("handling", "=", "shared").limit(most).execute();
  const rows = [...(await of("a_id")), ...(await of("b_id"))];
  const reached = await reachedOf(ask, rows.map((l) => (l.a_id === id ? l.b_id : l.a_id)));
  return rows.flatMap((l): Entry[] => {
    const other = reached.get(l.a_id === id ? l.b_id : l.a_id);
    if (!other) return [];
    const title = `Linked to ${other.ref} ${other.name}: ${l.kind}, ${l.confidence}`;
    const begun: Entry = { ...plain, id: l.id, kind: "links", on: l.from_on ?? dayOf(l.recorded_at), href: `/subjects/${other.id}`, title, text: [l.source && `source: ${l.source}`, l.from_on ? null : "recorded that day; first day not known"].filter(Boolean).join("; ") || null };
    return l.to_on ? [begun, { ...plain, id: `${l.id} end`, kind: "links", on: l.to_on, href: `/subjects/${other.id}`, title: `Link ended: ${other.ref} ${other.name}, ${l.kind}` }] : [begun];
  });
};

const measures: Source = async (ask, { id }) => {
  const rows = await measuresOf(ask, id);
  const today = dayOf(ask.now);
  return rows.flatMap((m): Entry[] => {
    const href = `/subjects/${m.against.id}#measures`;
    const who = m.against.id === id ? (m.protects.length ? `protects ${m.protects.map((c) => c.ref).join(", ")}` : null) : `against ${m.against.ref} ${m.against.name}`;
    const name = sentence(m.kind);
    return [
      ...(m.issuedOn ? [{ ...plain, id: m.id, kind: "measures" as const, on: m.issuedOn, href, title: `${name} issued`, text: [who, m.issuedBy && `by ${m.issuedBy}`].filter(Boolean).join("; ") || null }] : []),
      ...m.breaches.map((b, i) => ({ ...plain, id: `${m.id} breach ${i}`, kind: "measures" as const, on: b.on, href, title: `${name} breached`, text: b.response ?? who })),
      ...(m.expiresOn && m.expiresOn <= today && m.status !== "became another" && m.status !== "withdrawn" ? [{ ...plain, id: `${m.id} end`, kind: "measures" as const, on: m.expiresOn, href, title: `${name} expired`, text: who }] : []),
    ];
  });
};

const labels: Record<string, string> = Object.fromEntries(Object.values(fields).flat().map((f) => [f.name, f.label]));
const things: Record<string, string> = { return_interview: "Return home interview changed", measure: "Disruption measure changed", alias: "Name taken away" };

const changes: Source = async (ask, about) => {
  const { id } = about;
  const subject = await ask.db.selectFrom("subject").select(["created_at", "created_by_id"]).where("id", "=", id).executeTakeFirst();
  const rows = await ask.db.selectFrom("record_change").selectAll().where("subject_id", "=", id).limit(most).execute();
  const aliases = await ask.db.selectFrom("alias").selectAll().where("subject_id", "=", id).limit(most).execute();
  const names = await people(ask, [subject?.created_by_id ?? null, ...rows.map((r) => r.recorded_by_id), ...aliases.map((a) => a.recorded_by_id)]);
  // Of a measure that is not theirs to know of, not even that it was changed.
  const measures = new Set(rows.some((r) => r.thing === "measure") ? (await measuresOf(ask, id)).map((one) => one.id) : []);
  const by = (person: string | null) => (person && names.has(person) ? `by ${names.get(person)}` : null);
  const known = (value: string | null, field: string) => (value === null || value === "" ? "not known" : field.endsWith("_on") ? shortDay(value) : `“${value.length > 80 ? `${value.slice(0, 79)}…` : value}”`);
  return [
    ...(subject ? [{ ...plain, id: `${id} made`, kind: "record" as const, on: dayOf(subject.created_at), at: subject.created_at, title: "Record made", text: by(subject.created_by_id) }] : []),
    ...rows.filter((r) => r.thing !== "measure" || !r.thing_id || measures.has(r.thing_id)).map((r): Entry => ({
      ...plain, id: r.id, kind: "record", on: dayOf(r.recorded_at), at: r.recorded_at,
      title: r.thing === about.kind ? `${labels[r.field] ?? sentence(r.field)} changed` : (things[r.thing] ?? "Record changed"),
      text: [r.thing === "return_interview" || r.field === "became_id" ? null : `was ${known(r.was, r.field)}${r.thing === "alias" ? "" : `, now ${known(r.became, r.field)}`}`, by(r.recorded_by_id)].filter(Boolean).join("; ") || null,
    })),
    ...aliases.filter((a) => a.recorded_at !== subject?.created_at).map((a): Entry => ({ ...plain, id: a.id, kind: "record", on: dayOf(a.recorded_at), at: a.recorded_at, title: `Also known as “${a.name}”`, text: by(a.recorded_by_id) })),
  ];
};

const imports: Source = async (ask, { id }) => {
  const panels = panelIdsOf(ask.who);
  if (!panels.length) return [];
  const rows = await ask.db.selectFrom("import_change").innerJoin("import_run", "import_run.id", "import_change.import_id").select(["import_change.import_id", "import_change.what", "import_run.ended_at", "import_run.started_at"])
    .where("import_change.subject_id", "=", id).where("import_run.panel_id", "in", panels).limit(most).execute();
  return rows.map((r): Entry => ({ ...plain, id: `${r.import_id} import`, kind: "record", on: dayOf(r.ended_at ?? r.started_at), at: r.ended_at ?? r.started_at, href: `/imports/${r.import_id}`, title: r.what, text: null }));
};

export const sourcesOfFacts: Sources = [["facts", periods], ["facts", care], ["missing", missing], ["links", links], ["measures", measures], ["record", changes], ["record", imports]];
