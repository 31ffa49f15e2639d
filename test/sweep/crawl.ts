import { Agent, request } from "node:http";
import { rules } from "../route-rules.ts";
import type { Route } from "../http/knock.ts";
import { acts, type Relation, relations, sees } from "./expected.ts";
import type { Judge } from "./judge.ts";
import { type Address, addressesOf, outOfReach, pages, things, unknown } from "./things.ts";

// Every route of the build, with every id there is, as a page, as data, with other methods and posted to, by one person.

export interface Answer {
  status: number;
  /** Status, headers and body as one text. */
  all: string;
  body: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** One request, nothing followed. */
export function ask(url: string, method: string, path: string, cookie: string, form?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = { ...(cookie && { Cookie: cookie }), ...(method === "GET" || method === "HEAD" ? {} : { Origin: url, "Content-Type": "application/x-www-form-urlencoded", "Content-Length": Buffer.byteLength(form ?? "") }) };
    request(url + path, { method, agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part)).on("error", reject).on("end", () => {
        const body = Buffer.concat(parts).toString("utf8");
        resolve({ status: response.statusCode!, body, all: `${response.statusCode}\n${response.rawHeaders.join("\n")}\n${body}` });
      });
    }).on("error", reject).end(form ?? "");
  });
}

/** An answer without what differs between any two: nonce, day and moment (of a calendar file too, and since when a job has had somebody wait to be told), how soon the page locks, sizes, and the address that was asked for. */
export function alike({ all }: Answer, path: string, ids: string[]): string {
  let text = all.replace(/nonce="[^"]*"|'nonce-[^']*'|"(?:readAt|now|madeAt)":"[^"]*"|(?<=Made (?:for|by) [^<"]{1,200}, )\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d|(?<=Since <!-- -->)\d{1,2} [A-Z][a-z]{2} \d{4}<!-- -->, <!-- -->\d\d:\d\d|"lockMinutes":\d+|"shares":\{[^}]*\}|<div class="(?:pace|wall__time)[\s\S]*?<\/div>|<span class="rail__minutes[^<]*<\/span>|<input[^>]* name="at"[^>]*>|^DTSTAMP:.*$|^(Date|ETag|Content-Length|Keep-Alive|Connection|Transfer-Encoding)\n.*$/gim, "").replace(/"params":\{[^}]*\}/g, "").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "NEW");
  for (const asked of [path, JSON.stringify(path).slice(1, -1).replaceAll("/", "\\u002F"), encodeURIComponent(path)]) text = text.replaceAll(asked, "PATH");
  for (const id of ids) text = text.replaceAll(id, "ID");
  return text;
}

/** Addresses whose posts end, lock or change the session or account that asks. */
const own = new Set(["/sign-out", "/lock", "/unlock", "/account", "/account/recovery-codes", "/account/sessions", "/second-factor", "/second-factor/new", "/setup", "/sign-in", "/", "/home"]);
const ofOthers = new Set<Relation>(["member of Missing From Home", "chair of Missing From Home", "chair of another MACSE"]);
/** What is not the same twice: what is written by reading (who has read a record, the audit, the documents of a meeting), a challenge for a passkey, the port at which a provider answers, a file that holds the moment in which it was made (what stands in it is compared on its page), and one's account, where the days stand on which one declared a conflict, and nothing of whom. */
export const ofReading = new Set(["/audit", "/subjects/:subjectId/readers", "/account", "/account/sessions", "/notes/:noteId", "/files/:fileId", "/files/:fileId/handling", "/files/:fileId/withdrawal", "/items/:itemId/withdrawals/new", "/passkey-options", "/admin/agencies/:agencyId/sign-in", "/meetings/:meetingId/papers/:paper/:format", "/extracts/:extractId/paper/:format", "/visits/:meetingId/paper/:format", "/actions/sheet/:format"]);

export interface Crawl {
  url: string;
  routes: Route[];
  judge: Judge;
  relation: Relation;
  cookie: string;
  /** Of so many addresses out of reach one is tried, another one for each relation: 1 for all. What is in reach is always tried. */
  thin?: number;
  /** Called with each page that is read, made comparable: then every page in reach is. */
  read?: (path: string, text: string) => void;
}

interface Try {
  kind: string;
  method: string;
  data: boolean;
}
const page: Try = { kind: "pages", method: "GET", data: false };
const data: Try = { kind: "data of pages", method: "GET", data: true };
const head: Try = { kind: "other methods", method: "HEAD", data: false };
const wrong: Try = { kind: "other methods", method: "PUT", data: false };
const post: Try = { kind: "posts", method: "POST", data: false };
const postData: Try = { kind: "posts", method: "POST", data: true };

/** What somebody finds, and does not find, at every address. */
export async function crawl({ url, routes, judge, relation, cookie, thin = 1, read }: Crawl): Promise<void> {
  const nothing = new Map<string, Promise<Answer>>();
  const send = (route: Route, path: string, one: Try) => {
    const query = [one.data && `_data=${encodeURIComponent(route.id)}`, rules[route.path]?.query].filter(Boolean).join("&");
    return ask(url, one.method, `${path}${query && `?${query}`}`, cookie);
  };
  /** Whether the same address answers the same with an id of nothing in the place of what is out of reach. */
  const isNothing = async (route: Route, { path, ids, pattern }: Address, hidden: string[], one: Try, answer: Answer): Promise<boolean> => {
    const instead = { ...ids, ...Object.fromEntries(hidden.map((name) => [name, unknown])) };
    const at = pattern.replace(/:(\w+)/g, (_, name: string) => instead[name]!);
    const told = alike(answer, path, [unknown, ...Object.values(ids)]);
    const sameAs = async (key: string) => {
      if (!nothing.has(key)) nothing.set(key, send(route, at, one));
      return alike(await nothing.get(key)!, at, [unknown, ...Object.values(ids)]) === told;
    };
    // Most answers are the same wherever nothing is: what was answered elsewhere serves, before this very address is asked.
    return (await sameAs(`${one.method} ${one.data}`)) || sameAs(`${one.method} ${one.data} ${at}`);
  };
  const turn = relations.indexOf(relation);
  let count = 0;
  for (const route of routes)
    for (const address of addressesOf(route.path)) {
      const mark = count++ + turn;
      const hidden = outOfReach(relation, route.path, address);
      const who = rules[route.path]!.who;
      const forbidden = hidden.length > 0 || ((who === "administrator" || who === "auditor" || who === "privacy officer") && who !== relation);
      const way = Math.floor(mark / thin);
      const outside = [page, data, post, postData, head, wrong].filter(({ method, data }) => (method === "POST" ? route.hasAction && !own.has(route.path) : !data || route.hasLoader));
      const inside = [...(route.hasLoader ? [data] : [page]), ...(route.hasLoader && (read || mark % 3 === 0) ? [page] : []), ...(mark % 9 === 0 ? [head] : [])];
      // The other panels' own people do theirs.
      if (acts[route.path] && !acts[route.path]!.includes(relation) && !ofOthers.has(relation) && mark % 2 === 0) inside.push(turn % 2 ? post : postData);
      for (const one of forbidden ? (mark % thin ? [] : [outside[way % outside.length]!]) : inside) {
        const answer = await send(route, address.path, one);
        const where = `${one.method} ${address.path}${one.data ? " (data)" : ""}: ${answer.status}`;
        // Its own address may stand in an answer, and an id is no word.
        judge.search(one.kind, relation, where, answer.all.replaceAll(address.path, ""));
        if (!hidden.length && one.method === "POST") judge.expect("acts that are others'", relation, answer.status >= 400 || /^(x-remix-redirect|location)\n\/(sign-in|unlock|second-factor|account|setup)/im.test(answer.all), `done: ${route.path}`, where);
        if (answer.status >= 500) judge.allow(one.kind, relation, false, "an error", where);
        if (hidden.length) judge.expect("the same as for what does not exist", relation, await isNothing(route, address, hidden, one, answer), `not as for what does not exist: ${Object.values(address.ids).join(", ")}`, where);
        if (one === page && !hidden.length) read?.(`${address.path}${rules[route.path]!.query ? `?${rules[route.path]!.query}` : ""}`, ofReading.has(route.path) ? "" : alike(answer, address.path, []));
      }
    }
  for (const [name, pageOf] of Object.entries(pages))
    for (const [id, compartment] of Object.entries(things[name]!)) {
      const address = { path: pageOf(id), pattern: pageOf(id), ids: { [name]: id } };
      if (outOfReach(relation, "/subjects/:subjectId", { ...address }).length) continue;
      const { status } = await ask(url, "GET", address.path, cookie);
      judge.allow("what is in reach is found", relation, status === 200, `${compartment}: ${id} answers ${status}`, `GET ${address.path}`);
    }
}

/** By what a record is looked for: its reference, its name whole and half, another name, and the second half of its name. */
const queriesFor = (display: { ref: string; name: string; alias: string }) => [display.ref, display.name.slice(0, 9), display.name.slice(0, 6), display.alias.slice(0, 9), `Wux${display.name.slice(3, 9)}`];

/** Searching, as a page, while typing, and in the list: each record by its reference and by whole and half names. */
export async function searches({ url, judge, relation, cookie }: Pick<Crawl, "url" | "judge" | "relation" | "cookie">, records: { id: string; ref: string; name: string; alias: string; seen: boolean }[]): Promise<void> {
  let turn = relations.indexOf(relation);
  // The list of records is their panels' members'; who stands in for one finds by searching.
  const inPanel = !relation.startsWith("deputy for");
  for (const record of records)
    for (const [i, query] of queriesFor(record).entries()) {
      const q = encodeURIComponent(query);
      const ways = [`/search?q=${q}`, `/search?q=${q}&typing=1&_data=routes%2Fsearch`, `/subjects?text=${q}&_data=routes%2Fsubjects._index`];
      for (const path of [ways[turn++ % 3]!]) {
        const answer = await ask(url, "GET", path, cookie);
        // What was typed stands in the answer again, and proves nothing; a name that is shown has a second mark.
        judge.search("searches", relation, `GET ${path}: ${answer.status}`, answer.all.replaceAll(query, "").replaceAll(q, ""));
        const shown = answer.body.includes(`/subjects/${record.id}"`) || answer.body.includes(`"id":"${record.id}"`);
        if (!record.seen) judge.expect("searches", relation, !shown, `found by searching: ${record.id}`, `GET ${path}`);
        else if (i < 2 && (!path.startsWith("/subjects") || inPanel)) judge.allow("what is in reach is found", relation, shown, `not found by searching: ${record.id}`, `GET ${path}`);
      }
    }
  await saidSearches({ url, judge, relation, cookie });
}

/** Where words are that whoever reads them must find. */
const said: Record<string, string[]> = {
  minutes: ["paper: text of e-item", "paper: text of a-item", "paper: text of k-old-item"], "restricted minutes": ["minutes of e-chair-doc", "minutes of e-closed-doc"], actions: ["action.what of e-action", "action.what of k-action"], "sharing decisions": ["sharing.what of s-not", "sharing.what of k-sharing"],
  levels: ["risk.rationale of v-risk", "risk.rationale of k-risk"], returns: [...["v-return-police-2-0", "v-return-police-2-1", "hid-v-return-police-2-2", "v-return-health-1-0", "v-return-health-1-1", "v-return-yjs-1-0", "k-return-1-0", "s-return-1-0", "w-return-1-0", "e-return-1-0", "f-return-1-0", "n-return-1-0"].map((id) => `return_block.text of ${id}`), "return_version.declined_reason"],
  notes: ["note.text of v-note-shared", "note.text of v-note-police", "note.text of v-note-chair", "note.text of k-note", "note.text of hid-note"],
};
/** Who owns an action, or sends, and is in no panel finds it in their lists; who stands in reads a level on the card. */
const elsewhere = (relation: Relation, kind: string): boolean => ["owner of an action", "lead of the owning agency", "sender", "invited, afterwards"].includes(relation) || (kind === "levels" && relation.startsWith("deputy for"));

/** Searching in what was said: by how every mark begins, kind by kind. It finds what this person reads, and nothing else. */
async function saidSearches({ url, judge, relation, cookie }: Pick<Crawl, "url" | "judge" | "relation" | "cookie">): Promise<void> {
  for (const [kind, places] of Object.entries(said)) {
    const posted = await ask(url, "POST", "/meetings/search", cookie, `q=Zyq&kind=${encodeURIComponent(kind)}&panel=`);
    judge.search("searches", relation, `POST /meetings/search: ${posted.status}`, posted.all);
    const to = /^location\n(\S+)/im.exec(posted.all)?.[1] ?? "/meetings/search";
    const answer = await ask(url, "GET", to, cookie);
    judge.search("searches", relation, `GET /meetings/search, ${kind}: ${answer.status}`, answer.all);
    const shown = judge.canaries.in(answer.body);
    for (const one of judge.canaries.all) if (places.includes(one.place) && sees(relation, one.compartment) && !elsewhere(relation, kind)) judge.allow("what is in reach is found", relation, shown.has(one), `not found by its words: ${one.place}`, `GET /meetings/search, ${kind}`);
  }
}
