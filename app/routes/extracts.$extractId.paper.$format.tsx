import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment, formatIn } from "../file.server.ts";
import { extractPaper } from "../models/meetings/single-papers.server.ts";

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const format = formatIn(params.format);
  return attachment(ask, await extractPaper(ask, params.extractId!, format), format);
}
