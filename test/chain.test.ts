import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commit } from "#app/models/core/ask.server.ts";
import { type ChainRow, type Checkpoint, checkpointOf, exportChain, firstLink, linkOf, payloadHash, verifyChain } from "#app/models/core/chain.server.ts";
import { now, type Stage, stage } from "./cast.ts";

const { privateKey, publicKey } = generateKeyPairSync("ed25519");
let s: Stage;
let rows: ChainRow[];
let points: Checkpoint[];
const covered = 40;
const all = 48;

beforeAll(async () => {
  s = await stage();
  const ask = await s.as("ruth");
  const at = (i: number) => new Date(now.getTime() + i * 1000);
  for (let i = 0; i < all; i++) await commit({ ...ask, now: at(i) }, async (_, happened) => happened({ what: i % 3 ? "record opened" : "list opened", panelId: "macse", subjectId: `c${i % 7}`, detail: i % 5 ? null : `as of ${i}` }));
  rows = [];
  for await (const some of exportChain(s.db)) rows.push(...some);
  points = [15, 30, covered].map((seq) => checkpointOf(privateKey, { seq, hash: rows[seq - 1]!.hash }, at(seq)));
});
afterAll(() => s.close());

const verdict = (rows: ChainRow[], checkpoints = points) => verifyChain(rows, checkpoints, publicKey);

test("What was written is whole; the newest rows, which no checkpoint covers, are counted", () => {
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: all }, (_, i) => i + 1));
  expect(verdict(rows)).toEqual({ rows: all, erased: 0, checkpoints: 3, covered, uncovered: all - covered, faults: [] });
  expect(verdict(rows, []).faults).toHaveLength(1);
});

test("What a row is about is erased lawfully, with its salt, and the chain stays whole; one without the other does not pass", () => {
  const erase = (changes: Partial<ChainRow>) => verdict(rows.map((row) => (row.seq === 20 ? { ...row, ...changes } : row)));
  expect(erase({ salt: null, payload: null })).toMatchObject({ erased: 1, faults: [] });
  for (const changes of [{ salt: null }, { payload: null }]) expect(erase(changes).faults).toHaveLength(1);
  // Nothing of what it was about can be guessed from what stays.
  expect(JSON.stringify({ ...rows[19], salt: null, payload: null })).not.toMatch(/macse|ruth|"c\d"/);
});

test("The database refuses to change or delete a row of the chain, and a row that it cannot write takes what was done with it", async () => {
  await expect(s.db.updateTable("audit").set({ what: "x" }).where("seq", "=", 1).execute()).rejects.toThrow("never changed");
  await expect(s.db.deleteFrom("audit").where("seq", "=", 1).execute()).rejects.toThrow("never deleted");
});

/** The chain as somebody who owns the file would write it anew from a row on, so that it looks right by itself. */
function rewritten(changed: ChainRow[], from: number): ChainRow[] {
  const out = changed.slice(0, from);
  let before = out.at(-1)?.hash ?? firstLink;
  for (const [i, row] of changed.slice(from).entries()) {
    const next = { ...row, seq: from + i + 1, payloadHash: row.salt && row.payload ? payloadHash(row.salt, row.payload) : row.payloadHash };
    before = linkOf(before, next);
    out.push({ ...next, hash: before });
  }
  return out;
}

test("Ten thousand random changes at or before the last checkpoint, half of them with the rest of the chain written anew, each detected", () => {
  let seed = 20_261_123;
  const roll = (n: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % n;
  };
  const at = () => roll(covered);
  const edits: ((row: ChainRow) => ChainRow)[] = [
    (row) => ({ ...row, what: `${row.what}x` }), (row) => ({ ...row, at: row.at.replace(/\d(?=Z)/, (d) => String((Number(d) + 1) % 10)) }), (row) => ({ ...row, newsId: `${row.newsId}0` }),
    (row) => ({ ...row, payload: row.payload!.map((one, i) => (i === 0 ? "dan" : one)) }), (row) => ({ ...row, payload: row.payload!.map((one, i) => (i === 5 ? "c9" : one)) }), (row) => ({ ...row, salt: `${row.salt}A` }),
    (row) => ({ ...row, hash: row.hash.replace(/^./, (c) => (c === "0" ? "1" : "0")) }), (row) => ({ ...row, payloadHash: row.payloadHash.replace(/.$/, (c) => (c === "0" ? "1" : "0")) }),
  ];
  const kinds: Record<string, () => { changed: ChainRow[]; from: number } | null> = {
    edit: () => {
      const i = at();
      const changed = [...rows];
      changed[i] = edits[roll(edits.length)]!(changed[i]!);
      return { changed, from: i };
    },
    delete: () => {
      const i = at();
      return { changed: [...rows.slice(0, i), ...rows.slice(i + 1)], from: i };
    },
    insert: () => {
      const i = at();
      return { changed: [...rows.slice(0, i), { ...rows[i]!, newsId: `made up ${seed}`, salt: "s", payload: ["dan"] }, ...rows.slice(i)], from: i };
    },
    reorder: () => {
      const [i, j] = [at(), at()].sort((a, b) => a - b) as [number, number];
      if (i === j) return null;
      const changed = [...rows];
      [changed[i], changed[j]] = [rows[j]!, rows[i]!];
      return { changed, from: i };
    },
    cut: () => {
      const end = at();
      return { changed: rows.slice(0, end), from: end };
    },
    "rewrite all": () => ({ changed: rows.map((row) => ({ ...row, newsId: `${row.newsId}${seed % 10}` })), from: 0 }),
  };
  const names = Object.keys(kinds);
  const missed: string[] = [];
  const tried: Record<string, number> = {};
  for (let n = 0; n < 10_000; ) {
    const name = names[roll(names.length)]!;
    const made = kinds[name]!();
    if (!made) continue;
    n++;
    tried[name] = (tried[name] ?? 0) + 1;
    const anew = roll(2) === 1;
    const changed = anew ? rewritten(made.changed, made.from) : made.changed;
    // A hash that is merely made right again is no change at all.
    if (JSON.stringify(changed) === JSON.stringify(rows)) {
      n--;
      continue;
    }
    if (!verdict(changed).faults.length) missed.push(`${name} at ${made.from}${anew ? ", written anew" : ""}`);
  }
  expect(missed).toEqual([]);
  expect(Object.keys(tried).sort()).toEqual(names.sort());
}, 120_000);

test("A checkpoint that was changed, or signed by another key, does not count", () => {
  const [first, ...rest] = points;
  for (const forged of [{ ...first!, seq: 16 }, { ...first!, hash: rows[0]!.hash }, { ...first!, at: "2026-01-01T00:00:00.000Z" }, checkpointOf(generateKeyPairSync("ed25519").privateKey, { seq: 15, hash: rows[14]!.hash }, now)]) expect(verdict(rows, [forged, ...rest]).faults[0]).toMatch(/not signed by this key/);
});
