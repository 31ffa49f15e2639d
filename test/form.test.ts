import { expect, test } from "vitest";
import { type Refused, submit } from "#app/form.server.ts";
import { NotAgreed } from "#app/models/core/refuse.ts";
import { z } from "#app/shapes.server.ts";

test("A refused form keeps what was typed, a postcode and a short name too, and never a password or the one-time code", async () => {
  const typed = { postcode: "SH1 2AB", password: "seaholme panel demo", passwordAgain: "x", code: "HOH", setupCode: "1234-5678-9012-3456" };
  const request = new Request("http://localhost/", { method: "POST", body: new URLSearchParams(typed) });
  const answer = await submit(request, z.object({}), () => Promise.reject(new NotAgreed("No")));
  expect(answer.status).toBe(422);
  expect(((await answer.json()) as Refused).typed).toEqual({ postcode: "SH1 2AB", code: "HOH" });
});
