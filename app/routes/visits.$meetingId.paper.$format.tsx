import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment, formatIn } from "../file.server.ts";
import { visitPaper } from "../models/meetings/single-papers.server.ts";

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const format = formatIn(params.format);
  return attachment(ask, await visitPaper(ask, params.meetingId!, format), format);
}
