/// <reference types="@remix-run/dev" />
/// <reference types="@remix-run/node" />
import type { Limits } from "#app/models/people/session.server.ts";
import type { Locked } from "#app/models/people/lock.server.ts";
import type { Half } from "#app/models/people/factor.server.ts";
import type { Ask } from "#app/models/core/ask.server.ts";
import type { Site } from "#app/models/people/site.ts";

/** Where the files of an import are laid down, and what sets a worker to check them. */
interface Importer {
  folder: string;
  check: (importId: string) => void;
}

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    ask: Ask;
    nonce: string;
    /** The session's token, "" before sign-in. */
    token: string;
    /** Who has given a password and not yet the second factor; then `ask.who` is nobody. */
    half: Half | null;
    /** Whose session this is while it is locked; then `ask.who` is nobody. */
    locked: Locked | null;
    /** When it was last proved who acts (an instant). */
    provedAt: string | null;
    /** The browser and system, in words. */
    agent: string;
    settings: { demo: boolean; secureCookies: boolean; limits: Limits; site: Site };
    /** The address that a request comes from, for rate limits. */
    address: string;
    importer: Importer;
  }
}
