import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { NonceContext } from "./ui/nonce.ts";

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext, load: AppLoadContext) {
  const page = renderToString(
    <NonceContext.Provider value={load.nonce}>
      <RemixServer context={context} url={request.url} />
    </NonceContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${page}`, { status, headers });
}

/** Errors are logged without what people typed: the place in the code, not the message. */
export function handleError(error: unknown, { request }: { request: Request }) {
  if (request.signal.aborted) return;
  const place = error instanceof Error ? `${error.name} ${error.stack?.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 3).join(" ")}` : "unknown";
  process.stdout.write(`${JSON.stringify({ level: 50, time: Date.now(), msg: "page failed", path: new URL(request.url).pathname, place, ...(process.env.NODE_ENV !== "production" && error instanceof Error ? { message: error.message } : {}) })}\n`);
}
