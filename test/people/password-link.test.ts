import { afterEach, beforeEach, expect, test } from "vitest";
import { NotAgreed, NotFound } from "#app/models/core/refuse.ts";
import { halfSession } from "#app/models/people/factor.server.ts";
import { makeLink, setByLink, whoseLink } from "#app/models/people/password-link.server.ts";
import { addPerson, endPerson, setInitialPassword } from "#app/models/people/people.server.ts";
import { nobody } from "#app/models/core/who.ts";
import { signIn, whoseSession } from "#app/models/people/session.server.ts";
import { siteOf } from "#app/models/people/site.ts";
import { demoPassword } from "#db/demo/partnership.server.ts";
import { now, type Stage, stage } from "../cast.ts";
import { emails } from "../house.ts";
import { sessionOf } from "../session.ts";

let s: Stage;
beforeEach(async () => {
  s = await stage();
});
afterEach(() => s.close());

const site = siteOf("https://panelroom.example", 443);
const dead = "This link is not good, or not any more. Ask your administrator for another";
const good = { password: "three quiet umbrellas", again: "three quiet umbrellas" };
const refused = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => "done", (error) => (error instanceof NotAgreed ? error.reason : error.constructor.name));
const stranger = (at = now) => ({ db: s.db, now: at, who: nobody });
const tokenIn = ({ address }: { address: string }) => new URL(address).searchParams.get("t")!;
const linkFor = async (person: string, at = now) => tokenIn(await makeLink(await s.as("admin", at), person, site));
const use = (token: string, at = now, form = good) => refused(setByLink(stranger(at), token, form, "Firefox on Windows"));
const news = async (what: string) => (await s.db.selectFrom("news").select(["person_id", "detail"]).where("what", "=", what as "signed in").execute());

test("Nobody but an administrator makes one, nor for themselves, for who left, or where the agency allows no password", async () => {
  for (const who of ["amira", "audit"] as const) await expect(makeLink(await s.as(who), "dan", site)).rejects.toBeInstanceOf(NotFound);
  expect(await refused(makeLink(await s.as("admin"), "admin", site))).toMatch(/your own password/);
  await s.db.updateTable("agency").set({ allows_password: 0 }).where("id", "=", "police").execute();
  expect(await refused(makeLink(await s.as("admin"), "dan", site))).toMatch(/signs in with its own account/);
  await s.db.updateTable("person").set({ ended_at: now.toISOString() }).where("id", "=", "tomasz").execute();
  expect(await refused(makeLink(await s.as("admin"), "tomasz", site))).toBe("This person has left");
  expect(await s.db.selectFrom("password_link").select("token_hash").execute()).toEqual([]);
});

test("Reading changes nothing, however often; setting the password uses it up, ends the sessions there were, and waits for the second factor", async () => {
  const old = await sessionOf(s.db, "dan", now);
  const token = await linkFor("dan");
  const kept = await s.db.selectFrom("password_link").selectAll().execute();
  expect(JSON.stringify(kept)).not.toContain(token);
  for (let i = 0; i < 3; i++) expect(await whoseLink(stranger(), token)).toEqual({ name: "Dan Kowalczyk", email: emails.dan });
  expect(await use(token, now, { ...good, password: "short" })).toMatch(/12 characters/);
  expect(await use(token, now, { ...good, again: "three other umbrellas" })).toMatch(/not what you typed/);
  expect((await whoseSession(stranger(), old, { idleMinutes: 15, hours: 10 }))!.id).toBe("dan");
  const session = await setByLink(stranger(), token, good, "Firefox on Windows");
  expect(await whoseSession(stranger(), old, { idleMinutes: 15, hours: 10 })).toBeNull();
  expect(await whoseSession(stranger(), session, { idleMinutes: 15, hours: 10 })).toBeNull();
  expect(await halfSession(stranger(), session)).toMatchObject({ personId: "dan", enrolled: true, gives: ["app"] });
  const enter = (password: string) => refused(signIn(stranger(), { email: emails.dan, password, address: "10.0.0.1" }));
  expect([await enter(demoPassword), await enter(good.password)]).toEqual([expect.stringMatching(/not right/), "done"]);
  expect([await whoseLink(stranger(), token), await use(token)]).toEqual([null, dead]);
  expect([await news("password link made"), await news("password link used"), await news("password link refused")]).toEqual([[{ person_id: "admin", detail: "dan" }], [{ person_id: "dan", detail: null }], [{ person_id: null, detail: "dan" }]]);
});

test("It is good until the third working day is over: over a weekend too, and not a moment longer", async () => {
  // A Thursday: Friday, Monday, Tuesday.
  const token = await linkFor("dan", new Date("2026-11-26T15:00:00Z"));
  expect(await whoseLink(stranger(new Date("2026-12-01T23:59:59Z")), token)).not.toBeNull();
  expect(await whoseLink(stranger(new Date("2026-12-02T00:00:00Z")), token)).toBeNull();
  expect(await use(token, new Date("2026-12-02T00:00:00Z"))).toBe(dead);
});

test("Another link, a password that is set, and leaving end it; rubbish is refused in the same words", async () => {
  const first = await linkFor("dan");
  const second = await linkFor("dan");
  expect([await whoseLink(stranger(), first), await use(first)]).toEqual([null, dead]);
  expect(await whoseLink(stranger(), second)).not.toBeNull();
  await setInitialPassword(await s.as("admin"), "dan");
  expect(await use(second)).toBe(dead);
  const third = await linkFor("tomasz");
  await endPerson(await s.as("admin"), "tomasz");
  expect([await whoseLink(stranger(), third), await use(third)]).toEqual([null, dead]);
  for (const rubbish of ["", "x", `${second}x`]) expect([await whoseLink(stranger(), rubbish), await use(rubbish)]).toEqual([null, dead]);
});

test("Two who use it at once: one sets the password", async () => {
  const token = await linkFor("dan");
  expect((await Promise.all([use(token), use(token)])).filter((answer) => answer === "done")).toHaveLength(1);
});

test("Somebody new gets a link and no password that anybody knows, or neither where their agency's account is enough", async () => {
  const form = (email: string) => ({ name: "Siân Llewelyn-Bowen", email, agencyId: "csc", jobTitle: null, phone: null, isLead: false, isAdministrator: false, isAuditor: false, isPrivacyOfficer: false, isDutyOfficer: false, homePostcode: null });
  const made = await addPerson(await s.as("admin"), form("sian@seaholme.example"), "link", site);
  expect(made.password).toBeUndefined();
  const session = await setByLink(stranger(), tokenIn(made.link!), good, "Firefox on Windows");
  expect(await halfSession(stranger(), session)).toMatchObject({ personId: made.id, enrolled: false });
  const other = await addPerson(await s.as("admin"), form("other@seaholme.example"), "none", site);
  expect(other).toEqual({ id: other.id });
  expect(await s.db.selectFrom("password_link").select("token_hash").where("person_id", "=", other.id).execute()).toEqual([]);
});
