import type { Ask } from "../core/ask.server.ts";
import { NotAgreed } from "../core/refuse.ts";
import { type Finding, findSubjects } from "./search.server.ts";
import type { Kind } from "./subject.ts";

/**
 * The one subject in reach that somebody means by what they typed: "O-0031", "O-0031 Darren Shaw" or a name. Throws NotAgreed beside `field` when
 * none fits, and with the likely ones as `about` when several do.
 */
export async function chooseSubject(ask: Ask, typed: string, field: string, kind?: Kind): Promise<Finding> {
  const ref = /^\s*([col]-\d+)/i.exec(typed)?.[1];
  const likely = (await findSubjects(ask, ref ?? typed, { kind, limit: 8 })).filter((finding) => finding.likeness >= 0.6);
  const exact = likely.filter((finding) => finding.likeness >= 0.99);
  if (exact.length === 1) return exact[0]!;
  if (likely.length === 1) return likely[0]!;
  if (!likely.length) throw new NotAgreed("No record that you may open fits this. Use the reference, or make the record first", field);
  throw new NotAgreed("Several records fit. Enter the reference of the one you mean", field, likely);
}
