import { afterEach, beforeEach, expect, test } from "vitest";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { newSecret, toConnect } from "#app/models/people/authenticator.server.ts";
import { codeOf, connectApp, factorOf, giveSecond, halfSession, mustProve, prove, resetFactor } from "#app/models/people/factor.server.ts";
import { renewCodes } from "#app/models/people/recovery.server.ts";
import { sessionOf as sessionWith, signIn, whoseSession } from "#app/models/people/session.server.ts";
import { endOwnSession, ownSessions } from "#app/models/people/sessions.server.ts";
import { siteOf } from "#app/models/people/site.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { emails } from "../house.ts";
import { sessionOf } from "../session.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.close());

const limits = { idleMinutes: 15, hours: 10 };
const site = siteOf(undefined, 3000);
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const first = async (person: Person, at = now) => signIn(await s.as(person, at), { email: emails[person], password: demoPassword, address: "10.0.0.1", agent: "Firefox on Windows" });
const half = async (token: string, at = now) => halfSession({ db: s.db, now: at }, token);
const refused = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "done", (error) => (error instanceof NotAgreed ? error.reason : error.constructor.name));
const second = async (person: Person, code: string, at = now, token?: string) => {
  const given = token ?? (await first(person, at));
  return giveSecond(await s.as(person, at), (await half(given, at))!, given, { code }, site);
};

test("The codes are those of RFC 6238", () => {
  // Its appendix B: the secret of twenty ASCII digits, cut to six digits.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  for (const [seconds, code] of [[59, "287082"], [1_111_111_109, "081804"], [1_111_111_111, "050471"], [1_234_567_890, "005924"], [2_000_000_000, "279037"], [20_000_000_000, "353130"]] as const) expect(codeOf(secret, new Date(seconds * 1000))).toBe(code);
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
});

test("A password alone opens nothing, and waits a quarter of an hour; the code makes it a session under another token", async () => {
  const token = await first("dan");
  expect(await whoseSession({ db: s.db, now }, token, limits)).toBeNull();
  expect(await half(token)).toMatchObject({ personId: "dan", enrolled: true });
  expect(await half(token, later(15 * 60 + 1))).toBeNull();
  const next = await second("dan", codeOf(demoSecret, now), now, token);
  expect(next).not.toBe(token);
  expect([await half(token), await whoseSession({ db: s.db, now }, token, limits)]).toEqual([null, null]);
  expect((await whoseSession({ db: s.db, now }, next!, limits))!.id).toBe("dan");
});

test("A code is good once, half a minute early or late, and for its owner; anything else is refused and counted", async () => {
  const code = codeOf(demoSecret, now);
  await second("dan", code);
  const token = await first("dan", later(5));
  const again = async (code: string, at = later(5)) => refused(second("dan", code, at, token));
  for (const wrong of [code, codeOf(demoSecret, later(-30)), "000000", "abcdef", codeOf(newSecret(), now), codeOf(demoSecret, later(90))]) expect(await again(wrong)).toMatch(/not right|used already/);
  expect(await again(codeOf(demoSecret, later(35)))).toBe("done");
  // Eleven wrong ones in the hour: then not even the right one.
  const other = await first("chloe");
  for (let i = 0; i < 10; i++) expect(await refused(second("chloe", "000000", now, other))).toMatch(/not right/);
  expect(await refused(second("chloe", codeOf(demoSecret, now), now, other))).toMatch(/Too many tries/);
  // Nor does giving the password again begin the count anew.
  expect(await refused(first("chloe"))).toMatch(/Too many tries/);
});

test("Two who give the same code at once: one is in", async () => {
  const [one, other] = [await first("owen"), await first("owen")];
  const code = codeOf(demoSecret, now);
  const answers = await Promise.all([refused(second("owen", code, now, one)), refused(second("owen", code, now, other))]);
  expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
});

