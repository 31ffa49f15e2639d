import type { LoaderFunctionArgs } from "@remix-run/node";
import { searchListAsCsv } from "../models/meetings/return-search.server.ts";

export const loader = async ({ request, params, context: { ask } }: LoaderFunctionArgs) => {
  const { name, text } = await searchListAsCsv(ask, params.meetingId!, new URL(request.url).searchParams.get("agency"));
  return new Response(text, { headers: { "Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="${name}"` } });
};
