import { randomBytes, randomUUID } from "node:crypto";
import { logDevReady } from "@remix-run/node";
import * as build from "@remix-run/dev/server-build";
import type { Express, NextFunction, Request, RequestHandler, Response } from "express";
import { sql } from "kysely";
import type { Logger } from "pino";
import { cleared, keepToken, tokenIn } from "#app/cookie.server.ts";
import { nobody } from "#app/models/core/who.ts";
import { halfSession } from "#app/models/people/factor.server.ts";
import { lockedSession } from "#app/models/people/lock.server.ts";
import { Sessions, standingNow } from "#app/models/people/standing.server.ts";
import { siteOf } from "#app/models/people/site.ts";
import { nobodyYet } from "#app/models/people/setup.server.ts";
import type { Db } from "#db/connect.server.ts";
import { doorkeeper } from "./doorkeeper.ts";
import type { Importer } from "./import.ts";
import { narrow } from "./narrow.ts";
import type { Settings } from "./settings.ts";

export interface Running {
  db: Db;
  settings: Settings;
  log: Logger;
  clock: () => Date;
}
export interface RunningPages extends Running {
  demo: boolean;
  importer: Importer;
}

/** Open to those who have not signed in. Everything else leads to sign-in. */
const openPaths = new Set(["/sign-in", "/setup", "/password-link"]);
const open = { has: (path: string): boolean => openPaths.has(path) || path.startsWith("/sign-in-with/") };

/** All that is open to those who have given their password alone. */
const second = new Set(["/second-factor", "/second-factor/new", "/passkey-options", "/sign-out"]);

/** All that is open to those whose password somebody else set. */
const leaving = new Set(["/account", "/sign-out"]);

/** All that is open while a session is locked. */
const unlocking = new Set(["/unlock", "/sign-out"]);

/** The request pipeline, in order. Sign-in is required before any route. */
export async function pipeline(running: RunningPages): Promise<Express> {
  // Read here: what a file of the server imports at its head, every thread of the program reads at its start.
  const [{ default: express }, { createRequestHandler }] = await Promise.all([import("express"), import("@remix-run/express")]);
  const { db, settings, log, clock } = running;
  const secure = settings.PUBLIC_URL?.startsWith("https:") ?? false;
  const limits = { idleMinutes: settings.SESSION_IDLE_MINUTES, hours: settings.SESSION_HOURS };
  const site = siteOf(settings.PUBLIC_URL, settings.PORT);
  const app = express();
  app.disable("x-powered-by");
  // The main thread hands every request over, and says from where it came as a proxy does.
  app.set("trust proxy", settings.TRUSTED_PROXIES + 1);

  app.get("/readyz", async (_, response) => {
    const writable = await canWrite(db);
    response.status(writable ? 200 : 503).type("text").send(writable ? "ready" : "not ready");
  });

  app.use((request, response, next) => {
    response.locals.nonce = randomBytes(16).toString("base64");
    response.locals.requestId = randomUUID();
    const started = process.hrtime.bigint();
    response.on("finish", () => {
      const ms = Number(process.hrtime.bigint() - started) / 1e6;
      const quiet = request.path.startsWith("/build/") || request.path.startsWith("/assets/");
      log[quiet ? "debug" : "info"]({ request: response.locals.requestId, person: response.locals.personId, method: request.method, path: request.path, status: response.statusCode, ms: Math.round(ms * 10) / 10 }, "request");
    });
    next();
  });
  app.use(await headers(secure));
  app.use("/build", express.static("public/build", { immutable: true, maxAge: "1y" }));
  app.use("/assets", express.static("public/assets", { maxAge: "1h" }));
  app.use("/favicon.svg", express.static("public/favicon.svg", { maxAge: "1d" }));
  app.use(sameOriginOnly);

  const sessions = new Sessions(limits);
  app.use(async (request, response, next) => {
    try {
      const token = await tokenIn(request.headers.cookie, secure);
      const ask = { db, now: clock(), who: nobody };
      const session = await sessions.of(ask, await standingNow(db), token, true);
      const who = session?.who;
      const half = who ? null : await halfSession(ask, token);
      response.locals.ask = { ...ask, who: who ?? nobody };
      const locked = who || half ? null : await lockedSession(ask, token, limits);
      response.locals.half = half;
      response.locals.locked = locked;
      response.locals.token = who || half || locked ? token : "";
      response.locals.provedAt = session?.provedAt ?? null;
      response.locals.personId = who?.id;
      response.setHeader("Cache-Control", "no-store");
      if (who?.mustChangePassword && !leaving.has(request.path)) return lead(request, response, "/account");
      if (half && !second.has(request.path) && !open.has(request.path)) return lead(request, response, half.enrolled ? "/second-factor" : "/second-factor/new");
      const back = request.method === "GET" && !request.query._data ? request.originalUrl : "/home";
      if (locked && !unlocking.has(request.path) && !open.has(request.path)) return lead(request, response, `/unlock?to=${encodeURIComponent(back)}`);
      if (who || half || locked || open.has(request.path)) return next();
      if (await nobodyYet(ask)) return response.redirect(303, "/setup");
      // A session that has ended: by somebody else, or by itself.
      if (token) response.setHeader("Set-Cookie", await keepToken("", secure)).setHeader("Clear-Site-Data", cleared);
      const to = request.method === "GET" && request.path !== "/" && !request.query._data ? `?to=${encodeURIComponent(request.originalUrl)}` : "";
      return lead(request, response, `/sign-in${to}`);
    } catch (error) {
      next(error);
    }
  });

  app.use(doorkeeper);

  app.all(
    "*",
    narrow(build, (build) => createRequestHandler({
      build: build as never,
      mode: process.env.NODE_ENV,
      getLoadContext: (request, response) => ({
        ask: response.locals.ask,
        token: response.locals.token,
        half: response.locals.half,
        locked: response.locals.locked,
        provedAt: response.locals.provedAt,
        agent: agentInWords(request.get("user-agent") ?? ""),
        nonce: response.locals.nonce,
        address: request.ip ?? "",
        importer: running.importer,
        settings: { demo: running.demo, secureCookies: secure, limits, site },
      }),
    })),
  );

  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    log.error({ request: response.locals.requestId, error: error instanceof Error ? `${error.name} ${error.stack?.split("\n").find((line) => /^\s+at /.test(line))?.trim() ?? ""}` : "unknown" }, "request failed");
    if (!response.headersSent) response.status(500).type("text").send("Something went wrong. What you sent was not kept.");
  });
  return app;
}

