// The three ways to say no. Everything that a person may not know of is *not found*, with the same words.
// They are Responses, so that a loader that throws one answers with its status.

export class NotFound extends Response {
  constructor() {
    super("Not found", { status: 404, statusText: "Not Found" });
  }
}

/** The person may know of the thing but may not do this. */
export class NotAllowed extends Response {
  constructor(readonly reason: string) {
    super(reason, { status: 403, statusText: "Forbidden" });
  }
}

/** A rule says no: the reason in the user's words, and the form field that it belongs beside. */
export class NotAgreed extends Response {
  constructor(
    readonly reason: string,
    readonly field?: string,
    /** What the page needs to explain it, such as the records that this may double. */
    readonly about?: unknown,
  ) {
    super(reason, { status: 409, statusText: "Conflict" });
  }
}

/** Returns the value. Throws NotFound when there is none. */
export function found<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new NotFound();
  return value;
}

/** Throws NotAllowed unless `allowed`. */
export function allow(allowed: boolean, why = "You may not do this"): void {
  if (!allowed) throw new NotAllowed(why);
}

/** Throws NotAgreed when a rule gives a reason against. */
export function agree(whyNot: string | null, field?: string): void {
  if (whyNot) throw new NotAgreed(whyNot, field);
}