test("Whoever has no app connects one with its first code, and gets ten recovery codes, each good once", async () => {
  await s.db.deleteFrom("totp").where("person_id", "=", "beth").execute();
  const token = await first("beth");
  const waiting = (await half(token))!;
  expect(waiting.enrolled).toBe(false);
  const ask = await s.as("beth");
  const { secret, uri } = (await toConnect(ask, waiting))!;
  expect(uri).toMatch(/^otpauth:\/\/totp\/Panelroom:beth\.cardwell%40seaholmelicensing\.example\?issuer=Panelroom&secret=/);
  expect((await toConnect(ask, waiting))!.secret).toBe(secret);
  expect(await refused(connectApp(ask, waiting, token, "000000"))).toMatch(/not right/);
  const { codes, token: next } = await connectApp(ask, waiting, token, codeOf(secret, now));
  expect(new Set(codes).size).toBe(10);
  expect((await whoseSession({ db: s.db, now }, next, limits))!.id).toBe("beth");
  expect(await toConnect(ask, waiting)).toBeNull();
  expect(await refused(connectApp(ask, waiting, token, codeOf(secret, later(30))))).toMatch(/already/);
  expect(await s.db.selectFrom("recovery_code").select("code_hash").where("code_hash", "in", codes).execute()).toEqual([]);

  await second("beth", codes[3]!.toUpperCase().replaceAll("-", " "));
  expect(await factorOf(await s.as("beth"))).toMatchObject({ codesLeft: 9 });
  expect(await refused(second("beth", codes[3]!))).toMatch(/used already/);
  const renewed = await renewCodes(await s.as("beth"));
  expect(await refused(second("beth", codes[4]!))).toMatch(/not right/);
  expect(await refused(second("beth", renewed[4]!))).toBe("done");
});

test("What weighs asks again five minutes after the last proof; a proof given then holds for five more", async () => {
  const token = await sessionOf(s.db, "amira", now);
  const provedAt = async () => (await sessionWith({ db: s.db, now: later(400) }, token, limits, false))!.provedAt;
  expect([mustProve(await provedAt(), later(299)), mustProve(await provedAt(), later(301)), mustProve(null, now)]).toEqual([false, true, true]);
  const ask = await s.as("amira", later(301));
  expect(await refused(prove(ask, token, await provedAt(), null, site))).toMatch(/Enter the code/);
  expect(await refused(prove(ask, token, await provedAt(), { code: "000000" }, site))).toMatch(/not right/);
  await prove(ask, token, await provedAt(), { code: codeOf(demoSecret, later(301)) }, site);
  expect(mustProve(await provedAt(), later(500))).toBe(false);
});

test("Somebody's app is taken away by an administrator, never their own, and nobody else may", async () => {
  const token = await sessionOf(s.db, "dan", now);
  await expect(resetFactor(await s.as("amira"), "dan")).rejects.toBeInstanceOf(NotFound);
  expect(await refused(resetFactor(await s.as("admin"), "admin"))).toMatch(/Another administrator/);
  await resetFactor(await s.as("admin"), "dan");
  expect(await whoseSession({ db: s.db, now }, token, limits)).toBeNull();
  expect((await half(await first("dan")))!.enrolled).toBe(false);
});

test("A person sees where they are signed in, and ends one or all others, and nobody else's", async () => {
  const [here, there, third] = [await sessionOf(s.db, "dan", now), await sessionOf(s.db, "dan", later(-60)), await sessionOf(s.db, "dan", later(-120))];
  const foreign = await sessionOf(s.db, "chloe", now);
  await sessionOf(s.db, "dan", later(-11 * 3600));
  const ask = await s.as("dan");
  const sessions = await ownSessions(ask, here, limits);
  expect(sessions.map((one) => one.here)).toEqual([true, false, false]);
  expect((await ownSessions({ ...ask, now: later(16 * 60) }, here, limits)).map((one) => one.locked)).toEqual([false, true, true]);
  const [chloes] = await ownSessions(await s.as("chloe"), foreign, limits);
  await expect(endOwnSession(ask, here, limits, chloes!.id)).rejects.toBeInstanceOf(NotFound);
  await endOwnSession(ask, here, limits, sessions[1]!.id);
  expect(await whoseSession({ db: s.db, now }, there, limits)).toBeNull();
  expect(await whoseSession({ db: s.db, now }, third, limits)).not.toBeNull();
  await endOwnSession(ask, here, limits, null);
  expect(await whoseSession({ db: s.db, now }, third, limits)).toBeNull();
  expect((await whoseSession({ db: s.db, now }, here, limits))!.id).toBe("dan");
});
