import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#db/connect.server.ts";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { besideOf, type Fields, faultsOf, fill, formsOf, heldIn, idsOf, type PlainForm, textOf, typedAgain } from "../plain-page.ts";
import { cookieWith } from "../session.ts";
import { fillForms, type Line, lines, minutesText } from "./forms.ts";

// Every form of the product over HTTP, as a browser with JavaScript switched off has it: read from the page, posted by its button,
// refused with what was typed kept, put right on the page that refused it, and accepted.

let house: House;
beforeAll(async () => {
  house = await openHouse({ fill: fillForms });
});
afterAll(() => house.close());

const cookies = new Map<Person, Promise<string>>();
function cookieFor(person: Person): Promise<string> {
  if (!cookies.has(person)) cookies.set(person, cookieOf(house, person));
  return cookies.get(person)!;
}

interface Answer {
  status: number;
  location: string | null;
  html: string;
  at: string;
  /** A cookie that it gives. */
  cookie?: string;
}

async function ask(on: Pick<House, "url">, cookie: string, at: string, posted?: { form: PlainForm; fields: Fields }): Promise<Answer> {
  let body: FormData | URLSearchParams | undefined;
  if (posted) {
    body = posted.form.multipart ? new FormData() : new URLSearchParams();
    // A browser ends the lines of what it posts with both characters.
    for (const [name, value] of fill(posted.form, posted.fields)) typeof value === "string" ? body.append(name, value.replace(/\n/g, "\r\n")) : (body as FormData).append(name, value, value.name);
  }
  const headers: Record<string, string> = { ...(cookie && { Cookie: cookie }), ...(posted && { Origin: on.url }) };
  const answer = await fetch(on.url + at, { method: posted ? "POST" : "GET", redirect: "manual", headers, ...(body && { body }) });
  return { status: answer.status, location: answer.headers.get("location"), html: await answer.text(), at, cookie: answer.headers.get("set-cookie")?.split(";")[0] };
}

