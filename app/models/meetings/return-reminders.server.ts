import type { Db } from "#db/connect.server.ts";
import { type Ask, commit } from "../core/ask.server.ts";
import { dayOf, fullDay, timeOf } from "../core/days.ts";
import { post } from "../core/letter.server.ts";
import { addWorkdays } from "../core/workdays.ts";
import { panelSettings } from "../people/panel.server.ts";
import { nobody } from "../core/who.ts";
import { askWhatIsLeft } from "./return-asks.server.ts";
import { returnsDueOn } from "./return.ts";
import { whoAnswers } from "./return-who.server.ts";

type Meeting = { id: string; panel_id: string; on_day: string; number: number };
type Kind = "due" | "late" | "chased";

/** Nobody is written to before their day begins. */
const notBefore = "07:00";

/** The members whose agency still owes a meeting a return about somebody in whose matters they take part. */
export async function owing(ask: Pick<Ask, "db" | "now">, meeting: Meeting, only?: ReadonlySet<string>): Promise<{ personId: string; agencyId: string }[]> {
  const all = await ask.db.selectFrom("agency_return").innerJoin("item", "item.id", "agency_return.item_id").select(["agency_return.id", "agency_return.agency_id", "item.subject_id"]).where("item.meeting_id", "=", meeting.id).where("item.withdrawn_at", "is", null).where("agency_return.version", "=", 0).execute();
  const open = all.filter((row) => !only || only.has(row.id));
  const answers = await whoAnswers(ask, meeting.panel_id, open.map((row) => row.subject_id!));
  const people = new Map<string, string>();
  for (const row of open) for (const id of answers(row.agency_id, row.subject_id!).free) people.set(id, row.agency_id);
  return [...people].map(([personId, agencyId]) => ({ personId, agencyId })).sort((a, b) => a.personId.localeCompare(b.personId));
}

const bodies: Record<Kind, (meeting: string, due: string) => string> = {
  due: (meeting, due) => `Returns for ${meeting} are due by the end of ${due}. Some of your agency's are still to come. Sign in to Panelroom to send them, or to say that nothing is held.`,
  late: (meeting, due) => `Returns for ${meeting} were due on ${due}. Some of your agency's have not come. Sign in to Panelroom to send them, to say that nothing is held, or to decline with a reason.`,
  chased: (meeting, due) => `The panel asks for your agency's returns for ${meeting}, due ${due}. Some have not come. Sign in to Panelroom to send them, to say that nothing is held, or to decline with a reason.`,
};

/** Writes one neutral letter, and notes for which due day: a meeting that is put off is reminded of anew. Inside a commit. */
export async function writeTo(ask: Ask, meeting: Meeting, toId: string, kind: Kind): Promise<void> {
  const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
  const due = returnsDueOn(meeting.on_day, (await panelSettings(ask, meeting.panel_id, meeting.on_day)).returnsDueDays);
  await post(ask, { toId, kind: `return ${kind}`, title: `${panel.name}: returns for the meeting of ${fullDay(meeting.on_day)}`, body: bodies[kind](`the ${panel.name} meeting of ${fullDay(meeting.on_day)}`, fullDay(due)), panelId: meeting.panel_id, meetingId: meeting.id });
  await ask.db.insertInto("return_reminder").values({ meeting_id: meeting.id, person_id: toId, kind, due_on: due, at: ask.now.toISOString() }).execute();
}

/**
 * Asks what was not asked yet, and reminds: from one working day before returns are due, and again from the working day after, each person once;
 * never who owes nothing. Run again it does nothing twice. Returns how many letters were written.
 */
export async function remindOfReturns({ db, now }: { db: Db; now: Date }): Promise<number> {
  await askWhatIsLeft({ db, now });
  if (timeOf(now) < notBefore) return 0;
  const today = dayOf(now);
  let written = 0;
  for (const meeting of await db.selectFrom("meeting").select(["id", "panel_id", "on_day", "number"]).where("status", "=", "published").where("on_day", ">=", today).execute()) {
    const due = returnsDueOn(meeting.on_day, (await panelSettings({ db }, meeting.panel_id, meeting.on_day)).returnsDueDays);
    const kind: Kind | null = today > due ? (today >= addWorkdays(due, 1) ? "late" : null) : today >= addWorkdays(due, -1) ? "due" : null;
    if (!kind) continue;
    written += await commit({ db, now, who: nobody }, async (ask, happened) => {
      const told = new Set((await ask.db.selectFrom("return_reminder").select("person_id").where("meeting_id", "=", meeting.id).where("kind", "=", kind).where("due_on", "=", due).execute()).map((row) => row.person_id));
      const left = (await owing(ask, meeting)).filter((one) => !told.has(one.personId));
      for (const { personId } of left) await writeTo(ask, meeting, personId, kind);
      if (left.length) happened({ what: "returns chased", panelId: meeting.panel_id, meetingId: meeting.id, detail: kind });
      return left.length;
    });
  }
  return written;
}
