import { generateKeyPairSync } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { type Factor, nextOf, whyNotRemove } from "#app/models/people/factor.ts";
import { codeOf, connectApp, connectPasskey, giveSecond, halfSession, prove, resetFactor } from "#app/models/people/factor.server.ts";
import { addPasskey, ownPasskeys, passkeyOptions, removePasskey } from "#app/models/people/passkey.server.ts";
import { sessionOf as sessionWith, signIn, whoseSession } from "#app/models/people/session.server.ts";
import { siteOf } from "#app/models/people/site.ts";
import { demoPassword, demoSecret } from "#db/demo/partnership.server.ts";
import { now, type Person, type Stage, stage } from "../cast.ts";
import { emails } from "../house.ts";
import { sessionOf } from "../session.ts";
import { type Bent, newDevice } from "../support/device.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.close());

const limits = { idleMinutes: 15, hours: 10 };
const site = siteOf("https://panelroom.example", 443);
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const refused = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "done", (error) => (error instanceof NotAgreed ? error.reason : (error?.constructor?.name ?? error)));
const first = async (person: Person, at = now) => signIn(await s.as(person, at), { email: emails[person], password: demoPassword, address: "10.0.0.1" });
const half = async (token: string, at = now) => (await halfSession({ db: s.db, now: at }, token))!;
const challengeFor = async (person: Person, token: string, purpose: "make" | "sign", at = now) => (await passkeyOptions(await s.as(person, at), { personId: person, name: person, email: emails[person] }, token, purpose, site)).challenge;
const whose = async (token: string | null, at = now) => (await whoseSession({ db: s.db, now: at }, token ?? "", limits))?.id ?? null;

/** A device of that person, whose passkey is added to what they have. */
async function deviceOf(person: Person, name = "Work laptop") {
  const device = newDevice(site);
  const token = await sessionOf(s.db, person, now);
  await addPasskey(await s.as(person), token, name, device.make(await challengeFor(person, token, "make")), site);
  return device;
}
/** Signs in with a passkey; `bent` bends what the device sends. */
async function enter(person: Person, device: ReturnType<typeof newDevice>, bent: Bent = {}, at = now) {
  const token = await first(person, at);
  const sent = device.sign(await challengeFor(person, token, "sign", at), bent);
  return giveSecond(await s.as(person, at), await half(token, at), token, { passkey: sent }, site);
}

test("A passkey that was not made here, for this session, now, by somebody who was verified, is not added", async () => {
  const token = await sessionOf(s.db, "dan", now);
  const [other, chloes] = [await sessionOf(s.db, "dan", now), await sessionOf(s.db, "chloe", now)];
  const ask = await s.as("dan");
  const add = async (bent: Bent, at = now, made = "") => {
    const challenge = await challengeFor("dan", token, "make");
    return refused(addPasskey(await s.as("dan", at), token, "Phone", made || newDevice(site).make(challenge, bent), site));
  };
  const not = "The passkey was not added. Try again";
  expect(await refused(addPasskey(ask, token, "Phone", newDevice(site).make("never-asked"), site))).toBe(not);
  expect(await add({ origin: "https://panelroom.example.evil.example" })).toBe(not);
  expect(await add({ origin: "http://panelroom.example" })).toBe(not);
  expect(await add({ host: "evil.example" })).toBe(not);
  expect(await add({ verified: false })).toBe(not);
  expect(await add({ challenge: await challengeFor("dan", other, "make") })).toBe(not);
  expect(await add({ challenge: await challengeFor("chloe", chloes, "make") })).toBe(not);
  expect(await add({}, later(5 * 60 + 1))).toBe(not);
  for (const rubbish of ["", "null", "[]", "{}", "no json", '{"id":"x"}']) expect(await add({}, now, rubbish || " ")).toBe(not);
  expect((await ownPasskeys(ask)).passkeys).toEqual([]);
  expect(await add({}, later(299))).toBe("done");
  expect((await ownPasskeys(ask)).passkeys).toMatchObject([{ name: "Phone", used: null }]);
});

