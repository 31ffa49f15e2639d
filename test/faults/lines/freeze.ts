import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { wordsOf } from "../checker.ts";
import { type Ground as Place, newDocument, openGround, personOf, writers } from "../ground.ts";
import { Light } from "../light.ts";
import type { FaultLine } from "../line.ts";
import { ableToDie, type FreezeStep, freezeSteps } from "../steps.ts";
import { atLeast, none, type Tally, told } from "../tally.ts";
import { pause, until } from "../writers.ts";

interface Sitting {
  place: Place;
  lights: Light[];
  tally: Tally;
}

const patienceOfAChair = 5;

/** Closes the item's minutes as a chair would: told to try again, they do. Returns whether it was this one who did. */
async function close({ place, tally }: Sitting, item: string, chair: string): Promise<boolean> {
  for (let tries = 0; tries < patienceOfAChair; tries++) {
    try {
      const answer = await fetch(`${place.house.url}/items/${item}/minutes-closing`, { method: "POST", redirect: "manual", headers: { Cookie: await place.cookie(chair), Origin: place.house.url }, body: new URLSearchParams() });
      await answer.text();
      if (answer.status !== 503) {
        // 422: somebody else has closed them.
        if (answer.status !== 302 && answer.status !== 422) tally["closing answered with an error"]!++;
        return answer.status === 302;
      }
      tally["told to try again"]!++;
    } catch {
      // The program ended under it.
      return false;
    }
  }
  return false;
}

/** All type at random moments; somewhere among them the chair closes, in every fourth case two at once. */
async function race(sitting: Sitting, document: { id: string; item: string }, n: number): Promise<{ closed: boolean; after: number }> {
  const { lights } = sitting;
  let over = false;
  const typing = lights.map(async (light) => {
    while (!over) {
      await pause(Math.random() * 40);
      if (!over) light.type(document.id);
    }
  });
  await pause(Math.random() * 50);
  const won = await Promise.all((n % 4 === 0 ? ["amira", "gareth"] : ["amira"]).map((chair) => close(sitting, document.item, chair)));
  const after = performance.now();
  if (won.filter(Boolean).length > 1) sitting.tally["two closed"]!++;
  await pause(15);
  over = true;
  await Promise.all(typing);
  return { closed: won.some(Boolean), after };
}

const answered = (lights: Light[], id: string) => lights.every((light) => light.sheets.get(id)!.sent.every((sent) => sent.answer && (!("code" in sent.answer) || sent.answer.code === "frozen")));

/** Whether all have an answer to everything; sends again what has none, as a page would. */
async function allAnswered(lights: Light[], id: string): Promise<boolean> {
  for (let tries = 0; tries < 10; tries++) {
    if (await until(() => answered(lights, id), 1500)) return true;
    await Promise.all(lights.map(async (light) => {
      await until(() => light.socket.connected, 3000);
      await light.open(id);
      light.again(id);
    }));
  }
  return answered(lights, id);
}

async function compare({ place, lights, tally }: Sitting, document: { id: string }, after: number): Promise<void> {
  const { db } = place.house;
  const rows = await db.selectFrom("document_update").selectAll().where("document_id", "=", document.id).execute();
  const late = await db.selectFrom("document_late").selectAll().where("document_id", "=", document.id).execute();
  const state = await db.selectFrom("document").select(["epoch", "frozen_at"]).where("id", "=", document.id).executeTakeFirstOrThrow();
  const rowOf = new Map(rows.map((row) => [`${row.instance} ${row.instance_seq}`, row]));
  const lateOf = new Set(late.map((row) => `${row.instance} ${row.instance_seq}`));
  if (!state.frozen_at || state.epoch !== 2) tally["epoch not raised once"]!++;
  for (const row of rows) if (row.epoch !== 1) tally["late in"]!++;
  for (const [n, light] of lights.entries()) {
    for (const sent of light.sheets.get(document.id)!.sent) {
      const key = `${sent.instance} ${sent.instanceSeq}`;
      const row = rowOf.get(key);
      if (row && sent.at > after) tally["late in"]!++;
      if (sent.answer && "seq" in sent.answer) {
        tally.acknowledged!++;
        if (!row || row.seq !== sent.answer.seq || row.person_id !== personOf(n) || !wordsOf(row).join("").includes(sent.tok)) tally["acknowledged and missing"]!++;
      } else if (sent.answer) {
        tally["refused as frozen"]!++;
        if (row) tally["late in"]!++;
        if (!lateOf.has(key)) tally["late and not kept for its author"]!++;
      }
    }
  }
}

