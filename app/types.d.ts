/// <reference types="@remix-run/dev" />
/// <reference types="@remix-run/node" />
import type { Ask } from "#app/models/core/ask.server.ts";

declare module "@remix-run/server-runtime" {
  interface AppLoadContext {
    ask: Ask;
    nonce: string;
    /** The session's token, "" before sign-in. */
    token: string;
    settings: { demo: boolean; secureCookies: boolean };
    /** The address that a request comes from, for rate limits. */
    address: string;
  }
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    ask: Ask;
    nonce: string;
    token: string;
    settings: { demo: boolean; secureCookies: boolean };
    address: string;
  }
}
