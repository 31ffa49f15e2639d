/// <reference types="@remix-run/dev" />
/// <reference types="@remix-run/node" />
import type { Ask } from "#app/models/core/ask.server.ts";

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
    settings: { demo: boolean; secureCookies: boolean };
    /** The address that a request comes from, for rate limits. */
    address: string;
    importer: Importer;
  }
}
