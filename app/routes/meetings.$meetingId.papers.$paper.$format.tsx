import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment, formatIn } from "../file.server.ts";
import { meetingPaper } from "../models/meetings/papers.server.ts";

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const format = formatIn(params.format);
  return attachment(ask, await meetingPaper(ask, params.meetingId!, params.paper!, format), format);
}
