import { json } from "@remix-run/node";
import type { ZodType } from "zod";
import type { Ask } from "./models/core/ask.server.ts";
import { NotAgreed } from "./models/core/refuse.ts";
import { type Proof, prove } from "./models/people/factor.server.ts";
import type { Site } from "./models/people/site.ts";
import { postedIn, typedIn } from "./typed.ts";
import { isHeld } from "#db/connect.server.ts";
import { hasRoom, noRoomWords } from "./models/core/space.server.ts";

export interface Fault {
  field: string;
  message: string;
}

/** What a refused form gets back: what was typed, and each fault beside its field. */
export interface Refused {
  faults: Fault[];
  typed: Record<string, string | string[]>;
  /** What the rule that refused gave to explain itself. */
  about?: unknown;
}

/** Who acts, in which session, and when they last proved that it is they. */
export interface Acting {
  ask: Ask;
  token: string;
  provedAt: string | null;
  settings: { site: Site };
}

const heldWords = "Nothing was recorded: too much was being written at once. Try again";
/** Taken also when only the reserve of the disk is left. */
const alwaysTaken = new Set(["/sign-in", "/sign-out"]);

/** A route names its shape as a function: made at once, it would call zod when the browser loads the page, where there is none. */
export type Shape<T> = ZodType<T> | (() => ZodType<T>);

/**
 * The one way in for forms. Parses the posted fields by `shape` (names ending in [] are lists), calls `act` with the result and returns its response.
 * With `by`, what weighs: it must have been proved lately who acts, or a code comes along as `proof`, or what a passkey signed as `passkeyProof`. Where
 * only some of what a form may hold weighs, `by` says of the form who acts, or null.
 * A fault, or a rule that does not agree, comes back as 422 with what was typed (never passwords or codes); 503 when the database was held by others all the while. 404 and 403 go on to the page's boundary.
 */
export async function submit<T>(request: Request, shape: Shape<T>, act: (form: T) => Promise<Response>, by?: Acting | ((form: T) => Acting | null | Promise<Acting | null>)): Promise<Response> {
  const raw = postedIn(await request.formData());
  const typed = typedIn(raw);
  const parsed = (typeof shape === "function" ? shape() : shape).safeParse(raw);
  if (!parsed.success) {
    const seen = new Set<string>();
    const faults: Fault[] = [];
    for (const issue of parsed.error.issues) {
      const field = issue.path.map(String).join(".");
      if (!seen.has(field)) faults.push({ field, message: issue.message });
      seen.add(field);
    }
    return refused(faults, typed);
  }
  if (!hasRoom() && !alwaysTaken.has(new URL(request.url).pathname)) return refused([{ field: "", message: noRoomWords }], typed);
  try {
    const acting = typeof by === "function" ? await by(parsed.data) : by;
    if (acting) await prove(acting.ask, acting.token, acting.provedAt, proofIn(raw), acting.settings.site);
    return await act(parsed.data);
  } catch (error) {
    if ((error as { code?: string } | null)?.code === "SQLITE_FULL") return refused([{ field: "", message: noRoomWords }], typed);
    if (isHeld(error)) return refused([{ field: "", message: heldWords }], typed, undefined, 503);
    if (error instanceof NotAgreed) return refused([{ field: error.field ?? "", message: error.reason }], typed, error.about);
    throw error;
  }
}

const refused = (faults: Fault[], typed: Refused["typed"], about?: unknown, status = 422): Response => json({ faults, typed, about } satisfies Refused, { status });

function proofIn({ proof, passkeyProof }: Record<string, unknown>): Proof | null {
  if (typeof proof === "string" && proof.trim()) return { code: proof };
  return typeof passkeyProof === "string" && passkeyProof ? { passkey: passkeyProof } : null;
}
