import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Refused } from "#app/form.server.ts";
import { codeOf } from "#app/models/people/factor.server.ts";
import { siteOf } from "#app/models/people/site.ts";
import { action as coreAgencies } from "#app/routes/admin.panels.$panelId.agencies.tsx";
import { action as fileHandling } from "#app/routes/files.$fileId.handling.tsx";
import { action as guestWriting } from "#app/routes/guests.$guestId.writing.tsx";
import { action as approval } from "#app/routes/meetings.$meetingId.approval.tsx";
import { action as noteHandling } from "#app/routes/notes.$noteId.handling.tsx";
import { action as entering } from "#app/routes/returns.$returnId.receipt.tsx";
import { action as writing } from "#app/routes/returns.$returnId.writing.tsx";
import { action as conflictEnding } from "#app/routes/subjects.$subjectId.conflicts.$conflictId.ending.tsx";
import { action as linkHandling } from "#app/routes/subjects.$subjectId.links.$linkId.handling.tsx";
import { demoSecret } from "#db/demo/partnership.server.ts";
import { now, type Person, type Stage } from "./cast.ts";
import { macseStage } from "./macse.ts";
import { sessionOf } from "./session.ts";

// What weighs, posted six minutes after the last proof of who acts: refused beside the field of the code, nothing done, what was typed kept; with the code it is done.

let s: Stage;
beforeEach(async () => {
  s = await macseStage();
});
afterEach(() => s.close());

const later = new Date(now.getTime() + 360_000);
type Act = (args: ActionFunctionArgs) => Promise<unknown> | unknown;
async function post(person: Person, act: Act, params: Record<string, string>, fields: Record<string, string>): Promise<Response> {
  const token = await sessionOf(s.db, person, now);
  const request = new Request("http://localhost/", { method: "POST", body: new URLSearchParams(fields) });
  return (await act({ request, params, context: { ask: await s.as(person, later), token, provedAt: now.toISOString(), settings: { site: siteOf(undefined, 3000) } } } as unknown as ActionFunctionArgs)) as Response;
}
const code = () => codeOf(demoSecret, later);
/** The fields at fault, or where it leads when it was done. */
const told = async (answer: Response) => (answer.status === 422 ? ((await answer.json()) as Refused).faults.map((fault) => fault.field) : answer.headers.get("location"));

const narrower = { handling: "police", reason: "For the police alone", lawfulBasis: "" };
const wider = { handling: "shared", reason: "The panel needs it", lawfulBasis: "public task" };
const writes = { contactText: "Seen at the quay", contact: "Dan Kowalczyk", reason: "The place was wrong", way: "send", since: "1 " };

describe.each<[string, Person, Act, Record<string, string>, Record<string, string>, () => Promise<unknown>]>([
  ["approving minutes", "amira", approval, { meetingId: "x-ended" }, {}, async () => (await s.db.selectFrom("meeting").select("status").where("id", "=", "x-ended").executeTakeFirstOrThrow()).status === "agreed"],
  ["ending a conflict of interest", "amira", conflictEnding, { subjectId: "x-child", conflictId: "x-conflict" }, { reason: "She moved" }, async () => (await s.db.selectFrom("conflict").select("ended_at").where("id", "=", "x-conflict").executeTakeFirstOrThrow()).ended_at !== null],
  ["letting somebody invited write", "amira", guestWriting, { guestId: "x-guest" }, { mayWrite: "yes" }, async () => (await s.db.selectFrom("guest").select("may_write").where("id", "=", "x-guest").executeTakeFirstOrThrow()).may_write === 1],
  ["changing the core agencies of a panel", "admin", coreAgencies, { panelId: "macse" }, { "agencies[]": "csc" }, async () => (await s.db.selectFrom("panel_agency").select("agency_id").where("panel_id", "=", "macse").where("to_on", "is", null).execute()).length === 1],
  ["entering a correction for an agency", "ruth", entering, { returnId: "x-return" }, { ...writes, answer: "submitted", how: "by telephone", receivedOn: "24/11/2026", receivedTime: "09:00" }, async () => (await s.db.selectFrom("agency_return").select("version").where("id", "=", "x-return").executeTakeFirstOrThrow()).version === 2],
])("%s", (name, person, act, params, fields, isDone) => {
  test("waits for the code", async () => {
    await s.db.deleteFrom("correction").execute();
    // An agency's return that others entered, they may correct.
    if (act === entering) await s.db.updateTable("return_version").set({ received_how: "by telephone", received_at: now.toISOString(), written_by_id: "ruth" }).where("return_id", "=", "x-return").execute();
    expect([name, await told(await post(person, act, params, fields)), await isDone()]).toEqual([name, ["proof"], false]);
    expect([name, await told(await post(person, act, params, { ...fields, proof: "000000" })), await isDone()]).toEqual([name, ["proof"], false]);
    expect([name, typeof (await told(await post(person, act, params, { ...fields, proof: code() }))), await isDone()]).toEqual([name, "string", true]);
  });
});

describe.each<["note" | "file" | "link", Act, Record<string, string>]>([["note", noteHandling, { noteId: "x-note" }], ["file", fileHandling, { fileId: "x-file" }], ["link", linkHandling, { subjectId: "x-child", linkId: "x-link" }]])("The handling of a %s", (table, act, params) => {
  const handling = async () => (await s.db.selectFrom(table).select("handling").where("id", "=", `x-${table}`).executeTakeFirstOrThrow()).handling;

  test("is made for fewer at once, and for more when it was proved who does", async () => {
    expect([typeof (await told(await post("dan", act, params, narrower))), await handling()]).toEqual(["string", "police"]);
    expect([await told(await post("dan", act, params, { ...wider, lawfulBasis: "" })), await handling()]).toEqual([["lawfulBasis"], "police"]);
    expect([await told(await post("dan", act, params, wider)), await handling()]).toEqual([["proof"], "police"]);
    expect([typeof (await told(await post("dan", act, params, { ...wider, proof: code() }))), await handling()]).toEqual(["string", "shared"]);
  });
});

test("An agency's correction of its return is sent at once, but for more people than before when it was proved who sends", async () => {
  const version = async () => (await s.db.selectFrom("agency_return").select("version").where("id", "=", "x-return").executeTakeFirstOrThrow()).version;
  const send = async (fields: Record<string, string>) => [await told(await post("dan", writing, { returnId: "x-return" }, { ...writes, ...fields })), await version()];
  expect(await send({ contactHandling: "police" })).toEqual(["/meetings/x-live/returns", 2]);
  // Of another heading nothing was sent: there it is no widening.
  expect(await send({ contactHandling: "police", summaryText: "Calmer", since: "2 " })).toEqual(["/meetings/x-live/returns", 3]);
  expect(await send({ contactHandling: "shared", since: "3 " })).toEqual([["proof"], 3]);
  expect(await send({ contactHandling: "shared", since: "3 ", way: "draft" })).toEqual(["/returns/x-return/writing", 3]);
  const { written_at } = await s.db.selectFrom("return_version").select("written_at").where("return_id", "=", "x-return").where("version", "=", 0).executeTakeFirstOrThrow();
  expect(await send({ contactHandling: "shared", since: `3 ${written_at}`, proof: code() })).toEqual(["/meetings/x-live/returns", 4]);
});
