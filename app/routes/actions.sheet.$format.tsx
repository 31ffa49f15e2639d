import type { LoaderFunctionArgs } from "@remix-run/node";
import { attachment, formatIn } from "../file.server.ts";
import { ownActions } from "../models/meetings/action-sheet.server.ts";

export async function loader({ params, context: { ask } }: LoaderFunctionArgs) {
  const format = formatIn(params.format);
  return attachment(ask, await ownActions(ask, format), format);
}
