import { once } from "#db/connect.server.ts";
import { may } from "../core/access.ts";
import { type Ask, commit, look, newId } from "../core/ask.server.ts";
import { dayOf, type Instant } from "../core/days.ts";
import { meetingInReach, peopleOfPanel } from "../core/reach.server.ts";
import { NotAgreed, agree, allow } from "../core/refuse.ts";
import { type Chairing, type How, whyNotHandOver, whyNotTake } from "./chairing.ts";
import { presenceAt } from "./here.server.ts";

type Meeting = { id: string; panel_id: string; status: string; chair_id: string | null };

/** The people who may be in the panel's chair today: chair and deputies. */
const couldChair = (ask: Ask, panelId: string) =>
  peopleOfPanel(ask, panelId, dayOf(ask.now)).clearSelect().innerJoin("person", "person.id", "membership.person_id").select(["person.id", "person.name"]).where("membership.role", "in", ["chair", "deputy chair"]).where("person.ended_at", "is", null).orderBy("person.name").execute();

/** The meeting begins: in the chair is who started it, else who was to chair it. Inside a commit. */
export async function beginChairing(ask: Ask, meeting: Meeting): Promise<void> {
  const able = await couldChair(ask, meeting.panel_id);
  const chair = able.find(({ id }) => id === ask.who.id) ?? able.find(({ id }) => id === meeting.chair_id);
  if (chair) await seat(ask, meeting.id, chair.id, "started");
}

async function seat(ask: Ask, meetingId: string, personId: string, how: How): Promise<void> {
  const at = ask.now.toISOString();
  await ask.db.updateTable("chairing").set({ to_at: at }).where("meeting_id", "=", meetingId).where("to_at", "is", null).execute();
  await ask.db.insertInto("chairing").values({ id: newId(), meeting_id: meetingId, person_id: personId, how, from_at: at, by_id: ask.who.id }).execute();
}

/** Who is in the chair now, and since when their connection is gone; null where nobody is known to be. The meeting must be in reach. */
export async function chairNow(ask: Ask, meeting: Pick<Meeting, "id" | "status">): Promise<{ id: string; name: string; mine: boolean; since: Instant; goneSince: Instant | null } | null> {
  if (meeting.status !== "live") return null;
  const row = await once(ask.db, `in the chair ${meeting.id}`, () => ask.db.selectFrom("chairing").innerJoin("person", "person.id", "chairing.person_id").select(["person.id", "person.name", "chairing.from_at"]).where("chairing.meeting_id", "=", meeting.id).where("chairing.to_at", "is", null).executeTakeFirst());
  if (!row) return null;
  const seen = (await presenceAt(ask, meeting.id)).find(({ personId }) => personId === row.id);
  return { id: row.id, name: row.name, mine: row.id === ask.who.id, since: row.from_at, goneSince: seen ? seen.goneAt : row.from_at };
}

/** Who is in the chair, and what this person may do about it: `runs` whether the page offers them to run the meeting. */
export async function chairFor(ask: Ask, meeting: Meeting) {
  const chair = await chairNow(ask, meeting);
  const able = may.takeChair(ask.who, meeting);
  return { chair, mayTake: chair !== null && able && !chair.mine, runs: may.runMeeting(ask.who, meeting) && (chair === null || chair.mine || !able) };
}

/** The page about the chair: who is in it, who was, and to whom it may go. */
export const chairPage = (ask: Ask, meetingId: string) =>
  look(ask, async (ask) => {
    const meeting = await meetingInReach(ask, meetingId);
    const panel = await ask.db.selectFrom("panel").select("name").where("id", "=", meeting.panel_id).executeTakeFirstOrThrow();
    const { chair, mayTake } = await chairFor(ask, meeting);
    const able = may.takeChair(ask.who, meeting);
    return {
      meeting: { id: meeting.id, name: `${panel.name} ${meeting.number}`, status: meeting.status }, chair, mayTake: mayTake || (able && chair === null && meeting.status === "live"), whyNotTake: whyNotTake(meeting, chair, ask.now),
      heirs: able && whyNotHandOver(meeting, chair) === null ? (await couldChair(ask, meeting.panel_id)).filter(({ id }) => id !== chair?.id) : [], was: await chairingsOf(ask, meeting.id),
    };
  });

/** Hands the chair over to another who may be in it. Throws NotFound, NotAllowed, NotAgreed beside the field. */
export const handOver = (ask: Ask, meetingId: string, toId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.takeChair(ask.who, meeting), "The chair or the deputy is in the chair");
    const chair = await chairNow(ask, meeting);
    agree(whyNotHandOver(meeting, chair), "toId");
    const heir = (await couldChair(ask, meeting.panel_id)).find(({ id }) => id === toId);
    if (!heir) throw new NotAgreed("Choose the chair or a deputy of this panel", "toId");
    if (heir.id === chair?.id) return;
    await seat(ask, meeting.id, heir.id, "handed over");
    happened({ what: "chair handed over", panelId: meeting.panel_id, meetingId: meeting.id, detail: heir.id });
  });

/** Takes the chair over whose bearer's connection has dropped. Twice changes nothing. Throws NotFound, NotAllowed, NotAgreed (they are here, or gone only now). */
export const takeOver = (ask: Ask, meetingId: string): Promise<void> =>
  commit(ask, async (ask, happened) => {
    const meeting = await meetingInReach(ask, meetingId);
    allow(may.takeChair(ask.who, meeting), "The chair or the deputy takes the chair");
    const chair = await chairNow(ask, meeting);
    if (chair?.mine) return;
    agree(whyNotTake(meeting, chair, ask.now));
    // Where nobody was noted as being in it there is nobody from whom it is taken.
    await seat(ask, meeting.id, ask.who.id, chair ? "took over" : "started");
    happened({ what: "chair taken over", panelId: meeting.panel_id, meetingId: meeting.id, detail: chair?.id ?? null });
  });

/** Who was in the chair of a meeting, and when, for its minutes. */
export async function chairingsOf(ask: Pick<Ask, "db">, meetingId: string): Promise<Chairing[]> {
  const rows = await ask.db.selectFrom("chairing").innerJoin("person", "person.id", "chairing.person_id").select(["person.name", "chairing.how", "chairing.from_at as from", "chairing.to_at as to"]).where("chairing.meeting_id", "=", meetingId).orderBy("chairing.from_at").execute();
  return rows;
}