/** Kills the program within the step; what it comes back with is one or the other, never something between. */
async function raceWithKill(sitting: Sitting, document: { id: string; item: string }, step: FreezeStep, folder: string): Promise<number> {
  const { place: { house }, lights, tally } = sitting;
  writeFileSync(join(folder, step), "");
  await race(sitting, document, 1);
  const died = await until(() => !house.up(), 2000);
  rmSync(join(folder, step));
  if (died) tally[`killed: ${step}`]!++;
  else await house.kill();
  await house.start();
  await until(() => lights.every((light) => light.socket.connected), 10_000);
  await Promise.all(lights.map((light) => light.open(document.id)));
  const { frozen_at } = await house.db.selectFrom("document").select("frozen_at").where("id", "=", document.id).executeTakeFirstOrThrow();
  for (const light of lights) light.again(document.id);
  if (!frozen_at && !(await close(sitting, document.item, "amira"))) tally["cannot be closed after the kill"]!++;
  return performance.now();
}

/** An item's minutes are closed under twenty writers: what was acknowledged before is in, and nothing after. One in twenty with a kill. */
export const freeze: FaultLine = {
  name: "freeze", of: "freezes", short: 60, full: 10_000, batch: 200,
  run: async (on, units, from) => {
    const folder = mkdtempSync(join(tmpdir(), "panelroom-steps-"));
    const place = await openGround({ program: ableToDie(on.program), env: { KILL_FOLDER: folder } });
    const tally: Tally = { freezes: 0, acknowledged: 0, "refused as frozen": 0, "acknowledged and missing": 0, "late in": 0, "late and not kept for its author": 0, "epoch not raised once": 0, "two closed": 0, "cannot be closed after the kill": 0, "closing answered with an error": 0, "told to try again": 0, "without an answer": 0 };
    for (const step of freezeSteps) tally[`killed: ${step}`] = 0;
    const lights = await Promise.all(Array.from({ length: writers }, async (_, n) => new Light(`z${from}.${n}`, place.house.url, await place.cookie(personOf(n)))));
    const sitting = { place, lights, tally };
    try {
      await until(() => lights.every((light) => light.socket.connected), 10_000);
      for (let n = 0; n < units; n++) {
        const document = await newDocument(place.house.db);
        await Promise.all(lights.map((light) => light.open(document.id)));
        const kills = Math.floor((from + n) / 20);
        const after = (from + n) % 20 === 19 ? await raceWithKill(sitting, document, freezeSteps[kills % freezeSteps.length]!, folder) : (await race(sitting, document, n)).after;
        if (!(await allAnswered(lights, document.id))) tally["without an answer"]!++;
        await compare(sitting, document, after);
        tally.freezes!++;
        for (const light of lights) light.leave(document.id);
      }
    } finally {
      for (const light of lights) light.close();
      await place.close();
      rmSync(folder, { recursive: true, force: true });
    }
    return tally;
  },
  figures: (tally, wanted) => [
    atLeast("freeze", tally, "freezes", wanted),
    ...freezeSteps.map((step) => atLeast("freeze", tally, `killed: ${step}`, Math.min(50, Math.floor(wanted / 20 / freezeSteps.length)))),
    ...["acknowledged and missing", "late in", "late and not kept for its author", "epoch not raised once", "two closed", "cannot be closed after the kill", "closing answered with an error", "without an answer"].map((name) => none("freeze", tally, name)),
    ...["acknowledged", "refused as frozen", "told to try again"].map((name) => told("freeze", tally, name)),
  ],
};
