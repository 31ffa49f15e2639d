import { expect, test } from "vitest";
import { refusingWhatFails } from "#app/live/sending.ts";

const remix = { "X-Remix-Response": "yes" };
const form = (fields: Record<string, string>) => ({ method: "POST", body: new URLSearchParams(fields) });
const post = form({ text: "as typed", "agencyIds[]": "health", password: "never shown again", proof: "123456" });
/** A server that answers each post so, and is reached from the second look on. */
function answering(post: () => Promise<Response>) {
  let looks = 0;
  const asked: string[] = [];
  const send = refusingWhatFails((async (input: string, init?: RequestInit) => {
    asked.push(`${init?.method ?? "GET"} ${input}`);
    if (input !== "/healthz") return post();
    looks += 1;
    if (looks < 2) throw new TypeError("Failed to fetch");
    return new Response("ok");
  }) as typeof fetch);
  return { send, asked };
}

test.each([
  ["cannot be sent", () => Promise.reject(new TypeError("Failed to fetch")), /not known whether this was recorded/, 2],
  ["is broken off", () => Promise.resolve(new Response("stopped", { status: 502 })), /not known whether this was recorded/, 2],
  ["comes while it starts", () => Promise.resolve(new Response("starting", { status: 503 })), /^Nothing was recorded: Panelroom was starting again/, 2],
  ["fails", () => Promise.resolve(new Response("{}", { status: 500, headers: { "X-Remix-Error": "yes" } })), /^Nothing was recorded: something went wrong/, 0],
] as const)("A form that %s is refused with what was typed, once the server is reached", async (_, answer, says, looks) => {
  const { send, asked } = answering(answer);
  const refused = await send("/subjects/c1/notes/new?_data=routes%2Fnote", post);
  expect(refused.status).toBe(503);
  expect(refused.headers.get("X-Remix-Response")).toBe("yes");
  expect(await refused.json()).toEqual({ faults: [{ field: "", message: expect.stringMatching(says) }], typed: { text: "as typed", agencyIds: ["health"] } });
  expect(asked.filter((one) => one === "GET /healthz")).toHaveLength(looks);
});

test.each([
  ["that is refused by its page", post, () => new Response("{}", { status: 422, headers: remix })],
  ["that a page answers, though it is too busy", post, () => new Response("{}", { status: 503, headers: remix })],
  ["that is not found", post, () => new Response("{}", { status: 404, headers: { "X-Remix-Catch": "yes" } })],
  ["that is kept by itself", form({ way: "keep", text: "a draft" }), () => new Response("starting", { status: 503 })],
  ["that is no form of a page", { method: "POST", body: "{}" }, () => new Response("no", { status: 502 })],
])("What %s answers goes on as it is", async (_, init, answer) => {
  const given = answer();
  const { send, asked } = answering(async () => given);
  expect(await send("/x?_data=routes%2Fx", init)).toBe(given);
  expect(asked).toEqual(["POST /x?_data=routes%2Fx"]);
});

test("A form that is given up while it waits is given up", async () => {
  const giving = new AbortController();
  const send = refusingWhatFails((async (input: string, init?: RequestInit) => {
    if (input === "/healthz") giving.abort();
    init?.signal?.throwIfAborted();
    throw new TypeError("Failed to fetch");
  }) as typeof fetch);
  await expect(send("/x?_data=routes%2Fx", { ...post, signal: giving.signal })).rejects.toThrow(/abort/i);
});
