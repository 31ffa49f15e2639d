import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { exported, exports, otherFiles } from "#app/exports.server.ts";
import type { Refused } from "#app/form.server.ts";
import { codeOf } from "#app/models/people/factor.server.ts";
import { siteOf } from "#app/models/people/site.ts";
import { declareConflict } from "#app/models/subjects/conflict.server.ts";
import { action as answerProof, loader as proofPage } from "#app/routes/proof.tsx";
import { demoSecret } from "#db/demo/partnership.server.ts";
import { now, type Person, type Stage } from "./cast.ts";
import { canary, macseStage } from "./macse.ts";
import { rules } from "./route-rules.ts";
import { sessionOf } from "./session.ts";

// What leaves as a file, of MACSE's: who takes it has proved who they are within the last five minutes, or is asked; whoever may not have it is refused before.

let s: Stage;
beforeEach(async () => {
  s = await macseStage();
});
afterEach(() => s.close());

const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
/** Somebody's request, six minutes after they signed in, or so many seconds. */
async function asked(person: Person, path: string, { after = 360, posted, token = "" }: { after?: number; posted?: Record<string, string>; token?: string } = {}) {
  const request = new Request(`http://localhost${path}`, posted ? { method: "POST", body: new URLSearchParams(posted) } : {});
  return { request, params: {}, context: { ask: await s.as(person, later(after)), token, provedAt: now.toISOString(), settings: { site: siteOf(undefined, 3000) } } } as unknown as LoaderFunctionArgs & ActionFunctionArgs;
}
const answered = (work: Promise<unknown>): Promise<Response> => work.then((answer) => answer as Response, (error) => (error instanceof Response ? error : Promise.reject(error)));
const take = async (...what: Parameters<typeof asked>) => answered(exported(await asked(...what)));
const see = async (person: Person, to: string) => answered(proofPage(await asked(person, `/proof?to=${encodeURIComponent(to)}`)));
const told = async (answer: Response) => `${answer.status} ${answer.headers.get("location") ?? answer.headers.get("content-disposition") ?? ""}`.trim();
const news = async () => (await s.db.selectFrom("news").select(["person_id", "what"]).orderBy("id").execute()).map((row) => `${row.person_id} ${row.what}`);

/** One address of each export that Amira, in the chair, or who is named, may have; and what the page calls it. */
const own: Record<string, { path: string; what: string | RegExp; who?: Person }[]> = {
  "/meetings/:meetingId/papers/:paper/:format": [{ path: "/meetings/x-live/papers/pack/pdf", what: "MACSE 2: papers for the meeting (PDF)" }, { path: "/meetings/x-ended/papers/actions.police/docx", what: /\(Word\)$/ }, { path: "/meetings/x-draft/papers/brief/docx", what: /brief \(Word\)$/ }],
  "/extracts/:extractId/paper/:format": [{ path: "/extracts/x-extract/paper/docx", what: /: extract of the minutes \(Word\)$/ }],
  "/extracts/:extractId/text": [{ path: "/extracts/x-extract/text", what: /: extract of the minutes \(plain text\)$/ }],
  "/visits/:meetingId/paper/:format": [{ path: "/visits/x-live/paper/pdf", what: /: your item \(PDF\)$/, who: "helen" }],
  "/actions/sheet/:format": [{ path: "/actions/sheet/pdf", what: /\(PDF\)$/, who: "dan" }],
  "/meetings/:meetingId/returns/search.csv": [{ path: "/meetings/x-live/returns/search.csv", what: /: search list for Northmoor Constabulary \(CSV\)$/, who: "dan" }, { path: "/meetings/x-live/returns/search.csv?agency=health", what: /: search list for Seaholme Health \(CSV\)$/ }],
  "/imports/:importId/refused.csv": [{ path: "/imports/x-import/refused.csv", what: "Refused rows of an import (CSV)" }],
};
const all = Object.values(own).flat();

test("Each export has an address here", () => {
  expect(Object.keys(own).sort()).toEqual(Object.keys(exports).sort());
});

describe.each(all)("$path", ({ path, what, who = "amira" }) => {
  test("goes straight through within five minutes of the last proof, and is noted", async () => {
    const file = await take(who, path, { after: 299 });
    expect(await told(file)).toMatch(/^200 attachment; filename="[\w.-]+\.(pdf|docx|txt|csv)"$/);
    expect((await file.arrayBuffer()).byteLength).toBe(Number(file.headers.get("content-length")));
    expect(await news()).not.toEqual([]);
  });

  test("leads to the page of proof after that: it says what will be downloaded, by nobody's name, and nothing is noted as taken", async () => {
    expect(await told(await take(who, path))).toBe(`303 /proof?to=${encodeURIComponent(path)}`);
    const page = await see(who, path);
    const said = (await page.json()) as { to: string; what: string; from: string };
    expect([page.status, said.to, said.what]).toEqual([200, path, typeof what === "string" ? what : expect.stringMatching(what)]);
    expect(said.from).toMatch(/^\/[a-z]/);
    expect(JSON.stringify(said)).not.toContain(canary);
    expect(await news()).toEqual([]);
  });
});

test("The code is asked for, beside its field; given, it stands for five minutes and the file is fetched", async () => {
  const path = "/meetings/x-live/papers/pack/pdf";
  const token = await sessionOf(s.db, "amira", now);
  const post = async (proof: string) => answered(answerProof(await asked("amira", `/proof?to=${encodeURIComponent(path)}`, { posted: { proof }, token })));
  for (const [proof, why] of [["", /Enter the code/], ["000000", /not right/]] as const) {
    const refused = await post(proof);
    expect([refused.status, ((await refused.json()) as Refused).faults]).toEqual([422, [{ field: "proof", message: expect.stringMatching(why) }]]);
  }
  const proved = await post(codeOf(demoSecret, later(360)));
  expect([proved.status, await proved.json(), proved.headers.get("refresh")]).toEqual([200, { proved: true }, `0;url=${path}`]);
  expect(await s.db.selectFrom("session").select("proved_at").where("person_id", "=", "amira").execute()).toEqual([{ proved_at: later(360).toISOString() }]);
  expect(await news()).toEqual(["amira proved again"]);
});

