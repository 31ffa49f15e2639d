import { setTimeout } from "node:timers/promises";
import pino, { type Logger } from "pino";
import { tokenIn } from "#app/cookie.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { signOut } from "#app/models/people/session.server.ts";
import { connect, type Db } from "#db/connect.server.ts";
import { passOnNews } from "../news.ts";
import type { Settings } from "../settings.ts";
import { tellReady } from "../threads.ts";
import { Attendee } from "./attendee.ts";
import { holdFloor, lookAhead } from "./floor.ts";
import { readyMeeting } from "./meeting.ts";
import { openPace, type Pace } from "./pace.ts";
import { cast, chair, keeper, type Person } from "./people.ts";
import { type Answering, answerBefore, answerMeanwhile } from "./returns.ts";
import { signIn } from "./visit.ts";

export interface RehearsalJob {
  settings: Settings;
  port: number;
  /** How many times as fast as people are. */
  speed: number;
}

const seed = 11_2026;
/** Whoever has not left by then is cut off with the process (ms). */
const leaveWithinMs = 2500;

/**
 * The thread in which eleven invented people hold a meeting of the demonstration's panel, for a human in the chair. They come through the door
 * as anybody does, and do nothing that a page could not; the meeting alone is made ready from here, by the coordinator's own acts.
 */
export async function serveRehearsal({ settings, port, speed }: RehearsalJob): Promise<void> {
  const log = pino({ level: settings.LOG_LEVEL, base: undefined });
  const clock = () => new Date();
  const db = connect(settings.DATABASE_FILE);
  const quiet = passOnNews();
  const pace = openPace(speed, seed);
  const url = `http://127.0.0.1:${port}`;
  const [meeting, people] = [await readyMeeting(db, clock), await castOf(db)];
  const signedIn = await Promise.all(people.map(async (person): Promise<Answering> => ({ person, visit: await signIn(url, person, clock) })));
  if (!meeting.live) {
    await answerBefore(signedIn.filter(({ person }) => person.id !== keeper), meeting.id, pace);
    await signedIn.find(({ person }) => person.id === keeper)!.visit.post(`/meetings/${meeting.id}/live`, {});
  }
  process.stdout.write(await wordsFor(db, meeting.id, settings.PUBLIC_URL ?? `http://localhost:${port}`));
  const secure = settings.PUBLIC_URL?.startsWith("https:") ?? false;
  const held = hold(signedIn, { url, meetingId: meeting.id, pace, clock }, log).then(() => leave(db, signedIn, clock, secure));
  tellReady(async () => {
    pace.end();
    await Promise.race([held, setTimeout(leaveWithinMs)]);
    quiet();
    await db.destroy();
  });
}

interface Held {
  url: string;
  meetingId: string;
  pace: Pace;
  clock: () => Date;
}

/** They come in one by one, take part until it is over or the chair has closed the meeting, and leave. */
async function hold(signedIn: readonly Answering[], held: Held, log: Logger): Promise<void> {
  const people: Attendee[] = [];
  const failed = (error: unknown) => log.error({ error: error instanceof Error ? error.name : "unknown" }, "rehearsal failed");
  const coming = (async () => {
    for (const { person, visit } of signedIn) {
      await held.pace.between(300, 1500);
      if (!held.pace.over) people.push(new Attendee(person, { ...held, visit }));
    }
  })();
  log.info({ meeting: held.meetingId, people: signedIn.length }, "rehearsal begins");
  await coming;
  // The others stop when the floor does.
  const beside = [lookAhead(people, held.pace), answerMeanwhile(signedIn.filter(({ person }) => person.id !== keeper), held.meetingId, held.pace)].map((one) => one.catch(failed));
  await holdFloor(people, held.pace).catch(failed);
  held.pace.end();
  await Promise.all(beside);
  await Promise.all(people.map((one) => one.leave()));
  log.info({ meeting: held.meetingId }, "rehearsal over");
}

/** They sign out, by the act itself: pages that are being read for others at the time would hold their forms up for longer than a process has to stop. */
async function leave(db: Db, people: readonly Answering[], clock: () => Date, secure: boolean): Promise<void> {
  for (const { person, visit } of people) {
    const who = await whoIs({ db, now: clock() }, person.id);
    if (who) await signOut({ db, now: clock(), who }, await tokenIn(visit.cookie, secure));
  }
}

async function castOf(db: Db): Promise<Person[]> {
  const rows = await db.selectFrom("person").innerJoin("agency", "agency.id", "person.agency_id").select(["person.id", "person.name", "person.email", "agency.name as agency"]).where("person.id", "in", Object.keys(cast)).where("person.ended_at", "is", null).execute();
  return Object.entries(cast).flatMap(([id, speaks]) => rows.filter((row) => row.id === id).map((row) => ({ ...row, speaks })));
}

async function wordsFor(db: Db, meetingId: string, address: string): Promise<string> {
  const { code, number } = await db.selectFrom("meeting").innerJoin("panel", "panel.id", "meeting.panel_id").select(["panel.code", "meeting.number"]).where("meeting.id", "=", meetingId).executeTakeFirstOrThrow();
  const { name, email } = await db.selectFrom("person").select(["name", "email"]).where("id", "=", chair).executeTakeFirstOrThrow();
  return `
Rehearsal: ${code} ${number} runs, and eleven invented people come in. They write, answer returns and raise hands;
the meeting moves on when the chair moves it. Be the chair: sign in as ${email} (${name}) and open

  ${address}/meetings/${meetingId}/live

It is over when the meeting is closed there, or with Ctrl-C here.
`;
}