test("What signs in with a passkey is refused for another's, another challenge, another site, another key, without verification, twice, late, or when it counts backwards", async () => {
  const [dans, chloes] = [await deviceOf("dan"), await deviceOf("chloe")];
  const not = "The passkey was not accepted. Try again";
  const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  expect(await refused(enter("dan", chloes))).toBe(not);
  expect(await refused(enter("dan", newDevice(site)))).toBe(not);
  for (const bent of [{ challenge: "another" }, { origin: "https://evil.example" }, { host: "evil.example" }, { verified: false }, { key: stranger }] satisfies Bent[]) expect([bent, await refused(enter("dan", dans, bent))]).toEqual([bent, not]);
  // A challenge of another session, or one that was asked for anew, or used up by a try that failed.
  const [token, other] = [await first("dan"), await first("dan")];
  const give = async (sent: string, at = now) => refused(giveSecond(await s.as("dan", at), await half(token, at), token, { passkey: sent }, site));
  expect(await give(dans.sign(await challengeFor("dan", other, "sign")))).toBe(not);
  const old = await challengeFor("dan", token, "sign");
  const fresh = await challengeFor("dan", token, "sign");
  expect(await give(dans.sign(old))).toBe(not);
  expect(await give(dans.sign(fresh))).toBe(not);
  expect(await give(dans.sign(await challengeFor("dan", token, "sign")), later(301))).toBe(not);
  const sent = dans.sign(await challengeFor("dan", token, "sign"), { counter: 50 });
  expect(await give(sent)).toBe("done");
  const again = await first("dan");
  await challengeFor("dan", again, "sign");
  expect(await refused(giveSecond(await s.as("dan"), await half(again), again, { passkey: sent }, site))).toBe(not);
  // A copy of the device counts from where it was copied.
  expect(await refused(enter("dan", dans, { counter: 50 }))).toBe(not);
  expect(await refused(enter("dan", dans, { counter: 49 }))).toBe(not);
  expect(await s.db.selectFrom("news").select("detail").where("what", "=", "sign-in refused").where("person_id", "=", "dan").execute()).toHaveLength(2);
  expect(await whose(await enter("dan", dans, { counter: 51 }))).toBe("dan");
});

test("Two tabs that send the same signature at once: one is in", async () => {
  const device = await deviceOf("dan");
  const token = await first("dan");
  const sent = device.sign(await challengeFor("dan", token, "sign"));
  const waiting = await half(token);
  const give = async () => refused(giveSecond(await s.as("dan"), waiting, token, { passkey: sent }, site));
  expect((await Promise.all([give(), give()])).filter((answer) => answer === "done")).toHaveLength(1);
});

test("Somebody new chooses a passkey, without any app: gets recovery codes, signs in with it, and proves with it what weighs", async () => {
  await s.db.deleteFrom("totp").where("person_id", "=", "beth").execute();
  const token = await first("beth");
  expect(await half(token)).toMatchObject({ enrolled: false, allowed: ["app", "passkey"] });
  const device = newDevice(site);
  const made = await connectPasskey(await s.as("beth"), await half(token), token, "Phone", device.make(await challengeFor("beth", token, "make")), site);
  expect(made.codes).toHaveLength(10);
  expect([await whose(token), await whose(made.token)]).toEqual([null, "beth"]);

  const next = (await enter("beth", device))!;
  expect(await whose(next)).toBe("beth");
  // The password alone connects no second one.
  const waiting = await first("beth");
  expect(await half(waiting)).toMatchObject({ enrolled: true, gives: ["passkey"] });
  expect(await refused(connectApp(await s.as("beth"), await half(waiting), waiting, "000000"))).toMatch(/already/);
  expect(await refused(connectPasskey(await s.as("beth"), await half(waiting), waiting, "Thief's", newDevice(site).make(await challengeFor("beth", waiting, "make")), site))).toMatch(/already/);

  const ask = await s.as("beth", later(400));
  const provedAt = async () => (await sessionWith({ db: s.db, now: later(400) }, next, limits, false))!.provedAt;
  expect(await refused(prove(ask, next, await provedAt(), null, site))).toMatch(/Prove/);
  expect(await refused(prove(ask, next, await provedAt(), { passkey: device.sign("another") }, site))).toMatch(/not accepted/);
  const challenge = await challengeFor("beth", next, "sign", later(400));
  await prove(ask, next, await provedAt(), { passkey: device.sign(challenge) }, site);
  expect(await provedAt()).toBe(later(400).toISOString());
  expect(await refused(giveSecond(await s.as("beth"), await half(waiting), waiting, { code: made.codes[0]! }, site))).toBe("done");
});

