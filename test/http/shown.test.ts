import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../cast.ts";
import { cookieOf, type House, openHouse } from "../house.ts";
import { canary, fillMacse } from "../macse.ts";
import { addresses, knock, leaves, type Route, routesOfBuild, ruleOf } from "./knock.ts";

// What people typed stands on every page with characters that nobody would see shown for what they are: here all that the sample partnership's
// people typed has one in it.

const odd = "Quill\u200Bfeather";
const people = ["amira", "ruth", "dan", "ewan", "helen", "wilma", "tomasz", "admin"] satisfies Person[];
let house: House;
let routes: Route[];
const cookies = {} as Record<Person, string>;

beforeAll(async () => {
  house = await openHouse({
    fill: async (db, now) => {
      await fillMacse(db, now);
      const { rows: tables } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '%gram%'`.execute(db);
      for (const { name } of tables) {
        const { rows: columns } = await sql<{ name: string; type: string }>`select name, type from pragma_table_info(${name})`.execute(db);
        for (const column of columns.filter((one) => one.type.toLowerCase() === "text")) await sql.raw(`update "${name}" set "${column.name}" = replace("${column.name}", '${canary}', '${odd}') where "${column.name}" like '%${canary}%'`).execute(db);
      }
    },
  });
  routes = await routesOfBuild(house);
  for (const person of people) cookies[person] = await cookieOf(house, person);
});
afterAll(() => house.close());

/** What stands on a page to be read: without scripts, attributes that nobody hears or sees, what stands in fields, and its title, which holds no words of anybody's. */
const readable = (html: string): string => html.replace(/<(script|textarea|title|style)\b[\s\S]*?<\/\1>/g, "").replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/ (?!(?:aria-label|title|alt|label)=)[\w-]+="[^"]*"/g, ""));

test("On no page does a hidden character go unseen", async () => {
  const wrong: string[] = [];
  let shown = 0;
  for (const route of routes.filter((one) => one.hasLoader && !leaves(one)))
    for (const path of addresses(route, ruleOf(route)!))
      for (const person of people) {
        const { status, body } = await knock(house, cookies[person]!, route, path, { method: "GET", data: false });
        if (status !== 200 || !body.startsWith("<!DOCTYPE html>")) continue;
        const text = readable(body);
        if (text.includes("U+200B")) shown++;
        for (const match of text.matchAll(new RegExp(odd, "g"))) wrong.push(`${route.path} (${person}): ${text.slice(Math.max(0, match.index - 90), match.index).replace(/\s+/g, " ")}`);
      }
  expect([...new Set(wrong)]).toEqual([]);
  expect(shown).toBeGreaterThan(20);
});