const pathOf = (address: string): string => address.split(/[?#]/)[0]!;
const idOf = (field: string): string => `field-${field.replace(/\[\]$/, "").replace(/[^\w-]/g, "-")}`;

/** The form of a page that leads there and can be filled in so: a page may hold one for each row. */
function formOf({ html, at }: Answer, to: string, fields: Fields): PlainForm {
  const leading = formsOf(html, at).filter((form) => form.method === "post" && pathOf(form.action) === to);
  const form = leading.find((one) => Object.keys(fields).every((name) => one.controls.some((c) => c.name === name))) ?? leading[0];
  if (!form) throw new Error(`${at} has no form that leads to ${to}; its forms lead to ${formsOf(html, at).map((one) => one.action).join(", ") || "nowhere"}: ${textOf(/<h1[\s\S]*?<\/main>/.exec(html)?.[0] ?? "").slice(0, 300)}`);
  return form;
}

/** What is not as it should be in the answer to a form that was filled in wrongly. */
function wrongIn(answer: Answer, form: PlainForm, sent: Fields, at: string[]): string[] {
  const wrong: string[] = [];
  const faults = faultsOf(answer.html);
  if (answer.status !== 422) wrong.push(`answered ${answer.status}${answer.location ? ` to ${answer.location}` : ""}, not 422`);
  if (!faults?.length) return [...wrong, "no summary of what is wrong"];
  const ids = idsOf(answer.html);
  for (const { id, text } of faults) {
    if (id === null) continue;
    if (!ids.has(id)) wrong.push(`“${text}” leads to #${id}, which is not on the page`);
    if (besideOf(answer.html, id) !== text) wrong.push(`“${text}” does not stand beside #${id}`);
  }
  for (const field of at) if (!faults.some((fault) => fault.id === idOf(field))) wrong.push(`no fault beside ${field}, but ${JSON.stringify(faults)}`);
  if (at.length === 0 && faults.some((fault) => fault.id !== null)) wrong.push(`a fault beside a field: ${JSON.stringify(faults)}`);
  const again = formOf(answer, pathOf(form.action), sent);
  for (const [name, value] of Object.entries(sent)) {
    if (typedAgain(form, name) || form.controls.some((c) => c.name === name && c.type === "submit")) continue;
    const held = heldIn(again, name);
    const typed = Array.isArray(value) ? value : [value];
    if (JSON.stringify(held) !== JSON.stringify(typed)) wrong.push(`${name} was typed as ${JSON.stringify(typed)} and now holds ${JSON.stringify(held)}`);
  }
  return wrong;
}

async function tryLine(line: Line, on: Pick<House, "url" | "db">, cookie: string): Promise<void> {
  const addressOf = (of: NonNullable<Line["to"]>) => (typeof of === "string" ? of : of(on.db));
  const page = await addressOf(line.page);
  const to = pathOf(await addressOf(line.to ?? page));
  let shown = await ask(on, cookie, page);
  expect(`${page}: ${shown.status}`).toBe(`${page}: 200`);
  // What is typed wrongly, and is none of the fields that are filled in, is put right as it stood at first.
  const first = formOf(shown, to, line.fields ?? {});
  const stood = (line.wrong ?? []).flatMap(({ typed }) => Object.keys(typed).map((name) => [name, heldIn(first, name)] as const));
  const fields: Fields = { ...Object.fromEntries(stood), ...line.fields };
  expect(await line.effect(on.db), "the effect before anything is done").toBe(false);

  const wrong: string[] = [];
  for (const { typed, at = Object.keys(typed) } of line.wrong ?? []) {
    const form: PlainForm = formOf(shown, to, fields);
    const sent = { ...fields, ...typed };
    const refused = await ask(on, cookie, form.action, { form, fields: sent });
    wrong.push(...wrongIn(refused, form, sent, at).map((one) => `With ${JSON.stringify(typed)}: ${one}`));
    if (refused.status === 422) shown = refused;
  }
  expect(wrong).toEqual([]);
  if (line.wrong) expect(await line.effect(on.db), "the effect after refusals").toBe(false);
  await line.between?.(on.db);

  // What was refused is put right where it was refused.
  const form = formOf(shown, to, fields);
  const accepted = await ask(on, cookie, form.action, { form, fields: { ...fields, ...line.onceRefused } });
  const told = `${accepted.status} ${JSON.stringify(faultsOf(accepted.html) ?? "")}`;
  if (line.answers) {
    expect(told).toMatch(/^200 /);
    expect(accepted.html).toMatch(line.answers);
  } else {
    expect(told).toMatch(/^30[23] /);
    const next = await follow(on, accepted.cookie ?? cookie, accepted.location!);
    expect(`${accepted.location}: ${next.status}`).toBe(`${accepted.location}: 200`);
  }
  expect(await line.effect(on.db), "the effect of what was accepted").toBe(true);
}

/** The page that one is sent on to. */
async function follow(on: Pick<House, "url">, cookie: string, location: string): Promise<Answer> {
  const next = await ask(on, cookie, location.split("#")[0]!);
  return next.status === 302 || next.status === 303 ? follow(on, cookie, next.location!) : next;
}

/** Imports are checked by a worker: a page of an import is complete once that is done. */
async function checked(db: Db): Promise<void> {
  await expect.poll(async () => (await db.selectFrom("import_run").select("id").where("state", "=", "checking").execute()).length, { timeout: 60_000, interval: 100 }).toBe(0);
}

test("Each route that has an action has its forms here, and every line a route", async () => {
  const page = await (await fetch(`${house.url}/sign-in`)).text();
  const script = await (await fetch(house.url + /\/build\/manifest-\w+\.js/.exec(page)![0])).text();
  const manifest = JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)).routes as Record<string, { parentId?: string; path?: string; hasAction: boolean }>;
  const routeOf = (id: string): string => {
    const { parentId, path } = manifest[id]!;
    return (parentId ? routeOf(parentId) : "") + (path ? `/${path}` : "");
  };
  const routes = Object.keys(manifest).filter((id) => manifest[id]!.hasAction).map(routeOf);
  // The first administrator is made in a house of its own, below; a browser makes passkeys by script alone (walks/passkey.test.ts).
  expect(routes.filter((route) => !lines[route] && !["/setup", "/account/passkeys/new"].includes(route))).toEqual([]);
  expect(Object.keys(lines).filter((route) => !routes.includes(route))).toEqual([]);
  const all = Object.values(lines).flat();
  expect(all.filter((line) => Boolean(line.wrong?.length) === Boolean(line.nothingToRefuse)).map((line) => line.page)).toEqual([]);
});

describe("Without scripts a form is found, refused with what was typed kept, and accepted", () => {
  test.each(Object.entries(lines).flatMap(([route, of]) => [of].flat().map((line, i, all) => [all.length > 1 ? `${route}, form ${i + 1}` : route, line] as const)))("%s", async (_, line) => {
    await checked(house.db);
    await tryLine(line, house, line.cookie ? await line.cookie() : line.token ? await cookieWith(line.token) : line.who === null ? "" : await cookieFor(line.who ?? "amira"));
  });

  test("The minutes of a meeting that runs are read on its page", async () => {
    const page = await ask(house, await cookieFor("amira"), "/meetings/x-live/live?item=x-item");
    expect(textOf(page.html)).toContain(minutesText);
  });

  test("/setup, where nobody has an account yet", async () => {
    const empty = await openHouse({ fill: async () => {} });
    try {
      await fetch(`${empty.url}/setup`);
      await expect.poll(() => /\d{4}-\d{4}-\d{4}-\d{4}/.test(empty.log())).toBe(true);
      const code = /\d{4}-\d{4}-\d{4}-\d{4}/.exec(empty.log())![0];
      await tryLine({
        page: "/setup", fields: { setupCode: code, agency: "Seaholme Council", name: "Nadia Brandt", email: "nadia@seaholme.example", password: "three quiet umbrellas" }, wrong: [{ typed: { setupCode: "1234" } }, { typed: { password: "short" } }, { typed: { email: "" } }],
        effect: async (db) => (await db.selectFrom("person").select("id").execute()).length === 1,
      }, empty, "");
    } finally {
      await empty.close();
    }
  });
});
