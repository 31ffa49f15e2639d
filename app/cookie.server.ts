import { createCookie } from "@remix-run/node";

/** The session cookie: an opaque token, out of reach of scripts and of other sites. */
const cookie = (secure: boolean) => createCookie(secure ? "__Host-panelroom" : "panelroom", { httpOnly: true, sameSite: "lax", path: "/", secure });

/** The token in a Cookie header, "" when there is none. */
export const tokenIn = async (header: string | null | undefined, secure: boolean): Promise<string> => String((await cookie(secure).parse(header ?? null)) ?? "");

/** The Set-Cookie header that keeps the token, or with "" forgets it. */
export const keepToken = (token: string, secure: boolean): Promise<string> => cookie(secure).serialize(token, token ? {} : { maxAge: 0 });

/** What a browser forgets when a session is over (Clear-Site-Data). Not "cookies": that would take those of the neighbours below the same name too, and ours is forgotten by itself. */
export const cleared = '"cache", "storage"';

/** A cookie for some minutes and one part of the site. It comes along when another site sends somebody back here. */
const passing = (name: string, path: string, secure: boolean) => createCookie(name, { httpOnly: true, sameSite: "lax", path, secure });

/** A word kept in the browser under one part of the site, "" when there is none. */
export const wordIn = async (request: Request, name: string, path: string, secure: boolean): Promise<string> => String((await passing(name, path, secure).parse(request.headers.get("Cookie"))) ?? "");

/** The Set-Cookie header that keeps the word for so many minutes, or with "" forgets it. */
export const keepWord = (word: string, name: string, path: string, minutes: number, secure: boolean): Promise<string> => passing(name, path, secure).serialize(word, { maxAge: word ? minutes * 60 : 0 });
