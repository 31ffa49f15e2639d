import { setTimeout } from "node:timers/promises";
import { codeOf } from "#app/models/people/factor.server.ts";
import { demoPassword, demoSecret } from "#db/demo/keys.ts";
import type { Person } from "./people.ts";

/** Somebody who is signed in, as their browser: it asks for pages and posts forms, and is let in or not like any other. */
export interface Visit {
  cookie: string;
  /** What a page read of its route, as the browser asks for it. */
  read: (path: string, route: string, query?: Record<string, string>) => Promise<unknown>;
  /** Whether a form was taken. */
  post: (path: string, fields: Record<string, string | string[]>) => Promise<boolean>;
}

/** The page was not given: the session is over, or it is out of reach. */
export class ShownOut extends Error {}

const halfMinuteMs = 30_000;
const tries = 3;

/**
 * Signs in at the front door with password and code, as anybody does. The code is first that of the half minute before, so that a human who
 * comes in under the same name finds the present one unused. Throws when the password or the key is not the demonstration's any more.
 */
export async function signIn(url: string, { email }: Person, clock: () => Date): Promise<Visit> {
  const send = async (path: string, fields: Record<string, string | string[]>, cookie = ""): Promise<Response> => {
    const body = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
    return drained(await fetch(url + path, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: url }, body }));
  };
  const half = await send("/sign-in", { email, password: demoPassword });
  if (half.status !== 302) throw new Error(`${email} cannot sign in with the demonstration’s password: start over with --fresh`);
  for (let tried = 0; tried < tries; tried++) {
    // Each code is good once: whoever was signed in a moment ago gives the next.
    const code = codeOf(demoSecret, new Date(clock().getTime() + (tried - 1) * halfMinuteMs));
    const whole = await send("/second-factor", { oneTimeCode: code }, cookieOf(half));
    if (whole.status === 302) return visitWith(url, cookieOf(whole), send);
    await setTimeout(100);
  }
  throw new Error(`${email} cannot sign in with the demonstration’s key: wait a minute, or start over with --fresh`);
}

const cookieOf = (answer: Response): string => answer.headers.get("set-cookie")?.split(";")[0] ?? "";

/** A body that nobody reads would hold its connection. */
async function drained(answer: Response): Promise<Response> {
  await answer.arrayBuffer();
  return answer;
}

const visitWith = (url: string, cookie: string, send: (path: string, fields: Record<string, string | string[]>, cookie: string) => Promise<Response>): Visit => ({
  cookie,
  read: async (path, route, query = {}) => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams({ ...query, _data: route })}`, { redirect: "manual", headers: { Cookie: cookie } });
    const isPage = answer.status === 200 && answer.headers.get("content-type")?.includes("json");
    if (isPage) return answer.json();
    await drained(answer);
    if (answer.status >= 500) throw new Error(`The page answered ${answer.status}`);
    throw new ShownOut();
  },
  post: async (path, fields) => (await send(path, fields, cookie)).status < 400,
});
