import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { emailIn, saysSecond, type SignInForm, whyNotIssuer, whyNotSignIn } from "#app/models/people/provider.ts";
import { siteOf } from "#app/models/people/site.ts";
import { demoPassword } from "#db/demo/partnership.server.ts";
import { emails, type House, openHouse, visitor } from "../house.ts";
import { textOf } from "../plain-page.ts";
import { openProvider } from "../support/provider.ts";

// Signing in through an agency's own provider: a real one on this machine, whose answers are bent.

let house: House;
let provider: Awaited<ReturnType<typeof openProvider>>;
const secret = "a secret for tests alone, long enough";
const settings = (over: Record<string, string | string[]> = {}) => ({ "factors[]": ["app", "passkey"], allowsPassword: "on", issuer: provider.issuer, clientId: "panelroom", clientSecret: secret, emailClaim: "email", ...over });
const set = async (agency: string, over = {}) => (await visitor(house, "admin")).post(`/admin/agencies/${agency}/sign-in`, settings(over));

beforeAll(async () => {
  house = await openHouse();
  provider = await openProvider(["police", "health"].map((agency) => `${house.url}/sign-in-with/${agency}/answer`));
  for (const agency of ["police", "health"]) expect((await set(agency)).status).toBe(302);
});
afterAll(async () => {
  await house?.close();
  await provider?.close();
});
beforeEach(() => {
  provider.accounts.clear();
  provider.accounts.set("at-dan", { email: emails.dan, email_verified: true });
});
afterEach(async () => {
  provider.bend(null);
  provider.fallSilent(false);
  await house.db.deleteFrom("provider_person").execute();
});

