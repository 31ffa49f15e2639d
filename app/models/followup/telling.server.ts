import type { Db } from "#db/connect.server.ts";
import { type Ask, commit, type Happened, newId } from "../core/ask.server.ts";
import { dayOf } from "../core/days.ts";
import { post, takeBack } from "../core/letter.server.ts";
import { isWorkday } from "../core/workdays.ts";
import { nobody } from "../core/who.ts";
import { chaseOf, type TellingKind, tellingLetter } from "./telling.ts";

interface Recipient {
  role: "owner" | "lead";
  /** Null for whom there is no letter: they are told by hand. */
  id: string | null;
  name: string | null;
}

/** Those who may know nothing of this action: they have a conflict of interest about whom it is about, or about the subject of its item. */
async function kept(ask: Pick<Ask, "db">, action: { id: string; item_id: string | null }): Promise<Set<string>> {
  const about = await ask.db.selectFrom("action_subject").select("subject_id").where("action_id", "=", action.id).execute();
  const item = action.item_id ? await ask.db.selectFrom("item").select("subject_id").where("id", "=", action.item_id).executeTakeFirst() : undefined;
  const ids = [...about.map((row) => row.subject_id), ...(item?.subject_id ? [item.subject_id] : [])];
  if (!ids.length) return new Set();
  return new Set((await ask.db.selectFrom("conflict").select("person_id").where("subject_id", "in", ids).where("ended_at", "is", null).execute()).map((row) => row.person_id));
}

/** Who hears of it: of a new action its owner and the agency's leads; of a date the owner; when that did not help, the leads. Where there is nobody to write to, one line for the list of who is told by hand. */
async function recipientsOf(ask: Pick<Ask, "db">, kind: TellingKind, action: { id: string; item_id: string | null; agency_id: string; person_id: string | null; person_name: string | null }): Promise<Recipient[]> {
  const apart = await kept(ask, action);
  const people = await ask.db.selectFrom("person").select(["id", "is_lead"]).where("agency_id", "=", action.agency_id).where("ended_at", "is", null).where("is_administrator", "=", 0).where("is_auditor", "=", 0).orderBy("id").execute();
  const known = people.filter((person) => !apart.has(person.id));
  const owner: Recipient | null = action.person_name ? { role: "owner", id: null, name: action.person_name } : known.some((person) => person.id === action.person_id) ? { role: "owner", id: action.person_id, name: null } : null;
  const leads = known.filter((person) => person.is_lead === 1 && person.id !== action.person_id).map((person): Recipient => ({ role: "lead", id: person.id, name: null }));
  const nobodyThere: Recipient = { role: "lead", id: null, name: null };
  if (kind === "issued") return owner || leads.length ? [...(owner ? [owner] : []), ...leads] : [nobodyThere];
  if (kind === "escalation") return leads.length ? leads : owner && action.person_id && people.some((person) => person.id === action.person_id && person.is_lead === 1) ? [owner] : [nobodyThere];
  return owner ? [owner] : leads.length ? leads : [nobodyThere];
}

/**
 * Tells whom it concerns of an action, each once (of a date once for each due day): by letter, or by putting them on the list of who is told by hand.
 * One who passed it on, or got it back, is told again when it is theirs anew. Inside a commit only.
 */
export async function tell(ask: Ask, happened: Happened, actionId: string, kind: TellingKind): Promise<void> {
  const action = await ask.db.selectFrom("action").innerJoin("panel", "panel.id", "action.panel_id").innerJoin("agency", "agency.id", "action.agency_id").selectAll("action").select(["panel.name as panel", "agency.name as agency"]).where("action.id", "=", actionId).executeTakeFirstOrThrow();
  const before = await ask.db.selectFrom("telling").leftJoin("letter", "letter.id", "telling.letter_id").select(["telling.role", "telling.to_id", "telling.to_name", "telling.due_on", "telling.agency_id"]).where("telling.action_id", "=", action.id).where("telling.kind", "=", kind)
    // Whose letter was taken back before it went out has not been told.
    .where("letter.ended_at", "is", null).orderBy("telling.at", "desc").orderBy("telling.id").execute();
  const owner = before.find((one) => one.role === "owner");
  let told = 0;
  const recipients = await recipientsOf(ask, kind, action);
  if (kind === "issued") await takeBack(ask, action.id, recipients.flatMap((one) => one.id ?? []));
  for (const to of recipients) {
    const same = (one: (typeof before)[number]) => one.agency_id === action.agency_id && one.to_id === to.id && one.to_name === to.name && (kind === "issued" || one.due_on === action.due_on);
    // Whose it is again after somebody else's is told anew.
    if (kind === "issued" && to.role === "owner" ? owner && same(owner) : before.some((one) => one.role === to.role && same(one))) continue;
    const letter = tellingLetter(kind, to.role, { panel: action.panel, ref: action.ref, dueOn: action.due_on, agency: action.agency });
    const letterId = to.id ? await post(ask, { toId: to.id, kind: "action", ...letter, panelId: action.panel_id, meetingId: action.meeting_id, itemId: action.item_id, actionId: action.id }) : null;
    await ask.db.insertInto("telling").values({ id: newId(), action_id: action.id, kind, role: to.role, agency_id: action.agency_id, to_id: to.id, to_name: to.name, due_on: action.due_on, letter_id: letterId, at: ask.now.toISOString() }).execute();
    told++;
  }
  if (told) happened({ what: "owner told", panelId: action.panel_id, meetingId: action.meeting_id, itemId: action.item_id, actionId: action.id, detail: kind });
}

/** Tells the owners of these actions, and their agencies' leads, that they have them. Those that have not gone out are left out. Inside a commit only. */
export async function tellOwners(ask: Ask, happened: Happened, actionIds: readonly string[]): Promise<void> {
  if (!actionIds.length) return;
  const issued = await ask.db.selectFrom("action").select("id").where("id", "in", [...actionIds]).where("issued_at", "is not", null).where("removed_at", "is", null).orderBy("ref").execute();
  for (const { id } of issued) await tell(ask, happened, id, "issued");
}

/**
 * Reminds owners of what is due soon and what is overdue, and the leads of what stays so: on working days, each once for each due day. By nobody's
 * wish: a job. Returns how many actions somebody was told of.
 */
export async function chaseActions({ db, now }: { db: Db; now: Date }): Promise<number> {
  const today = dayOf(now);
  if (!isWorkday(today)) return 0;
  const open = await db.selectFrom("action").select(["id", "state", "due_on"]).where("issued_at", "is not", null).where("ended_at", "is", null).where("removed_at", "is", null).where("state", "in", ["not started", "in progress", "blocked"]).execute();
  const wanted = open.flatMap((action) => {
    const kind = chaseOf(action, today);
    return kind ? [{ id: action.id, kind, dueOn: action.due_on }] : [];
  });
  const done = new Set((await db.selectFrom("telling").innerJoin("action", (join) => join.onRef("action.id", "=", "telling.action_id").onRef("action.due_on", "=", "telling.due_on").onRef("action.agency_id", "=", "telling.agency_id")).select(["telling.action_id", "telling.kind"]).where("action.ended_at", "is", null).execute()).map((row) => `${row.action_id} ${row.kind}`));
  let told = 0;
  for (const { id, kind } of wanted) {
    if (done.has(`${id} ${kind}`)) continue;
    await commit({ db, now, who: nobody }, (ask, happened) => tell(ask, happened, id, kind));
    told++;
    // Pages have their turn between two of them.
    await new Promise(setImmediate);
  }
  return told;
}
