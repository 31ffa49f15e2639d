import { createCookie } from "@remix-run/node";

/** The session cookie: an opaque token, out of reach of scripts and of other sites. */
const cookie = (secure: boolean) => createCookie(secure ? "__Host-panelroom" : "panelroom", { httpOnly: true, sameSite: "lax", path: "/", secure });

/** The token in a Cookie header, "" when there is none. */
export const tokenIn = async (header: string | null | undefined, secure: boolean): Promise<string> => String((await cookie(secure).parse(header ?? null)) ?? "");

/** The Set-Cookie header that keeps the token, or with "" forgets it. */
export const keepToken = (token: string, secure: boolean): Promise<string> => cookie(secure).serialize(token, token ? {} : { maxAge: 0 });

/** What a browser forgets when a session is over (Clear-Site-Data). Not "cookies": that would take those of the neighbours below the same name too, and ours is forgotten by itself. */
export const cleared = '"cache", "storage"';