/** Leads somebody to another page, whether a page was asked for or its data. */
function lead(request: Request, response: Response, to: string): void {
  if (request.query._data) response.status(204).setHeader("X-Remix-Redirect", to).setHeader("X-Remix-Status", "302").end();
  else response.redirect(303, to);
}

/** "Firefox on Windows": enough for people to know their own devices by. */
export function agentInWords(userAgent: string): string {
  const browser = /Edg\//.test(userAgent) ? "Edge" : /Firefox\//.test(userAgent) ? "Firefox" : /Chrome\//.test(userAgent) ? "Chrome" : /Safari\//.test(userAgent) ? "Safari" : "Another browser";
  const system = /Windows/.test(userAgent) ? "Windows" : /iPhone|iPad/.test(userAgent) ? "iOS" : /Android/.test(userAgent) ? "Android" : /Mac OS X/.test(userAgent) ? "macOS" : /Linux/.test(userAgent) ? "Linux" : "another system";
  return `${browser} on ${system}`;
}

/** Tells `remix dev` that this build answers, so that open pages read it again. */
export const announceBuild = (): void => logDevReady(build as never);

async function canWrite(db: Db): Promise<boolean> {
  try {
    await sql`insert into counter (name, value) values ('ready', 1) on conflict (name) do update set value = excluded.value`.execute(db);
    return true;
  } catch {
    return false;
  }
}

// Remix checks the origin of some posts only (not of ?_data= ones), so every write is checked here.
function sameOriginOnly(request: Request, response: Response, next: NextFunction): void {
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const host = request.headers.host;
  const same = origin ? URL.canParse(origin) && new URL(origin).host === host : site === "same-origin";
  const reading = request.method === "GET" || request.method === "HEAD";
  if (reading || (same && (site === undefined || site === "same-origin"))) next();
  else response.status(403).type("text").send("This request did not come from Panelroom");
}

const headers = async (secure: boolean): Promise<RequestHandler> =>
  (await import("helmet")).default({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", (_: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`],
        styleSrc: ["'self'", (_: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce}'`],
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: process.env.NODE_ENV === "development" ? ["'self'", "ws:"] : ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        // No script of ours or of a library's makes HTML, scripts or their addresses out of text, and none can.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    // no-referrer would send Origin: null with every form that works without script.
    referrerPolicy: { policy: "same-origin" },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    crossOriginEmbedderPolicy: false,
  });