test("Nobody removes another's passkey, or the last thing to sign in with; one that is removed ends what it opened elsewhere", async () => {
  const device = await deviceOf("dan");
  const [here, there] = [await sessionOf(s.db, "dan", now), (await enter("dan", device))!];
  const ask = await s.as("dan");
  const [passkey] = (await ownPasskeys(ask)).passkeys;
  await expect(removePasskey(await s.as("chloe"), "", passkey!.id)).rejects.toBeInstanceOf(NotFound);
  await s.db.updateTable("totp").set({ confirmed_at: null }).where("person_id", "=", "dan").execute();
  expect(await refused(removePasskey(ask, here, passkey!.id))).toMatch(/could not sign in any more/);
  await s.db.updateTable("totp").set({ confirmed_at: now.toISOString() }).where("person_id", "=", "dan").execute();
  await removePasskey(ask, here, passkey!.id);
  expect([await whose(here), await whose(there)]).toEqual(["dan", null]);
  expect(await refused(enter("dan", device))).toMatch(/not accepted/);
});

test("Taking somebody's second factor away takes their passkeys too", async () => {
  const device = await deviceOf("dan");
  await resetFactor(await s.as("admin"), "dan");
  expect(await half(await first("dan"))).toMatchObject({ enrolled: false, gives: [] });
  expect(await refused(enter("dan", device))).toMatch(/not accepted/);
});

test("What the agency allows no more signs nobody in: given once more, it lets them connect what is allowed, and the password alone does not", async () => {
  const device = newDevice(site);
  await s.db.updateTable("agency").set({ allows_app: 0 }).where("id", "=", "police").execute();
  const token = await first("dan");
  expect(await half(token)).toMatchObject({ enrolled: true, gives: ["app"], giveToConnect: true });
  expect(await refused(connectPasskey(await s.as("dan"), await half(token), token, "Phone", device.make(await challengeFor("dan", token, "make")), site))).toMatch(/already/);
  expect(await giveSecond(await s.as("dan"), await half(token), token, { code: codeOf(demoSecret, now) }, site)).toBeNull();
  expect(await whose(token)).toBeNull();
  expect(await half(token)).toMatchObject({ enrolled: false, allowed: ["passkey"] });
  expect(await refused(connectApp(await s.as("dan"), await half(token), token, "000000"))).toMatch(/does not use/);
  const { token: next } = await connectPasskey(await s.as("dan"), await half(token), token, "Phone", device.make(await challengeFor("dan", token, "make")), site);
  expect(await whose(next)).toBe("dan");
  // Nor does it prove anything.
  expect(await refused(prove(await s.as("dan", later(60)), next, null, { code: codeOf(demoSecret, later(60)) }, site))).toMatch(/not right/);
});

const A: Factor = "app";
const P: Factor = "passkey";
test.each([
  [{ has: [], allowed: [A, P], mayConnect: false }, "connect", []],
  [{ has: [A], allowed: [A, P], mayConnect: false }, "give", [A]],
  [{ has: [A, P], allowed: [P], mayConnect: false }, "give", [P]],
  [{ has: [A], allowed: [P], mayConnect: false }, "give what is no longer allowed", [A]],
  [{ has: [A], allowed: [P], mayConnect: true }, "connect", []],
  [{ has: [A], allowed: [A], mayConnect: true }, "give", [A]],
])("%j: %s", (held, next, gives) => expect(nextOf(held)).toEqual({ next, gives }));

test.each([
  [{ others: 1, hasApp: false, allowed: [A, P] }, true],
  [{ others: 1, hasApp: false, allowed: [A] }, false],
  [{ others: 0, hasApp: true, allowed: [A, P] }, true],
  [{ others: 0, hasApp: true, allowed: [P] }, false],
  [{ others: 0, hasApp: false, allowed: [A, P] }, false],
])("A passkey with %j beside it may be removed: %s", (beside, may) => expect(whyNotRemove(beside) === null).toBe(may));
