import { connect, createServer, type Socket } from "node:net";

/**
 * A network between pages and program that can be made bad: cut (connections reset), silent (nothing passes, nobody is told), slow, or
 * lossy. TCP hides lost packets: what is left of a loss is a silence until they are sent again, and at times a connection given up.
 */
export interface Network {
  url: string;
  /** Ends every connection, and until `heal` every new one. */
  cut: () => void;
  /** Nothing passes either way; nobody is told. */
  silence: () => void;
  /** Only what goes that way is held back. */
  half: (way: "up" | "down") => void;
  /** Each piece waits so long, give or take as much again. */
  delay: (ms: number) => void;
  /** Each piece is lost with that chance, and comes when it is sent again (200 ms, doubling); one in twenty losses ends the connection. */
  lose: (chance: number) => void;
  heal: () => void;
  close: () => Promise<void>;
}

interface Weather {
  cut: boolean;
  up: boolean;
  down: boolean;
  delayMs: number;
  loss: number;
}
const fair = (): Weather => ({ cut: false, up: true, down: true, delayMs: 0, loss: 0 });

/** Puts itself before the program at `url`. */
export function openProxy(url: string): Promise<Network> {
  const { port } = new URL(url);
  let weather = fair();
  const pairs = new Set<[Socket, Socket]>();
  const wake = new Set<() => void>();
  const changed = () => {
    for (const go of wake) go();
  };

  const carry = (from: Socket, to: Socket, way: "up" | "down", drop: () => void) => {
    const queue: { piece: Buffer; due: number }[] = [];
    let busy = false;
    const go = async () => {
      if (busy) return;
      busy = true;
      while (queue.length && weather[way]) {
        const { piece, due } = queue[0]!;
        let wait = due - performance.now();
        for (let again = 200; Math.random() < weather.loss && again < 4000; again *= 2) {
          wait = Math.max(wait, 0) + again;
          if (Math.random() < 0.05) return drop();
        }
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        if (!weather[way]) break;
        queue.shift();
        to.write(piece);
      }
      busy = false;
    };
    from.on("data", (piece) => {
      queue.push({ piece, due: performance.now() + weather.delayMs * (0.5 + Math.random()) });
      void go();
    });
    const again = () => void go();
    wake.add(again);
    from.on("close", () => wake.delete(again));
  };

  const server = createServer((page) => {
    if (weather.cut) return page.destroy();
    const program = connect(Number(port), "127.0.0.1");
    const pair: [Socket, Socket] = [page, program];
    pairs.add(pair);
    const drop = () => {
      pairs.delete(pair);
      page.destroy();
      program.destroy();
    };
    page.setNoDelay(true);
    program.setNoDelay(true);
    for (const one of pair) one.on("error", drop);
    for (const one of pair) one.on("close", drop);
    carry(page, program, "up", drop);
    carry(program, page, "down", drop);
  });
  const cut = () => {
    for (const [page, program] of pairs) {
      page.destroy();
      program.destroy();
    }
    pairs.clear();
  };
  const set = (change: Partial<Weather>) => {
    weather = { ...fair(), ...change };
    changed();
  };
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({
        url: `http://localhost:${(server.address() as { port: number }).port}`,
        cut: () => {
          set({ cut: true });
          cut();
        },
        silence: () => set({ up: false, down: false }),
        half: (way) => set({ [way]: false }),
        delay: (delayMs) => set({ delayMs }),
        lose: (loss) => set({ loss }),
        heal: () => set({}),
        close: () => {
          cut();
          return new Promise((done) => server.close(() => done()));
        },
      }),
    ),
  );
}
