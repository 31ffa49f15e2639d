import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, type Db } from "#db/connect.server.ts";
import { fillPartnership } from "#db/demo/partnership.server.ts";
import { migrate } from "#db/migrate.server.ts";
import type { Person } from "./cast.ts";
import { flags } from "./program.ts";
import { cookieWith, sessionOf } from "./session.ts";

export interface House {
  url: string;
  file: string;
  pid: () => number;
  /** Whether the process is there. */
  up: () => boolean;
  /** kill -9 */
  kill: () => Promise<void>;
  /** SIGTERM; resolves with the milliseconds that it took. */
  stop: () => Promise<number>;
  start: () => Promise<void>;
  /** Another connection to the same file, for looking. */
  db: Db;
  log: () => string;
  close: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const port = (server.address() as { port: number }).port;
      server.close(() => resolve(port));
    });
  });

export interface HouseOptions {
  fill?: (db: Db, now: Date) => Promise<void>;
  env?: Record<string, string>;
  /** Where the database lies: a new folder of the system's, when not given. */
  within?: string;
  /** The built program: another than build/index.js for the tests of the tests. */
  program?: string;
  /** What stands behind the program's name: a command and its options. */
  words?: string[];
}

/** The built program as its own process on a database file filled by `fill` (the partnership alone, when not given). */
export async function openHouse({ fill = fillPartnership, env = {}, within = tmpdir(), program = "build/index.js", words = [] }: HouseOptions = {}): Promise<House> {
  const folder = mkdtempSync(join(within, "panelroom-house-"));
  const file = join(folder, "house.sqlite");
  const db = connect(file, { busyMs: 10_000 });
  await migrate(db);
  await fill(db, new Date());
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess | null = null;
  let log = "";
  const ended = () => new Promise<void>((resolve) => (child && child.exitCode === null && child.signalCode === null ? child.once("exit", () => resolve()) : resolve()));

  const start = async () => {
    child = spawn(process.execPath, [...flags, program, ...words], {
      env: { ...process.env, NODE_ENV: "production", PORT: String(port), HOST: "127.0.0.1", DATABASE_FILE: file, SIGN_IN_TRIES_PER_HOUR: "100000", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        log += chunk.toString();
        if (log.slice(log.lastIndexOf("\n", log.length - 2)).includes("listening") || /"listening"/.test(chunk.toString())) resolve();
      };
      child!.stdout!.on("data", hear);
      child!.stderr!.on("data", hear);
      child!.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${log.slice(-2000)}`)));
    });
  };
  await start();
  const end = async (signal: NodeJS.Signals) => {
    const from = Date.now();
    const over = ended();
    child?.kill(signal);
    await over;
    return Date.now() - from;
  };
  return {
    url, file, db, start, log: () => log,
    pid: () => child?.pid ?? 0,
    up: () => child !== null && child.exitCode === null && child.signalCode === null,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
    close: async () => {
      await end("SIGKILL");
      await db.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const emails: Record<Person, string> = {
  amira: "amira.haddad@northmoor.example", gareth: "gareth.pugh@seaholme.example", ruth: "ruth.okafor@seaholme.example", dan: "dan.kowalczyk@northmoor.example",
  chloe: "chloe.adeyemi@seaholmehealth.example", priya: "priya.nair@seaholmeschools.example", owen: "owen.thackray@seaholmeyjs.example", mairead: "mairead.nibhriain@northmoorprobation.example",
  helen: "helen.marsh@seaholmehomes.example", tomasz: "tomasz.lis@seaholmehomes.example", beth: "beth.cardwell@seaholmelicensing.example", iqbal: "iqbal.rahman@seaholmesafety.example",
  josie: "josie.featherstonehaugh@harbourproject.example", admin: "admin@seaholme.example", audit: "audit@seaholme.example", wilma: "wilma.castellreid@seaholme.example", ewan: "ewan.prosser@seaholme.example",
};

/** The Cookie header of somebody who has signed in with both factors: a session as signing in makes it. */
export const cookieOf = async (house: Pick<House, "db">, person: Person): Promise<string> => cookieWith(await sessionOf(house.db, person));

/** A browserless visitor: no scripts, forms posted as a browser without script would. */
export async function visitor(house: Pick<House, "url" | "db">, person: Person) {
  const cookie = await cookieOf(house, person);
  return {
    cookie,
    get: (path: string) => fetch(house.url + path, { redirect: "manual", headers: { Cookie: cookie } }),
    post: (path: string, fields: Record<string, string | string[]>) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
      return fetch(house.url + path, { method: "POST", redirect: "manual", headers: { Cookie: cookie, Origin: house.url }, body });
    },
  };
}
