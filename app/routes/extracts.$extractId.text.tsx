import type { LoaderFunctionArgs } from "@remix-run/node";
import { extractText, openExtract } from "../models/meetings/filing.server.ts";

/** The extract as a text file, under a name that says nothing of whom it is about. */
export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const opened = await openExtract(ask, params.extractId!, { asFile: true });
  const { code, number } = opened.meeting;
  return new Response(extractText(opened), { headers: { "Content-Type": "text/plain; charset=utf-8", "Content-Disposition": `attachment; filename="${code}-${number}-extract-${opened.extract.version}.txt"`.replace(/[^\x20-\x7e]/g, "_"), "Cache-Control": "no-store" } });
}
