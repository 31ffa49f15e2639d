import { addDays, type Day, dayOf, instantOf } from "#app/models/core/days.ts";
import { found } from "#app/models/core/refuse.ts";
import { recordAction } from "#app/models/followup/action.server.ts";
import { publishAgenda } from "#app/models/meetings/agenda.server.ts";
import { approveMinutes } from "#app/models/meetings/approval.server.ts";
import { openMeeting } from "#app/models/meetings/meeting.server.ts";
import { setOutcome } from "#app/models/meetings/outcome.server.ts";
import { deferProposal, listProposals, pendingOf, proposeAgenda } from "#app/models/meetings/proposal.server.ts";
import { agreeReadBack } from "#app/models/meetings/read-back.server.ts";
import { startMeeting } from "#app/models/meetings/running.server.ts";
import { whoIs } from "#app/models/people/person.server.ts";
import { setRisk } from "#app/models/subjects/risk.server.ts";
import { createSubject } from "#app/models/subjects/subject.server.ts";
import type { Db } from "#db/connect.server.ts";
import { addPeople } from "#db/demo/colleagues.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import type { World } from "#db/demo/world.ts";
import { endInSpite } from "../ending.ts";
import { action, outcome } from "../followup/forms.ts";

// What is there before the month of the walk: ten subjects, and a meeting four weeks ago that left actions open and put others off.

const children = [["Zoë", "Brennan-Kaczmarek"], ["Kit", "Oyelaran"], ["Aaliyah", "Thornbury"], ["Jamie", "Sutcliffe-Moss"], ["Ewa", "Lipska"], ["Marlon", "Petrie"], ["Niamh", "Daltrey"], ["Tariq", "Whitcombe"]] as const;

/** Members besides those of the partnership's ten: the room is full when all fifteen are there. */
export const others = ["beth", "iqbal", "josie", "helen", "tomasz", "ewan", "farah", "lorna"] as const;

/** The partnership with a MACSE of fifteen, ten subjects and the meeting before, each act done by a person at its time. */
export async function fillMonth(db: Db, now: Date): Promise<void> {
  await fillPartnership(db, now);
  const today = dayOf(now);
  const then = addDays(today, -28);
  await addPeople(db, { start: addDays(then, -30) } as World);
  await db.insertInto("membership").values(others.slice(3).map((id) => ({ id: `macse-${id}`, panel_id: "macse", person_id: id, role: "member" as const, from_on: addDays(then, -30) }))).execute();
  const as = async (person: string, day: Day, time: string) => {
    const at = new Date(instantOf(day, time));
    return { db, now: at, who: found(await whoIs({ db, now: at }, person)) };
  };

  const referred = await as("ruth", addDays(then, -7), "11:00");
  const opening = { panelId: "macse", why: "Referred by the school", reviewOn: addDays(today, 2) };
  const ids: string[] = [];
  for (const [i, [given_names, family_name]] of children.entries()) ids.push(await createSubject(referred, { kind: "child", values: { given_names, family_name, born_on: addDays(today, -14 * 366 - 17 * i) }, ...opening }));
  await createSubject(referred, { kind: "offender", values: { given_names: "Dean", family_name: "Larkspur", born_on: "1994-05-02" }, ...opening });
  await createSubject(referred, { kind: "location", values: { name: "Seafront Arcade", place_type: "shop or takeaway" }, ...opening });
  await setRisk(referred, ids[0]!, { panelId: "macse", level: "High", rationale: "Four nights away, and a phone nobody bought her", decidedOn: dayOf(referred.now), nextReviewOn: then });

  // The meeting before: two are spoken about, the others wait for this one.
  const prepared = await as("ruth", addDays(then, -5), "11:00");
  const meeting = await openMeeting(prepared, { panelId: "macse", onDay: then, time: "10:00", minutesLong: 120, place: null });
  await proposeAgenda(prepared, meeting);
  const pending = await pendingOf(prepared, meeting);
  const [taken, left] = [pending.filter(({ ref }) => /-000[12]$/.test(ref) && ref.startsWith("C")), pending.filter(({ ref }) => !/^C-000[12]$/.test(ref))];
  await listProposals(prepared, taken.map(({ id }) => id));
  for (const { id } of left) await deferProposal(prepared, id, { until: addDays(today, 2), reason: "Agencies are still asked" });
  await publishAgenda(prepared, meeting);
  const chair = await as("amira", then, "10:00");
  await startMeeting(chair, meeting);
  const items = await db.selectFrom("item").select(["id", "subject_id"]).where("meeting_id", "=", meeting).where("subject_id", "is not", null).orderBy("position").execute();
  const due = { due: addDays(then, 14).replace(/^(\d+)-(\d+)-(\d+)$/, "$3/$2/$1"), alsoAbout: null };
  await recordAction(chair, items[0]!.id, action({ what: "See the family about the new phone", personId: "gareth", agencyId: null, ...due }));
  await recordAction(chair, items[0]!.id, action({ what: "Ask the landlord for the camera's pictures", personId: "tomasz", agencyId: null, ...due }));
  await recordAction(chair, items[1]!.id, action({ what: "Offer a mentor", personId: "josie", agencyId: null, ...due }));
  for (const { id } of items) {
    await setOutcome(chair, id, outcome("decision", { untilOn: addDays(today, 2) }));
    await agreeReadBack(chair, id);
  }
  await endInSpite(await as("amira", then, "11:30"), meeting);
  await approveMinutes(await as("amira", addDays(then, 7), "09:00"), meeting);
}
