import { type ChildProcess, fork } from "node:child_process";
import { personOf } from "./ground.ts";
import type { Op } from "./history.ts";
import type { Desk } from "./typing.ts";

/** A process of its own with some pages in it, which can be stopped and go on. */
export interface Client {
  pid: number;
  say: (what: "start" | "stop") => void;
  quiet: (withinMs: number) => Promise<boolean>;
  texts: () => Promise<string[]>;
  end: () => void;
}

export type Order = { id: number; what: "start" | "stop" | "texts" | "quiet"; withinMs?: number };
export type Report = { op: Omit<Op, "t"> } | { id: number; answer: unknown } | { ready: true };

/** Starts so many processes with so many pages each, all in the desk's document; what they try is noted in its history. */
export async function openClients(desk: Desk, name: string, processes: number, pagesEach: number): Promise<Client[]> {
  return Promise.all(Array.from({ length: processes }, async (_, n) => {
    const writers = await Promise.all(Array.from({ length: pagesEach }, async (_, k) => {
      const person = personOf(5 + ((n * pagesEach + k) % 15));
      const id = `${name}.p${n}.${k}`;
      desk.people.set(id, person);
      return { id, person, url: desk.place.house.url, cookie: await desk.place.cookie(person), document: desk.document };
    }));
    const child: ChildProcess = fork("test/faults/client.ts", [JSON.stringify(writers)], { execArgv: ["--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const waiting = new Map<number, (answer: unknown) => void>();
    let last = 0;
    await new Promise<void>((resolve) =>
      child.on("message", (report: Report) => {
        if ("ready" in report) resolve();
        else if ("op" in report) desk.history.note(report.op);
        else waiting.get(report.id)?.(report.answer);
      }),
    );
    const ask = <T>(what: Order["what"], withinMs?: number): Promise<T> =>
      new Promise((resolve) => {
        const id = ++last;
        waiting.set(id, resolve as (answer: unknown) => void);
        child.send({ id, what, withinMs } satisfies Order);
      });
    return { pid: child.pid!, say: (what) => void ask(what), quiet: (withinMs) => ask<boolean>("quiet", withinMs), texts: () => ask<string[]>("texts"), end: () => void child.kill("SIGKILL") };
  }));
}
