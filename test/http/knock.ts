import { sql } from "kysely";
import type { House } from "../house.ts";
import { sample } from "../macse.ts";
import { type Rule, rules } from "../route-rules.ts";

/** A route of the build. */
export interface Route {
  id: string;
  path: string;
  hasLoader: boolean;
  hasAction: boolean;
}
type Manifest = Record<string, { id: string; parentId?: string; path?: string; hasLoader: boolean; hasAction: boolean }>;

/** The routes as the browser is told of them: the build's own list. */
export async function routesOfBuild(house: House): Promise<Route[]> {
  const page = await (await fetch(`${house.url}/sign-in`)).text();
  const script = await (await fetch(house.url + /\/build\/manifest-\w+\.js/.exec(page)![0])).text();
  const manifest = JSON.parse(script.slice(script.indexOf("{"), script.lastIndexOf("}") + 1)).routes as Manifest;
  const pathOf = (id: string): string => {
    const { parentId, path } = manifest[id]!;
    return (parentId ? pathOf(parentId) : "") + (path ? `/${path}` : "");
  };
  return Object.values(manifest).filter((route) => route.id !== "root").map(({ id, hasLoader, hasAction }) => ({ id, path: pathOf(id) || "/", hasLoader, hasAction }));
}

export const ruleOf = (route: Route): Rule | undefined => rules[route.path];

/** Each address of the route, with MACSE's ids in the place of its parameters. */
export function addresses(route: Route, { params = {} }: Rule): string[] {
  return [...route.path.matchAll(/:(\w+)/g)].reduce(
    (paths, [whole, name]) => paths.flatMap((path) => (params[name as keyof typeof params] ?? sample[name as keyof typeof sample]).map((id) => path.replace(whole, id))),
    [route.path],
  );
}

/** An id that nothing has. */
/** Addresses whose posts end, or lock, the session that asks. */
export const leaves = (route: Route): boolean => route.path === "/sign-out" || route.path === "/lock";

export const unknown = "x-nothing";
export const nowhere = (route: Route): string => route.path.replace(/:(\w+)/g, unknown);

export interface Try {
  method: "GET" | "POST";
  data: boolean;
}
export const tries: Try[] = [{ method: "GET", data: false }, { method: "GET", data: true }, { method: "POST", data: false }, { method: "POST", data: true }];
export const has = (route: Route, { method }: Try): boolean => (method === "GET" ? route.hasLoader : route.hasAction);

export interface Knocked {
  status: number;
  location: string | null;
  body: string;
}

/** Asks for an address of a route, as a page or as its data, or posts to it. */
export async function knock(house: House, cookie: string, route: Route, path: string, { method, data }: Try): Promise<Knocked> {
  const query = [data && `_data=${encodeURIComponent(route.id)}`, ruleOf(route)?.query].filter(Boolean).join("&");
  const answer = await fetch(`${house.url}${path}${query && `${path.includes("?") ? "&" : "?"}${query}`}`, {
    method, redirect: "manual", headers: { Cookie: cookie, Origin: house.url }, ...(method === "POST" && { body: new URLSearchParams() }),
  });
  return { status: answer.status, location: answer.headers.get("location") ?? answer.headers.get("x-remix-redirect"), body: await answer.text() };
}

/** An answer without what differs between any two: the nonce, the moment, how soon the page locks, and the address that was asked for. */
export const alike = ({ status, location, body }: Knocked, path: string): string =>
  `${status} ${location}\n${body.replace(/nonce="[^"]*"|"readAt":"[^"]*"|"lockMinutes":\d+/g, "").replaceAll(path, "PATH").replaceAll(JSON.stringify(path).slice(1, -1).replaceAll("/", "\\u002F"), "PATH")}`.replace(/"params":\{[^}]*\}/g, "").replace(/\b(x-[a-z-]+|macse|dan|police)\b/g, "ID");

/** Every row of the database but what reading and one's own account write: news and their chain, sessions, recovery codes, the clock of /readyz. */
export async function everything(house: House): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not in ('news', 'audit', 'audit_salt', 'audit_checkpoint', 'session', 'recovery_code', 'counter', 'migration') order by name`.execute(house.db);
  const all = await Promise.all(rows.map(async ({ name }) => [name, (await sql.raw(`select * from "${name}"`).execute(house.db)).rows]));
  return JSON.stringify(all, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value));
}