/** A browser without scripts: keeps cookies of each site, and follows where it is led. */
function browser() {
  const jars = new Map<string, Map<string, string>>();
  const go = async (url: string, stop: (url: URL) => boolean = () => false): Promise<{ url: URL; status: number; html: string }> => {
    for (let at = new URL(url), hops = 0; hops < 20; hops++) {
      if (stop(at)) return { url: at, status: 0, html: "" };
      const jar = jars.get(at.origin) ?? new Map<string, string>();
      jars.set(at.origin, jar);
      const answer = await fetch(at, { redirect: "manual", headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") } });
      for (const cookie of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
        if (!value || /max-age=0\b|1970/i.test(cookie)) jar.delete(name!);
        else jar.set(name!, value);
      }
      const to = answer.headers.get("location");
      if (!to) return { url: at, status: answer.status, html: await answer.text() };
      await answer.arrayBuffer();
      at = new URL(to, at);
    }
    throw new Error("led round and round");
  };
  const isAnswer = (url: URL) => url.pathname.endsWith("/answer");
  return {
    go, jars,
    /** Signs in at the provider as that account, and goes where that leads. */
    enter: async (agency: string, account: string, stop?: (url: URL) => boolean) => {
      const asked = await go(`${house.url}/sign-in-with/${agency}`);
      return go(`${asked.url.href}?who=${account}`, stop);
    },
    /** The same, up to the address that the provider sends back to. */
    answer: async (agency: string, account: string): Promise<URL> => {
      const asked = await go(`${house.url}/sign-in-with/${agency}`);
      return (await go(`${asked.url.href}?who=${account}`, isAnswer)).url;
    },
  };
}
const said = ({ html }: { html: string }) => textOf(/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replace(/^ ?(You could not be signed in)/, "").replace("Back to sign-in", "").trim();
const sessions = async () => (await house.db.selectFrom("session").select(["person_id", "second_at", "second_by"]).where("agent", "is not", null).execute()).length;
/** Nobody was signed in by it, and these were the words. */
async function refused(answer: { url: URL; status: number; html: string }, words: RegExp, before: number) {
  expect([answer.status >= 400, await sessions(), said(answer)]).toEqual([true, before, expect.stringMatching(words)]);
}
const notRight = /answered was not right/;
const unknown = "Panelroom does not know this account as one of Northmoor Constabulary's people. Ask your administrator.";

describe("Refused", () => {
  const now = () => Math.floor(Date.now() / 1000);
  test.each([
    ["another nonce", (claims: object) => ({ ...claims, nonce: "another" }), undefined],
    ["no nonce", ({ nonce: _, ...claims }: Record<string, unknown>) => claims, undefined],
    ["for somebody else than Panelroom", (claims: object) => ({ ...claims, aud: "another-client" }), undefined],
    ["of another issuer", (claims: object) => ({ ...claims, iss: "http://127.0.0.1:1" }), undefined],
    ["that has run out", (claims: object) => ({ ...claims, iat: now() - 7200, exp: now() - 3600 }), undefined],
    ["without a subject", ({ sub: _, ...claims }: Record<string, unknown>) => claims, undefined],
    ["signed by another key", (claims: object) => claims, "another key" as const],
    ["not signed at all", (claims: object) => claims, "none" as const],
  ])("an ID token with %s", async (_, bend, by) => {
    const before = await sessions();
    provider.bend(bend as never, by);
    await refused(await browser().enter("police", "at-dan"), notRight, before);
    const news = await house.db.selectFrom("news").select(["detail", "person_id"]).where("what", "=", "sign-in refused").orderBy("id", "desc").executeTakeFirstOrThrow();
    expect([news.person_id, news.detail]).toEqual([null, expect.stringMatching(/^police [A-Z_]+$/)]);
  });

  test("another state, another browser's state, a callback that was used already, one of another agency, and one after ten minutes", async () => {
    const before = await sessions();
    const ranOut = /run out, or was begun in another window/;
    const one = browser();
    const at = await one.answer("police", "at-dan");
    const with_ = (name: string, value: string) => {
      const url = new URL(at);
      url.searchParams.set(name, value);
      return url.href;
    };
    await refused(await browser().go(at.href), ranOut, before);
    await refused(await one.go(with_("state", "another")), ranOut, before);
    // That try has taken the browser's part away.
    await refused(await one.go(at.href), ranOut, before);

    const two = browser();
    const second = await two.answer("police", "at-dan");
    await refused(await two.go(second.href.replace("/police/", "/health/")), ranOut, before);
    const late = browser();
    const third = await late.answer("police", "at-dan");
    await house.db.updateTable("provider_flow").set({ made_at: new Date(Date.now() - 11 * 60_000).toISOString() }).execute();
    await refused(await late.go(third.href), ranOut, before);

    const good = browser();
    const fourth = await good.answer("police", "at-dan");
    const jar = new Map(good.jars.get(house.url));
    expect((await good.go(fourth.href)).url.pathname).toBe("/second-factor");
    good.jars.set(house.url, jar);
    await refused(await good.go(fourth.href), ranOut, before + 1);
  });

  test.each([
    ["of somebody of another agency", { email: emails.chloe, email_verified: true }],
    ["that the provider has not verified", { email: emails.dan, email_verified: false }],
    ["of which it does not say whether it has", { email: emails.dan }],
    ["that nobody has", { email: "nobody@northmoor.example", email_verified: true }],
    ["that is none", {}],
  ])("an e-mail address %s, each in the same words, and nobody is made", async (_, account) => {
    const [before, people] = [await sessions(), (await house.db.selectFrom("person").select("id").execute()).length];
    provider.accounts.set("at-x", account);
    const answer = await browser().enter("police", "at-x");
    await refused(answer, /does not know this account/, before);
    expect(said(answer)).toBe(unknown);
    expect(await house.db.selectFrom("provider_person").select("sub").execute()).toEqual([]);
    expect((await house.db.selectFrom("person").select("id").execute()).length).toBe(people);
  });

  test("who left, and who went to another agency, though their account was known; and another account that now has somebody's address", async () => {
    expect((await browser().enter("police", "at-dan")).url.pathname).toBe("/second-factor");
    const before = await sessions();
    await house.db.updateTable("person").set({ ended_at: new Date().toISOString() }).where("id", "=", "dan").execute();
    const left = await browser().enter("police", "at-dan");
    await house.db.updateTable("person").set({ ended_at: null, agency_id: "health" }).where("id", "=", "dan").execute();
    const moved = await browser().enter("police", "at-dan");
    const movedToo = await browser().enter("health", "at-dan");
    await house.db.updateTable("person").set({ agency_id: "police" }).where("id", "=", "dan").execute();
    provider.accounts.set("at-new", { email: emails.dan, email_verified: true });
    const taken = await browser().enter("police", "at-new");
    for (const answer of [left, moved, taken]) expect(said(answer)).toBe(unknown);
    // It is tied to Dan, who is of Health for the moment: there it opens.
    expect(movedToo.url.pathname).toBe("/second-factor");
    expect(await sessions()).toBe(before + 1);
    // The address may change: the account is known by its own name.
    provider.accounts.set("at-dan", { email: "daniel@northmoor.example", email_verified: true });
    expect((await browser().enter("police", "at-dan")).url.pathname).toBe("/second-factor");
  });

  test("what the provider itself refuses; a provider that is down, or takes requests and answers none", async () => {
    const before = await sessions();
    await refused(await browser().enter("police", "nobody"), /Northmoor Constabulary did not let you in/, before);
    const one = browser();
    const at = await one.answer("police", "at-dan");
    provider.fallSilent(true);
    await refused(await one.go(at.href), /does not answer/, before);
    await refused(await browser().go(`${house.url}/sign-in-with/police`), /does not answer/, before);
    provider.fallSilent(false);
    await set("health", { issuer: "http://127.0.0.1:1" });
    await refused(await browser().go(`${house.url}/sign-in-with/health`), /does not answer/, before);
    await set("health");
  });

  test("an agency that has none: as what does not exist", async () => {
    for (const path of ["/sign-in-with/csc", "/sign-in-with/nothing", "/sign-in-with/csc/answer?code=x&state=x"]) expect([path, (await browser().go(house.url + path)).status]).toEqual([path, 404]);
  });
});

test("Dan signs in with his agency's account: ours is asked too, his account is known from then on, and the request asks for PKCE, state and nonce", async () => {
  const dan = browser();
  provider.asked.length = 0;
  expect(said(await dan.go(`${house.url}/sign-in`))).toContain("Sign in with Northmoor Constabulary");
  const answer = await dan.enter("police", "at-dan");
  expect(answer.url.pathname).toBe("/second-factor");
  expect(Object.fromEntries(provider.asked[0]!)).toMatchObject({ response_type: "code", client_id: "panelroom", scope: "openid email profile", code_challenge_method: "S256", redirect_uri: `${house.url}/sign-in-with/police/answer` });
  for (const name of ["state", "nonce", "code_challenge"]) expect(provider.asked[0]!.get(name)?.length).toBeGreaterThan(20);
  expect(await house.db.selectFrom("provider_person").select(["issuer", "sub", "person_id"]).execute()).toEqual([{ issuer: provider.issuer, sub: "at-dan", person_id: "dan" }]);
  expect((await dan.go(`${house.url}/home`)).url.pathname).toBe("/second-factor");
});

describe("Where the provider's second factor counts as ours", () => {
  beforeAll(async () => void (await set("police", { trustsSecond: "on" })));
  afterAll(async () => void (await set("police")));

  test("one that it does not speak of, or took this morning, does not: ours is asked", async () => {
    expect((await browser().enter("police", "at-dan")).url.pathname).toBe("/second-factor");
    provider.accounts.set("at-dan", { email: emails.dan, email_verified: true, amr: ["mfa", "pwd"] });
    provider.bend((claims) => ({ ...claims, auth_time: Math.floor(Date.now() / 1000) - 3600 }));
    expect((await browser().enter("police", "at-dan")).url.pathname).toBe("/second-factor");
  });

  test("one that it took just now does; switched off again, those sessions end", async () => {
    provider.accounts.set("at-dan", { email: emails.dan, email_verified: true, amr: ["mfa", "pwd"] });
    const dan = browser();
    expect((await dan.enter("police", "at-dan")).url.pathname).toBe("/home");
    expect((await dan.go(`${house.url}/account`)).html).toContain("Dan Kowalczyk");
    await set("police");
    expect((await dan.go(`${house.url}/account`)).url.pathname).toBe("/sign-in");
    await set("police", { trustsSecond: "on" });
  });

  test("and by it who acts is proved again, by the same person alone", async () => {
    const mfa = { email_verified: true, amr: ["mfa"] };
    provider.accounts.set("at-dan", { email: emails.dan, ...mfa }).set("at-amira", { email: emails.amira, ...mfa });
    const dan = browser();
    await dan.enter("police", "at-dan");
    const old = new Date(Date.now() - 6 * 60_000).toISOString();
    await house.db.updateTable("session").set({ proved_at: old }).where("person_id", "=", "dan").execute();
    const provedAt = async () => (await house.db.selectFrom("session").select("proved_at").where("person_id", "=", "dan").where("ended_at", "is", null).orderBy("created_at", "desc").executeTakeFirstOrThrow()).proved_at;
    dan.jars.delete(provider.issuer);
    const other = await dan.enter("police", "at-amira");
    dan.jars.delete(provider.issuer);
    expect([said(other), await provedAt()]).toEqual([expect.stringMatching(/somebody else's account/), old]);
    expect(said(await dan.enter("police", "at-dan"))).toMatch(/^Proved/);
    expect(await provedAt()).not.toBe(old);
    expect(provider.asked[provider.asked.length - 1]!.get("prompt")).toBe("login");
  });
});

test("A locked session is opened with the provider, by its own person alone", async () => {
  await set("police", { trustsSecond: "on" });
  provider.accounts.set("at-dan", { email: emails.dan, email_verified: true, amr: ["mfa"] }).set("at-amira", { email: emails.amira, email_verified: true });
  const dan = browser();
  await dan.enter("police", "at-dan");
  await house.db.updateTable("session").set({ locked_at: new Date().toISOString() }).where("person_id", "=", "dan").where("ended_at", "is", null).execute();
  const page = await dan.go(`${house.url}/actions?page=2`);
  expect([page.url.pathname, said(page)]).toEqual(["/unlock", expect.stringContaining("Sign in with Northmoor Constabulary")]);
  dan.jars.delete(provider.issuer);
  expect(said(await dan.enter("police", "at-amira"))).toMatch(/somebody else's account/);
  dan.jars.delete(provider.issuer);
  expect((await dan.go(`${house.url}/actions`)).url.pathname).toBe("/unlock");
  const link = /\/sign-in-with\/police\?to=[^"]*/.exec(page.html)![0];
  const asked = await dan.go(house.url + link);
  const back = await dan.go(`${asked.url.href}?who=at-dan`);
  expect(back.url.pathname + back.url.search).toBe("/actions?page=2");
  await set("police");
});

test("Where the agency allows no password, the right one says so and opens nothing, and unlocks nothing; administrators keep theirs", async () => {
  const signIn = async (email: string, password: string) => {
    const answer = await fetch(`${house.url}/sign-in`, { method: "POST", redirect: "manual", headers: { Origin: house.url }, body: new URLSearchParams({ email, password }) });
    return answer.status === 302 ? "in" : said({ html: await answer.text() });
  };
  await set("police", { allowsPassword: "" });
  expect(await signIn(emails.dan, demoPassword)).toContain("Northmoor Constabulary signs in with its own account");
  expect(await signIn(emails.dan, "not this one")).toContain("The e-mail address or password is not right");
  await set("police");
  expect(await signIn(emails.dan, demoPassword)).toBe("in");
  await set("csc", { allowsPassword: "" });
  expect(await signIn(emails.admin, demoPassword)).toBe("in");
  expect(await signIn(emails.ruth, demoPassword)).toContain("signs in with its own account");
  await set("csc", { issuer: "", allowsPassword: "on" });
});

test("Whose second factor is the provider's, and who has none here, cannot have one connected by whoever knows the password", async () => {
  const signIn = async () => (await fetch(`${house.url}/sign-in`, { method: "POST", redirect: "manual", headers: { Origin: house.url }, body: new URLSearchParams({ email: emails.dan, password: demoPassword }) })).status;
  const app = await house.db.selectFrom("totp").selectAll().where("person_id", "=", "dan").executeTakeFirstOrThrow();
  await house.db.deleteFrom("totp").where("person_id", "=", "dan").execute();
  await house.db.insertInto("provider_person").values({ issuer: provider.issuer, sub: "at-dan", person_id: "dan", made_at: new Date().toISOString() }).execute();
  await set("police", { trustsSecond: "on" });
  expect(await signIn()).toBe(422);
  await house.db.insertInto("totp").values(app).execute();
  expect(await signIn()).toBe(302);
  await set("police");
});

test("The secret is sealed, never shown again, kept when nothing is typed, and goes to no other provider or client", async () => {
  const admin = await visitor(house, "admin");
  const kept = async () => (await house.db.selectFrom("provider").select("client_secret").where("agency_id", "=", "police").executeTakeFirstOrThrow()).client_secret;
  expect(await kept()).toMatch(/^sealed1\./);
  expect(await (await admin.get("/admin/agencies/police/sign-in")).text()).not.toContain(secret);
  const before = await kept();
  expect((await set("police", { clientSecret: "" })).status).toBe(302);
  expect(await kept()).toBe(before);
  for (const over of [{ issuer: `${provider.issuer}/another`, clientSecret: "" }, { clientId: "another", clientSecret: "" }]) {
    const answer = await set("police", over);
    expect([answer.status, (await answer.text()).includes("Enter the client secret")]).toEqual([422, true]);
  }
  const log = house.log();
  expect([log.includes(secret), log.includes("code=")]).toEqual([false, false]);
});

test("A factor that an agency switches off ends the sessions that were opened with it, and no others", async () => {
  const at = new Date().toISOString();
  const row = (token_hash: string, person_id: string, second_by: string | null) => ({ token_hash, person_id, created_at: at, seen_at: at, second_at: at, second_by });
  await house.db.insertInto("session").values([row("s-app", "chloe", "app"), row("s-old", "chloe", null), row("s-passkey", "chloe", "passkey"), row("s-other", "owen", "app")]).execute();
  const open = async () => (await house.db.selectFrom("session").select("token_hash").where("token_hash", "like", "s-%").where("ended_at", "is", null).orderBy("token_hash").execute()).map((one) => one.token_hash);
  expect(await open()).toHaveLength(4);
  await set("health", { "factors[]": ["passkey"] });
  expect(await open()).toEqual(["s-other", "s-passkey"]);
  await set("health");
});

const site = siteOf("https://panelroom.example", 443);
const local = siteOf(undefined, 3000);
test.each([
  ["https://login.microsoftonline.com/8f1c4c0e-1111-4222-8333-444455556666/v2.0", site, true],
  ["https://login.microsoftonline.com/common/v2.0", site, false],
  ["https://login.microsoftonline.com/organizations/v2.0", site, false],
  ["https://id.northmoor.example", site, true],
  ["http://id.northmoor.example", site, false],
  ["http://127.0.0.1:9000", site, false],
  ["http://127.0.0.1:9000", local, true],
  ["http://localhost:9000", local, true],
  ["http://127.0.0.1.evil.example", local, false],
  ["http://10.0.0.1", local, false],
  ["ftp://id.northmoor.example", site, false],
  ["https://id.northmoor.example/?x=1", site, false],
  ["https://me:secret@id.northmoor.example", site, false],
  ["northmoor", site, false],
])("%s as a provider of %j: %s", (issuer, at, may) => expect(whyNotIssuer(issuer, at) === null).toBe(may));

const form: SignInForm = { factors: ["app"], allowsPassword: true, issuer: null, clientId: null, clientSecret: null, emailClaim: "email", trustsSecond: false };
const full = { issuer: "https://id.northmoor.example", clientId: "x", clientSecret: "y" };
test.each([
  [{}, false, null],
  [{ factors: [] }, false, "factors"],
  [{ allowsPassword: false }, false, "allowsPassword"],
  [full, false, null],
  [{ ...full, allowsPassword: false }, false, null],
  [{ ...full, issuer: "http://id.northmoor.example" }, false, "issuer"],
  [{ ...full, clientId: null }, false, "clientId"],
  [{ ...full, clientSecret: null }, false, "clientSecret"],
  [{ ...full, clientSecret: null }, true, null],
] as const)("Settings %j (a secret is kept: %s) are refused beside %s", (over, hasSecret, field) => expect(whyNotSignIn({ ...form, ...over } as SignInForm, { hasSecret, site })?.field ?? null).toBe(field));

const tenant = "8f1c4c0e-1111-4222-8333-444455556666";
const entra = `https://login.microsoftonline.com/${tenant}/v2.0`;
test.each([
  [{ email: "Dan@Northmoor.example", email_verified: true }, "https://id.example", "email", "dan@northmoor.example"],
  [{ email: "dan@northmoor.example" }, "https://id.example", "email", null],
  [{ email: "dan@northmoor.example", email_verified: "true" }, "https://id.example", "email", null],
  [{ preferred_username: "dan@northmoor.example", email_verified: true }, "https://id.example", "preferred_username", null],
  [{ preferred_username: "dan@northmoor.example", tid: tenant }, entra, "preferred_username", "dan@northmoor.example"],
  [{ preferred_username: "dan@northmoor.example", tid: "another" }, entra, "preferred_username", null],
  [{ preferred_username: "dan@northmoor.example" }, entra, "preferred_username", null],
  [{ upn: "dan", tid: tenant }, entra, "upn", null],
])("The address in %j of %s, claim %s: %s", (claims, issuer, emailClaim, email) => expect(emailIn(claims, { issuer, emailClaim })).toBe(email));

const at = new Date("2026-11-24T10:00:00Z");
const ago = (minutes: number) => at.getTime() / 1000 - minutes * 60;
test.each([
  [{ amr: ["pwd", "mfa"], auth_time: ago(1) }, true],
  [{ amr: ["pwd", "mfa"], auth_time: ago(6) }, false],
  [{ amr: ["pwd", "mfa"] }, false],
  [{ amr: ["pwd"], auth_time: ago(1) }, false],
  [{ amr: "mfa", auth_time: ago(1) }, false],
  [{ acr: "https://refeds.org/profile/mfa", auth_time: ago(1) }, true],
  [{ acr: "1", auth_time: ago(1) }, false],
  [{ auth_time: ago(1) }, false],
])("%j says that a second factor was taken just now: %s", (claims, yes) => expect(saysSecond(claims, at)).toBe(yes));