describe("Refused before asked", () => {
  test("For whom a file does not exist, neither its address nor the page of proof does, read or posted to", async () => {
    const nothing = { priya: all.filter((one) => one.who !== "dan" || one.path !== "/actions/sheet/pdf"), admin: all.filter((one) => !one.path.startsWith("/actions")), chloe: [{ path: "/meetings/x-live/papers/brief/pdf" }, { path: "/meetings/x-ended/papers/actions.police/pdf" }, { path: "/imports/x-import/refused.csv" }] };
    for (const [person, paths] of Object.entries(nothing) as [Person, { path: string }[]][])
      for (const { path } of paths) {
        const posted = await answered(answerProof(await asked(person, `/proof?to=${encodeURIComponent(path)}`, { posted: { proof: "000000" } })));
        const got = [await take(person, path), await see(person, path), posted].map((one) => one.status);
        // A member reaches the meeting, and is told that an agency's paper is made by others.
        const no = path.includes("actions.police") && person === "chloe" ? 403 : 404;
        expect([person, path, got]).toEqual([person, path, [no, no, no]]);
      }
  });

  test("Nor for whoever declared a conflict of interest about the only subject of an extract", async () => {
    await declareConflict(await s.as("amira"), "x-ended-child", { personId: null, reason: "He coaches her" });
    for (const path of ["/extracts/x-extract/paper/pdf", "/extracts/x-extract/text"]) expect([(await take("amira", path)).status, (await see("amira", path)).status]).toEqual([404, 404]);
  });

  test("The page gives nothing but exports of ours: no other page, no address elsewhere, no file that is read by opening it", async () => {
    for (const to of ["", "/home", "/subjects/x-child", "/files/x-file/download", "/meetings/x-live/calendar.ics", "//evil.example/actions/sheet/pdf", "https://evil.example/actions/sheet/pdf", "/\\evil.example/actions/sheet/pdf", "/proof?to=/actions/sheet/pdf", "/actions/sheet/html", "/actions/sheet/pdf/more", "/meetings/%E0%A4%A/papers/pack/pdf"])
      expect([to, (await see("amira", to)).status]).toEqual([to, 404]);
    expect((await answered(proofPage(await asked("amira", "/proof")))).status).toBe(404);
  });
});

describe("Nothing leaves by another way", () => {
  const folder = join(import.meta.dirname, "../app");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile() && /\.tsx?$/.test(one.name)).map((one) => join(one.parentPath, one.name));
  const pathOf = (file: string): string => `/${file.slice(join(folder, "routes/").length).replace(/\.tsx$/, "").replaceAll("[.]", "\0").split(".").filter((part) => part !== "_index").map((part) => part.replace(/^\$/, ":")).join("/").replaceAll("\0", ".")}`;
  const routes = files.filter((file) => file.includes("/routes/")).map((file) => ({ path: pathOf(file), text: readFileSync(file, "utf8") }));

  test("Whatever is answered as an attachment is an export, or stands among the other files with the reason why it is none", () => {
    expect(routes.length).toBeGreaterThan(200);
    expect(routes.filter(({ path }) => !rules[path]).map(({ path }) => path)).toEqual([]);
    expect(routes.filter(({ text }) => /content-disposition/i.test(text)).map(({ path }) => path).sort()).toEqual(Object.keys(otherFiles).sort());
    expect(files.filter((file) => !file.includes("/routes/") && /content-disposition/i.test(readFileSync(file, "utf8"))).map((file) => file.slice(folder.length))).toEqual(["/exports.server.ts"]);
  });

  test("A route has the loader of exports when, and only when, it stands in their table", () => {
    expect(routes.filter(({ text }) => /exported\(/.test(text)).map(({ path }) => path).sort()).toEqual(Object.keys(exports).sort());
    expect(Object.keys(otherFiles).filter((path) => exports[path])).toEqual([]);
  });

  test("A route without a page of its own gives a file that is named, or data, or leads on", () => {
    const dataOrWayOn = ["/", "/lock", "/passkey-options", "/sign-out", "/subjects/:subjectId/aliases/:aliasId/removal"];
    const bare = routes.filter(({ text }) => !/export default/.test(text) && /export (const|async function|function) loader/.test(text)).map(({ path }) => path);
    expect(bare.filter((path) => !exports[path] && !otherFiles[path] && !dataOrWayOn.includes(path))).toEqual([]);
  });

  test("No link to an export has `download`: a browser would keep the page that asks who it is, under the file's name", () => {
    const withDownload = files.filter((file) => /<a [^\n]*?\sdownload[\s>=]/.test(readFileSync(file, "utf8"))).map((file) => file.slice(folder.length));
    expect(withDownload.sort()).toEqual(["/ui/files.tsx", "/ui/reply.tsx"]);
  });

  test("What asks for the proof in its form checks it in its action, and the other way round", () => {
    const shows = routes.filter(({ text }) => /<ProofField/.test(text)).map(({ path }) => path);
    const checks = routes.filter(({ text }) => /\}, context\)|\), context\)|\? context : null\)|whenWider\(context\)/.test(text)).map(({ path }) => path);
    expect(shows.length).toBeGreaterThan(20);
    expect(checks).toEqual(shows);
  });
});
