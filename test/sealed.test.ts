import { expect, test } from "vitest";
import { sealed, unsealed } from "#app/sealed.server.ts";

test("Words in an address are opened for whoever they were sealed for, and for nobody else; changed by a character, for nobody", () => {
  const words = "Siân Llewellyn, 14/3/2011";
  const address = sealed("ruth", words);
  expect(unsealed("dan", address)).toBe("");
  for (let at = 0; at < address.length; at++) expect(unsealed("ruth", `${address.slice(0, at)}${address[at] === "A" ? "z" : "A"}${address.slice(at + 1)}`).includes("Siân") && at < address.length - 1).toBe(false);
  for (const odd of [null, "", "x", "%%%", address.slice(0, 30), words]) expect(unsealed("ruth", odd)).toBe("");
  expect(unsealed("ruth", address)).toBe(words);
  expect(Buffer.from(address, "base64url").toString("latin1")).not.toContain("Llewellyn");
  expect(sealed("ruth", words)).not.toBe(address);
});
